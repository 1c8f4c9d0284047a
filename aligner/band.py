"""The band: which cells of a document's alignment table are looked at, so that time and memory stay linear."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.steps import REACH


@dataclass(frozen=True, slots=True)
class Band:
    """Cells j in low[i] .. high[i]-1 of row i, and the segment pairs both directions need for them.

    `at`, `seg_at`, `back_at` are the offsets of the rows in flat arrays.
    """

    low: np.ndarray
    high: np.ndarray
    at: np.ndarray
    seg_low: np.ndarray
    seg_high: np.ndarray
    seg_at: np.ndarray
    back_low: np.ndarray
    back_high: np.ndarray
    back_at: np.ndarray


def whole(n: int, m: int) -> Band:
    """All cells of an n x m document."""
    return _band(np.zeros(n + 1, np.int64), np.full(n + 1, m + 1, np.int64))


def band(n: int, m: int, guide: Sequence[tuple[int, int]], half: int) -> Band:
    """The cells of an n x m document at most `half` target segments from the guide, a rising chain of cells."""
    points = sorted({(0, 0), *guide, (n, m)})
    centre = np.interp(np.arange(n + 1), [p[0] for p in points], [p[1] for p in points])
    half = max(half, int(1.5 * m / max(n, 1)) + REACH)
    before = np.concatenate(([0.0], centre[:-1]))    # rows overlap however steep the guide is
    low = np.maximum.accumulate(np.clip(before - half, 0, m).astype(np.int64))
    high = np.maximum.accumulate(np.clip(centre + half + 1, 1, m + 1).astype(np.int64))
    low[0], high[-1] = 0, m + 1
    return _band(low, high)


def _band(low: np.ndarray, high: np.ndarray) -> Band:
    m = int(high[-1]) - 1
    seg_low = np.maximum(low[:-1] - REACH, 0)
    seg_high = np.minimum(high[1:], m)
    targets = np.arange(m)
    back_low = np.searchsorted(seg_high, targets, side="right")
    back_high = np.maximum(np.searchsorted(seg_low, targets, side="right"), back_low)
    return Band(
        low, high, _offsets(low, high), seg_low, seg_high, _offsets(seg_low, seg_high),
        back_low, back_high, _offsets(back_low, back_high),
    )  # fmt: skip


def _offsets(low: np.ndarray, high: np.ndarray) -> np.ndarray:
    return (
        np.concatenate(([0], np.cumsum(high - low)))[:-1].astype(np.int64)
        if len(low)
        else np.zeros(0, np.int64)
    )


def guide(source: Sequence[frozenset[str]], target: Sequence[frozenset[str]]) -> list[tuple[int, int]]:
    """Cells before segments that share an anchor found once on each side, as the longest rising chain."""
    places_s, places_t = _once(source), _once(target)
    points = sorted({(places_s[a], places_t[a]) for a in places_s.keys() & places_t.keys()})
    return _longest_chain(points)


def _once(side: Sequence[frozenset[str]]) -> dict[str, int]:
    places = defaultdict(list)
    for n, anchors in enumerate(side):
        for anchor in anchors:
            places[anchor].append(n)
    return {anchor: where[0] for anchor, where in places.items() if len(where) == 1}


def _longest_chain(points: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Longest subsequence that rises in both coordinates (patience sorting)."""
    tails: list[int] = []
    before: list[int] = []
    ends: list[int] = []
    ordered = sorted(points, key=lambda p: (p[0], -p[1]))
    for n, (_, j) in enumerate(ordered):
        place = int(np.searchsorted(tails, j))
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [j]
        ends[place : place + 1] = [n]
    chain, n = [], ends[-1] if ends else -1
    while n >= 0:
        chain.append(ordered[n])
        n = before[n]
    return chain[::-1]
