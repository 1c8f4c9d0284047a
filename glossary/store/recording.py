"""History: every change with who, when and why, as the states before and after it. Append-only.

A change is written here and nowhere else, so nothing changes without leaving a row. An act is what a person did
at once, one row or several (a merge touches two concepts); acts are brought back whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from corpora.languages import get
from corpora.rights import Right
from corpora.store import guarded, write_tx
from glossary.model import Candidate, State, Verdict
from glossary.store.rows import states, write_state
from glossary.store.snapshots import keep, kept

__all__ = [
    "Act",
    "Change",
    "Done",
    "acts",
    "begin",
    "change",
    "history",
    "judge",
    "last_act",
    "revert",
    "undo",
    "verdict_on",
]


@dataclass(frozen=True, slots=True)
class Act:
    """What a person does now; its changes share the number."""

    number: int
    who: str
    at: str
    why: str = ""
    undoes: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A row of history: a concept or a verdict before and after; None where it was not there.

    `what` is add, edit, sign, status, merge, split, accept, reject, withdraw or revert.
    """

    id: int
    act: int
    at: str
    who: str
    what: str
    why: str
    concept: int | None
    before: State | Verdict | None
    after: State | Verdict | None


def begin(db: Database, who: str, at: str, why: str = "", undoes: int | None = None) -> Act:
    """A new act, inside a write transaction. Raises ValueError when nobody signs it."""
    if not who.strip():
        raise ValueError("没有署名。请填写姓名后再作改动。")
    (last,) = db.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()
    return Act(last + 1, who.strip(), at, why, undoes)


def change(db: Database, act: Act, what: str, before: State | None, after: State | None) -> int:
    """Write a concept as it is to be (None: it goes), and the change with it; returns the concept."""
    number = before.concept.id if before else None
    if after is None:
        db.execute("DELETE FROM concepts WHERE id = ?", [number])
    else:
        after = write_state(db, after)
        number = after.concept.id
    if before != after:
        _log(db, act, what, number, before, after)
    return int(number or 0)


def judge(
    db: Database, act: Act, what: str, concept: int | None, before: Verdict | None, after: Verdict | None
) -> None:
    """Write a verdict on a candidate (None: it is open again), and the change with it."""
    verdict = after or before
    if verdict is None or before == after:
        return
    keys = _keys(verdict)
    db.execute(f"DELETE FROM decisions WHERE {_KEYS}", keys)
    if after:
        decision = "accepted" if after.accepted else "rejected"
        db.execute(
            "INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [*keys, decision, after.who, after.at, after.source, after.target],
        )
    _log(db, act, what, concept, before, after)


