"""Pairs as people see them: read in order, counted, searched in either language."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from aligner.model import Bead, Link, Pair, Status
from aligner.queue import DOUBTFUL
from aligner.store.beads import beads_of
from aligner.texts import joined
from corpora import store as corpora_store
from corpora.model import Section, Span

PAIR = """
    SELECT x.bead, s.language, t.language, x.source, x.target, p.source, p.target, b.s0, b.s1, b.t0, b.t1,
           coalesce(g.section, 'body'), b.posterior, b.status, s.court, coalesce(s.kind, t.kind),
           coalesce(s.case_number, t.case_number), s.cause, coalesce(s.date, t.date)
    FROM pair_texts x JOIN beads b ON b.id = x.bead JOIN document_pairs p ON p.id = b.document_pair
    JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
    LEFT JOIN segments g ON g.document = p.source AND g.n = b.s0
"""


def as_pair(row: Sequence) -> Pair:
    return Pair(
        *row[:7], Span(*row[7:9]), Span(*row[9:11]), Section(row[11]), row[12], Status(row[13]), *row[14:]
    )


def pair(db: Database, bead: int) -> Pair:
    """The pair of this bead. Raises KeyError."""
    row = db.execute(f"{PAIR} WHERE x.bead = ?", [bead]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {bead} 的句对")
    return as_pair(row)


def pairs(db: Database, source_language: str, target_language: str) -> Iterator[Pair]:
    """All pairs of two languages no person rejected, in the order they were made."""
    rows = db.execute(
        f"{PAIR} WHERE s.language = ? AND t.language = ? AND b.status <> 'rejected' AND p.status <> 'rejected' ORDER BY x.bead",
        [source_language, target_language],
    )
    return map(as_pair, rows.fetchall())


def links(db: Database, bead: int) -> list[Link]:
    """The word links of a pair, [] until it is linked."""
    row = db.execute("SELECT links FROM pair_texts WHERE bead = ?", [bead]).fetchone()
    return _links(row[0]) if row else []


def pair_numbers(db: Database, beads: Sequence[int]) -> dict[int, int]:
    """Bead -> the paired documents it belongs to."""
    rows = db.execute(
        "SELECT id, document_pair FROM beads WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(beads)]
    )
    return dict(rows.fetchall())


def links_of(db: Database, document_pair: int) -> dict[int, list[Link]]:
    """The word links of every pair of two documents, by bead."""
    rows = db.execute(
        "SELECT x.bead, x.links FROM pair_texts x JOIN beads b ON b.id = x.bead WHERE b.document_pair = ?",
        [document_pair],
    )
    return {bead: _links(block) for bead, block in rows}


def _links(block: str | None) -> list[Link]:
    return [Link(Span(s0, s1), Span(t0, t1), p) for s0, s1, t0, t1, p in json.loads(block or "[]")]


@dataclass(frozen=True, slots=True)
class Reading:
    """A bead with its two texts in display form, "" on the empty side of a null."""

    bead: Bead
    source: str
    target: str
    section: Section
    source_segments: Span
    target_segments: Span


def reading(db: Database, document_pair: int) -> list[Reading]:
    """A pair of documents in reading order, nulls included.

    A rejected bead shows only while no other covers its sentences. Raises KeyError.
    """
    row = db.execute("SELECT source, target FROM document_pairs WHERE id = ?", [document_pair]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {document_pair} 的配对文书")
    source, target = (corpora_store.document(db, number) for number in row)
    found = []
    for bead in _visible(beads_of(db, document_pair)):
        first = source.segments[bead.source.start] if bead.source.end > bead.source.start else None
        first = first or target.segments[bead.target.start]
        found.append(
            Reading(
                bead, joined(source, bead.source), joined(target, bead.target), first.section, bead.source, bead.target
            )
        )
    return found


def _visible(beads: Sequence[Bead]) -> list[Bead]:
    kept = [b for b in beads if b.status != Status.REJECTED]
    sources = {n for b in kept for n in range(*b.source)}
    targets = {n for b in kept for n in range(*b.target)}
    return [
        b for b in beads
        if b.status != Status.REJECTED or not (sources & set(range(*b.source)) or targets & set(range(*b.target)))
    ]  # fmt: skip


def pair_counts(db: Database) -> dict[str, int]:
    """Pairs by target language, the most first."""
    return dict(
        db.execute("""
            SELECT t.language, sum(n.pairs) FROM pair_totals n JOIN document_pairs p ON p.id = n.document_pair
            JOIN documents t ON t.id = p.target WHERE p.status <> 'rejected' AND n.pairs > 0
            GROUP BY 1 ORDER BY 2 DESC, 1
        """).fetchall()
    )


@dataclass(frozen=True, slots=True)
class Counts:
    """What the workspace holds; `doubtful` are pairs of the machine with a posterior below DOUBTFUL."""

    document_pairs: int
    pairs: int
    doubtful: int


def counts(db: Database) -> Counts:
    (documents,) = db.execute("SELECT count(*) FROM document_pairs WHERE status <> 'rejected' AND method <> 'import' AND NOT doubtful").fetchone()
    (pairs,) = db.execute("""
        SELECT coalesce(sum(n.pairs), 0) FROM pair_totals n JOIN document_pairs p ON p.id = n.document_pair
        WHERE p.status <> 'rejected'
    """).fetchone()
    (doubtful,) = db.execute(
        """
        SELECT count(*) FROM beads b JOIN pair_texts x ON x.bead = b.id JOIN document_pairs p ON p.id = b.document_pair
        WHERE b.status = 'machine' AND b.posterior < ? AND p.status <> 'rejected'
        """,
        [DOUBTFUL],
    ).fetchone()
    return Counts(documents, pairs, doubtful)
