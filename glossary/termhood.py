"""Termhood: how much a run of Chinese words looks like a term, whatever stands on the other side.

Three measures, each over all runs at once. Freedom goes into the confidence (`glossary.confidence`), the others into
the order of the list (`weight`):

C-value      frequency that is a run's own and not that of longer runs around it, the longer the better
             (Frantzi, Ananiadou and Mima 2000, "Automatic recognition of multi-word terms", section 2.3;
             words are counted from 1 so that single words have a value: Barrón-Cedeño et al. 2009)
keyness      frequency here against general text, `Language.general` (simple maths: Kilgarriff 2009)
freedom      boundary entropy, the smaller of left and right, as a share of what so many places could have: a piece
             of a longer word has always the same neighbour (Jin and Tanaka-Ishii 2006; 时代中国特色 after 新)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

LEAST = 0.001  # C-value a time in the order of runs that have none
KEY = 0.15  # power of the keyness there
SMOOTH = 10.0  # occurrences a million added on both sides: below that nothing is known
_OPEN = -1  # the neighbour of a run at the edge of a text or at a mark


@dataclass(frozen=True, slots=True)
class Termhood:
    """One value a run in each column."""

    c_value: np.ndarray  # 0 and more
    keyness: np.ndarray  # log2 of how many times as frequent as in general text
    freedom: np.ndarray  # 0: always the same neighbour on one side; 1: always another one on both
    weight: np.ndarray


def termhood(
    words: Sequence[tuple[str, ...]], counts: np.ndarray, total: int, general: Callable[[str], float],
    run: np.ndarray, left: np.ndarray, right: np.ndarray,
) -> Termhood:  # fmt: skip
    """Of runs given as `words`, that stand `counts` times among `total` words.

    `run`, `left`, `right`: number and neighbours (a code point, -1 for none) of every place of a run.
    `general`: occurrences of a word in a million words of general text.
    """
    value, key = c_values(words, counts), keyness(words, counts, total, general)
    free = np.minimum(freedom(run, left, len(words)), freedom(run, right, len(words)))
    return Termhood(value, key, free, weight(value / counts, key))


def weight(value: np.ndarray, key: np.ndarray) -> np.ndarray:
    """What a candidate's score is multiplied by: from the C-value of its run for each time it stands, and its keyness."""
    return np.sqrt(np.maximum(LEAST, value)) * 2 ** (KEY * key)


def c_values(words: Sequence[tuple[str, ...]], counts: np.ndarray) -> np.ndarray:
    """C-value of every run: log2(1 + words) x (its count, less the mean count of the longer runs that hold it)."""
    number = {run: n for n, run in enumerate(words)}
    inside, around = np.zeros(len(words)), np.zeros(len(words))
    for run, count in zip(words, counts.tolist(), strict=True):
        pieces = {run[i:j] for i in range(len(run)) for j in range(i + 1, len(run) + 1)} - {run}
        for n in (number[piece] for piece in pieces if piece in number):
            inside[n] += count
            around[n] += 1
    length = np.array([len(run) for run in words], float)
    return np.log2(1 + length) * np.maximum(0, counts - inside / np.maximum(1, around))


def keyness(
    words: Sequence[tuple[str, ...]], counts: np.ndarray, total: int, general: Callable[[str], float]
) -> np.ndarray:
    """log2((a million here + SMOOTH) / (a million in general + SMOOTH)).

    A run that general text has no count of is at most as frequent there as the rarest of its words.
    """
    known: dict[str, float] = {}
    for run in words:
        for word in ("".join(run), *run):
            if word not in known:
                known[word] = general(word)
    elsewhere = np.array([known["".join(run)] or min(known[word] for word in run) for run in words])
    return np.log2((counts * (1e6 / max(1, total)) + SMOOTH) / (elsewhere + SMOOTH))


def freedom(run: np.ndarray, neighbour: np.ndarray, runs: int) -> np.ndarray:
    """Entropy of each run's neighbours on one side, of log2 of its places; an open side is a neighbour of its own."""
    every = np.bincount(run, minlength=runs).astype(float)
    closed = neighbour != _OPEN
    pairs, counts = np.unique(run[closed].astype(np.int64) << 21 | neighbour[closed], return_counts=True)
    share = counts / every[pairs >> 21]
    entropy = np.bincount(pairs >> 21, -share * np.log2(share), minlength=runs)
    entropy = entropy + np.bincount(run[~closed], minlength=runs) / np.maximum(1, every) * np.log2(
        np.maximum(1, every)
    )
    return entropy / np.maximum(1, np.log2(np.maximum(1, every)))


def neighbours(
    texts: Sequence[str], text: np.ndarray, starts: np.ndarray, ends: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(code point before, after) each place, given by number of its text, start and end; -1 where no letter stands."""

    def at(n: int, place: int) -> int:
        here = texts[n]
        return ord(here[place]) if 0 <= place < len(here) and here[place].isalnum() else _OPEN

    rows = list(zip(text.tolist(), starts.tolist(), ends.tolist(), strict=True))
    return np.array([at(n, a - 1) for n, a, _ in rows], np.int64), np.array(
        [at(n, z) for n, _, z in rows], np.int64
    )
