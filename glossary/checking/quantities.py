"""Articles, amounts, dates, periods, numbers and case numbers: what stands in the source stands in the draft.

Values are compared, never strings (`corpora.placeables`), bead by bead. Before anything is called wrong, what moved to
a sentence nearby is looked for, and the same quantity said otherwise (a date in two parts, a number without its unit).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

import regex
from rapidfuzz.fuzz import ratio

from corpora import placeables
from corpora.languages import Language
from corpora.model import Kind, Placeable
from glossary.checking.model import Face, Finding, FindingKind, Passage

REACH = 2  # beads a value may have moved

KINDS = {
    Kind.ARTICLE: FindingKind.ARTICLE,
    Kind.MONEY: FindingKind.AMOUNT,
    Kind.DATE: FindingKind.DATE,
    Kind.DURATION: FindingKind.DEADLINE,
    Kind.CASE: FindingKind.CASE_NUMBER,
    Kind.INTEGER: FindingKind.NUMBER,
    Kind.PERCENT: FindingKind.NUMBER,
    Kind.FRACTION: FindingKind.NUMBER,
}
_PLAIN = frozenset((Kind.INTEGER, Kind.PERCENT, Kind.FRACTION, Kind.DURATION, Kind.MONEY))
_DIGITS = regex.compile(r"\d+(?:\.\d+)?")
_ONE = regex.compile(r"P1[YMD]|PT1H")
_DURATION = regex.compile(r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)D)?(?:T([\d.]+)H)?")
_UNITS = ("年", "个月", "日", "小时")


@dataclass(slots=True)
class _Open:
    """What of a face has found no counterpart yet."""

    face: Face
    source: list[Placeable] = field(default_factory=list)
    draft: list[Placeable] = field(default_factory=list)


def check(faces: Sequence[Face], source: Language, draft: Language) -> list[Finding]:
    """条文、金额、日期、期限、数字、案号"""
    rows = [_Open(f, _found(f.source, source), _found(f.draft, draft)) for f in faces]
    for row in rows:
        _strike(row.source, row.draft, _same)
    for reach in range(1, REACH + 1):
        for n, row in enumerate(rows):
            for near in rows[max(0, n - reach) : n + reach + 1]:
                _strike(row.source, near.draft, _same)
    for row in rows:
        _strike_dates(row)
        _strike(row.source, row.draft, _said_otherwise)
    return [finding for row in rows for finding in _findings(row, (source, draft))]


def _found(passage: Passage, language: Language) -> list[Placeable]:
    return [p for p in placeables.find(passage.text, language) if p.kind in KINDS]


def _strike(
    source: list[Placeable], draft: list[Placeable], equal: Callable[[Placeable, Placeable], bool]
) -> None:
    """Take out of both what is equal, one for one."""
    for placeable in source[:]:
        other = next((d for d in draft if equal(placeable, d)), None)
        if other:
            source.remove(placeable)
            draft.remove(other)


def _same(one: Placeable, other: Placeable) -> bool:
    return one.kind is other.kind and one.value == other.value


def _said_otherwise(one: Placeable, other: Placeable) -> bool:
    """The same figures as different kinds of things: 100000元 and 100000, 九二 as a year and as a number."""
    return (
        one.kind is not other.kind
        and {one.kind, other.kind} <= _PLAIN | {Kind.DATE}
        and _figures(one) == _figures(other)
    )


def _figures(placeable: Placeable) -> list[str]:
    return [f.lstrip("0") for f in _DIGITS.findall(placeable.value)]


def _strike_dates(row: _Open) -> None:
    """Dates whose parts, taken together, are the same on both sides."""
    source, draft = ([p for p in side if p.kind is Kind.DATE] for side in (row.source, row.draft))
    if source and sorted(f for p in source for f in _figures(p)) == sorted(
        f for p in draft for f in _figures(p)
    ):
        for placeable in source:
            row.source.remove(placeable)
        for placeable in draft:
            row.draft.remove(placeable)


def _findings(row: _Open, languages: tuple[Language, Language]) -> Iterator[Finding]:
    if not row.face.source.text or not row.face.draft.text:
        return  # omitted or added as a whole
    source, draft = row.source[:], row.draft[:]
    for one, other in _counterparts(source, draft):
        source.remove(one)
        draft.remove(other)
        yield _differing(row.face, one, other)
    yield from (
        _missing(row.face, p)
        for p in source
        if not _slight(p, row.face.source.text) and not _spoken(p, row.face.draft.text, languages[1])
    )
    yield from (
        _added(row.face, p)
        for p in draft
        if not _slight(p, row.face.draft.text) and not _spoken(p, row.face.source.text, languages[0])
    )


def _counterparts(
    source: Sequence[Placeable], draft: Sequence[Placeable]
) -> Iterator[tuple[Placeable, Placeable]]:
    """Those of both sides that were meant to be the same: of one kind, the most alike first."""
    alike = sorted(
        (-ratio(one.value, other.value), abs(n - m), n, m)
        for n, one in enumerate(source)
        for m, other in enumerate(draft)
        if KINDS[one.kind] is KINDS[other.kind]
        or ({one.kind, other.kind} <= _PLAIN and len(source) == len(draft) == 1)
    )
    taken: tuple[set[int], set[int]] = (set(), set())
    for *_, n, m in alike:
        if n not in taken[0] and m not in taken[1]:
            taken[0].add(n)
            taken[1].add(m)
            yield source[n], draft[m]


def _slight(placeable: Placeable, text: str) -> bool:
    """A number word that other languages leave out or put in (这一年, 两孩, 中央), not a quantity."""
    if any(c.isdecimal() for c in text[placeable.start : placeable.end]):
        return False
    return placeable.kind is Kind.INTEGER or bool(_ONE.fullmatch(placeable.value))


def _spoken(placeable: Placeable, text: str, language: Language) -> bool:
    """Whether the other side has a plain number as part of a word (第二日, 九二共识), where it is no placeable."""
    if placeable.kind is not Kind.INTEGER:
        return False
    words = (language.number(match[0]) for match in _numbers(language.number_pattern).finditer(text))
    return Decimal(placeable.value) in words


@lru_cache(maxsize=16)
def _numbers(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)


def _differing(face: Face, one: Placeable, other: Placeable) -> Finding:
    kind, written = KINDS[one.kind], face.source.text[one.start : one.end]
    return Finding(
        kind,
        face.source.at(one.start, one.end),
        face.draft.at(other.start, other.end),
        f"{kind.label}不一致：原文“{written}”是 {shown(one)}，"
        f"译文“{face.draft.text[other.start : other.end]}”是 {shown(other)}。",
        f"请把译文改为 {shown(one)}。",
    )


def _missing(face: Face, one: Placeable) -> Finding:
    kind = KINDS[one.kind]
    return Finding(
        kind,
        face.source.at(one.start, one.end),
        face.draft.span,
        f"译文缺{kind.label}：原文“{face.source.text[one.start : one.end]}”（{shown(one)}）在译文中找不到。",
        f"请在译文这一句补上 {shown(one)}。",
    )


def _added(face: Face, other: Placeable) -> Finding:
    kind = KINDS[other.kind]
    return Finding(
        kind,
        face.source.span,
        face.draft.at(other.start, other.end),
        f"译文多出{kind.label}：“{face.draft.text[other.start : other.end]}”（{shown(other)}）在原文中没有。",
        "请对照原文核对，没有依据的删去。",
    )


def shown(placeable: Placeable) -> str:
    """A canonical value as Chinese readers write it."""
    value = placeable.value
    return _SHOWN.get(placeable.kind, str)(value)


def _article(value: str) -> str:
    article, *rest = value.split("/")
    number, _, sub = article.partition("-")
    head = (f"第{number}条" if number else "") + (f"之{sub}" if sub else "")
    return head + "".join(f"第{part}{unit}" for part, unit in zip(rest, "款项", strict=False) if part)


def _date(value: str) -> str:
    parts = value.removeprefix("--").split("-")
    units = "月日" if value.startswith("--") else "年月日"
    return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, units, strict=False))


def _duration(value: str) -> str:
    match = _DURATION.fullmatch(value)
    parts = match.groups() if match else ()
    return "".join(f"{part}{unit}" for part, unit in zip(parts, _UNITS, strict=False) if part) or value


_SHOWN: dict[Kind, Callable[[str], str]] = {
    Kind.ARTICLE: _article,
    Kind.DATE: _date,
    Kind.DURATION: _duration,
    Kind.MONEY: lambda value: f"{value}元",
    Kind.PERCENT: lambda value: f"{value}%",
}
