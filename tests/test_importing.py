"""A folder of files becomes documents and a report; the bad ones stay rows."""

import sqlite3
from pathlib import Path

import pytest
from gold_reader import read_all
from made_files import docx_body, docx_of, pdf_of, write

from corpora import examining, importing, store
from corpora.model import Outcome

AT = "2026-03-02T09:00:00+00:00"
ZH = (
    "青海省德令哈市人民法院\n民事判决书\n（2020）青2802民初123号\n原告：扎某，男。\n被告：才某某，男。\n"
    "原告扎某与被告才某某草场承包经营权纠纷一案，本院受理后，公开开庭进行了审理。\n"
    "本院认为，草场承包经营权受法律保护。\n依照《中华人民共和国民法典》第三百三十一条规定，判决如下：\n驳回原告的诉讼请求。"
)
BO = next(j for j in read_all() if j.language == "bo")
TIBETAN = "\n".join(sentence for _, sentence in BO.sentences("bo"))
RARE = "".join(chr(0x9F00 - 7 * n) for n in range(400))      # hanzi, but no Chinese
MENKSOFT = "".join(chr(0xE264 + n % 60) for n in range(200))
PRECOMPOSED = "".join(chr(0xF300 + n % 500) for n in range(200))


@pytest.fixture
def db():
    return store.open_workspace(":memory:")


BAD: dict[str, tuple[bytes, Outcome, str]] = {
    "01 空.txt": (b"", Outcome.EMPTY, "0 字节"),
    "02 空白.txt": (" \r\n\u3000\n".encode(), Outcome.EMPTY, "没有文字"),
    "03 空白.docx": (docx_of("", ""), Outcome.EMPTY, "没有文字"),
    "04 随机.txt": (bytes(n * 37 % 256 for n in range(3000)), Outcome.UNREADABLE, "编码"),
    "05 截断.docx": (docx_of(ZH)[:5000], Outcome.UNREADABLE, "损坏"),
    "06 其实是zip.docx": (b"PK\x05\x06" + bytes(18), Outcome.UNSUPPORTED, "zip"),
    "07 加密.pdf": (pdf_of([ZH[:20]], encrypted=True), Outcome.UNREADABLE, "密码"),
    "08 扫描.pdf": (pdf_of([], []), Outcome.SCAN, "OCR"),
    "09 截断.pdf": (pdf_of([ZH[:20]])[:60], Outcome.UNREADABLE, "损坏"),
    "10 照片.jpg": (b"\xff\xd8\xff\xe0" + bytes(100), Outcome.SCAN, "OCR"),
    "11 只有图.docx": (docx_body('<w:p><w:r><w:pict><v:imagedata id="1"/></w:pict></w:r></w:p>'), Outcome.SCAN, "OCR"),
    "12 脚本.html": (b"<html><body><script>x()</script></body></html>", Outcome.EMPTY, "脚本"),
    "13 半个字.txt": (b"\xff\xfe" + ZH.encode("utf-16-le")[:-1], Outcome.UNREADABLE, "UTF-16LE"),
    "14 坏字节.txt": (ZH.encode("gb18030")[:50] + b"\xff" + ZH.encode("gb18030")[50:], Outcome.UNREADABLE, "GB18030"),
    "15 蒙科立.txt": (MENKSOFT.encode(), Outcome.LEGACY, "蒙科立"),
    "16 藏文大字符.txt": (PRECOMPOSED.encode("utf-16"), Outcome.LEGACY, "GB/T 20542"),
    "17 旧字库.docx": (docx_of(RARE), Outcome.LEGACY, "不成文"),
    "18 english.txt": (b"The court holds that the contract is valid and the defendant shall pay. " * 5, Outcome.UNKNOWN_LANGUAGE, "认不出"),
    "19 русский.txt": (("Суд считает, что договор является действительным и обязателен. " * 5).encode(), Outcome.UNKNOWN_LANGUAGE, "认不出"),
    "20 旧版.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), Outcome.UNSUPPORTED, "docx"),
    "21 表.xlsx": (b"PK\x03\x04 broken", Outcome.UNREADABLE, "损坏"),
    "22 录音.mp3": (b"ID3\x03" + bytes(50), Outcome.UNSUPPORTED, ".mp3"),
    "23 一句.txt": ("判决书".encode(), Outcome.EMPTY, "20 个字"),
    "25 随机.docx": (bytes(n * 41 % 251 for n in range(3000)), Outcome.UNREADABLE, "损坏"),
    "26 稿.rtf": (b"{\\rtf1\\ansi " + bytes(100), Outcome.UNSUPPORTED, "RTF"),
    "27 卷宗.rar": (b"Rar!\x1a\x07" + bytes(100), Outcome.UNSUPPORTED, "解压"),
    "28 半个字，没有标记.txt": (ZH.encode("utf-16-le")[:-1], Outcome.UNREADABLE, "UTF-16LE"),
    "29 乱字.txt": (RARE.encode(), Outcome.LEGACY, "不成文"),
    "24 乱码.txt": (ZH.encode().decode("latin-1").encode(), Outcome.LEGACY, "乱码"),
}  # fmt: skip
GOOD = {
    "30.docx": docx_of(*ZH.split("\n")),
    "31 藏.txt": TIBETAN.encode("utf-16"),
    "32 一行.txt": (ZH.replace("\n", "").replace("123号", "124号") * 20).encode("gb18030"),
    "33.pdf": pdf_of([line[:36] for line in ZH.replace("123号", "125号").split("\n")]),
}
ADVICE = ("请", "需要")
SAME = {"40 同文.txt": ZH.encode(), "41 同文件.docx": GOOD["30.docx"]}
IGNORED = {".DS_Store": b"x", "~$30.docx": b"x", "Thumbs.db": b"x", ".git/config": b"x", "__MACOSX/30.docx": b"x"}


