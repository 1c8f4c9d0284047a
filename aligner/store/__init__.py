"""The tables of alignment: which documents, sentences and words translate each other.

Rows carry a status. A machine run deletes and writes `machine` rows only; what a person confirmed or
rejected stays.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from aligner.search_index import TOKENIZE
from aligner.store.beads import (
    Task,
    fixed_beads,
    lexicon,
    next_number,
    replace_beads,
    save_lexicon,
    unaligned,
)
from aligner.store.decisions import Decision, decide, decisions, last_decision, to_realign, undo, unlearnt
from aligner.store.documents import (
    PairedDocuments,
    add_pairs,
    add_sketches,
    pair_keys,
    paired_documents,
    sketches,
    unsketched,
)
from aligner.store.exports import outgoing
from aligner.store.memories import (
    Memory,
    Part,
    add_memory,
    add_part,
    imported_texts,
    memories,
    memory_unit,
    remove_memory,
)
from aligner.store.pairs import (
    Counts,
    Reading,
    counts,
    links,
    pair,
    pair_counts,
    pairs,
    reading,
)
from aligner.store.queue import (
    Choices,
    Neighbour,
    Surroundings,
    bead_number,
    choices,
    decided_count,
    surroundings,
    waiting,
    waiting_bead,
    waiting_count,
)
from aligner.store.search import count, search
from aligner.store.words import pair_count, save_links, save_word_model, unlinked, word_model
from corpora import store as corpora_store
from corpora.store import write_tx

migrations = Migrations("aligner")


@migrations()
def m001_alignment(db: Database) -> None:
    """Document pairs, beads, word links, and the lexicon that grows with them."""
    db.executescript("""
        CREATE TABLE document_pairs (
            id INTEGER PRIMARY KEY,
            source INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,   -- the Chinese one
            target INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            method TEXT NOT NULL, score REAL NOT NULL, evidence TEXT NOT NULL, status TEXT NOT NULL,
            aligned INTEGER NOT NULL DEFAULT 0,     -- beads are up to date
            UNIQUE (source, target)
        ) STRICT;
        CREATE TABLE beads (
            id INTEGER PRIMARY KEY,
            document_pair INTEGER NOT NULL REFERENCES document_pairs(id) ON DELETE CASCADE,
            s0 INTEGER NOT NULL, s1 INTEGER NOT NULL, t0 INTEGER NOT NULL, t1 INTEGER NOT NULL,
            score REAL NOT NULL, posterior REAL NOT NULL, method TEXT NOT NULL, status TEXT NOT NULL
        ) STRICT;
        CREATE INDEX beads_pair ON beads(document_pair, s0, t0);
        CREATE TABLE pair_texts (                   -- display texts of beads with two sides, for reading and search
            bead INTEGER PRIMARY KEY REFERENCES beads(id) ON DELETE CASCADE,
            source TEXT NOT NULL, target TEXT NOT NULL,
            links TEXT                              -- JSON [[s0, s1, t0, t1, posterior], …], NULL until linked
        ) STRICT;
        CREATE TABLE lexicon (
            source_language TEXT NOT NULL, target_language TEXT NOT NULL,
            model BLOB NOT NULL,                    -- see aligner.lexicon
            PRIMARY KEY (source_language, target_language)
        ) STRICT;
    """)


@migrations()
def m002_search(db: Database) -> None:
    """Search over both sides, what pairing knows of each document, and the model of word links."""
    db.executescript(f"""
        CREATE VIRTUAL TABLE pair_index USING fts5(source, target, language, tokenize = "{TOKENIZE}");
        CREATE TRIGGER pair_texts_gone AFTER DELETE ON pair_texts BEGIN
            DELETE FROM pair_index WHERE rowid = old.bead;
        END;
        CREATE INDEX pair_texts_unlinked ON pair_texts(bead) WHERE links IS NULL;
        CREATE INDEX document_pairs_target ON document_pairs(target);
        CREATE TABLE sketches (
            document INTEGER PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE,
            "values" TEXT NOT NULL,                 -- JSON, see aligner.likeness.Sketch
            paragraphs TEXT NOT NULL,
            stem TEXT NOT NULL
        ) STRICT;
        CREATE TABLE word_models (
            source_language TEXT NOT NULL, target_language TEXT NOT NULL,
            model BLOB NOT NULL,                    -- see aligner.words
            PRIMARY KEY (source_language, target_language)
        ) STRICT;
    """)


@migrations()
def m003_memories(db: Database) -> None:
    """Translation memories other tools made: the files, and what their units hold besides text."""
    db.executescript("""
        CREATE TABLE memories (
            sha256 TEXT PRIMARY KEY,                -- of the file; its documents carry it too
            name TEXT NOT NULL, at TEXT NOT NULL,
            header TEXT NOT NULL                    -- JSON, see aligner.store.memories
        ) STRICT;
        CREATE TABLE memory_units (
            bead INTEGER PRIMARY KEY REFERENCES beads(id) ON DELETE CASCADE,
            unit TEXT NOT NULL                      -- JSON: codes, attributes, notes; the texts are the document's
        ) STRICT;
    """)


@migrations()
def m004_decisions(db: Database) -> None:
    """What people decided about beads, and the last number a bead had: none comes to mean another sentence."""
    db.executescript("""
        CREATE TABLE bead_decisions (               -- append-only
            id INTEGER PRIMARY KEY,
            document_pair INTEGER NOT NULL REFERENCES document_pairs(id) ON DELETE CASCADE,
            at TEXT NOT NULL, who TEXT NOT NULL,
            act TEXT NOT NULL,                      -- see aligner.review.Act
            why TEXT NOT NULL,
            before TEXT NOT NULL, after TEXT NOT NULL,    -- JSON [[s0, s1, t0, t1, score, posterior, method, status], …]
            undoes INTEGER UNIQUE REFERENCES bead_decisions(id) ON DELETE CASCADE
        ) STRICT;
        CREATE INDEX bead_decisions_pair ON bead_decisions(document_pair);
        CREATE TRIGGER bead_decisions_stay BEFORE UPDATE ON bead_decisions BEGIN
            SELECT RAISE(ABORT, 'decisions are never changed');
        END;
        CREATE INDEX beads_waiting ON beads(posterior) WHERE status = 'machine';
        ALTER TABLE document_pairs ADD COLUMN learnt INTEGER NOT NULL DEFAULT 0;    -- last decision the lexicon knows
        CREATE TABLE last_bead (number INTEGER NOT NULL) STRICT;
        INSERT INTO last_bead SELECT coalesce(max(id), 0) FROM beads;
        CREATE TRIGGER beads_gone AFTER DELETE ON beads BEGIN
            UPDATE last_bead SET number = max(number, old.id);
        END;
    """)


def open_workspace(path: str | Path) -> Database:
    """Open or create the workspace with the tables of corpus and alignment."""
    db = corpora_store.open_workspace(path)
    migrations.apply(db)
    return db


__all__ = [
    "Choices",
    "Counts",
    "Decision",
    "Memory",
    "Neighbour",
    "PairedDocuments",
    "Part",
    "Reading",
    "Surroundings",
    "Task",
    "add_memory",
    "add_pairs",
    "add_part",
    "add_sketches",
    "bead_number",
    "choices",
    "count",
    "counts",
    "decide",
    "decided_count",
    "decisions",
    "fixed_beads",
    "imported_texts",
    "last_decision",
    "lexicon",
    "links",
    "memories",
    "memory_unit",
    "migrations",
    "next_number",
    "open_workspace",
    "outgoing",
    "pair",
    "pair_count",
    "pair_counts",
    "pair_keys",
    "paired_documents",
    "pairs",
    "reading",
    "remove_memory",
    "replace_beads",
    "save_lexicon",
    "save_links",
    "save_word_model",
    "search",
    "sketches",
    "surroundings",
    "to_realign",
    "unaligned",
    "undo",
    "unlearnt",
    "unlinked",
    "unsketched",
    "waiting",
    "waiting_bead",
    "waiting_count",
    "word_model",
    "write_tx",
]
