"""Formulae: sentences that stand in judgment after judgment, with more and more of their words missing.

Names, courts, laws and figures of the example are never blank: what varies from case to case is no part of a formula.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import regex

from corpora.model import Span
from glossary.formulae import finding
from glossary.formulae.facing import face
from glossary.formulae.model import Example as Use
from glossary.formulae.model import Formula, Status
from glossary.formulae.wording import Wording
from glossary.model import TermStatus
from quiz.exercises.material import Made, Material, Rejected, example, various
from quiz.model import Example, Exercise, ExerciseKind

EXAMPLES = 8
FEWEST_WORDS = 4  # words a formula must have besides what varies
_LETTER = regex.compile(r"\p{L}")


def formulae(
    material: Material, collection: Sequence[Formula], wording: Wording
) -> Iterator[Made | Rejected]:
    """One exercise a formula, in its approved translation or the one most courts use; the most used formulae first."""
    pairs = {pair.bead: pair for pair in material.pairs}
    for formula in collection:
        kept = [t for t in formula.translations if t.status is not Status.REJECTED]
        if formula.status is Status.REJECTED or not kept:
            yield Rejected(ExerciseKind.FORMULA, "已驳回")
            continue
        found: list[Example] = []
        for use in kept[0].examples:
            words = free_words(material, use, wording)
            if use.bead not in pairs:
                yield Rejected(ExerciseKind.FORMULA, "对齐不够确定")
            elif len(words) < FEWEST_WORDS:
                yield Rejected(ExerciseKind.FORMULA, "除去姓名数字，剩的词太少，或有一处没找到")
            else:
                pair = pairs[use.bead]
                found.append(example(pair, material.score(pair), words=words))
        if found:
            approved = kept[0].status is Status.APPROVED
            status = TermStatus.PREFERRED if approved else TermStatus.PROPOSED
            authority = kept[0].who if approved else ""
            exercise = Exercise(
                ExerciseKind.FORMULA,
                material.target.code,
                formula.skeleton,
                status=status,
                authority=authority,
            )
            yield Made(exercise, various(found, EXAMPLES))


def free_words(material: Material, use: Use, wording: Wording) -> tuple[Span, ...]:
    """Words of the translation that belong to the formula itself; none where a slot was not found in it."""
    facing = face(finding.use(use).sentence, use.target, material.target, wording)
    if facing.missing:
        return ()
    taken = bytearray(len(use.target))
    for slot in facing.placed:
        taken[slot.start : slot.end] = b"\1" * (slot.end - slot.start)
    words = (Span(*word) for word in material.target.words(use.target, ()))
    return tuple(w for w in words if not any(taken[slice(*w)]) and _LETTER.search(use.target[slice(*w)]))
