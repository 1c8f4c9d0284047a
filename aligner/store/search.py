"""Search over both sides of all pairs."""

from __future__ import annotations

from sqlite_utils import Database

from aligner.model import Pair
from aligner.search_index import expression
from aligner.store.pairs import PAIR, as_pair
from corpora.languages import get


def search(db: Database, query: str, language: str | None = None, limit: int = 20, offset: int = 0) -> list[Pair]:
    """Pairs with the query on either side, the surest first; `language` is the target language, None any."""
    asked = _asked(db, query, language)
    if not asked:
        return []
    rows = db.execute(
        f"""
        {PAIR} WHERE x.bead IN (
            SELECT b.id FROM pair_index i JOIN beads b ON b.id = i.rowid
            JOIN document_pairs p ON p.id = b.document_pair
            WHERE pair_index MATCH ? AND b.status <> 'rejected' AND p.status <> 'rejected'
            ORDER BY b.status = 'confirmed' DESC, b.posterior DESC, b.id LIMIT ? OFFSET ?)
        ORDER BY b.status = 'confirmed' DESC, b.posterior DESC, b.id
        """,
        [asked, limit, offset],
    )
    return [as_pair(row) for row in rows]


def count(db: Database, query: str, language: str | None = None) -> int:
    """How many pairs `search` can find."""
    asked = _asked(db, query, language)
    if not asked:
        return 0
    return db.execute(
        """
        SELECT count(*) FROM pair_index i JOIN beads b ON b.id = i.rowid JOIN document_pairs p ON p.id = b.document_pair
        WHERE pair_index MATCH ? AND b.status <> 'rejected' AND p.status <> 'rejected'
        """,
        [asked],
    ).fetchone()[0]


def _asked(db: Database, query: str, language: str | None) -> str:
    codes = [code for (code,) in db.execute("""
        SELECT DISTINCT t.language FROM document_pairs p JOIN documents t ON t.id = p.target ORDER BY 1
    """)]
    return expression(query, get("zh"), [get(code) for code in codes], language)
