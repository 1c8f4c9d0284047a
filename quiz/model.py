"""The values of practice: an exercise asks for one thing, a card remembers how well a learner knows it.

An exercise is something to know: a term, a formula, how amounts are carried over. It outlives every rebuild, known by
kind, language, subject and direction, so a card keeps its memory when sentences or the approved rendering change. An
example is one real place to ask it from, another at each repetition: exercise + example = question. The key stands
in the exercise where it is always the same, else in the example; in `Question.exercise` it is always filled in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from corpora.model import Section, Span
from glossary.model import TermStatus

PASS = 0.6  # share of the points from which an answer counts as known


class ExerciseKind(StrEnum):
    """The kinds in order of worth; `subject` of an exercise says what is practised."""

    RECALL = "recall"  # a term to its rendering, and back; subject: the Chinese term
    CLOZE = "cloze"  # the rendering is missing from a real sentence; subject: the Chinese term
    CONFUSABLE = "confusable"  # which of the renderings of easily confused terms; subject: the Chinese term
    FORMULA = "formula"  # a formula with more and more blanks; subject: the Chinese formula
    SENTENCE = "sentence"  # a sentence to translate; subject: a Section
    ERROR = "error"  # which part of a translation is wrong; subject: a Plant
    SECTION = "section"  # which part of a judgment a sentence is from; subject: a Section
    ORDER = "order"  # sentences of a judgment to put in order; subject: the kind of document
    FIGURES = "figures"  # a number, date or article to carry over; subject: a corpora.model.Kind
    SIGHT = "sight"  # a passage to translate aloud against the clock, graded by oneself; subject: a Section
    VARIANT = "variant"  # which rendering is the approved one; subject: the Chinese term

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def points(self) -> int:
        """What an item is worth in a paper unless the trainer says otherwise."""
        return _POINTS[self]

    @property
    def of_terms(self) -> bool:
        """Whether the subject is a Chinese term."""
        return self in (self.RECALL, self.CLOZE, self.CONFUSABLE, self.VARIANT)


_LABELS = {
    ExerciseKind.RECALL: "术语互译", ExerciseKind.CLOZE: "句中填空", ExerciseKind.CONFUSABLE: "易混术语",
    ExerciseKind.FORMULA: "套语默写", ExerciseKind.SENTENCE: "句子翻译", ExerciseKind.ERROR: "译文找错",
    ExerciseKind.SECTION: "判断部分", ExerciseKind.ORDER: "排列次序", ExerciseKind.FIGURES: "数字日期条文",
    ExerciseKind.SIGHT: "限时视译", ExerciseKind.VARIANT: "辨别译法",
}  # fmt: skip
_POINTS = {
    ExerciseKind.RECALL: 2, ExerciseKind.CLOZE: 2, ExerciseKind.CONFUSABLE: 2, ExerciseKind.FORMULA: 5,
    ExerciseKind.SENTENCE: 10, ExerciseKind.ERROR: 3, ExerciseKind.SECTION: 2, ExerciseKind.ORDER: 5,
    ExerciseKind.FIGURES: 2, ExerciseKind.SIGHT: 10, ExerciseKind.VARIANT: 2,
}  # fmt: skip


class Direction(StrEnum):
    FORWARD = "forward"  # from Chinese
    BACK = "back"  # into Chinese

    @property
    def label(self) -> str:
        return {"forward": "汉译民", "back": "民译汉"}[self.value]


class Mode(StrEnum):
    """How an answer is given; always one string."""

    CHOICE = "choice"  # the text of one of the options
    TYPED = "typed"  # the text; of several blanks, one line each
    ORDERED = "ordered"  # the options in the order chosen, one a line
    GRADED = "graded"  # by oneself, beside the published text: "0" … "3" of GRADES


class Plant(StrEnum):
    """What was made wrong in a translation."""

    TERM = "term"
    FIGURE = "figure"
    NEGATION = "negation"

    @property
    def label(self) -> str:
        return {"term": "术语", "figure": "数字", "negation": "否定"}[self.value]


GRADES = ("译不出", "大意不全", "大意完整", "可以宣读")


class Choice(NamedTuple):
    """A wrong choice; `term` is the Chinese term it renders, where it renders one."""

    text: str
    term: str = ""


@dataclass(frozen=True, slots=True)
class Required:
    """A Chinese term of the source with the renderings that count and those ruled out, best first."""

    term: str
    accepted: tuple[str, ...]
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Exercise:
    """What is asked. `language` is the other language of the pair, whichever way; `status` is the key's.

    `accepted` are further right answers: admitted renderings, and attested ones no person has ruled out. `forbidden`
    are renderings a person ruled out, `unapproved` ones that published judgments have beside an approved key. `source` is the text the answer renders: a term, a rendering, a sentence;
    `required` are the terms of a sentence that its translation must have.
    `note` is of the language, `law` of the law: 《刑法》第二百六十四条.
    """

    kind: ExerciseKind
    language: str
    subject: str
    answer: str = ""
    accepted: tuple[str, ...] = ()
    distractors: tuple[Choice, ...] = ()
    status: TermStatus = TermStatus.PROPOSED
    authority: str = ""
    direction: Direction = Direction.FORWARD
    forbidden: tuple[str, ...] = ()
    unapproved: tuple[str, ...] = ()
    required: tuple[Required, ...] = ()
    source: str = ""
    domain: str = ""
    note: str = ""
    law: str = ""
    id: int | None = None

    @property
    def answer_language(self) -> str:
        """The language the answer is in; labels and orders are Chinese."""
        chinese = self.kind in (ExerciseKind.SECTION, ExerciseKind.ORDER)
        return "zh" if chinese or self.direction is Direction.BACK else self.language


@dataclass(frozen=True, slots=True)
class Example:
    """One real pair to ask from, and where it stands (`document` is the one in the other language).

    `term` is what is asked in the source, `gap` in the target. What only holds here: `answer`, `choices`, `required`
    take the place of the exercise's own; `shown` is the text shown in place of the target (with something planted,
    then `gap` is a span of `shown`); `pieces` are the sentences to be put in order, in the right order; `words` are the
    words of a formula that may be blank.
    """

    bead: int | None
    source: str
    target: str
    term: Span | None = None
    gap: Span | None = None
    quality: float = 0.0
    section: Section = Section.BODY
    document: int | None = None
    court: str | None = None
    case_number: str | None = None
    cause: str | None = None
    date: str | None = None
    answer: str = ""
    shown: str = ""
    choices: tuple[Choice, ...] = ()
    required: tuple[Required, ...] = ()
    pieces: tuple[str, ...] = ()
    words: tuple[Span, ...] = ()
    accepted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """An exercise as a learner meets it now, the card's `n`-th time, its key filled in from the example.

    `options` is empty when the answer is typed or graded. `blanks` are spans of the target the learner fills in.
    `seconds` is the time allowed, 0 for no clock.
    """

    card: int
    n: int
    exercise: Exercise
    mode: Mode
    example: Example | None
    options: tuple[str, ...] = ()
    blanks: tuple[Span, ...] = ()
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """One named observation about an answer. `subject` is the Chinese term or section it is about, for examples.

    Right: exact spelling variant inflected fair. Else: empty wrong near slip other_term forbidden unapproved missing_term missing
    added polarity modality number date money article duration case name unit order label. Of oneself: graded.
    """

    name: str
    message: str
    subject: str = ""


class Layer(NamedTuple):
    """One layer of a mark: what of it was got. Names: terms figures sense whole blanks."""

    name: str
    label: str
    got: float
    of: float

    @property
    def share(self) -> float:
        return self.got / self.of if self.of else 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """What an answer is worth, 0 to 1, and why. `layers` are those of a sentence or a formula.

    `similarity` is chrF (0-100) on keys: shown, never the mark itself. `diff` holds runs of "equal",
    "missing" (in the answer expected) and "extra" (in the answer given), cut by the language's graphemes.
    """

    share: float
    similarity: float
    findings: tuple[Finding, ...]
    diff: tuple[tuple[str, str], ...]
    layers: tuple[Layer, ...] = ()

    @property
    def right(self) -> bool:
        return self.share >= PASS


@dataclass(frozen=True, slots=True)
class Card:
    """A learner's memory of one exercise; `memory` is the scheduler's own state as JSON text.

    `repetitions` counts how often it was asked, answers taken back included.
    """

    id: int
    exercise: int
    due: datetime
    memory: str
    repetitions: int
    lapses: int
    kind: ExerciseKind = ExerciseKind.RECALL


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
    share: float = 0.0
