"""Numbers in words and digits, and the placeables alphabetic languages write alike.

Everything here returns values or regex source; the words themselves are tables of the language files.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

import regex

from corpora.languages import common
from corpora.languages.language import Pattern
from corpora.model import Kind

LETTER = r"[\p{L}\p{M}×]"
# In sources that hold {N} (see `Pattern`) write \p{Nd}, never the class of all numbers: it would read as {N}.

# 1,200 and 1 200 are thousands; a comma before other than three digits is the decimal comma.
# Never half a run of digits: a page of them costs its length, not its square.
DIGITS = r"(?<!\p{Nd})(?:\p{Nd}{1,3}(?:(?:[,،]\p{Nd}{3})+|(?:[ \u00A0\u202F\u066C]\p{Nd}{3})+)(?:\.\p{Nd}+)?|\p{Nd}++(?:[.,\u066B]\p{Nd}++)?)"
_DIGITS = regex.compile(DIGITS)
_GROUPED = regex.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_HALF = Decimal("0.5")
_CEILINGS = (Decimal(100), Decimal(10), Decimal(1), Decimal(0))  # what follows must be below the first it reaches


def read_digits(text: str) -> Decimal | None:
    """Value of a number in digits of any script, None for anything else."""
    text = text.strip()
    if not _DIGITS.fullmatch(text):
        return None
    plain = regex.sub(r"[\s\u066C،]", "", common.digits(text)).replace("\N{ARABIC DECIMAL SEPARATOR}", ".")
    return Decimal(plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain.replace(",", "."))


def read_number(text: str, values: Mapping[str, Decimal], key: Callable[[str], str], ordinal: str) -> Decimal | None:
    """Value of a number in digits, words or both (2 миллион 400 мың); ordinals count as their number.

    `values` maps keys of number words to values, `ordinal` is regex source of what makes digits ordinal.
    Words must be in order: "жиырма бес" is 25, "бес жиырма" is no number.
    """
    bare = regex.sub(rf"(?<=\p{{Nd}})(?:{ordinal})$", "", key(text))
    parts = regex.findall(rf"{DIGITS}(?!\p{{Nd}})|[^\s\p{{Nd}}-]+", bare)
    if not parts or regex.sub(r"[\s-]", "", bare) != regex.sub(r"\s", "", "".join(parts)):
        return None
    total, scale, group = Decimal(0), None, []
    for part in parts:
        digits = read_digits(part)
        value = values.get(part) if digits is None else digits
        if value is None:
            return None
        if digits is None and value >= 1000:
            below = _below_thousand(group) if group else Decimal(1)
            if below is None or (scale is not None and value >= scale):
                return None
            total, scale, group = total + below * value, value, []
        else:
            group.append((value, digits is not None))
    if scale is not None and group == [(_HALF, False)]:  # two million and a half
        return total + scale * _HALF
    rest = _below_thousand(group)
    return None if rest is None else total + rest


def _below_thousand(group: Sequence[tuple[Decimal, bool]]) -> Decimal | None:
    """Sum of hundreds, tens, units and a half, each (value, written in digits), None out of this order."""
    total, ceiling = Decimal(0), Decimal("Infinity")
    for value, in_digits in group:
        if value == 100 and not in_digits and 1 <= total <= 9:
            total, ceiling = total * 100, value
        elif value >= ceiling or (value == 0 and len(group) > 1):
            return None
        else:
            total += value
            ceiling = Decimal(1) if in_digits else next(c for c in _CEILINGS if value >= c)
    return total


def read_sections(parts: Iterable[tuple[Decimal, bool]], short: bool = False) -> Decimal | None:
    """Value of a number counted in sections of ten thousand, as Chinese does and Korean and Zhuang after it.

    `parts` are (value, whether it multiplies): 3万5千 is (3, no) (10000, yes) (5, no) (1000, yes). With `short`, a last
    digit without 零 before it counts the next lower ten (一百五 150). None where the order is broken.
    """
    total, section, ceiling = Decimal(0), Decimal(0), Decimal(10**4)
    digit: Decimal | None = None
    unit = Decimal(0)            # the multiplier right before
    for value, multiplies in parts:
        if not multiplies:
            if digit:
                return None
            digit = value
            unit = unit if digit else Decimal(0)
        elif value < 10**4:
            if value >= ceiling and section:
                return None
            section, digit, ceiling, unit = section + (1 if digit is None else digit) * value, None, value, value
        else:
            section = section + (digit or 0) or Decimal(0 if total else 1)
            total = (total + section) * value if 0 < total < value else total + section * value
            section, digit, ceiling, unit = Decimal(0), None, Decimal(10**4), value
    return total + section + (digit or 0) * (unit / 10 if short and unit >= 100 else 1)


def number_source(words: Iterable[str], scales: Iterable[str], ordinal: str, ending: str = "") -> str:
    """Regex source of the numbers `read_number` reads, on word boundaries.

    Numbers of several words and those with a scale word may carry an `ending` (20 مىليوندىن "over 20 million"),
    which is left out of the match; single words may not: they are too often other words.
    """
    words = tuple(words)
    word, scale = alternatives(words), alternatives(scales)
    scaled = rf"{DIGITS}[\s-]?{scale}"
    more = rf"\s+(?:{scaled}|{word})"
    rest = rf"(?:(?<={scale})\s+\p{{Nd}}{{1,3}}(?![.,]?\p{{Nd}}))?"
    compound = rf"(?:{scaled}(?:{more})*|{word}(?:{more})+){rest}(?={ending}(?!{LETTER}))"
    digits = rf"(?<!\p{{Nd}}[.,]){DIGITS}(?![.,]?\p{{Nd}})(?:(?:{ordinal})(?!{LETTER}))?"
    first = "".join(sorted({c for w in words for c in (w[0].lower(), w[0].upper())}))     # looked at first: fast
    return rf"(?<![\p{{L}}\p{{M}}\p{{Nd}}])(?=[{first}\p{{Nd}}])(?:{compound}|{word}(?!{LETTER})|{digits})"


def alternatives(words: Iterable[str]) -> str:
    """Regex source of any of these words, longest first, capitals and small letters alike."""
    return f"(?i:{'|'.join(sorted(words, key=lambda w: (-len(w), w)))})"

# Placeables

def noun(stem: str, ending: str) -> str:
    """Source of a noun in any inflected form: `stem` then `ending` (see `alphabetic.endings`)."""
    return rf"(?i:{stem}){ending}(?!{LETTER})"


YEAR = r"(?<!\p{Nd})(?P<year>(?:1\p{Nd}|20)\p{Nd}{2})(?!\p{Nd})"
_MONTH, _DAY = r"(?P<month>1[0-2]|0?[1-9])", r"(?P<day>3[01]|[12]\p{Nd}|0?[1-9])(?!\p{Nd})"
NUMERIC_DATES = (
    Pattern(Kind.DATE, rf"{YEAR}(?:-{_MONTH}-|\.{_MONTH}\.|/{_MONTH}/){_DAY}"),
    Pattern(Kind.DATE, rf"(?<!\p{{Nd}}[.,]?){_DAY}\.{_MONTH}\.{YEAR}"),
)
DIGIT_FRACTION = Pattern(
    Kind.FRACTION, r"(?<![\p{L}\p{Nd}/.,])(?P<numerator>\p{Nd}+)/(?P<denominator>\p{Nd}+)(?![\p{L}\p{Nd}/])"
)


def money(unit: str) -> Pattern:
    """An amount before its unit, or behind ¥."""
    return Pattern(Kind.MONEY, rf"[¥￥]\s?(?P<amount>{{N}})|(?P<amount>{{N}})\s?-?\s?(?P<unit>{unit})")


def percent(word: str) -> Pattern:
    """40 %, 40 percent, and %40 as Uyghur writes it."""
    return Pattern(Kind.PERCENT, rf"(?P<amount>{{N}})\s?(?:[%％٪]|{word})|[%％٪]\s?(?P<amount>{{N}})")


def duration(cardinal: str, years: str, months: str, days: str, hours: str) -> Pattern:
    """Years, months, days, hours in this order, any of them; `cardinal` because a third year is not three years."""
    parts = [
        rf"(?P<{name}>{cardinal})\s?{noun}"
        for name, noun in {"years": years, "months": months, "days": days, "hours": hours}.items()
    ]
    chains = (parts[i] + "".join(rf"(?:\s+{later})?" for later in parts[i + 1 :]) for i in range(len(parts)))
    return Pattern(Kind.DURATION, "|".join(chains))


# Where an item of a list begins: 1. 2) (3)
_OPENS = r"(?:^|[\n.:;。：；؛،。！？!?؟]\s*)"
ITEM = rf"(?:(?<={_OPENS})\p{{Nd}}{{1,2}}[.)、）](?!\p{{Nd}})|(?<={_OPENS}[(（])\p{{Nd}}{{1,2}}[)）])"


def integer(lonely: Iterable[str], words: Iterable[str]) -> Pattern:
    """Any number, but not that of a list's item, nor a word of `lonely` alone: "one" is an article, "third" a role."""
    another = rf"(?!\s+{alternatives(words)}(?!{LETTER}))"
    return Pattern(Kind.INTEGER, rf"(?!{ITEM}|{alternatives(lonely)}(?!{LETTER}){another})(?P<amount>{{N}})")


def mask(words: Iterable[str] = (), ending: str = "") -> Pattern:
    """What stands for a withheld name: Chinese 某, crosses, stars, or words for "so-and-so", said once or twice."""
    anyone = alternatives(words)
    spoken = rf"|(?<!{LETTER}){anyone}(?:\s{anyone})*(?={ending}(?!{LETTER}))" if words else ""
    crosses = r"[×✕✖╳]+|(?<![\p{L}\p{Nd}])(?:X{2,}|Х{2,}|[*＊]{2,})"
    return Pattern(Kind.MASK, rf"(?P<mask>某{{1,3}}|{crosses}{spoken})(?P<number>\p{{Nd}}+)?")
