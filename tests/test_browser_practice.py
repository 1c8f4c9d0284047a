"""A judge practises by keyboard alone, in a real browser: typed, chosen, put in order, spoken. Screenshots go to shots/."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from datetime import datetime
from pathlib import Path

import pytest

from quiz import store
from quiz.asking import ask
from quiz.model import ExerciseKind, Mode

playwright = pytest.importorskip("playwright.sync_api", reason="需要 playwright 才能跑浏览器测试")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="这台机器没有 Chromium，浏览器测试跳过")
ROOT = Path(__file__).parent.parent
SHOTS = ROOT / "shots"
NAMES = {"bo": "藏文", "mn-Mong": "蒙古文", "ug": "维吾尔文"}


@pytest.fixture(scope="module")
def workspace(sample_workspace, tmp_path_factory):
    return Path(shutil.copy(sample_workspace, tmp_path_factory.mktemp("practice") / "sample.db"))


@pytest.fixture(scope="module")
def server(workspace):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)],
        cwd=ROOT, env={**os.environ, "SHUANGYU_DB": str(workspace)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    url = f"http://127.0.0.1:{port}"
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            break
        except OSError:
            time.sleep(0.5)
    yield url
    process.terminate()
    process.wait(10)


@pytest.fixture(scope="module")
def browser():
    with playwright.sync_playwright() as p:
        chromium = p.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser, server):
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.set_default_timeout(30_000)
    yield page
    page.close()


def shot(page, name):
    SHOTS.mkdir(exist_ok=True)
    page.wait_for_timeout(500)
    page.screenshot(path=SHOTS / f"{name}.png")


def drill(page, server, who, kind, language="bo"):
    page.goto(f"{server}/drill?who={who}")
    page.get_by_text(NAMES[language], exact=True).first.click()
    page.get_by_text(f"术语互译 · {NAMES[language]}").first.wait_for()
    page.get_by_text(kind.label, exact=True).first.click()
    page.get_by_text(f"{kind.label} · {NAMES[language]}").first.wait_for()
    assert "Press" not in page.locator("body").inner_text(), "no English of the toolkit's own"


def answers(workspace, who):
    db = store.open_workspace(workspace)
    return store.answers(db, store.learner(db, who))


def asked(workspace, who, kind, language="bo"):
    """The question that is on the screen."""
    db = store.open_workspace(workspace)
    (exercise, *_) = store.drill(db, store.learner(db, who), language, datetime.now().astimezone(), [kind])
    return ask(store.exercise(db, exercise), store.examples_of(db, exercise), 0, 0, Mode.TYPED)


def test_a_sentence_is_written_and_marked_without_the_mouse(page, server, workspace):
    who, kind = "笔译", ExerciseKind.SENTENCE
    drill(page, server, who, kind)
    question = asked(workspace, who, kind)
    field = page.locator(".write-root textarea")
    field.wait_for()
    page.wait_for_function("document.activeElement.matches('.write-root textarea')")
    assert field.get_attribute("lang") == "bo"
    page.keyboard.insert_text(question.exercise.answer)
    shot(page, "practice-sentence")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")    # a doubled key neither answers twice nor skips the mark
    page.get_by_text("与公布译文一致").wait_for()
    assert [a.right for a in answers(workspace, who)] == [True]
    shot(page, "practice-sentence-marked")
    page.wait_for_timeout(400)
    page.keyboard.press("Enter")
    page.locator(".write-root textarea").wait_for()
    assert page.locator(".write-root textarea").input_value() == ""


def test_several_blanks_are_walked_through_with_enter_and_escape_gives_up(page, server, workspace):
    who, kind = "默写", ExerciseKind.FORMULA
    drill(page, server, who, kind)
    fields = page.locator(".write-root textarea")
    fields.first.wait_for()
    for _ in range(fields.count() - 1):
        page.keyboard.insert_text("ཀ")
        page.keyboard.press("Enter")
    assert answers(workspace, who) == []
    shot(page, "practice-formula")
    page.keyboard.press("Escape")
    page.get_by_text("没有作答").wait_for()
    assert [a.given for a in answers(workspace, who)] == [""]


def test_mongolian_is_asked_and_written_upright(page, server, workspace):
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


def test_sentences_are_put_in_order_with_digits(page, server, workspace):
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
    assert len(answers(workspace, who)) == 1


def test_sight_translation_is_graded_beside_the_published_text(page, server, workspace):
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
    assert [a.share for a in answers(workspace, who)] == [1.0]


def test_another_card_comes_soon_after_the_key(page, server):
    page.goto(f"{server}/today?who=快手")
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
    page.goto(f"{server}/today?who=手机")
    page.locator(".sheet").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    shot(page, "practice-phone")
    page.close()
