"""What people call a language at the head of a column."""

import pytest

from corpora.languages import CODES, get
from corpora.languages.names import from_name


@pytest.mark.parametrize(
    "name, text, code",
    [
        ("汉文", "", "zh"),
        ("汉语", "", "zh"),
        ("中文", "", "zh"),
        ("Chinese", "", "zh"),
        ("zh-CN", "", "zh"),
        ("藏文字", "", "bo"),
        ("蒙古文", "", "mn-Mong"),
        ("mn-Mong-CN", "шүүх", "mn-Mong"),
        ("哈语", "", "kk-Arab"),
        ("蒙古文", "ᠰᠢᠭᠦᠬᠦ", "mn-Mong"),
        ("蒙语", "шүүх", "mn-Cyrl"),
        ("传统蒙古文", "шүүх", "mn-Mong"),  # said outright: the text decides nothing
        ("新蒙文", "", "mn-Cyrl"),
        ("哈萨克文", "сот", "kk-Cyrl"),
        ("哈文", "سوت", "kk-Arab"),
        ("mn-Mong", "шүүх", "mn-Mong"),
        ("维语", "", "ug"),
        ("朝鲜语", "", "ko"),
        ("韩文", "", "ko"),
        ("壮文", "", "za"),
    ],
)
def test_names(name, text, code):
    assert from_name(name, text) == code


@pytest.mark.parametrize("name", ["", "备注", "英文", "俄语", "文", "语", "哈", "en", "法院", "汉"])
def test_what_names_no_language_of_ours(name):
    assert from_name(name) is None


def test_every_code_names_itself():
    assert [from_name(code) for code in CODES] == list(CODES)
    assert from_name(get("bo").name) == "bo"
