"""Terms that drafts render differently, as a workbook, a docx or JSON."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

import docx

from corpora.languages import get
from glossary.checking.consistency import Difference
from glossary.exchange.draft_tables import workbook

_COLUMNS = {"语言": 12, "术语": 18, "译法": 30, "审定": 10, "次数": 8, "译稿": 60}

Found = Mapping[str, Sequence[Difference]]  # by language code


def write(name: str, found: Found) -> bytes:
    """The report by the extension of its name: .xlsx, .docx or .json. Raises ValueError for another."""
    kind = PurePath(name).suffix.casefold()
    if kind == ".xlsx":
        return workbook({"译法不一": (_COLUMNS, list(_rows(found)))})
    if kind == ".docx":
        return _docx(found)
    if kind == ".json":
        return as_json(found).encode()
    raise ValueError(f"不写 {kind or '没有扩展名的'} 报告，可以是 .docx .xlsx .json。")


def as_json(found: Found) -> str:
    """For programs: a row a term, its renderings with the drafts and the places (spans of source and draft)."""
    rows = [
        {
            "language": code,
            "term": d.term,
            "renderings": [
                {
                    "text": way.rendering,
                    "approved": way.approved,
                    "places": [
                        {"draft": name, "source_span": list(use.source), "draft_span": list(use.draft)}
                        for name, use in way.places
                    ],
                }
                for way in d.ways
            ],
        }
        for code, differences in found.items()
        for d in differences
    ]
    return json.dumps(rows, ensure_ascii=False, indent=1)


def _rows(found: Found) -> Iterator[tuple[str, ...]]:
    for code, differences in found.items():
        for d in differences:
            for n, way in enumerate(d.ways):
                names = "、".join(dict.fromkeys(name for name, _ in way.places))
                head = (get(code).name, d.term) if n == 0 else ("", "")
                yield *head, way.rendering, "已核定" if way.approved else "", str(len(way.places)), names


def _docx(found: Found) -> bytes:
    document = docx.Document()
    document.add_heading("各译稿译法不一的术语", level=1)
    table = document.add_table(1, len(_COLUMNS), style="Table Grid")
    for row in [tuple(_COLUMNS), *_rows(found)]:
        cells = table.rows[0].cells if row == tuple(_COLUMNS) else table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
