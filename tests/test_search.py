"""The search box: how it is understood, and that it finds what a scan of all pairs finds, in every script."""

from importlib import import_module

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import store
from aligner.model import Bead, DocumentPair
from aligner.query import Mode, Query, asked, expression, parse
from aligner.search_index import index_text, tokens
from corpora import store as corpora_store
from corpora.languages import CODES, get
from corpora.model import Document, Span


def workspace(pairs, court="甲法院", day="2020-01-02"):
    """A workspace of (code, Chinese, other) pairs."""
    book = store.open_workspace(":memory:")
    for code in dict.fromkeys(code for code, *_ in pairs):
        add(book, code, [(s, t) for c, s, t in pairs if c == code], court, day)
    return book


def add(book, code, pairs, court="甲法院", day="2020-01-02"):
    sides = []
    for language in ("zh", code):
        name = f"{language}{code}{court}{day}"
        made = Document(body="", language=language, court=court, name=name, sha256=name)
        sides.append(corpora_store.add_document(book, made, b"", name))
    book.execute("UPDATE documents SET date = ? WHERE id IN (?, ?)", [day, *sides])
    store.add_pairs(book, [DocumentPair(*sides, "content", 0.9, "")])
    (task,) = book.execute("SELECT id FROM document_pairs WHERE source = ?", [sides[0]]).fetchone()
    texts = [(get("zh").text(s), get(code).text(t)) for s, t in pairs]
    beads = {Bead(Span(n, n + 1), Span(n, n + 1), 0.0, 0.5): pair for n, pair in enumerate(texts)}
    store.replace_beads(book, store.Task(task, *sides, "zh", code), beads, beads)


SEARCH = import_module("aligner.store.search")

# The box


@pytest.mark.parametrize("box, query", [
    ("判决", Query("判决")), ("  判决 ", Query("判决")), ("", Query("")), ('"判决"', Query("判决", Mode.EXACT)),
    ("“判决”", Query("判决", Mode.EXACT)), ('"', Query('"')), ('""', Query('""')), ('判"决', Query('判"决')),
    ("判*书", Query("判*书", Mode.WILDCARD)), ("判?书", Query("判?书", Mode.WILDCARD)), ("判决?", Query("判决?")), ("*", Query("*")),
    ("是否有罪？", Query("是否有罪？")), ("~判决书", Query("判决书", Mode.FUZZY)), ("判决书～", Query("判决书", Mode.FUZZY)), ("~", Query("~")),
    ("khrims khang", Query("khrims khang", tibetan="ཁྲིམས་ཁང")), ("Fapyienq", Query("Fapyienq")), ("12", Query("12")),
    ("~khrims khang", Query("khrims khang", Mode.FUZZY, "ཁྲིམས་ཁང")), ("NOT 判决 AND (", Query("NOT 判决 AND (")),
])  # fmt: skip
def test_what_was_typed(box, query):
    assert parse(box) == query


@pytest.mark.parametrize("box, codes", [
    ("判决", {"zh"}), ("ཁྲིམས", {"bo"}), ("ᠬᠠᠤᠯᠢ", {"mn-Mong"}), ("سوت", {"ug", "kk-Arab"}), ("ﺳﻮﺕ", {"ug", "kk-Arab"}), ("сот", {"kk-Cyrl", "mn-Cyrl"}),
    ("법원", {"ko"}), ("fapyienq", {"zh", "za"}), ("khrims", {"zh", "za", "bo"}), ("12", set(CODES)), ("甲ཀ", {"zh", "bo"}), ("。", set(CODES)),
])  # fmt: skip
def test_the_script_tells_the_language(box, codes):
    assert {language.code for language, _ in asked(parse(box))} == codes


@given(st.text(max_size=12) | st.text('判"*?~()^:-+{}ཀ \'AND', max_size=10))
def test_nothing_that_can_be_typed_is_an_error(box):
    book = EMPTY
    assert store.search(book, box) == [] and store.count(book, box) == 0 and store.find(book, box).usage.total == 0


EMPTY = store.open_workspace(":memory:")

# What is found

PAIRS = [
    ("bo", "本院认为，被告应当偿还借款。", "ཁྲིམས་ཁང་འདིས་འདོད་པར། གཏུག་ཡུལ་གྱིས་བུ་ལོན་འཇལ་དགོས།"),
    ("bo", "判决如下：", "ཐག་གཅོད་གཤམ་གསལ།"),
    ("bo", "（2020）青2802民初123号民事判决书。", "（2020）青2802民初123号ཁྲིམས་བཅད་ཡི་གེ།"),
    ("ug", "被告向人民法院提起上诉。", "جاۋابكار خەلق سوتىغا نارازىلىق ئەرز سۇندى."),
    ("mn-Mong", "法律规定一月。", "ᠬᠠᠤᠯᠢ\u180eᠶᠢᠨ ᠲᠣᠭᠲᠠᠭᠠᠯ ᠨᠢᠭᠡ ᠰᠠᠷ\u180eᠠ"),
    ("ko", "原告与被告。", "원고와 피고는 법원에 출석하였다."),
    ("za", "宪法是根本法律。", "Hienfap dwg fapyienq goekgaen."),
]


