"""Contested answers, what was decided of them, and marks given anew. All of it is append-only."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from corpora.rights import Right
from corpora.store import guarded, write_tx
from quiz.model import PASS, Exercise
from quiz.store.exercises import exercise

__all__ = [
    "Contest", "WrongAnswer", "add_contest", "add_revision", "add_verdict", "contests", "given",
    "is_contested", "wrong_answers_about_terms", "wrong_answers_to",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Contest:
    """An answer somebody calls right as well; `who` is the learner."""

    card: int
    n: int
    at: str
    who: str
    why: str
    given: str
    share: float
    bead: int | None
    exercise: Exercise


@dataclass(frozen=True, slots=True)
class WrongAnswer:
    card: int
    n: int
    exercise: int
    answer: str
    share: float


def is_contested(db: Database, card: int, n: int) -> bool:
    return db.execute("SELECT 1 FROM contests WHERE card = ? AND n = ?", [card, n]).fetchone() is not None


def given(db: Database, card: int, n: int) -> str:
    """What was answered; empty where nothing is logged."""
    row = db.execute("SELECT answer FROM reviews WHERE card = ? AND n = ?", [card, n]).fetchone()
    return row[0] if row else ""


@guarded(Right.LEARN, "申诉")
def add_contest(db: Database, card: int, n: int, who: str, why: str, at: str) -> None:
    """Once an answer; a second time changes nothing."""
    with write_tx(db):
        db.execute("INSERT OR IGNORE INTO contests VALUES (?, ?, ?, ?, ?)", [card, n, at, who, why])


def contests(db: Database) -> list[Contest]:
    """Contested answers a trainer has to decide on: those not about renderings of terms, the oldest first."""
    rows = db.execute("""
        SELECT t.card, t.n, t.at, t.who, t.why, a.answer, a.share, a.bead, c.exercise
        FROM contests t JOIN answers a ON a.card = t.card AND a.n = t.n JOIN cards c ON c.id = t.card
        JOIN exercises e ON e.id = c.exercise
        WHERE NOT EXISTS (SELECT 1 FROM verdicts v WHERE v.card = t.card AND v.n = t.n)
          AND (e.kind NOT IN ('recall', 'cloze', 'confusable', 'variant') OR e.direction = 'back')
        ORDER BY t.at
    """)
    return [Contest(*row[:8], exercise(db, row[8])) for row in rows.fetchall()]


@guarded(Right.TEACH, "审定申诉")
def add_verdict(db: Database, contest: Contest, accepted: bool, who: str, at: str, why: str) -> None:
    with write_tx(db):
        db.execute(
            "INSERT OR IGNORE INTO verdicts VALUES (?, ?, ?, ?, ?, ?)",
            [contest.card, contest.n, int(accepted), at, who, why],
        )


def add_revision(db: Database, card: int, n: int, share: float, at: str, who: str, why: str) -> None:
    with write_tx(db):
        db.execute(
            "INSERT INTO revisions VALUES (?, ?, ?, ?, ?, ?, ?)", [card, n, at, share, int(share >= PASS), who, why]
        )


def wrong_answers_to(db: Database, number: int, bead: int | None) -> list[WrongAnswer]:
    """Answers to an exercise in one example that did not get all points."""
    return _wrong(db, "c.exercise = ? AND a.bead IS ?", [number, bead])


def wrong_answers_about_terms(db: Database, language: str) -> list[WrongAnswer]:
    """Answers with a rendering of a term that did not get all points."""
    where = "e.language = ? AND e.kind IN ('recall', 'cloze', 'confusable') AND e.direction = 'forward' AND e.active"
    return _wrong(db, where, [language])


def _wrong(db: Database, where: str, arguments: list) -> list[WrongAnswer]:
    rows = db.execute(
        f"""
        SELECT a.card, a.n, c.exercise, a.answer, a.share FROM answers a JOIN cards c ON c.id = a.card
        JOIN exercises e ON e.id = c.exercise WHERE a.share < 1 AND a.answer <> '' AND {where}
        """,
        arguments,
    )
    return [WrongAnswer(*row) for row in rows.fetchall()]
