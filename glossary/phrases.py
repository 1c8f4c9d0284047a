"""Phrase pairs: runs of Chinese words and the spans of the other side that their word links lead to.

As consistent phrase pairs (Koehn, Och and Marcu 2003, "Statistical Phrase-Based Translation", section 3), but
by the links' posteriors: a span weighs the share of the run's mass it takes in, times the share of its own
mass that comes from the run. One stray link then lowers a weight and does not lose the pair.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import regex

from aligner import words as word_links
from aligner.model import Link
from corpora import placeables
from corpora.languages import Language
from corpora.model import Kind, Span
from glossary import phrase_kernel as kernel


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """A bead's two texts and the word links between them."""

    bead: int
    source: str
    target: str
    links: tuple[Link, ...]


SOURCE_WORDS = 5  # a longer run is a formula
SOURCE_CHARACTERS = 12
TARGET_WORDS = 10
TWICE = 2  # pairs a run stands in, else nothing can be said of it
SHARED = 3  # longer words that begin or end with a part, for it to be a word
_HANZI = regex.compile(r"\p{Han}{2,}")
_WORDLIKE = regex.compile(r"[\p{L}\p{M}\p{N}]")
_LETTER = regex.compile(r"\p{L}")
_BLANK = regex.compile(r"[^\p{P}\p{S}\p{L}\p{N}]*|[-\N{TIBETAN MARK INTERSYLLABIC TSHEG}\s]*")


class Run(NamedTuple):
    """Adjoining Chinese words that could be a term, where they stand."""

    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one side of a pair. `joined[n]`: words n and n + 1 may stand in one phrase; `edge`: may end one."""

    spans: tuple[Span, ...]
    keys: tuple[str, ...]
    joined: tuple[bool, ...]
    edge: tuple[bool, ...]


@dataclass(frozen=True)
class Proposals:
    """Spans proposed for runs, as columns: the run's number, place of the pair, first and last word of both sides, weight."""

    runs: tuple[str, ...]  # by number
    beads: np.ndarray  # how many pairs each run stands in
    stands: np.ndarray  # n x 4: run, pair, first and last word, of all runs, by run and pair, once a pair
    run: np.ndarray
    pair: np.ndarray
    source: np.ndarray  # n x 2
    target: np.ndarray  # n x 2
    weight: np.ndarray

    @cached_property
    def length(self) -> np.ndarray:
        return self.target[:, 1] - self.target[:, 0] + 1


def source_words(
    pairs: Sequence[LinkedPair], language: Language, terms: Sequence[str]
) -> list[tuple[Span, ...]]:
    """Words of every Chinese text, long ones cut once more at seams.

    A word of four characters and more that falls wholly into words the same texts use by themselves is cut
    there (人民代表大会常务委员会): else a term inside it would be seen only where it stands alone.
    """
    cut = [
        tuple(w for w in language.words(p.source, terms) if _WORDLIKE.search(p.source, w.start, w.end))
        for p in pairs
    ]
    counts = Counter(p.source[w.start : w.end] for p, words in zip(pairs, cut, strict=True) for w in words)
    known = _parts(counts, language)
    whole = frozenset(terms)
    seams = {word: _seams(word, known) for word in counts if len(word) > 3 and word not in whole}
    return [
        tuple(
            Span(w.start + a, w.start + b)
            for w in words
            for a, b in seams.get(p.source[w.start : w.end]) or [(0, w.end - w.start)]
        )
        for p, words in zip(pairs, cut, strict=True)
    ]


def _parts(counts: Counter[str], language: Language) -> frozenset[str]:
    """Words that may be parts of longer ones: seen by themselves, or at an end of several and one word by themselves."""
    ends = Counter(
        part
        for word in counts
        if len(word) > 3
        for n in range(2, len(word) - 1)
        for part in (word[:n], word[n:])
    )
    shared = {
        part
        for part, k in ends.items()
        if k >= SHARED and counts[part] < TWICE and len(language.words(part, ())) == 1
    }
    return frozenset({word for word, k in counts.items() if k >= TWICE or language.general(word)} | shared)


