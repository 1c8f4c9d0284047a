"""What differs between two states, in words; concepts put together and taken apart; laws cited and amended."""

import doctest
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import changes, laws, merging, usage
from glossary.changes import compare, differences
from glossary.laws import Citation, amended, articles, citations, law_name
from glossary.model import Concept, Context, Equivalence, LanguageSection, PartOfSpeech, Term, TermStatus

APPEAL = Concept(
    "程序", (Term("zh", "上诉", id=1), Term("bo", "གོང་གཏུག", id=2), Term("ug", "ئەرز", id=3)), id=7
)


def told(before, after):
    return [(d.label, d.language, d.term, d.before, d.after) for d in differences(before, after)]


def test_nothing_differs_from_itself_and_order_is_no_difference():
    assert differences(APPEAL, APPEAL) == []
    assert differences(APPEAL, replace(APPEAL, terms=APPEAL.terms[::-1])) == []


def test_every_difference_is_told_in_words():
    term = replace(
        APPEAL.terms[1], status=TermStatus.FORBIDDEN, reason="另有所指", replacement="གོང་ཞུ", part_of_speech=PartOfSpeech.NOUN,
        forms=("ཀ", "ཁ"), contexts=(Context("ཀ", "甲", "案号"),),
    )  # fmt: skip
    after = replace(
        APPEAL, laws=("《民事诉讼法》第一百七十一条",), terms=(APPEAL.terms[0], term, Term("za", "gaksou")),
        sections=(LanguageSection("bo", equivalence=Equivalence.PARTIAL),),
    )  # fmt: skip
    assert told(APPEAL, after) == [
        ("法律依据", "", "", "", "《民事诉讼法》第一百七十一条"),
        ("对应程度", "bo", "", "", "部分对应"),
        ("状态", "bo", "གོང་གཏུག", "待审", "禁用"),
        ("词类", "bo", "གོང་གཏུག", "", "名词"),
        ("其他写法", "bo", "གོང་གཏུག", "", "ཀ；ཁ"),
        ("例句", "bo", "གོང་གཏུག", "", "ཀ ‖ 甲（案号）"),
        ("理由", "bo", "གོང་གཏུག", "", "另有所指"),
        ("改用", "bo", "གོང་གཏུག", "", "གོང་ཞུ"),
        ("术语", "za", "gaksou", "", "gaksou〔待审〕"),
        ("术语", "ug", "ئەرز", "ئەرز〔待审〕", ""),
    ]


def test_a_term_respelt_is_the_same_term_and_an_import_without_ids_is_matched_by_key():
    respelt = replace(APPEAL, terms=(APPEAL.terms[0], replace(APPEAL.terms[1], text="གོང་ཞུ"), APPEAL.terms[2]))
    assert told(APPEAL, respelt) == [("写法", "bo", "གོང་ཞུ", "གོང་གཏུག", "གོང་ཞུ")]
    imported = replace(APPEAL, terms=tuple(replace(t, id=None) for t in APPEAL.terms))
    assert differences(APPEAL, imported) == []
    dotted = replace(imported, terms=(imported.terms[0], Term("bo", "གོང་གཏུག་"), imported.terms[2]))
    assert told(APPEAL, dotted) == [("写法", "bo", "གོང་གཏུག་", "གོང་གཏུག", "གོང་གཏུག་")]


def test_collections_are_compared_by_concept():
    other = replace(APPEAL, id=8, domain="民事")
    found = compare({7: APPEAL, 8: other}, {8: replace(other, domain="刑事"), 9: replace(APPEAL, id=9)})
    assert [(c.number, c.before is None, c.after is None, c.name) for c in found] == [
        (7, False, True, "上诉"), (8, False, False, "上诉"), (9, True, False, "上诉"),
    ]  # fmt: skip
    assert [d.label for d in found[1].differences] == ["领域"]


_terms = st.lists(
    st.builds(Term, st.sampled_from(["zh", "ug"]), st.sampled_from("甲乙丙丁"), st.sampled_from(TermStatus)),
    min_size=1,
)


@given(_terms, _terms)
def test_merging_loses_no_term_and_prefers_one_a_language(first, second):
    one, two = (Concept("", merging.folded(terms)) for terms in (first, second))
    both = merging.merged(one, two)
    assert {(t.language, t.text) for t in both.terms} == {(t.language, t.text) for t in (*first, *second)}
    assert len(both.terms) == len({(t.language, t.text) for t in both.terms})
    for code in ("zh", "ug"):
        chosen = {t.text for t in one.terms_in(code) if t.status is TermStatus.PREFERRED}
        if chosen:
            assert {t.text for t in both.terms_in(code) if t.status is TermStatus.PREFERRED} <= chosen


