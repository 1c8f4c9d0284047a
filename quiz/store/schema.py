"""The tables of practice. The review log is append-only, by trigger, and survives every rebuild."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

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
