"""“我认为也对”: a learner contests a mark, people decide, and answers are marked again.

A rendering of a term goes to the terminologist's queue as a proposed term; once it is approved, answers with it are right
when exercises are next made. Any other answer waits for the trainer. Marks given before stay in the log.
"""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from corpora.languages import get
from glossary import store as glossary_store
from glossary.model import Term
from quiz import session, store
from quiz.asking import resolved
from quiz.exercises.material import FROM_LEARNERS
from quiz.marking import mark
from quiz.model import Direction, Exercise, Question
from quiz.store import Contest

DOMAIN = "其他"  # of a concept that is made for a rendering proposed here


def contested(db: Database, question: Question) -> bool:
    """Whether the learner has contested the mark of this question."""
    return store.is_contested(db, question.card, question.n)


def contest(db: Database, question: Question, who: str, why: str, at: str) -> None:
    """Log that the answer to this question is right as well, and propose it where it renders a term."""
    store.add_contest(db, question.card, question.n, who, why, at)
    exercise = question.exercise
    given = store.given(db, question.card, question.n)
    if for_termbase(exercise) and given.strip():
        term = Term(exercise.language, get(exercise.language).text(given).strip(), source=FROM_LEARNERS)
        glossary_store.add_term(db, exercise.domain or DOMAIN, exercise.subject, term, who, at, why)


def for_termbase(exercise: Exercise) -> bool:
    """Whether the terminologist decides, not the trainer."""
    return exercise.kind.of_terms and exercise.direction is Direction.FORWARD


def decide(db: Database, contest: Contest, accepted: bool, who: str, now: datetime, why: str = "") -> int:
    """A trainer's word on a contested answer; when accepted, the same answers of everybody are right. Returns how many."""
    at = now.isoformat(timespec="seconds")
    store.add_verdict(db, contest, accepted, who, at, why)
    if not accepted:
        return 0
    key = get(contest.exercise.answer_language).key
    same = [a for a in store.wrong_answers_to(db, contest.exercise.id or 0, contest.bead) if key(a.answer) == key(contest.given)]
    for a in same:
        store.add_revision(db, a.card, a.n, 1.0, at, who, why or "审定：也对")
        session.recount(db, a.card, now)
    return len(same)


def remark_all(db: Database, now: datetime) -> int:
    """`remark` in every language; returns how many marks rose."""
    return sum(remark(db, code, now) for code in store.languages(db))


def remark(db: Database, language: str, now: datetime) -> int:
    """Mark wrong answers about terms anew with the exercises as they are now; marks only rise. Returns how many rose."""
    risen = 0
    at = now.isoformat(timespec="seconds")
    for a in store.wrong_answers_about_terms(db, language):
        exercise = resolved(store.exercise(db, a.exercise), None)
        result = mark(a.answer, exercise, get(exercise.answer_language))
        if result.share > a.share:
            store.add_revision(db, a.card, a.n, result.share, at, "术语库", "译法已核定，重新评分")
            session.recount(db, a.card, now)
            risen += 1
    return risen
