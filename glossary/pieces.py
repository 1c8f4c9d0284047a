"""Which candidates are pieces of longer ones: 时代中国特色 of 新时代中国特色社会主义."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

NESTED = 0.9  # share of its places inside one longer candidate that makes a piece
SURE = 0.5  # confidence a word needs to be held against all places of its run

Place = tuple[int, int, int, int, int]  # candidate, start and end in the source, in the target


def pieces(places: Sequence[np.ndarray], kept_for: Sequence[int]) -> list[bool]:
    """Which candidates stand mostly inside one longer candidate, on both sides.

    `places`: of each candidate, n x 5 (bead, start and end in the source, in the target); `kept_for`: the number of
    places that the share is of.
    """
    inside: list[Counter[int]] = [Counter() for _ in places]
    for here in _by_bead(places):
        for n, *place in here:
            for m, *around in here:
                if m != n and _within(place, around):
                    inside[n][m] += 1
    return [
        bool(found) and max(found.values()) >= NESTED * least for found, least in zip(inside, kept_for, strict=True)
    ]


def _by_bead(places: Sequence[np.ndarray]) -> Iterator[list[Place]]:
    if not places:
        return
    every = np.concatenate([np.column_stack([found[:, 0], np.full(len(found), n), found[:, 1:]]) for n, found in enumerate(places)])
    every = every[np.argsort(every[:, 0], kind="stable")]
    edges = np.flatnonzero(np.diff(every[:, 0])) + 1
    for start, end in zip([0, *edges.tolist()], [*edges.tolist(), len(every)], strict=True):
        yield every[start:end, 1:].tolist()


def _within(inner: Sequence[int], outer: Sequence[int]) -> bool:
    """Whether the inner place is inside the outer on both sides and shorter in the source."""
    a, b, c, d = inner
    w, x, y, z = outer
    return w <= a and b <= x and (a, b) != (w, x) and y <= c and d <= z
