"""Exercises from what a workspace knows: one file a kind or two, each a function from Material to what is asked and what is not.

`make` puts them together. Nothing here reads or writes; a rejected candidate says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from glossary.formulae.model import Formula
from glossary.formulae.wording import Wording
from quiz.exercises.confusable import confusable
from quiz.exercises.distractors import distractors
from quiz.exercises.errors import errors
from quiz.exercises.figures import figures
from quiz.exercises.formulae import formulae
from quiz.exercises.material import Item, Made, Material, Rejected, interleaved, material, sure
from quiz.exercises.sentences import sentences, sight
from quiz.exercises.structure import orders, sections
from quiz.exercises.terms import back, cloze, examples, exercise, recall
from quiz.exercises.variants import unapproved, variants
from quiz.model import Direction, Exercise, ExerciseKind

__all__ = [
    "Item",
    "Made",
    "Making",
    "Material",
    "Rejected",
    "examples",
    "make",
    "material",
    "revised",
    "sure",
]

NO_WORDING = Wording()

# How often a kind comes among what is new, in order of worth.
SHARES = {
    ExerciseKind.RECALL: 1.0, ExerciseKind.CLOZE: 0.5, ExerciseKind.CONFUSABLE: 0.3, ExerciseKind.FORMULA: 0.2,
    ExerciseKind.SENTENCE: 0.12, ExerciseKind.ERROR: 0.1, ExerciseKind.SECTION: 0.1, ExerciseKind.ORDER: 0.08,
    ExerciseKind.FIGURES: 0.15, ExerciseKind.SIGHT: 0.05, ExerciseKind.VARIANT: 0.2,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Making:
    """Exercises in the order of learning, and how many candidates of each kind were rejected for which reason."""

    made: tuple[Made, ...]
    rejected: Counter[Rejected]


def make(given: Material, collection: Sequence[Formula] = (), wording: Wording = NO_WORDING) -> Making:
    """All exercises of a language. `collection` are its formulae, `wording` how its judgments say names."""
    wrong = {term: distractors(given, given.item_of[term]) for term in given.answers}
    shown = examples(given)
    found: list[Made | Rejected] = [
        *recall(given, wrong, shown), *cloze(given, wrong, shown), *confusable(given, wrong, shown),
        *formulae(given, collection, wording), *sentences(given),
        *errors(given, wrong),
        *sections(given), *orders(given), *figures(given), *sight(given), *variants(given, shown),
    ]  # fmt: skip
    by_kind = {
        kind: [m for m in found if isinstance(m, Made) and m.exercise.kind is kind] for kind in ExerciseKind
    }
    return Making(tuple(interleaved(by_kind, SHARES)), _counted(found))


def of_terms(given: Material) -> list[Made]:
    """The exercises of some terms (`given.only`), for terms that got an answer since all were made."""
    wrong = {term: distractors(given, given.item_of[term]) for term in given.only if term in given.answers}
    shown = examples(given)
    found = [
        *recall(given, wrong, shown),
        *cloze(given, wrong, shown),
        *confusable(given, wrong, shown),
        *variants(given, shown),
    ]
    return [m for m in found if isinstance(m, Made)]


def revised(known: Material, old: Exercise) -> Exercise:
    """An exercise of a term as it is with what people say of the term now; wrong choices that are right now are gone.

    An exercise whose term has no answer any more stays as it is until all are made again.
    """
    item = known.item_of.get(old.subject)
    if item is None or item.term not in known.answers:
        return old
    if old.direction is Direction.BACK:
        new = back(known, item)
    else:
        right = known.right[item.term]
        wrong = tuple(c for c in old.distractors if known.target.key(c.text) not in right)
        new = exercise(known, old.kind, item, unapproved(item) if old.kind is ExerciseKind.VARIANT else wrong)
    return replace(new, id=old.id)


def _counted(found: Iterable[Made | Rejected]) -> Counter[Rejected]:
    return Counter(one for one in found if isinstance(one, Rejected))