@pytest.fixture(scope="module")
def book():
    return workspace(PAIRS)


@pytest.mark.parametrize("box, rows", [
    ("判", {1, 2}), ("告", {0, 3, 5}), ("判决", {1, 2}), ("被告", {0, 3, 5}), ("决判", set()), ("告应当偿", {0}), ("本院认为被告", {0}),
    ("被告 借款", {0}), ("被告 上诉", {3}), ("判 决 书", {2}), ("2802", {2}), ("280", set()), ("（２０２０）青2802民初123号", {2}), ("(2020)", {2}),
    ("法律 宪法", {6}), ("ཁྲིམས", {0, 2}), ("ཁྲིམས་ཁང", {0}), ("ཁྲིམས་ཁང་།", {0}), ("ཁྲི", set()), ("གཏུག་ཡུལ་གྱིས་བུ", {0}), ("འདོད་པར། གཏུག", {0}),
    ("khrims khang", {0}), ("thag gcod", {1}), ("bu lon 'jal dgos/", {0}), ("سوت", {3}), ("سوتىغا", {3}), ("خەلق سوت", {3}), ("ﺳﻮﺗﯩﻐﺎ", {3}), ("وتىغا", set()),
    ("ᠭᠠᠤᠯᠢ", {4}), ("ᠬᠠᠤᠯᠢ ᠶᠢᠨ", {4}), ("ᠬᠠᠤᠯᠢ\u202fᠶᠢᠨ", {4}), ("ᠰᠠᠷᠠ", {4}), ("ᠰᠠᠷ\u180eᠠ", {4}), ("ᠨᠢᠭᠡ\u180b ᠰᠠᠷ\u180eᠠ", {4}), ("ᠰᠠᠷ", set()),
    ("피고", {5}), ("법원", {5}), ("원고와 피", set()), ("원고와 피고", {5}), ("hienfap", {6}), ("FAPYIENQ", {6}), ("fap", set()),
    ('"本院认为，被告"', {0}), ('"本院认为被告"', set()), ("“判决如下”", {1}), ('"HIENFAP"', set()), ('"Hienfap"', {6}),
    ("被告*借款", {0}), ("被告?偿还", set()), ("被告??偿还", {0}), ("判*书", {2}), ("人民?院", {3}), ("*法院", {3}), ("本院*被告", set()), ("民初*号", {2}),
    ("ཁྲིམས་*", {0, 2}), ("ཁྲ*", {0, 2}), ("གཏུག་*་གྱིས", {0}), ("سوت*", {3}), ("نارا*", {3}), ("*ىغا", set()), ("fap*", {6}), ("h?enfap", {6}),
    ("~提起申诉", {3}), ("~偿还借钱", {0}), ("~航空母舰", set()), ("~ཁྲིམས་བཅད་ཡིག་གེ", {2}), ("~خەلق سۇتىغا", {3}), ("~判决如下", {1}),
])  # fmt: skip
def test_found(book, box, rows):
    found = {p.source for p in store.search(book, box, limit=50)}
    assert found == {PAIRS[n][1] for n in rows}
    assert store.count(book, box) == store.find(book, box).usage.total == len(rows)


def test_one_language_only(book):
    assert [p.target_language for p in store.search(book, "被告", "ko")] == ["ko"] and store.count(book, "ཁྲིམས", "ko") == 0
    assert store.count(book, "2020", "ug") == 0 and store.count(book, "2020", "bo") == 1


# A scan as the judge


def holds(text, query, language):
    """Whether the query's tokens follow each other in the text's; the last one may go on where words inflect."""
    have, want = tokens(text, language), tokens(query, language)
    goes_on = language.inflects and want and len(want[-1]) > 1 and want[-1].isalpha()
    return bool(want) and any(
        have[n : n + len(want) - 1] == want[:-1] and (have[n + len(want) - 1] == want[-1] or (goes_on and have[n + len(want) - 1].startswith(want[-1])))
        for n in range(len(have) - len(want) + 1)
    )  # fmt: skip


def scan(pairs, box):
    """Row numbers of pairs that hold a plain query on the side of a language it may be written in."""
    query, found = parse(box), set()
    for language, text in asked(query):
        parts = text.split()
        several = not language.joiner and len(parts) > 1 and min(map(len, parts)) > 1
        for n, (code, source, target) in enumerate(pairs):
            side = source if language.code == "zh" else target if language.code == code else ""
            if all(holds(side, part, language) for part in (parts if several else [text])):
                found.add(n)
    return found


