"""One box for both directions: a term in any language leads to its concept and all its renderings."""

from __future__ import annotations

from dataclasses import dataclass

from sqlite_utils import Database

from corpora.languages import get
from glossary import store
from glossary.renderings import Rendering, merge


@dataclass(frozen=True, slots=True)
class Entry:
    """A Chinese term with its renderings by language code, best first; `concept` is None for a mere candidate."""

    term: str
    domain: str
    concept: int | None
    renderings: dict[str, list[Rendering]]


def find(db: Database, query: str, limit: int = 20) -> list[Entry]:
    """Entries for a query in any language: the exact ones, then concepts whose terms contain it, then candidates."""
    query = query.strip()
    if not query:
        return []
    zh = get("zh")
    terms: dict[str, str] = {}
    for number in store.find_concepts(db, query, limit):
        for term in store.concept(db, number).terms:
            if term.language == zh.code:
                terms.setdefault(zh.key(term.text), term.text)
    for c in store.search_candidates(db, query, limit):
        terms.setdefault(zh.key(c.source), c.source)
    entries = [entry(db, text) for text in list(terms.values())[:limit]]
    exact = zh.key(query)
    return sorted(entries, key=lambda e: zh.key(e.term) != exact)


def find_exact(db: Database, text: str, language: str) -> list[Entry]:
    """Entries of which this text, by key, is a term in this language or one of the candidates."""
    zh, key = get("zh"), get(language).key(text)
    terms = {
        zh.key(term.text): term.text
        for number in store.concepts_with(db, language, key)
        for term in store.concept(db, number).terms
        if term.language == zh.code
    }
    for c in store.candidates_for(db, text, language):
        terms.setdefault(zh.key(c.source), c.source)
    return [entry(db, term) for term in terms.values()]


def entry(db: Database, term: str) -> Entry:
    """Everything known of one Chinese term."""
    number = store.concept_of(db, term)
    concept = store.concept(db, number) if number else None
    candidates = store.candidates_for(db, term, "zh")
    codes = {c.target_language for c in candidates}
    codes |= {t.language for t in concept.terms if t.language != "zh"} if concept else set()
    renderings = {
        code: merge(concept, [c for c in candidates if c.target_language == code], code, get(code).key)
        for code in sorted(codes)
    }
    return Entry(term, concept.domain if concept else "", number, renderings)


def as_dict(entry: Entry) -> dict:
    """For programs: the entry as plain JSON values."""
    return {
        "term": entry.term,
        "domain": entry.domain,
        "renderings": [
            {
                "language": code,
                "text": r.text,
                "status": r.status,
                "source": r.source,
                "authority": r.authority,
                "count": r.count,
            }
            for code, list_ in entry.renderings.items()
            for r in list_
        ],
    }
