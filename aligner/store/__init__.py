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
    replace_beads,
    save_lexicon,
    set_bead_status,
    unaligned,
)
from aligner.store.documents import (
    PairedDocuments,
    add_pairs,
    add_sketches,
    pair_keys,
    paired_documents,
    sketches,
    unsketched,
)
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
    DOUBTFUL,
    Counts,
    Reading,
    counts,
    links,
    pair,
    pair_counts,
    pairs,
    reading,
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


def open_workspace(path: str | Path) -> Database:
    """Open or create the workspace with the tables of corpus and alignment."""
    db = corpora_store.open_workspace(path)
    migrations.apply(db)
    return db


__all__ = [
    "DOUBTFUL",
    "Counts",
    "Memory",
    "PairedDocuments",
    "Part",
    "Reading",
    "Task",
    "add_memory",
    "add_pairs",
    "add_part",
    "add_sketches",
    "count",
    "counts",
    "fixed_beads",
    "imported_texts",
    "lexicon",
    "links",
    "memories",
    "memory_unit",
    "migrations",
    "open_workspace",
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
    "set_bead_status",
    "sketches",
    "unaligned",
    "unlinked",
    "unsketched",
    "word_model",
    "write_tx",
]
