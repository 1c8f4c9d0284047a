"""Kernels of sentence alignment: the best path and the posteriors of beads, inside a band.

Cell (i, j) means: the first i source and j target segments are done. Row i of the band holds the cells
j in low[i] .. high[i] - 1, from at[i] on in flat arrays. A bead k takes steps[k] = (a, b) segments and
scores prior[k] plus, when both sides have some, `bead_score`. Nulls pay their prior only.
"""

from __future__ import annotations

import numpy as np
from numba import njit

NEVER = -1e30


@njit(cache=True)
def bead_score(i, j, a, b, x, y, params, forward, low, at, backward, back_low, back_at):
    """Log-likelihood ratio of source segments i-a .. i-1 and target segments j-b .. j-1 being one bead.

    x, y are cumulative lengths. params: mu, v0, v1 of the length ratio, weight of the length term and of
    the lexical term. `forward[a-1]` and `backward[b-1]` come from `em_kernel.explain`, in segment bands.
    """
    ls, lt = x[i] - x[i - a], y[j] - y[j - b]
    ratio = np.log((lt + 1.0) / (ls + 1.0)) - params[0]
    variance = params[1] + params[2] / min(ls, lt)
    length = -0.5 * ratio * ratio / variance - 0.5 * np.log(variance)
    length = np.logaddexp(length, -4.0)
    lexical = 0.0
    for n in range(j - b, j):
        place = at[i - 1] + n - low[i - 1]
        lexical += forward[a - 1, place]
    for n in range(i - a, i):
        place = back_at[j - 1] + n - back_low[j - 1]
        lexical += backward[b - 1, place]
    return params[3] * length + params[4] * lexical


@njit(cache=True)
def inside(i, j, a, b, low, high, seg_low, seg_high, back_low, back_high):
    """Whether bead (a, b) may end at cell (i, j): its first cell and all its segment pairs are in the band."""
    if i < a or j < b or not (low[i - a] <= j - b < high[i - a]):
        return False
    if a and b:
        if j - b < seg_low[i - 1] or j - 1 >= seg_high[i - 1]:
            return False
        if i - a < back_low[j - 1] or i - 1 >= back_high[j - 1]:
            return False
    return True


@njit(cache=True)
def best_path(steps, prior, x, y, params, low, high, at, forward, seg_low, seg_high, seg_at,
              backward, back_low, back_high, back_at):  # fmt: skip
    """Step numbers of the best path from (0, 0) to the last cell, first to last; empty when none exists."""
    n = len(low) - 1
    best = np.full(at[n] + high[n] - low[n], NEVER)
    step = np.full(len(best), -1, np.int8)
    best[at[0]] = 0.0
    for i in range(n + 1):
        for j in range(low[i], high[i]):
            place = at[i] + j - low[i]
            for k in range(len(steps)):
                a, b = steps[k, 0], steps[k, 1]
                if not inside(i, j, a, b, low, high, seg_low, seg_high, back_low, back_high):
                    continue
                before = best[at[i - a] + j - b - low[i - a]]
                if before <= NEVER:
                    continue
                score = before + prior[k]
                if a and b:
                    score += bead_score(
                        i, j, a, b, x, y, params, forward, seg_low, seg_at, backward, back_low, back_at
                    )
                if score > best[place]:
                    best[place], step[place] = score, k
    path = []
    i, j = n, high[n] - 1
    while i > 0 or j > 0:
        k = step[at[i] + j - low[i]]
        if k < 0:
            return np.zeros(0, np.int64)
        path.append(k)
        i, j = i - steps[k, 0], j - steps[k, 1]
    return np.array(path[::-1], np.int64)


@njit(cache=True)
def posteriors(steps, prior, x, y, params, heat, low, high, at, forward, seg_low, seg_high, seg_at,
               backward, back_low, back_high, back_at, path):  # fmt: skip
    """Probability of each bead of `path` under all paths, scores divided by `heat`, priors not."""
    n = len(low) - 1
    size = at[n] + high[n] - low[n]
    alpha, omega = np.full(size, NEVER), np.full(size, NEVER)
    alpha[0] = 0.0
    omega[size - 1] = 0.0
    for i in range(n + 1):
        for j in range(low[i], high[i]):
            place = at[i] + j - low[i]
            for k in range(len(steps)):
                a, b = steps[k, 0], steps[k, 1]
                if not inside(i, j, a, b, low, high, seg_low, seg_high, back_low, back_high):
                    continue
                before = alpha[at[i - a] + j - b - low[i - a]]
                if before <= NEVER:
                    continue
                score = prior[k]
                if a and b:
                    score += bead_score(
                        i, j, a, b, x, y, params, forward, seg_low, seg_at, backward, back_low, back_at
                    )
                alpha[place] = np.logaddexp(alpha[place], before + score / heat)
    total = alpha[size - 1]
    for i in range(n, -1, -1):
        for j in range(high[i] - 1, low[i] - 1, -1):
            after = omega[at[i] + j - low[i]]
            if after <= NEVER:
                continue
            for k in range(len(steps)):
                a, b = steps[k, 0], steps[k, 1]
                if not inside(i, j, a, b, low, high, seg_low, seg_high, back_low, back_high):
                    continue
                before = at[i - a] + j - b - low[i - a]
                if alpha[before] <= NEVER:
                    continue
                score = prior[k]
                if a and b:
                    score += bead_score(
                        i, j, a, b, x, y, params, forward, seg_low, seg_at, backward, back_low, back_at
                    )
                omega[before] = np.logaddexp(omega[before], after + score / heat)
    out = np.zeros(len(path))
    i, j = 0, 0
    for number in range(len(path)):
        k = path[number]
        a, b = steps[k, 0], steps[k, 1]
        score = prior[k]
        if a and b:
            score += bead_score(
                i + a, j + b, a, b, x, y, params, forward, seg_low, seg_at, backward, back_low, back_at
            )
        first = at[i] + j - low[i]
        i, j = i + a, j + b
        out[number] = np.exp(min(0.0, alpha[first] + score / heat + omega[at[i] + j - low[i]] - total))
    return out
