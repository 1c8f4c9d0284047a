"""The tables of alignment, as they came to be: one migration a change, none ever edited."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from aligner.search_index import TOKENIZE
from aligner.store.search import index_all

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


@migrations()
def m005_doubtful_pairs(db: Database) -> None:
    """Pairs of documents that wait for a person, what else they may be, and what people decided."""
    db.executescript("""
        ALTER TABLE document_pairs ADD COLUMN doubtful INTEGER NOT NULL DEFAULT 0;    -- not aligned until confirmed
        CREATE TABLE runners_up (
            document_pair INTEGER NOT NULL REFERENCES document_pairs(id) ON DELETE CASCADE,
            source INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            target INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            score REAL NOT NULL, evidence TEXT NOT NULL,
            PRIMARY KEY (document_pair, source, target)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE pair_decisions (               -- append-only
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL, who TEXT NOT NULL,
            act TEXT NOT NULL,                      -- see aligner.store.pairing.PairAct
            source INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            target INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            why TEXT NOT NULL,
            before TEXT NOT NULL, after TEXT NOT NULL,    -- JSON, rows of document_pairs
            undoes INTEGER UNIQUE REFERENCES pair_decisions(id) ON DELETE CASCADE
        ) STRICT;
        CREATE TRIGGER pair_decisions_stay BEFORE UPDATE ON pair_decisions BEGIN
            SELECT RAISE(ABORT, 'decisions are never changed');
        END;
        CREATE INDEX document_pairs_doubtful ON document_pairs(id) WHERE doubtful;
    """)


@migrations()
def m006_search_in_pairs(db: Database) -> None:
    """Short tokens are indexed in pairs, so every text is indexed anew; rejected rows are few and quickly known."""
    db.executescript(f"""
        DROP TABLE pair_index;
        CREATE VIRTUAL TABLE pair_index USING fts5(source, target, language, tokenize = "{TOKENIZE}");
        CREATE INDEX beads_rejected ON beads(id) WHERE status = 'rejected';
        CREATE INDEX document_pairs_rejected ON document_pairs(id) WHERE status = 'rejected';
    """)
    index_all(db)


@migrations()
def m007_memory_postings(db: Database) -> None:
    """What similar sentences are found by, see aligner.memory, and the pairs not yet put in."""
    db.executescript("""
        CREATE TABLE memory_postings (
            language TEXT NOT NULL, feature TEXT NOT NULL,
            chunk INTEGER NOT NULL,                 -- 0, 1 …; only the last one grows
            beads BLOB NOT NULL,                    -- uint32, little endian; pairs since deleted stay in
            PRIMARY KEY (language, feature, chunk)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE memory_queue (
            bead INTEGER PRIMARY KEY REFERENCES pair_texts(bead) ON DELETE CASCADE
        ) STRICT;
        INSERT INTO memory_queue SELECT bead FROM pair_texts;
        CREATE TRIGGER pair_texts_queue AFTER INSERT ON pair_texts BEGIN
            INSERT OR IGNORE INTO memory_queue VALUES (new.bead);
        END;
    """)


@migrations()
def m008_memory_repeats(db: Database) -> None:
    """Units of a memory whose pairs came with another one, so that forgetting that one does not lose them."""
    db.executescript("""
        CREATE TABLE memory_repeats (
            bead INTEGER NOT NULL REFERENCES beads(id) ON DELETE CASCADE,
            sha256 TEXT NOT NULL,                   -- of the file that repeats it
            unit TEXT NOT NULL,                     -- as in memory_units
            PRIMARY KEY (bead, sha256)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX memory_repeats_file ON memory_repeats(sha256);
    """)


@migrations()
def m009_pair_totals(db: Database) -> None:
    """How many pairs nobody rejected two documents have, kept as pairs come, go and are decided on: pages ask each run."""
    db.executescript("""
        CREATE TABLE pair_totals (
            document_pair INTEGER PRIMARY KEY REFERENCES document_pairs(id) ON DELETE CASCADE,
            pairs INTEGER NOT NULL
        ) STRICT;
        INSERT INTO pair_totals SELECT b.document_pair, count(*) FROM pair_texts x JOIN beads b ON b.id = x.bead
        WHERE b.status <> 'rejected' GROUP BY 1;
        CREATE TRIGGER pair_totals_new AFTER INSERT ON pair_texts BEGIN
            INSERT INTO pair_totals SELECT document_pair, 1 FROM beads WHERE id = new.bead AND status <> 'rejected'
            ON CONFLICT (document_pair) DO UPDATE SET pairs = pairs + 1;
        END;
        CREATE TRIGGER pair_totals_gone BEFORE DELETE ON beads
        WHEN old.status <> 'rejected' AND EXISTS (SELECT 1 FROM pair_texts WHERE bead = old.id) BEGIN
            UPDATE pair_totals SET pairs = pairs - 1 WHERE document_pair = old.document_pair;
        END;
        CREATE TRIGGER pair_totals_decided AFTER UPDATE OF status ON beads
        WHEN (old.status = 'rejected') <> (new.status = 'rejected')
        AND EXISTS (SELECT 1 FROM pair_texts WHERE bead = new.id) BEGIN
            INSERT INTO pair_totals VALUES (new.document_pair, iif(new.status = 'rejected', -1, 1))
            ON CONFLICT (document_pair) DO UPDATE SET pairs = pairs + excluded.pairs;
        END;
    """)


@migrations()
def m010_search_written_in_bulk(db: Database) -> None:
    """The index gathers 16 MB before it writes, and merges later: less to write where a memory comes in whole."""
    db.executescript("""
        INSERT INTO pair_index (pair_index, rank) VALUES ('hashsize', 16777216);
        INSERT INTO pair_index (pair_index, rank) VALUES ('automerge', 16);
        INSERT INTO pair_index (pair_index, rank) VALUES ('crisismerge', 32);
    """)


@migrations()
def m011_memory_counts(db: Database) -> None:
    """How many pairs have a feature, apart from the pairs themselves: every look-up asks for all of its features."""
    db.executescript("""
        CREATE TABLE memory_counts (
            language TEXT NOT NULL, feature TEXT NOT NULL,
            postings INTEGER NOT NULL,
            PRIMARY KEY (language, feature)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO memory_counts SELECT language, feature, sum(length(beads)) / 4 FROM memory_postings GROUP BY 1, 2
    """)


@migrations()
def m012_register(db: Database) -> None:
    """Targets of publication, the last one set holds; and an index that tells the register all it asks of documents."""
    db.executescript("""
        CREATE TABLE publication_targets (          -- append-only
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL, who TEXT NOT NULL,
            court TEXT NOT NULL,                    -- '': every court
            trial TEXT NOT NULL,                    -- see aligner.register.TRIALS
            share REAL                              -- NULL: none
        ) STRICT;
        INSERT INTO publication_targets (at, who, court, trial, share)
        VALUES ('', '', '', '刑事', 1.0), ('', '', '', '民事', 0.6);
        CREATE TRIGGER publication_targets_stay BEFORE UPDATE ON publication_targets BEGIN
            SELECT RAISE(ABORT, 'targets are append-only');
        END;
        CREATE INDEX documents_register ON documents(genre, language, court, kind, case_number, date, cause, name);
    """)
