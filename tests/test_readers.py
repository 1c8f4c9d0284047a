"""What cannot be read is refused with its reason in Chinese."""

import io
import zipfile

import pytest
from made_files import docx_of, pdf_of
from made_readings import refusal

from corpora.model import Outcome


def zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize("name,content,outcome,words", [
    ("1.txt", b"", Outcome.EMPTY, "0 字节"),
    ("1.txt", b" \r\n\t\n", Outcome.EMPTY, "没有文字"),
    ("1.docx", docx_of("", " "), Outcome.EMPTY, "没有文字"),
    ("1.txt", bytes(range(256)) * 8, Outcome.UNREADABLE, "编码"),
    ("1.docx", docx_of("判决")[:2000], Outcome.UNREADABLE, "损坏"),
    ("1.docx", "其实是文本".encode(), Outcome.UNREADABLE, "损坏"),
    ("1.docx", zipped("a.txt"), Outcome.UNSUPPORTED, "zip"),
    ("1.xlsx", zipped("xl/workbook.xml"), Outcome.UNSUPPORTED, "Excel"),
    ("1.ofd", zipped("OFD.xml"), Outcome.UNSUPPORTED, "OFD"),
    ("1.pdf", b"%PDF-1.4\nbroken", Outcome.UNREADABLE, "损坏"),
    ("1.pdf", b"not a pdf", Outcome.UNREADABLE, "损坏"),
    ("1.pdf", pdf_of(["判决"], encrypted=True), Outcome.UNREADABLE, "密码"),
    ("1.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Outcome.UNSUPPORTED, "另存为 docx"),
    ("1.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Outcome.UNREADABLE, "密码"),
    ("1.rtf", b"{\\rtf1 x}", Outcome.UNSUPPORTED, "RTF"),
    ("1.jpg", b"\xff\xd8\xff\xe0", Outcome.SCAN, "OCR"),
    ("1.rar", b"Rar!\x1a\x07", Outcome.UNSUPPORTED, "解压"),
    ("1.mp3", b"ID3\x03abc", Outcome.UNSUPPORTED, ".mp3"),
])  # fmt: skip
def test_refusals_say_why(name, content, outcome, words):
    error = refusal(name, content)
    assert error.outcome is outcome and words in error.reason
    assert error.reason.endswith("。")


def test_too_large_a_file_is_not_read(monkeypatch):
    monkeypatch.setattr("corpora.readers.LARGEST", 10)
    assert "太大" in refusal("1.txt", b"x" * 11).reason
