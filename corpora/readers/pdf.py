"""PDF by pypdfium2: lines in reading order, put together again into paragraphs.

A PDF knows lines, not paragraphs. A line goes on in the next one when it fills the column and the next
one is not indented (published judgments indent each paragraph by two characters).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import regex

from corpora.model import Outcome
from corpora.readers.pdf_lines import Line, lines
from corpora.readers.reading import Reading, Unreadable

_END = regex.compile(r"[。！？；：.!?;:།༎༑᠃᠄؟؛…][”’」』）)》]*\s*$")
_PAGE_NUMBER = regex.compile(r"[-–—－\s]*(?:第\s*)?\p{Nd}{1,4}(?:\s*页)?(?:\s*[/／，,]?\s*共?\s*\p{Nd}{1,4}\s*页?)?[-–—－\s]*")
_UNSPACED = r"[\p{Han}\p{Tibetan}\p{Bopomofo}\u3000-\u303f\uff00-\uffef“”‘’…—]"
_ENDS_UNSPACED, _STARTS_UNSPACED = regex.compile(rf"{_UNSPACED}\Z"), regex.compile(rf"\A{_UNSPACED}")
_BROKEN = regex.compile(r"[\N{REPLACEMENT CHARACTER}\p{Cn}]|[\p{Cc}--[\t\n\r\f]]", regex.V1)
_RIGHT_TO_LEFT = "PDF 里从右向左的文字按字形位置重新排列，词间空格可能有误；有 docx 或 txt 原件时请改用原件"
_HYPHEN = "\ufffe"       # PDFium puts this for a hyphen at the end of a line


def read(content: bytes) -> Reading:
    """The text of a PDF, a paragraph a line. Raises Unreadable; pages without text become a note."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable("PDF 有密码保护。请用密码打开后另存为不加密的 PDF。") from error
        raise Unreadable("PDF 已损坏或不完整。请重新下载或复制。") from error
    try:
        pages = _without_running_heads([lines(document[n]) for n in range(len(document))])
    except pypdfium2.PdfiumError as error:
        raise Unreadable("PDF 里有损坏的页面。请用阅读器打开后另存。") from error
    finally:
        document.close()
    bare = [n for n, lines in enumerate(pages, 1) if not lines]
    if len(bare) == len(pages):
        raise Unreadable("扫描件，没有文字层，需要先做 OCR。", Outcome.SCAN)
    joined = [line for lines in pages for line in lines]
    text = "\n".join(paragraphs(joined))
    if len(_BROKEN.findall(text)) > len(text) / 20:
        raise Unreadable("PDF 的字体没有对应的 Unicode 文字，读出来是乱码。请找 docx 原件，或做 OCR。")
    notes = (_missing(bare) if bare else "", _RIGHT_TO_LEFT if _rtl(joined) else "")
    return Reading(text, notes=tuple(note for note in notes if note))


def _missing(bare: Sequence[int]) -> str:
    return f"第 {'、'.join(map(str, bare))} 页没有文字层（扫描页或空白页），没有读入"


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
    rtl = _rtl(lines)
    start, end = _column(lines, rtl)
    indented = _indented(lines, start, rtl)
    joined = [lines[0].text]
    for before, line in pairwise(lines):
        indent = (start - line.right) if rtl else (line.left - start)
        gap = (before.left - end) if rtl else (end - before.right)
        if gap < 2.2 * _em(before) and indent < _em(before) and (indented or not _END.search(before.text)):
            joined[-1] = _join(joined[-1], line.text)
        else:
            joined.append(line.text)
    return [line.replace(_HYPHEN, "") for line in joined]


def _rtl(lines: Sequence[Line]) -> bool:
    return sum(line.rtl for line in lines) > len(lines) / 2


def _column(lines: Sequence[Line], rtl: bool) -> tuple[float, float]:
    """Where lines start and end: the commonest start and the farthest end that several lines share."""
    starts = Counter(round(line.right if rtl else line.left) for line in lines)
    ends = sorted((line.left if rtl else line.right for line in lines), reverse=not rtl)
    return float(starts.most_common(1)[0][0]), ends[min(len(ends) - 1, len(ends) // 20)]


def _indented(lines: Sequence[Line], start: float, rtl: bool) -> bool:
    """Whether the text marks its paragraphs by indenting them, so that a full line's stop ends none."""
    inner = sum(1 <= ((start - line.right) if rtl else (line.left - start)) / _em(line) <= 4 for line in lines)
    return len(lines) / 20 <= inner < len(lines) * 0.7


def _em(line: Line) -> float:
    return line.size if line.size > 2 else 12.0


def _join(before: str, after: str) -> str:
    """Two parts of a paragraph, with a space where the script puts one."""
    if before.endswith(_HYPHEN):
        return before[:-1] + after
    unspaced = _ENDS_UNSPACED.search(before) or _STARTS_UNSPACED.search(after)
    return before + ("" if unspaced else " ") + after
