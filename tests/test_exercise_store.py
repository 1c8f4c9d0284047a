"""Exercises in the workspace: cards outlive every change of the tables and every rebuild."""

import json

import pytest
from sqlite_utils.migrations import Migrations

from corpora.store import migrate
from glossary import store as glossary_store
from quiz import store
from quiz.model import Choice, Direction, Example, Exercise, ExerciseKind, Required
from quiz.store.schema import migrations


@pytest.fixture
def outdated():
    """A workspace whose practice has only the first tables, with a card that was answered."""
    db = glossary_store.open_workspace(":memory:")
    first = Migrations("quiz")
    first()(next(m for m in migrations.pending(db) if m.name == "m001_practice").fn)
    migrate(db, first)
    db["learners"].insert({"id": 1, "name": "学习者甲"})
    db.execute(
        "INSERT INTO exercises VALUES (7, 'cloze', 'bo', '上诉', 'གོང་གཏུག', ?, ?, 'proposed', '', 0, 1)",
        [json.dumps(["གོང་ཞུ"]), json.dumps(["ཁྲིམས་བཅད"])],
    )
    db.execute("INSERT INTO examples VALUES (7, 0, 1, '上诉', 'གོང་གཏུག', 0, 2, 0, 8, 1.0, 'body', 1, NULL, NULL)")
    db.execute("INSERT INTO cards VALUES (3, 1, 7, '2026-03-02T09:00:00+00:00', '{}', 1, 0)")
    db.execute("INSERT INTO reviews VALUES (3, 0, '2026-03-02T09:00:00+00:00', 'choice', 1, 'x', 0, 5.0)")
    return db


def test_cards_and_answers_stay_when_the_tables_change(outdated):
    db = outdated
    migrate(db, migrations)
    assert not db.execute("PRAGMA foreign_key_check").fetchall()
    exercise = store.exercise(db, 7)
    assert (exercise.subject, exercise.source, exercise.accepted) == ("上诉", "上诉", ("གོང་ཞུ",))
    assert exercise.direction is Direction.FORWARD
    assert store.card(db, 3).exercise == 7 and db["reviews"].count == 1


def test_an_exercise_comes_back_as_it_went_in(db):
    exercise = Exercise(
        ExerciseKind.RECALL, "bo", "上诉", "上诉", ("申诉",), (Choice("判决", "判决"), Choice("裁定")),
        direction=Direction.BACK, source="གོང་གཏུག", domain="程序", note="安多", law="《刑事诉讼法》第二百二十七条",
        forbidden=("上告",), unapproved=("控诉",),
    )  # fmt: skip
    example = Example(
        None, "原文", "译文", quality=0.5, answer="译", shown="错译", choices=(Choice("甲"),),
        required=(Required("上诉", ("གོང་གཏུག",), ("ཡར་ཞུ",)),), pieces=("一", "二"), accepted=("另译",), cause="盗窃", date="2020-01-02",
    )  # fmt: skip
    store.replace_exercises(db, "bo", [(exercise, [example])])
    (found,) = store.exercises(db, "bo", [ExerciseKind.RECALL])
    assert store.examples_of(db, found.id) == [example]
    assert found == store.exercise(db, found.id)
    assert [getattr(found, f) for f in Exercise.__slots__ if f not in ("id", "required")] == [
        getattr(exercise, f) for f in Exercise.__slots__ if f not in ("id", "required")
    ]


def test_what_is_no_longer_made_is_kept_for_its_cards(db):
    one = Exercise(ExerciseKind.RECALL, "bo", "上诉", "གོང་གཏུག")
    store.replace_exercises(db, "bo", [(one, [])])
    number = store.exercises(db, "bo")[0].id
    store.replace_exercises(db, "bo", [])
    assert store.exercises(db, "bo") == [] and store.exercise(db, number).subject == "上诉"
    store.replace_exercises(db, "bo", [(one, [])])
    assert store.exercises(db, "bo")[0].id == number
