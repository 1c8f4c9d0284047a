"""The way a judge goes, in a real browser: practise, read, click a word, search, look a term up, import."""

import pytest
from browsing import go, needs_browser, shot

pytestmark = needs_browser


def test_practice_by_keyboard_and_a_doubled_key_answers_once(page):
    go(page, "今日练习")
    page.locator(".sheet").first.wait_for()
    shot(page, "today")
    page.keyboard.press("1")
    page.keyboard.press("1")
    page.get_by_role("button", name="下一题").wait_for()
    shot(page, "today-marked")
    page.reload()
    page.get_by_text("已答 1 题").wait_for()
    page.wait_for_function("document.documentElement.lang === 'zh-CN'")


@pytest.mark.parametrize(("code", "name", "font"), [
    ("bo", "藏", "Noto Serif Tibetan"), ("mn-Mong", "蒙古", "Noto Sans Mongolian"),
    ("ug", "维吾尔", "Noto Naskh Arabic"), ("ko", "朝鲜", None),
])  # fmt: skip
def test_reading_in_each_writing_mode(page, code, name, font):
    go(page, "判决书对照")
    page.get_by_placeholder("案号、案由、语言").fill(name)
    page.keyboard.press("Enter")
    text = page.locator(f'.bitext .text[lang="{code}"]').first
    text.wait_for()
    if font:
        page.wait_for_function("f => document.fonts.check(`20px '${f}'`)", arg=font)
    box = text.bounding_box()
    if code == "mn-Mong":
        assert text.evaluate("e => getComputedStyle(e).writingMode") == "vertical-lr"
        assert box["height"] > 40
    if code == "ug":
        assert text.evaluate("e => getComputedStyle(e).direction") == "rtl"
    shot(page, f"read-{code}")


def test_a_clicked_word_shows_its_renderings(page):
    go(page, "判决书对照")
    page.get_by_placeholder("案号、案由、语言").fill("藏")
    page.keyboard.press("Enter")
    page.locator('.bitext .text[lang="bo"]').first.wait_for()
    page.locator('.bitext [data-side="source"] .term').first.click()
    page.get_by_text("选中").wait_for()
    assert page.locator(".sheet .pill").count() > 0
    shot(page, "read-clicked")


@pytest.mark.parametrize("query", ["合同", "ཁྲིམས་ཁང"])
def test_concordance(page, query):
    go(page, "语料检索")
    page.get_by_placeholder("汉文、民族文字").fill(query)
    page.keyboard.press("Enter")
    page.get_by_text("条", exact=False).first.wait_for()
    page.locator(".bitext .lit").first.wait_for()
    shot(page, f"concordance-{'zh' if query == '合同' else 'bo'}")


def test_terms(page):
    go(page, "术语")
    page.get_by_placeholder("汉文、民族文字").fill("人民法院")
    page.keyboard.press("Enter")
    page.locator(".sheet .pill").first.wait_for()
    shot(page, "terms")


def test_import_of_an_uploaded_file(page, tmp_path):
    go(page, "导入")
    broken = tmp_path / "坏文件.docx"
    broken.write_bytes(b"PK\x03\x04 not a document")
    page.locator('input[type="file"]').set_input_files(str(broken))
    page.get_by_role("button", name="导入这些文件").click()
    page.get_by_text("坏文件.docx").nth(1).wait_for()
    page.get_by_text("无法读取").first.wait_for()
    shot(page, "import")
