"""Days of work and days off: weekends, public holidays, and the weekend days worked in exchange (调休).

The holidays that came with the software are those of the yearly notice of the State Council's General Office
(国务院办公厅关于…年部分节假日安排的通知); `workdays.csv` names the notice beside each day. The notice for a year
appears in November of the year before: whoever has it adds its days to the file. Days of a year that is not in it
follow the week.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files

HEAD = ("日期", "安排", "节日", "依据")
OFF, WORK = "休", "班"
_FAR = 60  # days; nobody is off longer in a row without being away


@dataclass(frozen=True, slots=True)
class Calendar:
    """`off` are days off that the week would work, `work` weekend days that are worked."""

    off: frozenset[date] = frozenset()
    work: frozenset[date] = frozenset()

    def works(self, day: date) -> bool:
        return day not in self.off and (day in self.work or day.weekday() < 5)

    def without(self, leave: Iterable[date]) -> Calendar:
        """The calendar of someone who is away on these days."""
        return replace(self, off=self.off | frozenset(leave))

    def workdays(self, first: date) -> Iterator[date]:
        """Workdays from `first` on, itself included if it is one."""
        day = first
        while True:
            if self.works(day):
                yield day
            day += timedelta(days=1)

    def between(self, first: date, last: date) -> int:
        """Workdays from `first` to `last`, both included."""
        return sum(self.works(first + timedelta(days=n)) for n in range((last - first).days + 1))

    def workday(self, day: date, after: date) -> date:
        """The workday on or before `day` that is later than `after`; where there is none, the next one."""
        for back in range((day - after).days):
            if self.works(day - timedelta(days=back)):
                return day - timedelta(days=back)
        return next(
            (day + timedelta(days=n) for n in range(_FAR) if self.works(day + timedelta(days=n))), day
        )


def read_calendar(text: str) -> Calendar:
    """A calendar from CSV with the columns of HEAD. Raises ValueError that names the line."""
    days: dict[str, set[date]] = {OFF: set(), WORK: set()}
    for n, row in enumerate(csv.DictReader(text.lstrip("\N{ZERO WIDTH NO-BREAK SPACE}").splitlines()), 2):
        try:
            days[row["安排"]].add(date.fromisoformat(row["日期"]))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(
                f"节假日表第 {n} 行读不懂：{','.join(str(v or '') for v in row.values())}。"
                f"每行应为“{','.join(HEAD)}”，日期写成 2026-10-01，安排写“{OFF}”或“{WORK}”。"
            ) from error
    return Calendar(frozenset(days[OFF]), frozenset(days[WORK]))


@cache
def published() -> Calendar:
    """The arrangements in workdays.csv."""
    return read_calendar(files("quiz").joinpath("workdays.csv").read_text(encoding="utf-8"))


def moved(due: datetime, now: datetime, calendar: Calendar) -> datetime:
    """A due date that falls on a day off, on the workday before it, or after it when there is none between.

    Both times in the learner's own time zone.
    """
    if due.date() <= now.date():
        return due
    return due + (calendar.workday(due.date(), now.date()) - due.date())
