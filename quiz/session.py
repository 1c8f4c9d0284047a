"""A sitting: which question comes next for a learner, what an answer does, and how it is taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlite_utils import Database

from corpora.languages import get
from quiz import placement, planning, scheduling, store
from quiz.asking import ask
from quiz.marking import mark
from quiz.model import Card, Mark, Mode, Question, Review
from quiz.workdays import Calendar, moved, published

_DAY_OFF_NEW = 0  # new items on a day off: whoever comes nevertheless repeats


@dataclass(frozen=True, slots=True)
class Progress:
    """Where today stands: answers so far, and what is still planned.

    `later` due cards do not fit into today; `needed` is the minutes a day that would clear the due ones within ten
    workdays, 0 when the budget does. `assigned` items of a trainer are still to come today.
    """

    answered: int
    right: int
    seconds: float
    left: int
    minutes_left: float
    later: int
    new: int = 0
    assigned: int = 0
    needed: float = 0.0
    day_off: bool = False


def now_utc(now: datetime) -> datetime:
    return now.astimezone(UTC)


def next_question(
    db: Database, learner: int, language: str, now: datetime, budget: float | None = None
) -> tuple[Question | None, Progress]:
    """The next question of today and how far today has come; None when today is done.

    `now` is aware, in the learner's own time zone; `budget` is seconds a day, without it the learner's own.
    """
    settings = store.settings(db, learner)
    calendar = published().without(settings.leave)
    budget = settings.minutes * 60 if budget is None else budget
    answered, right, seconds, first = store.today(db, learner, now)
    works = calendar.works(now.date())
    new_left = max(0, (settings.new_a_day if works else _DAY_OFF_NEW) - first)
    moment = now_utc(now)
    due = store.due_cards(db, learner, language, moment)
    cost = planning.cost_of(store.paces(db, learner))
    assigned = _assigned(db, learner, language, now, calendar) if works else []
    plan = planning.plan(
        due, _fresh(db, learner, language, now, new_left), moment, budget - seconds, cost, new_left, assigned
    )
    needed = planning.needed(due, cost)
    progress = Progress(
        answered,
        right,
        seconds,
        len(plan.cards),
        plan.minutes,
        plan.later,
        first,
        len(assigned),
        needed / 60 if plan.later and needed > budget else 0.0,
        not works,
    )
    return (asked(db, plan.cards[0]) if plan.cards else None), progress


def _fresh(db: Database, learner: int, language: str, now: datetime, limit: int) -> list[Card]:
    known = known_exercises(db, learner, language) if limit else frozenset()
    return store.fresh_cards(db, learner, language, now, limit, known)


def _assigned(db: Database, learner: int, language: str, now: datetime, calendar: Calendar) -> list[Card]:
    """What assignments ask for today: of each an equal share of the workdays until it is due, all once it is overdue."""
    cards: list[Card] = []
    for owed in store.assigned_cards(db, learner, language, now):
        left = len(owed.cards) + owed.done_today
        share = planning.assigned_today(left, now.date(), max(owed.due, now.date()), calendar)
        cards += [c for c in owed.cards[: max(0, share - owed.done_today)] if c not in cards]
    return cards


def known_exercises(db: Database, learner: int, language: str) -> frozenset[int]:
    """Exercises the placement test found the learner to know."""
    starts = store.starts(db, learner, language)
    return placement.known(store.placement_pool(db, language), starts) if starts else frozenset()


def asked(db: Database, card: Card) -> Question:
    """A card as it is asked this time."""
    exercise = store.exercise(db, card.exercise)
    example = store.example_at(db, card.exercise, card.repetitions)
    return ask(exercise, [example] if example else [], card.id, card.repetitions, scheduling.mode(card))


def answer(db: Database, question: Question, given: str, now: datetime, seconds: float) -> Mark:
    """Mark an answer, log it and move the card. A second answer to the same question changes nothing.

    A card that was forgotten too often is set aside with a note.
    """
    moment = now_utc(now)
    card = store.card(db, question.card)
    result = mark(
        given,
        question.exercise,
        get(question.exercise.answer_language),
        store.thresholds(db, question.exercise.answer_language),
    )
    if card.repetitions == question.n:
        after = _placed(scheduling.answered(card, result.right, moment), now)
        leech = scheduling.is_leech(card, after)
        store.save_answer(
            db,
            after,
            Review(
                card.id,
                question.n,
                moment,
                question.mode,
                question.example.bead if question.example else None,
                given,
                result.right,
                min(seconds, planning.longest(question.exercise.kind)),
                result.share,
            ),
            _note(db, after, given) if leech else "",
        )
    return result


def _note(db: Database, card: Card, given: str) -> str:
    wrong = list(dict.fromkeys(text for text in (given, *store.wrong_answers(db, card.id)) if text.strip()))
    return f"忘了 {card.lapses} 次，先放一放。" + (f"曾答成：{'、'.join(wrong[:3])}" if wrong else "")


def _placed(card: Card, now: datetime) -> Card:
    """The card due on a workday of the court; a learner's own leave may still change and is left to the plan."""
    due = moved(card.due.astimezone(now.tzinfo), now, published())
    return scheduling.due_at(card, now_utc(due))


