"""A sitting: which question comes next for a learner, and what an answer does."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from corpora.languages import get
from quiz import scheduling, store
from quiz.marking import mark
from quiz.model import Card, Exercise, ExerciseKind, Mark, Mode, Question, Review

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
    return (question(db, plan.cards[0]) if plan.cards else None), progress


def question(db: Database, card: Card) -> Question:
    """A card as it is asked this time: another sentence at each repetition, the choices in an order of its own."""
    exercise = store.exercise(db, card.exercise)
    examples = store.examples_of(db, card.exercise)
    example = examples[card.repetitions % len(examples)] if examples else None
    how = scheduling.mode(card) if len(exercise.distractors) >= 3 else Mode.TYPED
    return Question(
        card.id,
        card.repetitions,
        exercise,
        how,
        example,
        _options(exercise, card) if how is Mode.CHOICE else (),
    )


def _options(exercise: Exercise, card: Card) -> tuple[str, ...]:
    dice = random.Random(f"{card.id}:{card.repetitions}")
    pool = list(exercise.distractors[: 3 + card.repetitions])
    options = [exercise.answer, *dice.sample(pool, 3)]
    dice.shuffle(options)
    return tuple(options)


def answer(db: Database, asked: Question, given: str, now: datetime, seconds: float) -> Mark:
    """Mark an answer, log it and move the card. A second answer to the same question changes nothing."""
    moment = now_utc(now)
    card = store.card(db, asked.card)
    result = mark(given, asked.exercise, get(asked.exercise.language))
    if card.repetitions == asked.n:
        bead = asked.example.bead if asked.example else None
        seconds = min(seconds, LONGEST)
        store.save_answer(
            db,
            scheduling.answered(card, result.right, moment),
            Review(card.id, asked.n, moment, asked.mode, bead, given, result.right, seconds),
        )
    return result


def shown_prompt(question: Question) -> str:
    """What the learner sees first: the term, or for a cloze the Chinese sentence."""
    if question.exercise.kind is ExerciseKind.CLOZE and question.example:
        return question.example.source
    return question.exercise.term
