"""What reading a file of terms gives, and how it refuses one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from glossary.model import Concept

_SHOWN = 20


def place(line: int, sheet: str) -> str:
    """As people say it: 工作表“刑事”第 12 行."""
    return f"工作表“{sheet}”第 {line} 行" if sheet else f"第 {line} 行"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a line or row of a file, from 1; `reason` is Chinese. `sheet` where a book has several."""

    line: int
    reason: str
    sheet: str = ""

    @property
    def place(self) -> str:
        return place(self.line, self.sheet)

    def __str__(self) -> str:
        return f"{self.place}：{self.reason}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept and the line or row where it begins."""

    line: int
    concept: Concept
    sheet: str = ""

    @property
    def place(self) -> str:
        return place(self.line, self.sheet)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds: entries, rows that could not be taken, and what was taken otherwise than it stood."""

    entries: tuple[Entry, ...]
    refused: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Loss:
    """What a format cannot hold: how many values of a field, and whether they are in notes or not in the file."""

    field: str
    count: int
    noted: bool

    def __str__(self) -> str:
        return f"{self.field}：{self.count} 处，{'写在备注里' if self.noted else '没有写出'}"


class BadFile(ValueError):
    """A file that is not what it says; nothing of it is taken. `problems` says where and why."""

    def __init__(self, what: str, problems: Sequence[Problem]) -> None:
        shown = "\n".join(f"  {problem}" for problem in problems[:_SHOWN])
        more = f"\n  …… 共 {len(problems)} 处" if len(problems) > _SHOWN else ""
        super().__init__(f"{what}，什么也没有导入：\n{shown}{more}")
        self.problems = tuple(problems)
