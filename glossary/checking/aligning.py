"""A draft beside its source: both are aligned, and every bead becomes two passages face to face."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from aligner.lexicon import Lexicon
from aligner.model import Bead
from aligner.sentences import align
from aligner.sides import Side, prepare
from aligner.texts import segment_texts
from corpora.languages import get
from corpora.model import Document, Section, Span
from glossary.checking.balance import settled
from glossary.checking.model import Face, Passage


def faces(source: Document, draft: Document, lexicon: Lexicon | None = None) -> list[Face]:
    """The two documents bead by bead, in order. `lexicon` is what earlier judgments of the two languages taught."""
    sides = _side(source), _side(draft)
    beads = joined(align([sides], lexicon).beads[0])
    return face_to_face(source, draft, settled(beads, (sides[0].lengths, sides[1].lengths)))


def _side(document: Document) -> Side:
    language = get(document.language)
    return prepare(segment_texts(document), language, [s.section for s in document.segments])


def joined(beads: Sequence[Bead]) -> list[Bead]:
    """A segment without counterpart beside one on the other side is no omission next to an addition: the two are one bead."""
    out: list[Bead] = []
    for bead in beads:
        if out and _nulls_facing(out[-1], bead):
            last = out.pop()
            bead = Bead(_around(last.source, bead.source), _around(last.target, bead.target), method="joined")
        out.append(bead)
    return out


def _nulls_facing(one: Bead, other: Bead) -> bool:
    return (_empty(one.source) and _empty(other.target)) or (_empty(one.target) and _empty(other.source))


def _empty(span: Span) -> bool:
    return span.start == span.end


def _around(one: Span, other: Span) -> Span:
    return other if _empty(one) else one


def face_to_face(source: Document, draft: Document, beads: Iterable[Bead]) -> list[Face]:
    """Beads as passages."""
    return [
        Face(
            passage(source, bead.source),
            passage(draft, bead.target),
            _section(source, bead.source),
            bead.source,
            bead.target,
        )
        for bead in beads
    ]


def _section(document: Document, segments: Span) -> Section:
    return document.segments[segments.start].section if not _empty(segments) else Section.BODY


def passage(document: Document, segments: Span) -> Passage:
    """The display text of consecutive segments and the way back into the body."""
    language = get(document.language)
    gap = " " if language.joiner else ""
    text, places = "", []
    for n in range(*segments):
        segment = document.segments[n]
        raw = document.raw(n)
        shown = language.text(raw)
        if text:
            text += gap
            places += [places[-1] + 1] * len(gap)
        text += shown
        places += [segment.start + at for at in way_back(raw, shown)]
    return Passage(text, (*places, _end(document, segments)))


def _end(document: Document, segments: Span) -> int:
    """Where the passage ends; for an empty one, where it would stand: behind the segment before it."""
    return document.segments[segments.end - 1].end if segments.end else 0


def way_back(raw: str, shown: str) -> list[int]:
    """For every character of the display text the place in the raw text it comes from, rising."""
    if raw == shown:
        return list(range(len(raw)))
    return list(_matched(raw, shown))


def _matched(raw: str, shown: str) -> Iterator[int]:
    last = max(len(raw) - 1, 0)
    for _, r0, r1, s0, s1 in SequenceMatcher(None, raw, shown, autojunk=False).get_opcodes():
        yield from (min(r0 + n, max(r1 - 1, r0), last) for n in range(s1 - s0))
