"""Kernels of the sentence lexicon: IBM model 1 by soft counts, over a sparse table of unit pairs."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def find(row_start, row_end, columns, wanted):
    """Index of `wanted` among the sorted columns of a row, -1 when it is not there."""
    low, high = row_start, row_end
    while low < high:
        middle = (low + high) // 2
        if columns[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low if low < row_end and columns[low] == wanted else -1


@njit(cache=True)
def expect(s, s_at, t, t_at, weights, rows, columns, q, beta, background, counts, totals):
    """One E-step of P(t | s): adds each bead's expected counts to `counts` (per pair) and `totals` (per s).

    s, t are the unit ids of all beads, bead b holding s[s_at[b]:s_at[b+1]] and likewise t. P(t | s) is
    q[pair] + beta[s] * background[t]; a null word gives background[t].
    """
    longest = 1
    for b in range(len(weights)):
        longest = max(longest, s_at[b + 1] - s_at[b])
    part = np.zeros(longest)
    pair = np.zeros(longest, np.int64)
    for b in range(len(weights)):
        first, last = s_at[b], s_at[b + 1]
        for j in range(t_at[b], t_at[b + 1]):
            unit = t[j]
            total = background[unit]
            for i in range(first, last):
                k = find(rows[s[i]], rows[s[i] + 1], columns, unit)
                p = beta[s[i]] * background[unit] + (q[k] if k >= 0 else 0.0)
                part[i - first], pair[i - first] = p, k
                total += p
            for i in range(first, last):
                share = weights[b] * part[i - first] / total
                totals[s[i]] += share
                if pair[i - first] >= 0:
                    counts[pair[i - first]] += share


@njit(cache=True)
def explain(s, s_at, t, t_at, rows, columns, gain, beta, low, high, at, most, out):
    """How well up to `most` source segments ending at i explain target segment j.

    out[a - 1, at[i] + j - low[i]] is the sum over the units t of segment j of log P(t | segments
    i-a+1 .. i) / P(t), with P(t | S) = (1 + sum of gain and beta over S) / (1 + |S|) and gain = q / P(t).
    """
    dense = np.zeros(max(1, t.max() + 1 if len(t) else 1))
    for i in range(len(low)):
        mass, size = 1.0, 1.0
        for a in range(1, min(most, i + 1) + 1):
            for x in range(s_at[i - a + 1], s_at[i - a + 2]):
                for k in range(rows[s[x]], rows[s[x] + 1]):
                    if columns[k] < len(dense):
                        dense[columns[k]] += gain[k]
                mass += beta[s[x]]
                size += 1.0
            for j in range(low[i], high[i]):
                total = 0.0
                for y in range(t_at[j], t_at[j + 1]):
                    total += np.log((mass + dense[t[y]]) / size)
                out[a - 1, at[i] + j - low[i]] = total
        for a in range(1, min(most, i + 1) + 1):
            for x in range(s_at[i - a + 1], s_at[i - a + 2]):
                for k in range(rows[s[x]], rows[s[x] + 1]):
                    if columns[k] < len(dense):
                        dense[columns[k]] = 0.0


@njit(cache=True)
def share(s, s_at, t, t_at, gain, loss, low, high, at, most, out):
    """Add to `out`, laid out as in `explain`, what the anchors of target segments say.

    An anchor id of segment j that also stands in source segments i-a+1 .. i adds gain[id], one that does
    not adds loss (a negative number).
    """
    present = np.zeros(max(1, len(gain)), np.int32)
    for i in range(len(low)):
        for a in range(1, min(most, i + 1) + 1):
            for x in range(s_at[i - a + 1], s_at[i - a + 2]):
                present[s[x]] += 1
            for j in range(low[i], high[i]):
                total = 0.0
                for y in range(t_at[j], t_at[j + 1]):
                    total += gain[t[y]] if present[t[y]] else loss
                out[a - 1, at[i] + j - low[i]] += total
        for a in range(1, min(most, i + 1) + 1):
            for x in range(s_at[i - a + 1], s_at[i - a + 2]):
                present[s[x]] = 0
