"""Exercises of every workspace the tests build keep these promises; and the two scores that choose them."""

from collections import Counter

import pytest

from aligner.model import Pair, Status
from corpora import placeables
from corpora.languages import get, polarity
from corpora.model import Section, Span
from glossary import store as glossary_store
from glossary.model import Concept, Term, TermStatus
from glossary.recognition import find_terms
from glossary.renderings import Rendering
from quiz import build, store
from quiz.asking import ask
from quiz.exercises import Item, Material, make
from quiz.exercises.confusable import confusable
from quiz.exercises.distractors import confused, distractors, temptation
from quiz.exercises.errors import changed
from quiz.exercises.material import ATTESTED, Rejected, answer_of, find_in, material, sure, various
from quiz.exercises.quality import quality
from quiz.exercises.sentences import sentences
from quiz.exercises.structure import one_of_each_part
from quiz.exercises.terms import back
from quiz.exercises.variants import variants
from quiz.model import Choice, Direction, Example, ExerciseKind, Mode, Plant
from quiz.showing import shown

BUILT = "2026-03-02T09:00:00+00:00"


def rendering(text, status=TermStatus.PROPOSED, count=5, share=0.9, term=None):
    return Rendering(text, status, "", "", count, share, term)


def pair(source, target="ཁྲིམས་ཁང", bead=1, posterior=0.99, section=Section.BODY, place=0, **more):
    return Pair(
        bead, "zh", "bo", source, target, 1, 2, Span(place, place + 1), Span(place, place + 1), section, posterior,
        more.pop("status", Status.MACHINE), **more,
    )  # fmt: skip


def given(items=(), pairs=(), names=(), code="bo") -> Material:
    return material(get("zh"), get(code), items, pairs, names)


@pytest.fixture(scope="module")
def approved_copy(sample_workspace, tmp_path_factory):
    """The sample with some renderings approved and others ruled out, so that variants are asked too."""
    import shutil

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


# What every workspace keeps


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
    names = {p.name for d in corpora_documents(book) for p in d.parties if len(p.name) > 1}
    for _, _, made in everything:
        for exercise, _ in made:
            if exercise.kind.of_terms:
                assert "某" not in exercise.subject and "×" not in exercise.subject
                assert not any(name in exercise.subject for name in names)


def corpora_documents(book):
    from corpora import store as corpora_store

    return corpora_store.documents(book)


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


# What is asked of a term


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
    exercise = make(given([item])).made[0].exercise
    assert exercise.accepted == ("གོང་ཞུ",) and exercise.forbidden == ("ཡར་ཞུ",)


def test_what_judgments_say_often_is_right_until_somebody_approves_a_rendering():
    often, once = rendering("གོང་ཞུ", count=4, share=0.3), rendering("ཡར་ཞུ", count=1, share=0.1)
    open_ = Item("上诉", (rendering("གོང་གཏུག", count=9, share=0.6), often, once))
    assert make(given([open_])).made[0].exercise.accepted == ("གོང་ཞུ",)
    decided = Item("上诉", (rendering("གོང་གཏུག", TermStatus.PREFERRED, term=1), often, once))
    exercise = make(given([decided])).made[0].exercise
    assert exercise.accepted == () and exercise.unapproved == ("གོང་ཞུ",)


def test_names_are_never_vocabulary():
    items = [Item("扎某", (rendering("བཀྲ་ཤིས"),)), Item("昂旺多杰", (rendering("ངག་དབང"),)), Item("判决", (rendering("ཁྲིམས་བཅད"),))]
    making = make(given(items, names=["昂旺多杰"]))
    assert {m.exercise.subject for m in making.made} == {"判决"}
    assert making.rejected[Rejected(ExerciseKind.RECALL, "是姓名")] == 2


def test_every_term_with_the_rendering_is_right_on_the_way_back():
    items = [
        Item("判决", (rendering("ཁྲིམས་བཅད"),)), Item("裁判", (rendering("ཁྲིམས་བཅད"),)), Item("上诉", (rendering("གོང་གཏུག"),))
    ]  # fmt: skip
    exercise = back(given(items), items[0])
    assert (exercise.answer, exercise.accepted) == ("判决", ("裁判",))
    assert exercise.distractors == (Choice("上诉", "上诉"),) and exercise.answer_language == "zh"


# Wrong choices


def test_a_distractor_neither_holds_nor_is_part_of_the_answer():
    items = [
        Item("上诉", (rendering("གོང་གཏུག"),)), Item("上诉状", (rendering("གོང་གཏུག་ཡི་གེ"),)),
        Item("诉讼", (rendering("གཏུག"),)), Item("判决", (rendering("ཁྲིམས་བཅད"),)),
    ]  # fmt: skip
    assert distractors(given(items), items[0]) == (Choice("ཁྲིམས་བཅད", "判决"),)


def test_a_rendering_attested_for_the_term_is_no_distractor_whoever_else_has_it():
    items = [Item("罚金", (rendering("ཆད་དངུལ"), rendering("ཉེས་དངུལ", count=1))), Item("罚款", (rendering("ཉེས་དངུལ"),))]
    assert distractors(given(items), items[0]) == ()


def test_confused_terms_tempt_more_than_others_of_the_field_and_those_more_than_strangers():
    key = get("bo").key
    asked = Item("罚金", (), domain="刑事", confusable=("罚款",))
    named, field, stranger = Item("罚款", ()), Item("没收", (), domain="刑事"), Item("借条", ())
    values = [temptation(asked, o, key("ཉེས་ཆད་དངུལ"), key("ཁྲིམས་ཆད")).value for o in (named, field, stranger)]
    assert values == sorted(values, reverse=True) and len(set(values)) == 3


