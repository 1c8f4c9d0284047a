"""The values of alignment: which documents, sentences and words translate each other, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpora.model import Section, Span


class Status(StrEnum):
    """Who stands behind a row; a machine run replaces `machine` rows only."""

    MACHINE = "machine"
    IMPORTED = "imported"    # from a translation memory: people made it elsewhere
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Bead:
    """Source segments [s0, s1) and target segments [t0, t1) that translate each other; an empty range is a null.

    `score` is the aligner's own (natural log, higher is better), `posterior` the probability of the
    exact bead given the two documents, `method` what made it: "lexical", "anchor", "person", "import".
    """

    source: Span
    target: Span
    score: float = 0.0
    posterior: float = 0.0
    method: str = "lexical"
    status: Status = Status.MACHINE
    id: int | None = None


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """A pair that was not made because another with the same source or the same target was better."""

    source: int
    target: int
    score: float
    evidence: str


@dataclass(frozen=True, slots=True)
class DocumentPair:
    """Two documents that are versions of one; `method` says how they were found, `evidence` why, in Chinese.

    A doubtful pair waits for a person and is not aligned; `runners_up` are what else its documents may belong to.
    """

    source: int
    target: int
    method: str  # case_number, content, person, import
    score: float
    evidence: str
    status: Status = Status.MACHINE
    id: int | None = None
    doubtful: bool = False
    runners_up: tuple[RunnerUp, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A word link inside a pair: character spans into the pair's two texts, and its posterior."""

    source: Span
    target: Span
    posterior: float


@dataclass(frozen=True, slots=True)
class Pair:
    """A bead's two texts (display form) with where they stand. Null beads are no pairs."""

    bead: int
    source_language: str
    target_language: str
    source: str
    target: str
    source_document: int
    target_document: int
    source_segments: Span
    target_segments: Span
    section: Section
    posterior: float
    status: Status
    court: str | None = None
    kind: str | None = None
    case_number: str | None = None
    cause: str | None = None
    date: str | None = None
