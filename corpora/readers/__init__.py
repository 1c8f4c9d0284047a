"""Files in, text out: txt, md, html, docx and pdf, told apart by their bytes before their names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from corpora.model import Outcome
from corpora.readers import docx, html, pdf, plain, tools
from corpora.readers.reading import Reading, Unreadable

LARGEST = 64 * 2**20  # bytes; a judgment has kilobytes, a scan tens of megabytes

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NO_WORD = ("EncryptedPackage", "Workbook", "PowerPoint Document")     # streams of other OLE files
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\0", b"MM\0*", b"GIF8", b"BM")
_ARCHIVES = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b")
_IMAGE_NAMES = {".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp"}
_TEXT_NAMES = {"", ".txt", ".text", ".md"}
_HTML_NAMES = {".html", ".htm", ".xhtml", ".shtml"}


def read(name: str, content: bytes, ocr: bool = False) -> Reading:
    """The text of a file; with `ocr`, that of pictures too where tesseract is installed.

    Raises Unreadable with the outcome for the report: scan, empty, unsupported, unreadable.
    """
    if not content:
        raise Unreadable("文件是空的（0 字节）。请重新导出或复制。", Outcome.EMPTY)
    if len(content) > LARGEST:
        raise Unreadable(f"文件太大（{len(content) >> 20} MB，上限 {LARGEST >> 20} MB）。请拆分后再导入。")
    reader = _reader(PurePath(name).suffix.lower(), content)
    try:
        reading = reader(content)
    except Unreadable as error:
        if not ocr or error.outcome is not Outcome.SCAN or reader is docx.read:
            raise
        reading = tools.recognise(content)
    if not reading.text.strip():
        raise Unreadable("文件里没有文字。请打开看看是不是导错了文件。", Outcome.EMPTY)
    return reading


def _reader(suffix: str, content: bytes) -> Callable[[bytes], Reading]:
    """The reader for these bytes; the name decides only where the bytes are plain text."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in content[:1024]:
        return pdf.read
    if head.startswith(b"PK\x03\x04"):
        return docx.read
    if head.startswith((_OLE, b"{\\rtf")) and _is_word(content):
        return _by_office if tools.soffice() else _old_word
    if head.startswith(_IMAGES) or suffix in _IMAGE_NAMES:
        return _picture
    refusal = _refusal(suffix, head, content)
    if refusal:
        raise refusal
    if suffix in _HTML_NAMES or head[:200].lower().startswith((b"<!doctype html", b"<html")):
        return html.read
    if suffix in _TEXT_NAMES:
        return plain.read
    broken = {".docx": docx.read, ".pdf": pdf.read, ".doc": plain.read, ".wps": plain.read}.get(suffix)
    if broken:
        return broken
    raise Unreadable(f"不支持 {suffix} 文件。请另存为 docx、pdf、html 或 txt。", Outcome.UNSUPPORTED)


def _is_word(content: bytes) -> bool:
    """Whether an OLE file is a document, not a spreadsheet, a presentation or a locked package."""
    return content.startswith(b"{\\rtf") or not any(name.encode("utf-16-le") in content for name in _NO_WORD)


def _by_office(content: bytes) -> Reading:
    reading = docx.read(tools.to_docx(content))
    return replace(reading, notes=(*reading.notes, "经 LibreOffice 转换"))


def _old_word(content: bytes) -> Reading:
    what = "RTF 文件" if content.startswith(b"{\\rtf") else "旧版 Word/WPS 文件（.doc、.wps）"
    raise Unreadable(
        f"{what}。请用 Word 或 WPS 另存为 docx，或在本机安装 LibreOffice 后再导入。", Outcome.UNSUPPORTED
    )


def _picture(content: bytes) -> Reading:
    raise Unreadable("图片，没有文字层，需要先做 OCR。", Outcome.SCAN)


def _refusal(suffix: str, head: bytes, content: bytes) -> Unreadable | None:
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            return Unreadable("文档有密码保护。请在 Word 或 WPS 里去掉密码后另存为 docx。")
        return Unreadable("旧版 Excel 或 PowerPoint 文件。请把文书另存为 docx。", Outcome.UNSUPPORTED)
    if suffix == ".tmx":
        return Unreadable("翻译记忆。请用 shuangyu aligner import 导入，成为现成的句对。", Outcome.UNSUPPORTED)
    if head.startswith(_ARCHIVES):
        return Unreadable("压缩包。请解压后再导入里面的文件，或改存为 zip。", Outcome.UNSUPPORTED)
    return None


__all__ = ["Reading", "Unreadable", "read"]