def test_a_folder_of_bad_files(db, tmp_path):
    folder = write(tmp_path, {name: content for name, (content, _, _) in BAD.items()} | GOOD | SAME | IGNORED)
    rows = {row.path: row for row in importing.add_folder(db, folder, AT)}
    assert rows.keys() == BAD.keys() | GOOD.keys() | SAME.keys()
    for name, (_, outcome, words) in BAD.items():
        assert rows[name].outcome is outcome, rows[name]
        assert words in rows[name].reason, rows[name]
        assert rows[name].document is None
        assert any(word in rows[name].reason for word in ADVICE), f"what to do: {rows[name].reason}"
    for name in GOOD:
        assert rows[name].outcome is Outcome.ADDED and rows[name].sentences, rows[name]
    same = rows["40 同文.txt"], rows["41 同文件.docx"]
    assert [row.outcome for row in same] == [Outcome.DUPLICATE, Outcome.KNOWN]
    assert all(row.document == rows["30.docx"].document and "30.docx" in row.reason for row in same)
    assert len(store.listing(db)) == len(GOOD)


def test_what_is_told_of_an_added_file(db, tmp_path):
    row, = importing.add_folder(db, write(tmp_path, {"1.docx": GOOD["30.docx"]}), AT)
    assert (row.language, row.kind, row.case_number, row.sentences) == ("zh", "判决书", "(2020)青2802民初123号", 9)
    document = store.document(db, row.document)
    assert document.body == ZH and document.name == "1.docx"
    assert store.original(db, document.sha256) == GOOD["30.docx"]
    assert [p.name for p in document.parties] == ["扎某", "才某某"]


def test_a_second_run_adds_nothing(db, tmp_path):
    folder = write(tmp_path, GOOD)
    importing.add_folder(db, folder, AT)
    rows = importing.add_folder(db, folder, AT)
    assert {row.outcome for row in rows} == {Outcome.KNOWN}
    assert len(store.listing(db)) == len(GOOD)


def test_names_are_sorted_as_people_do_and_folders_are_entered(db, tmp_path):
    folder = write(tmp_path, {f"{n}.txt": f"第{n}份：{ZH}".encode() for n in (10, 2, 1)} | {"刑事/3/1.txt": TIBETAN.encode()})
    assert [row.path for row in importing.add_folder(db, folder, AT)] == ["1.txt", "2.txt", "10.txt", "刑事/3/1.txt"]


