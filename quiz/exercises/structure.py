"""How a judgment is built: which part a sentence is from, and in which order sentences of several parts stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from aligner.model import Pair
from corpora.model import Section
from quiz.exercises.material import Made, Material, Rejected, example, various
from quiz.model import Choice, Example, Exercise, ExerciseKind

TOLD = (
    Section.PARTIES, Section.COURSE, Section.CLAIMS, Section.DEFENCE, Section.FACTS, Section.EVIDENCE, Section.REASONING,
    Section.BASIS, Section.RULING, Section.COSTS, Section.APPEAL,
)  # fmt: skip
ALWAYS_TOLD = frozenset(
    (Section.RULING, Section.COSTS, Section.APPEAL)
)  # any sentence of these shows where it is from
EXAMPLES = 60
PIECES = 5  # sentences to be put in order
FEWEST_PIECES = 3
LONGEST = 120  # characters of Chinese


def sections(material: Material) -> Iterator[Made | Rejected]:
    """The label of a sentence's section. Asked are sentences that open a section: their words give it away to who can read."""
    found: dict[Section, list[Example]] = defaultdict(list)
    elsewhere = _sections_by_text(material)
    for pairs in material.documents.values():
        for before, pair in pairwise([None, *pairs]):
            if pair is None or pair.section not in TOLD or len(pair.source) > LONGEST:
                continue
            opens = before is None or before.section is not pair.section
            if not opens and pair.section not in ALWAYS_TOLD:
                yield Rejected(ExerciseKind.SECTION, "不在该部分开头，看不出来")
            elif len(elsewhere[material.target.key(pair.target)]) > 1:
                yield Rejected(ExerciseKind.SECTION, "不止一个部分有这句话")
            else:
                found[pair.section].append(example(pair, material.score(pair)))
    for section in TOLD:
        if found[section]:
            others = sorted(
                (o for o in TOLD if o is not section), key=lambda o: abs(_place(o) - _place(section))
            )
            exercise = Exercise(
                ExerciseKind.SECTION, material.target.code, section.value, section.label,
                distractors=tuple(Choice(o.label) for o in others),
            )  # fmt: skip
            yield Made(exercise, various(found[section], EXAMPLES))


def _place(section: Section) -> int:
    return TOLD.index(section)


def _sections_by_text(material: Material) -> dict[str, set[Section]]:
    found: dict[str, set[Section]] = defaultdict(set)
    for pair in material.pairs:
        found[material.target.key(pair.target)].add(pair.section)
    return found


def orders(material: Material) -> Iterator[Made | Rejected]:
    """Sentences of different parts of one judgment, to be put in the order they stand in."""
    found: dict[str, list[Example]] = defaultdict(list)
    for pairs in material.documents.values():
        pieces = one_of_each_part(pairs)
        if len(pieces) < FEWEST_PIECES:
            yield Rejected(ExerciseKind.ORDER, "不够三个部分")
            continue
        first = pieces[0]
        score = sum(map(material.score, pieces)) / len(pieces)
        texts = tuple(p.target for p in pieces)
        one = example(first, score, answer="\n".join(texts), pieces=texts)
        source = "\n".join(p.source for p in pieces)
        found[first.kind or "文书"].append(replace(one, source=source, target=one.answer))
    for kind, examples in sorted(found.items()):
        yield Made(Exercise(ExerciseKind.ORDER, material.target.code, kind), various(examples, EXAMPLES))


def one_of_each_part(pairs: Sequence[Pair]) -> list[Pair]:
    """The opening sentence of every part, at most PIECES of them, spread over the judgment, in its order."""
    opening: dict[Section, Pair] = {}
    for pair in pairs:
        if pair.section in TOLD and len(pair.source) <= LONGEST:
            opening.setdefault(pair.section, pair)
    found = list(opening.values())
    if len({p.target for p in found}) < len(found):
        return []
    if len(found) <= PIECES:
        return found
    return [found[round(n * (len(found) - 1) / (PIECES - 1))] for n in range(PIECES)]
