"""Why a bead: what anchors it, which words speak for it, how the lengths compare.

The same evidence as in `aligner.scoring`: anchors as `aligner.sides` finds them, of every unit of one side
log P(unit | the other side) / P(unit) by the stored lexicon, and lengths.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.lexicon import Lexicon, Table
from aligner.scoring import SPREAD
from aligner.sides import prepare
from corpora import placeables
from corpora.languages import Language
from corpora.languages.language import Unit
from corpora.model import Section, Span

WORDS = 6  # word pairs an explanation names
TELLING = 1.1  # log P(t | s) / P(t) from which a pair of units is evidence: three times chance

Units = Sequence[tuple[int, Unit]]


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence in display form; `opens` is the section of the judgment that begins with it."""

    text: str
    opens: Section | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A span of one of the bead's sentences on a side, counted from 0."""

    sentence: int
    span: Span


@dataclass(frozen=True, slots=True)
class Anchor:
    """A value ("date:2020-10-15", "section:facts", "iphone") and where it stands; a side without it is empty."""

    value: str
    sources: tuple[Place, ...]
    targets: tuple[Place, ...]

    @property
    def shared(self) -> bool:
        return bool(self.sources and self.targets)


@dataclass(frozen=True, slots=True)
class WordPair:
    """Words that meet in this bead more often than by chance; `weight` is the sum of their units' log ratios."""

    source: str
    target: str
    weight: float
    source_place: Place
    target_place: Place


@dataclass(frozen=True, slots=True)
class Explanation:
    """What speaks for a bead and against it.

    `lengths` are characters without blanks, `usual` the length of the whole target document over the source's.
    """

    anchors: tuple[Anchor, ...]
    words: tuple[WordPair, ...]
    lengths: tuple[int, int]
    usual: float

    @property
    def ratio(self) -> float:
        """Length of the target side over that of the source side, 0 for a null."""
        return self.lengths[1] / self.lengths[0] if all(self.lengths) else 0.0

    @property
    def unlike(self) -> bool:
        """Whether the lengths speak against the bead: more than two deviations off."""
        return bool(self.ratio) and abs(deviation(*self.lengths, self.usual)) > 2


@dataclass(frozen=True, slots=True)
class Book:
    """A lexicon made ready to be asked about single pairs of units."""

    lexicon: Lexicon
    ids: tuple[dict[str, int], dict[str, int]]
    tables: tuple[Table, Table]
    chance: tuple[np.ndarray, np.ndarray]  # P(unit) of either side


def open_book(lexicon: Lexicon) -> Book:
    """Once a lexicon, then asked often."""
    counts = lexicon.source_counts, lexicon.target_counts
    return Book(
        lexicon,
        tuple({form: n for n, form in enumerate(forms)} for forms in (lexicon.source, lexicon.target)),
        (lexicon.forward(), lexicon.backward()),
        tuple((c + 0.1) / (c.sum() + 0.1 * max(1, len(c))) for c in counts),
    )


def explain(
    sources: Sequence[Text],
    targets: Sequence[Text],
    languages: tuple[Language, Language],
    book: Book | None,
    usual: float,
) -> Explanation:
    """The evidence about sentences said to translate each other; `usual` is the length ratio of their documents."""
    units = tuple(
        units_of(side, language) for side, language in zip((sources, targets), languages, strict=True)
    )
    there, back = gains(book, units) if book else (np.zeros((len(units[0]), len(units[1]))),) * 2
    sizes = tuple(sum(map(length, side)) for side in (sources, targets))
    anchors = _anchors(sources, targets, languages)
    pairs = _words(sources, targets, languages, units, there, back)
    said = [place for a in anchors for place in a.sources]
    telling = [w for w in pairs if not any(_meet(w.source_place, place) for place in said)]
    return Explanation(tuple(anchors), tuple(telling[:WORDS]), sizes, usual)


def length(text: Text) -> int:
    """Characters without blanks."""
    return sum(not c.isspace() for c in text.text)


def deviation(source: int, target: int, usual: float) -> float:
    """How many standard deviations the log ratio of two lengths is off; short sentences may differ more."""
    return float(np.log(target / source / usual) / np.sqrt(SPREAD[0] + SPREAD[1] / min(source, target)))


# Anchors


def _anchors(
    sources: Sequence[Text], targets: Sequence[Text], languages: tuple[Language, Language]
) -> list[Anchor]:
    """Shared ones first, then those of the source side alone, then of the target side."""
    left, right = (
        _places(side, language) for side, language in zip((sources, targets), languages, strict=True)
    )
    found = [
        Anchor(value, tuple(left[value]), tuple(right[value])) for value in sorted(left.keys() | right.keys())
    ]
    return sorted(found, key=lambda a: (not a.shared, not a.sources))


