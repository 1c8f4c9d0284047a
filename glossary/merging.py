"""Concepts put together and taken apart: two that mean the same, one that means two things. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from corpora.languages import get
from glossary.model import Concept, LanguageSection, Term, TermStatus

_T = TypeVar("_T")

STRONGEST = (
    TermStatus.FORBIDDEN,
    TermStatus.PREFERRED,
    TermStatus.ADMITTED,
    TermStatus.DEPRECATED,
    TermStatus.SUPERSEDED,
    TermStatus.PROPOSED,
)  # of two terms that are one: a ban outlives an approval, a person's word outlives a proposal


def folded(terms: Iterable[Term]) -> tuple[Term, ...]:
    """Terms of a language that share a key become one; the first keeps its text and its id."""
    found: dict[tuple[str, str], Term] = {}
    for term in terms:
        key = term.language, get(term.language).key(term.text)
        found[key] = one_of(found[key], term) if key in found else term
    return tuple(found.values())


def one_of(first: Term, second: Term) -> Term:
    """Two entries of the same term as one: the stronger status with its authority, everything else of both."""
    strong, weak = sorted((first, second), key=lambda t: STRONGEST.index(t.status))
    return replace(
        strong,
        text=first.text,
        id=first.id if first.id is not None else second.id,
        source=_joined(first.source, second.source),
        note=_joined(first.note, second.note),
        dialect=strong.dialect or weak.dialect,
        jurisdiction=strong.jurisdiction or weak.jurisdiction,
        part_of_speech=strong.part_of_speech or weak.part_of_speech,
        abbreviation_of=strong.abbreviation_of or weak.abbreviation_of,
        forms=_union(first.forms, second.forms, () if first.text == second.text else (second.text,)),
        contexts=_union(first.contexts, second.contexts),
        valid_from=strong.valid_from or weak.valid_from,
        valid_to=strong.valid_to or weak.valid_to,
    )


def merged(first: Concept, second: Concept) -> Concept:
    """The first concept with all that the second says too. Where both prefer a term, the first's stays preferred."""
    preferred = {t.language for t in first.terms if t.status is TermStatus.PREFERRED}
    lesser = [
        replace(t, status=TermStatus.ADMITTED)
        if t.status is TermStatus.PREFERRED and t.language in preferred
        else t
        for t in second.terms
    ]
    return replace(
        first,
        domain=first.domain or second.domain,
        terms=folded((*first.terms, *lesser)),
        note=_joined(first.note, second.note),
        definition=first.definition or second.definition,
        definition_source=first.definition_source if first.definition else second.definition_source,
        laws=_union(first.laws, second.laws),
        related=_union(first.related, second.related),
        confusable=_union(first.confusable, second.confusable),
        sections=_sections(first.sections, second.sections),
    )


def split(concept: Concept, terms: Collection[int]) -> tuple[Concept, Concept]:
    """(what stays, a new concept of the terms with these ids), both with all that is said of the concept.

    A side without a Chinese term gets a copy of the other's: one Chinese word with two meanings. Raises
    ValueError when a side would have no rendering.
    """
    taken = tuple(t for t in concept.terms if t.id in terms)
    stays = tuple(t for t in concept.terms if t.id not in terms)
    if not taken or not stays:
        raise ValueError("拆分要在两边都留下术语。请选出一部分术语，而不是全部或一个也不选。")
    chinese = tuple(replace(t, id=None) for t in concept.terms_in("zh"))
    old, new = (side if _names(side) else (*chinese, *side) for side in (stays, taken))
    if any(len(_names(side)) == len(side) for side in (old, new)):
        raise ValueError("拆分要在两边都留下译法，不能只分出汉文。")
    apart = _names(old) != _names(new)
    return (
        replace(concept, terms=old, confusable=_union(concept.confusable, _names(new) if apart else ())),
        replace(
            concept, terms=new, id=None, confusable=_union(concept.confusable, _names(old) if apart else ())
        ),
    )


def _names(terms: tuple[Term, ...]) -> tuple[str, ...]:
    return tuple(t.text for t in terms if t.language == "zh")


def _sections(
    first: Iterable[LanguageSection], second: Iterable[LanguageSection]
) -> tuple[LanguageSection, ...]:
    """One section a language; what the first says of it stands."""
    found = {s.language: s for s in second}
    for section in first:
        weak = found.get(section.language, section)
        found[section.language] = replace(
            section,
            definition=section.definition or weak.definition,
            definition_source=section.definition_source if section.definition else weak.definition_source,
            equivalence=section.equivalence or weak.equivalence,
            equivalence_note=_joined(section.equivalence_note, weak.equivalence_note),
            note=_joined(section.note, weak.note),
        )
    return tuple(found.values())


def _joined(first: str, second: str) -> str:
    """Both, parted by the full-width semicolon sources are listed with; a part that both have stands once."""
    if not first or not second:
        return first or second
    return "；".join(dict.fromkeys(part for text in (first, second) for part in text.split("；") if part))


def _union(*lists: tuple[_T, ...]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(x for list_ in lists for x in list_))
