"""The tables of learners: how each one practises, answers taken back, placement, groups and their assignments."""

from __future__ import annotations

from sqlite_utils import Database

from quiz.store.schema import migrations


@migrations()
def m101_people(db: Database) -> None:
    """Taking an answer back is a row, as everything in the log: `answers` is what stands."""
    db.executescript("""
        ALTER TABLE learners ADD COLUMN minutes REAL NOT NULL DEFAULT 20;      -- a day
        ALTER TABLE learners ADD COLUMN new_a_day INTEGER NOT NULL DEFAULT 5;
        CREATE TABLE leave (                   -- days a learner is away, besides weekends and holidays
            learner INTEGER NOT NULL REFERENCES learners(id),
            day TEXT NOT NULL,
            PRIMARY KEY (learner, day)
        ) STRICT, WITHOUT ROWID;
        ALTER TABLE cards ADD COLUMN start TEXT NOT NULL DEFAULT '';           -- memory it began with; '': a new one
        ALTER TABLE cards ADD COLUMN standing INTEGER NOT NULL DEFAULT 0;      -- answers that stand
        ALTER TABLE cards ADD COLUMN aside TEXT NOT NULL DEFAULT '';           -- why it is set aside; '': it is not
        UPDATE cards SET standing = repetitions;
        CREATE INDEX reviews_at ON reviews(at);
        CREATE TABLE reversals (               -- an answer taken back
            card INTEGER NOT NULL, n INTEGER NOT NULL,
            at TEXT NOT NULL,
            PRIMARY KEY (card, n), FOREIGN KEY (card, n) REFERENCES reviews(card, n)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER reversals_stay BEFORE UPDATE ON reversals BEGIN SELECT RAISE(ABORT, 'reversals are append-only'); END;
        CREATE TRIGGER reversals_never_go BEFORE DELETE ON reversals BEGIN SELECT RAISE(ABORT, 'reversals are append-only'); END;
        CREATE VIEW answers AS                 -- as they stand: not taken back, marked as they were marked last
            SELECT r.card, r.n, r.at, r.mode, r.bead, r.answer, r.seconds,
                   coalesce((SELECT v."right" FROM revisions v WHERE v.card = r.card AND v.n = r.n ORDER BY v.rowid DESC LIMIT 1),
                            r."right") AS "right",
                   coalesce((SELECT v.share FROM revisions v WHERE v.card = r.card AND v.n = r.n ORDER BY v.rowid DESC LIMIT 1),
                            r.share, r."right") AS share
            FROM reviews r
            WHERE NOT EXISTS (SELECT 1 FROM reversals b WHERE b.card = r.card AND b.n = r.n);
        CREATE TABLE placements (              -- what a placement test asked; `test` is when it began
            learner INTEGER NOT NULL REFERENCES learners(id),
            language TEXT NOT NULL, test TEXT NOT NULL,
            n INTEGER NOT NULL, exercise INTEGER NOT NULL, "right" INTEGER NOT NULL,
            PRIMARY KEY (learner, language, test, n)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE starts (                  -- share of a domain a learner was found to know, 0 to 1
            learner INTEGER NOT NULL REFERENCES learners(id),
            language TEXT NOT NULL, domain TEXT NOT NULL,
            level REAL NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (learner, language, domain)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE groups (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL UNIQUE
        ) STRICT;
        CREATE TABLE members (
            "group" INTEGER NOT NULL REFERENCES groups(id),
            learner INTEGER NOT NULL REFERENCES learners(id),
            PRIMARY KEY ("group", learner)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE assignments (
            id INTEGER PRIMARY KEY,
            "group" INTEGER NOT NULL REFERENCES groups(id),
            language TEXT NOT NULL,
            kinds TEXT NOT NULL,               -- JSON list; empty: every kind
            domain TEXT NOT NULL, cause TEXT NOT NULL,     -- '': every one
            items INTEGER NOT NULL,
            due TEXT NOT NULL,                 -- day
            who TEXT NOT NULL, at TEXT NOT NULL,
            withdrawn TEXT NOT NULL DEFAULT '' -- when
        ) STRICT;
        CREATE TABLE assigned (                -- the items of an assignment, fixed when it was given
            assignment INTEGER NOT NULL REFERENCES assignments(id),
            n INTEGER NOT NULL, exercise INTEGER NOT NULL,
            PRIMARY KEY (assignment, n)
        ) STRICT, WITHOUT ROWID;
    """)
