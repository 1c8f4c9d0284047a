"""Beads: what has to be aligned, what a person fixed, and what the machine found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlite_utils import Database

from aligner.model import Bead, Status
from aligner.search_index import index_text
from corpora.languages import get
from corpora.model import Span
from corpora.store import write_tx


@dataclass(frozen=True, slots=True)
class Task:
    """A pair of documents whose beads are not up to date."""

    id: int
    source: int
    target: int
    source_language: str
    target_language: str


def unaligned(db: Database) -> list[Task]:
    """Pairs of documents to align, by language pair."""
    rows = db.execute("""
        SELECT p.id, p.source, p.target, s.language, t.language FROM document_pairs p
        JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
        WHERE NOT p.aligned AND p.status <> 'rejected' ORDER BY s.language, t.language, p.id
    """)
    return [Task(*row) for row in rows]


def fixed_beads(db: Database, document_pair: int) -> list[Bead]:
    """Beads a person confirmed, in order."""
    return [b for b in beads_of(db, document_pair) if b.status == Status.CONFIRMED]


def beads_of(db: Database, document_pair: int) -> list[Bead]:
    """All beads of a pair of documents in reading order, rejected ones included."""
    rows = db.execute(
        """
        SELECT s0, s1, t0, t1, score, posterior, method, status, id FROM beads
        WHERE document_pair = ? ORDER BY s0, t0, s1, t1, id
        """,
        [document_pair],
    )
    return [Bead(Span(*r[:2]), Span(*r[2:4]), r[4], r[5], r[6], Status(r[7]), r[8]) for r in rows]


def replace_beads(db: Database, task: Task, beads: Iterable[Bead], texts: Mapping[Bead, tuple[str, str]]) -> int:
    """Put these in place of the machine's beads of a pair of documents; returns how many were written.

    `texts` are the display texts of beads with two sides. A bead whose spans a person has decided on is
    left as it is.
    """
    with write_tx(db):
        db.execute("DELETE FROM beads WHERE document_pair = ? AND status = 'machine'", [task.id])
        decided = {(b.source, b.target) for b in beads_of(db, task.id)}
        new = [b for b in beads if (b.source, b.target) not in decided]
        for bead in new:
            number = _insert(db, task.id, bead)
            if bead in texts:
                _add_texts(db, number, task, *texts[bead])
        db.execute("UPDATE document_pairs SET aligned = 1 WHERE id = ?", [task.id])
    return len(new)


def set_bead_status(db: Database, bead: int, status: Status) -> None:
    """Keep what a person decided of a bead; MACHINE takes the decision back. Raises KeyError."""
    with write_tx(db):
        if db.execute("UPDATE beads SET status = ? WHERE id = ?", [status, bead]).rowcount == 0:
            raise KeyError(f"没有编号为 {bead} 的句对")


def _insert(db: Database, document_pair: int, b: Bead) -> int:
    cursor = db.execute(
        "INSERT INTO beads (document_pair, s0, s1, t0, t1, score, posterior, method, status) VALUES (?,?,?,?,?,?,?,?,?)",
        [document_pair, *b.source, *b.target, b.score, b.posterior, b.method, b.status],
    )
    return int(cursor.lastrowid or 0)


def _add_texts(db: Database, bead: int, task: Task, source: str, target: str) -> None:
    db.execute("INSERT INTO pair_texts (bead, source, target) VALUES (?, ?, ?)", [bead, source, target])
    db.execute(
        "INSERT INTO pair_index (rowid, source, target, language) VALUES (?, ?, ?, ?)",
        [bead, index_text(source, get(task.source_language)), index_text(target, get(task.target_language)),
         task.target_language],
    )  # fmt: skip


def lexicon(db: Database, source: str, target: str) -> bytes | None:
    """What earlier sentence alignments of two languages taught; see aligner.lexicon."""
    row = db.execute(
        "SELECT model FROM lexicon WHERE source_language = ? AND target_language = ?", [source, target]
    ).fetchone()
    return row[0] if row else None


def save_lexicon(db: Database, source: str, target: str, model: bytes) -> None:
    with write_tx(db):
        db.execute("INSERT OR REPLACE INTO lexicon VALUES (?, ?, ?)", [source, target, model])
