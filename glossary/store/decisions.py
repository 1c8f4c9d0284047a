"""Decisions: what people said of candidates and terms. They outlive every rebuild."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlite_utils import Database

from corpora.languages import get
from corpora.rights import Right
from corpora.store import guarded, write_tx
from glossary import signing
from glossary.model import Candidate, Concept, Signature, State, Term, TermStatus, Verdict
from glossary.renderings import Rendering
from glossary.store.candidates import candidate
from glossary.store.recording import Act, begin, change, judge, verdict_on
from glossary.store.rows import state
from glossary.store.terms import concept_of, holder_of

__all__ = [
    "decide",
    "decide_all",
    "decide_rendering",
    "rejected",
    "set_signatures_needed",
    "set_status",
    "set_statuses",
    "signatures_needed",
    "undecide",
]


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


def signatures_needed(db: Database) -> int:
    """How many different people sign before a term has a status: 1, or 2 where the workspace asks for it."""
    row = db.execute("SELECT value FROM termbase_settings WHERE name = 'signatures'").fetchone()
    return int(row[0]) if row else 1


@guarded(Right.TERM, "改审定要几人签署")
def set_signatures_needed(db: Database, needed: int) -> None:
    """1 or 2 people; what was signed before stays as it is."""
    with write_tx(db):
        db.execute("INSERT OR REPLACE INTO termbase_settings VALUES ('signatures', ?)", [str(needed)])


@guarded(Right.TERM, "审定译法")
def set_status(
    db: Database, term: int, status: TermStatus, who: str, at: str, why: str = "", replacement: str = ""
) -> bool:
    """A person signs a status for a term; True once it has it, see `glossary.signing.signed`. Raises KeyError."""
    with write_tx(db):
        number = holder_of(db, term)
        return _sign(db, begin(db, who, at, why), state(db, number), term, status, replacement)


@guarded(Right.TERM, "审定译法")
def set_statuses(
    db: Database, terms: Iterable[int], status: TermStatus, who: str, at: str, why: str = ""
) -> int:
    """The same status for many terms, all or none, as one act; returns it for `revert`. Raises as `set_status`."""
    with write_tx(db):
        act = begin(db, who, at, why)
        for term in terms:
            _sign(db, act, state(db, holder_of(db, term)), term, status)
        return act.number


def _sign(
    db: Database, act: Act, before: State, term: int, status: TermStatus, replacement: str = ""
) -> bool:
    mark = Signature(term, status, act.who, act.at)
    after = signing.signed(before, mark, signatures_needed(db), act.why, replacement)
    done = next(t.status for t in after.concept.terms if t.id == term) is status
    change(db, act, "status" if done else "sign", before, after)
    return done


@guarded(Right.TERM, "审定候选术语")
def decide(
    db: Database,
    number: int,
    accepted: bool,
    who: str,
    at: str,
    status: TermStatus = TermStatus.PREFERRED,
    why: str = "",
) -> int | None:
    """A person accepts a candidate (it becomes a term; returns its concept) or rejects it for good. Raises KeyError."""
    with write_tx(db):
        return _decide(db, begin(db, who, at, why), candidate(db, number), status if accepted else None)


@guarded(Right.TERM, "审定候选术语")
def decide_all(
    db: Database,
    numbers: Iterable[int],
    accepted: bool,
    who: str,
    at: str,
    status: TermStatus = TermStatus.PREFERRED,
    why: str = "",
) -> int:
    """The same decision on many candidates, all or none, as one act; returns it for `revert`. Raises KeyError."""
    with write_tx(db):
        act = begin(db, who, at, why)
        for number in numbers:
            _decide(db, act, candidate(db, number), status if accepted else None)
        return act.number


@guarded(Right.TERM, "审定译法")
def decide_rendering(
    db: Database,
    r: Rendering,
    status: TermStatus | None,
    who: str,
    at: str,
    why: str = "",
    replacement: str = "",
) -> int:
    """Sign a status for a rendering, be it a term, a candidate or both; None rejects it. Returns the act.

    A rejected candidate is never proposed again; a rejected term is deprecated. Raises as `set_status` does.
    """
    with write_tx(db):
        act = begin(db, who, at, why)
        if r.candidate is not None:
            _decide(db, act, candidate(db, r.candidate), status, replacement)
        if r.term is not None and (r.candidate is None or status is None):
            wanted = status or TermStatus.DEPRECATED
            _sign(db, act, state(db, holder_of(db, r.term)), r.term, wanted, replacement)
        return act.number


def _decide(
    db: Database, act: Act, c: Candidate, status: TermStatus | None, replacement: str = ""
) -> int | None:
    """A status for the term the candidate becomes, or None to reject it; returns the concept."""
    before, holder = verdict_on(db, c), concept_of(db, c.source)
    if status:
        rendering = Term(c.target_language, c.target, source=f"工作区文书 {c.together} 处")
        holder, term = _put_in(db, act, holder, c, rendering)
        _sign(db, act, state(db, holder), term, status, replacement)
    accepted = status is not None
    after = Verdict(c.source_language, c.target_language, c.source, c.target, accepted, act.who, act.at)
    judge(db, act, "accept" if accepted else "reject", holder, before, after)
    return holder if accepted else None


def _put_in(db: Database, act: Act, holder: int | None, c: Candidate, rendering: Term) -> tuple[int, int]:
    """The candidate as a proposed term of its concept: (concept, term)."""
    key = get(c.target_language).key(c.target)
    if holder is None:
        chinese = Term(c.source_language, c.source, source=rendering.source)
        holder = change(db, act, "add", None, State(Concept("", (chinese, rendering))))
    before = state(db, holder)
    same = [t for t in before.concept.terms_in(c.target_language) if get(t.language).key(t.text) == key]
    if not same:
        after = replace(before, concept=replace(before.concept, terms=(*before.concept.terms, rendering)))
        change(db, act, "add", before, after)
        return _put_in(db, act, holder, c, rendering)
    return holder, int(same[0].id or 0)


@guarded(Right.TERM, "撤销候选术语的决定")
def undecide(db: Database, number: int, who: str, at: str) -> None:
    """Take a decision on a candidate back: it waits again, and the term it made is proposed again."""
    with write_tx(db):
        c = candidate(db, number)
        act = begin(db, who, at, "撤销")
        holder = concept_of(db, c.source)
        judge(db, act, "withdraw", holder, verdict_on(db, c), None)
        if holder:
            before = state(db, holder)
            key = get(c.target_language).key(c.target)
            for term in before.concept.terms_in(c.target_language):
                if get(term.language).key(term.text) == key:
                    _sign(db, act, before, int(term.id or 0), TermStatus.PROPOSED)
