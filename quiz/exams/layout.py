"""What is printed of a question, on paper and on screen: the texts in their languages, gaps, choices. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from corpora.languages import get
from corpora.model import Span
from quiz.exams.model import LETTERS
from quiz.model import Direction, ExerciseKind, Mode, Question

_BESIDE = (
    frozenset(  # kinds that show the sentence in the other language, with what is to be filled in left out
        (ExerciseKind.CLOZE, ExerciseKind.FORMULA, ExerciseKind.FIGURES, ExerciseKind.CONFUSABLE)
    )
)


@dataclass(frozen=True, slots=True)
class Block:
    """A text to print. `blanks` are left out of it, `marked` is underlined; `context` is printed smaller."""

    language: str
    text: str
    blanks: tuple[Span, ...] = ()
    marked: Span | None = None
    context: bool = False

    @property
    def pieces(self) -> list[str]:
        """The text before, between and after the blanks. A separator that has lost its word is not printed."""
        glue = get(self.language).glue
        found, at = [], 0
        for start, end in self.blanks:
            found.append(self.text[at:start])
            at = end + (end < len(self.text) and self.text[end] in glue)
        return [*found, self.text[at:]]


def blocks(question: Question) -> list[Block]:
    """The texts of a question in the order they are printed."""
    exercise, example, kind = question.exercise, question.example, question.exercise.kind
    if kind is ExerciseKind.ORDER:
        return []
    if kind is ExerciseKind.SECTION and example:
        return [Block(exercise.language, example.target)]
    if exercise.direction is Direction.BACK:
        return [Block(exercise.language, exercise.source)]
    if kind is ExerciseKind.ERROR and example:
        return [Block("zh", example.source), Block(exercise.language, example.shown)]
    if kind in _BESIDE and example:
        return [
            Block("zh", example.source, marked=example.term),
            Block(exercise.language, example.target, question.blanks),
        ]
    if kind.of_terms:
        term = Block("zh", exercise.subject)
        return [term, Block("zh", example.source, marked=example.term, context=True)] if example else [term]
    return [Block("zh", example.source if example else exercise.source)]


def options_language(question: Question) -> str:
    """The language the choices are in; pieces to be put in order are not in the answer's."""
    exercise = question.exercise
    return exercise.language if question.mode is Mode.ORDERED else exercise.answer_language


def into(question: Question) -> str:
    """The name of the language an answer is in."""
    return get(question.exercise.answer_language).name


_TOLD = {
    ExerciseKind.RECALL: "把下列术语译成{to}。",
    ExerciseKind.CLOZE: "对照汉文，在空处填上划线词语的{to}译法。",
    ExerciseKind.CONFUSABLE: "对照汉文，选出划线术语在空处的{to}译法。",
    ExerciseKind.FORMULA: "对照汉文，补全{to}套语，每空一处。",
    ExerciseKind.SENTENCE: "把下列句子译成{to}。",
    ExerciseKind.ERROR: "每题的译文有一处错误，选出错的部分。",
    ExerciseKind.SECTION: "下列句子出自裁判文书的哪一部分？",
    ExerciseKind.ORDER: "下列句子出自同一份裁判文书，按文书的次序写出序号。",
    ExerciseKind.FIGURES: "对照汉文，在空处填上划线的数字、日期或者条文。",
    ExerciseKind.VARIANT: "选出已核定的{to}译法。",
}


def instruction(question: Question) -> str:
    """What the candidate is told to do, printed under the title of a part."""
    told = _TOLD[question.exercise.kind].format(to=into(question))
    choose = question.mode is Mode.CHOICE and question.exercise.kind in (
        ExerciseKind.RECALL,
        ExerciseKind.CLOZE,
    )
    return (
        told.replace("填上", "选填").replace("把下列", "选出下列").replace("译成", "的译法：")
        if choose
        else told
    )


def key_text(question: Question) -> str:
    """The right answer as the key prints it: the letter before a choice, the numbers of an order."""
    answer = question.exercise.answer
    if question.mode is Mode.CHOICE and answer in question.options:
        return f"{LETTERS[question.options.index(answer)]}　{answer}"
    if question.mode is Mode.ORDERED and question.example:
        return " ".join(str(question.options.index(piece) + 1) for piece in question.example.pieces)
    return answer


def where(question: Question) -> str:
    """The judgment an item is from: 青海省…人民法院 （2020）青2802民初123号 本院认为."""
    example = question.example
    if example is None:
        return "术语库"
    parts = (example.court, example.case_number, example.section.label)
    return " ".join(part for part in parts if part)
