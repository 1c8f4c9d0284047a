"""Translation memories in the workspace: ready pairs at once, kept through every run, given back as they came."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from test_aligner_store import bead, document
from test_tmx import HEAD, HEADER, units, unlined, written

from aligner import build, exporting, importing, store
from aligner.exchange import Code, Remark, Unit, Variant, read_tmx
from aligner.exchange.tsv import COLUMNS
from aligner.lexicon import Lexicon
from aligner.model import DocumentPair, Link, Status
from aligner.store.exports import outgoing
from corpora import store as corpora_store
from corpora.importing import add_folder
from corpora.languages.tags import from_tag, to_tag
from corpora.model import Outcome, Span
from corpora.pages import look

APP = Path(__file__).parents[1] / "streamlit_app.py"
AT = "2026-03-02T09:00:00+00:00"
NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
ZH = Variant("zh-CN", "被告应当偿还借款。", (Code(2, '<ph x="1">&lt;br/&gt;</ph>'),), (("creationid", "甲"),))
BO = Variant("bo-CN", "གཏུག་ཡུལ་གྱིས་བུ་ལོན་འཇལ་དགོས།", (Code(0, '<hi type="b">'), Code(5, "</hi>")))
UG = Variant("ug", "جاۋابكار قەرزنى قايتۇرسۇن.")
EN = Variant("en-US", "The defendant shall repay.")
UNIT = Unit((EN, BO, ZH, UG), (("tuid", "1"), ("changedate", "20240203T040506Z")), (Remark("note", "一稿"),))
OTHER = Unit((Variant("zh", "判决如下："), Variant("bo", "ཐག་གཅོད་གཤམ་གསལ།")))


@pytest.fixture
def db():
    return store.open_workspace(":memory:")


@pytest.fixture
def memory(tmp_path) -> Path:
    return written(tmp_path / "memory.tmx", HEADER, [UNIT, OTHER])


def add(db, *paths):
    return importing.add_memories(db, paths, AT)


def test_units_become_pairs_of_every_language_with_chinese(db, memory):
    (row,) = add(db, memory)
    assert (row.outcome, row.sentences, row.language) == (Outcome.ADDED, 3, "bo")
    assert row.reason == "藏文 2 句对；维吾尔文 1 句对；语言代码 en-US 1 条（首见第 7 行）"
    (found,) = store.search(db, "偿还借款", "bo")
    assert (found.source, found.target, found.status, found.posterior) == (ZH.text, BO.text, Status.IMPORTED, 1.0)
    assert [p.target for p in store.search(db, "قەرزنى")] == [UG.text]
    assert store.pair_counts(db) == {"bo": 2, "ug": 1}
    name, header, unit = store.memory_unit(db, found.bead)
    assert (name, header) == ("memory.tmx", HEADER)
    assert unit == Unit((ZH, BO), UNIT.attributes, UNIT.remarks, unit.line)


def test_the_same_file_adds_nothing_the_same_units_in_another_neither(db, memory, tmp_path):
    add(db, memory)
    assert [r.outcome for r in add(db, memory)] == [Outcome.KNOWN]
    other = written(tmp_path / "later.tmx", HEADER, [OTHER, Unit((ZH, Variant("bo", "བུ་ལོན་འཇལ།"))), OTHER])
    (row,) = add(db, other)
    assert (row.sentences, row.reason) == (1, "藏文 1 句对；相同句对已有 2 条（首见第 7 行）")
    copy = written(tmp_path / "copy.tmx", HEADER, [OTHER])
    assert [r.outcome for r in add(db, copy)] == [Outcome.DUPLICATE]
    assert [m.name for m in store.memories(db)] == ["memory.tmx", "later.tmx", "copy.tmx"]
    assert [r.path for r in corpora_store.last_report(db)] == ["copy.tmx"]


def test_a_memory_is_forgotten_by_file(db, memory, tmp_path):
    add(db, memory, written(tmp_path / "other.tmx", HEADER, [Unit((ZH, Variant("ko", "피고는 갚아야 한다.")))]))
    one, other = store.memories(db)
    assert (one.units, one.languages, other.units) == (3, ("bo", "ug"), 1)
    assert store.remove_memory(db, one.sha256) == 3
    assert store.pair_counts(db) == {"ko": 1} and store.count(db, "判决如下") == 0
    assert db["memory_units"].count == 1
    assert [r.outcome for r in add(db, memory)] == [Outcome.ADDED]


def test_a_pair_says_where_it_is_from(db, memory):
    add(db, memory)
    (found,) = store.search(db, "偿还借款", "bo")
    assert store.place(db, found) == ["memory.tmx", "T", "2024-02-03", "甲"]


def test_the_concordance_says_where_a_pair_is_from(memory, tmp_path, monkeypatch):
    add(store.open_workspace(tmp_path / "w.db"), memory)
    monkeypatch.setenv("SHUANGYU_DB", str(tmp_path / "w.db"))
    drawn = []
    monkeypatch.setattr(look, "bitext", lambda rows, *_, **options: drawn.extend(rows))
    at = AppTest.from_file(APP, default_timeout=60)
    at.query_params["q"] = "偿还借款"
    assert not at.run().switch_page("glossary/pages/concordance.py").run().exception
    assert {row.head for row in drawn} == {"memory.tmx · T · 2024-02-03 · 甲"}


def test_what_another_memory_has_too_is_not_forgotten(db, memory, tmp_path):
    theirs = Unit((ZH, BO), (("tuid", "乙"),))
    later, last = (written(tmp_path / f"{n}.tmx", HEADER, [theirs, Unit((ZH, Variant("ko", f"갚아라 {n}.")))]) for n in (1, 2))
    add(db, memory, later, last)
    one, two, three = store.memories(db)
    assert (one.units, two.units, three.units) == (3, 2, 2)
    assert importing.forget(db, one.sha256) == (2, 1)
    (kept,) = store.search(db, "偿还借款", "bo")
    name, _, unit = store.memory_unit(db, kept.bead)
    assert (name, unit.attributes, unit.variants) == ("1.tmx", theirs.attributes, theirs.variants)
    assert [m.units for m in store.memories(db)] == [2, 2]
    assert importing.forget(db, three.sha256) == (1, 0)
    assert importing.forget(db, two.sha256) == (2, 0) and store.pair_counts(db) == {}


def test_the_last_of_three_memories_inherits(db, memory, tmp_path):
    copies = [written(tmp_path / f"{n}.tmx", HEADER, [OTHER, Unit((EN,))][: 1 + n]) for n in (0, 1)]
    add(db, memory, *copies)
    for gone, kept in ((2, 1), (0, 1), (1, 0)):
        first = store.memories(db)[0]
        assert importing.forget(db, first.sha256) == (gone, kept)
        assert store.count(db, "判决如下") == kept and store.pair_counts(db).get("bo", 0) == kept


def test_no_run_of_the_machine_touches_a_memory(db, memory):
    add(db, memory)
    before = [tuple(b) for b in db.execute("SELECT * FROM beads")]
    done = build.update(db)
    assert (done.paired, done.aligned, done.linked) == (0, 0, 3)
    db.execute("UPDATE document_pairs SET aligned = 0")
    assert build.update(db) == build.Summary(0, 0, 0, 0)
    assert [tuple(b) for b in db.execute("SELECT * FROM beads")] == before
    assert store.paired_documents(db) == []
    assert (store.counts(db).document_pairs, store.counts(db).pairs) == (0, 3)


def test_a_memory_teaches_the_lexicon_once(db, tmp_path):
    words = {"草场": "རྩྭ་ཁ", "承包": "བོགས་མ", "合同": "གན་རྒྱ", "赔偿": "སྐྱིན་ཚབ"}
    made = [
        Unit((Variant("zh", a + b), Variant("bo", f"{words[a]}་{words[b]}།"))) for a in words for b in words if a != b
    ]
    add(db, *(written(tmp_path / f"{n}.tmx", HEADER, made) for n in (1, 2)))
    assert store.lexicon(db, "zh", "bo") is None
    build.update(db)
    learnt = store.lexicon(db, "zh", "bo")
    book = Lexicon.from_bytes(learnt)
    first = book.source.index("草")
    here = slice(book.rows[first], book.rows[first + 1])
    best = max(zip(book.forward_counts[here], book.columns[here], strict=True))[1]
    assert book.source_counts[first] == 6 and book.target[best] in ("རྩྭ", "ཁ")
    build.update(db)
    assert store.lexicon(db, "zh", "bo") == learnt
    importing.forget(db, store.memories(db)[0].sha256)
    build.update(db)
    assert store.lexicon(db, "zh", "bo") == learnt


def test_parts_of_a_large_file_are_documents_of_their_own(db, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "PART", 2)
    path = written(tmp_path / "m.tmx", HEADER, [Unit((Variant("zh", f"第{n}条。"), Variant("bo", f"དོན་ཚན་{n}།"))) for n in range(5)])
    add(db, path)
    names = [d.name for d in corpora_store.listing(db) if d.language == "zh"]
    assert names == ["m.tmx（藏文 1—2）", "m.tmx（藏文 3—4）", "m.tmx（藏文 5—5）"]
    assert [p.source for p in store.pairs(db, "zh", "bo")] == [f"第{n}条。" for n in range(5)]


def test_a_file_that_breaks_off_leaves_nothing(db, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "PART", 1)
    unit = '<tu><tuv xml:lang="zh"><seg>第%d条</seg></tuv><tuv xml:lang="bo"><seg>དོན་ཚན་%d</seg></tuv></tu>'
    path = tmp_path / "broken.tmx"
    path.write_text(f'<tmx version="1.4">{HEAD}<body>{unit % (1, 1)}\n{unit % (2, 2)}\n<tu>', encoding="utf-8")
    (row,) = add(db, path)
    assert row.outcome is Outcome.UNREADABLE and row.reason.startswith("第 3 行不是合格的 XML")
    assert db["documents"].count == db["beads"].count == db["memories"].count == 0


def test_parts_left_by_a_crash_are_taken_away_before_the_next_try(db, memory, monkeypatch):
    monkeypatch.setattr(store, "add_memory", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(store, "remove_memory", lambda *_: 0)
        add(db, memory)
    assert db["documents"].count > 0
    monkeypatch.undo()
    assert [r.outcome for r in add(db, memory)] == [Outcome.ADDED]
    assert store.pair_counts(db) == {"bo": 2, "ug": 1}


@pytest.mark.parametrize(("made", "outcome", "reason"), [
    ([], Outcome.EMPTY, "没有翻译单元"),
    ([Unit((EN, Variant("fr", "Le défendeur")))], Outcome.UNKNOWN_LANGUAGE, "没有汉文（en-US、fr） 1 条（首见第 7 行）"),
    ([Unit((ZH, EN))], Outcome.UNKNOWN_LANGUAGE, "语言代码 en-US 1 条"),
    ([Unit((ZH,))], Outcome.UNKNOWN_LANGUAGE, "只有汉文 1 条"),
    ([Unit((ZH, Variant("bo", " \n")))], Outcome.UNKNOWN_LANGUAGE, "译文为空 1 条"),
])  # fmt: skip
def test_what_gives_no_pair_says_why(db, tmp_path, made, outcome, reason):
    (row,) = add(db, written(tmp_path / "x.tmx", HEADER, made))
    assert row.outcome is outcome and reason in row.reason


def test_a_missing_file_does_not_stop_the_others(db, memory, tmp_path):
    assert [r.outcome for r in add(db, tmp_path / "none.tmx", memory)] == [Outcome.UNREADABLE, Outcome.ADDED]


def test_every_file_of_other_tools_is_taken_or_named(db, data):
    rows = add(db, *sorted((data / "interchange" / "tmx").glob("*.tmx")))
    assert len(rows) == 79 and all(r.reason for r in rows)
    known = [r.path for r in rows if r.outcome is Outcome.KNOWN]
    assert {r.outcome for r in rows} <= {Outcome.UNKNOWN_LANGUAGE, Outcome.EMPTY, Outcome.KNOWN}, known


def test_a_memory_among_judgments_is_pointed_to_its_own_command(db, memory):
    (row,) = add_folder(db, memory.parent, AT)
    assert row.outcome is Outcome.UNSUPPORTED and "shuangyu aligner import" in row.reason


@pytest.mark.parametrize(("tag", "text", "code"), [
    ("zh-CN", "", "zh"), ("ZH_cn", "", "zh"), ("zh-Hant-TW", "", "zh"), ("bo", "", "bo"), ("bo-CN", "", "bo"), ("tib", "", "bo"),
    ("mn-Mong-CN", "", "mn-Mong"), ("mn-CN", "", "mn-Mong"), ("mn-MN", "", "mn-Cyrl"), ("mn", "", "mn-Cyrl"),
    ("mn", "ᠬᠠᠤᠯᠢ ᠶᠢᠨ ᠬᠣᠷᠢᠶ᠎ᠠ", "mn-Mong"), ("mn-CN", "Шүүх хурал өнөөдөр", "mn-Cyrl"), ("ug-CN", "", "ug"), ("ug-Latn", "", None),
    ("kk", "", "kk-Cyrl"), ("kk-CN", "", "kk-Arab"), ("kk-Cyrl-CN", "", "kk-Cyrl"), ("ko-KR", "", "ko"), ("za", "", "za"),
    ("en-US", "", None), ("", "", None), ("*all*", "", None),
])  # fmt: skip
def test_tags_of_other_tools(tag, text, code):
    assert from_tag(tag, text) == code


def test_our_tags_are_read_as_what_they_name():
    from corpora.languages import CODES

    assert [from_tag(to_tag(code)) for code in CODES] == list(CODES)


# Out again


@pytest.fixture
def full(db, memory):
    """A memory, and a judgment with a sure, a doubtful and a rejected bead and word links."""
    add(db, memory)
    zh = ["本院认为：", "判决\t如下。", "驳回。"]
    ug = ["سوت مۇنداق دەپ قارىدى:", "ھۆكۈم\\تۆۋەندىكىچە.", "رەت قىلىندى."]
    facts = {"kind": "判决书", "court": "某法院", "case_number": "(2020)青2802民初123号"}
    numbers = [corpora_store.add_document(db, d, b"", d.sha256) for d in (document("zh", zh, **facts), document("ug", ug))]
    store.add_pairs(db, [DocumentPair(*numbers, "case_number", 0.9, "案号相同")])
    (task,) = store.unaligned(db)
    beads = [bead((n, n + 1), (n, n + 1), p) for n, p in enumerate((0.9, 0.4, 0.8))]
    store.replace_beads(db, task, beads, {b: (zh[n], ug[n]) for n, b in enumerate(beads)})
    db.execute("UPDATE beads SET status = 'rejected' WHERE s0 = 2 AND method = 'lexical'")
    (first, *_) = (p for p in store.pairs(db, "zh", "ug") if p.court)
    store.save_links(db, [(first.bead, [Link(Span(1, 2), Span(0, 3), 0.9), Link(Span(0, 1), Span(0, 3), 0.8)])])
    return db


def test_a_memory_goes_out_as_it_came(db, memory, tmp_path):
    add(db, memory)
    path = tmp_path / "out.tmx"
    assert exporting.export_tmx(db, path, outgoing(db), NOW, "1.0") == 3
    inherited = (("creationtool", "T"), ("creationtoolversion", "1"), ("datatype", "html"), ("o-tmf", "T"), ("srclang", "*all*"))
    expected = [
        Unit((ZH, BO), UNIT.attributes + inherited, UNIT.remarks), Unit(OTHER.variants, inherited),
        Unit((ZH, UG), UNIT.attributes + inherited, UNIT.remarks),
    ]  # fmt: skip
    assert unlined(units(path)) == expected


def test_pairs_of_judgments_say_where_they_stand(full, tmp_path):
    path = tmp_path / "out.tmx"
    exporting.export_tmx(full, path, outgoing(full, "ug", least=0.5), NOW, "1.0")
    header, made = read_tmx(path)
    assert header.get("creationdate") == "20260302T090000Z" and header.get("srclang") == "zh-CN"
    memory, judgment = made
    assert memory.variants[1].text == UG.text
    assert [v.language for v in judgment.variants] == ["zh-CN", "ug-CN"]
    said = {dict(r.attributes)["type"]: r.text for r in judgment.remarks}
    assert said == {
        "x-court": "某法院", "x-case-number": "(2020)青2802民初123号", "x-kind": "判决书", "x-section": "诉称",
        "x-posterior": "0.900", "x-status": "machine",
    }  # fmt: skip


def test_what_goes_out(full):
    def texts(**asked):
        return [p.source for p in outgoing(full, **asked)]

    assert texts(language="ug") == [ZH.text, "本院认为：", "判决\t如下。"]
    assert texts(language="ug", least=0.5) == [ZH.text, "本院认为："]
    assert texts(confirmed=True) == []
    full.execute("UPDATE beads SET status = 'confirmed' WHERE posterior = 0.4")
    assert texts(confirmed=True) == ["判决\t如下。"] == texts(least=0.95, language="ug")[1:]
    assert len(texts()) == 5


def test_a_line_of_tsv_is_a_pair(full, tmp_path):
    path = tmp_path / "out.tsv"
    assert exporting.export_tsv(path, outgoing(full, "ug")) == 3
    lines = [line.split("\t") for line in path.read_text(encoding="utf-8").removesuffix("\n").split("\n")]
    assert lines[0] == list(COLUMNS) and {len(line) for line in lines} == {len(COLUMNS)}
    assert lines[3][2:5] == ["判决\\t如下。", "ھۆكۈم\\\\تۆۋەندىكىچە.", "某法院"]


def test_links_in_pharaoh_form(full, tmp_path):
    path = tmp_path / "out.links"
    assert exporting.export_links(full, path, outgoing(full, "ug"), "ug") == 3
    source, target, links = (path.with_suffix(s).read_text(encoding="utf-8").split("\n") for s in (".src", ".tgt", ".links"))
    assert source[1] == "本 院 认 为 ：" and target[1] == "سوت مۇنداق دەپ قارىدى :"
    assert links == ["", "0-0 1-0", "", ""] and len(source) == len(target) == 4


def test_a_file_is_there_wholly_or_not_at_all(tmp_path):
    path = tmp_path / "out.tsv"
    path.write_text("旧", encoding="utf-8")

    def broken():
        raise OSError("磁盘已满")
        yield

    with pytest.raises(OSError, match="磁盘"):
        exporting.export_tsv(path, broken())
    assert path.read_text(encoding="utf-8") == "旧" and list(tmp_path.iterdir()) == [path]


def test_tokens_hold_no_tsheg_and_a_link_may_span_several():
    from aligner.exchange.pharaoh import write_pharaoh
    from corpora.languages import get

    files = [io.StringIO() for _ in range(3)]
    write_pharaoh(*files, [("法院（一）", "ཁྲིམས་ཁང་།", [Link(Span(0, 2), Span(6, 8), 0.5), Link(Span(4, 4), Span(0, 7), 0.5)])], (get("zh"), get("bo")))
    assert [f.getvalue() for f in files] == ["法 院 （ 一 ）\n", "ཁྲིམས ཁང །\n", "0-1 1-1\n"]
