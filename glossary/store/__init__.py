"""The tables of terminology: concepts with their terms, candidates with their evidence, and who decided what.

Candidates and occurrences are machine rows: mining replaces them. Concepts, terms and decisions belong to
people: mining reads them and never writes them. `history` is append-only.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from aligner import store as aligner_store
from corpora.store import write_tx as write_tx
from glossary.store.candidates import *  # noqa: F403
from glossary.store.decisions import *  # noqa: F403
from glossary.store.terms import *  # noqa: F403

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


def open_workspace(path: str | Path) -> Database:
    """Open or create the workspace with the tables of corpus, alignment and terms."""
    db = aligner_store.open_workspace(path)
    migrations.apply(db)
    return db
