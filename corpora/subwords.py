"""Subword units: how the words of a workspace's own texts fall into stems and endings.

A unigram model (Kudo 2018, "Subword Regularization") by sentencepiece, trained on one language's texts.
Normalising is the language's own work, so the model's is the identity.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import regex
import sentencepiece

SMALLEST, LARGEST = 200, 8000  # pieces
_START = "\N{LOWER ONE EIGHTH BLOCK}"


@dataclass(frozen=True, slots=True)
class Subwords:
    """A trained model as bytes, to be kept and loaded again."""

    model: bytes

    def pieces(self, words: Iterable[str]) -> list[list[str]]:
        """The pieces of each word; joined they are the word."""
        return [
            [p.removeprefix(_START) for p in found if p != _START]
            for found in _processor(self.model).encode(list(words), out_type=str)
        ]


@lru_cache(maxsize=8)
def _processor(model: bytes) -> sentencepiece.SentencePieceProcessor:
    """Loading a model costs more than many words."""
    return sentencepiece.SentencePieceProcessor(model_proto=model)


def train(keys: Iterable[str]) -> Subwords | None:
    """A model of these texts (keys, one short text each); None when there is too little to learn from.

    The size is half the number of different words, LARGEST at most, but room for every letter. The same
    texts give the same model.
    """
    lines = [line for line in keys if line.strip()]
    words = {word for line in lines for word in line.split()}
    if len(words) < 2 * SMALLEST:
        return None
    letters = {letter for word in words for letter in word}     # each needs a piece, and Hangul has many
    size = max(min(LARGEST, len(words) // 2), len(letters) + SMALLEST // 2)
    out = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter(lines),
        model_writer=out,
        vocab_size=size,
        model_type="unigram",
        normalization_rule_name="identity",
        character_coverage=1.0,
        hard_vocab_limit=False,
        max_sentence_length=16384,
        num_threads=1,
        minloglevel=2,
    )
    return Subwords(out.getvalue())


STEMS = 6  # different stems a piece must end before it is an ending
SHORT = 4  # letters of an ending at most
BARE = 2  # letters a stem has at least


@dataclass(frozen=True, slots=True)
class Stems:
    """What the texts of a language show of its endings: the words there are, and the pieces that end many of them."""

    words: frozenset[str]
    endings: frozenset[str]
    subwords: Subwords

    def stem(self, word: str) -> str:
        """The word without its endings, two at most, where what is left is a word of these texts; else the word."""
        return self.stems([word])[word]

    def stems(self, words: Iterable[str]) -> dict[str, str]:
        """The stem of each word: many at once cost little more than one."""
        every = list(words)
        found = zip(every, self.subwords.pieces(every), strict=True)
        return {word: self._stem(word, pieces) for word, pieces in found}

    def _stem(self, word: str, pieces: list[str]) -> str:
        for taken in (2, 1):
            tail, left = pieces[-taken:], "".join(pieces[:-taken])
            if len(pieces) > taken and set(tail) <= self.endings and len(left) >= BARE and left in self.words:
                return left
        return word


def learn_stems(keys: Iterable[str]) -> Stems | None:
    """Stems and endings of these texts (keys); None when there is too little to learn from."""
    lines = list(keys)
    subwords = train(lines)
    if subwords is None:
        return None
    words = sorted({word for line in lines for word in regex.findall(r"[\p{L}\p{M}]+", line)})
    stems: dict[str, set[str]] = {}
    for pieces in subwords.pieces(words):
        if len(pieces) > 1 and len(pieces[-1]) <= SHORT:
            stems.setdefault(pieces[-1], set()).add("".join(pieces[:-1]))
    endings = frozenset(piece for piece, found in stems.items() if len(found) >= STEMS)
    whole = frozenset(words) | _shared(words, subwords, endings)
    return Stems(whole, endings, subwords)


def _shared(words: Iterable[str], subwords: Subwords, endings: frozenset[str]) -> frozenset[str]:
    """Stems that never stand alone but stand before two different endings."""
    before: dict[str, set[str]] = {}
    for pieces in subwords.pieces(words):
        if len(pieces) > 1 and pieces[-1] in endings:
            before.setdefault("".join(pieces[:-1]), set()).add(pieces[-1])
    return frozenset(stem for stem, found in before.items() if len(found) >= 2)
