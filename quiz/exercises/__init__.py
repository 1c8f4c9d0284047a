"""Exercises from what a workspace knows: one file a kind or two, each a function from Material to what is asked and what is not.

`make` puts them together. Nothing here reads or writes; a rejected candidate says why.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from glossary.formulae.model import Formula
from glossary.formulae.wording import Wording
from quiz.exercises.confusable import confusable
from quiz.exercises.distractors import distractors
from quiz.exercises.errors import errors
from quiz.exercises.figures import figures
from quiz.exercises.formulae import formulae
from quiz.exercises.material import Item, Made, Material, Rejected, interleaved, material
from quiz.exercises.sentences import sentences, sight
from quiz.exercises.structure import orders, sections
from quiz.exercises.terms import cloze, examples, recall
from quiz.exercises.variants import variants
from quiz.model import ExerciseKind

__all__ = ["Item", "Made", "Making", "Material", "Rejected", "make", "material"]

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
    found = [
        *recall(given, wrong, shown), *cloze(given, wrong, shown), *confusable(given, wrong, shown),
        *formulae(given, collection, wording), *sentences(given),
        *errors(given, wrong),
        *sections(given), *orders(given), *figures(given), *sight(given), *variants(given, shown),
    ]  # fmt: skip
    by_kind = {
        kind: [m for m in found if isinstance(m, Made) and m.exercise.kind is kind] for kind in ExerciseKind
    }
    return Making(tuple(interleaved(by_kind, SHARES)), _counted(found))


def _counted(found: Iterable[Made | Rejected]) -> Counter[Rejected]:
    return Counter(one for one in found if isinstance(one, Rejected))
