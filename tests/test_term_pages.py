"""The termbase's pages: decided by key, undone, signed by two, compared, published; names and texts survive a reload."""

from dataclasses import replace

import pytest
from harness import fine, html, press

from corpora import importing
from corpora.languages import get
from glossary import store
from glossary.model import Concept, Term, TermStatus
from glossary.pages.parts import summary
from glossary.usage import Tally

TERMS, REVIEW, USAGE, VERSIONS = (
    f"glossary/pages/{p}.py" for p in ("terms", "term_review", "term_usage", "term_versions")
)
AT = "2026-03-02T09:00:00+00:00"


def sign_in(at, name="审定员甲"):
    return fine(at.text_input(key="reviewer").set_value(name).run())


def disputed(db):
    """A language and a term with two renderings in it."""
    return next(
        (code, m) for code in store.waiting_counts(db) for m in store.disputed(db, code) if len(m.open) > 1
    )


def way(at, name):
    return fine(next(g for g in at.segmented_control if g.label == "方式").set_value(name).run())


@pytest.mark.parametrize(("page", "next_step"), [
    (TERMS, "输入任一文字即可双向查询"), (REVIEW, "导入新的双语文书"), (USAGE, "请先导入双语文书"), (VERSIONS, "先到“术语审定”"),
])  # fmt: skip
def test_an_empty_workspace_says_what_to_do_next(app, tmp_path, page, next_step):
    at = app(tmp_path / "empty.db", page)
    assert next_step in " ".join(e.value for e in at.info) + html(at)


def test_a_key_decides_once_with_a_name_and_undo_brings_the_card_back(app, sample_copy):
    db = store.open_workspace(sample_copy)
    at = app(sample_copy, REVIEW)
    assert next(b for b in at.button if b.label == "推荐 1").disabled, "nobody signs without a name"
    at = sign_in(at)
    code = at.segmented_control(key="review-language").value
    matter = store.matters(db, code)[0]
    at = press(at, "推荐 1")
    term = next(t for c in store.concepts(db) for t in c.terms if t.status is TermStatus.PREFERRED)
    assert (term.language, term.authority) == (code, "审定员甲")
    assert term.text in {c.target for c in matter.renderings}
    assert matter.source not in {m.source for m in store.matters(db, code)} or len(matter.open) > 1
    again = sign_in(app(sample_copy, REVIEW))
    press(again, "撤销")
    assert store.matters(db, code)[0] == matter and store.term_counts(db).approved == 0


def test_a_rejected_rendering_is_not_shown_again_and_a_ban_needs_its_reason(app, sample_copy):
    at = sign_in(app(sample_copy, REVIEW))
    at = press(at, "禁用")
    assert "写明理由" in at.error[0].value
    db = store.open_workspace(sample_copy)
    code = at.segmented_control(key="review-language").value
    first = store.matters(db, code)[0]
    press(at, "驳回")
    assert first.renderings[0] not in [c for m in store.matters(db, code) for c in m.renderings]
    assert store.rejected(db, "zh", code)


def test_skipping_goes_on_and_comes_back(app, sample_copy):
    at = sign_in(app(sample_copy, REVIEW))
    db = store.open_workspace(sample_copy)
    code = at.segmented_control(key="review-language").value
    first, second = store.matters(db, code)[:2]
    assert f">{first.source}<" in html(at)
    assert f">{second.source}<" in html(press(at, "跳过"))
    assert db["history"].count == store.open_workspace(sample_copy)["history"].count


def test_many_are_decided_at_once_but_not_those_unticked(app, sample_copy):
    at = way(sign_in(app(sample_copy, REVIEW)), "批量")
    ticks = at.checkbox
    at = fine(ticks[0].uncheck().run())
    label = next(b.label for b in at.button if b.label.startswith("可用勾选"))
    press(at, label)
    db = store.open_workspace(sample_copy)
    assert store.term_counts(db).approved == len(ticks) - 1
    press(sign_in(way(app(sample_copy, REVIEW), "批量")), "撤销上一步")
    assert store.term_counts(db).approved == 0


