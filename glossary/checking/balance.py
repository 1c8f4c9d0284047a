"""A passage without counterpart that makes its neighbour whole is no omission and no addition.

Where a long sentence became several, an aligner may leave one of them alone. Lengths tell: the bead beside it is too short
for its other side, and right with it. As in Gale and Church (1993, section 2) the ratio of lengths is what counts; its
middle and spread come from the text itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from statistics import median

from aligner.model import Bead
from corpora.model import Span

LEAST_BEADS = 8  # from which a text tells its own ratio
NARROWEST = 0.15  # of the log ratio, however regular a text is
TAKEN_IN = 1.0  # spreads by which a bead may be off with what it takes in to be whole
SMALL, ROOM = 0.1, 1.5  # a tenth of its neighbour tells too little: with that it may be off by this much


@dataclass(frozen=True, slots=True)
class Ratio:
    """log(draft / source) in characters: its middle and its spread."""

    middle: float
    spread: float

    def off(self, bead: Bead, lengths: Lengths) -> float:
        """How many spreads the lengths of a two-sided bead are off."""
        s, t = (
            sum(side[slice(*span)]) for side, span in zip(lengths, (bead.source, bead.target), strict=True)
        )
        return abs(log(t / s) - self.middle) / self.spread


Lengths = tuple[Sequence[int], Sequence[int]]  # of the segments of both sides


def ratio(beads: Sequence[Bead], lengths: Lengths) -> Ratio | None:
    """What the one-to-one beads say; None where there are too few."""
    logs = [
        log(lengths[1][b.target.start] / lengths[0][b.source.start])
        for b in beads
        if b.source.end - b.source.start == b.target.end - b.target.start == 1
    ]
    if len(logs) < LEAST_BEADS:
        return None
    middle = median(logs)
    return Ratio(middle, max(NARROWEST, 1.4826 * median(abs(x - middle) for x in logs)))


def settled(beads: Sequence[Bead], lengths: Lengths) -> list[Bead]:
    """Beads in order, with those of one side put to the neighbour they make whole."""
    known = ratio(beads, lengths)
    out = list(beads)
    at = 0
    while known and at < len(out):
        near = (
            [n for n in (at - 1, at + 1) if 0 <= n < len(out) and _whole(out[n])]
            if not _whole(out[at])
            else []
        )
        better = [n for n in near if _fits(out[n], _together(out[n], out[at]), known, lengths)]
        if better:
            n = min(better, key=lambda n: known.off(_together(out[n], out[at]), lengths))
            out[min(n, at) : max(n, at) + 1] = [_together(out[n], out[at])]
            at = min(n, at)
        at += 1
    return out


def _whole(bead: Bead) -> bool:
    return bead.source.end > bead.source.start and bead.target.end > bead.target.start


def _fits(bead: Bead, larger: Bead, known: Ratio, lengths: Lengths) -> bool:
    off = known.off(larger, lengths)
    small = all(
        new - old < SMALL * old for new, old in zip(_size(larger, lengths), _size(bead, lengths), strict=True)
    )
    return off < min(known.off(bead, lengths), TAKEN_IN) or (small and off < ROOM)


def _size(bead: Bead, lengths: Lengths) -> tuple[int, int]:
    return sum(lengths[0][slice(*bead.source)]), sum(lengths[1][slice(*bead.target)])


def _together(one: Bead, other: Bead) -> Bead:
    spans = zip((one.source, one.target), (other.source, other.target), strict=True)
    source, target = (Span(min(a.start, b.start), max(a.end, b.end)) for a, b in spans)
    return replace(one, source=source, target=target, method="joined")