def _log(
    db: Database,
    act: Act,
    what: str,
    concept: int | None,
    before: State | Verdict | None,
    after: State | Verdict | None,
) -> None:
    db.execute(
        """
        INSERT INTO history (act, at, who, what, why, concept, before, after, undoes)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [act.number, act.at, act.who, what, act.why, concept, keep(db, before), keep(db, after), act.undoes],
    )


_CHANGE = """
    SELECT h.id, h.act, h.at, h.who, h.what, h.why, h.concept, b.content, a.content FROM history h
    LEFT JOIN states b ON b.id = h.before LEFT JOIN states a ON a.id = h.after
"""


def history(db: Database, concept: int) -> list[Change]:
    """The changes of a concept, oldest first."""
    return _changes(db, f"{_CHANGE} WHERE h.concept = ? ORDER BY h.id", [concept])


@dataclass(frozen=True, slots=True)
class Done:
    """An act in short: its first changes, and how many concepts it touched in all."""

    changes: tuple[Change, ...]
    concepts: int


def acts(db: Database, limit: int = 50, without: str = "", first: int = 8) -> list[Done]:
    """The last acts, the latest first; those signed by `without` left out. An import may touch thousands."""
    numbers = db.execute(
        """
        SELECT act, count(DISTINCT concept) FROM history WHERE act IN (
            SELECT DISTINCT act FROM history WHERE who <> ? ORDER BY act DESC LIMIT ?)
        GROUP BY act ORDER BY act DESC
        """,
        [without, limit],
    ).fetchall()
    return [
        Done(tuple(_changes(db, f"{_CHANGE} WHERE h.act = ? ORDER BY h.id LIMIT ?", [act, first])), concepts)
        for act, concepts in numbers
    ]


def _changes(db: Database, sql: str, arguments: Sequence) -> list[Change]:
    return [Change(*r[:7], kept(r[7]), kept(r[8])) for r in db.execute(sql, arguments)]


@guarded(Right.TERM, "撤回术语的改动")
def revert(db: Database, number: int, who: str, at: str, why: str = "") -> int:
    """Bring back what was before a row of history, together with the other rows of its act; returns the new act.

    Later changes of the same concepts are undone too; they and this step stay in the history, so the step can be
    taken back in the same way. Raises KeyError, and ValueError when a term has since gone to a concept the act did
    not touch.
    """
    return taken_back(db, number, who, at, why)


def taken_back(db: Database, number: int, who: str, at: str, why: str) -> int:
    """`revert` for who may take back something larger that the act was part of."""
    with write_tx(db):
        row = db.execute("SELECT act FROM history WHERE id = ?", [number]).fetchone()
        if row is None:
            raise KeyError(f"沿革里没有编号为 {number} 的记录")
        changes = _changes(db, f"{_CHANGE} WHERE h.act = ? ORDER BY h.id", [row[0]])
        act = begin(db, who, at, why, undoes=row[0])
        verdicts = [c for c in changes if isinstance(c.before or c.after, Verdict)]
        for c in reversed(verdicts):
            judge(db, act, "revert", c.concept, verdict_on(db, c.before or c.after), c.before)  # type: ignore[arg-type]
        wanted = {c.concept: c.before for c in reversed(changes) if c not in verdicts and c.concept}
        _put_back(db, act, wanted)  # type: ignore[arg-type]
        return act.number


def last_act(db: Database, who: str) -> list[Change]:
    """The last thing a person did that was not taken back; [] when there is none."""
    (act,) = db.execute(
        """
        SELECT max(act) FROM history WHERE who = ? AND undoes IS NULL
        AND act NOT IN (SELECT undoes FROM history WHERE undoes IS NOT NULL)
        """,
        [who.strip()],
    ).fetchone()
    return _changes(db, f"{_CHANGE} WHERE h.act = ? ORDER BY h.id", [act]) if act else []


@guarded(Right.TERM, "撤销术语的改动")
def undo(db: Database, who: str, at: str) -> list[Change]:
    """Take back the last thing a person did; returns what it was, [] when there was nothing.

    Raises ValueError when somebody else has changed the same concept since: that is for `revert`, with open eyes.
    """
    with write_tx(db):
        changes = last_act(db, who)
        if not changes:
            return []
        for c in changes:
            later = db.execute(
                "SELECT who, at FROM history WHERE concept = ? AND id > ? AND act <> ? AND who <> ? ORDER BY id DESC",
                [c.concept, c.id, c.act, who.strip()],
            ).fetchone()
            if later:
                raise ValueError(
                    f"{later[0]}后来改过同一个概念（{later[1][:10]}）。请到该概念的沿革里查看后再恢复。"
                )
        revert(db, changes[0].id, who, at, "撤销")
        return changes


def _put_back(db: Database, act: Act, wanted: dict[int, State | None]) -> None:
    """Make concepts what they were, all at once: what leaves one may return to another."""
    now = {s.concept.id: s for s in states(db, list(wanted))}
    returning = [t.id for s in wanted.values() if s for t in s.concept.terms if t.id is not None]
    for term in returning:
        holder = db.execute("SELECT concept, text FROM terms WHERE id = ?", [term]).fetchone()
        if holder and holder[0] not in wanted:
            raise ValueError(
                f"“{holder[1]}”后来归入了另一个概念（编号 {holder[0]}）。请先恢复那一步，再恢复这一步。"
            )
    db.conn.executemany("DELETE FROM terms WHERE concept = ?", [[number] for number in wanted])
    for number, before in wanted.items():
        if before or number in now:
            change(db, act, "revert", now.get(number), before)


def verdict_on(db: Database, c: Candidate | Verdict) -> Verdict | None:
    """What a person said of a candidate so far."""
    row = db.execute(
        f"SELECT source, target, decision = 'accepted', who, at FROM decisions WHERE {_KEYS}", _keys(c)
    ).fetchone()
    if row is None:
        return None
    source, target, accepted, by, at = row
    return Verdict(c.source_language, c.target_language, source, target, bool(accepted), by, at)


_KEYS = "source_language = ? AND target_language = ? AND source_key = ? AND target_key = ?"


def _keys(c: Candidate | Verdict) -> list[str]:
    keys = get(c.source_language).key(c.source), get(c.target_language).key(c.target)
    return [c.source_language, c.target_language, *keys]
