"""One box for both directions: a term in any language leads to its concept and all its renderings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from corpora.languages import get
from glossary import store
from glossary.model import Candidate, Concept
from glossary.renderings import Rendering, merge
from glossary.scope import ANY, Scope, as_of


@dataclass(frozen=True, slots=True)
class Entry:
    """A Chinese term with its renderings by language code, best first; `concept` is None for a mere candidate."""

    term: str
    domain: str
    concept: int | None
    renderings: dict[str, list[Rendering]]


def find(db: Database, query: str, limit: int = 20, scope: Scope = ANY) -> list[Entry]:
    """Entries for a query in any language: the exact ones, then concepts whose terms contain it, then candidates.

    `scope`: whose terms, with the statuses of which day.
    """
    query = query.strip()
    if not query:
        return []
    zh = get("zh")
    found = entries_for(db, store.find_concepts(db, query, limit), scope)
    known = {zh.key(e.term) for e in found}
    for c in store.search_candidates(db, query, limit):
        if zh.key(c.source) not in known:
            known.add(zh.key(c.source))
            found += entries(db, c.source, scope)
    exact = zh.key(query)
    return sorted(found[:limit], key=lambda e: zh.key(e.term) != exact)


def find_exact(db: Database, text: str, language: str) -> list[Entry]:
    """Entries of which this text, by key, is a term in this language or one of the candidates."""
    zh = get("zh")
    found = entries_for(db, store.concepts_with(db, language, get(language).key(text)))
    known = {zh.key(e.term) for e in found}
    for c in store.candidates_for(db, text, language):
        if zh.key(c.source) not in known:
            known.add(zh.key(c.source))
            found += entries(db, c.source)
    return found


def entries_for(db: Database, numbers: list[int], scope: Scope = ANY) -> list[Entry]:
    """An entry a concept, in this order."""
    concepts = {s.concept.id: as_of(s.concept, scope) for s in store.states(db, numbers)}
    return [
        _entry(db, concept.terms_in("zh")[0].text, concept)
        for number in numbers
        if (concept := concepts[number]).terms_in("zh")
    ]


def entries(db: Database, term: str, scope: Scope = ANY) -> list[Entry]:
    """Everything known of one Chinese term: an entry for each concept it stands for, or one without concept."""
    return entries_for(db, store.concepts_of(db, term), scope) or [_entry(db, term, None)]


def entry(db: Database, term: str) -> Entry:
    """Everything known of one Chinese term, of its first meaning."""
    return entries(db, term)[0]


def _entry(db: Database, term: str, concept: Concept | None) -> Entry:
    """An entry: the concept's renderings with what texts show of them, and what only texts have."""
    names = [t.text for t in concept.terms_in("zh")] if concept else [term]
    candidates = {c.id: c for name in names for c in store.candidates_for(db, name, "zh")}
    codes = {c.target_language for c in candidates.values()}
    codes |= {t.language for t in concept.terms if t.language != "zh"} if concept else set()
    return Entry(
        term,
        concept.domain if concept else "",
        concept.id if concept else None,
        {
            code: merge(concept, _into(candidates.values(), code), code, get(code).key)
            for code in sorted(codes)
        },
    )


def _into(candidates: Iterable[Candidate], code: str) -> list[Candidate]:
    return [c for c in candidates if c.target_language == code]


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
                "scope": r.scope,
            }
            for code, list_ in entry.renderings.items()
            for r in list_
        ],
    }
