"""LibreOffice and tesseract, played by small programs: what they give is taken and marked, what they lack is named."""

import sys

import pytest
from made_files import docx_of, pdf_of, write

from corpora import importing, store
from corpora.examining import Wishes
from corpora.model import Origin, Outcome
from corpora.readers import Unreadable, read, tools

AT = "2026-03-02T09:00:00+00:00"
ZH = "青海省德令哈市人民法院\n民事判决书\n（2020）青2802民初123号\n原告：扎某。\n被告：才某某。\n本院认为，合同有效。判决如下：\n驳回诉讼请求。"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000)
JPEG = b"\xff\xd8\xff\xe0" + bytes(100)


def program(folder, name: str, source: str):
    """A program on the PATH, written in Python."""
    path = folder / name
    path.write_text(f"#!{sys.executable}\nimport os, sys\nfrom pathlib import Path\n{source}")
    path.chmod(0o755)
    return path


@pytest.fixture
def bin(tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setattr(tools, "_OFFICE_PLACES", ())
    tools.ocr_languages.cache_clear()
    return folder


def test_without_the_programs_files_are_named(bin):
    for name, content, words in (("1.doc", OLD, "LibreOffice"), ("2.rtf", b"{\\rtf1 x}", "LibreOffice"), ("3.jpg", JPEG, "OCR")):
        with pytest.raises(Unreadable, match=words):
            read(name, content)
    with pytest.raises(Unreadable, match="tesseract"):
        read("3.jpg", JPEG, ocr=True)


def test_an_old_word_file_goes_through_libreoffice(bin, tmp_path):
    (tmp_path / "made.docx").write_bytes(docx_of(*ZH.split("\n")))
    program(bin, "soffice", f"""
assert "--headless" in sys.argv and any(a.startswith("-env:UserInstallation=file:") for a in sys.argv)
out = Path(sys.argv[sys.argv.index("--outdir") + 1])
assert (out / "in.doc").read_bytes()[:4] == {OLD[:4]!r}
(out / "in.docx").write_bytes(Path({str(tmp_path / "made.docx")!r}).read_bytes())
""")
    reading = read("1.wps", OLD)
    assert reading.text == ZH and any("LibreOffice" in note for note in reading.notes)


def test_what_libreoffice_cannot_read_is_named(bin):
    program(bin, "soffice", "sys.exit(1)")
    with pytest.raises(Unreadable, match="转换不了"):
        read("1.doc", OLD)


def test_a_program_that_hangs_is_stopped(bin, monkeypatch):
    program(bin, "soffice", "import time; time.sleep(60)")
    monkeypatch.setattr(tools, "_SECONDS", 0.2)
    with pytest.raises(Unreadable, match="秒"):
        read("1.doc", OLD)


def test_spreadsheets_and_locked_files_do_not_go_to_libreoffice(bin):
    program(bin, "soffice", "raise SystemExit('never called')")
    with pytest.raises(Unreadable, match="Excel"):
        read("1.doc", OLD + "Workbook".encode("utf-16-le"))
    with pytest.raises(Unreadable, match="密码"):
        read("1.doc", OLD + "EncryptedPackage".encode("utf-16-le"))


TESSERACT = f"""
if "--list-langs" in sys.argv:
    print("List of available languages (3):\\nbod\\nchi_sim\\neng")
else:
    assert sys.argv[sys.argv.index("-l") + 1] == "chi_sim+bod"
    assert sys.stdin.buffer.read()[:4] in (b"\\x89PNG", {JPEG[:4]!r})
    sys.stdout.buffer.write({ZH!r}.encode() + b"\\f")
"""


def test_scans_are_read_when_asked_and_marked_for_good(bin, tmp_path):
    program(bin, "tesseract", TESSERACT)
    folder = write(tmp_path / "in", {"1.pdf": pdf_of([], []), "2.jpg": JPEG})
    db = store.open_workspace(":memory:")
    assert {row.outcome for row in importing.add_folder(db, folder, AT)} == {Outcome.SCAN}, "never without being asked"
    rows = importing.add_folder(db, folder, AT, wishes=Wishes(ocr=True))
    assert [row.outcome for row in rows] == [Outcome.ADDED] * 2 and all("OCR" in row.reason for row in rows)
    first = store.document(db, rows[0].document)
    assert first.origin is Origin.OCR and "未经校对" in first.origin.label
    assert first.body == f"{ZH}\n{ZH}", "two pages"


def test_tesseract_without_our_languages(bin):
    program(bin, "tesseract", "print('eng')")
    with pytest.raises(Unreadable, match="语言包"):
        read("2.jpg", JPEG, ocr=True)


def test_a_blank_scan_is_named(bin):
    program(bin, "tesseract", TESSERACT.replace(f"{ZH!r}", "''"))
    with pytest.raises(Unreadable, match="没有认出"):
        read("2.jpg", JPEG, ocr=True)
