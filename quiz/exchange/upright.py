"""Texts that run down in columns from left to right, in Word documents.

A text is cut into its columns, and each stands in a table cell of its own turned by 90 degrees (textDirection `tbRl`,
ECMA-376 part 1, 17.4.72). The value made for such texts, `tbLrV`, is known to Word (MS-OI29500, 2.1.558), but
LibreOffice passes it over and prints the cell lying flat.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex
from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import _Cell

from corpora.languages import Language
from quiz.exchange.typesetting import GAP, SIZE, Piece, row_height, shape, write, write_pieces

COLUMN = 0.9  # cm from one column to the next
LABEL = 0.9  # cm of what stands before a text
HEIGHTS = (3.0, 4.5, 6.0, 8.0, 10.0, 14.0, 20.0)  # cm
ONE_COLUMN = 6.5  # cm: up to this a text is not cut
_MARGIN = 0.15  # cm above and below a column
_EM = SIZE["Mongolian Baiti"] / 28.35  # cm
_LETTER, _BLANK = 0.52, 0.3  # of an em: what letters and blanks take at most
_WIDE = regex.compile(r"[\p{Han}\u3000-\u303F\uFF00-\uFFEF]")
_NONE = regex.compile(r"[\p{Mn}\p{Cf}]")
_WORDS = regex.compile(r"\p{Han}[\p{P}\s]*|[^\s\p{Han}]+\s*|\s+")


def stands(language: Language) -> bool:
    """Whether texts of the language run down."""
    return language.writing_mode == "vertical-lr"


def length(text: str) -> float:
    """cm a text takes at most: letters half their size, Chinese whole, marks nothing."""
    wide, none = len(_WIDE.findall(text)), len(_NONE.findall(text))
    blanks = text.count(" ") + text.count("\N{NO-BREAK SPACE}")
    return _EM * (wide + _BLANK * blanks + _LETTER * (len(text) - wide - none - blanks))


def columns(parts: Sequence[Piece], room: float) -> list[list[Piece]]:
    """Stretches cut at blanks, or between Chinese characters, into columns of at most `room` cm."""
    found: list[list[Piece]] = [[]]
    left = room
    for text, underlined in parts:
        for word in [text] if text == GAP else _WORDS.findall(text):
            if found[-1] and length(word.rstrip(" ")) > left:
                found.append([])
                left = room
            found[-1].append((word, underlined))
            left -= length(word)
    return found


def height(parts: Sequence[Piece], width: float) -> float:
    """cm at which the columns fit into `width` cm and look like a block, not a strip."""
    whole = sum(length(text) for text, _ in parts) + 2 * _MARGIN
    if whole <= ONE_COLUMN:
        return max(HEIGHTS[0], whole)
    for room in HEIGHTS:
        cut = columns(parts, room - 2 * _MARGIN)
        fits = all(sum(length(t) for t, _ in column) <= room for column in cut)
        if fits and len(cut) * COLUMN <= min(width, 2 * room):
            return room
    return HEIGHTS[-1]


def stand(
    place: Document | _Cell, texts: Sequence[tuple[str, Sequence[Piece]]], code: str, width: float
) -> None:
    """Texts side by side in a row, each after its label, in `width` cm; `place` is the page or a cell."""
    room = max(height(parts, width / len(texts) - LABEL) for _, parts in texts)
    cut = [(label, columns(parts, room - 2 * _MARGIN)) for label, parts in texts]
    widths = [w for _, own in cut for w in (LABEL, *[COLUMN] * len(own))]
    made = place.add_table(1, len(widths))
    made.autofit = False
    shape(made, widths)
    made._tbl.tblPr.append(_no_margins())
    row_height(made.rows[0], room, exactly=True)
    cells = iter(made.rows[0].cells)
    for label, own in cut:
        write(next(cells).paragraphs[0], label, bold=True)
        for column in own:
            cell = next(cells)
            cell._tc.get_or_add_tcPr().append(_turned())
            write_pieces(cell.paragraphs[0], column, code)


def _turned():
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "tbRl")
    return direction


def _no_margins():
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "20")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins
