"""Knowing a finding again in a later version of the draft: by kind and by what it points at, never by offsets.

What stands in quotes must be the same. A whole sentence (something is missing in it) may have been edited elsewhere and
is known by likeness.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from rapidfuzz.fuzz import ratio

from corpora.languages import get
from corpora.model import Document, Span
from glossary.checking.model import Finding
from glossary.drafts.model import Answer, Mark, Quote

ALIKE = 60.0  # of 100; a sentence with half its words changed is another sentence


def mark_of(finding: Finding, source: Document, draft: Document) -> Mark:
    """What the finding is about. The Chinese sentence counts, not the bead: edits of a draft join and part beads."""
    around = _segments(source, finding.source)
    sentence = _key(source, around) if around else ""
    return Mark(finding.kind, sentence, _quote(source, finding.source), _quote(draft, finding.draft))


def _segments(document: Document, span: Span) -> Span | None:
    """From the start of the first segment the span touches to the end of the last; None for an empty span."""
    segments = document.segments
    first = bisect_right(segments, span.start, key=lambda s: s.end)
    last = bisect_left(segments, span.end, key=lambda s: s.start) - 1
    if span.start == span.end or not segments or first > last:
        return None
    return Span(segments[first].start, segments[last].end)


def _quote(document: Document, span: Span) -> Quote:
    return Quote(_key(document, span), span == _segments(document, span))


def _key(document: Document, span: Span) -> str:
    return get(document.language).key(document.body[span.start : span.end])


def same(one: Mark, other: Mark) -> bool:
    """Whether two findings of different versions are about the same thing."""
    if one.kind is not other.kind:
        return False
    if not (one.source.whole or other.source.whole) and one.sentence != other.sentence:
        return False
    return _alike(one.source, other.source) and _alike(one.draft, other.draft)


def _alike(one: Quote, other: Quote) -> bool:
    return one.text == other.text or (one.whole and other.whole and _likeness(one.text, other.text) >= ALIKE)


@lru_cache(maxsize=1 << 14)
def _likeness(one: str, other: str) -> float:
    return ratio(one, other, score_cutoff=ALIKE)


def answered(marks: Iterable[Mark], answers: Sequence[Answer]) -> list[Answer | None]:
    """The answer that holds for each mark: the last one given to exactly this, else to something like it."""
    exact = {a.mark: a for a in answers}
    return [
        exact.get(mark) or next((a for a in reversed(answers) if same(a.mark, mark)), None) for mark in marks
    ]


def gone(before: Sequence[Mark], now: Sequence[Mark]) -> list[int]:
    """Which findings of an earlier version, by place, are found no more."""
    kept = set(now)
    return [n for n, mark in enumerate(before) if mark not in kept and not any(same(mark, m) for m in now)]


SHARED = 0.5  # share of sentences a draft keeps when it is edited; another translation of the same text shares fewer


def same_draft(before: Document, now: Document) -> bool:
    """Whether a draft is a later version of another: most of its sentences are there already."""
    if before.language != now.language or not now.segments:
        return False
    known = _sentences(before)
    mine = _sentences(now)
    return len(mine & known) >= SHARED * max(1, min(len(mine), len(known)))


def _sentences(document: Document) -> set[str]:
    return {_key(document, Span(s.start, s.end)) for s in document.segments}
