"""Exercises of every workspace the tests build keep these promises."""

import shutil
from collections import Counter

import pytest

from corpora import placeables
from corpora import store as corpora_store
from corpora.languages import get, polarity
from glossary import store as glossary_store
from glossary.model import Concept, Term, TermStatus
from glossary.recognition import find_terms
from quiz import build, store
from quiz.asking import ask
from quiz.model import Direction, ExerciseKind, Mode, Plant
from quiz.showing import shown

BUILT = "2026-03-02T09:00:00+00:00"


@pytest.fixture(scope="module")
def approved_copy(sample_workspace, tmp_path_factory):
    """The sample with some renderings approved and others ruled out, so that variants are asked too."""
    path = shutil.copy(sample_workspace, tmp_path_factory.mktemp("approved") / "approved.db")
    db = store.open_workspace(path)
    for code in ("bo", "mn-Mong", "ko"):
        seen = [i for i in build.items(db, code) if len(i.renderings) > 1 and i.renderings[0].count > 2]
        for item in seen[:8]:
            first, second = item.renderings[:2]
            concept = Concept("程序", (
                Term("zh", item.term), Term(code, first.text, TermStatus.PREFERRED, authority="测试"),
                Term(code, second.text, TermStatus.FORBIDDEN, reason="测试", replacement=first.text),
            ))  # fmt: skip
            known = glossary_store.concepts_of(db, item.term)
            if not known:
                glossary_store.put_concept(db, concept, "审定人", BUILT)
    build.update(db)
    return path


@pytest.fixture(scope="module", params=["sample", "approved"])
def book(request, sample_workspace, approved_copy):
    return store.open_workspace(sample_workspace if request.param == "sample" else approved_copy)


@pytest.fixture(scope="module")
def everything(book):
    """(language, items, [(exercise, its examples)]) of every language."""
    return [
        (get(code), {i.term: i for i in build.items(book, code)},
         [(e, store.examples_of(book, e.id)) for e in store.exercises(book, code)])
        for code in store.languages(book)
    ]  # fmt: skip


def questions(everything, stages=(0, 1, 4)):
    for language, items, made in everything:
        for exercise, examples in made:
            for n in range(max(len(examples), 1)) if len(examples) < 9 else stages:
                for mode in Mode.CHOICE, Mode.TYPED:
                    yield language, items, ask(exercise, examples, exercise.id, n, mode)


def test_every_language_of_the_sample_has_exercises(everything, book):
    assert {language.code for language, *_ in everything} == {"bo", "mn-Mong", "ko", "ug"}
    kinds = Counter(e.kind for _, _, made in everything for e, _ in made)
    assert kinds.keys() >= set(ExerciseKind) - {ExerciseKind.VARIANT}


def test_approved_renderings_bring_variants(approved_copy):
    made = store.exercises(store.open_workspace(approved_copy), kinds=[ExerciseKind.VARIANT])
    assert made and all(e.status is TermStatus.PREFERRED and e.distractors for e in made)


def test_no_distractor_is_an_attested_or_admitted_rendering_of_the_key(everything):
    for language, items, question in questions(everything):
        exercise = question.exercise
        if not exercise.kind.of_terms or exercise.direction is Direction.BACK:
            continue
        item = items[exercise.subject]
        counted = item.admitted if exercise.kind is ExerciseKind.VARIANT else item.renderings
        right = {language.key(r.text) for r in counted} | {language.key(t) for t in (exercise.answer, *exercise.accepted)}
        wrong = [language.key(option) for option in question.options if option != exercise.answer]
        assert not set(wrong) & right, exercise.subject
        assert len(set(wrong)) == len(wrong)


def test_no_wrong_chinese_term_has_the_rendering(everything):
    for language, items, question in questions(everything):
        exercise = question.exercise
        if exercise.kind is ExerciseKind.RECALL and exercise.direction is Direction.BACK:
            key = language.key(exercise.source)
            for choice in exercise.distractors:
                assert key not in {language.key(r.text) for r in items[choice.text].renderings}


def test_no_key_is_visible_in_its_own_prompt(everything):
    for language, _, question in questions(everything):
        exercise, seen = question.exercise, shown(question)
        if exercise.kind is ExerciseKind.RECALL and exercise.direction is Direction.BACK:
            assert not seen.source
        elif exercise.kind in (ExerciseKind.CLOZE, ExerciseKind.CONFUSABLE):
            for right in (exercise.answer, *exercise.accepted):
                assert not find_terms(seen.target, language, {language.key(right): right}), exercise.subject
        elif exercise.kind is ExerciseKind.FIGURES:
            values = {p.value for p in placeables.find(exercise.answer, language)}
            assert not values & {p.value for p in placeables.find(seen.target, language)}, seen
        elif exercise.kind is ExerciseKind.SECTION:
            assert not seen.source and exercise.answer not in seen.target
        elif exercise.kind is ExerciseKind.FORMULA:
            assert seen.target.count("____") == len(question.blanks) and exercise.answer
        elif exercise.kind is not ExerciseKind.ERROR:
            assert exercise.answer not in seen.target or not exercise.answer


