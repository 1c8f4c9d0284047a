"""Zip archives are folders, within limits; hostile files are refused in words."""

import io
import zipfile

import pytest
from made_files import docx_body, docx_of, p, write

from corpora import importing, store
from corpora.model import Outcome
from corpora.readers import Unreadable, archives, docx, read

AT = "2026-03-02T09:00:00+00:00"
ZH = "青海省德令哈市人民法院\n民事判决书\n（2020）青2802民初123号\n原告：扎某。\n被告：才某某。\n本院认为，合同有效。判决如下：\n驳回诉讼请求。"


def zip_of(files: dict[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", packed) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return stream.getvalue()


def found(content: bytes, budget: archives.Budget | None = None) -> dict[str, bytes | str]:
    return {name: data.reason if isinstance(data, Unreadable) else data for name, data in archives.members("卷.zip", content, budget)}


def test_files_of_archives_in_archives():
    inner = zip_of({"3/乙.txt": b"c"})
    assert found(zip_of({"1.txt": b"a", "夹/里.zip": inner, "空/": b""})) == {
        "卷.zip/1.txt": b"a", "卷.zip/夹/里.zip/3/乙.txt": b"c",
    }  # fmt: skip


def test_an_archive_of_judgments_is_imported_like_a_folder(tmp_path):
    one, two = docx_of(*ZH.split("\n")), ZH.replace("123号", "124号").encode("gb18030")
    folder = write(tmp_path, {"卷宗.zip": zip_of({"1.docx": one, "__MACOSX/1.docx": b"x", "里.zip": zip_of({"2.txt": two, "坏.docx": one[:99]})})})
    db = store.open_workspace(":memory:")
    rows = {row.path: row.outcome for row in importing.add_folder(db, folder, AT)}
    assert rows == {
        "卷宗.zip/1.docx": Outcome.ADDED, "卷宗.zip/里.zip/2.txt": Outcome.ADDED, "卷宗.zip/里.zip/坏.docx": Outcome.UNREADABLE,
    }  # fmt: skip
    again = importing.add_folder(db, folder, AT)
    assert [row.outcome for row in again].count(Outcome.KNOWN) == 2 and len(store.listing(db)) == 2


def test_names_in_gbk_and_names_that_climb():
    content = zip_of({"placeholder-name-1.txt": b"a"}).replace(b"placeholder-name-1.txt", "判决书文书01.txt1234".encode("gb18030").ljust(22, b"x")[:22])
    (name,) = found(content)
    assert name.startswith("卷.zip/判决书文书01.txt")
    assert list(found(zip_of({"../../etc/1.txt": b"a", "/root/2.txt": b"b", "C:\\x\\3.txt": b"c"}))) == [
        "卷.zip/etc/1.txt", "卷.zip/root/2.txt", "卷.zip/C:/x/3.txt",
    ]  # fmt: skip


def test_office_files_are_no_archives():
    assert not archives.is_archive(docx_of("x"))
    assert not archives.is_archive(zip_of({"xl/workbook.xml": b"x"}))
    assert not archives.is_archive(b"PK\x03\x04 broken") and not archives.is_archive(b"text")


def bomb(depth: int) -> bytes:
    content = zip_of({"0.txt": bytes(2**20)})
    for n in range(depth):
        content = zip_of({f"{n}.zip": content})
    return content


@pytest.mark.parametrize("content, budget, words", [
    (bomb(5), None, "层以上"),
    (zip_of({"大.txt": bytes(8 * 2**20)}), None, "大得不正常"),
    (zip_of({f"{n}.txt": b"x" for n in range(30)}), archives.Budget(entries=20), "大得不正常"),
    (zip_of({f"{n}.txt": bytes(1000) for n in range(30)}), archives.Budget(total=9_000), "大得不正常"),
    (zip_of({"1.txt": b"a" * 500})[:-40], None, "损坏"),
    (zip_of({"1.txt": b"abcdefgh" * 9}, zipfile.ZIP_STORED).replace(b"abcdefgh", b"abcdefgX"), None, "损坏"),
])  # fmt: skip
def test_bombs_and_broken_archives_are_refused(content, budget, words):
    said = [data for data in found(content, budget).values() if isinstance(data, str)]
    assert said and any(words in reason and "请" in reason for reason in said), said


def test_a_header_that_lies_about_a_size_is_not_believed(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST", 1000)
    content = zip_of({"1.txt": bytes(range(256)) * 20}, zipfile.ZIP_STORED)
    (said,) = found(content).values()
    assert "太大" in said


def test_an_empty_archive_is_a_row(tmp_path):
    db = store.open_workspace(":memory:")
    row, = importing.add_folder(db, write(tmp_path, {"空.zip": zip_of({"夹/": b""})}), AT)
    assert row.outcome is Outcome.EMPTY


# Hostile documents


def doctype(declared: str, used: str) -> bytes:
    main = f'<?xml version="1.0"?><!DOCTYPE d [{declared}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{used}</w:t></w:r></w:p></w:body></w:document>'
    return zip_of({"word/document.xml": main.encode()})


LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))


@pytest.mark.parametrize("content, words", [
    (doctype('<!ENTITY x SYSTEM "file:///etc/hostname">', "&x;"), "DTD"),
    (doctype(LAUGHS, "&a11;"), "DTD"),
    (docx_body("<w:p>" * 3000 + "</w:p>" * 3000), "嵌套"),
    (docx_body("<w:tbl><w:tr><w:tc>" * 300 + p("x") + "</w:tc></w:tr></w:tbl>" * 300), "嵌套"),
    (zip_of({"word/document.xml": b"<w>" + b" " * (docx.LARGEST_PART + 9)}), "大得不正常"),
])  # fmt: skip
def test_hostile_docx_is_refused(content, words):
    with pytest.raises(Unreadable, match=words):
        read("1.docx", content)


def test_a_wrong_suffix_is_seen_through():
    assert read("1.txt", docx_of("判决书")).text.strip() == "判决书"
    assert read("1.doc", "<html><body><p>民事判决书</p></body></html>".encode()).text == "民事判决书"
    assert read("1.doc", "民事判决书，本院认为".encode("gb18030")).text == "民事判决书，本院认为"
    assert read("1.pdf.txt", docx_body(p("判决书"))).text.strip() == "判决书"
