"""Terms in running text: all of them, nested and overlapping, inflected or not; then the longest.

Text and terms are folded character by character, so that spans lead back to the text; one pass of an Aho-Corasick
automaton finds every place that might be a term, and the language says which of them are words: `boundary`
for what stands before and after, `stems` for shapes a term takes before endings only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
import regex

from corpora.languages import Language, get
from corpora.model import Span
from corpora.subwords import Stems
from glossary import recognition_kernel as kernel
from glossary.folding import Folded, fold, fold_text, spaced

_JOINT = regex.compile(r"['’ʼ\p{Pd}]")
_NEXT_WORD = regex.compile(r"[\s\p{Cf}]*([\p{L}\p{M}]+)")
_HOLDS_ON = regex.compile(r"[\p{L}\p{M}\p{N}\p{Cf}\p{Pd}'’ʼ\u202F]")  # where words are set apart, more of one


class Hit(NamedTuple):
    """A term found in a text: where, and the key it is known by."""

    span: Span
    key: str


class Forms(NamedTuple):
    """The shapes of the terms in columns, those of pattern p at[p] to at[p + 1]: hundreds of thousands of objects would
    have to be visited by every collection of garbage.

    `keys` are the terms', `spaced` the shapes' own, one blank where words or parts of words are set apart; a `changed`
    shape is the term only before an ending.
    """

    keys: list[str]
    spaced: list[str]
    changed: np.ndarray
    at: np.ndarray

    def of(self, pattern: int) -> range:
        return range(self.at[pattern], self.at[pattern + 1])


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The terms of one language, ready to be found in texts of any length. See `recogniser`."""

    language: Language
    forms: Forms
    lengths: np.ndarray  # by pattern, in folded characters
    alphabet: Mapping[str, int]
    root: np.ndarray
    row: np.ndarray
    symbols: np.ndarray
    targets: np.ndarray
    fail: np.ndarray
    shorter: np.ndarray
    ends: np.ndarray
    plain: np.ndarray  # by pattern: one term, in its own shape, all one word
    stems: Stems | None = None
    edges: dict[tuple[str, str], bool] = field(
        default_factory=dict
    )  # what the language said of endings so far


def recogniser(language: Language, keys: Iterable[str], stems: Stems | None = None) -> Recogniser:
    """The automaton of these terms (keys). `stems`, learnt from texts of the language, know endings its file does not list."""
    shapes: dict[str, list[tuple[str, str]]] = {}
    for key in dict.fromkeys(keys):
        for shape in (key, *sorted(language.stems(key))):
            if folded := "".join(fold(language.code, c) for c in shape):
                shapes.setdefault(folded, []).append((key, shape))
    patterns = sorted(shapes)
    forms = _forms([shapes[p] for p in patterns])
    alphabet = {c: n for n, c in enumerate(sorted(set().union(*patterns)))}
    lengths = np.array([len(p) for p in patterns], np.int32)
    at = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    text = np.array([alphabet[c] for p in patterns for c in p], np.int32)
    parent, symbol, depth, ends = kernel.trie(text, at)
    children = (
        np.argsort(parent[1:], kind="stable").astype(np.int32) + 1
    )  # by parent; a parent's ascend by symbol
    row = np.searchsorted(parent[children], np.arange(len(parent) + 1)).astype(np.int32)
    root = np.zeros(max(len(alphabet), 1), np.int32)
    first = children[: row[1]]
    root[symbol[first]] = first
    symbols = symbol[children]
    order = np.argsort(depth[1:], kind="stable").astype(np.int32) + 1
    fail, shorter = kernel.failures(order, parent, symbol, ends, root, row, symbols, children)
    one = np.diff(forms.at) == 1
    whole = np.array([" " not in forms.spaced[n] for n in forms.at[:-1]], bool)
    plain = one & whole & ~forms.changed[forms.at[:-1]]
    return Recogniser(
        language,
        forms,
        lengths,
        alphabet,
        root,
        row,
        symbols,
        children,
        fail,
        shorter,
        ends,
        plain,
        stems,
    )


