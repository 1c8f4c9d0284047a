"""A translator's way with a draft in a real browser: upload, go through the findings by key, export, come back edited."""

import io

import docx
import pytest
from browsing import go, needs_browser, shot
from gold_reader import read_all
from test_draft_reports import anchored, comments
from test_drafts import LOSS, WRONG_LOSS, text, wrong

pytestmark = needs_browser
GOLD = {judgment.id: judgment for judgment in read_all()}


def hand_in(page, source: bytes, draft: bytes, name="译稿.txt"):
    """Sign, upload both files and wait for the findings."""
    go(page, "译文审校")
    page.get_by_placeholder("审校人姓名").fill("才让")
    page.keyboard.press("Enter")
    fields = page.locator('input[type="file"]')
    fields.nth(1).wait_for(state="attached")
    for n, (file, content) in enumerate((("原文.txt", source), (name, draft))):
        fields.nth(n).set_input_files({"name": file, "mimeType": "text/plain", "buffer": content})
        page.get_by_text(file).first.wait_for()
        page.wait_for_timeout(500)  # a file chosen while the page still runs for the one before is lost
        page.get_by_test_id("stStatusWidget").wait_for(state="detached")
    page.get_by_role("button", name="核对").click()
    page.locator(".finding.now").wait_for(timeout=90_000)  # kernels may have to be compiled first
    page.wait_for_timeout(400)


def press(page, key: str, then: str) -> None:
    """Press a key, wait for what it leads to, and for the finding to have been seen."""
    page.keyboard.press(key)
    page.locator(then).first.wait_for()
    page.wait_for_timeout(450)


def now(page) -> str:
    return page.locator(".finding.now").inner_text()


def formatted(text_: str) -> bytes:
    """The draft as a docx, every line bold."""
    document = docx.Document()
    for line in text_.split("\n"):
        document.add_paragraph().add_run(line).bold = True
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_the_whole_way_of_a_draft(page):
    hand_in(page, text("zh").encode(), formatted(wrong()), "译稿.docx")
    first = now(page)
    assert "26400" in first and page.locator('[data-side="draft"] .term.lit').inner_text() == "སྒོར་26400"
    assert page.locator('[data-side="source"] .term.lit').inner_text() == "24600元"
    page.locator(".draft .help h4").first.wait_for()
    press(page, "j", '.finding.now:has-text("30000")')
    press(page, "k", '.finding.now:has-text("26400")')
    press(page, "a", '.finding.now:has-text("30000")')
    press(page, "x", 'button:has-text("误报")')
    press(page, "2", 'button:has-text("已忽略 1")')
    page.wait_for_function("!document.querySelector('.finding.now')")
    press(page, "z", '.finding.now:has-text("30000")')
    page.get_by_role("button", name="忽略").and_(page.locator(":enabled")).first.wait_for()
    press(page, "x", 'button:has-text("另写")')
    press(page, "w", "input:focus")
    page.keyboard.type("a jk 1")
    press(page, "Enter", 'button:has-text("已忽略 1")')
    page.get_by_role("button", name="导出").click()
    with page.expect_download() as got:
        page.get_by_role("button", name="译文和批注").click()
    with open(got.value.path(), "rb") as file:
        content = file.read()
    (comment,) = comments(content)
    assert "已接受（才让" in comment.text and anchored(content) == {comment.comment_id: "སྒོར་26400"}
    assert all(
        r.bold for p in docx.Document(io.BytesIO(content)).paragraphs for r in p.runs if r.text.strip()
    )

    page.keyboard.press("Escape")
    page.get_by_role("button", name="上传改稿").click()
    edited = wrong().replace(WRONG_LOSS, LOSS).split("\n")
    page.locator('[data-testid="stPopoverBody"] input[type="file"]').set_input_files(
        {"name": "改稿.txt", "mimeType": "text/plain", "buffer": "\n".join(edited[:-2]).encode()}
    )
    page.get_by_role("button", name="核对改稿").click()
    page.get_by_text("第 2 稿").wait_for(timeout=90_000)
    page.get_by_text("较上一稿已改 1").wait_for()
    page.locator('button:has-text("全部")').first.click()
    card = page.locator('.finding.done:has-text("30000")')
    card.wait_for()
    assert "a jk 1" in card.inner_text() and "才让" in card.inner_text()
    shot(page, "draft-again")


@pytest.mark.parametrize(("name", "code"), [("11-mn-Mong-private-loan", "mn-Mong"), ("17-ug-sales", "ug")])
def test_every_writing_mode(page, name, code):
    zh, other = ("\n".join(s for _, s in GOLD[name].sentences(c)) for c in ("zh", code))
    at = other.index("60000" if code == "mn-Mong" else "35000")
    hand_in(page, zh.encode(), (other[:at] + "9" + other[at + 1 :]).encode())
    run = page.locator('.draft .pair.now [data-side="draft"] .text').first
    style = run.evaluate("e => [getComputedStyle(e).writingMode, getComputedStyle(e).direction]")
    assert style == {"mn-Mong": ["vertical-lr", "ltr"], "ug": ["horizontal-tb", "rtl"]}[code]
    quoted = page.locator(f'.finding.now .said .text[lang="{code}"]').first
    assert quoted.evaluate("e => getComputedStyle(e).writingMode") == style[0]
    assert page.locator('[data-side="draft"] .term.lit').count() >= 1
    shot(page, f"draft-{code}")
    row = int(page.locator(".draft .pair.now").get_attribute("data-row"))
    press(page, "ArrowDown", f'.draft .pair.now[data-row="{row + 1}"]')
    assert page.locator(".finding.now").count() == 0
    press(page, "k", f'.draft .pair.now[data-row="{row}"] .finding.now')
