"""The tables of the corpus, as they came to be: one migration a change, none ever edited."""

from __future__ import annotations

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

migrations = Migrations("corpora")


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


_M003 = """
CREATE TABLE accounts (
    name TEXT PRIMARY KEY,             -- decisions are signed with it
    password TEXT NOT NULL,            -- argon2id, encoded
    roles TEXT NOT NULL,               -- see corpora.rights.Role, blanks between
    disabled INTEGER NOT NULL DEFAULT 0,
    made REAL NOT NULL, last_login REAL
) STRICT;
CREATE TABLE sessions (
    token TEXT PRIMARY KEY,            -- SHA-256
    account TEXT NOT NULL REFERENCES accounts(name),
    made REAL NOT NULL, seen REAL NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE login_failures (name TEXT NOT NULL, at REAL NOT NULL) STRICT;
CREATE INDEX login_failures_name ON login_failures(name, at);
CREATE TABLE audit (                   -- never the text of a document
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL, who TEXT NOT NULL, deed TEXT NOT NULL, subject TEXT NOT NULL,
    refused INTEGER NOT NULL
) STRICT
"""


@migrations()
def m003_accounts(db: Database) -> None:
    """People of a court, who is logged in, wrong passwords, and the log of who did what."""
    for statement in _M003.split(";\n"):
        db.execute(statement)
