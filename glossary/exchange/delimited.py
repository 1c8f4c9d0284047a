"""CSV and tab-separated tables in UTF-8 or GB18030."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from corpora.readers.plain import decode
from corpora.readers.reading import Unreadable
from glossary.exchange.reading import BadFile, Problem, Reading
from glossary.exchange.tables import HEAD, Row, find_head, read_rows, rows_of
from glossary.model import Concept

_DELIMITERS = (",", "\t", ";", "；")


def write_csv(concepts: Sequence[Concept], out: BinaryIO) -> None:
    """UTF-8 with a byte order mark, without which Excel takes it for GBK."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow(HEAD)
    writer.writerows(rows_of(concepts))
    text.flush()
    text.detach()


def read_csv(path: Path, source: str) -> Reading:
    """A table parted by commas, tabs or semicolons, or a glossary of OmegaT (.txt, where `#` begins a comment).

    Terms without a source get `source`. Raises BadFile.
    """
    comments = path.suffix.casefold() == ".txt"
    try:
        text, _ = decode(path.read_bytes())
        for delimiter in _DELIMITERS:
            rows = [
                row
                for row in _rows(text, delimiter)
                if not (comments and row.cells[:1] and row.cells[0][:1] == "#")
            ]
            if head := find_head([row.cells for row in rows]):
                return read_rows(rows[head.rows :], head, source)
    except (Unreadable, csv.Error) as error:
        raise BadFile(f"{path.name} 无法读取", [Problem(1, str(error))]) from error
    reason = "没有认出术语表：要有一列汉文和至少一列民族文字（表头如“汉文”“藏文”“蒙古文”）"
    raise BadFile(f"{path.name} 无法读取", [Problem(1, reason)])


def _rows(text: str, delimiter: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=False)
    line = 1
    for cells in reader:
        yield Row(line, cells)
        line = reader.line_num + 1
