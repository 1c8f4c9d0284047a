"""A sitting: which question comes next for a learner, and what an answer does."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from corpora.languages import get
from quiz import scheduling, store
from quiz.asking import ask
from quiz.marking import mark
from quiz.model import Card, Mark, Question, Review

BUDGET = 20 * 60.0  # seconds a day
LONGEST = 120.0  # an answer that took longer was a walk to the kettle


@dataclass(frozen=True, slots=True)
class Progress:
    """Where today stands: answers so far, and what is still planned."""

    answered: int
    right: int
    seconds: float
    left: int
    minutes_left: float
    later: int


def now_utc(now: datetime) -> datetime:
    return now.astimezone(UTC)


def next_question(
    db: Database, learner: int, language: str, now: datetime, budget: float = BUDGET
) -> tuple[Question | None, Progress]:
    """The next question of today and how far today has come; None when today is done. `now` is aware."""
    answered, right, seconds, first = store.today(db, learner, now)
    pace = store.pace(db, learner) or scheduling.PACE
    moment = now_utc(now)
    plan = scheduling.plan(
        store.due_cards(db, learner, language, moment),
        store.fresh_cards(db, learner, language, now, max(0, scheduling.NEW_A_DAY - first)),
        moment,
        budget - seconds,
        pace,
        max(0, scheduling.NEW_A_DAY - first),
    )
    progress = Progress(answered, right, seconds, len(plan.cards), plan.minutes, plan.later)
    return (asked(db, plan.cards[0]) if plan.cards else None), progress


def asked(db: Database, card: Card) -> Question:
    """A card as it is asked this time."""
    exercise = store.exercise(db, card.exercise)
    examples = store.examples_of(db, card.exercise)
    return ask(exercise, examples, card.id, card.repetitions, scheduling.mode(card))


def answer(db: Database, question: Question, given: str, now: datetime, seconds: float) -> Mark:
    """Mark an answer, log it and move the card. A second answer to the same question changes nothing."""
    moment = now_utc(now)
    card = store.card(db, question.card)
    result = mark(given, question.exercise, get(question.exercise.answer_language))
    if card.repetitions == question.n:
        bead = question.example.bead if question.example else None
        seconds = min(seconds, LONGEST)
        store.save_answer(
            db,
            scheduling.answered(card, result.right, moment),
            Review(card.id, question.n, moment, question.mode, bead, given, result.right, seconds, result.share),
        )
    return result
