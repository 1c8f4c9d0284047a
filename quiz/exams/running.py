"""An exam from blueprint to marks: it is drawn, sat against the clock, marked, and marked anew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlite_utils import Database

from glossary import store as glossary_store
from quiz import store
from quiz.exams import drawing
from quiz.exams.marking import Row, Score, marked, points, total
from quiz.exams.model import Blueprint, Item, Paper
from quiz.exams.statistics import ItemStatistics, alpha, analyse
from quiz.store.exams import Exam, Sitting

GRACE = timedelta(seconds=30)  # for an answer on its way when the time is up


def draw(db: Database, blueprint: Blueprint, lenient: bool = False) -> Paper:
    """A paper of this blueprint from the workspace as it is.

    Raises ValueError when it cannot be filled; a lenient drawing makes parts shorter instead.
    """
    return drawing.draw(_eligible(db, blueprint), blueprint, glossary_store.cited_version(db), lenient)


def replace_item(db: Database, paper: Paper, number: int, refused: Sequence[tuple] = ()) -> Paper:
    """The paper with another item in place of one. Raises ValueError when there is none."""
    return drawing.replaced(paper, number, _eligible(db, paper.blueprint), refused)


def _eligible(db: Database, blueprint: Blueprint) -> list[drawing.Candidate]:
    seen = store.seen_documents(db, blueprint.language, blueprint.group) if blueprint.unseen else ()
    return drawing.eligible(store.candidates(db, blueprint), blueprint, seen)


def deadline(sitting: Sitting, blueprint: Blueprint) -> datetime:
    return sitting.began + timedelta(minutes=blueprint.minutes)


def over(sitting: Sitting, blueprint: Blueprint, now: datetime) -> bool:
    return bool(sitting.handed_in) or now >= deadline(sitting, blueprint)


def answer(db: Database, exam: Exam, sitting: Sitting, answers: Mapping[int, str], now: datetime) -> int:
    """Keep answers by item as they are given; returns how many were new. None is taken after the time."""
    if now > deadline(sitting, exam.paper.blueprint) + GRACE:
        return 0
    return store.save_exam_answers(db, sitting.id, answers, now.astimezone(UTC))


def hand_in(db: Database, exam: Exam, sitting: Sitting, now: datetime) -> None:
    """End a sitting and mark it. Handed in twice it is marked once more, to the same points."""
    store.hand_in(db, sitting.id, now.astimezone(UTC))
    _mark(db, exam, sitting, now)


def remark(db: Database, exam: Exam, now: datetime) -> int:
    """Mark every sitting that has ended with what counts as right now; returns how many marks changed.

    Points a person gave stay. Sittings whose time ran out are handed in.
    """
    changed = 0
    for sitting in store.sittings(db, exam.id):
        if over(sitting, exam.paper.blueprint, now):
            store.hand_in(db, sitting.id, now.astimezone(UTC))
            changed += _mark(db, exam, sitting, now)
    return changed


def _mark(db: Database, exam: Exam, sitting: Sitting, now: datetime) -> int:
    given = store.exam_answers(db, sitting.id)
    variants = store.accepted_variants(db, exam.id)
    scores = []
    for item in exam.paper.items:
        if item.id in given:
            known = store.thresholds(db, item.question.exercise.answer_language)
            result = marked(item, given[item.id], _current(db, item), variants.get(item.id, ()), known)
            scores.append(Score(item.id, result.share, "", "；".join(f.message for f in result.findings)))
    return store.save_scores(db, sitting.id, scores, now.astimezone(UTC))


def _current(db: Database, item: Item):
    number = item.question.exercise.id
    try:
        return store.exercise(db, number) if number is not None else None
    except KeyError:
        return None


def take_results(db: Database, exam: Exam, rows: Sequence[Row], who: str, now: datetime) -> int:
    """Enter the results of candidates who sat on paper, points as `who` gave them; returns how many candidates."""
    at = now.astimezone(UTC)
    for row in rows:
        sitting = store.sit(db, exam.id, store.learner(db, row.name), at, row.version, row.seat)
        store.save_exam_answers(db, sitting.id, row.answers, at)
        hand_in(db, exam, sitting, now)
        given = [Score(item, share, who, "阅卷") for item, share in row.shares.items()]
        store.save_scores(db, sitting.id, given, at)
    return len(rows)


@dataclass(frozen=True, slots=True)
class Result:
    """A candidate's points, whole and by part."""

    sitting: Sitting
    points: float
    parts: tuple[float, ...]
    scores: Mapping[int, Score]


def results(db: Database, exam: Exam) -> list[Result]:
    """What everybody got, the best first."""
    scores = store.exam_scores(db, exam.id)
    found = []
    for sitting in store.sittings(db, exam.id):
        own = scores.get(sitting.id, {})
        items = exam.paper.items
        parts = tuple(
            total([item for item in items if item.part == n], own)
            for n in range(len(exam.paper.blueprint.parts))
        )
        found.append(Result(sitting, sum(parts), parts, own))
    return sorted(found, key=lambda r: (-r.points, r.sitting.learner))


def item_statistics(exam: Exam, found: Sequence[Result]) -> tuple[list[ItemStatistics], float | None]:
    """Statistics of each item by the points given, and alpha of the paper."""
    full = {item.id: item.points for item in exam.paper.items}
    shares = {
        r.sitting.learner: {
            item.id: points(item, r.scores[item.id].share) / item.points
            for item in exam.paper.items
            if item.id in r.scores
        }
        for r in found
    }
    return analyse(shares, full), alpha(shares, full)
