"""人员: accounts made, changed and disabled on the page, and the log."""

import pytest
from streamlit.testing.v1 import AppTest

from corpora import store
from corpora.rights import Role


@pytest.fixture
def book(tmp_path, monkeypatch):
    path = tmp_path / "court.db"
    monkeypatch.setenv("SHUANGYU_DB", str(path))
    db = store.open_workspace(path)
    store.add_account(db, "卓某", "一二三四五六七八", frozenset({Role.ADMINISTRATOR}), 1_900_000_000.0)
    return db


def page() -> AppTest:
    return AppTest.from_file("../corpora/pages/people.py", default_timeout=30).run()


def test_an_account_is_made(book):
    at = page()
    at.text_input[1].set_value("扎某")
    at.text_input[2].set_value("一二三四五六七八")
    next(b for b in at.button if b.label == "新建账号").click()
    at.run()
    assert not at.exception and at.success[0].value == "已新建账号“扎某”。"
    assert store.account(book, "扎某").roles == {Role.LEARNER}


def test_what_cannot_be_is_said(book):
    at = page()
    next(b for b in at.button if b.label == "停用账号").click()
    at.run()
    assert "最后一个管理员" in at.error[0].value


def test_the_log_is_shown(book):
    store.audit(book, "2026-03-02T09:00:00+00:00", "扎某", "出卷", refused=True)
    (line,) = page().dataframe[1].value.to_dict("records")
    assert (line["姓名"], line["做什么"], line["结果"]) == ("扎某", "出卷", "拒绝")
