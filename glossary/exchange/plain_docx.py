"""A text as docx, a line a paragraph, in its language's font, direction and writing mode."""

from __future__ import annotations

import io

import docx
import regex
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from corpora.languages import Language, get

_NOT_IN_XML = regex.compile(r"[\x00-\x08\x0B\x0C\x0E-\x1F\uFFFE\uFFFF]")
SIZE = Pt(14)
_DOWNWARDS = "tbLrV"  # lines downwards, from left to right (ECMA-376 part 4, 14.11.7, ST_TextDirection)


def typeset(text: str, code: str) -> bytes:
    """The docx. What XML cannot hold becomes a blank, so that places stay what they are."""
    language = get(code)
    document = docx.Document()
    if language.writing_mode == "vertical-lr":
        direction = OxmlElement("w:textDirection")
        direction.set(qn("w:val"), _DOWNWARDS)
        document.sections[0]._sectPr.find(qn("w:docGrid")).addprevious(direction)
    for line in text.split("\n"):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(_NOT_IN_XML.sub(" ", line).replace("\r", " "))
        run.font.size = SIZE
        _dress(paragraph, language)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _dress(paragraph: Paragraph, language: Language) -> None:
    """Font, language and direction, the latter for paragraph and run alike (17.3.1.6, 17.3.2.30)."""
    for run in paragraph.runs:
        properties = run._r.get_or_add_rPr()
        fonts = OxmlElement("w:rFonts")
        for slot in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{slot}"), language.fonts[0])
        properties.insert(0, fonts)
        size = OxmlElement("w:szCs")  # what complex scripts are set in
        size.set(qn("w:val"), str(int(2 * SIZE.pt)))
        properties.append(size)
        if language.direction == "rtl":
            properties.append(OxmlElement("w:rtl"))
    if language.direction == "rtl":
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
