"""Case numbers: both grammars, every width of bracket, masked parts, suffixes, lists."""

import pytest
import regex
from gold_reader import read_all
from hypothesis import given
from hypothesis import strategies as st

from corpora.case_numbers import CaseNumber, find, parse, without


@pytest.mark.parametrize(
    ("text", "expect"),
    [
        ("（2020）青2802民初123号", "(2020)青2802民初123号"),
        ("〔2020〕青2802民初123号", "(2020)青2802民初123号"),
        ("[2020]青2802民初123号", "(2020)青2802民初123号"),
        ("［２０２０］青２８０２民初１２３号", "(2020)青2802民初123号"),
        ("【2020】青2802民初123号", "(2020)青2802民初123号"),
        ("( 2020 ) 青 2802 民初 123 号", "(2020)青2802民初123号"),
        ("（2020）青2802\n民初123号", "(2020)青2802民初123号"),
        ("(༢༠༢༠)青2802民初༡༢༣号", "(2020)青2802民初123号"),
        ("（2020）青2802民初00123号", "(2020)青2802民初123号"),
        ("（2020）青2802民初123号之一", "(2020)青2802民初123号之一"),
        ("（2020）青2802执恢123号之2", "(2020)青2802执恢123号之二"),
        ("（2019）最高法知民终1号", "(2019)最高法知民终1号"),
        ("（2018）京73知民终5号", "(2018)京73知民终5号"),
        ("(2013)靖刑初字第15号", "(2013)靖刑初字第15号"),
        ("（2013）靖刑初字第15-1号", "(2013)靖刑初字第15号之一"),
        ("（2015）穗中法民一终字第9号", "(2015)穗中法民一终字第9号"),
        ("（2014）浦民一（民）初字第7号", "(2014)浦民一(民)初字第7号"),
        ("（2020）青2802民初×××号", "(2020)青2802民初×号"),
        ("（2020）青××××民初某某号", "(2020)青×民初×号"),
        ("（20××）青2802刑初12号", "(20×)青2802刑初12号"),
        ("(2020)×××号", "(2020)×号"),
        ("（2013）某某刑初字第1号", "(2013)×刑初字第1号"),
    ],
)
def test_one_spelling(text, expect):
    assert str(parse(text)) == expect
    inside = f"见{text}判决"
    assert [(str(number), inside[a:b]) for number, a, b in find(inside)] == [(expect, text)]


def test_parts():
    assert parse("（2020）青2802民初123号之一") == CaseNumber("2020", "青2802", "民初", "123", "一")
    assert parse("(2019)最高法知民终1号") == CaseNumber("2019", "最高法", "知民终", "1")
    assert parse("(2013)靖刑初字第15号") == CaseNumber("2013", "靖刑初", "", "15", old=True)


@pytest.mark.parametrize(
    ("text", "masked"),
    [("(2020)青2802民初123号", False), ("(2020)青2802民初×号", True), ("(20××)青2802民初1号", True), ("(2020)×××号", True)],
)
def test_a_masked_number_says_so(text, masked):
    assert parse(text).masked is masked


@pytest.mark.parametrize(
    "text",
    ["法释〔2016〕19号", "国发（2020）15号", "（2020）第15号", "2020年10月15日", "（三）项", "北京市12号", "（2013）第136号起诉书"],
)
def test_other_numbers_are_no_case_numbers(text):
    assert find(text) == []
    assert parse(text) is None


def test_a_list_shares_year_and_court():
    text = "（2020）青2802民初123、124、125号之一，另见（2019）青28民终7号。"
    assert [(str(number), text[a:b]) for number, a, b in find(text)] == [
        ("(2020)青2802民初123号", "（2020）青2802民初123"),
        ("(2020)青2802民初124号", "124"),
        ("(2020)青2802民初125号之一", "125号之一"),
        ("(2019)青28民终7号", "（2019）青28民终7号"),
    ]


def test_a_range_is_one_number_and_no_suffix():
    assert str(parse("（2020）青2802民初123-130号")) == "(2020)青2802民初123-130号"


def test_parse_wants_the_number_first():
    assert parse("案号（2020）青2802民初123号") is None
    assert str(parse("  （2020）青2802民初123号 民事判决书")) == "(2020)青2802民初123号"


def test_without_leaves_the_rest():
    assert without("民事判决书（2020）青2802民初123号之一原告") == "民事判决书原告"


def test_the_samples_numbers_are_canonical():
    for gold in read_all():
        assert str(parse(gold.case_number)) == gold.case_number, gold.id


_NUMBERS = st.builds(
    lambda year, court, kind, number, suffix: f"({year}){court}{kind}{number}号{suffix}",
    st.integers(2016, 2030),
    st.sampled_from(["青", "青28", "青2802", "最高法", "兵0101"]),
    st.sampled_from(["民初", "刑终", "执恢", "知民终", "行赔初"]),
    st.integers(1, 99999),
    st.sampled_from(["", "之一", "之十"]),
)


@given(_NUMBERS)
def test_canonical_numbers_come_back(text):
    assert str(parse(text)) == text


@given(st.text(st.sampled_from("（）()〔〕0123２０青民初字第号之一×某xX*- \n、"), max_size=40))
def test_canonical_is_stable_and_spans_are_in_order(text):
    edges = [0]
    for number, start, end in find(text):
        assert edges[-1] <= start < end <= len(text)
        edges.append(end)
        assert not regex.search(r"\s|[（〔［]", str(number))
