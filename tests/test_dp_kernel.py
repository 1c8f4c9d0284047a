"""The kernels of sentence alignment against every path written out one by one."""

import math
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import dp_kernel as kernel
from aligner.band import band, whole
from aligner.shapes import MOST
from aligner.steps import REACH, STEPS

LENGTH = np.array([0.2, 0.05, 1.0])
WEIGHTS = np.array([0.9, 0.6])


class Case:
    """A document of random lengths and evidence, and its paths by recursion."""

    def __init__(self, seed: int, n: int, m: int, half: int | None):
        rng = np.random.default_rng(seed)
        self.n, self.m = n, m
        self.x, self.y = (np.cumsum([0, *rng.integers(1, 60, k)]) for k in (n, m))
        self.prior = np.log(rng.dirichlet(np.ones(len(STEPS))))
        self.band = whole(n, m) if half is None else band(n, m, [], half)
        b = self.band
        self.forward = rng.normal(0, 3, (REACH, (b.seg_high - b.seg_low).sum())).astype(np.float32)
        self.backward = rng.normal(0, 3, (REACH, (b.back_high - b.back_low).sum())).astype(np.float32)
        self.cells = (b.low, b.high, b.at)
        self.scores = kernel.score(
            STEPS, self.prior, self.x, self.y, LENGTH, WEIGHTS, *self.cells, self.forward, b.seg_low, b.seg_high,
            b.seg_at, self.backward, b.back_low, b.back_high, b.back_at,
        )  # fmt: skip

    def slow_score(self, i: int, j: int, k: int) -> float | None:
        """The score of bead k ending at (i, j), as the docstrings say it; None where it leaves the band."""
        b = self.band
        s, t = range(i - int(STEPS[k, 0]), i), range(j - int(STEPS[k, 1]), j)
        if s.start < 0 or t.start < 0 or not b.low[s.start] <= t.start < b.high[s.start]:
            return None
        if not s or not t:
            return self.prior[k]
        lexical = 0.0
        for n in t:
            if not b.seg_low[i - 1] <= n < b.seg_high[i - 1]:
                return None
            lexical += self.forward[len(s) - 1, b.seg_at[i - 1] + n - b.seg_low[i - 1]]
        for n in s:
            if not b.back_low[j - 1] <= n < b.back_high[j - 1]:
                return None
            lexical += self.backward[len(t) - 1, b.back_at[j - 1] + n - b.back_low[j - 1]]
        one, other = self.x[i] - self.x[s.start], self.y[j] - self.y[t.start]
        ratio = math.log((other + 1) / (one + 1)) - LENGTH[0]
        variance = LENGTH[1] + LENGTH[2] / min(one, other)
        likely = math.exp(-0.5 * ratio**2 / variance) / math.sqrt(variance)
        return self.prior[k] + WEIGHTS[0] * math.log(likely + math.exp(-4)) + WEIGHTS[1] * lexical

    def paths(self) -> list[tuple[float, tuple[tuple[int, int, int], ...]]]:
        """(score, beads as (i, j, k)) of every way from (0, 0) to the last cell."""

        @cache
        def to(i, j):
            if (i, j) == (0, 0):
                return [(0.0, ())]
            if not self.band.low[i] <= j < self.band.high[i]:
                return []
            found = []
            for k in range(len(STEPS)):
                here = self.slow_score(i, j, k)
                if here is not None:
                    before = to(i - int(STEPS[k, 0]), j - int(STEPS[k, 1]))
                    found += [(total + here, (*path, (i, j, k))) for total, path in before]
            return found

        return to(self.n, self.m)

    def place(self, i: int, j: int) -> int:
        return self.band.at[i] + j - self.band.low[i]


CASES = st.builds(Case, st.integers(0, 10**6), st.integers(0, 4), st.integers(0, 4), st.none())
BANDED = st.builds(Case, st.integers(0, 10**6), st.integers(3, 5), st.integers(3, 5), st.integers(0, 1))


@settings(max_examples=30)
@given(CASES | BANDED)
def test_scores_are_those_of_the_definition(case):
    for i in range(case.n + 1):
        for j in range(case.band.low[i], case.band.high[i]):
            for k in range(len(STEPS)):
                expected = case.slow_score(i, j, k)
                found = case.scores[case.place(i, j), k]
                assert found == pytest.approx(kernel.NEVER if expected is None else expected, rel=1e-4, abs=1e-4)


@settings(max_examples=30)
@given(CASES | BANDED)
def test_best_path_is_the_best_of_all_paths(case):
    path = kernel.best_path(STEPS, case.scores, *case.cells)
    best, beads = max(case.paths())
    assert len(path) == len(beads)
    total, i, j = 0.0, 0, 0
    for k in path:
        i, j = i + STEPS[k, 0], j + STEPS[k, 1]
        total += case.slow_score(i, j, k)
    assert (i, j) == (case.n, case.m)
    assert total == pytest.approx(best, abs=1e-3)


@settings(max_examples=30)
@given(CASES | BANDED)
def test_posteriors_sum_over_all_paths(case):
    found = kernel.posteriors(STEPS, case.scores, *case.cells)
    paths = case.paths()
    top = max(total for total, _ in paths)
    mass = sum(math.exp(total - top) for total, _ in paths)
    expected = np.zeros_like(found)
    for total, beads in paths:
        for i, j, k in beads:
            expected[case.place(i, j), k] += math.exp(total - top) / mass
    assert found == pytest.approx(expected, abs=1e-3)


def test_no_path_is_said_by_an_empty_one():
    steps = np.array([(2, 2)])
    scores = np.full((4, 1), kernel.NEVER, np.float32)
    cells = np.zeros(2, np.int64), np.full(2, 2), np.array([0, 2])
    assert len(kernel.best_path(steps, scores, *cells)) == 0


@settings(max_examples=30)
@given(CASES | BANDED)
def test_edges_are_added_as_their_tables_say(case):
    rng = np.random.default_rng(case.n + 10 * case.m)
    kinds = 3
    sides = [
        (rng.integers(0, kinds, k), rng.integers(0, kinds, k), np.cumsum([0, *rng.integers(1, 5, k)]))
        for k in (case.n, case.m)
    ]
    opening, closing = rng.normal(size=(2, kinds, kinds))
    joints, alone = rng.normal(size=(2, 2, kinds))
    sentences = rng.normal(size=(REACH + 1, MOST, MOST))
    found = case.scores.copy()
    kernel.add_edges(STEPS, *case.cells, found, *sides[0], *sides[1], opening, closing, *joints, *alone, sentences)
    for i in range(case.n + 1):
        for j in range(case.band.low[i], case.band.high[i]):
            for k, (a, b) in enumerate(STEPS.tolist()):
                before = case.scores[case.place(i, j), k]
                if before <= kernel.NEVER:
                    assert found[case.place(i, j), k] == before
                    continue
                s, t = (closes[end - size : end].tolist() for (_, closes, _), end, size in zip(sides, (i, j), (a, b), strict=True))
                if not a or not b:
                    expected = alone[0][s[0]] if a else alone[1][t[0]]
                else:
                    held = [min(MOST - 1, h[end] - h[end - size]) for (_, _, h), end, size in zip(sides, (i, j), (a, b), strict=True)]
                    expected = opening[sides[0][0][i - a], sides[1][0][j - b]] + closing[s[-1], t[-1]] + sentences[b, *held]
                    expected += sum(joints[0][c] for c in s[:-1]) + sum(joints[1][c] for c in t[:-1])
                assert found[case.place(i, j), k] - before == pytest.approx(expected, abs=1e-4)
