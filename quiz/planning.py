"""What fits into today: the budget of time, a backlog after leave, the load of the days ahead. Pure.

A session keeps its budget. What does not fit is not lost and not put off for good: the most endangered cards (lowest
probability of recall) come first every day, so a card that waits moves up by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from math import ceil

from quiz.model import Card, ExerciseKind
from quiz.scheduling import retrievability
from quiz.workdays import Calendar

NEW_A_DAY = 5  # about what 20 minutes a day can carry; ten lead to 83 reviews a day by day 60
DAYS = 10  # workdays a backlog is spread over at most

PACE = {  # seconds an answer takes until the learner's own answers say otherwise
    ExerciseKind.RECALL: 15.0,
    ExerciseKind.CLOZE: 25.0,
    ExerciseKind.CONFUSABLE: 20.0,
    ExerciseKind.FORMULA: 60.0,
    ExerciseKind.SENTENCE: 150.0,
    ExerciseKind.ERROR: 45.0,
    ExerciseKind.SECTION: 20.0,
    ExerciseKind.ORDER: 60.0,
    ExerciseKind.FIGURES: 25.0,
    ExerciseKind.SIGHT: 120.0,
    ExerciseKind.VARIANT: 20.0,
}
_WEIGHT = 5  # answers the figure above counts for
_KETTLE = 4.0  # times the usual after which an answer was a walk to the kettle
_LEAST = 120.0

Cost = Callable[[Card], float]  # seconds a card will take this learner


def cost_of(seconds: Mapping[ExerciseKind, Sequence[float]]) -> Cost:
    """What a card costs a learner whose last answers took `seconds`, by kind: the mean, pulled towards the usual."""
    pace = {
        kind: (usual * _WEIGHT + sum(seconds.get(kind, ()))) / (_WEIGHT + len(seconds.get(kind, ())))
        for kind, usual in PACE.items()
    }
    return lambda card: pace[card.kind]


def longest(kind: ExerciseKind) -> float:
    """Seconds an answer counts for at most."""
    return max(_LEAST, _KETTLE * PACE[kind])


@dataclass(frozen=True, slots=True)
class Plan:
    """Today's cards in order; `later` counts due cards that do not fit into the budget."""

    cards: tuple[Card, ...]
    minutes: float
    later: int


def plan(
    due: Sequence[Card],
    fresh: Sequence[Card],
    now: datetime,
    seconds: float,
    cost: Cost,
    new_left: int = NEW_A_DAY,
    assigned: Sequence[Card] = (),
) -> Plan:
    """Fit cards into the seconds that are left: what a trainer assigned, then due cards, then new ones.

    Due cards come the most endangered first; new ones only while no due card has to wait. The last card may run
    over by half its time, so that a budget ends as near to its limit as it can.
    """
    taken, left = _fitting(assigned, seconds, cost)
    rest = [card for card in endangered_first(due, now) if card not in taken]
    fitting, left = _fitting(rest, left, cost)
    later = len(rest) - len(fitting)
    new, left = _fitting([] if later else [c for c in fresh[:new_left] if c not in taken], left, cost)
    return Plan((*taken, *fitting, *new), (seconds - left) / 60, later)


def _fitting(cards: Iterable[Card], seconds: float, cost: Cost) -> tuple[list[Card], float]:
    """The cards that fit, passing over those that take too long, and the seconds left after them."""
    taken = []
    for card in cards:
        if cost(card) / 2 <= seconds:
            taken.append(card)
            seconds -= cost(card)
    return taken, seconds


def endangered_first(cards: Iterable[Card], now: datetime) -> list[Card]:
    return sorted(cards, key=lambda card: (retrievability(card, now), card.due, card.id))


def spread(
    cards: Sequence[Card], now: datetime, seconds: float, cost: Cost, calendar: Calendar, days: int = DAYS
) -> dict[date, list[Card]]:
    """The due cards over the workdays from today on, the most endangered first, a budget of `seconds` a day.

    Nothing is left out: when `days` budgets do not hold them all, every day gets an equal share above the budget.
    """
    ordered = endangered_first(cards, now)
    share = max(seconds, sum(map(cost, ordered)) / days)
    dates = list(islice(calendar.workdays(now.date()), days))
    planned: dict[date, list[Card]] = {}
    spent = 0.0
    for card in ordered:
        day = dates[min(int((spent + cost(card) / 2) // share), days - 1)]
        planned.setdefault(day, []).append(card)
        spent += cost(card)
    return planned


def needed(cards: Sequence[Card], cost: Cost, days: int = DAYS) -> float:
    """Seconds a day that clear the due cards within so many days."""
    return sum(map(cost, cards)) / days


@dataclass(frozen=True, slots=True)
class Load:
    """What a day ahead asks for: minutes of cards that fall due on it, and of the backlog moved to it."""

    day: date
    due: float
    backlog: float


def ahead(
    cards: Sequence[Card], now: datetime, seconds: float, cost: Cost, calendar: Calendar, days: int = 30
) -> list[Load]:
    """The load of the next `days` workdays. Cards carry due dates in any zone; days are those of `now`'s zone."""
    waiting = [card for card in cards if card.due <= now]
    planned = spread(waiting, now, seconds, cost, calendar)
    due: dict[date, float] = {}
    for card in cards:
        if card.due > now:
            day = calendar.workday(card.due.astimezone(now.tzinfo).date(), now.date())
            due[day] = due.get(day, 0.0) + cost(card)
    return [
        Load(day, due.get(day, 0.0) / 60, sum(map(cost, planned.get(day, ()))) / 60)
        for day in islice(calendar.workdays(now.date()), days)
    ]


def assigned_today(left: int, today: date, due: date, calendar: Calendar) -> int:
    """How many of the items left of an assignment belong to today: an equal share of the workdays that remain."""
    return ceil(left / max(1, calendar.between(today, due))) if left else 0
