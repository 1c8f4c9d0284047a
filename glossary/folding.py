"""Texts folded for recognition: character by character, so that every place leads back to the text.

A folded text is what its key holds, without what only sets words apart or is not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import regex

from corpora.languages import get

BREAK = -1  # a symbol no term has
_GAP = regex.compile(r"[\s\p{Pd}]+")
_UNSEEN = regex.compile(r"\p{Cf}")
_LETTER = regex.compile(r"[\p{L}\p{M}\p{N}\p{Cf}\u202F]")  # what may be written on to a term
_JOINT = regex.compile(r"['’ʼ\p{Pd}]")
_PUNCTUATION = regex.compile(r"\p{P}")
_SETS_APART = regex.compile(r"[\s\p{Pd}\N{MONGOLIAN VOWEL SEPARATOR}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as numbers of its different characters and, folded, as symbols (BREAK: in no term) with their places.

    `characters` by number; the last one, a newline, stands for what is outside the text. By place, the end included:
    the `numbers`, `gaps` before it, the last character seen `before` it, where `after` it something is seen again, and
    where what is written on to it ends (`word_ends`).
    """

    characters: list[str]
    numbers: np.ndarray
    symbols: np.ndarray
    places: np.ndarray
    gaps: np.ndarray
    before: np.ndarray
    after: np.ndarray
    word_ends: np.ndarray


@lru_cache(maxsize=1 << 16)
def fold(code: str, character: str) -> str:
    """A character as terms and texts are compared: its part of a key, "" where it only sets words apart or is not seen."""
    if character == "\n":
        return character
    if _GAP.fullmatch(character) or _UNSEEN.fullmatch(character):
        return ""
    return _UNSEEN.sub("", _GAP.sub("", get(code).key(f"1{character}1")[1:-1]))


@lru_cache(maxsize=1 << 16)
def _gives_way(code: str, mark: str, following: str) -> bool:
    """Whether a key leaves a mark out before this character: a tsheg before a shad."""
    both = get(code).key(f"1{mark}{following}1")
    return bool(fold(code, mark)) and both == get(code).key(f"1{following}1") != get(code).key(f"1{mark}1")


@lru_cache(maxsize=1 << 16)
def spaced(key: str) -> str:
    """A key with one blank wherever words or parts of words are set apart."""
    return _UNSEEN.sub("", _GAP.sub(" ", key))


def fold_text(code: str, alphabet: Mapping[str, int], text: str) -> Folded:
    """A display text in the language of this code; `alphabet` has the symbols of the terms."""
    characters, which = _characters(text)
    folds = [fold(code, c) for c in characters]
    counts = np.array([len(f) for f in folds], np.int64)
    flat = np.array([alphabet.get(c, BREAK) for f in folds for c in f], np.int32)
    lengths = np.where(_left_out(code, characters, which, counts > 0), 0, counts[which])
    begins = np.cumsum(lengths) - lengths
    places = np.repeat(np.arange(len(which)), lengths)
    symbols = flat[np.repeat((np.cumsum(counts) - counts)[which] - begins, lengths) + np.arange(len(places))]
    apart = _each(_SETS_APART, characters) & (counts == 0)
    unseen = ((counts == 0) & ~apart)[which]
    letter, joint = _each(_LETTER, characters)[which], _each(_JOINT, characters)[which]
    goes_on = letter | (joint & np.append(letter[1:], False))
    last_seen = np.maximum.accumulate(np.append(-1, np.where(unseen, -1, np.arange(len(which)))))
    numbers = np.append(which, np.int32(len(characters)))
    return Folded(
        [*characters, "\n"],
        numbers,
        symbols,
        places,
        np.concatenate(([0], np.cumsum(apart[which]))),
        numbers[last_seen],
        _next_where(~unseen),
        _next_where(~goes_on),
    )


def _characters(text: str) -> tuple[list[str], np.ndarray]:
    """The different characters of a text, and by place the number of each."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    met = np.zeros(int(codes.max(initial=0)) + 1, bool)
    met[codes] = True
    distinct = np.flatnonzero(met)
    numbers = np.zeros(len(met), np.int32)
    numbers[distinct] = np.arange(len(distinct))
    return [chr(c) for c in distinct], numbers[codes]


def _left_out(code: str, characters: list[str], which: np.ndarray, seen: np.ndarray) -> np.ndarray:
    """By place, whether its character stands in no key because of what is seen after it; of a row of equal ones, all."""
    marks = [n for n, c in enumerate(characters) if seen[n] and _PUNCTUATION.match(c)]
    gives_way = np.zeros((len(characters), len(characters)), bool)
    for one in marks:
        for other in marks:
            gives_way[one, other] = _gives_way(code, characters[one], characters[other])
    left_out = np.zeros(len(which), bool)
    if gives_way.any():
        places = np.flatnonzero(seen[which])
        shown = which[places]
        last_equal = _next_where(np.append(shown[1:] != shown[:-1], False))[:-1]
        following = shown[np.minimum(last_equal + 1, len(shown) - 1)]
        left_out[places] = gives_way[shown, following]
    return left_out


def _each(pattern: regex.Pattern[str], characters: list[str]) -> np.ndarray:
    return np.array([bool(pattern.match(c)) for c in characters], bool)


def _next_where(mask: np.ndarray) -> np.ndarray:
    """The first place from each one on, the end included, where the mask holds or the text ends."""
    size = len(mask)
    places = np.append(np.where(mask, np.arange(size), size), size)
    return np.minimum.accumulate(places[::-1])[::-1]
