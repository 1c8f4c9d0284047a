"""Terms in running text: all of them, nested and overlapping, inflected or not; then the longest.

Text and terms are folded character by character, so that spans lead back to the text; one pass of an Aho-Corasick
automaton finds every place that might be a term, and the language says which of them are words: `boundary`
for what stands before and after, `stems` for shapes a term takes before endings only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import regex

from corpora.languages import Language, get
from corpora.model import Span
from corpora.subwords import Stems
from glossary import recognition_kernel as kernel

_GAP = regex.compile(r"[\s\p{Pd}]+")
_UNSEEN = regex.compile(r"\p{Cf}")
_LETTER = regex.compile(r"[\p{L}\p{M}\p{N}\p{Cf}\u202F]")  # what may be written on to a term
_JOINT = regex.compile(r"['’ʼ\p{Pd}]")
_NEXT_WORD = regex.compile(r"[\s\p{Cf}]*([\p{L}\p{M}]+)")
_HOLDS_ON = regex.compile(r"[\p{L}\p{M}\p{N}\p{Cf}\p{Pd}'’ʼ\u202F]")  # where words are set apart, more of one
_SETS_APART = regex.compile(r"[\s\p{Pd}\N{MONGOLIAN VOWEL SEPARATOR}]")
_BREAK = -1
_OUTSIDE = 0x110000


class Hit(NamedTuple):
    """A term found in a text: where, and the key it is known by."""

    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Form:
    """One shape of a term; a `changed` one is the term only before an ending."""

    key: str
    spaced: str  # the shape's own key, one blank where words or parts of words are set apart
    changed: bool


@dataclass(frozen=True, slots=True)
class Recogniser:
    """The terms of one language, ready to be found in texts of any length. See `recogniser`."""

    language: Language
    forms: tuple[tuple[Form, ...], ...]  # by pattern
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
    forms: dict[str, list[Form]] = {}
    for key in dict.fromkeys(keys):
        for shape in (key, *sorted(language.stems(key))):
            if folded := "".join(_fold(language.code, c) for c in shape):
                forms.setdefault(folded, []).append(Form(key, _spaced(shape), shape != key))
    patterns = sorted(forms)
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
    by_pattern = tuple(tuple(forms[p]) for p in patterns)
    plain = np.array([len(f) == 1 and not f[0].changed and " " not in f[0].spaced for f in by_pattern], bool)
    return Recogniser(
        language,
        by_pattern,
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


def find_all(known: Recogniser, text: str) -> list[Hit]:
    """Every term in a display text, by start, the longer first: nested and overlapping ones too.

    Where words inflect, the span covers the whole word, ending included.
    """
    folded = _folded(known, text)
    found = kernel.scan(
        folded.symbols, known.root, known.row, known.symbols, known.targets, known.fail, known.shorter, known.ends,
        known.lengths,
    )  # fmt: skip
    starts, ends, patterns = _at_edges(known, text, folded, found)
    shown = folded.word_ends[ends] if known.language.inflects else ends
    plain = known.plain[patterns] & (folded.gaps[ends] == folded.gaps[starts])
    hits = [
        Hit(Span(start, end), known.forms[pattern][0].key)
        for start, end, pattern in _rows(plain, starts, shown, patterns)
    ]
    for start, end, last, pattern in _rows(~plain, starts, ends, shown, patterns):
        spaced = _written_key(known.language.code, text[start:end])
        hits += [
            Hit(Span(start, last), form.key)
            for form in known.forms[pattern]
            if form.spaced == spaced
            and not (form.changed and not _followed(known.language, text, end, folded))
        ]
    return sorted(hits, key=lambda h: (h.span.start, -h.span.end))


def _rows(mask: np.ndarray, *columns: np.ndarray) -> Iterator[tuple[int, ...]]:
    return zip(*(column[mask].tolist() for column in columns), strict=True)


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


# Folding


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text as code points and, folded, as symbols (-1: in no term) with the character each comes from.

    By place, the end included: `gaps` before it, the last character seen `before` it, where `after` it something is
    seen again, and where what is written on to it ends (`word_ends`).
    """

    codes: np.ndarray
    symbols: np.ndarray
    places: np.ndarray
    gaps: np.ndarray
    before: np.ndarray
    after: np.ndarray
    word_ends: np.ndarray


@lru_cache(maxsize=1 << 16)
def _fold(code: str, character: str) -> str:
    """A character as terms and texts are compared: its part of a key, "" where it only sets words apart or is not seen."""
    if character == "\n":
        return character
    if _GAP.fullmatch(character) or _UNSEEN.fullmatch(character):
        return ""
    return _UNSEEN.sub("", _GAP.sub("", get(code).key(f"1{character}1")[1:-1]))


