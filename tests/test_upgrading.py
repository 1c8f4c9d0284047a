"""A workspace of every earlier state of the tables is brought up to date with its rows kept.

The states are made by the migrations themselves: all sets, but one of them stopped before one of its steps. Every
table then gets a row whose values fit its columns, so a step that forgets a table or a column is found out.
"""

from pathlib import Path

import pytest

from aligner import store as aligner_store
from corpora import store
from corpora.store.workspace import known_names
from glossary import store as glossary_store
from quiz import store as quiz_store

SETS = [s.migrations for s in (store, aligner_store, glossary_store, quiz_store)]
STEPS = [(s, name) for s in SETS for name in sorted(known_names(s))]
FIRST_VALUES = {"INTEGER": 1, "TEXT": "1", "BLOB": b"1", "REAL": 1.0}
TEXTS = {"language": "zh", "source_language": "zh", "target_language": "bo", "status": "proposed"}
A_TERM = '{"language": "zh", "text": "1", "status": "proposed"}'     # what the first history kept
MADE_ANEW = {"made", "formula_pairs", "formula_wording", "formula_states", "examples", "exercises"}    # by the next build
SHADOWS = ("_data", "_idx", "_content", "_docsize", "_config")      # of full text tables


def earlier(path: Path, stopped, before: str):
    """A workspace as it was when this set had not come to this step; later sets were not there yet where they lean on it."""
    db = store.connect(path)
    for migrations in SETS:
        if migrations is stopped:
            migrations.apply(db, stop_before=before)
            return db
        migrations.apply(db)
    return db


def tables(db) -> list[str]:
    found = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY rowid").fetchall()
    virtual = [name for name, sql in found if sql and "VIRTUAL" in sql.upper()]
    return [
        name for name, sql in found
        if not name.startswith(("sqlite_", "_sqlite")) and name not in virtual
        and not any(name == v + shadow for v in virtual for shadow in SHADOWS)
    ]  # fmt: skip


def filled(db) -> dict[str, dict]:
    """A row in every table: foreign keys meet, since every key is 1."""
    db.execute("PRAGMA foreign_keys = OFF")
    rows = {}
    for table in tables(db):
        columns = [(c[1], c[2]) for c in db.execute(f'PRAGMA table_xinfo("{table}")') if not c[6]]
        values = {name: fitting(name, kind) for name, kind in columns}
        marks, names = ", ".join("?" * len(values)), ", ".join(f'"{name}"' for name in values)
        db.execute(f'INSERT OR IGNORE INTO "{table}" ({names}) VALUES ({marks})', list(values.values()))
        found = next(db.query(f'SELECT * FROM "{table}"'), None)     # a trigger may have been quicker
        assert found, f"{table} takes no row: teach `fitting` its values"
        rows[table] = found
    db.execute("PRAGMA foreign_keys = ON")
    return rows


def fitting(name: str, kind: str):
    if name in ("before", "after") and kind == "TEXT":
        return A_TERM
    return TEXTS[name] if kind == "TEXT" and name in TEXTS else FIRST_VALUES[kind or "BLOB"]


@pytest.mark.parametrize("stopped, before", STEPS, ids=lambda x: getattr(x, "name", x))
def test_rows_outlive_every_step(tmp_path, stopped, before):
    path = tmp_path / "old.db"
    db = earlier(path, stopped, before)
    rows = filled(db)
    db.close()
    new = quiz_store.open_workspace(path)
    assert not store.damage(path)
    assert store.applied(path, SETS) == (0, 0)
    now = set(tables(new))
    for table, values in rows.items():
        if table not in now or table in MADE_ANEW:
            continue
        kept = [row for row in new.query(f'SELECT * FROM "{table}"')]
        assert kept, f"{table} lost its row"
        shared = {name: value for name, value in values.items() if name in kept[0] and value != A_TERM}
        assert any(all(row[name] == value for name, value in shared.items()) for row in kept), (table, shared, kept)
