"""One side of a document as the aligner sees it: units, lengths and anchors of each segment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from aligner.shapes import Shape, shape
from corpora import placeables
from corpora.languages import Language
from corpora.model import Kind, Section

_CARRIED = regex.compile(r"[\p{Latin}]{3,}|\d+(?:[.,]\d+)*")
_MARK = regex.compile(r"[^\p{L}\p{M}\p{N}\s\N{TIBETAN MARK INTERSYLLABIC TSHEG}]")
_TELLING = frozenset(Kind) - {Kind.MASK}

Entry = tuple[tuple[str, ...], tuple[str, ...]]  # units of a term and of its rendering


@dataclass(frozen=True, slots=True)
class Side:
    """Segments of one side: forms of units and of marks (commas, quotes), length in code points without blanks,
    anchors that survive translation, shapes.

    An anchor is a canonical placeable ("date:2020-10-15"), a token that stays as it is, or the section a
    segment opens.
    """

    units: tuple[tuple[str, ...], ...]
    lengths: tuple[int, ...]
    anchors: tuple[frozenset[str], ...]
    shapes: tuple[Shape, ...]

    def __len__(self) -> int:
        return len(self.units)


def prepare(texts: Sequence[str], language: Language, sections: Sequence[Section] | None = None) -> Side:
    """A side from the display texts of its segments, with the section of each where they are known."""
    return Side(
        tuple(units(text, language) for text in texts),
        tuple(max(1, sum(not c.isspace() for c in text)) for text in texts),
        tuple(frozenset(_anchors(text, language) | _opening(n, sections)) for n, text in enumerate(texts)),
        tuple(shape(text, len(language.sentences(text))) for text in texts),
    )


def units(text: str, language: Language) -> tuple[str, ...]:
    """Forms of the units of a display text, then its marks."""
    return (*(unit.form for unit in language.units(text)), *_MARK.findall(text))


def entry(pair: tuple[str, str], languages: tuple[Language, Language]) -> Entry:
    """A term and its rendering as the aligner learns them."""
    return tuple(units(language.text(text), language) for text, language in zip(pair, languages, strict=True))


def _anchors(text: str, language: Language) -> set[str]:
    found = placeables.find(text, language)
    values = {f"{p.kind}:{p.value}" for p in found if p.kind in _TELLING}
    covered = [(p.start, p.end) for p in found]
    for match in _CARRIED.finditer(text):
        if not any(start < match.end() and match.start() < end for start, end in covered):
            values.add(match[0].casefold())
    return values


def _opening(n: int, sections: Sequence[Section] | None) -> set[str]:
    if sections is None or (n and sections[n] == sections[n - 1]):
        return set()
    return {f"section:{sections[n]}"} - {f"section:{Section.BODY}"}
