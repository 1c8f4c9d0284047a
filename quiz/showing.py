"""What a learner sees before answering, and whether one item of a paper gives another away."""

from __future__ import annotations

from typing import NamedTuple

import regex

from corpora.languages import get
from corpora.model import Kind, Section
from glossary.recognition import find_terms
from quiz.exercises.figures import LABELS as FIGURES
from quiz.model import Direction, Exercise, ExerciseKind, Plant, Question

GAP = "____"
WHOLE = frozenset((ExerciseKind.FORMULA, ExerciseKind.SENTENCE, ExerciseKind.SIGHT))
UNTOLD = frozenset((ExerciseKind.SECTION, ExerciseKind.ORDER, ExerciseKind.FIGURES, ExerciseKind.ERROR))


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


def gives_away(asked: Question, other: Question) -> bool:
    """Whether another item of the same paper shows the key of this one.

    Labels, orders, figures and planted errors are not given away by other sentences; only by the same one.
    """
    kind = asked.exercise.kind
    if asked.example and other.example and asked.example.bead == other.example.bead is not None:
        return kind in UNTOLD | WHOLE or asked.exercise.subject == other.exercise.subject
    if kind in UNTOLD:
        return False
    if kind in WHOLE:
        return _holds(
            other, asked.example.target if asked.example else asked.exercise.answer, asked.exercise.language
        )
    same = asked.exercise.subject == other.exercise.subject and other.exercise.kind.of_terms
    if asked.exercise.direction is Direction.BACK:
        seen = shown(other)
        return same or bool(seen.source and _in(seen.target, asked.exercise.source, asked.exercise.language))
    return same or any(
        _holds(other, text, asked.exercise.language)
        for text in (asked.exercise.answer, *asked.exercise.accepted)
    )


def _holds(other: Question, text: str, language: str) -> bool:
    """Whether an item shows a text of a language, as prompt or among its options."""
    if other.exercise.language != language:
        return False
    return any(_in(place, text, language) for place in (shown(other).target, *other.options))


def _in(place: str, text: str, language: str) -> bool:
    code = get(language)
    key = code.key(text)
    return bool(key) and (
        key in code.key(place) if len(text) > 40 else bool(find_terms(place, code, {key: text}))
    )
