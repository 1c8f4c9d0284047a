"""Terms: the Chinese term to its rendering and back, and the rendering missing from a real sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import log1p

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from aligner.model import Pair
from corpora.model import Span
from glossary.recognition import Hit, longest
from glossary.renderings import Rendering
from quiz.exercises.distractors import DISTRACTORS
from quiz.exercises.material import Item, Made, Material, Rejected, counting, example, often, various
from quiz.model import Choice, Direction, Example, Exercise, ExerciseKind

Wrong = Mapping[str, tuple[Choice, ...]]  # Chinese term -> wrong choices for its rendering
Examples = Mapping[str, tuple[Example, ...]]  # Chinese term -> sentences

EXAMPLES = 8  # sentences kept for a term, so that each repetition shows another


def worth(term: str, answer: Rendering) -> float:
    """How early a term is learnt: approved ones first, then those of the termbase, then long and frequent ones.

    Longer Chinese terms are more specific: 案件受理费 is law, 出生 is not.
    """
    return (
        100.0 * answer.status.approved
        + 10.0 * (answer.term is not None)
        + min(len(term), 6) * log1p(answer.count)
    )


def asked(material: Material) -> list[Item]:
    """Items with an answer, the most worth learning first."""
    answers = material.answers
    return sorted(
        (i for i in material.items if i.term in answers and (not material.only or i.term in material.only)),
        key=lambda item: (-worth(item.term, answers[item.term]), item.term),
    )


def exercise(material: Material, kind: ExerciseKind, item: Item, choices: tuple[Choice, ...]) -> Exercise:
    """An exercise of a kind that asks for the rendering of a term."""
    answer = material.answers[item.term]
    return Exercise(
        kind, material.target.code, item.term, answer.text,
        accepted=tuple(r.text for r in counting(item, answer)),
        distractors=choices, status=answer.status, authority=answer.authority,
        forbidden=tuple(r.text for r in item.ruled_out),
        unapproved=tuple(r.text for r in often(item)) if answer.status.approved else (), source=item.term,
        domain=item.domain, note=item.note, law=item.law,
    )  # fmt: skip


def recall(material: Material, wrong: Wrong, examples: Examples) -> Iterator[Made | Rejected]:
    """The rendering of a Chinese term, and the Chinese term of a rendering."""
    for item in asked(material):
        shown = examples.get(item.term, ())
        yield Made(exercise(material, ExerciseKind.RECALL, item, wrong[item.term]), shown)
        yield Made(back(material, item), shown)
    for item in material.items:
        if item.term not in material.answers:
            reason = "是姓名" if material.names_somebody(item.term) else "译法未核定，语料里也不够一致"
            yield Rejected(ExerciseKind.RECALL, reason)


def back(material: Material, item: Item) -> Exercise:
    """The Chinese term of a rendering. Every term that has the rendering is right."""
    answer = material.answers[item.term]
    key = material.key_of[item.term]
    others = [i for i in material.items if i.term != item.term and key in material.right[i.term]]
    right = {item.term, *(i.term for i in others)}
    terms, _ = material.columns
    alike = process.extract(item.term, terms, scorer=ratio, limit=DISTRACTORS + len(right) + 20)
    wrong = [
        term for term, *_ in alike if term not in right and term not in item.term and item.term not in term
    ]
    return Exercise(
        ExerciseKind.RECALL, material.target.code, item.term, item.term, tuple(sorted(right - {item.term})),
        tuple(Choice(term, term) for term in wrong[:DISTRACTORS]), answer.status, answer.authority, Direction.BACK,
        source=answer.text, domain=item.domain, note=item.note, law=item.law,
    )  # fmt: skip


def cloze(material: Material, wrong: Wrong, examples: Examples) -> Iterator[Made | Rejected]:
    """The rendering is missing from a real sentence."""
    for item in asked(material):
        if item.term in examples:
            made = exercise(material, ExerciseKind.CLOZE, item, wrong[item.term])
            yield Made(made, examples[item.term])
        else:
            yield Rejected(ExerciseKind.CLOZE, "没有一句两边各只出现一次")


def examples(material: Material) -> Examples:
    """Chinese term -> its best sentences, where both sides have the term exactly once."""
    found: dict[str, list[Example]] = defaultdict(list)
    for pair in material.distinct:
        hits = material.terms[pair.bead]
        gaps = _gaps(material, pair) if hits else {}
        for hit in hits:
            term = material.source_keys[hit.key]
            places = gaps.get(material.key_of[term], [])
            once = len(places) == 1 and sum(h.key == hit.key for h in hits) == 1
            if once and shown_once(material, pair, term):
                score = material.score(pair)
                found[term].append(example(pair, score, term=hit.span, gap=places[0]))
    return {term: various(list_, EXAMPLES) for term, list_ in found.items()}


def _gaps(material: Material, pair: Pair) -> dict[str, list[Span]]:
    """Key of a rendering -> where it stands in the target; an inflected word is no gap for its bare form."""
    places: dict[str, list[Span]] = defaultdict(list)
    for hit in longest(material.renderings[pair.bead]):
        if bare(material, pair, hit):
            places[hit.key].append(hit.span)
    return places


def bare(material: Material, pair: Pair, hit: Hit) -> bool:
    """Whether a rendering stands in the target as it stands in the glossary."""
    return material.target.key(pair.target[slice(*hit.span)]) == hit.key


def shown_once(material: Material, pair: Pair, term: str) -> bool:
    """Whether nothing but the gap shows a rendering that counts as right, in a longer term or not."""
    return sum(hit.key in material.right_keys[term] for hit in material.renderings[pair.bead]) == 1
