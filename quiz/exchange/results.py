"""Results of a printed exam: the form that goes out as xlsx, and what comes back in it.

Two sheets of one shape, a candidate a row and an item a column: 得分 takes points, 作答 takes what was written, which is
marked as if it had been typed on screen. Points given win over answers.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from quiz.exams.drawing import version
from quiz.exams.marking import Row, spelled
from quiz.exams.model import Paper
from quiz.exams.statistics import ItemStatistics

POINTS, ANSWERS = "得分", "作答"
HEAD = ("姓名", "座号", "卷别")
FIRST = 5  # row of the first candidate
ROOM = 80  # rows for names still to come


def write_form(exam: int, paper: Paper, candidates: Sequence[tuple[str, str, str]]) -> bytes:
    """The form, with (name, seat, version) of the candidates known."""
    book = openpyxl.Workbook()
    _sheet(book.active, POINTS, exam, paper, candidates, "每格填这一题的得分；空着的题按“作答”表阅卷。")
    told = "选择题填字母，排序题填序号，其余照写；这里填了、“得分”表空着的题由软件阅卷。"
    _sheet(book.create_sheet(), ANSWERS, exam, paper, candidates, told)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def write_results(
    paper: Paper,
    rows: Sequence[tuple[str, str, str, float, Mapping[int, float]]],
    analysed: Sequence[ItemStatistics],
) -> bytes:
    """Results to keep: (name, seat, version, points, points by item) of everybody, and the statistics of the items."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "成绩"
    sheet.append([*HEAD, "总分", *(item.id for item in paper.items)])
    for name, seat, kind, whole, points in rows:
        sheet.append([name, seat, kind, whole, *(points.get(item.id) for item in paper.items)])
    sheet = book.create_sheet("试题分析")
    sheet.append(["题（A 卷）", "题型", "满分", "难度 p", "区分度 D", "相关 r", "评语"])
    for s in analysed:
        item = paper.item(s.item)
        r = None if s.correlation is None else round(s.correlation, 3)
        sheet.append(
            [
                item.id,
                item.kind.label,
                item.points,
                round(s.difficulty, 3),
                round(s.discrimination, 3),
                r,
                s.verdict,
            ]
        )
    for sheet in book.worksheets:
        sheet.freeze_panes = "B2"
        for cell in sheet[1]:
            cell.font = Font(bold=True)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(sheet: Worksheet, title: str, exam: int, paper: Paper, candidates: Sequence, told: str) -> None:
    sheet.title = title
    sheet.append(["考试编号", exam, paper.blueprint.title])
    sheet.append([told])
    sheet.append([*HEAD, *range(1, len(paper.items) + 1)])
    sheet.append(["满分", "", "", *(item.points for item in paper.items)])
    for candidate in candidates:
        sheet.append(list(candidate))
    for cell in (*sheet[3], *sheet[4]):
        cell.font = Font(bold=True)
        cell.alignment = Alignment(horizontal="center")
        cell.fill = PatternFill("solid", fgColor="F2EFE7")
    sheet.freeze_panes = "D5"
    sheet.column_dimensions["A"].width = 16
    wide = 7 if title == POINTS else 14
    for n in range(len(paper.items)):
        sheet.column_dimensions[get_column_letter(n + 4)].width = wide
    if title == ANSWERS:
        for row in sheet.iter_rows(FIRST, FIRST + ROOM, 4, 3 + len(paper.items)):
            for cell in row:
                cell.number_format = "@"


def read_form(content: bytes, exam: int, paper: Paper) -> list[Row]:
    """The rows of a filled form. Raises ValueError that names every cell that cannot be read."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, OSError) as error:
        raise ValueError("读不出这个文件。请用本软件导出的成绩表（.xlsx）填写后再导入。") from error
    if POINTS not in book.sheetnames or ANSWERS not in book.sheetnames:
        raise ValueError(f"这个工作簿没有“{POINTS}”和“{ANSWERS}”两张表。请用本软件导出的成绩表填写。")
    if book[POINTS]["B1"].value != exam:
        raise ValueError(
            f"这是考试 {book[POINTS]['B1'].value} 的成绩表，不是考试 {exam} 的。请选对考试，或重新导出成绩表。"
        )
    orders = {name: version(paper, name) for name in "AB"}
    rows: dict[str, Row] = {}
    problems: list[str] = []
    for title in (POINTS, ANSWERS):
        for name, seat, kind, cells in _rows(book[title], problems):
            row = rows.setdefault(name, Row(name, seat, kind, {}, {}))
            for item, (where, value) in zip(orders[kind], cells, strict=False):
                if value in (None, ""):
                    continue
                if title == ANSWERS:
                    row.answers[item.id] = spelled(item.question, str(value))
                elif (share := _share(value, item.points)) is not None:
                    row.shares[item.id] = share
                else:
                    problems.append(f"{title}!{where}：“{value}”不是 0 到 {item.points:g} 之间的分数")
    if problems:
        raise ValueError("成绩表有读不懂的格：" + "；".join(problems[:10]) + "。请改正后再导入。")
    return list(rows.values())


def _rows(sheet: Worksheet, problems: list[str]) -> Iterator[tuple[str, str, str, list[tuple[str, object]]]]:
    """Name, seat, version and the cells of each candidate, each with where it stands."""
    for row in sheet.iter_rows(min_row=FIRST):
        name = str(row[0].value or "").strip()
        filled = [cell for cell in row[3:] if cell.value not in (None, "")]
        if not name:
            if filled:
                problems.append(f"{sheet.title}!A{row[0].row}：有分数或作答，没有姓名")
            continue
        kind = str(row[2].value or "A").strip().upper()
        if kind not in ("A", "B"):
            problems.append(f"{sheet.title}!C{row[0].row}：卷别“{kind}”应为 A 或 B")
            continue
        yield name, str(row[1].value or "").strip(), kind, [(c.coordinate, c.value) for c in row[3:]]


def _share(value: object, full: float) -> float | None:
    try:
        points = float(str(value))
    except ValueError:
        return None
    return points / full if 0 <= points <= full else None
