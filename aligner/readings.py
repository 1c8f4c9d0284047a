"""Other ways to read a few neighbouring beads, and which of them the evidence likes best.

Only the sentences of a bead and its two neighbours are read anew, by one step: a merge, a cut, a sentence that
goes to the neighbour, no counterpart. All readings hold the same sentences, so their evidence compares. It is
the scorer's before its first round: the lexicon at half its weight, anchors, lengths, a price for joins and nulls.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

import numpy as np

from aligner.explain import Book, Text, deviation, explained, gains, length, units_of
from aligner.scoring import Settings
from aligner.sides import prepare
from aligner.steps import PRIOR, STEPS
from corpora.languages import Language

_ODDS = dict(zip(map(tuple, STEPS.tolist()), np.log(PRIOR / PRIOR[0]).tolist(), strict=True))
JOIN, NULL = _ODDS[2, 1], _ODDS[1, 0]  # log odds against one more sentence in a bead, and against a null
LEXICAL = Settings().lexical_weight / 2
ANCHOR = 2.0  # of each shared value; the scorer has one by how often the value is met

Sizes = tuple[tuple[int, int], ...]  # (source, target) sentences of consecutive beads


@dataclass(frozen=True, slots=True)
class Window:
    """Consecutive sentences of both sides with the evidence between any of them."""

    there: np.ndarray  # log ratios of units, source units in rows
    back: np.ndarray
    owners: tuple[np.ndarray, np.ndarray]  # sentence of each unit
    anchors: tuple[tuple[frozenset[str], ...], tuple[frozenset[str], ...]]
    lengths: tuple[tuple[int, ...], tuple[int, ...]]
    usual: float


def window(
    sources: Sequence[Text],
    targets: Sequence[Text],
    languages: tuple[Language, Language],
    book: Book | None,
    usual: float,
) -> Window:
    """Everything `weigh` needs, looked up once."""
    sides = sources, targets
    units = tuple(units_of(side, language) for side, language in zip(sides, languages, strict=True))
    there, back = gains(book, units) if book else (np.zeros((len(units[0]), len(units[1]))),) * 2
    return Window(
        there,
        back,
        tuple(np.array([n for n, _ in found], np.int64) for found in units),
        tuple(
            prepare([x.text for x in side], language).anchors
            for side, language in zip(sides, languages, strict=True)
        ),
        tuple(tuple(map(length, side)) for side in sides),
        usual,
    )


def weigh(w: Window, sizes: Sizes) -> float:
    """What speaks for these beads together, in natural logarithms."""
    edges = [(0, 0), *accumulate(sizes, lambda at, size: (at[0] + size[0], at[1] + size[1]))]
    return sum(_bead(w, slice(s0, s1), slice(t0, t1)) for (s0, t0), (s1, t1) in pairwise(edges))


def _bead(w: Window, s: slice, t: slice) -> float:
    a, b = s.stop - s.start, t.stop - t.start
    if not a or not b:
        return NULL * (a + b)
    rows, columns = ((o >= x.start) & (o < x.stop) for o, x in zip(w.owners, (s, t), strict=True))
    words = explained(w.there[np.ix_(rows, columns)]).sum() + explained(w.back[np.ix_(rows, columns)].T).sum()
    shared = frozenset().union(*w.anchors[0][s]) & frozenset().union(*w.anchors[1][t])
    off = deviation(sum(w.lengths[0][s]), sum(w.lengths[1][t]), w.usual)
    return float(JOIN * (a + b - 2) + LEXICAL * words + ANCHOR * len(shared) - off * off / 2)


def best_cut(w: Window, size: tuple[int, int]) -> tuple[int, int] | None:
    """Where a bead of these sizes that fills the window is best cut in two; None when it cannot be."""
    found = list(_cuts(size))
    return max(found, key=lambda cut: weigh(w, _cut(size, cut)), default=None)


def runner_up(w: Window, sizes: Sizes, at: int) -> tuple[str, float] | None:
    """(the best other reading in Chinese, its evidence less that of bead `at` as it stands), None if there is none."""
    now = weigh(w, sizes)
    found = [(weigh(w, other) - now, said) for said, other in _others(sizes, at)]
    if not found:
        return None
    better, said = max(found)
    return said, better


def _others(sizes: Sizes, at: int) -> Iterator[tuple[str, Sizes]]:
    before, here, after = sizes[:at], sizes[at], sizes[at + 1 :]
    if before:
        yield "与上一对合并", (*before[:-1], _sum(before[-1], here), *after)
        yield from (
            (said, (*before[:-1], *moved, *after))
            for said, moved in _moves(before[-1], here, "上一对", False)
        )
    if after:
        yield "与下一对合并", (*before, _sum(here, after[0]), *after[1:])
        yield from (
            (said, (*before, *moved, *after[1:])) for said, moved in _moves(here, after[0], "下一对", True)
        )
    for cut in _cuts(here):
        one, other = _cut(here, cut)
        yield _cut_label(one, other), (*before, one, other, *after)


def _cut_label(one: tuple[int, int], other: tuple[int, int]) -> str:
    """译文末句没有对应, or 拆成两对（1–1，1–2）."""
    for (a, b), end in ((one, "首"), (other, "末")):
        if not a or not b:
            sentences = "句" if a + b == 1 else f" {a + b} 句"
            return f"{'汉文' if a else '译文'}{end}{sentences}没有对应"
    return f"拆成两对（{one[0]}–{one[1]}，{other[0]}–{other[1]}）"


def _moves(
    one: tuple[int, int], other: tuple[int, int], where: str, first: bool
) -> Iterator[tuple[str, Sizes]]:
    """A sentence of one side goes over the boundary of two beads, either way."""
    for side, name in ((0, "汉文"), (1, "译文")):
        for giver in (0, 1):
            pair = [list(one), list(other)]
            if not pair[giver][side] or not pair[1 - giver][0] + pair[1 - giver][1]:
                continue
            pair[giver][side] -= 1
            pair[1 - giver][side] += 1
            if not sum(pair[giver]):
                continue
            gives = giver == (0 if first else 1)
            end = "末" if giver == 0 else "首"
            said = f"{name}{end}句归{where}" if gives else f"{where}的{name}{end}句归这一对"
            yield said, (tuple(pair[0]), tuple(pair[1]))


def _cuts(size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    a, b = size
    return ((i, j) for i in range(a + 1) for j in range(b + 1) if 0 < i + j < a + b)


def _cut(size: tuple[int, int], cut: tuple[int, int]) -> Sizes:
    return cut, (size[0] - cut[0], size[1] - cut[1])


def _sum(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return one[0] + other[0], one[1] + other[1]
