"""The workspace file keeps documents exactly, and refuses what is no workspace."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest

from corpora import store
from corpora.model import Document, Genre, ImportRow, Outcome, Party, Section, Segment

BODY = "民事判决书\n原告：扎某。\nཞུ་གཏུག་པ། \u180e\u202f𠀀"
DOCUMENT = Document(
    body=BODY, language="zh", genre=Genre.JUDGMENT, kind="判决书", title="民事判决书", court="青海省德令哈市人民法院",
    case_number="(2020)青2802民初123号", case_masked=False, cause="草场承包经营权纠纷", date=date(2020, 10, 15),
    parties=(Party("原告", "扎某"),), segments=(Segment(0, 5, Section.TITLE), Segment(6, 12, Section.PARTIES)),
    name="1.docx", sha256="aa",
)  # fmt: skip


@pytest.fixture
def db():
    return store.open_workspace(":memory:")


def test_a_document_comes_back_as_it_was(db):
    number = store.add_document(db, DOCUMENT, b"\0original\xff", "key")
    assert store.document(db, number) == replace(DOCUMENT, id=number)
    assert store.original(db, "aa") == b"\0original\xff"
    assert store.by_key(db, "key") == number and store.by_key(db, "other") is None
    assert store.known_files(db) == {"aa": number}


def test_a_document_without_anything_known(db):
    bare = Document(body="", language="bo", sha256="bb")
    number = store.add_document(db, bare, b"", "k")
    assert store.document(db, number) == replace(bare, id=number)


def test_the_same_text_is_never_stored_twice(db):
    store.add_document(db, DOCUMENT, b"", "key")
    with pytest.raises(Exception, match="UNIQUE"):
        store.add_document(db, replace(DOCUMENT, sha256="cc"), b"", "key")
    assert len(list(store.documents(db))) == 1
    assert db.execute("SELECT count(*) FROM originals").fetchone()[0] == 1, "nothing of the second is left"


def test_documents_in_order_of_id_all_or_some(db):
    numbers = [store.add_document(db, replace(DOCUMENT, sha256=k), b"", k) for k in "abc"]
    assert [d.id for d in store.documents(db)] == numbers
    assert [d.id for d in store.documents(db, [numbers[2], numbers[0]])] == [numbers[0], numbers[2]]
    assert list(store.documents(db, [])) == []


def test_what_is_not_there_is_named(db):
    with pytest.raises(KeyError, match="7"):
        store.document(db, 7)
    with pytest.raises(KeyError, match="zz"):
        store.original(db, "zz")


def test_holdings_and_listing(db):
    store.add_document(db, DOCUMENT, b"", "a")
    store.add_document(db, replace(DOCUMENT, language="bo", sha256="b", segments=()), b"", "b")
    assert store.holdings(db) == [store.Holding("bo", 1, 0), store.Holding("zh", 1, 2)]
    assert [(row.language, row.segments, row.date) for row in store.listing(db)] == [
        ("zh", 2, "2020-10-15"), ("bo", 0, "2020-10-15"),
    ]  # fmt: skip
    assert store.document_names(db) == {"1.docx"}


def test_the_report_is_that_of_the_last_run(db):
    number = store.add_document(db, DOCUMENT, b"", "a")
    store.save_report(db, "2026-01-01", [ImportRow("旧.txt", Outcome.EMPTY, "空")])
    rows = [
        ImportRow("1.docx", Outcome.ADDED, "", number, "zh", "判决书", DOCUMENT.case_number, 2),
        ImportRow("2.pdf", Outcome.SCAN, "需要先做 OCR"),
    ]
    store.save_report(db, "2026-01-01", rows)
    assert store.last_report(db) == rows


def test_deleting_a_document_keeps_the_report(db):
    number = store.add_document(db, DOCUMENT, b"", "a")
    store.save_report(db, "2026-01-01", [ImportRow("1.docx", Outcome.ADDED, "", number)])
    db.execute("DELETE FROM documents WHERE id = ?", [number])
    assert store.last_report(db) == [ImportRow("1.docx", Outcome.ADDED)]
    assert db.execute("SELECT count(*) FROM segments").fetchone()[0] == 0


def test_a_failed_transaction_leaves_nothing(db):
    with pytest.raises(RuntimeError), store.write_tx(db):
        store.add_document(db, DOCUMENT, b"", "a")
        raise RuntimeError
    assert store.holdings(db) == []


def test_a_nested_transaction_is_part_of_the_outer_one(db):
    with pytest.raises(RuntimeError), store.write_tx(db):
        with store.write_tx(db):
            store.add_document(db, DOCUMENT, b"", "a")
        assert db.conn.in_transaction, "the inner one commits nothing"
        raise RuntimeError
    assert store.holdings(db) == [] and not db.conn.in_transaction


def test_two_writers_wait_for_each_other(tmp_path):
    path = tmp_path / "w.db"
    store.open_workspace(path).conn.close()

    def write(writer):
        db = store.open_workspace(path)
        for n in range(20):
            with store.write_tx(db):
                assert store.by_key(db, f"{writer} {n}") is None, "a read first, where a deferred lock would fail"
                store.add_document(db, replace(DOCUMENT, sha256=f"{writer} {n}"), b"", f"{writer} {n}")
        db.conn.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(write, "ab"))
    assert len(store.listing(store.open_workspace(path))) == 40


def test_a_workspace_is_kept_and_opened_again(tmp_path):
    path = tmp_path / "工作区.db"
    db = store.open_workspace(path)
    store.add_document(db, DOCUMENT, b"", "a")
    db.conn.close()
    assert [d.body for d in store.documents(store.open_workspace(path))] == [BODY]


def test_other_files_are_refused(tmp_path):
    (tmp_path / "x.db").write_bytes(b"not a database, by far" * 100)
    with pytest.raises(ValueError, match="不是双语工作区"):
        store.open_workspace(tmp_path / "x.db")
    with pytest.raises(ValueError, match="文件夹是否存在"):
        store.open_workspace(tmp_path / "没有" / "x.db")


def test_every_section_and_outcome_has_a_chinese_name():
    assert all(section.label for section in Section)
    assert all(outcome.label for outcome in Outcome)
