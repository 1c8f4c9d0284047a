"""The check record of a draft: one page for the language office, with what was checked, found and decided, to be signed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

import docx
from docx.document import Document as Docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.run import Run

from corpora.languages import get
from glossary.drafts import wording
from glossary.drafts.model import Noted, Verdict, Version

LINES = 30  # of kinds and reasons that fit on the page
LONGEST = 60  # characters of a reason
_HEAD = ("类别", "轻重", "发现", "已接受", "已收译法", "已忽略", "待处理")
_SIGNED = ("译者", "审校人", "民族语文工作部门")


def write_record(version: Version, on: date) -> bytes:
    """The record as docx; `on` is the day it is made out."""
    document = _page()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(title.add_run("译文核对记录"), 18, bold=True)
    _table(document, _facts(version, on), (2.6, 5.9, 2.6, 5.9), bold_columns=(0, 2))
    counts = wording.counts(version.noted)
    _heading(document, "核对结果")
    rows = [
        (c.kind.label, wording.harm_in_words(c.kind.harm), c.found, c.accepted, c.admitted, c.ignored, c.open)
        for c in counts
    ]
    total = ("合计", "", *(sum(int(row[n]) for row in rows) for n in range(2, 7)))
    _table(document, [_HEAD, *rows, total], (3, 4, 2, 2, 2, 2, 2), bold_rows=(0, len(rows) + 1))
    _reasons(document, version, max(3, LINES - len(rows)))
    _heading(document, "签名")
    _table(document, [_SIGNED, ("", "", ""), ("年　　月　　日",) * 3], (5.7, 5.7, 5.6), tall_row=1)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _facts(version: Version, on: date) -> list[tuple[str, str, str, str]]:
    checked = version.checked
    people = (
        "、".join(dict.fromkeys(n.answer.who for n in version.noted if n.answer))
        or version.who
        or "（未署名）"
    )
    return [
        ("原文", checked.source.name, "译文", f"{checked.draft.name}（第 {version.number} 稿）"),
        ("译文语言", get(checked.draft.language).name, "核对日期", on.isoformat()),
        ("术语依据", checked.glossary or "未发布", "处理人", people),
        ("句数", str(len(checked.faces)), "较上一稿已改", f"{len(version.gone)} 处" if version.number > 1 else "（第一稿）"),
        ("原文指纹", checked.source.sha256[:16], "译文指纹", checked.draft.sha256[:16]),
    ]  # fmt: skip


def _reasons(document: Docx, version: Version, room: int) -> None:
    """Why findings were ignored or renderings admitted, as many as there is room for."""
    said = [n for n in version.noted if n.answer and n.answer.verdict is not Verdict.ACCEPT]
    if not said:
        return
    _heading(document, "处理说明")
    for n in said[:room]:
        _write(document.add_paragraph().add_run(_reason(n)), 9.5)
    if len(said) > room:
        _write(document.add_paragraph().add_run(f"其余 {len(said) - room} 处见明细表。"), 9.5)


def _reason(noted: Noted) -> str:
    said = f"{noted.finding.kind.label}　{wording.answer_in_words(noted.answer)}"
    short = said if len(said) <= LONGEST else said[: LONGEST - 1] + "…"
    return f"{short}（{wording.signature(noted.answer)}）" if noted.answer else short


# Drawing


def _page() -> Docx:
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2)
    section.top_margin = section.bottom_margin = Cm(1.8)
    style = document.styles["Normal"].paragraph_format
    style.space_after = style.space_before = Pt(0)
    return document


def _heading(document: Docx, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(10), Pt(4)
    _write(paragraph.add_run(text), 12, bold=True)


def _write(run: Run, size: float, bold: bool = False) -> None:
    run.font.size, run.bold = Pt(size), bold
    fonts = OxmlElement("w:rFonts")
    fonts.set(qn("w:eastAsia"), "SimSun")
    run._r.get_or_add_rPr().insert(0, fonts)


def _table(
    document: Docx,
    rows: Sequence[Sequence[str | int]],
    widths: Sequence[float],
    bold_rows: Sequence[int] = (),
    bold_columns: Sequence[int] = (),
    tall_row: int | None = None,
) -> None:
    """A ruled table; widths in centimetres."""
    table = document.add_table(0, len(widths), style="Table Grid")
    table.autofit = False
    for r, row in enumerate(rows):
        cells = table.add_row().cells
        for c, (cell, value) in enumerate(zip(cells, row, strict=True)):
            cell.width = Cm(widths[c])
            _fill(cell, str(value), bold=r in bold_rows or c in bold_columns)
        if r == tall_row:
            table.rows[r].height = Cm(1.4)


def _fill(cell: _Cell, text: str, bold: bool) -> None:
    _write(cell.paragraphs[0].add_run(text), 9.5, bold)
