"""首页 in Streamlit's own test harness: what waits, what is held, the register and its targets."""

from datetime import UTC, datetime

from aligner import store as aligner_store
from glossary import store as glossary_store
from quiz import store
from quiz.waiting import Waiting, tasks

NOW = datetime(2027, 3, 2, 9, tzinfo=UTC)
WHO = "本机学习者"


def everything(at) -> str:
    return " ".join(getattr(e.proto, "body", "") for e in at.get("html"))


def test_it_is_the_first_page_and_has_headings_in_order(app, sample_workspace):
    at = app(sample_workspace)
    assert not at.exception and [t.value for t in at.title] == ["首页"]
    assert [h.value for h in at.header] == ["等着我的", "工作区里有什么", "公布台账"]


def test_an_empty_workspace_leads_to_the_import(app, tmp_path):
    at = app(tmp_path / "empty.db")
    assert not at.exception and "请先导入双语文书" in at.info[0].value
    assert not at.header


def test_counts_on_the_page_are_those_of_the_pages_behind(app, sample_copy):
    db = store.open_workspace(sample_copy)
    waits = store.waiting_for(db, WHO, NOW, sum(glossary_store.waiting_counts(db).values()))
    assert waits.beads == aligner_store.waiting_count(db) > 0
    assert waits.terms > 0 and waits.due == waits.assigned == waits.contests == 0
    assert f"<b>{waits.terms}</b>" in everything(app(sample_copy))


def test_due_cards_are_those_of_practice_and_nobody_elses(sample_copy):
    db = store.open_workspace(sample_copy)
    learner = store.learner(db, WHO)
    store.fresh_cards(db, learner, "bo", NOW, 4)
    db.execute("UPDATE cards SET standing = 1, due = '2027-03-01T00:00:00+00:00'")
    db.execute("UPDATE cards SET aside = '难' WHERE id = (SELECT min(id) FROM cards WHERE learner = ?)", [learner])
    assert store.waiting_for(db, WHO, NOW, 0).due == len(store.due_cards(db, learner, "bo", NOW)) == 3
    assert store.waiting_for(db, "另一人", NOW, 0).due == 0


def test_what_there_is_none_of_is_not_said():
    assert [t.label for t in tasks(Waiting(21, 0, 34, 12, 0, 2, 5, 0))] == [
        "到期",
        "待答复",
        "存疑对齐",
        "待审术语",
    ]
    assert tasks(Waiting(0, 0, 0, 0, 0, 0, 0, 0)) == []


def test_a_target_is_changed_and_the_table_follows(app, sample_copy):
    at = app(sample_copy)
    assert "还缺" not in everything(at)
    at.selectbox(key="target-trial").set_value("民事").run()
    at.number_input(key="target-share--民事").set_value(100).run()
    next(b for b in at.button if b.label == "保存").click().run()
    assert not at.exception and "还缺 1 件" in everything(at)
    assert aligner_store.targets(store.open_workspace(sample_copy))["", "民事"] == 1.0


def test_a_period_and_a_language_narrow_the_register(app, sample_workspace):
    at = app(sample_workspace)
    at.selectbox(key="register-language").set_value("ug").run()
    assert "喀什市人民法院" in everything(at) and "延吉市人民法院" not in everything(at)
    at.selectbox(key="register-period").set_value("2020").run()
    assert not at.exception and any("没有汉文原本" in c.value for c in at.caption)


def test_a_decision_on_a_term_is_counted_at_once(app, sample_copy):
    db = store.open_workspace(sample_copy)
    at = app(sample_copy)
    before = sum(glossary_store.waiting_counts(db).values())
    matter = glossary_store.matters(db, "bo", 1)[0]
    glossary_store.decide_all(db, [c.id for c in matter.open], False, "扎某", "2027-03-02T09:00:00+00:00")
    now = sum(glossary_store.waiting_counts(db).values())
    at.run()
    assert now < before and f"<b>{now}</b>" in everything(at)


def test_what_lacks_a_version_is_listed_when_asked_for(app, sample_workspace):
    at = app(sample_workspace)
    assert "其他/交通事故.docx" not in everything(at)
    at.session_state["register-missing"] = True
    at.session_state["register-published"] = True
    at.run()
    assert not at.exception and "其他/交通事故.docx" in everything(at)
    assert at.dataframe[0].value["件数"].sum() == 37
