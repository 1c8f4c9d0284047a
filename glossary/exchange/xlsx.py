"""Excel workbooks: our own one row a term, and the dictionaries courts keep."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO

import openpyxl
import regex
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from glossary.exchange.reading import BadFile, Loss, Problem, Reading
from glossary.exchange.tables import HEAD, Row, find_head, read_rows, rows_of
from glossary.model import Concept

# Characters XML cannot hold stand as _x000D_ in a workbook, and _x005F_ escapes text that looks so (ECMA-376 part 1,
# 22.9.2.19, ST_Xstring); openpyxl leaves both to its users.
_ESCAPED = regex.compile(r"_x([0-9A-Fa-f]{4})_")
_LIKE_ESCAPED = regex.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
LONGEST = 32_767  # characters in a cell (Excel specifications and limits)
_WIDTHS = {0: 8, 1: 10, 2: 32}  # of the first columns, in characters


def write_xlsx(concepts: Sequence[Concept], out: BinaryIO) -> list[Loss]:
    """A workbook of one sheet. Every cell is text, so case numbers, codes and days stay as they are.

    Returns how many cells are longer than Excel allows and so cut off.
    """
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("术语")
    sheet.freeze_panes = "D2"
    for n in range(len(HEAD)):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(n + 1)].width = _WIDTHS.get(n, 18)
    head = [WriteOnlyCell(sheet, value=name) for name in HEAD]
    for cell in head:
        cell.font = Font(bold=True)
    sheet.append(head)
    cut = 0
    for row in rows_of(concepts):
        sheet.append([text_cell(sheet, text[:LONGEST]) for text in row])
        cut += sum(len(text) > LONGEST for text in row)
    book.save(out)
    return [Loss(f"单元格里第 {LONGEST} 字以后的文字", cut, noted=False)] if cut else []


def text_cell(sheet, text: str) -> WriteOnlyCell | None:
    """A cell that holds the text as it is, None for an empty one."""
    if not text:
        return None
    cell = WriteOnlyCell(sheet, value=_LIKE_ESCAPED.sub("_x005F_", text))
    cell.data_type = "s"  # "=1+1" is no formula
    cell.number_format = "@"
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True)
    return cell


def read_xlsx(path: Path, source: str) -> Reading:
    """All sheets that hold terms. Terms without a source get `source`. Raises BadFile."""
    try:
        book = openpyxl.load_workbook(path)
        values = openpyxl.load_workbook(path, data_only=True) if _has_formulas(book) else book
    except Exception as error:  # openpyxl lets through whatever its parsers meet in a broken file
        reason = "不是 .xlsx 工作簿，或已损坏、加了密码。旧的 .xls 请先在 Excel 里另存为 .xlsx"
        raise BadFile(f"{path.name} 无法读取", [Problem(1, reason)]) from error
    readings: list[Reading] = []
    unread: list[Problem] = []
    named = len(book.worksheets) > 1
    for sheet in book.worksheets:
        remarks: list[Problem] = []
        rows = list(_rows(sheet, values[sheet.title], remarks))
        head = find_head([row.cells for row in rows])
        if head is None:
            if any(any(row.cells) for row in rows):
                unread.append(Problem(1, "没有认出术语，没有读", sheet.title))
            continue
        reading = read_rows(rows[head.rows :], head, source)
        title = sheet.title if named else ""
        readings.append(
            Reading(
                tuple(replace(entry, sheet=title) for entry in reading.entries),
                tuple(replace(problem, sheet=title) for problem in reading.refused),
                tuple(replace(problem, sheet=title) for problem in (*remarks, *reading.remarks)),
            )
        )
    if not readings:
        reason = "没有认出术语表：要有一列汉文和至少一列民族文字（表头如“汉文”“藏文”“蒙古文”）"
        raise BadFile(f"{path.name} 无法读取", [Problem(1, reason)])
    return Reading(
        tuple(entry for reading in readings for entry in reading.entries),
        tuple(problem for reading in readings for problem in reading.refused),
        (*(remark for reading in readings for remark in reading.remarks), *unread),
    )


def _has_formulas(book: openpyxl.Workbook) -> bool:
    return any(cell.data_type == "f" for sheet in book.worksheets for cell in sheet._cells.values())


def _rows(sheet: Worksheet, values: Worksheet, remarks: list[Problem]) -> Iterator[Row]:
    """Rows as text: merged cells all say what the first of them says, formulas what Excel last made of them."""
    merged = {
        (row, column): (area.min_row, area.min_col)
        for area in sheet.merged_cells.ranges
        for row in range(area.min_row, area.max_row + 1)
        for column in range(area.min_col, area.max_col + 1)
    }
    widths: dict[int, int] = {}  # of rows that hold anything: a stray cell far away must not cost a million blank ones
    for line, column in values._cells:
        widths[line] = max(column, widths.get(line, 0))
    for line, width in sorted(widths.items()):
        cells = []
        for column in range(1, width + 1):
            cell = values.cell(line, column)
            place = merged.get((line, column))
            value = values.cell(*place).value if place else cell.value
            if cell.data_type == "e":
                value = None
                remarks.append(
                    Problem(line, f"单元格 {cell.coordinate} 是出错的公式（{cell.value}），按空白处理")
                )
            elif value is None and sheet is not values and sheet.cell(line, column).data_type == "f":
                remarks.append(Problem(line, f"单元格 {cell.coordinate} 是没有算过的公式，按空白处理"))
            cells.append(_text(value))
        yield Row(line, cells)


def _text(value: object) -> str:
    """A cell as a person reads it: 12 rather than 12.0, days in ISO 8601."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), str(value))