def test_a_ban_outlives_a_merge():
    barred = Term("bo", "གོང་ཞུ", TermStatus.FORBIDDEN, reason="另有所指", replacement="གོང་གཏུག")
    for pair in (
        (barred, Term("bo", "གོང་ཞུ", TermStatus.PREFERRED)),
        (Term("bo", "གོང་ཞུ", TermStatus.PREFERRED), barred),
    ):
        one = merging.one_of(*pair)
        assert (one.status, one.reason) == (TermStatus.FORBIDDEN, "另有所指")


@given(st.sets(st.sampled_from([2, 3, 4]), min_size=1, max_size=2))
def test_split_parts_make_the_whole(ids):
    concept = replace(APPEAL, terms=(*APPEAL.terms, Term("ko", "상소", id=4)))
    stays, goes = merging.split(concept, ids)
    assert {t.id for t in (*stays.terms, *goes.terms) if t.id} == {1, 2, 3, 4}
    assert goes.terms_in("zh")[0].text == "上诉" and goes.id is None and stays.id == 7
    assert stays.confusable == goes.confusable == (), "the same word on both sides says nothing"


@pytest.mark.parametrize("ids", [(), (1, 2, 3), (1,), (99,)])
def test_a_split_that_leaves_a_side_empty_is_refused(ids):
    with pytest.raises(ValueError, match="拆分要在两边都留下"):
        merging.split(APPEAL, ids)


# Laws


def test_citations_are_canonical():
    text = "依照《中华人民共和国刑法》第二百六十四条、第六十七条第三款，《刑事诉讼法》（2018年修正）第十五条之规定；本法第三条"
    assert citations(text) == [
        Citation("刑法", "264"), Citation("刑法", "67/3"), Citation("刑事诉讼法", "15"), Citation("刑事诉讼法", "3"),
    ]  # fmt: skip
    assert citations("第二百六十四条") == [], "no law is named"
    assert Citation("刑法", "133-1/2").heading == "133-1"
    assert law_name("中华人民共和国 民事诉讼法（2023年修正）") == "民事诉讼法"


def test_articles_run_from_heading_to_heading():
    text = [
        "示例法",
        "第一条",
        "为了甲，制定本法。",
        "第二条 乙事依照本法第一条办理。",
        "第二条之一 丙事另定。",
        "丙事的例外。",
        "第三条 丁。",
    ]
    assert articles(text) == {
        "1": "第一条为了甲，制定本法。", "2": "第二条 乙事依照本法第一条办理。", "2-1": "第二条之一 丙事另定。丙事的例外。", "3": "第三条 丁。",
    }  # fmt: skip


def test_only_another_text_of_the_cited_article_is_an_amendment():
    then = {
        (1, Citation("刑法", "264/1")): "盗窃的，处罚。",
        (2, Citation("刑法", "265")): "盗接的，处罚。",
        (3, Citation("民法", "1")): "甲",
    }
    assert amended(then, {"刑法": {"264": "盗窃的， 处罚。", "265": "盗接的，处罚。"}}) == []
    found = amended(then, {"刑法": {"264": "盗窃的，从重处罚。"}})
    assert [(a.concept, a.now) for a in found] == [(1, "盗窃的，从重处罚。"), (2, None)]


@given(st.text("甲乙丙", max_size=8), st.text("甲乙丙", max_size=8))
def test_what_stays_of_an_amended_article_is_the_same_on_both_sides(then, now):
    went, came = laws.changed_spans(then, now)
    rest = [
        "".join(c for n, c in enumerate(t) if not any(a <= n < b for a, b in spans))
        for t, spans in ((then, went), (now, came))
    ]
    assert rest[0] == rest[1]
    assert bool(went or came) == (then != now)


def test_real_statutes_have_all_their_articles(data):
    from corpora.languages import get

    text = (data / "zh_statutes" / "刑法.md").read_text(encoding="utf-8")
    zh = get("zh")
    found = articles([zh.text(text[s.start : s.end]) for s in zh.sentences(text)])
    assert "盗窃公私财物" in found["264"] and "追逐竞驶" in found["133-1"] and len(found) > 450


def test_examples_in_the_docs_hold():
    for module in (changes, laws, merging, usage):
        assert doctest.testmod(module).failed == 0
