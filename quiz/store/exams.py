"""Exams: papers, who sat them, every answer as it was given, every mark."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from corpora.rights import Right
from corpora.store import guarded, permit, permit_own, write_tx
from quiz.exams.drawing import Candidate, expected_ease
from quiz.exams.frozen import dumps, loads
from quiz.exams.marking import Score
from quiz.exams.model import Blueprint, Paper
from quiz.store.exercises import examples_of, exercises

__all__ = [
    "Exam",
    "Sitting",
    "accept_variant",
    "accepted_variants",
    "add_exam",
    "candidates",
    "close_exam",
    "exam",
    "exam_answers",
    "exam_scores",
    "exams",
    "hand_in",
    "open_exam",
    "save_exam_answers",
    "save_paper",
    "save_scores",
    "seen_documents",
    "sit",
    "sittings",
]


@dataclass(frozen=True, slots=True)
class Exam:
    """A paper and when it was opened to be sat and closed; empty: not yet."""

    id: int
    paper: Paper
    who: str
    at: str
    opened: str
    closed: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """A candidate's sitting; `handed_in` is empty while it lasts."""

    id: int
    exam: int
    learner: str
    version: str
    seat: str
    began: datetime
    handed_in: str


def candidates(db: Database, blueprint: Blueprint) -> list[Candidate]:
    """All active exercises of the blueprint's language and kinds, with their sentences and how easy they should be."""
    kinds = tuple(dict.fromkeys(part.kind for part in blueprint.parts))
    ranks = _ranks(db, blueprint.language)
    answered = {
        exercise: (right, count)
        for exercise, right, count in db.execute(
            """
            SELECT c.exercise, sum(a."right"), count(*) FROM answers a JOIN cards c ON c.id = a.card
            JOIN exercises e ON e.id = c.exercise WHERE e.language = ? GROUP BY 1
            """,
            [blueprint.language],
        )
    }
    return [
        Candidate(e, tuple(examples_of(db, e.id)), expected_ease(ranks[e.id], *answered.get(e.id, (0, 0))))
        for e in exercises(db, blueprint.language, kinds)
        if e.id is not None
    ]


def _ranks(db: Database, language: str) -> dict[int, float]:
    """The place of each exercise among those of its kind, 0 first to 1 last."""
    rows = db.execute(
        """
        SELECT id, percent_rank() OVER (PARTITION BY kind ORDER BY rank, id)
        FROM exercises WHERE active AND language = ?
        """,
        [language],
    )
    return dict(rows.fetchall())


def seen_documents(db: Database, language: str, group: int | None = None) -> frozenset[int]:
    """Documents of a language that members of the group, or anybody, were asked a sentence of."""
    rows = db.execute(
        """
        WITH asked AS (
            SELECT r.bead, r.n, c.exercise FROM reviews r JOIN cards c ON c.id = r.card
            JOIN exercises e ON e.id = c.exercise AND e.language = :language
            WHERE :group IS NULL OR c.learner IN (SELECT learner FROM members WHERE "group" = :group)
        )
        SELECT p.target FROM asked JOIN beads b ON b.id = asked.bead JOIN document_pairs p ON p.id = b.document_pair
        UNION
        SELECT x.document FROM asked JOIN examples x ON x.exercise = asked.exercise AND x.bead = asked.bead
        UNION
        SELECT x.document FROM asked JOIN examples x ON x.exercise = asked.exercise
        WHERE asked.bead IS NULL
          AND x.n = asked.n % (SELECT count(*) FROM examples o WHERE o.exercise = asked.exercise)
        """,
        {"language": language, "group": group},
    )
    return frozenset(document for (document,) in rows if document is not None)


@guarded(Right.TEACH, "出卷")
def add_exam(db: Database, paper: Paper, who: str, at: datetime) -> int:
    with write_tx(db):
        return db.execute(
            "INSERT INTO exams (title, language, paper, who, at) VALUES (?, ?, ?, ?, ?)",
            [paper.blueprint.title, paper.blueprint.language, dumps(paper), who, at.isoformat()],
        ).lastrowid


