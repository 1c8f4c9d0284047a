"""The tables of practice. The review log is append-only, by trigger, and survives every rebuild."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from corpora.model import Section, Span
from corpora.store import write_tx
from glossary import store as glossary_store
from glossary.model import TermStatus
from quiz.model import Card, Example, Exercise, ExerciseKind, Review
from quiz.scheduling import new_memory

migrations = Migrations("quiz")


@migrations()
def m001_practice(db: Database) -> None:
    """Learners, exercises with their examples, cards, and the log of all answers."""
    db.executescript("""
        CREATE TABLE learners (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE exercises (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL, language TEXT NOT NULL, term TEXT NOT NULL,
            answer TEXT NOT NULL, accepted TEXT NOT NULL, distractors TEXT NOT NULL,   -- JSON lists
            status TEXT NOT NULL, authority TEXT NOT NULL,
            rank INTEGER NOT NULL,             -- 0 is learnt first
            active INTEGER NOT NULL,           -- 0: no longer made, kept for the cards that remember it
            UNIQUE (kind, language, term)
        ) STRICT;
        CREATE TABLE examples (
            exercise INTEGER NOT NULL REFERENCES exercises(id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            bead INTEGER NOT NULL, source TEXT NOT NULL, target TEXT NOT NULL,
            s0 INTEGER NOT NULL, s1 INTEGER NOT NULL, t0 INTEGER NOT NULL, t1 INTEGER NOT NULL,
            quality REAL NOT NULL, section TEXT NOT NULL, document INTEGER, court TEXT, case_number TEXT,
            PRIMARY KEY (exercise, n)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE cards (
            id INTEGER PRIMARY KEY,
            learner INTEGER NOT NULL REFERENCES learners(id),
            exercise INTEGER NOT NULL REFERENCES exercises(id),
            due TEXT NOT NULL, memory TEXT NOT NULL,
            repetitions INTEGER NOT NULL, lapses INTEGER NOT NULL,
            UNIQUE (learner, exercise)
        ) STRICT;
        CREATE INDEX cards_due ON cards(learner, due);
        CREATE TABLE reviews (
            card INTEGER NOT NULL REFERENCES cards(id),
            n INTEGER NOT NULL,                -- a key pressed twice answers once
            at TEXT NOT NULL, mode TEXT NOT NULL, bead INTEGER,
            answer TEXT NOT NULL, "right" INTEGER NOT NULL, seconds REAL NOT NULL,
            PRIMARY KEY (card, n)
        ) STRICT;
        CREATE TABLE made (                    -- what the exercises of a language were made from
            language TEXT PRIMARY KEY,
            state TEXT NOT NULL
        ) STRICT;
        CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
        CREATE TRIGGER reviews_never_go BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
    """)


def open_workspace(path: str | Path) -> Database:
    """Open or create the whole workspace."""
    db = glossary_store.open_workspace(path)
    migrations.apply(db)
    return db


# Exercises


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


# Learners and their memory


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
    recall and cloze of one term never on the same day.
    """
    with write_tx(db):
        rows = db.execute(
            """
            SELECT e.id, e.term FROM exercises e LEFT JOIN cards c ON c.exercise = e.id AND c.learner = ?
            WHERE e.active AND e.language = ? AND (c.id IS NULL OR c.repetitions = 0)
              AND (e.kind <> 'cloze' OR EXISTS (SELECT 1 FROM examples x WHERE x.exercise = e.id))
              AND NOT EXISTS (SELECT 1 FROM cards o JOIN exercises oe ON oe.id = o.exercise JOIN reviews r ON r.card = o.id
                              WHERE o.learner = ? AND oe.term = e.term AND oe.language = e.language
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
            "INSERT OR IGNORE INTO reviews VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                review.card,
                review.n,
                review.when.isoformat(),
                review.mode,
                review.bead,
                review.answer,
                int(review.right),
                review.seconds,
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
