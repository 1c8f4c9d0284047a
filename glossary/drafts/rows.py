"""Text and findings side by side: which finding stands at which pair of passages, and where in their display texts."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpora.model import Span
from glossary.checking.model import Face, Finding, Passage


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding in a row: its number among the findings, and its spans in the row's two texts (empty: nothing to mark)."""

    number: int
    source: Span
    draft: Span


@dataclass(frozen=True, slots=True)
class Row:
    """A face of the draft with the findings that stand at it, in order."""

    face: Face
    findings: tuple[Placed, ...]


def rows(faces: Sequence[Face], findings: Sequence[Finding]) -> list[Row]:
    """Every face with its findings. A finding stands at the first face it points at; an omission runs on below it."""
    found: list[list[Placed]] = [[] for _ in faces]
    source, draft = _Places([f.source for f in faces]), _Places([f.draft for f in faces])
    for number, finding in enumerate(findings):
        at = _home(source, draft, finding)
        spans = within(faces[at].source, finding.source), within(faces[at].draft, finding.draft)
        found[at].append(Placed(number, *spans))
    return [Row(face, tuple(placed)) for face, placed in zip(faces, found, strict=True)]


class _Places:
    """Where the passages of one side stand, to be asked which of them a span touches."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self.numbers = [n for n, p in enumerate(passages) if p.text]
        self.starts = [passages[n].span.start for n in self.numbers]
        self.ends = [passages[n].span.end for n in self.numbers]

    def touched(self, span: Span) -> set[int]:
        first, last = bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)
        return set(self.numbers[first:last]) if span.start < span.end else set()

    def before(self, place: int) -> int:
        """The passage a place in the body stands in or behind."""
        return self.numbers[max(0, bisect_right(self.starts, place) - 1)] if self.numbers else 0


def _home(source: _Places, draft: _Places, finding: Finding) -> int:
    """The face both spans touch, else one of them, the draft's first; where there is nothing to touch, the one before."""
    in_source, in_draft = source.touched(finding.source), draft.touched(finding.draft)
    touched = (in_source & in_draft) or in_draft or in_source
    return min(touched) if touched else draft.before(finding.draft.start)


def _touch(passage: Passage, span: Span) -> bool:
    start, end = passage.span
    return bool(passage.text) and start < span.end and span.start < end


def within(passage: Passage, span: Span) -> Span:
    """A span of the body as a span of the passage's display text; empty where they do not meet."""
    if not _touch(passage, span):
        return Span(0, 0)
    last = len(passage.text)
    start = bisect_left(passage.places, span.start, 0, last)
    return Span(start, max(start, bisect_left(passage.places, span.end, 0, last)))
