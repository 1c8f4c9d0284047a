"""Negation and modality: what the source forbids, demands or allows, the draft does not allow, leave open or forbid.

What is compared are counts by passage, because no word tells which negation renders which. A doubtful mark (不断, which need
not be rendered by a negation) may count or not, so each side has a least and a most; only where they cannot meet is
something wrong, and not even there if the passage beside it lacks or has what this one has too much or too little of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpora.languages import Language
from corpora.languages.polarity import Mark, Polarity, Sense, find
from corpora.model import INVENTED, Span
from glossary.checking.model import Face, Finding, FindingKind


@dataclass(frozen=True, slots=True)
class Row:
    """A face with the marks of both sides."""

    face: Face
    source: tuple[Mark, ...]
    draft: tuple[Mark, ...]

    def excess(self) -> int:
        """How many negations the draft has more than the source at the least; negative: fewer.

        Doubtful marks render each other first; what is left of them may render negations.
        """
        more, doubt = (
            _of(self.draft, sense) - _of(self.source, sense) for sense in (Sense.NEGATION, Sense.DOUBTFUL)
        )
        return max(0, more - max(0, -doubt)) - max(0, -more - max(0, doubt))

    def turned(self) -> tuple[Sense, Sense] | None:
        """(what the source says, what the draft says instead): a permission where there is none, or none and a duty where there is."""
        must, may = (_of(self.draft, sense) - _of(self.source, sense) for sense in (Sense.MUST, Sense.MAY))
        if may > _of(self.source, Sense.ABLE) or must < 0 < may:
            return Sense.MUST, Sense.MAY
        return (Sense.MAY, Sense.MUST) if may < 0 < must else None


def check(faces: Sequence[Face], source: Language, draft: Language) -> list[Finding]:
    """否定、情态"""
    if source.polarity is None or draft.polarity is None:
        return []
    rows = [
        Row(face, _marks(face.source.text, source.polarity), _marks(face.draft.text, draft.polarity))
        for face in faces
    ]
    return [finding for n in range(len(rows)) for finding in _findings(rows, n, source)]


def _marks(text: str, polarity: Polarity) -> tuple[Mark, ...]:
    return tuple(find(text.replace(INVENTED, " " * len(INVENTED)), polarity))


def _of(marks: Sequence[Mark], sense: Sense) -> int:
    return sum(mark.sense is sense for mark in marks)


def _findings(rows: Sequence[Row], n: int, language: Language) -> Iterator[Finding]:
    row = rows[n]
    if not row.face.source.text or not row.face.draft.text:
        return
    excess = row.excess()
    if excess and not any(excess * rows[m].excess() < 0 for m in (n - 1, n + 1) if 0 <= m < len(rows)):
        yield _lost(row, language) if excess < 0 else _gained(row)
    elif not excess and (turned := row.turned()):
        yield _turned(row, *turned, language)


def _lost(row: Row, language: Language) -> Finding:
    own = [mark for mark in row.source if mark.sense is Sense.NEGATION]
    words = "、".join(dict.fromkeys(f"“{_shown(row.face.source.text, mark, language)}”" for mark in own))
    left = _of(row.draft, Sense.NEGATION)
    return Finding(
        FindingKind.NEGATION, row.face.source.at(own[0].start, own[0].end), row.face.draft.span,
        f"否定不一致：原文有 {len(own)} 处否定（{words}），译文这一句" + (f"只有 {left} 处。" if left else "没有否定。"),
        "请核对意思是否译反，漏掉的否定请补上；如译文换了说法而意思不变，可以忽略。",
    )  # fmt: skip


def _gained(row: Row) -> Finding:
    theirs = [mark for mark in row.draft if mark.sense is Sense.NEGATION]
    words = "、".join(dict.fromkeys(f"“{row.face.draft.text[m.start : m.end]}”" for m in theirs))
    ours = _of(row.source, Sense.NEGATION)
    return Finding(
        FindingKind.NEGATION, row.face.source.span, row.face.draft.at(*_span(theirs[-1])),
        f"否定不一致：译文有 {len(theirs)} 处否定（{words}），原文这一句" + (f"只有 {ours} 处。" if ours else "没有否定。"),
        "请核对意思是否译反，多出的否定请删去；如译文换了说法而意思不变，可以忽略。",
    )  # fmt: skip


_SAID = {Sense.MUST: "应当", Sense.MAY: "可以"}


def _turned(row: Row, right: Sense, wrong: Sense, language: Language) -> Finding:
    own = next((mark for mark in row.source if mark.sense is right), None)
    other = next(mark for mark in row.draft if mark.sense is wrong)
    text = row.face.source.text
    said = f"原文是“{_shown(text, own, language)}”" if own else "原文没有“可以”的意思"
    return Finding(
        FindingKind.MODALITY, row.face.source.at(*_span(own)) if own else row.face.source.span,
        row.face.draft.at(*_span(other)),
        f"情态不一致：{said}，译文“{row.face.draft.text[other.start : other.end]}”是“{_SAID[wrong]}”的意思。",
        f"请把译文改为“{_SAID[right]}”的说法，或者去掉“{_SAID[wrong]}”。",
    )  # fmt: skip


def _span(mark: Mark) -> Span:
    return Span(mark.start, mark.end)


def _shown(text: str, mark: Mark, language: Language) -> str:
    """The mark with the word it denies where it is a character alone: 未支付, 无异议."""
    words = language.words(text, ())
    n = next((n for n, word in enumerate(words) if word.end > mark.start), 0)
    alone = words[n].end - words[n].start == 1 and n + 1 < len(words) and words[n + 1].start == words[n].end
    return text[words[n].start : words[n + alone].end]
