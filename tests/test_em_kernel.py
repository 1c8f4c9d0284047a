"""The kernels of the sentence lexicon against sums written out."""

from math import log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.em_kernel import expect, explain, find, locate, meet, renumber, share
from aligner.pieces import flatten
from aligner.steps import REACH

UNITS = 5
SEGMENTS = st.lists(st.lists(st.integers(0, UNITS - 1), max_size=4), min_size=1, max_size=6)


def table(seed: int):
    """A random sparse table of pairs as (dict, rows, columns, values), and the background share of each s."""
    rng = np.random.default_rng(seed)
    q = {(s, t): rng.random() for s in range(UNITS) for t in range(UNITS) if rng.random() < 0.5}
    rows = np.array([sum(s < n for s, _ in q) for n in range(UNITS + 1)], np.int64)
    columns = np.array([t for _, t in q], np.int32)
    return q, rows, columns, np.array(list(q.values())), rng.random(UNITS)


def place(q: dict, s: int, t: int) -> int:
    return list(q).index((s, t)) if (s, t) in q else -1


def every_cell(n: int, m: int):
    return np.zeros(n, np.int64), np.full(n, m), np.arange(n, dtype=np.int64) * m


@given(st.lists(st.integers(0, 20), unique=True), st.integers(0, 20))
def test_find(columns, wanted):
    columns = np.array([99, *sorted(columns), 0], np.int32)   # another row on either side
    place = find(1, len(columns) - 1, columns, wanted)
    assert (columns[place] == wanted) if wanted in columns[1:-1] else place == -1


BEADS = st.lists(st.tuples(*[st.lists(st.integers(0, UNITS - 1), max_size=4)] * 2), min_size=1, max_size=5)


@settings(max_examples=40)
@given(BEADS, st.integers(0, 10**6))
def test_meet_counts_the_beads_of_each_pair(beads, seed):
    weights = np.random.default_rng(seed).random(len(beads))
    s, t = (flatten([b[side] for b in beads]) for side in (0, 1))
    rows, columns = meet(s.ids, s.at, t.ids, t.at, weights, UNITS, UNITS, 0.8)
    met = {(x, y) for x in range(UNITS) for y in columns[rows[x] : rows[x + 1]].tolist()}
    assert met == {
        (x, y) for x in range(UNITS) for y in range(UNITS)
        if sum(w for (left, right), w in zip(beads, weights, strict=True) if x in left and y in right) >= 0.8
    }  # fmt: skip
    assert all(np.all(np.diff(columns[rows[x] : rows[x + 1]]) > 0) for x in range(UNITS))


@pytest.mark.parametrize("turned", [False, True])
@settings(max_examples=40)
@given(BEADS, st.integers(0, 10**6))
def test_expect_shares_every_unit_among_the_others_and_nothing(turned, beads, seed):
    q, rows, columns, values, beta = table(seed)
    rng = np.random.default_rng(seed)
    background, weights = rng.dirichlet(np.ones(UNITS)), rng.random(len(beads))
    counts, totals = np.zeros(len(q)), np.zeros(UNITS)
    s, t = (flatten([b[side] for b in beads]) for side in (0, 1))
    if turned:  # the cells as the other direction lays them out
        cells = np.array([place(q, x, y) for left, right in beads for y in right for x in left], np.int32)
    else:
        cells = locate(s.ids, s.at, t.ids, t.at, rows, columns)
    expect(s.ids, s.at, t.ids, t.at, weights, cells, turned, values, beta, background, counts, totals)

    slow_counts, slow_totals = dict.fromkeys(q, 0.0), np.zeros(UNITS)
    for (left, right), weight in zip(beads, weights, strict=True):
        for unit in right:
            parts = [q.get((other, unit), 0.0) + beta[other] * background[unit] for other in left]
            for other, part in zip(left, parts, strict=True):
                p = weight * part / (sum(parts) + background[unit])
                slow_totals[other] += p
                if (other, unit) in q:
                    slow_counts[other, unit] += p
    assert counts == pytest.approx(list(slow_counts.values()))
    assert totals == pytest.approx(slow_totals)


@settings(max_examples=40)
@given(SEGMENTS, SEGMENTS, st.integers(0, 10**6))
def test_explain_is_the_likelihood_of_each_segment(source, target, seed):
    q, rows, columns, values, beta = table(seed)
    s, t = flatten(source), flatten(target)
    n, m = len(source), len(target)
    out = np.zeros((REACH, n * m), np.float32)
    explain(s.ids, s.at, t.ids, t.at, rows, columns, values, beta, *every_cell(n, m), REACH, out)
    for i in range(n):
        for a in range(1, min(REACH, i + 1) + 1):
            left = [unit for segment in source[i - a + 1 : i + 1] for unit in segment]
            for j in range(m):
                ratios = [(1 + sum(q.get((x, y), 0.0) + beta[x] for x in left)) / (1 + len(left)) for y in target[j]]
                assert out[a - 1, i * m + j] == pytest.approx(sum(map(log, ratios)), abs=1e-4)


@settings(max_examples=40)
@given(SEGMENTS, SEGMENTS, st.integers(0, 10**6))
def test_share_adds_gain_or_loss_for_each_anchor(source, target, seed):
    gain = np.random.default_rng(seed).random(UNITS)
    s, t = flatten(source), flatten(target)
    n, m = len(source), len(target)
    out = np.ones((REACH, n * m), np.float32)
    share(s.ids, s.at, t.ids, t.at, gain, -0.5, *every_cell(n, m), REACH, out)
    for i in range(n):
        for a in range(1, min(REACH, i + 1) + 1):
            there = {unit for segment in source[i - a + 1 : i + 1] for unit in segment}
            for j in range(m):
                expected = 1 + sum(gain[y] if y in there else -0.5 for y in target[j])
                assert out[a - 1, i * m + j] == pytest.approx(expected, abs=1e-4)


def test_kernels_write_only_inside_the_band():
    source, target = flatten([[0], [1], [2]]), flatten([[0], [1], [2]])
    low, high, at = np.array([0, 1, 2]), np.array([1, 2, 3]), np.arange(3)
    out = np.zeros((REACH, 3), np.float32)
    share(source.ids, source.at, target.ids, target.at, np.ones(3), -1.0, low, high, at, REACH, out)
    assert out[0].tolist() == [1.0, 1.0, 1.0]


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.integers(0, 10**6))
def test_renumber_follows_what_is_kept(kept, seed):
    pairs = [f"pair {n}" for n in range(len(kept))]
    cells = np.random.default_rng(seed).integers(-1, len(kept), 20).astype(np.int32)
    before = [pairs[n] if n >= 0 else None for n in cells]
    renumber(cells, np.array(kept))
    left = [pair for pair, stays in zip(pairs, kept, strict=True) if stays]
    assert [left[n] if n >= 0 else None for n in cells] == [pair if pair in left else None for pair in before]
