"""Kernels of sentence alignment: scores, best path and posteriors of beads, inside a band.

Cell (i, j) means: the first i source and j target segments are done. Row i of the band holds the cells
j in low[i] .. high[i] - 1, from at[i] on in flat arrays; the band holds (0, 0) and the last cell. A bead
ends at a cell and takes steps[k] = (a, b) segments; tables of beads have a row per cell, a column per step.
"""

from __future__ import annotations

import numpy as np
from numba import njit

from aligner.steps import REACH

NEVER = -1e30


@njit(cache=True)
def score(steps, prior, x, y, length, weights, low, high, at, forward, seg_low, seg_high, seg_at,
          backward, back_low, back_high, back_at):  # fmt: skip
    """Log-likelihood ratio of each bead against unrelated segments; NEVER where it leaves the band.

    x, y are cumulative lengths in whole numbers, `length` is mu, v0, v1 of their log ratio, `weights` those of the length and
    the lexical term. `forward[a-1]` and `backward[b-1]` are the lexical evidence of `em_kernel.explain`, in
    bands of segments. Nulls pay their prior only.
    """
    logs, precision = length_tables(x, y, length)
    out = np.full((at[-1] + high[-1] - low[-1], len(steps)), NEVER, np.float32)
    for i in range(len(low)):
        for j in range(low[i], high[i]):
            for k in range(len(steps)):
                a, b = steps[k, 0], steps[k, 1]
                if i < a or j < b or not (low[i - a] <= j - b < high[i - a]):
                    continue
                if not (a and b):
                    out[at[i] + j - low[i], k] = prior[k]
                    continue
                if (
                    j - b < seg_low[i - 1]
                    or j > seg_high[i - 1]
                    or i - a < back_low[j - 1]
                    or i > back_high[j - 1]
                ):
                    continue
                lexical = 0.0
                first = seg_at[i - 1] + j - b - seg_low[i - 1]
                for place in range(first, first + b):
                    lexical += forward[a - 1, place]
                first = back_at[j - 1] + i - a - back_low[j - 1]
                for place in range(first, first + a):
                    lexical += backward[b - 1, place]
                source, target = x[i] - x[i - a], y[j] - y[j - b]
                fit = fits(logs[target] - logs[source] - length[0], precision[min(source, target)])
                out[at[i] + j - low[i], k] = prior[k] + weights[0] * fit + weights[1] * lexical
    return out


@njit(cache=True)
def add_edges(steps, low, high, at, out, opens_s, closes_s, held_s, opens_t, closes_t, held_t,
              opening, closing, joint_s, joint_t, alone_s, alone_t, sentences):  # fmt: skip
    """Add to the scores of beads what the edges of their segments say; see `aligner.shapes`."""
    most = sentences.shape[1] - 1
    for i in range(len(low)):
        for j in range(low[i], high[i]):
            place = at[i] + j - low[i]
            for k in range(len(steps)):
                a, b = steps[k, 0], steps[k, 1]
                if out[place, k] <= NEVER:
                    continue
                if not b:
                    out[place, k] += alone_s[closes_s[i - 1]]
                elif not a:
                    out[place, k] += alone_t[closes_t[j - 1]]
                else:
                    total = (
                        opening[opens_s[i - a], opens_t[j - b]] + closing[closes_s[i - 1], closes_t[j - 1]]
                    )
                    for inside in range(i - a, i - 1):
                        total += joint_s[closes_s[inside]]
                    for inside in range(j - b, j - 1):
                        total += joint_t[closes_t[inside]]
                    n, m = held_s[i] - held_s[i - a], held_t[j] - held_t[j - b]
                    out[place, k] += total + sentences[b, min(most, n), min(most, m)]


@njit(cache=True)
def length_tables(x, y, length):
    """log(n + 1), and 1 / variance of the log ratio when the shorter side has length n, for every n needed."""
    longest = 1
    for cumulative in (x, y):
        for i in range(1, len(cumulative)):
            longest = max(longest, cumulative[i] - cumulative[max(0, i - REACH)])
    lengths = np.arange(longest + 1)
    return np.log(lengths + 1.0), 1.0 / (length[1] + length[2] / np.maximum(lengths, 1))


@njit(cache=True)
def fits(deviation, precision):
    """How well two lengths go together: a normal law of the log ratio, with a floor under outliers."""
    value = 0.5 * (np.log(precision) - deviation * deviation * precision)
    return max(value, -4.0) + np.log1p(np.exp(-abs(value + 4.0)))


@njit(cache=True)
def best_path(steps, scores, low, high, at):
    """Step numbers of the path of greatest total score, first to last; empty when there is none."""
    best = np.full(len(scores), NEVER)
    step = np.full(len(scores), -1, np.int8)
    best[0] = 0.0
    for i in range(len(low)):
        for j in range(low[i], high[i]):
            place = at[i] + j - low[i]
            for k in range(len(steps)):
                if scores[place, k] <= NEVER:
                    continue
                a = i - steps[k, 0]
                total = best[at[a] + j - steps[k, 1] - low[a]] + scores[place, k]
                if total > best[place]:
                    best[place], step[place] = total, k
    path = []
    i, j = len(low) - 1, high[-1] - 1
    while i > 0 or j > 0:
        k = step[at[i] + j - low[i]]
        if k < 0:
            return np.zeros(0, np.int64)
        path.append(k)
        i, j = i - steps[k, 0], j - steps[k, 1]
    return np.array(path[::-1], np.int64)


@njit(cache=True)
def posteriors(steps, scores, low, high, at):
    """Probability of each bead under all paths, a path weighing exp(total score): forward-backward.

    Beads less likely than exp(-30) are passed over.
    """
    size, kinds = len(scores), len(steps)
    alpha, omega = np.full(size, NEVER), np.full(size, NEVER)
    alpha[0], omega[size - 1] = 0.0, 0.0
    ways = np.empty(kinds)
    for i in range(len(low)):
        for j in range(low[i], high[i]):
            place = at[i] + j - low[i]
            best = alpha[place]
            for k in range(kinds):
                ways[k] = NEVER
                if scores[place, k] > NEVER:
                    a = i - steps[k, 0]
                    ways[k] = alpha[at[a] + j - steps[k, 1] - low[a]] + scores[place, k]
                    best = max(best, ways[k])
            if place and best > NEVER:
                mass = 0.0
                for k in range(kinds):
                    if ways[k] > best - 30.0:
                        mass += np.exp(ways[k] - best)
                alpha[place] = best + np.log(mass)
    out = np.zeros(scores.shape, np.float32)
    for i in range(len(low) - 1, -1, -1):
        for j in range(high[i] - 1, low[i] - 1, -1):
            place = at[i] + j - low[i]
            for k in range(kinds):
                if scores[place, k] > NEVER and omega[place] > NEVER:
                    a = i - steps[k, 0]
                    before = at[a] + j - steps[k, 1] - low[a]
                    after = omega[place] + scores[place, k]
                    chance = alpha[before] + after - alpha[size - 1]
                    if chance > -30.0:
                        omega[before] = np.logaddexp(omega[before], after)
                        out[place, k] = np.exp(min(0.0, chance))
    return out