def _folded(known: Recogniser, text: str) -> _Folded:
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    distinct, which = np.unique(codes, return_inverse=True)
    folds = [_fold(known.language.code, chr(c)) for c in distinct]
    counts = np.array([len(f) for f in folds], np.int64)
    flat = np.array([known.alphabet.get(c, _BREAK) for f in folds for c in f], np.int32)
    lengths = counts[which]
    begins = np.cumsum(lengths) - lengths
    places = np.repeat(np.arange(len(codes)), lengths)
    symbols = flat[np.repeat((np.cumsum(counts) - counts)[which] - begins, lengths) + np.arange(len(places))]
    marks = [chr(c) for c in distinct]
    gap = np.array(
        [fold == "" and bool(_SETS_APART.match(c)) for fold, c in zip(folds, marks, strict=True)], bool
    )
    unseen = ((counts == 0) & ~gap)[which]
    letter = np.array([bool(_LETTER.match(c)) for c in marks], bool)[which]
    joint = np.array([bool(_JOINT.match(c)) for c in marks], bool)[which]
    goes_on = letter | (joint & np.append(letter[1:], False))
    gaps = np.concatenate(([0], np.cumsum(gap[which])))
    last_seen = np.maximum.accumulate(np.append(-1, np.where(unseen, -1, np.arange(len(codes)))))
    before = np.append(codes, _OUTSIDE)[last_seen]
    return _Folded(codes, symbols, places, gaps, before, _next_where(~unseen), _next_where(~goes_on))


def _next_where(mask: np.ndarray) -> np.ndarray:
    """The first place from each one on, the end included, where the mask holds or the text ends."""
    size = len(mask)
    places = np.append(np.where(mask, np.arange(size), size), size)
    return np.minimum.accumulate(places[::-1])[::-1]


@lru_cache(maxsize=1 << 16)
def _written_key(code: str, written: str) -> str:
    return _spaced(get(code).key(written))


def _spaced(key: str) -> str:
    return _UNSEEN.sub("", _GAP.sub(" ", key))


# Edges


def _at_edges(known: Recogniser, text: str, folded: _Folded, found: np.ndarray) -> tuple[np.ndarray, ...]:
    """(starts, ends, patterns) of those hits that begin and end where the language lets a term begin and end."""
    first, last = found[:, 0], found[:, 1] - 1
    places = folded.places
    whole = ((first == 0) | (places[first - 1] != places[first])) & (
        (last + 1 == len(places)) | (places[(last + 1) % max(len(places), 1)] != places[last])
    )
    first, last, patterns = first[whole], last[whole], found[whole, 2]
    starts, ends = places[first], folded.after[places[last] + 1]
    good = _pairs_say(known, folded.before[starts], folded.codes[starts], _begins)
    starts, ends, patterns = starts[good], ends[good], patterns[good]
    good = _pairs_say(known, folded.before[ends], np.append(folded.codes, _OUTSIDE)[ends], _ends)
    doubtful = ~good
    good[doubtful] = [
        _may_end(known, text[start:end], text[end:last], known.forms[pattern])
        for start, end, last, pattern in _rows(doubtful, starts, ends, folded.word_ends[ends], patterns)
    ]
    return starts[good], ends[good], patterns[good]


def _pairs_say(
    known: Recogniser, left: np.ndarray, right: np.ndarray, judge: Callable[[str, str], bool]
) -> np.ndarray:
    """What `judge` says of the characters left and right of each of many places, asked once of each two."""
    pairs, which = np.unique(left.astype(np.int64) << 32 | right.astype(np.int64), return_inverse=True)
    said = [
        judge(known.language.code, _text(pair >> 32) + _text(pair & 0xFFFFFFFF)) for pair in pairs.tolist()
    ]
    return np.array(said, bool)[which]


def _text(code: int) -> str:
    return "\n" if code == _OUTSIDE else chr(code)


@lru_cache(maxsize=1 << 16)
def _begins(code: str, pair: str) -> bool:
    return get(code).boundary(pair, 1, 2)


@lru_cache(maxsize=1 << 16)
def _ends(code: str, pair: str) -> bool:
    """Whether a term surely ends between these two; where a word may go on, more of it has to be looked at."""
    language = get(code)
    return not (_HOLDS_ON if language.joiner else _JOINT).match(pair[1]) and language.boundary(pair, 0, 1)


def _may_end(known: Recogniser, written: str, rest: str, forms: Sequence[Form]) -> bool:
    """Whether a term may end before the rest of what looks like a longer word."""
    edge = (written, rest)
    if edge not in known.edges:
        known.edges[edge] = known.language.boundary(written + rest, 0, len(written)) or _learnt(
            known, written, rest, forms
        )
    return known.edges[edge]


def _learnt(known: Recogniser, written: str, rest: str, forms: Sequence[Form]) -> bool:
    """Whether what is left of the word are endings the texts of the language have taught."""
    if known.stems is None or not known.language.inflects:
        return False
    word = known.language.key(written + rest).split()[-1]
    return known.stems.stem(word) in {form.spaced.split()[-1] for form in forms}


def _followed(language: Language, text: str, end: int, folded: _Folded) -> bool:
    """Whether an ending is written on to what ends here, or a particle comes after it."""
    if folded.word_ends[end] > end:
        return True
    word = _NEXT_WORD.match(text, end)
    return bool(word) and language.key(word[1]) in language.common