def _seams(word: str, known: frozenset[str]) -> list[tuple[int, int]]:
    """The fewest parts of two characters and more that the word falls into; [] if none."""
    best: list[tuple[int, list[tuple[int, int]]] | None] = [(0, [])] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for start in range(end - 1):
            before, part = best[start], word[start:end]
            if before and part != word and part in known and _HANZI.fullmatch(part):
                rank = (before[0] + 1, [*before[1], (start, end)])
                if best[end] is None or rank[0] < best[end][0]:
                    best[end] = rank
    return best[-1][1] if best[-1] else []


def function_words(
    pairs: Sequence[LinkedPair], words: Sequence[Sequence[Span]], language: Language
) -> frozenset[str]:
    """Words of these texts that neither begin nor end a term nor stand within one."""
    forms = {p.source[w.start : w.end] for p, here in zip(pairs, words, strict=True) for w in here}
    return frozenset(
        form for form in forms if language.key(form) in language.common or not language.content(form)
    )


def runs(
    pair: LinkedPair, words: Sequence[Span], language: Language, function: frozenset[str]
) -> Iterator[Run]:
    """Runs of adjoining words that could be terms: hanzi, none of the `function` words among them, no placeable."""
    text = pair.source
    fixed = [(p.start - (p.kind is Kind.MASK), p.end) for p in placeables.find(text, language)]
    common = [text[w.start : w.end] in function for w in words]
    taken = [_meets(w, fixed) for w in words]
    for i, first in enumerate(words):
        if common[i] or taken[i]:
            continue
        for j in range(i, min(i + SOURCE_WORDS, len(words))):
            if j > i and (words[j].start != words[j - 1].end or common[j - 1] or taken[j]):
                break
            if words[j].end - first.start > SOURCE_CHARACTERS:
                break
            if not common[j] and _HANZI.fullmatch(text, first.start, words[j].end):
                yield Run(text[first.start : words[j].end], i, j)


def target_words(pairs: Sequence[LinkedPair], language: Language) -> list[Words]:
    """Words of the other side of each pair."""
    keys: dict[str, str] = {}
    return [_words(pair.target, language, keys) for pair in pairs]


def _words(text: str, language: Language, known: dict[str, str]) -> Words:
    """Words of a text; placeables and Chinese left standing belong to no phrase. `known`: keys of words so far."""
    spans = tuple(w for w in language.words(text, ()) if _WORDLIKE.search(text, w.start, w.end))
    fixed = [(p.start, p.end) for p in placeables.find(text, language)]
    forms = [text[w.start : w.end] for w in spans]
    keys = tuple(
        known[form] if form in known else known.setdefault(form, language.key(form)) for form in forms
    )
    taken = [_meets(w, fixed) or bool(_HANZI.search(text, w.start, w.end)) for w in spans]
    joined = tuple(
        not taken[n] and not taken[n + 1] and bool(_BLANK.fullmatch(text, spans[n].end, spans[n + 1].start))
        for n in range(len(spans) - 1)
    )
    edge = tuple(
        not t and key not in language.common and bool(_LETTER.search(key))
        for t, key in zip(taken, keys, strict=True)
    )
    return Words(spans, keys, joined, edge)


def propose(
    pairs: Sequence[LinkedPair], source: Sequence[Sequence[Span]], target: Sequence[Words], language: Language,
    forms: Mapping[str, str],
) -> Proposals:  # fmt: skip
    """Spans for every run that stands in two pairs or more.

    Words are linked to stems (`forms`) once more and both sets of links count: characters and stem classes find
    what is frequent, words and stems what is rare.
    """
    texts, beads, table = _table(pairs, source, language)
    content = [
        [w for w in words if (form := p.source[w.start : w.end]) not in language.common or language.content(form)]
        for p, words in zip(pairs, source, strict=True)
    ]
    links = _links(pairs, source, target, content, _relinked(pairs, source, target, forms))
    at = np.cumsum([0, *(len(w.spans) for w in target)]).astype(np.int64)
    joined = np.array([j for w in target for j in (*w.joined, False)[: len(w.spans)]], np.bool_)
    edge = np.array([e for w in target for e in w.edge], np.bool_)
    room = kernel.MOST * len(table)
    row, first, last, weight = (np.empty(room, kind) for kind in (np.int32, np.int16, np.int16, np.float32))
    n = kernel.propose(
        table[:, 0],
        table[:, 1],
        table[:, 2],
        at,
        *links,
        joined,
        edge,
        TARGET_WORDS,
        row,
        first,
        last,
        weight,
    )
    row = row[:n]
    return Proposals(
        texts,
        beads,
        _once(table),
        table[row, 3],
        table[row, 0],
        table[row, 1:3],
        np.stack([first[:n], last[:n]], axis=1).astype(np.int32),
        weight[:n],
    )


