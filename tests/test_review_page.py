"""对齐审校 in Streamlit's own test harness: the queue, the keys, the signature, undo, and a judgment aligned anew."""

from functools import partial

import pytest
from harness import html, press

from aligner import store
from aligner.pages import keys
from aligner.queue import Filter

PAGE = "aligner/pages/review.py"


@pytest.fixture
def app(app, monkeypatch):
    monkeypatch.setattr(keys, "LOOK", 0.0)
    return partial(app, page=PAGE)


@pytest.fixture
def workspace(sample_copy):
    """Four beads of the sample made doubtful: three pairs and one with two sentences on a side."""
    db = store.open_workspace(sample_copy)
    ids = [w.bead for w in store.waiting(db, Filter(1.01), limit=9999) if w.source[1] - w.source[0] == 1]
    db.execute("UPDATE beads SET posterior = 1.0")
    for n, bead in enumerate(ids[10:40:10]):
        db.execute("UPDATE beads SET posterior = ? WHERE id = ?", [0.2 + n / 10, bead])
    return sample_copy


def sign(at, name="审校员甲"):
    return next(t for t in at.text_input if t.key == "reviewer").set_value(name).run()


def test_an_empty_workspace_says_what_to_do_next(app, tmp_path):
    at = app(tmp_path / "empty.db")
    assert not at.exception and "请先导入" in at.info[0].value


def test_the_least_certain_bead_comes_first_and_nothing_is_decided_unsigned(app, workspace):
    at = app(workspace)
    assert not at.exception and "20%" in html(at) and "剩余 <b>3</b>" in html(at)
    assert all(b.disabled for b in at.button if b.label in ("确认", "无对应", "撤销"))
    assert not next(b for b in sign(at).button if b.label == "确认").disabled


def test_a_bead_is_confirmed_signed_and_taken_back(app, workspace):
    at = press(sign(app(workspace)), "确认")
    db = store.open_workspace(workspace)
    (made,) = store.decisions(db)
    assert (
        (made.who, made.act) == ("审校员甲", "confirm") and "30%" in html(at) and "剩余 <b>2</b>" in html(at)
    )
    press(at, "撤销")
    assert [d.act for d in store.decisions(db)] == ["undo", "confirm"] and "20%" in html(at)
    assert not db.execute("SELECT 1 FROM beads WHERE status = 'confirmed'").fetchone()


def test_a_bead_is_merged_with_its_neighbour(app, workspace):
    db = store.open_workspace(workspace)
    first = store.waiting(db)[0]
    at = press(sign(app(workspace)), "并入下一对")
    (made,) = store.fixed_beads(db, first.document_pair)
    assert made.source.start == first.source.start and made.source.end > first.source.end
    press(at, "撤销")
    assert not store.fixed_beads(db, first.document_pair)


def test_what_is_taken_apart_stays_before_the_eyes(app, workspace):
    db = store.open_workspace(workspace)
    first = store.waiting(db)[0]
    at = press(sign(app(workspace)), "断开")
    assert "改动后暂无对应" in html(at) and "20%" not in html(at)
    press(at, "无对应")
    assert [b.source for b in store.fixed_beads(db, first.document_pair)] == [first.source]


def test_a_key_held_down_decides_once(app, workspace, monkeypatch):
    at = sign(app(workspace))
    monkeypatch.setattr(keys, "LOOK", 3600.0)
    press(at, "确认")
    assert store.decisions(store.open_workspace(workspace)) == []


def test_skipping_and_going_through_what_was_skipped(app, workspace):
    at = app(workspace)
    for _ in range(3):
        press(at, "跳过")
    assert "没有要看的句对" in at.success[0].value
    press(at, "重看跳过的")
    assert "20%" in html(at)


def test_a_bead_can_be_asked_for_by_address(app, workspace):
    db = store.open_workspace(workspace)
    (bead,) = db.execute("SELECT max(id) FROM beads").fetchone()
    at = app(workspace, bead=str(bead))
    assert "100%" in html(at) and store.waiting_bead(db, bead).title.split(" · ")[0] in html(at)
    assert not app(workspace, bead="nonsense").exception


def test_documents_are_aligned_anew_round_what_was_decided(app, workspace):
    db = store.open_workspace(workspace)
    first = store.waiting(db)[0]
    at = press(sign(app(workspace)), "无对应")
    press(at, "按决定重新对齐 1 份文书")
    assert store.to_realign(db) == 0 and not store.unlinked(db)
    assert first.source in [b.source for b in store.fixed_beads(db, first.document_pair)]
    assert "剩余" in html(at)