def test_no_masked_name_is_asked(everything, book):
    names = {p.name for d in corpora_store.documents(book) for p in d.parties if len(p.name) > 1}
    for _, _, made in everything:
        for exercise, _ in made:
            if exercise.kind.of_terms:
                assert "某" not in exercise.subject and "×" not in exercise.subject
                assert not any(name in exercise.subject for name in names)


def test_every_item_says_where_it_is_from(everything):
    for _, _, made in everything:
        for exercise, examples in made:
            assert examples or exercise.kind in (ExerciseKind.RECALL, ExerciseKind.VARIANT), exercise
            for example in examples:
                assert example.bead is not None and example.document is not None


def test_items_rotate_sentences(everything):
    for _, _, made in everything:
        for exercise, examples in made:
            assert len({e.source for e in examples}) == len(examples)
            if len(examples) > 1:
                one, two = (ask(exercise, examples, 1, n, Mode.TYPED).example for n in (0, 1))
                assert one != two


def test_the_gap_of_every_example_is_the_answer(everything):
    for language, _, made in everything:
        for exercise, examples in made:
            if exercise.kind in (ExerciseKind.CLOZE, ExerciseKind.CONFUSABLE):
                for x in examples:
                    assert language.key(x.target[slice(*x.gap)]) == language.key(exercise.answer)
                    assert get("zh").key(x.source[slice(*x.term)]) == get("zh").key(exercise.subject)


def test_figures_have_one_value_in_both_languages(everything):
    for language, _, made in everything:
        for exercise, examples in made:
            if exercise.kind is ExerciseKind.FIGURES:
                for x in examples:
                    ours = {(p.kind, p.value) for p in placeables.find(x.source, get("zh")) if p.start == x.term.start}
                    theirs = {(p.kind, p.value) for p in placeables.find(x.target, language) if p.start == x.gap.start}
                    assert ours == theirs != set()


def test_what_was_planted_is_wrong_and_nothing_else(everything):
    planted = Counter()
    for language, _, made in everything:
        for exercise, examples in made:
            if exercise.kind is not ExerciseKind.ERROR:
                continue
            for x in examples:
                planted[exercise.subject] += 1
                assert x.shown[slice(*x.gap)] == x.answer and x.shown != x.target
                behind = len(x.shown) - x.gap.end
                assert x.shown[: x.gap.start] == x.target[: x.gap.start]
                assert x.shown[x.gap.end :] == (x.target[-behind:] if behind else "")
                assert all(x.shown.count(c.text) == 1 and x.answer not in c.text for c in x.choices)
                if exercise.subject == Plant.FIGURE:
                    values = [sorted(p.value for p in placeables.find(t, language)) for t in (x.shown, x.target)]
                    assert values[0] != values[1]
                if exercise.subject == Plant.NEGATION:
                    counts = [polarity.counts(t, language.polarity) for t in (x.shown, x.target)]
                    assert counts[0] != counts[1]
    assert set(planted) == {"term", "figure", "negation"}


def test_pieces_stand_in_their_order(everything):
    for _, _, made in everything:
        for exercise, examples in made:
            if exercise.kind is ExerciseKind.ORDER:
                for x in examples:
                    question = ask(exercise, [x], 1, 0, Mode.CHOICE)
                    assert sorted(question.options) == sorted(x.pieces) and question.options != x.pieces
                    assert question.mode is Mode.ORDERED


def test_a_formula_is_blanked_more_and_more_and_never_a_name_or_a_figure(everything):
    for language, _, made in everything:
        for exercise, examples in made:
            if exercise.kind is not ExerciseKind.FORMULA:
                continue
            for x in examples:
                fixed = [(p.start, p.end) for p in placeables.find(x.target, language)]
                blank = 0
                for n in range(4):
                    question = ask(exercise, [x], 1, n, Mode.TYPED)
                    assert not any(b.start < end and start < b.end for b in question.blanks for start, end in fixed)
                    before, blank = blank, sum(b.end - b.start for b in question.blanks)
                    assert blank >= before
                    assert question.exercise.answer.split("\n") == [x.target[slice(*b)] for b in question.blanks]
                assert all(any(b.start <= w.start and w.end <= b.end for b in question.blanks) for w in x.words)


def test_making_again_makes_the_same(sample_workspace):
    db = store.open_workspace(sample_workspace)
    assert build.making(db, "bo") == build.making(db, "bo")
