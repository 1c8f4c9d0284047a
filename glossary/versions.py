"""Published versions: what of the termbase is fit to print, and what two versions differ in. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

from glossary.model import Concept, TermStatus


@dataclass(frozen=True, slots=True)
class Version:
    """A published state of the whole termbase; `history` is the last change it holds."""

    name: str
    at: str
    who: str
    why: str
    history: int
    concepts: int
    renderings: int


def published(concept: Concept) -> Concept | None:
    """The concept as a version holds it: without proposals, which nobody has signed; None if that leaves nothing."""
    terms = tuple(t for t in concept.terms if t.language == "zh" or t.status is not TermStatus.PROPOSED)
    if all(t.language == "zh" for t in terms):
        return None
    languages = {t.language for t in terms}
    return replace(
        concept, terms=terms, sections=tuple(s for s in concept.sections if s.language in languages)
    )


def cited(version: Version | None, changes: int) -> str:
    """How a check or an exam names the glossary it used; `changes` since the version."""
    if version is None:
        return "术语库（尚未发布版本）"
    return f"术语库版本“{version.name}”" + (f"（其后又有 {changes} 处改动）" if changes else "")
