"""What every language shares: composed letters, ideographs instead of radicals, ASCII digits."""

import sys
import unicodedata

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from corpora.languages.common import caseless, compose, digits, trimmed

RADICALS = [chr(code) for code in range(0x2E81, 0x2FD6) if unicodedata.name(chr(code), "").startswith(("CJK R", "KANGXI R"))]
DECIMALS = regex.findall(r"\p{Nd}", "".join(map(chr, range(sys.maxunicode + 1))))
HALF_DIGITS = "".join(map(chr, range(0x0F2A, 0x0F34)))


def test_every_radical_becomes_an_ideograph():
    assert len(RADICALS) == 328
    for radical in RADICALS:
        assert unicodedata.name(compose(radical)).startswith("CJK UNIFIED IDEOGRAPH"), f"U+{ord(radical):04X}"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("\u2ed8海省⼈\u2ea0法院", "青海省人民法院"),
        ("e\u0301", "\u00e9"),
        ("\ufeff甲\r\n乙\r丙\u2028丁\u200b", "甲\n乙\n丙\n丁"),
        ("（２０２０）ﬁ", "（２０２０）ﬁ"),
    ],
)
def test_compose(raw, text):
    assert compose(raw) == text


def test_digits_of_every_script_are_read_and_keep_their_place():
    read = digits("".join(DECIMALS))
    assert read == "0123456789" * (len(DECIMALS) // 10)
    assert all(int(r) == unicodedata.decimal(c, int(r)) for r, c in zip(read, DECIMALS, strict=True))
    assert digits(f"༡༢{HALF_DIGITS}½②") == f"12{HALF_DIGITS}½②"


@given(st.text())
def test_normalising_is_done_once(text):
    assert compose(compose(text)) == compose(text)
    assert digits(digits(text)) == digits(text)
    assert len(digits(text)) == len(text)
    folded = caseless(compose(text))
    assert caseless(compose(folded)) == folded


@given(st.text(), st.text("甲a \n\u3000\u00a0"), st.text())
def test_trimmed_leaves_nothing_but_blanks(before, inner, after):
    text, start, end = before + inner + after, len(before), len(before + inner)
    assert [text[s.start : s.end] for s in trimmed(text, start, end)] == ([inner.strip()] if inner.strip() else [])
    assert all(start <= s.start < s.end <= end for s in trimmed(text, start, end))
