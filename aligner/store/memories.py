"""Translation memories: their units as documents of one segment a unit, paired bead by bead.

So everything that reads pairs reads them too. What a text cannot hold (inline codes, attributes, notes)
lies beside the bead, and writing the memory out again gives it back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from sqlite_utils import Database

from aligner.exchange.units import Attributes, Code, Header, Remark, Unit, Variant, origin
from aligner.model import Pair, Status
from aligner.search_index import index_text
from aligner.store.beads import next_number
from corpora import store as corpora_store
from corpora.languages import get
from corpora.model import Document, Genre, Segment
from corpora.rights import Right
from corpora.store import guarded, write_tx


@dataclass(frozen=True, slots=True)
class Part:
    """Some units of a file, each with two variants, the source language's first, and both display texts."""

    sha256: str          # of the file
    name: str            # of the part, as lists show it
    source_language: str
    target_language: str
    units: Sequence[tuple[Unit, str, str]]


@dataclass(frozen=True, slots=True)
class Memory:
    """A file of units in the workspace; `at` is when it was imported, `units` how many pairs it has."""

    sha256: str
    name: str
    at: str
    languages: tuple[str, ...]
    units: int


@guarded(Right.IMPORT, "导入翻译记忆")
def add_memory(db: Database, sha256: str, name: str, at: str, header: Header) -> None:
    """Say that all parts of a file are there."""
    with write_tx(db):
        db.execute("INSERT INTO memories VALUES (?, ?, ?, ?)", [sha256, name, at, _header_json(header)])


def memories(db: Database) -> list[Memory]:
    """The translation memories, in the order they came."""
    rows = db.execute("""
        WITH units AS (
            SELECT t.sha256, t.language FROM documents t JOIN document_pairs p ON p.target = t.id
            JOIN beads b ON b.document_pair = p.id WHERE t.genre = 'memory'
            UNION ALL
            SELECT r.sha256, t.language FROM memory_repeats r JOIN beads b ON b.id = r.bead
            JOIN document_pairs p ON p.id = b.document_pair JOIN documents t ON t.id = p.target
        )
        SELECT m.sha256, m.name, m.at, coalesce(group_concat(DISTINCT u.language), ''), count(u.language)
        FROM memories m LEFT JOIN units u ON u.sha256 = m.sha256 GROUP BY m.sha256 ORDER BY m.rowid
    """)
    return [Memory(sha, name, at, tuple(filter(None, codes.split(","))), n) for sha, name, at, codes, n in rows]


@guarded(Right.IMPORT, "移除翻译记忆")
def remove_memory(db: Database, sha256: str) -> int:
    """Take the units of a file away, also of one whose import was cut short; returns how many pairs went."""
    with write_tx(db):
        pairs = db.execute(
            "SELECT count(*) FROM memory_units u JOIN beads b ON b.id = u.bead JOIN document_pairs p"
            " ON p.id = b.document_pair JOIN documents t ON t.id = p.target WHERE t.sha256 = ?",
            [sha256],
        ).fetchone()[0]
        db.execute("DELETE FROM documents WHERE sha256 = ? AND genre = 'memory'", [sha256])
        db.execute("DELETE FROM memory_repeats WHERE sha256 = ?", [sha256])
        db.execute("DELETE FROM memories WHERE sha256 = ?", [sha256])
    return pairs


def imported_texts(db: Database) -> Iterator[tuple[int, str, str, str]]:
    """(bead, target language, source, target) of all units of the translation memories, texts in display form."""
    return iter(
        db.execute("""
            SELECT u.bead, t.language, x.source, x.target FROM memory_units u JOIN pair_texts x ON x.bead = u.bead
            JOIN beads b ON b.id = u.bead JOIN document_pairs p ON p.id = b.document_pair
            JOIN documents t ON t.id = p.target JOIN memories m ON m.sha256 = t.sha256
        """)
    )


def unlearnt_parts(db: Database) -> list[tuple[str, str, int]]:
    """(source language, target language, pair of documents) of every part no lexicon has learnt from, by languages."""
    return db.execute("""
        SELECT s.language, t.language, p.id FROM document_pairs p JOIN documents s ON s.id = p.source
        JOIN documents t ON t.id = p.target JOIN memories m ON m.sha256 = t.sha256
        WHERE p.method = 'import' AND NOT p.learnt AND p.status <> 'rejected' ORDER BY 1, 2, 3
    """).fetchall()


def part_texts(db: Database, document_pair: int) -> list[tuple[str, str]]:
    """Display texts of the pairs of a part, but for those people rejected."""
    return db.execute(
        "SELECT x.source, x.target FROM beads b JOIN pair_texts x ON x.bead = b.id"
        " WHERE b.document_pair = ? AND b.status <> 'rejected' ORDER BY b.id",
        [document_pair],
    ).fetchall()