def exam(db: Database, number: int) -> Exam:
    """Raises KeyError."""
    row = db.execute("SELECT id, paper, who, at, opened, closed FROM exams WHERE id = ?", [number]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {number} 的考试")
    return _exam(row)


def exams(db: Database) -> list[Exam]:
    """All exams, the latest first."""
    return [
        _exam(r) for r in db.execute("SELECT id, paper, who, at, opened, closed FROM exams ORDER BY id DESC")
    ]


def _exam(row: tuple) -> Exam:
    return Exam(row[0], loads(Paper, row[1]), *row[2:])


@guarded(Right.TEACH, "改试卷")
def save_paper(db: Database, number: int, paper: Paper) -> None:
    """Keep a changed paper. Raises ValueError once the exam was opened: candidates may have it."""
    with write_tx(db):
        cursor = db.execute(
            "UPDATE exams SET paper = ?, title = ? WHERE id = ? AND opened = ''",
            [dumps(paper), paper.blueprint.title, number],
        )
    if cursor.rowcount != 1:
        raise ValueError("这场考试已经开考，试卷不能再改。要改请另出一份。")


@guarded(Right.TEACH, "开考")
def open_exam(db: Database, number: int, at: datetime) -> None:
    with write_tx(db):
        db.execute("UPDATE exams SET opened = ? WHERE id = ? AND opened = ''", [at.isoformat(), number])


@guarded(Right.TEACH, "收卷")
def close_exam(db: Database, number: int, at: datetime) -> None:
    with write_tx(db):
        db.execute("UPDATE exams SET closed = ? WHERE id = ? AND closed = ''", [at.isoformat(), number])


def sit(db: Database, number: int, learner: int, now: datetime, version: str = "", seat: str = "") -> Sitting:
    """The candidate's sitting of an exam, begun now when there is none; versions alternate unless one is named."""
    permit_own(db, _name(db, learner), Right.TEACH, "替别人应考")
    with write_tx(db):
        (count,) = db.execute("SELECT count(*) FROM sittings WHERE exam = ?", [number]).fetchone()
        db.execute(
            "INSERT OR IGNORE INTO sittings (exam, learner, version, seat, began) VALUES (?, ?, ?, ?, ?)",
            [number, learner, version or "AB"[count % 2], seat, now.isoformat()],
        )
    row = db.execute(f"{_SITTING} WHERE s.exam = ? AND s.learner = ?", [number, learner]).fetchone()
    return _sitting(row)


def _name(db: Database, learner: int) -> str:
    return db.execute("SELECT name FROM learners WHERE id = ?", [learner]).fetchone()[0]


def _candidate(db: Database, sitting: int) -> str:
    return _name(db, db.execute("SELECT learner FROM sittings WHERE id = ?", [sitting]).fetchone()[0])


_SITTING = """
    SELECT s.id, s.exam, l.name, s.version, s.seat, s.began, s.handed_in
    FROM sittings s JOIN learners l ON l.id = s.learner
"""


def sittings(db: Database, number: int) -> list[Sitting]:
    """Who sat an exam, by name."""
    return [_sitting(r) for r in db.execute(f"{_SITTING} WHERE s.exam = ? ORDER BY l.name", [number])]


def _sitting(row: tuple) -> Sitting:
    return Sitting(*row[:5], datetime.fromisoformat(row[5]), row[6])


def save_exam_answers(db: Database, sitting: int, answers: Mapping[int, str], at: datetime) -> int:
    """Log answers by item that differ from the last ones; returns how many. Nothing is taken once it was handed in."""
    permit_own(db, _candidate(db, sitting), Right.TEACH, "替别人答卷")
    with write_tx(db):
        if db.execute("SELECT handed_in FROM sittings WHERE id = ?", [sitting]).fetchone()[0]:
            return 0
        before = exam_answers(db, sitting)
        new = [
            (sitting, item, at.isoformat(), text)
            for item, text in answers.items()
            if text != before.get(item, "")
        ]
        db.conn.executemany("INSERT INTO exam_answers (sitting, item, at, answer) VALUES (?, ?, ?, ?)", new)
    return len(new)


def exam_answers(db: Database, sitting: int) -> dict[int, str]:
    """The last answer to each item."""
    return dict(
        db.execute(
            "SELECT item, answer FROM exam_answers WHERE sitting = ? ORDER BY id", [sitting]
        ).fetchall()
    )


def hand_in(db: Database, sitting: int, at: datetime) -> bool:
    """End a sitting; False when it had ended before."""
    with write_tx(db):
        cursor = db.execute(
            "UPDATE sittings SET handed_in = ? WHERE id = ? AND handed_in = ''", [at.isoformat(), sitting]
        )
    return cursor.rowcount == 1


def save_scores(db: Database, sitting: int, scores: Iterable[Score], at: datetime) -> int:
    """Log marks that differ from the ones that stand; the machine's never take the place of a person's.

    Returns how many were written.
    """
    scores = list(scores)
    if signed := next((score.who for score in scores if score.who), ""):
        permit(db, Right.TEACH, "给分", signed)
    with write_tx(db):
        standing = _standing(db, "s.sitting = ?", sitting).get(sitting, {})
        new = []
        for score in scores:
            before = standing.get(score.item)
            if before and before.who and not score.who:
                continue
            if before is None or (before.share, before.who) != (score.share, score.who):
                new.append((sitting, score.item, score.share, score.who, score.why, at.isoformat()))
        db.conn.executemany(
            "INSERT INTO exam_scores (sitting, item, share, who, why, at) VALUES (?, ?, ?, ?, ?, ?)", new
        )
    return len(new)


def exam_scores(db: Database, number: int) -> dict[int, dict[int, Score]]:
    """The marks that stand, by sitting and item."""
    return _standing(db, "s.sitting IN (SELECT id FROM sittings WHERE exam = ?)", number)


def _standing(db: Database, where: str, argument: int) -> dict[int, dict[int, Score]]:
    found: dict[int, dict[int, Score]] = defaultdict(dict)
    rows = db.execute(
        f"SELECT s.sitting, s.item, s.share, s.who, s.why FROM exam_scores s WHERE {where} ORDER BY s.id",
        [argument],
    )
    for sitting, *score in rows:
        found[sitting][score[0]] = Score(*score)
    return dict(found)


@guarded(Right.TEACH, "认可别的答案")
def accept_variant(db: Database, number: int, item: int, text: str, who: str, at: datetime) -> None:
    """Let a rendering count for an item of a paper."""
    with write_tx(db):
        db.execute(
            "INSERT OR IGNORE INTO exam_variants VALUES (?, ?, ?, ?, ?)",
            [number, item, text, who, at.isoformat()],
        )


def accepted_variants(db: Database, number: int) -> dict[int, list[str]]:
    """Renderings accepted for this paper, by item."""
    found: dict[int, list[str]] = defaultdict(list)
    for item, text in db.execute(
        "SELECT item, text FROM exam_variants WHERE exam = ? ORDER BY at, text", [number]
    ):
        found[item].append(text)
    return dict(found)
