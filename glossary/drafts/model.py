"""The values of a review: a version of a draft holds findings; people answer them, and the answers outlive versions.

Draft -> Version -> Noted (a Finding with the Answer given to it). An answer belongs to the draft and to what a finding
is about (its Mark), so it holds for every later version in which the same thing is found.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from corpora.model import Document
from glossary.checking.model import Face, Finding, FindingKind


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came, or a pasted text under a name."""

    name: str
    content: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


class Verdict(StrEnum):
    """What a person says to a finding."""

    ACCEPT = "accept"  # it is right, the draft is to be changed
    IGNORE = "ignore"  # it is not, for the reason given
    ADMIT = "admit"  # the rendering it complains of becomes a term

    @property
    def label(self) -> str:
        """As the translator reads it."""
        return {"accept": "已接受", "ignore": "已忽略", "admit": "已收译法"}[self.value]


class Quote(NamedTuple):
    """What a finding points at on one side, as a key; `whole` when that is one or several whole sentences."""

    text: str
    whole: bool


class Mark(NamedTuple):
    """What a finding is known by: what it is about, not where it stands. `sentence` is the Chinese one, as a key."""

    kind: FindingKind
    sentence: str
    source: Quote
    draft: Quote


@dataclass(frozen=True, slots=True)
class Answer:
    """A person's word on a finding; `rendering` is what was put into the termbase, `at` a moment in ISO 8601."""

    mark: Mark
    verdict: Verdict
    who: str
    at: str
    why: str = ""
    rendering: str = ""
    id: int | None = None
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Noted:
    """A finding with the answer it has, if any."""

    finding: Finding
    mark: Mark
    answer: Answer | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """Two documents aligned and checked. Spans of findings point into the bodies."""

    source: Document
    draft: Document
    faces: tuple[Face, ...]
    findings: tuple[Finding, ...]
    glossary: str = ""  # the version of the termbase it was checked with, see `glossary.versions.cited`


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a draft as it was uploaded; `number` counts from 1, `gone` findings of the one before are found no more."""

    draft_id: int
    number: int
    at: str
    who: str
    checked: Checked
    noted: tuple[Noted, ...]
    gone: tuple[Finding, ...] = ()

    def of(self, verdict: Verdict | None) -> tuple[Noted, ...]:
        """The findings with this answer; None: without any."""
        return tuple(n for n in self.noted if (n.answer.verdict if n.answer else None) is verdict)
