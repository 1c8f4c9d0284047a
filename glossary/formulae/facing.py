"""A sentence and its translation face to face: which slot of one is which place of the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from corpora import placeables
from corpora.languages import Language
from corpora.model import Kind, Placeable, Span
from glossary.formulae.model import Slot, SlotKind
from glossary.formulae.skeletons import Sentence, placeable_kind, tokens
from glossary.formulae.wording import NAMED, Wording, law_titles, masked, name_start

_ENDING = 4  # letters right behind a slot that count as its ending


@dataclass(frozen=True, slots=True)
class Facing:
    """`places[n]` is where slot n of the source stands in the translation, None where it was not found.

    `placed` are the same places as slots, in order of the translation.
    """

    source: Sentence
    target: str
    places: tuple[Span | None, ...]
    placed: tuple[Slot, ...]
    skeleton: str

    @property
    def missing(self) -> int:
        return sum(place is None for place in self.places)


@dataclass(frozen=True, slots=True)
class _Ground:
    """Where the slots of a sentence are looked for."""

    source: Sentence
    target: str
    found: Sequence[Placeable]
    language: Language
    wording: Wording


def face(source: Sentence, target: str, language: Language, wording: Wording) -> Facing:
    """Find every slot of the source in its translation: laws in their order, known names, equal values, masked names."""
    ground = _Ground(source, target, placeables.find(target, language), language, wording)
    taken = bytearray(len(target))
    places: list[Span | None] = [None] * len(source.slots)
    for look in (_laws, _renderings, _equal, _masked):
        for n, slot in enumerate(source.slots):
            free = (s for s in look(slot, ground) if not any(taken[slice(*s)]))
            if places[n] is None and (span := next(free, None)):
                places[n] = span
                taken[slice(*span)] = b"\1" * (span.end - span.start)
    pairs = [(slot, place) for slot, place in zip(source.slots, places, strict=True) if place]
    placed = tuple(sorted((Slot(s.kind, s.value, *p) for s, p in pairs), key=lambda s: s.start))
    return Facing(source, target, tuple(places), placed, _skeleton(target, placed, language))


def _laws(slot: Slot, ground: _Ground) -> Iterator[Span]:
    if slot.kind is SlotKind.LAW:
        laws, titles = [s for s in ground.source.slots if s.kind is SlotKind.LAW], law_titles(ground.target)
        if len(laws) == len(titles):
            yield Span(*titles[laws.index(slot)])


def _renderings(slot: Slot, ground: _Ground) -> Iterator[Span]:
    if slot.kind in NAMED:
        for rendering in ground.wording.names.get(slot.value, ()):
            yield from (Span(*m.span()) for m in regex.finditer(regex.escape(rendering), ground.target))


def _equal(slot: Slot, ground: _Ground) -> Iterator[Span]:
    kind = placeable_kind(slot.kind)
    if kind:
        yield from (Span(p.start, p.end) for p in ground.found if (p.kind, p.value) == (kind, slot.value))
    elif slot.kind is SlotKind.ITEM:
        head = len(ground.target) - len(ground.target.lstrip(" \n\t(（"))
        spelled = (*ground.language.spellings(int(slot.value)), slot.value)
        forms = [form for form in spelled if form and ground.target.startswith(form, head)]
        if forms:
            yield Span(head, head + len(max(forms, key=len)))


def _masked(slot: Slot, ground: _Ground) -> Iterator[Span]:
    """Masked names with their number, in order; first those whose surname is known to be written so."""
    surname, _, number = masked(slot.value) if slot.kind is SlotKind.NAME else ("", "", "")
    if not surname:
        return
    spans = [
        (start, p.end) for p in ground.found
        if p.kind is Kind.MASK and p.value[1:] == number
        and (start := name_start(ground.target, p)) is not None
    ]  # fmt: skip
    known = ground.wording.surnames.get(surname, ())
    spans.sort(key=lambda span: not any(ground.target.startswith(form, span[0]) for form in known))
    yield from (Span(*span) for span in spans)


def _skeleton(target: str, placed: tuple[Slot, ...], language: Language) -> str:
    """The translation's skeleton; an ending written on to a slot is left out, as it changes with what stands there."""
    found = tokens(target, placed, language)
    kept = [form for n, (form, span) in enumerate(found) if not (language.joiner and _ends_slot(found, n))]
    return " ".join(kept)


def _ends_slot(found: Sequence[tuple[str, Span]], n: int) -> bool:
    form, span = found[n]
    return (
        n > 0
        and found[n - 1][0].startswith("{")
        and span.start == found[n - 1][1].end
        and len(form) <= _ENDING
    )
