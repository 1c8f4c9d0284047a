"""Groups of learners and what a trainer assigns to them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlite_utils import Database

from corpora.rights import Right
from corpora.store import guarded, write_tx
from quiz.model import ExerciseKind

__all__ = [
    "Assignment",
    "Done",
    "add_members",
    "assign",
    "assignments",
    "causes",
    "done",
    "group",
    "groups",
    "members",
    "remove_member",
    "withdraw",
]


@dataclass(frozen=True, slots=True)
class Assignment:
    """Exercises a group is to have answered by a day; empty `kinds`, `domain`, `cause` mean any."""

    group: int
    language: str
    items: int
    due: date
    kinds: tuple[ExerciseKind, ...] = ()
    domain: str = ""
    cause: str = ""
    who: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """How far a member has come with an assignment."""

    learner: str
    done: int
    items: int


@guarded(Right.TEACH, "建班级")
def group(db: Database, name: str) -> int:
    """The group of this name, made when new."""
    with write_tx(db):
        db.execute("INSERT OR IGNORE INTO groups (name) VALUES (?)", [name])
        return db.execute("SELECT id FROM groups WHERE name = ?", [name]).fetchone()[0]


def groups(db: Database) -> dict[str, int]:
    """Group ids by name, in order of name."""
    return dict(db.execute("SELECT name, id FROM groups ORDER BY name").fetchall())


def members(db: Database, number: int) -> list[str]:
    rows = db.execute(
        'SELECT l.name FROM members m JOIN learners l ON l.id = m.learner WHERE m."group" = ? ORDER BY l.name',
        [number],
    )
    return [name for (name,) in rows]


@guarded(Right.TEACH, "添加班级成员")
def add_members(db: Database, number: int, learners: Iterable[int]) -> None:
    with write_tx(db):
        db.conn.executemany("INSERT OR IGNORE INTO members VALUES (?, ?)", [(number, n) for n in learners])


@guarded(Right.TEACH, "移出班级成员")
def remove_member(db: Database, number: int, learner: int) -> None:
    with write_tx(db):
        db.execute('DELETE FROM members WHERE "group" = ? AND learner = ?', [number, learner])


_MATCHING = """
    FROM exercises e
    WHERE e.active AND e.language = :language
      AND (:kinds = '[]' OR e.kind IN (SELECT value FROM json_each(:kinds)))
      AND (:domain = '' OR e.domain = :domain)
      AND (:cause = '' OR EXISTS (SELECT 1 FROM examples x WHERE x.exercise = e.id AND x.cause = :cause))
      AND (e.kind = 'recall' OR EXISTS (SELECT 1 FROM examples x WHERE x.exercise = e.id))
"""


@guarded(Right.TEACH, "布置作业")
def assign(db: Database, assignment: Assignment, at: datetime) -> int:
    """Give an assignment; its items are fixed now, those worth learning first. Raises ValueError when nothing matches."""
    filters = {
        "language": assignment.language,
        "kinds": json.dumps(list(assignment.kinds)),
        "domain": assignment.domain,
        "cause": assignment.cause,
    }
    with write_tx(db):
        rows = db.execute(
            f"SELECT e.id {_MATCHING} ORDER BY e.rank LIMIT :items", {**filters, "items": assignment.items}
        ).fetchall()
        if not rows:
            raise ValueError("没有符合这些条件的练习题。请放宽题型、领域或案由，或先导入更多文书。")
        number = db.execute(
            """
            INSERT INTO assignments ("group", language, kinds, domain, cause, items, due, who, at)
            VALUES (:group, :language, :kinds, :domain, :cause, :items, :due, :who, :at)
            """,
            {
                **filters,
                "group": assignment.group,
                "items": len(rows),
                "due": assignment.due.isoformat(),
                "who": assignment.who,
                "at": at.astimezone(UTC).isoformat(),
            },
        ).lastrowid
        db.conn.executemany(
            "INSERT INTO assigned VALUES (?, ?, ?)", [(number, n, e) for n, (e,) in enumerate(rows)]
        )
    return number


@guarded(Right.TEACH, "撤回作业")
def withdraw(db: Database, number: int, at: datetime) -> None:
    with write_tx(db):
        db.execute("UPDATE assignments SET withdrawn = ? WHERE id = ?", [at.isoformat(), number])


def assignments(db: Database, number: int) -> list[Assignment]:
    """The assignments of a group that were not withdrawn, the first due first."""
    rows = db.execute(
        """
        SELECT id, "group", language, items, due, kinds, domain, cause, who FROM assignments
        WHERE "group" = ? AND withdrawn = '' ORDER BY due, id
        """,
        [number],
    )
    return [
        Assignment(
            group,
            language,
            items,
            date.fromisoformat(due),
            tuple(map(ExerciseKind, json.loads(kinds))),
            domain,
            cause,
            who,
            n,
        )
        for n, group, language, items, due, kinds, domain, cause, who in rows
    ]


def done(db: Database, number: int) -> list[Done]:
    """How far each member of the group has come with an assignment."""
    rows = db.execute(
        """
        SELECT l.name,
               (SELECT count(*) FROM assigned i JOIN cards c ON c.exercise = i.exercise AND c.learner = l.id
                WHERE i.assignment = a.id
                  AND EXISTS (SELECT 1 FROM answers r WHERE r.card = c.id AND r.at >= a.at)),
               a.items
        FROM assignments a JOIN members m ON m."group" = a."group" JOIN learners l ON l.id = m.learner
        WHERE a.id = ? ORDER BY l.name
        """,
        [number],
    )
    return [Done(*row) for row in rows]


def causes(db: Database, language: str) -> list[str]:
    """Causes of action exercises of a language have sentences from, the most frequent first."""
    rows = db.execute(
        """
        SELECT x.cause, count(DISTINCT x.document) FROM examples x JOIN exercises e ON e.id = x.exercise
        WHERE e.active AND e.language = ? AND coalesce(x.cause, '') <> '' GROUP BY 1 ORDER BY 2 DESC, 1
        """,
        [language],
    )
    return [cause for cause, _ in rows]
