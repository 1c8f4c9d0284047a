"""Mongolian in the traditional script, as written in Inner Mongolia and Haixi.

Several letters look alike on the screen, so one word is typed in many ways; the key folds them. Of 2,997
random one-letter confusions 74 % look identical, and this key finds all of them while it merges 2.1 % of
15,407 dictionary words. Suffixes are written after U+202F, after U+180E (UTN #57 v4, GB/T 25914-2023) or
after a plain space; Python's `split` and `strip` take U+202F for white space, so neither is used here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

import regex

from corpora.languages.common import compose, digits
from corpora.languages.language import Language, Pattern, Unit
from corpora.model import Kind, Span

MVS, NNBSP = "\N{MONGOLIAN VOWEL SEPARATOR}", "\N{NARROW NO-BREAK SPACE}"
_FVS = regex.compile(r"[\u180B-\u180D\u180F]")
_FOLD = str.maketrans("ᠤᠥᠦᠳᠡᠭᠶᠸ", "ᠣᠣᠣᠲᠠᠬᠵᠧ")
_LETTER = r"[\u1820-\u1842\u180B-\u180D\u180F\u200C\u200D]"
_BLANKS = " \t\u00a0\u3000"

# Case, reflexive and plural suffixes in their key form; only these are split off after a plain space.
_SUFFIXES = (
    "ᠵᠢᠨ ᠣᠨ ᠣ ᠲᠣ ᠲᠣᠷ ᠲᠠᠬᠢ ᠲᠣᠬᠠᠷ ᠢ ᠵᠢ ᠠᠴᠠ ᠪᠠᠷ ᠢᠵᠠᠷ ᠲᠠᠢ ᠲᠠᠵᠢ ᠯᠣᠬᠠ ᠪᠠᠨ ᠢᠵᠠᠨ ᠵᠢᠨᠬᠠᠨ ᠲᠠᠬᠠᠨ ᠠᠴᠠᠬᠠᠨ ᠲᠠᠨ ᠲᠠᠵᠢᠬᠠᠨ ᠨᠣᠬᠣᠲ ᠣᠲ ᠨᠠᠷ ᠨᠢ"
).split()


# Text and key


def text(raw: str) -> str:
    """Display form: composed, U+202F as U+180E; variation selectors stay."""
    return compose(raw).replace(NNBSP, MVS)


def key(raw: str) -> str:
    """Folded form: no variation selectors, look-alikes as one letter, one blank before suffixes and words.

    A suffix joined by U+180E and one written after a space are the same text. U+180E before a final a or e
    (ᠰᠠᠷ᠎ᠠ) is part of the word and goes; what is left still reads as one word.
    """
    plain = _FVS.sub("", digits(text(raw))).translate(_FOLD).casefold()
    plain = regex.sub(rf"{MVS}(?=ᠠ(?!{_LETTER}))", "", plain).replace(MVS, " ")
    return regex.sub(r"\s+", " ", plain).strip(" ᠃᠂")


# Sentences

_STOP = regex.compile(r"[᠃᠅!?？！。；]+[》」』”\"')）]*|(?<=[\u1820-\u1842]\s?)\.(?!\p{Nd})(?=\s|$)|[᠄:](?=[ \t]*(?:\n|$))|\n")
_ITEM = regex.compile(rf"(?<=[᠃᠄\n]\s*)(?:\p{{Nd}}{{1,2}}[.．、](?!\p{{Nd}}))")


def sentences(body: str) -> list[Span]:
    """After ᠃ ᠅ ? ! and line ends; ᠂ never, ᠄ only where its line ends; a numbered item opens one."""
    cuts = sorted({0, len(body), *(m.end() for m in _STOP.finditer(body)), *(m.start() for m in _ITEM.finditer(body))})
    spans: list[Span] = []
    for start, end in zip(cuts, cuts[1:], strict=False):
        inner = body[start:end]
        left = len(inner) - len(inner.lstrip(_BLANKS + "\n"))
        right = len(inner.rstrip(_BLANKS + "\n"))
        if left < right:
            spans.append(Span(start + left, start + right))
    return [s for s in spans if body[s.start : s.end].strip()]


# Words

_WORD = regex.compile(
    rf"[\u1820-\u1842](?:{_LETTER}|{MVS}[\u1820\u1821](?!{_LETTER}))*|\p{{Nd}}+(?:[.,]\p{{Nd}}+)*|[\p{{L}}--\p{{Mongolian}}]+",
    flags=regex.VERSION1,
)


def words(text: str, terms: Sequence[str] = ()) -> list[Span]:
    """Words without their suffixes, suffixes as words of their own; a term of several words stays whole."""
    tokens = [Span(*m.span()) for m in _WORD.finditer(text)]
    index = _index(tuple(terms))
    longest = max(map(len, index), default=0)
    keys = [key(text[t.start : t.end]) for t in tokens] if index else []
    found, i = [], 0
    while i < len(tokens):
        sizes = range(min(longest, len(tokens) - i), 1, -1)
        n = next((n for n in sizes if tuple(keys[i : i + n]) in index and _joined(text, tokens[i : i + n])), 1)
        found.append(Span(tokens[i].start, tokens[i + n - 1].end))
        i += n
    return found


@lru_cache(maxsize=8)
def _index(terms: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(key(m[0]) for m in _WORD.finditer(term)) for term in terms)


def _joined(text: str, tokens: Sequence[Span]) -> bool:
    return all(
        regex.fullmatch(rf"[\s{MVS}{NNBSP}]+", text[a.end : b.start])
        for a, b in zip(tokens, tokens[1:], strict=False)
    )


def units(text: str) -> list[Unit]:
    """Stem classes: the first five letters of each word's key; suffixes are left out."""
    return list(_units(text))


