"""What a learner sees before answering, and how an exercise is called."""

from __future__ import annotations

from typing import NamedTuple

import regex

from corpora.model import Kind, Section
from quiz.exercises.figures import LABELS as FIGURES
from quiz.model import Direction, Exercise, ExerciseKind, Plant, Question

GAP = "____"


class Shown(NamedTuple):
    """The texts of an item before it is answered, "" where a side is hidden; blanks are drawn as GAP."""

    source: str
    target: str


def title(exercise: Exercise) -> str:
    """What an exercise practises, in words."""
    kind, subject = exercise.kind, exercise.subject
    if kind in (ExerciseKind.SENTENCE, ExerciseKind.SIGHT, ExerciseKind.SECTION):
        return Section(subject).label
    if kind is ExerciseKind.ERROR:
        return Plant(subject).label
    if kind is ExerciseKind.FIGURES:
        return FIGURES[Kind(subject)]
    if kind is ExerciseKind.FORMULA:
        return regex.sub(r"\{\w+\}", "……", subject).replace(" ", "")
    return subject


def shown(question: Question) -> Shown:
    """What stands above the options."""
    exercise, example = question.exercise, question.example
    kind = exercise.kind
    if kind is ExerciseKind.RECALL and exercise.direction is Direction.BACK:
        return Shown("", _lines(exercise.source, example.target if example else ""))
    if example is None or kind in (ExerciseKind.RECALL, ExerciseKind.VARIANT):
        return Shown(_lines(exercise.source or exercise.subject, example.source if example else ""), "")
    if kind is ExerciseKind.SECTION:
        return Shown("", example.target)
    if kind is ExerciseKind.ORDER:
        return Shown("", "")
    if kind in (ExerciseKind.SENTENCE, ExerciseKind.SIGHT):
        return Shown(example.source, "")
    if kind is ExerciseKind.ERROR:
        return Shown(example.source, example.shown)
    return Shown(example.source, blanked(question))


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def blanked(question: Question) -> str:
    """The target with GAP in place of what is asked."""
    text = question.example.target if question.example else ""
    for blank in reversed(question.blanks):
        text = text[: blank.start] + GAP + text[blank.end :]
    return text
