"""Units of a translation memory that another one brought before: not pairs of their own, but not lost with it either."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from sqlite_utils import Database

from aligner.exchange.units import Unit
from aligner.store.memories import unit_from, unit_json
from corpora.store import write_tx


class Repeat(NamedTuple):
    """A unit of the memory `sha256`, called `name`, whose pair came with another one; texts in display form."""

    bead: int
    sha256: str
    name: str
    language: str    # of the target
    unit: Unit
    source: str
    target: str


def add_repeats(db: Database, sha256: str, units: Iterable[tuple[int, Unit, str, str]]) -> None:
    """Keep (bead, unit, source, target) of a file whose pairs are there already, texts in display form."""
    with write_tx(db):
        db.conn.executemany(
            "INSERT OR IGNORE INTO memory_repeats VALUES (?, ?, ?)",
            ((bead, sha256, unit_json(unit, source, target)) for bead, unit, source, target in units),
        )


def repeats(db: Database, sha256: str) -> Iterator[Repeat]:
    """Of the pairs of this memory, those another memory has too, each for the first that has it, by that memory."""
    rows = db.execute(
        """
        SELECT r.bead, m.sha256, m.name, t.language, r.unit, x.source, x.target
        FROM documents t JOIN document_pairs p ON p.target = t.id JOIN beads b ON b.document_pair = p.id
        JOIN memory_repeats r ON r.bead = b.id JOIN memories m ON m.sha256 = r.sha256 JOIN pair_texts x ON x.bead = b.id
        WHERE t.sha256 = ? AND m.rowid = (
            SELECT min(first.rowid) FROM memory_repeats o JOIN memories first ON first.sha256 = o.sha256 WHERE o.bead = r.bead)
        ORDER BY m.rowid, t.language, r.bead
        """,
        [sha256],
    )
    return (Repeat(*row[:4], unit_from(*row[4:]), *row[5:]) for row in rows)


def move_repeats(db: Database, sha256: str, beads: Mapping[int, int]) -> None:
    """Say that pairs are now those of the memory `sha256`, old number -> new: it repeats them no more, others do.

    All old ones are of one memory, so a lexicon that learnt from one of them has learnt from the new part.
    """
    with write_tx(db):
        db.execute(
            """
            UPDATE document_pairs SET learnt = (
                SELECT p.learnt FROM document_pairs p JOIN beads b ON b.document_pair = p.id WHERE b.id = ?)
            WHERE id = (SELECT document_pair FROM beads WHERE id = ?)
            """,
            next(iter(beads.items())),
        )
        db.conn.executemany("DELETE FROM memory_repeats WHERE bead = ? AND sha256 = ?", ((old, sha256) for old in beads))
        db.conn.executemany("UPDATE memory_repeats SET bead = ? WHERE bead = ?", ((new, old) for old, new in beads.items()))
