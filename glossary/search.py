"""One box over terms and texts: what is typed is understood once (`aligner.query`) and asked of both."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process
from sqlite_utils import Database

from aligner import store as aligner_store
from aligner.query import SIMILAR, Mode, Query, asked, parse, pattern
from aligner.store import Found
from glossary import lookup, store
from glossary.lookup import Entry
from glossary.scope import ANY, Scope


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood, the terms it names with all their renderings, and a page of the pairs it stands in."""

    query: Query
    entries: list[Entry]
    found: Found


def ask(
    db: Database,
    box: str,
    language: str | None = None,
    limit: int = 20,
    offset: int = 0,
    scope: Scope = ANY,
) -> Answer:
    """Terms and pairs for what was typed; `language` is the other language of the pairs, None any; `scope` of the terms."""
    query = parse(box)
    return Answer(
        query, entries(db, query, limit, scope), aligner_store.find(db, query, language, limit, offset)
    )


def entries(db: Database, query: Query, limit: int = 20, scope: Scope = ANY) -> list[Entry]:
    """Terms that answer a query in any language, the exact ones first."""
    if query.mode is Mode.KEY:
        found = [
            e for text in (query.text, query.tibetan) if text for e in lookup.find(db, text, limit, scope)
        ]
    else:
        found = [e for term in _named(db, query)[:limit] for e in lookup.entries(db, term, scope)]
    kept = {(entry.term, entry.concept): entry for entry in found}
    return list(kept.values())[:limit]


def _named(db: Database, query: Query) -> list[str]:
    """Chinese terms a quoted, wildcard or fuzzy query leads to, the likeliest first."""
    ranked: dict[str, float] = {}
    for language, text in asked(query):
        names = store.names(db, language.code)
        key = language.key(text)
        if query.mode is Mode.FUZZY:
            found = process.extract(
                key, [name for name, _ in names], scorer=fuzz.ratio, score_cutoff=SIMILAR, limit=None
            )
            scores = [(names[n][1], score) for _, score, n in found]
        elif query.mode is Mode.EXACT:
            scores = [(term, 100.0) for name, term in names if name == key]
        else:
            wanted = pattern(text, language, language.key)
            scores = [(term, 100.0) for name, term in names if wanted.fullmatch(name)]
        for term, score in scores:
            ranked[term] = max(score, ranked.get(term, 0.0))
    return sorted(ranked, key=lambda term: -ranked[term])
