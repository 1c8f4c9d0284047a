"""Near duplicates told apart, and everybody given to one: what remains open among documents that resemble each other.

Among rivals only what they do not share says anything: the amounts all judgments of a series have in common
weigh nothing, an amount that two of them share weighs most.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np

_LARGEST = 400  # a group of rivals above this is given out greedily


def told_apart(
    s: Mapping[str, int], t: Mapping[str, int], rivals: Sequence[Mapping[str, int]]
) -> float | None:
    """Of the values that distinguish two documents from their rivals, the share the two have in common, by weight.

    Documents are their values, counted. None where nothing distinguishes them.
    """
    everybody, values = 2 + len(rivals), s.keys() | t.keys()
    frequency = Counter([*s, *t])
    for rival in rivals:
        frequency.update(rival.keys() & values)
    weights = {
        v: math.log(everybody / max(2, frequency[v])) * math.log1p(max(s.get(v, 0), t.get(v, 0)))
        for v in values
    }
    whole = sum(weights.values())
    return sum(weights[v] for v in s.keys() & t.keys()) / whole if whole > 1e-9 else None


def assign(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """One-to-one pairs with the greatest sum of scores; pairs without a score are never made."""
    return [pair for group in _groups(scores) for pair in _best(group)]


def margins(
    chosen: Sequence[tuple[int, int]], scores: Mapping[tuple[int, int], float]
) -> dict[tuple[int, int], float]:
    """How much worse it would be to give a document of each chosen pair to a rival instead.

    Where the rival has another partner, both pairs are exchanged; a pair nobody rivals keeps its whole score.
    """
    partner = {("s", s): t for s, t in chosen} | {("t", t): s for s, t in chosen}
    of: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for s, t in scores:
        of.setdefault(("s", s), []).append((s, t))
        of.setdefault(("t", t), []).append((s, t))
    found = {}
    for s, t in chosen:
        losses = [scores[s, t]]
        for a, b in (*of["s", s], *of["t", t]):
            if (a, b) == (s, t):
                continue
            other = (partner.get(("t", b)), b) if a == s else (a, partner.get(("s", a)))
            swapped = (other[0], t) if a == s else (s, other[1])
            lost = scores[s, t] + (scores[other] if None not in other else 0.0)
            won = scores[a, b] + (scores.get(swapped, 0.0) if None not in other else 0.0)
            losses.append(lost - won)
        found[s, t] = min(losses)
    return found


def _groups(scores: Mapping[tuple[int, int], float]) -> list[dict[tuple[int, int], float]]:
    """The scores cut into groups that have no document in common."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for s, t in scores:
        parent[root(("s", s))] = root(("t", t))
    groups: dict[tuple[str, int], dict[tuple[int, int], float]] = {}
    for (s, t), value in sorted(scores.items()):
        groups.setdefault(root(("s", s)), {})[s, t] = value
    return list(groups.values())


def _best(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    sources, targets = (sorted({pair[side] for pair in scores}) for side in (0, 1))
    if max(len(sources), len(targets)) > _LARGEST:
        return _greedy(scores)
    cost = np.zeros((len(sources), len(sources) + len(targets)))  # a column of its own: to stay alone costs 0
    for (s, t), value in scores.items():
        cost[sources.index(s), targets.index(t)] = -value
    chosen = least_cost(cost)
    pairs = [(sources[i], targets[j]) for i, j in enumerate(chosen) if j < len(targets)]
    return [pair for pair in pairs if pair in scores]


def _greedy(scores: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    taken: tuple[set[int], set[int]] = set(), set()
    pairs = []
    for s, t in sorted(scores, key=lambda pair: (-scores[pair], pair)):
        if s not in taken[0] and t not in taken[1]:
            taken[0].add(s)
            taken[1].add(t)
            pairs.append((s, t))
    return pairs


def least_cost(cost: np.ndarray) -> list[int]:
    """Column of each row in the assignment of least cost; no fewer columns than rows.

    The Hungarian method by shortest augmenting paths with potentials (Jonker and Volgenant 1987), O(rows^2 columns).
    """
    rows, columns = cost.shape
    u, v = np.zeros(rows), np.zeros(columns + 1)
    owner = np.full(columns + 1, -1)  # row of each column; the last column is the start of a path
    for row in range(rows):
        owner[columns], at = row, columns
        slack, before, used = np.full(columns, np.inf), np.full(columns, -1), np.zeros(columns + 1, bool)
        while owner[at] >= 0:
            used[at] = True
            reduced = cost[owner[at]] - u[owner[at]] - v[:columns]
            open_ = ~used[:columns]
            better = open_ & (reduced < slack)
            slack[better], before[better] = reduced[better], at
            nearest = int(np.argmin(np.where(open_, slack, np.inf)))
            delta = slack[nearest]
            u[owner[used]] += delta
            v[used] -= delta
            slack[open_] -= delta
            at = nearest
        while at != columns:
            owner[at] = owner[before[at]]
            at = before[at]
    chosen = [-1] * rows
    for column in range(columns):
        if owner[column] >= 0:
            chosen[owner[column]] = column
    return chosen