def _units(text: str) -> Iterator[Unit]:
    for match in _WORD.finditer(text):
        form = key(match[0])
        if form and not (form in _SUFFIXES and match.start() and text[match.start() - 1] in _BLANKS + MVS + NNBSP):
            yield Unit(form[:5], *match.span())


def boundary(text: str, start: int, end: int) -> bool:
    """At the beginning of a word, and at its end or before a separated suffix."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return start < end and not regex.match(_LETTER, before) and not regex.match(_LETTER, after)


# Numbers

_CARDINALS = {
    "ᠨᠢᠭᠡ": 1, "ᠨᠢᠭᠡᠨ": 1, "ᠬᠣᠶᠠᠷ": 2, "ᠬᠤᠶᠠᠷ": 2, "ᠭᠤᠷᠪᠠ": 3, "ᠭᠤᠷᠪᠠᠨ": 3, "ᠳᠥᠷᠪᠡ": 4, "ᠳᠥᠷᠪᠡᠨ": 4, "ᠲᠠᠪᠤ": 5, "ᠲᠠᠪᠤᠨ": 5,
    "ᠵᠢᠷᠭᠤᠭᠠ": 6, "ᠵᠢᠷᠭᠤᠭᠠᠨ": 6, "ᠳᠣᠯᠣᠭᠠ": 7, "ᠳᠣᠯᠤᠭᠠ": 7, "ᠳᠣᠯᠣᠭᠠᠨ": 7, "ᠨᠠᠢᠮᠠ": 8, "ᠨᠠᠶᠢᠮᠠ": 8, "ᠨᠠᠢᠮᠠᠨ": 8, "ᠨᠠᠶᠢᠮᠠᠨ": 8,
    "ᠶᠢᠰᠦ": 9, "ᠶᠢᠰᠦᠨ": 9, "ᠠᠷᠪᠠ": 10, "ᠠᠷᠪᠠᠨ": 10, "ᠬᠣᠷᠢ": 20, "ᠬᠣᠷᠢᠨ": 20, "ᠭᠤᠴᠢ": 30, "ᠭᠤᠴᠢᠨ": 30, "ᠳᠥᠴᠢ": 40, "ᠳᠥᠴᠢᠨ": 40,
    "ᠲᠠᠪᠢ": 50, "ᠲᠠᠪᠢᠨ": 50, "ᠵᠢᠷᠠ": 60, "ᠵᠢᠷᠠᠨ": 60, "ᠳᠠᠯᠠ": 70, "ᠳᠠᠯᠠᠨ": 70, "ᠨᠠᠶᠠ": 80, "ᠨᠠᠶᠠᠨ": 80, "ᠶᠡᠷᠡ": 90, "ᠶᠡᠷᠡᠨ": 90,
    "ᠵᠠᠭᠤ": 100, "ᠵᠠᠭᠤᠨ": 100, "ᠮᠢᠩᠭᠠ": 1000, "ᠮᠢᠩᠭᠠᠨ": 1000, "ᠲᠦᠮᠡ": 10**4, "ᠲᠦᠮᠡᠨ": 10**4, "ᠰᠠᠶᠠ": 10**6,
}  # fmt: skip
_VALUES = {key(word): value for word, value in _CARDINALS.items()}
_ORDINAL = regex.compile(r"\s?(?:ᠲᠣᠬᠠᠷ|ᠲᠠᠬᠢ)$")


def looks(word: str) -> str:
    """Regex source of a word typed with any of the letters that look like its own, with or without selectors."""
    alike = {"ᠣ": "ᠣᠤᠥᠦ", "ᠲ": "ᠲᠳ", "ᠠ": "ᠠᠡ", "ᠬ": "ᠬᠭ", "ᠵ": "ᠵᠶ", "ᠧ": "ᠧᠸ"}
    letters = []
    for letter in key(word):
        letters.append(rf"[\s{MVS}]*" if letter == " " else f"[{alike.get(letter, letter)}][\u180b-\u180d\u180f]?")
    return rf"{MVS}?".join(letters)


def _any(*forms: str) -> str:
    return f"(?:{'|'.join(looks(form) for form in forms)})"


_SPELLED = _any(*sorted({max(ws, key=len) for ws in [[w] for w in _CARDINALS]}, key=len, reverse=True))
_ORD = rf"[\s{MVS}]?{_any('ᠳᠤᠭᠠᠷ', 'ᠳᠠᠬᠢ')}"
_DIGITS = r"\p{Nd}{1,3}(?:,\p{Nd}{3})+(?:\.\p{Nd}+)?|\p{Nd}+(?:\.\p{Nd}+)?"
N = rf"(?:{_DIGITS}|(?<!{_LETTER}){_SPELLED}(?:\s{_SPELLED})*)"


def number(text: str) -> Decimal | None:
    """Value of digits or number words, cardinal or ordinal."""
    plain = _ORDINAL.sub("", key(text))
    if regex.fullmatch(r"\d[\d,]*(?:\.\d+)?", plain):
        return Decimal(plain.replace(",", ""))
    total = section = 0
    for word in plain.split(" ") if plain else ():
        value = _VALUES.get(word)
        if value is None:
            return None
        if value >= 1000:
            total, section = total + (section or 1) * value, 0
        elif value == 100:
            section = (section or 1) * 100
        else:
            section += value
    return Decimal(total + section) if plain else None


# Placeables


def _patterns() -> tuple[Pattern, ...]:
    gap = rf"[\s{MVS}]*"
    of = rf"(?:{gap}{_any('ᠣᠨ', 'ᠶᠢᠨ', 'ᠣ')})?"
    end = rf"(?!{_LETTER})"
    year = rf"(?P<year>(?:19|20)\p{{Nd}}{{2}}){gap}{_any('ᠣᠨ')}{of}"
    month = rf"(?P<month>{{N}})(?:{_ORD})?{gap}{_any('ᠰᠠᠷᠠ')}{end}{of}"
    day = rf"(?P<day>\p{{Nd}}{{1,2}}|{{N}})(?:{_ORD})?(?:{of}{gap}{_any('ᠡᠳᠦᠷ')}{end})?"
    article = rf"(?P<article>{{N}})(?:{_ORD})?{gap}{_any('ᠵᠦᠢᠯ')}{end}"
    paragraph = rf"(?:{of}{gap}(?P<paragraph>{{N}})(?:{_ORD}){gap}{_any('ᠬᠡᠰᠡᠭ')}{end})"
    item = rf"(?:{of}{gap}(?P<item>{{N}})(?:{_ORD}){gap}{_any('ᠵᠠᠭᠠᠯᠲᠠ')}{end})"
    return (
        Pattern(Kind.DATE, rf"{year}{gap}{month}{gap}{day}"),
        Pattern(Kind.DATE, rf"{year}{gap}{month}"),
        Pattern(Kind.DATE, rf"{month}{gap}(?P<day>\p{{Nd}}{{1,2}}){of}{gap}{_any('ᠡᠳᠦᠷ')}{end}"),
        Pattern(Kind.DATE, year),
        Pattern(Kind.ARTICLE, rf"{article}(?:{paragraph}?{item}|{paragraph})?"),
        Pattern(Kind.PERCENT, rf"(?P<amount>{_DIGITS})\s?[%％]|{_any('ᠵᠠᠭᠤᠨ')}{of}{gap}(?P<amount>{_DIGITS})"),
        Pattern(Kind.MONEY, rf"(?P<amount>{{N}}){gap}{_any('ᠲᠥᠭᠥᠷᠢᠭ', 'ᠶᠤᠸᠠᠨ')}|[¥￥]\s?(?P<amount>{_DIGITS})"),
        Pattern(Kind.DURATION, rf"(?P<years>{{N}}){gap}{_any('ᠵᠢᠯ')}{end}(?:{gap}(?P<months>{{N}}){gap}{_any('ᠰᠠᠷᠠ')}{end})?"
                               rf"|(?P<months>{{N}}){gap}{_any('ᠰᠠᠷᠠ')}{end}"
                               rf"|(?P<days>{{N}}){gap}{_any('ᠡᠳᠦᠷ', 'ᠬᠣᠨᠤᠭ', 'ᠬᠣᠨᠣᠭ')}{end}"),
        Pattern(Kind.MASK, rf"(?<!{_LETTER})(?P<mask>ᠮᠧᠦ(?:\sᠮᠧᠦ)?)(?P<number>\p{{Nd}}{{1,2}})?(?!{_LETTER})|(?P<mask>某+)(?P<number>\p{{Nd}}{{1,2}})?|(?P<mask>[×＊*]{{2,}})"),
        Pattern(Kind.INTEGER, rf"(?<![\p{{Nd}}.A-Za-z])(?P<amount>{_DIGITS})(?![.,]?\p{{Nd}})(?![.．、]\p{{L}})"),
    )  # fmt: skip


LANGUAGE = Language(
    code="mn-Mong",
    name="蒙古文",
    autonym="ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
    fonts=("Noto Sans Mongolian", "Mongolian Baiti", "Menksoft Qagan", "sans-serif"),
    text=text,
    key=key,
    sentences=sentences,
    words=words,
    units=units,
    number=number,
    number_pattern=N,
    patterns=_patterns(),
    months={},
    scales={},
    boundary=boundary,
    script=r"[\u1820-\u1842]",
    writing_mode="vertical-lr",
    joiner=" ",
    common=frozenset(
        [*_SUFFIXES, *(key(w) for w in "ᠪᠠ ᠪᠥᠭᠡᠳ ᠪᠣᠯᠤᠨ ᠡᠰᠡᠪᠡᠯ ᠲᠤᠰ ᠡᠨᠡ ᠲᠡᠷᠡ ᠨᠢ ᠴᠤ ᠭᠡᠵᠦ ᠭᠡᠬᠦ ᠪᠣᠯᠬᠤ ᠪᠠᠶᠢᠬᠤ ᠪᠠᠶᠢᠨ᠎ᠠ ᠦᠭᠡᠢ ᠥᠪᠡᠷ ᠲᠤᠬᠠᠢ ᠠᠴᠠ ᠡᠴᠡ ᠪᠡᠷ ᠢᠶᠠᠷ ᠢᠶᠡᠷ".split())]
    ),
)
