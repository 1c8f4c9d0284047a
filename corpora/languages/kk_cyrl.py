"""Kazakh in Cyrillic, as written in Kazakhstan and, next to the Arabic script, in Xinjiang.

The words for the parts of an article (бап 条, бөлік or тармақ 款, тармақша 项) follow Kazakhstan's statutes;
how courts in China name them has not been seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from functools import partial

import regex

from corpora.languages import alphabetic, common, numerals, quantities
from corpora.languages.language import Language, Pattern
from corpora.languages.polarity import Polarity
from corpora.languages.quantities import LETTER, YEAR, alternatives
from corpora.languages.slips import BIDI_MARKS, mixed
from corpora.model import Kind

CARDINALS = {
    "нөл": 0, "бір": 1, "екі": 2, "үш": 3, "төрт": 4, "бес": 5, "алты": 6, "жеті": 7, "сегіз": 8, "тоғыз": 9,
    "он": 10, "жиырма": 20, "отыз": 30, "қырық": 40, "елу": 50, "алпыс": 60, "жетпіс": 70, "сексен": 80,
    "тоқсан": 90, "жүз": 100, "мың": 1000, "миллион": 10**6, "млн": 10**6, "миллиард": 10**9, "млрд": 10**9,
    "жарым": Decimal("0.5"),
}
ORDINALS = {
    "бірінші": 1, "екінші": 2, "үшінші": 3, "төртінші": 4, "бесінші": 5, "алтыншы": 6, "жетінші": 7,
    "сегізінші": 8, "тоғызыншы": 9, "оныншы": 10, "жиырмасыншы": 20, "отызыншы": 30, "қырқыншы": 40,
    "елуінші": 50, "алпысыншы": 60, "жетпісінші": 70, "сексенінші": 80, "тоқсаныншы": 90, "жүзінші": 100,
    "мыңыншы": 1000,
}
SCALES = ("мың", "миллион", "млн", "миллиард", "млрд")
ALONE = ("бір", "жүз", "жарым", "тоқсан", "нөл")  # a, face, half, quarter of a year: no numbers when alone
ORDINAL = "-?(?:[ыі]?нш[ыі]|ш[ыі])"
MONTHS = {
    "қаңтар": 1, "ақпан": 2, "наурыз": 3, "сәуір": 4, "мамыр": 5, "маусым": 6, "шілде": 7, "тамыз": 8,
    "қыркүйек": 9, "қыркүйег": 9, "қазан": 10, "қараша": 11, "желтоқсан": 12,
}
ABBREVIATIONS = "жж гг мм тг тең млн млрд трлн ауд обл көш ст бб см км кг қар тт"

PLURAL = "лар лер дар дер тар тер"
POSSESSIVE = "ымыз іміз мыз міз ыңыз іңіз ңыз ңіз ым ім м ың ің ң сы сі ы і"
CASE = (
    "ның нің дың дің тың тің ға ге қа ке на не а е ны ні ды ді ты ті н да де та те нда нде дан ден тан тен "
    "нан нен мен бен пен дағы дегі тағы тегі ндағы ндегі"
)
ENDING = alphabetic.endings(PLURAL, POSSESSIVE, CASE)
CHANGES = (("п$", "б"), ("к$", "г"), ("қ$", "ғ"))
COMMON = (
    "және мен бен пен немесе не бұл осы сол ол оның олар үшін туралы бойынша арқылы дейін кейін соң де да та те "
    "ғана тек бар жоқ емес екен еді болып болған болады бір өз өзінің барлық әр кез деп деген ретінде"
)


def patterns(
    spell: Callable[[str], str], months: Iterable[str], cardinals: Iterable[str], lonely: Iterable[str]
) -> tuple[Pattern, ...]:
    """Kazakh's placeables. `spell` turns Cyrillic regex source into the script's, so both scripts share them."""
    ending = spell(ENDING)
    cardinals = tuple(cardinals)

    def noun(stem: str) -> str:
        return quantities.noun(spell(stem), f"(?:{spell('[дтл][ыі][қк]')})?{ending}")

    def numbered(group: str, stem: str, hyphen: str = "-?") -> str:
        return rf"(?P<{group}>{{N}})\s?{hyphen}\s?{noun(stem)}"

    day, month = numbered("day", "күн"), numbered("month", "ай", "-")
    named = rf"(?P<day>{{N}})\s?-?\s?(?P<month_name>{alternatives(months)}){ending}(?!{LETTER})"
    year = rf"{YEAR}\s?-?\s?(?:{noun('жыл[ғқ]?[ыі]?')}|{spell('ж')}\.?)(?!{LETTER})"
    article = rf"(?:(?P<article>\p{{Nd}}+)-(?P<sub>\p{{Nd}}+)\s?-?\s?{noun('ба[пб]')}|{numbered('article', 'ба[пб]')})"
    part, line = numbered("paragraph", "бөлі[кг]"), numbered("paragraph", "тарма[қғ]")
    item, line_item = numbered("item", "тармақша"), numbered("item", "тарма[қғ]")
    share = rf"(?:{spell('с?[ыі]')})?(?!{LETTER})"
    cardinal = alternatives(cardinals)
    return (
        Pattern(Kind.DATE, rf"{year}[,،]?\s*{named}"),
        Pattern(Kind.DATE, rf"{named}[,،]?\s*{YEAR}(?:\s?-?\s?(?:{noun('жыл')}|{spell('ж')}\.))?"),
        Pattern(Kind.DATE, rf"{year}\s*{numbered('month', 'ай')}\s*{day}"),
        Pattern(Kind.DATE, rf"{year}\s*{month}"),
        Pattern(Kind.DATE, rf"{year}\s*(?P<month_name>{alternatives(months)}){ending}(?!{LETTER})"),
        *quantities.NUMERIC_DATES,
        Pattern(Kind.DATE, rf"{month}\s*{day}"),
        Pattern(Kind.DATE, named),
        Pattern(Kind.DATE, year),
        Pattern(Kind.ARTICLE, rf"{article}(?:\s*{part}(?:\s*(?:{item}|{line_item}))?|\s*{line}(?:\s*{item})?)?"),
        quantities.money(noun("юань?")),
        quantities.percent(noun("пайыз|процент")),
        Pattern(Kind.FRACTION, rf"(?<!{LETTER})(?P<denominator>{cardinal}){spell('[нтд][ае]н')}\s+"
                               rf"(?P<numerator>{cardinal}){share}(?:\s+{noun('бөлі[кг]')})?"),
        quantities.DIGIT_FRACTION,
        quantities.duration(quantities.number_source(cardinals, SCALES, "(?!)"),
                            noun("жыл"), noun("ай"), noun("күн"), noun("сағат")),
        quantities.mask((spell("пәлен"), spell("пәленше")), ending),
        quantities.integer((*lonely, spell(r"екі(?=\s+тара[пб])")), cardinals),
    )


def values(words: dict[str, int | Decimal]) -> dict[str, Decimal]:
    return {word: Decimal(value) for word, value in words.items()}


VALUES = values(CARDINALS | ORDINALS)
INFLECTION = alphabetic.Inflection(regex.compile(ENDING), CHANGES)
key = alphabetic.cyrillic_key

def polarity(spell: Callable[[str], str]) -> Polarity:
    """A verb denies by ма ме ба бе па пе before its ending, a noun by емес or жоқ (Балақаев et al., Қазақ грамматикасы, 2002,
    § болымсыздық). What ends in сыз сіз is a word of its own: doubtful."""
    bare, end = r"(?<![^\P{L}\u0621\u0674])", r"(?!\p{L})"     # the hamza of a whole word is no letter of its own
    finite = "[мбп][ае](?:й|йды|йді|ймын|ймін|ймыз|йміз|йтын|йтін|йынша|йінше|ған|ген|ғаны|гені|ғандықтан|гендіктен|ғанда|генде|ды|ді|дым|дім|дық|дік|са|се|сын|сін|с|стан|стен|уы|уі|уға|уге)"
    return Polarity(
        neither=spell(rf"{bare}(?:қамауы|қамауға|қамады|тамаша|аударма|баспа|сынама|жұмсады|бас|мас|жас|бірге|тас|балама)") + end,
        doubtful=spell(r"\p{L}{2,}(?:сыз|сіз)") + r"\p{L}*" + end + "|" + spell("бас тарт") + r"\p{L}*|" + spell("тыйым сал") + r"\p{L}*|" + spell("кәмелетке толмаған") + r"\p{L}*",
        must=spell(r"\p{L}+[мбп][ае]") + spell("й") + "?" + r"\s+" + spell("болмайды") + end + "|" + bare + "(?:" + spell("керек|тиіс|қажет|міндетті|шарт") + ")" + end + r"(?!\s+" + spell("емес") + ")",
        negation=r"\p{L}{2,}" + spell(finite) + end + "|(?:" + bare + "(?:" + spell("керек|тиіс|қажет|міндетті") + r")\s+)?" + bare + spell("емес") + end + "|" + bare + spell("жоқ") + r"\p{L}{0,4}" + end,
        may=spell("(?:уға|уге|са|се)") + r"\s+" + spell("болады") + end + "|" + spell("[ае] алады") + end,
    )


SLIPS = (
    BIDI_MARKS,
    mixed("Cyrillic", "Latin", "西里尔文词里夹有拉丁字母"),
)

LANGUAGE = Language(
    code="kk-Cyrl",
    name="哈萨克文（西里尔字母）",
    autonym="Қазақша",
    fonts=("Noto Sans", "Segoe UI", "Times New Roman", "sans-serif"),
    text=common.compose,
    key=key,
    sentences=partial(alphabetic.sentences, abbreviations=frozenset(ABBREVIATIONS.split())),
    words=partial(alphabetic.words, key=key, inflection=INFLECTION),
    units=partial(alphabetic.units, key=key),
    number=partial(quantities.read_number, values=VALUES, key=key, ordinal=ORDINAL),
    number_pattern=quantities.number_source(VALUES, SCALES, ORDINAL, ENDING),
    patterns=patterns(str, MONTHS, CARDINALS, (*ALONE, *ORDINALS)),
    months=MONTHS,
    scales={},
    boundary=partial(alphabetic.boundary, key=key, inflection=INFLECTION),
    stems=INFLECTION.shapes,
    script=r"\p{Cyrillic}",
    joiner=" ",
    inflects=True,
    common=frozenset(COMMON.split()),
    polarity=polarity(str),
    spellings=numerals.in_words(numerals.whole(CARDINALS), {}, numerals.whole(ORDINALS), (10**9, 10**6, 1000, 100)),
    slips=SLIPS,
)
