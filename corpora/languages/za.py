"""Zhuang in the Latin orthography of 1982, where z, j, x, q, h at the end of a syllable write its tone.

Numbers stand before what they count or in digits with cien, fanh, ik behind them (6800 fanh, 2 fanh 5 cien); lai
means "more than" and leaves the value, geij "several" has none, ndeu "one" follows what it counts. An article is
Diuz and a number word (Diuz itcien lingz betcib caet, 1087), as 广西民族报 prints the Civil Code.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import regex

from corpora.languages import alphabetic, quantities
from corpora.languages.common import compose
from corpora.languages.language import Language, Pattern, Unit
from corpora.languages.numerals import in_sections
from corpora.languages.polarity import Polarity
from corpora.languages.quantities import read_digits
from corpora.languages.slips import BIDI_MARKS, Slip, mixed
from corpora.model import Kind

_DIGITS = {
    "lingz": 0, "it": 1, "iek": 1, "ndeu": 1, "ngeih": 2, "song": 2, "sam": 3, "seiq": 4, "haj": 5, "ngux": 5,
    "roek": 6, "loeg": 6, "caet": 7, "bet": 8, "gouj": 9,
}  # fmt: skip
_TENS = {"cib": 10, "bak": 100, "cien": 1000}
_SCALES = {"fanh": 10**4, "ik": 10**8}
_WORDS = sorted({**_DIGITS, **_TENS, **_SCALES}, key=len, reverse=True)
_WORD = f"(?:{'|'.join(_WORDS)})"
_NUMERAL = rf"(?i:{_WORD}(?:[\s']?{_WORD})*)(?![\p{{L}}'])"      # written together with daih: daih'it, the first
_SPELLED = rf"(?<![\p{{L}}']|\bgeij\s){_NUMERAL}"
_SCALE = r"(?:\s?(?:lai\s)?(?:cien|fanh|ik)(?![\p{L}']))"
_SCALED = rf"{quantities.DIGITS}(?:{_SCALE}+(?:\s{quantities.DIGITS}{_SCALE}+)*)?"
N = rf"(?:{_SCALED}|{_SPELLED})"
# What number words count, for in other places they are parts of words and of set phrases.
_COUNTERS = "aen|boux|hangh|boix|gienh|cungj|diuz|hoh|gaiq|fanh|baez|duz|mbaw|giz"
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
    plain = regex.sub(r"\slai(?!\p{L})", "", key(text))
    parts = regex.findall(rf"{quantities.DIGITS}|{_WORD}", plain)
    if not parts or regex.sub(r"[\s']", "", "".join(parts)) != regex.sub(r"[\s']", "", plain):
        return None
    return quantities.read_sections(_part(part) for part in parts)


def _part(part: str) -> tuple[Decimal, bool]:
    """(value, whether it multiplies) of a number word or digits."""
    multipliers = _TENS | _SCALES
    if part in multipliers:
        return Decimal(multipliers[part]), True
    return Decimal(_DIGITS[part]) if part in _DIGITS else read_digits(part) or Decimal(0), False


_WRITE = in_sections(
    ("lingz", "it", "ngeih", "sam", "seiq", "haj", "roek", "caet", "bet", "gouj"), ("cib", "bak", "cien"), ("fanh", "ik"),
    one=True, zero="lingz", joint=" ",
)  # fmt: skip


def spellings(value: int) -> tuple[str, ...]:
    """(itcien lingz betcib caet), 0 to 10**12."""
    return (_WRITE(value) if 0 <= value < 10**12 else "",)


def _patterns() -> tuple[Pattern, ...]:
    def counted(name: str, noun: str) -> str:
        return rf"(?:(?<!\p{{L}})(?P<{name}>{{N}})(?:\slai)?\s(?:aen\s)?(?i:{noun})(?!\p{{L}})|(?<!\p{{L}})(?i:{noun})\s(?P<{name}>ndeu)(?!\p{{L}}))"

    year = r"(?<!\d)(?P<year>(?:1\d|20)\d{2})\s(?i:nienz|bi)(?!\p{L})"
    years, months, days = counted("years", "bi|nienz|hopbi"), counted("months", "ndwen"), counted("days", "ngoenz")
    return (
        Pattern(Kind.DATE, rf"{year}\s(?P<month>{{N}})\s(?i:nyied)\s(?P<day>{{N}})\s(?i:hauh|ngoenz|saed)"),
        Pattern(Kind.DATE, rf"{year}\s(?P<month>{{N}})\s(?i:nyied)"),
        Pattern(Kind.DATE, r"(?i:bi|nienz)\s(?P<year>(?:19|20)\d{2})(?![\d.])"),
        *quantities.NUMERIC_DATES,
        Pattern(Kind.DATE, year),
        Pattern(Kind.ARTICLE, rf"(?<!\p{{L}})(?:(?i:diuz\s?daih|diuz)['\s]?(?P<article>\d+|{_NUMERAL})|(?i:daih)['\s]?(?P<article>\d+|{_NUMERAL})\s(?i:diuz)(?!\p{{L}}))(?:\s(?i:gvanj)\s?(?P<paragraph>\d+|{_SPELLED}))?"),
        Pattern(Kind.PERCENT, rf"(?P<amount>{quantities.DIGITS})\s?[%％]|(?<!\p{{L}})bak\sfaenh\scih\s(?P<amount>{{N}})"),
        Pattern(Kind.FRACTION, r"(?P<denominator>{N})\sfaenh\scih\s(?P<numerator>{N})"),
        quantities.DIGIT_FRACTION,
        Pattern(Kind.MONEY, r"[¥￥]\s?(?P<amount>{N})|(?P<amount>{N})(?:\slai)?\s(?:maenz|yienz)(?!\p{L})"),
        Pattern(Kind.DURATION, rf"{years}(?:\s{months})?(?:\s{days})?|{months}(?:\s{days})?|{days}|{counted('hours', 'siujseiz')}"),
        Pattern(Kind.MASK, r"(?P<mask>某+)(?P<number>\d{1,2})?|(?P<mask>[×＊*]{2,})"),
        Pattern(Kind.INTEGER, rf"(?!{quantities.ITEM})(?<![\p{{L}}\d.])(?P<amount>{_SCALED})(?![.,]?\d)"),
        Pattern(Kind.INTEGER, rf"(?!(?i:it|iek|ndeu)\s)(?P<amount>{_SPELLED})(?=\s(?:{_COUNTERS})(?!\p{{L}}))"),
    )  # fmt: skip


# Denied by mbouj, gaej, caengz and ndwi before the verb (韦庆稳, 壮语语法研究, 1985). mbouj before an auxiliary or miz denies; before an
# adjective it makes its opposite (mbouj bienq, unchanging), which Chinese may say without negation: doubtful.
_NOT = r"(?i)(?<!\p{L})"
POLARITY = Polarity(
    neither=_NOT + r"(?:seiz\s+mbouj\s+seiz|ca\s+mbouj\s+(?:geij|lai)|noix\s+mbouj\s+ndaej|lai\s+caengz|caengz\s?(?:mbaek|daej|giek|laeg|ndeu)|caengzcaengz|giek\s?caengz|coengz\s+bouj|mbouj\s+noix|caengz\s+(?:lai|cungz))(?!\p{L})",
    doubtful=_NOT + r"(?:mboujduenh|mboujguenj|mboujdanh?|mboujgvaq|fouz\p{L}*|mbouj(?=\s+(?!(?:ndaej|miz|dwg|hawj|cinj|cinjhawj|haengj|haengjhawj|yungh|aeu|hoih|rox|guh|bae|daj|dingq|itdingh)(?!\p{L}))\p{L})|daejcanz|cawzlizgvaq|ndwi)(?!\p{L})",
    must=_NOT + r"(?:bietdingh|itdingh\s+aeu|bietdingh\s+aeu|wngdang|wnggai|yaek\s?aeu|mbouj\s+ndaej\s+mbouj)(?!\p{L})",
    negation=_NOT + r"(?:mboujmiz|mboujndaej|mbouj(?:\s+ndaej|\s+miz|\s+dwg|\s+hawj|\s+cinj(?:hawj)?|\s+haengj(?:hawj)?|\s+yungh|\s+aeu|\s+hoih|\s+rox|\s+guh|\s+bae|\s+dingq|\s+itdingh|(?=\s*[^\s\p{L}]))|gaej|(?:lij|vanzlij|seng)\s+caengz|caengz(?=\s+(?:miz|ndaej|guh|gaij|dwg|hawj|deng|bungz)))(?!\p{L})",
    may=_NOT + r"(?:gojndaej|gojnaengz|gojnwngz)(?!\p{L})",
)

# Letters of the orthography of 1957, which that of 1982 gave up.
SLIPS = (
    BIDI_MARKS,
    Slip("[ƃɓƌɗəɯŋɵƨƽƅƄƃƋ]+", "有 1957 年方案的旧字母", "请改成 1982 年方案的字母。"),
    mixed("Latin", "Cyrillic", "壮文词里夹有西里尔字母"),
)

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
    polarity=POLARITY,
    spellings=spellings,
    slips=SLIPS,
)
