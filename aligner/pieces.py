"""Documents as arrays: cut at the beads a person fixed, units and anchors as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from aligner.band import Band, band, guide
from aligner.model import Bead
from aligner.sides import Side
from corpora.model import Span

Ids = dict[str, int]


@dataclass(frozen=True, slots=True)
class Flat:
    """Ids of many segments or beads in one array: row n is ids[at[n]:at[n + 1]]."""

    ids: np.ndarray
    at: np.ndarray

    def span(self, start: int, end: int) -> np.ndarray:
        return self.ids[self.at[start] : self.at[end]]


@dataclass(frozen=True, slots=True)
class Piece:
    """A document, or what lies between two fixed beads: s, t units, sa, ta anchors, x, y cumulative lengths."""

    document: int
    source: Span
    target: Span
    s: Flat
    t: Flat
    sa: Flat
    ta: Flat
    x: np.ndarray
    y: np.ndarray
    band: Band


def flatten(rows: Sequence[Sequence[int] | np.ndarray]) -> Flat:
    at = np.concatenate(([0], np.cumsum([len(r) for r in rows]))).astype(np.int64)
    return Flat(np.fromiter((u for r in rows for u in r), np.int64, int(at[-1])), at)


def cut(
    number: int,
    sides: tuple[Side, Side],
    fixed: Sequence[Bead],
    source_ids: Ids,
    target_ids: Ids,
    anchors: Ids,
) -> Iterator[Piece]:
    """The pieces of a document before, between and after its fixed beads; new anchors are numbered.

    Raises ValueError when fixed beads cross.
    """
    s0 = t0 = 0
    end = Bead(Span(len(sides[0]), len(sides[0])), Span(len(sides[1]), len(sides[1])))
    for bead in [*sorted(fixed, key=lambda b: (b.source, b.target)), end]:
        if bead.source.start < s0 or bead.target.start < t0:
            raise ValueError("固定的句对互相交叉，请先在对齐审校中改正。")
        source, target = Span(s0, bead.source.start), Span(t0, bead.target.start)
        yield _piece(number, sides, source, target, source_ids, target_ids, anchors)
        s0, t0 = bead.source.end, bead.target.end


def _piece(number, sides, source, target, source_ids, target_ids, anchors) -> Piece:
    left, right = sides
    sa, ta = left.anchors[slice(*source)], right.anchors[slice(*target)]
    return Piece(
        number,
        source,
        target,
        flatten([[source_ids[u] for u in row] for row in left.units[slice(*source)]]),
        flatten([[target_ids[u] for u in row] for row in right.units[slice(*target)]]),
        flatten([[anchors.setdefault(a, len(anchors)) for a in sorted(row)] for row in sa]),
        flatten([[anchors.setdefault(a, len(anchors)) for a in sorted(row)] for row in ta]),
        np.cumsum([0.0, *left.lengths[slice(*source)]]),
        np.cumsum([0.0, *right.lengths[slice(*target)]]),
        band(source.end - source.start, target.end - target.start, guide(sa, ta)),
    )
