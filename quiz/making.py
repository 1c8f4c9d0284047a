"""Exercises from what the workspace knows: which terms are worth asking, with which sentences and wrong choices."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import log1p

import regex
from rapidfuzz.fuzz import ratio

from aligner.model import Pair
from corpora import placeables
from corpora.languages import Language
from glossary.model import TermStatus
from glossary.recognition import find_terms
from glossary.renderings import Rendering
from quiz.model import Choice, Example, Exercise, ExerciseKind

ANAPHORA = regex.compile(r"其|该|上述|前述|此")
EXAMPLES = 8  # sentences kept for a term, so that each repetition shows another
DISTRACTORS = 9
ATTESTED = 3  # pairs in which a rendering nobody approved must stand before it is asked
ATTESTED_SHARE = 0.5  # and its share among the renderings of the term


@dataclass(frozen=True, slots=True)
class Item:
    """A Chinese term with its renderings in one language, best first."""

    term: str
    renderings: tuple[Rendering, ...]


def answer_of(item: Item) -> Rendering | None:
    """The rendering to be learnt: the approved one, else one the corpus attests often and uniformly."""
    for rendering in item.renderings:
        if rendering.status.approved:
            return rendering
    attested = [r for r in item.renderings if r.status is TermStatus.PROPOSED]
    best = max(attested, key=lambda r: r.count, default=None)
    return best if best and best.count >= ATTESTED and best.share >= ATTESTED_SHARE else None


def make(items: Sequence[Item], language: Language) -> list[Exercise]:
    """Two exercises a term, recall and cloze, the most worth learning first.

    Terms without a rendering worth learning are left out.
    """
    answers = {item.term: answer for item in items if (answer := answer_of(item))}
    exercises = []
    asked = [item for item in items if item.term in answers]
    for item in sorted(asked, key=lambda item: (-worth(item.term, answers[item.term]), item.term)):
        answer = answers[item.term]
        right = {language.key(r.text) for r in item.renderings}
        accepted = tuple(
            r.text
            for r in item.renderings
            if r.text != answer.text
            and r.term is not None
            and r.status in (TermStatus.ADMITTED, TermStatus.PROPOSED)
        )
        wrong = distractors(item.term, answer.text, right, answers, language)
        for kind in (ExerciseKind.RECALL, ExerciseKind.CLOZE):
            exercises.append(
                Exercise(
                    kind,
                    language.code,
                    item.term,
                    answer.text,
                    accepted,
                    wrong,
                    answer.status,
                    answer.authority,
                    source=item.term,
                )
            )
    return exercises


def worth(term: str, answer: Rendering) -> float:
    """How early a term is learnt: approved ones first, then those of the termbase, then long and frequent ones.

    Longer Chinese terms are more specific: 案件受理费 is law, 出生 is not.
    """
    return (
        100.0 * answer.status.approved
        + 10.0 * (answer.term is not None)
        + min(len(term), 6) * log1p(answer.count)
    )


def distractors(
    term: str, answer: str, right: set[str], answers: dict[str, Rendering], language: Language
) -> tuple[Choice, ...]:
    """Renderings of other terms, the most tempting first.

    Never one that is an attested or admitted rendering of the term (`right`, keys), nor one that holds
    the answer or stands inside it.
    """
    expected = language.key(answer)
    scored: dict[str, tuple[float, Choice]] = {}
    for other, rendering in answers.items():
        key = language.key(rendering.text)
        if (
            other == term
            or key in right
            or key in expected
            or expected in key
            or term in other
            or other in term
        ):
            continue
        tempting = 2 * len(set(term) & set(other)) / len(set(term) | set(other)) + ratio(key, expected) / 100
        tempting -= abs(len(key) - len(expected)) / max(len(key), len(expected))
        if key not in scored or scored[key][0] < tempting:
            scored[key] = (tempting, Choice(rendering.text, other))
    best = sorted(scored.values(), key=lambda s: (-s[0], s[1]))
    return tuple(choice for _, choice in best[:DISTRACTORS])


def examples(
    exercises: Iterable[Exercise], pairs: Iterable[Pair], source: Language, target: Language
) -> dict[str, list[Example]]:
    """Chinese term -> its best real pairs, where both sides have the term exactly once."""
    answers = {e.subject: e.answer for e in exercises}
    terms = {source.key(term): term for term in answers}
    renderings = {target.key(answer): answer for answer in answers.values()}
    found: dict[str, list[Example]] = defaultdict(list)
    for pair in pairs:
        hits = [(terms[h.key], h.span) for h in find_terms(pair.source, source, terms)]
        if not hits:
            continue
        places = defaultdict(list)
        for hit in find_terms(pair.target, target, renderings):
            if target.key(pair.target[slice(*hit.span)]) == hit.key:    # an inflected word is no gap for its bare form
                places[hit.key].append(hit.span)
        for term, span in hits:
            gaps = places[target.key(answers[term])]
            if (
                len(gaps) == 1
                and sum(t == term for t, _ in hits) == 1
                and _shown_once(pair.target, answers[term], target)
            ):
                found[term].append(
                    Example(
                        pair.bead,
                        pair.source,
                        pair.target,
                        span,
                        gaps[0],
                        quality(pair, source),
                        pair.section,
                        pair.target_document,
                        pair.court,
                        pair.case_number,
                        pair.cause,
                        pair.date,
                    )
                )
    return {term: _various(list_) for term, list_ in found.items()}


def _shown_once(text: str, answer: str, language: Language) -> bool:
    """Whether nothing but the gap shows the answer, longer terms around it or not."""
    return len(find_terms(text, language, {language.key(answer): answer})) == 1


def _various(found: list[Example]) -> list[Example]:
    """The best examples with different texts: a formula that stands in every judgment is shown once."""
    best: dict[str, Example] = {}
    for example in sorted(found, key=lambda e: (-e.quality, e.bead)):
        best.setdefault(example.source, example)
    return list(best.values())[:EXAMPLES]


def quality(pair: Pair, source: Language) -> float:
    """How good a sentence is to learn from, 0 to 1.

    Certain alignment, middle length, few numbers and names to carry over, no word that points elsewhere.
    """
    length = len(pair.source)
    fit = min(length / 12, 1.0) * min(45 / length, 1.0) if length else 0.0
    carried = sum(p.end - p.start for p in placeables.find(pair.source, source)) / max(length, 1)
    guess = 0.15 * len(ANAPHORA.findall(pair.source))
    return max(0.0, fit * (1 - carried) * (0.4 + 0.6 * pair.posterior) - guess)
