"""Exercises and the real pairs they are shown in. Machine rows: a rebuild replaces them, cards stay."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlite_utils import Database

from corpora.model import Section, Span
from corpora.store import write_tx
from glossary.model import TermStatus
from quiz.model import Example, Exercise, ExerciseKind

__all__ = ["examples_of", "exercise", "exercises", "languages", "replace_exercises", "set_state", "state"]


def replace_exercises(
    db: Database, language: str, exercises: Sequence[Exercise], examples: Mapping[str, Sequence[Example]]
) -> None:
    """Write the exercises of a language. Cards and reviews stay; what is no longer made is set inactive."""
    with write_tx(db):
        db.execute("UPDATE exercises SET active = 0 WHERE language = ?", [language])
        for rank, e in enumerate(exercises):
            (number,) = db.execute(
                """
                INSERT INTO exercises (kind, language, term, answer, accepted, distractors, status, authority, rank, active)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                ON CONFLICT (kind, language, term) DO UPDATE SET
                    answer = excluded.answer, accepted = excluded.accepted, distractors = excluded.distractors,
                    status = excluded.status, authority = excluded.authority, rank = excluded.rank, active = 1
                RETURNING id
                """,
                [
                    e.kind,
                    e.language,
                    e.term,
                    e.answer,
                    _json(e.accepted),
                    _json(e.distractors),
                    e.status,
                    e.authority,
                    rank,
                ],
            ).fetchone()
            db.execute("DELETE FROM examples WHERE exercise = ?", [number])
            db.conn.executemany(
                "INSERT INTO examples VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    (
                        number,
                        n,
                        x.bead,
                        x.source,
                        x.target,
                        *x.term,
                        *x.gap,
                        x.quality,
                        x.section,
                        x.document,
                        x.court,
                        x.case_number,
                    )
                    for n, x in enumerate(examples.get(e.term, ()))
                ),
            )


def _json(values: Sequence[str]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


_EXERCISE = "SELECT kind, language, term, answer, accepted, distractors, status, authority, id FROM exercises"


def exercise(db: Database, number: int) -> Exercise:
    """Raises KeyError."""
    row = db.execute(f"{_EXERCISE} WHERE id = ?", [number]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {number} 的练习")
    return _exercise(row)


def exercises(db: Database, language: str | None = None) -> list[Exercise]:
    """Active exercises, of one language or of all."""
    where, arguments = ("AND language = ?", [language]) if language else ("", [])
    return [_exercise(r) for r in db.execute(f"{_EXERCISE} WHERE active {where} ORDER BY id", arguments)]


def _exercise(row: tuple) -> Exercise:
    return Exercise(
        ExerciseKind(row[0]),
        row[1],
        row[2],
        row[3],
        tuple(json.loads(row[4])),
        tuple(json.loads(row[5])),
        TermStatus(row[6]),
        row[7],
        row[8],
    )


def examples_of(db: Database, number: int) -> list[Example]:
    """The real pairs an exercise can be shown in, the best first."""
    rows = db.execute("SELECT * FROM examples WHERE exercise = ? ORDER BY n", [number])
    return [
        Example(r[2], r[3], r[4], Span(r[5], r[6]), Span(r[7], r[8]), r[9], Section(r[10]), *r[11:])
        for r in rows
    ]


def languages(db: Database) -> list[str]:
    """Languages there are exercises in, the richest first."""
    return [
        code
        for code, _ in db.execute(
            "SELECT language, count(*) FROM exercises WHERE active GROUP BY 1 ORDER BY 2 DESC, 1"
        )
    ]


def state(db: Database, language: str) -> tuple[str, str]:
    """(what exercises in a language would be made from now, what they were made from)."""
    now = db.execute(
        """
        SELECT (SELECT count(*) || '/' || coalesce(max(id), 0) FROM history) || ' ' ||
               coalesce((SELECT pairs || '/' || last_bead FROM mined WHERE target_language = ?), '')
        """,
        [language],
    ).fetchone()[0]
    row = db.execute("SELECT state FROM made WHERE language = ?", [language]).fetchone()
    return now, row[0] if row else ""


def set_state(db: Database, language: str, value: str) -> None:
    with write_tx(db):
        db.execute("INSERT OR REPLACE INTO made VALUES (?, ?)", [language, value])
