"""Exercises for practice of one's own choice, and sentences that show a term."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database

from quiz.model import Example, ExerciseKind
from quiz.store.exercises import example_of
from quiz.store.learners import day_start

__all__ = ["domains", "drill", "kinds", "term_examples", "unanswered_today", "weakest"]


def drill(
    db: Database, learner: int, language: str, now: datetime, kinds: Sequence[ExerciseKind], domain: str = "", limit: int = 20
) -> list[int]:
    """Exercises of these kinds and this domain that were not asked today, in the order to practise them.

    What the learner knows worst comes first: wrong at the last answer, then never asked, then the longest ago.
    """
    rows = db.execute(
        """
        SELECT e.id FROM exercises e LEFT JOIN cards c ON c.exercise = e.id AND c.learner = :learner
        LEFT JOIN answers a ON a.card = c.id AND a.n = (SELECT max(n) FROM answers b WHERE b.card = c.id)
        WHERE e.active AND e.language = :language AND e.kind IN (SELECT value FROM json_each(:kinds))
          AND (:domain = '' OR e.domain = :domain) AND (a.at IS NULL OR a.at < :day) AND coalesce(c.aside, '') = ''
          AND (e.kind IN ('recall', 'variant') OR EXISTS (SELECT 1 FROM examples x WHERE x.exercise = e.id))
        ORDER BY coalesce(a."right", 0.5), coalesce(a.at, ''), e.rank LIMIT :limit
        """,
        {"learner": learner, "language": language, "kinds": json.dumps(list(kinds)), "domain": domain,
         "day": day_start(now).isoformat(), "limit": limit},
    )  # fmt: skip
    return [number for (number,) in rows]


def weakest(db: Database, learner: int, language: str, now: datetime, limit: int = 5) -> list[int]:
    """The exercises with the smallest share of right answers among those answered wrongly, not asked today."""
    rows = db.execute(
        """
        SELECT e.id FROM answers a JOIN cards c ON c.id = a.card JOIN exercises e ON e.id = c.exercise
        WHERE c.learner = ? AND e.language = ? AND e.active
        GROUP BY e.id HAVING min(a."right") = 0 AND max(a.at) < ?
        ORDER BY avg(a.share), count(*) DESC, e.rank LIMIT ?
        """,
        [learner, language, day_start(now).isoformat(), limit],
    )
    return [number for (number,) in rows]


def unanswered_today(db: Database, learner: int, exercises: Sequence[int], now: datetime) -> list[int]:
    """Those of the exercises that the learner has not answered since midnight, in their order."""
    answered = {
        number
        for (number,) in db.execute(
            "SELECT c.exercise FROM answers a JOIN cards c ON c.id = a.card WHERE c.learner = ? AND a.at >= ?",
            [learner, day_start(now).isoformat()],
        )
    }
    return [number for number in exercises if number not in answered]


def kinds(db: Database, language: str) -> dict[ExerciseKind, int]:
    """Kinds of exercises there are in a language, with how many, in order of worth."""
    counts = dict(
        db.execute("SELECT kind, count(*) FROM exercises WHERE active AND language = ? GROUP BY 1", [language]).fetchall()
    )
    return {kind: counts[kind] for kind in ExerciseKind if kind in counts}


def domains(db: Database, language: str) -> dict[str, int]:
    """Domains of law there are exercises of, the most first."""
    rows = db.execute(
        """
        SELECT domain, count(DISTINCT subject) FROM exercises
        WHERE active AND language = ? AND domain <> '' GROUP BY 1 ORDER BY 2 DESC, 1
        """,
        [language],
    )
    return dict(rows.fetchall())


def term_examples(db: Database, language: str, term: str, limit: int = 2, without: int | None = None) -> list[Example]:
    """The best sentences that show a Chinese term with the rendering to be learnt, but for one bead."""
    rows = db.execute(
        """
        SELECT x.* FROM examples x JOIN exercises e ON e.id = x.exercise
        WHERE e.language = ? AND e.subject = ? AND e.kind = 'recall' AND e.direction = 'forward' AND x.bead IS NOT ?
        ORDER BY x.n LIMIT ?
        """,
        [language, term, without, limit],
    )
    return [example_of(row) for row in rows]
