"""Uyghur in Arabic script, as written in Xinjiang (the 1984 orthography).

Numbers before a hyphen are ordinal: 11-ماددا is article 11, 2020-يىل the year 2020, 3 يىل three years. The words
for the parts of an article (تارماق or ئابزاس 款, بەنت 项) have not been checked against a court's own texts.
A final a or e becomes i before most endings (ماددا, ماددىسى), p k q soften (تەلەپ, تەلىپى).
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial

import regex

from corpora.languages import alphabetic, numerals, quantities
from corpora.languages.language import Language, Pattern
from corpora.languages.polarity import Polarity, either
from corpora.languages.quantities import LETTER, YEAR, alternatives
from corpora.languages.slips import Slip, mixed
from corpora.model import Kind

CARDINALS = {
    "نۆل": 0, "بىر": 1, "ئىككى": 2, "ئۈچ": 3, "تۆت": 4, "بەش": 5, "ئالتە": 6, "يەتتە": 7, "سەككىز": 8, "توققۇز": 9,
    "ئون": 10, "يىگىرمە": 20, "ئوتتۇز": 30, "قىرىق": 40, "ئەللىك": 50, "ئاتمىش": 60, "يەتمىش": 70, "سەكسەن": 80,
    "توقسان": 90, "يۈز": 100, "مىڭ": 1000, "مىليون": 10**6, "مىليارد": 10**9, "يېرىم": Decimal("0.5"),
}
ORDINALS = {
    "بىرىنچى": 1, "ئىككىنچى": 2, "ئۈچىنچى": 3, "تۆتىنچى": 4, "بەشىنچى": 5, "ئالتىنچى": 6, "يەتتىنچى": 7,
    "سەككىزىنچى": 8, "توققۇزىنچى": 9, "ئونىنچى": 10, "يىگىرمىنچى": 20, "ئوتتۇزىنچى": 30, "قىرىقىنچى": 40,
    "ئەللىكىنچى": 50, "ئاتمىشىنچى": 60, "يەتمىشىنچى": 70, "سەكسىنىنچى": 80, "توقسىنىنچى": 90, "يۈزىنچى": 100,
    "مىڭىنچى": 1000,
}
SCALES = ("مىڭ", "مىليون", "مىليارد")
ALONE = ("بىر", "يۈز", "يېرىم", "نۆل", "مىڭ")  # a; face, as in "to happen"; half: no numbers when alone
ORDINAL = r"\s?-\s?ى?نچى"
MONTHS = {
    "يانۋار": 1, "فېۋرال": 2, "مارت": 3, "ئاپرېل": 4, "ماي": 5, "ئىيۇن": 6, "ئىيۇل": 7, "ئاۋغۇست": 8,
    "سېنتەبىر": 9, "ئۆكتەبىر": 10, "نويابىر": 11, "دېكابىر": 12,
}
ABBREVIATIONS = "پروف دوك"

PLURAL = "لار لەر لىر"
POSSESSIVE = "ىمىز ىڭىز ىڭلار ڭلار مىز ڭىز ىم ۇم ۈم م ىڭ ۇڭ ۈڭ ڭ سى ى"
CASE = "نىڭ نى غا گە قا كە دا دە تا تە دىن تىن دىكى تىكى غىچە گىچە قىچە كىچە دەك تەك چە"
CLITIC = "مۇ لا چۇ غۇ"
CHANGES = (
    ("[اە]$", "ى"), ("[اە](?=.$)", "ى"), ("[ىۇۈ](?=.$)", ""), ("ق$", "غ"), ("ك$", "گ"), ("پ$", "ۋ"),
    ("[اە]ق$", "ىغ"), ("[اە]ك$", "ىگ"),
)
COMMON = (
    "ۋە بىلەن ياكى بۇ شۇ ئۇ ئۇنىڭ ئۇلار ئۈچۈن توغرىسىدا توغرىسىدىكى بويىچە ئارقىلىق كېيىن بۇرۇن ھەم ھەمدە دە لا مۇ "
    "پەقەت بار يوق ئەمەس ئىكەن ئىدى بولۇپ بولغان بولىدۇ بىر ئۆز ئۆزىنىڭ ھەر دەپ دېگەن قىلىپ قىلغان شۇنىڭدەك"
)


ENDING = alphabetic.endings(PLURAL, POSSESSIVE, CASE, CLITIC)


def _noun(stem: str) -> str:
    return quantities.noun(stem, f"(?:لىق|لىك|لۇق|لۈك)?{ENDING}")


def _patterns() -> tuple[Pattern, ...]:
    year = rf"{YEAR}\s?-?\s?{_noun('يىل')}"
    month = rf"(?P<month>{{N}})\s?-?\s?{_noun('ئاي')}"
    day = rf"(?P<day>{{N}})\s?-?\s?{_noun('كۈن')}"
    hyphened = rf"(?P<month>\p{{Nd}}{{1,2}}|{alternatives(ORDINALS)})\s?-?\s?(?<=-\s?|چى\s?){_noun('ئاي')}"
    named = rf"(?P<day>{{N}})\s?-?\s?(?P<month_name>{alternatives(MONTHS)}){ENDING}(?!{LETTER})"
    article = rf"(?:(?P<article>\p{{Nd}}+)-(?P<sub>\p{{Nd}}+)|(?!بىر\s+مادد)(?P<article>{{N}}))\s?-?\s?{_noun('مادد[اى]')}"
    paragraph = rf"(?:\s*(?P<paragraph>{{N}})\s?-?\s?{_noun('تارما[قغ]|تارمى[قغ]|ئابزاس')})"
    item = rf"(?:\s*(?P<item>{{N}})\s?-?\s?{_noun('بەن[تد]')})"
    cardinal = alternatives(CARDINALS)
    return (
        Pattern(Kind.DATE, rf"{year}[،,]?\s*{month}\s*{day}"),
        Pattern(Kind.DATE, rf"{year}[،,]?\s*{named}"),
        Pattern(Kind.DATE, rf"{named}[،,]?\s*{YEAR}(?:\s?-?\s?{_noun('يىل')})?"),
        Pattern(Kind.DATE, rf"{year}\s*{hyphened}"),
        Pattern(Kind.DATE, rf"{year}\s*(?P<month_name>{alternatives(MONTHS)}){ENDING}(?!{LETTER})"),
        *quantities.NUMERIC_DATES,
        Pattern(Kind.DATE, rf"{hyphened}\s*{day}"),
        Pattern(Kind.DATE, named),
        Pattern(Kind.DATE, year),
        Pattern(Kind.ARTICLE, rf"{article}(?:{paragraph}?{item}|{paragraph})?"),
        quantities.money(_noun("يۈەن|كوي|سوم")),
        quantities.percent(_noun("پىرسەنت")),
        Pattern(Kind.FRACTION, rf"(?<!{LETTER})(?P<denominator>{cardinal}|\p{{Nd}}+)\s?-?[دت]ىن\s+"
                               rf"(?P<numerator>{cardinal}|\p{{Nd}}+)(?:\s+{_noun('قىسم|قىسىم|ھەسس[ەى]|ئۈلۈش')}|ى(?!{LETTER}))"),
        quantities.DIGIT_FRACTION,
        quantities.duration(quantities.number_source(CARDINALS, SCALES, "(?!)"),
                            _noun("يىل"), _noun("ئاي"), _noun("كۈن"), _noun("سائەت|سائىت")),
        quantities.mask(("پالانى",), ENDING),
        quantities.integer((*ALONE, *ORDINALS, r"ئىككى(?=\s+تەرەپ)"), CARDINALS),
    )


VALUES = {word: Decimal(value) for word, value in (CARDINALS | ORDINALS).items()}
INFLECTION = alphabetic.Inflection(regex.compile(ENDING), CHANGES)


def key(text: str) -> str:
    return alphabetic.folded(alphabetic.arabic_text(text))


# A verb denies by م and a vowel before its ending (تۆلىمىدى, تۆلىمەيدۇ, بولماسلىق), a noun by ئەمەس, يوق or سىز
# (Hahn, Spoken Uyghur, 1991, ch. 6). What ends in سىز is a word of its own: doubtful.
POLARITY = Polarity(
    neither=r"(?<!\p{L})(?:قارىما(?:ي|ستىن)|قەتئىينەزەر|ئالما\w*|چىقما|تالما\w*|ئايلانما\w*|يىغما\w*|قوشما\w*|باسما\w*)(?!\p{L})",
    doubtful=either(r"""
        گۇناھسىز\w*(?=\s+(?:ئادەم|كىشى|پۇقرا)) (?!گۇناھسىز)\p{L}{2,}سىز(?:لىق|لىك|لار|لەر)?\p{L}*(?!\p{L})
        غەيرىي نا(?:مۇۋاپىق|توغرا|مەلۇم|رازى\p{L}*) رەت\s+قىل\p{L}* مەنئى\s+قىل\p{L}* چەكلى\p{L}*
        \p{L}*بولمىغان(?:دا)?\s+تەقدىردە ھېچ\s*بولمىغاندا خالىي كەم\s+بولما\p{L}*
    """),
    must=(
        r"\p{L}+(?:مىسا|مىسە|ماي|مەي)\s+(?:بولمايدۇ|بولماس|ئامال\s+يوق)|(?<!\p{L})(?:كېرەك(?!\s*(?:ئەمەس|يوق))|لازىم(?!\s*ئەمەس)(?!لىق)|شەرت(?!\s*ئەمەس)|زۆرۈر(?!\s*ئەمەس)|تېگىشلىك(?!\s*ئەمەس)|چوقۇم)(?!\p{L})"
    ),
    negation=(
        r"\p{L}{2,}(?:م[اە](?:ي(?!دان)(?:دۇ|دىغان\p{L}*|مەن|مىز|سەن|تتى|لا|مۇ)?|س|سلىق\p{L}*|سلىك\p{L}*|ڭ(?:لار)?|ستىن)|بولماد\p{L}+|"
        r"مى(?:دى(?:م|ڭ|ق|ك|لەر|مۇ)?|د(?:ۇق|ۈك)|سىمۇ|غان\p{L}*|گەن\p{L}*|سا\p{L}{0,4}|سە\p{L}{0,4}|سۇن|كەن))(?!\p{L})|(?<!\p{L})بولمادۇ|"
        r"(?<!\p{L})(?:ئەمەس\p{L}*|يوق(?!ى?ت|ال|ۇت|ىل)\p{L}{0,6}|گۇناھسىز\p{L}*)(?!\p{L})|(?:كېرەك|لازىم|شەرت|زۆرۈر|تېگىشلىك)\s*(?:ئەمەس|يوق)"
    ),
    may=r"(?:سا|سە)\s+بولىدۇ(?!\p{L})|(?:شقا|شكە|ىشقا|ىشكە)\s+بولىدۇ(?!\p{L})|(?:ا|ە|ى)لايدۇ(?!\p{L})|(?:ا|ە|ى)لەيدۇ(?!\p{L})",
)

# The alphabet of 1984: a vowel at the head of a word stands on ئ; letters of Arabic and Persian are none of it.
SLIPS = (
    Slip(r"[\uFB50-\uFDFB\uFE70-\uFEFE]+", "用了阿拉伯文的显形字符", "请用标准字母重新输入。"),
    Slip(r"\N{ARABIC TATWEEL}+", "词里有拉长线", "请删去。", slight=True),
    Slip(r"[\u0622\u0623\u0625\u0629\u062B\u062D\u0630\u0635-\u0639\u0647\u0624\u06A9\u06CC\u06C1\u06C0]+", "有阿拉伯文、波斯文或哈萨克文的字母", "请改成维吾尔文字母。"),
    Slip(r"(?<![\p{L}\p{M}\d-])[اەېىوۇۆۈ](?=\p{L}{2})", "词首元音前缺 ئ", "请在词首补 ئ。"),
    Slip(r"(?<=\p{Arabic}) ?[,;?](?=\s|$)", "维吾尔文后用了西文标点", "请改成 ، ؛ ؟。", slight=True),
    mixed("Arabic", "Latin", "维吾尔文词里夹有拉丁字母"),
)

LANGUAGE = Language(
    code="ug",
    name="维吾尔文",
    autonym="ئۇيغۇرچە",
    fonts=("Noto Naskh Arabic", "UKIJ Tuz", "Microsoft Uighur", "serif"),
    text=alphabetic.arabic_text,
    key=key,
    sentences=partial(alphabetic.sentences, abbreviations=frozenset(ABBREVIATIONS.split()), says="دې|دەپ|دەي"),
    words=partial(alphabetic.words, key=key, inflection=INFLECTION),
    units=partial(alphabetic.units, key=key),
    number=partial(quantities.read_number, values=VALUES, key=key, ordinal=rf"{ORDINAL}|\s?-"),
    number_pattern=quantities.number_source(VALUES, SCALES, ORDINAL, ENDING),
    patterns=_patterns(),
    months=MONTHS,
    scales={},
    boundary=partial(alphabetic.boundary, key=key, inflection=INFLECTION),
    stems=INFLECTION.shapes,
    script=r"[\u0621-\u064A\u0674-\u06D5]",
    direction="rtl",
    joiner=" ",
    inflects=True,
    common=frozenset(COMMON.split()),
    polarity=POLARITY,
    spellings=numerals.in_words(numerals.whole(CARDINALS), {}, numerals.whole(ORDINALS), (10**9, 10**6, 1000, 100)),
    slips=SLIPS,
)
