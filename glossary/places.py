"""Where a run of Chinese words and a phrase proposed for it stand, and which phrase each pair keeps.

A rendering is good that takes most of the run's pairs and stands in few others, by the spans' weights:
P(rendering | run) x P(run | rendering) x mean weight. Each pair keeps the span whose rendering is best, and
the counts are made again of what was kept; that chooses between a rendering and the same one a word longer
or shorter.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from glossary.phrases import Proposals

ROUNDS = 3
_SMOOTH = 0.5
UNPROPOSED = 0.2  # weight of a place where run and phrase only stand together
LIKELY = 0.3  # weight a phrase needs elsewhere for that
COMMON = 20  # times the run's pairs: a phrase more frequent is not looked for
LONGER = 1.15  # a word more is better, all else being equal: half a rendering is wrong
HELD = 4.0  # how much better where its words hardly stand without each other
MEAN = 0.5  # power of the mean weight of a rendering's places
LOCAL = 0.5  # power of the weight in a pair against the worth in all


@dataclass(frozen=True, slots=True)
class Places:
    """Where runs stand together with phrases proposed for them, as columns; `proposed` is 0 where only the phrase stands."""

    run: np.ndarray
    phrase: np.ndarray
    pair: np.ndarray
    source: np.ndarray  # n x 2, first and last word
    target: np.ndarray  # n x 2
    weight: np.ndarray
    beads: np.ndarray  # per phrase, in how many pairs it stands
    cohesion: (
        np.ndarray
    )  # per phrase, how much its words keep to it: its pairs, of those of its most frequent word

    def take(self, rows: np.ndarray) -> Places:
        columns = (self.run, self.phrase, self.pair, self.source, self.target, self.weight)
        return Places(*(column[rows] for column in columns), self.beads, self.cohesion)


def places_of(found: Proposals, stem: np.ndarray, at: np.ndarray) -> Places:
    """All proposals, and the other pairs in which a run and a phrase proposed for it elsewhere both stand.

    `stem`: number of the stem of each word of the other side; `at`: where the words of each pair begin.
    """
    hashes = np.random.default_rng(0).integers(1, 2**63, 1 + stem.max(initial=0), np.uint64)[stem]
    longest = int(found.length.max(initial=0))
    start = at[found.pair] + found.target[:, 0]
    codes = np.zeros(len(start), np.uint64)
    for n in range(1, longest + 1):
        rows = found.length == n
        codes[rows] = _ngrams(hashes, n)[start[rows]]
    known, phrase = np.unique(codes, return_inverse=True)
    standing = _standing(hashes, at, known, longest)
    beads = np.bincount(standing[:, 0], minlength=len(known))
    more = _unproposed(found, phrase, standing, beads)
    columns = (
        (found.run, more[:, 0]), (phrase, more[:, 1]), (found.pair, more[:, 2]), (found.source, more[:, 3:5]),
        (found.target, more[:, 5:7]), (found.weight, np.full(len(more), UNPROPOSED, np.float32)),
    )  # fmt: skip
    cohesion = np.zeros(len(known))
    most = _frequency(hashes, at)
    top = np.max(
        [np.where(n < found.length, most[np.minimum(start + n, len(most) - 1)], 0) for n in range(longest)],
        axis=0,
    )
    cohesion[phrase] = np.maximum(0, beads[phrase] - _SMOOTH) / (top + _SMOOTH)
    return Places(*(np.concatenate(column) for column in columns), beads, cohesion)


def _frequency(hashes: np.ndarray, at: np.ndarray) -> np.ndarray:
    """In how many pairs the word of each place stands."""
    _, word = np.unique(hashes, return_inverse=True)
    bead = np.repeat(np.arange(len(at) - 1), np.diff(at))
    every = np.unique(word.astype(np.int64) * len(at) + bead)
    return np.bincount(every // len(at), minlength=word.max(initial=0) + 1)[word]


def _ngrams(hashes: np.ndarray, n: int) -> np.ndarray:
    """A number for the n words from each place on; the last n - 1 places have none worth anything."""
    code = np.full(len(hashes), n, np.uint64)
    for k in range(n):
        code = code * np.uint64(0x9E3779B97F4A7C15) + np.roll(hashes, -k)
    return code


def _standing(hashes: np.ndarray, at: np.ndarray, known: np.ndarray, longest: int) -> np.ndarray:
    """(phrase, pair, first and last word) of each known phrase in each pair, once a pair, sorted."""
    bead = np.repeat(np.arange(len(at) - 1), np.diff(at))
    rows = [np.empty((0, 4), np.int64)]
    for n in range(1, longest + 1):
        codes = _ngrams(hashes, n)
        whole = np.arange(len(hashes)) + n <= at[bead + 1]
        place = np.minimum(np.searchsorted(known, codes), len(known) - 1)
        where = np.flatnonzero(whole & (known[place] == codes))
        first = where - at[bead[where]]
        rows.append(np.stack([place[where], bead[where], first, first + n - 1], axis=1))
    every = np.concatenate(rows)
    every = every[np.lexsort((every[:, 2], every[:, 1], every[:, 0]))]
    first = np.ones(len(every), bool)
    first[1:] = (np.diff(every[:, :2], axis=0) != 0).any(axis=1)
    return every[first]


def _unproposed(found: Proposals, phrase: np.ndarray, standing: np.ndarray, beads: np.ndarray) -> np.ndarray:
    """(run, phrase, pair, source words, target words) where both stand and nothing was proposed."""
    width = len(beads)
    pairing, member = np.unique(found.run.astype(np.int64) * width + phrase, return_inverse=True)
    mass = np.bincount(member, found.weight, len(pairing))
    run, rendering = pairing // width, pairing % width
    likely = (mass >= LIKELY) & (beads[rendering] <= COMMON * found.runs.beads[run])
    run, rendering = run[likely], rendering[likely]
    begins = np.searchsorted(standing[:, 0], rendering)
    sizes = beads[rendering]
    row = np.repeat(begins - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    run = np.repeat(run, sizes)
    pairs = int(max(standing[:, 1].max(initial=0), found.runs.once[:, 1].max(initial=0))) + 1
    wanted = run * pairs + standing[row, 1]
    stands = found.runs.once[:, 0].astype(np.int64) * pairs + found.runs.once[:, 1]
    place = np.minimum(np.searchsorted(stands, wanted), len(stands) - 1)
    proposed = np.unique((found.run.astype(np.int64) * pairs + found.pair) * width + phrase)
    code = wanted * width + standing[row, 0]
    there = np.minimum(np.searchsorted(proposed, code), len(proposed) - 1)
    new = (stands[place] == wanted) & (proposed[there] != code)
    run, row, place = run[new], row[new], place[new]
    return np.column_stack(
        [run, standing[row, 0], standing[row, 1], found.runs.once[place, 2:4], standing[row, 2:4]]
    )


def choose(places: Places, runs: np.ndarray) -> np.ndarray:
    """Rows of the places that each run of each pair keeps. `runs`: in how many pairs each run stands."""
    width = len(places.beads)
    pairing, member = np.unique(places.run.astype(np.int64) * width + places.phrase, return_inverse=True)
    run, rendering = pairing // width, pairing % width
    length = places.target[:, 1] - places.target[:, 0] + 1
    words = np.bincount(member, length, len(pairing)) / np.bincount(member)
    rows = np.arange(len(member))
    for _ in range(ROUNDS):
        count = np.bincount(member[rows], minlength=len(pairing))
        mass = np.bincount(member[rows], places.weight[rows], len(pairing))
        worth = (
            (count / (runs[run] + _SMOOTH))
            * (count / (places.beads[rendering] + _SMOOTH))
            * (mass / np.maximum(count, 1)) ** MEAN
        )
        worth *= (LONGER + HELD * places.cohesion[rendering] ** 4) ** (words - 1)
        order = np.lexsort((-(worth[member] * places.weight**LOCAL), places.pair, places.run))
        first = np.ones(len(order), bool)
        first[1:] = (np.diff(places.run[order]) != 0) | (np.diff(places.pair[order]) != 0)
        rows = order[first]
    return rows
