"""The values of terminology: a concept holds terms in languages (TBX, ISO 30042); candidates wait for a person."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpora.model import Span


class TermStatus(StrEnum):
    """Lifecycle of a rendering. Only a person makes a term more than `proposed`."""

    PROPOSED = "proposed"
    PREFERRED = "preferred"
    ADMITTED = "admitted"
    SUPERSEDED = "superseded"
    DEPRECATED = "deprecated"
    FORBIDDEN = "forbidden"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def approved(self) -> bool:
        return self in (TermStatus.PREFERRED, TermStatus.ADMITTED)


_LABELS = {
    TermStatus.PROPOSED: "待审",
    TermStatus.PREFERRED: "推荐",
    TermStatus.ADMITTED: "可用",
    TermStatus.SUPERSEDED: "已废止",
    TermStatus.DEPRECATED: "不推荐",
    TermStatus.FORBIDDEN: "禁用",
}


@dataclass(frozen=True, slots=True)
class Term:
    """One rendering of a concept in one language, with who says so."""

    language: str
    text: str
    status: TermStatus = TermStatus.PROPOSED
    source: str = ""  # where it is attested: B1, 汉藏对照法学词典 …
    authority: str = ""  # who approved it; empty while proposed
    note: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Concept:
    """What a court means, and its terms in every language."""

    domain: str
    terms: tuple[Term, ...]
    note: str = ""
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Where a candidate was seen: a bead, and the spans of both sides in the pair's texts."""

    bead: int
    source: Span
    target: Span


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible term pair. `together` of `source_count` pairs with the source also have the target.

    `score` is the ranking score (log-likelihood), `share` = together / source_count, `confidence` in [0, 1].
    """

    source_language: str
    target_language: str
    source: str
    target: str
    together: int
    source_count: int
    target_count: int
    score: float
    confidence: float
    occurrences: tuple[Occurrence, ...] = ()
    id: int | None = None
