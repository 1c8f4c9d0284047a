"""How a draft renders a word the termbase does not know: by what stands in the draft wherever the word stands in the source.

Of the phrases of the draft the one that shares the most passages with the Chinese word is its rendering (Dice's coefficient,
Dice 1945; for translations Smadja, McKeown and Hatzivassiloglou 1996, section 5.2), and of those passages that do not have
it, the one they share is another. Together they must account for nearly all, or there is no saying what renders the word.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import regex

from corpora import placeables
from corpora.languages import Language, Unit
from corpora.model import Kind, Span
from glossary.checking.model import Face

OFTEN = 4  # passages a word must stand in
AGAIN = 3  # passages a rendering must stand in
HOLDS = 0.85  # share of a rendering's passages that have the word, and of the word's passages that have a rendering
LONGEST = 4  # words of a phrase
_MARK = regex.compile(r"[\p{P}--\p{Pd}--['\u2019\u02BC]]", flags=regex.VERSION1)


class Place(NamedTuple):
    """A Chinese word in the n-th passage and its rendering there; `form` is the same for every inflected form of it."""

    n: int
    word: Span
    rendering: str
    form: str
    at: Span


Phrases = Mapping[str, Span]  # form -> first place in the passage


def recurring(
    faces: Sequence[Face], source: Language, draft: Language, told: Collection[str] = ()
) -> Iterator[Place]:
    """Places of Chinese words with their rendering; `told` are keys of words that are known already."""
    chinese = [_first_words(face.source.text, source, told) for face in faces]
    counts = Counter(key for words in chinese for key in words)
    often = {key for key, n in counts.items() if n >= OFTEN}
    drafts = [face.draft.text for face in faces] if often else []
    rows = [_phrases(text, draft) for text in drafts]
    spread = Counter(form for row in rows for form in row)
    phrases = [_may_be_terms(row, text, draft, spread) for row, text in zip(rows, drafts, strict=True)]
    where = {key: {n for n, words in enumerate(chinese) if key in words} for key in counts}
    for key in sorted(often):
        at = sorted(where[key])
        first, *others = renderings([phrases[n] for n in at], spread) or [""]
        others = [f for f in others if not _share(first, f) and not _anothers(f, key, phrases, where)]
        for form in filter(None, (first, *others)):
            places = [(n, phrases[n][form]) for n in at if form in phrases[n]]
            written = Counter(faces[n].draft.text[slice(*place)] for n, place in places)
            rendering = max(written, key=lambda w: (written[w], -len(w), w))
            yield from (Place(n, chinese[n][key], rendering, form, place) for n, place in places)


def _share(one: str, other: str) -> bool:
    return bool(set(one.split()) & set(other.split()))


def _anothers(form: str, key: str, phrases: Sequence[Phrases], where: Mapping[str, set[int]]) -> bool:
    """Whether the form goes with another word: where either of the two stands, the other nearly always does."""
    at = {n for n, row in enumerate(phrases) if form in row}
    return any(
        len(at & there) >= HOLDS * max(len(at), len(there))
        for other, there in where.items()
        if other != key and at & there
    )


def renderings(rows: Sequence[Phrases], spread: Mapping[str, int]) -> list[str]:
    """The forms that render a word whose passages hold these phrases; `spread` says in how many passages of all each stands.

    One by one, the one that renders most first; none at all where they do not account for nearly every passage.
    """
    found: list[str] = []
    rest = list(rows)
    while best := _best(rest, spread):
        found.append(best)
        rest = [row for row in rest if best not in row]
    return found if len(rest) <= (1 - HOLDS) * len(rows) else []


def _best(rows: Sequence[Phrases], spread: Mapping[str, int]) -> str:
    """Of the phrases that stand in AGAIN passages and hardly anywhere else the most alike, the longest of equals."""
    together = Counter(form for row in rows for form in row)
    ranked = [
        (2 * n / (len(rows) + spread[form]), len(form), form)
        for form, n in together.items()
        if n >= AGAIN and n >= HOLDS * spread[form]
    ]
    return max(ranked)[2] if ranked else ""


def _first_words(text: str, language: Language, told: Collection[str]) -> dict[str, Span]:
    """Key -> first place of the words that may be terms."""
    found: dict[str, Span] = {}
    for span in language.words(text, ()):
        word = text[slice(*span)]
        key = language.key(word)
        if len(word) > 1 and key not in told and key not in language.common and _may_be_term(word, language):
            found.setdefault(key, Span(*span))
    return found


def _may_be_term(word: str, language: Language) -> bool:
    return not any(c.isnumeric() for c in word) and language.content(word)


def _phrases(text: str, language: Language) -> Phrases:
    """Phrases of up to LONGEST words with nothing but joints between them."""
    units = _words(text, language)
    found: dict[str, Span] = {}
    for start in range(len(units)):
        for end in range(start, min(start + LONGEST, len(units))):
            if end > start and not _joined(text[units[end - 1].end : units[end].start], language):
                break
            span = Span(units[start].start, units[end].end)
            form = " ".join(u.form for u in units[start : end + 1])
            found.setdefault(form, span)
    return found


def _may_be_terms(row: Phrases, text: str, language: Language, spread: Mapping[str, int]) -> Phrases:
    """Those phrases of a passage that are found again and may stand as a term."""
    return {
        form: span
        for form, span in row.items()
        if spread[form] >= AGAIN
        and text[slice(*span)] not in language.common
        and language.boundary(text, *span)
    }


def _joined(gap: str, language: Language) -> bool:
    return not any(c.isalnum() or (_MARK.match(c) and c not in language.joiner) for c in gap)


def _words(text: str, language: Language) -> list[Unit]:
    """Units that are no part of a number, a date or a masked name, whose surname stands before the mask."""
    units = language.units(text)
    kept = [True] * len(units)
    for placeable in placeables.find(text, language):
        inside = [n for n, u in enumerate(units) if u.start < placeable.end and placeable.start < u.end]
        for n in inside:
            kept[n] = False
        if placeable.kind is Kind.MASK and inside and inside[0]:
            kept[inside[0] - 1] = False
    return [unit for unit, keep in zip(units, kept, strict=True) if keep and not unit.form.isdecimal()]
