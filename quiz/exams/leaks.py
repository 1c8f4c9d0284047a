"""Whether what is printed of one item gives the answer to another away. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from corpora.languages import get
from glossary.recognition import find_terms
from quiz.exams.layout import blocks, options_language
from quiz.model import ExerciseKind, Question

ENDING = (
    2  # letters at the end of a term an ending may change; only what begins like a term is looked at closely
)
# From a list everybody knows, or printed in the question itself.
OPEN = frozenset((ExerciseKind.SECTION, ExerciseKind.ORDER, ExerciseKind.ERROR))


def visible(question: Question, options: bool = True) -> list[tuple[str, str]]:
    """(language, text) of everything printed of a question."""
    texts = [(block.language, piece) for block in blocks(question) for piece in block.pieces]
    if options:
        texts += [(options_language(question), option) for option in question.options]
    return [(language, text) for language, text in texts if text]


def keys(question: Question) -> list[str]:
    """The answers that count, in the language of the answer."""
    exercise = question.exercise
    if exercise.kind in OPEN:
        return []
    return [text for text in (*exercise.answer.split("\n"), *exercise.accepted) if text]


def gives_away(shown: Question, asked: Question) -> bool:
    """Whether what is printed of one question holds an answer to the other."""
    return _holds(visible(shown), asked)


def gives_itself_away(question: Question) -> bool:
    """Whether a question holds its own answer, apart from the choices."""
    return _holds(visible(question, options=False), question)


def same_sentence(one: Question, other: Question) -> bool:
    """Whether both are from the same sentence: what one asks for the other may show, with a word left out."""
    return bool(one.example and other.example and one.example.source == other.example.source)


def _holds(texts: Iterable[tuple[str, str]], asked: Question) -> bool:
    """Whether an answer stands, as a term, inflected or not, in a text of its language."""
    code = asked.exercise.answer_language
    language = get(code)
    wanted = {key: answer for answer in keys(asked) if (key := language.key(answer))}
    begun = [key[: max(2, len(key) - ENDING)] for key in wanted]
    return any(
        find_terms(text, language, wanted)
        for spoken, text in texts
        if spoken == code and any(beginning in _folded(code, text) for beginning in begun)
    )


@lru_cache(maxsize=8192)
def _folded(code: str, text: str) -> str:
    return get(code).key(text)
