"""Documents as arrays: cut at the beads a person fixed, units and anchors as numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

import numpy as np

from aligner.band import guide
from aligner.model import Bead
from aligner.shapes import Edges, Shape
from aligner.sides import Side
from corpora.model import Span

Ids = dict[str, int]
Cell = tuple[int, int]
Vectors = tuple[np.ndarray, np.ndarray]


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
    """A document, or what lies between two fixed points: s, t units, sa, ta anchors, x, y cumulative lengths.

    `guide` are cells the path should pass near, `vectors` those of the segments where a model gave some.
    """

    document: int
    source: Span
    target: Span
    s: Flat
    t: Flat
    sa: Flat
    ta: Flat
    x: np.ndarray
    y: np.ndarray
    guide: list[Cell]
    edges: tuple[Edges, Edges]
    vectors: Vectors | None

    def window(self, start: Cell, end: Cell) -> Piece:
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
            vectors=self.vectors and (self.vectors[0][s0:s1], self.vectors[1][t0:t1]),
        )


def flatten(rows: Sequence[Sequence[int] | np.ndarray]) -> Flat:
    at = np.concatenate(([0], np.cumsum([len(r) for r in rows]))).astype(np.int64)
    return Flat(np.fromiter((u for r in rows for u in r), np.int64, int(at[-1])), at)


@dataclass(frozen=True, slots=True)
class Work:
    """A document to be aligned, and what is known of it beforehand.

    `fixed` are the beads a person made; `cuts` are (i, j), rising: the document is cut before source segment i and
    before target segment j; `vectors` (n, d), (m, d) have a row of length 1 for every segment.
    """

    sides: tuple[Side, Side]
    fixed: Sequence[Bead]
    cuts: Sequence[Cell]
    vectors: Vectors | None


def cut(number: int, work: Work, ids: Numbering) -> Iterator[Piece]:
    """The pieces of a document before, between and after its fixed points; new anchors are numbered.

    A cut inside a fixed bead, or on the wrong side of one, gives way. Raises ValueError when fixed beads cross.
    """
    s0 = t0 = 0
    for source, target in [
        *_points(work),
        (Span(*[len(work.sides[0])] * 2), Span(*[len(work.sides[1])] * 2)),
    ]:
        yield _piece(number, work, Span(s0, source.start), Span(t0, target.start), ids)
        s0, t0 = source.end, target.end


def _points(work: Work) -> list[tuple[Span, Span]]:
    """Fixed beads and the cuts that go with them, in order."""
    fixed = sorted((b.source, b.target) for b in work.fixed)
    if any(s.end > s1.start or t.end > t1.start for (s, t), (s1, t1) in pairwise(fixed)):
        raise ValueError("固定的句对互相交叉，请先在对齐审校中改正。")
    cuts = [
        (Span(i, i), Span(j, j))
        for i, j in work.cuts
        if all((i <= s.start and j <= t.start) or (i >= s.end and j >= t.end) for s, t in fixed)
    ]
    return sorted([*fixed, *cuts])


def _piece(number: int, work: Work, source: Span, target: Span, ids: Numbering) -> Piece:
    left, right = work.sides
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
        work.vectors and (work.vectors[0][slice(*source)], work.vectors[1][slice(*target)]),
    )


def _edges(shapes: Sequence[Shape], ids: Numbering, side: int) -> Edges:
    opens, closes = ids.opens[side], ids.closes[side]
    return Edges(
        np.array([opens.setdefault(s.opens, len(opens)) for s in shapes], np.int64),
        np.array([closes.setdefault(s.closes, len(closes)) for s in shapes], np.int64),
        np.cumsum([0, *(s.sentences for s in shapes)]),
    )
