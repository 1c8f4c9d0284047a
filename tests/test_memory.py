"""Translation memory: what is found, how it is ranked, what differs; incremental, and as good as a scan."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from aligner import memory, store
from aligner.memory.features import features
from aligner.memory.ranking import CANDIDATES, candidates, comparable, edits, rare, score
from aligner.model import Bead, DocumentPair
from aligner.search_index import index_text, indexed_tokens, tokens
from aligner.store import memory as rows
from aligner.store.search import index_all
from corpora import store as corpora_store
from corpora.languages import get
from corpora.model import Document, Span

PAIRS = {
    "bo": [
        ("被告于本判决生效之日起十日内偿还原告借款12000元。", "གཏུག་ཡུལ་གྱིས་ཁྲིམས་བཅད་ནུས་པ་ཐོབ་པའི་ཉིན་ནས་བཟུང་ཉིན་10ནང་ཞུ་གཏུག་མིར་བུ་ལོན་སྒོར་12000ཕྱིར་འཇལ་དགོས།"),
        ("被告于本判决生效之日起十五日内偿还原告借款8000元。", "གཏུག་ཡུལ་གྱིས་ཁྲིམས་བཅད་ནུས་པ་ཐོབ་པའི་ཉིན་ནས་བཟུང་ཉིན་15ནང་ཞུ་གཏུག་མིར་བུ་ལོན་སྒོར་8000ཕྱིར་འཇལ་དགོས།"),
        ("案件受理费100元，由被告负担。", "གྱོད་གཞི་དང་ལེན་བྱེད་པའི་རིན་སྒོར་100གཏུག་ཡུལ་གྱིས་འཁུར་དགོས།"),
        ("判决如下：", "ཐག་གཅོད་གཤམ་གསལ།"),
    ],
    "ug": [("被告于本判决生效之日起十日内偿还原告借款12000元。", "جاۋابكار ھۆكۈم كۈچكە ئىگە بولغان كۈندىن باشلاپ 10 كۈن ئىچىدە 12000 يۈەن قايتۇرسۇن.")],
}  # fmt: skip


def add(db, code, pairs, name="1"):
    sides = []
    for language in ("zh", code):
        made = Document(body="", language=language, court="甲法院", name=name, sha256=f"{name}{code}{language}")
        sides.append(corpora_store.add_document(db, made, b"", made.sha256))
    store.add_pairs(db, [DocumentPair(*sides, "content", 0.9, "")])
    beads = {Bead(Span(n, n + 1), Span(n, n + 1), 0.0, 0.9): pair for n, pair in enumerate(pairs)}
    (task,) = db.execute("SELECT id FROM document_pairs WHERE source = ?", [sides[0]]).fetchone()
    store.replace_beads(db, store.Task(task, *sides, "zh", code), beads, beads)
    return task


@pytest.fixture
def db():
    book = store.open_workspace(":memory:")
    for code, pairs in PAIRS.items():
        add(book, code, pairs)
    assert memory.update(book) == 5 and memory.update(book) == 0
    return book


def found(db, text, code="zh", **more):
    return [(round(m.score), m.pair.target_language) for m in memory.lookup(db, text, get(code), **more)]


def test_the_same_sentence_then_the_like(db):
    text = "被告于本判决生效之日起十日内偿还原告借款12000元。"
    assert found(db, text) == [(100, "bo"), (100, "ug"), (88, "bo")]
    assert found(db, text, other="ug") == [(100, "ug")]
    assert found(db, text, limit=1) == [(100, "bo")] and found(db, text, least=90) == [(100, "bo"), (100, "ug")]


def test_punctuation_and_width_do_not_count_but_a_number_does(db):
    assert found(db, "案件受理费１００元由被告负担") == [(100, "bo")]
    (match,) = memory.lookup(db, "案件受理费300元，由被告负担。", get("zh"))
    assert match.score < 100 and match.edits == (memory.Edit("replace", Span(5, 6), Span(5, 6)),)
    assert (match.pair.court, match.times, match.place) == ("甲法院", 1, ("甲法院",))


def test_the_other_direction(db):
    asked = PAIRS["bo"][0][1].replace("10", "༢༠")
    matches = memory.lookup(db, asked, get("bo"))
    assert [m.pair.target for m in matches] == [PAIRS["bo"][0][1], PAIRS["bo"][1][1]]
    (edit, *_) = matches[0].edits
    assert asked[slice(*edit.asked)] == "༢༠" or "༢༠" in asked[slice(*edit.asked)]
    assert found(db, "جاۋابكار 12000 يۈەن قايتۇرسۇن", "ug", least=30)[0][1] == "ug"


@pytest.mark.parametrize("text", ["", "。", "航空母舰", "*", '"', "x" * 5000])
def test_nothing_is_like_these(db, text):
    assert memory.lookup(db, text, get("zh")) == [] and memory.lookup(db, text, get("bo")) == []


def test_a_short_sentence(db):
    assert found(db, "判决如下：") == [(100, "bo")] and found(db, "判决") == []


def test_what_is_rejected_or_gone_is_not_found(db):
    db.execute("UPDATE beads SET status = 'rejected' WHERE id = 1")
    assert found(db, PAIRS["bo"][0][0]) == [(100, "ug"), (88, "bo")]
    db.execute("DELETE FROM documents WHERE language = 'ug'")
    assert found(db, PAIRS["bo"][0][0]) == [(88, "bo")]


def test_what_a_person_confirmed_comes_first(db):
    db.execute("UPDATE beads SET status = 'confirmed' WHERE id = 5")
    assert found(db, PAIRS["bo"][0][0])[:2] == [(100, "ug"), (100, "bo")]


def test_the_same_pair_in_many_judgments_is_one_match(db):
    add(db, "bo", PAIRS["bo"][3:] * 3, "2")
    assert found(db, "判决如下：") == [(100, "bo")]
    assert memory.update(db) == 3
    (match,) = memory.lookup(db, "判决如下：", get("zh"))
    assert match.times == 4


def test_chunks_grow_and_follow_each_other(db, monkeypatch):
    monkeypatch.setattr(rows, "CHUNK", 4)
    rows.put_in(db, [], {("zh", "甲_乙"): [1, 2, 3]})
    rows.put_in(db, [], {("zh", "甲_乙"): [4, 5, 6, 7, 8, 9], ("zh", "丙_丁"): [7]})
    chunks = db.execute("SELECT chunk, length(beads) FROM memory_postings WHERE feature = '甲_乙'").fetchall()
    assert chunks == [(0, 16), (1, 16), (2, 4)]
    assert rows.postings_of(db, "zh", ["甲_乙"])[0].tolist() == [*range(1, 10)]
    assert rows.posting_counts(db, "zh", ["甲_乙", "丙_丁", "戊_己"]) == {"甲_乙": 9, "丙_丁": 1}


def test_an_update_cut_short_goes_on(db, monkeypatch):
    monkeypatch.setattr(rows, "BATCH", 2)
    add(db, "bo", PAIRS["bo"], "2")
    calls = []

    def stop(text, share=None):
        calls.append(text)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        memory.update(db, stop)
    assert calls[0].endswith("2/4") and memory.update(db) == 2


# Pure parts


@pytest.mark.parametrize("code, text", [
    ("zh", "判决如下：被告偿还2020元"), ("bo", "ཁྲིམས་ཁང་གིས་བཅད།"), ("ug", "سوت ھۆكۈم چىقاردى"), ("zh", "判"), ("zh", ""),
])  # fmt: skip
def test_tokens_come_back_from_the_index(code, text):
    language = get(code)
    assert indexed_tokens(index_text(text, language), language) == tokens(text, language)


def test_features_by_language():
    assert features(tokens("判决判决", get("zh")), get("zh")) == ["判_决", "决_判"]
    assert features(tokens("判", get("zh")), get("zh")) == ["判"]
    assert features(tokens("سوتقا ھۆكۈملەر", get("ug")), get("ug")) == ["سوتقا", "ھۆكۈم"]


def test_rare_features_first_until_enough_is_read():
    assert rare({"a": 30_000, "b": 1, "c": 20_000, "d": 90_000}) == ["b", "c", "a"]
    assert rare({"a": 900_000, "b": 800_000}) == ["b", "a"] and rare({}) == []


def test_candidates_share_most():
    many = np.arange(5000, dtype=np.uint32)
    assert candidates([many, np.array([7, 8], np.uint32), np.array([8], np.uint32)], 5000).size == CANDIDATES
    assert {7, 8} <= set(candidates([many, np.array([7, 8], np.uint32)], 5000).tolist())
    assert candidates([], 5000).size == 0


TEXTS = st.text("判决书被告人原，。 12", max_size=20)


@given(TEXTS, TEXTS)
def test_edits_turn_one_text_into_the_other(asked, found):
    zh = get("zh")
    out, at = "", 0
    for edit in edits(asked, found, zh):
        out += asked[at : edit.asked.start] + found[edit.found.start : edit.found.end]
        at = edit.asked.end
    assert zh.key(out + asked[at:]) == zh.key(found)


@given(TEXTS, TEXTS, st.floats(0, 100))
def test_score_is_the_share_of_characters_no_edit_touches(a, b, least):
    exact = 100 * (1 - Levenshtein.distance(a, b) / max(len(a), len(b), 1))
    assert score(a, b) == pytest.approx(exact)
    assert score(a, b, least) == pytest.approx(exact) or (score(a, b, least) == 0 and exact <= least + 1e-6)


@settings(max_examples=12)
@given(st.lists(st.text("判决书被告人原", min_size=2, max_size=9), min_size=1, max_size=12, unique=True), st.data())
def test_finds_what_a_scan_finds(lines, data):
    zh, book = get("zh"), store.open_workspace(":memory:")
    add(book, "bo", [(line, "ཀ") for line in lines])
    memory.update(book)
    asked = data.draw(st.sampled_from(lines))
    at = data.draw(st.integers(0, len(asked)))
    asked = asked[:at] + "权" + asked[at:]
    wanted = {line for line in lines if score(comparable(tokens(asked, zh), zh), comparable(tokens(line, zh), zh)) >= 60}
    shares = {line for line in wanted if set(features(tokens(line, zh), zh)) & set(features(tokens(asked, zh), zh))}
    assert {m.pair.source for m in memory.lookup(book, asked, zh, limit=50)} == shares


def test_reindexing_gives_the_same_index(db):
    before = db.execute("SELECT rowid, source, target, language FROM pair_index ORDER BY rowid").fetchall()
    db.execute("DELETE FROM pair_index")
    index_all(db)
    assert db.execute("SELECT rowid, source, target, language FROM pair_index ORDER BY rowid").fetchall() == before
