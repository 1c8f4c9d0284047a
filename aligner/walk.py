"""One round over one document: scores, posteriors and the path on which most segments are expected to lie rightly.

Long documents are walked in windows that overlap, each starting where the last one surely ended, so that
memory stays the same however long they are and the band follows the path wherever it drifts.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligner.band import Band, band, whole
from aligner.dp_kernel import NEVER, best_path, posteriors
from aligner.embedding import bead_evidence, evidence
from aligner.pieces import Cell, Piece
from aligner.scoring import Background, Beads, Model, Settings, bead_scores
from aligner.steps import STEPS

WINDOW, OVERLAP = 1_500, 300  # source segments of a window that are kept, and that follow them
FULL = 250_000  # tables up to so many cells are looked at wholly in the first round
WIDE, NARROW = 80, 40  # half the band's width in target segments, round anchors and round a path
LEAST = 0.1  # posterior from which a bead teaches
_SEGMENTS = STEPS.sum(axis=1).astype(np.float32)


def walk(
    piece: Piece, path: Beads | None, model: Model, background: Background, settings: Settings
) -> tuple[Beads, Beads]:
    """(path, all likely beads) of a piece; `path` is that of the round before, None in the first."""
    last = (len(piece.s), len(piece.t))
    guide = piece.guide if path is None else list(map(tuple, path.rows[:, [2, 4]]))
    start, found = (0, 0), []
    while True:
        rest = last[0] - start[0] <= WINDOW + OVERLAP
        end = last if rest else _ahead(guide, start, last)
        chain = [
            (i - start[0], j - start[1])
            for i, j in guide
            if start[0] <= i <= end[0] and start[1] <= j <= end[1]
        ]
        window = piece.window(start, end)
        cells = _cells(len(window.s), len(window.t), chain, first=path is None)
        done, likely = (beads.moved(*start) for beads in _look(window, cells, model, background, settings))
        if rest:
            found.append((done, likely))
            break
        done = done.upto(start[0] + WINDOW)
        start = tuple(done.rows[-1, [2, 4]].tolist())
        found.append((done, likely.upto(start[0])))
    return Beads.join([one for one, _ in found]), Beads.join([many for _, many in found])


def _ahead(guide: Sequence[Cell], start: Cell, last: Cell) -> Cell:
    """Where a window from `start` ends: on the straight line to the next cell of the guide behind its end."""
    points = [start, *(cell for cell in guide if cell[0] > start[0] and cell[1] > start[1]), last]
    i = start[0] + WINDOW + OVERLAP
    return i, int(np.interp(i, [p[0] for p in points], [p[1] for p in points]))


def _cells(n: int, m: int, chain: Sequence[Cell], first: bool) -> Band:
    if first and (n + 1) * (m + 1) <= FULL:
        return whole(n, m)
    return band(n, m, chain, WIDE if first else NARROW)


def _look(
    piece: Piece, cells: Band, model: Model, background: Background, settings: Settings
) -> tuple[Beads, Beads]:
    """The path on which most segments are expected to be in the right bead, and all likely beads.

    Beads are weighed by their segments: counted one each, a path would gain by cutting a bead in two.
    """
    place = (cells.low, cells.high, cells.at)
    scores = bead_scores(piece, cells, model, background, settings)
    if piece.vectors is not None:
        found = bead_evidence(evidence(*piece.vectors, cells), cells, STEPS)
        scores += np.float32(settings.vector_weight) * found
    inside = scores > NEVER
    chances = posteriors(STEPS, scores, *place)
    told = posteriors(STEPS, np.where(inside, scores / np.float32(settings.heat), np.float32(NEVER)), *place)
    path = best_path(STEPS, np.where(inside, chances * _SEGMENTS, np.float32(NEVER)), *place)
    ends = np.cumsum(STEPS[path], axis=0)
    own = cells.at[ends[:, 0]] + ends[:, 1] - cells.low[ends[:, 0]]
    row, step = np.nonzero(chances > LEAST)
    i = np.searchsorted(cells.at, row, side="right") - 1
    j = row - cells.at[i] + cells.low[i]
    return _beads(path, ends, told[own, path]), _beads(step, np.stack([i, j], 1), chances[row, step])


def _beads(steps: np.ndarray, ends: np.ndarray, chances: np.ndarray) -> Beads:
    starts = ends - STEPS[steps]
    return Beads(np.stack([steps, starts[:, 0], ends[:, 0], starts[:, 1], ends[:, 1]], 1), chances)
