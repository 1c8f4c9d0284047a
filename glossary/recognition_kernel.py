"""Aho-Corasick over arrays of symbols: all occurrences of many patterns in one pass over a text.

After Aho and Corasick (1975), "Efficient string matching". The trie's transitions lie as sorted rows in one array
(state s owns symbols[row[s]:row[s + 1]]), the root's in a table of its own, because a text is mostly there.
"""

from __future__ import annotations

import numpy as np
from numba import njit


@njit(cache=True)
def trie(symbols, at):
    """The states of sorted, distinct, non-empty patterns, pattern p being symbols[at[p]:at[p + 1]].

    Returns (parent, symbol, depth, ends) by state, state 0 the root; ends is the pattern that ends there or -1.
    """
    most = len(symbols) + 1
    parent = np.zeros(most, np.int32)
    symbol = np.zeros(most, np.int32)
    depth = np.zeros(most, np.int32)
    ends = np.full(most, -1, np.int32)
    path = np.zeros(most, np.int32)  # states along the pattern before
    states, before, length_before = 1, 0, 0
    for p in range(len(at) - 1):
        length = at[p + 1] - at[p]
        shared = 0
        while (
            shared < length and shared < length_before and symbols[at[p] + shared] == symbols[before + shared]
        ):
            shared += 1
        for k in range(shared, length):
            parent[states] = path[k]
            symbol[states] = symbols[at[p] + k]
            depth[states] = k + 1
            path[k + 1] = states
            states += 1
        ends[path[length]] = p
        before, length_before = at[p], length
    return parent[:states], symbol[:states], depth[:states], ends[:states]


@njit(cache=True)
def step(state, wanted, root, row, symbols, targets, fail):
    """The state after reading `wanted`, which is below len(root)."""
    while state:
        low, high = row[state], row[state + 1]
        while low < high:
            middle = (low + high) // 2
            if symbols[middle] < wanted:
                low = middle + 1
            else:
                high = middle
        if low < row[state + 1] and symbols[low] == wanted:
            return targets[low]
        state = fail[state]
    return root[wanted]


@njit(cache=True)
def failures(order, parent, symbol, ends, root, row, symbols, targets):
    """(fail, shorter) by state: where to go on when nothing fits, and the longest proper suffix that is a pattern.

    `order` are the states by depth.
    """
    fail = np.zeros(len(parent), np.int32)
    shorter = np.zeros(len(parent), np.int32)
    for state in order:
        if parent[state]:
            fail[state] = step(fail[parent[state]], symbol[state], root, row, symbols, targets, fail)
        shorter[state] = fail[state] if ends[fail[state]] >= 0 else shorter[fail[state]]
    return fail, shorter


@njit(cache=True)
def scan(text, root, row, symbols, targets, fail, shorter, ends, lengths):
    """All occurrences in a text of symbols, those below 0 being none of the patterns': rows (start, end, pattern)."""
    found = np.empty((1024, 3), np.int32)
    count, state = 0, 0
    for i in range(len(text)):
        if text[i] < 0:
            state = 0
            continue
        state = step(state, text[i], root, row, symbols, targets, fail)
        hit = state if ends[state] >= 0 else shorter[state]
        while hit:
            if count == len(found):
                more = np.empty((2 * count, 3), np.int32)
                more[:count] = found
                found = more
            pattern = ends[hit]
            found[count, 0], found[count, 1], found[count, 2] = i + 1 - lengths[pattern], i + 1, pattern
            count += 1
            hit = shorter[hit]
    return found[:count]


@njit(cache=True)
def alike(text, starts, middles, ends):
    """Spans of a text that read the same, cut at their middles into the same two parts: (group, first).

    `group` by span, `first` the first span of each group. A table with open addressing, filled by half at most.
    """
    size = 2
    while size < 2 * len(starts):
        size *= 2
    table = np.full(size, -1, np.int32)
    group = np.empty(len(starts), np.int32)
    first = np.empty(len(starts), np.int32)
    count = 0
    for n in range(len(starts)):
        length, cut = ends[n] - starts[n], middles[n] - starts[n]
        mixed = np.int64(cut)
        for k in range(starts[n], ends[n]):
            mixed = (mixed ^ np.int64(text[k])) * np.int64(0x100000001B3)  # FNV-1a, a character a step
        slot = (mixed ^ (mixed >> 32)) & (size - 1)
        while table[slot] >= 0:
            other = first[table[slot]]
            if ends[other] - starts[other] == length and middles[other] - starts[other] == cut:
                k = 0
                while k < length and text[starts[other] + k] == text[starts[n] + k]:
                    k += 1
                if k == length:
                    break
            slot = (slot + 1) & (size - 1)
        if table[slot] < 0:
            table[slot] = count
            first[count] = n
            count += 1
        group[n] = table[slot]
    return group, first[:count]