def _table(
    pairs: Sequence[LinkedPair], source: Sequence[Sequence[Span]], language: Language
) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """(runs that stand in two pairs or more, in how many each, (pair, first word, last word, run) of all their places)."""
    function = function_words(pairs, source, language)
    numbers: dict[str, int] = {}
    flat = array("i")
    for n, (pair, words) in enumerate(zip(pairs, source, strict=True)):
        for run in runs(pair, words, language, function):
            flat.extend((n, run.first, run.last, numbers.setdefault(run.text, len(numbers))))
    table = np.array(flat, np.int32).reshape(-1, 4)
    once = np.unique(table[:, 3].astype(np.int64) * max(1, len(pairs)) + table[:, 0]) // max(1, len(pairs))
    beads = np.bincount(once, minlength=len(numbers))
    kept = beads >= TWICE
    table = table[kept[table[:, 3]]]
    table[:, 3] = (np.cumsum(kept) - 1)[table[:, 3]]
    return tuple(text for text, k in zip(numbers, kept, strict=True) if k), beads[kept], table


def _once(table: np.ndarray) -> np.ndarray:
    """(run, pair, first, last) of every run's first place in each pair, sorted."""
    order = table[np.lexsort((table[:, 1], table[:, 0], table[:, 3]))][:, [3, 0, 1, 2]]
    first = np.ones(len(order), bool)
    first[1:] = (np.diff(order[:, :2], axis=0) != 0).any(axis=1)
    return order[first]


def _relinked(
    pairs: Sequence[LinkedPair],
    source: Sequence[Sequence[Span]],
    target: Sequence[Words],
    forms: Mapping[str, str],
) -> list[list[word_links.UnitLink]]:
    """(word, word of the other side, posterior) of links of words to stems."""
    texts = [
        ([p.source[w.start : w.end] for w in words], [forms[key] for key in others.keys])
        for p, words, others in zip(pairs, source, target, strict=True)
    ]
    return word_links.link(texts)


def _links(
    pairs: Sequence[LinkedPair],
    source: Sequence[Sequence[Span]],
    target: Sequence[Words],
    content: Sequence[Sequence[Span]],
    again: Sequence[Sequence[word_links.UnitLink]],
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """(where each pair's links begin, source word, target word, posterior) of all links of `content` words, once and `again`.

    Function words are left out: they collect what nobody else explains.
    """
    starts, left, right, posterior = array("q", [0]), array("i"), array("i"), array("f")

    def take(s: int, t: int, p: float) -> None:
        left.append(s)
        right.append(t)
        posterior.append(p)

    for pair, words, others, kept, more in zip(pairs, source, target, content, again, strict=True):
        number = {word: n for n, word in enumerate(words)}
        here, there = [-1] * len(pair.source), _places(others.spans, len(pair.target))
        for word in kept:
            here[word.start : word.end] = [number[word]] * (word.end - word.start)
        for link in pair.links:
            for s in dict.fromkeys(here[link.source.start : link.source.end]):
                for t in dict.fromkeys(there[link.target.start : link.target.end]):
                    if s >= 0 and t >= 0:
                        take(s, t, link.posterior)
        counts = {number[word] for word in kept}
        for s, t, p in more:
            if s in counts:
                take(s, t, p)
        starts.append(len(left))
    return (
        np.array(starts, np.int64),
        np.array(left, np.int32),
        np.array(right, np.int32),
        np.array(posterior, np.float32),
    )


def _places(words: Sequence[Span], length: int) -> list[int]:
    """Which word each character belongs to, -1 for none."""
    found = [-1] * length
    for n, word in enumerate(words):
        found[word.start : word.end] = [n] * (word.end - word.start)
    return found


def _meets(span: Span, others: Iterable[tuple[int, int]]) -> bool:
    return any(span.start < end and start < span.end for start, end in others)
