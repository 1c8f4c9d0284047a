"""How courts render a term: what people approved, what sources attest, what the corpus shows."""

from __future__ import annotations

from dataclasses import dataclass

from glossary.model import Candidate, Concept, TermStatus
from glossary.scope import described

_ORDER = {
    s: n
    for n, s in enumerate(
        (
            TermStatus.PREFERRED,
            TermStatus.ADMITTED,
            TermStatus.PROPOSED,
            TermStatus.DEPRECATED,
            TermStatus.SUPERSEDED,
            TermStatus.FORBIDDEN,
        )
    )
}


@dataclass(frozen=True, slots=True)
class Rendering:
    """One rendering of a term in one language. `count` is in pairs of the workspace, 0 where none has it."""

    text: str
    status: TermStatus
    source: str
    authority: str
    count: int
    share: float
    term: int | None = None
    candidate: int | None = None
    scope: str = ""  # of a term: where and when it is the term


def merge(concept: Concept | None, candidates: list[Candidate], language: str, key) -> list[Rendering]:
    """Terms and candidates of one language as one list; renderings that share a key are one. `key` folds a text."""
    found: dict[str, Rendering] = {}
    seen = {key(c.target): c for c in candidates}
    for term in concept.terms if concept else ():
        if term.language == language:
            c = seen.pop(key(term.text), None)
            found[key(term.text)] = Rendering(
                term.text,
                term.status,
                term.source,
                term.authority,
                c.together if c else 0,
                c.together / c.source_count if c else 0.0,
                term.id,
                c.id if c else None,
                described(term),
            )
    for folded, c in seen.items():
        found[folded] = Rendering(
            c.target,
            TermStatus.PROPOSED,
            "工作区文书",
            "",
            c.together,
            c.together / c.source_count,
            None,
            c.id,
        )
    return sorted(found.values(), key=lambda r: (_ORDER[r.status], -r.count, r.text))
