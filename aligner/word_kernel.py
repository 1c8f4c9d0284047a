"""Kernels of word alignment: which pairs of units meet, and the posteriors of IBM model 1 and of the HMM.

The units of all sentence pairs lie flat: pair b has source units s[s_at[b]:s_at[b+1]] and target units
t[t_at[b]:t_at[b+1]], and its cells, row by source unit, from cell_at[b] on. A cell holds the number of
its unit pair in the translation table, so that both directions read the same table without searching.
"""

from __future__ import annotations

import numpy as np
from numba import njit

REACH = 16  # jumps as far as this or farther share one probability each way
TINY = 1e-8  # products of posteriors below it count nothing
FLOOR = 1e-12  # no posterior may be 0 / 0


@njit(cache=True)
def meet(s, s_at, t, t_at, cell_at, by_source, source_rows, width, cells, columns):
    """Number the unit pairs that meet in some sentence pair, by source unit; returns how many there are.

    `by_source` lists the positions of every source unit (from source_rows[unit] on), `owner[p]` being
    implied by s_at. Fills `cells` with the numbers and `columns` with the target unit of each number;
    rows[u] .. rows[u + 1] are the numbers of source unit u.
    """
    rows = np.zeros(len(source_rows), np.int64)
    seen = np.full(width, -1, np.int64)
    number = np.zeros(width, np.int64)
    known = 0
    for unit in range(len(source_rows) - 1):
        rows[unit] = known
        for x in range(source_rows[unit], source_rows[unit + 1]):
            place = by_source[x]
            b = np.searchsorted(s_at, place, side="right") - 1
            first, size = t_at[b], t_at[b + 1] - t_at[b]
            at = cell_at[b] + (place - s_at[b]) * size
            for j in range(size):
                other = t[first + j]
                if seen[other] != unit:
                    seen[other], number[other] = unit, known
                    columns[known] = other
                    known += 1
                cells[at + j] = number[other]
    rows[len(source_rows) - 1] = known
    return rows


@njit(cache=True)
def independent(emit, empty, gamma):
    """Posteriors of IBM model 1: gamma[j, i] that target unit j comes from source unit i and not from nothing.

    emit[j, i] is P(t_j | s_i), empty[j] is P(t_j | nothing).
    """
    for j in range(emit.shape[0]):
        total = empty[j]
        for i in range(emit.shape[1]):
            total += emit[j, i]
        for i in range(emit.shape[1]):
            gamma[j, i] = emit[j, i] / total


@njit(cache=True)
def chain(emit, empty, jump, null, gamma, jumps):
    """Posteriors of the HMM: the source position of a unit depends on that of the last unit not from nothing.

    jump[d + REACH] is the weight of moving d positions, both ends standing for all farther moves.
    Adds the expected jumps to `jumps`. Units from nothing keep the position (Och and Ney 2003, section
    2.1.3); forward and backward are scaled at each unit.
    """
    m, n = emit.shape
    far_left, far_right = jump[0], jump[2 * REACH]
    norm = np.empty(n)
    for i in range(n):
        total = 0.0
        for k in range(max(0, i - REACH + 1), min(n, i + REACH)):
            total += jump[k - i + REACH]
        total += far_left * max(0, i - REACH + 1) + far_right * max(0, n - i - REACH)
        norm[i] = (1.0 - null) / total
    alpha, silent = np.empty((m, n)), np.empty((m, n))
    scale = np.empty(m)
    mass, moved = np.empty(n), np.empty(n)
    for j in range(m):
        if j == 0:
            for i in range(n):
                moved[i] = (1.0 - null) / n
                mass[i] = 1.0 / n
        else:
            for i in range(n):
                mass[i] = alpha[j - 1, i] + silent[j - 1, i]
            _move(mass, norm, jump, far_left, far_right, moved)
        total = 0.0
        for i in range(n):
            alpha[j, i] = moved[i] * emit[j, i]
            silent[j, i] = mass[i] * null * empty[j]
            total += alpha[j, i] + silent[j, i]
        scale[j] = 1.0 / total
        for i in range(n):
            alpha[j, i] *= scale[j]
            silent[j, i] *= scale[j]
    after, ahead = np.ones(n), np.empty(n)
    for j in range(m - 1, -1, -1):
        for i in range(n):
            gamma[j, i] = alpha[j, i] * after[i]
        if j == 0:
            break
        for i in range(n):
            ahead[i] = after[i] * emit[j, i] * scale[j]
        for k in range(n):
            from_here = (alpha[j - 1, k] + silent[j - 1, k]) * norm[k]
            back, left, right = 0.0, 0.0, 0.0
            for i in range(max(0, k - REACH + 1), min(n, k + REACH)):
                step = jump[i - k + REACH] * ahead[i]
                back += step
                jumps[i - k + REACH] += from_here * step
            for i in range(k - REACH + 1):
                left += ahead[i]
            for i in range(k + REACH, n):
                right += ahead[i]
            jumps[0] += from_here * far_left * left
            jumps[2 * REACH] += from_here * far_right * right
            mass[k] = norm[k] * (back + far_left * left + far_right * right)
        for k in range(n):
            after[k] = mass[k] + null * empty[j] * scale[j] * after[k]