def test_what_a_dictionary_brought_is_signed_at_once(app, sample_copy):
    db = store.open_workspace(sample_copy)
    for n in range(3):
        store.add_term(db, "", f"词典词{n}", Term("za", f"saw{n}", source="示例词典"), "导入", AT)
    at = way(sign_in(app(sample_copy, REVIEW)), "批量")
    at = fine(at.segmented_control(key="bulk-pool").set_value("已收入而待审的译法").run())
    at = fine(next(g for g in at.segmented_control if g.label == "语言").set_value("za").run())
    at = fine(at.text_input(key="bulk-book-filter").set_value("示例词典").run())
    press(at, "可用勾选的 3 条")
    assert [t.authority for c in store.concepts(db) for t in c.terms if t.status is TermStatus.ADMITTED] == [
        "审定员甲"
    ] * 3
    store.undo(db, "审定员甲", AT)
    assert store.term_counts(db).approved == 0


def test_a_second_person_signs(app, sample_copy):
    db = store.open_workspace(sample_copy)
    store.set_signatures_needed(db, 2)
    press(sign_in(app(sample_copy, REVIEW)), "推荐 1")
    at = way(sign_in(app(sample_copy, REVIEW)), "会签")
    assert next(b for b in at.button if b.label == "本人已签").disabled
    at = sign_in(at, "审定员乙")
    press(at, "同意“推荐”")
    approved = [t for c in store.concepts(db) for t in c.terms if t.status is TermStatus.PREFERRED]
    assert [t.authority for t in approved] == ["审定员甲、审定员乙"]


def test_an_amended_law_brings_its_terms_up_until_somebody_looked(app, sample_copy, tmp_path):
    db = store.open_workspace(sample_copy)
    number = store.concept_of(db, "人民法院")
    store.put_concept(db, replace(store.concept(db, number), laws=("《示例法》第三条",)), "审定员甲", AT)
    for name, third in (
        ("旧", "处三年以下的处罚，另行规定的除外。"),
        ("新", "处五年以下的处罚，另行规定的除外。"),
    ):
        articles = [
            f"第{n}条 {third if n == '三' else f'第{n}条的内容，与别的条文都不相同。'}"
            for n in "一二三四五六"
        ]
        (tmp_path / f"{name}.txt").write_text(
            "中华人民共和国示例法\n\n" + "\n\n".join(articles), encoding="utf-8"
        )
        importing.add_folder(db, tmp_path, AT)
        store.hold_all_against_laws(db, "系统", AT)
    at = sign_in(way(app(sample_copy, REVIEW), "法条"))
    assert "人民法院" in html(at) and ">三</span>" in html(at) and ">五</span>" in html(at)
    at = press(at, "看过了，术语不用改")
    assert store.amended_concepts(db) == [] and "没有变化" in at.info[0].value


def test_a_concept_is_signed_edited_and_brought_back(app, sample_copy):
    db = store.open_workspace(sample_copy)
    number = store.concept_of(db, "人民法院")
    before = store.concept(db, number)
    at = sign_in(app(sample_copy, TERMS, concept=str(number)))
    assert "人民法院" in html(at) and "来源" in html(at)
    at = fine(next(s for s in at.selectbox if s.label == "术语").set_value(before.terms_in("bo")[0].id).run())
    next(s for s in at.selectbox if s.label == "状态").set_value(TermStatus.PREFERRED)
    at = press(at, "签署")
    assert store.concept(db, number).terms_in("bo")[0].status is TermStatus.PREFERRED
    change = store.history(db, number)[-1]
    fine(next(b for b in at.button if b.key == f"revert-{change.id}").click().run())
    assert store.concept(db, number) == before
    assert [c.what for c in store.history(db, number)][-2:] == ["status", "revert"]


