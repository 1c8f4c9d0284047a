"""译文审校 in Streamlit's own test harness: a draft comes in, findings are answered by key, and nothing is lost."""

from functools import partial

import pytest
from harness import html, press
from test_drafts import AT, BASE, WHO, checked, keep, text, wrong

from corpora.languages import get
from corpora.model import Span
from glossary import store
from glossary.drafts.model import Verdict
from glossary.drafts.rows import rows
from glossary.pages import draft_aside, draft_html, draft_keys

PAGE = "glossary/pages/draft_review.py"


@pytest.fixture
def app(app, monkeypatch):
    monkeypatch.setattr(draft_keys, "LOOK", 0.0)
    return partial(app, page=PAGE)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "book.db"


@pytest.fixture
def draft(path):
    return keep(store.open_workspace(path), wrong())


def dead(at) -> set[str]:
    return {b.label for b in at.button if b.disabled}


def sign(at, name=WHO):
    return next(t for t in at.text_input if t.key == "reviewer").set_value(name).run()


def answers(path, draft):
    return [(a.verdict, a.why) for a in store.finding_answers(store.open_workspace(path), draft)]


def test_an_empty_workspace_says_what_to_do(app, path):
    at = app(path)
    assert not at.exception and "放入汉文原文和译稿" in html(at) and not dead(at)
    assert [w.value for w in press(at, "核对").warning] == ["还没有原文。请放入文件，或把文字粘贴进来。"]


def test_pasted_texts_are_checked_and_kept(app, path):
    at = sign(app(path))
    for key, value in (("source-text", text("zh")), ("draft-text", wrong())):
        next(t for t in at.text_area if t.key == key).set_value(value)
    press(at.run(), "核对")
    assert not at.error and "2 处须改" in html(at) and at.query_params["draft"] in ("1", ["1"])
    assert store.draft_version(store.open_workspace(path), 1).checked.draft.body == wrong()
    assert "在审的译稿" in [s.value for s in press(at, "换一份").header] and "待处理 2" in html(at)


@pytest.mark.parametrize(
    ("source", "draft", "said"),
    [
        (lambda: wrong(), lambda: text("zh"), "原文应是汉文，读到的是藏文"),
        (lambda: text("zh"), lambda: text("zh"), "译文读出来是汉文"),
        (lambda: text("zh"), lambda: "the quick brown fox jumps over the lazy dog", "认不出"),
    ],
)
def test_texts_that_cannot_be_checked_are_refused_with_the_reason(app, path, source, draft, said):
    at = app(path)
    for key, value in (("source-text", source()), ("draft-text", draft())):
        next(t for t in at.text_area if t.key == key).set_value(value)
    press(at.run(), "核对")
    assert said in at.error[0].value and not store.drafts(store.open_workspace(path))


def test_nothing_is_answered_unsigned(app, path, draft):
    at = app(path, draft=str(draft))
    assert {"接受", "忽略…", "撤销", "上一处"} <= dead(at) and "下一处" not in dead(at)
    assert not {"接受", "忽略…"} & dead(sign(at)) and "撤销" in dead(at)


def test_accept_ignore_with_a_reason_and_undo(app, path, draft):
    at = press(sign(app(path, draft=str(draft))), "接受")
    press(press(at, "忽略…"), "原文如此")
    assert answers(path, draft) == [(Verdict.ACCEPT, ""), (Verdict.IGNORE, "原文如此")]
    assert "这个范围里没有要看的了" in at.success[0].value
    press(at, "撤销")
    assert answers(path, draft) == [(Verdict.ACCEPT, "")] and "（已撤销）" in html(at)


def test_a_reason_in_words(app, path, draft):
    at = press(press(sign(app(path, draft=str(draft))), "忽略…"), "另写…")
    next(t for t in at.text_input if t.key == "draft-why-0").set_value("罚金见附表")
    press(at, "忽略")
    assert answers(path, draft) == [(Verdict.IGNORE, "罚金见附表")]


def test_a_reason_must_be_given(app, path, draft):
    at = press(press(sign(app(path, draft=str(draft))), "忽略…"), "另写…")
    press(at, "忽略")
    assert "忽略要写理由" in at.warning[0].value and not answers(path, draft)


def test_a_key_held_down_answers_once(app, path, draft, monkeypatch):
    at = sign(app(path, draft=str(draft)))
    monkeypatch.setattr(draft_keys, "LOOK", 3600.0)
    press(at, "接受")
    assert answers(path, draft) == []


