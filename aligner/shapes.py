"""What the edges of segments say: a piece that ends in a comma goes on, a question answers a question.

Three kinds of evidence, all log ratios against unrelated segments and all learnt from beads: with which
characters the two sides of a bead open and close, what stands at the joints inside a bead, and how many
sentences each side holds. Nothing is known before the first beads are: the ratios start at 0.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import regex

from aligner.steps import REACH, STEPS

MOST = 8  # sentences of one side of a bead that are told apart
FAITH = 10.0  # beads after which a single edge is believed
PAIR_FAITH = 25.0  # beads after which a pair of edges is

_TAIL = regex.compile(r"[^\p{L}\p{M}\p{N}\s]{1,2}$")


@dataclass(frozen=True, slots=True)
class Shape:
    """How a segment begins and ends, and how many sentences it holds."""

    opens: str
    closes: str
    sentences: int


@dataclass(frozen=True, slots=True)
class Edges:
    """The shapes of one side as arrays: ids of openings and closings, cumulative count of sentences."""

    opens: np.ndarray
    closes: np.ndarray
    sentences: np.ndarray

    def window(self, start: int, end: int) -> Edges:
        return Edges(self.opens[start:end], self.closes[start:end], self.sentences[start : end + 1])


@dataclass(frozen=True, slots=True)
class Ratios:
    """Log ratios by id. `joint_*` stand between two segments of one bead, `alone_*` are of nulls.

    opening (source, target), closing (source, target), sentences (segments of the target, source, target).
    """

    opening: np.ndarray
    closing: np.ndarray
    joint_source: np.ndarray
    joint_target: np.ndarray
    alone_source: np.ndarray
    alone_target: np.ndarray
    sentences: np.ndarray


def shape(text: str, sentences: int) -> Shape:
    """The shape of a segment's display text."""
    text = text.strip()
    return Shape(_opening(text[:1]), _closing(text), sentences)


def _opening(first: str) -> str:
    if first.isupper() or first.islower():
        return "A" if first.isupper() else "a"
    if first.isdecimal():
        return "0"
    return "o" if first.isalpha() else first


def _closing(text: str) -> str:
    tail = _TAIL.search(text)
    return tail[0] if tail else "0" if text[-1:].isdecimal() else "o"


def unknown(opens: tuple[int, int], closes: tuple[int, int]) -> Ratios:
    """Nothing learnt yet, for so many kinds of openings and closings (source, target)."""
    return Ratios(
        np.zeros(opens),
        np.zeros(closes),
        *(np.zeros(n) for n in (*closes, *closes)),
        np.zeros((REACH + 1, MOST, MOST)),
    )


def learn(sides: Sequence[tuple[Edges, Edges]], beads: Sequence[tuple[np.ndarray, np.ndarray]],
          opens: tuple[int, int], closes: tuple[int, int]) -> Ratios:  # fmt: skip
    """Ratios from the beads of each document: rows of (step, s0, s1, t0, t1) and their posteriors."""
    background_opens = [_share(np.bincount(_all(sides, k, "opens"), minlength=opens[k])) for k in (0, 1)]
    background = [_share(np.bincount(_all(sides, k, "closes"), minlength=closes[k])) for k in (0, 1)]
    opening, closing = np.zeros(opens), np.zeros(closes)
    joints, ends = [np.zeros(n) for n in closes], [np.zeros(n) for n in closes]
    held = np.zeros((MOST, MOST))
    for (s, t), (rows, weights) in zip(sides, beads, strict=True):
        both = STEPS[rows[:, 0]].min(axis=1) > 0
        (_, s0, s1, t0, t1), p = rows[both].T, weights[both]
        np.add.at(opening, (s.opens[s0], t.opens[t0]), p)
        np.add.at(closing, (s.closes[s1 - 1], t.closes[t1 - 1]), p)
        np.add.at(held, (_held(s, s0, s1), _held(t, t0, t1)), p)
        for k, (side, start, end) in enumerate(((s, s0, s1), (t, t0, t1))):
            np.add.at(ends[k], side.closes[end - 1], p)
            for back in range(2, REACH + 1):
                inside = end - back >= start
                np.add.at(joints[k], side.closes[end[inside] - back], p[inside])
    alone = [_ratio(count, share) for count, share in zip(ends, background, strict=True)]
    return Ratios(
        _pair_ratio(opening, background_opens),
        _pair_ratio(closing, background),
        *(_ratio(count, share) for count, share in zip(joints, background, strict=True)),
        *alone,
        _sentence_ratio(held, [t for _, t in sides]),
    )


def _all(sides: Sequence[tuple[Edges, Edges]], k: int, name: str) -> np.ndarray:
    return np.concatenate([np.zeros(0, np.int64), *(getattr(pair[k], name) for pair in sides)])


def _held(side: Edges, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    return np.minimum(side.sentences[end] - side.sentences[start], MOST - 1)


def _share(counts: np.ndarray) -> np.ndarray:
    return (counts + 0.5) / (counts.sum() + 0.5 * len(counts))


def _ratio(counts: np.ndarray, background: np.ndarray) -> np.ndarray:
    """log P(c | here) / P(c), P(c | here) resting on the background until enough was counted."""
    return np.log((counts / background + FAITH) / (counts.sum() + FAITH))


def _pair_ratio(counts: np.ndarray, background: Sequence[np.ndarray]) -> np.ndarray:
    """log P(c, d | bead) / (P(c) P(d)), resting on the two margins until the pair was counted often enough."""
    margins = [np.exp(_ratio(counts.sum(axis=1 - k), background[k])) * background[k] for k in (0, 1)]
    expected = np.outer(*margins)
    chance = (counts + PAIR_FAITH * expected) / (counts.sum() + PAIR_FAITH)
    return np.log(chance / np.outer(*background))


def _sentence_ratio(held: np.ndarray, targets: Sequence[Edges]) -> np.ndarray:
    """log P(sentences of target | of source) / P(sentences of so many target segments)."""
    out = np.zeros((REACH + 1, MOST, MOST))
    for b in range(1, REACH + 1):
        totals = [np.minimum(t.sentences[b:] - t.sentences[:-b], MOST - 1) for t in targets]
        usual = _share(np.bincount(np.concatenate([np.zeros(0, np.int64), *totals]), minlength=MOST))
        out[b] = np.log((held / usual + PAIR_FAITH) / (held.sum(axis=1, keepdims=True) + PAIR_FAITH))
    return out
