"""Hits of the concordance as a table people can work on: xlsx or csv, one pair a row, every cell text."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from io import BytesIO, StringIO

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from aligner.model import Pair
from corpora.languages import get
from glossary.exchange.xlsx import LONGEST, text_cell

HEAD = ("汉文", "译文", "语言", "法院", "文书", "案号", "案由", "部分", "日期", "出处")
_WIDTHS = (48, 48, 10, 24, 10, 24, 16, 10, 12, 28)


def rows_of(hits: Sequence[tuple[Pair, str]]) -> list[tuple[str, ...]]:
    """(pair, where it stands in words) as the cells of rows."""
    return [
        (
            p.source, p.target, get(p.target_language).name, p.court or "", p.kind or "", p.case_number or "", p.cause or "",
            p.section.label, p.date or "", place,
        )
        for p, place in hits
    ]  # fmt: skip


def as_xlsx(hits: Sequence[tuple[Pair, str]]) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("语料检索")
    sheet.freeze_panes = "A2"
    for n, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(n)].width = width
    head = [WriteOnlyCell(sheet, value=name) for name in HEAD]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    for row in rows_of(hits):
        sheet.append([text_cell(sheet, text[:LONGEST]) for text in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(hits: Sequence[tuple[Pair, str]]) -> bytes:
    """UTF-8 with a BOM: Excel in Chinese takes anything else for GBK."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(rows_of(hits))
    return out.getvalue().encode("utf-8-sig")
