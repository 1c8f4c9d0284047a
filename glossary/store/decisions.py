"""Decisions: what people said of candidates. They outlive every rebuild."""

from __future__ import annotations

from sqlite_utils import Database

from corpora.languages import get
from corpora.store import write_tx
from glossary.model import Term, TermStatus
from glossary.store.candidates import candidate
from glossary.store.terms import add_term, concept_of, log, set_status

__all__ = ["decide", "rejected", "undecide"]


def rejected(db: Database, source: str, target: str) -> frozenset[tuple[str, str]]:
    """(source key, target key) a person turned down."""
    return frozenset(
        db.execute(
            """
            SELECT source_key, target_key FROM decisions
            WHERE source_language = ? AND target_language = ? AND decision = 'rejected'
            """,
            [source, target],
        ).fetchall()
    )


def decide(
    db: Database,
    number: int,
    accepted: bool,
    who: str,
    at: str,
    status: TermStatus = TermStatus.PREFERRED,
    why: str = "",
) -> int | None:
    """A person accepts a candidate (it becomes a term; returns its concept) or rejects it for good."""
    with write_tx(db):
        c = candidate(db, number)
        zh, other = get(c.source_language), get(c.target_language)
        db.execute(
            "INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                c.source_language,
                c.target_language,
                zh.key(c.source),
                other.key(c.target),
                "accepted" if accepted else "rejected",
                who,
                at,
            ],
        )
        rendering = Term(c.target_language, c.target, source=f"工作区文书 {c.together} 处")
        if not accepted:
            log(
                db,
                at,
                who,
                "reject",
                why or f"{c.source} → {c.target}",
                concept_of(db, c.source),
                rendering,
                None,
            )
            return None
        number = add_term(db, "", c.source, rendering, who, at, why)
        key = other.key(c.target)
        (term,) = db.execute(
            "SELECT id FROM terms WHERE concept = ? AND language = ? AND key = ?", [number, other.code, key]
        ).fetchone()
        set_status(db, term, status, who, at, why)
        return number


def undecide(db: Database, number: int, who: str, at: str) -> None:
    """Take a decision on a candidate back: it waits again, and the term it made is proposed again."""
    with write_tx(db):
        c = candidate(db, number)
        zh, other = get(c.source_language), get(c.target_language)
        keys = [c.source_language, c.target_language, zh.key(c.source), other.key(c.target)]
        db.execute(
            "DELETE FROM decisions WHERE source_language = ? AND target_language = ? AND source_key = ? AND target_key = ?",
            keys,
        )
        holder = concept_of(db, c.source)
        row = (
            holder
            and db.execute(
                "SELECT id FROM terms WHERE concept = ? AND language = ? AND key = ?",
                [holder, other.code, keys[3]],
            ).fetchone()
        )
        if row:
            set_status(db, row[0], TermStatus.PROPOSED, who, at, "撤销")
