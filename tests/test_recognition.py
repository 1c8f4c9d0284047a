"""Terms in running text: all of them in every script, against a slow search of every span; then the longest."""

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from corpora.languages import get
from corpora.model import Span
from glossary.recognition import Hit, find_all, find_terms, longest, recogniser


def all_hits(text, code, *terms):
    language = get(code)
    return [text[h.span.start : h.span.end] for h in find_all(recogniser(language, map(language.key, terms)), text)]


def hits(text, code, *terms):
    language = get(code)
    return [text[h.span.start : h.span.end] for h in find_terms(text, language, {language.key(t): t for t in terms})]


def test_the_longest_term_wins_and_nested_ones_are_known():
    courts = ("法院", "人民法院", "中级人民法院")
    assert hits("中级人民法院", "zh", *courts) == ["中级人民法院"]
    assert all_hits("中级人民法院", "zh", *courts) == ["中级人民法院", "人民法院", "法院"]


def test_overlapping_terms_are_all_found_and_the_longer_one_wins():
    assert all_hits("借款合同纠纷案件", "zh", "借款合同", "合同纠纷案件") == ["借款合同", "合同纠纷案件"]
    assert hits("借款合同纠纷案件", "zh", "借款合同", "合同纠纷案件") == ["合同纠纷案件"]


@pytest.mark.parametrize("code, text, term, found", [
    ("zh", "借款３０００元", "3000元", ["３０００元"]),
    ("zh", "刑 事\u3000判决", "刑事判决", ["刑 事\u3000判决"]),
    ("zh", "原告\n被告", "原告被告", []),
    ("zh", "KTV案", "TV", []), ("zh", "在KTV打工", "ktv", ["KTV"]), ("zh", "第12条", "2条", []),
    ("bo", "མི་དམངས་ཁྲིམས་ཁང་གིས་ཁྲིམས་བཅད་པའི", "མི་དམངས་ཁྲིམས་ཁང", ["མི་དམངས་ཁྲིམས་ཁང"]),
    ("bo", "གྱོད་ཡའི་ཐོབ་ཐང", "གྱོད་ཡ", ["གྱོད་ཡ"]), ("bo", "གྱོད་ཡས་བཤད", "གྱོད་ཡ", ["གྱོད་ཡ"]),
    ("bo", "ཁྲིམས་བཅད་", "ཁྲིམས་བ", []), ("bo", "བཀའི་དོན", "བཀའ", ["བཀ"]), ("bo", "བཀ་དོན", "བཀའ", []),
    ("bo", "ལེན་པ་དང་། གཏུག་ཡུལ", "དང་། གཏུག", ["དང་། གཏུག"]), ("bo", "དང་་ ། གཏུག་ཡུལ", "དང་། གཏུག", ["དང་་ ། གཏུག"]), ("bo", "དང་གཏུག", "དང་། གཏུག", []),
    ("bo", "ཁྲིམས་ཁང་།", "ཁྲིམས་ཁང་", ["ཁྲིམས་ཁང"]), ("bo", "རྒྱུ་ནོར", "རྒྱ", []),
    ("mn-Mong", "ᠲᠤᠰ ᠬᠠᠤᠯᠢ ᠶᠢᠨ", "ᠭᠠᠤᠯᠢ", ["ᠬᠠᠤᠯᠢ"]), ("mn-Mong", "ᠬᠠᠤᠯᠢ\u180eᠶᠢᠨ", "ᠬᠠᠤᠯᠢ", ["ᠬᠠᠤᠯᠢ"]),
    ("mn-Mong", "ᠰᠠᠷ\u180eᠠ ᠶᠢᠨ", "ᠰᠠᠷ", []), ("mn-Mong", "ᠰᠠᠷ\u180eᠠ ᠶᠢᠨ", "ᠰᠠᠷ\u180eᠠ", ["ᠰᠠᠷ\u180eᠠ"]),
    ("mn-Mong", "ᠬᠠᠤᠯᠢ \u180bᠭᠠᠤᠯᠢ", "ᠭᠠᠤᠯᠢ", ["ᠬᠠᠤᠯᠢ", "ᠭᠠᠤᠯᠢ"]), ("mn-Mong", "12\u180bᠬᠠᠤᠯᠢ", "ᠬᠠᠤᠯᠢ", ["ᠬᠠᠤᠯᠢ"]), ("mn-Mong", "1\u180b2", "2", []),
    ("mn-Mong", "ᠬᠠᠤᠯᠢ\u180e\u180bᠶᠢᠨ", "ᠶᠢᠨ", []), ("mn-Mong", "ᠬᠠᠤᠯᠢ\u180b\u180eᠶᠢᠨ", "ᠬᠠᠤᠯᠢ", ["ᠬᠠᠤᠯᠢ\u180b"]), ("mn-Mong", "ᠬᠠ\u180bᠤᠯᠢ", "ᠤᠯᠢ", []),
    ("mn-Mong", "ᠬᠣᠷᠢᠶᠠᠨ ᠤ", "ᠬᠣᠷᠢᠶ\u180eᠠ", ["ᠬᠣᠷᠢᠶᠠᠨ"]), ("mn-Mong", "ᠬᠣᠷᠢᠶᠠᠨ ᠮᠣᠩᠭᠣᠯ", "ᠬᠣᠷᠢᠶ\u180eᠠ", []),
    ("ug", "سوتقا ئەرز قىلدى", "سوت", ["سوتقا"]), ("ug", "ماددىسى", "ماددا", ["ماددىسى"]), ("ug", "سوتلاش", "سوت", []),
    ("ug", "دەۋا تەلىپىنى", "دەۋا تەلەپ", ["دەۋا تەلىپىنى"]), ("ug", "11-ماددا", "ماددا", ["ماددا"]),
    ("kk-Cyrl", "сотқа берді", "сот", ["сотқа"]), ("kk-Cyrl", "соттау", "сот", []),
    ("ko", "법원은 판결하였다", "법원", ["법원은"]), ("ko", "지방법원은", "법원", []), ("ko", "손해 배상을", "손해 배상", ["손해 배상을"]),
    ("ko", "손해배상을", "손해 배상", []), ("za", "Fapyienq neix", "fapyienq", ["Fapyienq"]), ("za", "fap yienq", "fapyienq", []),
])  # fmt: skip
def test_boundaries_and_endings_by_language(code, text, term, found):
    assert hits(text, code, term) == found


