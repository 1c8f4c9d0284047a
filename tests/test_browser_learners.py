"""Nothing is lost and nothing counted twice: reload, doubled keys, two tabs, and a server killed in the middle.

In a real browser against a real server, in practice and in an exam, Tibetan and upright Mongolian.
"""

import time
from datetime import datetime

import pytest
from browsing import needs_browser, shot

from quiz import store
from quiz.exams import running
from quiz.exams.drawing import version
from quiz.exams.model import Blueprint, Part
from quiz.model import ExerciseKind, Mode

pytestmark = needs_browser
PARTS = (Part(ExerciseKind.CLOZE, 3, 2, Mode.CHOICE), Part(ExerciseKind.RECALL, 2, 2))


@pytest.fixture
def page(tab):
    """Each test opens the address it needs."""
    return tab


def answered(book, who: str) -> int:
    return len(store.answers(book, store.learner(book, who)))


def wait(condition, seconds: float = 15) -> None:
    for _ in range(int(seconds / 0.1)):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about")


def open_today(page, server, who):
    page.goto(f"{server.url}/today?who={who}&lang-of-practice=bo")
    page.locator("[class*='st-key-option-']").first.wait_for()
    page.wait_for_timeout(500)


def test_a_doubled_key_two_tabs_a_reload_and_a_killed_server_in_practice(server, page, browser):
    book = store.open_workspace(server.path)
    open_today(page, server, "学员丁")
    other = browser.new_page()
    other.set_default_timeout(30_000)
    open_today(other, server, "学员丁")

    page.keyboard.press("1")
    page.keyboard.press("1")
    page.get_by_role("button", name="下一题").wait_for()
    page.wait_for_timeout(800)
    assert answered(book, "学员丁") == 1, "a doubled key is one answer"

    other.keyboard.press("2")
    other.get_by_role("button", name="下一题").wait_for()
    other.wait_for_timeout(500)
    assert answered(book, "学员丁") == 1, "the same question in another tab is not answered again"
    other.close()

    page.reload()
    page.get_by_text("已答 1 题").wait_for()
    page.locator("[class*='st-key-option-']").first.wait_for()
    page.wait_for_timeout(500)
    page.keyboard.press("1")
    wait(lambda: answered(book, "学员丁") == 2)
    server.kill()
    assert answered(store.open_workspace(server.path), "学员丁") == 2, "what was answered is on the disk"
    server.start()
    open_today(page, server, "学员丁")
    assert page.get_by_text("已答 2 题").is_visible()
    page.keyboard.press("1")
    wait(lambda: answered(book, "学员丁") == 3)


@pytest.mark.parametrize("code", ["bo", "mn-Mong"])
def test_an_exam_goes_on_after_a_killed_server_and_by_keys_alone(server, page, code):
    book = store.open_workspace(server.path)
    now = datetime.now().astimezone()
    number = store.add_exam(book, running.draw(book, Blueprint(f"小测 {code}", code, PARTS, seed=3)), "教员", now)
    store.open_exam(book, number, now)
    page.goto(f"{server.url}/exam?role=应考&who=考生&exam={number}")
    page.get_by_role("button", name="开始考试").click()
    page.get_by_text("还有 59 分").wait_for()
    page.get_by_role("button", name="选 1").wait_for()
    page.wait_for_timeout(500)

    def given():
        (sitting,) = store.sittings(book, number)
        return store.exam_answers(book, sitting.id)

    page.keyboard.press("2")
    wait(lambda: len(given()) == 1)
    page.get_by_role("button", name="已选").wait_for()
    shot(page, f"exam-{code}")
    page.keyboard.press("Enter")
    page.get_by_text("第 2 题 / 共 5 题").wait_for()
    page.wait_for_timeout(400)
    page.keyboard.press("3")
    page.keyboard.press("3")
    wait(lambda: len(given()) == 2)
    server.kill()
    server.start()
    page.goto(f"{server.url}/exam?role=应考&who=考生&exam={number}")
    page.get_by_text("已答 2 题").wait_for()
    page.get_by_text("第 3 题 / 共 5 题").wait_for()
    (sitting,) = store.sittings(book, number)
    items = version(store.exam(book, number).paper, sitting.version)
    assert given() == {items[0].id: items[0].question.options[1], items[1].id: items[1].question.options[2]}
    assert book.execute("SELECT count(*) FROM exam_answers WHERE sitting = ?", [sitting.id]).fetchone()[0] == 2

    page.get_by_role("button", name="选 1").wait_for()
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    page.get_by_text("第 4 题 / 共 5 题").wait_for()
    field = page.locator("[class*='st-key-exam-answer'] :is(input, textarea)").first
    page.wait_for_function("document.activeElement.matches('input, textarea')")  # the cursor is there by itself
    page.keyboard.insert_text("ཀ་ཁ་" if code == "bo" else "ᠬᠠᠤᠯᠢ")
    page.wait_for_timeout(300)
    page.keyboard.press("Control+Enter")
    wait(lambda: len(given()) == 3)
    page.get_by_text("第 5 题 / 共 5 题").wait_for()
    shot(page, f"exam-typed-{code}")
    if code == "mn-Mong":
        style = field.evaluate("e => getComputedStyle(e).writingMode")
        assert style == "vertical-lr"
    page.get_by_role("button", name="交卷").first.click()
    page.get_by_role("button", name="确认交卷").click()
    page.get_by_text("已交卷").wait_for()
    assert store.sittings(book, number)[0].handed_in
