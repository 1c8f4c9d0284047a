"""The review queue as rows: what waits for a person, and a bead among its neighbours."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlite_utils import Database

from aligner.cover import find, key, live
from aligner.explain import Text
from aligner.model import Bead, Status
from aligner.queue import DOUBTFUL, ORDER, Filter, Waiting
from aligner.store.beads import Task, beads_of, task
from corpora.languages import get
from corpora.model import Section, Span

_WAITING = """
    SELECT b.id, b.document_pair, b.s0, b.s1, b.t0, b.t1, b.posterior, b.method, b.status, t.language,
           coalesce(g.section, 'body'), s.court, coalesce(s.kind, t.kind), coalesce(s.case_number, t.case_number), s.name
    FROM beads b JOIN document_pairs p ON p.id = b.document_pair
    JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
    LEFT JOIN segments g ON g.document = s.id AND g.n = b.s0
"""


def waiting(db: Database, asked: Filter = Filter(), limit: int = 50, offset: int = 0) -> list[Waiting]:  # noqa: B008
    """Beads to look at, in the order of `aligner.queue.ORDER`."""
    where, arguments = _where(asked, ordered=True)
    order = ", ".join(f"b.{column}" for column in ORDER)
    rows = db.execute(
        f"{_WAITING} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?", [*arguments, limit, offset]
    )
    return [_row(row) for row in rows]


def waiting_count(db: Database, asked: Filter = Filter()) -> int:  # noqa: B008
    """How many beads the filter lets through."""
    where, arguments = _where(asked)
    return db.execute(f"SELECT count(*) FROM beads b WHERE {where}", arguments).fetchone()[0]


def waiting_bead(db: Database, bead: int) -> Waiting:
    """A bead as the queue shows it, whether it waits or not. Raises KeyError."""
    row = db.execute(f"{_WAITING} WHERE b.id = ?", [bead]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {bead} 的句对")
    return _row(row)


def bead_number(db: Database, document_pair: int, source: Span, target: Span) -> int | None:
    """The number of the bead with these spans, None when there is none."""
    wanted = key(Bead(source, target))
    return next((b.id for b in beads_of(db, document_pair) if key(b) == wanted), None)


def decided_count(db: Database) -> int:
    """Beads people confirmed or rejected."""
    return db.execute("SELECT count(*) FROM beads WHERE status IN ('confirmed', 'rejected')").fetchone()[0]


def _row(row: tuple) -> Waiting:
    return Waiting(
        row[0],
        row[1],
        Span(*row[2:4]),
        Span(*row[4:6]),
        row[6],
        row[7],
        Status(row[8]),
        row[9],
        Section(row[10]),
        *row[11:],
    )


def _where(asked: Filter, ordered: bool = False) -> tuple[str, list]:
    """A condition on beads alone: what is asked of their documents is looked up once a pair of documents.

    Sentences that only wait for the next run are not asked about before it. Where the order is asked for, a plus
    sign keeps SQLite on the index of posteriors.
    """
    parts, arguments = ["b.status = 'confirmed'"], []
    if not asked.decided:
        parts = ["b.status = 'machine'", "b.posterior < ?",
                 "(b.method <> 'rest' OR b.document_pair IN (SELECT id FROM document_pairs WHERE aligned))"]  # fmt: skip
        arguments = [asked.below]
    if asked.method is not None:
        parts.append("b.method = ?")
        arguments.append(asked.method)
    if asked.nulls:
        parts.append("(b.s0 = b.s1 OR b.t0 = b.t1)")
    of_pair = ["p.status <> 'rejected'"]
    for column, value in (
        ("t.language", asked.language),
        ("s.court", asked.court),
        ("p.id", asked.document_pair),
    ):
        if value is not None:
            of_pair.append(f"{column} = ?")
            arguments.append(value)
    parts.append(
        f"{'+' if ordered else ''}b.document_pair IN (SELECT p.id FROM document_pairs p JOIN documents s ON s.id = p.source"
        f" JOIN documents t ON t.id = p.target WHERE {' AND '.join(of_pair)})"
    )
    return " AND ".join(parts), arguments


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filters can be set to, with how many beads wait in each."""

    languages: dict[str, int]
    courts: dict[str, int]
    document_pairs: dict[int, tuple[str, int]]


def choices(db: Database, below: float = DOUBTFUL) -> Choices:
    """Languages, courts and documents that hold beads to look at, the most first."""
    where, arguments = _where(Filter(below))
    rows = db.execute(
        f"""
        WITH found AS (SELECT b.document_pair, count(*) AS n FROM beads b WHERE {where} GROUP BY 1)
        SELECT p.id, coalesce(s.case_number, t.case_number, s.name), s.court, t.language, n FROM found
        JOIN document_pairs p ON p.id = found.document_pair
        JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target ORDER BY n DESC, p.id
        """,
        arguments,
    ).fetchall()
    languages: Counter[str] = Counter()
    courts: Counter[str] = Counter()
    for _, _, court, language, n in rows:
        languages[language] += n
        if court:
            courts[court] += n
    return Choices(
        dict(languages.most_common()),
        dict(courts.most_common()),
        {number: (name, n) for number, name, _, _, n in rows},
    )


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A bead with its sentences one by one."""

    bead: Bead
    sources: tuple[Text, ...]
    targets: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Neighbouring beads in reading order, `at` the one asked for; `ratio` is how much longer the other side
    of the two documents is, in characters."""

    task: Task
    beads: tuple[Neighbour, ...]
    at: int
    ratio: float


def surroundings(
    db: Database, document_pair: int, source: Span, target: Span, reach: int = 3
) -> Surroundings:
    """A bead and up to `reach` beads before and after it. Raises ValueError for a bead that is not there."""
    found = task(db, document_pair)
    beads = live(beads_of(db, document_pair))
    place = beads.index(find(beads, source, target))
    first = max(0, place - reach)
    chosen = beads[first : place + reach + 1]
    ends = chosen[0].source.start, chosen[-1].source.end, chosen[0].target.start, chosen[-1].target.end
    sources = _texts(db, found.source, Span(*ends[:2]), found.source_language)
    targets = _texts(db, found.target, Span(*ends[2:]), found.target_language)
    return Surroundings(
        found,
        tuple(
            Neighbour(
                b, tuple(sources[n] for n in range(*b.source)), tuple(targets[n] for n in range(*b.target))
            )
            for b in chosen
        ),
        place - first,
        _ratio(db, found),
    )


def _texts(db: Database, document: int, segments: Span, language: str) -> dict[int, Text]:
    """Consecutive segments by number, as they are shown."""
    rows = db.execute(
        """
        SELECT g.n, substr(d.body, g.start + 1, g."end" - g.start), nullif(g.section, h.section)
        FROM segments g JOIN documents d ON d.id = g.document
        LEFT JOIN segments h ON h.document = g.document AND h.n = g.n - 1
        WHERE g.document = ? AND g.n >= ? AND g.n < ?
        """,
        [document, *segments],
    )
    display = get(language).text
    return {n: Text(display(text), Section(opens) if opens else None) for n, text, opens in rows}


def _ratio(db: Database, found: Task) -> float:
    sizes = [db.execute("SELECT length(replace(body, ' ', '')) FROM documents WHERE id = ?", [n]).fetchone()[0]
             for n in (found.source, found.target)]  # fmt: skip
    return sizes[1] / max(1, sizes[0])
