"""Papers: the same seed gives the same paper, nothing gives an answer away, answers and marks are never lost."""

import sqlite3
from datetime import datetime, timedelta, timezone

import pytest

from corpora.languages import get
from quiz import session, store
from quiz.exams import running
from quiz.exams.drawing import expected_ease, identity, version
from quiz.exams.frozen import dumps, loads
from quiz.exams.layout import blocks, key_text
from quiz.exams.leaks import gives_away, gives_itself_away, visible
from quiz.exams.marking import Score, marked, points
from quiz.exams.model import Blueprint, Difficulty, Paper, Part, part_title
from quiz.model import Direction, ExerciseKind, Mode

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA)
PARTS = (
    Part(ExerciseKind.RECALL, 8, 2),
    Part(ExerciseKind.RECALL, 4, 2, direction=Direction.BACK),
    Part(ExerciseKind.CLOZE, 6, 2, Mode.CHOICE),
    Part(ExerciseKind.SECTION, 2, 2),
    Part(ExerciseKind.ORDER, 1, 5),
    Part(ExerciseKind.SENTENCE, 1, 10),
)
BLUEPRINT = Blueprint("结业考试", "bo", PARTS, seed=7)


@pytest.fixture(scope="module")
def read_only(sample_workspace):
    return store.open_workspace(sample_workspace)


@pytest.fixture(scope="module")
def paper(read_only):
    return running.draw(read_only, BLUEPRINT)


@pytest.fixture
def exam(book, paper):
    number = store.add_exam(book, paper, "教员", NOON)
    store.open_exam(book, number, NOON)
    return store.exam(book, number)


def folded_in(text, others, language):
    """A slow and blunt judge: the key of the text anywhere in the keys of the others."""
    return any(language.key(text) in language.key(other) for other in others)


def test_the_same_seed_gives_the_same_paper_and_another_seed_another(read_only, paper):
    assert running.draw(read_only, BLUEPRINT) == paper
    other = running.draw(read_only, Blueprint("结业考试", "bo", PARTS, seed=8))
    assert {identity(i.question) for i in other.items} != {identity(i.question) for i in paper.items}


def test_a_paper_holds_what_its_blueprint_says(paper):
    assert [(i.part, i.points) for i in paper.items] == [
        (n, p.points) for n, p in enumerate(PARTS) for _ in range(p.count)
    ]
    assert all(i.question.options for i in paper.items if i.part == 2)
    assert not any(i.question.options for i in paper.items if i.part < 2)
    assert BLUEPRINT.points == 8 * 2 + 4 * 2 + 6 * 2 + 2 * 2 + 5 + 10
    assert part_title(BLUEPRINT, 0) == "一、术语互译（汉译藏）　共 8 题，每题 2 分，共 16 分"


@pytest.mark.parametrize("code", ["bo", "mn-Mong"])
def test_no_item_gives_an_answer_away(read_only, code):
    for seed in (1, 2):
        drawn = running.draw(read_only, Blueprint("卷", code, PARTS[:3], seed=seed))
        for asked in drawn.items:
            language = get(asked.question.exercise.answer_language)
            for other in drawn.items:
                if other is asked:
                    printed = [t for c, t in visible(other.question, options=False) if c == language.code]
                    assert not gives_itself_away(asked.question)
                else:
                    printed = [t for c, t in visible(other.question) if c == language.code]
                    assert not gives_away(other.question, asked.question)
                if (
                    len(language.key(asked.question.exercise.answer)) > 6
                ):  # short keys stand inside longer words
                    assert not folded_in(asked.question.exercise.answer, printed, language)


def test_version_b_has_the_same_items_in_another_order(paper):
    a, b = version(paper, "A"), version(paper, "B")
    assert {i.id for i in a} == {i.id for i in b} and [i.id for i in a] != [i.id for i in b]
    assert [i.part for i in b] == sorted(i.part for i in b)
    for item in b:
        other = paper.item(item.id)
        assert set(item.question.options) == set(other.question.options)
        assert item.question.exercise == other.question.exercise
    chosen = [i for i in b if i.question.mode is Mode.CHOICE]
    assert any(i.question.options != paper.item(i.id).question.options for i in chosen)


