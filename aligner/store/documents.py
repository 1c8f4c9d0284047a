"""Pairs of documents, and the sketches they were found by."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from aligner.likeness import Sketch, name_head
from aligner.model import DocumentPair, Status
from corpora.languages import get
from corpora.model import Genre
from corpora.store import write_tx


def unsketched(db: Database) -> list[int]:
    """Documents pairing has not seen yet."""
    rows = db.execute("""
        SELECT id FROM documents
        WHERE genre <> 'memory' AND id NOT IN (SELECT document FROM sketches) ORDER BY id
    """)
    return [number for (number,) in rows.fetchall()]


def add_sketches(db: Database, sketches: Iterable[Sketch]) -> None:
    """Keep what pairing needs of these documents."""
    with write_tx(db):
        db.conn.executemany(
            "INSERT OR REPLACE INTO sketches VALUES (?, ?, ?, ?)",
            ((s.id, json.dumps(s.values, ensure_ascii=False), json.dumps(s.paragraphs), s.stem) for s in sketches),
        )


def sketches(db: Database) -> list[Sketch]:
    """All sketches, in order of document."""
    rows = db.execute("""
        SELECT d.id, d.language, d.genre, d.kind, d.case_number, d.case_masked, d.date, d.parties,
               k."values", k.paragraphs, k.stem, d.court, d.cause
        FROM sketches k JOIN documents d ON d.id = k.document ORDER BY d.id
    """)
    return [_sketch(row) for row in rows]


def _sketch(row: tuple) -> Sketch:
    number, language, genre, kind, case, masked, day, parties, values, lines, stem, court, cause = row
    parties, key = json.loads(parties), get(language).key
    return Sketch(
        id=number,
        language=language,
        genre=Genre(genre),
        kind=kind,
        case_number=case,
        masked=bool(masked),
        date=date.fromisoformat(day) if day else None,
        roles=tuple(role for role, _ in parties),
        values=tuple(json.loads(values)),
        paragraphs=tuple(json.loads(lines)),
        stem=stem,
        names=tuple(name_head(name, language) for _, name in parties),
        court=key(court) if court else None,
        cause=key(cause) if cause else None,
    )


def pair_keys(db: Database) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """(pairs of documents there are, those a person rejected), as (source, target)."""
    taken: set[tuple[int, int]] = set()
    rejected: set[tuple[int, int]] = set()
    for source, target, status in db.execute("SELECT source, target, status FROM document_pairs"):
        (rejected if status == Status.REJECTED else taken).add((source, target))
    return taken, rejected


def add_pairs(db: Database, pairs: Iterable[DocumentPair]) -> int:
    """Keep new pairs of documents; returns how many were new."""
    with write_tx(db):
        before = db.conn.total_changes
        db.conn.executemany(
            """
            INSERT INTO document_pairs (source, target, method, score, evidence, status)
            VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (source, target) DO NOTHING
            """,
            ((p.source, p.target, p.method, p.score, p.evidence, p.status) for p in pairs),
        )
        return db.conn.total_changes - before


@dataclass(frozen=True, slots=True)
class PairedDocuments:
    """A pair of documents as lists show it; name and title are those of the Chinese one."""

    id: int
    source: int
    target: int
    name: str
    title: str | None
    court: str | None
    kind: str | None
    case_number: str | None
    cause: str | None
    date: str | None
    source_language: str
    target_language: str
    method: str
    score: float
    evidence: str
    status: Status


def paired_documents(db: Database) -> list[PairedDocuments]:
    """All pairs of documents no person rejected, translation memories apart: judgments first, the newest first."""
    rows = db.execute(
        """
        SELECT p.id, p.source, p.target, s.name, s.title, s.court, coalesce(s.kind, t.kind),
               coalesce(s.case_number, t.case_number), s.cause, coalesce(s.date, t.date),
               s.language, t.language, p.method, p.score, p.evidence, p.status
        FROM document_pairs p JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
        WHERE p.status <> 'rejected' AND s.genre <> 'memory'
        ORDER BY s.genre <> 'judgment', coalesce(s.date, t.date) IS NULL, coalesce(s.date, t.date) DESC, p.id
        """
    )
    return [PairedDocuments(*row[:-1], status=Status(row[-1])) for row in rows]
