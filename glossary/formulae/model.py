"""The values of formulae.

A sentence with its slots taken out is a skeleton: a list of tokens, characters or syllables of the key and one token a
slot, written as one string with a blank between tokens. A formula is a Chinese skeleton; its translations into one
language are grouped by their own skeletons.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from aligner.memory import Edit
from corpora.model import Kind, Span


class SlotKind(StrEnum):
    """What varies from case to case: the kinds of placeables, and what names somebody or something."""

    CASE = Kind.CASE.value
    DATE = Kind.DATE.value
    MONEY = Kind.MONEY.value
    ARTICLE = Kind.ARTICLE.value
    PERCENT = Kind.PERCENT.value
    FRACTION = Kind.FRACTION.value
    DURATION = Kind.DURATION.value
    INTEGER = Kind.INTEGER.value
    MASK = Kind.MASK.value  # a name withheld altogether: ×××
    NAME = "name"  # a party, masked or not: 扎某, 某某有限公司
    COURT = "court"
    LAW = "law"  # the title between 《 and 》
    CAUSE = "cause"  # 民间借贷纠纷 before 一案, 盗窃罪 behind 犯
    ITEM = "item"  # the number a sentence of a list begins with: 一、

    @property
    def label(self) -> str:
        """As people call it."""
        return _LABELS[self]


_LABELS = {
    SlotKind.CASE: "案号", SlotKind.DATE: "日期", SlotKind.MONEY: "金额", SlotKind.ARTICLE: "条款",
    SlotKind.PERCENT: "百分数", SlotKind.FRACTION: "分数", SlotKind.DURATION: "期限", SlotKind.INTEGER: "数字",
    SlotKind.MASK: "隐名", SlotKind.NAME: "名称", SlotKind.COURT: "法院", SlotKind.LAW: "法律", SlotKind.CAUSE: "案由", SlotKind.ITEM: "序号",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a display text. `value` is a placeable's canonical value, an item's number, else the Chinese words."""

    kind: SlotKind
    value: str
    start: int
    end: int


class Status(StrEnum):
    """What a person said of a formula or of one of its translations."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"

    @property
    def label(self) -> str:
        return {"proposed": "待审", "approved": "已核定", "rejected": "已驳回"}[self]


@dataclass(frozen=True, slots=True)
class Example:
    """One use: both display texts and where they stand; `pair` are the paired documents, 0 where they are gone."""

    bead: int
    source: str
    target: str
    pair: int = 0
    court: str = ""
    case_number: str = ""
    year: str = ""
    place: str = ""  # kind, section and date, for people
    names: tuple[str, ...] = ()  # of the parties, as the Chinese document has them
    links: tuple[tuple[Span, Span], ...] = ()  # word links, where they are known


@dataclass(frozen=True, slots=True)
class Translation:
    """One way to say a formula in the other language; `examples` are a few of its `count` uses, the best first."""

    skeleton: str
    count: int
    cases: int
    courts: tuple[tuple[str, int], ...]
    years: tuple[tuple[str, int], ...]
    examples: tuple[Example, ...]
    status: Status = Status.PROPOSED
    who: str = ""
    at: str = ""


@dataclass(frozen=True, slots=True)
class Formula:
    """A Chinese skeleton that recurs, and its translations into one language, approved ones first, then by cases."""

    skeleton: str
    language: str
    count: int
    cases: int
    translations: tuple[Translation, ...]
    status: Status = Status.PROPOSED
    who: str = ""
    at: str = ""

    @property
    def source(self) -> str:
        """The formula as a court wrote it."""
        return self.translations[0].examples[0].source


@dataclass(frozen=True, slots=True)
class Carried:
    """A slot of the new sentence that was written into the translation. `sure` is False where an eye should go over it."""

    kind: SlotKind
    source: Span
    target: Span
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Left:
    """What could not be carried over: a span of the new sentence, where it belongs in the translation, and why.

    The span of the translation is empty where its place is not known; otherwise the Chinese stands there.
    """

    source: Span
    target: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Reuse:
    """A known translation with the new sentence's values in it.

    `score` is 0 to 100, 100 for the very formula; `edits` are the words in which the new sentence differs from
    `example`'s source, slots aside.
    """

    text: str
    formula: Formula
    translation: Translation
    example: Example
    score: float
    carried: tuple[Carried, ...]
    left: tuple[Left, ...] = ()
    edits: tuple[Edit, ...] = field(default=())