def test_several_folders_are_one_report(db, tmp_path):
    one, two = write(tmp_path / "甲", {"1.txt": ZH.encode()}), write(tmp_path / "乙", {"1.txt": TIBETAN.encode()})
    rows = importing.add_folders(db, [one, two, one / "1.txt"], AT)
    assert [(row.path, row.outcome) for row in rows] == [
        ("甲/1.txt", Outcome.ADDED), ("乙/1.txt", Outcome.ADDED), ("1.txt", Outcome.KNOWN),
    ]  # fmt: skip
    assert store.last_report(db) == rows


def test_a_fault_of_ours_concerns_one_file_only(db, tmp_path, monkeypatch):
    understand = examining.judgments.understand
    monkeypatch.setattr(examining.judgments, "understand", lambda body, language: 1 / 0 if "坏" in body else understand(body, language))
    rows = importing.add_folder(db, write(tmp_path, {"1.txt": f"坏{ZH}".encode(), "2.txt": ZH.encode()}), AT)
    assert [row.outcome for row in rows] == [Outcome.UNREADABLE, Outcome.ADDED]
    assert "ZeroDivisionError" in rows[0].reason


def test_nothing_is_half_written(db, tmp_path, monkeypatch):
    def fail(*args, **options):
        raise RuntimeError("disk full")

    monkeypatch.setattr("json.dumps", fail)
    with pytest.raises(RuntimeError):
        importing.add_folder(db, write(tmp_path, {"1.txt": ZH.encode()}), AT)
    assert [db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("originals", "documents", "segments")] == [0] * 3


def test_what_came_before_a_fault_of_the_disk_stays_and_the_next_run_goes_on(db, tmp_path, monkeypatch):
    folder = write(tmp_path, {f"{n}.txt": f"第{n}份：{ZH}".encode() for n in (1, 2, 3)})
    add_document = store.add_document

    def fails_on_the_second(db, document, original, key):
        with store.write_tx(db):
            number = add_document(db, document, original, key)
            if document.name == "2.txt":
                raise sqlite3.OperationalError("disk I/O error")
            return number

    monkeypatch.setattr(store, "add_document", fails_on_the_second)
    with pytest.raises(sqlite3.OperationalError):
        importing.add_folder(db, folder, AT)
    assert store.document_names(db) == {"1.txt"}
    assert db.execute("SELECT count(DISTINCT document) FROM segments").fetchone()[0] == 1
    assert db.execute("SELECT count(*) FROM originals").fetchone()[0] == 1
    monkeypatch.undo()
    assert [row.outcome for row in importing.add_folder(db, folder, AT)] == [
        Outcome.KNOWN, Outcome.ADDED, Outcome.ADDED,
    ]  # fmt: skip


def test_a_huge_line_is_cut(db, tmp_path):
    line = ZH.replace("\n", "") + "本院认为草场承包经营权受法律保护" * 10_000
    row, = importing.add_folder(db, write(tmp_path, {"1.txt": line.encode()}), AT)
    assert row.outcome is Outcome.ADDED and row.case_number and row.sentences > 8


def test_an_unreadable_file_is_a_row(db, tmp_path, monkeypatch):
    def refuse(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    row, = importing.add_folder(db, write(tmp_path, {"1.txt": ZH.encode()}), AT)
    assert row.outcome is Outcome.UNREADABLE and "权限" in row.reason


def test_progress_names_the_files_and_ends_at_one(db, tmp_path):
    told = []
    importing.add_folder(db, write(tmp_path, GOOD), AT, lambda text, share=None: told.append((text, share)))
    assert len(told) == len(GOOD) and told[-1][1] == 1.0
    assert "30.docx" in told[0][0]


def test_many_documents_of_one_court_are_all_taken(db, tmp_path):
    text = ZH + "\n" + "本院认为，草场承包经营权受法律保护，任何人不得侵犯。" * 80
    write(tmp_path, {f"{n}.txt": text.replace("123号", f"{n}号").encode() for n in range(74)})
    assert {row.outcome for row in importing.add_folder(db, tmp_path, AT)} == {Outcome.ADDED}
