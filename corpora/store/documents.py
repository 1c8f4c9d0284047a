"""Documents with their segments and the files they came from."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from corpora.model import INVENTED, Document, Genre, Origin, Party, Section, Segment
from corpora.store.workspace import write_tx

__all__ = [
    "Holding",
    "Listed",
    "add_document",
    "document",
    "document_names",
    "documents",
    "holdings",
    "invented",
    "listing",
    "original",
]


def add_document(db: Database, document: Document, original: bytes, key_sha256: str) -> int:
    """Store a document with its segments and the bytes it came from; returns its id."""
    with write_tx(db):
        db.execute(
            "INSERT OR IGNORE INTO originals (sha256, size, content) VALUES (?, ?, ?)",
            [document.sha256, len(original), zlib.compress(original)],
        )
        cursor = db.execute(
            """
            INSERT INTO documents (name, sha256, key_sha256, language, genre, kind, title, court,
                                   case_number, case_masked, cause, date, parties, body, masked, origin)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                document.name,
                document.sha256,
                key_sha256,
                document.language,
                document.genre,
                document.kind,
                document.title,
                document.court,
                document.case_number,
                int(document.case_masked),
                document.cause,
                document.date.isoformat() if document.date else None,
                json.dumps([[p.role, p.name] for p in document.parties], ensure_ascii=False),
                document.body,
                int(document.masked),
                document.origin,
            ],
        )
        number = int(cursor.lastrowid or 0)
        db.conn.executemany(
            'INSERT INTO segments (document, n, start, "end", section) VALUES (?, ?, ?, ?, ?)',
            ((number, n, s.start, s.end, s.section) for n, s in enumerate(document.segments)),
        )
    return number


def document(db: Database, number: int) -> Document:
    """The document with this id. Raises KeyError."""
    for found in documents(db, [number]):
        return found
    raise KeyError(f"没有编号为 {number} 的文书")


def documents(db: Database, numbers: Iterable[int] | None = None) -> Iterator[Document]:
    """Documents with their segments, all of them or those with these ids, in order of id."""
    where, arguments = "", []
    if numbers is not None:
        arguments = list(numbers)
        where = f"WHERE id IN ({','.join('?' * len(arguments))})"
    for row in db.query(f"SELECT * FROM documents {where} ORDER BY id", arguments):
        yield _document(row, _segments(db, row["id"]))


def _segments(db: Database, number: int) -> tuple[Segment, ...]:
    rows = db.execute('SELECT start, "end", section FROM segments WHERE document = ? ORDER BY n', [number])
    return tuple(Segment(start, end, Section(section)) for start, end, section in rows)


def _document(row: dict, segments: tuple[Segment, ...]) -> Document:
    return Document(
        id=row["id"],
        name=row["name"],
        sha256=row["sha256"],
        language=row["language"],
        genre=Genre(row["genre"]),
        kind=row["kind"],
        title=row["title"],
        court=row["court"],
        case_number=row["case_number"],
        case_masked=bool(row["case_masked"]),
        cause=row["cause"],
        date=date.fromisoformat(row["date"]) if row["date"] else None,
        parties=tuple(Party(role, name) for role, name in json.loads(row["parties"])),
        body=row["body"],
        masked=bool(row["masked"]),
        origin=Origin(row["origin"]),
        segments=segments,
    )


def original(db: Database, sha256: str) -> bytes:
    """The bytes of an imported file. Raises KeyError."""
    row = db.execute("SELECT content FROM originals WHERE sha256 = ?", [sha256]).fetchone()
    if row is None:
        raise KeyError(f"工作区里没有这个原件：{sha256}")
    return zlib.decompress(row[0])


@dataclass(frozen=True, slots=True)
class Holding:
    """What the workspace holds of one language."""

    language: str
    documents: int
    segments: int


def holdings(db: Database) -> list[Holding]:
    """Documents and sentences by language, the largest first."""
    return [
        Holding(*row)
        for row in db.execute("""
        SELECT language, count(DISTINCT id), count(segments.n)
        FROM documents LEFT JOIN segments ON segments.document = documents.id
        GROUP BY language ORDER BY 2 DESC, 1
    """)
    ]


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list, without its body."""

    id: int
    name: str
    language: str
    genre: str
    kind: str | None
    court: str | None
    case_number: str | None
    cause: str | None
    date: str | None
    segments: int


def listing(db: Database) -> list[Listed]:
    """All documents, in order of id."""
    return [
        Listed(*row)
        for row in db.execute("""
        SELECT id, name, language, genre, kind, court, case_number, cause, date,
               (SELECT count(*) FROM segments WHERE document = documents.id)
        FROM documents ORDER BY id
    """)
    ]


def invented(db: Database) -> bool:
    """Whether the workspace holds texts of the sample, which nobody published."""
    found = db.execute("SELECT 1 FROM documents WHERE instr(substr(body, 1, 300), ?) LIMIT 1", [INVENTED])
    return found.fetchone() is not None


def document_names(db: Database) -> set[str]:
    """Names of all documents as they came."""
    return {name for (name,) in db.execute("SELECT name FROM documents")}