def undo(db: Database, card_id: int, n: int, now: datetime) -> bool:
    """Take a card's `n`-th answer back, if it is its last; False, and nothing changed, when it is not."""
    standing = store.standing_answers(db, card_id)
    if not standing or standing[-1][0] != n:
        return False
    return store.take_back(db, _replayed(db, card_id, standing[:-1], now), n, now_utc(now))


def recount(db: Database, card_id: int, now: datetime) -> None:
    """Bring a card's memory up to its log, after answers to it were marked anew."""
    store.recounted(db, _replayed(db, card_id, store.standing_answers(db, card_id), now))


def _replayed(db: Database, card_id: int, standing: list[tuple[int, bool, datetime]], now: datetime) -> Card:
    start = store.card_start(db, card_id) or scheduling.new_memory(
        standing[0][2] if standing else now_utc(now)
    )
    card = scheduling.replayed(store.card(db, card_id), start, [(right, when) for _, right, when in standing])
    return _placed(card, now)


def place(db: Database, learner: int, language: str, test: str) -> tuple[Question | None, int, int]:
    """The question of a placement test that comes now, how many were answered, how many there are; None when it is over.

    `test` names the test: the time it began.
    """
    pool = store.placement_pool(db, language)
    so_far = store.placement_answers(db, learner, language, test)
    found = placement.next_item(pool, so_far)
    total = placement.length(pool)
    if found is None:
        return None, len(so_far), total
    exercise = store.exercise(db, found[1])
    return ask(exercise, store.examples_of(db, found[1]), 0, len(so_far), Mode.CHOICE), len(so_far), total


def answer_placement(
    db: Database, learner: int, language: str, test: str, question: Question, given: str, now: datetime
) -> None:
    """Log an answer of the placement test; the last one sets the start of each domain."""
    result = mark(
        given,
        question.exercise,
        get(question.exercise.answer_language),
        store.thresholds(db, question.exercise.answer_language),
    )
    store.save_placement(db, learner, language, test, question.n, question.exercise.id or 0, result.right)
    pool = store.placement_pool(db, language)
    so_far = store.placement_answers(db, learner, language, test)
    if placement.next_item(pool, so_far) is None:
        store.save_starts(db, learner, language, placement.levels(pool, so_far), now_utc(now).isoformat())


def ahead(db: Database, learner: int, language: str, now: datetime, days: int = 30) -> list[planning.Load]:
    """The load of the learner's next workdays in a language."""
    settings = store.settings(db, learner)
    return planning.ahead(
        store.cards_of(db, learner, language),
        now,
        settings.minutes * 60,
        planning.cost_of(store.paces(db, learner)),
        published().without(settings.leave),
        days,
    )
