"""Every language against its golden cases, and the promises all of them make."""

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora import placeables
from corpora.languages import CODES, get

CASES = Path(__file__).parent / "cases"


def golden():
    for code in CODES:
        for case in json.loads((CASES / f"{code}.json").read_text(encoding="utf-8")):
            marks = [pytest.mark.xfail(reason=case["known_failure"], strict=True)] if "known_failure" in case else []
            yield pytest.param(code, case, id=f"{code}: {case['label']}", marks=marks)


def cut(spans, text):
    return [text[s.start : s.end] for s in spans]


def answer(language, case):
    given_ = case["input"]
    match case["function"]:
        case "text" | "key" as name:
            return getattr(language, name)(given_)
        case "same_key":
            return len({language.key(x) for x in given_}) == 1 or [language.key(x) for x in given_]
        case "different_key":
            return len({language.key(x) for x in given_}) == len(given_) or [language.key(x) for x in given_]
        case "sentences":
            return cut(language.sentences(given_), given_)
        case "words":
            return cut(language.words(given_, tuple(case.get("terms", ()))), given_)
        case "units":
            return [given_[u.start : u.end] for u in language.units(given_)]
        case "number":
            value = language.number(given_)
            return None if value is None else format(value.normalize(), "f")
        case "placeables":
            return [[p.kind, p.value, given_[p.start : p.end]] for p in placeables.find(given_, language)]
        case "boundary":
            return language.boundary(*given_)
    raise ValueError(f"unknown function {case['function']}")


@pytest.mark.parametrize(("code", "case"), list(golden()))
def test_golden(code, case):
    expect = case.get("expect", True)
    assert answer(get(code), case) == expect


def test_every_language_has_enough_cases():
    for code in CODES:
        count = len(json.loads((CASES / f"{code}.json").read_text(encoding="utf-8")))
        assert count >= (25 if code in ("zh", "bo", "mn-Mong") else 10), code


SAMPLES = {
    "zh": "本院认为，被告王某于２０２０年十月偿还（三）万元；《民法典》第六百七十五条。刑 事⻘⺠〇○",
    "bo": "མི་དམངས་ཁྲིམས་ཁང་། ༄༅༎ དོན་ཚན་བཅོ་ལྔ་པའི༌༡༢༪ཱིྀུཷཹཀྵ\u0f71\u0f72\u0f74\u0fb2\u0f80",
    "mn-Mong": "ᠮᠣᠩᠭᠣᠯ ᠤᠨ ᠬᠠᠤᠯᠢ᠃ ᠰᠠᠷ᠎ᠠ\u202fᠶᠢᠨ\u180b᠂᠄ ᠑᠒ ᠳ᠋ᠤᠭᠡᠷ",
    "mn-Cyrl": "Арван нэгдүгээр зүйл. Шүүх 2020 оны ө ү Ё й",
    "ug": "سوت مەھكىمىسى 11-ماددا، ھۆكۈم؟ ﺳﻮﺕ ـ ٣ ئ\u200f",
    "kk-Arab": "سوت ءبىر باپ، وبلىس؟ ٴۇ ـ ٣",
    "kk-Cyrl": "Сот 11-бап бойынша шешім. ә ғ қ ң ұ һ і Ё",
    "ko": "제 11 조 법원은 2020년 판결한다. 세 계 인 권",
    "za": "Diuz itcien lingz betcib caet. Fazyen buenqgiet 2020 bi; gij",
}
MIXED = (
    "aB \u0130\u00dfO\uff2f\uff21.,;:!?()[]\uff08\uff09\u300a\u300b\u201c\u201d\"'\u3001\u3002\uff1b\uff01\u2026%\u00d7*\u67d0\u7b2c\u3007\u25cb"
    "12\uff11\uff12\u0662\u0663\u06f4\u0f25\u1815\u0967\u0f2a\u2460"                      # digits of every script, a half, a circled one
    "\n\r\t\x0b\x0c\x85\u2028\u2029\u00a0\u3000\u202f\u180e"                            # line ends and blanks
    "\u2ed8\u2f08\u2ea0"                                                             # radicals
    "\u0301\u0308\u0f71\u064e\u20dd"                                                   # marks
    "\ufeff\u200b\u200d\u200e\u2067\u00ad\x00\x1c\x7f\ue234\U0001f600\U00020000"               # controls, private use, beyond the BMP
)


def texts(code):
    return st.text(alphabet=st.sampled_from(sorted(set(SAMPLES[code] + MIXED))), max_size=60)


@pytest.mark.parametrize("code", CODES)
def test_normalising_twice_changes_nothing(code):
    language = get(code)

    @settings(max_examples=200, derandomize=True)
    @given(texts(code))
    def check(x):
        text, key = language.text(x), language.key(x)
        assert language.text(text) == text
        assert language.key(key) == key
        assert language.key(text) == key

    check()


@pytest.mark.parametrize("code", CODES)
def test_sentences_give_back_the_body(code):
    language = get(code)

    @settings(max_examples=200, derandomize=True)
    @given(texts(code))
    def check(x):
        spans = language.sentences(x)
        assert all(x[s.start : s.end].strip() for s in spans)
        edges = [0, *(e for s in spans for e in s), len(x)]
        assert edges == sorted(edges)
        between = "".join(x[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True))
        assert not between.strip(), "nothing but blanks between sentences"

    check()


@pytest.mark.parametrize("code", CODES)
def test_spans_stay_in_order_and_in_the_text(code):
    language = get(code)

    @settings(max_examples=150, derandomize=True)
    @given(texts(code), st.sampled_from([(), tuple(SAMPLES[code].split())]))
    def check(x, terms):
        text = language.text(x)
        placed = [(p.start, p.end) for p in placeables.find(text, language)]
        units = language.units(text)
        for found in (language.words(text, terms), [(u.start, u.end) for u in units], placed):
            assert all(0 <= a < b <= len(text) for a, b in found)
            assert all(one[1] <= two[0] for one, two in pairwise(found))
        assert all(unit.form for unit in units)

    check()


@pytest.mark.parametrize("code", CODES)
def test_a_term_is_found_whole_in_its_own_text(code):
    language = get(code)
    terms = {"zh": "诉讼请求", "bo": "མི་དམངས་ཁྲིམས་ཁང", "mn-Mong": "ᠮᠣᠩᠭᠣᠯ", "mn-Cyrl": "Шүүх", "ug": "سوت مەھكىمىسى",
             "kk-Arab": "سوت", "kk-Cyrl": "Сот", "ko": "법원", "za": "fazyen"}  # fmt: skip
    assert cut(language.words(terms[code], (terms[code],)), terms[code]) == [terms[code]]