def _forms(shapes: Sequence[Sequence[tuple[str, str]]]) -> Forms:
    """Columns of (key, shape) by pattern."""
    flat = [pair for pairs in shapes for pair in pairs]
    at = np.concatenate(([0], np.cumsum([len(pairs) for pairs in shapes]))).astype(np.int64)
    changed = np.array([key != shape for key, shape in flat], bool)
    return Forms([key for key, _ in flat], [spaced(shape) for _, shape in flat], changed, at)


def find_all(known: Recogniser, text: str) -> list[Hit]:
    """Every term in a display text, by start, the longer first: nested and overlapping ones too.

    Where words inflect, the span covers the whole word, ending included.
    """
    folded = fold_text(known.language.code, known.alphabet, text)
    found = kernel.scan(
        folded.symbols, known.root, known.row, known.symbols, known.targets, known.fail, known.shorter, known.ends,
        known.lengths,
    )  # fmt: skip
    places = _at_edges(known, text, folded, found)
    plain = known.plain[places.patterns] & (folded.gaps[places.ends] == folded.gaps[places.starts])
    simple = places.where(plain)
    keys = [known.forms.keys[n] for n in known.forms.at[simple.patterns].tolist()]
    others, more = _in_form(known, text, folded, places.where(~plain))
    starts, ends = (np.concatenate(both) for both in zip(simple[:2], others[:2], strict=True))
    shown = folded.word_ends[ends] if known.language.inflects else ends
    return _hits(starts, shown, keys + more)


class _Places(NamedTuple):
    """Where patterns are met: columns of equal length."""

    starts: np.ndarray
    ends: np.ndarray
    patterns: np.ndarray

    def where(self, chosen: np.ndarray) -> _Places:
        return _Places(*(column[chosen] for column in self))


def _in_form(known: Recogniser, text: str, folded: Folded, places: _Places) -> tuple[_Places, list[str]]:
    """Of what was met, that which is written as one of its terms is, and the key of each; asked once of each writing."""
    starts, ends, _ = places
    group, first = kernel.alike(folded.numbers, starts, ends, ends)
    written = places.where(first)
    forms = [
        [n for n in known.forms.of(pattern) if known.forms.spaced[n] == spelled]
        for start, end, pattern in _rows(*written)
        for spelled in (_written(known.language.code, text[start:end]),)
    ]
    counts = np.array([len(f) for f in forms], np.int64)
    begins = np.cumsum(counts) - counts
    rows = np.repeat(np.arange(len(group)), counts[group])
    within = np.arange(len(rows)) - np.repeat(np.cumsum(counts[group]) - counts[group], counts[group])
    which = np.array([n for f in forms for n in f], np.int64)[begins[group[rows]] + within]
    loose = np.flatnonzero(known.forms.changed[which] & (folded.word_ends[ends[rows]] == ends[rows]))
    good = np.ones(len(rows), bool)
    good[loose] = [_particle_follows(known.language, text, end) for end in ends[rows[loose]].tolist()]
    return places.where(rows[good]), [known.forms.keys[n] for n in which[good].tolist()]


def _hits(starts: np.ndarray, ends: np.ndarray, keys: Sequence[str]) -> list[Hit]:
    order = np.lexsort((-ends, starts))
    spans = map(_span, zip(starts[order].tolist(), ends[order].tolist(), strict=True))
    return list(map(_hit, zip(spans, [keys[n] for n in order.tolist()], strict=True)))


_span = partial(tuple.__new__, Span)  # what Span(*pair) does, several times as fast
_hit = partial(tuple.__new__, Hit)


def _rows(*columns: np.ndarray) -> Iterator[tuple[int, ...]]:
    return zip(*(column.tolist() for column in columns), strict=True)


def longest(hits: Iterable[Hit]) -> list[Hit]:
    """Hits of which none overlaps another, in order: the longest first, of equals the one that begins first."""
    ordered = sorted(hits, key=lambda h: (h.span.start - h.span.end, h.span.start))
    taken = bytearray(max((h.span.end for h in ordered), default=0))
    kept = []
    for hit in ordered:
        if taken.find(1, *hit.span) < 0:
            taken[hit.span.start : hit.span.end] = b"\1" * (hit.span.end - hit.span.start)
            kept.append(hit)
    return sorted(kept, key=lambda h: h.span)


