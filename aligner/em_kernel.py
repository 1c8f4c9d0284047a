"""Kernels of the sentence lexicon: IBM model 1 by soft counts, over a sparse table of unit pairs."""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def meet(s, s_at, t, t_at, weights, n, m, least):
    """CSR (rows, columns) of the unit pairs whose beads weigh `least` or more together, columns ascending.

    s, t are the unit ids of all beads, bead b holding s[s_at[b]:s_at[b+1]] and likewise t; n, m the sizes of
    the vocabularies. A unit met twice in a bead counts once. Linear in the cells of all beads, 4 bytes each.
    """
    beads_at = np.zeros(n + 1, np.int64)
    for unit in s:
        beads_at[unit + 1] += 1
    beads_at = np.cumsum(beads_at)
    beads, place = np.empty(len(s), np.int32), beads_at.copy()
    for b in range(len(weights)):
        for x in range(s_at[b], s_at[b + 1]):
            beads[place[s[x]]] = b
            place[s[x]] += 1
    total, last, touched = np.zeros(m), np.full(m, -1, np.int64), np.empty(m, np.int32)
    rows, columns = np.zeros(n + 1, np.int64), np.empty(1024, np.int32)
    for unit in range(n):
        many, kept = 0, rows[unit]
        for x in range(beads_at[unit], beads_at[unit + 1]):
            b = beads[x]
            for y in range(t_at[b], t_at[b + 1]):
                other = t[y]
                if last[other] == b:
                    continue
                if last[other] < 0:
                    touched[many] = other
                    many += 1
                last[other] = b
                total[other] += weights[b]
        found = np.sort(touched[:many])
        if kept + many > len(columns):
            wider = np.empty(2 * (kept + many), np.int32)
            wider[:kept] = columns[:kept]
            columns = wider
        for other in found:
            if total[other] >= least:
                columns[kept] = other
                kept += 1
            total[other], last[other] = 0.0, -1
        rows[unit + 1] = kept
    return rows, columns[: rows[n]].copy()


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
def locate(s, s_at, t, t_at, rows, columns):
    """Pair of every cell of every bead, -1 where the CSR has none: bead by bead, a row of cells per s."""
    size = 0
    for b in range(len(s_at) - 1):
        size += (s_at[b + 1] - s_at[b]) * (t_at[b + 1] - t_at[b])
    out, n = np.empty(size, np.int32), 0
    for b in range(len(s_at) - 1):
        for x in range(s_at[b], s_at[b + 1]):
            for y in range(t_at[b], t_at[b + 1]):
                out[n] = find(rows[s[x]], rows[s[x] + 1], columns, t[y])
                n += 1
    return out


@njit(cache=True)
def renumber(cells, kept):
    """Number the pairs of `cells` anew, in place, when only those `kept` (true or false per pair) stay."""
    numbers, n = np.full(len(kept), -1, np.int32), 0
    for k in range(len(kept)):
        if kept[k]:
            numbers[k] = n
            n += 1
    for x in range(len(cells)):
        if cells[x] >= 0:
            cells[x] = numbers[cells[x]]


@njit(cache=True)
def expect(s, s_at, t, t_at, weights, cells, turned, q, beta, background, counts, totals):
    """One E-step of P(t | s): adds each bead's expected counts to `counts` (per pair) and `totals` (per s).

    P(t | s) is q[pair] + beta[s] * background[t]; a null word gives background[t]. `cells` are the pairs as
    `locate` lays them out; `turned` when that was done for the other direction, a row per t.
    """
    longest = 1
    for b in range(len(weights)):
        longest = max(longest, s_at[b + 1] - s_at[b])
    part = np.zeros(longest)
    begin = 0
    for b in range(len(weights)):
        first, last = s_at[b], s_at[b + 1]
        height, width = last - first, t_at[b + 1] - t_at[b]
        for j in range(width):
            unit = t[t_at[b] + j]
            total = background[unit]
            for i in range(height):
                k = cells[begin + (j * height + i if turned else i * width + j)]
                p = beta[s[first + i]] * background[unit]
                if k >= 0:
                    p += q[k]
                part[i] = p
                total += p
            scale = weights[b] / total
            for i in range(height):
                share = scale * part[i]
                totals[s[first + i]] += share
                k = cells[begin + (j * height + i if turned else i * width + j)]
                if k >= 0:
                    counts[k] += share
        begin += height * width


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
