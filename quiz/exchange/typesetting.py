"""Word documents in every script: fonts by script, direction, and the same bytes every time. See also `upright`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

import docx
import regex
from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from corpora.languages import Language, get
from corpora.model import Span

OFFICE = frozenset(  # fonts that come with Windows
    (
        "SimSun",
        "Microsoft Himalaya",
        "Mongolian Baiti",
        "Microsoft Uighur",
        "Malgun Gothic",
        "Times New Roman",
    )
)
SIZE = {
    "Microsoft Himalaya": 18.0,
    "Mongolian Baiti": 15.0,
    "Microsoft Uighur": 17.0,
}  # looks as large as Chinese in 12
USUAL = 12.0
WIDTH = 17.0  # cm of A4 between the margins
GAP = "\N{NO-BREAK SPACE}" * 14
_NOT_IN_XML = regex.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]")
_EPOCH = datetime(2000, 1, 1)

Piece = tuple[str, bool]  # a stretch of a text and whether it is underlined


def new_document(title: str) -> Document:
    """An empty A4 document in SimSun and Times New Roman."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.8), Cm(1.8)
    style = document.styles["Normal"]
    style.font.size = Pt(USUAL)
    _fonts(style.element.get_or_add_rPr(), "Times New Roman", "SimSun")
    style.paragraph_format.space_after = Pt(0)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "", ""
    properties.created = properties.modified = _EPOCH
    return document


def to_bytes(document: Document) -> bytes:
    """The docx, the same bytes for the same content: python-docx dates the entries of the archive."""
    drawn, out = io.BytesIO(), io.BytesIO()
    document.save(drawn)
    with zipfile.ZipFile(drawn) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in sorted(archive.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            fixed.writestr(entry, archive.read(name))
    return out.getvalue()


def font(language: Language) -> str:
    """The font Windows has for a language."""
    return next((name for name in language.fonts if name in OFFICE), language.fonts[0])


def write(
    paragraph: Paragraph,
    text: str,
    code: str = "zh",
    size: float = USUAL,
    bold: bool = False,
    underlined: bool = False,
) -> Run:
    """Add a run in the language's font and direction; sizes are those of Chinese, other scripts keep their relation."""
    language = get(code)
    run = paragraph.add_run(_NOT_IN_XML.sub(" ", text))
    run.bold = bold or None
    run.underline = underlined or None
    points = round(2 * size * SIZE.get(font(language), USUAL) / USUAL) / 2
    run.font.size = Pt(points)
    properties = run._r.get_or_add_rPr()
    if code != "zh":
        _fonts(properties, font(language), font(language))
    complex_size = OxmlElement("w:szCs")
    complex_size.set(qn("w:val"), str(round(points * 2)))
    properties.find(qn("w:sz")).addnext(complex_size)
    if language.direction == "rtl":
        properties.append(OxmlElement("w:rtl"))
    if code != "zh":
        own = OxmlElement("w:lang")
        for slot in ("val", "eastAsia", "bidi"):
            own.set(qn(f"w:{slot}"), code)
        properties.append(own)
    return run


def aligned(paragraph: Paragraph, code: str) -> Paragraph:
    """The paragraph in the language's direction. Lines keep one distance: fonts of a script differ by half in theirs."""
    language = get(code)
    if font(language) in SIZE:
        paragraph.paragraph_format.line_spacing = Pt(1.6 * SIZE[font(language)])
    if language.direction == "rtl":
        paragraph._p.get_or_add_pPr().insert_element_before(
            OxmlElement("w:bidi"), "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr"
        )
    return paragraph


def pieces(texts: Sequence[str], marked: Span | None = None) -> list[Piece]:
    """A text with gaps between its parts, or with one stretch marked."""
    if marked and len(texts) == 1:
        text = texts[0]
        found = [(text[: marked.start], False), (text[slice(*marked)], True), (text[marked.end :], False)]
    else:
        found = [(text, False) for text in texts]
        for n in range(len(texts) - 1, 0, -1):
            found.insert(n, (GAP, True))
    return [piece for piece in found if piece[0]]


def write_pieces(paragraph: Paragraph, parts: Sequence[Piece], code: str, size: float = USUAL) -> None:
    """Stretches one after the other; gaps are numbered when there are several."""
    several = sum(text == GAP for text, _ in parts) > 1
    number = 0
    for text, underlined in parts:
        if text == GAP and several:
            number += 1
            write(paragraph, f"({number})", "zh", 9)
        write(paragraph, text, code, size, underlined=underlined)


def rule(document: Document, label: str = "", spacing: float = 1.9) -> None:
    """A line to write on, after a label, as wide as the page."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.line_spacing = spacing
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.9))
    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(WIDTH), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES)
    write(paragraph, f"{label}\t", bold=True)
    write(paragraph, "\t")


def table(document: Document, rows: int, widths: Sequence[float], ruled: bool = True) -> Table:
    """A table with columns of so many cm."""
    made = document.add_table(rows, len(widths))
    made.alignment = WD_TABLE_ALIGNMENT.CENTER
    made.autofit = False
    if ruled:
        made.style = "Table Grid"
    shape(made, widths)
    return made


def shape(made: Table, widths: Sequence[float]) -> None:
    """Give the columns of a table so many cm: in its grid, which LibreOffice reads, and in its cells, which Word does."""
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def fill(row: _Row, texts: Sequence[str], size: float = 10.5, bold: bool = False) -> None:
    """Chinese texts into the cells of a row."""
    for cell, text in zip(row.cells, texts, strict=True):
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        if text:
            write(cell.paragraphs[0], text, size=size, bold=bold)


def unbroken(row: _Row) -> _Row:
    """The row, which is not to be broken over pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return row


def row_height(row: _Row, cm: float, exactly: bool = False) -> None:
    """The height of a row, which is not broken over pages."""
    unbroken(row)
    row.height = Cm(cm)
    row.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY if exactly else WD_ROW_HEIGHT_RULE.AT_LEAST


def footer(document: Document, text: str) -> None:
    """The text and 第 X 页 共 Y 页 under every page."""
    paragraph = document.sections[0].footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write(paragraph, f"{text}　第 ", size=9)
    _field(paragraph, "PAGE")
    write(paragraph, " 页　共 ", size=9)
    _field(paragraph, "NUMPAGES")
    write(paragraph, " 页", size=9)


def _field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    field.append(write(paragraph, "1", size=9)._r)
    paragraph._p.append(field)


def _fonts(properties, latin: str, east: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{slot}"), None)
    for slot, name in (("ascii", latin), ("hAnsi", latin), ("eastAsia", east), ("cs", latin)):
        fonts.set(qn(f"w:{slot}"), name)
