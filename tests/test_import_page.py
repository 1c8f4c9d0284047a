"""The import page: names are withheld when the switch is on, and what was wanted is asked before files are taken."""

import pytest
from made_files import docx_of, write
from streamlit.testing.v1 import AppTest

from corpora import store
from quiz import store as quiz_store

ZH = (
    "青海省德令哈市人民法院\n民事判决书\n（2020）青2802民初123号\n原告：扎西多杰，男。\n被告：马大山，男。\n"
    "原告扎西多杰与被告马大山草场承包经营权纠纷一案，本院受理后，公开开庭进行了审理。\n本院认为，草场承包经营权受法律保护。\n"
    "依照《中华人民共和国民法典》第三百三十一条规定，判决如下：\n驳回扎西多杰的诉讼请求。"
)


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.setenv("SHUANGYU_DB", str(tmp_path / "book.db"))
    quiz_store.open_workspace(tmp_path / "book.db").close()
    return AppTest.from_file("../quiz/pages/importing.py", default_timeout=60).run()


def imported(page, folder, mask):
    if mask:
        page.toggle[0].set_value(True).run()
    page.text_input[0].set_value(str(folder)).run()
    page.button[0].click().run()
    assert not page.exception


def report(page) -> str:
    return "".join(block.body for block in page.get("html"))


@pytest.mark.parametrize("mask", [True, False])
def test_the_switch(page, tmp_path, mask):
    imported(page, write(tmp_path / "in", {"1.docx": docx_of(*ZH.split("\n"))}), mask)
    (document,) = store.documents(store.open_workspace(tmp_path / "book.db"))
    assert document.masked is mask and ("扎西多杰" in document.body) is not mask
    shown = report(page)
    assert ("隐去 2 人姓名" in shown) is mask and ("含未隐去的姓名 2 处" in shown) is not mask
    assert ("全部 1 份裁判文书" in report(page.run())) is mask


def test_ocr_can_only_be_chosen_where_tesseract_is(page, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert [box.disabled for box in page.run().checkbox] == [False, True]
