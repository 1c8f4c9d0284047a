"""Mongolian in the traditional script.

What is written is not what is seen: several letters share a shape, so one word on the screen has many
spellings in the file. The text keeps them; the key folds letters that look alike. A suffix stands apart from
its word, joined by U+180E (UTN #57 version 4, GB/T 25914-2023), by U+202F in older files, or by a plain
blank; U+180E also stands inside a word before a final a or e (ᠰᠠᠷ᠎ᠠ), where it ends nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from corpora.languages import mn_mong_numbers, mn_mong_sentences
from corpora.languages.common import caseless, compose, digits
from corpora.languages.language import Language, Unit
from corpora.languages.mn_mong_letters import (
    APART,
    END,
    FOLD,
    JOINED,
    LETTER,
    MVS,
    NNBSP,
    START,
    UNSEEN,
    spelt,
)
from corpora.languages.polarity import Polarity
from corpora.languages.slips import BIDI_MARKS, Slip, mixed
from corpora.model import Span

# Text and key

_OLD_JOINT = regex.compile(rf"{NNBSP}(?={UNSEEN}*{LETTER})")
_UNSEEN = regex.compile(UNSEEN)
_INSIDE = regex.compile(rf"(?<={LETTER})[{MVS}{NNBSP}]+(?=[\u1820\u1821](?!{LETTER}))")
_APART = regex.compile(rf"[\s{MVS}]+")


def text(raw: str) -> str:
    """Display form: composed, suffixes joined by U+180E where they were by U+202F; variation selectors kept."""
    return _OLD_JOINT.sub(MVS, compose(raw))


def key(raw: str) -> str:
    """Folded form: letters that look alike are one, no variation selectors, ASCII digits.

    A suffix is parted from its word by a blank, however it was written: joined by U+180E or U+202F or set
    apart it is the same text. U+180E stays where it is part of a word.
    """
    plain = caseless(compose(_UNSEEN.sub("", digits(text(raw)))))
    kept = _INSIDE.sub("\0", plain)
    return _APART.sub(" ", kept).strip(" ").replace("\0", MVS).translate(FOLD)


# Words

_TOKEN = regex.compile(
    rf"{LETTER}{JOINED}*(?:[{MVS}{NNBSP}]{UNSEEN}*[\u1820\u1821]{UNSEEN}*(?!{LETTER}))?"
    r"|\p{Nd}+(?:[.,]\p{Nd}+)*|\p{Han}|[[\p{L}\p{M}]--\p{Mongolian}--\p{Han}--[\u180B-\u180F]]+",
    flags=regex.VERSION1,
)
_WRITTEN_SUFFIXES = (
    "ᠤ ᠤᠨ ᠶᠢᠨ ᠢ ᠶᠢ ᠳᠤ ᠳᠤᠷ ᠠᠴᠠ ᠢᠶᠠᠷ ᠪᠠᠷ ᠲᠠᠢ ᠲᠠᠶᠢ ᠯᠤᠭ᠎ᠠ ᠯᠦᠭᠡ ᠪᠠᠨ ᠢᠶᠠᠨ ᠶᠤᠭᠠᠨ ᠳᠠᠭᠠᠨ ᠠᠴᠠᠭᠠᠨ ᠲᠠᠢᠭᠠᠨ ᠪᠠᠷᠢᠶᠠᠨ ᠤᠳ ᠨᠤᠭᠤᠳ ᠨᠠᠷ ᠳᠠᠬᠢ ᠬᠢ "
    "ᠳᠤᠭᠠᠷ ᠤᠤ ᠴᠤ"
)
SUFFIXES = frozenset(map(key, _WRITTEN_SUFFIXES.split()))   # case, possession, plural, ordinal, question; as keys


def words(text: str, terms: Sequence[str] = ()) -> list[Span]:
    """Words and suffixes, punctuation left out; a term of `terms` stays whole, the longest first.

    Terms match by key, whatever joins their suffixes. Before a suffix the last word of a term may have its
    other stem: with -n, and with the final a written on (ᠬᠣᠷᠢᠶ᠎ᠠ, ᠬᠣᠷᠢᠶᠠᠨ ᠤ).
    """
    index = _index(tuple(terms))
    tokens = [Span(*m.span()) for m in _TOKEN.finditer(text)]
    keys = [_bare(text[t.start : t.end]) for t in tokens] if index else []
    found, i = [], 0
    while i < len(tokens):
        n = next((n for n in index.get(keys[i], ()) if _is_term(text, tokens, keys, i, n, index)), 1) if index else 1
        found.append(Span(tokens[i].start, tokens[i + n - 1].end))
        i += n
    return found


def _bare(word: str) -> str:
    return key(word).replace(MVS, "")


@lru_cache(maxsize=8)
def _index(terms: tuple[str, ...]) -> dict[str, dict[int, frozenset[tuple[str, ...]]]]:
    """First word -> number of words, most first -> the terms, as tuples of words."""
    index: dict[str, dict[int, set[tuple[str, ...]]]] = {}
    for term in terms:
        parts = tuple(_bare(part) for part in _TOKEN.findall(text(term)))
        if parts:
            firsts = {parts[0], parts[0] + _N} if len(parts) == 1 else {parts[0]}
            for first in firsts:
                index.setdefault(first, {}).setdefault(len(parts), set()).add(parts)
    return {
        first: {n: frozenset(group) for n, group in sorted(sizes.items(), reverse=True)} for first, sizes in index.items()
    }


_N = "\N{MONGOLIAN LETTER NA}"


def _is_term(
    text: str, tokens: Sequence[Span], keys: Sequence[str], i: int, n: int,
    index: dict[str, dict[int, frozenset[tuple[str, ...]]]],
) -> bool:
    """Whether n words from the i-th on, with nothing but blanks or U+180E between them, are a term."""
    if i + n > len(tokens) or not all(
        regex.fullmatch(rf"[\s{MVS}]+", text[a.end : b.start]) for a, b in pairwise(tokens[i : i + n])
    ):
        return False
    group, written = index[keys[i]][n], tuple(keys[i : i + n])
    if written in group:
        return True
    inflected = i + n < len(tokens) and keys[i + n] in SUFFIXES and written[-1].endswith(_N)
    return inflected and (*written[:-1], written[-1].removesuffix(_N)) in group


def units(text: str) -> list[Unit]:
    """Stem classes, the first 5 letters of the key; suffixes are left out, numbers and ideographs whole."""
    found: list[Unit] = []
    end = -1
    for m in _TOKEN.finditer(text):
        form = _bare(m[0])
        after_word = end >= 0 and regex.fullmatch(rf"[\s{MVS}]*", text[end : m.start()])
        joined = m.start() > 0 and text[m.start() - 1] in MVS + NNBSP
        end = m.end()
        if not (after_word and (joined or form in SUFFIXES)):
            found.append(Unit(form if form[:1].isdecimal() else form[:5], m.start(), m.end()))
    return found


def boundary(text: str, start: int, end: int) -> bool:
    """May text[start:end] stand as a term: whole words, with or without the suffixes after them.

    What is not seen neither cuts nor joins.
    """
    if start >= end or _UNSEEN.match(text, start):
        return False
    before, inside = (_UNSEEN.sub("", part) for part in (text[:start], text[start:end]))
    first, last = len(before), len(before) + len(inside)
    spans = [m.span() for m in _TOKEN.finditer(_UNSEEN.sub("", text))]
    joined = before.endswith((MVS, NNBSP))
    return not joined and any(a == first for a, _ in spans) and any(b == last for _, b in spans)


def shapes(term: str) -> frozenset[str]:
    """Before a suffix a word may end in -n."""
    return frozenset({term + _N})


# Conjunctions, pronouns, auxiliaries, postpositions, besides the suffixes: no terms by themselves.
_COMMON = (
    "ᠪᠠ ᠪᠤᠶᠤ ᠪᠥᠭᠦᠭᠡᠳ ᠪᠥᠭᠡᠳ ᠬᠢᠭᠡᠳ ᠵᠢᠴᠢ ᠨᠢ ᠶᠤᠮ ᠮᠥᠨ ᠴᠤ ᠭᠡᠵᠦ ᠭᠡᠬᠦ ᠭᠡᠰᠡᠨ ᠬᠡᠮᠡᠨ ᠬᠡᠮᠡᠬᠦ ᠬᠡᠮᠡᠵᠦ ᠪᠣᠯ ᠪᠣᠯᠤᠨ᠎ᠠ ᠪᠣᠯᠬᠤ ᠪᠣᠯᠵᠤ ᠪᠣᠯᠤᠭᠰᠠᠨ ᠪᠠᠢᠨ᠎ᠠ ᠪᠠᠶᠢᠨ᠎ᠠ ᠪᠠᠢᠬᠤ ᠪᠠᠶᠢᠬᠤ "
    "ᠪᠠᠢᠵᠤ ᠪᠠᠶᠢᠵᠤ ᠪᠠᠢᠭᠰᠠᠨ ᠪᠠᠶᠢᠭᠰᠠᠨ ᠦᠭᠡᠢ ᠡᠨᠡ ᠲᠡᠷᠡ ᠡᠳᠡᠭᠡᠷ ᠲᠡᠳᠡᠭᠡᠷ ᠲᠡᠳᠡ ᠲᠤᠰ ᠪᠢ ᠴᠢ ᠲᠠ ᠪᠢᠳᠡ ᠥᠪᠡᠷ ᠥᠪᠡᠷ᠎ᠡ ᠪᠦᠷ ᠪᠦᠷᠢ ᠪᠦᠬᠦ ᠡᠯ᠎ᠡ ᠵᠡᠷᠭᠡ ᠲᠤᠬᠠᠢ ᠲᠤᠬᠠᠶᠢ ᠲᠤᠯᠠ ᠲᠤᠯᠠᠳᠠ ᠬᠦᠷᠲᠡᠯ᠎ᠡ "
    "ᠳᠠᠷᠠᠭ᠎ᠠ ᠡᠮᠦᠨ᠎ᠡ ᠳᠡᠭᠡᠷ᠎ᠡ ᠳᠣᠣᠷ᠎ᠠ ᠳᠣᠲᠣᠷ᠎ᠠ ᠳᠣᠲᠤᠷ᠎ᠠ ᠮᠡᠲᠦ ᠬᠡᠷᠪᠡ ᠨᠢᠭᠡ ᠨᠢᠭᠡᠨ ᠪᠠᠰᠠ ᠦᠯᠦ ᠡᠰᠡ"
)

# Denied by ᠦᠭᠡᠢ after a verb or noun, ᠪᠢᠰᠢ or ᠪᠤᠰᠤ after a noun, ᠦᠯᠦ, ᠡᠰᠡ or ᠪᠦᠦ before a verb (Poppe, Grammar of Written Mongolian, 1954,
# §§ 613-629). A judgment sets a contract aside as ᠬᠦᠴᠦᠨ ᠦᠭᠡᠢ ᠪᠣᠯᠭᠠᠬᠤ (解除): that denies nothing.
_UGEI = spelt("ᠦᠭᠡᠢ")
POLARITY = Polarity(
    neither=(
        rf"{START}{spelt('ᠬᠦᠴᠦᠨ')}{APART}+{_UGEI}{APART}+(?:{spelt('ᠪᠣᠯᠭᠠᠬᠤ ᠪᠣᠯᠭᠠᠵᠤ ᠪᠣᠯᠭᠠᠭᠰᠠᠨ ᠪᠣᠯᠤᠭᠰᠠᠨ ᠪᠣᠯᠬᠤ')}){END}"
        rf"|{START}{spelt('ᠪᠤᠰᠤᠳ')}{END}|{START}{spelt('ᠡᠰᠡᠬᠦᠯ᠎ᠡ ᠡᠰᠡᠪᠡᠯ')}{END}"
    ),
    doubtful=(
        rf"{START}{spelt('ᠬᠤᠷᠢᠭᠯᠠᠨ᠎ᠠ ᠬᠣᠷᠢᠭᠯᠠᠬᠤ ᠲᠡᠪᠴᠢᠨ᠎ᠡ')}{END}|{START}{spelt('ᠬᠦᠷᠬᠦ')}{APART}+{_UGEI}{END}"
        rf"|{START}{spelt('ᠨᠡᠶᠢᠴᠡᠬᠦ')}{APART}+{_UGEI}{END}"
    ),
    must=(
        rf"{START}\S+{APART}+{_UGEI}{APART}+{spelt('ᠪᠠᠶᠢᠵᠤ ᠪᠠᠢᠵᠤ')}{APART}+{spelt('ᠪᠣᠯᠬᠤ')}{APART}+{_UGEI}{END}"
        rf"|{START}{spelt('ᠶᠣᠰᠲᠠᠢ ᠶᠣᠰᠣᠲᠠᠢ ᠬᠡᠷᠡᠭᠲᠡᠢ ᠵᠠᠶᠢᠯᠰᠢ')}{END}|{START}{spelt('ᠶᠣᠰᠣ ᠬᠡᠷᠡᠭ')}{APART}+{spelt('ᠲᠠᠢ ᠲᠠᠶᠢ ᠲᠡᠢ')}{END}"
    ),
    negation=rf"(?:{START}{spelt('ᠶᠣᠰᠣ ᠪᠣᠯᠬᠤ')}{APART}+)?{START}{_UGEI}{END}|{START}{spelt('ᠪᠤᠰᠤ ᠪᠢᠰᠢ ᠪᠦᠦ')}{END}|{START}{spelt('ᠦᠯᠦ ᠡᠰᠡ')}{END}",
    may=rf"{spelt('ᠵᠤ ᠴᠤ')}{APART}+{spelt('ᠪᠣᠯᠤᠨ᠎ᠠ ᠪᠣᠯᠬᠤ ᠪᠣᠯᠣᠨ᠎ᠠ')}{END}(?!{APART}+{_UGEI})",
)

# U+180E before a suffix, no longer U+202F: UTN #57 version 4, GB/T 25914-2023. A variation selector follows a letter.
# Files hold both; one text should keep to one.
_BEFORE_SUFFIX = rf"(?<={LETTER}{UNSEEN}*)%s(?={LETTER})(?!{UNSEEN}*[\u1820\u1821]{UNSEEN}*(?!{LETTER}))"
_NEW, _OLD = _BEFORE_SUFFIX % MVS, _BEFORE_SUFFIX % NNBSP
SLIPS = (
    BIDI_MARKS,
    Slip(_OLD, "附加成分前是 U+202F，别处是 U+180E", "请统一为 U+180E（GB/T 25914-2023）。", rival=_NEW),
    Slip(_NEW, "附加成分前是 U+180E，别处是 U+202F", "请统一为一种写法；新国标 GB/T 25914-2023 用 U+180E。", rival=_OLD),
    Slip(rf"(?<!{JOINED})[\u180B-\u180D\u180F]+", "变体选择符前面没有字母", "请删去这个字符，或者放到字母之后。"),
    Slip(rf"{MVS}(?!{UNSEEN}*{LETTER})|(?<!\S){MVS}", "元音分隔符不在词中", "请删去这个字符。"),
    Slip(r"[\u1843-\u18AA]+", "有托忒文、锡伯文或满文的字母", "请改成蒙古文字母。"),
    Slip(rf"(?<={LETTER}{UNSEEN}*)[,.;](?=\s|$)", "蒙古文后用了西文标点", "请改成 ᠂ 或 ᠃。"),
    mixed("Mongolian", "Latin", "蒙古文词里夹有拉丁字母"),
    mixed("Mongolian", "Cyrillic", "蒙古文词里夹有西里尔字母"),
)

LANGUAGE = Language(
    code="mn-Mong",
    name="蒙古文",
    autonym="ᠮᠣᠩᠭᠣᠯ ᠪᠢᠴᠢᠭ",
    fonts=("Noto Sans Mongolian", "Mongolian Baiti", "Menk Qagan Tig", "Menksoft Qagan", "sans-serif"),
    text=text,
    key=key,
    sentences=mn_mong_sentences.sentences,
    words=words,
    units=units,
    number=mn_mong_numbers.number(key),
    number_pattern=mn_mong_numbers.NUMBER,
    patterns=mn_mong_numbers.PATTERNS,
    months={},
    scales={},
    boundary=boundary,
    stems=shapes,
    script=r"[\u1820-\u1842]",
    writing_mode="vertical-lr",
    joiner=" ",
    glue=MVS + NNBSP,
    graphemes="word",
    common=SUFFIXES | frozenset(map(key, _COMMON.split())),
    polarity=POLARITY,
    spellings=mn_mong_numbers.spellings,
    agree=mn_mong_numbers.agree,
    slips=SLIPS,
)
