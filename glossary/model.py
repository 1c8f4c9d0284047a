"""The values of terminology: a concept holds terms in languages (TBX, ISO 30042); candidates wait for a person.

Concept -> LanguageSection -> Term as in ISO 30042:2019, 7; terms carry their language themselves, so a section is
there only when something is to be said of a language as a whole. Every text is in NFC without control characters
and without blanks at its ends; days are ISO 8601, as exact as they are known: 2021-06-20, 2021-06, 2021.
"""

from __future__ import annotations

from dataclasses import dataclass, field
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


class Equivalence(StrEnum):
    """How far a language has the concept (ISO 704, degrees of equivalence; `coined`: the term was made for it)."""

    FULL = "full"
    PARTIAL = "partial"
    NONE = "none"
    COINED = "coined"

    @property
    def label(self) -> str:
        return {"full": "完全对应", "partial": "部分对应", "none": "无对应", "coined": "新造"}[self.value]


class PartOfSpeech(StrEnum):
    """The values TBX-Basic allows."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    OTHER = "other"

    @property
    def label(self) -> str:
        return {"noun": "名词", "verb": "动词", "adjective": "形容词", "adverb": "副词", "other": "其他"}[
            self.value
        ]


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence that shows the term, its counterpart in the other language, and where both stand."""

    text: str
    pair: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """One rendering of a concept in one language, with who says so."""

    language: str
    text: str
    status: TermStatus = TermStatus.PROPOSED
    source: str = ""  # where it is attested: B1, 汉藏对照法学词典 …
    authority: str = ""  # who approved it; empty while proposed
    note: str = ""
    document: str = field(default="", kw_only=True)  # by which the authority approved it: 青语委〔2021〕3号
    decided: str = field(default="", kw_only=True)  # the day of that document
    dialect: str = field(default="", kw_only=True)  # 卫藏, 安多, 康 …
    jurisdiction: str = field(default="", kw_only=True)  # where it is the term in law: 中国, 青海, 蒙古国 …
    part_of_speech: PartOfSpeech | None = field(default=None, kw_only=True)
    abbreviation_of: str = field(default="", kw_only=True)  # the full form, a term of the same language
    forms: tuple[str, ...] = field(
        default=(), kw_only=True
    )  # look-up forms: inflected, misspelt, without blanks
    contexts: tuple[Context, ...] = field(default=(), kw_only=True)
    valid_from: str = field(default="", kw_only=True)  # first day
    valid_to: str = field(default="", kw_only=True)  # last day
    reason: str = field(default="", kw_only=True)  # why it is not to be used
    replacement: str = field(default="", kw_only=True)  # what to use instead
    id: int | None = None


@dataclass(frozen=True, slots=True)
class LanguageSection:
    """What is to be said of a concept in one language, whatever the term."""

    language: str
    definition: str = ""
    definition_source: str = ""
    equivalence: Equivalence | None = None  # with the concept as Chinese law has it
    equivalence_note: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """What a court means, and its terms in every language. Other concepts are named by their Chinese term."""

    domain: str  # 刑事, 民事, 行政, 执行, 程序 …
    terms: tuple[Term, ...]
    note: str = ""
    definition: str = field(default="", kw_only=True)
    definition_source: str = field(default="", kw_only=True)
    laws: tuple[str, ...] = field(default=(), kw_only=True)  # 《中华人民共和国刑法》第二百六十四条
    related: tuple[str, ...] = field(default=(), kw_only=True)
    confusable: tuple[str, ...] = field(default=(), kw_only=True)
    sections: tuple[LanguageSection, ...] = field(default=(), kw_only=True)  # at most one a language
    id: int | None = None

    def section(self, language: str) -> LanguageSection:
        """What is said of the concept in this language; an empty section where nothing is."""
        return next((s for s in self.sections if s.language == language), LanguageSection(language))

    def terms_in(self, language: str) -> tuple[Term, ...]:
        """The terms of one language, in their order."""
        return tuple(t for t in self.terms if t.language == language)


@dataclass(frozen=True, slots=True)
class Signature:
    """A person's name under a status for a term (by its id). The term has the status once enough people signed it."""

    term: int
    status: TermStatus
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class State:
    """A concept as it stood at one moment, with the names under its terms; what history and versions keep."""

    concept: Concept
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A person's word on a candidate, by its texts: it outlives the candidate."""

    source_language: str
    target_language: str
    source: str
    target: str
    accepted: bool
    who: str
    at: str


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
