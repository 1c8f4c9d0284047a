"""The tables of terminology, and how older workspaces come to have them."""

from __future__ import annotations

import json
from itertools import groupby

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from glossary.model import Concept, State, Term, TermStatus
from glossary.store.snapshots import keep

__all__ = ["migrations"]

migrations = Migrations("glossary")


@migrations()
def m001_terms(db: Database) -> None:
    """Concept, term, candidate, decision, history."""
    db.executescript("""
        CREATE TABLE concepts (
            id INTEGER PRIMARY KEY,
            domain TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT;
        CREATE TABLE terms (
            id INTEGER PRIMARY KEY,
            concept INTEGER NOT NULL REFERENCES concepts(id) ON DELETE CASCADE,
            language TEXT NOT NULL, text TEXT NOT NULL, key TEXT NOT NULL,
            status TEXT NOT NULL, source TEXT NOT NULL, authority TEXT NOT NULL, note TEXT NOT NULL,
            UNIQUE (concept, language, key)
        ) STRICT;
        CREATE INDEX terms_key ON terms(language, key);
        CREATE TABLE candidates (
            id INTEGER PRIMARY KEY,
            source_language TEXT NOT NULL, target_language TEXT NOT NULL,
            source TEXT NOT NULL, target TEXT NOT NULL,
            source_key TEXT NOT NULL, target_key TEXT NOT NULL,
            together INTEGER NOT NULL, source_count INTEGER NOT NULL, target_count INTEGER NOT NULL,
            score REAL NOT NULL, confidence REAL NOT NULL,
            UNIQUE (source_language, target_language, source_key, target_key)
        ) STRICT;
        CREATE TABLE occurrences (
            candidate INTEGER NOT NULL REFERENCES candidates(id) ON DELETE CASCADE,
            bead INTEGER NOT NULL REFERENCES beads(id) ON DELETE CASCADE,
            s0 INTEGER NOT NULL, s1 INTEGER NOT NULL, t0 INTEGER NOT NULL, t1 INTEGER NOT NULL,
            PRIMARY KEY (candidate, bead)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX occurrences_bead ON occurrences(bead);
        CREATE TABLE decisions (                -- a person's word on a candidate; outlives every rebuild
            source_language TEXT NOT NULL, target_language TEXT NOT NULL,
            source_key TEXT NOT NULL, target_key TEXT NOT NULL,
            decision TEXT NOT NULL,             -- accepted, rejected
            who TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (source_language, target_language, source_key, target_key)
        ) STRICT;
        CREATE TABLE history (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, why TEXT NOT NULL,
            concept INTEGER, before TEXT, after TEXT           -- JSON of the term
        ) STRICT;
        CREATE TABLE mined (                    -- what the candidates were made from
            source_language TEXT NOT NULL, target_language TEXT NOT NULL,
            pairs INTEGER NOT NULL, last_bead INTEGER NOT NULL, decisions INTEGER NOT NULL,
            PRIMARY KEY (source_language, target_language)
        ) STRICT;
    """)


