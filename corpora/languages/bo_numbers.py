"""Numbers and placeables in Tibetan.

Tens and units are linked by a syllable of their own for each ten (ཉི་ཤུ་རྩ་ལྔ 25, སུམ་ཅུ་སོ་གསུམ 33), which by
itself is short for the ten (སོ་གསུམ 33). Hundreds and thousands stand before the rest with དང or without;
from ཁྲི (10,000) on what is counted may follow (ཁྲི་གསུམ 30,000 = སུམ་ཁྲི), elsewhere after ཕྲག (སྟོང་ཕྲག་གསུམ 3,000).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import regex

from corpora.languages.language import Pattern
from corpora.languages.quantities import DIGIT_FRACTION, NUMERIC_DATES, read_digits
from corpora.model import Kind

# Letters, vowel signs and the marks written on them; not the tsheg, the digits, the shads.
LETTER = r"[\u0F18\u0F19\u0F35\u0F37\u0F39\u0F3E-\u0F6C\u0F71-\u0F84\u0F86-\u0FBC\u0FC6]"

UNITS = {"གཅིག": 1, "གཉིས": 2, "གསུམ": 3, "བཞི": 4, "ལྔ": 5, "དྲུག": 6, "བདུན": 7, "བརྒྱད": 8, "དགུ": 9}
TENS = {"ཉི་ཤུ": 20, "སུམ་ཅུ": 30, "སུམ་བཅུ": 30, "བཞི་བཅུ": 40, "ལྔ་བཅུ": 50, "དྲུག་ཅུ": 60, "བདུན་ཅུ": 70, "བརྒྱད་ཅུ": 80, "དགུ་བཅུ": 90}
LINKERS = {"རྩ": 20, "ཉེར": 20, "སོ": 30, "ཞེ": 40, "ང": 50, "རེ": 60, "དོན": 70, "གྱ": 80, "གོ": 90}
# How many hundreds, thousands and so on, before them.
COUNTS = {"ཆིག": 1, "ཉིས": 2, "སུམ": 3} | UNITS
MAGNITUDES = {
    "བརྒྱ": 100, "སྟོང": 1000, "ཁྲི": 10**4, "འབུམ": 10**5, "ས་ཡ": 10**6, "བྱེ་བ": 10**7, "དུང་ཕྱུར": 10**8, "ཐེར་འབུམ": 10**9,
}  # fmt: skip


def _any(words: Sequence[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})"


_DIGITS = r"(?<!\p{Nd})(?:\p{Nd}{1,3}(?:,\p{Nd}{3})+(?:\.\p{Nd}+)?|\p{Nd}++(?:\.\p{Nd}++)?)"
_UNIT, _TEN = _any(list(UNITS)), _any(list(TENS))
_LINKER, _COUNT, _MAGNITUDE = _any(list(LINKERS)), _any(list(COUNTS)), _any(list(MAGNITUDES))
# Nothing but an affix or a case ending may follow in the same syllable.
EDGE = rf"(?=(?:འི|འོ|འང|འམ|[སར])?(?!{LETTER}))"
_BELOW_100 = (
    rf"(?:{_TEN}(?:་ཐམ་པ|་{_LINKER}་{_UNIT})?|བཅུ་(?:ཐམ་པ|{_UNIT})|བཅོ་(?:ལྔ|བརྒྱད)|བཅུ|{_LINKER}་{_UNIT}|{_UNIT})"
)
_THOUSANDS = rf"(?:{_COUNT}་)?{_MAGNITUDE}(?:་ཕྲག)?(?:་ཐམ་པ)?(?:་?{_DIGITS}|་{_BELOW_100})?"
_AND_ON = r"་(?:དང་|རྩ་)?"
WORDS = (
    rf"(?<!{LETTER})(?>(?:ཕྱེད་དང་)?(?:{_THOUSANDS}(?:{_AND_ON}{_THOUSANDS})*(?:{_AND_ON}{_BELOW_100})?|{_BELOW_100})"
    rf"(?:(?<=\p{{Nd}})(?![.,]?\p{{Nd}})|{EDGE}))"
)
NUMBER = rf"(?:{WORDS}|(?<![\p{{Nd}}.,]){_DIGITS}(?![.,]?\p{{Nd}}))"


def number(text: str) -> Decimal | None:
    """Value of a number in words, digits or both (ཁྲི་3); ordinals (བཅུ་གཅིག་པ, 11པ, དང་པོ) count as their number."""
    bare = regex.sub(r"[་།\s]+$", "", text.strip())
    if bare == "དང་པོ":
        return Decimal(1)
    if (value := read_digits(regex.sub(r"་?པོ?$", "", bare))) is not None:
        return value
    if bare in ("ཀླད་ཀོར", "ཐིག་ལེ"):
        return Decimal(0)
    half = bare.startswith("ཕྱེད་དང་")
    syllables = regex.findall(rf"{_DIGITS}|{LETTER}+", bare.removeprefix("ཕྱེད་དང་"))
    if not syllables or regex.fullmatch(rf"(?:{_DIGITS}|{LETTER}+|[་\s])*", bare) is None:
        return None
    if len(syllables) > 1 and syllables[-1] in ("པ", "པོ") and syllables[-2] != "ཐམ":
        syllables.pop()
    value = _read(syllables)
    return value if value is None or not half else value - Decimal("0.5")


def _read(syllables: Sequence[str]) -> Decimal | None:
    """Sum of terms of falling magnitude; a unit below ten needs a linker after hundreds (བརྒྱ་དང་གསུམ 103)."""
    total, ceiling, at = Decimal(0), Decimal("Infinity"), 0
    while at < len(syllables):
        linked = total > 0 and syllables[at] in ("དང", "རྩ")
        term = _term(syllables, at + linked)
        if term is None:
            return None
        value, magnitude, at = term
        if magnitude >= ceiling or (total and magnitude == 1 and (ceiling == 1 or (value < 10 and not linked))):
            return None
        total, ceiling = total + value, Decimal(magnitude)
    return total


def _magnitude(syllables: Sequence[str], at: int) -> tuple[int, int] | None:
    """(magnitude, place after it); its name may have two syllables."""
    for n in (2, 1):
        name = "་".join(syllables[at : at + n])
        if at + n <= len(syllables) and name in MAGNITUDES:
            return MAGNITUDES[name], at + n
    return None


def _term(syllables: Sequence[str], at: int) -> tuple[Decimal, int, int] | None:
    """(value, magnitude, place after it) of hundreds, thousands … or of what is below a hundred."""
    counted = _magnitude(syllables, at + 1) if at < len(syllables) and syllables[at] in COUNTS else None
    if counted:
        return Decimal(COUNTS[syllables[at]] * counted[0]), counted[0], _after_even(syllables, counted[1])
    plain = _magnitude(syllables, at)
    if plain is None:
        below = _below_100(syllables, at)
        return None if below is None else (Decimal(below[0]), 1, below[1])
    magnitude, at = plain
    phrag = syllables[at : at + 1] == ["ཕྲག"]
    at += phrag
    times = _times(syllables, at) if phrag or magnitude >= 10**4 else None
    if times:
        return times[0] * magnitude, magnitude, times[1]
    return None if phrag else (Decimal(magnitude), magnitude, _after_even(syllables, at))


def _times(syllables: Sequence[str], at: int) -> tuple[Decimal, int] | None:
    """How many of the magnitude before: digits or a number below a hundred that counts nothing after it."""
    if at >= len(syllables):
        return None
    if (value := read_digits(syllables[at])) is not None:
        return value, at + 1
    if syllables[at] in COUNTS and _magnitude(syllables, at + 1):
        return None
    below = _below_100(syllables, at)
    return None if below is None else (Decimal(below[0]), below[1])


def _below_100(syllables: Sequence[str], at: int) -> tuple[int, int] | None:
    """(value, place after it) of 1 to 99, the long and the short forms."""
    first, second, third, fourth = (*syllables[at : at + 4], "", "", "", "")[:4]
    ten = TENS.get(f"{first}་{second}")
    if ten:
        if fourth in UNITS and (LINKERS.get(third) == ten or third == "རྩ"):
            return ten + UNITS[fourth], at + 4
        return ten, _after_even(syllables, at + 2)
    if first == "བཅོ":
        return (10 + UNITS[second], at + 2) if second in ("ལྔ", "བརྒྱད") else None
    if first == "བཅུ":
        return (10 + UNITS[second], at + 2) if second in UNITS else (10, _after_even(syllables, at + 1))
    if first in LINKERS:
        return (LINKERS[first] + UNITS[second], at + 2) if second in UNITS else None
    return (UNITS[first], at + 1) if first in UNITS else None


def _after_even(syllables: Sequence[str], at: int) -> int:
    """The place after ཐམ་པ, "and no more", if it stands here."""
    return at + 2 if list(syllables[at : at + 2]) == ["ཐམ", "པ"] else at


# Placeables

_ORDINAL = rf"(?:དང་པོ{EDGE}|{{N}}(?=་?པོ?{EDGE})|{{N}})"
_PO = rf"(?:་?(?:པོ|པ){EDGE})?"
_YEAR = (
    rf"(?:སྤྱི་ལོ་?(?P<year>\p{{Nd}}{{4}}|{WORDS})(?:་?ལོ{EDGE})?|(?P<year>\p{{Nd}}{{4}}|{WORDS})་?ལོ{EDGE})"
)
_MONTH = rf"ཟླ་?(?:བ་)?(?P<month>{_ORDINAL}){_PO}(?!\p{{Nd}})"
_DAY = rf"(?:འི)?[་ ]?ཚེས་?(?P<day>{_ORDINAL}){_PO}(?:་?ཉིན{EDGE})?"
_GENITIVE = r"འི[་ ]?(?:ནང་གི་)?"
_PARAGRAPH = rf"(?:ནང་གསེས|ནང་ཚན|བརྗོད་པ)་?(?P<paragraph>{_ORDINAL}){_PO}"
_ITEM = rf"(?:རྣམ་གྲངས|དོན་གྲངས|ཚན་པ)་?(?P<item>{_ORDINAL}){_PO}"
# Yuan; སྒོར is part of other currencies' names too (ཨ་སྒོར dollar).
_YUAN = r"(?<!(?:ཨ|ཡོ|ཧོང|ཉི|དབྱིན|རུ)་)(?:སྒོར་མོ|སྒོར|ཡུ་ཨན)"
_SMALL = r"(?:་?ཟུར་?(?P<jiao>{N}))?(?:་?སྐར་(?:མ་)?(?P<fen>{N}))?"
_NOT_ORDINAL = rf"(?!་?པོ?{EDGE})"
_AGE = rf"(?:་?(?:ལ་)?(?:སླེབས|སོན|ལོན)|་?ཅན{EDGE}|་?ཚང་(?!བར))"     # "… years old", which is no duration
_YEARS = rf"(?<!སྤྱི་|འཁོར་)ལོ་?(?P<years>{{N}}){_NOT_ORDINAL}(?!{_AGE})"
_MONTHS = rf"ཟླ་?(?:བ་)?(?P<months>{{N}}){_NOT_ORDINAL}"
_DAYS = rf"ཉིན་?(?:མ་)?(?P<days>{{N}}){_NOT_ORDINAL}"
_AND = r"་(?:དང་)?"
_NAMELESS = r"ཆེ་གེ(?:་མོ)?"
# In running text only numbers of two syllables or more are numbers for sure: གཅིག is mostly an article, སོ a tooth,
# སྟོང "empty", འབུམ a book.
_PLAIN_WORDS = (
    rf"(?={_COUNT}་{_MAGNITUDE}|{_MAGNITUDE}་(?:དང་|རྩ་|ཕྲག་)?(?:{_THOUSANDS}|{_BELOW_100})|{_TEN}|བཅ[ོུ]་{_UNIT}){WORDS}"
)
_START = rf"(?<!{LETTER})"

PATTERNS = (
    Pattern(Kind.DATE, rf"{_START}{_YEAR}(?:འི)?[་ ]?{_MONTH}{_DAY}"),
    NUMERIC_DATES[0],
    Pattern(Kind.DATE, rf"{_START}{_YEAR}(?:འི)?[་ ]?{_MONTH}"),
    Pattern(Kind.DATE, rf"{_START}{_MONTH}{_DAY}"),
    Pattern(
        Kind.DATE,
        rf"{_START}(?:སྤྱི་ལོ་?)?(?P<year>\p{{Nd}}{{4}})་?ལོ{EDGE}"
        rf"|སྤྱི་ལོ་?(?P<year>\p{{Nd}}{{4}}|{WORDS}){_PO}(?:་?ལོ{EDGE})?",
    ),
    Pattern(
        Kind.ARTICLE,
        rf"དོན་ཚན་?\s?(?P<article>{_ORDINAL}){_PO}(?:{_GENITIVE}(?P<sub>{{N}})(?!་?པོ?{EDGE}))?"
        rf"(?:{_GENITIVE}{_PARAGRAPH})?(?:{_GENITIVE}{_ITEM})?",
    ),
    Pattern(Kind.ARTICLE, rf"{_START}(?:{_PARAGRAPH}(?:{_GENITIVE}{_ITEM})?|{_ITEM})"),
    Pattern(Kind.PERCENT, rf"{_START}བརྒྱ་ཆ་?(?P<amount>{{N}})[%％]?|(?P<amount>{{N}})[%％]"),
    Pattern(Kind.FRACTION, r"(?P<denominator>{N})་?ཆ་?(?P<numerator>{N})"),
    DIGIT_FRACTION,
    Pattern(
        Kind.MONEY,
        rf"{_START}(?:མི་དམངས་ཤོག་|ཤོག་)?{_YUAN}་?(?P<amount>{{N}}){_SMALL}"
        rf"|[¥￥]\s?(?P<amount>{{N}})|(?P<amount>{_DIGITS})་?(?:སྒོར|ཡུ་ཨན){EDGE}(?!་?\p{{Nd}})",
    ),
    Pattern(
        Kind.DURATION,
        rf"{_START}(?:{_YEARS}(?:{_AND}{_MONTHS})?(?:{_AND}{_DAYS})?|{_MONTHS}(?:{_AND}{_DAYS})?|{_DAYS})"
        rf"|{_START}ཆུ་ཚོད་?(?P<hours>{{N}})(?=་?(?:འི་)?(?:རིང|ནང|འགོར))",
    ),
    Pattern(
        Kind.MASK,
        rf"{_START}(?P<mask>{_NAMELESS}(?:་{_NAMELESS})*){EDGE}(?:་?(?P<number>\p{{Nd}}{{1,2}})(?![\p{{Nd}}.,]))?"
        r"|(?P<mask>某+)(?P<number>\p{Nd}{1,2})?(?!\p{Nd})|(?P<mask>[×＊*]{2,}|(?<!\p{Latin})[xX]{2,}(?!\p{Latin}))",
    ),
    Pattern(
        Kind.INTEGER,
        rf"(?<![A-Za-z\d.])(?P<amount>(?:{_START}{_MAGNITUDE}་?)?{_DIGITS})(?![\d.,]*\d)"
        r"(?![.．、]\s?\p{Tibetan})",     # a numbered item
    ),
    Pattern(Kind.INTEGER, rf"(?P<amount>{_PLAIN_WORDS}){_NOT_ORDINAL}"),
    Pattern(Kind.INTEGER, rf"(?<={_START}ལོ་?)(?P<amount>{{N}})(?={_AGE})"),
    # 副本二份, 二倍: copies and times, of which one is no number in Chinese either.
    Pattern(Kind.INTEGER, rf"(?<={_START}(?:ངོ་བཤུས|ལྡབ)་)(?!གཅིག{EDGE})(?P<amount>{WORDS}){_NOT_ORDINAL}"),
)  # fmt: skip
