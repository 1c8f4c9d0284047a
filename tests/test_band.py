"""The band: whole for small documents, narrow for long ones, never losing what the kernels need."""

from itertools import combinations, pairwise

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import band as module
from aligner.band import band, guide, whole
from aligner.steps import REACH


def anchors(*segments: str) -> list[frozenset[str]]:
    return [frozenset(segment.split()) for segment in segments]


@given(st.integers(0, 20), st.integers(0, 20))
def test_small_documents_are_looked_at_wholly(n, m):
    table = whole(n, m)
    assert list(table.low) == [0] * (n + 1) and list(table.high) == [m + 1] * (n + 1)


def test_long_documents_cost_the_same_for_every_segment():
    widths = {n: (table := band(n, n, [], 80)).at[-1] / n for n in (2_000, 8_000, 32_000)}
    assert max(widths.values()) < 1.1 * min(widths.values())
    assert widths[2_000] <= 161
    assert table.seg_high[0] - table.seg_low[0] <= 160 + 2 * REACH


@settings(max_examples=60)
@given(st.integers(1, 40), st.integers(1, 40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
def test_every_narrow_band_is_whole(n, m, points):
    """It rises, holds both corners, overlaps from row to row, and its segment pairs cover every bead's."""
    table = band(n, m, module._longest_chain(sorted({p for p in points if p[0] <= n and p[1] <= m})), 3)
    assert table.low[0] == 0 and table.high[-1] == m + 1
    assert (np.diff(table.low) >= 0).all() and (np.diff(table.high) >= 0).all()
    assert (table.low < table.high).all() and (table.low[1:] < table.high[:-1]).all()
    assert list(np.diff(table.at)) == list((table.high - table.low)[:-1])
    for i in range(n):
        for j in range(table.low[i + 1], table.high[i + 1]):
            assert table.seg_low[i] <= max(0, j - REACH) and j <= table.seg_high[i]
            for t in range(max(0, j - REACH), j):
                assert table.back_low[t] <= i < table.back_high[t]


def test_guide_goes_through_anchors_found_once_on_each_side():
    left = anchors("a", "b x", "", "c", "x")
    right = anchors("a", "", "b", "x", "c")
    assert guide(left, right) == [(0, 0), (1, 2), (3, 4)]


def test_guide_leaves_out_what_crosses():
    assert guide(anchors("a", "b", "c", "d"), anchors("b", "c", "d", "a")) == [(1, 0), (2, 1), (3, 2)]


def test_guide_of_nothing_is_empty():
    assert guide([], []) == [] and guide(anchors("a"), anchors("b")) == []


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=7))
def test_longest_chain_is_as_long_as_any(points):
    def rises(chain):
        return all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(chain))

    points = sorted(set(points))
    found = module._longest_chain(points)
    longest = max(len(c) for k in range(len(points) + 1) for c in combinations(points, k) if rises(c))
    assert rises(found) and set(found) <= set(points) and len(found) == longest


def test_a_guide_moves_the_band():
    away = band(3_000, 3_000, [(1_000, 2_000)], 80)
    assert away.low[1_000] <= 2_000 < away.high[1_000]
    straight = band(3_000, 3_000, [], 80)
    assert not straight.low[1_000] <= 2_000 < straight.high[1_000]
