"""Where and when a term is the term: its days, where it is the term in law, its dialect area. Pure.

A day is ISO 8601, as exact as it is known; two days are compared as far as both are known, and doubt excludes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from glossary.model import Concept, Term, TermStatus

_PARTED = regex.compile(r"[、，,；;/／\s]+")  # several areas in one field


@dataclass(frozen=True, slots=True)
class Scope:
    """What is asked for: a day, a jurisdiction, a dialect area; "" asks for any."""

    day: str = ""
    jurisdiction: str = ""
    dialect: str = ""


ANY = Scope()


def areas(text: str) -> tuple[str, ...]:
    """The areas a field names.

    >>> areas("青海、甘肃"), areas("")
    (('青海', '甘肃'), ())
    """
    return tuple(part for part in _PARTED.split(text) if part)


def described(term: Term) -> str:
    """Where and when a term is the term, in words; "" where nothing is said.

    >>> described(Term("bo", "ཀ", dialect="安多", valid_to="2019"))
    '安多 · 有效 … 至 2019'
    """
    days = (
        f"有效 {term.valid_from or '…'} 至 {term.valid_to or '今'}"
        if term.valid_from or term.valid_to
        else ""
    )
    return " · ".join(part for part in (term.dialect, term.jurisdiction, days) if part)


def covers(term: Term, scope: Scope) -> bool:
    """Whether a term is one of this jurisdiction and dialect area; a term that names none is one of all."""
    asked = ((term.jurisdiction, scope.jurisdiction), (term.dialect, scope.dialect))
    return all(not wanted or not areas(named) or wanted in areas(named) for named, wanted in asked)


def ended(term: Term, day: str) -> bool:
    """Whether a term was out of force on this day.

    >>> ended(Term("bo", "ཀ", valid_to="2019"), "2020-01-01"), ended(Term("bo", "ཀ", valid_to="2019"), "2019-12-31")
    (True, False)
    """
    return bool(day and term.valid_to) and _later(day, term.valid_to)


def ahead(term: Term, day: str) -> bool:
    """Whether a term was not yet in force on this day."""
    return bool(day and term.valid_from) and _later(term.valid_from, day)


def _later(one: str, other: str) -> bool:
    known = min(len(one), len(other))
    return one[:known] > other[:known]


def on(term: Term, day: str) -> Term:
    """A term with the status it had on a day: one that ended is superseded, one that had not begun a mere proposal.

    What people ruled out stays so.
    """
    if ended(term, day) and term.status in (TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.PROPOSED):
        return replace(term, status=TermStatus.SUPERSEDED, reason=term.reason or f"有效期至 {term.valid_to}")
    if ahead(term, day) and term.status.approved:
        return replace(term, status=TermStatus.PROPOSED)
    return term


def as_of(concept: Concept, scope: Scope) -> Concept:
    """The concept as one court has it on one day: the terms that are its own, with the statuses of the day.

    Chinese names stay, wherever they are from: they are what the others are found by.
    """
    kept = (t for t in concept.terms if t.language == "zh" or covers(t, scope))
    return replace(concept, terms=tuple(on(t, scope.day) for t in kept))


def within(concept: Concept, scope: Scope) -> Concept | None:
    """The concept without the renderings that are not in force or not of this scope; None when none is left."""
    if scope == ANY:
        return concept
    terms = tuple(
        t
        for t in concept.terms
        if t.language == "zh" or (covers(t, scope) and not ended(t, scope.day) and not ahead(t, scope.day))
    )
    return replace(concept, terms=terms) if any(t.language != "zh" for t in terms) else None
