"""The tables of exams. Answers and marks are logs: the last row of an item counts, nothing is altered."""

from __future__ import annotations

from sqlite_utils import Database

from quiz.store.schema import migrations


@migrations()
def m201_exams(db: Database) -> None:
    """Papers whole, as JSON; sittings on screen and on paper; what was answered and what it was worth."""
    db.executescript("""
        CREATE TABLE exams (
            id INTEGER PRIMARY KEY,
            title TEXT NOT NULL, language TEXT NOT NULL,
            paper TEXT NOT NULL,               -- JSON, see quiz.exams.frozen
            who TEXT NOT NULL, at TEXT NOT NULL,
            opened TEXT NOT NULL DEFAULT '',   -- when it could be sat, and no item be changed any more
            closed TEXT NOT NULL DEFAULT ''
        ) STRICT;
        CREATE TABLE sittings (
            id INTEGER PRIMARY KEY,
            exam INTEGER NOT NULL REFERENCES exams(id),
            learner INTEGER NOT NULL REFERENCES learners(id),
            version TEXT NOT NULL,             -- A or B
            seat TEXT NOT NULL,
            began TEXT NOT NULL,
            handed_in TEXT NOT NULL DEFAULT '',
            UNIQUE (exam, learner)
        ) STRICT;
        CREATE TABLE exam_answers (            -- append-only
            id INTEGER PRIMARY KEY,
            sitting INTEGER NOT NULL REFERENCES sittings(id),
            item INTEGER NOT NULL,
            at TEXT NOT NULL, answer TEXT NOT NULL
        ) STRICT;
        CREATE INDEX exam_answers_item ON exam_answers(sitting, item);
        CREATE TABLE exam_scores (             -- append-only; who is empty for the machine
            id INTEGER PRIMARY KEY,
            sitting INTEGER NOT NULL REFERENCES sittings(id),
            item INTEGER NOT NULL,
            share REAL NOT NULL,
            who TEXT NOT NULL, why TEXT NOT NULL, at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX exam_scores_item ON exam_scores(sitting, item);
        CREATE TABLE exam_variants (           -- renderings accepted for an item after it was asked
            exam INTEGER NOT NULL REFERENCES exams(id),
            item INTEGER NOT NULL, text TEXT NOT NULL,
            who TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (exam, item, text)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER exam_answers_stay BEFORE UPDATE ON exam_answers BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END;
        CREATE TRIGGER exam_answers_never_go BEFORE DELETE ON exam_answers BEGIN SELECT RAISE(ABORT, 'answers are append-only'); END;
        CREATE TRIGGER exam_scores_stay BEFORE UPDATE ON exam_scores BEGIN SELECT RAISE(ABORT, 'scores are append-only'); END;
        CREATE TRIGGER exam_scores_never_go BEFORE DELETE ON exam_scores BEGIN SELECT RAISE(ABORT, 'scores are append-only'); END;
    """)
