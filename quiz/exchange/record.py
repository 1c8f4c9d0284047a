"""A learner's record of practice, to hand in: docx to sign, xlsx to add up."""

from __future__ import annotations

import io
from collections.abc import Sequence

import openpyxl
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from openpyxl.styles import Alignment, Font

from corpora.languages import get
from quiz.exchange import typesetting as ts
from quiz.records import Record, Tally

HEAD = ("练习题", "作答", "答对", "用时（小时）", "练习日", "保持率")


def record_docx(record: Record) -> bytes:
    """One page and more: the whole, by language and domain, by kind, by month, and a line to sign."""
    document = ts.new_document(f"双语学习记录　{record.learner}")
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    ts.write(head, "双语学习记录", size=18, bold=True)
    span = (
        f"{record.first:%Y-%m-%d} 至 {record.last:%Y-%m-%d}" if record.first and record.last else "还没有练习"
    )
    _line(document, f"姓名：{record.learner}　　练习期间：{span}　　制表日期：{record.until:%Y-%m-%d}")
    t = record.whole
    _line(
        document,
        f"共练习 {t.items} 道题，作答 {t.answers} 次，用时 {t.hours:.1f} 小时，"
        f"分 {t.days} 个练习日；保持率 {shown(t.retention)}。",
    )
    _table(document, "按语言和领域", ("语言", "领域"), [((get(c).name, d), t) for c, d, t in record.domains])
    _table(document, "按题型", ("语言", "题型"), [((get(c).name, k.label), t) for c, k, t in record.kinds])
    _table(document, "按月", ("月份",), [((m,), t) for m, t in record.months])
    _line(document, EXPLAINED, 9)
    _line(document, "")
    _line(document, "本人签名：＿＿＿＿＿＿＿＿　　部门负责人：＿＿＿＿＿＿＿＿　　日期：＿＿＿＿＿＿")
    ts.footer(document, f"双语学习记录　{record.learner}")
    return ts.to_bytes(document)


EXPLAINED = "保持率：隔一天以上再问时答对的比例。用时按作答计，离开的时间不计；撤销的作答不计。数据取自只能追加、不能修改的作答日志。"


def record_xlsx(record: Record) -> bytes:
    """The same as a workbook, one sheet a table."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "总计"
    _rows(
        sheet,
        ("姓名", "开始", "最近", "制表", *HEAD),
        [
            (
                (record.learner, str(record.first or ""), str(record.last or ""), str(record.until)),
                record.whole,
            )
        ],
    )
    for title, head, rows in (
        ("按领域", ("语言", "领域"), [((get(c).name, d), t) for c, d, t in record.domains]),
        ("按题型", ("语言", "题型"), [((get(c).name, k.label), t) for c, k, t in record.kinds]),
        ("按月", ("月份",), [((m,), t) for m, t in record.months]),
    ):
        _rows(book.create_sheet(title), (*head, *HEAD), rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shown(share: float | None) -> str:
    return "—" if share is None else f"{share:.0%}"


def _cells(t: Tally) -> tuple[str, ...]:
    return (str(t.items), str(t.answers), str(t.right), f"{t.hours:.1f}", str(t.days), shown(t.retention))


def _line(document: Document, text: str, size: float = 11) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(6)
    ts.write(paragraph, text, size=size)


def _table(
    document: Document, title: str, head: Sequence[str], rows: Sequence[tuple[tuple[str, ...], Tally]]
) -> None:
    if not rows:
        return
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(6)
    ts.write(paragraph, title, size=13, bold=True)
    named = (2.6, 3.4) if len(head) == 2 else (6.0,)
    made = ts.table(document, 1, (*named, 1.7, 1.7, 1.7, 2.4, 1.7, 1.8))
    ts.fill(made.rows[0], (*head, *HEAD), 9.5, bold=True)
    for names, own in rows:
        ts.fill(ts.unbroken(made.add_row()), (*names, *_cells(own)), 10)
    document.add_paragraph()


def _rows(sheet, head: Sequence[str], rows: Sequence[tuple[tuple[str, ...], Tally]]) -> None:
    sheet.append(list(head))
    for names, t in rows:
        retention = t.retention
        sheet.append([*names, t.items, t.answers, t.right, round(t.hours, 2), t.days, retention])
        if retention is not None:
            sheet.cell(sheet.max_row, len(head)).number_format = "0%"
    for n, cell in enumerate(sheet[1]):
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center")
        sheet.column_dimensions[cell.column_letter].width = 16 if n < len(head) - len(HEAD) else 12
    sheet.freeze_panes = "A2"