def _places(side: Sequence[Text], language: Language) -> defaultdict[str, list[Place]]:
    found: defaultdict[str, list[Place]] = defaultdict(list)
    known = prepare([x.text for x in side], language)
    for n, (sentence, values) in enumerate(zip(side, known.anchors, strict=True)):
        spans = {
            f"{p.kind}:{p.value}": Span(p.start, p.end) for p in placeables.find(sentence.text, language)
        }
        for value in values:
            at = sentence.text.casefold().find(value)
            found[value].append(Place(n, spans.get(value, Span(max(0, at), max(0, at) + len(value)))))
        if sentence.opens not in (None, Section.BODY):
            found[f"section:{sentence.opens}"].append(Place(n, Span(0, 0)))
    return found


# Words


def units_of(side: Sequence[Text], language: Language) -> Units:
    """The units of sentences, each with the number of its sentence."""
    return [(n, unit) for n, x in enumerate(side) for unit in language.units(x.text)]


def gains(book: Book, units: tuple[Units, Units]) -> tuple[np.ndarray, np.ndarray]:
    """log P(t | s) / P(t) and log P(s | t) / P(s), source units in rows; 0 for units the lexicon does not know."""
    s, t = (
        np.array([ids.get(u.form, -1) for _, u in side], np.int64)
        for ids, side in zip(book.ids, units, strict=True)
    )
    lexicon = book.lexicon
    there = _ratios(lexicon.rows, lexicon.columns, book.tables[0], book.chance[1], s, t)
    back = _ratios(lexicon.back_rows, lexicon.back_columns, book.tables[1], book.chance[0], t, s)
    return there, back.T


def _ratios(rows, columns, table: Table, chance, s, t) -> np.ndarray:
    out = np.zeros((len(s), len(t)))
    known = np.flatnonzero(t >= 0)
    for i in np.flatnonzero(s >= 0):
        low, high = rows[s[i]], rows[s[i] + 1]
        met = columns[low:high]
        at = np.searchsorted(met, t[known])
        hit = (
            (at < len(met)) & (met[np.minimum(at, len(met) - 1)] == t[known])
            if len(met)
            else np.zeros(len(known), bool)
        )
        ratio = np.full(len(known), table.beta[s[i]])
        ratio[hit] += table.q[low:high][at[hit]] / chance[t[known][hit]]
        out[i, known] = np.log(ratio)
    return out


def explained(gains: np.ndarray) -> np.ndarray:
    """log P(unit | the rows) / P(unit) of the units of the columns, as the scorer has it; 0 where there are no rows."""
    return np.log((1.0 + np.exp(gains).sum(axis=0)) / (1.0 + len(gains)))


def _words(sources, targets, languages, units, there: np.ndarray, back: np.ndarray) -> list[WordPair]:
    """The strongest pairs first, no word named twice: units that speak for each other, put together by word."""
    strength = np.where((there > TELLING) & (back > TELLING), (there + back) / 2, 0.0)
    owners = [
        _owners(side, language, found)
        for side, language, found in zip((sources, targets), languages, units, strict=True)
    ]
    sums: defaultdict[Place, defaultdict[Place, float]] = defaultdict(lambda: defaultdict(float))
    for j in range(strength.shape[1] if strength.size else 0):
        i = int(strength[:, j].argmax())
        if strength[i, j] > 0:
            sums[owners[0][i]][owners[1][j]] += float(strength[i, j])
    pairs = [
        WordPair(_at(sources, one), _at(targets, other), weight, one, other)
        for one, others in sums.items()
        for other, weight in _phrases(targets, others)
    ]
    taken: set[str] = set()
    found = []
    for pair in sorted(pairs, key=lambda p: -p.weight):
        if not taken & {pair.source, pair.target}:
            taken |= {pair.source, pair.target}
            found.append(pair)
    return found


def _phrases(side: Sequence[Text], words: dict[Place, float]) -> list[tuple[Place, float]]:
    """Words next to each other as one place, their weights added."""
    joined: list[tuple[Place, float]] = []
    for place, weight in sorted(words.items(), key=lambda item: (item[0].sentence, item[0].span)):
        if joined and joined[-1][0].sentence == place.sentence:
            (last, before) = joined[-1]
            between = side[place.sentence].text[last.span.end : place.span.start]
            if not any(c.isalnum() for c in between):
                joined[-1] = (Place(place.sentence, Span(last.span.start, place.span.end)), before + weight)
                continue
        joined.append((place, weight))
    return joined


def _meet(one: Place, other: Place) -> bool:
    return one.sentence == other.sentence and max(one.span.start, other.span.start) < min(
        one.span.end, other.span.end
    )


def _at(side: Sequence[Text], place: Place) -> str:
    return side[place.sentence].text[slice(*place.span)]


def _owners(side: Sequence[Text], language: Language, units: Sequence[tuple[int, Unit]]) -> list[Place]:
    """The word each unit stands in."""
    words = [language.words(x.text, ()) for x in side]
    return [
        Place(n, next((w for w in words[n] if w.start <= unit.start < w.end), Span(unit.start, unit.end)))
        for n, unit in units
    ]