def test_filters_by_state_and_kind(app, path, draft):
    at = press(sign(app(path, draft=str(draft))), "接受")
    state, kind = next(s for s in at.segmented_control if s.label == "处理"), at.selectbox[0]
    assert [o.content for o in state.proto.options] == ["待处理 1", "全部 2", "已接受 1"]
    assert kind.options == ["全部类别", "金额 2"] and "已处理 1 / 2" in at.get("progress")[0].proto.text


def test_a_rendering_is_admitted(app, path):
    db = store.open_workspace(path)
    store.add_term(db, "刑事", "盗窃罪", BASE, "州民语办", AT)
    number = keep(db, text("bo"), concepts=list(store.concepts(db)))
    at = press(sign(app(path, draft=str(number))), "收为译法…")
    next(t for t in at.text_input if t.key == "draft-rendering-0").set_value("རྐུ་འཇབ་ཉེས་པ")
    press(at, "收入")
    (concept,) = store.concepts(db)
    made = next(t for t in concept.terms_in("bo") if t.text == "རྐུ་འཇབ་ཉེས་པ")
    assert made.status == "admitted" and made.authority == WHO and made.contexts[0].source == "译稿.txt"
    assert answers(path, number) == [(Verdict.ADMIT, "")]


def test_a_draft_that_is_not_there(app, path):
    at = app(path, draft="77")
    assert not at.exception and "没有编号为 77 的译稿" in at.warning[0].value


# HTML


def test_every_text_is_escaped_and_says_its_language(db):
    number = keep(db, wrong())
    version = store.draft_version(db, number)
    laid = rows(version.checked.faces, version.checked.findings)
    page = draft_html.rows_html(laid, version.noted, get("bo"), 0, range(2))
    assert page.count('data-row="') == len(laid) and page.count("<article") == 2
    assert 'lang="bo" dir="ltr"' in page and 'lang="zh" dir="ltr"' in page
    assert "须改 · 影响裁判内容" in page
    assert draft_html.said_html("<b>“<i>ཀ</i>”“<u>”", get("bo")).count("&lt;") == 4


def test_marks_stand_at_the_findings_and_skip_whole_sentences(db):
    version = store.draft_version(db, keep(db, wrong()))
    laid = rows(version.checked.faces, version.checked.findings)
    found = draft_html.marks(laid, version.noted, 0, range(2))
    texts = [
        (laid[n].face.source if side == "source" else laid[n].face.draft).text[start:end]
        for _, n, side, start, end, *_ in found
    ]
    assert texts == ["24600元", "སྒོར་26400", "3000元", "མི་དམངས་ཤོག་སྒོར་30000"]
    assert draft_html.marks(laid, version.noted, 0, []) == []


def test_overlapping_spans_are_cut_where_they_meet():
    assert draft_html.disjoint([Span(0, 4), Span(2, 6), Span(8, 9)]) == [(0, 2), (2, 4), (4, 6), (8, 9)]
    assert draft_html.disjoint([Span(3, 3)]) == []


def test_a_mongolian_quotation_runs_down_inside_a_chinese_line():
    said = draft_html.said_html("译文“ᠬᠤᠷᠢᠶᠠᠩᠭᠤᠢ”是 5 元。", get("mn-Mong"))
    assert '<span class="vertical phrase">' in said and 'data-mode="vertical-lr"' in said


def test_help_for_a_sentence_has_examples_terms_and_sentences_like_it(sample_copy):
    db = store.open_workspace(sample_copy)
    store.add_term(db, "刑事", "盗窃罪", BASE, "州民语办", AT)
    version = store.draft_version(db, keep(db, text("bo"), concepts=list(store.concepts(db))))
    finding = version.noted[0].finding
    sentence = "被告人旦某犯盗窃罪，判处有期徒刑八个月，并处罚金人民币3000元。"
    page = draft_aside.help_html(db, sentence, get("bo"), finding, version.checked.source)
    assert "<h4>术语</h4>" in page and "待审" not in page.split("术语")[0] and BASE.text in page
    assert "相似句 100%" in page and "已公开" in page and "青海省德令哈市人民法院" in page
    assert draft_aside.help_html(db, "", get("bo"), None, version.checked.source) == ""


def test_a_remembered_sentence_comes_with_the_numbers_of_this_one(sample_workspace):
    db = store.open_workspace(sample_workspace)
    document = checked(wrong()).source
    page = draft_aside.help_html(db, "经价格认定，被盗的37只羊价值45100元。", get("bo"), None, document)
    assert "译文已换成本句的数字和名称" in page and "37" in page and "45100" in page.split('class="two"')[1]