_M002 = """
    CREATE TABLE new_concepts (             -- AUTOINCREMENT: history names ids, so none is used twice
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        domain TEXT NOT NULL, note TEXT NOT NULL,
        definition TEXT NOT NULL DEFAULT '', definition_source TEXT NOT NULL DEFAULT '',
        laws TEXT NOT NULL DEFAULT '[]',        -- JSON lists of texts
        related TEXT NOT NULL DEFAULT '[]',
        confusable TEXT NOT NULL DEFAULT '[]'
    ) STRICT;
    INSERT INTO new_concepts (id, domain, note) SELECT id, domain, note FROM concepts;
    CREATE TABLE new_terms (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        concept INTEGER NOT NULL REFERENCES new_concepts(id) ON DELETE CASCADE,
        language TEXT NOT NULL, text TEXT NOT NULL, key TEXT NOT NULL,
        status TEXT NOT NULL, source TEXT NOT NULL, authority TEXT NOT NULL, note TEXT NOT NULL,
        document TEXT NOT NULL DEFAULT '', decided TEXT NOT NULL DEFAULT '',
        dialect TEXT NOT NULL DEFAULT '', jurisdiction TEXT NOT NULL DEFAULT '',
        part_of_speech TEXT NOT NULL DEFAULT '', abbreviation_of TEXT NOT NULL DEFAULT '',
        forms TEXT NOT NULL DEFAULT '[]',       -- JSON list of texts
        contexts TEXT NOT NULL DEFAULT '[]',    -- JSON list of {text, pair, source}
        valid_from TEXT NOT NULL DEFAULT '', valid_to TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '', replacement TEXT NOT NULL DEFAULT '',
        UNIQUE (concept, language, key)
    ) STRICT;
    INSERT INTO new_terms (id, concept, language, text, key, status, source, authority, note)
        SELECT id, concept, language, text, key, status, source, authority, note FROM terms;
    DROP TABLE terms;
    DROP TABLE concepts;
    ALTER TABLE new_concepts RENAME TO concepts;
    ALTER TABLE new_terms RENAME TO terms;
    CREATE INDEX terms_key ON terms(language, key);
    CREATE TABLE sections (
        concept INTEGER NOT NULL REFERENCES concepts(id) ON DELETE CASCADE,
        language TEXT NOT NULL,
        definition TEXT NOT NULL, definition_source TEXT NOT NULL,
        equivalence TEXT NOT NULL, equivalence_note TEXT NOT NULL, note TEXT NOT NULL,
        PRIMARY KEY (concept, language)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE signatures (
        term INTEGER NOT NULL REFERENCES terms(id) ON DELETE CASCADE,
        status TEXT NOT NULL, who TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (term, status, who)
    ) STRICT, WITHOUT ROWID;
    ALTER TABLE decisions ADD COLUMN source TEXT NOT NULL DEFAULT '';
    ALTER TABLE decisions ADD COLUMN target TEXT NOT NULL DEFAULT '';
    UPDATE decisions SET source = source_key, target = target_key;
    CREATE TABLE states (                   -- every state a concept or a verdict was in, once
        id INTEGER PRIMARY KEY,
        sha256 TEXT NOT NULL UNIQUE,
        content TEXT NOT NULL                   -- JSON, see glossary.store.snapshots
    ) STRICT;
    ALTER TABLE history RENAME TO old_history;
    CREATE TABLE history (                  -- append-only; rows of one act are brought back together
        id INTEGER PRIMARY KEY,
        act INTEGER NOT NULL,                   -- the id of its first row
        at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, why TEXT NOT NULL,
        concept INTEGER,
        before INTEGER REFERENCES states(id), after INTEGER REFERENCES states(id)
    ) STRICT;
    CREATE INDEX history_concept ON history(concept);
    CREATE INDEX history_act ON history(act);
    CREATE TABLE versions (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL UNIQUE,
        at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
        history INTEGER NOT NULL                -- the last row of history it holds
    ) STRICT;
    CREATE TABLE version_concepts (
        version INTEGER NOT NULL REFERENCES versions(id) ON DELETE CASCADE,
        concept INTEGER NOT NULL,
        state INTEGER NOT NULL REFERENCES states(id),
        renderings INTEGER NOT NULL,
        PRIMARY KEY (version, concept)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE law_texts (                -- the article a concept was last held against
        concept INTEGER NOT NULL REFERENCES concepts(id) ON DELETE CASCADE,
        law TEXT NOT NULL, article TEXT NOT NULL,   -- see glossary.laws.Citation
        text TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL,
        PRIMARY KEY (concept, law, article)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE termbase_settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID
"""


@migrations()
def m002_full_termbase(db: Database) -> None:
    """Every field of a concept, signatures, history of whole states, versions, reviewed law texts."""
    for statement in _M002.split(";\n"):
        db.execute(statement)
    _replay(db)
    db.execute("DROP TABLE old_history")


