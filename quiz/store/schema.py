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


@migrations()
def m002_kinds(db: Database) -> None:
    """Exercises of every kind and both directions, their examples with what holds only there, and marks revised later.

    Exercises are made anew (same numbers, so cards keep theirs): SQLite cannot widen a UNIQUE. Examples are machine
    rows, and the next build writes them again.
    """
    db.execute("PRAGMA defer_foreign_keys = ON")
    db.execute("CREATE TEMP TABLE before AS SELECT * FROM exercises")
    db.execute("DROP TABLE examples")
    db.execute("DROP TABLE exercises")
    db.execute("""
        CREATE TABLE exercises (
            id INTEGER PRIMARY KEY,
            kind TEXT NOT NULL, language TEXT NOT NULL, subject TEXT NOT NULL, direction TEXT NOT NULL,
            source TEXT NOT NULL,
            answer TEXT NOT NULL, accepted TEXT NOT NULL, distractors TEXT NOT NULL, forbidden TEXT NOT NULL, -- JSON lists
            status TEXT NOT NULL, authority TEXT NOT NULL, domain TEXT NOT NULL, note TEXT NOT NULL, law TEXT NOT NULL,
            rank INTEGER NOT NULL,             -- 0 is learnt first
            active INTEGER NOT NULL,           -- 0: no longer made, kept for the cards that remember it
            UNIQUE (kind, language, subject, direction)
        ) STRICT
    """)
    db.execute("""
        INSERT INTO exercises
        SELECT id, kind, language, term, 'forward', term, answer, accepted, '[]', '[]', status, authority, '', '', '', rank, active
        FROM before
    """)
    db.execute("DROP TABLE before")
    db.execute("""
        CREATE TABLE examples (
            exercise INTEGER NOT NULL REFERENCES exercises(id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            bead INTEGER, document INTEGER, section TEXT NOT NULL,
            source TEXT NOT NULL, target TEXT NOT NULL,
            s0 INTEGER, s1 INTEGER, t0 INTEGER, t1 INTEGER,
            quality REAL NOT NULL,
            court TEXT, case_number TEXT, cause TEXT, date TEXT,
            own TEXT NOT NULL,                 -- JSON: answer, shown, choices, required, pieces of this example
            PRIMARY KEY (exercise, n)
        ) STRICT, WITHOUT ROWID
    """)
    db.execute("DELETE FROM made")
    db.execute("ALTER TABLE reviews ADD COLUMN share REAL")
    db.execute("""
        CREATE TABLE revisions (               -- a mark given anew after the termbase has changed; the last one holds
            card INTEGER NOT NULL, n INTEGER NOT NULL,
            at TEXT NOT NULL, share REAL NOT NULL, "right" INTEGER NOT NULL,
            who TEXT NOT NULL, why TEXT NOT NULL,
            FOREIGN KEY (card, n) REFERENCES reviews(card, n)
        ) STRICT
    """)
    db.execute("CREATE INDEX revisions_answer ON revisions(card, n)")
    db.execute("""
        CREATE TABLE contests (                -- a learner says: this is also right
            card INTEGER NOT NULL, n INTEGER NOT NULL,
            at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
            PRIMARY KEY (card, n), FOREIGN KEY (card, n) REFERENCES reviews(card, n)
        ) STRICT
    """)
    for table in ("revisions", "contests"):
        for act in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {table}_{act} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} are append-only'); END"
            )


@migrations()
def m003_similarities(db: Database) -> None:
    """What similarity means in a language of this workspace; see quiz.marking.similarity."""
    db.execute("""
        CREATE TABLE similarities (
            language TEXT PRIMARY KEY,
            near REAL NOT NULL, same REAL NOT NULL, versions INTEGER NOT NULL, neighbours INTEGER NOT NULL
        ) STRICT
    """)


@migrations()
def m004_verdicts(db: Database) -> None:
    """What a trainer said of a contested answer."""
    db.execute("""
        CREATE TABLE verdicts (
            card INTEGER NOT NULL, n INTEGER NOT NULL,
            accepted INTEGER NOT NULL,
            at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
            PRIMARY KEY (card, n), FOREIGN KEY (card, n) REFERENCES contests(card, n)
        ) STRICT
    """)
    for act in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER verdicts_{act} BEFORE {act} ON verdicts "
            "BEGIN SELECT RAISE(ABORT, 'verdicts are append-only'); END"
        )


@migrations()
def m005_unapproved(db: Database) -> None:
    """Renderings published judgments have beside an approved key are half right, and told apart from wrong ones."""
    db.execute("ALTER TABLE exercises ADD COLUMN unapproved TEXT NOT NULL DEFAULT '[]'")
    db.execute("DELETE FROM made")
