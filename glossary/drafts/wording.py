"""What pages and reports say of findings, in Chinese."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpora.model import Document, Section, Span
from glossary.checking.model import FindingKind, Harm
from glossary.drafts.model import Answer, Noted, Verdict, Version

_HARMS = {"A": ("须改", "影响裁判内容"), "B": ("建议", "用语与规范"), "C": ("提示", "排版细节")}


def urgency(harm: Harm) -> str:
    """How a finding of this harm is called: 须改, 建议, 提示."""
    return _HARMS[harm.value][0]


def harm_in_words(harm: Harm) -> str:
    """What an error of this harm does."""
    return _HARMS[harm.value][1]


def answer_in_words(answer: Answer | None) -> str:
    """What became of a finding: 待处理, 已接受, 已忽略：理由, 已收译法：…"""
    if answer is None:
        return "待处理"
    said = answer.rendering if answer.verdict is Verdict.ADMIT else answer.why
    return answer.verdict.label + (f"：{said}" if said else "")


def signature(answer: Answer) -> str:
    """Who said it and on which day."""
    return f"{answer.who}，{answer.at[:10]}"


@dataclass(frozen=True, slots=True)
class Count:
    """How many findings of one kind there are, and what people said to them."""

    kind: FindingKind
    found: int
    accepted: int
    ignored: int
    admitted: int

    @property
    def open(self) -> int:
        return self.found - self.accepted - self.ignored - self.admitted


def counts(noted: Sequence[Noted]) -> list[Count]:
    """By kind, the grave ones first."""
    by_kind: dict[FindingKind, Counter[Verdict | None]] = {}
    for n in noted:
        by_kind.setdefault(n.finding.kind, Counter())[n.answer.verdict if n.answer else None] += 1
    order = list(FindingKind)
    return [
        Count(kind, said.total(), said[Verdict.ACCEPT], said[Verdict.IGNORE], said[Verdict.ADMIT])
        for kind, said in sorted(by_kind.items(), key=lambda item: (item[0].harm.value, order.index(item[0])))
    ]


def summary(version: Version) -> str:
    """One line: sentences, findings by harm, version of the glossary."""
    harms = Counter(urgency(n.finding.harm) for n in version.noted)
    found = "，".join(f"{harms[name]} 处{name}" for name, _ in _HARMS.values() if harms[name])
    return " · ".join((f"{len(version.checked.faces)} 句", found or "没有发现问题", version.checked.glossary))


def quoted(document: Document, span: Span, room: int = 12, longest: int = 80) -> str:
    """A span in 【】 with a little of what stands round it, on one line."""
    body = document.body
    before = body[max(0, span.start - room) : span.start]
    after = body[span.end : min(len(body), span.end + room)]
    line = " ".join(f"{before}【{body[span.start : span.end]}】{after}".split("\n"))
    return line if len(line) <= longest else line[: longest - 1] + "…"


def section_of(document: Document, span: Span) -> Section:
    """The part of the judgment a place stands in."""
    found = [s.section for s in document.segments if s.start <= span.start]
    return found[-1] if found else Section.BODY