LETTERS = {
    "zh": "判决书院法判，。（1２○零A ", "bo": "ཁགསངི་་།༡1 ཀྲ", "mn-Mong": "ᠠᠡᠨᠤᠣᠭᠬ \u180e\u202f\u180b1᠂", "ug": "سوتقاى -ﺳ1،", "kk-Arab": "ءٴساتقى 1", "ko": "법원은을가 1.", "za": "fapxhaz '1,",
}  # fmt: skip


@pytest.mark.parametrize("code", LETTERS)
@settings(max_examples=12)
@given(data=st.data())
def test_a_scan_finds_no_more_and_no_less(code, data):
    other = code if code != "zh" else "bo"
    made = st.text(LETTERS[code], min_size=1, max_size=10)
    lines = [get(code).text(line) for line in data.draw(st.lists(made, min_size=1, max_size=6))]
    pairs = [(other, line, "ཀ") if code == "zh" else (other, "甲", line) for line in lines]
    book = workspace(pairs)
    pick = data.draw(st.sampled_from(lines))
    start = data.draw(st.integers(0, len(pick)))
    for box in (pick[start : start + data.draw(st.integers(1, 4))], data.draw(st.text(LETTERS[code], max_size=4))):
        if parse(box).mode is Mode.KEY and (code == "zh" or regex.search(get(code).script, box)):
            found = sorted(p.bead for p in store.search(book, box, limit=50))
            assert found == sorted(n + 1 for n in scan(pairs, box)), (pairs, box, expression(parse(box)))
            assert store.count(book, box) == len(found)


# Order, pages, usage


def test_the_best_first_page_by_page(monkeypatch):
    made = workspace([("bo", f"判决书第{n}号", "ཀ") for n in range(9)])
    made.execute("UPDATE beads SET posterior = id / 10.0")
    made.execute("UPDATE beads SET status = 'confirmed' WHERE id = 3")
    assert [p.bead for p in store.search(made, "判决", limit=3)] == [3, 9, 8]
    assert [p.bead for p in store.search(made, "判决", limit=3, offset=7)] == [2, 1]
    monkeypatch.setattr(SEARCH, "POOL", 3)
    assert [p.bead for p in store.search(made, "判决", limit=2)] == [7, 4]
    assert [p.bead for p in store.search(made, "判决", limit=9)] == [3, 9, 8, 7, 6, 5, 4, 2, 1]


def test_usage_by_court_and_year(monkeypatch):
    made = store.open_workspace(":memory:")
    for court, day, n in (("甲法院", "2019-05-01", 3), ("乙法院", "2020-05-01", 1), (None, None, 1)):
        add(made, "bo", [("判决书", "ཀ")] * n + [("裁定书", "ཀ")], court, day)
    usage = store.find(made, "判决书").usage
    assert (usage.total, usage.placed) == (5, 5)
    assert usage.courts == (("甲法院", 3), (None, 1), ("乙法院", 1)) and usage.years == (("2019", 3), (None, 1), ("2020", 1))
    made.execute("UPDATE beads SET status = 'rejected' WHERE id = 1")
    assert store.find(made, "判决书").usage.courts[0] == ("甲法院", 2)


def test_usage_of_very_many_hits_is_a_spread_sample(monkeypatch):
    made = workspace([("bo", "判决书", "ཀ")] * 70)
    add(made, "bo", [("判决书", "ཀ")] * 30, "乙法院")
    monkeypatch.setattr(SEARCH, "POOL", 20)
    usage = store.find(made, "判决").usage
    assert (usage.total, usage.capped, usage.placed) == (100, False, 20) and dict(usage.courts) == {"甲法院": 14, "乙法院": 6}
    monkeypatch.setattr(SEARCH, "COUNTED", 50)
    usage = store.find(made, "判决").usage
    assert (usage.total, usage.capped, usage.placed) == (50, True, 20) and dict(usage.courts) == {"甲法院": 16, "乙法院": 4}
    assert store.count(made, "判决") == 100


def test_pages_go_on_where_very_many_hits_stand_in_one_place(monkeypatch):
    made = workspace([("bo", "判决书", "ཀ")] * 60 + [("bo", "裁定书", "ཀ")] * 900)
    monkeypatch.setattr(SEARCH, "COUNTED", 50)
    for box in ("判决", '"判决"', "判?书", "~判定书"):
        pages = [p.bead for start in (0, 20, 40) for p in store.search(made, box, limit=20, offset=start)]
        assert len(pages) == len(set(pages)) == 60 and (box[0] == "~" or max(pages) == 60)
        assert store.search(made, box, limit=20, offset=60) == [] or box[0] == "~"


# The index


def test_short_tokens_are_indexed_in_pairs():
    assert index_text("青2802号", get("zh")) == "青_2802 2802_号 青 2802 号"
    assert index_text("ཁྲིམས་ཁང་།", get("bo")) == "ཁྲིམས_ཁང ཁྲིམས ཁང" and index_text("سوت، 12", get("ug")) == "سوت 12"
    assert index_text("，", get("zh")) == ""
