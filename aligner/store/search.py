"""Search over both sides of all pairs: a page of hits, how many there are, and which courts and years they are from.

A query with very many hits is as fast as one with few: it is counted up to a limit, and its order and usage are
those of a sample spread over the workspace.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby, islice

from sqlite_utils import Database

from aligner.model import Pair
from aligner.query import Part, Query, expression, parse, parts
from aligner.search_index import index_text
from aligner.store.pairs import PAIR, as_pair
from corpora.languages import get
from corpora.store import write_tx

COUNTED = 1_000  # hits up to which `find` counts
JUDGED = 200  # the same where texts have to be read
POOL = 300  # hits it looks up for order and usage: all, or as many spread evenly over them
_PLACES = 5  # of the workspace, where a pool begins when there are more than COUNTED
_COSTLY = 2  # such places where every one costs much: phrases that go on, texts that have to be read
_READ = 100  # texts read at one of them

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
class Where:
    """Which hits are wanted: those of one court, of one year, or (None) of any."""

    court: str | None = None
    year: str | None = None


ANYWHERE = Where()
SEEN = 20_000  # hits gone through for those of one court or year


@dataclass(frozen=True, slots=True)
class Found:
    """A page of hits, and what all of them are."""

    pairs: list[Pair]
    usage: Usage


def find(
    db: Database,
    query: str | Query,
    language: str | None = None,
    limit: int = 20,
    offset: int = 0,
    where: Where = ANYWHERE,
) -> Found:
    """Pairs with the query on either side, and the usage of it; `language` is the target language, None any.

    What people confirmed comes first, then the surest; of very many hits, the best of those looked up. Within one court
    or year the first SEEN hits are gone through.
    """
    asked = _asked(query, language)
    most = max(JUDGED if _reads(asked) else COUNTED, limit + offset)
    if where == ANYWHERE:
        hits = list(islice(_hits(db, asked), most + 1))
        capped = len(hits) > most
        pool = _pool(db, asked, hits[:most], capped, limit + offset)
    else:
        seen = list(islice(_hits(db, asked), SEEN + 1))
        hits = _within(db, seen[:SEEN], where)
        capped = len(seen) > SEEN or len(hits) > most
        pool = _spread(hits[:most], max(POOL, limit + offset))
    rows = db.execute(
        """
        SELECT b.id, b.status <> 'confirmed', -b.posterior, s.court, substr(coalesce(s.date, t.date), 1, 4)
        FROM json_each(?) h JOIN beads b ON b.id = h.value JOIN document_pairs p ON p.id = b.document_pair
        JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
        """,
        [json.dumps(pool)],
    ).fetchall()
    courts, years = Counter(row[3] for row in rows), Counter(row[4] for row in rows)
    usage = Usage(min(len(hits), most), capped, len(rows), _frequent(courts), _frequent(years))
    best = [bead for bead, *_ in sorted(rows, key=lambda r: (r[1], r[2], r[0]))[offset : offset + limit]]
    return Found(_pairs(db, best), usage)


def search(
    db: Database, query: str | Query, language: str | None = None, limit: int = 20, offset: int = 0
) -> list[Pair]:
    """The pairs of `find`."""
    return find(db, query, language, limit, offset).pairs


def count(db: Database, query: str | Query, language: str | None = None) -> int:
    """How many pairs `search` can find, all of them counted."""
    asked = _asked(query, language)
    if _reads(asked):
        return sum(1 for _ in _hits(db, asked))
    if not asked:
        return 0
    found = f"SELECT count(*) FROM pair_index WHERE pair_index MATCH ? AND {_VISIBLE}"
    return db.execute(found, [expression(asked)]).fetchone()[0]


def _asked(query: str | Query, language: str | None) -> list[Part]:
    return parts(parse(query) if isinstance(query, str) else query, language)


def _reads(asked: Sequence[Part]) -> bool:
    """Whether texts have to be read, or the index says it all."""
    return any(part.judge for part in asked)


def _frequent(counts: Counter[str | None]) -> tuple[tuple[str | None, int], ...]:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0] or "")))


def _pairs(db: Database, beads: Sequence[int]) -> list[Pair]:
    """The pairs of these beads, in this order."""
    rows = db.execute(f"{PAIR} WHERE x.bead IN (SELECT value FROM json_each(?))", [json.dumps(beads)])
    found = {pair.bead: pair for pair in map(as_pair, rows)}
    return [found[bead] for bead in beads]


# Hits


def _hits(db: Database, asked: Sequence[Part], first: int = 0, read: int = -1) -> Iterator[int]:
    """Beads from `first` on that are hits, in order. Where texts have to be read, `read` of them a part, -1 for all."""
    if not _reads(asked):
        return _indexed(db, asked, first)
    found = merge(*(_judged(db, part, first, read) for part in asked))
    return (bead for bead, _ in groupby(found))


def _indexed(db: Database, asked: Sequence[Part], first: int) -> Iterator[int]:
    """Hits the index alone tells."""
    if not asked:
        return
    rows = db.execute(
        f"SELECT rowid FROM pair_index WHERE pair_index MATCH ? AND rowid >= ? AND {_VISIBLE}",
        [expression(asked), first],
    )
    for (bead,) in rows:
        yield bead


def _judged(db: Database, part: Part, first: int, read: int) -> Iterator[int]:
    """Hits of one part whose texts say so too."""
    rows = db.execute(
        f"""
        SELECT i.rowid, x.{part.side} FROM pair_index i JOIN pair_texts x ON x.bead = i.rowid
        WHERE pair_index MATCH ? AND i.rowid >= ? AND i.{_VISIBLE.strip()} LIMIT ?
        """,
        [expression([part]), first, read],
    )
    return (bead for bead, text in rows if part.judge is None or part.judge(text))


def _pool(
    db: Database, asked: Sequence[Part], hits: Sequence[int], capped: bool, least: int
) -> Sequence[int]:
    """The hits to be looked up, `least` of them at least where there are so many."""
    size = max(POOL, least)
    if capped and least <= POOL:
        (last,) = db.execute("SELECT coalesce(max(bead), 0) FROM pair_texts").fetchone()
        costly = _reads(asked) or any("*" in part.phrases for part in asked)
        places = _COSTLY if costly else _PLACES
        starts = (last * n // places for n in range(1, places))
        spread = (islice(_hits(db, asked, start, _READ), POOL // places) for start in starts)
        first = hits[: POOL // places]
        return list(dict.fromkeys([*first, *(bead for some in spread for bead in some), *hits]))[:size]
    return _spread(hits, size)


def _spread(hits: Sequence[int], size: int) -> Sequence[int]:
    return hits if len(hits) <= size else [hits[len(hits) * n // size] for n in range(size)]


def _within(db: Database, hits: Sequence[int], where: Where) -> list[int]:
    """Of these hits, those from one court or year."""
    rows = db.execute(
        """
        SELECT b.id FROM json_each(:hits) h JOIN beads b ON b.id = h.value JOIN document_pairs p ON p.id = b.document_pair
        JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
        WHERE (:court IS NULL OR s.court = :court) AND (:year IS NULL OR substr(coalesce(s.date, t.date), 1, 4) = :year)
        ORDER BY b.id
        """,
        {"hits": json.dumps(hits), "court": where.court, "year": where.year},
    )
    return [bead for (bead,) in rows]


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
