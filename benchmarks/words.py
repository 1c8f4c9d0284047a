"""Error rates of word links on gold: `python -m benchmarks.words [DATA]`.

The links are trained on nothing but the test sentences. Units: a character of Chinese, a syllable of
Korean, else the first five letters of a word; links of units are projected to words for scoring.

AER of Och and Ney (2003) for aa-enfr and aa-roen. PUD links content words only, so only links whose two
words are both in the gold count. bible-enes has segments: precision over unit links, recall over segments
with at least one link. Memory is the peak of the whole process, so the largest set comes last.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from aligner import words
from benchmarks import measuring

DATA = measuring.DATA / "word_alignment_dev"
SETS = (("aa-enfr", None), ("aa-roen", None), ("pud-enzh", None), ("pudpivot-zhko", None),
        ("bible-enes", 1000), ("bible-enes", 5000), ("bible-enes", 20000))  # fmt: skip
_CUT = regex.compile(r"[\p{Han}\p{Hangul}]")
_LINK = regex.compile(r"(\d+)([-?])(\d+)")

Cells = set[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Gold:
    """A set of tokenised lines with their links: each segment is one thing to find, `possible` may be found."""

    name: str
    source: list[list[str]]
    target: list[list[str]]
    segments: list[list[Cells]]
    possible: list[Cells]

    @property
    def content_only(self) -> bool:
        return not self.name.startswith("aa-")


@dataclass(frozen=True, slots=True)
class Measure:
    """What was measured on one set."""

    error: float
    precision: float
    recall: float
    seconds: float


def load(name: str, lines: int | None = None, data: Path = DATA) -> Gold:
    """The first lines of a set."""
    source, target, links = (
        (data / name / part).read_text(encoding="utf-8").split("\n")[:-1][:lines]
        for part in ("src", "tgt", "gold")
    )
    read = _segments if ":" in "".join(links[:10]) else _links
    segments, possible = zip(*map(read, links), strict=True)
    return Gold(
        name, [x.split() for x in source], [x.split() for x in target], list(segments), list(possible)
    )


def _links(line: str) -> tuple[list[Cells], Cells]:
    found = [((int(i), int(j)), mark) for i, mark, j in _LINK.findall(line)]
    return [{cell} for cell, mark in found if mark == "-"], {cell for cell, _ in found}


def _segments(line: str) -> tuple[list[Cells], Cells]:
    parts = [[[int(n) for n in side.split(",")] for side in part.split(":")] for part in line.split()]
    segments = [{(i, j) for i in left for j in right} for left, right in parts]
    return segments, set().union(*segments)


def cut(sentence: Sequence[str]) -> tuple[list[str], list[int]]:
    """(units, the word each belongs to)."""
    pieces = [list(w) if _CUT.search(w) else [w.lower()[:5]] for w in sentence]
    return [u for p in pieces for u in p], [n for n, p in enumerate(pieces) for _ in p]


def measure(gold: Gold) -> Measure:
    """Link all lines and score the links."""
    source, target = [cut(x) for x in gold.source], [cut(x) for x in gold.target]
    start = time.perf_counter()
    links = words.link([(s, t) for (s, _), (t, _) in zip(source, target, strict=True)])
    seconds = time.perf_counter() - start
    made = right = sure = hit = 0
    for n, found in enumerate(links):
        cells = {(source[n][1][i], target[n][1][j]) for i, j, _ in found}
        if gold.content_only:
            lefts, rights = ({cell[side] for cell in gold.possible[n]} for side in (0, 1))
            cells = {(i, j) for i, j in cells if i in lefts and j in rights}
        made += len(cells)
        right += len(cells & gold.possible[n])
        sure += len(gold.segments[n])
        hit += sum(bool(cells & segment) for segment in gold.segments[n])
    precision, recall = right / made, hit / sure
    error = (
        1 - 2 * precision * recall / (precision + recall)
        if gold.content_only
        else 1 - (right + hit) / (made + sure)
    )
    return Measure(error, precision, recall, seconds)


def main(data: Path = DATA) -> None:
    """Print a line for each set."""
    if not data.exists():
        print(f"no word alignment gold in {data}: nothing to measure")
        return
    words.link([(("a",), ("b",))])  # compiled before the clock runs
    print(
        f"# rounds {words.ROUNDS}, null {words.NULL}, agreement {words.AGREEMENT}, least posterior {words.LEAST}, one core"
    )
    print("set                 lines    AER  precision  recall  seconds  pairs/s   MB")
    for name, lines in SETS:
        gold = load(name, lines, data)
        m = measure(gold)
        n = len(gold.source)
        print(f"{name:<18} {n:>6} {m.error:>6.3f} {m.precision:>10.3f} {m.recall:>7.3f} {m.seconds:>8.2f} "
              f"{n / m.seconds:>8.0f} {measuring.peak():>4}")  # fmt: skip


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
