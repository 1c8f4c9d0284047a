"""Answers as learners write them, in the scripts themselves."""

import json
from pathlib import Path

import pytest

from corpora.languages import get
from quiz.marking import diff, mark, signature
from quiz.model import Exercise, ExerciseKind

CASES = json.loads((Path(__file__).parent / "cases" / "marking.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["label"])
def test_golden_answers(case):
    exercise = Exercise(
        ExerciseKind.RECALL, case["language"], "术语", case["answer"], tuple(case.get("accepted", ()))
    )
    result = mark(case["given"], exercise, get(case["language"]))
    assert (result.right, result.findings[0].name) == (case["right"], case["finding"])


def test_the_diff_counts_syllables_in_tibetan():
    runs = diff("ཁྲིམས་ཁང", "མི་དམངས་ཁྲིམས་ཁང", get("bo"))
    assert runs == (("missing", "མི་དམངས་"), ("equal", "ཁྲིམས་ཁང"))


@pytest.mark.parametrize(
    ("code", "given", "expected"),
    [
        ("mn-Mong", "ᠬᠠᠤᠯᠢ", "ᠬᠠᠤᠯᠢ ᠴᠠᠭᠠᠵᠠ"),
        ("ug", "قانۇن", "ئاساسىي قانۇن"),
        ("ko", "법정", "법원"),
    ],
)
def test_the_equal_and_missing_runs_are_the_expected_answer(code, given, expected):
    runs = diff(given, expected, get(code))
    assert "".join(text for kind, text in runs if kind != "extra") == get(code).text(expected)


def test_similarity_names_its_settings():
    assert "chrF2" in signature()
