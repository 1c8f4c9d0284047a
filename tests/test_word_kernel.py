"""The kernels of word alignment against all alignments written out one by one."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import word_kernel as kernel

REACH = kernel.REACH
NOTHING = -1


def jump_weight(jump, distance):
    return jump[min(max(distance, -REACH), REACH) + REACH]


def every_alignment(emit, empty, jump, null):
    """(alignment, probability, jumps) of every way to explain the units; -1 is nothing."""
    m, n = emit.shape
    for first in range(n):      # where a chain that opens with units from nothing stands
        for path in product([NOTHING, *range(n)], repeat=m):
            opens = path[0] != NOTHING
            if opens and first:
                continue
            p, here, steps = (1.0 if opens else 1 / n), first, []
            for j, i in enumerate(path):
                if i == NOTHING:
                    p *= null * empty[j]
                    continue
                if j == 0:
                    p *= (1 - null) / n
                else:
                    total = sum(jump_weight(jump, k - here) for k in range(n))
                    p *= (1 - null) * jump_weight(jump, i - here) / total
                    steps.append(min(max(i - here, -REACH), REACH) + REACH)
                p *= emit[j, i]
                here = i
            yield path, p, steps


def slow_chain(emit, empty, jump, null):
    m, n = emit.shape
    gamma, jumps, total = np.zeros((m, n)), np.zeros(2 * REACH + 1), 0.0
    for path, p, steps in every_alignment(emit, empty, jump, null):
        total += p
        for j, i in enumerate(path):
            if i != NOTHING:
                gamma[j, i] += p
        for step in steps:
            jumps[step] += p
    return gamma / total, jumps / total


def random_case(seed, m, n):
    rng = np.random.default_rng(seed)
    return rng.random((m, n)) + 1e-3, rng.random(m) + 1e-3, rng.random(2 * REACH + 1) + 0.1


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 4), st.integers(1, 4))
def test_chain_sums_over_every_alignment(seed, m, n):
    emit, empty, jump = random_case(seed, m, n)
    gamma, jumps = np.empty((m, n)), np.zeros(2 * REACH + 1)
    kernel.chain(emit, empty, jump, 0.2, gamma, jumps)
    slow_gamma, slow_jumps = slow_chain(emit, empty, jump, 0.2)
    assert gamma == pytest.approx(slow_gamma)
    assert jumps == pytest.approx(slow_jumps)


def test_far_jumps_share_one_weight():
    emit, empty, jump = random_case(1, 2, REACH + 4)
    gamma, jumps = np.empty(emit.shape), np.zeros(2 * REACH + 1)
    kernel.chain(emit, empty, jump, 0.2, gamma, jumps)
    slow_gamma, slow_jumps = slow_chain(emit, empty, jump, 0.2)
    assert gamma == pytest.approx(slow_gamma)
    assert jumps == pytest.approx(slow_jumps)


def test_independent_is_a_share_for_each_unit():
    emit, empty, _ = random_case(2, 3, 4)
    gamma = np.empty((3, 4))
    kernel.independent(emit, empty, gamma)
    assert gamma == pytest.approx(emit / (emit.sum(axis=1) + empty)[:, None])


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(*[st.lists(st.integers(0, 4), max_size=5)] * 2), min_size=1, max_size=6))
def test_meet_numbers_each_unit_pair_once(pairs):
    s, t = (np.array([u for p in pairs for u in p[side]], np.int32) for side in (0, 1))
    s_at, t_at = (np.cumsum([0] + [len(p[side]) for p in pairs]) for side in (0, 1))
    cell_at = np.cumsum([0] + [len(a) * len(b) for a, b in pairs])
    by_source = np.argsort(s, kind="stable")
    places = np.searchsorted(s[by_source], np.arange(6))
    cells, columns = np.empty(cell_at[-1], np.int32), np.empty(cell_at[-1], np.int32)
    rows = kernel.meet(s, s_at, t, t_at, cell_at, by_source, places, 5, cells, columns)
    owner = np.repeat(np.arange(5), np.diff(rows))
    numbered = [(int(owner[k]), int(columns[k])) for k in range(rows[-1])]
    met = {(x, y) for a, b in pairs for x in a for y in b}
    assert len(numbered) == len(set(numbered)) and set(numbered) == met
    assert [numbered[k] for k in cells] == [(x, y) for a, b in pairs for x in a for y in b]
