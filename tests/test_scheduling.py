from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from quiz.model import Card, Mode
from quiz.scheduling import (
    answered,
    is_leech,
    known_memory,
    mode,
    new_memory,
    replayed,
    retrievability,
    stability,
)

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def card(number: int, days: tuple[int, ...] = (), now: datetime = NOW) -> Card:
    """A card answered rightly so many days ago, in turn."""
    made = Card(number, number, now, new_memory(now), 0, 0)
    for day in days:
        made = answered(made, True, now - timedelta(days=day))
    return made


def test_a_right_answer_moves_the_card_on_and_a_wrong_one_brings_it_back_soon():
    known = card(1, (10, 9, 5))
    right, wrong = answered(known, True, NOW), answered(known, False, NOW)
    assert right.due > NOW + timedelta(days=3)
    assert wrong.due < NOW + timedelta(hours=1)
    assert (right.lapses, wrong.lapses) == (0, 1)


def test_the_same_answers_give_the_same_dates():
    assert card(1, (9, 8, 3)) == card(1, (9, 8, 3))


def test_a_young_memory_chooses_and_a_stable_one_types():
    assert mode(card(1)) is Mode.CHOICE
    assert mode(card(1, (20, 19, 10))) is Mode.TYPED


def test_a_known_card_begins_with_a_longer_interval():
    new, known = card(1), replace(card(1), memory=known_memory(NOW))
    assert known.due <= NOW
    assert answered(known, True, NOW).due - NOW > 3 * (answered(new, True, NOW).due - NOW)
    assert stability(known) > 8 and stability(new) == 0


def test_a_memory_is_what_its_log_makes_of_it():
    start = new_memory(NOW)
    log = [
        (True, NOW),
        (True, NOW + timedelta(days=1)),
        (False, NOW + timedelta(days=5)),
        (True, NOW + timedelta(days=6)),
    ]
    made = Card(1, 1, NOW, start, 0, 0)
    for right, when in log:
        made = answered(made, right, when)
    assert replayed(made, start, log) == made
    without = replayed(made, start, log[:-1])
    assert without != made and without.repetitions == made.repetitions and without.lapses == 1
    assert replayed(without, start, log) == made


def test_the_sixth_lapse_and_every_third_after_it_make_a_leech():
    lapses = [replace(card(1), lapses=n) for n in range(14)]
    assert [b.lapses for a, b in pairwise(lapses) if is_leech(a, b)] == [6, 9, 12]
    assert not is_leech(lapses[6], lapses[6])


def test_recall_is_likelier_the_sooner_it_is_asked():
    known = card(1, (10, 9, 5))
    assert retrievability(known, NOW) > retrievability(known, NOW + timedelta(days=30))
