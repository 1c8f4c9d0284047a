"""A translation with one thing made wrong: a term, a figure, or what is denied, demanded and allowed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise

import regex

from aligner.model import Pair
from corpora import placeables
from corpora.languages import polarity
from corpora.languages.polarity import Sense
from corpora.model import Kind, Placeable, Span
from glossary.recognition import longest
from quiz.exercises.material import Made, Material, Rejected, example, various
from quiz.exercises.terms import Wrong, bare
from quiz.model import Choice, Example, Exercise, ExerciseKind, Plant

EXAMPLES = 60
ENOUGH = 2 * EXAMPLES  # of these the various ones are kept; the sentences after them are worse
SHORTEST, LONGEST = 14, 90  # characters of Chinese
STRETCHES = 3  # other parts of the sentence to choose from
_DIGIT = regex.compile(r"\d")
_CHANGED = (Kind.DATE, Kind.MONEY, Kind.ARTICLE, Kind.DURATION, Kind.INTEGER, Kind.PERCENT)

Planted = tuple[Span, str]  # where in the target, and what is written there instead


def errors(material: Material, wrong: Wrong) -> Iterator[Made | Rejected]:
    """One exercise a kind of error, asked from another sentence each time."""
    plants: Mapping[Plant, Callable[[Pair], Planted | None]] = {
        Plant.TERM: lambda pair: other_term(material, pair, wrong),
        Plant.FIGURE: lambda pair: other_figure(material, pair),
        Plant.NEGATION: _turner(material),
    }
    found: dict[Plant, list[Example]] = defaultdict(list)
    for pair in material.ranked:
        if not SHORTEST <= len(pair.source) <= LONGEST:
            yield Rejected(ExerciseKind.ERROR, "太短或太长")
            continue
        for plant, make in plants.items():
            if len(found[plant]) < ENOUGH and (planted := make(pair)):
                if one := planted_in(material, pair, *planted):
                    found[plant].append(one)
                else:
                    yield Rejected(ExerciseKind.ERROR, "凑不够可选的词")
    for plant in Plant:
        if found[plant]:
            exercise = Exercise(ExerciseKind.ERROR, material.target.code, plant.value)
            yield Made(exercise, various(found[plant], EXAMPLES))


def planted_in(material: Material, pair: Pair, at: Span, wrong: str) -> Example | None:
    """The pair with what is wrong in place of target[at], and other stretches of the sentence to choose from."""
    shown = pair.target[: at.start] + wrong + pair.target[at.end :]
    place = Span(at.start, at.start + len(wrong))
    others = stretches(material, pair, shown, place)
    if len(others) < STRETCHES or shown.count(wrong) != 1:
        return None
    score = material.score(pair)
    return replace(
        example(pair, score, gap=place, answer=wrong, shown=shown),
        choices=tuple(Choice(text) for text in others),
    )


def stretches(material: Material, pair: Pair, text: str, place: Span) -> list[str]:
    """Parts of a text that might be wrong as well: terms and figures first, then its longest words; each stands once.

    `text` is the target of the pair with something planted at `place`.
    """
    taken = bytearray(len(text))
    taken[slice(*place)] = b"\1" * (place.end - place.start)
    ours = text[slice(*place)]
    found: list[str] = []
    for written in _candidates(material, pair, text):
        at = text.find(written)
        whole = at >= 0 and text.count(written) == 1 and not any(taken[at : at + len(written)])
        if whole and written not in ours and ours not in written and _word(written, material):
            taken[at : at + len(written)] = b"\1" * len(written)
            found.append(written)
        if len(found) == STRETCHES:
            break
    return found


def _candidates(material: Material, pair: Pair, text: str) -> Iterator[str]:
    for hit in longest(material.renderings[pair.bead]):
        yield pair.target[slice(*hit.span)]
    for figure in placeables.find(text, material.target):
        if figure.kind is not Kind.MASK:
            yield text[figure.start : figure.end]
    words = [Span(*w) for w in material.target.words(text, ())]
    if material.target.graphemes == "syllable":  # a syllable alone is hardly a word
        words = [Span(a.start, b.end) for a, b in pairwise(words) if b.start - a.end <= 1]
    for word in sorted(words, key=lambda w: (w.start - w.end, w.start)):
        yield text[slice(*word)]


def _word(written: str, material: Material) -> bool:
    return (
        bool(regex.search(r"[\p{L}\p{N}]", written))
        and material.target.key(written) not in material.target.common
    )


def other_term(material: Material, pair: Pair, wrong: Wrong) -> Planted | None:
    """The rendering of a term, bare and there once, gives way to that of a term it is likely to be taken for."""
    terms = {material.key_of[t]: t for t in (material.source_keys[h.key] for h in material.terms[pair.bead])}
    for hit in longest(material.renderings[pair.bead]):
        term = terms.get(hit.key)
        if term and bare(material, pair, hit) and pair.target.count(pair.target[slice(*hit.span)]) == 1:
            for choice in wrong[term]:
                if choice.text not in pair.target and choice.term not in pair.source:
                    return hit.span, choice.text
    return None


def other_figure(material: Material, pair: Pair) -> Planted | None:
    """A figure both sides have, with one digit changed so that it reads as another value of the same kind."""
    if not _DIGIT.search(pair.target):
        return None
    values = {(p.kind, p.value) for p in placeables.find(pair.source, material.source)}
    for figure in placeables.find(pair.target, material.target):
        shared = figure.kind in _CHANGED and (figure.kind, figure.value) in values
        if shared and (written := changed(material, pair.target, figure)):
            return Span(figure.start, figure.end), written
    return None


def changed(material: Material, text: str, figure: Placeable) -> str | None:
    """The figure with its last digit that can be changed a few up or down; None where there is none."""
    written = text[figure.start : figure.end]
    for digit in reversed(list(_DIGIT.finditer(written))):
        zero = chr(ord(digit[0]) - int(digit[0]))
        for step in (5, 3, 2, 1):
            new = chr(ord(zero) + (int(digit[0]) + step) % 10)
            other = written[: digit.start()] + new + written[digit.end() :]
            if other.lstrip(zero) != other and not written.startswith(zero):
                continue
            found = placeables.find(text[: figure.start] + other + text[figure.end :], material.target)
            place = figure.start, figure.start + len(other)
            same = [p for p in found if p.kind is figure.kind and (p.start, p.end) == place]
            if same and same[0].value != figure.value and other not in text:
                return other
    return None


def _turner(material: Material) -> Callable[[Pair], Planted | None]:
    """What turns the sense of a sentence round, with words the texts of this language have."""
    table = material.target.polarity
    if table is None:
        return lambda pair: None
    said: dict[Sense, Counter[str]] = defaultdict(Counter)
    for pair in material.distinct:
        for mark in polarity.find(pair.target, table):
            said[mark.sense][pair.target[mark.start : mark.end]] += 1
    usual = {sense: texts.most_common(1)[0][0] for sense, texts in said.items()}
    return lambda pair: turned(material, pair, usual)


def turned(material: Material, pair: Pair, usual: Mapping[Sense, str]) -> Planted | None:
    """A duty becomes a permission or the reverse, or a negator is gone; both languages must have had the sense."""
    ours, table = material.source.polarity, material.target.polarity
    if ours is None or table is None:
        return None
    before = polarity.counts(pair.target, table)
    source = polarity.counts(pair.source, ours)
    for mark in polarity.find(pair.target, table):
        if not source[mark.sense] or source[mark.sense] != before[mark.sense]:
            continue
        written = pair.target[mark.start : mark.end]
        other = usual.get({Sense.MUST: Sense.MAY, Sense.MAY: Sense.MUST}.get(mark.sense, Sense.DOUBTFUL), "")
        if mark.sense is Sense.NEGATION:
            other = written.partition(material.target.joiner)[2] if material.target.joiner else ""
        text = pair.target[: mark.start] + other + pair.target[mark.end :]
        if other and polarity.counts(text, table)[mark.sense] < before[mark.sense]:
            return Span(mark.start, mark.end), other
    return None
