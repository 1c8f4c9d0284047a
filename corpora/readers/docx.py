"""Word files: every paragraph in document order, tables row by row, insertions kept, deletions not.

`python-docx`'s `Paragraph.text` drops tracked insertions and `Document.paragraphs` omits tables, so the
XML is walked instead (ECMA-376 part 1: w:p, w:r, w:t, w:ins, w:del, w:tbl).
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from corpora.model import Outcome
from corpora.readers.reading import Reading, Unreadable

_BOMB = 256 * 2**20  # bytes unpacked; a judgment of a hundred pages has two million
_SKIPPED = {qn("w:del"), qn("w:moveFrom"), qn("w:rt"), qn("w:instrText"), qn("w:footnoteReference")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BREAKS = {qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:tab"): "\t", qn("w:noBreakHyphen"): "-"}
_FONTS = (qn("w:ascii"), qn("w:eastAsia"), qn("w:cs"), qn("w:hAnsi"))


def read(content: bytes) -> Reading:
    """The text of a docx, a paragraph or table row a line. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(entry.file_size for entry in package.infolist()) > _BOMB:
                raise Unreadable("文件解压后过大，可能已损坏。请用 Word 或 WPS 重新保存。")
        document = docx.Document(io.BytesIO(content))
    except Unreadable:
        raise
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError) as error:
        raise Unreadable(
            "不是完整的 Word 文件（docx），可能没有下载完或已损坏。请重新保存后再导入。"
        ) from error
    body = document.element.body
    lines = list(_lines(body))
    if not any(line.strip() for line in lines):
        if body.findall(".//" + qn("w:drawing")) or body.findall(".//" + qn("w:pict")):
            raise Unreadable("Word 文件里只有图片，没有文字层，需要先做 OCR。", Outcome.SCAN)
        raise Unreadable("Word 文件里没有文字。", Outcome.EMPTY)
    return Reading("\n".join(lines), _fonts(document))


def _lines(parent: etree._Element) -> Iterator[str]:
    for child in parent:
        if child.tag == qn("w:p"):
            yield from _text(child).split("\n")
        elif child.tag == qn("w:tbl"):
            for row in child.iter(qn("w:tr")):
                yield "\t".join(" ".join(_lines(cell)) for cell in row.iterchildren(qn("w:tc")))
        elif child.tag not in _SKIPPED:
            yield from _lines(child)


def _text(element: etree._Element) -> str:
    """The text of a paragraph, with that of a text box in it on lines of its own."""
    parts = []
    for child in element:
        if child.tag in _SKIPPED or child.tag == _FALLBACK:
            continue
        if child.tag == qn("w:t"):
            parts.append(child.text or "")
        elif child.tag == qn("w:txbxContent"):
            parts.append("\n" + "\n".join(_lines(child)))
        else:
            parts.append(_BREAKS.get(child.tag) or _text(child))
    return "".join(parts)


def _fonts(document) -> tuple[str, ...]:
    """Fonts the text is set in; a legacy font on Chinese code points shows in nothing else."""
    names: dict[str, None] = {}
    for fonts in document.element.body.iter(qn("w:rFonts")):
        for attribute in _FONTS:
            if name := fonts.get(attribute):
                names[name] = None
    return tuple(names)
