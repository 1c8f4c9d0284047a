"""Documents as arrays: cut at the beads a person fixed, units and anchors as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from aligner.band import guide
from aligner.model import Bead
from aligner.shapes import Edges, Shape
from aligner.sides import Side
from corpora.model import Span

Ids = dict[str, int]


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number of every form; those of units are given, the others grow as documents are cut."""

    source: Ids
    target: Ids
    anchors: Ids = field(default_factory=dict)
    opens: tuple[Ids, Ids] = field(default_factory=lambda: ({}, {}))
    closes: tuple[Ids, Ids] = field(default_factory=lambda: ({}, {}))


@dataclass(frozen=True, slots=True)
class Flat:
    """Ids of many segments or beads in one array: row n is ids[at[n]:at[n + 1]]."""

    ids: np.ndarray
    at: np.ndarray

    def span(self, start: int, end: int) -> np.ndarray:
        return self.ids[self.at[start] : self.at[end]]

    def rows(self, start: int, end: int) -> Flat:
        return Flat(self.span(start, end), self.at[start : end + 1] - self.at[start])

    def __len__(self) -> int:
        return len(self.at) - 1


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
    guide: list[tuple[int, int]]
    edges: tuple[Edges, Edges]


    def window(self, start: tuple[int, int], end: tuple[int, int]) -> Piece:
        """The part between two cells, without a guide of its own."""
        (s0, t0), (s1, t1) = start, end
        if (s0, t0, s1, t1) == (0, 0, len(self.s), len(self.t)):
            return self
        return replace(
            self,
            s=self.s.rows(s0, s1),
            t=self.t.rows(t0, t1),
            sa=self.sa.rows(s0, s1),
            ta=self.ta.rows(t0, t1),
            x=self.x[s0 : s1 + 1],
            y=self.y[t0 : t1 + 1],
            guide=[],
            edges=(self.edges[0].window(s0, s1), self.edges[1].window(t0, t1)),
        )


def flatten(rows: Sequence[Sequence[int] | np.ndarray]) -> Flat:
    at = np.concatenate(([0], np.cumsum([len(r) for r in rows]))).astype(np.int64)
    return Flat(np.fromiter((u for r in rows for u in r), np.int64, int(at[-1])), at)


def cut(
    number: int,
    sides: tuple[Side, Side],
    fixed: Sequence[Bead],
    ids: Numbering,
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
        yield _piece(number, sides, source, target, ids)
        s0, t0 = bead.source.end, bead.target.end


def _piece(number: int, sides: tuple[Side, Side], source: Span, target: Span, ids: Numbering) -> Piece:
    left, right = sides
    sa, ta = left.anchors[slice(*source)], right.anchors[slice(*target)]
    return Piece(
        number,
        source,
        target,
        flatten([[ids.source[u] for u in row] for row in left.units[slice(*source)]]),
        flatten([[ids.target[u] for u in row] for row in right.units[slice(*target)]]),
        flatten([[ids.anchors.setdefault(a, len(ids.anchors)) for a in sorted(row)] for row in sa]),
        flatten([[ids.anchors.setdefault(a, len(ids.anchors)) for a in sorted(row)] for row in ta]),
        np.cumsum([0, *left.lengths[slice(*source)]]),
        np.cumsum([0, *right.lengths[slice(*target)]]),
        guide(sa, ta),
        (_edges(left.shapes[slice(*source)], ids, 0), _edges(right.shapes[slice(*target)], ids, 1)),
    )


def _edges(shapes: Sequence[Shape], ids: Numbering, side: int) -> Edges:
    opens, closes = ids.opens[side], ids.closes[side]
    return Edges(
        np.array([opens.setdefault(s.opens, len(opens)) for s in shapes], np.int64),
        np.array([closes.setdefault(s.closes, len(closes)) for s in shapes], np.int64),
        np.cumsum([0, *(s.sentences for s in shapes)]),
    )
