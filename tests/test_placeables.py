"""Placeables: precedence, canonical values, and the same values on both sides of real translations."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest
from gold_reader import read_all
from hypothesis import given
from hypothesis import strategies as st

from corpora import placeables
from corpora.languages import CODES, Pattern, get
from corpora.model import Kind, Placeable

ZH = get("zh")
GOLDS = [gold for gold in read_all() if gold.language != "zh"]


def values(text, language=ZH):
    return Counter((p.kind, p.value) for p in placeables.find(text, language))


def toy(*patterns, **fields):
    """Chinese with other patterns."""
    return replace(ZH, patterns=patterns, **fields)


def only(kind, source, text, **fields):
    return [p.value for p in placeables.find(text, toy(Pattern(kind, source), **fields))]


# The engine

def test_an_earlier_pattern_keeps_its_place_and_later_ones_take_no_pieces():
    language = toy(Pattern(Kind.MONEY, r"(?P<amount>{N})元"), Pattern(Kind.INTEGER, r"(?P<amount>{N})"))
    assert placeables.find("甲5元乙6", language) == [
        Placeable(Kind.MONEY, "5", 1, 3),
        Placeable(Kind.INTEGER, "6", 4, 5),
    ]
    turned = toy(*reversed(language.patterns))
    assert [p.kind for p in placeables.find("甲5元乙6", turned)] == [Kind.INTEGER, Kind.INTEGER]


def test_case_numbers_come_before_every_pattern():
    found = placeables.find("见（2020）青2802民初123、124号。", toy(Pattern(Kind.INTEGER, r"(?P<amount>\d+)")))
    assert [(p.kind, p.value) for p in found] == [
        (Kind.CASE, "(2020)青2802民初123号"),
        (Kind.CASE, "(2020)青2802民初124号"),
    ]


def test_what_is_no_number_is_passed_over_and_left_to_later_patterns():
    language = toy(Pattern(Kind.PERCENT, r"(?P<amount>\w+)成"), Pattern(Kind.INTEGER, r"(?P<amount>\d+)"))
    assert [(p.kind, p.value) for p in placeables.find("完5成", language)] == [(Kind.INTEGER, "5")]


@pytest.mark.parametrize(
    ("kind", "source", "text", "expect"),
    [
        (Kind.DATE, r"(?P<year>\d+)年(?P<month>\d+)月(?P<day>\d+)", "2020年2月3", ["2020-02-03"]),
        (Kind.DATE, r"(?P<month>\d+)月(?P<day>\d+)", "2月3", ["--02-03"]),
        (Kind.DATE, r"(?P<year>\d+)年", "2020年", ["2020"]),
        (Kind.DATE, r"(?P<year>\d+)年", "500年", []),
        (Kind.DATE, r"(?P<month>\d+)月(?P<day>\d+)", "13月3", []),
        (Kind.DATE, r"(?P<month>\d+)月(?P<day>\d+)", "2月32", []),
        (Kind.MONEY, r"(?P<amount>\d+(?:\.\d+)?)(?P<scale>万)?元", "1.20万元", ["12000"]),
        (Kind.MONEY, r"(?P<amount>\d+(?:\.\d+)?)元", "0.50元", ["0.5"]),
        (Kind.MONEY, r"(?P<amount>\d)元(?P<jiao>\d)角(?P<fen>\d)分", "3元4角5分", ["3.45"]),
        (Kind.MONEY, r"(?P<jiao>\d)角", "4角", ["0.4"]),
        (Kind.ARTICLE, r"(?P<article>\d+)条", "133条", ["133"]),
        (Kind.ARTICLE, r"(?P<article>\d+)条之(?P<sub>\d)(?P<paragraph>\d)款(?P<item>\d)项", "133条之12款3项", ["133-1/2/3"]),
        (Kind.ARTICLE, r"(?P<article>\d+)条(?P<item>\d)项", "52条3项", ["52//3"]),
        (Kind.ARTICLE, r"(?P<article>[\d.]+)条", "5.5条", []),
        (Kind.PERCENT, r"(?P<amount>[\d.]+)%", "12.50%", ["12.5"]),
        (Kind.PERCENT, r"(?P<amount>[\d.]+)%", "100%", ["100"]),
        (Kind.FRACTION, r"(?P<numerator>[\d.]+)/(?P<denominator>\d+)", "5/10000", ["1/2000"]),
        (Kind.FRACTION, r"(?P<numerator>[\d.]+)/(?P<denominator>\d+)", "1.75/10000", ["7/40000"]),
        (Kind.FRACTION, r"(?P<numerator>[\d.]+)/(?P<denominator>\d+)", "1/0", []),
        (Kind.DURATION, r"(?P<years>\d+)年(?P<months>\d+)个月", "3年6个月", ["P3Y6M"]),
        (Kind.DURATION, r"(?P<days>\d+)日", "15日", ["P15D"]),
        (Kind.DURATION, r"(?P<hours>\d+)时", "48时", ["PT48H"]),
        (Kind.DURATION, r"(?P<years>\d+)年(?P<half>半)", "1年半", ["P1Y6M"]),
        (Kind.DURATION, r"(?P<years>半)年", "半年", ["P6M"]),
        (Kind.DURATION, r"(?P<years>[\d.]+)年", "1.5年", ["P1Y6M"]),
        (Kind.DURATION, r"(?P<months>\d+)个(?P<half>半)月", "3个半月", ["P3.5M"]),
        (Kind.INTEGER, r"(?P<amount>[\d,.]+)", "1,200.00", ["1200"]),
        (Kind.MASK, r"(?P<mask>某+)(?P<number>\d)?", "某某、某１", ["某", "某1"]),
    ],
)  # fmt: skip
def test_canonical_values(kind, source, text, expect):
    assert only(kind, source, text) == expect


def test_named_months():
    months = {"mart": 3}
    assert only(Kind.DATE, r"(?P<year>\d+) (?P<month_name>\w+) (?P<day>\d+)", "2020 Mart 5", months=months) == ["2020-03-05"]
    assert only(Kind.DATE, r"(?P<year>\d+) (?P<month_name>\w+) (?P<day>\d+)", "2020 Foo 5", months=months) == []


@given(st.lists(st.sampled_from("第一百二十三条款项年月日元万百分之某×0123456789.,（）()青民初号 至、1半个"), max_size=40))
def test_results_are_disjoint_ascending_and_inside(pieces):
    text = "".join(pieces)
    found = placeables.find(text, ZH)
    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@given(st.integers(1, 99_999_999))
def test_amounts_spelled_by_an_obvious_writer_are_read(n):
    assert values(f"支付{spelled(n)}元。") == Counter({(Kind.MONEY, str(n)): 1})
    assert ZH.number(spelled(n)) == Decimal(n)


def spelled(n: int) -> str:
    """Chinese numerals below 亿."""
    if n >= 10_000:
        low = n % 10_000
        return spelled(n // 10_000) + "万" + (("零" if low < 1000 else "") + spelled(low) if low else "")
    out, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, n = divmod(n, unit)
        if digit:
            out += ("零" if gap and out else "") + "一二三四五六七八九"[digit - 1] + sign
        gap = not digit
    return out


# The same in every language

SAME = {
    (Kind.ARTICLE, "264"): {
        "zh": "第二百六十四条", "bo": "དོན་ཚན་264པ", "mn-Mong": "264\u180eᠳᠤᠭᠠᠷ ᠵᠦᠢᠯ", "mn-Cyrl": "264 дүгээр зүйл",
        "ug": "264-ماددا", "kk-Arab": "264-باپ", "kk-Cyrl": "264-бап", "ko": "제264조", "za": "Diuz daih 264",
    },
    (Kind.DATE, "2020-10-15"): {
        "zh": "二〇二〇年十月十五日", "bo": "2020ལོའི་ཟླ་10ཚེས་15ཉིན", "mn-Mong": "2020 ᠣᠨ\u180eᠤ 10\u180eᠳᠤᠭᠠᠷ ᠰᠠᠷ\u180eᠠ\u180eᠶᠢᠨ 15",
        "mn-Cyrl": "2020 оны 10 дугаар сарын 15-ны өдөр", "ug": "2020-يىلى 10-ئاينىڭ 15-كۈنى",
        "kk-Arab": "2020-جىلى 10-ايدىڭ 15-كۇنى", "kk-Cyrl": "2020 жылғы 15 қазан", "ko": "2020년 10월 15일",
        "za": "2020 nienz 10 nyied 15 hauh",
    },
    (Kind.MONEY, "12000"): {
        "zh": "1.2万元", "bo": "སྒོར་12000", "mn-Mong": "12000 ᠲᠥᠭᠥᠷᠢᠭ", "mn-Cyrl": "12000 юань", "ug": "12000 يۈەن",
        "kk-Arab": "12000 يۋان", "kk-Cyrl": "12 мың юань", "ko": "12000원", "za": "1 fanh 2 cien maenz",
    },
    (Kind.DURATION, "P15D"): {
        "zh": "十五日", "bo": "ཉིན་བཅོ་ལྔ", "mn-Mong": "15 ᠡᠳᠦᠷ", "mn-Cyrl": "15 өдөр", "ug": "15 كۈن", "kk-Arab": "15 كۇن",
        "kk-Cyrl": "15 күн", "ko": "15일", "za": "15 ngoenz",
    },
    (Kind.PERCENT, "5"): {
        "zh": "百分之五", "bo": "བརྒྱ་ཆ་ལྔ", "mn-Mong": "5%", "mn-Cyrl": "5 хувь", "ug": "5 پىرسەنت", "kk-Arab": "5 پايىز",
        "kk-Cyrl": "5 пайыз", "ko": "5%", "za": "bak faenh cih haj",
    },
    (Kind.CASE, "(2020)青2802民初123号"): dict.fromkeys(CODES, "（2020）青2802民初123号"),
    (Kind.MASK, "某1"): {code: "某1" for code in CODES} | {
        "zh": "张某1", "bo": "ཀྲང་ཆེ་གེ་མོ་1", "mn-Mong": "ᠵᠠᠩ ᠮᠧᠦ1", "ug": "جاڭ پالانى1", "ko": "장모1은",
    },
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize("value", SAME, ids=str)
def test_a_value_is_equal_in_every_language(value, code):
    language = get(code)
    assert values(language.text(SAME[value][code]), language) == Counter({value: 1})


@pytest.mark.parametrize("gold", GOLDS, ids=lambda gold: gold.id)
def test_the_sample_says_the_same_on_both_sides(gold):
    """Two values a judgment may differ: a translator writes 二倍 and 第二日 with or without a number."""
    other = get(gold.language)
    differing = Counter()
    for row in gold.rows:
        if row.zh and row.other:
            here, there = values(ZH.text("\n".join(row.zh))), values(other.text("\n".join(row.other)), other)
            differing += (here - there) + (there - here)
    exact = {Kind.CASE, Kind.DATE, Kind.MONEY, Kind.ARTICLE, Kind.PERCENT, Kind.FRACTION, Kind.DURATION, Kind.MASK}
    assert not {value for value in differing if value[0] in exact}
    assert sum(differing.values()) <= 3, differing


# What share of the values of the Chinese side the other side has, as measured, less a little.
@pytest.mark.parametrize(
    ("code", "zh", "other", "least"),
    [
        ("za", "zhuang_reports/2018.zh.txt", "zhuang_reports/2018.za.txt", 0.92),
        ("za", "zhuang_reports/2017.zh.txt", "zhuang_reports/2017.za.txt", 0.90),
        ("bo", "udhr/lines/zh.txt", "udhr/lines/bo.txt", 1.0),
        ("ug", "udhr/lines/zh.txt", "udhr/lines/ug.txt", 1.0),
        ("ko", "udhr/lines/zh.txt", "udhr/lines/ko.txt", 1.0),
        ("mn-Cyrl", "udhr/lines/zh.txt", "udhr/lines/mn-Cyrl.txt", 1.0),
        ("ug", "ntrex/zh.txt", "ntrex/ug.txt", 0.90),
        ("mn-Cyrl", "ntrex/zh.txt", "ntrex/mn-Cyrl.txt", 0.82),
        ("bo", "ntrex/zh.txt", "ntrex/bo.txt", 0.73),
    ],
)
def test_real_translations_keep_the_values(data, code, zh, other, least):
    language, kept, all_values = get(code), 0, 0
    lines = zip(*((data / name).read_text(encoding="utf-8").splitlines() for name in (zh, other)), strict=True)
    for here, there in lines:
        wanted, given_ = values(ZH.text(here)), values(language.text(there), language)
        kept, all_values = kept + (wanted & given_).total(), all_values + wanted.total()
    assert kept >= least * all_values

