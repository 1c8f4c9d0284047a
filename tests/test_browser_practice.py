"""A judge practises by keyboard alone, in a real browser: typed, chosen, put in order, spoken."""

from datetime import datetime

import pytest
from browsing import needs_browser, shot

from quiz import store
from quiz.asking import ask
from quiz.model import ExerciseKind, Mode

pytestmark = needs_browser
NAMES = {"bo": "藏文", "mn-Mong": "蒙古文", "ug": "维吾尔文"}


@pytest.fixture
def page(tab):
    """Each test opens the address it needs."""
    return tab


def drill(page, server, who, kind, language="bo"):
    page.goto(f"{server.url}/drill?who={who}")
    page.get_by_text(NAMES[language], exact=True).first.click()
    page.get_by_text(f"术语互译 · {NAMES[language]}").first.wait_for()
    page.get_by_text(kind.label, exact=True).first.click()
    page.get_by_text(f"{kind.label} · {NAMES[language]}").first.wait_for()
    assert "Press" not in page.locator("body").inner_text(), "no English of the toolkit's own"


def answers(server, who):
    db = store.open_workspace(server.path)
    return store.answers(db, store.learner(db, who))


def asked(server, who, kind, language="bo"):
    """The question that is on the screen."""
    db = store.open_workspace(server.path)
    (exercise, *_) = store.drill(db, store.learner(db, who), language, datetime.now().astimezone(), [kind])
    return ask(store.exercise(db, exercise), store.examples_of(db, exercise), 0, 0, Mode.TYPED)


def test_a_sentence_is_written_and_marked_without_the_mouse(page, server):
    who, kind = "笔译", ExerciseKind.SENTENCE
    drill(page, server, who, kind)
    question = asked(server, who, kind)
    field = page.locator(".write-root textarea")
    field.wait_for()
    page.wait_for_function("document.activeElement.matches('.write-root textarea')")
    assert field.get_attribute("lang") == "bo"
    page.keyboard.insert_text(question.exercise.answer)
    shot(page, "practice-sentence")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")    # a doubled key neither answers twice nor skips the mark
    page.get_by_text("与公布译文一致").wait_for()
    assert [a.right for a in answers(server, who)] == [True]
    shot(page, "practice-sentence-marked")
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    page.locator(".write-root textarea").wait_for()
    assert page.locator(".write-root textarea").input_value() == ""


def test_several_blanks_are_walked_through_with_enter_and_escape_gives_up(page, server):
    who, kind = "默写", ExerciseKind.FORMULA
    drill(page, server, who, kind)
    fields = page.locator(".write-root textarea")
    fields.first.wait_for()
    for _ in range(fields.count() - 1):
        page.keyboard.insert_text("ཀ")
        page.keyboard.press("Enter")
    assert answers(server, who) == []
    shot(page, "practice-formula")
    page.keyboard.press("Escape")
    page.get_by_text("没有作答").wait_for()
    assert [a.given for a in answers(server, who)] == [""]


def test_mongolian_is_asked_and_written_upright(page, server):
    drill(page, server, "竖写", ExerciseKind.FIGURES, "mn-Mong")
    field = page.locator(".write-root textarea")
    field.wait_for()
    assert field.evaluate("e => getComputedStyle(e).writingMode") == "vertical-lr"
    text = page.locator('.ask .text[lang="mn-Mong"]')
    assert text.evaluate("e => getComputedStyle(e).writingMode") == "vertical-lr"
    assert text.bounding_box()["height"] > 60
    shot(page, "practice-vertical")
    page.keyboard.insert_text("1")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="下一题").wait_for()
    shot(page, "practice-vertical-marked")


def test_uyghur_runs_from_the_right(page, server):
    drill(page, server, "右起", ExerciseKind.SENTENCE, "ug")
    page.locator(".write-root textarea").wait_for()
    assert page.locator(".write-root textarea").evaluate("e => getComputedStyle(e).direction") == "rtl"
    shot(page, "practice-uyghur")


def test_sentences_are_put_in_order_with_digits(page, server):
    who = "排序"
    drill(page, server, who, ExerciseKind.ORDER)
    page.get_by_role("button", name="不会").wait_for()
    page.wait_for_timeout(300)
    count = page.locator(".piece").count()
    for n in range(1, count + 1):
        page.keyboard.press(str(n))
        if n < count:
            page.locator(".piece .place", has_text=str(n)).wait_for()
    page.get_by_role("button", name="下一题").wait_for()
    shot(page, "practice-order")
    assert len(answers(server, who)) == 1


def test_sight_translation_is_graded_beside_the_published_text(page, server):
    who = "视译"
    drill(page, server, who, ExerciseKind.SIGHT)
    page.get_by_role("button", name="对照译文").wait_for()
    page.wait_for_timeout(300)
    page.keyboard.press(" ")
    page.get_by_text("公布的译文").or_(page.locator(".ask .text[lang='bo']")).first.wait_for()
    shot(page, "practice-sight")
    page.get_by_role("button", name="可以宣读").wait_for()
    page.keyboard.press("4")
    page.get_by_text("自评：可以宣读").wait_for()
    assert [a.share for a in answers(server, who)] == [1.0]


def test_another_card_comes_soon_after_the_key(page, server):
    page.goto(f"{server.url}/today?who=快手")
    page.get_by_role("button", name="不会").wait_for()
    page.wait_for_timeout(300)
    page.keyboard.press(" ")
    page.get_by_role("button", name="下一题").wait_for()
    page.wait_for_timeout(500)
    before = page.locator(".sheet").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_function("b => document.querySelector('.sheet').innerText !== b", arg=before)


def test_a_phone_shows_the_whole_card(browser, server):
    page = browser.new_page(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True)
    page.set_default_timeout(30_000)
    page.goto(f"{server.url}/today?who=手机")
    page.locator(".sheet").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    shot(page, "practice-phone")
    page.close()
