"""The values of the corpus: a file becomes a Document, a Document is cut into Segments.

Three forms of a text, never mixed up:

- raw: as published, never altered. `Document.body` is raw, and `Segment` offsets point into it.
- text: display-safe (`Language.text`); what is shown and aligned. `Placeable` spans point into it.
- key: folded (`Language.key`); for search, marking and duplicates. Never shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

INVENTED = "示例文本，未经母语审校"      # at the head of every text of the sample


class Span(NamedTuple):
    """Half-open range of code points."""

    start: int
    end: int


class Genre(StrEnum):
    JUDGMENT = "judgment"
    STATUTE = "statute"
    MEMORY = "memory"        # units of a translation memory, no text that runs on
    OTHER = "other"


class Section(StrEnum):
    """Parts of a judgment, in their usual order (法〔2016〕221号); HEADING and ARTICLE serve other texts."""

    TITLE = "title"          # court, kind, case number
    PARTIES = "parties"
    COURSE = "course"        # …一案，本院于…立案
    CLAIMS = "claims"        # 诉称，公诉机关指控
    DEFENCE = "defence"      # 辩称
    FACTS = "facts"          # 经审理查明
    EVIDENCE = "evidence"    # 上述事实，有…证据证实
    REASONING = "reasoning"  # 本院认为
    BASIS = "basis"          # 依照《…》，判决如下：
    RULING = "ruling"        # 一、二、三、
    COSTS = "costs"
    APPEAL = "appeal"
    SIGNATURE = "signature"
    ANNEX = "annex"
    HEADING = "heading"
    ARTICLE = "article"
    BODY = "body"

    @property
    def label(self) -> str:
        """As people call it."""
        return _SECTION_LABELS[self]


_SECTION_LABELS = {
    Section.TITLE: "标题", Section.PARTIES: "当事人", Section.COURSE: "审理经过", Section.CLAIMS: "诉称",
    Section.DEFENCE: "辩称", Section.FACTS: "查明", Section.EVIDENCE: "证据", Section.REASONING: "本院认为",
    Section.BASIS: "裁判依据", Section.RULING: "主文", Section.COSTS: "诉讼费用", Section.APPEAL: "上诉权利",
    Section.SIGNATURE: "落款", Section.ANNEX: "附录", Section.HEADING: "标题", Section.ARTICLE: "条文",
    Section.BODY: "正文",
}  # fmt: skip


class Kind(StrEnum):
    """What kind of number, date, reference or name a Placeable is."""

    CASE = "case"
    DATE = "date"
    MONEY = "money"
    ARTICLE = "article"
    PERCENT = "percent"
    FRACTION = "fraction"
    DURATION = "duration"
    INTEGER = "integer"
    MASK = "mask"


@dataclass(frozen=True, slots=True)
class Placeable:
    """A thing whose value must survive translation; `value` is canonical, the same in every language.

    case      (2020)青2802民初123号, masked parts as ×
    date      2020-10-15, 2020-10, 2020, --10-15
    money     yuan as a plain decimal: 12000, 0.5
    article   条[-之][/款[/项]]: 264, 133-1, 133-1/2, 133-1/2/3, 52//3
    percent   12.5
    fraction  numerator/denominator, reduced: 1/2000
    duration  ISO 8601: P3Y6M, P15D, PT2H
    integer   plain decimal: 367, 15.8
    mask      某, with the number that tells equals apart: 某, 某1
    """

    kind: Kind
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Party:
    """A party in order of appearance; `role` is the Chinese role word (原告, 被告人, 公诉机关 …)."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence: body[start:end], and the section it belongs to."""

    start: int
    end: int
    section: Section = Section.BODY


class Origin(StrEnum):
    """How the text came out of its file, where it is not simply what the file says."""

    TEXT = "text"
    OCR = "ocr"              # recognised from pictures: misread characters must be expected
    CONVERTED = "converted"  # from a legacy encoding, with the person's consent

    @property
    def label(self) -> str:
        """As people are warned; empty where there is nothing to say."""
        return {"text": "", "ocr": "文字由 OCR 识别，未经校对", "converted": "由旧编码转换，请与原件核对"}[self]


@dataclass(frozen=True, slots=True)
class Document:
    """One text exactly as published, and what could be understood of it.

    Where names were withheld at import (`masked`), the body is the display text with names and personal numbers
    replaced, and what the file said is kept nowhere. `kind` is the Chinese kind word (判决书, 裁定书, 调解书 …) whatever the language; `case_number` is
    canonical (see Placeable) or None; `id` is None until it is stored.
    """

    body: str
    language: str
    genre: Genre = Genre.OTHER
    kind: str | None = None
    title: str | None = None
    court: str | None = None
    case_number: str | None = None
    case_masked: bool = False
    cause: str | None = None
    date: date | None = None
    parties: tuple[Party, ...] = ()
    segments: tuple[Segment, ...] = ()
    name: str = ""           # file name as it came
    sha256: str = ""         # of the original file
    masked: bool = False     # names were withheld at import
    origin: Origin = Origin.TEXT
    id: int | None = None

    @property
    def marks(self) -> tuple[str, ...]:
        """What a reader must know of how this text came about, in Chinese."""
        return tuple(mark for mark in ("已隐名" if self.masked else "", self.origin.label) if mark)

    def raw(self, n: int) -> str:
        """Segment n as published."""
        return self.body[self.segments[n].start : self.segments[n].end]


class Outcome(StrEnum):
    """What became of a file that was to be imported."""

    ADDED = "added"
    KNOWN = "known"                        # these bytes are in the workspace already
    DUPLICATE = "duplicate"                # the same text came in another file
    SCAN = "scan"
    LEGACY = "legacy"                      # an encoding from before Unicode
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    UNSUPPORTED = "unsupported"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNMASKED = "unmasked"                  # names were to be withheld and could not be told

    @property
    def label(self) -> str:
        """As people read it."""
        return _OUTCOME_LABELS[self]

    @property
    def left_out(self) -> bool:
        """Whether the text of the file is not in the workspace."""
        return self not in (Outcome.ADDED, Outcome.KNOWN, Outcome.DUPLICATE)


_OUTCOME_LABELS = {
    Outcome.ADDED: "已导入",
    Outcome.KNOWN: "早已导入",
    Outcome.DUPLICATE: "内容重复",
    Outcome.SCAN: "扫描件",
    Outcome.LEGACY: "旧编码",
    Outcome.EMPTY: "没有文字",
    Outcome.UNREADABLE: "无法读取",
    Outcome.UNSUPPORTED: "不支持的格式",
    Outcome.UNKNOWN_LANGUAGE: "语种不明",
    Outcome.UNMASKED: "无法隐名",
}


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line of the import report; `path` is relative to the folder given, `reason` is Chinese.

    `document` is the one added or, for known and duplicate files, the one that holds the text already.
    """

    path: str
    outcome: Outcome
    reason: str = ""
    document: int | None = None
    language: str | None = None
    kind: str | None = None
    case_number: str | None = None
    sentences: int = 0
