"""Case numbers: the key by which a judgment and its translation find each other.

From 2016 on (法〔2015〕137号): (2020)青2802民初123号, that is year, court code, type of mostly two or three
characters, number. Before: (2013)靖刑初字第15号. A suffix 之一, 之二 marks further rulings of one case, which older
numbers also write 第15-1号. Parts that a court masked are ×. They are written in Chinese characters whatever the
language of the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import regex

from corpora.languages.common import digits

_MASK = r"[×xX*＊某✕╳＿_]"
_BLANK = r"\s*"      # a PDF may break the line inside
_DIGITS = rf"\p{{Nd}}+(?:[-－–—至]\p{{Nd}}+)?|{_MASK}+"
_NUMBER = regex.compile(
    rf"""
    [(（〔\[［【﹝]{_BLANK}(?P<year>(?:\p{{Nd}}|{_MASK}){{4}}){_BLANK}[)）〕\]］】﹞]{_BLANK}
    (?:
        (?P<court>最高法|\p{{Han}}(?:{_BLANK}(?:\p{{Nd}}|{_MASK})){{0,6}}){_BLANK}
        (?P<type>(?:(?![字第号某])\p{{Han}}{_BLANK}){{1,6}})
        第?{_BLANK}(?P<number>{_DIGITS})(?:[、，,](?P<more>\p{{Nd}}+))*{_BLANK}号
      |
        (?P<old>(?:(?![字第号])\p{{Han}}{_BLANK}|{_MASK}|[(（]\p{{Han}}{{1,2}}[)）]){{1,12}})字{_BLANK}
        第?{_BLANK}(?P<number>{_DIGITS})(?:[、，,](?P<more>\p{{Nd}}+))*{_BLANK}号
      |
        (?P<blank>{_MASK}{{2,}}(?:\p{{Han}}{{0,6}}{_MASK}*)?){_BLANK}号
    )
    (?:{_BLANK}之{_BLANK}(?P<suffix>[一二三四五六七八九十]+|\p{{Nd}}+))?
    """,
    flags=regex.VERBOSE,
)
_SUFFIXES = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """`str()` is canonical: ASCII brackets and digits, no blanks, no leading zeros, masked parts as ×.

    In an `old` number court and type are not told apart: both are in `court`.
    """

    year: str
    court: str
    type: str
    number: str
    suffix: str = ""
    old: bool = False

    @property
    def masked(self) -> bool:
        """Whether any part is hidden, so that the number names no case."""
        return "×" in str(self)

    def __str__(self) -> str:
        ordinal = "字第" if self.old else ""
        suffix = f"之{self.suffix}" if self.suffix else ""
        return f"({self.year}){self.court}{self.type}{ordinal}{self.number}号{suffix}"


def find(text: str) -> list[tuple[CaseNumber, int, int]]:
    """Case numbers with their places, in order; 123、124号 are two."""
    return [found for match in _NUMBER.finditer(text) for found in _listed(match)]


def parse(text: str) -> CaseNumber | None:
    """The case number a text begins with."""
    match = _NUMBER.match(text.strip())
    return _value(match) if match else None


def without(text: str) -> str:
    """The text with its case numbers taken out."""
    return _NUMBER.sub("", text)


def _listed(match: regex.Match[str]) -> Iterator[tuple[CaseNumber, int, int]]:
    first, more = _value(match), match.spans("more")
    if not more:
        yield first, *match.span()
        return
    yield replace(first, suffix=""), match.start(), match.end("number")
    for start, end in more:
        last = end == more[-1][1]
        number = _plain(match.string[start:end]).lstrip("0")
        yield replace(first, number=number, suffix=first.suffix if last else ""), start, match.end() if last else end


def _value(match: regex.Match[str]) -> CaseNumber:
    parts = {name: _plain(value or "") for name, value in match.groupdict().items()}
    number, suffix = parts["number"].lstrip("0"), parts["suffix"]
    main, _, further = number.partition("-")
    if further and int(further) < int(main):      # 第15-1号; 123-130号 is a range
        number, suffix = main, further
    if suffix.isdecimal() and int(suffix) < len(_SUFFIXES):
        suffix = _SUFFIXES[int(suffix)]
    court = parts["court"] or parts["old"] or parts["blank"]
    return CaseNumber(parts["year"], court, parts["type"], number, suffix, old=bool(parts["old"]))


def _plain(text: str) -> str:
    text = regex.sub(r"\s", "", digits(text)).translate(str.maketrans("（）", "()"))
    return regex.sub(rf"{_MASK}+", "×", regex.sub(r"[－–—至]", "-", text))
