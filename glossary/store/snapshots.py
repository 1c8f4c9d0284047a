"""States as JSON, each kept once: history names them before and after a change, versions name those they publish."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict

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

__all__ = ["keep", "kept"]


def keep(db: Database, state: State | Verdict | None) -> int | None:
    """The row of a state, written if it was never there; None stands for a concept or a verdict that is not there."""
    if state is None:
        return None
    content = _dumps(state)
    sha256 = hashlib.sha256(content.encode()).hexdigest()
    db.execute("INSERT OR IGNORE INTO states (sha256, content) VALUES (?, ?)", [sha256, content])
    return int(db.execute("SELECT id FROM states WHERE sha256 = ?", [sha256]).fetchone()[0])


def kept(content: str | None) -> State | Verdict | None:
    """The value of a row's content."""
    if content is None:
        return None
    fields = json.loads(content)
    if "concept" not in fields:
        return Verdict(**fields)
    return State(_concept(fields["concept"]), tuple(_signature(s) for s in fields.get("signatures", ())))


def _dumps(state: State | Verdict) -> str:
    return json.dumps(_without_blanks(asdict(state)), ensure_ascii=False, separators=(",", ":"))


def _without_blanks(value: object) -> object:
    """Fields that say nothing are left out: most terms have few of them."""
    if isinstance(value, dict):
        return {k: _without_blanks(v) for k, v in value.items() if v is not None and v != "" and v != ()}
    if isinstance(value, (tuple, list)):
        return [_without_blanks(v) for v in value]
    return value


def _concept(fields: dict) -> Concept:
    return Concept(
        **{
            "domain": "",
            **fields,
            "terms": tuple(_term(t) for t in fields.get("terms", ())),
            "sections": tuple(_section(s) for s in fields.get("sections", ())),
            **{name: tuple(fields.get(name, ())) for name in ("laws", "related", "confusable")},
        }
    )


def _term(fields: dict) -> Term:
    return Term(
        **{
            **fields,
            "status": TermStatus(fields["status"]),
            "part_of_speech": PartOfSpeech(fields["part_of_speech"]) if "part_of_speech" in fields else None,
            "forms": tuple(fields.get("forms", ())),
            "contexts": tuple(Context(**{"text": "", **c}) for c in fields.get("contexts", ())),
        }
    )


def _section(fields: dict) -> LanguageSection:
    degree = fields.get("equivalence")
    return LanguageSection(**{**fields, "equivalence": Equivalence(degree) if degree else None})


def _signature(fields: dict) -> Signature:
    return Signature(**{**fields, "status": TermStatus(fields["status"])})
