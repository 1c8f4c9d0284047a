"""What people said to findings: dated, signed, and taken back by a mark, never by erasing."""

from __future__ import annotations

import json
from dataclasses import replace

from sqlite_utils import Database

from corpora.languages import get
from corpora.rights import Right
from corpora.store import guarded, write_tx
from glossary.checking.model import FindingKind
from glossary.drafts.model import Answer, Mark, Quote, Verdict
from glossary.model import Term, TermStatus
from glossary.store.decisions import set_status
from glossary.store.recording import taken_back
from glossary.store.rows import concept
from glossary.store.terms import add_term

__all__ = ["admit_rendering", "answer_finding", "answer_log", "finding_answers", "undo_answer"]


def dump_mark(mark: Mark) -> str:
    """A mark as JSON."""
    return json.dumps([mark.kind, mark.sentence, mark.source, mark.draft], ensure_ascii=False)


def load_mark(text: str) -> Mark:
    kind, sentence, source, draft = json.loads(text)
    return Mark(FindingKind(kind), sentence, Quote(*source), Quote(*draft))


@guarded(Right.DRAFT, "处理译文的问题")
def answer_finding(
    db: Database, draft: int, mark: Mark, verdict: Verdict, who: str, at: str, why: str = ""
) -> Answer:
    """A person accepts a finding or ignores it; the last answer holds.

    Raises ValueError when nobody signs it, or a finding is to be ignored without a reason.
    """
    if verdict is Verdict.IGNORE and not why.strip():
        raise ValueError("忽略要写理由，例如“原文如此”“本地用法”。请写明后再忽略。")
    return _put(db, draft, Answer(mark, verdict, who, at, why.strip()), ())


@guarded(Right.DRAFT, "从译文收入译法")
def admit_rendering(
    db: Database,
    draft: int,
    mark: Mark,
    zh: str,
    term: Term,
    status: TermStatus,
    who: str,
    at: str,
    why: str = "",
) -> Answer:
    """A person puts the rendering a finding complains of into the termbase, under the Chinese term, with this status.

    Raises ValueError when nobody signs it, the rendering is empty, or it was ruled out before: that decision is taken
    back where it was made, not in passing.
    """
    if not term.text.strip():
        raise ValueError("没有写出译法。请在译文里选中它，或键入后再收。")
    with write_tx(db):
        (last,) = db.execute("SELECT coalesce(max(id), 0) FROM history").fetchone()
        holder = add_term(db, "", zh, replace(term, status=TermStatus.PROPOSED), who, at, why)
        key = get(term.language).key
        held = next(t for t in concept(db, holder).terms_in(term.language) if key(t.text) == key(term.text))
        if held.status in (TermStatus.FORBIDDEN, TermStatus.DEPRECATED, TermStatus.SUPERSEDED):
            raise ValueError(f"“{held.text}”{held.status.label}。要改这个决定，请到“术语审定”。")
        if not held.status.approved and status is not TermStatus.PROPOSED:
            set_status(db, int(held.id or 0), status, who, at, why)
        acts = db.execute("SELECT DISTINCT act FROM history WHERE id > ? ORDER BY act", [last]).fetchall()
        made = Answer(mark, Verdict.ADMIT, who, at, why.strip(), held.text)
        return _put(db, draft, made, [act for (act,) in acts])


def _put(db: Database, draft: int, made: Answer, acts: list[int] | tuple[()]) -> Answer:
    if not made.who.strip():
        raise ValueError("没有署名。请先填写审校人姓名。")
    with write_tx(db):
        if not db.execute("SELECT 1 FROM drafts WHERE id = ?", [draft]).fetchone():
            raise KeyError(f"没有编号为 {draft} 的译稿")
        number = db.execute(
            """
            INSERT INTO draft_answers (draft, mark, verdict, why, rendering, who, at, acts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """,
            [
                *(draft, dump_mark(made.mark), made.verdict, made.why, made.rendering),
                *(made.who.strip(), made.at, json.dumps(list(acts))),
            ],
        ).lastrowid
    return replace(made, who=made.who.strip(), id=number)


_ANSWER = "SELECT mark, verdict, who, at, why, rendering, id, undone_at IS NOT NULL FROM draft_answers"


def finding_answers(db: Database, draft: int) -> list[Answer]:
    """The answers that were not taken back, oldest first."""
    return _answers(db, f"{_ANSWER} WHERE draft = ? AND undone_at IS NULL ORDER BY id", draft)


def answer_log(db: Database, draft: int) -> list[Answer]:
    """Every answer ever given, the latest first; those taken back are marked."""
    return _answers(db, f"{_ANSWER} WHERE draft = ? ORDER BY id DESC", draft)


def _answers(db: Database, sql: str, draft: int) -> list[Answer]:
    return [
        Answer(load_mark(mark), Verdict(verdict), who, at, why, rendering, number, bool(undone))
        for mark, verdict, who, at, why, rendering, number, undone in db.execute(sql, [draft])
    ]


@guarded(Right.DRAFT, "撤销对译文问题的处理")
def undo_answer(db: Database, draft: int, who: str, at: str) -> Answer | None:
    """Take back the last answer this person gave on a draft, with what it did to the termbase; None when there is none.

    Raises ValueError when nobody signs it, and when somebody else has changed the concept since.
    """
    if not who.strip():
        raise ValueError("没有署名。请先填写审校人姓名。")
    with write_tx(db):
        mine = [a for a in finding_answers(db, draft) if a.who == who.strip()]
        if not mine:
            return None
        (acts,) = db.execute("SELECT acts FROM draft_answers WHERE id = ?", [mine[-1].id]).fetchone()
        for act in reversed(json.loads(acts)):
            _untouched_since(db, act, json.loads(acts))
            taken_back(db, act, who, at, "撤销")
        db.execute(
            "UPDATE draft_answers SET undone_at = ?, undone_by = ? WHERE id = ?",
            [at, who.strip(), mine[-1].id],
        )
        return mine[-1]


def _untouched_since(db: Database, act: int, own: list[int]) -> None:
    later = db.execute(
        """
        SELECT who, at FROM history WHERE concept IN (SELECT concept FROM history WHERE act = ?) AND id > ?
        AND act NOT IN (SELECT value FROM json_each(?)) AND coalesce(undoes, 0) NOT IN (SELECT value FROM json_each(?))
        """,
        [act, act, json.dumps(own), json.dumps(own)],
    ).fetchone()
    if later:
        raise ValueError(f"{later[0]}后来改过这个术语（{later[1][:10]}）。请到“术语”里查看沿革后再恢复。")
