"""What people decided about beads: an append-only log, dated and signed; every decision can be taken back.

The log keeps the beads a decision took away and those it put. The machine never touches a confirmed or
rejected bead; it aligns what lies between them anew at the next run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from aligner.cover import key, keys, two_sided
from aligner.model import Bead, Status
from aligner.review import Act, Change, Operation, perform, revert
from aligner.store.beads import Task, Texts, beads_of, fixed_beads, task, write_beads
from aligner.texts import joined
from corpora import store as corpora_store
from corpora.model import Span
from corpora.rights import Right
from corpora.store import guarded, write_tx


@dataclass(frozen=True, slots=True)
class Decision:
    """A line of the log; `undoes` is the decision an undo took back, `undone` whether one was."""

    id: int
    document_pair: int
    at: str
    who: str
    act: Act
    why: str
    change: Change
    undoes: int | None
    undone: bool


@guarded(Right.PAIR, "核定句对")
def decide(db: Database, document_pair: int, operation: Operation, who: str, at: str, why: str = "") -> int:
    """A person's operation on the beads of a pair of documents; `at` is ISO 8601. Returns the decision.

    The documents are marked to be aligned anew between what people fixed. Raises ValueError, in Chinese, for
    an unsigned decision, a bead that is not there any more and whatever `aligner.review` refuses.
    """
    _signed(who)
    with write_tx(db):
        change = perform(beads_of(db, document_pair), operation)
        _write(db, task(db, document_pair), change)
        return _log(db, document_pair, at, who, operation.act, why, change)


@guarded(Right.PAIR, "撤销句对的决定")
def undo(db: Database, decision: int, who: str, at: str) -> int:
    """Take a decision back and say so in the log. Returns the new line.

    Only the last standing decision on a pair of documents can be taken back. Raises KeyError for a decision
    there is not, ValueError where a later one stands.
    """
    _signed(who)
    with write_tx(db):
        found = next(iter(_decisions(db, "d.id = ?", [decision])), None)
        if found is None or found.undone or found.act == Act.UNDO:
            raise KeyError("没有这个决定，或已经撤销。")
        later = _decisions(db, "d.document_pair = ? AND d.id > ?", [found.document_pair, decision])
        if any(d.act != Act.UNDO and not d.undone for d in later):
            raise ValueError("这份文书之后还有别的决定。请从最后一个起依次撤销。")
        change = revert(beads_of(db, found.document_pair), found.change)
        _write(db, task(db, found.document_pair), change)
        line = _log(db, found.document_pair, at, who, Act.UNDO, "", change, decision)
        _as_aligned(db, found.document_pair, decision)
        return line


def last_decision(db: Database, who: str) -> Decision | None:
    """The last thing this person decided and nobody took back."""
    return next(iter(_decisions(db, "d.who = ? AND d.act <> 'undo' AND u.id IS NULL", [who], 1)), None)


def decisions(db: Database, document_pair: int | None = None, limit: int = 100) -> list[Decision]:
    """The log, the last first; of one pair of documents or of all."""
    where, arguments = ("d.document_pair = ?", [document_pair]) if document_pair else ("1", [])
    return _decisions(db, where, arguments, limit)


def to_realign(db: Database) -> int:
    """How many pairs of documents with decisions wait to be aligned anew."""
    return db.execute("""
        SELECT count(*) FROM document_pairs p WHERE NOT p.aligned AND p.status <> 'rejected'
        AND EXISTS (SELECT 1 FROM bead_decisions d WHERE d.document_pair = p.id)
    """).fetchone()[0]


def unlearnt(db: Database, document_pair: int) -> tuple[list[Bead], int]:
    """(confirmed beads decided on since the lexicon learnt last, the last decision there is)."""
    (learnt,) = db.execute("SELECT learnt FROM document_pairs WHERE id = ?", [document_pair]).fetchone()
    new = _decisions(db, "d.document_pair = ? AND d.id > ?", [document_pair, learnt])
    said = keys(b for d in new for b in d.change.after if b.status == Status.CONFIRMED)
    return [b for b in fixed_beads(db, document_pair) if key(b) in said], max(
        (d.id for d in new), default=learnt
    )


def _signed(who: str) -> None:
    if not who.strip():
        raise ValueError("请先填写审校人姓名：人工的决定都要署名。")


def _write(db: Database, pair: Task, change: Change) -> None:
    write_beads(db, pair, change.before, change.after, _texts(db, pair, change.after))
    db.execute("UPDATE document_pairs SET aligned = 0 WHERE id = ?", [pair.id])


def _as_aligned(db: Database, document_pair: int, undone: int) -> None:
    """Nothing is to be aligned anew once every decision since the documents were aligned last is taken back."""
    (learnt,) = db.execute("SELECT learnt FROM document_pairs WHERE id = ?", [document_pair]).fetchone()
    since = _decisions(db, "d.document_pair = ? AND d.id > ?", [document_pair, learnt])
    if undone > learnt and all(d.undone or d.act == Act.UNDO for d in since):
        db.execute("UPDATE document_pairs SET aligned = 1 WHERE id = ?", [document_pair])


def _texts(db: Database, pair: Task, beads: Iterable[Bead]) -> Texts:
    both = [b for b in beads if two_sided(b) and b.status != Status.REJECTED]
    if not both:
        return {}
    source, target = (corpora_store.document(db, n) for n in (pair.source, pair.target))
    return {b: (joined(source, b.source), joined(target, b.target)) for b in both}


def _log(
    db: Database,
    document_pair: int,
    at: str,
    who: str,
    act: Act,
    why: str,
    change: Change,
    undoes: int | None = None,
) -> int:
    cursor = db.execute(
        "INSERT INTO bead_decisions (document_pair, at, who, act, why, before, after, undoes) VALUES (?,?,?,?,?,?,?,?)",
        [document_pair, at, who, act, why, _json(change.before), _json(change.after), undoes],
    )
    return int(cursor.lastrowid or 0)


def _decisions(db: Database, where: str, arguments: list, limit: int = -1) -> list[Decision]:
    rows = db.execute(
        f"""
        SELECT d.id, d.document_pair, d.at, d.who, d.act, d.why, d.before, d.after, d.undoes, u.id IS NOT NULL
        FROM bead_decisions d LEFT JOIN bead_decisions u ON u.undoes = d.id
        WHERE {where} ORDER BY d.id DESC LIMIT ?
        """,
        [*arguments, limit],
    )
    return [
        Decision(*r[:4], Act(r[4]), r[5], Change(_beads(r[6]), _beads(r[7])), r[8], bool(r[9])) for r in rows
    ]


def _json(beads: Iterable[Bead]) -> str:
    return json.dumps([[*b.source, *b.target, b.score, b.posterior, b.method, b.status] for b in beads])


def _beads(block: str) -> tuple[Bead, ...]:
    return tuple(
        Bead(Span(s0, s1), Span(t0, t1), score, posterior, method, Status(status))
        for s0, s1, t0, t1, score, posterior, method, status in json.loads(block)
    )
