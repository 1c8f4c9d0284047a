"""Each page in Streamlit's own test harness: on the sample workspace, and on an empty one."""

import pytest
from harness import html

from corpora import store as corpora_store
from quiz import store

PAGES = [
    "quiz/pages/today.py",
    "glossary/pages/reading.py",
    "glossary/pages/concordance.py",
    "glossary/pages/terms.py",
    "quiz/pages/importing.py",
]


NEXT = [
    "请先导入双语文书",
    "请先导入汉文和民族文字的文书",
    "请先导入汉文和民族文字的文书",
    "输入任一文字即可双向查询",
    "拖入文件",
]


@pytest.mark.parametrize(("page", "next_step"), list(zip(PAGES, NEXT, strict=True)))
def test_an_empty_workspace_says_what_to_do_next(app, tmp_path, page, next_step):
    at = app(tmp_path / "empty.db", page)
    assert not at.exception
    assert next_step in " ".join(e.value for e in at.info) + html(at)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_the_sample(app, sample_copy, page):
    at = app(sample_copy, page)
    assert not at.exception
    assert not at.error


def test_an_answer_is_marked_logged_once_and_survives_a_reload(app, sample_copy):
    at = app(sample_copy, PAGES[0])
    options = [b for b in at.button if b.label.startswith("选")]
    assert len(options) == 4
    options[0].click().run()
    assert not at.exception
    db = store.open_workspace(sample_copy)
    assert db["reviews"].count == 1
    again = app(sample_copy, PAGES[0])
    assert "已答 1 题" in html(again)
    assert db["reviews"].count == 1


def test_a_query_in_either_language_finds_pairs_with_their_source(app, sample_workspace):
    for query in ("人民法院", "མི་དམངས་ཁྲིམས་ཁང"):
        at = app(sample_workspace, PAGES[2])
        next(t for t in at.text_input if t.key == "q").set_value(query).run()
        assert not at.exception
        assert "共 " in html(at)


def test_a_folder_that_is_not_there_is_named(app, sample_copy):
    at = app(sample_copy, PAGES[4])
    at.text_input[0].set_value("/nowhere/at/all").run()
    next(b for b in at.button if b.label == "导入文件夹").click().run()
    assert "没有这个文件夹" in at.error[0].value


def test_the_report_of_the_last_import_stays_after_a_reload(app, sample_workspace):
    at = app(sample_workspace, PAGES[4])
    rows = corpora_store.last_report(corpora_store.open_workspace(sample_workspace))
    assert len(rows) > 20
    assert all(row.path in html(at) for row in rows)


def test_the_sample_is_named_as_invented_on_every_page(app, sample_copy, tmp_path):
    for page in PAGES:
        assert any("未经母语审校" in c.value for c in app(sample_copy, page).sidebar.caption), page
    assert not app(tmp_path / "empty.db", PAGES[0]).sidebar.caption
