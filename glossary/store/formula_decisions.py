"""What people decided on formulae: append-only, signed and dated.

A decision is kept with the two texts it was made on, so that it finds its formula again however much is learnt meanwhile,
and stands in the collection even when those judgments are gone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from corpora.languages import get
from corpora.rights import Right
from corpora.store import guarded, write_tx
from glossary.formulae.facing import face
from glossary.formulae.model import Example, Formula, Status, Translation
from glossary.formulae.skeletons import sentence
from glossary.formulae.wording import Wording

__all__ = ["FormulaDecision", "decide_formula", "formula_decisions", "undo_formula"]


@dataclass(frozen=True, slots=True)
class FormulaDecision:
    """What a person said; `target` is "" where it was said of the formula as a whole."""

    id: int
    at: str
    who: str
    why: str
    language: str
    source: str
    target: str
    status: Status
    undoes: int | None = None


@guarded(Right.TERM, "审定套语")
def decide_formula(
    db: Database,
    formula: Formula,
    translation: Translation | None,
    status: Status,
    who: str,
    at: str,
    why: str = "",
) -> int:
    """Approve or reject a translation, or (None) a formula as a whole; PROPOSED takes that back. Returns the decision's id.

    Raises ValueError without a name.
    """
    if not who.strip():
        raise ValueError("请先填写审定人姓名")
    example = (translation or formula.translations[0]).examples[0]
    with write_tx(db):
        return (
            db.execute(
                "INSERT INTO formula_decisions (at, who, why, language, source, target, status) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    at,
                    who.strip(),
                    why,
                    formula.language,
                    example.source,
                    example.target if translation else "",
                    status,
                ],
            ).lastrowid
            or 0
        )


def formula_decisions(db: Database, language: str | None = None) -> list[FormulaDecision]:
    """All decisions in order, undone ones too."""
    rows = db.execute(
        """
        SELECT id, at, who, why, language, source, target, status, undoes FROM formula_decisions
        WHERE ? IS NULL OR language = ? ORDER BY id
        """,
        [language, language],
    )
    return [FormulaDecision(*row[:7], Status(row[7]), row[8]) for row in rows]


@guarded(Right.TERM, "撤销套语的决定")
def undo_formula(db: Database, who: str, at: str) -> FormulaDecision | None:
    """Take back this person's last decision that stands; returns it, None when there is none."""
    with write_tx(db):
        last = next((d for d in reversed(_standing(formula_decisions(db))) if d.who == who.strip()), None)
        if last is not None:
            db.execute(
                """
                INSERT INTO formula_decisions (at, who, why, language, source, target, status, undoes)
                VALUES (?, ?, '', ?, ?, ?, ?, ?)
                """,
                [at, who.strip(), last.language, last.source, last.target, Status.PROPOSED, last.id],
            )
    return last


def _standing(rows: Sequence[FormulaDecision]) -> list[FormulaDecision]:
    undone = {d.undoes for d in rows}
    return [d for d in rows if d.undoes is None and d.id not in undone]


def decided_on(db: Database, language: str, known: Wording) -> dict[str, dict[str, FormulaDecision]]:
    """Skeleton -> skeleton of the translation, "" for the whole -> the last decision that stands."""
    found: dict[str, dict[str, FormulaDecision]] = defaultdict(dict)
    for d in _standing(formula_decisions(db, language)):
        said = sentence(d.source)
        target = face(said, d.target, get(language), known).skeleton if d.target else ""
        found[said.skeleton][target] = d
    return found


def judged(formula: Formula, decided: dict[str, FormulaDecision]) -> Formula:
    """A formula with what was said of it; approved translations first, rejected last."""
    ways = [
        replace(t, status=d.status, who=d.who, at=d.at) if (d := decided.get(t.skeleton)) else t
        for t in (*formula.translations, *_gone(formula.translations, decided))
    ]
    order = (Status.APPROVED, Status.PROPOSED, Status.REJECTED)
    ways.sort(key=lambda t: order.index(t.status))
    whole = decided.get("")
    status = whole.status if whole else Status.PROPOSED
    if status is Status.PROPOSED and ways and ways[0].status is Status.APPROVED:
        status, whole = Status.APPROVED, decided[ways[0].skeleton]
    return replace(
        formula,
        translations=tuple(ways),
        status=status,
        who=whole.who if whole else "",
        at=whole.at if whole else "",
    )


def _gone(translations: Sequence[Translation], decided: dict[str, FormulaDecision]) -> list[Translation]:
    """Decided translations no pair shows any more."""
    there = {t.skeleton for t in translations}
    return [
        Translation(skeleton, 0, 0, (), (), (Example(0, d.source, d.target),))
        for skeleton, d in decided.items()
        if skeleton and skeleton not in there and d.status is not Status.PROPOSED
    ]


def kept(skeleton: str, language: str, decided: dict[str, FormulaDecision]) -> Formula | None:
    """A formula that is there only because people decided on it."""
    formula = judged(Formula(skeleton, language, 0, 0, ()), decided)
    return formula if formula.translations else None
