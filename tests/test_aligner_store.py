"""What alignment keeps: human decisions survive, search finds by key on either side, readings are in order."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import store
from aligner.likeness import Sketch
from aligner.model import Bead, DocumentPair, Link, Status
from aligner.search_index import tokens
from corpora import store as corpora_store
from corpora.languages import get
from corpora.model import Document, Genre, Party, Section, Segment, Span

ZH = ["原告扎某向本院提出诉讼请求。", "本院认为，借款合同有效。", "判决如下：", "被告偿还借款12000元。"]
BO = ["ཞུ་གཏུག་མི་བཀྲ་ཤིས་ཀྱིས་ཁྲིམས་ཁང་ལ་གཏུག་བཤེར་བྱས།", "ཁྲིམས་ཁང་གིས་གན་རྒྱ་ལ་ནུས་པ་ཡོད་པར་འདོད།", "ཐག་གཅོད་གཤམ་གསལ།", "བུ་ལོན་སྒོར་༡༢༠༠༠སྤྲོད་དགོས།"]
UG = ["دەۋاگەر سوتقا ئەرز قىلدى.", "سوت توختامنى كۈچكە ئىگە دەپ قارىدى.", "ھۆكۈم تۆۋەندىكىچە:", "جاۋابكار 12000 يۈەن قايتۇرسۇن."]


def document(language, lines, **more):
    body, segments = "", []
    for n, line in enumerate(lines):
        segments.append(Segment(len(body), len(body) + len(line), Section.RULING if n > 1 else Section.CLAIMS))
        body += line + "\n"
    return Document(
        body=body, language=language, segments=tuple(segments), name=f"{language}.txt", sha256=language + body, **more
    )


def add(db, made):
    return corpora_store.add_document(db, made, b"", made.sha256)


def bead(s, t, posterior=0.9, **more):
    return Bead(Span(*s), Span(*t), -1.0, posterior, **more)


BEADS = [bead((0, 1), (0, 1)), bead((1, 2), (1, 2), 0.4), bead((2, 3), (2, 2)), bead((3, 3), (2, 3)), bead((3, 4), (3, 4), 0.95)]


def texts(beads, zh, other):
    return {
        b: (zh[b.source.start], other[b.target.start])
        for b in beads
        if b.source.end > b.source.start and b.target.end > b.target.start
    }


@pytest.fixture
def db():
    """Chinese with Tibetan and Uyghur, both aligned."""
    book = store.open_workspace(":memory:")
    facts = {"kind": "判决书", "case_number": "(2020)青2802民初123号", "date": date(2020, 10, 15)}
    zh = add(book, document("zh", ZH, genre=Genre.JUDGMENT, **facts))
    others = [add(book, document(code, lines)) for code, lines in (("bo", BO), ("ug", UG))]
    store.add_pairs(book, [DocumentPair(zh, n, "case_number", 0.9, "案号相同") for n in others])
    for task, lines in zip(store.unaligned(book), (BO, UG), strict=True):
        store.replace_beads(book, task, BEADS, texts(BEADS, ZH, lines))
    return book


def test_pairs_carry_where_they_stand(db):
    first, *_ = store.pairs(db, "zh", "bo")
    assert (first.source, first.target, first.section) == (ZH[0], BO[0], Section.CLAIMS)
    assert (first.kind, first.case_number, first.date) == ("判决书", "(2020)青2802民初123号", "2020-10-15")
    assert store.pair(db, first.bead) == first
    with pytest.raises(KeyError):
        store.pair(db, 999)


def test_nulls_are_no_pairs_but_are_read(db):
    assert len(list(store.pairs(db, "zh", "bo"))) == 3
    read = store.reading(db, 1)
    assert [(r.source, r.target) for r in read] == [(ZH[0], BO[0]), (ZH[1], BO[1]), (ZH[2], ""), ("", BO[2]), (ZH[3], BO[3])]
    assert [r.section for r in read] == [Section.CLAIMS, Section.CLAIMS, Section.RULING, Section.RULING, Section.RULING]
    with pytest.raises(KeyError):
        store.reading(db, 99)


def test_several_segments_are_joined_as_the_language_writes(db):
    store.replace_beads(db, store.Task(2, 1, 3, "zh", "ug"), [bead((0, 2), (0, 2))], {})
    assert (store.reading(db, 2)[0].source, store.reading(db, 2)[0].target) == (ZH[0] + ZH[1], f"{UG[0]} {UG[1]}")


def test_counts(db):
    assert store.counts(db) == store.Counts(document_pairs=2, pairs=6, doubtful=2)
    assert store.pair_counts(db) == {"bo": 3, "ug": 3}


def test_paired_documents_newest_judgment_first(db):
    zh = add(db, document("zh", ZH[1:], genre=Genre.JUDGMENT, date=date(2021, 1, 1)))
    bo = add(db, document("bo", BO[1:]))
    store.add_pairs(db, [DocumentPair(zh, bo, "content", 0.7, "内容相符")])
    found = store.paired_documents(db)
    assert [(p.source, p.target_language, p.status) for p in found] == [
        (zh, "bo", Status.MACHINE), (1, "bo", Status.MACHINE), (1, "ug", Status.MACHINE)
    ]  # fmt: skip
    assert found[1].name == "zh.txt" and found[1].evidence == "案号相同"


def test_a_machine_run_keeps_what_people_decided(db):
    db.execute("UPDATE beads SET status = 'confirmed' WHERE document_pair = 1 AND s0 = 0")
    db.execute("UPDATE beads SET status = 'rejected' WHERE document_pair = 1 AND s0 = 1")
    again = [bead((0, 1), (0, 1), status=Status.CONFIRMED), BEADS[1], bead((2, 3), (2, 3)), BEADS[4]]
    written = store.replace_beads(db, store.Task(1, 1, 2, "zh", "bo"), again, texts(again, ZH, BO))
    assert written == 3
    assert [(r.bead.status, r.source, r.target) for r in store.reading(db, 1)] == [
        (Status.CONFIRMED, ZH[0], BO[0]), (Status.MACHINE, ZH[1], ""), (Status.MACHINE, "", BO[1]),
        (Status.MACHINE, ZH[2], BO[2]), (Status.MACHINE, ZH[3], BO[3]),
    ]  # fmt: skip
    assert [b.source for b in store.fixed_beads(db, 1)] == [Span(0, 1)]


def test_beads_that_stay_keep_number_links_and_place_in_the_index(db):
    before = {r.source: r.bead.id for r in store.reading(db, 1)}
    store.save_links(db, [(before[ZH[0]], [Link(Span(0, 2), Span(0, 3), 0.5)])])
    again = [*BEADS[:2], bead((2, 3), (2, 3)), bead((3, 4), (3, 4), 0.6)]
    assert store.replace_beads(db, store.Task(1, 1, 2, "zh", "bo"), again, texts(again, ZH, BO)) == 1
    after = {r.source: r.bead for r in store.reading(db, 1)}
    assert [after[line].id for line in (ZH[0], ZH[1], ZH[3])] == [before[line] for line in (ZH[0], ZH[1], ZH[3])]
    assert after[ZH[3]].posterior == 0.6 and after[ZH[2]].id > max(before.values())
    assert len(store.links(db, before[ZH[0]])) == 1 and store.count(db, "借款", language="bo") == 2


def test_numbers_of_beads_are_given_once(db):
    (last,) = db.execute("SELECT max(id) FROM beads").fetchone()
    db.execute("DELETE FROM beads WHERE id >= ?", [last - 1])
    store.replace_beads(db, store.Task(2, 1, 3, "zh", "ug"), BEADS, texts(BEADS, ZH, UG))
    assert sorted(n for (n,) in db.execute("SELECT id FROM beads WHERE id > ?", [last])) == [last + 1, last + 2]


def test_what_people_decided_meanwhile_is_not_overwritten(db):
    task = store.Task(1, 1, 2, "zh", "bo")
    db.execute("UPDATE document_pairs SET aligned = 0 WHERE id = 1")
    db.execute("UPDATE beads SET status = 'confirmed' WHERE document_pair = 1 AND s0 = 0")
    before = store.reading(db, 1)
    again = [bead((0, 2), (0, 2)), *BEADS[2:]]
    assert store.replace_beads(db, task, again, texts(again, ZH, BO)) == 0
    assert store.reading(db, 1) == before and [t.id for t in store.unaligned(db)] == [1]


def test_rejected_pairs_are_neither_read_counted_nor_found(db):
    assert store.count(db, "借款合同") == 2
    db.execute("UPDATE beads SET status = 'rejected' WHERE document_pair = 1")
    db.execute("UPDATE document_pairs SET status = 'rejected' WHERE id = 2")
    assert not list(store.pairs(db, "zh", "bo")) and not list(store.pairs(db, "zh", "ug"))
    assert store.count(db, "借款合同") == 0 and store.search(db, "借款合同") == []
    assert store.counts(db).pairs == 0 and store.pair_counts(db) == {}


def test_links_come_back(db):
    (first, second, _) = store.pairs(db, "zh", "bo")
    assert store.unlinked(db)["zh", "bo"][0] == first.bead and store.links(db, first.bead) == []
    made = [Link(Span(0, 2), Span(0, 10), 0.875), Link(Span(3, 4), Span(11, 14), 0.5)]
    store.save_links(db, [(first.bead, made), (second.bead, [])])
    assert store.links(db, first.bead) == made and store.links(db, second.bead) == []
    assert not {first.bead, second.bead} & set(store.unlinked(db)["zh", "bo"])
    (text,) = db.execute("SELECT links FROM pair_texts WHERE bead = ?", [first.bead]).fetchone()
    assert json.loads(text) == [[0, 2, 0, 10, 0.875], [3, 4, 11, 14, 0.5]]


def test_models_come_back(db):
    assert store.lexicon(db, "zh", "bo") is None and store.word_model(db, "zh", "bo") is None
    store.save_lexicon(db, "zh", "bo", b"1")
    store.save_lexicon(db, "zh", "bo", b"2")
    store.save_word_model(db, "zh", "bo", b"3")
    assert (store.lexicon(db, "zh", "bo"), store.word_model(db, "zh", "bo")) == (b"2", b"3")


def test_sketches_come_back(db):
    zh = document("zh", ZH[:1], parties=(Party("原告", "扎某"),), genre=Genre.JUDGMENT, date=date(2020, 1, 2), case_masked=True)
    number = add(db, zh)
    made = Sketch(number, "zh", Genre.JUDGMENT, None, None, True, date(2020, 1, 2), ("原告",), ("money:1",), (3, 4), "a/b", ("扎",))
    assert number in store.unsketched(db)
    store.add_sketches(db, [made])
    assert store.sketches(db) == [made] and number not in store.unsketched(db)


def test_pairs_are_added_once(db):
    again = DocumentPair(1, 2, "content", 0.1, "别的依据")
    assert store.add_pairs(db, [again]) == 0
    assert store.pair_keys(db) == ({(1, 2), (1, 3)}, set())
    db.execute("UPDATE document_pairs SET status = 'rejected' WHERE id = 1")
    assert store.pair_keys(db) == ({(1, 3)}, {(1, 2)})


def test_a_document_taken_away_takes_everything_with_it(db):
    db.execute("DELETE FROM documents WHERE language = 'bo'")
    for table in ("document_pairs", "beads", "pair_texts", "pair_index"):
        where = "WHERE language = 'bo'" if table == "pair_index" else ""
        (n,) = db.execute(f"SELECT count(*) FROM {table} {where}").fetchone()
        assert n == {"document_pairs": 1, "beads": 5, "pair_texts": 3, "pair_index": 0}[table]


# Search

@pytest.mark.parametrize("query, languages", [
    ("借款", ["bo", "bo", "ug", "ug"]), ("借款合同", ["bo", "ug"]), ("款合", ["bo", "ug"]), ("１２０００元", ["bo", "ug"]),
    ("ཁྲིམས་ཁང", ["bo", "bo"]), ("ཁྲིམས་ཁང་།", ["bo", "bo"]), ("ཁང་གིས", ["bo"]), ("ཁྲིམ", []), ("སྒོར་༡༢༠༠༠", ["bo"]),
    ("سوت", ["ug", "ug"]), ("سوتقا", ["ug"]), ("ﺳﻮﺗﻘﺎ", ["ug"]), ("توختام", ["ug"]), ("ختام", []),
    ("", []), ("。", []), ('"', []), ('借款"', ["bo", "bo", "ug", "ug"]), ("借款 OR 判决", []), ("source : 借款", []), ("*", []),
])  # fmt: skip
def test_search_in_any_script(db, query, languages):
    found = store.search(db, query)
    assert sorted(p.target_language for p in found) == languages
    assert store.count(db, query) == len(found)


def test_search_in_one_language(db):
    assert [p.target_language for p in store.search(db, "借款合同", language="ug")] == ["ug"]
    assert store.count(db, "借款合同", language="ug") == 1
    assert store.search(db, "ཁྲིམས་ཁང", language="ug") == []


def test_the_surest_come_first_page_by_page(db):
    found = store.search(db, "借款", language="bo")
    assert [p.posterior for p in found] == [0.95, 0.4]
    assert [store.search(db, "借款", "bo", 1, n) for n in range(3)] == [found[:1], found[1:], []]
    db.execute("UPDATE beads SET status = 'confirmed' WHERE id = ?", [found[1].bead])
    assert [p.posterior for p in store.search(db, "借款", language="bo")] == [0.4, 0.95]


def test_replaced_beads_leave_the_index(db):
    store.replace_beads(db, store.Task(1, 1, 2, "zh", "bo"), [], {})
    assert store.count(db, "借款", language="bo") == 0 and store.count(db, "借款", language="ug") == 2


CHINESE = st.text("借款合同原被告，。 （）12", min_size=1, max_size=12)


@settings(max_examples=60)
@given(st.lists(CHINESE, min_size=1, max_size=6), st.text("借款合同原被告，12", min_size=1, max_size=3))
def test_search_is_containment_of_keys(lines, query):
    """Chinese: exactly the pairs whose key, punctuation aside, contains the query's, whole numbers only."""
    book = store.open_workspace(":memory:")
    zh, bo = add(book, document("zh", lines)), add(book, document("bo", ["ག"] * len(lines)))
    store.add_pairs(book, [DocumentPair(zh, bo, "content", 0.7, "")])
    beads = [bead((n, n + 1), (n, n + 1)) for n in range(len(lines))]
    store.replace_beads(book, store.unaligned(book)[0], beads, texts(beads, lines, ["ག"] * len(lines)))
    wanted = f" {' '.join(tokens(query, get('zh')))} "
    expected = [line for line in lines if wanted.strip() and wanted in f" {' '.join(tokens(line, get('zh')))} "]
    assert sorted(p.source for p in store.search(book, query)) == sorted(expected)
