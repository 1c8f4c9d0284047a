"""The monthly report on publication: docx to hand in, xlsx to reckon with."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence

import openpyxl
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from openpyxl.styles import Alignment, Font

from aligner.register import Entry, Published, Report, Standing
from corpora.languages import get
from quiz.exchange import typesetting as ts

STANDING = ("法院", "案件", "汉文原本", "已有译本", "比例", "目标", "尚缺")
PUBLISHED = ("文字", "法院", "年度", "文书", "件数")
MISSING = ("案号", "法院", "案件", "文书", "日期", "文件")
EXPLAINED = (
    "汉文原本：工作区内的汉文裁判文书。已有译本：与民族文字文书配对成立，存疑、未确认的不计。"
    "尚缺：达到目标还要翻译的件数。日期以裁判日期为准。"
)
_FORMULA = "=+-@"  # a spreadsheet would reckon with a text that begins so


def register_docx(report: Report) -> bytes:
    """The tables of standings, what was published, what lacks a version, and lines to sign."""
    title = heading(report)
    document = ts.new_document(title)
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    ts.write(head, title, size=18, bold=True)
    _line(document, f"制表日期：{report.made}", 11)
    for name, rows in report.standings:
        _table(
            document,
            f"译本情况　{name}",
            STANDING,
            (5.6, 1.8, 2.0, 2.0, 1.6, 1.6, 1.6),
            map(standing_row, rows),
        )
    _table(
        document, "已公布的文书", PUBLISHED, (3.2, 7.0, 2.0, 2.6, 1.6), map(published_row, report.published)
    )
    _table(
        document,
        "还没有译本的汉文原本",
        MISSING,
        (4.4, 4.6, 1.5, 1.7, 2.2, 2.6),
        map(missing_row, report.missing),
    )
    _line(document, EXPLAINED, 9)
    _line(document, "制表人：＿＿＿＿＿＿＿＿　　负责人：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿", 11)
    ts.footer(document, title)
    return ts.to_bytes(document)


def register_xlsx(report: Report) -> bytes:
    """The same as a workbook, one sheet a table."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in report.standings:
        sheet = _sheet(
            book,
            f"译本情况 {name}",
            STANDING,
            ([s.court, s.trial, s.originals, s.translated, s.share, s.target, s.missing] for s in rows),
        )
        for cell in (cell for column in ("E", "F") for cell in sheet[column][1:]):
            cell.number_format = "0%"
    _sheet(book, "已公布", PUBLISHED, ([*published_row(p)[:-1], p.documents] for p in report.published))
    _sheet(book, "缺译本", MISSING, map(missing_row, report.missing))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def heading(report: Report) -> str:
    """The title of the report."""
    when = f" {report.month[:4]} 年 {int(report.month[5:])} 月" if report.month else ""
    return f"双语裁判文书公布{when}月报" if when else "双语裁判文书公布台账"


def standing_row(s: Standing) -> tuple[str, ...]:
    aim = "—" if s.target is None else f"{s.target:.0%}"
    return (
        s.court,
        s.trial,
        str(s.originals),
        str(s.translated),
        f"{s.share:.0%}",
        aim,
        str(s.missing) if s.target is not None else "—",
    )


def published_row(p: Published) -> tuple[str, ...]:
    return get(p.language).name, p.court, p.year, p.kind, str(p.documents)


def missing_row(e: Entry) -> tuple[str, ...]:
    return e.case_number or "案号不明", e.court, e.trial, e.kind, e.date, e.name


def _line(document: Document, text: str, size: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    ts.write(paragraph, text, size=size)


def _table(
    document: Document,
    title: str,
    head: Sequence[str],
    widths: Sequence[float],
    rows: Iterable[Sequence[str]],
) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    ts.write(paragraph, title, size=13, bold=True)
    found = list(rows)
    if not found:
        _line(document, "无。", 10.5)
        return
    made = ts.table(document, 1, widths)
    ts.fill(made.rows[0], head, 9.5, bold=True)
    for row in found:
        ts.fill(ts.unbroken(made.add_row()), row, 9.5)


def _sheet(book: openpyxl.Workbook, title: str, head: Sequence[str], rows: Iterable[Sequence]):
    sheet = book.create_sheet(title)
    sheet.append(list(head))
    for row in rows:
        sheet.append([f"'{v}" if isinstance(v, str) and v[:1] in _FORMULA and v else v for v in row])
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center")
        sheet.column_dimensions[cell.column_letter].width = 34 if cell.value == "法院" else 16
    sheet.freeze_panes = "A2"
    return sheet
