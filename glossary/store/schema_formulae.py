"""The tables of formulae: what pairs show, which builds write, and what people decided, which none touches."""

from __future__ import annotations

from sqlite_utils import Database

from glossary.store.schema import migrations

__all__ = ["m005_formulae", "m006_formula_names"]


@migrations()
def m005_formulae(db: Database) -> None:
    """Skeletons of pairs, the formulae among them, how names are written, and what people decided."""
    db.executescript("""
        CREATE TABLE formula_pairs (            -- what pairs have been read
            bead INTEGER PRIMARY KEY REFERENCES pair_texts(bead) ON DELETE CASCADE,
            language TEXT NOT NULL, skeleton TEXT NOT NULL,
            letters INTEGER NOT NULL            -- said besides the slots
        ) STRICT;
        CREATE INDEX formula_pairs_skeleton ON formula_pairs(language, skeleton);
        CREATE TABLE formulae (
            id INTEGER PRIMARY KEY,
            language TEXT NOT NULL, skeleton TEXT NOT NULL,
            count INTEGER NOT NULL, cases INTEGER NOT NULL,
            UNIQUE (language, skeleton)
        ) STRICT;
        CREATE TABLE formula_translations (
            id INTEGER PRIMARY KEY,
            formula INTEGER NOT NULL REFERENCES formulae(id) ON DELETE CASCADE,
            skeleton TEXT NOT NULL,
            count INTEGER NOT NULL, cases INTEGER NOT NULL,
            courts TEXT NOT NULL, years TEXT NOT NULL       -- JSON [[name, count], …]
        ) STRICT;
        CREATE INDEX formula_translations_formula ON formula_translations(formula);
        CREATE TABLE formula_examples (
            translation INTEGER NOT NULL REFERENCES formula_translations(id) ON DELETE CASCADE,
            rank INTEGER NOT NULL,
            bead INTEGER NOT NULL REFERENCES beads(id) ON DELETE CASCADE,
            PRIMARY KEY (translation, rank)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX formula_examples_bead ON formula_examples(bead);
        CREATE TABLE formula_wording (          -- see glossary.formulae.wording.Known
            language TEXT NOT NULL, what TEXT NOT NULL, zh TEXT NOT NULL, other TEXT NOT NULL,
            times INTEGER NOT NULL,
            PRIMARY KEY (language, what, zh, other)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE formula_states (           -- what the formulae of a language were made from
            language TEXT PRIMARY KEY, state TEXT NOT NULL
        ) STRICT;
        CREATE TABLE formula_decisions (        -- append-only
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
            language TEXT NOT NULL,
            source TEXT NOT NULL,               -- a use of the formula
            target TEXT NOT NULL,               -- its translation, '' for a decision on the whole formula
            status TEXT NOT NULL,
            undoes INTEGER UNIQUE REFERENCES formula_decisions(id)
        ) STRICT;
        CREATE TRIGGER formula_decisions_stay BEFORE UPDATE ON formula_decisions BEGIN
            SELECT RAISE(ABORT, 'decisions are never changed');
        END;
        CREATE TRIGGER formula_decisions_last BEFORE DELETE ON formula_decisions BEGIN
            SELECT RAISE(ABORT, 'decisions are never deleted');
        END
    """)


@migrations()
def m006_formula_names(db: Database) -> None:
    """Wording grows with the pairs that are read; names that documents tell are gathered anew each time."""
    db.executescript("""
        CREATE TABLE formula_names (
            language TEXT NOT NULL, zh TEXT NOT NULL, other TEXT NOT NULL, times INTEGER NOT NULL,
            PRIMARY KEY (language, zh, other)
        ) STRICT, WITHOUT ROWID;
        DELETE FROM formula_pairs;
        DELETE FROM formula_wording;
        DELETE FROM formula_states
    """)
