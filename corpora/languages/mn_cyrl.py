"""Mongolian in Cyrillic.

Statutes count зүйл (条), хэсэг (款), заалт (项); a part is often cited with its article before it, "11.2 дахь
хэсэг". Mongolian courts in China write the traditional script; төгрөг is their word for yuan too.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import regex

from corpora.languages import alphabetic, common, numerals, quantities
from corpora.languages.language import Language, Pattern
from corpora.languages.polarity import Polarity, either
from corpora.languages.quantities import LETTER, YEAR, alternatives
from corpora.languages.slips import BIDI_MARKS, Slip, mixed
from corpora.model import Kind

# Each number by itself, and as it stands before a noun or another number.
CARDINALS = {
    "тэг": 0, "нэг": 1, "нэгэн": 1, "хоёр": 2, "гурав": 3, "гурван": 3, "дөрөв": 4, "дөрвөн": 4, "тав": 5, "таван": 5,
    "зургаа": 6, "зургаан": 6, "долоо": 7, "долоон": 7, "найм": 8, "найман": 8, "ес": 9, "есөн": 9,
    "арав": 10, "арван": 10, "хорь": 20, "хорин": 20, "гуч": 30, "гучин": 30, "дөч": 40, "дөчин": 40,
    "тавь": 50, "тавин": 50, "жар": 60, "жаран": 60, "дал": 70, "далан": 70, "ная": 80, "наян": 80,
    "ер": 90, "ерэн": 90, "зуу": 100, "зуун": 100, "мянга": 1000, "мянган": 1000, "түм": 10**4, "түмэн": 10**4,
    "бум": 10**5, "сая": 10**6, "тэрбум": 10**9, "хагас": Decimal("0.5"),
}
ORDINALS = {
    "нэгдүгээр": 1, "хоёрдугаар": 2, "гуравдугаар": 3, "дөрөвдүгээр": 4, "тавдугаар": 5, "зургаадугаар": 6, "зургадугаар": 6,
    "долоодугаар": 7, "долдугаар": 7, "наймдугаар": 8, "есдүгээр": 9, "аравдугаар": 10, "хорьдугаар": 20,
    "гучдугаар": 30, "дөчдүгээр": 40, "тавьдугаар": 50, "жардугаар": 60, "далдугаар": 70, "наядугаар": 80,
    "ердүгээр": 90, "зуудугаар": 100, "мянгадугаар": 1000, "нэгдэх": 1, "нэг дэх": 1, "хоёрдахь": 2,
    "хоёр дахь": 2, "гуравдахь": 3, "гурав дахь": 3, "дөрөвдэх": 4, "дөрөв дэх": 4, "тавдахь": 5, "тав дахь": 5,
}
GENITIVES = {
    "хоёрны": 2, "гуравны": 3, "дөрөвний": 4, "тавны": 5, "зургааны": 6, "долооны": 7, "наймны": 8, "есний": 9,
    "аравны": 10, "хорины": 20, "зууны": 100, "мянганы": 1000, "түмний": 10**4,
}
SCALES = ("мянга", "мянган", "түм", "түмэн", "бум", "сая", "тэрбум")
# By themselves these are other words: a, hundred (century), put!, in general, half, the next …
ALONE = (
    "нэг", "нэгэн", "тэг", "зуу", "зуун", "тавь", "ер", "хагас", "дал", "далан", "жар", "бум", "түм", "түмэн",
    "сая", "мянга", "мянган", "ная", "гуч", "дөч", "ес",
)
ORDINAL = r"\s?(?:-\s?р|дугаар|дүгээр|дахь|дэх)"
MONTHS = {
    "нэгдүгээр": 1, "хоёрдугаар": 2, "гуравдугаар": 3, "дөрөвдүгээр": 4, "тавдугаар": 5, "зургаадугаар": 6, "зургадугаар": 6,
    "долоодугаар": 7, "долдугаар": 7, "наймдугаар": 8, "есдүгээр": 9, "аравдугаар": 10, "арван нэгдүгээр": 11,
    "арван хоёрдугаар": 12,
}
ABBREVIATIONS = "гм тн мэ нэ хх ххк тб төг проф ам док дугт инж см км кг"

PLURAL = "нууд нүүд гууд гүүд ууд үүд чууд чүүд нар нэр"
CASE = (
    "гийн ийн ын ний ны ий ы н нд анд энд онд өнд ад эд од өд д т ыг ийг йг г аас ээс оос өөс наас нээс ноос нөөс гаас "
    "гээс гоос гөөс аар ээр оор өөр гаар гээр гоор гөөр тай тэй той төй руу рүү луу лүү дахь дэх"
)
REFLEXIVE = "гаа гээ гоо гөө аа ээ оо өө"
CHANGES = (("[аэоөи](?=[^аэиоуөүеёюяйыьъ]$)", ""), ("[аэоө]$", ""))  # хэрэг, хэргийн; мянга, мянгын
COMMON = (
    "ба болон буюу бөгөөд ч нь л юм бол болох болно байна байсан байх гэж гэсэн гэх энэ тэр эдгээр уг тус өөрийн "
    "өөр бүр бүх дагуу тухай хувьд дээр доор дотор хооронд үед дараа өмнө хүртэл мөн харин хэмээн"
)


ENDING = alphabetic.endings(PLURAL, CASE, REFLEXIVE)


def _noun(stem: str) -> str:
    return quantities.noun(stem, ENDING)


def _patterns() -> tuple[Pattern, ...]:
    year = rf"{YEAR}\s?(?:{_noun('он')}|-?\s?о(?:нд|ны|н)(?!{LETTER}))"
    month = rf"(?P<month>{{N}})\s?-?\s?(?i:сар)(?:ын|ны|д|аас|ыг)?(?!{LETTER})"
    suffix, word = rf"(?:\s?-\s?)?{LETTER}{{1,4}}(?!{LETTER})", rf"\s(?i:өд(?:өр|рийн|рөөс|өрт))(?!{LETTER})"
    day = rf"(?P<day>\p{{Nd}}{{1,2}}|{{N}})(?:{suffix})?(?:{word})?"
    about = r"(?:(?:гаруй|орчим|шахам)(?:ны|ын|н)?\s)?"
    own = rf"(?:\p{{Nd}}+\.)+(?P<PART>\p{{Nd}}+){ORDINAL}"  # the article cited again: 11.2 дахь хэсэг
    paragraph = rf"(?:\s*(?:{own.replace('PART', 'paragraph')}|(?P<paragraph>{{N}}))\s?-?\s?{_noun('хэсэг|хэсг')})"
    item = rf"(?:\s*(?:{own.replace('PART', 'item')}|(?P<item>{{N}}))\s?-?\s?{_noun('заалт')})"
    article = rf"(?:(?P<article>\p{{Nd}}+)-(?P<sub>\p{{Nd}}+){ORDINAL}|(?P<article>{{N}}))\s?-?\s?{_noun('зүйл')}"
    cardinal = quantities.number_source(CARDINALS, SCALES, "(?!)")
    return (
        Pattern(Kind.DATE, rf"{year}\s*{month}\s*{day}"),
        Pattern(Kind.DATE, rf"{year}\s*{month}"),
        *quantities.NUMERIC_DATES,
        Pattern(Kind.DATE, rf"(?P<month>{alternatives(MONTHS)}|\p{{Nd}}{{1,2}}{ORDINAL})\s(?i:сар(?:ын|ны))\s{day}"),
        Pattern(Kind.DATE, year),
        Pattern(Kind.ARTICLE, rf"{article}(?:{paragraph}?{item}|{paragraph})?"),
        quantities.money(about + _noun("төгрөг|юань?")),
        quantities.percent(about + rf"(?:(?i:хув(?:ь|и|ий))(?:йн|н|йг|г|ар|ас|д|тай)?(?!{LETTER})|{_noun('процент')})"),
        Pattern(Kind.FRACTION, rf"(?<!{LETTER})(?P<denominator>{alternatives(GENITIVES)})\s+"
                               rf"(?P<numerator>{alternatives(CARDINALS)})(?:{ENDING})?(?!{LETTER})"),
        quantities.DIGIT_FRACTION,
        quantities.duration(cardinal, about + _noun("жил"), about + _noun("сар"),
                            rf"(?<!(?i:долоо)\s){about}{_noun('хоног|өдөр|өдр')}",
                            rf"цаг(?:аар|ийн\s(?:дотор|турш|хугацаа{LETTER}*))(?!{LETTER})"),
        quantities.mask(),
        quantities.integer((*ALONE, *ORDINALS, r"долоо(?=\s+хоног)", r"хоёр(?=\s+тал)"), CARDINALS),
    )


VALUES = {word: Decimal(value) for word, value in (CARDINALS | ORDINALS).items()}
INFLECTION = alphabetic.Inflection(regex.compile(ENDING), CHANGES)
key = alphabetic.cyrillic_key


def number(text: str) -> Decimal | None:
    """Value of digits, cardinals, ordinals (арван нэгдүгээр, 11 дүгээр, 11-р) or the genitives of fractions."""
    if (part := GENITIVES.get(key(text))) is not None:
        return Decimal(part)
    joined = regex.sub(r"\s(дахь|дэх|дугаар|дүгээр)$", r"\1", key(text))
    return quantities.read_number(joined, VALUES, key, ORDINAL)


# A verb or noun denies by гүй written on to it or by үгүй, биш, бус, эс, үл, бүү beside it (Орчин цагийн монгол хэл, 2008).
POLARITY = Polarity(
    neither=r"(?i)(?<!\p{L})(?:эсхүл|эсвэл|бусад\p{L}*|биш\p{L}+|удалгүй|магадгүй|аюулгүй\p{L}*|болзошгүй\p{L}*|эргэлзээгүй|хамаагүй|дургүй\p{L}*|замбараагүй|аргагүй)(?!\p{L})",
    doubtful=r"(?i)" + either(r"""
        шударга\s+бус тэгш\s+бус хүний\s+ёсноос\s+гадуур хориглоно хориглох\p{L}* зөвхөн татгалз\p{L}*
        халдашгүй салшгүй ялгаваргүй харгалзахгүй харгалзалгүй нас\s+бие\s+гүйцээгүй насанд\s+хүрээгүй
        (?<!\p{L})(?:үл|эс)\s+\p{L}+
        (?<!\p{L})(?!ёсгүй|эрхгүй|буруугүй)\p{L}+(?<!х|сан|сэн|сон|сөн|даг|дэг|дог|дөг|аа|ээ|оо|өө)гүй\p{L}{0,6}(?!\p{L})
    """),
    must=r"(?i)\p{L}+хгүй\s+байж\s+болохгүй|(?<!\p{L})(?:ёстой|заавал|хэрэгтэй|шаардлагатай|үүрэгтэй|зайлшгүй)(?!\p{L})|вал\s+зохино|бал\s+зохино|вэл\s+зохино|бэл\s+зохино|вол\s+зохино|зохино(?!\p{L})",
    negation=(
        r"(?i)\p{L}+(?:хгүй|ёсгүй|эрхгүй|сангүй|сэнгүй|сонгүй|сөнгүй|даггүй|дэггүй|доггүй|дөггүй|аагүй|ээгүй|оогүй|өөгүй)\p{L}{0,4}(?!\p{L})|"
        r"(?<!\p{L})(?:буруугүй\p{L}{0,4}|ёсгүй|үгүй|биш|бус|бүү|битгий)(?!\p{L})"
    ),
    may=r"(?i)(?:ж|ч)\s+бол(?:но|дог)(?!\p{L})|(?:ж|ч)\s+чадна",
)

def _before_nouns() -> dict[int, str]:
    """The forms in -n; one is нэг there too, and нэгэн is "a certain"."""
    return {value: word for value, word in numerals.whole(CARDINALS, 1).items() if value > 1}


_FRONT = {1, 4, 9, 40, 90, 10**4}     # said with front vowels: нэг, дөрөв, ес, дөч, ер, түм
_AFTER_DIGITS = regex.compile(r"(?P<digits>\p{Nd}+)(?P<gap>\s?-?\s?)(?P<word>дугаар|дүгээр|дахь|дэх)(?!\p{L})")


def agree(text: str) -> str:
    """The vowels of дугаар and дахь after digits follow the last word of the number: 3 дугаар, 4 дүгээр."""

    def ending(match: regex.Match[str]) -> str:
        front = numerals.last_part(int(common.digits(match["digits"]))) in _FRONT
        forms = ("дугаар", "дүгээр") if match["word"] in ("дугаар", "дүгээр") else ("дахь", "дэх")
        return match["digits"] + match["gap"] + forms[front]

    return _AFTER_DIGITS.sub(ending, text)


SLIPS = (
    BIDI_MARKS,
    mixed("Cyrillic", "Latin", "西里尔文词里夹有拉丁字母"),
    Slip("[єїЄЇ]+", "用乌克兰文字母代替了 ө、ү", "请改成 ө 或 ү。"),
)

LANGUAGE = Language(
    code="mn-Cyrl",
    name="蒙古文（西里尔字母）",
    autonym="Монгол хэл",
    fonts=("Noto Sans", "Segoe UI", "Times New Roman", "sans-serif"),
    text=common.compose,
    key=key,
    sentences=partial(alphabetic.sentences, abbreviations=frozenset(ABBREVIATIONS.split())),
    words=partial(alphabetic.words, key=key, inflection=INFLECTION),
    units=partial(alphabetic.units, key=key),
    number=number,
    number_pattern=quantities.number_source(VALUES, SCALES, ORDINAL, ENDING),
    patterns=_patterns(),
    months=MONTHS,
    scales={},
    boundary=partial(alphabetic.boundary, key=key, inflection=INFLECTION),
    stems=INFLECTION.shapes,
    script=r"\p{Cyrillic}",
    joiner=" ",
    inflects=True,
    common=frozenset(COMMON.split()),
    polarity=POLARITY,
    spellings=numerals.in_words(
        numerals.whole(CARDINALS), _before_nouns(), numerals.whole(ORDINALS), (10**9, 10**6, 1000, 100)
    ),
    agree=agree,
    slips=SLIPS,
)
