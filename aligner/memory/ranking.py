"""Which sentences are like a new one: first by shared rare features, then by edit distance; and what differs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np
import regex
from rapidfuzz.distance import Levenshtein

from corpora.languages import Language, get
from corpora.model import Span

CANDIDATES = 200  # sentences whose distance is measured (the best is among them: `benchmarks/memory.py`)
READ = 80_000  # postings read for a sentence, rarest features first
FEWEST = 3  # features read however frequent they are


class Edit(NamedTuple):
    """A difference between a new sentence and a found one: spans of both display texts, one of them maybe empty."""

    kind: Literal["replace", "insert", "delete"]
    asked: Span
    found: Span


def rare(sizes: Mapping[str, int]) -> list[str]:
    """The features to read of those with these numbers of postings: the rarest, READ postings of them together."""
    chosen, total = [], 0
    for feature in sorted(sizes, key=lambda f: (sizes[f], f)):
        total += sizes[feature]
        if total > READ and len(chosen) >= FEWEST:
            break
        chosen.append(feature)
    return chosen


def candidates(postings: Sequence[np.ndarray], sentences: int) -> np.ndarray:
    """Numbers of the CANDIDATES sentences that share most with the new one; a feature weighs what it tells apart.

    One array of sentence numbers a feature; `sentences` there are altogether.
    """
    if not postings:
        return np.empty(0, np.int64)
    weights = np.repeat([np.log1p(sentences / max(len(p), 1)) for p in postings], [len(p) for p in postings])
    sums = np.bincount(np.concatenate(postings), weights)
    numbers = np.flatnonzero(sums)
    if len(numbers) <= CANDIDATES:
        return numbers
    return np.sort(numbers[np.argpartition(-sums[numbers], CANDIDATES)[:CANDIDATES]])


def comparable(tokens: Sequence[str], language: Language) -> str:
    """What edit distance is measured over: a key without punctuation."""
    return (" " if language.joiner else "").join(tokens)


def score(asked: str, found: str, least: float = 0.0) -> float:
    """Likeness of two comparable texts from 0 to 100: the share of characters no edit touches; 0 when below `least`."""
    return 100 * Levenshtein.normalized_similarity(asked, found, score_cutoff=least / 100)


_CHARACTERS, _WORDS = regex.compile(r"\X"), regex.compile(r"[\p{L}\p{M}\p{N}\p{Cf}]+|.", flags=regex.S)


def edits(asked: str, found: str, language: Language) -> tuple[Edit, ...]:
    """What turns one display text into the other, by character, syllable or word; what has the same key is the same."""
    ours, theirs = (_cut(text, language) for text in (asked, found))
    steps = Levenshtein.opcodes([form for form, _ in ours], [form for form, _ in theirs])
    return tuple(
        Edit(
            step.tag,
            _over(ours, step.src_start, step.src_end, len(asked)),
            _over(theirs, step.dest_start, step.dest_end, len(found)),
        )
        for step in steps
        if step.tag != "equal"
    )


def _cut(text: str, language: Language) -> list[tuple[str, Span]]:
    cut = _CHARACTERS if language.graphemes == "character" else _WORDS
    return [(_form(language.code, m[0]), Span(*m.span())) for m in cut.finditer(text)]


@lru_cache(maxsize=1 << 14)
def _form(code: str, piece: str) -> str:
    return get(code).key(piece) or piece


def _over(pieces: Sequence[tuple[str, Span]], first: int, last: int, end: int) -> Span:
    start = pieces[first][1].start if first < len(pieces) else end
    return Span(start, pieces[last - 1][1].end if last > first else start)
