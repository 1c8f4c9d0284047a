"""Cards: which are due, which are new, which a trainer assigned, which are set aside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from sqlite_utils import Database

from corpora.store import write_tx
from quiz.model import Card, ExerciseKind
from quiz.scheduling import known_memory, new_memory
from quiz.store.learners import day_start

__all__ = [
    "Aside",
    "Assigned",
    "aside_cards",
    "assigned_cards",
    "bring_back",
    "card",
    "card_start",
    "cards_for",
    "cards_of",
    "due_cards",
    "fresh_cards",
    "learnt",
    "set_aside",
]

_CARD = """
    SELECT c.id, c.exercise, c.due, c.memory, c.repetitions, c.lapses, e.kind
    FROM cards c JOIN exercises e ON e.id = c.exercise
"""


def card(db: Database, number: int) -> Card:
    """Raises KeyError."""
    row = db.execute(f"{_CARD} WHERE c.id = ?", [number]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {number} 的卡片")
    return _card(row)


def card_start(db: Database, number: int) -> str:
    """The memory a card began with; empty for a new one."""
    return db.execute("SELECT start FROM cards WHERE id = ?", [number]).fetchone()[0]


def due_cards(db: Database, number: int, language: str, now: datetime) -> list[Card]:
    """Answered cards of a learner that are due, of active exercises in a language; `now` in UTC."""
    return _cards(db, "c.standing > 0 AND c.aside = '' AND c.due <= ?", [number, language, now.isoformat()])


def cards_of(db: Database, number: int, language: str) -> list[Card]:
    """All answered cards of a learner in a language, those set aside left out."""
    return _cards(db, "c.standing > 0 AND c.aside = ''", [number, language])


def learnt(db: Database, number: int, language: str) -> int:
    """Exercises of a language this learner has answered at least once."""
    return db.execute(
        """
        SELECT count(*) FROM cards c JOIN exercises e ON e.id = c.exercise
        WHERE c.learner = ? AND e.language = ? AND c.standing > 0
        """,
        [number, language],
    ).fetchone()[0]


def fresh_cards(
    db: Database, number: int, language: str, now: datetime, limit: int, known: Collection[int] = ()
) -> list[Card]:
    """Cards never answered, made on the spot for exercises that have none, the most worth learning first;
    two exercises of one term never on the same day. Cards of `known` exercises begin with a longer interval.
    """
    if limit <= 0:
        return []
    rows = db.execute(
        """
        SELECT e.id, e.subject FROM exercises e LEFT JOIN cards c ON c.exercise = e.id AND c.learner = :learner
        WHERE e.active AND e.language = :language AND (c.id IS NULL OR c.standing = 0 AND c.aside = '')
          AND (e.kind = 'recall' OR EXISTS (SELECT 1 FROM examples x WHERE x.exercise = e.id))
          AND e.subject NOT IN (
              SELECT oe.subject FROM reviews r JOIN cards o ON o.id = r.card JOIN exercises oe ON oe.id = o.exercise
              WHERE o.learner = :learner AND r.at >= :day AND oe.language = :language AND o.standing > 0)
        ORDER BY e.rank
        """,
        {"learner": number, "language": language, "day": day_start(now).isoformat()},
    ).fetchall()  # a cursor left half read would pin the snapshot, and the write below fail among several writers
    chosen: dict[str, int] = {}
    for exercise, subject in rows:
        if subject not in chosen:
            chosen[subject] = exercise
        if len(chosen) == limit:
            break
    return cards_for(db, number, list(chosen.values()), now, known)


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a learner still owes of an assignment: the cards, how many were done today, the day it is due."""

    assignment: int
    due: date
    done_today: int
    cards: tuple[Card, ...]


