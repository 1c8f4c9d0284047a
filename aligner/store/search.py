"""Search over both sides of all pairs: a page of hits, how many there are, and which courts and years they are from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from aligner.model import Pair
from aligner.query import Query, asked, expression, judge, parse
from aligner.search_index import index_text
from aligner.store.pairs import PAIR, as_pair
from corpora.languages import get
from corpora.store import write_tx

FIRST = 1_000       # hits among which the best are put first
COUNTED = 10_000    # hits up to which `usage` counts
PLACED = 2_000      # hits up to which `usage` looks each one up; of more, as many spread over all
_SPREAD = 20        # places a sample begins at

_VISIBLE = """
    rowid NOT IN (SELECT id FROM beads WHERE status = 'rejected' UNION ALL
                  SELECT b.id FROM document_pairs p JOIN beads b ON b.document_pair = p.id WHERE p.status = 'rejected')
"""


def search(db: Database, query: str | Query, language: str | None = None, limit: int = 20, offset: int = 0) -> list[Pair]:
    """Pairs with the query on either side; `language` is the target language, None any.

    What people confirmed comes first, then the surest; of more than FIRST hits the best among the first so many.
    """
    found = _hits(db, _parsed(query), language, max(FIRST, limit + offset))
    rows = db.execute(
        f"""
        {PAIR} WHERE x.bead IN (
            SELECT id FROM beads WHERE id IN (SELECT value FROM json_each(?))
            ORDER BY status = 'confirmed' DESC, posterior DESC, id LIMIT ? OFFSET ?)
        ORDER BY b.status = 'confirmed' DESC, b.posterior DESC, b.id
        """,
        [json.dumps(found), limit, offset],
    )
    return [as_pair(row) for row in rows]


def count(db: Database, query: str | Query, language: str | None = None, most: int | None = None) -> int:
    """How many pairs `search` can find; counting stops at `most`."""
    query = _parsed(query)
    if _judges(query, language):
        return len(_hits(db, query, language, most or -1))
    wanted = expression(query, language)
    if not wanted:
        return 0
    hits = f"SELECT rowid FROM pair_index WHERE pair_index MATCH ? AND {_VISIBLE} LIMIT ?"
    return db.execute(f"SELECT count(*) FROM ({hits})", [wanted, most or -1]).fetchone()[0]


@dataclass(frozen=True, slots=True)
class Usage:
    """Where a query's hits are from, the most frequent first; a court is None where it is not known.

    `total` is their number, or COUNTED when there are at least so many. `placed` of them were looked up: all of them
    up to PLACED, then that many spread evenly over the workspace, and courts and years are counts among those.
    """

    total: int
    placed: int
    courts: tuple[tuple[str | None, int], ...]
    years: tuple[tuple[str | None, int], ...]


def usage(db: Database, query: str | Query, language: str | None = None) -> Usage:
    """Usage of a query by court and year."""
    query = _parsed(query)
    found = _hits(db, query, language, PLACED + 1)
    total = len(found)
    if total > PLACED:
        found = _spread(db, query, language) or found[:PLACED]
        total = count(db, query, language, COUNTED)
    rows = db.execute(
        """
        SELECT s.court, substr(coalesce(s.date, t.date), 1, 4), count(*) FROM json_each(?) h
        JOIN beads b ON b.id = h.value JOIN document_pairs p ON p.id = b.document_pair
        JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target GROUP BY 1, 2
        """,
        [json.dumps(found)],
    ).fetchall()
    return Usage(total, len(found), _summed((c, n) for c, _, n in rows), _summed((y, n) for _, y, n in rows))


def _summed(counts: Iterator[tuple[str | None, int]]) -> tuple[tuple[str | None, int], ...]:
    sums: dict[str | None, int] = {}
    for name, n in counts:
        sums[name] = sums.get(name, 0) + n
    return tuple(sorted(sums.items(), key=lambda item: (-item[1], item[0] or "")))


# Hits


def _parsed(query: str | Query) -> Query:
    return parse(query) if isinstance(query, str) else query


def _judges(query: Query, only: str | None) -> dict[str, Callable[[str], bool]]:
    """By language, what has to be asked of the texts themselves; {} when the index says it all."""
    found = ((language.code, judge(text, query.mode, language)) for language, text in asked(query, only))
    return {code: judged for code, judged in found if judged}


def _hits(db: Database, query: Query, only: str | None, most: int, first: int = 0) -> list[int]:
    """Beads from `first` on that are hits, in order, `most` of them, -1 for all."""
    wanted = expression(query, only)
    if not wanted:
        return []
    judges = _judges(query, only)
    if not judges:
        return [n for (n,) in db.execute(
            f"SELECT rowid FROM pair_index WHERE pair_index MATCH ? AND rowid >= ? AND {_VISIBLE} LIMIT ?", [wanted, first, most]
        )]  # fmt: skip
    return list(_judged(db, wanted, judges, most, first))


def _judged(db: Database, wanted: str, judges: dict[str, Callable[[str], bool]], most: int, first: int) -> Iterator[int]:
    rows = db.execute(
        f"""
        SELECT i.rowid, x.source, x.target, i.language FROM pair_index i JOIN pair_texts x ON x.bead = i.rowid
        WHERE pair_index MATCH ? AND i.rowid >= ? AND i.{_VISIBLE.strip()}
        """,
        [wanted, first],
    )
    for bead, source, target, code in rows:
        if most == 0:
            break
        sides = (("zh", source), (code, target))
        if any(code in judges and judges[code](text) for code, text in sides):
            most -= 1
            yield bead


def _spread(db: Database, query: Query, only: str | None) -> Sequence[int]:
    """PLACED hits from places spread evenly over the workspace."""
    (last,) = db.execute("SELECT coalesce(max(bead), 0) FROM pair_texts").fetchone()
    found: dict[int, None] = {}
    for n in range(_SPREAD):
        found.update(dict.fromkeys(_hits(db, query, only, PLACED // _SPREAD, last * n // _SPREAD)))
    return list(found)


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
