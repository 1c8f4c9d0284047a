"""Pairs as tab-separated lines (IANA text/tab-separated-values): a header, then a pair a line.

Tabs, line ends and backslashes inside a text are written \\t, \\n, \\r and \\\\, so that a line is always a pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TextIO

from aligner.model import Pair

COLUMNS = (
    "source_language", "target_language", "source", "target", "court", "case_number", "date", "section",
    "posterior", "status",
)  # fmt: skip
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def write_tsv(out: TextIO, pairs: Iterable[Pair]) -> int:
    """Write the pairs; returns how many."""
    out.write("\t".join(COLUMNS) + "\n")
    count = 0
    for count, pair in enumerate(pairs, 1):    # noqa: B007
        out.write("\t".join(map(_cell, _row(pair))) + "\n")
    return count


def _row(p: Pair) -> tuple[str | None, ...]:
    return (
        p.source_language, p.target_language, p.source, p.target, p.court, p.case_number, p.date,
        p.section.label, f"{p.posterior:.3f}", p.status,
    )  # fmt: skip


def _cell(value: str | None) -> str:
    return (value or "").translate(_ESCAPES)
