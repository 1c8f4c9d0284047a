"""The values of a draft check: the two texts face to face, and what is found wrong with the draft.

All spans of a Finding point into the bodies of the documents, as they were read.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpora.model import Section, Span


class Harm(StrEnum):
    """What an error does: A changes what was decided or for whom, B how well it is said, C only how it looks."""

    A = "A"
    B = "B"
    C = "C"


class FindingKind(StrEnum):
    """What is wrong; `deadline` is any length of time, a term of imprisonment too."""

    ARTICLE = "article"
    AMOUNT = "amount"
    DATE = "date"
    DEADLINE = "deadline"
    NUMBER = "number"
    CASE_NUMBER = "case_number"
    PARTY = "party"
    ROLE = "role"
    MASK = "mask"
    NEGATION = "negation"
    MODALITY = "modality"
    OMISSION = "omission"
    ADDITION = "addition"
    TERM = "term"
    FORBIDDEN = "forbidden"
    CONSISTENCY = "consistency"
    FORMULA = "formula"
    BRACKETS = "brackets"
    UNTRANSLATED = "untranslated"
    SCRIPT = "script"

    @property
    def label(self) -> str:
        """As the translator calls it."""
        return _LABELS[self]

    @property
    def harm(self) -> Harm:
        return Harm.B if self in _MILD else Harm.A


_LABELS = {
    FindingKind.ARTICLE: "条文", FindingKind.AMOUNT: "金额", FindingKind.DATE: "日期",
    FindingKind.DEADLINE: "期限", FindingKind.NUMBER: "数字", FindingKind.CASE_NUMBER: "案号",
    FindingKind.PARTY: "当事人", FindingKind.ROLE: "诉讼地位", FindingKind.MASK: "隐名",
    FindingKind.NEGATION: "否定", FindingKind.MODALITY: "情态", FindingKind.OMISSION: "漏译",
    FindingKind.ADDITION: "增译", FindingKind.TERM: "术语", FindingKind.FORBIDDEN: "禁用译法",
    FindingKind.CONSISTENCY: "前后不一", FindingKind.FORMULA: "套语", FindingKind.BRACKETS: "括号引号",
    FindingKind.UNTRANSLATED: "未译", FindingKind.SCRIPT: "文字规范",
}  # fmt: skip
_MILD = frozenset((
    FindingKind.TERM, FindingKind.FORBIDDEN, FindingKind.CONSISTENCY, FindingKind.FORMULA,
    FindingKind.BRACKETS, FindingKind.UNTRANSLATED, FindingKind.SCRIPT,
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One alarm. What is missing on a side has there the passage it belongs in, or an empty span at its place.

    A `slight` one is of the least harm, whatever its kind.
    """

    kind: FindingKind
    source: Span
    draft: Span
    message: str
    suggestion: str
    slight: bool = False

    @property
    def harm(self) -> Harm:
        return Harm.C if self.slight else self.kind.harm


@dataclass(frozen=True, slots=True)
class Passage:
    """Consecutive segments of a document as display text; `places` are where its characters stand in the body.

    `places` has one more entry than the text has characters: where the passage ends.
    """

    text: str
    places: tuple[int, ...]

    @property
    def span(self) -> Span:
        return Span(self.places[0], self.places[-1])

    def at(self, start: int, end: int) -> Span:
        """The place in the body of text[start:end], which is not empty."""
        return Span(self.places[start], self.places[end - 1] + 1)


@dataclass(frozen=True, slots=True)
class Face:
    """A bead of the draft: the Chinese passage, the draft's, and the part of the judgment they stand in.

    One of the two may be empty. `source_segments` and `draft_segments` are ranges of segment numbers.
    """

    source: Passage
    draft: Passage
    section: Section
    source_segments: Span
    draft_segments: Span
