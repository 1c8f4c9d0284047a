"""A day of practice: nothing is lost, nothing is answered twice."""

import sqlite3
from datetime import datetime, timedelta, timezone

import pytest

from quiz import build, session, store
from quiz.model import Mode

CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)


@pytest.fixture
def learner(book):
    return store.learner(book, "学习者甲")


def sit(book, learner, now, seconds=10.0, right=True, most=100):
    """Answer until the day is done; returns the questions asked."""
    asked = []
    while len(asked) < most:
        question, _ = session.next_question(book, learner, "bo", now)
        if question is None:
            break
        session.answer(book, question, question.exercise.answer if right else "ཀ", now, seconds)
        asked.append(question)
        now += timedelta(seconds=seconds)
    return asked


def test_a_first_day_brings_a_few_new_terms_and_then_ends(book, learner):
    asked = sit(book, learner, MORNING)
    assert len({q.exercise.subject for q in asked}) == 5
    assert session.next_question(book, learner, "bo", MORNING + timedelta(minutes=5))[0] is None


def test_choices_hold_the_answer_once(book, learner):
    question, _ = session.next_question(book, learner, "bo", MORNING)
    assert question.mode is Mode.CHOICE
    assert len(set(question.options)) == 4 and question.options.count(question.exercise.answer) == 1


def test_a_second_answer_to_one_question_changes_nothing(book, learner):
    question, _ = session.next_question(book, learner, "bo", MORNING)
    session.answer(book, question, "ཀ", MORNING, 5)
    card = store.card(book, question.card)
    session.answer(book, question, question.exercise.answer, MORNING, 5)
    assert store.card(book, question.card) == card
    assert book["reviews"].count == 1


def test_progress_survives_a_rebuild(book, learner):
    sit(book, learner, MORNING)
    before = book.execute("SELECT * FROM reviews").fetchall(), book.execute("SELECT * FROM cards").fetchall()
    book.execute("DELETE FROM made")
    build.update(book)
    assert (
        book.execute("SELECT * FROM reviews").fetchall(),
        book.execute("SELECT * FROM cards").fetchall(),
    ) == before


def test_the_log_is_append_only(book, learner):
    sit(book, learner, MORNING, most=1)
    for statement in ("DELETE FROM reviews", 'UPDATE reviews SET "right" = 1'):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            book.execute(statement)


def test_the_budget_ends_the_day(book, learner):
    asked = sit(book, learner, MORNING, seconds=110, right=False)
    assert 20 * 60 - 110 <= 110 * len(asked) <= 20 * 60 + 110


def test_another_sentence_at_each_repetition(book, learner):
    question, _ = session.next_question(book, learner, "bo", MORNING)
    session.answer(book, question, question.exercise.answer, MORNING, 5)
    again = session.asked(book, store.card(book, question.card))
    if len(store.examples_of(book, question.exercise.id)) > 1:
        assert again.example != question.example


def test_memory_grows_over_weeks_and_answers_are_then_typed(book, learner):
    modes = set()
    for day in range(15):
        modes |= {q.mode for q in sit(book, learner, MORNING + timedelta(days=day), seconds=5)}
    assert modes >= {Mode.CHOICE, Mode.TYPED}


def test_two_learners_do_not_share_memory(book, learner):
    other = store.learner(book, "学习者乙")
    sit(book, learner, MORNING)
    assert store.learnt(book, other, "bo") == 0 and store.learnt(book, learner, "bo") == 5
