"""Answers as learners write them, in the scripts themselves; the cases are tests/cases/marking.json."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given as all_
from hypothesis import strategies as st

from corpora.languages import get
from quiz.marking import calibrated, default, diff, mark, measured, signature, similarity
from quiz.marking.pieces import bare, pieces
from quiz.model import GRADES, Choice, Direction, Exercise, ExerciseKind, Required

CASES = json.loads((Path(__file__).parent / "cases" / "marking.json").read_text(encoding="utf-8"))


def exercise_of(case: dict) -> Exercise:
    return Exercise(
        ExerciseKind(case["kind"]), case["language"], case.get("subject", "术语"), case["answer"],
        tuple(case.get("accepted", ())), tuple(Choice(*c) for c in case.get("distractors", ())),
        direction=Direction(case.get("direction", "forward")), forbidden=tuple(case.get("forbidden", ())),
        unapproved=tuple(case.get("unapproved", ())),
        required=tuple(Required(t, tuple(a), tuple(f)) for t, a, f in case.get("required", ())),
        source=case.get("source", ""),
    )  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["label"])
def test_golden_answers(case):
    exercise = exercise_of(case)
    result = mark(case["given"], exercise, get(exercise.answer_language))
    names = [f.name for f in result.findings]
    assert (result.right, set(case["findings"]) <= set(names)) == (case["right"], True), (result.share, names)
    grave = set(names) - set(case["findings"]) - {"fair", "missing", "missing_term"}
    assert not case["findings"] or not grave, "findings no reader would expect"


def test_there_are_enough_cases_in_every_script():
    assert len(CASES) >= 60
    assert len({c["label"] for c in CASES}) == len(CASES)
    for code in ("bo", "mn-Mong", "ug", "ko"):
        assert sum(c["language"] == code for c in CASES) >= 10, code
    assert sum(c.get("direction") == "back" for c in CASES) >= 6


def test_a_reversed_meaning_is_never_worth_more_than_a_slip():
    for case in CASES:
        if {"polarity", "modality"} & set(case["findings"]):
            exercise = exercise_of(case)
            assert mark(case["given"], exercise, get(exercise.answer_language)).share <= 0.5


def test_findings_of_terms_name_the_term():
    case = next(c for c in CASES if c["label"] == "bo 句：术语用了已停用的")
    finding = next(f for f in mark(case["given"], exercise_of(case), get("bo")).findings if f.name == "forbidden")
    assert finding.subject == "当事人" and "གྱོད་པ" in finding.message and "གྱོད་ཡས" in finding.message


def test_layers_of_a_sentence_add_up():
    case = next(c for c in CASES if c["label"] == "bo 句：术语漏了")
    layers = {layer.name: layer for layer in mark(case["given"], exercise_of(case), get("bo")).layers}
    assert (layers["terms"].got, layers["terms"].of) == (1, 2) and layers["sense"].share == 1


def test_a_longer_blank_of_a_formula_is_worth_more():
    exercise = Exercise(ExerciseKind.FORMULA, "bo", "套语", "ཁྲིམས་བཅད་འདི་ནུས་པ་ཐོན\nསྤྲོད")
    long_right = mark("ཁྲིམས་བཅད་འདི་ནུས་པ་ཐོན\n", exercise, get("bo"))
    short_right = mark("\nསྤྲོད", exercise, get("bo"))
    assert long_right.share > 0.8 > short_right.share > 0
    assert short_right.findings[0].message.startswith("第 1 空")


def test_a_grade_of_oneself_is_a_share_of_the_points():
    exercise = Exercise(ExerciseKind.SIGHT, "bo", "facts", "ཀ")
    shares = [mark(str(n), exercise, get("bo")).share for n in range(len(GRADES))]
    assert shares[0] == 0 and shares[-1] == 1 and shares == sorted(shares)


# Differences


def test_the_diff_counts_syllables_in_tibetan():
    runs = diff("ཁྲིམས་ཁང", "མི་དམངས་ཁྲིམས་ཁང", get("bo"))
    assert runs == (("missing", "མི་དམངས་"), ("equal", "ཁྲིམས་ཁང"))


def test_the_diff_shows_the_letter_inside_a_word():
    assert diff("ئاساسى قانۇن", "ئاساسىي قانۇن", get("ug")) == (
        ("equal", "ئاساسى"), ("missing", "ي"), ("equal", " قانۇن"),
    )  # fmt: skip


def test_the_diff_counts_characters_in_chinese():
    assert diff("被告", "被告人", get("zh")) == (("equal", "被告"), ("missing", "人"))


@pytest.mark.parametrize(("code", "letters"), [
    ("bo", "ཁྲིམས་བཅད། "), ("mn-Mong", "ᠬᠠᠤᠯᠢ\u180e "), ("ug", "قانۇنئ "), ("ko", "법원은 "), ("zh", "判决书，"),
])  # fmt: skip
def test_the_equal_and_missing_runs_are_the_expected_answer(code, letters):
    language = get(code)

    @all_(st.text(letters, max_size=12), st.text(letters, max_size=12))
    def check(given, expected):
        runs = diff(given, expected, language)
        assert "".join(text for kind, text in runs if kind != "extra") == bare(language.text(expected))
        assert "".join(pieces(expected, language)) == expected

    check()


# Similarity


def test_similarity_names_its_settings():
    assert "chrF2" in signature(get("bo")) and "unit:syllable" in signature(get("bo"))
    assert "unit:character" in signature(get("zh"))


def test_similarity_ignores_the_kind_of_tsheg_and_counts_syllables():
    bo = get("bo")
    assert similarity("ཁྲིམས༌བཅད", "ཁྲིམས་བཅད", bo) == 100
    assert similarity("ཡོད་པ་རེད", "མེད་པ་རེད", bo) < 70


def test_thresholds_come_from_versions_and_neighbours_once_there_are_enough():
    bo = get("bo")
    assert calibrated([80.0] * 5, [20.0] * 5, bo) == replace(default(bo), versions=5, neighbours=5)
    known = calibrated([float(v) for v in range(60, 100)], [float(v) for v in range(10, 50)], bo)
    assert (known.near, known.same, known.versions, known.neighbours) == (45, 64, 40, 40)
    alike = calibrated([50.0] * 30, [48.0] * 30, bo)
    assert alike.same >= alike.near + 10


def test_versions_and_neighbours_are_told_apart():
    pairs = [("甲", "ཀ་ཁ་ག", 1), ("乙", "ང་ཅ་ཆ", 1), ("甲", "ཀ་ཁ་ང", 2), ("丙", "ཅ་ཆ་ཇ", 3)]
    known = measured(pairs, get("bo"))
    assert (known.versions, known.neighbours) == (1, 1)
