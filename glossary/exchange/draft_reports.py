"""A report of a checked draft by its extension."""

from __future__ import annotations

from datetime import datetime
from pathlib import PurePath

from glossary.drafts.model import Version

REPORTS = (".docx", ".xlsx", ".json")


def report(name: str, version: Version, original: bytes, at: datetime) -> bytes:
    """The draft with comments (.docx), the findings as a table (.xlsx) or for programs (.json).

    `original` are the bytes the draft came in, `at` the moment written under the comments. Raises ValueError for another
    extension.
    """
    kind = PurePath(name).suffix.casefold()
    if kind == ".docx":
        from glossary.exchange.draft_comments import write_comments

        return write_comments(version, original, at)
    if kind == ".xlsx":
        from glossary.exchange.draft_tables import write_workbook

        return write_workbook(version)
    if kind == ".json":
        from glossary.exchange.draft_tables import write_json

        return write_json(version)
    raise ValueError(f"不写 {kind or '没有扩展名的'} 报告，可以是 {' '.join(REPORTS)}。")
