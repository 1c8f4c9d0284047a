"""Kernels of word alignment: which units meet, and expected counts under IBM model 1 and the HMM.

The units of all sentence pairs lie flat: pair b has source units s[s_at[b]:s_at[b+1]] and target units
t[t_at[b]:t_at[b+1]]. The table of unit pairs is sparse and both directions share it: the pairs of source
unit u are rows[u] .. rows[u + 1] - 1, with ascending target units in `columns`. Nothing is kept for each
cell of each sentence pair, so memory grows with the unit pairs.

Loops are written out where an array expression would do: it would take numba ten times as long to compile.
"""

from __future__ import annotations

import numpy as np
from numba import njit

REACH = 16  # jumps as far as this or farther share one probability each way
TINY = 1e-8  # products of posteriors below it count nothing
FLOOR = 1e-12  # no posterior may be 0 / 0


@njit(cache=True)
def meet(s_at, t, t_at, places, rows_at, width, rows, columns):
    """The unit pairs that meet in some sentence pair, by source unit, target units ascending.

    Source unit u stands at places[rows_at[u]:rows_at[u + 1]]. Fills rows, and columns unless it is empty:
    the first call counts, the second fills.
    """
    seen = np.full(width, -1, np.int64)
    known = 0
    for u in range(len(rows_at) - 1):
        rows[u] = known
        for x in range(rows_at[u], rows_at[u + 1]):
            b = pair_of(s_at, places[x])
            for j in range(t_at[b], t_at[b + 1]):
                if seen[t[j]] != u:
                    seen[t[j]] = u
                    if len(columns):
                        columns[known] = t[j]
                    known += 1
        if len(columns):
            ascend(columns, rows[u], known)
    rows[len(rows_at) - 1] = known


@njit(cache=True)
def pair_of(s_at, place):
    """The sentence pair whose source units hold this place."""
    low, high = 0, len(s_at)
    while low < high:
        middle = (low + high) >> 1
        if s_at[middle] <= place:
            low = middle + 1
        else:
            high = middle
    return low - 1


@njit(cache=True)
def ascend(values, first, end):
    """Sort values[first:end] in place (Shell's sort; numba takes seconds to compile its own)."""
    gap = 1
    while 3 * gap < end - first:
        gap = 3 * gap + 1
    while gap > 0:
        for i in range(first + gap, end):
            value, j = values[i], i
            while j - gap >= first and values[j - gap] > value:
                values[j] = values[j - gap]
                j -= gap
            values[j] = value
        gap //= 3


@njit(cache=True)
def expect_free(s, s_at, t, t_at, places, rows_at, rows, columns, table, empty_t, empty_s, power,
                counts, nothing_t, nothing_s):  # fmt: skip
    """One E-step of IBM model 1: a unit comes from any unit of the other side or from nothing, whatever its place.

    Goes by source unit, laying its row of the table open, so that no cell has to search. See `expect`.
    """
    there, back = empty_t[t], empty_s[s]     # P(unit), all its origins together
    number = np.zeros(len(empty_t), np.int64)
    for counting in (False, True):
        for u in range(len(rows_at) - 1):
            for k in range(rows[u], rows[u + 1]):
                number[columns[k]] = k
            for x in range(rows_at[u], rows_at[u + 1]):
                i = places[x]
                b = pair_of(s_at, i)
                for j in range(t_at[b], t_at[b + 1]):
                    k = number[t[j]]
                    if not counting:
                        there[j] += table[0, k]
                        back[i] += table[1, k]
                        continue
                    both = table[0, k] / there[j] * (table[1, k] / back[i])
                    if both > TINY:
                        counts[k] += both**power
    for j in range(len(t)):
        nothing_t[t[j]] += empty_t[t[j]] / there[j]
    for i in range(len(s)):
        nothing_s[s[i]] += empty_s[s[i]] / back[i]


