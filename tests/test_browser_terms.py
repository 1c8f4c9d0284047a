"""A terminologist's way in a real browser: decide by key in each writing mode, undo, compare courts, publish."""

import pytest
from browsing import go, needs_browser, shot

pytestmark = needs_browser


@pytest.fixture
def review(page):
    go(page, "术语审定")
    page.get_by_placeholder("审定人姓名").fill("审定员甲")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="推荐 1").and_(page.locator(":enabled")).wait_for()
    page.get_by_role("heading", name="术语审定").click()
    return page


def left(page) -> int:
    """How many terms the queue says are left."""
    return int(page.get_by_text("队列里还有").inner_text().split("队列里还有")[1].split()[0])


def term(page) -> str:
    return page.locator(".facts .big").first.inner_text()


def goes_on(page, before: str) -> None:
    page.wait_for_function("before => document.querySelector('.facts .big').innerText !== before", arg=before)
    page.wait_for_timeout(500)


def pick(page, name: str) -> None:
    queue = page.get_by_text("队列里还有").inner_text()
    page.get_by_role("radio", name=name).or_(page.get_by_role("button", name=name)).first.click()
    page.get_by_text("队列里还有").filter(has_not_text=queue).wait_for()
    page.wait_for_timeout(500)
    page.get_by_role("heading", name="术语审定").click()


def test_a_doubled_key_decides_once_and_undo_brings_the_card_back(review):
    pick(review, "维吾尔文")
    first, count = term(review), left(review)
    shot(review, "term-review-ug")
    review.keyboard.press("1")
    review.keyboard.press("1")
    goes_on(review, first)
    assert left(review) == count - 1
    second = term(review)
    review.keyboard.press("z")
    goes_on(review, second)
    assert (term(review), left(review)) == (first, count)
    review.keyboard.press("Space")
    goes_on(review, first)
    review.keyboard.press("x")
    review.get_by_text("驳回，署名 审定员甲").wait_for()


def test_mongolian_renderings_stand_upright(review):
    pick(review, "蒙古文")
    rendering = review.locator(".option .vertical.phrase").first
    assert rendering.evaluate("e => getComputedStyle(e).writingMode") == "vertical-lr"
    box = rendering.bounding_box()
    assert box["height"] > box["width"]
    review.keyboard.press("ArrowRight")
    review.wait_for_timeout(800)
    shot(review, "term-review-mn-Mong")


def test_usage_a_concept_and_a_version(review):
    shot(review, "term-review-bo")
    review.keyboard.press("1")
    review.get_by_text("定为推荐，署名 审定员甲").wait_for()
    go(review, "用法分布")
    review.locator("canvas, svg.marks").first.wait_for()
    shot(review, "term-usage")
    go(review, "版本")
    review.get_by_label("版本名").fill("2026年春季版")
    review.get_by_label("发布人").fill("审定员甲")
    review.get_by_role("button", name="发布").click()
    review.get_by_text("已发布“2026年春季版”").wait_for()
    shot(review, "term-versions")
    go(review, "术语")
    review.get_by_role("button", name="看概念").first.click()
    review.get_by_role("tab", name="沿革").click()
    review.get_by_role("button", name="恢复到此前").first.wait_for()
    shot(review, "term-concept")