def test_a_paper_comes_back_from_json_as_it_was(paper):
    assert loads(Paper, dumps(paper)) == paper


def test_another_item_takes_the_place_of_one(read_only, paper):
    changed = running.replace_item(read_only, paper, 3)
    assert changed.item(3).question != paper.item(3).question and changed.item(3).part == paper.item(3).part
    assert [i for i in changed.items if i.id != 3] == [i for i in paper.items if i.id != 3]
    again = running.replace_item(read_only, changed, 3, [identity(paper.item(3).question)])
    assert again.item(3).question not in (paper.item(3).question, changed.item(3).question)


def test_a_part_that_cannot_be_filled_is_named(read_only):
    with pytest.raises(ValueError, match="“排列次序”要 99 题"):
        running.draw(read_only, Blueprint("卷", "bo", (Part(ExerciseKind.ORDER, 99, 5),)))


def test_causes_and_unseen_judgments_are_kept_to(book):
    learner = store.learner(book, "学员")
    now = NOON
    for _ in range(12):
        question, _ = session.next_question(book, learner, "bo", now)
        if question is None:
            now += timedelta(days=1)
            continue
        session.answer(book, question, question.exercise.answer, now, 10)
    seen = store.seen_documents(book, "bo")
    assert seen
    unseen = running.draw(book, Blueprint("卷", "bo", (Part(ExerciseKind.CLOZE, 4, 2),), unseen=True))
    assert not {i.question.example.document for i in unseen.items} & seen
    other = store.group(book, "别的班")
    assert store.seen_documents(book, "bo", other) == frozenset()
    theft = Blueprint("卷", "bo", (Part(ExerciseKind.CLOZE, 3, 2),), causes=("盗窃罪",))
    assert {i.question.example.cause for i in running.draw(book, theft).items} == {"盗窃罪"}


def test_a_hard_paper_is_harder_than_an_easy_one(read_only):
    easy, hard = (
        running.draw(read_only, Blueprint("卷", "bo", (Part(ExerciseKind.RECALL, 8, 2),), difficulty=d)).items
        for d in (Difficulty.EASY, Difficulty.HARD)
    )
    assert sum(i.ease for i in easy) > sum(i.ease for i in hard) + 1


def test_what_learners_answered_outweighs_the_guess():
    assert expected_ease(0.0, 0, 0) == pytest.approx(0.85)
    assert expected_ease(0.0, 1, 20) < 0.2 < 0.8 < expected_ease(1.0, 20, 20)


def test_a_right_answer_has_all_points_and_a_letter_is_its_choice(paper):
    for item in paper.items:
        key = key_text(item.question)
        given = key.split("　")[0] if item.question.mode is Mode.CHOICE else key
        assert marked(item, given).share == 1, (item.kind, given)
        assert marked(item, "").share == 0


def test_partial_credit_comes_in_halves(paper):
    order = next(i for i in paper.items if i.kind is ExerciseKind.ORDER)
    right = key_text(order.question).split()
    swapped = " ".join([right[1], right[0], *right[2:]])
    share = marked(order, swapped).share
    assert 0 < share < 1
    assert points(order, share) * 2 == int(points(order, share) * 2)
    assert (points(order, 0.0), points(order, 0.26), points(order, 1.0)) == (0.0, 1.5, order.points)


