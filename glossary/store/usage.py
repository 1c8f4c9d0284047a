"""The queue of a terminologist, and where renderings are used."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from corpora.languages import get
from glossary.model import Candidate
from glossary.store.candidates import candidates_of
from glossary.usage import DEFAULT, Matter, Place, Ranked, Seen, Thresholds, queue, translator

__all__ = ["disputed", "matters", "places", "waiting", "waiting_counts"]


def matters(
    db: Database, target: str, limit: int | None = None, thresholds: Thresholds = DEFAULT
) -> list[Matter]:
    """Chinese terms to decide on in a language, by frequency x disagreement; see `glossary.usage.queue`."""
    return _matters(db, _queue(db, target, thresholds)[:limit])


def disputed(db: Database, target: str, limit: int | None = None) -> list[Matter]:
    """Terms with more than one rendering, decided or not, the most frequent and most disputed first."""
    seen = [c._replace(accepted=None) if c.accepted else c for c in _seen(db, target)]
    return _matters(db, [r for r in queue(seen) if len(r.renderings) > 1][:limit])


def waiting(db: Database, target: str, limit: int = 200) -> list[Candidate]:
    """Candidates to decide on, in the order of the queue."""
    return [c for matter in matters(db, target, limit) for c in matter.open][:limit]


def waiting_counts(db: Database) -> dict[str, int]:
    """Chinese terms to decide on by target language."""
    codes = [code for (code,) in db.execute("SELECT DISTINCT target_language FROM candidates ORDER BY 1")]
    return {code: n for code in codes if (n := len(_queue(db, code)))}


def _queue(db: Database, target: str, thresholds: Thresholds = DEFAULT) -> list[Ranked]:
    settled = db.execute(
        """
        SELECT DISTINCT z.key FROM terms z JOIN terms t ON t.concept = z.concept
        WHERE z.language = 'zh' AND t.language = ? AND t.status = 'preferred'
        """,
        [target],
    )
    return queue(_seen(db, target), frozenset(key for (key,) in settled), thresholds)


def _seen(db: Database, target: str) -> list[Seen]:
    rows = db.execute(
        """
        SELECT c.source_key, c.id, c.together, c.confidence, c.source_count,
               CASE d.decision WHEN 'accepted' THEN 1 WHEN 'rejected' THEN 0 END
        FROM candidates c LEFT JOIN decisions d
          ON d.source_language = c.source_language AND d.target_language = c.target_language
         AND d.source_key = c.source_key AND d.target_key = c.target_key
        WHERE c.source_language = 'zh' AND c.target_language = ?
        """,
        [target],
    )
    return [Seen(*r[:5], None if r[5] is None else bool(r[5])) for r in rows]


def _matters(db: Database, ranked: Sequence[Ranked]) -> list[Matter]:
    found = {c.id: c for c in candidates_of(db, [number for r in ranked for number in r.renderings])}
    return [
        Matter(
            found[r.renderings[0]].source,
            found[r.renderings[0]].target_language,
            tuple(found[n] for n in r.renderings),
            tuple(found[n] for n in r.open),
            r.frequency,
            r.disagreement,
        )
        for r in ranked
    ]


def places(db: Database, source: str, target: str) -> list[Place]:
    """Every use of every rendering of a Chinese term that nobody rejected, in order of document."""
    rows = db.execute(
        """
        SELECT c.target, b.id, d.id, coalesce(d.court, ''), substr(coalesce(d.date, ''), 1, 4)
        FROM candidates c JOIN occurrences o ON o.candidate = c.id JOIN beads b ON b.id = o.bead
        JOIN document_pairs p ON p.id = b.document_pair JOIN documents d ON d.id = p.source
        WHERE c.source_language = 'zh' AND c.target_language = ? AND c.source_key = ? AND NOT EXISTS (
            SELECT 1 FROM decisions x WHERE x.source_language = c.source_language AND x.decision = 'rejected' AND
            x.target_language = c.target_language AND x.source_key = c.source_key AND x.target_key = c.target_key)
        ORDER BY d.id, b.id, c.id
        """,
        [target, get("zh").key(source)],
    ).fetchall()
    translators = _translators(db, {row[2] for row in rows})
    return [Place(*row, translators.get(row[2], "")) for row in rows]


def _translators(db: Database, documents: Iterable[int]) -> dict[int, str]:
    """Document -> the translator its signature names."""
    numbers = list(documents)
    signatures: dict[int, list[str]] = defaultdict(list)
    for number, text in db.execute(
        f"""
        SELECT d.id, substr(d.body, s.start + 1, s."end" - s.start) FROM segments s
        JOIN documents d ON d.id = s.document
        WHERE s.section = 'signature' AND d.id IN ({",".join("?" * len(numbers))}) ORDER BY d.id, s.n
        """,
        numbers,
    ):
        signatures[number].append(text)
    return {number: translator("\n".join(texts)) for number, texts in signatures.items()}
