"""Automatic numbers of Word paragraphs (ECMA-376 part 1, 17.9): 一、 第一条 (1), which a docx does not hold as text.

A paragraph names a list (numId) and a level, itself or through its style; the list says how the level counts
(numFmt) and what is written (lvlText, where %1 is the number of the first level).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import regex
from lxml import etree

_CHINESE = "零一二三四五六七八九"
_SPACED = regex.compile(r"[.\p{L}\p{N}]\Z")     # after 第一条 and 1. a blank is written, after 一、 none
_SILENT = ("bullet", "none")


@dataclass(frozen=True, slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(slots=True)
class _List:
    """One list and how far each of its levels has been counted."""

    levels: dict[int, _Level]
    counted: dict[int, int] = field(default_factory=dict)

    def next(self, depth: int) -> str:
        self.counted[depth] = self.counted.get(depth, self.levels[depth].start - 1) + 1
        self.counted = {level: n for level, n in self.counted.items() if level <= depth}
        if self.levels[depth].format in _SILENT:
            return ""
        return regex.sub(r"%([1-9])", lambda match: self._written(int(match[1]) - 1), self.levels[depth].text)

    def _written(self, level: int) -> str:
        if level not in self.levels:
            return ""
        known = self.levels[level]
        return _FORMATS.get(known.format, str)(self.counted.get(level, known.start))


def write(document: etree._Element, numbering: etree._Element, styles: etree._Element | None) -> None:
    """Put the numbers Word shows in front of the paragraphs of a document, as text."""
    lists, by_style = _lists(numbering), {} if styles is None else _styles(styles)
    for paragraph in list(document.iter(f"{_namespace(document)}p")):
        place = _place(paragraph, by_style)
        counted = lists.get(place[0]) if place else None
        if place is None or counted is None or place[1] not in counted.levels:
            continue
        if any(etree.QName(above).localname == "Fallback" for above in paragraph.iterancestors()):
            continue
        label = counted.next(place[1]).strip()
        if label and "".join(paragraph.itertext()).strip():
            _insert(paragraph, label)


def _namespace(element: etree._Element) -> str:
    return f"{{{etree.QName(element).namespace}}}"


def _insert(paragraph: etree._Element, label: str) -> None:
    space = _namespace(paragraph)
    run = etree.Element(f"{space}r")
    etree.SubElement(run, f"{space}t").text = label + (" " if _SPACED.search(label) else "")
    properties = paragraph.find(f"{space}pPr")
    paragraph.insert(0 if properties is None else 1, run)


def _value(element: etree._Element | None, path: str) -> str | None:
    """w:val of a child named as in `path`, parts of the path without prefix."""
    if element is None:
        return None
    space = _namespace(element)
    found = element.find("/".join(space + part for part in path.split("/")))
    return None if found is None else found.get(f"{space}val")


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.lstrip("-").isdecimal() else otherwise


def _lists(numbering: etree._Element) -> dict[str, _List]:
    """numId -> list; lists of one definition count on together, those with a start of their own alone."""
    space = _namespace(numbering)
    defined = {
        abstract.get(f"{space}abstractNumId"): _List({
            _number(level.get(f"{space}ilvl"), 0): _Level(
                _value(level, "numFmt") or "decimal", _value(level, "lvlText") or "", _number(_value(level, "start"), 1)
            )
            for level in abstract.iter(f"{space}lvl")
        })
        for abstract in numbering.iter(f"{space}abstractNum")
    }  # fmt: skip
    found = {}
    for num in numbering.iter(f"{space}num"):
        base = defined.get(_value(num, "abstractNumId"))
        if base is not None:
            found[num.get(f"{space}numId")] = _overridden(base, num)
    return found


def _overridden(base: _List, num: etree._Element) -> _List:
    space, levels = _namespace(num), dict(base.levels)
    for override in num.iter(f"{space}lvlOverride"):
        depth, start = _number(override.get(f"{space}ilvl"), 0), _value(override, "startOverride")
        if depth in levels and start is not None:
            levels[depth] = _Level(levels[depth].format, levels[depth].text, _number(start, 1))
    return base if num.find(f"{space}lvlOverride") is None else _List(levels)


def _styles(styles: etree._Element) -> dict[str, tuple[str, int]]:
    """Style -> (numId, level), inherited from the styles it is based on."""
    space = _namespace(styles)
    by_id = {style.get(f"{space}styleId"): style for style in styles.iter(f"{space}style")}
    found = {}
    for name, style in by_id.items():
        seen: set[str | None] = set()
        current, key = style, name
        while current is not None and key not in seen:
            seen.add(key)
            number = _value(current, "pPr/numPr/numId")
            if number is not None:
                found[name] = (number, _number(_value(current, "pPr/numPr/ilvl"), 0))
                break
            key = _value(current, "basedOn")
            current = by_id.get(key)
    return found


def _place(paragraph: etree._Element, by_style: dict[str, tuple[str, int]]) -> tuple[str, int] | None:
    """(numId, level) of a paragraph; numId 0 takes the number of its style away."""
    number, depth = by_style.get(_value(paragraph, "pPr/pStyle") or "", (None, 0))
    number = _value(paragraph, "pPr/numPr/numId") or number
    depth = _number(_value(paragraph, "pPr/numPr/ilvl"), depth)
    return (number, depth) if number and number != "0" else None


def _chinese(number: int) -> str:
    """一, 十, 二十一, 一百零五, as Word counts (chineseCountingThousand); below 10,000."""
    if not 0 < number < 10_000:
        return str(number)
    out, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            out += ("零" if gap and out else "") + _CHINESE[digit] + name
        gap = not digit
    return out.removeprefix("一") if 10 <= number < 20 else out


def _letters(number: int) -> str:
    """a … z, aa, bb."""
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _roman(number: int) -> str:
    out = ""
    for value, sign in zip((1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
                           "m cm d cd c xc l xl x ix v iv i".split(), strict=True):  # fmt: skip
        out, number = out + sign * (number // value), number % value
    return out


def _circled(number: int) -> str:
    return chr(ord("①") + number - 1) if 1 <= number <= 20 else str(number)


_FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        "chineseCounting chineseCountingThousand japaneseCounting taiwaneseCounting taiwaneseCountingThousand "
        "chineseLegalSimplified ideographDigital".split(), _chinese,
    ),
    **dict.fromkeys(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), _circled),
    "decimalFullWidth": lambda number: "".join(chr(0xFEE0 + ord(digit)) for digit in str(number)),
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
}  # fmt: skip
