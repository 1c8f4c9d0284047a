"""Learners, their cards, and the log of every answer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlite_utils import Database

from corpora.store import write_tx
from quiz.model import Card, Review
from quiz.scheduling import new_memory

__all__ = [
    "card",
    "day_start",
    "due_cards",
    "fresh_cards",
    "learner",
    "learners",
    "learnt",
    "pace",
    "save_answer",
    "today",
]


def learner(db: Database, name: str) -> int:
    """The learner of this name, made when new."""
    with write_tx(db):
        db.execute("INSERT OR IGNORE INTO learners (name) VALUES (?)", [name])
        (number,) = db.execute("SELECT id FROM learners WHERE name = ?", [name]).fetchone()
    return number


def learners(db: Database) -> list[str]:
    return [name for (name,) in db.execute("SELECT name FROM learners ORDER BY name")]


def due_cards(db: Database, number: int, language: str, now: datetime) -> list[Card]:
    """Answered cards that are due, of active exercises in a language."""
    return _cards(db, "AND c.repetitions > 0 AND c.due <= ?", [number, language, now.isoformat()])


def card(db: Database, number: int) -> Card:
    """Raises KeyError."""
    row = db.execute(
        "SELECT id, exercise, due, memory, repetitions, lapses FROM cards WHERE id = ?", [number]
    ).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {number} 的卡片")
    return _card(row)


def fresh_cards(db: Database, number: int, language: str, now: datetime, limit: int) -> list[Card]:
    """Cards never answered, made on the spot for exercises that have none, the most worth learning first;
    two exercises of one term never on the same day.
    """
    with write_tx(db):
        rows = db.execute(
            """
            SELECT e.id, e.subject FROM exercises e LEFT JOIN cards c ON c.exercise = e.id AND c.learner = ?
            WHERE e.active AND e.language = ? AND (c.id IS NULL OR c.repetitions = 0)
              AND (e.kind = 'recall' OR EXISTS (SELECT 1 FROM examples x WHERE x.exercise = e.id))
              AND NOT EXISTS (SELECT 1 FROM cards o JOIN exercises oe ON oe.id = o.exercise JOIN reviews r ON r.card = o.id
                              WHERE o.learner = ? AND oe.subject = e.subject AND oe.language = e.language
                                AND r.at >= ?)
            ORDER BY e.rank
            """,
            [number, language, number, day_start(now).isoformat()],
        ).fetchall()
        chosen, terms = [], set()
        for exercise_id, term in rows:
            if term not in terms and len(chosen) < limit:
                terms.add(term)
                chosen.append(exercise_id)
        for exercise_id in chosen:
            db.execute(
                "INSERT OR IGNORE INTO cards (learner, exercise, due, memory, repetitions, lapses) VALUES (?, ?, ?, ?, 0, 0)",
                [number, exercise_id, now.isoformat(), new_memory(now)],
            )
    found = {c.exercise: c for c in _cards(db, "AND c.repetitions = 0", [number, language])}
    return [found[exercise_id] for exercise_id in chosen]


def _cards(db: Database, where: str, arguments: Sequence) -> list[Card]:
    return [
        _card(r)
        for r in db.execute(
            f"""
        SELECT c.id, c.exercise, c.due, c.memory, c.repetitions, c.lapses
        FROM cards c JOIN exercises e ON e.id = c.exercise
        WHERE c.learner = ? AND e.active AND e.language = ? {where} ORDER BY c.due, c.id
        """,
            arguments,
        )
    ]


def _card(row: tuple) -> Card:
    return Card(row[0], row[1], datetime.fromisoformat(row[2]), *row[3:])


def save_answer(db: Database, after: Card, review: Review) -> bool:
    """Log an answer and move its card; False, and nothing changed, when this answer was logged before."""
    with write_tx(db):
        cursor = db.execute(
            "INSERT OR IGNORE INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                review.card,
                review.n,
                review.when.isoformat(),
                review.mode,
                review.bead,
                review.answer,
                int(review.right),
                review.seconds,
                review.share,
            ],
        )
        if cursor.rowcount != 1:
            return False
        db.execute(
            "UPDATE cards SET due = ?, memory = ?, repetitions = ?, lapses = ? WHERE id = ?",
            [after.due.isoformat(), after.memory, after.repetitions, after.lapses, after.id],
        )
    return True


def day_start(now: datetime) -> datetime:
    """Midnight before `now` in the time zone `now` carries, in UTC."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)


def today(db: Database, number: int, now: datetime) -> tuple[int, int, float, int]:
    """(answers, right ones, seconds, cards answered for the first time) since midnight."""
    return db.execute(
        """
        SELECT count(*), coalesce(sum("right"), 0), coalesce(sum(seconds), 0.0), coalesce(sum(n = 0), 0)
        FROM reviews JOIN cards ON cards.id = card WHERE learner = ? AND at >= ?
        """,
        [number, day_start(now).isoformat()],
    ).fetchone()


def learnt(db: Database, number: int, language: str) -> int:
    """Exercises of a language this learner has answered at least once."""
    return db.execute(
        """
        SELECT count(*) FROM cards c JOIN exercises e ON e.id = c.exercise
        WHERE c.learner = ? AND e.language = ? AND c.repetitions > 0
        """,
        [number, language],
    ).fetchone()[0]


def pace(db: Database, number: int) -> float | None:
    """Median seconds of the learner's last hundred answers; None until there are ten."""
    seconds = sorted(
        s
        for (s,) in db.execute(
            "SELECT seconds FROM reviews JOIN cards ON cards.id = card WHERE learner = ? ORDER BY at DESC LIMIT 100",
            [number],
        )
    )
    return seconds[len(seconds) // 2] if len(seconds) >= 10 else None