@njit(cache=True)
def _move(mass, norm, jump, far_left, far_right, moved):
    """One step of the chain: where the mass of each position goes."""
    n = len(mass)
    for i in range(n):
        total = 0.0
        for k in range(max(0, i - REACH + 1), min(n, i + REACH)):
            total += mass[k] * norm[k] * jump[i - k + REACH]
        for k in range(i + REACH, n):
            total += mass[k] * norm[k] * far_left
        for k in range(i - REACH + 1):
            total += mass[k] * norm[k] * far_right
        moved[i] = total


@njit(cache=True)
def look_up(cells, n, m, table):
    """What both directions say of the cells of one sentence pair: P(t_j | s_i) at [j, i], P(s_i | t_j) at [i, j]."""
    emit, emit_back = np.empty((m, n)), np.empty((n, m))
    for i in range(n):
        for j in range(m):
            k = cells[i * m + j]
            emit[j, i], emit_back[i, j] = table[0, k] + FLOOR, table[1, k] + FLOOR
    return emit, emit_back


@njit(cache=True)
def posteriors(emit, emit_back, empty_t, empty_s, jumps, null, ordered, there, back, moves):
    """Both directions of one sentence pair: there[j, i] is target given source, back[i, j] the other way."""
    if ordered:
        chain(emit, empty_t, jumps[0], null, there, moves[0])
        chain(emit_back, empty_s, jumps[1], null, back, moves[1])
    else:
        independent(emit, empty_t, there)
        independent(emit_back, empty_s, back)


@njit(cache=True)
def expect(s, s_at, t, t_at, cells, cell_at, table, empty_t, empty_s, jumps, null, ordered, power,
           counts, nothing_t, nothing_s, moves):  # fmt: skip
    """One E-step of both directions over all sentence pairs; 0 is target given source, 1 the other way.

    `table[d]` holds the probabilities of the unit pairs, empty_t and empty_s those of units from nothing,
    jumps[d] the jump weights. Expected counts are added to `counts[d]`, `nothing_t`, `nothing_s` and
    `moves[d]`. Both directions count the product of their posteriors to the `power`.
    """
    for b in range(len(s_at) - 1):
        n, m = s_at[b + 1] - s_at[b], t_at[b + 1] - t_at[b]
        if n == 0 or m == 0:
            continue
        x, y, at = s[s_at[b] : s_at[b + 1]], t[t_at[b] : t_at[b + 1]], cell_at[b]
        emit, emit_back = look_up(cells[at : cell_at[b + 1]], n, m, table)
        there, back = np.empty((m, n)), np.empty((n, m))
        posteriors(emit, emit_back, empty_t[y], empty_s[x], jumps, null, ordered, there, back, moves)
        for j in range(m):
            nothing_t[y[j]] += max(0.0, 1.0 - there[j].sum())
        for i in range(n):
            nothing_s[x[i]] += max(0.0, 1.0 - back[i].sum())
        for i in range(n):
            for j in range(m):
                k = cells[at + i * m + j]
                if there[j, i] * back[i, j] > TINY:
                    both = (there[j, i] * back[i, j]) ** power
                    counts[0, k] += both
                    counts[1, k] += both


@njit(cache=True)
def decode(s, s_at, t, t_at, cells, cell_at, table, empty_t, empty_s, jumps, null, least,
           out_i, out_j, out_p, out_at):  # fmt: skip
    """Cells whose geometric mean of both HMM posteriors is at least `least`.

    Pair b's are out_i, out_j, out_p [out_at[b] : out_at[b + 1]]; there are at most 1 / (2 least) for each
    unit, since no mean exceeds half the sum of the two posteriors.
    """
    found = 0
    moves = np.zeros((2, 2 * REACH + 1))
    for b in range(len(s_at) - 1):
        out_at[b] = found
        n, m = s_at[b + 1] - s_at[b], t_at[b + 1] - t_at[b]
        if n == 0 or m == 0:
            continue
        x, y = s[s_at[b] : s_at[b + 1]], t[t_at[b] : t_at[b + 1]]
        emit, emit_back = look_up(cells[cell_at[b] : cell_at[b + 1]], n, m, table)
        there, back = np.empty((m, n)), np.empty((n, m))
        posteriors(emit, emit_back, empty_t[y], empty_s[x], jumps, null, True, there, back, moves)
        for i in range(n):
            for j in range(m):
                both = np.sqrt(there[j, i] * back[i, j])
                if both >= least:
                    out_i[found], out_j[found], out_p[found] = i, j, both
                    found += 1
    out_at[len(s_at) - 1] = found