def add_part(db: Database, part: Part) -> tuple[int, range]:
    """Store units as ready pairs; returns the document of the source side, and the beads."""
    zh, other = get(part.source_language), get(part.target_language)
    with write_tx(db):
        source, target = (_add_side(db, part, side) for side in (0, 1))
        pair = _add_pair(db, part, source, target)
        first = next_number(db)
        db.conn.executemany(
            "INSERT INTO beads (id, document_pair, s0, s1, t0, t1, score, posterior, method, status)"
            " VALUES (?, ?, ?, ?, ?, ?, 0, 1, 'import', 'imported')",
            ((first + n, pair, n, n + 1, n, n + 1) for n in range(len(part.units))),
        )
        db.conn.executemany(
            "INSERT INTO pair_texts (bead, source, target) VALUES (?, ?, ?)",
            ((first + n, s, t) for n, (_, s, t) in enumerate(part.units)),
        )
        db.conn.executemany(
            "INSERT INTO pair_index (rowid, source, target, language) VALUES (?, ?, ?, ?)",
            ((first + n, index_text(s, zh), index_text(t, other), other.code) for n, (_, s, t) in enumerate(part.units)),
        )
        db.conn.executemany(
            "INSERT INTO memory_units VALUES (?, ?)", ((first + n, unit_json(*row)) for n, row in enumerate(part.units))
        )
    return source, range(first, first + len(part.units))


def _add_side(db: Database, part: Part, side: int) -> int:
    texts = [unit.variants[side].text for unit, _, _ in part.units]
    starts = accumulate((len(text) + 1 for text in texts), initial=0)
    segments = tuple(Segment(at, at + len(text)) for at, text in zip(starts, texts, strict=False))
    language = (part.source_language, part.target_language)[side]
    key = hashlib.sha256("\n".join((part.sha256, part.name, part.target_language, str(side))).encode()).hexdigest()
    made = Document(
        "\n".join(texts), language, Genre.MEMORY, segments=segments, name=part.name, sha256=part.sha256
    )
    return corpora_store.add_document(db, made, b"", key)    # the units hold all there was in the file


def _add_pair(db: Database, part: Part, source: int, target: int) -> int:
    cursor = db.execute(
        "INSERT INTO document_pairs (source, target, method, score, evidence, status, aligned) VALUES (?,?,?,?,?,?,1)",
        [source, target, "import", 1.0, f"翻译记忆：{part.name}", Status.IMPORTED],
    )
    return int(cursor.lastrowid or 0)


# Units as they came


def memory_unit(db: Database, bead: int) -> tuple[str, Header, Unit] | None:
    """(file name, header, unit) a pair was imported from, its texts as published; None for other pairs."""
    row = db.execute(
        """
        SELECT m.name, m.header, u.unit, x.source, x.target FROM memory_units u JOIN pair_texts x ON x.bead = u.bead
        JOIN beads b ON b.id = u.bead JOIN document_pairs p ON p.id = b.document_pair
        JOIN documents s ON s.id = p.source JOIN memories m ON m.sha256 = s.sha256 WHERE u.bead = ?
        """,
        [bead],
    ).fetchone()
    return (row[0], _header(row[1]), unit_from(*row[2:])) if row else None


def place(db: Database, pair: Pair) -> list[str]:
    """Where a pair stands: its judgment, or the memory it came from with tool, date and user; what is not known is left out."""
    came = memory_unit(db, pair.bead)
    facts = origin(*came) if came else (pair.court, pair.kind, pair.case_number, pair.date)
    return [fact for fact in facts if fact]


def unit_json(unit: Unit, *texts: str) -> str:
    """A unit to be kept: without its texts, unless they differ from their display form."""
    variants = [
        (v.language, v.attributes, v.remarks, v.codes, None if v.text == text else v.text)
        for v, text in zip(unit.variants, texts, strict=True)
    ]
    return _json((unit.attributes, unit.remarks, variants, unit.line))


def unit_from(block: str, *texts: str) -> Unit:
    """The unit `unit_json` kept, given its texts in display form."""
    attributes, remarks, variants, line = json.loads(block)
    sides = tuple(
        Variant(
            language, text if raw is None else raw, tuple(Code(*c) for c in codes), _pairs(more), _remarks_of(notes)
        )
        for (language, more, notes, codes, raw), text in zip(variants, texts, strict=True)
    )
    return Unit(sides, _pairs(attributes), _remarks_of(remarks), line)


def _header_json(header: Header) -> str:
    return _json((header.attributes, header.remarks, header.encodings))


def _header(block: str) -> Header:
    attributes, remarks, encodings = json.loads(block)
    return Header(_pairs(attributes), _remarks_of(remarks), tuple(encodings))


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _remarks_of(values: list) -> tuple[Remark, ...]:
    return tuple(Remark(kind, text, _pairs(attributes)) for kind, text, attributes in values)


def _pairs(values: list) -> Attributes:
    return tuple((name, value) for name, value in values)
