"""Brackets and quotation marks: every one is closed, and a title or quotation of the source is marked as one in the draft.

Each script has marks of its own (《》 «» “” 「」), so their kinds are never compared, only whether there are any.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import regex

from corpora.model import Span
from glossary.checking.model import Face, Finding, FindingKind

_PAIRS = dict(zip("《〈«‹“‘「『（([［〔【{", "》〉»›”’」』）)]］〕】}", strict=True))
_OPEN = {close: mark for mark, close in _PAIRS.items()}
_ROUND = frozenset("（()）")
_TITLES = "《〈«「『"
_QUOTES = "《〈«‹“‘「『"
_APOSTROPHE = regex.compile(r"(?<=[\p{L}\p{M}])[’'‘](?=[\p{L}\p{M}]|\s|$)|(?<=\s)[’'](?=\p{L})")
_ITEM = regex.compile(r"(?:(?<=^|[\s:：;；。.༎།])|^)[\p{L}\p{M}\p{N}]{1,8}[)）]")  # 1) а) closes nothing


class Mark(NamedTuple):
    """A bracket and where it stands in the text it was found in."""

    mark: str
    at: int


def check(faces: Sequence[Face]) -> list[Finding]:
    """括号引号"""
    return [f for face in faces if face.source.text and face.draft.text for f in _findings(face)]


def _findings(face: Face) -> Iterator[Finding]:
    source, draft = face.source.text, face.draft.text
    ours, theirs = unpaired(source), unpaired(draft, items=source[:1] not in _ROUND)
    if len(theirs) > len(ours):
        yield from (_odd(face, mark) for mark in (theirs if not ours else theirs[:1]))
    elif len(ours) > len(theirs):
        mark = ours[0]
        yield Finding(
            FindingKind.BRACKETS, face.source.at(mark.at, mark.at + 1), face.draft.span,
            f"括号引号不一致：原文这里有“{mark.mark}”，译文这一句没有。", "请补上括号或引号。",
        )  # fmt: skip
    else:
        yield from _untitled(face)


def _untitled(face: Face) -> Iterator[Finding]:
    wanted, written = titles(face.source.text), marked(face.draft.text)
    if written < len(wanted):
        first = wanted[written]
        yield Finding(
            FindingKind.BRACKETS, face.source.at(*first), face.draft.span,
            f"括号引号不一致：原文有 {len(wanted)} 处书名号（{face.source.text[slice(*first)]}），"
            f"译文这一句只有 {written} 处书名号或引号。",
            "请核对这个名称译了没有，并加上书名号。",
        )  # fmt: skip


def unpaired(text: str, items: bool = True) -> list[Mark]:
    """Brackets without their other half; apostrophes are none, nor with `items` the bracket after the number of one."""
    apostrophes = {m.start() for m in _APOSTROPHE.finditer(text)}
    numbered = {m.end() - 1 for m in _ITEM.finditer(text)} if items else set()
    waiting: list[Mark] = []
    odd: list[Mark] = []
    for at, mark in enumerate(text):
        if at in apostrophes:
            continue
        if mark in _PAIRS:
            waiting.append(Mark(mark, at))
        elif mark in _OPEN:
            if waiting and _fit(waiting[-1].mark, mark):
                waiting.pop()
            elif at not in numbered:
                odd.append(Mark(mark, at))
    return sorted(waiting + odd, key=lambda m: m.at)


def _fit(opening: str, closing: str) -> bool:
    return _PAIRS[opening] == closing or {opening, closing} <= _ROUND  # full and half width


def titles(text: str) -> list[Span]:
    """The outermost pairs of title marks."""
    found: list[Span] = []
    depth = start = 0
    for at, mark in enumerate(text):
        if mark in _TITLES:
            start = at if not depth else start
            depth += 1
        elif depth and _OPEN.get(mark, "") in _TITLES and mark in _OPEN:
            depth -= 1
            if not depth:
                found.append(Span(start, at + 1))
    return found


def marked(text: str) -> int:
    """How many things are set off by title or quotation marks of any script."""
    return sum(mark in _QUOTES for mark in text) + text.count('"') // 2


def _odd(face: Face, mark: Mark) -> Finding:
    opens = mark.mark in _PAIRS
    other = _PAIRS.get(mark.mark) or _OPEN[mark.mark]
    return Finding(
        FindingKind.BRACKETS, face.source.span, face.draft.at(mark.at, mark.at + 1),
        f"括号引号不成对：译文的“{mark.mark}”没有对应的“{other}”。",
        f"请在{'后' if opens else '前'}面补上“{other}”，或者删去“{mark.mark}”。",
    )  # fmt: skip
