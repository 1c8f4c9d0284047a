"""How an answer is marked: one ladder for all kinds, findings with names instead of a bare number.

Normalise by key -> exact or accepted -> terms -> figures and names -> what is denied, demanded, allowed -> similarity,
shown and never the mark alone -> difference by the pieces a reader compares.
"""

from __future__ import annotations

from itertools import combinations

from corpora.languages import Language
from quiz.marking.figures import mark_figure
from quiz.marking.formulae import mark_formula
from quiz.marking.pieces import diff
from quiz.marking.sentences import mark_sentence
from quiz.marking.similarity import Thresholds, calibrated, default, measured, signature, similarity
from quiz.marking.terms import mark_term
from quiz.model import GRADES, Exercise, ExerciseKind, Finding, Mark

__all__ = ["Thresholds", "calibrated", "default", "diff", "mark", "measured", "signature", "similarity"]


def mark(given: str, exercise: Exercise, language: Language, known: Thresholds | None = None) -> Mark:
    """Mark an answer to an exercise whose key is filled in. `language` is the answer's (`Exercise.answer_language`).

    `known` is what similarity means in this workspace.
    """
    kind = exercise.kind
    if kind is ExerciseKind.SIGHT:
        return _graded(given)
    if not language.key(given.replace("\n", " ")):
        return Mark(0.0, 0.0, (Finding("empty", "没有作答"),), diff("", exercise.answer, language))
    if kind is ExerciseKind.ORDER:
        return _ordered(given, exercise)
    if kind in (ExerciseKind.SECTION, ExerciseKind.ERROR):
        return _chosen(given, exercise)
    if kind is ExerciseKind.FIGURES:
        return mark_figure(given, exercise, language)
    if kind is ExerciseKind.FORMULA:
        return mark_formula(given, exercise, language)
    if kind is ExerciseKind.SENTENCE:
        return mark_sentence(given, exercise, language, known or default(language))
    return mark_term(given, exercise, language)


def _graded(given: str) -> Mark:
    """What the learner says of himself: a place in GRADES."""
    grade = int(given) if given.isdecimal() and int(given) < len(GRADES) else 0
    return Mark(round(grade / (len(GRADES) - 1), 3), 0.0, (Finding("graded", f"自评：{GRADES[grade]}"),), ())


def _chosen(given: str, exercise: Exercise) -> Mark:
    right = given == exercise.answer
    if exercise.kind is ExerciseKind.ERROR:
        finding = Finding("exact", "找对了") if right else Finding("wrong", f"错在“{exercise.answer}”")
    else:
        finding = Finding("exact", "正确") if right else Finding("label", f"这是“{exercise.answer}”部分")
    return Mark(float(right), 100.0 * right, (finding,), ())


def _ordered(given: str, exercise: Exercise) -> Mark:
    """Kendall's tau, floored at 0: of all pairs of sentences, how many more stand right than wrong."""
    pieces = exercise.answer.split("\n")
    places = [pieces.index(piece) for piece in given.split("\n") if piece in pieces]
    pairs = list(combinations(range(len(pieces)), 2))
    right = sum(a < b for a, b in combinations(places, 2))
    share = max(0.0, 2 * right / len(pairs) - 1) if len(set(places)) == len(pieces) and pairs else 0.0
    if share == 1:
        return Mark(1.0, 100.0, (Finding("exact", "次序正确"),), ())
    wrong = [n for n, place in enumerate(places, 1) if place != n - 1]
    return Mark(
        round(share, 3),
        round(100 * share, 1),
        (Finding("order", f"第 {'、'.join(map(str, wrong))} 位不对"),),
        (),
    )
