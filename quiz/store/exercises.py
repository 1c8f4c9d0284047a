"""Exercises and the real pairs they are asked from. Machine rows: a rebuild replaces them, cards stay."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from corpora.model import Section, Span
from corpora.store import write_tx
from glossary.model import TermStatus
from quiz.marking.similarity import Thresholds
from quiz.model import Choice, Direction, Example, Exercise, ExerciseKind, Required

__all__ = [
    "State", "add_exercises", "change_terms", "example_at", "example_of", "examples_of", "exercise", "exercise_count", "exercises", "languages", "replace_exercises", "save_thresholds", "set_state", "state", "thresholds",
]  # fmt: skip


def replace_exercises(
    db: Database, language: str, made: Iterable[tuple[Exercise, Sequence[Example]]]
) -> None:
    """Write the exercises of a language with their examples, the most worth learning first.

    Cards and reviews stay; what is no longer made is set inactive.
    """
    with write_tx(db):
        db.execute("UPDATE exercises SET active = 0 WHERE language = ?", [language])
        _add(db, made, 0)


def add_exercises(db: Database, made: Iterable[tuple[Exercise, Sequence[Example]]]) -> None:
    """Put exercises behind those there are."""
    with write_tx(db):
        _add(db, made, 1 + (db.execute("SELECT max(rank) FROM exercises").fetchone()[0] or 0))


def _add(db: Database, made: Iterable[tuple[Exercise, Sequence[Example]]], first: int) -> None:
    for rank, (e, examples) in enumerate(made, first):
        (number,) = db.execute(
            """
            INSERT INTO exercises (kind, language, subject, direction, source, answer, accepted, distractors, forbidden,
                                   status, authority, domain, note, law, unapproved, rank, active)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
            ON CONFLICT (kind, language, subject, direction) DO UPDATE SET
                source = excluded.source, answer = excluded.answer, accepted = excluded.accepted, distractors = excluded.distractors,
                forbidden = excluded.forbidden, status = excluded.status, authority = excluded.authority,
                domain = excluded.domain, note = excluded.note, law = excluded.law, unapproved = excluded.unapproved,
                rank = excluded.rank, active = 1
            RETURNING id
            """,
            [e.kind, e.language, e.subject, e.direction, e.source, e.answer, _json(e.accepted), _json(e.distractors),
             _json(e.forbidden), e.status, e.authority, e.domain, e.note, e.law, _json(e.unapproved), rank],
        ).fetchone()  # fmt: skip
        db.execute("DELETE FROM examples WHERE exercise = ?", [number])
        _add_examples(db, number, examples)


def change_terms(db: Database, changed: Iterable[tuple[Exercise, Sequence[Example] | None]]) -> None:
    """Write exercises that are there already anew, by id; examples None: they stay as they are."""
    with write_tx(db):
        for e, examples in changed:
            db.execute(
                """
                UPDATE exercises SET source = ?, answer = ?, accepted = ?, distractors = ?, forbidden = ?, status = ?,
                                     authority = ?, domain = ?, note = ?, law = ?, unapproved = ? WHERE id = ?
                """,
                [e.source, e.answer, _json(e.accepted), _json(e.distractors), _json(e.forbidden), e.status, e.authority,
                 e.domain, e.note, e.law, _json(e.unapproved), e.id],
            )  # fmt: skip
            if examples is not None:
                db.execute("DELETE FROM examples WHERE exercise = ?", [e.id])
                _add_examples(db, e.id or 0, examples)


def _add_examples(db: Database, number: int, examples: Iterable[Example]) -> None:
    db.conn.executemany(
        f"INSERT INTO examples VALUES ({', '.join('?' * 17)})",
        (_example_row(number, n, x) for n, x in enumerate(examples)),
    )


def _json(values: Sequence) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _example_row(number: int, n: int, x: Example) -> tuple:
    own = {
        "answer": x.answer,
        "shown": x.shown,
        "choices": x.choices,
        "required": [[r.term, r.accepted, r.forbidden] for r in x.required],
        "pieces": x.pieces,
        "words": x.words,
        "accepted": x.accepted,
    }
    return (
        number, n, x.bead, x.document, x.section, x.source, x.target, *(x.term or (None, None)),
        *(x.gap or (None, None)), x.quality, x.court, x.case_number, x.cause, x.date,
        json.dumps({name: value for name, value in own.items() if value}, ensure_ascii=False),
    )  # fmt: skip


_EXERCISE = """
    SELECT kind, language, subject, answer, accepted, distractors, status, authority, direction, forbidden,
           domain, note, law, id, source, unapproved FROM exercises
