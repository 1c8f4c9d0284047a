"""What goes out of practice into files: what a deck, a sheet and a record are to hold."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from quiz import planning, records, store
from quiz.asking import ask
from quiz.model import Direction, Example, Exercise, ExerciseKind, Mode, Question

DECK = (ExerciseKind.RECALL, ExerciseKind.CLOZE)


def deck(db: Database, language: str) -> list[tuple[Exercise, list[Example]]]:
    """Terms and gaps of a language with their sentences, the most worth learning first."""
    return [
        (e, store.examples_of(db, e.id))
        for e in store.exercises(db, language, DECK)
        if e.id is not None and e.direction is Direction.FORWARD
    ]


def sheet(db: Database, learner: int | None, language: str, now: datetime, count: int = 20) -> list[Question]:
    """Questions to write on paper: of a learner's due cards the most endangered, then what comes next to be learnt."""
    cards = planning.endangered_first(store.due_cards(db, learner, language, now), now) if learner else []
    chosen = [c.exercise for c in cards]
    chosen += [e.id for e in store.exercises(db, language, DECK) if e.id is not None and e.id not in chosen]
    found: dict[str, Question] = {}
    for number in chosen:
        exercise = store.exercise(db, number)
        if exercise.kind in DECK and exercise.subject not in found:
            question = ask(exercise, store.examples_of(db, number)[:1], number, 0, Mode.TYPED)
            found[exercise.subject] = question
        if len(found) == count:
            break
    return list(found.values())


def record(db: Database, name: str, now: datetime) -> records.Record:
    """A learner's record up to now. Raises ValueError for a name nobody has."""
    if name not in store.learners(db):
        raise ValueError(f"没有名叫“{name}”的学习者。已有：{'、'.join(store.learners(db)) or '（无）'}")
    return records.record(name, store.answers(db, store.learner(db, name)), now)
