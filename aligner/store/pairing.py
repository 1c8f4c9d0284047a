"""What people decided about pairs of documents: an append-only log, dated and signed; every decision can be taken back.

The log keeps the rows a decision touched as they were before and after. Documents a decision sets free are
forgotten by pairing, so that the next run pairs them anew; the machine never touches what a person decided.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlite_utils import Database

from aligner.model import Status
from aligner.store.documents import paired_document, standing
from corpora.rights import Right
from corpora.store import guarded, write_tx


class PairAct(StrEnum):
    """What a person may say of a pair of documents."""

    CONFIRM = "confirm"
    REJECT = "reject"
    CHOOSE = "choose"
    UNDO = "undo"

    @property
    def label(self) -> str:
        """As people call it."""
        return _LABELS[self]


_LABELS = {
    PairAct.CONFIRM: "确认",
    PairAct.REJECT: "不是同一份",
    PairAct.CHOOSE: "换成另一份",
    PairAct.UNDO: "撤销",
}
_FIELDS = "source, target, method, score, evidence, status, doubtful"

Row = tuple[int, int, str, float, str, str, int]


@dataclass(frozen=True, slots=True)
class PairDecision:
    """A line of the log; `before` and `after` are the pairs it touched, `undoes` what an undo took back."""

    id: int
    at: str
    who: str
    act: PairAct
    source: int
    target: int
    why: str
    before: tuple[Row, ...]
    after: tuple[Row, ...]
    undoes: int | None
    undone: bool


@guarded(Right.PAIR, "确认文书配对")
def confirm_pair(db: Database, number: int, who: str, at: str, why: str = "") -> int:
    """The two are versions of one. Returns the decision; the next run aligns them.

    Like all decisions here it raises ValueError, in Chinese, when it is unsigned or cannot stand beside
    others, and KeyError for a pair there is not. `at` is ISO 8601.
    """
    with write_tx(db):
        p = paired_document(db, number)
        _make_room(db, p.source, p.target)
        return _decide(db, PairAct.CONFIRM, (p.source, p.target), {number: Status.CONFIRMED}, who, at, why)


@guarded(Right.PAIR, "拆开文书配对")
def reject_pair(db: Database, number: int, who: str, at: str, why: str = "") -> int:
    """The two are not versions of one: taken apart for good, both free for others at the next run."""
    with write_tx(db):
        p = paired_document(db, number)
        return _decide(db, PairAct.REJECT, (p.source, p.target), {number: Status.REJECTED}, who, at, why)


@guarded(Right.PAIR, "另配文书")
def choose_pair(db: Database, number: int, source: int, target: int, who: str, at: str, why: str = "") -> int:
    """Not this pair but that of `source` and `target`, one of which is of this pair.

    What the machine had paired with either of them is wrong by this and rejected too.
    """
    with write_tx(db):
        p = paired_document(db, number)
        if (source, target) == (p.source, p.target) or (source != p.source and target != p.target):
            raise ValueError("换成的文书要与这一对里的一份配对，并且不是原来的另一份。")
        wrong = {number} | {other for other, _ in _machine_only(db, source, target)}
        chosen = _ensure(db, source, target)
        statuses = {other: Status.REJECTED for other in wrong} | {chosen: Status.CONFIRMED}
        return _decide(db, PairAct.CHOOSE, (source, target), statuses, who, at, why, new={chosen})


@guarded(Right.PAIR, "撤销文书配对的决定")
def undo_pairing(db: Database, decision: int, who: str, at: str) -> int:
    """Take a decision back and say so in the log. Returns the new line.

    Raises KeyError for a decision there is not, ValueError where a later one touched the same pairs.
    """
    _signed(who)
    with write_tx(db):
        found = next(iter(_decisions(db, "d.id = ?", [decision])), None)
        if found is None or found.undone or found.act is PairAct.UNDO:
            raise KeyError("没有这个决定，或已经撤销。")
        now = _rows(db, [row[:2] for row in found.after])
        if [row[5:] for row in now] != [row[5:] for row in found.after]:
            raise ValueError("这些文书之后还有别的决定。请先撤销后来的决定。")
        _restore(db, found.before, found.after)
        for row in found.before:
            if row[5] != Status.REJECTED:
                _make_room(db, *row[:2])
        return _log(
            db, at, who, PairAct.UNDO, (found.source, found.target), "", found.after, found.before, decision
        )


def pair_decisions(db: Database, limit: int = 100) -> list[PairDecision]:
    """The log, the last first."""
    return _decisions(db, "1", [], limit)


def last_pair_decision(db: Database, who: str) -> PairDecision | None:
    """The last thing this person decided and nobody took back."""
    return next(iter(_decisions(db, "d.who = ? AND d.act <> 'undo' AND u.id IS NULL", [who], 1)), None)


def _decide(
    db: Database,
    act: PairAct,
    pair: tuple[int, int],
    statuses: dict[int, Status],
    who: str,
    at: str,
    why: str,
    new: Iterable[int] = (),
) -> int:
    _signed(who)
    keys = [
        db.execute("SELECT source, target FROM document_pairs WHERE id = ?", [n]).fetchone() for n in statuses
    ]
    made = {db.execute("SELECT source, target FROM document_pairs WHERE id = ?", [n]).fetchone() for n in new}
    before = [row for row in _rows(db, keys) if row[:2] not in made or row[5] == Status.REJECTED]
    for number, status in statuses.items():
        db.execute("UPDATE document_pairs SET status = ?, doubtful = 0 WHERE id = ?", [status, number])
    _free(db, {n for key in keys for n in key})
    return _log(db, at, who, act, pair, why, before, _rows(db, keys))


def _signed(who: str) -> None:
    if not who.strip():
        raise ValueError("请先填写核对人姓名：人工的决定都要署名。")


def _make_room(db: Database, source: int, target: int) -> None:
    """Pairs of the machine that hold one of two documents give way."""
    for number, key in _machine_only(db, source, target):
        db.execute("DELETE FROM document_pairs WHERE id = ?", [number])
        _free(db, key)


def _machine_only(db: Database, source: int, target: int) -> list[tuple[int, tuple[int, int]]]:
    """Pairs that hold one of two documents, as (pair, documents). Raises ValueError when a person stands behind one."""
    found = []
    for number, status in standing(db, source, target):
        p = paired_document(db, number)
        if status != Status.MACHINE or _worked_on(db, number):
            raise ValueError(
                f"其中一份文书已与别的文书配对，并经人核定或核过句对（{p.case_number or p.name}）。请先撤销那里的决定。"
            )
        found.append((number, (p.source, p.target)))
    return found


def _worked_on(db: Database, number: int) -> bool:
    """Whether people decided about sentences of this pair."""
    row = db.execute("SELECT 1 FROM bead_decisions WHERE document_pair = ? LIMIT 1", [number])
    return row.fetchone() is not None


def _ensure(db: Database, source: int, target: int) -> int:
    """The row of a pair of documents, made where there is none. Raises ValueError for documents that cannot be one."""
    languages = dict(
        db.execute("SELECT id, language FROM documents WHERE id IN (?, ?)", [source, target]).fetchall()
    )
    if languages.get(source) != "zh" or languages.get(target) in (None, "zh"):
        raise ValueError("只能把一份汉文文书与一份民族文字文书配对。")
    db.execute(
        """
        INSERT INTO document_pairs (source, target, method, score, evidence, status)
        VALUES (?, ?, 'person', 1, '人工指定', 'machine') ON CONFLICT (source, target) DO NOTHING
        """,
        [source, target],
    )
    row = db.execute("SELECT id FROM document_pairs WHERE source = ? AND target = ?", [source, target])
    return row.fetchone()[0]


def _free(db: Database, documents: Iterable[int]) -> None:
    """Let the next run pair these documents anew, if nothing holds them then."""
    db.conn.executemany("DELETE FROM sketches WHERE document = ?", [(n,) for n in documents])


def _rows(db: Database, keys: Iterable[tuple[int, int]]) -> list[Row]:
    return [
        row
        for key in sorted(set(keys))
        for row in db.execute(
            f"SELECT {_FIELDS} FROM document_pairs WHERE source = ? AND target = ?", list(key)
        )
    ]


def _restore(db: Database, rows: Iterable[Row], gone: Iterable[Row]) -> None:
    """Put these pairs as they were in place of those. Raises ValueError when sentences were decided on since."""
    rows = list(rows)
    kept = {row[:2] for row in rows}
    for key in (row[:2] for row in gone):
        _free(db, key)
        if key not in kept:
            where = "source = ? AND target = ?"
            (number,) = db.execute(f"SELECT id FROM document_pairs WHERE {where}", list(key)).fetchone()
            if _worked_on(db, number):
                raise ValueError("这一对文书的句对已有人核过。请先撤销那里的决定。")
            db.execute("DELETE FROM document_pairs WHERE id = ?", [number])
    for source, target, *_, status, doubtful in rows:
        db.execute(
            "UPDATE document_pairs SET status = ?, doubtful = ? WHERE source = ? AND target = ?",
            [status, doubtful, source, target],
        )


def _log(
    db: Database,
    at: str,
    who: str,
    act: PairAct,
    pair: tuple[int, int],
    why: str,
    before: Iterable[Row],
    after: Iterable[Row],
    undoes: int | None = None,
) -> int:
    cursor = db.execute(
        "INSERT INTO pair_decisions (at, who, act, source, target, why, before, after, undoes) VALUES (?,?,?,?,?,?,?,?,?)",
        [
            at,
            who,
            act,
            *pair,
            why,
            *(json.dumps(list(rows), ensure_ascii=False) for rows in (before, after)),
            undoes,
        ],
    )
    return int(cursor.lastrowid or 0)


def _decisions(db: Database, where: str, arguments: list, limit: int = -1) -> list[PairDecision]:
    rows = db.execute(
        f"""
        SELECT d.id, d.at, d.who, d.act, d.source, d.target, d.why, d.before, d.after, d.undoes, u.id IS NOT NULL
        FROM pair_decisions d LEFT JOIN pair_decisions u ON u.undoes = d.id
        WHERE {where} ORDER BY d.id DESC LIMIT ?
        """,
        [*arguments, limit],
    )
    return [
        PairDecision(
            *r[:3],
            PairAct(r[3]),
            *r[4:7],
            *(tuple(tuple(x) for x in json.loads(b)) for b in r[7:9]),
            r[9],
            bool(r[10]),
        )
        for r in rows
    ]
