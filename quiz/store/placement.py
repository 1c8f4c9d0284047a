"""The placement test of a learner, answer by answer, and the start it sets in each domain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from sqlite_utils import Database

from corpora.store import write_tx
from quiz.model import ExerciseKind
from quiz.placement import Asked
from quiz.records import GENERAL

__all__ = ["placement_answers", "placement_pool", "save_placement", "save_starts", "starts"]


def placement_pool(db: Database, language: str) -> dict[str, list[int]]:
    """Exercises that ask for a term, by domain, in the order they are learnt."""
    rows = db.execute(
        "SELECT domain, id FROM exercises WHERE active AND language = ? AND kind = ? ORDER BY rank, id",
        [language, ExerciseKind.RECALL],
    )
    pool: dict[str, list[int]] = defaultdict(list)
    for domain, exercise in rows:
        pool[domain or GENERAL].append(exercise)
    return dict(pool)


def placement_answers(db: Database, learner: int, language: str, test: str) -> list[Asked]:
    """What was answered so far in the test that began at `test`, in order."""
    rows = db.execute(
        """
        SELECT e.domain, p.exercise, p."right" FROM placements p JOIN exercises e ON e.id = p.exercise
        WHERE p.learner = ? AND p.language = ? AND p.test = ? ORDER BY p.n
        """,
        [learner, language, test],
    )
    return [Asked(domain or GENERAL, exercise, bool(right)) for domain, exercise, right in rows]


def save_placement(
    db: Database, learner: int, language: str, test: str, n: int, exercise: int, right: bool
) -> None:
    """Log the `n`-th answer of a test; a second one to the same question changes nothing."""
    with write_tx(db):
        db.execute(
            "INSERT OR IGNORE INTO placements VALUES (?, ?, ?, ?, ?, ?)",
            [learner, language, test, n, exercise, int(right)],
        )


def save_starts(db: Database, learner: int, language: str, levels: Mapping[str, float], at: str) -> None:
    """Set the start of each domain. Cards never asked are made anew from it, the others keep their memory."""
    with write_tx(db):
        db.conn.executemany(
            "INSERT OR REPLACE INTO starts VALUES (?, ?, ?, ?, ?)",
            [(learner, language, domain, level, at) for domain, level in levels.items()],
        )
        db.execute(
            """
            DELETE FROM cards WHERE learner = ? AND repetitions = 0 AND aside = ''
              AND exercise IN (SELECT id FROM exercises WHERE language = ?)
            """,
            [learner, language],
        )


def starts(db: Database, learner: int, language: str) -> dict[str, float]:
    """The share of each domain the learner was found to know; empty without a test."""
    return dict(
        db.execute(
            "SELECT domain, level FROM starts WHERE learner = ? AND language = ?", [learner, language]
        ).fetchall()
    )
