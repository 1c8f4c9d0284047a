"""A day keeps its budget, a backlog is spread and lost by nobody, and ninety days of a court's calendar prove it."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count, islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.model import Card, ExerciseKind
from quiz.planning import PACE, ahead, assigned_today, cost_of, longest, needed, plan, spread
from quiz.scheduling import answered, new_memory, retrievability
from quiz.workdays import moved, published

CHINA = timezone(timedelta(hours=8))
NOW = datetime(2026, 3, 2, 9, 0, tzinfo=CHINA)


def card(number: int, days: tuple[int, ...] = (), kind=ExerciseKind.RECALL) -> Card:
    """A card answered rightly so many days ago, in turn."""
    made = Card(number, number, NOW, new_memory(NOW.astimezone(UTC)), 0, 0, kind)
    for day in days:
        made = answered(made, True, (NOW - timedelta(days=day)).astimezone(UTC))
    return made


def ids(cards):
    return [c.id for c in cards]


def flat(seconds):
    return lambda card: seconds


def test_the_most_endangered_come_first_and_the_budget_is_kept():
    due = [card(1, (9, 8, 7)), card(2, (40, 39, 38)), card(3, (20, 19, 18))]
    today = plan(due, [], NOW, 50, flat(25))
    assert ids(today.cards) == ids(sorted(due, key=lambda c: retrievability(c, NOW))[:2])
    assert today.later == 1 and today.minutes * 60 == 50


def test_nothing_new_while_due_cards_wait_and_then_up_to_the_learners_limit():
    due = [card(n, (9, 8)) for n in range(5)]
    assert card(9) not in plan(due, [card(9)], NOW, 75, flat(25)).cards
    fresh = [card(n) for n in range(10, 20)]
    assert ids(plan(due[:1], fresh, NOW, 1200, flat(25), new_left=3).cards) == [0, 10, 11, 12]


def test_what_a_trainer_assigned_goes_first_and_once():
    due, wanted = [card(1, (9, 8)), card(2, (40, 39))], [card(3), card(1, (9, 8))]
    assert ids(plan(due, [card(3), card(4)], NOW, 1200, flat(25), 5, wanted).cards) == [3, 1, 2, 4]


def test_a_long_exercise_that_does_not_fit_leaves_room_for_short_ones():
    cost = cost_of({})
    due = [card(1, (60, 59), ExerciseKind.SENTENCE), card(2, (9, 8))]
    today = plan(due, [], NOW, 40, cost)
    assert ids(today.cards) == [2] and today.later == 1


def test_the_pace_is_the_learners_own():
    assert cost_of({})(card(1)) == PACE[ExerciseKind.RECALL]
    slow = cost_of({ExerciseKind.RECALL: [40.0] * 95})
    assert 38 < slow(card(1)) < 40
    assert slow(card(1, kind=ExerciseKind.SENTENCE)) == PACE[ExerciseKind.SENTENCE]
    assert longest(ExerciseKind.RECALL) == 120 < longest(ExerciseKind.SENTENCE)


@given(st.integers(0, 400), st.integers(5, 60), st.integers(5, 90))
def test_spreading_loses_nothing_and_keeps_to_ten_workdays(many, minutes, seconds):
    due = [card(n) for n in range(many)]
    start = datetime(2026, 9, 28, 9, tzinfo=CHINA)  # three days before the National Day
    planned = spread(due, start, minutes * 60, flat(seconds), published())
    assert sorted(ids(c for day in planned.values() for c in day)) == list(range(many))
    allowed = list(islice(published().workdays(start.date()), 10))
    assert set(planned) <= set(allowed)
    share = max(minutes * 60, needed(due, flat(seconds)))
    assert all(len(day) * seconds <= share + seconds for day in planned.values())


def test_the_load_ahead_is_of_workdays_and_all_of_it():
    start = datetime(2026, 9, 30, 9, tzinfo=CHINA)
    cards = [replace(card(n), due=(start + timedelta(days=n)).astimezone(UTC)) for n in range(-5, 14)]
    loads = ahead(cards, start, 60, flat(60), published(), days=12)
    assert [load.day for load in loads[:3]] == [date(2026, 9, 30), date(2026, 10, 8), date(2026, 10, 9)]
    assert sum(load.due + load.backlog for load in loads) == pytest.approx(len(cards))


def test_an_assignment_is_spread_over_the_workdays_until_it_is_due():
    monday = date(2026, 3, 2)
    assert assigned_today(20, monday, date(2026, 3, 6), published()) == 4
    assert assigned_today(20, date(2026, 3, 6), date(2026, 3, 6), published()) == 20
    assert assigned_today(20, date(2026, 3, 7), date(2026, 3, 7), published()) == 20
    assert assigned_today(0, monday, monday, published()) == 0


class Learner:
    """Someone who forgets as FSRS says and takes as long as people do."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.cards: dict[int, Card] = {}
        self.numbers = count()

    def backlog(self, many: int, back: datetime) -> list[int]:
        """Cards learnt before a long leave, all overdue on the day of coming back."""
        while len(self.cards) < many:
            number = next(self.numbers)
            at = (back - timedelta(days=self.dice.randint(60, 150))).astimezone(UTC)
            made = Card(number, number, at, new_memory(at), 0, 0)
            for _ in range(self.dice.randint(2, 4)):
                made = answered(made, True, max(made.due, at))
            if made.due <= back - timedelta(days=1):
                self.cards[number] = made
        return list(self.cards)

    def day(self, now: datetime, budget: float) -> tuple[float, set[int], int]:
        """One day's sitting: seconds spent, cards seen, due cards left over."""
        spent, seen, new = 0.0, set(), 0
        cost = flat(25.0)
        while True:
            due = [c for c in self.cards.values() if c.repetitions and c.due <= now]
            fresh = [c for c in self.cards.values() if not c.repetitions]
            while len(fresh) < 5:
                number = next(self.numbers)
                fresh.append(Card(number, number, now, new_memory(now.astimezone(UTC)), 0, 0))
                self.cards[number] = fresh[-1]
            today = plan(due, fresh, now, budget - spent, cost, 5 - new)
            if not today.cards:
                return spent, seen, today.later
            asked = today.cards[0]
            new += not asked.repetitions
            right = self.dice.random() < (retrievability(asked, now) if asked.repetitions else 0.6)
            after = answered(asked, right, now.astimezone(UTC))
            due_at = moved(after.due.astimezone(CHINA), now, published()).astimezone(UTC)
            self.cards[asked.id] = replace(after, due=due_at)
            seconds = self.dice.uniform(10, 40)
            spent, now = spent + seconds, now + timedelta(seconds=seconds)
            seen.add(asked.id)


