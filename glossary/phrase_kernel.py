"""Kernel of phrase pairs: for each run of Chinese words the spans of target words its links lead to.

The words of all pairs lie flat: pair b has target words at[b] .. at[b + 1] and links link_at[b] .. link_at[b + 1],
each (source word, target word, posterior) numbered within the pair. Runs are (pair, first word, last word), in
order of pairs.
"""

from __future__ import annotations

import numpy as np
from numba import njit

MOST = 7  # spans proposed for a run: its core, a word more or less at either end, the same moved by a word
LINKED = 0.2  # mass below which a word counts as unlinked
LEAST = 0.15  # weight a span needs
UNLINKED = 0.8  # times the weight of a span that begins or ends with an unlinked word
GAP = 2  # unlinked words a span may run over


@njit(cache=True)
def propose(run_pair, run_first, run_last, at, link_at, link_s, link_t, link_p, joined, edge, longest,
            out_run, out_first, out_last, out_weight):  # fmt: skip
    """Proposed spans of all runs; returns how many were written to `out_*` (MOST for each run at most).

    `joined[t]`: target word t and the next may stand in one phrase; `edge[t]`: t may begin or end one;
    `longest`: words of a span at most. A span weighs the share of the run's mass that falls into it times the
    share of the span's mass that comes from the run, less where its first or last word is unlinked.
    """
    found = 0
    r = 0
    while r < len(run_pair):
        b = run_pair[r]
        m = at[b + 1] - at[b]
        total = np.zeros(m)
        for x in range(link_at[b], link_at[b + 1]):
            total[link_t[x]] += link_p[x]
        while r < len(run_pair) and run_pair[r] == b:
            inside = np.zeros(m)
            for x in range(link_at[b], link_at[b + 1]):
                if run_first[r] <= link_s[x] <= run_last[r]:
                    inside[link_t[x]] += link_p[x]
            if inside.sum() >= LINKED:
                first, last = core(inside, total, joined[at[b] : at[b + 1]], edge[at[b] : at[b + 1]])
                if first <= last:
                    found = around(r, first, last, inside, total, joined[at[b] : at[b + 1]], edge[at[b] : at[b + 1]],
                                   longest, out_run, out_first, out_last, out_weight, found)  # fmt: skip
            r += 1
    return found


@njit(cache=True)
def core(inside, total, joined, edge):
    """(first, last) word around the word with most of its mass from the run; first > last where there is none."""
    best, top = -1, 0.0
    for j in range(len(inside)):
        if edge[j] and inside[j] >= LINKED and inside[j] * inside[j] / total[j] > top:
            best, top = j, inside[j] * inside[j] / total[j]
    if best < 0:
        return 1, 0
    first, last = best, best
    for step in (-1, 1):
        j, gap = best, 0
        while True:
            if step < 0 and (j == 0 or not joined[j - 1]):
                break
            if step > 0 and (j == len(inside) - 1 or not joined[j]):
                break
            j += step
            if inside[j] >= LINKED and inside[j] >= 0.5 * total[j]:
                gap = 0
                if edge[j]:
                    first, last = min(first, j), max(last, j)
            elif total[j] < LINKED and gap < GAP:
                gap += 1
            else:
                break
    return first, last


@njit(cache=True)
def around(r, first, last, inside, total, joined, edge, longest, out_run, out_first, out_last, out_weight, found):
    """The span, what is a word longer or shorter on one side, and the span moved by a word, with their weights."""
    mass = inside.sum()
    for left in (0, -1, 1):
        for right in (0, 1, -1):
            if left * right < 0:
                continue
            a, z = first + left, last + right
            if a > z or a < 0 or z >= len(inside) or z - a >= longest or not edge[a] or not edge[z]:
                continue
            if (left < 0 and not joined[a]) or (right > 0 and not joined[z - 1]):
                continue
            taken, all_of_it = 0.0, 0.0
            for j in range(a, z + 1):
                taken += inside[j]
                all_of_it += total[j]
            if taken <= 0:
                continue
            weight = min(1.0, taken / mass) * min(1.0, taken / all_of_it)
            if inside[a] < LINKED:
                weight *= UNLINKED
            if inside[z] < LINKED:
                weight *= UNLINKED
            if weight >= LEAST:
                out_run[found], out_first[found], out_last[found], out_weight[found] = r, a, z, weight
                found += 1
    return found
