"""Mongolian in Menksoft's own encoding, turned into Unicode.

Menksoft gives every glyph a private code point (U+E234-E34F), and every letter a run of them, so that the letter is
certain even where two look alike. What Unicode says with a variation selector follows from the glyph and its
neighbours; the rules below are those under which words of a dictionary keep their selectors. Facts of the
mapping: the tables published with suragch's mongol_code (MIT) and the charts of Menksoft's fonts. No code of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import regex

FIRST, LAST = 0xE234, 0xE34F
GLYPH = r"[\uE234-\uE34F]"
CODES = regex.compile(f"{GLYPH}+")

_MVS = "\N{MONGOLIAN VOWEL SEPARATOR}"
_FVS1 = "\N{MONGOLIAN FREE VARIATION SELECTOR ONE}"
_LETTERS_FROM = 0xE264
# E234 to E263: punctuation, digits, brackets, marks between words. E262 is a blank, E263 parts a suffix from its word.
_SIGNS = (
    "\u1800\u1801\u1802\u1803\u1804\u1805\u1806\u1807\u1808\u1809\u180a\u1800\u1800\u1800\u1800\N{MIDDLE DOT}"
    "\u1810\u1811\u1812\u1813\u1814\u1815\u1816\u1817\u1818\u1819\u2048\u2049！？；（）〈〉\ufe39\ufe3a《》"
    "\ufe43\ufe44\ufe10×※\ufe32\ufe31 " + _MVS
)
# Where the glyphs of a letter begin.
_RUNS = (
    (0xE264, "\u1820"), (0xE270, "\u1821"), (0xE279, "\u1822"), (0xE283, "\u1823"), (0xE28B, "\u1824"), (0xE293, "\u1825"),
    (0xE2A0, "\u1826"), (0xE2AD, "\u1827"), (0xE2B1, "\u1828"), (0xE2BB, "\u1829"), (0xE2BF, "\u1828"), (0xE2C1, "\u182a"),
    (0xE2C8, "\u182b"), (0xE2CE, "\u182c"), (0xE2CF, "\u182d"), (0xE2D0, "\u182c"), (0xE2D3, "\u182d"), (0xE2D4, "\u182c"),
    (0xE2D7, "\u182d"), (0xE2D8, "\u182c"), (0xE2D9, "\u182d"), (0xE2DA, "\u182c"), (0xE2E1, "\u182d"), (0xE2E2, "\u182c"),
    (0xE2E3, "\u182d"), (0xE2E5, "\u182c"), (0xE2E6, "\u182d"), (0xE2F1, "\u182e"), (0xE2F7, "\u182f"), (0xE2FD, "\u1830"),
    (0xE303, "\u1831"), (0xE308, "\u1832"), (0xE30E, "\u1833"), (0xE315, "\u1834"), (0xE318, "\u1835"), (0xE31C, "\u1822"),
    (0xE31D, "\u1835"), (0xE31E, "\u1836"), (0xE322, "\u1837"), (0xE329, "\u1838"), (0xE32B, "\u1824"), (0xE32C, "\u1838"),
    (0xE32D, "\u1839"), (0xE333, "\u183a"), (0xE339, "\u183b"), (0xE33F, "\u183c"), (0xE342, "\u183d"), (0xE345, "\u183e"),
    (0xE348, "\u183f"), (0xE34B, "\u1840"), (0xE34E, "\u1841"), (0xE34F, "\u1842"),
)  # fmt: skip
_STARTS = [start for start, _ in _RUNS]
_VOWELS = frozenset("\u1820\u1821\u1822\u1823\u1824\u1825\u1826\u1827")

_DETACHED = frozenset((0xE26A, 0xE274))  # the final a, e that stands apart from its word
# Glyphs that are not what their place in the word makes of the letter.
_ALONE = frozenset((0xE265, 0xE2A1))  # isolated
_INITIAL = frozenset((0xE310,))  # d as in the suffixes ᠳᠤ, ᠳᠠᠷ, which have it without asking
_MEDIAL = frozenset((0xE30C, 0xE30D))
_FINAL = frozenset((0xE286, 0xE312))
_LATER_SYLLABLE = frozenset((0xE29C, 0xE29D, 0xE2A9, 0xE2AA))  # ö, ü with the tail of a first syllable
_BEFORE_CONSONANT = frozenset((0xE2B9, 0xE313))  # n, d as before a vowel
_AFTER_VOWEL = frozenset((0xE321,))  # y of one tooth after a vowel that is not i


def to_unicode(text: str) -> str:
    """The text with every run of Menksoft's code points as Unicode Mongolian; all else as it is."""
    return CODES.sub(lambda run: _run([ord(c) for c in run[0]]), text)


def _run(codes: Sequence[int]) -> str:
    letters = [_letter(code) for code in codes]
    out, start = [], 0
    for n, code in enumerate(codes):
        if code < _LETTERS_FROM:
            out.append(letters[n])
            start = n + 1
            continue
        before = letters[start:n]
        after = letters[n + 1] if n + 1 < len(codes) and codes[n + 1] >= _LETTERS_FROM else ""
        if code in _DETACHED and before:
            out.append(_MVS)
        suffix = not before and n > 0 and letters[n - 1] == _MVS
        out.append(letters[n] + (_FVS1 if not suffix and _unusual(code, before, after) else ""))
    return "".join(out)


def _letter(code: int) -> str:
    if code < _LETTERS_FROM:
        return _SIGNS[code - FIRST]
    return _RUNS[bisect_right(_STARTS, code) - 1][1]


def _unusual(code: int, before: Sequence[str], after: str) -> bool:
    """Whether a glyph must be asked for: `before` are the letters of the word before it, `after` the next one."""
    if not before:
        return code in (_INITIAL if after else _ALONE)
    if not after:
        return code in _FINAL
    return (
        code in _MEDIAL
        or (code in _LATER_SYLLABLE and not _VOWELS.isdisjoint(before))
        or (code in _BEFORE_CONSONANT and after not in _VOWELS)
        or (code in _AFTER_VOWEL and before[-1] in _VOWELS - {"\u1822"})
    )
