"""Placeables: numbers, dates, amounts, references and masked names, with values that are equal in every language.

The aligner anchors on them, the draft check compares them, the exercises mask them. What they look like is
each language's own knowledge (`Language.patterns`); what they are worth is decided here.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import regex

from corpora import case_numbers
from corpora.languages import Language, Pattern
from corpora.languages.common import digits
from corpora.model import Kind, Placeable, Span

_LONGEST_SPAN = 10**9     # of any unit: a run of digits is no duration


def find(text: str, language: Language) -> list[Placeable]:
    """Placeables of a display text, in order, none overlapping another.

    Case numbers come first, then the language's patterns in their order: an earlier one keeps its place.
    A match whose parts are no numbers after all is passed over.
    """
    taken = bytearray(len(text))
    found = []

    def take(kind: Kind, value: str | None, start: int, end: int) -> None:
        if value is not None and end > start and not any(taken[start:end]):
            taken[start:end] = b"\1" * (end - start)
            found.append(Placeable(kind, value, start, end))

    for number, start, end in case_numbers.find(text):
        take(Kind.CASE, str(number), start, end)
    for kind, pattern in _compiled(language.patterns, language.number_pattern):
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                take(kind, _VALUES[kind](_parts(match), language), match.start(), match.end())
    return sorted(found, key=lambda p: p.start)


def parts(text: str, placeable: Placeable, language: Language) -> dict[str, Span]:
    """Where the numbers of a placeable found in this text are written, by the names of `Pattern`; {} for a case number."""
    for kind, pattern in _compiled(language.patterns, language.number_pattern):
        match = pattern.match(text, placeable.start) if kind is placeable.kind else None
        if match and match.end() == placeable.end:
            return {name: Span(*match.span(name)) for name in _parts(match)}
    return {}


@lru_cache(maxsize=32)
def _compiled(patterns: tuple[Pattern, ...], number: str) -> tuple[tuple[Kind, regex.Pattern[str]], ...]:
    return tuple((p.kind, regex.compile(p.regex.replace("{N}", number))) for p in patterns)


def _parts(match: regex.Match[str]) -> dict[str, str]:
    return {name: value for name, value in match.groupdict().items() if value}


def _plain(value: Decimal) -> str:
    """A decimal without exponent or idle zeros."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _whole(parts: dict[str, str], name: str, language: Language) -> int | None:
    value = language.number(parts[name]) if name in parts else None
    return int(value) if value is not None and value == int(value) else None


def _date(parts: dict[str, str], language: Language) -> str | None:
    year, month, day = (_whole(parts, name, language) for name in ("year", "month", "day"))
    if "month_name" in parts:
        month = language.months.get(parts["month_name"].casefold(), language.months.get(parts["month_name"]))
    wanted = {"year": year, "month": month, "day": day}
    if any(wanted[name] is None for name in wanted if name in parts) or (
        "month_name" in parts and month is None
    ):
        return None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None
    if year is None:
        return None if month is None else f"--{month:02}" + (f"-{day:02}" if day is not None else "")
    if not 1000 <= year <= 2999:
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")


def _amount(parts: dict[str, str], language: Language) -> Decimal | None:
    value = language.number(parts.get("amount", ""))
    if value is not None and "scale" in parts:
        value *= language.scales[parts["scale"]]
    return value


def _number(parts: dict[str, str], language: Language) -> str | None:
    value = _amount(parts, language)
    return None if value is None else _plain(value)


def _money(parts: dict[str, str], language: Language) -> str | None:
    """Yuan; `jiao` and `fen` may follow the amount."""
    value = _amount(parts, language) if "amount" in parts else Decimal(0)
    for name, worth in (("jiao", Decimal("0.1")), ("fen", Decimal("0.01"))):
        if name in parts and value is not None:
            part = language.number(parts[name])
            value = None if part is None else value + part * worth
    return None if value is None else _plain(value)


def _article(parts: dict[str, str], language: Language) -> str | None:
    number = {name: _whole(parts, name, language) for name in ("article", "sub", "paragraph", "item")}
    if any(number[name] is None for name in number if name in parts):
        return None
    value = str(number["article"]) if "article" in parts else ""
    value += f"-{number['sub']}" if "sub" in parts else ""
    if "paragraph" in parts or "item" in parts:
        value += f"/{number['paragraph'] if 'paragraph' in parts else ''}"
    return value + (f"/{number['item']}" if "item" in parts else "")


def _fraction(parts: dict[str, str], language: Language) -> str | None:
    top, bottom = (language.number(parts[name]) for name in ("numerator", "denominator"))
    if top is None or not bottom:
        return None
    value = Fraction(top) / Fraction(bottom)
    return f"{value.numerator}/{value.denominator}"


def _duration(parts: dict[str, str], language: Language) -> str | None:
    """ISO 8601; a broken year is written in months (一年半: P1Y6M), `half` adds to the last part given."""
    values = {name: language.number(parts[name]) for name in ("years", "months", "days", "hours") if name in parts}
    known = {name: value for name, value in values.items() if value is not None}
    if not known or len(known) < len(values) or max(known.values()) > _LONGEST_SPAN:
        return None
    if "half" in parts:
        known[list(known)[-1]] += Decimal("0.5")
    years = known.get("years", Decimal(0))
    if years % 1 and not years * 12 % 1 and "months" not in known:
        known = {"years": years // 1, "months": years % 1 * 12} | {n: v for n, v in known.items() if n != "years"}
    day = "".join(
        _plain(known[name]) + letter
        for name, letter in (("years", "Y"), ("months", "M"), ("days", "D"))
        if name in known and (known[name] or len(known) == 1)
    )
    return "P" + day + (f"T{_plain(known['hours'])}H" if "hours" in known else "")


def _mask(parts: dict[str, str], language: Language) -> str:
    return "某" + digits(parts.get("number", ""))


_VALUES: dict[Kind, Callable[[dict[str, str], Language], str | None]] = {
    Kind.DATE: _date,
    Kind.MONEY: _money,
    Kind.ARTICLE: _article,
    Kind.PERCENT: _number,
    Kind.FRACTION: _fraction,
    Kind.DURATION: _duration,
    Kind.INTEGER: _number,
    Kind.MASK: _mask,
}
