"""Where Tibetan sentences end.

A shad ends a phrase; a sentence has one or many. Measured on the sample judgments, the Universal Declaration
and news: joining phrases up to a final verb fits the lines of Chinese far better than a cut at every shad.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from corpora.languages.bo_numbers import LETTER, WORDS
from corpora.languages.common import trimmed
from corpora.model import Span

_SHADS = "།༎༏༐༑༔"
_LINE = r"\n\r\v\f\x85\u2028\u2029"
_PHRASE_END = regex.compile(
    rf"[{_SHADS}](?:[\s--{_LINE}]*[{_SHADS}])*[”’」』》）)\]]*"
    rf"|[。！？!?；]+[”’」』》）)\]]*"
    # After ཀ ག ཤ the shad is left out and the blank alone stands for it.
    rf"|(?<=[ཀགཤ][\u0F71-\u0F7E\u0F80]*)[\s--{_LINE}]+(?=[\p{{Tibetan}}《（(“\d])"
    rf"|(?<=号|[×＊*]{{2}})[\s--{_LINE}]+(?=[\p{{Tibetan}}（(\d])"     # after a case number, a masked signature
    rf"|[{_LINE}]+",
    flags=regex.VERSION1,
)
_TITLES = regex.compile(rf"《[^《》{_LINE}]{{1,200}}》|“[^“”{_LINE}]{{1,200}}”")
_LAST = regex.compile(rf"({LETTER}+)[་༌\s]*[{_SHADS}\s”’」』》）)\]]*$")
# Verbs that end a sentence. The particle of finality repeats the last letter before it, so མོ is one after མ only.
_FINAL_VERBS = (
    "ཡིན མིན རེད ཡོད མེད འདུག བྱས བྱེད བྱུང སོང ཟེར བཤད སྲིད དགོས ཐུབ ཆོག ཤེས བཏང གཏོང ཐོབ གྱུར འགྱུར བཅད གཅོད "
    "བཞག འཇོག བཟུང བཙུགས ཚར ཟིན ཕུལ འབུལ བསྡད སྡོད ཞུས གནང སྤྲད སྤྲོད ཞུགས བསྡུས བརྐུས བཙོངས བླངས སླེབས འབྱོར "
    "བཏོན འདོན བསྒྱུར ཐོན འདྲ འདོད བཅུག འཁུར གྲུབ བཟོས མཚུངས སྐྱེས འཁོད བཀོད བརྩི བསྒྲུབས མཐོང བྲིས བཙས སྤྱད "
    "འཕངས བརྗོད དྲིས ཕྱིན འདས མྱོང བརྒྱབ རྙེད བརྩམས འདུས བཞེས འགྲོ ཡོང འོང མཛད གསུངས སྨྲས བརྩིས བསྒྲགས སྤེལ "
    "བསྐོས བསྟན བསྐྱལ བཤིག བཀག བསད ཤོར ཤི"
)
_FINAL = frozenset(_FINAL_VERBS.split())
_FINALITY = regex.compile(
    rf"(?:ག་གོ|ང་ངོ|ད་དོ|ན་ནོ|བ་བོ|མ་མོ|ར་རོ|ལ་ལོ|ས་སོ|[ནརལ]་ཏོ|འོ|འ་འོ)[་༌]?[{_SHADS}\s”’」』》）)\]]*$"
)
# After these more must come, whatever the length: particles, conjunctions, and a list of articles.
_CARRIES_ON = regex.compile(
    rf"(?:(?<!{LETTER})(?:དང|ནས|ལས|ཏེ|སྟེ|དེ|ཞིང|ཤིང|ཅིང|ལ|ན|ནི|མོད|ཀྱང|ཡང|རུང|གི|ཀྱི|གྱི|ཡི|གིས|ཀྱིས|གྱིས|ཡིས|ཏུ|དུ|སུ|རུ|རྗེས|སྐབས|ཚེ|ཆེད|རྐྱེན|ཟད|བཅས|སོགས|སམ|བམ|ངམ|"
    rf"ནམ|རམ|ལམ|དམ|གམ|ལྟར|ནང|ནས་བཟུང)|འི|འང|འམ|[པབ][སར]|{WORDS}་པ|དང་པོ)[་༌]?[{_SHADS}\s”’」』》）)\]]*$"
)
# The date under a masked signature; elsewhere a date opens a sentence.
_DATED = regex.compile(
    rf"(?<=[×＊*]{{2}}\s*)(?:སྤྱི་ལོ་?)?\p{{Nd}}{{4}}་?ལོ[^{_SHADS}{_LINE}]*ཚེས་?[^{_SHADS}{_LINE}]{{1,20}}[{_SHADS}]\s*"
)
# A heading by itself: the court, the kind of document.
_HEADING = regex.compile(rf"(?:ཁྲིམས་ཁང|ཡི་གེ)[་༌]?[{_SHADS}\s]*$")
_TAIL = 80                     # code points at the end of a phrase that tell whether it goes on
_SHORT, _LONG = 240, 600       # code points: what a phrase without final verb may grow to; what no sentence exceeds
_WEAKER = tuple(
    regex.compile(source)
    for source in (
        rf"(?<=(?:{'|'.join(sorted(_FINAL))})[་༌]?)\s+", rf"[{_SHADS}]+\s*", r"\s+",
        r"(?<=[་༌](?:དང|ནས|ཏེ|སྟེ|ཞིང))[་༌]", "[་༌]",
    )
)


def sentences(body: str) -> list[Span]:
    """Spans of sentences in a raw body: phrases, joined until one ends in a final verb or the line ends.

    The phrase is what a shad, a full stop of another script, or after ཀ ག ཤ a blank ends. One without final
    verb is joined to the next while both are short, because parties, lists and signatures come as one
    sentence in Chinese. A cut within 《》 is no cut.
    """
    titles = [m.span() for m in _TITLES.finditer(body)]
    found: list[Span] = []
    start = at = 0
    for mark in [*_PHRASE_END.finditer(body), None]:
        end = mark.end() if mark else len(body)
        if mark and any(a < mark.start() < b - 1 for a, b in titles):
            continue
        if mark is None or regex.search(f"[{_LINE}]", mark[0]) or not _goes_on(body, start, at, end):
            found += _bounded(body, start, end)
            start = end
        at = end
    return found


def _goes_on(body: str, start: int, at: int, end: int) -> bool:
    """Whether the sentence body[start:end], whose last phrase begins at `at`, needs the next phrase."""
    phrase = body[at:end]
    if regex.search(r"(?:号|[×＊*]{2})\s+$", phrase):
        return False
    if regex.search(r"[。！？!?；]", phrase) or regex.search(rf"[༎]|[{_SHADS}]{{2}}", phrase):
        return False
    if start == at and _DATED.fullmatch(body, start, end):
        return False
    tail = phrase[-_TAIL:]
    if _CARRIES_ON.search(tail):
        return True
    last = _LAST.search(tail)
    if last is None:
        return end - start < _SHORT
    if _FINALITY.search(tail) or (start == at and _HEADING.search(tail)):
        return False
    return last[1] not in _FINAL and end - start < _SHORT


def _bounded(body: str, start: int, end: int) -> Iterator[Span]:
    """body[start:end] without outer blanks, in pieces of at most _LONG where it can be cut."""
    while end - start > _LONG:
        window = start + _LONG // 3, start + _LONG
        cuts = ([m.end() for m in weaker.finditer(body, *window)] for weaker in _WEAKER)
        cut = next((found[-1] for found in cuts if found), start + _LONG)
        yield from trimmed(body, start, cut)
        start = cut
    yield from trimmed(body, start, end)
