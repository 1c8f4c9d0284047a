"""Names of things: every term and candidate with the Chinese term that leads to it."""

from __future__ import annotations

from sqlite_utils import Database

__all__ = ["names"]


def names(db: Database, language: str) -> list[tuple[str, str]]:
    """(key, Chinese term) of all terms and of candidates nobody rejected, in this language, approved terms first."""
    return db.execute(
        """
        SELECT key, zh FROM (
            SELECT t.key AS key, z.text AS zh, t.status IN ('preferred', 'admitted') AS approved FROM terms t
            JOIN terms z ON z.concept = t.concept AND z.language = 'zh' WHERE t.language = :code
            UNION ALL
            SELECT iif(c.source_language = :code, c.source_key, c.target_key), c.source, 0 FROM candidates c
            WHERE :code IN (c.source_language, c.target_language) AND NOT EXISTS (
                SELECT 1 FROM decisions d WHERE d.source_language = c.source_language AND d.decision = 'rejected' AND
                    d.target_language = c.target_language AND d.source_key = c.source_key AND d.target_key = c.target_key)
        ) GROUP BY key, zh ORDER BY max(approved) DESC, length(key), key
        """,
        {"code": language},
    ).fetchall()
