"""Runs: adjoining Chinese words that could be a term, and where they stand.

All words of a run are hanzi, none is a function word or part of a placeable. Runs are one by what is written, however
it was cut, and found by the hash of their characters, so that the many seen once cost no string.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
import regex

from corpora import placeables
from corpora.languages import Language
from corpora.model import Kind
from glossary.sides import Side, meets

WORDS = 5  # a longer run is a formula
CHARACTERS = 12
TWICE = 2  # pairs a run stands in, else nothing can be said of it
_HANZI = regex.compile(r"\p{Han}+")
_BASE = 0x9E3779B97F4A7C15
_BITS = (1 << 64) - 1


@dataclass(frozen=True)
class Runs:
    """Runs that stand in TWICE pairs and more."""

    texts: tuple[str, ...]  # by number
    beads: np.ndarray  # in how many pairs each stands
    table: np.ndarray  # n x 4: pair, first and last word in it, run; all places, by pair

    @cached_property
    def once(self) -> np.ndarray:
        """n x 4: run, pair, first and last word, of the first place in each pair; by run and pair."""
        order = self.table[np.lexsort((self.table[:, 1], self.table[:, 0], self.table[:, 3]))][:, [3, 0, 1, 2]]
        first = np.ones(len(order), bool)
        first[1:] = (np.diff(order[:, :2], axis=0) != 0).any(axis=1)
        return order[first]


def runs_of(texts: Sequence[str], side: Side, language: Language) -> Runs:
    """The runs of these texts, whose words are `side`."""
    found, codes = _places(side, _usable(texts, side, language))
    _, number = np.unique(codes, return_inverse=True)
    width = max(1, len(texts))
    once = np.unique(number * width + side.pair[found[:, 0]]) // width
    beads = np.bincount(once)
    kept = beads >= TWICE
    rows = kept[number]
    found, number = found[rows], (np.cumsum(kept) - 1)[number[rows]]
    pair = side.pair[found[:, 0]]
    table = np.column_stack([pair, found - side.at[pair][:, None], number]).astype(np.int32)
    _, example = np.unique(number, return_index=True)
    written = tuple(
        texts[b][a:z]
        for b, a, z in zip(
            pair[example].tolist(), side.starts[found[example, 0]].tolist(), side.ends[found[example, 1]].tolist(),
            strict=True,
        )
    )  # fmt: skip
    return Runs(written, beads[kept], table[np.argsort(table[:, 0], kind="stable")])


def function_words(forms: Sequence[str], language: Language) -> np.ndarray:
    """Which of these words neither begin nor end a term nor stand within one."""
    return np.array([language.key(form) in language.common or not language.content(form) for form in forms], bool)


def _usable(texts: Sequence[str], side: Side, language: Language) -> np.ndarray:
    """Which words may stand in a run."""
    form = ~function_words(side.forms, language) & np.array([bool(_HANZI.fullmatch(f)) for f in side.forms], bool)
    usable = form[side.word] if len(form) else np.zeros(0, bool)
    for pair, text in enumerate(texts):
        fixed = [(p.start - (p.kind is Kind.MASK), p.end) for p in placeables.find(text, language)]
        if fixed:
            for n in range(side.at[pair], side.at[pair + 1]):
                usable[n] &= not meets(side.starts[n], side.ends[n], fixed)
    return usable


def _places(side: Side, usable: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(first and last word, hash) of all runs, seen once or more."""
    n = len(side.word)
    follows = np.zeros(n, bool)
    follows[:-1] = (side.ends[:-1] == side.starts[1:]) & (side.pair[:-1] == side.pair[1:]) & usable[1:]
    hashes = np.array([_hash(form) for form in side.forms], np.uint64)
    powers = np.array([pow(_BASE, len(form), 1 << 64) for form in side.forms], np.uint64)
    first = np.flatnonzero(usable)
    last, code = first, hashes[side.word[first]] if n else np.zeros(0, np.uint64)
    places, codes = [np.empty((0, 2), np.int64)], [np.empty(0, np.uint64)]
    for _ in range(WORDS):
        length = side.ends[last] - side.starts[first]
        fits = (length > 1) & (length <= CHARACTERS)
        places.append(np.column_stack([first[fits], last[fits]]))
        codes.append(code[fits])
        longer = follows[last]
        first, last, code = first[longer], last[longer] + 1, code[longer]
        code = code * powers[side.word[last]] + hashes[side.word[last]] if len(last) else code
    return np.concatenate(places), np.concatenate(codes)


def _hash(text: str) -> int:
    code = 0
    for character in text:
        digest = blake2b(character.encode(), digest_size=8).digest()
        code = (code * _BASE + int.from_bytes(digest)) & _BITS
    return code
