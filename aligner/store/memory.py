"""The tables of the translation memory: postings in chunks, and the queue of pairs to be put in.

CROSS JOIN fixes the order of the tables: SQLite does not know how few rows of the first there are.
A feature's postings are cut into chunks, so that a new judgment rewrites some small rows and not an index. Numbers
of pairs that have been deleted stay in: no number comes to mean another pair, and what is found is read from its texts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from sqlite_utils import Database

from aligner.model import Pair
from aligner.store.pairs import PAIR, as_pair
from corpora.store import write_tx

CHUNK = 4_096  # numbers in a chunk
BATCH = 20_000  # pairs put in at once
_NUMBER = np.dtype("<u4")


def queue_length(db: Database) -> int:
    """How many pairs wait to be put in."""
    return db.execute("SELECT count(*) FROM memory_queue").fetchone()[0]


def next_in_queue(db: Database) -> list[tuple[int, tuple[str, str], tuple[str, str]]]:
    """(bead, (source language, indexed source), (target language, indexed target)) of the next BATCH pairs, in order."""
    rows = db.execute(
        """
        SELECT q.bead, s.language, i.source, i.language, i.target FROM memory_queue q
        CROSS JOIN pair_index i ON i.rowid = q.bead CROSS JOIN beads b ON b.id = q.bead
        JOIN document_pairs p ON p.id = b.document_pair JOIN documents s ON s.id = p.source ORDER BY q.bead LIMIT ?
        """,
        [BATCH],
    )
    return [(bead, (one, source), (other, target)) for bead, one, source, other, target in rows]


def put_in(db: Database, beads: Sequence[int], postings: Mapping[tuple[str, str], Sequence[int]]) -> None:
    """Add postings, (language, feature) -> beads, and take these beads off the queue."""
    with write_tx(db):
        last = {}
        for language in {language for language, _ in postings}:
            wanted = (feature for code, feature in postings if code == language)
            last |= {
                (language, feature): (chunk, block)
                for feature, chunk, block in _last_chunks(db, language, wanted)
            }
        db.conn.executemany(
            "INSERT OR REPLACE INTO memory_postings VALUES (?, ?, ?, ?)",
            (
                (*key, chunk, block)
                for key, numbers in sorted(postings.items())
                for chunk, block in _chunks(numbers, *last.get(key, (0, b"")))
            ),
        )
        db.conn.executemany(
            """
            INSERT INTO memory_counts VALUES (?, ?, ?)
            ON CONFLICT (language, feature) DO UPDATE SET postings = postings + excluded.postings
            """,
            ((*key, len(numbers)) for key, numbers in sorted(postings.items())),
        )
        db.conn.executemany("DELETE FROM memory_queue WHERE bead = ?", ((bead,) for bead in beads))


def _last_chunks(db: Database, language: str, features: Iterable[str]) -> list[tuple[str, int, bytes]]:
    """(feature, chunk, block) of the last chunk of each of these features."""
    return db.execute(
        """
        SELECT m.feature, m.chunk, m.beads FROM json_each(:features) f CROSS JOIN memory_postings m
        ON m.language = :language AND m.feature = f.value AND m.chunk = (
            SELECT max(chunk) FROM memory_postings WHERE language = :language AND feature = f.value)
        """,
        {"features": json.dumps(list(features), ensure_ascii=False), "language": language},
    ).fetchall()


def _chunks(numbers: Sequence[int], chunk: int, block: bytes) -> Iterator[tuple[int, bytes]]:
    """The last chunk with numbers added, and those that follow it."""
    grown = block + np.array(numbers, _NUMBER).tobytes()
    size = CHUNK * _NUMBER.itemsize
    for n, start in enumerate(range(0, len(grown), size)):
        yield chunk + n, grown[start : start + size]


def posting_counts(db: Database, language: str, features: Iterable[str]) -> dict[str, int]:
    """How many postings each of these features has; features without any are left out."""
    rows = db.execute(
        """
        SELECT c.feature, c.postings FROM json_each(?) f CROSS JOIN memory_counts c
        ON c.language = ? AND c.feature = f.value
        """,
        [json.dumps(list(features), ensure_ascii=False), language],
    )
    return dict(rows.fetchall())


def postings_of(db: Database, language: str, features: Iterable[str]) -> list[np.ndarray]:
    """The postings of each of these features: numbers of beads, uint32."""
    found = []
    for feature in features:
        rows = db.execute(
            "SELECT beads FROM memory_postings WHERE language = ? AND feature = ? ORDER BY chunk",
            [language, feature],
        )
        found.append(np.frombuffer(b"".join(block for (block,) in rows), _NUMBER))
    return found


def highest_bead(db: Database) -> int:
    return db.execute("SELECT coalesce(max(bead), 0) FROM pair_texts").fetchone()[0]


def indexed_texts(db: Database, beads: Sequence[int], source: bool) -> list[tuple[int, str]]:
    """(bead, indexed text) of one side of these pairs; pairs that are gone are left out."""
    column = "source" if source else "target"
    rows = db.execute(
        f"SELECT i.rowid, i.{column} FROM json_each(?) n CROSS JOIN pair_index i ON i.rowid = n.value",
        [json.dumps(beads)],
    )
    return rows.fetchall()


def pairs_of(db: Database, beads: Sequence[int]) -> list[Pair]:
    """These pairs but for what people rejected, in any order."""
    rows = db.execute(
        f"""
        {PAIR} WHERE x.bead IN (SELECT value FROM json_each(?)) AND b.status <> 'rejected' AND p.status <> 'rejected'
        """,
        [json.dumps(beads)],
    )
    return [as_pair(row) for row in rows]
