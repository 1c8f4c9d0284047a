"""Exercises of every workspace the tests build keep these promises."""

import pytest

from corpora.languages import get
from glossary.model import TermStatus
from glossary.renderings import Rendering
from quiz import build, store
from quiz.making import ATTESTED, Item, answer_of, distractors, make, quality
from quiz.model import Choice, ExerciseKind


def rendering(text, status=TermStatus.PROPOSED, count=5, share=0.9, term=None):
    return Rendering(text, status, "", "", count, share, term)


@pytest.fixture(scope="module")
def book(sample_workspace):
    return store.open_workspace(sample_workspace)


@pytest.fixture(scope="module")
def everything(book):
    return [(code, build.items(book, code), store.exercises(book, code)) for code in store.languages(book)]


def test_every_language_of_the_sample_has_exercises_with_examples(everything, book):
    assert {code for code, *_ in everything} == {"bo", "mn-Mong", "ko", "ug"}
    for code, _, exercises in everything[:2]:
        assert len(exercises) > 100, code
        assert sum(bool(store.examples_of(book, e.id)) for e in exercises) > 0.8 * len(exercises)


def test_no_distractor_is_a_right_answer(everything):
    for code, items, exercises in everything:
        key = get(code).key
        right = {item.term: {key(r.text) for r in item.renderings} for item in items}
        for e in exercises:
            keys = [key(d.text) for d in e.distractors]
            assert not set(keys) & (right[e.subject] | {key(e.answer)}), e.subject
            assert len(set(keys)) == len(keys)


def test_no_name_is_asked(everything):
    for _, _, exercises in everything:
        assert not any("某" in e.subject or "×" in e.subject for e in exercises)


def test_the_gap_of_every_example_is_the_answer_and_the_rest_does_not_show_it(everything, book):
    for code, _, exercises in everything:
        language = get(code)
        for e in exercises:
            if e.kind is ExerciseKind.CLOZE:
                for x in store.examples_of(book, e.id):
                    assert language.key(x.target[x.gap.start : x.gap.end]) == language.key(e.answer)
                    rest = x.target[: x.gap.start] + "\n" + x.target[x.gap.end :]
                    found = [rest[w.start : w.end] for w in language.words(rest, (e.answer,))]
                    assert language.key(e.answer) not in [language.key(w) for w in found]


def test_the_approved_rendering_is_the_answer_else_a_well_attested_one():
    approved = rendering("གོང་ཞུ", TermStatus.PREFERRED, 0, 0.0, 1)
    assert answer_of(Item("上诉", (approved, rendering("གོང་གཏུག", count=50)))) == approved
    assert answer_of(Item("上诉", (rendering("གོང་གཏུག", count=ATTESTED - 1),))) is None
    assert answer_of(Item("上诉", (rendering("གོང་གཏུག", share=0.3),))) is None
    assert answer_of(Item("上诉", (rendering("གོང་གཏུག", TermStatus.FORBIDDEN),))) is None


def test_a_forbidden_rendering_is_no_accepted_answer():
    item = Item("上诉", (
        rendering("གོང་གཏུག", TermStatus.PREFERRED, term=1), rendering("གོང་ཞུ", TermStatus.ADMITTED, term=2),
        rendering("ཡར་ཞུ", TermStatus.FORBIDDEN, term=3),
    ))  # fmt: skip
    assert make([item], get("bo"))[0].accepted == ("གོང་ཞུ",)


def test_a_distractor_neither_holds_nor_is_part_of_the_answer():
    answers = {
        "上诉": rendering("གོང་གཏུག"),
        "上诉状": rendering("གོང་གཏུག་ཡི་གེ"),
        "诉讼": rendering("གཏུག"),
        "判决": rendering("ཁྲིམས་བཅད"),
    }
    assert distractors("上诉", "གོང་གཏུག", set(), answers, get("bo")) == (Choice("ཁྲིམས་བཅད", "判决"),)


def test_a_plain_sentence_is_a_better_example_than_one_of_numbers(book):
    from aligner import store as aligner_store

    pairs = {p.source: quality(p, get("zh")) for p in aligner_store.pairs(book, "zh", "bo")}
    plain = max(v for s, v in pairs.items() if "不受法律保护" in s or "受法律保护" in s)
    numbers = next(v for s, v in pairs.items() if s.startswith("（2020）"))
    assert plain > numbers
