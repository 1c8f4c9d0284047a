"""Tibetan: stacks in one order, number words read back, sentences against aligned lines."""

from pathlib import Path

import pytest
import regex
from gold_reader import read_all
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora import placeables
from corpora.languages import get
from corpora.model import Kind

BO = get("bo")
DATA = Path(__file__).parent.parent.parent / "shared" / "data"
SIGNS = [chr(code) for code in range(0x0F00, 0x0FDB)] + list(" \n་།《》xé\u0301\u0591\u200b2")


@given(st.text(alphabet=st.sampled_from(SIGNS), max_size=40))
@settings(max_examples=600, derandomize=True)
def test_any_signs_have_one_normal_form(raw):
    text, key = BO.text(raw), BO.key(raw)
    assert BO.text(text) == text
    assert BO.key(key) == BO.key(text) == key


@given(st.permutations(list("\u0f90\u0fb1\u0f71\u0f74\u0f7c\u0f7e")))
def test_marks_typed_in_any_order_are_one_stack(marks):
    subscripts = [m for m in marks if m in "\u0f90\u0fb1"]
    assert BO.text("ས" + "".join(marks)) == "ས" + "".join(subscripts) + "\u0f71\u0f74\u0f7c\u0f7e"


# Numbers as they are spelled in schoolbooks, written independently of the reader.
UNITS = ["", "གཅིག", "གཉིས", "གསུམ", "བཞི", "ལྔ", "དྲུག", "བདུན", "བརྒྱད", "དགུ"]
TENS = ["", "བཅུ", "ཉི་ཤུ", "སུམ་ཅུ", "བཞི་བཅུ", "ལྔ་བཅུ", "དྲུག་ཅུ", "བདུན་ཅུ", "བརྒྱད་ཅུ", "དགུ་བཅུ"]
LINKS = ["", "", "རྩ", "སོ", "ཞེ", "ང", "རེ", "དོན", "གྱ", "གོ"]
COUNTS = ["", "", "ཉིས", "སུམ", *UNITS[4:]]


def below_100(n, short=False):
    ten, unit = divmod(n, 10)
    if ten == 1:
        return {15: "བཅོ་ལྔ", 18: "བཅོ་བརྒྱད"}.get(n, "་".join(filter(None, ["བཅུ", UNITS[unit]])))
    if ten and unit:
        link = "ཉེར" if short and ten == 2 else LINKS[ten]
        return f"{link}་{UNITS[unit]}" if short else f"{TENS[ten]}་{link}་{UNITS[unit]}"
    return TENS[ten] or UNITS[unit]


def spell(n, short=False):
    parts = []
    for worth, name in ((10_000, "ཁྲི"), (1000, "སྟོང"), (100, "བརྒྱ")):
        count, n = divmod(n, worth)
        if count:
            parts.append("་".join(filter(None, [COUNTS[count], name])))
    if n:
        parts.append(below_100(n, short))
    return "་དང་".join(parts)


@pytest.mark.parametrize("short", [False, True])
def test_every_number_is_read_back(short):
    wrong = [n for n in [*range(1, 10_000), *range(10_000, 100_000, 37)] if BO.number(spell(n, short)) != n]
    assert not wrong


def test_spelled_numbers_are_what_the_pattern_matches():
    pattern = regex.compile(BO.number_pattern)
    for n in range(1, 100_000, 101):
        assert pattern.fullmatch(spell(n)), spell(n)
        assert pattern.match(spell(n) + "འི་").end() == len(spell(n))


@given(st.integers(1, 99_999))
def test_articles_in_words_digits_and_tibetan_digits_are_equal(n):
    tibetan = str(n).translate({ord("0") + i: chr(0x0F20 + i) for i in range(10)})
    ordinal = "དང་པོ" if n == 1 else spell(n) + "་པ"
    for written in (f"དོན་ཚན་{ordinal}།", f"དོན་ཚན་{n}པ།", f"དོན་ཚན་{tibetan}པའི་ཆོད་དོན"):
        assert [(p.kind, p.value) for p in placeables.find(written, BO)] == [(Kind.ARTICLE, str(n))]


def test_digits_of_half_are_nothing():
    assert BO.key("༪") == "༪"
    assert not placeables.find("༪༫༬༭༮༯༰༱༲༳", BO)


def cuts(lines, joint):
    """(ends of lines, ends of sentences) in the body of these lines."""
    body, ends = "", set()
    for line in lines:
        body += line.strip()
        ends.add(len(body))
        body += joint
    return ends, {span.end for span in BO.sentences(body)}


@pytest.mark.parametrize(("joint", "least"), [("\n", .98), (" ", .98)])
def test_sentences_of_the_sample_judgments(joint, least):
    found = [cuts([s for _, s in j.sentences("bo")], joint) for j in read_all() if j.language == "bo"]
    right = sum(len(ends & cut) for ends, cut in found)
    assert right / sum(len(cut) for _, cut in found) >= least
    assert right / sum(len(ends) for ends, _ in found) >= least


def test_sentences_of_news_lines():
    path = DATA / "ntrex" / "bo.txt"
    if not path.exists():
        pytest.skip("shared data not present")
    lines = path.read_text(encoding="utf-8").splitlines()
    ends, cut = cuts(lines, " ")
    assert len(ends & cut) / len(cut) > .92 and len(ends & cut) / len(ends) > .80


@pytest.mark.parametrize("affix", ["ི", "ོ", "ང", "མ"])
@pytest.mark.parametrize("term", ["བཀའ", "དགའ", "མཐའ", "ནམ་མཁའ", "ས་ཆ", "ཞུ་གཏུག་པ"])
def test_a_term_before_an_affix_is_cut_between_letters(term, affix):
    text = f"{term.removesuffix('འ')}འ{affix}་ཡིན"
    first, second, _ = BO.words(text, (term,))
    assert text[first.start : first.end] == term.removesuffix("འ")
    assert text[second.start : second.end] == "འ" + affix
    assert BO.boundary(text, *first)


def test_no_sentence_is_endless():
    body = "གྱོད་ཡ་དང་" * 3000
    spans = BO.sentences(body)
    assert max(s.end - s.start for s in spans) <= 600
    assert "".join(body[s.start : s.end] for s in spans) == body


def test_samples_hold_the_same_values_as_the_chinese():
    zh, same, different = get("zh"), 0, 0
    for judgment in read_all():
        for row in judgment.rows if judgment.language == "bo" else ():
            if row.zh and row.other:
                one, two = (
                    sorted((p.kind, p.value) for s in side for p in placeables.find(language.text(s), language))
                    for language, side in ((zh, row.zh), (BO, row.other))
                )
                same += one == two
                different += one != two
    assert same / (same + different) > .96
