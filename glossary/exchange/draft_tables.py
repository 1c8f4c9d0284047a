"""Findings as a workbook and as JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from corpora.languages import get
from glossary.checking.model import Finding
from glossary.drafts import wording
from glossary.drafts.model import Noted, Version
from glossary.exchange.xlsx import LONGEST, text_cell

_COLUMNS = {
    "序号": 6, "类别": 10, "轻重": 8, "部分": 10, "原文": 34, "译文": 34, "说明": 42, "建议": 32, "处理": 18, "署名": 10, "日期": 12,
}  # fmt: skip
_FILL = PatternFill("solid", fgColor="F2EFE7")


def write_workbook(version: Version) -> bytes:
    """A sheet of findings, one a row, and one that says what was checked. Every cell is text."""
    facts = [
        ("原文", version.checked.source.name),
        ("译文", f"{version.checked.draft.name}（第 {version.number} 稿）"),
        ("译文语言", get(version.checked.draft.language).name),
        ("术语依据", version.checked.glossary or "未发布"),
        ("结果", wording.summary(version)),
    ]
    rows = (_row(n, noted, version) for n, noted in enumerate(version.noted, 1))
    return workbook({"核对结果": (_COLUMNS, rows), "说明": ({"项目": 12, "内容": 60}, facts)})


def _row(number: int, noted: Noted, version: Version) -> Sequence[str]:
    finding, answer, checked = noted.finding, noted.answer, version.checked
    return (
        str(number), finding.kind.label, wording.urgency(finding.harm),
        wording.section_of(checked.source, finding.source).label,
        checked.source.body[slice(*finding.source)], checked.draft.body[slice(*finding.draft)],
        finding.message, finding.suggestion, wording.answer_in_words(answer),
        answer.who if answer else "", answer.at[:10] if answer else "",
    )  # fmt: skip


def workbook(sheets: dict[str, tuple[dict[str, int], Iterable[Sequence[str]]]]) -> bytes:
    """Sheet -> (column -> width in characters, rows of text); a head that stays, text that wraps."""
    book = openpyxl.Workbook(write_only=True)
    for name, (columns, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        for n, width in enumerate(columns.values(), 1):
            sheet.column_dimensions[get_column_letter(n)].width = width
        head = [WriteOnlyCell(sheet, value=column) for column in columns]
        for cell in head:
            cell.font, cell.fill = Font(bold=True), _FILL
        sheet.append(head)
        for row in rows:
            cells = [text_cell(sheet, text[:LONGEST]) for text in row]
            for cell in cells:
                if cell is not None:
                    cell.alignment = Alignment(wrap_text=True, vertical="top")
            sheet.append(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def finding_as_dict(finding: Finding) -> dict[str, str | list[int]]:
    """For programs: offsets count code points of the texts as read."""
    return {
        "kind": finding.kind.value,
        "harm": finding.harm.value,
        "source": list(finding.source),
        "draft": list(finding.draft),
        "message": finding.message,
        "suggestion": finding.suggestion,
    }


def write_json(version: Version) -> bytes:
    """What was checked and what was found, with the answers people gave."""
    checked = version.checked
    content = {
        "source": {"name": checked.source.name, "sha256": checked.source.sha256},
        "draft": {
            "name": checked.draft.name,
            "sha256": checked.draft.sha256,
            "language": checked.draft.language,
        },
        "version": version.number,
        "glossary": checked.glossary,
        "findings": [finding_as_dict(n.finding) | {"answer": _answer(n)} for n in version.noted],
    }
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _answer(noted: Noted) -> dict[str, str] | None:
    a = noted.answer
    if a is None:
        return None
    return {"verdict": a.verdict.value, "why": a.why, "rendering": a.rendering, "who": a.who, "at": a.at}
