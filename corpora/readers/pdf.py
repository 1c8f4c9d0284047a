"""PDF by pypdfium2: lines in reading order, put together again into paragraphs.

A PDF knows lines, not paragraphs. A line goes on in the next one when it fills the column and the next
one is not indented (published judgments indent each paragraph by two characters).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import regex

from corpora.model import Outcome
from corpora.readers.reading import Reading, Unreadable

_END = regex.compile(r"[。！？；：.!?;:།༎༑᠃᠄؟؛”’」』）)》…]\s*$")
_PAGE_NUMBER = regex.compile(r"[-–—－\s]*(?:第\s*)?\p{Nd}{1,4}(?:\s*页)?(?:\s*[/／，,]?\s*共?\s*\p{Nd}{1,4}\s*页?)?[-–—－\s]*")
_UNSPACED = r"[\p{Han}\p{Tibetan}\p{Bopomofo}\u3000-\u303f\uff00-\uffef“”‘’…—]"
_ENDS_UNSPACED, _STARTS_UNSPACED = regex.compile(rf"{_UNSPACED}\Z"), regex.compile(rf"\A{_UNSPACED}")
_RTL = regex.compile(r"[\p{Arabic}\p{Hebrew}]")
_BROKEN = regex.compile(r"[\N{REPLACEMENT CHARACTER}\p{Cn}]|[\p{Cc}--[\t\n\r\f]]", regex.V1)
_HYPHEN = "\ufffe"       # PDFium puts this for a hyphen at the end of a line


@dataclass(frozen=True, slots=True)
class Line:
    """A line with the x positions of its two ends and its type size, all in points."""

    text: str
    left: float
    right: float
    size: float


def read(content: bytes) -> Reading:
    """The text of a PDF, a paragraph a line. Raises Unreadable; pages without text become a note."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable("PDF 有密码保护。请用密码打开后另存为不加密的 PDF。") from error
        raise Unreadable("PDF 已损坏或不完整。请重新下载或复制。") from error
    try:
        pages = _without_running_heads([_page(document[n]) for n in range(len(document))])
    except pypdfium2.PdfiumError as error:
        raise Unreadable("PDF 里有损坏的页面。请用阅读器打开后另存。") from error
    finally:
        document.close()
    bare = [n for n, lines in enumerate(pages, 1) if not lines]
    if len(bare) == len(pages):
        raise Unreadable("扫描件，没有文字层，需要先做 OCR。", Outcome.SCAN)
    text = "\n".join(paragraphs([line for lines in pages for line in lines]))
    if len(_BROKEN.findall(text)) > len(text) / 20:
        raise Unreadable("PDF 的字体没有对应的 Unicode 文字，读出来是乱码。请找 docx 原件，或做 OCR。")
    return Reading(text, notes=(_missing(bare),) if bare else ())


def _missing(bare: Sequence[int]) -> str:
    return f"第 {'、'.join(map(str, bare))} 页没有文字层（扫描页或空白页），没有读入"


def _page(page: pypdfium2.PdfPage) -> list[Line]:
    textpage = page.get_textpage()
    count = textpage.count_chars()
    lines, start = [], 0
    codes = [pdfium.FPDFText_GetUnicode(textpage, n) for n in range(count)]
    for n in range(count + 1):
        if n == count or codes[n] in (0x0A, 0x0D):
            line = _line(textpage, codes, start, n)
            if line:
                lines.append(line)
            start = n + 1
    textpage.close()
    page.close()
    return lines


def _line(textpage: pypdfium2.PdfTextPage, codes: list[int], start: int, end: int) -> Line | None:
    visible = [n for n in range(start, end) if codes[n] and not chr(codes[n]).isspace()]
    if not visible:
        return None
    units = b"".join(code.to_bytes(2, "little") for code in codes[start:end] if 0 < code < 0x10000)
    text = units.decode("utf-16-le", "replace")
    boxes = [textpage.get_charbox(n) for n in (visible[0], visible[-1])]
    left, right = min(b[0] for b in boxes), max(b[2] for b in boxes)
    size = pdfium.FPDFText_GetFontSize(textpage, visible[0])
    return Line(text.strip(" \t\r\n\N{IDEOGRAPHIC SPACE}"), left, right, size)


def _without_running_heads(pages: list[list[Line]]) -> list[list[Line]]:
    """Pages without page numbers and without the lines that open or close most of them."""
    edges = Counter(line.text for lines in pages for line in {*lines[:1], *lines[-1:]})
    running = {text for text, n in edges.items() if n >= 3 and n > len(pages) / 2}
    return [list(_trimmed(lines, running)) for lines in pages]


def _trimmed(lines: list[Line], running: set[str]) -> Iterable[Line]:
    for n, line in enumerate(lines):
        at_edge = n < 2 or n >= len(lines) - 2
        if not (at_edge and (line.text in running or _PAGE_NUMBER.fullmatch(line.text))):
            yield line


def paragraphs(lines: Sequence[Line]) -> list[str]:
    """Lines joined into paragraphs."""
    if not lines:
        return []
    rtl = sum(bool(_RTL.search(line.text)) for line in lines) > len(lines) / 2
    start, end = _column(lines, rtl)
    joined = [lines[0].text]
    for before, line in pairwise(lines):
        indent = (start - line.right) if rtl else (line.left - start)
        gap = (before.left - end) if rtl else (end - before.right)
        em = _em(before)
        if gap < 2.2 * em and indent < em and not _END.search(before.text):
            joined[-1] = _join(joined[-1], line.text)
        else:
            joined.append(line.text)
    return [line.replace(_HYPHEN, "") for line in joined]


def _column(lines: Sequence[Line], rtl: bool) -> tuple[float, float]:
    """Where lines start and end: the commonest start and the farthest end that several lines share."""
    starts = Counter(round(line.right if rtl else line.left) for line in lines)
    ends = sorted((line.left if rtl else line.right for line in lines), reverse=not rtl)
    return float(starts.most_common(1)[0][0]), ends[min(len(ends) - 1, len(ends) // 20)]


def _em(line: Line) -> float:
    return line.size if line.size > 2 else 12.0


def _join(before: str, after: str) -> str:
    """Two parts of a paragraph, with a space where the script puts one."""
    if before.endswith(_HYPHEN):
        return before[:-1] + after
    unspaced = _ENDS_UNSPACED.search(before) or _STARTS_UNSPACED.search(after)
    return before + ("" if unspaced else " ") + after
