"""The workspace file: how it is opened and written, and the tables of the corpus.

One SQLite file holds everything. Every package adds its own tables with a migration set of its own;
its `store.open_workspace` opens the file with those of the packages before it. Functions take the
database first and return values.
"""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from corpora.model import INVENTED, Document, Genre, ImportRow, Origin, Outcome, Party, Section, Segment

migrations = Migrations("corpora")
_BUSY, _MIGRATING = (
    10_000,
    600_000,
)  # milliseconds a write waits for another, and for one that changes the tables


@migrations()
def m001_documents(db: Database) -> None:
    """Files as they came, the documents read from them, and where each sentence stands."""
    db.executescript("""
        CREATE TABLE originals (
            sha256 TEXT PRIMARY KEY,
            size INTEGER NOT NULL,
            content BLOB NOT NULL              -- zlib
        ) STRICT;
        CREATE TABLE documents (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            sha256 TEXT NOT NULL REFERENCES originals(sha256),
            key_sha256 TEXT NOT NULL UNIQUE,   -- of the folded body: the same text in another file is a duplicate
            language TEXT NOT NULL,
            genre TEXT NOT NULL,
            kind TEXT, title TEXT, court TEXT,
            case_number TEXT, case_masked INTEGER NOT NULL,
            cause TEXT, date TEXT,
            parties TEXT NOT NULL,             -- JSON [[role, name], …]
            body TEXT NOT NULL
        ) STRICT;
        CREATE INDEX documents_case ON documents(case_number);
        CREATE TABLE segments (
            document INTEGER NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
            n INTEGER NOT NULL,
            start INTEGER NOT NULL,
            "end" INTEGER NOT NULL,
            section TEXT NOT NULL,
            PRIMARY KEY (document, n)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE imports (
            id INTEGER PRIMARY KEY,
            run INTEGER NOT NULL, at TEXT NOT NULL,
            path TEXT NOT NULL,                -- relative to the folder given
            outcome TEXT NOT NULL,             -- see corpora.importing.Outcome
            reason TEXT NOT NULL,
            document INTEGER REFERENCES documents(id) ON DELETE SET NULL
        ) STRICT;
    """)


@migrations()
def m002_privacy(db: Database) -> None:
    """Whether names were withheld at import, and how the text came out of its file (`Origin`).

    Of a masked document the original is its masked text; its SHA-256 stays that of the file that came, so that
    the file is known again.
    """
    db.execute("ALTER TABLE documents ADD COLUMN masked INTEGER NOT NULL DEFAULT 0")
    db.execute("ALTER TABLE documents ADD COLUMN origin TEXT NOT NULL DEFAULT 'text'")


def open_workspace(path: str | Path) -> Database:
    """Open or create the workspace with the tables of the corpus."""
    db = connect(path)
    migrate(db, migrations)
    return db


def migrate(db: Database, migrations: Migrations) -> None:
    """Bring the tables of a package up to date; of several processes that open a workspace at once, one does.

    The lock is taken before anything is read (see `write_tx`), and the others wait as long as a large workspace takes.
    """
    if not migrations.pending(db):
        return
    db.execute(f"PRAGMA busy_timeout = {_MIGRATING}")
    try:
        with write_tx(db):
            migrations.apply(db)
    finally:
        db.execute(f"PRAGMA busy_timeout = {_BUSY}")


def connect(path: str | Path) -> Database:
    """A connection with the house's settings; `:memory:` for tests.

    Raises ValueError when the file is not a workspace.
    """
    try:
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise ValueError(f"打不开工作区文件“{path}”。请检查文件夹是否存在、有没有写入权限。") from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ValueError(f"“{path}”不是双语工作区文件（SQLite 数据库）。请检查 --db 指定的路径。") from error
    for pragma in ("synchronous = NORMAL", f"busy_timeout = {_BUSY}", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    return Database(connection)


@contextmanager
def write_tx(db: Database) -> Iterator[Database]:
    """A write transaction that takes its lock at once.

    A deferred BEGIN that turns into a write fails with "database is locked" among several writers; an
    immediate one waits its turn. Nested use joins the outer transaction.
    """
    if db.conn.in_transaction:
        yield db
        return
    db.execute("BEGIN IMMEDIATE")
    try:
        yield db
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.commit()


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


# Imports


def known_files(db: Database) -> dict[str, int]:
    """SHA-256 of every imported file -> its document."""
    return dict(db.execute("SELECT sha256, id FROM documents").fetchall())


def by_key(db: Database, key_sha256: str) -> int | None:
    """The document with this folded text."""
    row = db.execute("SELECT id FROM documents WHERE key_sha256 = ?", [key_sha256]).fetchone()
    return row[0] if row else None


def versions(db: Database, case_number: str, kind: str | None, language: str) -> list[tuple[Party, ...]]:
    """Parties of the documents of a case and kind in other languages, Chinese first."""
    rows = db.execute(
        """
        SELECT parties FROM documents WHERE case_number = ? AND kind IS ? AND language <> ?
        ORDER BY language <> 'zh', id
        """,
        [case_number, kind, language],
    )
    return [tuple(Party(role, name) for role, name in json.loads(parties)) for (parties,) in rows]


def masked_counts(db: Database) -> tuple[int, int]:
    """(documents whose names were withheld at import, documents)."""
    return db.execute("SELECT coalesce(sum(masked), 0), count(*) FROM documents").fetchone()


def save_report(db: Database, at: str, rows: Iterable[ImportRow]) -> None:
    """Keep the rows of an import, as a run of their own."""
    with write_tx(db):
        (run,) = db.execute("SELECT coalesce(max(run), 0) + 1 FROM imports").fetchone()
        db.conn.executemany(
            "INSERT INTO imports (run, at, path, outcome, reason, document) VALUES (?, ?, ?, ?, ?, ?)",
            [(run, at, row.path, row.outcome, row.reason, row.document) for row in rows],
        )


def last_report(db: Database) -> list[ImportRow]:
    """The rows of the last import, in its order."""
    rows = db.execute("""
        SELECT i.path, i.outcome, i.reason, i.document, d.language, d.kind, d.case_number,
               (SELECT count(*) FROM segments WHERE segments.document = d.id)
        FROM imports i LEFT JOIN documents d ON d.id = i.document
        WHERE i.run = (SELECT max(run) FROM imports) ORDER BY i.id
    """)
    return [ImportRow(row[0], Outcome(row[1]), *row[2:]) for row in rows]


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
