"""Pairs as they leave the workspace."""

from __future__ import annotations

from collections.abc import Iterator

from sqlite_utils import Database

from aligner.model import Pair
from aligner.store.pairs import PAIR, as_pair


def outgoing(
    db: Database, language: str | None = None, least: float = 0.0, confirmed: bool = False
) -> Iterator[Pair]:
    """Pairs no person rejected, one by one in the order they were made, of one target language or of all.

    `least` is the posterior a pair of the machine needs; `confirmed` leaves only those a person confirmed.
    """
    rows = db.execute(
        f"""
        {PAIR} WHERE b.status <> 'rejected' AND p.status <> 'rejected' AND (:language IS NULL OR t.language = :language)
        AND (b.status <> 'machine' OR b.posterior >= :least) AND (NOT :confirmed OR b.status = 'confirmed')
        ORDER BY x.bead
        """,
        {"language": language, "least": least, "confirmed": confirmed},
    )
    return map(as_pair, rows)