def test_terms_one_character_apart_are_confused_and_those_the_termbase_names_first():
    items = [
        Item("罚金", (rendering("ཆད་དངུལ"),), confusable=("没收财产",)), Item("罚款", (rendering("ཉེས་དངུལ"),)),
        Item("没收财产", (rendering("གཞུང་བཞེས"),)), Item("判决", (rendering("ཁྲིམས་བཅད"),)),
    ]  # fmt: skip
    assert [i.term for i in confused(given(items), items[0])] == ["没收财产", "罚款"]
    assert [i.term for i in confused(given(items), items[3])] == []


def test_terms_with_one_rendering_cannot_be_told_apart():
    items = [Item("抚养", (rendering("གསོ་སྐྱོང"),)), Item("扶养", (rendering("གསོ་སྐྱོང"),))]
    assert set(confusable(given(items), {}, {})) == {Rejected(ExerciseKind.CONFUSABLE, "译法相同，分不出来")}


def test_a_variant_is_judged_only_where_a_person_approved_one():
    loose = Item("上诉", (rendering("གོང་གཏུག"), rendering("གོང་ཞུ", count=1, share=0.1)))
    approved = Item("判决", (rendering("ཁྲིམས་བཅད", TermStatus.PREFERRED, term=1), rendering("ཐག་གཅོད", count=1),
                           rendering("ཁྲིམས་ཐག", TermStatus.ADMITTED, term=2)))  # fmt: skip
    found = list(variants(given([loose, approved]), {}))
    assert found[0].exercise.distractors == (Choice("ཐག་གཅོད", "判决"),)
    assert found[1] == Rejected(ExerciseKind.VARIANT, "译法未核定")


# Sentences


def test_only_sure_pairs_are_asked_from():
    assert sure(pair("甲", posterior=0.95)) and not sure(pair("甲", posterior=0.7))
    assert sure(pair("甲", posterior=0.2, status=Status.CONFIRMED))
    assert given(pairs=[pair("甲", posterior=0.5), pair("乙", bead=2)]).doubtful == 1


@pytest.mark.parametrize(("better", "worse"), [
    ("双方签订的合同合法有效，依法受法律保护。", "（2020）青2802民初317号，2020年10月15日，12000元，30日。"),
    ("双方签订的合同合法有效，依法受法律保护。", "其上述行为已违反该规定，此予认定。"),
    ("双方签订的合同合法有效，依法受法律保护。", "是。"),
    ("双方签订的合同合法有效，依法受法律保护。", "双方签订的合同合法有效，依法受法律保护。" * 12),
])  # fmt: skip
def test_what_makes_a_sentence_good(better, worse):
    zh = get("zh")
    assert quality(pair(better), zh).value > quality(pair(worse), zh).value


def test_a_sure_pair_and_one_with_terms_are_better():
    zh = get("zh")
    text = "双方签订的合同合法有效，依法受法律保护。"
    assert quality(pair(text), zh).value > quality(pair(text, posterior=0.5), zh).value
    assert quality(pair(text), zh, 3).value > quality(pair(text), zh, 0).value
    assert all(0 <= part <= 1 for _, part in quality(pair(text), zh).reasons)


def test_other_documents_take_their_turn_before_a_second_sentence_of_the_first():
    found = [Example(n, f"句{n}", "", quality=1 - n / 10, document=d) for n, d in enumerate([1, 1, 1, 2])]
    assert [e.bead for e in various(found, 3)] == [0, 3, 1]


def test_terms_are_found_in_many_texts_as_in_each():
    texts = [(5, "原告提起上诉"), (7, "上诉"), (9, ""), (11, "不服判决上"), (12, "诉讼")]
    hits = find_in(texts, get("zh"), {"上诉", "判决"})
    assert {n: [h.span for h in found] for n, found in hits.items()} == {
        5: [Span(4, 6)], 7: [Span(0, 2)], 9: [], 11: [Span(2, 4)], 12: [],
    }  # fmt: skip


def test_every_published_version_of_a_sentence_is_right():
    source = "三、驳回原告的其他诉讼请求，双方各自承担费用。"
    pairs = [
        pair(source, "གསུམ། ཞུ་གཏུག་པའི་རེ་འདུན་གཞན་དག་ཕྱིར་སློག་བྱས།", 1, section=Section.RULING),
        pair(source, "གསུམ། ཞུ་གཏུག་པས་བཏོན་པའི་རེ་འདུན་གཞན་རྣམས་ཕྱིར་སློག་བྱས།", 2, section=Section.RULING),
    ]  # fmt: skip
    made = next(m for m in sentences(given(pairs=pairs)) if not isinstance(m, Rejected))
    (one,) = made.examples
    assert {one.answer, *one.accepted} == {p.target for p in pairs}


def test_a_changed_figure_is_another_value_of_the_same_kind():
    bo = get("bo")
    text = "2024ལོའི་ཟླ་5ཚེས་30ཉིན།"
    (date,) = placeables.find(text, bo)
    other = changed(given(), text, date)
    (new,) = placeables.find(text.replace(text[date.start : date.end], other), bo)
    assert new.kind is date.kind and new.value != date.value


def test_an_order_has_one_sentence_of_each_part():
    sections = [Section.PARTIES, Section.PARTIES, Section.FACTS, Section.REASONING, Section.RULING]
    pairs = [pair(f"句{n}", f"ཚིག{n}", n, section=s, place=n) for n, s in enumerate(sections)]
    assert [p.bead for p in one_of_each_part(pairs)] == [0, 2, 3, 4]
    assert one_of_each_part([pair("甲", "ཀ", 1, section=Section.FACTS), pair("乙", "ཀ", 2, section=Section.RULING)]) == []