def test_answers_are_kept_as_they_are_given_and_not_twice(book, exam):
    sitting = store.sit(book, exam.id, store.learner(book, "学员"), NOON)
    assert running.answer(book, exam, sitting, {1: "甲"}, NOON) == 1
    assert running.answer(book, exam, sitting, {1: "甲"}, NOON) == 0
    running.answer(book, exam, sitting, {1: "乙", 2: "丙"}, NOON + timedelta(minutes=1))
    assert store.exam_answers(book, sitting.id) == {1: "乙", 2: "丙"}
    assert store.sit(book, exam.id, store.learner(book, "学员"), NOON + timedelta(hours=2)) == sitting
    for statement in ("DELETE FROM exam_answers", "UPDATE exam_answers SET answer = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            book.execute(statement)


def test_the_clock_ends_it(book, exam):
    sitting = store.sit(book, exam.id, store.learner(book, "学员"), NOON)
    late = NOON + timedelta(minutes=exam.paper.blueprint.minutes, seconds=31)
    assert running.answer(book, exam, sitting, {1: "甲"}, late) == 0
    assert running.over(sitting, exam.paper.blueprint, late)
    running.answer(book, exam, sitting, {1: "甲"}, NOON)
    assert running.remark(book, exam, late) == 1
    assert store.sittings(book, exam.id)[0].handed_in


def test_nothing_is_taken_after_handing_in(book, exam):
    sitting = store.sit(book, exam.id, store.learner(book, "学员"), NOON)
    running.hand_in(book, exam, sitting, NOON)
    assert running.answer(book, exam, sitting, {1: "甲"}, NOON) == 0


def test_versions_alternate(book, exam):
    assert [store.sit(book, exam.id, store.learner(book, f"学员{n}"), NOON).version for n in range(4)] == [
        "A",
        "B",
        "A",
        "B",
    ]


def test_an_opened_paper_is_not_changed(book, exam, paper):
    with pytest.raises(ValueError, match="已经开考"):
        store.save_paper(book, exam.id, paper)


def test_a_variant_accepted_later_is_marked_for_everybody_and_people_keep_the_last_word(book, exam):
    item = exam.paper.items[0]
    sittings = [store.sit(book, exam.id, store.learner(book, name), NOON) for name in ("甲", "乙", "丙")]
    answers = ("དཔེ་མཚོན་", "དཔེ་མཚོན་", item.question.exercise.answer)
    for sitting, given in zip(sittings, answers, strict=True):
        running.answer(book, exam, sitting, {item.id: given}, NOON)
        running.hand_in(book, exam, sitting, NOON)
    store.save_scores(book, sittings[1].id, [Score(item.id, 0.5, "教员", "意思对")], NOON)
    assert [r.scores[item.id].share for r in running.results(book, exam)] == [1.0, 0.5, 0.0]
    assert running.remark(book, exam, NOON) == 0
    store.accept_variant(book, exam.id, item.id, "དཔེ་མཚོན", "教员", NOON)
    assert running.remark(book, exam, NOON) == 1
    shares = {r.sitting.learner: r.scores[item.id].share for r in running.results(book, exam)}
    assert shares == {"甲": 1.0, "乙": 0.5, "丙": 1.0}


def test_what_the_workspace_accepts_later_counts(paper):
    item = paper.items[0]
    from dataclasses import replace

    current = replace(item.question.exercise, accepted=(*item.question.exercise.accepted, "དཔེ་མཚོན"))
    assert marked(item, "དཔེ་མཚོན་").share == 0
    assert marked(item, "དཔེ་མཚོན་", current).share == 1


def test_results_add_up_by_part_and_statistics_cover_every_item(book, exam):
    for n, name in enumerate(("甲", "乙", "丙", "丁")):
        sitting = store.sit(book, exam.id, store.learner(book, name), NOON)
        given = {i.id: key_text(i.question).split("　")[0] for i in exam.paper.items if i.id % 4 >= n}
        running.answer(book, exam, sitting, given, NOON)
        running.hand_in(book, exam, sitting, NOON)
    found = running.results(book, exam)
    assert found[0].sitting.learner == "甲" and found[0].points == BLUEPRINT.points
    assert all(sum(r.parts) == r.points for r in found)
    statistics, consistency = running.item_statistics(exam, found)
    assert len(statistics) == len(exam.paper.items) and consistency is not None


def test_nothing_asked_is_printed_as_its_own_key(paper):
    judged = set()
    for item in paper.items:
        assert item.kind is ExerciseKind.ORDER or blocks(item.question)
        exercise = item.question.exercise
        language = get(exercise.answer_language)
        printed = [t for code, t in visible(item.question, options=False) if code == language.code]
        if len(language.key(exercise.answer)) > 6:  # short keys stand inside longer words
            judged.add(item.kind)
            assert not folded_in(exercise.answer, printed, language)
    assert judged >= {ExerciseKind.RECALL, ExerciseKind.CLOZE, ExerciseKind.SENTENCE}
