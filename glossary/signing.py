"""Signing: a term has a status once enough different people have put their names under it. Pure."""

from __future__ import annotations

from dataclasses import replace

from glossary.model import Signature, State, Term, TermStatus

BARRED = (TermStatus.FORBIDDEN, TermStatus.DEPRECATED, TermStatus.SUPERSEDED)


def signed(state: State, mark: Signature, needed: int, why: str = "", replacement: str = "") -> State:
    """The concept after a person signed a status for one of its terms.

    With fewer than `needed` names the term keeps the status it has and the name waits. A person who signs another
    status takes the earlier name back; once a status holds, names under others are gone. To propose a term again
    takes one person. A forbidden term names its reason (`why`) and what to use instead: `replacement`, or the
    preferred term. Raises KeyError, and ValueError when those are missing.
    """
    term = next((t for t in state.concept.terms if t.id == mark.term), None)
    if term is None:
        raise KeyError(f"没有编号为 {mark.term} 的术语")
    if mark.status in BARRED:
        replacement = replacement or _preferred(state, term)
    if mark.status is TermStatus.FORBIDDEN and not (why and replacement):
        raise ValueError("禁用一个译法要写明理由，并写明应改用哪个译法（已有推荐译法时可以不写）。")
    others = tuple(s for s in state.signatures if s.term != mark.term)
    mine = tuple(s for s in state.signatures if s.term == mark.term and s.who != mark.who)
    if mark.status is TermStatus.PROPOSED:
        return _decided(State(state.concept, others), term, mark, "", why, replacement)
    names = tuple(s for s in mine if s.status is mark.status)
    if len(names) + 1 < needed and term.status is not mark.status:
        return State(state.concept, (*others, *mine, mark))
    authority = "、".join(dict.fromkeys(s.who for s in (*names, mark)))
    return _decided(State(state.concept, (*others, *names, mark)), term, mark, authority, why, replacement)


def _preferred(state: State, term: Term) -> str:
    return next(
        (
            t.text
            for t in state.concept.terms_in(term.language)
            if t.status is TermStatus.PREFERRED and t.id != term.id
        ),
        "",
    )


def _decided(state: State, term: Term, mark: Signature, who: str, why: str, replacement: str) -> State:
    """The term with its new status. A concept prefers one term a language: the one before becomes admitted."""
    barred = mark.status in BARRED
    decided = replace(
        term,
        status=mark.status,
        authority=term.authority if term.document and who else who,
        decided=term.decided if term.document and who else mark.at[:10] if who else "",
        reason=why if barred else "",
        replacement=replacement if barred else "",
    )
    lesser = {
        t.id: replace(t, status=TermStatus.ADMITTED)
        for t in state.concept.terms_in(term.language)
        if t.status is TermStatus.PREFERRED and mark.status is TermStatus.PREFERRED
    }
    terms = tuple(decided if t.id == term.id else lesser.get(t.id, t) for t in state.concept.terms)
    signatures = tuple(
        replace(s, status=TermStatus.ADMITTED)
        if s.term in lesser and s.term != term.id and s.status is TermStatus.PREFERRED
        else s
        for s in state.signatures
    )
    return State(replace(state.concept, terms=terms), signatures)


def waiting_names(state: State) -> dict[int, tuple[Signature, ...]]:
    """Term -> names under a status the term does not have yet."""
    statuses = {t.id: t.status for t in state.concept.terms}
    found: dict[int, tuple[Signature, ...]] = {}
    for s in state.signatures:
        if statuses.get(s.term) is not s.status:
            found[s.term] = (*found.get(s.term, ()), s)
    return found