def test_the_key_of_an_inflected_term_is_the_term():
    assert find_terms("سوتقا", get("ug"), {"سوت": "سوت"}) == [Hit(Span(0, 5), "سوت")]


def test_endings_learnt_from_texts():
    class Learnt:
        def stem(self, word):
            return word.removesuffix("چىدۇ")

    assert find_all(recogniser(get("ug"), ["سوت"]), "سوتچىدۇ") == []
    assert find_all(recogniser(get("ug"), ["سوت"], Learnt()), "سوتچىدۇ") == [Hit(Span(0, 7), "سوت")]


def test_long_texts_and_short_ones_hold_the_same():
    """What is asked once of each writing in a text is the same as asked of each place alone."""
    for code, lines, terms in (
        ("ko", ["법원은 손해 배상을", "법원이 손해배상을", "지방법원은", "법원"], ["법원", "손해 배상", "지방법원"]),
        ("mn-Mong", ["ᠬᠣᠷᠢᠶᠠᠨ ᠤ", "ᠬᠣᠷᠢᠶᠠᠨ ᠮᠣᠩᠭᠣᠯ", "ᠬᠠᠤᠯᠢ ᠶᠢᠨ"], ["ᠬᠣᠷᠢᠶ\u180eᠠ", "ᠬᠠᠤᠯᠢ"]),
        ("ug", ["سوتقا", "سوتلاش", "ماددىسى", "ماددا"], ["سوت", "ماددا"]),
    ):
        known = recogniser(get(code), [get(code).key(t) for t in terms])
        text, alone, at = "\n".join(lines * 3), [], 0
        for line in lines * 3:
            alone += [Hit(Span(at + h.span.start, at + h.span.end), h.key) for h in find_all(known, line)]
            at += len(line) + 1
        assert alone and find_all(known, text) == alone


def test_nothing_in_nothing():
    assert find_all(recogniser(get("zh"), []), "判决") == []
    assert find_all(recogniser(get("zh"), ["判决", "", "  "]), "") == []


def test_longest_leaves_no_overlap():
    made = [Hit(Span(*s), "") for s in ((0, 2), (1, 4), (3, 5), (4, 5), (7, 8), (7, 8))]
    assert [h.span for h in longest(made)] == [(1, 4), (4, 5), (7, 8)]


ALPHABETS = {
    "zh": "判决书院1Ａa ", "bo": "ཁང་ི།འ ", "mn-Mong": "ᠠᠡᠨᠤ \u180e\u180b1a", "ug": "سوتقاى -", "ko": "법원은을 ", "za": "fapx '",
}  # fmt: skip


@pytest.mark.parametrize("code", ALPHABETS)
@settings(max_examples=100)
@given(data=st.data())
def test_every_span_that_is_a_term_is_found(code, data):
    """Judge: each span whose key is that of a term and which the language lets stand alone, found one by one."""
    language, letters = get(code), ALPHABETS[code]
    text = language.text(data.draw(st.text(letters, max_size=14)))
    terms = data.draw(st.lists(st.text(letters, min_size=1, max_size=4), min_size=1, max_size=4))
    keys = {key for t in terms if regex.search(r"[\p{L}\p{N}]", key := language.key(language.text(t)))}
    found = {h.span for h in find_all(recogniser(language, keys), text)}
    for start in range(len(text)):
        for end in range(start + 1, len(text) + 1):
            piece = text[start:end]
            alone = piece == piece.strip() and language.boundary(text, start, end)
            if alone and "\n" not in piece and language.key(piece) in keys and not _hangs(piece):
                assert any(s.start == start and s.end >= end for s in found), (text, piece, keys)
    for span in found:
        assert any(language.boundary(text, span.start, end) for end in range(span.start + 1, span.end + 1))


def _hangs(piece):
    """Whether the piece begins or ends with characters a key does not hold: a shorter one says the same."""
    return not regex.match(r"[\p{L}\p{N}]", piece[0]) or not regex.match(r"[\p{L}\p{N}\p{M}]", piece[-1])
