"""Which beads a person should look at, and in what order: the one place for thresholds, filters and the order."""

from __future__ import annotations

from dataclasses import dataclass

from aligner.model import Status
from corpora.model import Section, Span

DOUBTFUL = 0.9  # posterior below which a bead should be looked at; posteriors are about as sure as right
LEVELS = (0.5, DOUBTFUL, 0.99, 1.01)  # thresholds a person chooses from; the last takes every bead
ORDER = (
    "posterior",
    "document_pair",
    "s0",
    "t0",
)  # columns of beads: least certain first, then reading order


@dataclass(frozen=True, slots=True)
class Filter:
    """What to look at; None means any."""

    below: float = DOUBTFUL
    language: str | None = None  # of the other side
    court: str | None = None
    document_pair: int | None = None
    method: str | None = None  # lexical, anchor, rest
    nulls: bool = False  # only sentences without a counterpart
    decided: bool = False  # what people confirmed instead of what waits


@dataclass(frozen=True, slots=True)
class Waiting:
    """A bead in the queue, with where it stands."""

    bead: int
    document_pair: int
    source: Span
    target: Span
    posterior: float
    method: str
    status: Status
    language: str
    section: Section
    court: str | None
    kind: str | None
    case_number: str | None
    name: str  # of the Chinese document

    @property
    def title(self) -> str:
        """The document as people call it."""
        return " · ".join(x for x in (self.court, self.case_number or self.name, self.kind) if x)


def level_label(below: float) -> str:
    """A threshold in words."""
    return "全部" if below > 1 else f"< {below:.0%}"
