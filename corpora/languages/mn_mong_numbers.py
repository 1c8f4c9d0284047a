"""Numbers and placeables in traditional Mongolian, in every spelling that looks the same.

Tens and units stand side by side (ᠬᠣᠷᠢᠨ ᠲᠠᠪᠤ 25), hundreds and thousands after their number; before a noun
or another number most take -n. Ordinals end in ᠳᠤᠭᠠᠷ or ᠳᠦᠭᠡᠷ, written on or apart.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import regex

from corpora.languages import numerals
from corpora.languages.common import digits
from corpora.languages.language import Pattern
from corpora.languages.mn_mong_letters import APART, END, JOINED, START, UNSEEN, spelt
from corpora.languages.quantities import DIGIT_FRACTION, NUMERIC_DATES, read_number
from corpora.model import Kind

# Without -n; ᠨᠠᠢᠮᠠ and ᠨᠠᠶᠢᠮᠠ are two ways to write one word.
_STEMS = {
    "ᠨᠢᠭᠡ": 1, "ᠬᠣᠶᠠᠷ": 2, "ᠭᠤᠷᠪᠠ": 3, "ᠳᠥᠷᠪᠡ": 4, "ᠲᠠᠪᠤ": 5, "ᠵᠢᠷᠭᠤᠭ᠎ᠠ": 6, "ᠳᠣᠯᠣᠭ᠎ᠠ": 7, "ᠨᠠᠢᠮᠠ": 8, "ᠨᠠᠶᠢᠮᠠ": 8, "ᠶᠢᠰᠦ": 9,
    "ᠠᠷᠪᠠ": 10, "ᠬᠣᠷᠢ": 20, "ᠭᠤᠴᠢ": 30, "ᠳᠥᠴᠢ": 40, "ᠲᠠᠪᠢ": 50, "ᠵᠢᠷᠠ": 60, "ᠳᠠᠯᠠ": 70, "ᠨᠠᠶᠠ": 80, "ᠶᠡᠷᠡ": 90, "ᠵᠠᠭᠤ": 100,
}  # fmt: skip
_SCALES = {"ᠮᠢᠩᠭ᠎ᠠ": 1000, "ᠲᠦᠮᠡ": 10**4, "ᠪᠤᠮ": 10**5, "ᠰᠠᠶ᠎ᠠ": 10**6, "ᠳᠦᠩᠰᠢᠭᠤᠷ": 10**8}
_VALUES = _STEMS | _SCALES
_ORDINAL_STEMS = _VALUES | {"ᠬᠣᠶᠠ": 2}     # ᠬᠣᠶᠠᠳᠤᠭᠠᠷ loses its r
_MVS, _N, _TH = "\N{MONGOLIAN VOWEL SEPARATOR}", "\N{MONGOLIAN LETTER NA}", "ᠳᠤᠭᠠᠷ"


def _forms(stems: dict[str, int]) -> dict[str, int]:
    """Each stem by itself and with -n, which makes a final a written apart part of the word again."""
    return {form: value for stem, value in stems.items() for form in (stem, stem.replace(_MVS, "") + _N)}


_WORDS = _forms(_VALUES)
_DIGITS = r"(?:\p{Nd}{1,3}(?:,\p{Nd}{3})+|\p{Nd}+)(?:\.\p{Nd}+)?"
_STEM = rf"{spelt(' '.join(_ORDINAL_STEMS))}(?:{_N}{UNSEEN}*)?"
_SCALE = rf"{spelt(' '.join(_SCALES))}(?:{_N}{UNSEEN}*)?{END}"
_ORDINAL = spelt(_TH)
# Words side by side; the last may have the ordinal ending written on. Written once, because it is long.
_SPELLED = rf"{START}(?:{_STEM}(?:{APART}+|{END}|(?={_ORDINAL})))+(?<!{APART})"
_IN_DIGITS = rf"(?<![\p{{Nd}}.,]|{JOINED}){_DIGITS}(?![.,]?\p{{Nd}})(?:{APART}*{_SCALE}(?:{APART}+{_DIGITS}{APART}*{_SCALE})*)?"
CARDINAL = rf"(?:(?>{_SPELLED}|{_IN_DIGITS})(?!{APART}*{_ORDINAL}{END}))"
ORDINAL = rf"(?:(?>{_SPELLED}|{_IN_DIGITS}){APART}*{_ORDINAL}{END})"
NUMBER = rf"(?:(?>{_SPELLED}|{_IN_DIGITS})(?:{APART}*{_ORDINAL}{END})?)"


def number(key: Callable[[str], str]) -> Callable[[str], Decimal | None]:
    """The reader of numbers in words, digits or both; ordinals, written on or apart, count as their number."""
    ordinal = key(_TH)
    values = {key(word): Decimal(value) for word, value in _WORDS.items()}
    values |= {key(stem).replace(_MVS, "") + ordinal: Decimal(value) for stem, value in _forms(_ORDINAL_STEMS).items()}
    values |= {word.replace(_MVS, ""): value for word, value in values.items()}

    def read(text: str) -> Decimal | None:
        bare = regex.sub(rf"(?<=\p{{Nd}}) ?{ordinal}$| {ordinal}$", "", key(text))
        return read_number(bare, values, key, "(?!)")

    return read


# Writing

_FRONT = {1, 4, 9, 40, 90, 10**4}     # said with front vowels
_TH_FRONT = "\u1833\u1826\u182d\u1821\u1837"


def _written() -> numerals.Spellings:
    stems = numerals.whole(_VALUES)
    before = {value: stem.replace(_MVS, "") + _N for value, stem in stems.items() if value != 2}
    ordinals = {
        value: (stem.replace(_MVS, "") if value != 2 else "ᠬᠣᠶᠠ") + (_TH_FRONT if value in _FRONT else _TH)
        for value, stem in stems.items()
    }
    return numerals.in_words(stems, before, ordinals, (10**4, 1000, 100), most=10**7)


spellings = _written()
_ENDINGS = ((_TH, _TH_FRONT), ("ᠤᠨ", "ᠦᠨ"), ("ᠤ", "ᠦ"))
_AFTER_DIGITS = regex.compile(
    rf"(?P<digits>\p{{Nd}}+)(?P<gap>{APART}+)(?P<word>{'|'.join(form for forms in _ENDINGS for form in forms)}){END}"
)


def agree(text: str) -> str:
    """Endings after digits follow the last word of the number: 3 takes ᠳᠤᠭᠠᠷ and ᠤ, 4 takes ᠳᠦᠭᠡᠷ and ᠦ."""

    def ending(match: regex.Match[str]) -> str:
        front = numerals.last_part(int(digits(match["digits"]))) in _FRONT
        forms = next(forms for forms in _ENDINGS if match["word"] in forms)
        return match["digits"] + match["gap"] + forms[front]

    return _AFTER_DIGITS.sub(ending, text)


# Placeables

_GENITIVE = spelt("ᠤ ᠤᠨ ᠶᠢᠨ") + END
_OF = rf"{APART}+{_GENITIVE}{APART}*"
_YEAR_WORD, _MONTH_WORD, _DAY_WORD = spelt("ᠣᠨ") + END, spelt("ᠰᠠᠷ᠎ᠠ") + END, spelt("ᠡᠳᠦᠷ") + END
_YEAR = rf"(?<!\p{{Nd}})(?P<year>\p{{Nd}}{{4}}){APART}*{_YEAR_WORD}(?:{_OF}|{APART}*)"
_MONTH = rf"(?P<month>{ORDINAL}|\p{{Nd}}{{1,2}}){APART}*{_MONTH_WORD}"
_DAY = rf"{_OF}(?P<day>{NUMBER})(?:(?:{APART}+{_GENITIVE})?{APART}+{_DAY_WORD})?"
_CLAUSE, _PART, _POINT = spelt("ᠵᠦᠢᠯ ᠵᠦᠶᠢᠯ") + END, spelt("ᠬᠡᠰᠡᠭ") + END, spelt("ᠵᠠᠭᠠᠯᠲᠠ") + END
_PARAGRAPH, _ITEM = rf"(?P<paragraph>{NUMBER}){APART}+{_PART}", rf"(?P<item>{NUMBER}){APART}+{_POINT}"
_YUAN = spelt("ᠲᠥᠭᠥᠷᠢᠭ ᠲᠥᠭᠦᠷᠢᠭ ᠶᠤᠸᠠᠨ ᠶᠤᠠᠨ") + END
_YEARS = rf"(?P<years>{CARDINAL}){APART}+{spelt('ᠵᠢᠯ')}{END}"
_MONTHS = rf"(?P<months>{CARDINAL}){APART}+{_MONTH_WORD}"
_DAYS = rf"(?P<days>{CARDINAL}){APART}+{spelt('ᠡᠳᠦᠷ ᠬᠣᠨᠣᠭ')}{END}"
_AND = rf"{APART}+(?:{spelt('ᠪᠠ')}{APART}+)?"
_WITHIN = rf"(?={_OF}{spelt('ᠳᠣᠲᠤᠷ᠎ᠠ ᠬᠤᠭᠤᠴᠠᠭ᠎ᠠ')}|{APART}+{spelt('ᠳᠣᠲᠤᠷ᠎ᠠ')})"
_COPY, _BOOK = spelt("ᠬᠠᠭᠤᠯᠪᠤᠷᠢ") + END, spelt("ᠳᠡᠪᠲᠡᠷ") + END
_NAMELESS = spelt("ᠮᠧᠦ")                  # 某 as it sounds
_PARTS = spelt(" ".join(stem.replace(_MVS, "") + _N for stem in ("ᠭᠤᠷᠪᠠ", "ᠳᠥᠷᠪᠡ", "ᠲᠠᠪᠤ", "ᠠᠷᠪᠠ", "ᠮᠢᠩᠭ᠎ᠠ", "ᠲᠦᠮᠡ")))

PATTERNS = (
    Pattern(Kind.DATE, _YEAR + _MONTH + _DAY),
    *NUMERIC_DATES,
    Pattern(Kind.DATE, _YEAR + _MONTH),
    Pattern(Kind.DATE, _MONTH + _DAY),
    Pattern(Kind.DATE, rf"(?<!\p{{Nd}})(?P<year>\p{{Nd}}{{4}}){APART}*ᠣᠨ{END}"),
    Pattern(
        Kind.ARTICLE,
        rf"(?P<article>{{N}}){APART}+{_CLAUSE}(?:{_OF}(?P<sub>{CARDINAL})(?!{APART}*(?:{_PART}|{_POINT})))?"
        rf"(?:{_OF}{_PARAGRAPH})?(?:{_OF}{_ITEM})?",
    ),
    Pattern(Kind.ARTICLE, rf"(?=\p{{Nd}}){_PARAGRAPH}(?:{_OF}{_ITEM})?"),
    Pattern(Kind.PERCENT, rf"(?P<amount>{{N}})[%％]|(?P<amount>{CARDINAL}){APART}+{spelt('ᠬᠤᠪᠢ')}{END}"),
    Pattern(Kind.PERCENT, rf"{START}{spelt('ᠵᠠᠭᠤᠨ')}{_OF}(?P<amount>{CARDINAL})"),
    Pattern(Kind.FRACTION, rf"{START}(?P<denominator>{_PARTS}){_OF}(?P<numerator>{CARDINAL})"),
    DIGIT_FRACTION,
    Pattern(Kind.MONEY, rf"(?P<amount>{CARDINAL}){APART}*{_YUAN}|[¥￥]\s?(?P<amount>{CARDINAL})"),
    Pattern(
        Kind.DURATION,
        rf"{_YEARS}(?:{_AND}{_MONTHS})?(?:{_AND}{_DAYS})?|{_MONTHS}(?:{_AND}{_DAYS})?|{_DAYS}"
        rf"|(?P<hours>{CARDINAL}){APART}+{spelt('ᠴᠠᠭ')}{END}{_WITHIN}",
    ),
    Pattern(
        Kind.MASK,
        rf"{START}(?P<mask>{_NAMELESS}(?:{APART}+{_NAMELESS})*){END}(?P<number>\p{{Nd}}{{1,2}})?(?!\p{{Nd}})"
        r"|(?P<mask>某+)(?P<number>\p{Nd}{1,2})?(?!\p{Nd})|(?P<mask>[×＊*]{2,}|(?<!\p{Latin})[xX]{2,}(?!\p{Latin}))",
    ),
    Pattern(
        Kind.INTEGER,
        rf"(?<![A-Za-z\d.])(?P<amount>{_DIGITS}(?:{APART}+{_SCALE})?)(?![\d.,]*\d)(?![.．、]\s?\p{{Mongolian}})",
    ),
    # One word alone is as often something else (ᠨᠢᠭᠡ a, ᠲᠠᠪᠢ put, ᠶᠠᠭᠤ what, which looks like ᠵᠠᠭᠤ 100).
    Pattern(Kind.INTEGER, rf"(?P<amount>(?={_STEM}{APART}+{_STEM}{END}){CARDINAL})(?!\s?[.、])"),
    # 副本二份: copies, of which one is no number in Chinese either.
    Pattern(
        Kind.INTEGER,
        rf"(?<={START}{_COPY}{APART}+(?:{_BOOK}{APART}+)?)(?!{spelt('ᠨᠢᠭᠡ')}(?:{_N}{UNSEEN}*)?{END})(?P<amount>{CARDINAL})",
    ),
)  # fmt: skip
