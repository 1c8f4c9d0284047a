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
BLOCK = 20_000  # runs with a rendering looked at together: bounds the memory
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
    cohesion: np.ndarray  # per phrase, how much its words keep to it: its pairs, of those of its most frequent word

    def take(self, rows: np.ndarray) -> Places:
        columns = (self.run, self.phrase, self.pair, self.source, self.target, self.weight)
        return Places(*(column[rows] for column in columns), self.beads, self.cohesion)


def places_of(found: Proposals, stem: np.ndarray, at: np.ndarray) -> Places:
    """All proposals, and the other pairs in which a run and a phrase proposed for it elsewhere both stand.

    `stem`: number of the stem of each word of the other side; `at`: where the words of each pair begin.
    """
    hashes = np.random.default_rng(0).integers(1, 2**63, 1 + stem.max(initial=0), np.uint64)[stem]
    phrase, standing = _phrases(found, hashes, at)
    beads = np.bincount(standing[:, 0])
    more = _unproposed(found, phrase, standing, beads)
    columns = (
        (found.run, more[:, 0]), (phrase, more[:, 1]), (found.pair, more[:, 2]), (found.source, more[:, 3:5]),
        (found.target, more[:, 5:7]), (found.weight, np.full(len(more), UNPROPOSED, np.float32)),
    )  # fmt: skip
    cohesion = _cohesion(found, phrase, beads, _frequency(hashes, at), at)
    return Places(*(np.concatenate(column) for column in columns), beads, cohesion)


def _cohesion(found: Proposals, phrase: np.ndarray, beads: np.ndarray, most: np.ndarray, at: np.ndarray) -> np.ndarray:
    """Of each phrase. `most`: in how many pairs the word of each place stands."""
    start = at[found.pair] + found.target[:, 0]
    top = np.zeros(len(start), most.dtype)
    for n in range(int(found.length.max())):
        rows = n < found.length
        top[rows] = np.maximum(top[rows], most[start[rows] + n])
    cohesion = np.zeros(len(beads))
    cohesion[phrase] = np.maximum(0, beads[phrase] - _SMOOTH) / (top + _SMOOTH)
    return cohesion


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


def _phrases(found: Proposals, hashes: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(phrase of each proposal; phrase, pair, first and last word of each phrase in each pair, once a pair, sorted)."""
    start = at[found.pair] + found.target[:, 0]
    phrase, rows, known = np.empty(len(start), np.int32), [], 0
    for n in range(1, int(found.length.max()) + 1):
        codes, here = _ngrams(hashes, n), found.length == n
        every, number = np.unique(codes[start[here]], return_inverse=True)
        phrase[here] = known + number
        rows.append(_standing(codes, n, at, every) + np.array([known, 0, 0, 0], np.int32))
        known += len(every)
    return phrase, np.concatenate(rows)


def _standing(codes: np.ndarray, n: int, at: np.ndarray, known: np.ndarray) -> np.ndarray:
    """(phrase, pair, first and last word) of each known phrase of n words in each pair, once a pair, sorted."""
    if not len(known):
        return np.empty((0, 4), np.int32)
    place = np.minimum(np.searchsorted(known, codes), len(known) - 1)
    where = np.flatnonzero(known[place] == codes)
    pair = np.searchsorted(at, where, side="right") - 1
    whole = where + n <= at[pair + 1]
    where, pair = where[whole], pair[whole]
    order = np.argsort(place[where], kind="stable")
    where, pair = where[order], pair[order]
    first = where - at[pair]
    every = np.column_stack([place[where], pair, first, first + n - 1]).astype(np.int32)
    once = np.ones(len(every), bool)
    once[1:] = (np.diff(every[:, :2], axis=0) != 0).any(axis=1)
    return every[once]


def _unproposed(found: Proposals, phrase: np.ndarray, standing: np.ndarray, beads: np.ndarray) -> np.ndarray:
    """(run, phrase, pair, source words, target words) where both stand and nothing was proposed."""
    width = len(beads)
    pairing, member = np.unique(found.run.astype(np.int64) * width + phrase, return_inverse=True)
    mass = np.bincount(member, found.weight, len(pairing))
    run, rendering = pairing // width, pairing % width
    likely = (mass >= LIKELY) & (beads[rendering] <= COMMON * found.runs.beads[run])
    run, rendering = run[likely], rendering[likely]
    pairs = 1 + int(max(standing[:, 1].max(initial=0), found.runs.once[:, 1].max(initial=0)))
    stands = found.runs.once[:, 0].astype(np.int64) * pairs + found.runs.once[:, 1]
    proposed = np.unique((found.run.astype(np.int64) * pairs + found.pair) * width + phrase)
    blocks = [np.empty((0, 7), np.int32)]
    for start in range(0, len(run), BLOCK):
        block = slice(start, start + BLOCK)
        owner, row = _rows(run[block], rendering[block], standing, beads)
        wanted = owner * pairs + standing[row, 1]
        place = np.minimum(np.searchsorted(stands, wanted), len(stands) - 1)
        code = wanted * width + standing[row, 0]
        there = np.minimum(np.searchsorted(proposed, code), len(proposed) - 1)
        new = (stands[place] == wanted) & (proposed[there] != code)
        owner, row, place = owner[new], row[new], place[new]
        columns = (owner, standing[row, :2], found.runs.once[place, 2:4], standing[row, 2:4])
        blocks.append(np.column_stack(columns).astype(np.int32))
    return np.concatenate(blocks)


def _rows(
    run: np.ndarray, rendering: np.ndarray, standing: np.ndarray, beads: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """(run, row of `standing`) of every place of the rendering of each."""
    begins = np.searchsorted(standing[:, 0], rendering)
    sizes = beads[rendering]
    row = np.repeat(begins - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
    return np.repeat(run, sizes), row


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
