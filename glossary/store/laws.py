"""Articles of law that concepts were held against, and those amended since."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from sqlite_utils import Database

from corpora import store as corpora_store
from corpora.languages import get
from corpora.model import Document
from corpora.rights import Right
from corpora.store import guarded, write_tx
from glossary import laws
from glossary.laws import Amended, Citation
from glossary.store.rows import concept, concepts

__all__ = ["amended_concepts", "hold_against_laws", "hold_all_against_laws", "statutes"]


def statutes(db: Database, names: Iterable[str]) -> dict[str, dict[str, str]]:
    """law -> article -> text of the Chinese statutes with these names, as `glossary.laws` writes names and articles.

    Where several documents hold an article, the latest dated, or else imported, has the word.
    """
    wanted = set(names)
    rows = db.execute("""
        SELECT id, title FROM documents WHERE language = 'zh' AND genre = 'statute' AND title IS NOT NULL
        ORDER BY coalesce(date, ''), id
    """).fetchall()
    numbers = {number: laws.law_name(title) for number, title in rows if laws.law_name(title) in wanted}
    documents = {d.id: d for d in corpora_store.documents(db, list(numbers))}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for number, name in numbers.items():
        found[name] |= _articles(documents[number])
    return dict(found)


@lru_cache(maxsize=64)
def _articles(document: Document) -> dict[str, str]:
    """A statute is cut once while the program runs: it takes a tenth of a second, and a page asks at every key."""
    texts = [get("zh").text(document.raw(n)) for n in range(len(document.segments))]
    return laws.articles(texts)


@guarded(Right.TERM, "按现行法律核过概念")
def hold_against_laws(db: Database, number: int, who: str, at: str) -> None:
    """A person looked at a concept: the articles it cites count as read the way they read now."""
    cited = _cited(concept(db, number).laws)
    with write_tx(db):
        db.execute("DELETE FROM law_texts WHERE concept = ?", [number])
        if cited:
            _hold(db, {number: cited}, who, at)


@guarded(Right.TERM, "按现行法律核过概念")
def hold_all_against_laws(db: Database, who: str, at: str) -> None:
    """Note how articles read that concepts cite and that were never in the workspace before."""
    held = {
        (c, Citation(law, article))
        for c, law, article in db.execute("SELECT concept, law, article FROM law_texts")
    }
    open_ = {
        c.id: cited
        for c in concepts(db)
        if c.laws and (cited := [x for x in _cited(c.laws) if (c.id, x) not in held])
    }
    if open_:
        with write_tx(db):
            _hold(db, open_, who, at)  # type: ignore[arg-type]


def _cited(texts: Iterable[str]) -> list[Citation]:
    return list(dict.fromkeys(c for text in texts for c in laws.citations(text)))


def _hold(db: Database, cited: dict[int, list[Citation]], who: str, at: str) -> None:
    now = statutes(db, {c.law for list_ in cited.values() for c in list_})
    db.conn.executemany(
        "INSERT OR REPLACE INTO law_texts VALUES (?, ?, ?, ?, ?, ?)",
        [
            [number, c.law, c.article, now[c.law].get(c.heading, ""), who, at]
            for number, list_ in cited.items()
            for c in list_
            if c.law in now
        ],
    )


def amended_concepts(db: Database) -> list[Amended]:
    """Concepts that cite an article the workspace now holds with another text than they were held against."""
    rows = db.execute("SELECT concept, law, article, text FROM law_texts ORDER BY concept, law, article")
    then = {(number, Citation(law, article)): text for number, law, article, text in rows}
    return laws.amended(then, statutes(db, {citation.law for _, citation in then}))
