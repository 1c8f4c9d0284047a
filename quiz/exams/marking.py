"""Points: how an answer in a paper is worth a part of its item's points, and how a whole paper adds up. Pure.

The machine's mark counts until a person gives another; a person's stays whatever the machine computes later.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corpora.languages import get
from quiz.exams.model import LETTERS, Item
from quiz.marking import Thresholds, mark
from quiz.model import Exercise, Mark, Mode, Question

STEP = 0.5  # points are given in halves


@dataclass(frozen=True, slots=True)
class Score:
    """What a candidate got for an item; `who` is empty for the machine."""

    item: int
    share: float
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """What a form says of a candidate who sat on paper: shares of points and answers by item."""

    name: str
    seat: str
    version: str
    shares: dict[int, float]
    answers: dict[int, str]


def marked(
    item: Item,
    given: str,
    current: Exercise | None = None,
    variants: Sequence[str] = (),
    known: Thresholds | None = None,
) -> Mark:
    """The mark of an answer. What was right when the paper was drawn stays right.

    `current` is the exercise as the workspace has it now: renderings accepted since count too, as do `variants`, the
    ones accepted for this paper. `known` is what similarity means in this workspace.
    """
    exercise = _generous(item.question.exercise, current, variants)
    return mark(spelled(item.question, given), exercise, get(exercise.answer_language), known)


def _generous(exercise: Exercise, current: Exercise | None, variants: Sequence[str]) -> Exercise:
    accepted = [*exercise.accepted, *variants]
    if current and current.answer and exercise.kind.of_terms:
        accepted += [current.answer, *current.accepted]
    accepted = [text for text in dict.fromkeys(accepted) if text != exercise.answer]
    forbidden = tuple(text for text in exercise.forbidden if text not in accepted)
    return replace(exercise, accepted=tuple(accepted), forbidden=forbidden)


def spelled(question: Question, given: str) -> str:
    """A letter as the choice it stands for, numbers as the pieces in that order (3 1 2, 3-1-2, 312), anything else as it is."""
    text, options = given.strip(), question.options
    if question.mode is Mode.CHOICE and len(text) == 1 and text.upper() in LETTERS[: len(options)]:
        return options[LETTERS.index(text.upper())]
    if question.mode is Mode.ORDERED:
        places = [int(digit) for digit in text if digit in "123456789"]
        return "\n".join(options[place - 1] for place in places if place <= len(options))
    return given


def points(item: Item, share: float) -> float:
    """A share of an item's points, to the nearest half."""
    return min(item.points, round(share * item.points / STEP) * STEP)


def total(items: Sequence[Item], scores: Mapping[int, Score]) -> float:
    """Points of a paper; `scores` by item, items without one count nothing."""
    return sum(points(item, scores[item.id].share) for item in items if item.id in scores)
