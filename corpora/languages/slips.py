"""What is written wrongly in a script whatever the words say: marks out of place, letters of another alphabet, leftovers.

A language lists its own (`Language.slips`); here is what all of them share. Slips are searched in the raw text, for the display
text has some of them mended already.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import regex

from corpora.model import Span


class Slip(NamedTuple):
    """`regex` finds it, `what` says it in Chinese, `instead` what to do; a `slight` one disturbs nobody's reading.

    Where two ways of writing are both right, `rival` is the other one: the slip is one only in a text that mostly has that.
    """

    regex: str
    what: str
    instead: str
    slight: bool = False
    rival: str = ""


class Found(NamedTuple):
    """A slip and where it stands."""

    slip: Slip
    span: Span


_BIDI = r"\u202A-\u202E\u2066-\u2069"
BIDI_MARKS = Slip(
    r"[\u200E\u200F\N{ARABIC LETTER MARK}]", "从左到右的文字里留有看不见的方向符", "请删去这个字符。"
)
EVERYWHERE = (
    Slip(r"\N{REPLACEMENT CHARACTER}", "有一个字在转换编码时丢失，只剩替代符", "请对照底稿补上这个字。"),
    Slip(r"[\uE000-\uF8FF]+", "有旧编码的字符，换一台机器就显示不出来", "请用标准编码重新输入这几个字。"),
    Slip(rf"[{_BIDI}]", "留有看不见的方向控制符，会打乱数字和括号的次序", "请删去这个字符。"),
    Slip(r"(?<=\w)[\u200B\u2060\uFEFF](?=\w)", "字中间有看不见的零宽字符，检索时会查不到", "请删去这个字符。"),
    Slip(r"(?<=\S)[ \u00A0]{2,}(?=\S)", "连着有两个以上的空格", "请只留一个空格。", slight=True),
    Slip(r"(?<=[\p{L}\p{M}]) +(?=[,.;:!?،؛؟。，；：！？](?:\s|$))", "标点前多一个空格", "请删去空格。", slight=True),
)  # fmt: skip


def mixed(own: str, other: str, what: str) -> Slip:
    """One or two letters of another alphabet inside a word (more are a name); script names are those of Unicode."""
    source = rf"(?<=\p{{{own}}}\p{{M}}*)\p{{{other}}}{{1,2}}(?!\p{{{other}}})|(?<!\p{{{other}}})\p{{{other}}}{{1,2}}(?=\p{{{own}}})"
    return Slip(source, what, "请改成本文字的字母。")


def find(raw: str, slips: tuple[Slip, ...]) -> Iterator[Found]:
    """Every slip of these kinds, kind by kind."""
    for slip in (*EVERYWHERE, *slips):
        spans = [Span(*match.span()) for match in _compiled(slip.regex).finditer(raw)]
        if spans and (not slip.rival or sum(1 for _ in _compiled(slip.rival).finditer(raw)) > len(spans)):
            yield from (Found(slip, span) for span in spans)


@lru_cache(maxsize=128)
def _compiled(source: str) -> regex.Pattern[str]:
    return regex.compile(source)