@njit(cache=True)
def chain(emit, empty, jump, null, gamma, jumps):
    """Posteriors of the HMM: the source position of a unit depends on that of the last unit not from nothing.

    jump[d + REACH] is the weight of moving d positions, both ends standing for all farther moves.
    Adds the expected jumps to `jumps`. Units from nothing keep the position (Och and Ney 2003, section
    2.1.3); forward and backward are scaled at each unit.
    """
    m, n = emit.shape
    turned, moved, ahead, after, mass, norm = (np.empty(2 * REACH + 1), np.empty(n), np.empty(n), np.ones(n),
                                               np.ones(n), np.empty(n))  # fmt: skip
    alpha, silent, scale = np.empty((m, n)), np.empty((m, n)), np.empty(m)
    for d in range(len(jump)):
        turned[d] = jump[2 * REACH - d]
    spread(mass, jump, moved)
    for i in range(n):
        norm[i] = (1.0 - null) / moved[i]
        moved[i] = (1.0 - null) / n
        mass[i] = 1.0 / n
    for j in range(m):
        if j > 0:
            for i in range(n):
                mass[i] = alpha[j - 1, i] + silent[j - 1, i]
                ahead[i] = mass[i] * norm[i]
            spread(ahead, turned, moved)
        total = 0.0
        for i in range(n):
            alpha[j, i] = moved[i] * emit[j, i]
            silent[j, i] = mass[i] * null * empty[j]
            total += alpha[j, i] + silent[j, i]
        scale[j] = 1.0 / total
        for i in range(n):
            alpha[j, i] *= scale[j]
            silent[j, i] *= scale[j]
    taken = np.zeros(2 * REACH + 1)
    for j in range(m - 1, -1, -1):
        for i in range(n):
            gamma[j, i] = alpha[j, i] * after[i]
        if j == 0:
            break
        for i in range(n):
            ahead[i] = after[i] * emit[j, i] * scale[j]
            mass[i] = (alpha[j - 1, i] + silent[j - 1, i]) * norm[i]
        take(mass, ahead, taken)
        spread(ahead, jump, moved)
        stay = null * empty[j] * scale[j]
        for i in range(n):
            after[i] = norm[i] * moved[i] + stay * after[i]
    for d in range(len(jump)):
        jumps[d] += taken[d] * jump[d]


@njit(cache=True, fastmath={"reassoc"})
def spread(mass, weight, out):
    """out[i] = sum over k of mass[k] * weight[k - i + REACH], the ends of `weight` serving all that is farther."""
    n = len(mass)
    farther = 0.0
    for i in range(n):
        if i >= REACH:
            farther += mass[i - REACH]
        first, end = max(0, i - REACH + 1), min(n, i + REACH)
        near, weights = mass[first:end], weight[first - i + REACH : end - i + REACH]
        total = weight[0] * farther
        for k in range(len(near)):
            total += near[k] * weights[k]
        out[i] = total
    farther = 0.0
    for i in range(n - REACH - 1, -1, -1):
        farther += mass[i + REACH]
        out[i] += weight[2 * REACH] * farther


@njit(cache=True, fastmath={"reassoc"})
def take(mass, ahead, taken):
    """Add mass[k] * ahead[i] to taken[i - k + REACH] for all k and i, the ends taking all that is farther."""
    n = len(mass)
    for d in range(max(1 - n, 1 - REACH), min(n, REACH)):
        first, end = max(0, -d), min(n, n - d)
        here, there = mass[first:end], ahead[first + d : end + d]
        total = 0.0
        for k in range(len(here)):
            total += here[k] * there[k]
        taken[d + REACH] += total
    reached, gone = 0.0, 0.0
    for i in range(REACH, n):
        reached += mass[i - REACH]
        gone += ahead[i - REACH]
        taken[2 * REACH] += reached * ahead[i]
        taken[0] += gone * mass[i]