@migrations()
def m003_undone(db: Database) -> None:
    """Which act a revert took back, so that undoing again goes one step further."""
    db.execute("ALTER TABLE history ADD COLUMN undoes INTEGER")


_M004 = """
    CREATE TABLE drafts (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL, language TEXT NOT NULL, at TEXT NOT NULL
    ) STRICT;
    CREATE TABLE draft_versions (
        id INTEGER PRIMARY KEY,
        draft INTEGER NOT NULL REFERENCES drafts(id) ON DELETE CASCADE,
        number INTEGER NOT NULL,                -- from 1
        at TEXT NOT NULL, who TEXT NOT NULL,
        glossary TEXT NOT NULL,                 -- the version of the termbase it was checked with
        source_name TEXT NOT NULL, source_sha256 TEXT NOT NULL REFERENCES originals(sha256),
        source_body TEXT NOT NULL, source_segments TEXT NOT NULL,   -- JSON [[start, end, section], …]
        draft_name TEXT NOT NULL, draft_sha256 TEXT NOT NULL REFERENCES originals(sha256),
        draft_body TEXT NOT NULL, draft_segments TEXT NOT NULL,
        beads TEXT NOT NULL,                    -- JSON [[s0, s1, t0, t1], …] of segments
        UNIQUE (draft, number)
    ) STRICT;
    CREATE TABLE draft_findings (
        version INTEGER NOT NULL REFERENCES draft_versions(id) ON DELETE CASCADE,
        n INTEGER NOT NULL,
        kind TEXT NOT NULL,
        s0 INTEGER NOT NULL, s1 INTEGER NOT NULL, t0 INTEGER NOT NULL, t1 INTEGER NOT NULL,
        message TEXT NOT NULL, suggestion TEXT NOT NULL,
        mark TEXT NOT NULL,                     -- JSON, see glossary.drafts.marks
        PRIMARY KEY (version, n)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE draft_answers (                -- append-only; an answer taken back stays, marked as undone
        id INTEGER PRIMARY KEY,
        draft INTEGER NOT NULL REFERENCES drafts(id) ON DELETE CASCADE,
        mark TEXT NOT NULL,
        verdict TEXT NOT NULL,                  -- accept, ignore, admit
        why TEXT NOT NULL, rendering TEXT NOT NULL,
        who TEXT NOT NULL, at TEXT NOT NULL,
        acts TEXT NOT NULL,                     -- JSON: acts of the termbase's history to be reverted with it
        undone_at TEXT, undone_by TEXT
    ) STRICT;
    CREATE INDEX draft_answers_draft ON draft_answers(draft)
"""


@migrations()
def m004_drafts(db: Database) -> None:
    """Drafts under review: versions as uploaded, what was found in each, and what people said to it."""
    for statement in _M004.split(";\n"):
        db.execute(statement)


def _replay(db: Database) -> None:
    """Rows that hold one term each become rows that hold the whole concept, each put on the one before."""
    rows = db.execute(
        "SELECT concept, id, at, who, what, why, after FROM old_history ORDER BY concept, id"
    ).fetchall()
    for number, changes in groupby(rows, key=lambda row: row[0]):
        facts = db.execute("SELECT domain, note FROM concepts WHERE id = ?", [number]).fetchone()
        terms = {
            ("zh", text): Term("zh", text, TermStatus(status), source, authority, note, id=term)
            for term, text, status, source, authority, note in db.execute(
                "SELECT id, text, status, source, authority, note FROM terms WHERE concept = ? AND language = 'zh'",
                [number],
            )
        }
        before = None
        for _, row, at, who, what, why, term in changes:
            after = before
            if facts and term:
                fields = json.loads(term)
                made = Term(**{**fields, "status": TermStatus(fields["status"])})
                terms[made.language, made.text] = made
                after = keep(db, State(Concept(facts[0], tuple(terms.values()), facts[1], id=number)))
            db.execute(
                """
                INSERT INTO history (id, act, at, who, what, why, concept, before, after)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                [row, row, at, who, what, why, number, before, after],
            )
            before = after