def test_a_concept_shows_all_that_is_said_of_it_in_each_script(app, sample_copy):
    db = store.open_workspace(sample_copy)
    terms = (Term("zh", "示例概念"), Term("mn-Mong", "ᠱᠡᠭᠦᠮᠵᠢ", document="文〔2021〕3号", authority="州民语委", status=TermStatus.ADMITTED),
             Term("ug", "سوت", TermStatus.FORBIDDEN, reason="另有所指", replacement="سوت مەھكىمىسى"))  # fmt: skip
    number = store.put_concept(
        db, Concept("程序", terms, definition="定义如此", laws=("《刑法》第一条",)), "审定员甲", AT
    )
    shown = html(app(sample_copy, TERMS, concept=str(number)))
    for text in (
        "定义如此",
        "《刑法》第一条",
        "州民语委 核定",
        "文〔2021〕3号",
        "另有所指",
        "禁用",
        'class="vertical phrase"',
        'dir="rtl"',
    ):
        assert text in shown, text


@pytest.mark.parametrize("box", ["人民法院", "མི་དམངས་ཁྲིམས་ཁང", "mi dmangs khrims khang", "人?法院", "~人民法庭院", '"人民法院"'])
def test_one_box_finds_terms_and_sentences_however_it_is_asked(app, sample_workspace, box):
    at = app(sample_workspace, TERMS, term=box)
    assert ">人民法院<" in html(at) and "文书里的用例" in html(at)
    assert ("威利转写读作" in html(at)) == box.isascii()


def test_what_is_no_term_is_shown_in_the_texts(app, sample_workspace):
    at = app(sample_workspace, TERMS, term="判决如下")
    assert "文书里的用例" in html(at)
    assert "容许写错" in app(sample_workspace, TERMS, term="龘龘").info[0].value


def test_both_meanings_of_a_word_are_found(app, sample_copy):
    db = store.open_workspace(sample_copy)
    number = store.put_concept(
        db, Concept("", (Term("zh", "标的"), Term("bo", "ཀ"), Term("bo", "ཁ"))), "审定员甲", AT
    )
    store.split(db, number, [store.concept(db, number).terms_in("bo")[1].id], "审定员甲", AT)
    shown = html(app(sample_copy, TERMS, term="标的"))
    assert shown.count(">标的<") == 2 and "ཀ" in shown and "ཁ" in shown


def test_usage_counts_every_court_and_exports_it(app, sample_copy):
    db = store.open_workspace(sample_copy)
    code, matter = disputed(db)
    at = app(sample_copy, USAGE)
    fine(at.segmented_control(key="usage-language").set_value(code).run())
    assert "格子里是该院最常用的译法" in html(at)
    at = fine(at.selectbox(key=f"usage-term-{code}").set_value(matter.source).run())
    uses = store.places(db, matter.source, code)
    assert f"{len(uses)} 处用到 {len(matter.renderings)} 种译法" in html(at)
    for c in matter.renderings:
        assert c.target in html(at) and f'lang="{get(code).code}"' in html(at)


def test_versions_are_published_and_compared_in_words(app, sample_copy):
    db = store.open_workspace(sample_copy)
    number = store.concept_of(db, "人民法院")
    term = store.concept(db, number).terms_in("bo")[0]
    at = app(sample_copy, VERSIONS)
    for label, value in (("版本名", "一版"), ("发布人", "审定员甲")):
        next(t for t in at.text_input if t.label == label).set_value(value)
    assert "还没有一条审定过的译法" in press(at, "发布").error[0].value
    store.set_status(db, term.id, TermStatus.PREFERRED, "审定员甲", AT)
    at = press(at, "发布")
    assert "已发布“一版”" in at.success[0].value
    store.set_status(db, term.id, TermStatus.DEPRECATED, "审定员乙", AT, "不合规范")
    shown = html(app(sample_copy, VERSIONS))
    assert "改动 1 个" in shown and "不推荐" in shown and "不合规范" in shown


def test_many_courts_and_years_are_told_in_a_line():
    courts = [Tally(f"青海省{name}人民法院", "ཀ", n, 0.1) for name, n in (("甲县", 2), ("乙县", 9), ("丙县", 1), ("丁县", 4))]
    assert summary("court", courts) == "乙县 9 · 丁县 4 · 甲县 2 等 4 院"
    years = [Tally(str(year), "ཀ", year - 2013, 0.1) for year in range(2014, 2024)]
    assert summary("year", years) == "2014–2023 年，2023 年最多（10）" and summary("year", years[:2]) == "2015年 2 · 2014年 1"
