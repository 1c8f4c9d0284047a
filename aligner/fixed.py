"""What people decided, as the sentence aligner can use it: where it may not go, and what it learns.

A confirmed bead with two sides cuts the document. A sentence said to have no counterpart does not: nobody
said where among the other side's sentences it stands, and a wrong place would cut wrongly. Such sentences are
taken out before the document is aligned and put back after.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain

from aligner.cover import REST, chained, two_sided
from aligner.model import Bead
from aligner.sides import Side
from corpora.model import Span

_NOTHING = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Reduced:
    """A document without the sentences that have no counterpart.

    `sides` and `fixed` are what `sentences.align` takes; `kept` are the segments left, as the whole document
    numbers them, `alone` the beads taken out.
    """

    sides: tuple[Side, Side]
    fixed: tuple[Bead, ...]
    kept: tuple[tuple[int, ...], tuple[int, ...]]
    alone: tuple[Bead, ...]


def take_out(sides: tuple[Side, Side], fixed: Sequence[Bead]) -> Reduced:
    """The document as the aligner should see it, given the confirmed beads of it."""
    alone = tuple(b for b in fixed if not two_sided(b))
    out = {n for b in alone for n in range(*b.source)}, {n for b in alone for n in range(*b.target)}
    kept = tuple(
        tuple(n for n in range(len(side)) if n not in gone) for side, gone in zip(sides, out, strict=True)
    )
    return Reduced(
        tuple(_only(side, numbers) for side, numbers in zip(sides, kept, strict=True)),
        tuple(replace(b, source=_within(b.source, kept[0]), target=_within(b.target, kept[1]))
              for b in fixed if two_sided(b)),
        kept,
        alone,
    )  # fmt: skip


def put_back(reduced: Reduced, beads: Sequence[Bead]) -> list[Bead]:
    """The beads of the whole document from those of the reduced one.

    A bead that would close over a sentence taken out keeps its longer part; the rest waits as nulls.
    """
    whole = [part for bead in beads for part in _widened(bead, reduced.kept)]
    return chained(_merged(whole, reduced.alone))


def lessons(
    sides: tuple[Side, Side], beads: Sequence[Bead]
) -> list[tuple[tuple[Side, Side], tuple[Bead, ...]]]:
    """(document, its fixed beads) for `sentences.align`: documents of one confirmed bead each, all there is in them.

    Each comes twice: what a person vouches for needs no second meeting to enter the lexicon.
    """
    found = []
    for bead in filter(two_sided, beads):
        parts = tuple(
            _only(side, range(*span)) for side, span in zip(sides, (bead.source, bead.target), strict=True)
        )
        whole = replace(bead, source=Span(0, len(parts[0])), target=Span(0, len(parts[1])))
        found += [(parts, (whole,))] * 2
    return found


def _only(side: Side, numbers: Sequence[int]) -> Side:
    return Side(*(tuple(rows[n] for n in numbers) for rows in (side.units, side.lengths, side.anchors, side.shapes)))


def _within(span: Span, kept: Sequence[int]) -> Span:
    start = bisect_left(kept, span.start)
    return Span(start, start + span.end - span.start)


def _widened(bead: Bead, kept: tuple[tuple[int, ...], tuple[int, ...]]) -> list[Bead]:
    sources, targets = (
        _runs(numbers[slice(*span)]) for numbers, span in zip(kept, (bead.source, bead.target), strict=True)
    )
    s, t = (max(runs, key=lambda r: r.end - r.start, default=_NOTHING) for runs in (sources, targets))
    before = [*_apart([r for r in sources if r < s], 0), *_apart([r for r in targets if r < t], 1)]
    after = [*_apart([r for r in sources if r > s], 0), *_apart([r for r in targets if r > t], 1)]
    return [*before, replace(bead, source=s, target=t), *after]


def _apart(runs: Sequence[Span], side: int) -> list[Bead]:
    """Sentences of one side as nulls."""
    return [Bead(*((run, _NOTHING) if side == 0 else (_NOTHING, run)), method=REST) for run in runs]


def _runs(numbers: Sequence[int]) -> list[Span]:
    """Consecutive numbers as spans."""
    runs: list[Span] = []
    for n in numbers:
        if runs and runs[-1].end == n:
            runs[-1] = Span(runs[-1].start, n + 1)
        else:
            runs.append(Span(n, n + 1))
    return runs


def _merged(beads: Sequence[Bead], alone: Sequence[Bead]) -> list[Bead]:
    """The taken out beads among the others: each before the first bead that holds later sentences of its side."""
    waiting = {
        side: sorted((b for b in alone if _first(b, side) is not None), key=lambda b: _first(b, side))
        for side in (0, 1)
    }
    out: list[Bead] = []
    for bead in beads:
        for side in (0, 1):
            at = _first(bead, side)
            while at is not None and waiting[side] and _first(waiting[side][0], side) < at:
                out.append(waiting[side].pop(0))
        out.append(bead)
    return list(chain(out, *waiting.values()))


def _first(bead: Bead, side: int) -> int | None:
    """The first segment the bead holds of a side."""
    span = (bead.source, bead.target)[side]
    return span.start if span.start < span.end else None
