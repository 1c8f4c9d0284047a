"""When to study a card again: FSRS keeps a memory a card, and a memory is what the log of answers makes of it.

FSRS-6 with its published default weights and a retention of .9 (open-spaced-repetition/py-fsrs). Marked
answers give two ratings, Again and Good: against four grades that costs almost nothing in log loss.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from functools import cache, lru_cache

import fsrs

from quiz.model import Card, Mode

TYPED_FROM = 3.0  # days of stability from which an answer is typed instead of chosen
LEECH = 6  # lapses after which a card is set aside
LEECH_AGAIN = 3  # further lapses after it was brought back


@cache
def _scheduler() -> fsrs.Scheduler:
    return fsrs.Scheduler(enable_fuzzing=False)


@lru_cache(maxsize=8192)
def _read(memory: str) -> fsrs.Card:
    """The scheduler's card of a memory; nobody changes it, the scheduler works on copies."""
    return fsrs.Card.from_json(memory)


def new_memory(now: datetime) -> str:
    """The state of a card that was never answered, due at once."""
    return fsrs.Card(card_id=0, due=now).to_json()


def known_memory(now: datetime) -> str:
    """The state of a card never answered whose learner was found to know its like; `now` in UTC.

    It starts where an Easy first answer leads (8.3 days of stability), and is asked at once to make sure.
    """
    memory, _ = _scheduler().review_card(fsrs.Card(card_id=0, due=now), fsrs.Rating.Easy, now)
    memory.due = now
    return memory.to_json()


def answered(card: Card, right: bool, now: datetime) -> Card:
    """The card after an answer; `now` is aware and in UTC."""
    rating = fsrs.Rating.Good if right else fsrs.Rating.Again
    before = _read(card.memory)
    memory, _ = _scheduler().review_card(before, rating, now)
    lapsed = not right and before.state is fsrs.State.Review
    return replace(
        card,
        due=memory.due,
        memory=memory.to_json(),
        repetitions=card.repetitions + 1,
        lapses=card.lapses + lapsed,
    )


def replayed(card: Card, start: str, answers: Iterable[tuple[bool, datetime]]) -> Card:
    """The card as these (right, when), in order, leave it from the memory it started with.

    So an answer taken back or marked anew leaves the memory that would be there without it; `repetitions`, which
    counts what was asked, stays.
    """
    again = replace(card, due=_read(start).due, memory=start, lapses=0)
    for right, when in answers:
        again = answered(again, right, when)
    return replace(again, repetitions=card.repetitions)


def due_at(card: Card, due: datetime) -> Card:
    """The card asked at another time than its memory says, which stays what it is."""
    return replace(card, due=due)


def retrievability(card: Card, now: datetime) -> float:
    """Probability of recall now; 0 for a card never answered."""
    return _scheduler().get_card_retrievability(_read(card.memory), now)


def stability(card: Card) -> float:
    """Days after which recall has fallen to .9; 0 for a card never answered."""
    return _read(card.memory).stability or 0.0


def mode(card: Card) -> Mode:
    """Chosen among four while the memory is young, typed once it is stable."""
    return Mode.TYPED if stability(card) >= TYPED_FROM else Mode.CHOICE


def is_leech(before: Card, after: Card) -> bool:
    """Whether an answer was the lapse too many: the sixth, and every third after it."""
    over = after.lapses - LEECH
    return after.lapses > before.lapses and over >= 0 and over % LEECH_AGAIN == 0
