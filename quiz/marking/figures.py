"""How a figure carried over is marked: by its value, however it is written."""

from __future__ import annotations

import regex

from corpora import placeables
from corpora.languages import Language
from corpora.model import Kind
from quiz.marking.pieces import diff
from quiz.marking.similarity import similarity
from quiz.model import Exercise, Finding, Mark

UNIT = 0.5  # share of the points for the right number without its unit, or as another kind of thing
NAMES = {
    Kind.ARTICLE: "article", Kind.DATE: "date", Kind.MONEY: "money", Kind.DURATION: "duration",
    Kind.PERCENT: "number", Kind.FRACTION: "number", Kind.INTEGER: "number",
}  # fmt: skip


def mark_figure(given: str, exercise: Exercise, language: Language) -> Mark:
    """Right is the same value of the same kind; the same number as another kind is half right."""
    alike, runs = similarity(given, exercise.answer, language), diff(given, exercise.answer, language)
    if language.key(given) == language.key(exercise.answer):
        return Mark(1.0, 100.0, (Finding("exact", "正确"),), runs)
    ours, theirs = (
        [(p.kind, p.value) for p in placeables.find(language.text(text), language)]
        for text in (given, exercise.answer)
    )
    if theirs and ours == theirs:
        finding = Finding("spelling", f"数值正确；公布译文写作：{exercise.answer}")
        return Mark(1.0, alike, (finding,), runs)
    name = NAMES.get(Kind(exercise.subject), "number")
    if _digits(ours) == _digits(theirs) != []:
        return Mark(UNIT, alike, (Finding("unit", f"数字对，单位或写法不对；应为：{exercise.answer}"),), runs)
    return Mark(0.0, alike, (Finding(name, f"数值不对；应为：{exercise.answer}"),), runs)


def _digits(found: list[tuple[Kind, str]]) -> list[str]:
    return [digits.lstrip("0") for _, value in found for digits in regex.findall(r"\d+", value)]
