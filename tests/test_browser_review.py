"""A reviewer's way by keyboard in a real browser, and word links lit on both sides, in every writing mode."""

import pytest
from browsing import go, needs_browser, shot

pytestmark = needs_browser


@pytest.fixture
def review(page):
    go(page, "对齐审校")
    page.get_by_placeholder("审校人姓名").fill("审校员甲")
    page.keyboard.press("Enter")
    page.locator(".beads .now .piece").first.wait_for()
    page.get_by_role("button", name="确认").and_(page.locator(":enabled")).wait_for()
    page.get_by_role("heading", name="对齐审校").click()
    page.wait_for_timeout(400)
    return page


def press(page, key: str, act: str, times: int = 1) -> None:
    """Press a key and wait for the log to say it."""
    said = page.get_by_text(f"审校员甲 · {act} ·")
    page.keyboard.press(key)
    said.nth(times - 1).wait_for(state="attached")
    page.wait_for_timeout(400)


def test_confirm_merge_and_undo_by_key(review):
    assert review.get_by_text("把握 · 依据").is_visible()
    shot(review, "review")
    press(review, "Enter", "确认")
    press(review, "q", "合并")
    press(review, "z", "撤销")
    press(review, "z", "撤销", 2)
    review.get_by_text("决定的记录").click()
    shot(review, "review-log")


def test_sentences_are_picked_by_arrows_and_linked(review):
    review.keyboard.press("ArrowDown")
    review.keyboard.press("Space")
    review.keyboard.press("ArrowRight")
    review.keyboard.press("Space")
    review.locator('.beads [data-side="target"] .piece.picked').first.wait_for()
    review.get_by_role("button", name="连接所选").and_(review.locator(":enabled")).wait_for()
    shot(review, "review-picked")
    done = review.get_by_text("审校员甲 · 撤销 ·").count()
    press(review, "l", "连接")
    press(review, "z", "撤销", done + 1)


@pytest.mark.parametrize(("name", "code"), [("蒙古文", "mn-Mong"), ("维吾尔文", "ug")])
def test_both_writing_modes(review, name, code):
    few = review.get_by_text("剩余").first.inner_text()
    review.get_by_text("全部", exact=True).first.click()
    review.get_by_text("剩余").filter(has_not_text=few).first.wait_for()
    review.get_by_role("combobox").first.click()
    review.get_by_role("option", name=name).click()
    text = review.locator(f'.beads .text[lang="{code}"]').first
    text.wait_for()
    style = text.evaluate("e => [getComputedStyle(e).writingMode, getComputedStyle(e).direction]")
    assert style == {"mn-Mong": ["vertical-lr", "ltr"], "ug": ["horizontal-tb", "rtl"]}[code]
    shot(review, f"review-{code}")


@pytest.mark.parametrize("name", ["藏", "蒙古", "维吾尔", "朝鲜"])
@pytest.mark.parametrize(("side", "other"), [("source", "target"), ("target", "source")])
def test_a_word_lights_its_counterpart_in_every_writing_mode(page, name, side, other):
    go(page, "判决书对照")
    page.get_by_placeholder("案号、案由、语言").fill(name)
    page.keyboard.press("Enter")
    page.get_by_role("combobox").first.wait_for()
    page.wait_for_timeout(1000)
    runs = page.locator(f'.bitext [data-side="{side}"] .word')
    runs.nth(2).wait_for()
    lit = []
    for n in range(6):
        runs.nth(n).hover()
        lit.append(page.locator(f'.bitext [data-side="{other}"] .met').count())
    assert sum(map(bool, lit)) >= 4
    runs.nth(lit.index(max(lit))).click()
    page.locator(f'.bitext [data-side="{other}"] .chosen').first.wait_for()
    page.get_by_text("选中").wait_for()


def test_a_hit_of_the_concordance_lights_on_both_sides(page):
    go(page, "语料检索")
    page.get_by_placeholder("汉文、民族文字").fill("人民法院")
    page.keyboard.press("Enter")
    page.locator(".bitext .lit").first.wait_for()
    page.locator('.bitext [data-side="target"] .lit').first.click()
    page.locator('.bitext [data-side="source"] .chosen').first.wait_for()
