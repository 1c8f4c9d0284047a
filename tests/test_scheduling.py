from datetime import UTC, datetime, timedelta

from quiz.model import Card, Mode
from quiz.scheduling import answered, mode, new_memory, plan, retrievability

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


def test_the_most_endangered_come_first_and_the_budget_is_kept():
    due = [card(1, (9, 8, 7)), card(2, (40, 39, 38)), card(3, (20, 19, 18))]
    today = plan(due, [], NOW, seconds=50, pace=25)
    assert [c.id for c in today.cards] == [
        c.id for c in sorted(due, key=lambda c: retrievability(c, NOW))[:2]
    ]
    assert today.later == 1 and today.minutes * 60 <= 50


def test_nothing_new_while_due_cards_wait():
    assert plan([card(n, (9, 8)) for n in range(5)], [card(9)], NOW, seconds=75, pace=25).later == 2
    assert card(9) not in plan([card(n, (9, 8)) for n in range(5)], [card(9)], NOW, seconds=75, pace=25).cards


def test_new_cards_fill_the_rest_up_to_the_days_limit():
    today = plan([card(1, (9, 8))], [card(n) for n in range(10, 20)], NOW, seconds=1200, pace=25, new_left=5)
    assert [c.id for c in today.cards] == [1, 10, 11, 12, 13, 14]
