"""Renderings published side by side: which one is approved?"""

from __future__ import annotations

from collections.abc import Iterator

from glossary.model import TermStatus
from quiz.exercises.material import Item, Made, Material, Rejected
from quiz.exercises.terms import Examples, asked, exercise
from quiz.model import Choice, ExerciseKind


def variants(material: Material, examples: Examples) -> Iterator[Made | Rejected]:
    """The key is the preferred rendering; the others are attested and not approved, or ruled out."""
    for item in asked(material):
        if not material.answers[item.term].status.approved:
            yield Rejected(ExerciseKind.VARIANT, "译法未核定")
        elif choices := unapproved(item):
            yield Made(exercise(material, ExerciseKind.VARIANT, item, choices), examples.get(item.term, ()))
        else:
            yield Rejected(ExerciseKind.VARIANT, "没有别的译法")


def unapproved(item: Item) -> tuple[Choice, ...]:
    """Renderings of a term that are wrong choices beside the approved one: ruled out, or only attested."""
    attested = [r for r in item.renderings if r.status is TermStatus.PROPOSED and r.term is None]
    return tuple(Choice(r.text, item.term) for r in (*item.ruled_out, *attested))
