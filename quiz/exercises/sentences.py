"""Whole sentences: to translate in writing, and to translate aloud against the clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from aligner.model import Pair
from corpora.model import Section
from quiz.exercises.material import Made, Material, Rejected, counting, example, various
from quiz.model import Example, Exercise, ExerciseKind, Required

SECTIONS = (
    Section.REASONING, Section.FACTS, Section.RULING, Section.CLAIMS, Section.DEFENCE, Section.EVIDENCE, Section.BASIS,
    Section.COURSE, Section.COSTS, Section.APPEAL,
)  # fmt: skip
EXAMPLES = 120
ENOUGH = 2 * EXAMPLES  # of these the various ones are kept; the sentences after them are worse
SHORTEST, LONGEST = 10, 80  # characters of Chinese in a sentence to translate
SIGHT = (60, 200)  # and in a passage to translate aloud


def sentences(material: Material) -> Iterator[Made | Rejected]:
    """One exercise a section, asked from another sentence each time; every published version of it is right."""
    found: dict[Section, list[Example]] = defaultdict(list)
    versions: dict[str, list[str]] = defaultdict(list)
    for pair in material.distinct:
        versions[pair.source].append(pair.target)
    for pair in material.ranked:
        if pair.section not in SECTIONS or len(found[pair.section]) >= ENOUGH:
            continue
        if not SHORTEST <= len(pair.source) <= LONGEST:
            yield Rejected(ExerciseKind.SENTENCE, "太短或太长")
            continue
        required = must_have(material, pair)
        score = material.score(pair)
        others = tuple(text for text in versions[pair.source] if text != pair.target)
        found[pair.section].append(
            example(pair, score, answer=pair.target, required=required, accepted=others)
        )
    yield from _by_section(material, ExerciseKind.SENTENCE, found)


def must_have(material: Material, pair: Pair) -> tuple[Required, ...]:
    """Terms of the Chinese sentence whose rendering the published translation has."""
    required = []
    shown = {hit.key for hit in material.renderings[pair.bead]}
    for hit in material.terms[pair.bead]:
        item = material.item_of[material.source_keys[hit.key]]
        if shown & material.right_keys[item.term]:
            answer = material.answers[item.term]
            accepted = (answer.text, *(r.text for r in counting(item, answer)))
            required.append(Required(item.term, accepted, tuple(r.text for r in item.ruled_out)))
    return tuple(dict.fromkeys(required))


def sight(material: Material) -> Iterator[Made | Rejected]:
    """Passages of one section, two sentences or more, as they follow each other in a judgment."""
    found: dict[Section, list[Example]] = defaultdict(list)
    for pairs in material.documents.values():
        for passage in _passages(pairs):
            first = passage[0]
            source = "".join(p.source for p in passage)
            target = material.target.joiner.join(p.target for p in passage)
            if first.section in SECTIONS and SIGHT[0] <= len(source) <= SIGHT[1]:
                score = sum(map(material.score, passage)) / len(passage)
                one = example(first, score, answer=target)
                found[first.section].append(replace(one, source=source, target=target))
    yield from _by_section(material, ExerciseKind.SIGHT, found)


def _passages(pairs: list[Pair]) -> Iterator[list[Pair]]:
    """Consecutive pairs of one section, cut where the passage is long enough."""
    passage: list[Pair] = []
    for pair in pairs:
        follows = passage and (
            pair.section is passage[-1].section
            and pair.source_segments.start == passage[-1].source_segments.end
            and pair.target_segments.start == passage[-1].target_segments.end
        )
        if not follows:
            yield from [passage] if passage else []
            passage = []
        passage = [*passage, pair]
        if sum(len(p.source) for p in passage) >= (SIGHT[0] + SIGHT[1]) / 2:
            yield passage
            passage = []
    if passage:
        yield passage


def _by_section(
    material: Material, kind: ExerciseKind, found: dict[Section, list[Example]]
) -> Iterator[Made | Rejected]:
    for section in SECTIONS:
        if found[section]:
            exercise = Exercise(kind, material.target.code, section.value)
            yield Made(exercise, various(found[section], EXAMPLES))
