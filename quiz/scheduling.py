"""What to study now: FSRS decides when a card is due, a time budget decides how many come today.

FSRS-6 with its published default weights and a retention of .9 (open-spaced-repetition/py-fsrs). Marked
answers give two ratings, Again and Good: against four grades that costs almost nothing in log loss.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

import fsrs

from quiz.model import Card, Mode

PACE = 25.0  # seconds an answer takes until the learner's own reviews say otherwise
NEW_A_DAY = 5  # about what 20 minutes a day can carry; ten lead to 83 reviews a day by day 60
TYPED_FROM = 3.0  # days of stability from which an answer is typed instead of chosen


@cache
def _scheduler() -> fsrs.Scheduler:
    return fsrs.Scheduler(enable_fuzzing=False)


def new_memory(now: datetime) -> str:
    """The state of a card that was never answered, due at once."""
    return fsrs.Card(card_id=0, due=now).to_json()


def answered(card: Card, right: bool, now: datetime) -> Card:
    """The card after an answer; `now` is aware and in UTC."""
    rating = fsrs.Rating.Good if right else fsrs.Rating.Again
    memory, _ = _scheduler().review_card(fsrs.Card.from_json(card.memory), rating, now)
    lapsed = not right and fsrs.Card.from_json(card.memory).state is fsrs.State.Review
    return replace(
        card,
        due=memory.due,
        memory=memory.to_json(),
        repetitions=card.repetitions + 1,
        lapses=card.lapses + lapsed,
    )


def retrievability(card: Card, now: datetime) -> float:
    """Probability of recall now; 0 for a card never answered."""
    return _scheduler().get_card_retrievability(fsrs.Card.from_json(card.memory), now)


def mode(card: Card) -> Mode:
    """Chosen among four while the memory is young, typed once it is stable."""
    stability = fsrs.Card.from_json(card.memory).stability or 0.0
    return Mode.TYPED if stability >= TYPED_FROM else Mode.CHOICE


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
    pace: float = PACE,
    new_left: int = NEW_A_DAY,
) -> Plan:
    """Fit due and fresh cards into the seconds that are left.

    The most endangered due cards first; fresh ones are mixed in at the end, and only while no due card
    has to wait. What does not fit stays due: nothing is lost, it comes first on another day.
    """
    room = max(0, int(seconds // pace))
    ordered = sorted(due, key=lambda card: (retrievability(card, now), card.due, card.id))
    today = ordered[:room]
    later = len(ordered) - len(today)
    if not later:
        today += fresh[: min(new_left, room - len(today))]
    return Plan(tuple(today), len(today) * pace / 60, later)
