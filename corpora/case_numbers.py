"""Case numbers: the key by which a judgment and its translation find each other.

From 2016 on (法〔2015〕137号): (2020)青2802民初123号, that is year, court code, type of at most three characters,
number. Before: (2013)靖刑初字第15号. A suffix 之一, 之二 marks further rulings of one case. Parts that a
court masked are ×. They are written in Chinese characters whatever the language of the text.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from corpora.languages.common import digits

_MASK = r"[×xX*＊某✕╳＿_]"
_NUMBER = regex.compile(
    rf"""
    [(（〔\[［【﹝]\s*(?P<year>(?:\p{{Nd}}|{_MASK}){{4}})\s*[)）〕\]］】﹞]\s*
    (?:
        (?P<court>\p{{Han}}(?:\s*(?:\p{{Nd}}|{_MASK})){{0,6}})\s*
        (?P<type>(?!字)(?:(?!字|第|号|某)\p{{Han}}){{1,6}})\s*
        (?P<number>\p{{Nd}}+|{_MASK}+)\s*号
      |
        (?P<old>(?:(?!字|第|号)\p{{Han}}|{_MASK}){{1,12}})\s*字\s*第?\s*(?P<old_number>\p{{Nd}}+|{_MASK}+)\s*号
      |
        (?P<blank>{_MASK}{{2,}}(?:\p{{Han}}{{0,6}}{_MASK}*)?)\s*号
    )
    (?:\s*之\s*(?P<suffix>[一二三四五六七八九十]+|\p{{Nd}}+))?
    """,
    flags=regex.VERBOSE,
)
_SUFFIXES = "零一二三四五六七八九十"


@dataclass(frozen=True, slots=True)
class CaseNumber:
    """`str()` is canonical: ASCII brackets and digits, no blanks, masked parts as ×."""

    year: str
    court: str
    type: str
    number: str
    suffix: str = ""
    old: bool = False

    @property
    def masked(self) -> bool:
        return "×" in str(self)

    def __str__(self) -> str:
        middle = (
            f"{self.court}{self.type}字第{self.number}号"
            if self.old
            else f"{self.court}{self.type}{self.number}号"
        )
        return f"({self.year}){middle}" + (f"之{self.suffix}" if self.suffix else "")


def find(text: str) -> list[tuple[CaseNumber, int, int]]:
    """Case numbers with their places, in order."""
    return [(_value(m), m.start(), m.end()) for m in _NUMBER.finditer(text)]


def parse(text: str) -> CaseNumber | None:
    """The case number a text begins with."""
    found = _NUMBER.match(text.strip())
    return _value(found) if found else None


def without(text: str) -> str:
    """The text with its case numbers taken out."""
    return _NUMBER.sub("", text)


def _value(match: regex.Match[str]) -> CaseNumber:
    year, suffix = _plain(match["year"]), _plain(match["suffix"] or "")
    if suffix.isdecimal() and int(suffix) <= 10:
        suffix = _SUFFIXES[int(suffix)]
    if match["old"]:
        return CaseNumber(year, _plain(match["old"]), "", _plain(match["old_number"]), suffix, old=True)
    if match["blank"]:
        return CaseNumber(year, _plain(match["blank"]), "", "", suffix)
    return CaseNumber(year, _plain(match["court"]), _plain(match["type"]), _plain(match["number"]), suffix)


def _plain(text: str) -> str:
    return regex.sub(rf"{_MASK}+", "×", regex.sub(r"\s", "", digits(text)))
