"""Weekends, holidays and the weekend days worked in exchange."""

from datetime import date, datetime, timedelta, timezone

import pytest

from quiz.workdays import Calendar, moved, published, read_calendar

CHINA = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2026-09-18", True),  # Friday
        ("2026-09-19", False),  # Saturday
        ("2026-09-20", True),  # Sunday, worked for the National Day
        ("2026-09-25", False),  # Friday, Mid-Autumn
        ("2026-10-05", False),  # Monday, National Day
        ("2026-10-08", True),
        ("2026-10-10", True),  # Saturday, worked
        ("2026-02-23", False),
        ("2026-02-28", True),
        ("2019-10-01", True),  # no arrangement for that year: it follows the week
    ],
)
def test_the_arrangements_of_2026(day, works):
    assert published().works(date.fromisoformat(day)) is works


def test_every_holiday_of_the_notice_is_there():
    """Days off in a notice: 2026 names 33 with their weekends, 2025 names 28; six and five weekend days are worked."""
    for year, off, work in ((2026, 33, 6), (2025, 28, 5)):
        assert sum(d.year == year for d in published().off) == off
        assert sum(d.year == year for d in published().work) == work
        assert all(d.weekday() >= 5 for d in published().work)


def test_own_leave_is_off():
    assert not published().without([date(2026, 3, 2)]).works(date(2026, 3, 2))


def test_workdays_go_on_over_the_holiday():
    days = published().workdays(date(2026, 9, 30))
    assert [next(days) for _ in range(4)] == [date(2026, 9, 30), *(date(2026, 10, n) for n in (8, 9, 10))]
    assert published().between(date(2026, 9, 28), date(2026, 10, 10)) == 6


def test_what_falls_due_on_a_day_off_comes_before_it():
    now = datetime(2026, 9, 29, 9, tzinfo=CHINA)
    assert moved(datetime(2026, 10, 4, 9, tzinfo=CHINA), now, published()).date() == date(2026, 9, 30)
    assert moved(datetime(2026, 10, 9, 9, tzinfo=CHINA), now, published()).date() == date(2026, 10, 9)


def test_where_no_workday_is_left_before_it_comes_after():
    now = datetime(2026, 10, 2, 9, tzinfo=CHINA)
    assert moved(datetime(2026, 10, 4, 9, tzinfo=CHINA), now, published()).date() == date(2026, 10, 8)


def test_due_today_stays_today_even_on_a_day_off():
    now = datetime(2026, 10, 2, 9, tzinfo=CHINA)
    assert moved(now + timedelta(minutes=10), now, published()) == now + timedelta(minutes=10)


def test_a_file_says_what_is_wrong_with_it():
    assert read_calendar("日期,安排,节日,依据\n2027-01-01,休,元旦,\n") == Calendar(
        frozenset({date(2027, 1, 1)})
    )
    for line in ("2027-1-1,休,元旦,", "2027-01-01,放假,元旦,", "2027-01-01"):
        with pytest.raises(ValueError, match="第 2 行"):
            read_calendar(f"日期,安排,节日,依据\n{line}\n")
