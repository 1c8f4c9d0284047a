"""Placeables written the way a text writes them: the units, particles and order stay, the numbers become others.

Digits stay digits of their script, words stay words: a placeable of the text is the model, so nothing need be known of
how a language puts a date or an amount together. What comes out is read again and must be worth what was asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, product
from typing import NamedTuple

import regex

from corpora import placeables
from corpora.languages import Language
from corpora.languages.common import digits
from corpora.model import Kind, Placeable, Span

_TRIES = 60  # ways to write the numbers of one placeable
_LEADING = regex.compile(r"\p{Nd}(?:[\p{Nd}.,\u066B\u066C، \u00A0\u202F]*\p{Nd})?")
_GROUPED = regex.compile(r"\d{1,3}(?P<by>[^\d.])\d{3}(?:(?P=by)\d{3})*(?!\d)")
_DATE = regex.compile(r"(?:(?P<year>\d{4})|-)?(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")
_ARTICLE = regex.compile(r"(?P<article>\d+)?(?:-(?P<sub>\d+))?(?:/(?P<paragraph>\d*))?(?:/(?P<item>\d+))?")
_DURATION = regex.compile(
    r"P(?:(?P<years>[\d.]+)Y)?(?:(?P<months>[\d.]+)M)?(?:(?P<days>[\d.]+)D)?(?:T(?P<hours>[\d.]+)H)?"
)
_SILENT = {"unit", "mask"}  # groups that hold no number


class Way(NamedTuple):
    """One way to write a number: its text, and where the old one ends that it takes the place of."""

    text: str
    end: int


def shape(text: str, placeable: Placeable, language: Language) -> frozenset[str]:
    """Which numbers a placeable is written with: an article with or without 款, a date with or without its year."""
    return frozenset(placeables.parts(text, placeable, language)) - _SILENT


def rewritten(text: str, old: Placeable, value: str, language: Language) -> str | None:
    """What stands at `old` in this text, with another value of the same kind; None where it cannot be said in this shape.

    `value` is canonical, see `Placeable`. Case numbers are not written here: they are the same in every language.
    """
    if value == old.value:
        return text[old.start : old.end]
    places = {n: s for n, s in placeables.parts(text, old, language).items() if n not in _SILENT}
    numbers = _numbers(old.kind, value, frozenset(places))
    if not places or numbers.keys() != places.keys():
        return None
    names = sorted(places, key=lambda name: places[name].start)
    choices = [list(_ways(text, places[n], numbers[n], n, language)) for n in names]
    for ways in islice(product(*choices), _TRIES):
        said = language.agree(_put(text, old, [places[n].start for n in names], ways))
        if _means(text[: old.start] + said + text[old.end :], old, value, len(said), language):
            return said
    return None


def written_like(value: int, text: str, place: Span, language: Language) -> Way | None:
    """A bare number in the way another is written at this place of a text, the end of a list's item or an ordinal taken along."""
    old = language.number(text[place.start : place.end])
    ways = _ways(text, place, str(value), "", language) if old is not None else iter(())
    return next((way for way in ways if language.number(way.text) == value), None)


def _numbers(kind: Kind, value: str, wanted: frozenset[str]) -> dict[str, str]:
    """The numbers a canonical value is made of, by the names of `Pattern`."""
    if kind is Kind.DATE:
        found = {n: v and v.lstrip("0") for n, v in _DATE.fullmatch(value).groupdict().items()}
        return {
            ("month_name" if n == "month" and "month_name" in wanted else n): v for n, v in found.items() if v
        }
    if kind is Kind.ARTICLE:
        return {n: v for n, v in _ARTICLE.fullmatch(value).groupdict().items() if v}
    if kind is Kind.DURATION:
        return {n: v for n, v in _DURATION.fullmatch(value).groupdict().items() if v}
    if kind is Kind.FRACTION:
        return dict(zip(("numerator", "denominator"), value.split("/"), strict=True))
    if kind is Kind.MASK:
        return {"number": value[1:]} if value[1:] else {}
    if wanted & {"jiao", "fen"}:
        return _coins(value)
    return {"amount": value}


def _coins(value: str) -> dict[str, str]:
    yuan, _, rest = value.partition(".")
    found = {"amount": yuan, "jiao": rest[:1], "fen": rest[1:2]}
    return {n: v for n, v in found.items() if v.strip("0")}


def _put(text: str, old: Placeable, starts: list[int], ways: tuple[Way, ...]) -> str:
    """The placeable's text with its numbers written anew."""
    out, at = "", old.start
    for start, way in zip(starts, ways, strict=True):
        out += text[at:start] + way.text
        at = way.end
    return out + text[at : max(at, old.end)]


def _means(text: str, old: Placeable, value: str, length: int, language: Language) -> bool:
    wanted = Placeable(old.kind, value, old.start, old.start + length)
    return wanted in placeables.find(text, language)


# Numbers


def _ways(text: str, place: Span, value: str, name: str, language: Language) -> Iterator[Way]:
    """Ways to write a number at the place of another, the likest first."""
    written = text[place.start : place.end]
    if name == "month_name":
        yield from (Way(word, place.end) for word, month in language.months.items() if month == int(value))
        return
    lead = _LEADING.match(written)
    if lead:
        rest = written[lead.end() :]
        scale = _worth(written, language) / (_worth(lead[0], language) or 1)
        scaled = Decimal(value) / scale if scale else Decimal(0)
        if scaled and scaled == round(scaled, 2):
            yield Way(_in_digits(f"{scaled.normalize():f}", lead[0]) + rest, place.end)
        yield Way(_in_digits(value, lead[0]), place.end)
    if "." not in value:
        yield from _in_words(text, place, int(value), language)
    if not lead:
        yield Way(value, place.end)


def _worth(written: str, language: Language) -> Decimal:
    return language.number(written) or Decimal(0)


def _in_digits(value: str, model: str) -> str:
    """A number in the digits, the grouping and the width of another in digits."""
    zero = ord(model[0]) - int(digits(model[0]))
    whole, point, decimals = value.partition(".")
    if model[0] in (chr(zero),) and len(model) > 1 and model.isdecimal():
        whole = whole.rjust(len(model), "0")
    grouped = _GROUPED.match(digits(model))
    if grouped and len(whole) > 3:
        whole = f"{int(whole):,}".replace(",", grouped["by"])
    return "".join(chr(zero + int(c)) if c.isdecimal() else c for c in whole + point + decimals)


def _in_words(text: str, place: Span, value: int, language: Language) -> Iterator[Way]:
    """The spellings of a number, first the one the old number is spelled in, which may reach over its end (an ordinal's)."""
    written = text[place.start : place.end]
    old = language.number(written)
    spelled = language.spellings(int(old)) if old is not None and old == int(old) else ()
    same = [
        (len(form), n) for n, form in enumerate(spelled)
        if form and len(form) >= len(written) and text.startswith(form, place.start)
    ]  # fmt: skip
    same += [(0, n) for n, form in enumerate(spelled) if form and language.key(form) == language.key(written)]
    order = sorted(same, key=lambda item: (-item[0], item[1]))
    new = language.spellings(value)
    for length, n in order:
        if new[n]:
            yield Way(new[n], max(place.end, place.start + length))
    yield from (Way(form, place.end) for form in dict.fromkeys(new) if form)
