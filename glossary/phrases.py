"""Phrase pairs of one bead: a run of Chinese words and the span its word links lead to.

A Chinese run of words and the tight span of its links form a phrase pair when no link leaves it on
either side (Koehn, Och and Marcu 2003, "Statistical Phrase-Based Translation", section 3).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import regex

from aligner.model import Link
from corpora import placeables
from corpora.languages import Language
from corpora.model import Kind, Span
from glossary.model import Occurrence


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a phrase pair must have to become a candidate."""

    source_words: int = 5  # a longer run is a formula
    source_characters: int = 12
    target_words: int = 10
    posterior: float = 0.25  # of a link that counts
    together: int = 2
    share: float = 0.2
    score: float = 8.0
    variants: int = 5
    complete: float = 0.6  # a rendering this often inside a longer one is cut short
    nested: float = 0.75  # a run this often inside one longer candidate is a piece of it


DEFAULT = Thresholds()
_HANZI = regex.compile(r"\p{Han}{2,}")
_WORDLIKE = regex.compile(r"[\p{L}\p{M}\p{N}]")


@dataclass(frozen=True, slots=True)
class LinkedPair:
    """A bead's two texts and the word links between them."""

    bead: int
    source: str
    target: str
    links: tuple[Link, ...]


def phrases(
    pair: LinkedPair, source: Language, target: Language, terms: Sequence[str], t: Thresholds
) -> Iterator[tuple[tuple[str, str], str, str, Occurrence]]:
    """Phrase pairs of one bead, each (source key, target key) once."""
    links = [link for link in pair.links if link.posterior >= t.posterior]
    words = [w for w in source.words(pair.source, terms) if _WORDLIKE.search(pair.source[w.start : w.end])]
    fixed = [(p.start - (p.kind is Kind.MASK), p.end) for p in placeables.find(pair.source, source)]
    target_words = target.words(pair.target, ())
    target_fixed = [(p.start, p.end) for p in placeables.find(pair.target, target)]
    linked = [link.target for link in links]
    done = set()
    for run in _runs(pair.source, words, source, t):
        if _meets(run, fixed):
            continue
        text = pair.source[run.start : run.end]
        for span in _renderings(pair.target, _tight(run, links, t), linked, target_words, target, t):
            found = pair.target[span.start : span.end]
            key = (source.key(text), target.key(found))
            if key not in done and key[1] and not _meets(span, target_fixed) and not _HANZI.search(found):
                done.add(key)
                yield key, text, found, Occurrence(pair.bead, run, span)


def _runs(text: str, words: Sequence[Span], language: Language, t: Thresholds) -> Iterator[Span]:
    """Runs of adjoining words that could be terms: hanzi, no function word among them."""
    forms = [text[w.start : w.end] for w in words]
    common = [language.key(form) in language.common or not language.content(form) for form in forms]
    for i, first in enumerate(words):
        if common[i]:
            continue
        for j in range(i, min(i + t.source_words, len(words))):
            if j > i and (words[j].start != words[j - 1].end or common[j - 1]):
                break
            run = Span(first.start, words[j].end)
            if run.end - run.start > t.source_characters:
                break
            if not common[j] and _HANZI.fullmatch(text, run.start, run.end):
                yield run


def _tight(run: Span, links: Sequence[Link], t: Thresholds) -> Span | None:
    """The target span of all links from the run, None when a link from outside enters it."""
    inside = [link for link in links if link.source.start < run.end and run.start < link.source.end]
    if not inside:
        return None
    span = Span(min(link.target.start for link in inside), max(link.target.end for link in inside))
    for link in links:
        if (
            link.target.start < span.end
            and span.start < link.target.end
            and not (link.source.start < run.end and run.start < link.source.end)
        ):
            return None
    return span


def _renderings(
    text: str,
    span: Span | None,
    linked: Sequence[Span],
    words: Sequence[Span],
    language: Language,
    t: Thresholds,
) -> Iterator[Span]:
    """The span trimmed, and once more with the unlinked word after it: endings of a term often link to nothing."""
    trimmed = span and _trim(text, span, words, language, t)
    if not trimmed:
        return
    yield trimmed
    after = next((w for w in words if w.start >= trimmed.end), None)
    if after and not _WORDLIKE.search(text[trimmed.end : after.start]) and not _meets(after, linked):
        longer = _trim(text, Span(trimmed.start, after.end), words, language, t)
        if longer and longer != trimmed:
            yield longer


def _trim(text: str, span: Span, words: Sequence[Span], language: Language, t: Thresholds) -> Span | None:
    """The span on whole words, particles and punctuation off both ends."""
    inside = [w for w in words if w.start < span.end and span.start < w.end]

    def empty(word: Span) -> bool:
        form = text[word.start : word.end]
        return not _WORDLIKE.search(form) or language.key(form) in language.common

    while inside and empty(inside[0]):
        inside.pop(0)
    while inside and empty(inside[-1]):
        inside.pop()
    if not inside or len(inside) > t.target_words:
        return None
    start, end = inside[0].start, inside[-1].end
    while end > start and not _WORDLIKE.match(text[end - 1]):
        end -= 1
    return Span(start, end)


def _meets(span: Span, others: Iterable[tuple[int, int]]) -> bool:
    return any(span.start < end and start < span.end for start, end in others)
