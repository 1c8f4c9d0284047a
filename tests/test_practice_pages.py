"""今日练习, 专项练习 and 题目预览 in Streamlit's own test harness."""

from datetime import datetime

import pytest
from harness import button, html

from quiz import contesting, session, store
from quiz.model import ExerciseKind, Mode
from quiz.pages import sitting

TODAY, DRILL, ITEMS = (f"quiz/pages/{name}.py" for name in ("today", "drill", "items"))
WHO = "本机学习者"


@pytest.fixture
def app(app, monkeypatch):
    monkeypatch.setattr(sitting, "LOOK", 0.0)
    return app


def test_a_key_pressed_twice_answers_once(app, sample_copy):
    at = app(sample_copy, TODAY)
    first = button(at, "选")
    first.click().run()
    assert not at.exception and "下一题" in [b.label for b in at.button]
    question = at.session_state["today-asked"]
    sitting_ = store.open_workspace(sample_copy)
    session.answer(sitting_, question, "x", datetime.now().astimezone(), 1.0)
    assert sitting_["reviews"].count == 1


def test_another_card_comes_after_the_mark_was_read(app, sample_copy):
    at = app(sample_copy, TODAY)
    asked = at.session_state["today-asked"]
    button(at, "不会").click().run()
    assert "不对" in html(at)
    button(at, "下一题").click().run()
    assert not at.exception and at.session_state["today-asked"].card != asked.card


def test_an_answer_taken_back_is_asked_again(app, sample_copy):
    at = app(sample_copy, TODAY)
    asked = at.session_state["today-asked"]
    button(at, "不会").click().run()
    button(at, "撤销").click().run()
    assert not at.exception and at.session_state["today-asked"].card == asked.card
    assert "已答 0 题" in html(at)


def test_two_windows_on_one_card_count_one_answer(app, sample_copy):
    one, two = app(sample_copy, TODAY), app(sample_copy, TODAY)
    assert one.session_state["today-asked"].card == two.session_state["today-asked"].card
    button(one, "选").click().run()
    button(two, "不会").click().run()
    assert not two.exception
    assert store.open_workspace(sample_copy)["reviews"].count == 1


def test_the_end_of_the_day_says_what_moved(app, sample_copy):
    db = store.open_workspace(sample_copy)
    learner, now = store.learner(db, WHO), datetime.now().astimezone()
    store.set_settings(db, learner, minutes=20, new_a_day=3)
    while (question := session.next_question(db, learner, store.languages(db)[0], now)[0]) is not None:
        session.answer(db, question, question.exercise.answer, now, 5.0)
    at = app(sample_copy, TODAY)
    assert not at.exception
    if db["reviews"].count:
        assert "今天练完了" in html(at) and "项今天记住" in html(at)


@pytest.mark.parametrize("kind", [k for k in ExerciseKind if k is not ExerciseKind.VARIANT])
def test_every_kind_is_drilled_and_shows_why(app, sample_copy, kind):
    at = app(sample_copy, DRILL)
    at.segmented_control(key="drill-kind").set_value(kind).run()
    assert not at.exception
    question = at.session_state["drill-asked"]
    assert question.exercise.kind is kind and kind.label in html(at)
    if question.mode is Mode.CHOICE:
        at.button[[b.label for b in at.button].index("选")].click().run()
    elif question.mode is Mode.ORDERED:
        for n in range(1, len(question.options) + 1):
            button(at, str(n)).click().run()
    elif question.mode is Mode.GRADED:
        button(at, "对照译文").click().run()
        assert question.example.target[:20] in html(at)
        next(b for b in at.button if b.label.startswith("3")).click().run()
    else:
        given = question.exercise.answer
        db = store.open_workspace(sample_copy)
        at.session_state["drill-mark"] = session.answer(db, question, given, datetime.now().astimezone(), 5.0)
        at.session_state["drill-given"] = given
        at.run()
    assert not at.exception and "下一题" in [b.label for b in at.button]
    assert store.open_workspace(sample_copy)["reviews"].count == 1


def test_the_weakest_are_those_answered_wrongly_before_today(app, sample_copy):
    at = app(sample_copy, DRILL)
    at.segmented_control(key="drill-kind").set_value("最弱的五项").run()
    assert not at.exception and any("暂时没有" in i.value for i in at.info)


@pytest.mark.parametrize("kind", [k for k in ExerciseKind if k is not ExerciseKind.VARIANT])
def test_every_kind_is_previewed_with_its_key_and_its_place(app, sample_workspace, kind):
    at = app(sample_workspace, ITEMS)
    at.segmented_control(key="items-kind-bo").set_value(kind).run()
    assert not at.exception
    assert kind.label in html(at) and "个例句轮换" in html(at) and "例句评分" in html(at)


def test_a_contested_sentence_is_shown_to_the_trainer(app, sample_copy):
    db = store.open_workspace(sample_copy)
    exercise = store.exercises(db, "bo", [ExerciseKind.SENTENCE])[0]
    now = datetime.now().astimezone()
    (card,) = store.cards_for(db, store.learner(db, WHO), [exercise.id], now)
    question = session.asked(db, card)
    session.answer(db, question, "འདི་ནི་འགྲིག", now, 5.0)
    contesting.contest(db, question, WHO, "意思一样", now.isoformat())
    at = app(sample_copy, ITEMS)
    assert "འདི་ནི་འགྲིག" in html(at) and "意思一样" in html(at)
    at.text_input(key="items-who").set_value("教员").run()
    button(at, "也对").click().run()
    assert not at.exception and store.contests(db) == []


@pytest.mark.parametrize("page", [DRILL, ITEMS])
def test_an_empty_workspace_says_what_to_do_next(app, tmp_path, page):
    at = app(tmp_path / "empty.db", page)
    assert not at.exception and "请先导入双语文书" in " ".join(i.value for i in at.info)
