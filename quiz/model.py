"""The values of practice: an exercise comes from a real sentence, a card remembers how well it is known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from corpora.model import Span


class ExerciseKind(StrEnum):
    RECALL = "recall"   # term to rendering, typed
    CLOZE = "cloze"     # a gap in a real aligned sentence

    @property
    def label(self) -> str:
        return {"recall": "术语", "cloze": "填空"}[self.value]


class Mode(StrEnum):
    CHOICE = "choice"
    TYPED = "typed"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an exercise comes from."""

    bead: int
    document: int
    case_number: str | None
    court: str | None
    section: str


@dataclass(frozen=True, slots=True)
class Exercise:
    """One question. `language` is the language of the answer.

    `prompt` is shown (source side), `sentence` is the target sentence of a cloze with `gap` as the span
    to be filled, `answer` the expected rendering, `accepted` everything else that is right.
    """

    kind: ExerciseKind
    source_language: str
    language: str
    prompt: str
    answer: str
    accepted: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    sentence: str | None = None
    gap: Span | None = None
    term: str = ""                    # the Chinese term asked for
    status: str = "proposed"          # of the rendering: approved or still proposed, shown to the learner
    source: Source | None = None
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One named observation about an answer."""

    name: str        # exact, variant, near, wrong_term, wrong_number, empty …
    message: str     # Chinese, for the learner
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer is worth and why."""

    right: bool
    similarity: float                 # chrF 0-100 on keys, shown as similarity, never the mark itself
    findings: tuple[Finding, ...]
    diff: tuple[tuple[str, str], ...]  # ("equal" | "missing" | "extra", run) by the language's graphemes


@dataclass(frozen=True, slots=True)
class Card:
    """A learner's memory of one exercise; `fsrs` is the scheduler's own state as JSON text."""

    learner: int
    exercise: int
    due: datetime
    fsrs: str
    lapses: int = 0
    suspended: bool = False
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """One answer, never altered or deleted."""

    card: int
    when: datetime
    answer: str
    right: bool
    rating: int
    seconds: float
    findings: tuple[Finding, ...] = field(default=())