"""


def exercise(db: Database, number: int) -> Exercise:
    """Raises KeyError."""
    row = db.execute(f"{_EXERCISE} WHERE id = ?", [number]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {number} 的练习")
    return _exercise(row)


def exercises(
    db: Database, language: str | None = None, kinds: Sequence[ExerciseKind] = ()
) -> list[Exercise]:
    """Active exercises, the most worth learning first; of one language or of all, of some kinds or of all."""
    rows = db.execute(
        f"""
        {_EXERCISE} WHERE active AND (? IS NULL OR language = ?) AND (? = '[]' OR kind IN (SELECT value FROM json_each(?)))
        ORDER BY language, rank
        """,
        [language, language, *[_json(kinds)] * 2],
    )
    return [_exercise(r) for r in rows]


def _exercise(r: tuple) -> Exercise:
    return Exercise(
        ExerciseKind(r[0]), r[1], r[2], r[3], tuple(json.loads(r[4])), _choices(json.loads(r[5])), TermStatus(r[6]), r[7],
        Direction(r[8]), tuple(json.loads(r[9])), domain=r[10], note=r[11], law=r[12], id=r[13], source=r[14],
        unapproved=tuple(json.loads(r[15])),
    )  # fmt: skip


def _choices(rows: Iterable[Sequence[str]]) -> tuple[Choice, ...]:
    return tuple(Choice(*row) for row in rows)


def examples_of(db: Database, number: int) -> list[Example]:
    """The real places an exercise can be asked from, the best first."""
    rows = db.execute("SELECT * FROM examples WHERE exercise = ? ORDER BY n", [number])
    return [example_of(r) for r in rows]


def example_at(db: Database, number: int, n: int) -> Example | None:
    """The example an exercise is asked from the `n`-th time, with answers accepted since; None where it has none."""
    row = db.execute(
        """
        SELECT * FROM examples WHERE exercise = :number AND n = :n % nullif(
            (SELECT count(*) FROM examples WHERE exercise = :number), 0)
        """,
        {"number": number, "n": n},
    ).fetchone()
    return (
        replace(found, accepted=_accepted(db, number, found.bead))
        if row and (found := example_of(row))
        else None
    )


def _accepted(db: Database, number: int, bead: int | None) -> tuple[str, ...]:
    """Answers that were accepted after somebody contested their mark."""
    rows = db.execute(
        """
        SELECT DISTINCT r.answer FROM verdicts v JOIN reviews r ON r.card = v.card AND r.n = v.n
        JOIN cards c ON c.id = v.card WHERE v.accepted AND c.exercise = ? AND r.bead IS ?
        """,
        [number, bead],
    )
    return tuple(answer for (answer,) in rows)


def example_of(r: tuple) -> Example:
    own = json.loads(r[16])
    return Example(
        r[2], r[5], r[6], _span(r[7], r[8]), _span(r[9], r[10]), r[11], Section(r[4]), r[3], *r[12:16],
        answer=own.get("answer", ""), shown=own.get("shown", ""), choices=_choices(own.get("choices", ())),
        required=tuple(Required(t, tuple(a), tuple(f)) for t, a, f in own.get("required", ())),
        pieces=tuple(own.get("pieces", ())), words=tuple(Span(*w) for w in own.get("words", ())),
        accepted=tuple(own.get("accepted", ())),
    )  # fmt: skip


def _span(start: int | None, end: int | None) -> Span | None:
    return None if start is None or end is None else Span(start, end)


def exercise_count(db: Database) -> int:
    return db.execute("SELECT count(*) FROM exercises WHERE active").fetchone()[0]


def languages(db: Database) -> list[str]:
    """Languages there are exercises in, the richest first."""
    return [
        code
        for code, _ in db.execute(
            "SELECT language, count(*) FROM exercises WHERE active GROUP BY 1 ORDER BY 2 DESC, 1"
        )
    ]


@dataclass(frozen=True, slots=True)
class State:
    """What exercises of a language are made from: pairs and formulae, and what people said of terms."""

    pairs: str
    terms: str


def state(db: Database, language: str) -> tuple[State, State]:
    """(what exercises in a language would be made from now, what they were made from)."""
    pairs, terms = db.execute(
        """
        SELECT (SELECT count(*) FROM formula_decisions WHERE language = :language) || ' ' ||
               coalesce((SELECT pairs || '/' || last_bead FROM mined WHERE target_language = :language), ''),
               (SELECT count(*) || '/' || coalesce(max(id), 0) FROM history)
        """,
        {"language": language},
    ).fetchone()
    row = db.execute("SELECT state FROM made WHERE language = ?", [language]).fetchone()
    made, _, judged = row[0].partition("|") if row else ("", "", "")
    return State(pairs, terms), State(made, judged)


def set_state(db: Database, language: str, value: State) -> None:
    with write_tx(db):
        db.execute("INSERT OR REPLACE INTO made VALUES (?, ?)", [language, f"{value.pairs}|{value.terms}"])


def save_thresholds(db: Database, language: str, known: Thresholds) -> None:
    with write_tx(db):
        db.execute(
            "INSERT OR REPLACE INTO similarities VALUES (?, ?, ?, ?, ?)",
            [language, known.near, known.same, known.versions, known.neighbours],
        )


def thresholds(db: Database, language: str) -> Thresholds | None:
    """What similarity means in this language, None before anything was measured."""
    row = db.execute(
        "SELECT near, same, versions, neighbours FROM similarities WHERE language = ?", [language]
    ).fetchone()
    return Thresholds(*row) if row else None
