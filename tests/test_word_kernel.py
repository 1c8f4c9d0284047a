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


@settings(max_examples=25)
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


PAIRS = st.lists(st.tuples(*[st.lists(st.integers(0, 4), max_size=5)] * 2), min_size=1, max_size=6)
UNITS = 5


def flat(pairs):
    """(s, s_at, t, t_at, places, rows_at) as word_kernel takes them."""
    s, t = (np.array([u for p in pairs for u in p[side]], np.int32) for side in (0, 1))
    s_at, t_at = (np.cumsum([0] + [len(p[side]) for p in pairs]) for side in (0, 1))
    places = np.argsort(s, kind="stable").astype(np.int32)
    return s, s_at, t, t_at, places, np.searchsorted(s[places], np.arange(UNITS + 1))


def met(pairs):
    """(rows, columns) of the unit pairs."""
    _, s_at, t, t_at, places, rows_at = flat(pairs)
    rows, columns = np.zeros(UNITS + 1, np.int64), np.empty(0, np.int32)
    kernel.meet(s_at, t, t_at, places, rows_at, UNITS, rows, columns)
    columns = np.empty(rows[-1], np.int32)
    kernel.meet(s_at, t, t_at, places, rows_at, UNITS, rows, columns)
    return rows, columns


def numbers_of(rows, columns):
    return {(u, int(columns[k])): k for u in range(UNITS) for k in range(rows[u], rows[u + 1])}


@settings(max_examples=50)
@given(PAIRS)
def test_meet_finds_each_unit_pair_once_in_order(pairs):
    rows, columns = met(pairs)
    found = [(u, int(columns[k])) for u in range(UNITS) for k in range(rows[u], rows[u + 1])]
    assert found == sorted({(x, y) for xs, ys in pairs for x in xs for y in ys})


@settings(max_examples=50)
@given(PAIRS, st.integers(0, 10**6))
def test_expect_free_shares_each_unit_among_its_origins(pairs, seed):
    rng = np.random.default_rng(seed)
    rows, columns = met(pairs)
    table = rng.random((2, len(columns))).astype(np.float32) + 0.01
    empty_t, empty_s = rng.random(UNITS) + 0.01, rng.random(UNITS) + 0.01
    counts, nothing_t, nothing_s = np.zeros(len(columns), np.float32), np.zeros(UNITS), np.zeros(UNITS)
    s, s_at, t, t_at, places, rows_at = flat(pairs)
    kernel.expect_free(s, s_at, t, t_at, places, rows_at, rows, columns, table, empty_t, empty_s, 0.6,
                       counts, nothing_t, nothing_s)  # fmt: skip

    number = numbers_of(rows, columns)
    slow, slow_t, slow_s = np.zeros(len(columns)), np.zeros(UNITS), np.zeros(UNITS)
    for xs, ys in pairs:
        there = {j: empty_t[y] + sum(table[0, number[x, y]] for x in xs) for j, y in enumerate(ys)}
        back = {i: empty_s[x] + sum(table[1, number[x, y]] for y in ys) for i, x in enumerate(xs)}
        for j, y in enumerate(ys):
            slow_t[y] += empty_t[y] / there[j]
        for i, x in enumerate(xs):
            slow_s[x] += empty_s[x] / back[i]
            for j, y in enumerate(ys):
                k = number[x, y]
                slow[k] += (table[0, k] / there[j] * table[1, k] / back[i]) ** 0.6
    assert counts == pytest.approx(slow, rel=1e-4)
    assert nothing_t == pytest.approx(slow_t)
    assert nothing_s == pytest.approx(slow_s)


@settings(max_examples=50)
@given(PAIRS)
def test_look_up_finds_every_pair_in_its_row(pairs):
    rows, columns = met(pairs)
    number = numbers_of(rows, columns)
    table = np.arange(2 * len(columns), dtype=np.float32).reshape(2, -1)
    x, y = (np.arange(UNITS, dtype=np.int32) for _ in range(2))
    numbers = np.empty((UNITS, UNITS), np.int64)
    emit, emit_back = np.empty((UNITS, UNITS)), np.empty((UNITS, UNITS))
    kernel.look_up(x, y, rows, columns, table, numbers, emit, emit_back)
    for i in x:
        for j in y:
            k = number.get((i, j), -1)
            assert numbers[i, j] == k
            assert emit[j, i] == pytest.approx(table[0, k] if k >= 0 else 0.0)
            assert emit_back[i, j] == pytest.approx(table[1, k] if k >= 0 else 0.0)


def test_expected_counts_of_the_hmm_are_products_of_both_directions():
    pairs = [([0, 1], [1, 0, 2]), ([2], [2]), ([], [1]), ([1, 1], [0, 1])]
    rng = np.random.default_rng(3)
    rows, columns = met(pairs)
    number = numbers_of(rows, columns)
    table = rng.random((2, len(columns))).astype(np.float32) + 0.01
    empty_t, empty_s = rng.random(UNITS) + 0.01, rng.random(UNITS) + 0.01
    jumps = rng.random((2, 2 * REACH + 1)) + 0.1
    counts, nothing_t, nothing_s = np.zeros(len(columns), np.float32), np.zeros(UNITS), np.zeros(UNITS)
    s, s_at, t, t_at, *_ = flat(pairs)
    kernel.expect(s, s_at, t, t_at, rows, columns, table, empty_t, empty_s, jumps, 0.2, 0.6,
                  counts, nothing_t, nothing_s, np.zeros_like(jumps))  # fmt: skip

    slow, slow_t, slow_s = np.zeros(len(columns)), np.zeros(UNITS), np.zeros(UNITS)
    for x, y in pairs:
        if not x or not y:
            continue
        emit = np.array([[table[0, number[u, v]] for u in x] for v in y], float)
        emit_back = np.array([[table[1, number[u, v]] for v in y] for u in x], float)
        there, _ = slow_chain(emit, empty_t[y], jumps[0], 0.2)
        back, _ = slow_chain(emit_back, empty_s[x], jumps[1], 0.2)
        for i, u in enumerate(x):
            slow_s[u] += 1 - back[i].sum()
            for j, v in enumerate(y):
                slow[number[u, v]] += (there[j, i] * back[i, j]) ** 0.6
        for j, v in enumerate(y):
            slow_t[v] += 1 - there[j].sum()
    assert counts == pytest.approx(slow, rel=1e-4)
    assert nothing_t == pytest.approx(slow_t)
    assert nothing_s == pytest.approx(slow_s)


@given(st.lists(st.integers(-50, 50), max_size=200), st.integers(0, 20), st.integers(0, 20))
def test_a_part_is_sorted_and_the_rest_left(values, before, after):
    first, end = min(before, len(values)), max(min(before, len(values)), len(values) - after)
    array = np.array(values, np.int32)
    kernel.ascend(array, first, end)
    assert array.tolist() == values[:first] + sorted(values[first:end]) + values[end:]


@given(st.lists(st.integers(0, 4), min_size=1, max_size=12))
def test_the_pair_of_a_place(sizes):
    at = np.cumsum([0, *sizes])
    owners = [n for n, size in enumerate(sizes) for _ in range(size)]
    assert [kernel.pair_of(at, place) for place in range(len(owners))] == owners
