"""Placeables written the way a text writes them; whatever is written is read as what was asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora import placeables
from corpora.languages import get
from corpora.model import Kind, Span
from corpora.writing import rewritten, shape, written_like

CASES = [
    ("bo", "དོན་ཚན་ཉིས་བརྒྱ་དང་ལྔ་བཅུ་ང་གསུམ་པའི་ཆོད་དོན།", "260", "དོན་ཚན་ཉིས་བརྒྱ་དང་དྲུག་ཅུ་པ"),
    ("bo", "དོན་ཚན་ཉིས་བརྒྱ་དང་ལྔ་བཅུ་ང་གསུམ་པའི་ཆོད་དོན།", "1", "དོན་ཚན་དང་པོ"),
    ("bo", "དོན་ཚན་དང་པོའི་ཆོད་དོན།", "11", "དོན་ཚན་བཅུ་གཅིག་པ"),
    ("bo", "དོན་ཚན་དྲུག་ཅུ་རེ་བཞི་པའི་ནང་གསེས་དང་པོ་བཅས་", "38/2", "དོན་ཚན་སུམ་ཅུ་སོ་བརྒྱད་པའི་ནང་གསེས་གཉིས་པ"),
    ("bo", "ཉིན་ནས་བཟུང་ཉིན་བཅོ་ལྔའི་ནང་།", "P10D", "ཉིན་བཅུ"),
    ("bo", "ཉིན་ནས་བཟུང་ཉིན་15ནང་།", "P10D", "ཉིན་10"),
    ("bo", "༢༠༢༠ལོའི་ཟླ་༨ཚེས་༡༧ཉིན།", "2021-12-01", "༢༠༢༡ལོའི་ཟླ་༡༢ཚེས་༡ཉིན"),
    ("mn-Mong", "2020 ᠣᠨ\u180eᠤ 10\u180eᠳᠤᠭᠠᠷ ᠰᠠᠷ\u180eᠠ\u180eᠶᠢᠨ 15\u180eᠤ ᠡᠳᠦᠷ", "2021-01-04", "2021 ᠣᠨ\u180eᠤ 1\u180eᠳᠦᠭᠡᠷ ᠰᠠᠷ\u180eᠠ\u180eᠶᠢᠨ 4\u180eᠦ ᠡᠳᠦᠷ"),
    ("ug", "2022-يىلى 4-ئاينىڭ 6-كۈنى دېلو", "2023-11-21", "2023-يىلى 11-ئاينىڭ 21-كۈنى"),
    ("ug", "ئون بەش كۈن ئىچىدە", "P10D", "ئون كۈن"),
    ("ug", "35،000 يۈەن", "1250000", "1،250،000 يۈەن"),
    ("kk-Cyrl", "2020 жылғы 15 қазанда", "2021-02-03", "2021 жылғы 3 ақпанда"),
    ("kk-Cyrl", "12 500 юань", "800", "800 юань"),
    ("mn-Cyrl", "11 дүгээр зүйл", "13", "13 дугаар зүйл"),
    ("ko", "제 38 조 제 1 항 제 2 호", "46/2/1", "제 46 조 제 2 항 제 1 호"),
    ("ko", "5만 원", "30000", "3만 원"),
    ("za", "Diuz itcien lingz betcib caet", "264", "Diuz ngeihbak roekcib seiq"),
    ("zh", "有期徒刑三年六个月", "P10Y1M", "十年一个月"),
    ("zh", "人民币12,500元", "1234567.5", "1,234,567.5元"),
    ("zh", "伍仟元整", "12000", "壹万贰仟元整"),
    ("zh", "三角五分钱", "0.21", "二角一分"),
    ("zh", "万分之五", "1/2000", "万分之五"),
]  # fmt: skip


def first(text, language):
    return next(p for p in placeables.find(text, language) if p.kind is not Kind.CASE)


@pytest.mark.parametrize(("code", "text", "value", "said"), CASES)
def test_written_as_the_text_writes_it(code, text, value, said):
    language = get(code)
    assert rewritten(text, first(text, language), value, language) == said


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("bo", "ཉིན་བཅོ་ལྔའི་ནང་།", "P1M"),
        ("ko", "제 253 조", "253/1"),
        ("zh", "2020年", "2020-05-01"),
        ("zh", "三年六个月", "P3Y"),
    ],
)
def test_another_shape_is_not_forced(code, text, value):
    language = get(code)
    assert rewritten(text, first(text, language), value, language) is None


@pytest.mark.parametrize(("code", "text"), sorted({case[:2] for case in CASES}))
@given(st.data())
def test_what_is_written_is_worth_what_was_asked(code, text, data):
    language = get(code)
    old = first(text, language)
    parts = shape(text, old, language)
    number = data.draw(st.integers(1, 28))
    value = {
        Kind.ARTICLE: "/".join([str(number)] * max(1, len(parts - {"sub"}))),
        Kind.DATE: f"20{number:02}-{number % 12 + 1:02}-{number:02}",
        Kind.DURATION: "P"
        + "".join(f"{number}{p[0].upper()}" for p in ("years", "months", "days") if p in parts),
        Kind.FRACTION: f"{number}/10000",
    }.get(old.kind, str(number) if "jiao" not in parts else f"0.{number % 9 + 1}{number % 8 + 1}")
    said = rewritten(text, old, value, language)
    if said is not None:
        new = text[: old.start] + said + text[old.end :]
        assert (old.kind, value, old.start, old.start + len(said)) in [
            (p.kind, p.value, p.start, p.end) for p in placeables.find(new, language)
        ]
    else:
        assert old.kind is Kind.FRACTION


def test_the_number_of_an_item():
    ko, bo = get("ko"), get("bo")
    assert written_like(3, "첫째, 피고", Span(0, 2), ko).text == "셋째"
    assert written_like(12, "གསུམ། ཞུ", Span(0, 4), bo).text == "བཅུ་གཉིས"
    assert written_like(3, "피고", Span(0, 2), ko) is None
