"""Terms: what people put in, and where a term is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from sqlite_utils import Database

from corpora.languages import Language, get
from corpora.rights import Right
from corpora.store import guarded, permit, write_tx
from glossary import merging
from glossary.model import Concept, State, Term, TermStatus
from glossary.scope import areas
from glossary.store.laws import hold_against_laws
from glossary.store.recording import Act, begin, change
from glossary.store.rows import state, states

__all__ = [
    "Limits",
    "TermCounts",
    "add_term",
    "concept_of",
    "concepts_of",
    "concepts_with",
    "find_concepts",
    "holder_of",
    "merge",
    "proposed",
    "proposed_counts",
    "put_concept",
    "put_concepts",
    "remove_concept",
    "split",
    "term_counts",
    "term_keys",
    "term_languages",
    "term_limits",
    "term_pairs",
]


@guarded(Right.TERM, "改术语")
def put_concept(db: Database, concept: Concept, who: str, at: str, why: str = "") -> int:
    """Add a concept (no id) or make the one with its id say exactly this; returns its id.

    Terms that share a language and a key are put in as one. Terms without an id take that of the term with their
    key; names under a term stay as long as its status does. Raises KeyError for an id that is not there, ValueError for a concept without terms or a name.
    """
    with write_tx(db):
        return _put(db, begin(db, who, at, why), concept)


@guarded(Right.TERM, "导入术语")
def put_concepts(db: Database, concepts: Iterable[Concept], who: str, at: str, why: str = "") -> int:
    """Put many concepts in, all or none, as one act; returns it for `revert`. Raises as `put_concept` does."""
    with write_tx(db):
        act = begin(db, who, at, why)
        for concept in concepts:
            _put(db, act, concept)
        return act.number


def _put(db: Database, act: Act, concept: Concept) -> int:
    if not concept.terms:
        raise ValueError("概念里一个术语也没有。请至少写出汉文名称。")
    before = state(db, concept.id) if concept.id is not None else None
    terms = merging.folded(concept.terms)
    statuses = {t.id: t.status for t in terms}
    signatures = tuple(s for s in before.signatures if statuses.get(s.term) is s.status) if before else ()
    after = State(replace(concept, terms=terms), signatures)
    number = change(db, act, "edit" if before else "add", before, after)
    if concept.laws or (before and before.concept.laws):
        hold_against_laws(db, number, act.who, act.at)
    return number


@guarded(Right.TERM, "删术语")
def remove_concept(db: Database, number: int, who: str, at: str, why: str = "") -> None:
    """Take a concept out of the termbase; its history stays and can bring it back. Raises KeyError."""
    with write_tx(db):
        change(db, begin(db, who, at, why), "remove", state(db, number), None)


@guarded(Right.LEARN, "提出译法")
def add_term(db: Database, domain: str, zh: str, term: Term, who: str, at: str, why: str = "") -> int:
    """Put a rendering into the concept of its Chinese term, made when there is none; returns the concept.

    A rendering that is there already, by key, keeps what people said of it.
    """
    if term.status is not TermStatus.PROPOSED:
        permit(db, Right.TERM, "加入审定过的译法", who)
    with write_tx(db):
        number = concept_of(db, zh)
        if number is None:
            chinese = Term("zh", zh, term.status, term.source, term.authority)
            return _put(db, begin(db, who, at, why), Concept(domain, (chinese, term)))
        before = state(db, number)
        terms = before.concept.terms
        if len(merging.folded((*terms, term))) > len(terms):
            after = replace(before, concept=replace(before.concept, terms=(*terms, replace(term, id=None))))
            change(db, begin(db, who, at, why), "add", before, after)
        return number


@guarded(Right.TERM, "合并概念")
def merge(db: Database, first: int, second: int, who: str, at: str, why: str = "") -> int:
    """Two concepts mean the same: the first takes all of the second in; returns the first.

    Raises KeyError, and ValueError for a concept with itself.
    """
    if first == second:
        raise ValueError("这是同一个概念，不用合并。请选另一个概念。")
    with write_tx(db):
        one, two = state(db, first), state(db, second)
        act = begin(db, who, at, why)
        together = merging.merged(one.concept, two.concept)
        change(db, act, "merge", two, None)
        kept = {(t.id, t.status) for t in together.terms}
        signatures = tuple(s for s in (*one.signatures, *two.signatures) if (s.term, s.status) in kept)
        change(db, act, "merge", one, State(together, signatures))
        hold_against_laws(db, first, who, at)
        return first


@guarded(Right.TERM, "拆分概念")
def split(db: Database, number: int, terms: Collection[int], who: str, at: str, why: str = "") -> int:
    """One concept means two things: the terms with these ids become a concept of their own; returns that.

    Raises KeyError, and ValueError when one side would have no rendering.
    """
    with write_tx(db):
        before = state(db, number)
        stays, goes = merging.split(before.concept, terms)
        act = begin(db, who, at, why)
        change(db, act, "split", before, State(stays, before.signatures))
        new = change(db, act, "split", None, State(goes, before.signatures))
        hold_against_laws(db, new, who, at)
        return new


# Where a term is found


def concept_of(db: Database, zh: str) -> int | None:
    """The first concept that holds this Chinese term, by key."""
    return next(iter(concepts_of(db, zh)), None)


def concepts_of(db: Database, zh: str) -> list[int]:
    """The concepts that hold this Chinese term, by key: several where it means several things."""
    return concepts_with(db, "zh", get("zh").key(zh))


def concepts_with(db: Database, language: str, key: str) -> list[int]:
    """Concepts that have a term of this key in this language."""
    rows = db.execute(
        "SELECT DISTINCT concept FROM terms WHERE language = ? AND key = ? ORDER BY concept", [language, key]
    )
    return [number for (number,) in rows]


def holder_of(db: Database, term: int) -> int:
    """The concept of a term. Raises KeyError."""
    row = db.execute("SELECT concept FROM terms WHERE id = ?", [term]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {term} 的术语")
    return int(row[0])


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


def proposed(db: Database, language: str, query: str = "", limit: int = 200) -> list[tuple[str, Term]]:
    """(Chinese term, rendering) of what was imported or typed in and nobody has signed yet.

    `query` is part of the Chinese term or of the source.
    """
    rows = db.execute(
        """
        SELECT DISTINCT t.concept, t.id FROM terms t JOIN terms z ON z.concept = t.concept AND z.language = 'zh'
        WHERE t.language = ? AND t.status = 'proposed' AND (instr(z.text, ?) OR instr(t.source, ?))
        AND t.id NOT IN (SELECT term FROM signatures) ORDER BY t.concept, t.id LIMIT ?
        """,
        [language, query, query, limit],
    ).fetchall()
    concepts = {s.concept.id: s.concept for s in states(db, list({concept for concept, _ in rows}))}
    terms = {t.id: t for c in concepts.values() for t in c.terms}
    return [(concepts[concept].terms_in("zh")[0].text, terms[term]) for concept, term in rows]


def proposed_counts(db: Database) -> dict[str, int]:
    """Renderings nobody has signed yet, by language."""
    return dict(
        db.execute("""
        SELECT language, count(*) FROM terms WHERE language <> 'zh' AND status = 'proposed'
        AND id NOT IN (SELECT term FROM signatures) GROUP BY 1 ORDER BY 2 DESC
    """)
    )


def term_keys(db: Database, language: Language) -> dict[str, str]:
    """key -> text of all terms in this language that are not forbidden."""
    return dict(
        db.execute(
            "SELECT key, text FROM terms WHERE language = ? AND status <> 'forbidden'", [language.code]
        ).fetchall()
    )


def term_languages(db: Database) -> dict[str, int]:
    """Renderings by language, the most first."""
    return dict(
        db.execute(
            "SELECT language, count(*) FROM terms WHERE language <> 'zh' GROUP BY 1 ORDER BY 2 DESC, 1"
        )
    )


@dataclass(frozen=True, slots=True)
class Limits:
    """What renderings are restricted to: areas they name, the most frequent first, and whether any has a first or last day."""

    jurisdictions: tuple[str, ...]
    dialects: tuple[str, ...]
    dated: bool


def term_limits(db: Database) -> Limits:
    """What renderings of the termbase are restricted to."""
    (dated,) = db.execute(
        "SELECT EXISTS (SELECT 1 FROM terms WHERE language <> 'zh' AND (valid_from <> '' OR valid_to <> ''))"
    ).fetchone()
    return Limits(_named(db, "jurisdiction"), _named(db, "dialect"), bool(dated))


def _named(db: Database, column: str) -> tuple[str, ...]:
    rows = db.execute(
        f"SELECT {column}, count(*) FROM terms WHERE language <> 'zh' AND {column} <> '' GROUP BY 1"
    )
    counts: Counter[str] = Counter()
    for text, count in rows:
        counts.update(dict.fromkeys(areas(text), count))
    return tuple(name for name, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


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


def term_pairs(db: Database) -> dict[str, list[tuple[str, str]]]:
    """(Chinese term, rendering) by language: what the termbase knows and nobody advises against."""
    rows = db.execute("""
        SELECT t.language, s.text, t.text FROM terms s JOIN terms t ON t.concept = s.concept
        WHERE s.language = 'zh' AND t.language <> 'zh' AND t.status IN ('proposed', 'preferred', 'admitted')
        ORDER BY t.language, s.id, t.id
    """)
    found: dict[str, list[tuple[str, str]]] = {}
    for language, source, target in rows:
        found.setdefault(language, []).append((source, target))
    return found
