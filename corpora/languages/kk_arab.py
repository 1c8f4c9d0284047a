"""Kazakh in Arabic script, as written in Xinjiang (the 1954/1983 orthography).

The orthography maps letter by letter onto Cyrillic Kazakh, so number words, endings and patterns are spelled
from `kk_cyrl` (`arabic`); the CLDR names of both scripts are the test of that table. What Cyrillic shows by
ә ө ү і is shown by a hamza before the word (ٴ U+0674, mostly typed as ء U+0621), unless е, г or к already
tell that its vowels are front vowels.
"""

from __future__ import annotations

from functools import partial

import regex

from corpora.languages import alphabetic, kk_cyrl, numerals, quantities
from corpora.languages.language import Language
from corpora.languages.slips import Slip, mixed

HAMZA, HIGH_HAMZA = "\N{ARABIC LETTER HAMZA}", "\N{ARABIC LETTER HIGH HAMZA}"
LETTERS = str.maketrans(
    dict(zip("аәбвгғдежзийкқлмнңоөпрстуұүфхһцчшыіэ", "اابۆگعدەجزييكقلمنڭووپرستۋۇۇفحھتچشىىە", strict=True))
    | {"ц": "تس", "ё": "يو", "ю": "يۋ", "я": "يا", "щ": "شش", "ъ": "", "ь": ""}
)
_FRONT = regex.compile("[әөүі]")
_PLAIN_FRONT = regex.compile("[егкэ]")
# Precomposed letters with hamza: Unicode discourages them; the hamza belongs to the whole word.
_HAMZA_LETTERS = str.maketrans({"\u0675": "ا", "\u0676": "و", "\u0677": "ۇ", "\u0678": "ى"})
_HAMZA_WORD = regex.compile(r"[\p{L}\p{M}]*[\u0675-\u0678][\p{L}\p{M}]*")
_INITIAL = regex.compile(rf"(?<![\p{{L}}\p{{M}}]){HAMZA}")


def arabic(word: str) -> str:
    """A Cyrillic Kazakh word (small letters) in Arabic script."""
    hamza = HAMZA if _FRONT.search(word) and not _PLAIN_FRONT.search(word) else ""
    return hamza + word.replace("ия", "иа").replace("ию", "иу").translate(LETTERS)


def key(text: str) -> str:
    """Folded text with one hamza: U+0674 where a word begins with any kind of it."""
    text = alphabetic.folded(alphabetic.arabic_text(text))
    text = _HAMZA_WORD.sub(lambda m: HIGH_HAMZA + m.group().translate(_HAMZA_LETTERS).lstrip(HAMZA + HIGH_HAMZA), text)
    return _INITIAL.sub(HIGH_HAMZA, text)


def _spellings(words: dict[str, int]) -> dict[str, int]:
    """Arabic spellings of Cyrillic words, with either hamza and, as is often seen, without."""
    spelled = {arabic(word): value for word, value in words.items()}
    return {
        mark + word.removeprefix(HAMZA): value
        for word, value in spelled.items()
        for mark in ((HAMZA, HIGH_HAMZA, "") if word.startswith(HAMZA) else ("",))
    }


def _source(cyrillic: str) -> str:
    """Cyrillic regex source without capitals or classes by name, letter by letter in Arabic script."""
    return cyrillic.translate(LETTERS)


CARDINALS, ORDINALS = _spellings(kk_cyrl.CARDINALS), _spellings(kk_cyrl.ORDINALS)
MONTHS = _spellings(kk_cyrl.MONTHS)
VALUES = kk_cyrl.values(CARDINALS | ORDINALS)
SCALES = tuple(map(arabic, kk_cyrl.SCALES))
ORDINAL = _source(kk_cyrl.ORDINAL)
ALONE = tuple(_spellings(dict.fromkeys(kk_cyrl.ALONE, 0)))
ABBREVIATIONS = frozenset(map(arabic, kk_cyrl.ABBREVIATIONS.split()))
INFLECTION = alphabetic.Inflection(
    regex.compile(_source(kk_cyrl.ENDING)),
    tuple((_source(old), _source(new)) for old, new in kk_cyrl.CHANGES),
)

_ALPHABET = "".join(sorted({c for word in LETTERS.values() for c in word if c} | set("ءٴئأءا\u0675-\u0678")))
SLIPS = (
    Slip(r"[\uFB50-\uFDFB\uFE70-\uFEFE]+", "用了阿拉伯文的显形字符", "请用标准字母重新输入。"),
    Slip(r"\N{ARABIC TATWEEL}+", "词里有拉长线", "请删去。", slight=True),
    Slip(r"[\u06A9\u06CC\u0629\u0649\u06BE\u0623\u0625\u0622]+(?<![\u0649\u06BE])", "有波斯文或阿拉伯文的字母", "请改成哈萨克文字母。"),
    Slip(r"(?<=\p{Arabic}) ?[,;?](?=\s|$)", "哈萨克文后用了西文标点", "请改成 ، ؛ ؟。", slight=True),
    mixed("Arabic", "Latin", "哈萨克文词里夹有拉丁字母"),
)

LANGUAGE = Language(
    code="kk-Arab",
    name="哈萨克文",
    autonym="قازاقشا",
    fonts=("Noto Naskh Arabic", "UKIJ Tuz", "Microsoft Uighur", "serif"),
    text=alphabetic.arabic_text,
    key=key,
    sentences=partial(alphabetic.sentences, abbreviations=ABBREVIATIONS, says="دە"),
    words=partial(alphabetic.words, key=key, inflection=INFLECTION),
    units=partial(alphabetic.units, key=key),
    number=partial(quantities.read_number, values=kk_cyrl.values({key(w): v for w, v in VALUES.items()}),
                   key=key, ordinal=ORDINAL),
    number_pattern=quantities.number_source(VALUES, SCALES, ORDINAL, _source(kk_cyrl.ENDING)),
    patterns=kk_cyrl.patterns(_source, MONTHS, CARDINALS, (*ALONE, *ORDINALS)),
    months=MONTHS,
    scales={},
    boundary=partial(alphabetic.boundary, key=key, inflection=INFLECTION),
    stems=INFLECTION.shapes,
    script=r"[\u0621-\u064A\u0674-\u06D5]",
    direction="rtl",
    joiner=" ",
    inflects=True,
    common=frozenset(key(arabic(word)) for word in kk_cyrl.COMMON.split()),
    polarity=kk_cyrl.polarity(_source),
    spellings=numerals.in_words(numerals.whole(CARDINALS), {}, numerals.whole(ORDINALS), (10**9, 10**6, 1000, 100)),
    slips=SLIPS,
)
