"""The log of answers. Nothing in it is altered: an answer taken back and a mark given anew are rows of their own."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta

from sqlite_utils import Database

from corpora.rights import Right
from corpora.store import permit_own, write_tx
from quiz.model import Card, Direction, Exercise, ExerciseKind, Mode, Review
from quiz.records import Answer
from quiz.store.learners import day_start

__all__ = [
    "answers",
    "last_answer",
    "paces",
    "recounted",
    "save_answer",
    "standing_answers",
    "take_back",
    "today",
    "wrong_answers",
]


def save_answer(db: Database, after: Card, review: Review, aside: str = "") -> bool:
    """Log an answer and move its card, setting it aside when `aside` says why.

    False, and nothing changed, when this answer was logged before.
    """
    _own(db, after)
    with write_tx(db):
        cursor = db.execute(
            'INSERT OR IGNORE INTO reviews (card, n, at, mode, bead, answer, "right", seconds, share) '
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                review.card,
                review.n,
                review.when.isoformat(),
                review.mode,
                review.bead,
                review.answer,
                int(review.right),
                review.seconds,
                review.share,
            ],
        )
        if cursor.rowcount != 1:
            return False
        db.execute(
            """
            UPDATE cards SET due = ?, memory = ?, repetitions = ?, lapses = ?, standing = standing + 1,
                             aside = coalesce(nullif(?, ''), aside)
            WHERE id = ?
            """,
            [after.due.isoformat(), after.memory, after.repetitions, after.lapses, aside, after.id],
        )
    return True


def take_back(db: Database, after: Card, n: int, at: datetime) -> bool:
    """Log that a card's `n`-th answer is taken back, and move the card to where it is without it.

    False, and nothing changed, when it was taken back before. A card this answer had set aside is back.
    """
    _own(db, after)
    with write_tx(db):
        cursor = db.execute("INSERT OR IGNORE INTO reversals VALUES (?, ?, ?)", [after.id, n, at.isoformat()])
        if cursor.rowcount == 1:
            _move(db, after)
            db.execute("UPDATE cards SET aside = '' WHERE id = ?", [after.id])
    return cursor.rowcount == 1


def _own(db: Database, card: Card) -> None:
    row = db.execute("SELECT l.name FROM cards c JOIN learners l ON l.id = c.learner WHERE c.id = ?", [card.id])
    permit_own(db, row.fetchone()[0], Right.TEACH, "替别人练习")


def recounted(db: Database, after: Card) -> None:
    """Move a card to where its log has it after marks were given anew."""
    with write_tx(db):
        _move(db, after)


def _move(db: Database, after: Card) -> None:
    db.execute(
        """
        UPDATE cards SET due = ?, memory = ?, lapses = ?,
                         standing = (SELECT count(*) FROM answers a WHERE a.card = cards.id)
        WHERE id = ?
        """,
        [after.due.isoformat(), after.memory, after.lapses, after.id],
    )


def standing_answers(db: Database, card: int) -> list[tuple[int, bool, datetime]]:
    """(n, right, when) of a card's answers that stand, in order."""
    rows = db.execute('SELECT n, "right", at FROM answers WHERE card = ? ORDER BY n', [card])
    return [(n, bool(right), datetime.fromisoformat(at)) for n, right, at in rows]


def wrong_answers(db: Database, card: int) -> list[str]:
    """What was answered wrongly to a card, the latest first."""
    rows = db.execute('SELECT answer FROM answers WHERE card = ? AND NOT "right" ORDER BY n DESC', [card])
    return [answer for (answer,) in rows]


def last_answer(db: Database, learner: int, now: datetime) -> tuple[int, int] | None:
    """(card, n) of the learner's last answer today that stands and can be taken back."""
    return db.execute(
        """
        SELECT r.card, r.n FROM reviews r JOIN cards c ON c.id = r.card AND c.learner = ?
        WHERE r.at >= ? AND NOT EXISTS (SELECT 1 FROM reversals b WHERE b.card = r.card AND b.n = r.n)
        ORDER BY r.at DESC, r.rowid DESC LIMIT 1
        """,
        [learner, day_start(now).isoformat()],
    ).fetchone()


def today(db: Database, learner: int, now: datetime) -> tuple[int, int, float, int]:
    """(answers, right ones, seconds, cards answered for the first time) since midnight.

    Answers taken back count no more, the seconds they took do.
    """
    since = day_start(now).isoformat()
    counted = db.execute(
        """
        SELECT count(*), coalesce(sum(a."right"), 0),
               coalesce(sum(NOT EXISTS (SELECT 1 FROM answers b WHERE b.card = a.card AND b.n < a.n)), 0)
        FROM answers a JOIN cards c ON c.id = a.card WHERE c.learner = ? AND a.at >= ?
        """,
        [learner, since],
    ).fetchone()
    (seconds,) = db.execute(
        "SELECT coalesce(sum(seconds), 0.0) FROM reviews r JOIN cards c ON c.id = r.card WHERE c.learner = ? AND r.at >= ?",
        [learner, since],
    ).fetchone()
    return counted[0], counted[1], seconds, counted[2]


def paces(db: Database, learner: int, last: int = 200) -> dict[ExerciseKind, list[float]]:
    """Seconds of the learner's last answers by kind of exercise."""
    rows = db.execute(
        """
        SELECT e.kind, r.seconds FROM reviews r JOIN cards c ON c.id = r.card JOIN exercises e ON e.id = c.exercise
        WHERE c.learner = ? ORDER BY r.at DESC LIMIT ?
        """,
        [learner, last],
    )
    found: dict[ExerciseKind, list[float]] = defaultdict(list)
    for kind, seconds in rows:
        found[ExerciseKind(kind)].append(seconds)
    return dict(found)


def answers(
    db: Database, learner: int | None = None, group: int | None = None, since: datetime | None = None
) -> list[Answer]:
    """Answers that stand, in order of time: of a learner, of a group's members, or of everybody."""
    rows = db.execute(
        """
        SELECT l.name, e.id, e.kind, e.language, e.subject, e.domain, e.answer, a.at, a.answer, a."right", a.share,
               a.seconds, a.mode, a.card, e.direction
        FROM answers a JOIN cards c ON c.id = a.card JOIN learners l ON l.id = c.learner
        JOIN exercises e ON e.id = c.exercise
        WHERE (:learner IS NULL OR c.learner = :learner)
          AND (:group IS NULL OR c.learner IN (SELECT learner FROM members WHERE "group" = :group))
        ORDER BY a.at, a.card, a.n
        """,
        {"learner": learner, "group": group},
    )
    before: dict[int, datetime] = {}
    found = []
    for name, exercise, kind, *asked, at, given, right, share, seconds, mode, card, way in rows:
        when = datetime.fromisoformat(at)
        elapsed = (when - before[card]) / timedelta(days=1) if card in before else None
        before[card] = when
        if since is None or when >= since:
            into = Exercise(ExerciseKind(kind), asked[0], asked[1], direction=Direction(way)).answer_language
            found.append(
                Answer(
                    name, exercise, ExerciseKind(kind), *asked, when, given, bool(right), share, seconds, elapsed,
                    Mode(mode) is Mode.CHOICE, into,
                )
            )  # fmt: skip
    return found
