"""Candidates: what mining found and where, and what people said of it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from sqlite_utils import Database

from corpora.languages import get
from corpora.model import Span
from corpora.store import write_tx
from glossary.model import Candidate, Occurrence
from glossary.sides import LinkedPair

__all__ = [
    "MiningState",
    "candidate",
    "candidates_by_source",
    "candidates_for",
    "candidates_of",
    "language_pairs",
    "linked_pairs",
    "linked_texts",
    "mining_state",
    "replace_candidates",
    "search_candidates",
]


@dataclass(frozen=True, slots=True)
class MiningState:
    """What decides whether mining has anything new to do."""

    pairs: int
    last_bead: int
    decisions: int


def language_pairs(db: Database) -> list[tuple[str, str]]:
    """Language pairs that have aligned pairs."""
    return db.execute("""
        SELECT DISTINCT s.language, t.language FROM document_pairs p
        JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target ORDER BY 1, 2
    """).fetchall()


_PAIRS = """
    FROM pair_texts x JOIN beads b ON b.id = x.bead JOIN document_pairs p ON p.id = b.document_pair
    JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
    WHERE s.language = ? AND t.language = ? AND b.status <> 'rejected' AND x.links IS NOT NULL
"""


def linked_pairs(db: Database, source: str, target: str) -> Iterator[LinkedPair]:
    """All pairs of two languages that carry word links, one by one."""
    rows = db.execute(
        f"SELECT x.bead, x.source, x.target, x.links {_PAIRS} ORDER BY x.bead", [source, target]
    )
    for bead, s, t, links in rows:
        yield LinkedPair(bead, s, t, np.array(json.loads(links), np.float32).reshape(-1, 5))


def linked_texts(db: Database, source: str, target: str) -> Iterator[str]:
    """The target texts of the same pairs."""
    for (text,) in db.execute(f"SELECT x.target {_PAIRS} ORDER BY x.bead", [source, target]):
        yield text


def mining_state(db: Database, source: str, target: str) -> tuple[MiningState, MiningState | None]:
    """(now, when candidates were last made)."""
    pairs, last = db.execute(
        f"SELECT count(*), coalesce(max(x.bead), 0) {_PAIRS}", [source, target]
    ).fetchone()
    (decisions,) = db.execute("SELECT count(*) FROM decisions").fetchone()
    row = db.execute(
        "SELECT pairs, last_bead, decisions FROM mined WHERE source_language = ? AND target_language = ?",
        [source, target],
    ).fetchone()
    return MiningState(pairs, last, decisions), MiningState(*row) if row else None


def replace_candidates(
    db: Database, source: str, target: str, candidates: Sequence[Candidate], state: MiningState
) -> None:
    """Replace the machine's candidates of a language pair; candidates keep their ids where the pair stays."""
    zh, other = get(source), get(target)
    with write_tx(db):
        db.execute("CREATE TEMP TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY)")
        db.execute("DELETE FROM kept")
        for c in candidates:
            (number,) = db.execute(
                """
                INSERT INTO candidates (source_language, target_language, source, target, source_key, target_key,
                                        together, source_count, target_count, score, confidence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (source_language, target_language, source_key, target_key) DO UPDATE SET
                    source = excluded.source, target = excluded.target, together = excluded.together,
                    source_count = excluded.source_count, target_count = excluded.target_count,
                    score = excluded.score, confidence = excluded.confidence
                RETURNING id
                """,
                [
                    source,
                    target,
                    c.source,
                    c.target,
                    zh.key(c.source),
                    other.key(c.target),
                    c.together,
                    c.source_count,
                    c.target_count,
                    c.score,
                    c.confidence,
                ],
            ).fetchone()
            db.execute("INSERT OR IGNORE INTO kept VALUES (?)", [number])
            db.execute("DELETE FROM occurrences WHERE candidate = ?", [number])
            db.conn.executemany(
                "INSERT OR IGNORE INTO occurrences VALUES (?, ?, ?, ?, ?, ?)",
                ((number, o.bead, *o.source, *o.target) for o in c.occurrences),
            )
        db.execute(
            "DELETE FROM candidates WHERE source_language = ? AND target_language = ? AND id NOT IN (SELECT id FROM kept)",
            [source, target],
        )
        db.execute(
            "INSERT OR REPLACE INTO mined VALUES (?, ?, ?, ?, ?)",
            [source, target, state.pairs, state.last_bead, state.decisions],
        )


