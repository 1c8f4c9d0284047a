"""Search over both sides of all pairs: a page of hits, how many there are, and which courts and years they are from.

A query with very many hits is as fast as one with few: it is counted up to a limit, and its order and usage are
those of a sample spread over the workspace.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlite_utils import Database

from aligner.model import Pair
from aligner.query import Judge, Query, asked, expression, judge, parse
from aligner.search_index import index_text
from aligner.store.pairs import PAIR, as_pair
from corpora.languages import get
from corpora.store import write_tx

COUNTED = 5_000  # hits up to which `find` counts
JUDGED = 400  # the same where every text has to be read
POOL = 500  # hits it looks up for order and usage: all, or as many spread evenly over them
_PLACES = 10  # of the workspace, where a pool begins when there are more than COUNTED

_VISIBLE = """
    rowid NOT IN (SELECT id FROM beads WHERE status = 'rejected' UNION ALL
                  SELECT b.id FROM document_pairs p JOIN beads b ON b.document_pair = p.id WHERE p.status = 'rejected')
"""


@dataclass(frozen=True, slots=True)
class Usage:
    """Where hits are from, the most frequent first; a court or year is None where it is not known.

    `total` is their number, exact unless it is `capped`: then there are more. `placed` hits were looked up, all of them
    or POOL spread evenly, and `courts` and `years` count those.
    """

    total: int
    capped: bool
    placed: int
    courts: tuple[tuple[str | None, int], ...]
    years: tuple[tuple[str | None, int], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, and what all of them are."""

    pairs: list[Pair]
    usage: Usage


def find(
    db: Database, query: str | Query, language: str | None = None, limit: int = 20, offset: int = 0
) -> Found:
    """Pairs with the query on either side, and the usage of it; `language` is the target language, None any.

    What people confirmed comes first, then the surest; of very many hits, the best of those looked up.
    """
    query = parse(query) if isinstance(query, str) else query
    most = JUDGED if _judges(query, language) else COUNTED
    hits = _hits(db, query, language, max(most, limit + offset) + 1)
    pool, total = (
        _pool(db, query, language, hits[:most], len(hits) > most, limit + offset),
        min(len(hits), most),
    )
    rows = db.execute(
        """
        SELECT b.id, b.status <> 'confirmed', -b.posterior, s.court, substr(coalesce(s.date, t.date), 1, 4)
        FROM json_each(?) h JOIN beads b ON b.id = h.value JOIN document_pairs p ON p.id = b.document_pair
        JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
        """,
        [json.dumps(pool)],
    ).fetchall()
    courts, years = Counter(row[3] for row in rows), Counter(row[4] for row in rows)
    usage = Usage(total, len(hits) > most, len(rows), _frequent(courts), _frequent(years))
    best = [bead for bead, *_ in sorted(rows, key=lambda r: (r[1], r[2], r[0]))[offset : offset + limit]]
    return Found(_pairs(db, best), usage)


def search(
    db: Database, query: str | Query, language: str | None = None, limit: int = 20, offset: int = 0
) -> list[Pair]:
    """The pairs of `find`."""
    return find(db, query, language, limit, offset).pairs


def count(db: Database, query: str | Query, language: str | None = None) -> int:
    """How many pairs `search` can find, all of them counted."""
    query = parse(query) if isinstance(query, str) else query
    if _judges(query, language):
        return len(_hits(db, query, language, -1))
    wanted = expression(query, language)
    if not wanted:
        return 0
    found = f"SELECT count(*) FROM pair_index WHERE pair_index MATCH ? AND {_VISIBLE}"
    return db.execute(found, [wanted]).fetchone()[0]


def _frequent(counts: Counter[str | None]) -> tuple[tuple[str | None, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0] or "")))


def _pairs(db: Database, beads: Sequence[int]) -> list[Pair]:
    """The pairs of these beads, in this order."""
    rows = db.execute(f"{PAIR} WHERE x.bead IN (SELECT value FROM json_each(?))", [json.dumps(beads)])
    found = {pair.bead: pair for pair in map(as_pair, rows)}
    return [found[bead] for bead in beads]


# Hits


def _judges(query: Query, only: str | None) -> dict[str, Judge]:
    """By language, what has to be asked of the texts themselves; {} when the index says it all."""
    found = ((language.code, judge(text, query.mode, language)) for language, text in asked(query, only))
    return {code: judged for code, judged in found if judged}


def _hits(db: Database, query: Query, only: str | None, most: int, first: int = 0) -> list[int]:
    """Beads from `first` on that are hits, in order, `most` of them, -1 for all."""
    wanted = expression(query, only)
    if not wanted:
        return []
    judges = _judges(query, only)
    if judges:
        return list(islice(_judged(db, wanted, judges), None if most < 0 else most))
    rows = db.execute(
        f"SELECT rowid FROM pair_index WHERE pair_index MATCH ? AND rowid >= ? AND {_VISIBLE} LIMIT ?",
        [wanted, first, most],
    )
    return [bead for (bead,) in rows.fetchall()]


def _judged(db: Database, wanted: str, judges: Mapping[str, Judge]) -> Iterator[int]:
    rows = db.execute(
        f"""
        SELECT i.rowid, x.source, i.source, i.language, x.target, i.target
        FROM pair_index i JOIN pair_texts x ON x.bead = i.rowid WHERE pair_index MATCH ? AND i.{_VISIBLE.strip()}
        """,
        [wanted],
    )
    for bead, source, indexed_source, code, target, indexed_target in rows:
        sides = (("zh", source, indexed_source), (code, target, indexed_target))
        if any(code in judges and judges[code](text, indexed) for code, text, indexed in sides):
            yield bead


def _pool(
    db: Database, query: Query, only: str | None, hits: list[int], capped: bool, least: int
) -> list[int]:
    """The hits to be looked up, `least` of them at least where there are so many."""
    size = max(POOL, least)
    if capped and not _judges(query, only) and "*" not in expression(query, only) and least <= POOL:
        (last,) = db.execute("SELECT coalesce(max(bead), 0) FROM pair_texts").fetchone()
        starts = (last * n // _PLACES for n in range(_PLACES))
        return list(
            dict.fromkeys(bead for start in starts for bead in _hits(db, query, only, POOL // _PLACES, start))
        )
    if len(hits) <= size:
        return hits
    return [hits[len(hits) * n // size] for n in range(size)]


# The index


def index_all(db: Database) -> None:
    """Index the texts of all pairs, into an empty index."""
    rows = db.execute("""
        SELECT x.bead, s.language, t.language, x.source, x.target FROM pair_texts x JOIN beads b ON b.id = x.bead
        JOIN document_pairs p ON p.id = b.document_pair JOIN documents s ON s.id = p.source
        JOIN documents t ON t.id = p.target
    """)
    with write_tx(db):
        db.conn.executemany(
            "INSERT INTO pair_index (rowid, source, target, language) VALUES (?, ?, ?, ?)",
            (
                (bead, index_text(source, get(one)), index_text(target, get(other)), other)
                for bead, one, other, source, target in rows
            ),
        )
