"""Wrong choices: plausible, and never right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from quiz.exercises.material import Item, Material
from quiz.model import Choice

DISTRACTORS = 9
LOOKED_AT = 40  # terms that look most alike, and renderings that do, among which the most tempting are chosen


@dataclass(frozen=True, slots=True)
class Temptation:
    """Why a rendering is a good wrong choice; every part in [0, 1]."""

    confused: float  # the termbase says that the two terms are confused
    domain: float  # of the same field of law
    characters: float  # the Chinese terms look alike
    form: float  # the renderings look alike
    length: float  # as long as the key

    @property
    def value(self) -> float:
        return self.confused + 0.3 * self.domain + 2 * self.characters + self.form + self.length


def temptation(asked: Item, other: Item, key: str, other_key: str) -> Temptation:
    """`key` and `other_key` are the keys of the two renderings."""
    ours, theirs = set(asked.term), set(other.term)
    return Temptation(
        float(other.term in asked.confusable or asked.term in other.confusable),
        float(bool(asked.domain) and asked.domain == other.domain),
        len(ours & theirs) / len(ours | theirs),
        ratio(key, other_key) / 100,
        min(len(key), len(other_key)) / max(len(key), len(other_key)),
    )


def distractors(material: Material, item: Item) -> tuple[Choice, ...]:
    """Renderings of other terms for the answer of this one, the most tempting first.

    Never one that is an attested or admitted rendering of the term, nor one that holds the answer or stands in it, nor
    that of a term that holds this one or stands in it.
    """
    expected = material.key_of[item.term]
    scored: dict[str, tuple[float, Choice]] = {}
    for other in _alike(material, item):
        key = material.key_of[other.term]
        if not may_stand(material, item, other) or key in expected or expected in key:
            continue
        if item.term in other.term or other.term in item.term:
            continue
        value = temptation(item, other, expected, key).value
        if key not in scored or scored[key][0] < value:
            scored[key] = (value, Choice(material.answers[other.term].text, other.term))
    best = sorted(scored.values(), key=lambda s: (-s[0], s[1]))
    return tuple(choice for _, choice in best[:DISTRACTORS])


def may_stand(material: Material, item: Item, other: Item) -> bool:
    """Whether the answer of another term is wrong for this one, and the answer of this one wrong for the other."""
    ours, theirs = material.key_of[item.term], material.key_of[other.term]
    return (
        other.term != item.term
        and theirs not in material.right[item.term]
        and ours not in material.right[other.term]
    )


def confused(material: Material, item: Item) -> list[Item]:
    """Terms this one is confused with: those the termbase names, then those one character away."""
    key = material.source.key
    named = {material.source_keys[k] for k in map(key, item.confusable) if k in material.source_keys}
    near = material.one_apart.get(item.term, frozenset()) - named
    return [
        material.item_of[term]
        for terms in (named, near)
        for term in sorted(terms, key=lambda t: (-ratio(t, item.term), t))
        if term != item.term
    ]


def _alike(material: Material, item: Item) -> Iterator[Item]:
    """Items worth looking at: those whose term or whose rendering looks most like the one asked, and the confused ones."""
    terms, keys = material.columns
    found = {n for *_, n in process.extract(item.term, terms, scorer=ratio, limit=LOOKED_AT)}
    found |= {n for *_, n in process.extract(material.key_of[item.term], keys, scorer=ratio, limit=LOOKED_AT)}
    for n in sorted(found):
        yield material.item_of[terms[n]]
