"""Number words of the alphabetic languages: every number is written out here and read back."""

from decimal import Decimal

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from corpora.languages import get, kk_arab, kk_cyrl, mn_cyrl, ug
from corpora.languages.quantities import read_digits

TABLES = {"ug": ug, "kk-Cyrl": kk_cyrl, "kk-Arab": kk_arab, "mn-Cyrl": mn_cyrl}


def written(n: int, words: dict[int, str]) -> str:
    """n in words, below a million; "one" is left out before hundred and thousand, as it mostly is."""
    if n == 0:
        return words[0]
    parts = []
    for size in (1000, 100):
        count, n = divmod(n, size)
        if count:
            parts += [written(count, words)] * (count > 1) + [words[size]]
    parts += [words[tens]] if (tens := n // 10 * 10) else []
    parts += [words[n % 10]] if n % 10 else []
    return " ".join(parts)


@pytest.mark.parametrize("code", TABLES)
@pytest.mark.parametrize("attributive", [False, True])
@given(n=st.integers(0, 999_999))
def test_every_number_in_words_is_read_back(code, attributive, n):
    rows = [(int(value), word) for word, value in TABLES[code].CARDINALS.items() if value == int(value)]
    words = dict(rows if attributive else reversed(rows))
    language, text = get(code), written(n, words)
    assert language.number(text) == n
    assert regex.fullmatch(language.number_pattern, text)


@pytest.mark.parametrize("code", TABLES)
def test_ordinals_are_their_number(code):
    table, language = TABLES[code], get(code)
    ten = next(word for word, value in table.CARDINALS.items() if value == 10)
    for word, value in table.ORDINALS.items():
        assert language.number(word) == value
        if value < 10 and " " not in word:
            assert language.number(f"{ten} {word}") == 10 + value


@given(n=st.integers(0, 10**9), zero=st.sampled_from("0٠۰０"))
def test_digits_of_every_script(n, zero):
    text = "".join(chr(ord(zero) + int(digit)) for digit in str(n))
    assert read_digits(text) == n


@pytest.mark.parametrize(("text", "value"), [
    ("1,200", "1200"), ("1 200 000", "1200000"), ("40،000", "40000"), ("12,5", "12.5"), ("2,54", "2.54"),
    ("1,200.50", "1200.50"), ("٣٫٥", "3.5"), ("15.8", "15.8"), ("1.2.3", None), ("", None), ("-", None),
])
def test_separators(text, value):
    assert read_digits(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(("code", "text"), [
    ("ug", "ئۈچ بىر"), ("ug", "بەش يۈز مىڭ مىڭ"), ("kk-Cyrl", "он он"), ("kk-Cyrl", "бес нөл"), ("mn-Cyrl", "гурав арав"),
    ("mn-Cyrl", "100 5"), ("ug", ""), ("kk-Cyrl", "2020-10-15"), ("kk-Cyrl", "бес, алты"),
])
def test_no_numbers(code, text):
    assert get(code).number(text) is None