def find_terms(text: str, language: Language, keys: Mapping[str, str]) -> list[Hit]:
    """Terms of `keys` (key -> term) in a display text; the longest match wins, boundaries by language."""
    return longest(find_all(_recogniser(language.code, tuple(keys)), text))


@lru_cache(maxsize=16)
def _recogniser(code: str, keys: tuple[str, ...]) -> Recogniser:
    return recogniser(get(code), keys)


# Edges


def _at_edges(known: Recogniser, text: str, folded: Folded, found: np.ndarray) -> _Places:
    """Those places that begin and end where the language lets a term begin and end."""
    first, last = found[:, 0], found[:, 1] - 1
    places = folded.places
    whole = ((first == 0) | (places[first - 1] != places[first])) & (
        (last + 1 == len(places)) | (places[(last + 1) % max(len(places), 1)] != places[last])
    )
    met = _Places(places[first[whole]], folded.after[places[last[whole]] + 1], found[whole, 2])
    met = met.where(_pairs_say(known, folded, folded.before[met.starts], folded.numbers[met.starts], _begins))
    good = _pairs_say(known, folded, folded.before[met.ends], folded.numbers[met.ends], _ends)
    doubtful = met.where(~good)
    lasts = folded.word_ends[doubtful.ends]
    group, alike = kernel.alike(folded.numbers, doubtful.starts, doubtful.ends, lasts)
    said = [
        _may_end(known, text[start:end], text[end:last], pattern)
        for start, end, pattern, last in _rows(*doubtful.where(alike), lasts[alike])
    ]
    good[~good] = np.array(said, bool)[group]
    return met.where(good)


def _pairs_say(
    known: Recogniser, folded: Folded, left: np.ndarray, right: np.ndarray, judge: Callable[[str, str], bool]
) -> np.ndarray:
    """What `judge` says of the characters left and right of each of many places, asked once of each two."""
    size, characters = len(folded.characters), folded.characters
    pairs = left.astype(np.int64) * size + right
    met = np.zeros(size * size, bool)
    met[pairs] = True
    said = np.zeros(size * size, bool)
    for pair in np.flatnonzero(met).tolist():
        said[pair] = judge(known.language.code, characters[pair // size] + characters[pair % size])
    return said[pairs]


@lru_cache(maxsize=1 << 16)
def _begins(code: str, pair: str) -> bool:
    return get(code).boundary(pair, 1, 2)


@lru_cache(maxsize=1 << 16)
def _ends(code: str, pair: str) -> bool:
    """Whether a term surely ends between these two; where a word may go on, more of it has to be looked at."""
    language = get(code)
    return not (_HOLDS_ON if language.joiner else _JOINT).match(pair[1]) and language.boundary(pair, 0, 1)


def _may_end(known: Recogniser, written: str, rest: str, pattern: int) -> bool:
    """Whether a term may end before the rest of what looks like a longer word."""
    edge = (written, rest)
    if edge not in known.edges:
        known.edges[edge] = known.language.boundary(written + rest, 0, len(written)) or _learnt(
            known, written, rest, pattern
        )
    return known.edges[edge]


def _learnt(known: Recogniser, written: str, rest: str, pattern: int) -> bool:
    """Whether what is left of the word are endings the texts of the language have taught."""
    if known.stems is None or not known.language.inflects:
        return False
    word = known.language.key(written + rest).split()[-1]
    return known.stems.stem(word) in {known.forms.spaced[n].split()[-1] for n in known.forms.of(pattern)}


def _particle_follows(language: Language, text: str, end: int) -> bool:
    word = _NEXT_WORD.match(text, end)
    return bool(word) and language.key(word[1]) in language.common


@lru_cache(maxsize=1 << 16)
def _written(code: str, written: str) -> str:
    return spaced(get(code).key(written))
