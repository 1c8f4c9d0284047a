"""Where Mongolian sentences end: at ᠃ ᠅ ? ! and line ends, never at ᠂; at ᠄ only before a list."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from corpora.languages.common import trimmed
from corpora.languages.mn_mong_letters import JOINED, LETTER, MVS, UNSEEN, spelt
from corpora.languages.mn_mong_numbers import CARDINAL
from corpora.model import Span

_CLOSERS = r"[”’」』》）)\]]*"
_LINE = r"\n\r\v\f\x85\u2028\u2029"
_NUMBERING = rf"(?:[(（]?\p{{Nd}}{{1,2}}[)）.．、](?!\p{{Nd}})|[①-⑳]|{CARDINAL}[᠂、])"
_COURT = spelt("ᠬᠣᠷᠢᠶ᠎ᠠ")
_DATE, _DAY = rf"[\s\p{{Nd}}{MVS}\u1820-\u18AA\u180A-\u180D]", spelt("ᠡᠳᠦᠷ")
_STOP = regex.compile(
    rf"[᠃᠅᠉。？！?!]+{_CLOSERS}"
    rf"|[;；]{_CLOSERS}"
    # Typed on a Latin keyboard: after a word, a blank or not between, never after a digit.
    rf"|(?=\.)(?<={JOINED}[ \u00A0]*)\.+(?![\p{{Nd}}\p{{Latin}}]){_CLOSERS}"
    rf"|[᠄:：](?=\s*{_NUMBERING})|(?=[᠄:：])(?<={spelt('ᠮᠡᠲᠦ')}\s*)[᠄:：]"     # before a list; after "as follows"
    # Around the case number and after masked signatures, in a judgment that lost its lines.
    rf"|(?P<head>(?<!\s)[\s--{_LINE}]++(?=[(（〔]\p{{Nd}}{{4}}[)）〕][^\s号]+号\s)|(?<=号)[\s--{_LINE}]+)"
    rf"|(?<=[×＊*]{{2}})[\s--{_LINE}]+(?=[{LETTER}\p{{Nd}}])"
    # Between the court and the kind of document, and after the date under a masked signature.
    rf"|(?P<head>(?<={_COURT})[\s--{_LINE}]+(?={LETTER}[^᠃᠂\d]{{1,80}}[(（〔]\p{{Nd}}{{4}}[)）〕]))"
    rf"|(?<=[×＊*]{{2}}\s{{1,3}}\p{{Nd}}{{4}}\s{_DATE}{{8,60}}{_DAY})[\s--{_LINE}]+(?={LETTER})"
    rf"|[{_LINE}]+",
    flags=regex.VERSION1,
)
_ONLY_NUMBER = regex.compile(rf"\s*(?:{CARDINAL})\s*\.")
_HEAD = 200      # code points in which the case number of the document itself stands
_LONG = 600      # code points no sentence exceeds
_WEAKER = tuple(map(regex.compile, (r"[᠂᠄]\s*", r"\s+", f"{MVS}|{LETTER}{UNSEEN}*")))


def sentences(body: str) -> list[Span]:
    """Spans of sentences in a raw body; longer ones than 600 code points are cut at ᠂ ᠄ or a blank."""
    found: list[Span] = []
    start = 0
    for stop in _STOP.finditer(body):
        if stop["head"] and stop.start() > _HEAD:
            continue
        if "." in stop[0] and _ONLY_NUMBER.fullmatch(body, start, stop.end()):
            continue
        found += _bounded(body, start, stop.end(), found)
        start = stop.end()
    return found + list(_bounded(body, start, len(body), found))


def _bounded(body: str, start: int, end: int, before: list[Span]) -> Iterator[Span]:
    """body[start:end] without outer blanks, in pieces of at most _LONG; marks alone go to the sentence before."""
    if before and body[start:end].strip() and not regex.search(r"[\p{L}\p{N}×＊*]", body[start:end]):
        before[-1] = Span(before[-1].start, start + len(body[start:end].rstrip()))
        return
    while end - start > _LONG:
        window = start + _LONG // 3, start + _LONG
        cuts = ([m.end() for m in weaker.finditer(body, *window)] for weaker in _WEAKER)
        cut = next((found[-1] for found in cuts if found), start + _LONG)
        yield from trimmed(body, start, cut)
        start = cut
    yield from trimmed(body, start, end)
