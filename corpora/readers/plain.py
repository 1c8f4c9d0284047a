"""Plain text in UTF-8, UTF-16 or GB18030, told apart by what comes out of the decoding.

A byte order mark settles it. Without one the encodings are tried strictly and judged by how much of the
result is text: GB18030 bytes read as UTF-16 give rare hangul and unassigned code points, UTF-16 read as
GB18030 rare hanzi. The common characters are those of the national sets of two levels: GB/T 2312
level 1 (3,755 hanzi, rows 16-55) and KS X 1001 (2,350 hangul syllables).
"""

from __future__ import annotations

import codecs
from functools import lru_cache

import regex

from corpora.readers.reading import Reading, Unreadable

_MARKS = (                 # the mark of UTF-32 begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
_NAMES = {"utf-8": "UTF-8", "gb18030": "GB18030", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE",
          "utf-32-le": "UTF-32LE", "utf-32-be": "UTF-32BE"}  # fmt: skip
_PADDING = "\0\x1a"   # what old systems fill the end of a file with: NUL, and Ctrl-Z of DOS
_SAMPLE = 4000  # characters judged
_PLAUSIBLE = 0.6  # real texts score above .9, wrong decodings below .4
_CONTROL = regex.compile(r"[\p{Cc}--[\t\n\r\f\v]]", regex.V1)
_LETTERS = regex.compile(
    r"[\p{Tibetan}\p{Mongolian}\p{Arabic}\p{Cyrillic}\p{ASCII}\p{Co}"
    r"\N{DIGIT ONE FULL STOP}-\N{NUMBER TWENTY FULL STOP}\N{CIRCLED DIGIT ONE}-\N{CIRCLED NUMBER TWENTY}"
    r"\u00A0-\u00FF\u2000-\u206F\u2E80-\u303F\uFE30-\uFE4F\uFF01-\uFF65]",
    regex.V1,
)


def read(content: bytes) -> Reading:
    """The text of a txt file. Raises Unreadable."""
    text, encoding = decode(content)
    notes = () if encoding == "utf-8" else (f"文字编码：{_NAMES[encoding]}",)
    return Reading(text.replace("\r\n", "\n").replace("\r", "\n"), notes=notes)


def decode(content: bytes) -> tuple[str, str]:
    """Text without its byte order mark, and the codec it was in.

    Raises Unreadable when no encoding gives text.
    """
    for mark, codec in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], codec).rstrip(_PADDING), codec
    utf8 = _try(content, "utf-8")
    if utf8 is not None and not _CONTROL.search(utf8):
        return utf8, "utf-8"
    tried = {codec: text for codec in ("gb18030", "utf-16-le", "utf-16-be") if (text := _try(content, codec))}
    best = max(tried, key=lambda codec: plausibility(tried[codec]), default=None)
    if best and plausibility(tried[best]) >= _PLAUSIBLE:
        return tried[best], best
    raise _damage(content)


def _try(content: bytes, codec: str) -> str | None:
    try:
        return content.decode(codec).rstrip(_PADDING)
    except UnicodeDecodeError:
        return None


def _strictly(content: bytes, codec: str) -> str:
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"文件自称 {_NAMES[codec]}，但第 {error.start + 1} 个字节起不是。文件可能不完整，请重新导出。"
        ) from error


def _damage(content: bytes) -> Unreadable:
    """The complaint: where an otherwise good text breaks, or that it is none."""
    for codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        text = content.decode(codec, errors="replace")
        broken = text.count("\N{REPLACEMENT CHARACTER}")
        if broken <= max(2, len(text) // 50) and plausibility(text) >= _PLAUSIBLE:
            where = _first_error(content, codec)
            return Unreadable(
                f"像是 {_NAMES[codec]} 文本，但有损坏（第 {where} 个字节）。请重新导出或复制原文件。"
            )
    return Unreadable(
        "认不出文字编码（试过 UTF-8、GB18030、UTF-16），可能不是文本文件。请另存为 UTF-8 的 txt。"
    )


def _first_error(content: bytes, codec: str) -> int:
    try:
        content.decode(codec)
    except UnicodeDecodeError as error:
        return error.start + 1
    return 1


def plausibility(text: str) -> float:
    """Share of characters, 0 to 1, that published texts of our scripts are made of; white space aside.

    Private use counts: text in a legacy encoding is text, and named so later.
    """
    sample = [c for c in text[:_SAMPLE] if not c.isspace()]
    if not sample:
        return 0.0
    return sum(_weight(c) for c in sample) / len(sample)


@lru_cache(maxsize=1 << 16)
def _weight(character: str) -> float:
    if _CONTROL.match(character):
        return -1.0
    if "\N{CJK UNIFIED IDEOGRAPH-4E00}" <= character <= "\u9fff":
        return _level(character, "gb2312", last_row=0xD7)
    if "\N{HANGUL SYLLABLE GA}" <= character <= "\ud7a3":
        return _level(character, "euc_kr", last_row=0xC8)
    return 1.0 if _LETTERS.match(character) else 0.0


def _level(character: str, codec: str, last_row: int) -> float:
    """1 for a common character of the national set, .5 for a rare one, 0 outside it."""
    try:
        lead = character.encode(codec)[0]
    except UnicodeEncodeError:
        return 0.0
    return 1.0 if 0xB0 <= lead <= last_row else 0.5
