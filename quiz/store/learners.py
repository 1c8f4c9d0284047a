"""Learners: how each one wants to practise, and the days each one is away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlite_utils import Database

from corpora.store import write_tx

__all__ = ["Settings", "day_start", "learner", "learners", "set_leave", "set_settings", "settings"]


@dataclass(frozen=True, slots=True)
class Settings:
    """Minutes and new items a day, and days off besides weekends and holidays."""

    minutes: float
    new_a_day: int
    leave: frozenset[date] = frozenset()


def learner(db: Database, name: str) -> int:
    """The learner of this name, made when new."""
    row = db.execute("SELECT id FROM learners WHERE name = ?", [name]).fetchone()
    if row is None:
        with write_tx(db):
            db.execute("INSERT OR IGNORE INTO learners (name) VALUES (?)", [name])
        row = db.execute("SELECT id FROM learners WHERE name = ?", [name]).fetchone()
    return row[0]


def learners(db: Database) -> list[str]:
    return [name for (name,) in db.execute("SELECT name FROM learners ORDER BY name")]


def settings(db: Database, number: int) -> Settings:
    """Raises KeyError."""
    row = db.execute("SELECT minutes, new_a_day FROM learners WHERE id = ?", [number]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {number} 的学习者")
    days = db.execute("SELECT day FROM leave WHERE learner = ?", [number])
    return Settings(*row, frozenset(date.fromisoformat(day) for (day,) in days))


def set_settings(db: Database, number: int, minutes: float, new_a_day: int) -> None:
    with write_tx(db):
        db.execute(
            "UPDATE learners SET minutes = ?, new_a_day = ? WHERE id = ?", [minutes, new_a_day, number]
        )


def set_leave(db: Database, number: int, days: Iterable[date]) -> None:
    """Make these the learner's days off, in place of those before."""
    with write_tx(db):
        db.execute("DELETE FROM leave WHERE learner = ?", [number])
        db.conn.executemany("INSERT INTO leave VALUES (?, ?)", [(number, d.isoformat()) for d in set(days)])


def day_start(now: datetime) -> datetime:
    """Midnight before `now` in the time zone `now` carries, in UTC."""
    return now.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
