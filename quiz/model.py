"""The values of practice: an exercise asks for one thing, a card remembers how well a learner knows it.

An exercise outlives every rebuild: it is known by kind, language and Chinese term, so a card keeps its
memory when the sentences or the approved rendering change. The sentence is chosen anew at each
repetition: exercise + example = question.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corpora.model import Section, Span
from glossary.model import TermStatus


class ExerciseKind(StrEnum):
    RECALL = "recall"  # Chinese term to rendering
    CLOZE = "cloze"  # the rendering is missing from a real aligned sentence

    @property
    def label(self) -> str:
        return {"recall": "术语", "cloze": "填空"}[self.value]


class Mode(StrEnum):
    CHOICE = "choice"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is asked. `language` is the language of the answer; `status` says whether a person approved it."""

    kind: ExerciseKind
    language: str
    term: str  # the Chinese term
    answer: str
    accepted: tuple[str, ...] = ()  # other admitted renderings, and attested ones no person has ruled out
    distractors: tuple[str, ...] = ()
    status: TermStatus = TermStatus.PROPOSED
    authority: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A real pair that shows the term: where each side has it, and where the pair comes from."""

    bead: int
    source: str
    target: str
    term: Span
    gap: Span
    quality: float
    section: Section = Section.BODY
    document: int | None = None
    court: str | None = None
    case_number: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """An exercise as a learner meets it now, the card's `n`-th time. `options` is empty when the answer is typed."""

    card: int
    n: int
    exercise: Exercise
    mode: Mode
    example: Example | None
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One named observation about an answer: exact, spelling, variant, near, wrong, empty."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer is worth and why.

    `similarity` is chrF (0-100) on keys: shown, never the mark itself. `diff` holds runs of "equal",
    "missing" (in the answer expected) and "extra" (in the answer given), cut by the language's graphemes.
    """

    right: bool
    similarity: float
    findings: tuple[Finding, ...]
    diff: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """A learner's memory of one exercise; `memory` is the scheduler's own state as JSON text."""

    id: int
    exercise: int
    due: datetime
    memory: str
    repetitions: int
    lapses: int


@dataclass(frozen=True, slots=True)
class Review:
    """One answer, never altered or deleted; `n` counts the card's answers from 0."""

    card: int
    n: int
    when: datetime
    mode: Mode
    bead: int | None
    answer: str
    right: bool
    seconds: float