def assigned_cards(
    db: Database, number: int, language: str, now: datetime, known: Collection[int] = ()
) -> list[Assigned]:
    """The learner's open assignments, the first due first; an item counts as done once answered since it was given."""
    rows = db.execute(
        """
        SELECT a.id, a.due, i.exercise,
               (SELECT max(r.at) FROM answers r WHERE r.card = c.id AND r.at >= a.at) AS done
        FROM assignments a JOIN members m ON m."group" = a."group" AND m.learner = :learner
        JOIN assigned i ON i.assignment = a.id JOIN exercises e ON e.id = i.exercise AND e.active
        LEFT JOIN cards c ON c.exercise = e.id AND c.learner = :learner
        WHERE a.language = :language AND a.withdrawn = '' AND coalesce(c.aside, '') = ''
        ORDER BY a.due, a.id, i.n
        """,
        {"learner": number, "language": language},
    ).fetchall()
    today = day_start(now).isoformat()
    found = []
    for assignment, due in dict.fromkeys((r[0], r[1]) for r in rows):
        items = [r for r in rows if r[0] == assignment]
        left = [exercise for _, _, exercise, done in items if done is None]
        if left:
            done_today = sum(done is not None and done >= today for *_, done in items)
            cards = cards_for(db, number, left, now, known)
            found.append(Assigned(assignment, date.fromisoformat(due), done_today, tuple(cards)))
    return found


def cards_for(
    db: Database, number: int, exercises: Sequence[int], now: datetime, known: Collection[int] = ()
) -> list[Card]:
    """The cards of these exercises in their order, made where there are none; written only when something is new."""
    found = _of_exercises(db, number, exercises)
    moment = now.astimezone(UTC)
    if missing := [e for e in exercises if e not in found]:
        with write_tx(db):
            for exercise in missing:
                memory = known_memory(moment) if exercise in known else new_memory(moment)
                db.execute(
                    """
                    INSERT OR IGNORE INTO cards (learner, exercise, due, memory, repetitions, lapses, start)
                    VALUES (?, ?, ?, ?, 0, 0, ?)
                    """,
                    [number, exercise, moment.isoformat(), memory, memory if exercise in known else ""],
                )
        found = _of_exercises(db, number, exercises)
    return [found[exercise] for exercise in exercises]


def _of_exercises(db: Database, number: int, exercises: Iterable[int]) -> dict[int, Card]:
    wanted = list(exercises)
    marks = ", ".join("?" * len(wanted))
    rows = db.execute(f"{_CARD} WHERE c.learner = ? AND c.exercise IN ({marks})", [number, *wanted])
    return {row[1]: _card(row) for row in rows}


def _cards(db: Database, where: str, arguments: Sequence) -> list[Card]:
    """`arguments`: learner, language, and what `where` asks for."""
    rows = db.execute(
        f"{_CARD} WHERE c.learner = ? AND e.active AND e.language = ? AND {where} ORDER BY c.due, c.id",
        arguments,
    )
    return [_card(row) for row in rows]


def _card(row: tuple) -> Card:
    return Card(row[0], row[1], datetime.fromisoformat(row[2]), row[3], row[4], row[5], ExerciseKind(row[6]))


@dataclass(frozen=True, slots=True)
class Aside:
    """A card set aside, and why."""

    card: int
    exercise: int
    language: str
    subject: str
    answer: str
    lapses: int
    note: str


def set_aside(db: Database, number: int, note: str) -> None:
    """Ask a card no more until it is brought back; `note` says why and may hold what helps to remember."""
    with write_tx(db):
        db.execute("UPDATE cards SET aside = ? WHERE id = ?", [note, number])


def bring_back(db: Database, number: int) -> None:
    with write_tx(db):
        db.execute("UPDATE cards SET aside = '' WHERE id = ?", [number])


def aside_cards(db: Database, number: int) -> list[Aside]:
    """The cards a learner has set aside, those with the most lapses first."""
    rows = db.execute(
        """
        SELECT c.id, e.id, e.language, e.subject, e.answer, c.lapses, c.aside
        FROM cards c JOIN exercises e ON e.id = c.exercise
        WHERE c.learner = ? AND c.aside <> '' ORDER BY c.lapses DESC, c.id
        """,
        [number],
    )
    return [Aside(*row) for row in rows]