@pytest.mark.parametrize("back", [date(2026, 3, 2), date(2026, 9, 14)])
def test_ninety_days_after_a_leave_with_300_overdue(back):
    """Weekends, the National Day and its worked weekends; the budget is 20 minutes.

    The first session is within the budget, all 300 are seen within ten workdays, no day is more than a tenth over, and
    after that no due card waits for long.
    """
    budget = 20 * 60.0
    start = datetime(back.year, back.month, back.day, 9, tzinfo=CHINA)
    learner = Learner(1)
    overdue = set(learner.backlog(300, start))
    assert len(overdue) == 300
    seen: set[int] = set()
    workdays, backlog_days, spells = 0, 0, []
    for n in range(90):
        now = start + timedelta(days=n)
        if not published().works(now.date()):
            continue
        workdays += 1
        spent, today, later = learner.day(now, budget)
        spells.append(spent)
        if later:
            assert 0.9 * budget <= spent <= 1.1 * budget
        assert spent <= 1.1 * budget
        if not overdue <= seen:
            backlog_days = workdays
        seen |= today
    assert spells[0] <= 1.1 * budget
    assert overdue <= seen and backlog_days <= 10
    assert overdue <= set(learner.cards)
    waiting = [c for c in learner.cards.values() if c.repetitions and c.due < start + timedelta(days=80)]
    assert not waiting, "nothing due ten days before the end still waits"