@njit(cache=True)
def look_up(x, y, rows, columns, table, numbers, emit, emit_back):
    """The cells of one sentence pair: their numbers in the table, -1 for none, and what both directions say.

    emit[j, i] is P(y_j | x_i), emit_back[i, j] is P(x_i | y_j).
    """
    for i in range(len(x)):
        first, end = rows[x[i]], rows[x[i] + 1]
        for j in range(len(y)):
            low, high = first, end
            while low < high:
                middle = (low + high) >> 1
                if columns[middle] < y[j]:
                    low = middle + 1
                else:
                    high = middle
            emit[j, i] = emit_back[i, j] = FLOOR
            numbers[i, j] = -1
            if low < end and columns[low] == y[j]:
                numbers[i, j] = low
                emit[j, i] += table[0, low]
                emit_back[i, j] += table[1, low]


@njit(cache=True)
def posteriors(x, y, rows, columns, table, empty_t, empty_s, jumps, null, moves):
    """(numbers of the cells, P(y_j from x_i) at [j, i], P(x_i from y_j) at [i, j]) of one sentence pair."""
    n, m = len(x), len(y)
    numbers = np.empty((n, m), np.int64)
    emit, emit_back, there, back = np.empty((m, n)), np.empty((n, m)), np.empty((m, n)), np.empty((n, m))
    silent_t, silent_s = np.empty(m), np.empty(n)
    look_up(x, y, rows, columns, table, numbers, emit, emit_back)
    for j in range(m):
        silent_t[j] = empty_t[y[j]]
    for i in range(n):
        silent_s[i] = empty_s[x[i]]
    chain(emit, silent_t, jumps[0], null, there, moves[0])
    chain(emit_back, silent_s, jumps[1], null, back, moves[1])
    return numbers, there, back


@njit(cache=True)
def expect(s, s_at, t, t_at, rows, columns, table, empty_t, empty_s, jumps, null, power,
           counts, nothing_t, nothing_s, moves):  # fmt: skip
    """One E-step of the HMM over all sentence pairs; 0 is target given source, 1 the other way.

    `table[d]` holds the probabilities of the unit pairs, empty_t and empty_s those of units from nothing,
    jumps[d] the jump weights. Expected counts are added to `counts`, `nothing_t`, `nothing_s` and
    `moves[d]`. Both directions count the product of their posteriors to the `power`.
    """
    for b in range(len(s_at) - 1):
        x, y = s[s_at[b] : s_at[b + 1]], t[t_at[b] : t_at[b + 1]]
        if len(x) == 0 or len(y) == 0:
            continue
        numbers, there, back = posteriors(x, y, rows, columns, table, empty_t, empty_s, jumps, null, moves)
        for j in range(len(y)):
            said = 0.0
            for i in range(len(x)):
                said += there[j, i]
            nothing_t[y[j]] += max(0.0, 1.0 - said)
        for i in range(len(x)):
            said = 0.0
            for j in range(len(y)):
                said += back[i, j]
            nothing_s[x[i]] += max(0.0, 1.0 - said)
            for j in range(len(y)):
                both = there[j, i] * back[i, j]
                if both > TINY and numbers[i, j] >= 0:
                    counts[numbers[i, j]] += both**power


@njit(cache=True)
def decode(s, s_at, t, t_at, rows, columns, table, empty_t, empty_s, jumps, null, least,
           out_i, out_j, out_p, out_at):  # fmt: skip
    """Cells whose geometric mean of both HMM posteriors is at least `least`.

    Pair b's are out_i, out_j, out_p [out_at[b] : out_at[b + 1]]; there are at most 1 / (2 least) for each
    unit, since no mean exceeds half the sum of the two posteriors.
    """
    found = 0
    moves = np.zeros((2, 2 * REACH + 1))
    for b in range(len(s_at) - 1):
        out_at[b] = found
        x, y = s[s_at[b] : s_at[b + 1]], t[t_at[b] : t_at[b + 1]]
        if len(x) == 0 or len(y) == 0:
            continue
        _, there, back = posteriors(x, y, rows, columns, table, empty_t, empty_s, jumps, null, moves)
        for i in range(len(x)):
            for j in range(len(y)):
                both = np.sqrt(there[j, i] * back[i, j])
                if both >= least:
                    out_i[found], out_j[found], out_p[found] = i, j, both
                    found += 1
    out_at[len(s_at) - 1] = found
