"""What every language shares: composed letters, ideographs instead of radicals, plain line ends, ASCII digits."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache

import regex

from corpora.model import Span

# CJK Radicals Supplement to ideographs (after Unicode EquivalentUnifiedIdeograph.txt); PDFs print 民 as U+2EA0, and
# NFKC maps the Kangxi block only. Pairs of radical and ideograph.
_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇几⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗㣺⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民"
    "⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺳㓁⺴网⺵网⺶羊⺷羋⺸羋⺹耂⺺肀⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹"
    "⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马"
    "⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)
_RADICALS = {ord(a): b for a, b in zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)} | {
    code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)
}
_BREAKS = regex.compile(r"\r\n?|[\u2028\u2029\x0B\x0C\x85]")
_CONTROLS = {*range(0x20), *range(0x7F, 0xA0)} - {ord(c) for c in "\t\n\r\x0B\x0C\x85"}
_INVISIBLE = dict.fromkeys({0xFEFF, 0x200B, 0x2060, 0x00AD} | _CONTROLS)
_PLAIN = _RADICALS | _INVISIBLE
_ODD = regex.compile(r"[\x00-\x08\x0B-\x1F\x7F-\x9F\u00AD\u200B\u2028\u2029\u2060\u2E80-\u2FDF\uFEFF]")
_DIGIT = regex.compile(r"[\p{Nd}--0-9]", flags=regex.VERSION1)


def compose(raw: str) -> str:
    """The part of `text` that is the same everywhere: NFC, radicals to ideographs, LF, no BOM, ZWSP, controls."""
    if _ODD.search(raw):    # seldom, and looking is much cheaper than translating
        raw = _BREAKS.sub("\n", raw.translate(_PLAIN))
    return unicodedata.normalize("NFC", raw)


def trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    """text[start:end] without outer blanks, as one span or none. For scripts whose blanks bear no meaning."""
    inner = text[start:end]
    if inner.strip():
        yield Span(start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip()))


def caseless(text: str) -> str:
    """One case, in NFC again: folding takes letters apart that then join other marks (Unicode 5.18, D145)."""
    return compose(unicodedata.normalize("NFD", text).casefold())


def digits(text: str) -> str:
    """Decimal digits of every script as ASCII; half digits such as U+0F2A are no decimal digits and stay."""
    return _DIGIT.sub(lambda match: str(_value(match[0])), text)


@cache
def _value(digit: str) -> int:
    """Value of a decimal digit; where `regex` knows a newer Unicode than Python, by its place: they stand in tens."""
    known = unicodedata.decimal(digit, None)
    if known is not None:
        return known
    before = chr(ord(digit) - 1)
    return (_value(before) + 1) % 10 if _DIGIT.match(before) else 0
