"""The lines of a PDF page, put together from where its characters stand.

PDFium breaks a line wherever a glyph leaves the band of the one before: it tears Tibetan apart at every high
vowel. And it gives right-to-left text in an order that depends on the program that made the file. So a line
here is what shares a baseline, and on a right-to-left page the characters are sorted by place.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium
import regex

_RTL = regex.compile(r"[\p{Arabic}\p{Hebrew}]")
_LTR_CHARACTER = r"[\p{L}\p{N}--\p{Arabic}--\p{Hebrew}]"
_LTR = regex.compile(_LTR_CHARACTER, regex.V1)
# What the bidirectional algorithm keeps in one left-to-right run: brackets and most blanks are not in it.
_LTR_RUN = regex.compile(
    rf"(?:\p{{Latin}}+ )+\p{{Latin}}+|{_LTR_CHARACTER}(?:[\p{{L}}\p{{N}}.,:/×%\-]*{_LTR_CHARACTER})?", regex.V1
)
_CJK = regex.compile(r"[\p{Han}\u3000-\u303F\uFF00-\uFFEF“”‘’…—]")
_OPENING, _CLOSING = regex.compile(r"[\p{Ps}\p{Pi}]"), regex.compile(r"[\p{Pe}\p{Pf}，。、；：！？]")
_PAIRS = ("()", "[]", "«»", "‹›", "（）", "《》", "〈〉", "〔〕", "“”")
_BASELINE = 0.55         # of the type size: what is nearer stands on the same line
_GAP = 0.2               # of the type size: a wider gap is a space
_COLUMN = 0.7            # of the type size: such a gap between Chinese characters is meant
_NEAR = 4                # rows back to which a torn piece may belong


@dataclass(frozen=True, slots=True)
class Line:
    """A line with the x positions of its two ends and its type size, all in points."""

    text: str
    left: float
    right: float
    size: float

    @property
    def rtl(self) -> bool:
        """Whether it is read from the right."""
        return _is_rtl(self.text)


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character and its advance box; a made one is a space that PDFium put into a gap."""

    character: str
    left: float
    right: float
    baseline: float
    size: float
    made: bool


_Run = list[_Glyph]      # glyphs that follow each other in the file


def lines(page: pypdfium2.PdfPage) -> list[Line]:
    """The lines of a page in the order of the file; blank ones are left out."""
    textpage = page.get_textpage()
    rows = _rows(_glyphs(textpage))
    textpage.close()
    glyphs = [glyph for row in rows for run in row for glyph in run]
    rtl = _is_rtl("".join(glyph.character for glyph in glyphs))
    found = [_line(row, rtl) for row in rows]
    return [line for line in found if line.text]


def _glyphs(textpage: pypdfium2.PdfTextPage) -> Iterator[_Glyph]:
    box, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    for n in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage, n)
        if code in (0, 0x0A, 0x0D) or code > 0x10FFFF:
            continue
        pdfium.FPDFText_GetLooseCharBox(textpage, n, box)
        pdfium.FPDFText_GetCharOrigin(textpage, n, x, y)
        pdfium.FPDFText_GetMatrix(textpage, n, matrix)
        size = pdfium.FPDFText_GetFontSize(textpage, n) * math.hypot(matrix.a, matrix.b)
        made = pdfium.FPDFText_IsGenerated(textpage, n) == 1
        yield _Glyph(chr(code), box.left, box.right, y.value, size, made)


def _rows(glyphs: Iterator[_Glyph]) -> list[list[_Run]]:
    """Runs of glyphs by baseline; a space belongs to the glyph before it."""
    rows: list[list[_Run]] = []
    run: _Run = []
    before: _Glyph | None = None
    for glyph in glyphs:
        if glyph.character.isspace():
            run.append(glyph)
            continue
        if before and _level(before, glyph) and glyph.left > before.left - glyph.size:
            run.append(glyph)
        else:
            run = [glyph]
            row = next((row for row in rows[-_NEAR:] if _level(row[0][0], glyph)), None)
            if row is None:
                rows.append([run])
            else:
                row.append(run)
        before = glyph
    return rows


def _level(one: _Glyph, other: _Glyph) -> bool:
    return abs(one.baseline - other.baseline) < _BASELINE * max(one.size, other.size)


def _line(row: Sequence[_Run], rtl: bool) -> Line:
    glyphs = [glyph for run in sorted(row, key=lambda run: run[0].left) for glyph in run]
    visible = [glyph for glyph in glyphs if not glyph.character.isspace()]
    text = _from_the_right(glyphs) if rtl else _from_the_left(glyphs)
    left, right = min(g.left for g in visible), max(g.right for g in visible)
    return Line(_whole(text).strip(" \t\N{IDEOGRAPHIC SPACE}"), left, right, visible[0].size)


def _is_rtl(text: str) -> bool:
    return len(_RTL.findall(text)) > len(_LTR.findall(text))


def _from_the_left(glyphs: Sequence[_Glyph]) -> str:
    """The characters as they come, with the spaces of the file and one where it leaves a gap; a wide
    one beside Chinese characters, which are stretched to fill a line."""
    text, end, blank = "", glyphs[0].left, ""
    for glyph in glyphs:
        if glyph.character.isspace():
            blank = blank if glyph.made else glyph.character
            continue
        wide = glyph.left - end > _least_gap(text[-1:], glyph.character) * glyph.size
        text += (blank or (" " if wide and text else "")) + glyph.character
        end, blank = glyph.right, ""
    return text


def _least_gap(before: str, after: str) -> float:
    """The gap that is a space, in type sizes: a bracket of Chinese text has a blank half of its own."""
    if not (_CJK.match(before) or _CJK.match(after)):
        return _GAP
    return _COLUMN + 0.5 * bool(_OPENING.match(after)) + 0.5 * bool(_CLOSING.match(before))


def _from_the_right(glyphs: Sequence[_Glyph]) -> str:
    """The characters sorted from right to left, gaps as spaces; numbers and other left-to-right runs keep
    their direction."""
    ordered = sorted((g for g in glyphs if not g.character.isspace()), key=lambda glyph: -glyph.right)
    text, end = "", ordered[0].right
    for glyph in ordered:
        text += (" " if end - glyph.right > _GAP * glyph.size else "") + glyph.character
        end = glyph.left
    return _unmirrored(_LTR_RUN.sub(lambda run: run[0][::-1], text))


def _unmirrored(text: str) -> str:
    """Brackets turned round where a line shows them the wrong way, as drawn: »…« becomes «…»."""
    for opening, closing in _PAIRS:
        if -1 < text.find(closing) < text.find(opening) and text.rfind(opening) > text.rfind(closing):
            text = text.translate({ord(opening): closing, ord(closing): opening})
    return text


def _whole(text: str) -> str:
    """Surrogate pairs, which PDFium gives as two characters, joined."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
