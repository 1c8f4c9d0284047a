"""States as JSON, each kept once: history names them before and after a change, versions name those they publish."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields, is_dataclass

from sqlite_utils import Database

from glossary.model import (
    Concept,
    Context,
    Equivalence,
    LanguageSection,
    PartOfSpeech,
    Signature,
    State,
    Term,
    TermStatus,
    Verdict,
)

__all__ = ["dumps", "keep", "kept"]


def keep(db: Database, state: State | Verdict | None) -> int | None:
    """The row of a state, written if it was never there; None stands for a concept or a verdict that is not there."""
    if state is None:
        return None
    content = dumps(state)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    db.execute("INSERT OR IGNORE INTO states (sha256, content) VALUES (?, ?)", [sha256, content])
    return int(db.execute("SELECT id FROM states WHERE sha256 = ?", [sha256]).fetchone()[0])


def kept(content: str | None) -> State | Verdict | None:
    """The value of a row's content."""
    if content is None:
        return None
    state = json.loads(content)
    if "concept" not in state:
        return Verdict(**state)
    return State(_concept(state["concept"]), tuple(_signature(s) for s in state.get("signatures", ())))


def dumps(state: State | Verdict) -> str:
    """A state as JSON; the same state gives the same text."""
    return json.dumps(_plain(state), ensure_ascii=False, separators=(",", ":"))


def _plain(value: object) -> object:
    """JSON values; fields that say what they say by default are left out: most terms fill few of them."""
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    if not is_dataclass(value):
        return value
    given = ((f, getattr(value, f.name)) for f in fields(value))
    return {f.name: _plain(v) for f, v in given if v != f.default}


def _concept(given: dict) -> Concept:
    return Concept(
        **{
            **given,
            "terms": tuple(_term(t) for t in given["terms"]),
            "sections": tuple(_section(s) for s in given.get("sections", ())),
            **{name: tuple(given.get(name, ())) for name in ("laws", "related", "confusable")},
        }
    )


def _term(given: dict) -> Term:
    return Term(
        **{
            **given,
            "status": TermStatus(given.get("status", TermStatus.PROPOSED)),
            "part_of_speech": PartOfSpeech(given["part_of_speech"]) if "part_of_speech" in given else None,
            "forms": tuple(given.get("forms", ())),
            "contexts": tuple(Context(**c) for c in given.get("contexts", ())),
        }
    )


def _section(given: dict) -> LanguageSection:
    degree = given.get("equivalence")
    return LanguageSection(**{**given, "equivalence": Equivalence(degree) if degree else None})


def _signature(given: dict) -> Signature:
    return Signature(**{**given, "status": TermStatus(given["status"])})
