"""Zhuang in the Latin orthography of 1982, where z, j, x, q, h at the end of a syllable write its tone.

Numbers stand before what they count or in digits with cien, fanh, ik behind them (6800 fanh); lai after a
scale means "more than" and leaves the value. An article is Diuz and a number word (Diuz itcien lingz betcib
caet, 1087), as 广西民族报 prints the Civil Code.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import regex

from corpora.languages import alphabetic, quantities
from corpora.languages.common import compose
from corpora.languages.language import Language, Pattern, Unit
from corpora.languages.quantities import read_digits
from corpora.model import Kind

_DIGITS = {
    "lingz": 0, "it": 1, "iek": 1, "ndeu": 1, "ngeih": 2, "song": 2, "sam": 3, "seiq": 4, "haj": 5, "ngux": 5,
    "roek": 6, "loeg": 6, "caet": 7, "bet": 8, "gouj": 9,
}  # fmt: skip
_TENS = {"cib": 10, "bak": 100, "cien": 1000}
_SCALES = {"fanh": 10**4, "ik": 10**8}
_WORDS = sorted({**_DIGITS, **_TENS, **_SCALES}, key=len, reverse=True)
_WORD = f"(?:{'|'.join(_WORDS)})"
_SPELLED = rf"(?<![\p{{L}}'])(?i:{_WORD}(?:[\s']?{_WORD})*)(?![\p{{L}}'])"
N = rf"(?:{quantities.DIGITS}(?:\s?(?:cien|fanh|ik)(?![\p{{L}}']))*|{_SPELLED})"
_SCALED = rf"{quantities.DIGITS}(?:\s?(?:cien|fanh|ik)(?![\p{{L}}']))*"
COMMON = (
    "gij aen boux diuz bonj gaiq haenx neix de ndeu dwg miz youq ndaej caeuq roxnaeuz hawj deng aeu bae daeuj le caiq hix cix "
    "mbouj gaej youh vih daj daengz doiq ndaw rog gwnz laj gonq laeng gak moix daengx doengzcaez ciuq danghnaeuz gou mwngz raeuz"
)
INFLECTION = alphabetic.Inflection(regex.compile(r"(?!)"))


def key(raw: str) -> str:
    return alphabetic.folded(compose(raw)).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")


def units(text: str) -> list[Unit]:
    """Whole words: they do not inflect (aligned as characters to words, .90 right)."""
    found = []
    for span in alphabetic.words(text, (), key, INFLECTION):
        form = text[span.start : span.end]
        value = read_digits(form) if form[0].isdecimal() else None
        found.append(Unit(key(form) if value is None else f"{value:f}", *span))
    return found


def number(text: str) -> Decimal | None:
    """Value of digits with scale words, or of number words written together or apart."""
    plain = key(text)
    match = regex.fullmatch(rf"({quantities.DIGITS})((?:\s?(?:cien|fanh|ik))*)", plain)
    if match:
        value = read_digits(match[1])
        for scale in match[2].split() if value is not None else ():
            value *= {**_TENS, **_SCALES}[scale]
        return value
    parts = regex.findall(_WORD, regex.sub(r"[\s']", "", plain))
    if not parts or "".join(parts) != regex.sub(r"[\s']", "", plain):
        return None
    return quantities.sectioned(parts, _DIGITS, _TENS, _SCALES)


def _patterns() -> tuple[Pattern, ...]:
    year = r"(?P<year>(?:1\d|20)\d{2})\s(?i:nienz|bi)(?!\p{L})"
    return (
        Pattern(Kind.DATE, rf"{year}\s(?P<month>{_SCALED})\s(?i:nyied)\s(?P<day>{_SCALED})\s(?i:hauh|ngoenz|saed)"),
        Pattern(Kind.DATE, rf"{year}\s(?P<month>{_SCALED})\s(?i:nyied)"),
        Pattern(Kind.DATE, r"(?i:bi|nienz)\s(?P<year>(?:19|20)\d{2})(?![\d.])"),
        *quantities.NUMERIC_DATES,
        Pattern(Kind.DATE, year),
        Pattern(Kind.ARTICLE, rf"(?<!\p{{L}})(?i:diuz\s?daih|diuz)\s?(?P<article>\d+|{_SPELLED})(?:\s(?i:gvanj)\s?(?P<paragraph>\d+|{_SPELLED}))?"),
        Pattern(Kind.PERCENT, rf"(?P<amount>{quantities.DIGITS})\s?[%％]"),
        quantities.DIGIT_FRACTION,
        Pattern(Kind.MONEY, rf"[¥￥]\s?(?P<amount>{_SCALED})|(?P<amount>{_SCALED})(?:\slai)?(?:\s(?:cien|fanh|ik))*\s(?:maenz|yienz)(?!\p{{L}})"),
        Pattern(Kind.MASK, r"(?P<mask>某+)(?P<number>\d{1,2})?|(?P<mask>[×＊*]{2,})"),
        Pattern(Kind.INTEGER, rf"(?<![\p{{L}}\d.])(?P<amount>{_SCALED})(?![.,]?\d)"),
    )  # fmt: skip


LANGUAGE = Language(
    code="za",
    name="壮文",
    autonym="Vahcuengh",
    fonts=("Noto Serif", "Georgia", "Times New Roman", "serif"),
    text=compose,
    key=key,
    sentences=alphabetic.sentences,
    words=partial(alphabetic.words, key=key, inflection=INFLECTION),
    units=units,
    number=number,
    number_pattern=N,
    patterns=_patterns(),
    months={},
    scales={},
    boundary=partial(alphabetic.boundary, key=key, inflection=INFLECTION),
    script=r"\p{Latin}",
    joiner=" ",
    common=frozenset(COMMON.split()),
)
