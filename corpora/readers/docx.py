"""docx (Office Open XML, ECMA-376 part 1, 17): every w:t in document order.

python-docx's `Paragraph.text` drops tracked insertions and its `Document.paragraphs` omits tables and
text boxes, so the XML is walked here. Kept: automatic numbers, insertions, tables (a row a line, cells parted by TAB), text
boxes once, footnotes after the text. Left out: deletions, ruby, field codes, hidden text, headers and
footers (page numbers and the court's name on each page).
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from corpora.model import Outcome
from corpora.readers import numbering
from corpora.readers.reading import Reading, Unreadable

_PROLOG = 4096                 # bytes in which a document type stands
_TOO_DEEP = "docx 里的 XML 嵌套过深，不是正常的文书，没有读取。请检查文件来源，或另存为 txt。"
LARGEST_PART = 48 * 2**20     # bytes of XML unpacked; beyond that it is a zip bomb, not a judgment

_W = ("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}",
      "{http://purl.oclc.org/ooxml/wordprocessingml/main}")
_DOCUMENT = ("http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument",
             "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument")
_SKIPPED = frozenset(("del", "moveFrom", "rt", "Fallback", "instrText", "delText", "pPr", "sectPr", "tblPr"))
_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\N{NON-BREAKING HYPHEN}"}
_FORMATS = {"xl": "Excel 表格", "ppt": "PowerPoint 演示文稿", "mimetype": "OpenDocument 或电子书", "OFD.xml": "OFD 版式文件"}


def read(content: bytes) -> Reading:
    """The text of a docx, a paragraph a line. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            main = _main_part(package)
            document = _xml(package, main)
            numbers, styles = _beside(package, main, "numbering"), _beside(package, main, "styles")
            if numbers is not None:
                numbering.write(document, numbers, styles)
            notes = _footnotes(package, main)
            fonts = _fonts(document, styles)
            text = "\n".join((*_lines(document), *notes))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
        raise Unreadable("docx 已损坏或不完整（压缩包打不开）。请重新复制或另存。") from error
    except RecursionError as error:
        raise Unreadable(_TOO_DEEP) from error
    except (NotImplementedError, RuntimeError) as error:
        raise Unreadable("docx 有密码保护或用了不认识的压缩方法。请去掉密码后另存。") from error
    except etree.XMLSyntaxError as error:
        if "depth" in str(error):
            raise Unreadable(_TOO_DEEP) from error
        raise Unreadable("docx 已损坏：里面的 XML 不完整。请用 Word 或 WPS 打开后另存。") from error
    if not text.strip() and _pictures(document):
        raise Unreadable("扫描件：docx 里只有图片，没有文字，需要先做 OCR。", Outcome.SCAN)
    return Reading(text, fonts)


def _main_part(package: zipfile.ZipFile) -> str:
    names = set(package.namelist())
    if "_rels/.rels" in names:
        for relation in _xml(package, "_rels/.rels"):
            if relation.get("Type") in _DOCUMENT:
                target = relation.get("Target", "").lstrip("/")
                if target in names and target.startswith("word"):
                    return target
    if "word/document.xml" in names:
        return "word/document.xml"
    for sign, what in _FORMATS.items():
        if any(name == sign or name.startswith(sign + "/") for name in names):
            raise Unreadable(f"是{what}，不是 docx。请另存为 docx、pdf 或 txt。", Outcome.UNSUPPORTED)
    raise Unreadable("是 zip 压缩包，不是 docx。请解压后再导入里面的文件。", Outcome.UNSUPPORTED)


def _xml(package: zipfile.ZipFile, part: str) -> etree._Element:
    """A part, parsed without entities; never more of it than LARGEST_PART is unpacked."""
    with package.open(part) as stream:
        data = stream.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise Unreadable("docx 解压后大得不正常，没有继续读取。请检查文件来源，或另存为 txt。")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    if b"<!DOCTYPE" in data[:_PROLOG].replace(b"\0", b""):
        raise Unreadable("docx 里的 XML 带有 DTD（可引用外部文件或无限展开），不是 Word 或 WPS 写的，没有读取。请检查文件来源。")
    return etree.fromstring(data, parser)


def _beside(package: zipfile.ZipFile, main: str, name: str) -> etree._Element | None:
    """A part in the folder of the main one, by its usual name."""
    part = posixpath.join(posixpath.dirname(main), f"{name}.xml")
    return _xml(package, part) if part in package.namelist() else None


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def _lines(element: etree._Element) -> Iterator[str]:
    """Paragraphs and table rows below an element, in document order."""
    for child in element:
        name = _local(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tr":
            yield "\t".join(_cell(cell) for cell in child.iter() if _local(cell) == "tc" and _row(cell) is child)
        elif name not in _SKIPPED:
            yield from _lines(child)


def _row(cell: etree._Element) -> etree._Element | None:
    return next((e for e in cell.iterancestors() if _local(e) == "tr"), None)


def _cell(cell: etree._Element) -> str:
    return " ".join(line for line in _lines(cell) if line.strip())


def _paragraph(paragraph: etree._Element) -> Iterator[str]:
    """The lines of a paragraph, then those of the text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _runs(paragraph, pieces, boxes)
    yield from "".join(pieces).split("\n")
    for box in boxes:
        yield from _lines(box)


def _runs(element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    for child in element:
        name = _local(child)
        if name in _SKIPPED or (name == "r" and _hidden(child)):
            continue
        if name == "t":
            if child.tag.startswith(_W):
                pieces.append(child.text or "")
        elif name in _CHARACTERS:
            pieces.append(_CHARACTERS[name])
        elif name == "sym":
            pieces.append(_symbol(child))
        elif name == "txbxContent":
            boxes.append(child)
        else:
            _runs(child, pieces, boxes)


def _hidden(run: etree._Element) -> bool:
    return any(
        _local(mark) == "vanish" and _attribute(mark, "val") not in ("0", "false", "off")
        for properties in run if _local(properties) == "rPr" for mark in properties
    )


def _symbol(element: etree._Element) -> str:
    code = _attribute(element, "char")
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _attribute(element: etree._Element, name: str) -> str:
    return next((value for w in _W if (value := element.get(w + name)) is not None), "")


def _footnotes(package: zipfile.ZipFile, main: str) -> list[str]:
    root = _beside(package, main, "footnotes")
    real = [note for note in (() if root is None else root) if _attribute(note, "type") in ("", "normal")]
    return [line.strip() for note in real for line in _lines(note) if line.strip()]


def _fonts(document: etree._Element, styles: etree._Element | None) -> tuple[str, ...]:
    """Fonts named in the text and its styles, in order of first use."""
    roots = [document] if styles is None else [document, styles]
    found = {
        font: None
        for root in roots for element in root.iter() if _local(element) == "rFonts"
        for attribute in ("eastAsia", "ascii", "hAnsi", "cs") if (font := _attribute(element, attribute))
    }
    return tuple(found)


def _pictures(document: etree._Element) -> bool:
    return any(_local(element) in ("blip", "imagedata") for element in document.iter())
