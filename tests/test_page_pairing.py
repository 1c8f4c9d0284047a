"""文书配对 in Streamlit's own test harness: doubtful pairs, decisions by name, runners-up, undo, an empty workspace."""

import pytest
from harness import html
from test_document_pairs import ONE, add

from aligner import build, store
from aligner.pages import keys

PAGE = "aligner/pages/pairing.py"


@pytest.fixture
def path(tmp_path):
    """A workspace with one doubtful pair and its runner-up."""
    db = store.open_workspace(tmp_path / "pairs.db")
    add(db, "zh", "扎", ONE)
    add(db, "bo", "བཀྲ", ONE)
    add(db, "bo", "རྡོ", ONE)
    build.pair_documents(db)
    db.conn.close()
    return tmp_path / "pairs.db"


@pytest.fixture
def app(app, monkeypatch):
    def start(path, who="", look=0.0):
        monkeypatch.setattr(keys, "LOOK", look)
        at = app(path, PAGE)
        if who:
            next(t for t in at.text_input if t.key == "reviewer").set_value(who).run()
        return at

    return start


def button(at, label):
    return next(b for b in at.button if label in b.label)


def statuses(path):
    rows = store.open_workspace(path).execute("SELECT target, status FROM document_pairs ORDER BY target")
    return dict(rows.fetchall())


def test_both_first_pages_and_the_evidence(app, path):
    at = app(path)
    assert not at.exception
    assert 'lang="bo"' in html(at) and "原告：扎某" in html(at) and "བཀྲ་ཆེ་གེ་མོ" in html(at)
    assert "相同的金额" in html(at) and "请核对" in html(at)
    assert button(at, "确认是同一份").disabled and button(at, "不是同一份").disabled


def test_confirming(app, path):
    button(app(path, "核对人甲"), "确认是同一份").click().run()
    assert statuses(path) == {2: "confirmed"}
    assert store.pair_decisions(store.open_workspace(path))[0].who == "核对人甲"


def test_a_key_held_decides_nothing_nobody_has_seen(app, path):
    button(app(path, "核对人甲", look=60.0), "确认是同一份").click().run()
    assert statuses(path) == {2: "machine"}


def test_a_runner_up_is_looked_at_and_chosen(app, path):
    at = app(path, "核对人甲")
    button(at, "译文换成").click().run()
    assert "རྡོ་ཆེ་གེ་མོ" in html(at) and "བཀྲ་ཆེ་གེ་མོ" not in html(at)
    button(at, "换成所选的一份").click().run()
    assert not at.exception
    assert statuses(path) == {2: "rejected", 3: "confirmed"}


def test_rejecting_undoing_and_pairing_anew(app, path):
    at = app(path, "核对人甲")
    button(at, "不是同一份").click().run()
    assert statuses(path) == {2: "rejected"} and "不是同一份" in html(at)
    button(at, "撤销").click().run()
    assert statuses(path) == {2: "machine"}
    button(at, "不是同一份").click().run()
    button(at, "重新配对").click().run()
    assert not at.exception and 3 in statuses(path)


def test_skipping_ends_with_an_offer_to_look_again(app, path):
    at = app(path)
    button(at, "跳过").click().run()
    assert "都已跳过" in at.success[0].value
    button(at, "重看跳过的").click().run()
    assert "原告：扎某" in html(at)


def test_what_only_one_of_the_two_says_stands_out(app, tmp_path):
    db = store.open_workspace(tmp_path / "other.db")
    add(db, "zh", "扎", ONE)
    add(db, "bo", "བཀྲ", ("61500", "1200", "61500"))
    build.pair_documents(db)
    page = html(app(tmp_path / "other.db"))
    assert '<bdi class="only">60000元</bdi>' in page and "一方多次提到 60000 元" in page
    assert '<bdi class="placeable">1200元</bdi>' in page


def test_an_empty_workspace_says_what_to_do_next(app, tmp_path):
    assert "请先导入" in app(tmp_path / "empty.db").info[0].value


def test_the_sample_has_nothing_to_ask(app, sample_workspace):
    at = app(sample_workspace)
    assert not at.exception and "没有存疑的配对" in at.success[0].value