_CANDIDATE = """
    SELECT source_language, target_language, source, target, together, source_count, target_count, score, confidence, id
    FROM candidates c
"""
_NOT_REJECTED = """
    NOT EXISTS (SELECT 1 FROM decisions d WHERE d.decision = 'rejected' AND
                d.source_language = c.source_language AND d.target_language = c.target_language AND
                d.source_key = c.source_key AND d.target_key = c.target_key)
"""


def candidates_of(db: Database, numbers: Iterable[int]) -> list[Candidate]:
    """The candidates with these ids, without occurrences, in order of id."""
    rows = db.execute(
        f"{_CANDIDATE} WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id", [json.dumps(list(numbers))]
    )
    return [Candidate(*r[:9], id=r[9]) for r in rows]


def candidates_for(db: Database, text: str, language: str, target: str | None = None) -> list[Candidate]:
    """Candidates nobody rejected whose side in this language has the key of the text, most frequent first."""
    side = "source" if language == "zh" else "target"
    arguments = [language, get(language).key(text)]
    more = ""
    if target:
        more, arguments = "AND target_language = ?", [*arguments, target]
    rows = db.execute(
        f"{_CANDIDATE} WHERE {side}_language = ? AND {side}_key = ? {more} AND {_NOT_REJECTED} ORDER BY together DESC, score DESC",
        arguments,
    )
    return [Candidate(*r[:9], id=r[9]) for r in rows]


def search_candidates(db: Database, query: str, limit: int) -> list[Candidate]:
    """Candidates nobody rejected with the query, by key, in either side; the shortest first."""
    found = []
    for side in ("source", "target"):
        for (code,) in db.execute(f"SELECT DISTINCT {side}_language FROM candidates").fetchall():
            key = get(code).key(query)
            if key:
                rows = db.execute(
                    f"""
                    {_CANDIDATE} WHERE {side}_language = ? AND instr({side}_key, ?) AND {_NOT_REJECTED}
                    ORDER BY length({side}_key), together DESC LIMIT ?
                    """,
                    [code, key, limit],
                )
                found += [Candidate(*r[:9], id=r[9]) for r in rows]
    return sorted(found, key=lambda c: (len(c.source), -c.together))[:limit]


def candidates_by_source(db: Database, target: str) -> dict[str, list[Candidate]]:
    """Chinese key -> candidates that nobody rejected, most frequent first."""
    rows = db.execute(
        f"""
        {_CANDIDATE} WHERE target_language = ? AND {_NOT_REJECTED}
        ORDER BY together DESC, score DESC
        """,
        [target],
    )
    found: dict[str, list[Candidate]] = {}
    for r in rows:
        found.setdefault(get(r[0]).key(r[2]), []).append(Candidate(*r[:9], id=r[9]))
    return found


def candidate(db: Database, number: int) -> Candidate:
    """A candidate with its occurrences. Raises KeyError."""
    row = db.execute(f"{_CANDIDATE} WHERE id = ?", [number]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {number} 的候选术语")
    places = db.execute(
        "SELECT bead, s0, s1, t0, t1 FROM occurrences WHERE candidate = ? ORDER BY bead", [number]
    )
    return Candidate(
        *row[:9],
        id=row[9],
        occurrences=tuple(Occurrence(bead, Span(s0, s1), Span(t0, t1)) for bead, s0, s1, t0, t1 in places),
    )
