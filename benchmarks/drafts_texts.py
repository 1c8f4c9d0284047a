"""Texts whose two sides translate each other line by line, and what is known to be wrong in them."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from benchmarks.measuring import DATA, ROOT

PAGE = 500  # Chinese characters of a page


class Text(NamedTuple):
    """Lines that translate each other; `parties` are the lines that list the parties."""

    name: str
    language: str
    zh: list[str]
    other: list[str]
    parties: frozenset[int] = frozenset()

    @property
    def pages(self) -> float:
        return sum(map(len, self.zh)) / PAGE


def texts() -> Iterator[Text]:
    """The hand-made judgments of tests/gold, the government reports and the Declaration of Human Rights."""
    yield from judgments()
    if DATA.is_dir():
        yield from _reports()
        for code in ("bo", "ug", "mn-Cyrl", "ko"):
            yield Text("udhr", code, *(_lines(DATA / "udhr" / "lines" / f"{c}.txt") for c in ("zh", code)))


def judgments() -> Iterator[Text]:
    sys.path.insert(0, str(ROOT / "tests"))
    from gold_reader import read_all

    for judgment in read_all():
        rows = [row for row in judgment.rows if row.zh and row.other]
        if judgment.language != "zh" and rows:
            zh, other = ([" ".join(row[side]) for row in rows] for side in (1, 2))
            listed = frozenset(n for n, row in enumerate(rows) if row.section.value == "parties")
            yield Text(judgment.id, judgment.language, zh, other, listed)


def _reports() -> Iterator[Text]:
    suspect = {tuple(row.split("\t")[:2]) for row in _lines(DATA / "zhuang_reports" / "suspect_lines.tsv")}
    for year in ("2017", "2018"):
        zh, other = (_lines(DATA / "zhuang_reports" / f"{year}.{code}.txt") for code in ("zh", "za"))
        kept = [n for n in range(len(zh)) if not suspect & {(year, str(at)) for at in (n, n + 1, n + 2)}]
        yield Text(f"report {year}", "za", [zh[n] for n in kept], [other[n] for n in kept])


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def slips() -> set[tuple[str, str, int, str]]:
    """(text, language, line from 0, kind) of alarms that a reader found to be right: slips the texts were published with."""
    with (Path(__file__).parent / "drafts_slips.tsv").open(encoding="utf-8") as file:
        return {
            (row["text"], row["language"], int(row["line"]), row["kind"])
            for row in csv.DictReader(file, delimiter="\t")
        }
