"""What an import asks of the workspace, and its reports."""

from __future__ import annotations

import json
from collections.abc import Iterable

from sqlite_utils import Database

from corpora.model import ImportRow, Outcome, Party
from corpora.store.workspace import write_tx

__all__ = ["by_key", "known_files", "last_import", "last_report", "masked_counts", "save_report", "versions"]


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
    """(judgments whose names were withheld at import, judgments)."""
    return db.execute(
        "SELECT coalesce(sum(masked), 0), count(*) FROM documents WHERE genre = 'judgment'"
    ).fetchone()


def save_report(db: Database, at: str, rows: Iterable[ImportRow]) -> None:
    """Keep the rows of an import, as a run of their own."""
    with write_tx(db):
        (run,) = db.execute("SELECT coalesce(max(run), 0) + 1 FROM imports").fetchone()
        db.conn.executemany(
            "INSERT INTO imports (run, at, path, outcome, reason, document) VALUES (?, ?, ?, ?, ?, ?)",
            [(run, at, row.path, row.outcome, row.reason, row.document) for row in rows],
        )


def last_import(db: Database) -> str | None:
    """When the newest import was made, ISO form; None before the first."""
    return db.execute("SELECT max(at) FROM imports").fetchone()[0]


def last_report(db: Database) -> list[ImportRow]:
    """The rows of the last import, in its order."""
    rows = db.execute("""
        SELECT i.path, i.outcome, i.reason, i.document, d.language, d.kind, d.case_number,
               (SELECT count(*) FROM segments WHERE segments.document = d.id)
        FROM imports i LEFT JOIN documents d ON d.id = i.document
        WHERE i.run = (SELECT max(run) FROM imports) ORDER BY i.id
    """)
    return [ImportRow(row[0], Outcome(row[1]), *row[2:]) for row in rows]
