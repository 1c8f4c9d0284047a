"""The values of an exam: a blueprint says what a paper is to hold, a paper holds the questions as they are asked.

A paper keeps whole questions, not numbers of exercises: it stays what it was when sentences and terms change later.
Version B holds the items of version A in another order, with the choices in another order, so that both are equally
hard and their answers count together.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpora.languages import get
from quiz.model import Direction, ExerciseKind, Mode, Question

LETTERS = "ABCDEFGH"  # of choices
NUMERALS = "一二三四五六七八九十"  # of parts
ASKED = tuple(
    kind for kind in ExerciseKind if kind is not ExerciseKind.SIGHT
)  # sight translation is heard, not written


class Difficulty(StrEnum):
    ANY = "any"
    EASY = "easy"
    MEDIUM = "medium"
    HARD = "hard"

    @property
    def label(self) -> str:
        return {"any": "不限", "easy": "易", "medium": "中", "hard": "难"}[self.value]

    @property
    def ease(self) -> float | None:
        """Share of right answers aimed at; None where any will do."""
        return {"any": None, "easy": 0.85, "medium": 0.65, "hard": 0.4}[self.value]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a paper: so many items of a kind, each worth so many points.

    `mode` says whether terms and gaps are chosen among four or written; other kinds have their own way.
    """

    kind: ExerciseKind
    count: int
    points: float
    mode: Mode = Mode.TYPED
    direction: Direction = Direction.FORWARD

    @property
    def label(self) -> str:
        return self.kind.label + (f"（{self.direction.label}）" if self.kind is ExerciseKind.RECALL else "")


USUAL = (  # a hundred points
    Part(ExerciseKind.RECALL, 10, 2),
    Part(ExerciseKind.RECALL, 5, 2, direction=Direction.BACK),
    Part(ExerciseKind.CLOZE, 10, 2, Mode.CHOICE),
    Part(ExerciseKind.CONFUSABLE, 5, 2),
    Part(ExerciseKind.FIGURES, 5, 2),
    Part(ExerciseKind.ERROR, 2, 5),
    Part(ExerciseKind.SENTENCE, 2, 10),
)


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a paper is to hold. Empty `domain` and `causes` mean any; `unseen`: only judgments nobody of the group
    (without one: nobody at all) has practised on.
    """

    title: str
    language: str
    parts: tuple[Part, ...]
    seed: int = 1
    minutes: int = 60
    difficulty: Difficulty = Difficulty.ANY
    domain: str = ""
    causes: tuple[str, ...] = ()
    unseen: bool = False
    group: int | None = None

    @property
    def points(self) -> float:
        return sum(part.count * part.points for part in self.parts)


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a paper; `part` counts from 0, `id` is the same in both versions."""

    id: int
    part: int
    points: float
    ease: float  # share of right answers expected when it was drawn
    question: Question

    @property
    def kind(self) -> ExerciseKind:
        return self.question.exercise.kind


@dataclass(frozen=True, slots=True)
class Paper:
    """Items in the order of version A. `glossary` names the version of the termbase the keys are from."""

    blueprint: Blueprint
    items: tuple[Item, ...]
    glossary: str

    def item(self, number: int) -> Item:
        """Raises KeyError."""
        found = next((i for i in self.items if i.id == number), None)
        if found is None:
            raise KeyError(f"试卷里没有编号为 {number} 的题")
        return found


def number(points: float) -> str:
    """Points as they are printed: 2, 2.5."""
    return f"{points:.10g}"


def part_label(blueprint: Blueprint, n: int) -> str:
    """术语互译（汉译藏）: the direction with the language's own name."""
    return blueprint.parts[n].label.replace("民", get(blueprint.language).name[0])


def part_title(blueprint: Blueprint, n: int) -> str:
    """一、术语互译（汉译藏）　共 10 题，每题 2 分，共 20 分"""
    part = blueprint.parts[n]
    return (
        f"{NUMERALS[n]}、{part_label(blueprint, n)}　共 {part.count} 题，每题 {number(part.points)} 分，"
        f"共 {number(part.count * part.points)} 分"
    )
