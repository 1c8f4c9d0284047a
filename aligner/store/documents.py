"""Pairs of documents, and the sketches they were found by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from aligner.likeness import Sketch, name_head
from aligner.model import DocumentPair, RunnerUp, Status
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
            (
                (s.id, json.dumps(s.values, ensure_ascii=False), json.dumps(s.paragraphs), s.stem)
                for s in sketches
            ),
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
    """(pairs of documents that stand, those a person rejected), as (source, target); doubtful ones are neither."""
    taken: set[tuple[int, int]] = set()
    rejected: set[tuple[int, int]] = set()
    for source, target, status in db.execute(
        "SELECT source, target, status FROM document_pairs WHERE NOT doubtful"
    ):
        (rejected if status == Status.REJECTED else taken).add((source, target))
    return taken, rejected


def add_pairs(db: Database, pairs: Iterable[DocumentPair]) -> int:
    """Keep new pairs of documents with their runners-up; returns how many were new.

    A document that has found its version meanwhile is left alone.
    """
    with write_tx(db):
        return sum(_add(db, p) for p in pairs)


def replace_doubtful(db: Database, pairs: Sequence[DocumentPair]) -> int:
    """Keep what a new run of pairing found, in place of the doubtful pairs of the last one; returns how many are new.

    A doubtful pair found again keeps its number.
    """
    with write_tx(db):
        old = {
            (source, target): number
            for number, source, target in db.execute(
                "SELECT id, source, target FROM document_pairs WHERE doubtful"
            )
        }
        again = {(p.source, p.target) for p in pairs}
        db.conn.executemany(
            "DELETE FROM document_pairs WHERE id = ?", [(n,) for key, n in old.items() if key not in again]
        )
        for p in pairs:
            if (p.source, p.target) in old:
                _renew(db, old[p.source, p.target], p)
        return sum(_add(db, p) for p in pairs if (p.source, p.target) not in old)


def _add(db: Database, p: DocumentPair) -> bool:
    if standing(db, p.source, p.target):
        return False
    cursor = db.execute(
        """
        INSERT INTO document_pairs (source, target, method, score, evidence, status, doubtful)
        VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, target) DO NOTHING
        """,
        [p.source, p.target, p.method, p.score, p.evidence, p.status, int(p.doubtful)],
    )
    if cursor.rowcount:
        _add_runners_up(db, int(cursor.lastrowid or 0), p)
    return bool(cursor.rowcount)


def _renew(db: Database, number: int, p: DocumentPair) -> None:
    db.execute(
        "UPDATE document_pairs SET method = ?, score = ?, evidence = ?, doubtful = ? WHERE id = ?",
        [p.method, p.score, p.evidence, int(p.doubtful), number],
    )
    db.execute("DELETE FROM runners_up WHERE document_pair = ?", [number])
    _add_runners_up(db, number, p)


def _add_runners_up(db: Database, number: int, p: DocumentPair) -> None:
    db.conn.executemany(
        "INSERT INTO runners_up VALUES (?, ?, ?, ?, ?)",
        [(number, r.source, r.target, r.score, r.evidence) for r in p.runners_up],
    )


def standing(db: Database, source: int, target: int) -> list[tuple[int, str]]:
    """(pair, status) of what already holds one of two documents: the target, or the source in the target's language."""
    rows = db.execute(
        """
        SELECT p.id, p.status FROM document_pairs p JOIN documents t ON t.id = p.target
        WHERE p.status <> 'rejected' AND (p.source, p.target) <> (?, ?) AND (p.target = ? OR p.source = ?
              AND t.language = (SELECT language FROM documents WHERE id = ?))
        """,
        [source, target, target, source, target],
    )
    return rows.fetchall()


def taught(db: Database) -> set[str]:
    """Target languages a lexicon knows something of."""
    return {code for (code,) in db.execute("SELECT target_language FROM lexicon")}


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


_PAIRED = """
    SELECT p.id, p.source, p.target, s.name, s.title, s.court, coalesce(s.kind, t.kind),
           coalesce(s.case_number, t.case_number), s.cause, coalesce(s.date, t.date),
           s.language, t.language, p.method, p.score, p.evidence, p.status
    FROM document_pairs p JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
"""


def paired_documents(db: Database) -> list[PairedDocuments]:
    """All pairs of documents that stand, translation memories apart: judgments first, the newest first.

    Rejected pairs do not stand, nor do doubtful ones until a person has confirmed them.
    """
    rows = db.execute(f"""
        {_PAIRED} WHERE p.status <> 'rejected' AND NOT p.doubtful AND s.genre <> 'memory'
        ORDER BY s.genre <> 'judgment', coalesce(s.date, t.date) IS NULL, coalesce(s.date, t.date) DESC, p.id
    """)
    return [_paired(row) for row in rows]


def doubtful_pairs(db: Database) -> list[PairedDocuments]:
    """Pairs that wait for a person, least certain first: the nearest runner-up, then the lowest score."""
    rows = db.execute(f"""
        {_PAIRED} WHERE p.doubtful
        ORDER BY p.score - coalesce((SELECT max(r.score) FROM runners_up r WHERE r.document_pair = p.id), 0), p.score, p.id
    """)
    return [_paired(row) for row in rows]


def paired_document(db: Database, number: int) -> PairedDocuments:
    """One pair of documents, whatever its status. Raises KeyError."""
    row = db.execute(f"{_PAIRED} WHERE p.id = ?", [number]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {number} 的配对文书")
    return _paired(row)


def _paired(row: tuple) -> PairedDocuments:
    return PairedDocuments(*row[:-1], status=Status(row[-1]))


def runners_up(db: Database, number: int) -> list[RunnerUp]:
    """What else the documents of a pair may belong to, the best first."""
    rows = db.execute(
        """
        SELECT source, target, score, evidence FROM runners_up
        WHERE document_pair = ? ORDER BY score DESC, source, target
        """,
        [number],
    )
    return [RunnerUp(*row) for row in rows]
