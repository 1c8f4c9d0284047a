"""PDF files with a text layer, by pdfium; pages without one are scans.

PDFs have lines, not paragraphs: a line that is nearly full and does not end a sentence goes on in the next.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import pypdfium2
import regex

from corpora.model import Outcome
from corpora.readers.reading import Reading, Unreadable

_END = regex.compile(r"[。！？；：.!?;:།༎᠃؟…]['\"”’」』）)》]*\s*$")
_PAGE_NUMBER = regex.compile(
    r"\s*(?:[-—–·]\s*)?(?:第\s*)?\p{Nd}{1,4}(?:\s*[/／]\s*\p{Nd}{1,4})?(?:\s*页)?(?:\s*[-—–·])?\s*"
)
_UNSPACED = regex.compile(r"[\p{Han}\p{Tibetan}，、。；：（）《》“”]")
_OPENS = regex.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|\d{1,2}[.．、])"
)
_FULL = 0.85  # share of the usual line width from which a line is nearly full


def read(content: bytes) -> Reading:
    """The text of a PDF, a paragraph a line. Raises Unreadable."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise Unreadable("PDF 有密码保护。请去掉密码后另存，再导入。") from error
        raise Unreadable("不是完整的 PDF 文件，可能没有下载完或已损坏。请重新保存后再导入。") from error
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    empty = sum(not page.strip() for page in pages)
    if empty == len(pages):
        raise Unreadable("扫描件，没有文字层，需要先做 OCR。", Outcome.SCAN)
    notes = (f"共 {len(pages)} 页，其中 {empty} 页没有文字层（扫描页），这些页未读入。",) if empty else ()
    lines = [line for page in pages for line in _page_lines(page)]
    return Reading("\n".join(_paragraphs(lines)), notes=notes)


def _page_lines(page: str) -> list[str]:
    """Lines of a page without a running page number at its edges; soft hyphens of pdfium are U+FFFE."""
    lines = [line.replace("\ufffe", "").strip(" \t\u3000") for line in regex.split(r"\r\n|\r|\n", page)]
    lines = [line for line in lines if line]
    while lines and _PAGE_NUMBER.fullmatch(lines[-1]):
        lines.pop()
    if lines and _PAGE_NUMBER.fullmatch(lines[0]):
        lines.pop(0)
    return lines


def _paragraphs(lines: Sequence[str]) -> list[str]:
    if not lines:
        return []
    lengths = sorted(len(line) for line in lines)
    usual = lengths[int(0.9 * (len(lengths) - 1))]
    joined = [lines[0]]
    for before, line in pairwise(lines):
        if len(before) >= _FULL * usual and not _END.search(before) and not _OPENS.match(line):
            tight = _UNSPACED.search(before[-1]) or _UNSPACED.match(line)
            joined[-1] += line if tight else f" {line}"
        else:
            joined.append(line)
    return joined
