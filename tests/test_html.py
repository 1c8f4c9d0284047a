"""Saved web pages: the judgment without the site around it."""

import pytest
from made_readings import MN, refusal

from corpora.model import Outcome
from corpora.readers import read

PAGE = """<html><head><meta charset="{}"><title>裁判文书</title><style>p {{}}</style></head><body>
<div class="header"><a href="/">首页</a> <a href="/list">裁判文书</a></div><script>var x = "脚本";</script>
<div class="content"><div class="PDF_title">青海省德令哈市人民法院</div><div class="PDF_pox">
<div style="text-align:center">民 事 判 决 书</div><div>原告：扎某，&nbsp;男。</div>
<div>原告扎某与被告才某某草场承包经营权纠纷一案，本院于2020年6月8日立案后，<span>依法适用</span>普通程序，公开开庭进行了审理。本案现已审理终结。</div>
<table><tr><td>受理费</td><td>100元</td></tr></table><div style="display:none">水印</div></div></div>
<div class="footer"><a href="#">联系我们</a></div></body></html>"""


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "gb2312", "utf-16"])
def test_html_gives_the_judgment_without_the_site(codec):
    reading = read("文书.html", PAGE.format(codec).encode("gbk" if codec == "gb2312" else codec))
    assert reading.text.split("\n") == [
        "青海省德令哈市人民法院", "民 事 判 决 书", "原告：扎某， 男。",
        "原告扎某与被告才某某草场承包经营权纠纷一案，本院于2020年6月8日立案后，依法适用普通程序，公开开庭进行了审理。本案现已审理终结。",
        "受理费\t100元",
    ]  # fmt: skip


def test_html_that_lies_about_its_charset_is_read_by_content():
    assert "草场承包" in read("1.htm", PAGE.format("gbk").encode("utf-8")).text
    assert "草场承包" in read("1.htm", PAGE.format("utf-8").encode("gbk")).text


def test_html_is_known_by_its_beginning():
    assert read("文书.txt", "<!DOCTYPE html><html><body><p>甲判决</p><p>乙裁定</p></body></html>".encode()).text == "甲判决\n乙裁定"


def test_html_keeps_narrow_spaces_of_mongolian():
    assert read("1.html", f"<html><body><p>{MN}</p></body></html>".encode()).text == MN


def test_html_without_text_says_that_scripts_load_it():
    error = refusal("1.html", b"<html><body><script>load()</script><div id='app'></div></body></html>")
    assert error.outcome is Outcome.EMPTY and "脚本" in error.reason
