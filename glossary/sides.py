"""Both sides of all pairs as columns: texts, word links, and the words, one pair after the other.

A word is a number in the columns; word w of pair b is number at[b] + w. Two hundred thousand judgments' worth of
words are a few arrays so, and no object a word.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import regex

from aligner.model import Link
from corpora import placeables
from corpora.languages import Language
from glossary.seams import seams

_WORDLIKE = regex.compile(r"[\p{L}\p{M}\p{N}]")
_LETTER = regex.compile(r"\p{L}")
_HANZI = regex.compile(r"\p{Han}{2,}")
_BLANK = regex.compile(r"[^\p{P}\p{S}\p{L}\p{N}]*|[-\N{TIBETAN MARK INTERSYLLABIC TSHEG}\s]*")

Row = Iterable[tuple[str, int, int]]  # words of one text: form, start, end


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """A bead's two texts and the word links between them."""

    bead: int
    source: str
    target: str
    links: np.ndarray  # n x 5, float32: start and end in the source, in the target, posterior

    @classmethod
    def of(cls, bead: int, source: str, target: str, links: Iterable[Link]) -> LinkedPair:
        rows = [(*link.source, *link.target, link.posterior) for link in links]
        return cls(bead, source, target, np.array(rows, np.float32).reshape(-1, 5))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Linked pairs as columns."""

    beads: np.ndarray
    source: list[str]
    target: list[str]
    links: np.ndarray  # n x 5 as in LinkedPair, of all pairs
    at: np.ndarray  # where the links of each pair begin, and the end of the last


def columns(pairs: Iterable[LinkedPair]) -> Pairs:
    """Read the pairs once; nothing of them is kept but texts and numbers."""
    beads, source, target, links, at = array("q"), [], [], array("f"), array("q", [0])
    for pair in pairs:
        beads.append(pair.bead)
        source.append(pair.source)
        target.append(pair.target)
        links.frombytes(np.ascontiguousarray(pair.links, np.float32).tobytes())
        at.append(len(links) // 5)
    return Pairs(
        np.array(beads, np.int64), source, target, np.array(links, np.float32).reshape(-1, 5), np.array(at, np.int64)
    )


@dataclass(frozen=True)
class Side:
    """The words of one side of all pairs."""

    at: np.ndarray  # where the words of each pair begin, and the end of the last
    starts: np.ndarray  # in characters of the pair's text
    ends: np.ndarray
    word: np.ndarray  # number of each word's form
    forms: tuple[str, ...]  # by number

    @cached_property
    def pair(self) -> np.ndarray:
        """Which pair each word stands in."""
        return np.repeat(np.arange(len(self.at) - 1, dtype=np.int32), np.diff(self.at))

    def row(self, pair: int) -> Iterator[tuple[str, int, int]]:
        """The words of one pair."""
        here = slice(self.at[pair], self.at[pair + 1])
        for word, start, end in zip(
            self.word[here].tolist(), self.starts[here].tolist(), self.ends[here].tolist(), strict=True
        ):
            yield self.forms[word], start, end

    def rows(self) -> Iterator[Iterator[tuple[str, int, int]]]:
        return (self.row(pair) for pair in range(len(self.at) - 1))

    def owners(self, lengths: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        """(word within its pair that each character of all texts belongs to, -1 for none; where each text begins)."""
        begins = np.concatenate([[0], np.cumsum(np.array(lengths, np.int64))])
        owner = np.full(begins[-1], -1, np.int32)
        sizes = self.ends - self.starts
        first = begins[self.pair] + self.starts
        places = np.repeat(first - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())
        owner[places] = np.repeat(np.arange(len(self.word)) - self.at[self.pair], sizes)
        return owner, begins


@dataclass(frozen=True)
class Target(Side):
    """The words of the other side, by key. `joined[n]`: word n and the next may stand in one phrase; `edge`: may end one."""

    joined: np.ndarray
    edge: np.ndarray


def source_words(texts: Sequence[str], language: Language, terms: Sequence[str]) -> Side:
    """Words of every Chinese text, long ones cut once more at their seams; `terms` stay whole."""
    side = _side(_row(text, language, terms) for text in texts)
    counts = dict(zip(side.forms, np.bincount(side.word, minlength=len(side.forms)).tolist(), strict=True))
    at = seams(counts, language, frozenset(terms))
    return _side(
        (
            (form[a:b], start + a, start + b)
            for form, start, end in row
            for a, b in at.get(form) or [(0, end - start)]
        )
        for row in side.rows()
    )


def target_words(texts: Sequence[str], language: Language) -> Target:
    """Words of the other side of each pair; placeables and Chinese left standing belong to no phrase."""
    keys: dict[str, str] = {}

    def keyed(text: str) -> Row:
        for form, start, end in _row(text, language, ()):
            yield keys[form] if form in keys else keys.setdefault(form, language.key(form)), start, end

    side = _side(map(keyed, texts))
    ends = np.array([key not in language.common and bool(_LETTER.search(key)) for key in side.forms], bool)
    joined, free = array("b"), array("b")
    for text, row in zip(texts, side.rows(), strict=True):
        words = [(start, end) for _, start, end in row]
        taken = _taken(text, words, [(p.start, p.end) for p in placeables.find(text, language)])
        free.extend(not t for t in taken)
        joined.extend(
            not taken[n] and not taken[n + 1] and bool(_BLANK.fullmatch(text, words[n][1], words[n + 1][0]))
            for n in range(len(words) - 1)
        )
        joined.extend([False] * bool(words))
    edge = np.array(free, bool) & (ends[side.word] if len(ends) else False)
    return Target(side.at, side.starts, side.ends, side.word, side.forms, np.array(joined, bool), edge)


def _taken(text: str, words: Sequence[tuple[int, int]], fixed: Sequence[tuple[int, int]]) -> list[bool]:
    return [meets(*word, fixed) or bool(_HANZI.search(text, *word)) for word in words]


def meets(start: int, end: int, others: Iterable[tuple[int, int]]) -> bool:
    return any(start < z and a < end for a, z in others)


def _row(text: str, language: Language, terms: Sequence[str]) -> Row:
    for word in language.words(text, terms):
        if _WORDLIKE.search(text, word.start, word.end):
            yield text[word.start : word.end], word.start, word.end


def _side(rows: Iterable[Row]) -> Side:
    numbers: dict[str, int] = {}
    at, starts, ends, words = array("q", [0]), array("i"), array("i"), array("i")
    for row in rows:
        for form, start, end in row:
            words.append(numbers.setdefault(form, len(numbers)))
            starts.append(start)
            ends.append(end)
        at.append(len(words))
    return Side(
        np.array(at, np.int64), np.array(starts, np.int32), np.array(ends, np.int32), np.array(words, np.int32),
        tuple(numbers),
    )  # fmt: skip
