"""Word links: what has to be linked, and what was found."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from aligner.model import Link
from corpora.store import write_tx

_OF = """
    FROM pair_texts x JOIN beads b ON b.id = x.bead JOIN document_pairs p ON p.id = b.document_pair
    JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
    WHERE b.status <> 'rejected' AND p.status <> 'rejected'
"""


def unlinked(db: Database) -> dict[tuple[str, str], list[int]]:
    """Beads without word links, in order, by (source language, target language)."""
    found: dict[tuple[str, str], list[int]] = {}
    for source, target, bead in db.execute(f"SELECT s.language, t.language, x.bead {_OF} AND x.links IS NULL ORDER BY 1, 2, 3"):
        found.setdefault((source, target), []).append(bead)
    return found


def pair_count(db: Database, source: str, target: str) -> int:
    """How many pairs there are of two languages."""
    return db.execute(f"SELECT count(*) {_OF} AND s.language = ? AND t.language = ?", [source, target]).fetchone()[0]


def save_links(db: Database, links: Iterable[tuple[int, Sequence[Link]]]) -> None:
    """The word links of beads."""
    rows = [
        (json.dumps([[*k.source, *k.target, k.posterior] for k in found], separators=(",", ":")), bead)
        for bead, found in links
    ]
    with write_tx(db):
        db.conn.executemany("UPDATE pair_texts SET links = ? WHERE bead = ?", rows)


def word_model(db: Database, source: str, target: str) -> bytes | None:
    """What earlier word links of two languages taught; see aligner.words."""
    row = db.execute(
        "SELECT model FROM word_models WHERE source_language = ? AND target_language = ?", [source, target]
    ).fetchone()
    return row[0] if row else None


def save_word_model(db: Database, source: str, target: str, model: bytes) -> None:
    with write_tx(db):
        db.execute("INSERT OR REPLACE INTO word_models VALUES (?, ?, ?)", [source, target, model])
