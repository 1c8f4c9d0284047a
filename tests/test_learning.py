"""Learners' own settings, undo, leeches, days off, assignments, the placement test: in a real workspace."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from quiz import scheduling, session, store
from quiz.model import ExerciseKind, Review
from quiz.store.groups import Assignment

CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)  # a Monday


@pytest.fixture
def learner(book):
    return store.learner(book, "学习者甲")


def ask(book, learner, now=MORNING):
    return session.next_question(book, learner, "bo", now)[0]


def rows(book, table):
    return book.execute(f"SELECT * FROM {table}").fetchall()


def test_an_answer_taken_back_leaves_the_card_as_it_was(book, learner):
    question = ask(book, learner)
    before = store.card(book, question.card)
    session.answer(book, question, "ཀ", MORNING, 5)
    assert store.last_answer(book, learner, MORNING) == (question.card, 0)
    assert session.undo(book, question.card, 0, MORNING)
    after = store.card(book, question.card)
    assert (after.memory, after.lapses) == (before.memory, before.lapses) and after.repetitions == 1
    assert store.today(book, learner, MORNING)[:2] == (0, 0) and store.learnt(book, learner, "bo") == 0
    assert book["reviews"].count == 1, "the log keeps what was answered"


def test_an_answer_is_taken_back_once_and_only_the_last(book, learner):
    question = ask(book, learner)
    session.answer(book, question, question.exercise.answer, MORNING, 5)
    first = store.card(book, question.card)
    again = session.asked(book, first)
    session.answer(book, again, "ཀ", MORNING + timedelta(days=3), 5)
    assert not session.undo(book, question.card, 0, MORNING), "another answer stands on it"
    assert session.undo(book, question.card, 1, MORNING + timedelta(days=3))
    assert not session.undo(book, question.card, 1, MORNING + timedelta(days=3))
    card = store.card(book, question.card)
    assert card.memory == first.memory and card.due == first.due
    asked = session.asked(book, card)
    assert asked.n == 2, (
        "a question answered before is not the one asked now: a second press of the old one is nothing"
    )
    session.answer(book, again, "ཀ", MORNING + timedelta(days=3), 5)
    assert book["reviews"].count == 2


def test_reversals_are_append_only(book, learner):
    question = ask(book, learner)
    session.answer(book, question, "ཀ", MORNING, 5)
    session.undo(book, question.card, 0, MORNING)
    for statement in ("DELETE FROM reversals", "UPDATE reversals SET at = ''"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            book.execute(statement)


def test_a_mark_given_anew_moves_the_memory(book, learner):
    question = ask(book, learner)
    session.answer(book, question, "ཀ", MORNING, 5)
    book.execute(
        "INSERT INTO revisions VALUES (?, 0, ?, 1.0, 1, '术语员', '认可')",
        [question.card, MORNING.isoformat()],
    )
    session.recount(book, question.card, MORNING)
    right = scheduling.answered(
        replace(store.card(book, question.card), memory=scheduling.new_memory(MORNING)),
        True,
        MORNING.astimezone(UTC),
    )
    assert scheduling.stability(store.card(book, question.card)) == scheduling.stability(right)
    assert store.today(book, learner, MORNING)[1] == 1


def forget(book, learner, times):
    """Answer one card rightly, then forget it so many times, weeks apart."""
    question = ask(book, learner)
    now = MORNING
    session.answer(book, question, question.exercise.answer, now, 5)
    session.answer(
        book,
        session.asked(book, store.card(book, question.card)),
        question.exercise.answer,
        now + timedelta(hours=1),
        5,
    )
    for _ in range(times):
        for given in ("ཀ", question.exercise.answer, question.exercise.answer):
            now += timedelta(days=30)
            card = store.card(book, question.card)
            session.answer(book, session.asked(book, card), given, now, 5)
    return question, now


def test_a_leech_is_set_aside_with_a_note_and_can_be_brought_back(book, learner):
    question, now = forget(book, learner, scheduling.LEECH)
    (aside,) = store.aside_cards(book, learner)
    assert aside.card == question.card and "忘了 6 次" in aside.note and "ཀ" in aside.note
    assert question.card not in [
        c.id for c in store.due_cards(book, learner, "bo", now + timedelta(days=999))
    ]
    store.set_aside(book, question.card, "想想词根")
    assert store.aside_cards(book, learner)[0].note == "想想词根"
    store.bring_back(book, question.card)
    assert not store.aside_cards(book, learner)
    assert question.card in [c.id for c in store.due_cards(book, learner, "bo", now + timedelta(days=999))]


def test_new_items_and_minutes_are_the_learners_own(book, learner):
    store.set_settings(book, learner, 10.0, 2)
    assert store.settings(book, learner) == store.Settings(10.0, 2)
    met = set()
    now = MORNING
    while question := ask(book, learner, now):
        met.add(question.card)
        session.answer(book, question, question.exercise.answer, now, 20)
        now += timedelta(seconds=20)
    assert len(met) == 2


def test_a_day_off_brings_nothing_new_and_says_so(book, learner):
    sunday = MORNING - timedelta(days=1)
    question, progress = session.next_question(book, learner, "bo", sunday)
    assert question is None and progress.day_off
    worked = datetime(2026, 2, 28, 9, tzinfo=CHINA)  # a Saturday worked for the Spring Festival
    assert session.next_question(book, learner, "bo", worked)[0] is not None
    store.set_leave(book, learner, [MORNING.date()])
    assert session.next_question(book, learner, "bo", MORNING)[1].day_off


def test_what_is_learnt_falls_due_on_workdays(book, learner):
    now = datetime(2026, 9, 21, 9, tzinfo=CHINA)
    for day in range(20):
        while question := ask(book, learner, now + timedelta(days=day)):
            session.answer(book, question, question.exercise.answer, now + timedelta(days=day), 20)
    due = [c.due.astimezone(CHINA).date() for c in store.cards_of(book, learner, "bo")]
    assert due and not any(
        date(2026, 10, 1) <= day <= date(2026, 10, 7) or (day.isoweekday() > 5 and day != date(2026, 10, 10))
        for day in due
    )


def test_an_assignment_comes_first_in_equal_shares(book, learner):
    group = store.group(book, "一班")
    store.add_members(book, group, [learner])
    store.set_settings(book, learner, 20.0, 0)
    given = Assignment(group, "bo", 10, date(2026, 3, 6), (ExerciseKind.CLOZE,), who="教员")
    number = store.assign(book, given, MORNING)
    now, kinds = MORNING, []
    while question := ask(book, learner, now):
        session.answer(book, question, question.exercise.answer, now, 20)
        kinds.append(question.exercise.kind)
        now += timedelta(seconds=20)
    assert kinds[:2] == [ExerciseKind.CLOZE] * 2 and len(set(kinds)) == 1
    assert [(d.learner, d.done, d.items) for d in store.done(book, number)] == [("学习者甲", 2, 10)]
    assert session.next_question(book, learner, "bo", MORNING + timedelta(days=1))[1].assigned == 2
    assert session.next_question(book, learner, "bo", MORNING + timedelta(days=7))[1].assigned == 8, (
        "overdue: all of it"
    )
    store.withdraw(book, number, MORNING)
    assert session.next_question(book, learner, "bo", MORNING + timedelta(days=7))[1].assigned == 0
    assert store.assignments(book, group) == []


def test_an_assignment_nothing_matches_is_refused(book):
    group = store.group(book, "一班")
    with pytest.raises(ValueError, match="没有符合这些条件"):
        store.assign(book, Assignment(group, "bo", 10, date(2026, 3, 6), cause="没有的案由"), MORNING)


def test_groups_keep_their_members(book, learner):
    group = store.group(book, "一班")
    assert store.group(book, "一班") == group and store.groups(book) == {"一班": group}
    store.add_members(book, group, [learner, store.learner(book, "学习者乙"), learner])
    assert store.members(book, group) == ["学习者乙", "学习者甲"]
    store.remove_member(book, group, learner)
    assert store.members(book, group) == ["学习者乙"]


def test_the_placement_test_sets_a_longer_start(book, learner):
    pool = store.placement_pool(book, "bo")
    test, asked = MORNING.isoformat(), []
    while True:
        question, _, of = session.place(book, learner, "bo", test)
        if question is None:
            break
        assert session.place(book, learner, "bo", test)[0] == question, "a reload asks the same"
        session.answer_placement(book, learner, "bo", test, question, question.exercise.answer, MORNING)
        session.answer_placement(book, learner, "bo", test, question, "ཀ", MORNING)  # pressed twice
        asked.append(question.exercise.id)
    assert len(asked) == of and len(set(asked)) == of
    starts = store.starts(book, learner, "bo")
    assert starts and all(level == 0.875 for level in starts.values())
    assert session.known_exercises(book, learner, "bo") <= {e for own in pool.values() for e in own}
    question = ask(book, learner)
    session.answer(book, question, question.exercise.answer, MORNING, 5)
    assert store.card(book, question.card).due - MORNING > timedelta(days=3)


def test_answers_carry_what_was_asked_and_when_it_was_asked_before(book, learner):
    question = ask(book, learner)
    session.answer(book, question, question.exercise.answer, MORNING, 5)
    later = MORNING + timedelta(days=2)
    session.answer(book, session.asked(book, store.card(book, question.card)), "ཀ", later, 7)
    one, two = store.answers(book, learner)
    assert (one.learner, one.subject, one.elapsed, one.right) == (
        "学习者甲",
        question.exercise.subject,
        None,
        True,
    )
    assert two.elapsed == pytest.approx(2.0) and not two.right and two.seconds == 7
    assert store.answers(book, learner, since=later) == [two]
    assert store.answers(book, store.learner(book, "学习者乙")) == []
    group = store.group(book, "一班")
    assert store.answers(book, group=group) == []


def test_an_answer_saved_twice_is_one(book, learner):
    question = ask(book, learner)
    card = store.card(book, question.card)
    review = Review(card.id, 0, MORNING.astimezone(UTC), question.mode, None, "ཀ", False, 5.0, 0.0)
    after = scheduling.answered(card, False, MORNING.astimezone(UTC))
    assert store.save_answer(book, after, review) and not store.save_answer(book, after, review)
    assert book["reviews"].count == 1
