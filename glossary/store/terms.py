"""Concepts and terms: what people put in, decided and signed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from sqlite_utils import Database

from corpora.languages import Language, get
from corpora.store import write_tx
from glossary.model import Concept, Term, TermStatus

__all__ = [
    "TermCounts",
    "add_term",
    "concept",
    "concept_of",
    "concepts",
    "concepts_with",
    "find_concepts",
    "history",
    "set_status",
    "term_counts",
    "term_keys",
]


def add_term(db: Database, domain: str, zh: str, term: Term, who: str, at: str, why: str = "") -> int:
    """Put a rendering into the concept of its Chinese term, made when there is none; returns the concept.

    A rendering that is there already, by key, keeps what people said of it.
    """
    with write_tx(db):
        concept = concept_of(db, zh)
        if concept is None:
            concept = int(
                db.execute("INSERT INTO concepts (domain, note) VALUES (?, '')", [domain]).lastrowid or 0
            )
            _insert_term(db, concept, Term("zh", zh, term.status, term.source, term.authority))
        if _insert_term(db, concept, term):
            log(db, at, who, "add", why, concept, None, term)
    return concept


def concept_of(db: Database, zh: str) -> int | None:
    """The concept that holds this Chinese term, by key."""
    row = db.execute(
        "SELECT concept FROM terms WHERE language = 'zh' AND key = ? ORDER BY concept", [get("zh").key(zh)]
    ).fetchone()
    return row[0] if row else None


def _insert_term(db: Database, concept: int, term: Term) -> bool:
    cursor = db.execute(
        """
        INSERT OR IGNORE INTO terms (concept, language, text, key, status, source, authority, note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
            concept,
            term.language,
            term.text,
            get(term.language).key(term.text),
            term.status,
            term.source,
            term.authority,
            term.note,
        ],
    )
    return cursor.rowcount == 1


def set_status(db: Database, term: int, status: TermStatus, who: str, at: str, why: str = "") -> None:
    """A person's decision on a term, dated and signed. A concept has one preferred term a language:
    the one before becomes admitted. Raises KeyError.
    """
    with write_tx(db):
        row = db.execute("SELECT concept FROM terms WHERE id = ?", [term]).fetchone()
        if row is None:
            raise KeyError(f"没有编号为 {term} 的术语")
        terms = {t.id: t for t in _terms(db, row[0])}
        before = terms[term]
        if status is TermStatus.PREFERRED:
            for other in terms.values():
                if (
                    other.language == before.language
                    and other.id != term
                    and other.status is TermStatus.PREFERRED
                ):
                    _set(db, row[0], other, TermStatus.ADMITTED, other.authority, who, at, "另一译法成为推荐")
        _set(db, row[0], before, status, who if status is not TermStatus.PROPOSED else "", who, at, why)


def _set(
    db: Database, concept: int, term: Term, status: TermStatus, authority: str, who: str, at: str, why: str
) -> None:
    db.execute("UPDATE terms SET status = ?, authority = ? WHERE id = ?", [status, authority, term.id])
    after = Term(term.language, term.text, status, term.source, authority, term.note, term.id)
    log(db, at, who, "status", why, concept, term, after)


def log(
    db: Database,
    at: str,
    who: str,
    what: str,
    why: str,
    concept: int | None,
    before: Term | None,
    after: Term | None,
) -> None:
    db.execute(
        "INSERT INTO history (at, who, what, why, concept, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [at, who, what, why, concept, _json(before), _json(after)],
    )


def _json(term: Term | None) -> str | None:
    return json.dumps(asdict(term), ensure_ascii=False) if term else None


def _terms(db: Database, concept: int) -> tuple[Term, ...]:
    rows = db.execute(
        "SELECT language, text, status, source, authority, note, id FROM terms WHERE concept = ? ORDER BY id",
        [concept],
    )
    return tuple(Term(r[0], r[1], TermStatus(r[2]), *r[3:]) for r in rows)


def concept(db: Database, number: int) -> Concept:
    """A concept with its terms. Raises KeyError."""
    row = db.execute("SELECT domain, note FROM concepts WHERE id = ?", [number]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {number} 的概念")
    return Concept(domain=row[0], terms=_terms(db, number), note=row[1], id=number)


def concepts(db: Database) -> Iterator[Concept]:
    """All concepts in order."""
    for (number,) in db.execute("SELECT id FROM concepts ORDER BY id").fetchall():
        yield concept(db, number)


def concepts_with(db: Database, language: str, key: str) -> list[int]:
    """Concepts that have a term of this key in this language."""
    rows = db.execute(
        "SELECT DISTINCT concept FROM terms WHERE language = ? AND key = ? ORDER BY concept", [language, key]
    )
    return [number for (number,) in rows]


def find_concepts(db: Database, query: str, limit: int = 50) -> list[int]:
    """Concepts with a term, in any language, whose key holds the key of the query; the closest first."""
    found: dict[int, int] = {}
    for (code,) in db.execute("SELECT DISTINCT language FROM terms"):
        key = get(code).key(query)
        if not key:
            continue
        for number, length in db.execute(
            "SELECT concept, min(length(key)) FROM terms WHERE language = ? AND instr(key, ?) GROUP BY concept",
            [code, key],
        ):
            found[number] = min(found.get(number, length), length)
    return sorted(found, key=lambda number: (found[number], number))[:limit]


def term_keys(db: Database, language: Language) -> dict[str, str]:
    """key -> text of all terms in this language that are not forbidden."""
    return dict(
        db.execute(
            "SELECT key, text FROM terms WHERE language = ? AND status <> 'forbidden'", [language.code]
        ).fetchall()
    )


@dataclass(frozen=True, slots=True)
class TermCounts:
    """How large the termbase is; `approved` counts preferred and admitted renderings."""

    concepts: int
    renderings: int
    approved: int


def term_counts(db: Database) -> TermCounts:
    """Concepts, renderings in other languages than Chinese, and how many of them a person approved."""
    return TermCounts(
        *db.execute("""
        SELECT (SELECT count(*) FROM concepts), count(*), coalesce(sum(status IN ('preferred', 'admitted')), 0)
        FROM terms WHERE language <> 'zh'
    """).fetchone()
    )


def history(db: Database, number: int) -> list[tuple[str, str, str, str, Term | None, Term | None]]:
    """(when, who, what, why, before, after) of a concept, oldest first."""
    rows = db.execute(
        "SELECT at, who, what, why, before, after FROM history WHERE concept = ? ORDER BY id", [number]
    )
    return [(*r[:4], _term(r[4]), _term(r[5])) for r in rows]


def _term(text: str | None) -> Term | None:
    if text is None:
        return None
    fields = json.loads(text)
    return Term(**{**fields, "status": TermStatus(fields["status"])})
