"""Numbers in words: what is written is read as the same number, in every language and every way of writing it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.languages import CODES, get
from corpora.languages.numerals import in_sections, last_part, whole

REACH = {"mn-Mong": 10**7, "bo": 10**9}


@pytest.mark.parametrize("code", CODES)
@given(st.data())
def test_what_is_written_is_read_as_the_same_number(code, data):
    language = get(code)
    value = data.draw(st.one_of(st.integers(1, 2_000), st.integers(1, REACH.get(code, 10**12) - 1)))
    forms = [form for form in language.spellings(value) if form]
    assert forms
    assert {form: language.number(form) for form in forms} == dict.fromkeys(forms, value)


@pytest.mark.parametrize("code", CODES)
def test_out_of_reach_there_is_no_spelling(code):
    assert not any(get(code).spellings(10**13)) and not any(get(code).spellings(-1))


@pytest.mark.parametrize(
    ("code", "value", "forms"),
    [
        ("zh", 1087, ("一千零八十七", "一〇八七", "壹仟零捌拾柒")),
        ("zh", 100_005_000, ("一亿零五千", "一〇〇〇〇五〇〇〇", "壹亿零伍仟")),
        ("zh", 15, ("十五", "一五", "拾伍")),
        ("bo", 133, ("བརྒྱ་དང་སུམ་ཅུ་སོ་གསུམ", "བརྒྱ་དང་སོ་གསུམ", "བརྒྱ་དང་སུམ་ཅུ་སོ་གསུམ་པ", "བརྒྱ་དང་སུམ་ཅུ་སོ་གསུམ")),
        ("bo", 1079, ("སྟོང་དང་བདུན་ཅུ་དོན་དགུ", "སྟོང་དང་དོན་དགུ", "སྟོང་དང་བདུན་ཅུ་དོན་དགུ་པ", "སྟོང་དང་བདུན་ཅུ་དོན་དགུ")),
        ("bo", 1, ("གཅིག", "གཅིག", "དང་པོ", "གཅིག")),
        ("ug", 15, ("ئون بەش", "ئون بەش", "ئون بەشىنچى")),
        ("kk-Cyrl", 264, ("екі жүз алпыс төрт", "екі жүз алпыс төрт", "екі жүз алпыс төртінші")),
        ("mn-Cyrl", 15, ("арван таван", "арван тав", "арван тавдугаар")),
        ("mn-Mong", 15, ("ᠠᠷᠪᠠᠨ ᠲᠠᠪᠤᠨ", "ᠠᠷᠪᠠᠨ ᠲᠠᠪᠤ", "ᠠᠷᠪᠠᠨ ᠲᠠᠪᠤᠳᠤᠭᠠᠷ")),
        ("ko", 25, ("이십오", "스물다섯", "스물다섯", "")),
        ("ko", 2, ("이", "두", "둘", "둘째")),
        ("za", 1087, ("itcien lingz betcib caet",)),
    ],
)
def test_spellings(code, value, forms):
    assert get(code).spellings(value) == forms


@pytest.mark.parametrize(
    ("code", "text", "agreed"),
    [
        ("mn-Cyrl", "13 дүгээр зүйл, 14 дугаар зүйл", "13 дугаар зүйл, 14 дүгээр зүйл"),
        ("mn-Mong", "4\u180eᠳᠤᠭᠠᠷ ᠵᠦᠢᠯ", "4\u180eᠳᠦᠭᠡᠷ ᠵᠦᠢᠯ"),
        ("mn-Mong", "20\u180eᠦ ᠡᠳᠦᠷ", "20\u180eᠤ ᠡᠳᠦᠷ"),
        ("bo", "གསུམ ཞུ་གཏུག", "གསུམ། ཞུ་གཏུག"),
        ("bo", "དྲུག། ཞུ་གཏུག", "དྲུག ཞུ་གཏུག"),
        ("ug", "11-ماددا", "11-ماددا"),
    ],
)
def test_what_follows_a_number_agrees_with_it(code, text, agreed):
    assert get(code).agree(text) == agreed and get(code).agree(agreed) == agreed


def test_parts():
    assert [last_part(n) for n in (253, 260, 300, 14, 20, 1000, 30_000)] == [3, 60, 100, 4, 20, 1000, 10_000]
    assert whole({"бір": 1, "жарым": 0.5, "бер": 1}) == {1: "бір"} and whole({"бір": 1, "бер": 1}, 1) == {
        1: "бер"
    }
    write = in_sections("0123456789", "XCM", "WY", one=False, zero="0")
    assert [write(n) for n in (10, 11, 105, 10_001)] == ["X", "X1", "C05", "1W01"]
