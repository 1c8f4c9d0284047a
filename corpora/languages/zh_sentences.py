"""Where Chinese sentences end: at 。！？； and line ends, after 判决如下：, before numbered items, never at a comma.

What stands inside 《》 “” （） is kept together, unless the brackets open after a full stop and hold sentences. A judgment exported in one line has lost its line ends and some of
its full stops; it is cut at what every judgment has (法〔2016〕221号): heading, parties, openings, signatures.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import regex

from corpora.languages.common import trimmed
from corpora.model import Span

_CLOSERS = "”’」』》〉）)】\\]"
_STOP = regex.compile(
    rf"(?:[。！？；!?]+|(?<![:：\d]);(?=\s|\p{{Han}})|(?<=\p{{Han}}{{2}})[.．](?=\p{{Han}}|\s|$))"
    rf"(?:[{_CLOSERS}]+(?![，、；。：的之等]))?"
    r"(?:\"(?=[^\"\n]*(?:\"[^\"\n]*\"[^\"\n]*)*$))?",     # a straight quote closes if those after it are paired
    flags=regex.M,
)
_LEADS = regex.compile(
    r"(?:判决|裁定|决定|判令|请求|如下|协议)[^，。；：\n]{0,6}如下[：:]|[判裁]决如下[：:]|裁定如下[：:]|事实如下[：:]|诉讼请求[：:]"
)
_HAN_ITEM, _ITEM = "[一二三四五六七八九十]{1,3}", r"[（(]{0}[)）]|[（(]\d{{1,2}}[)）]|[①-⑳]|\d{{1,2}}[.．、](?!\d)"
_ITEMS = regex.compile(rf"(?<=[。；：:;\n]\s*)(?:{_HAN_ITEM}、|{_ITEM.format(_HAN_ITEM)})")

_PAIRS = {"《": "》", "“": "”", "〈": "〉", "「": "」", "『": "』", "【": "】", "（": "）", "(": ")"}
_BRACKET = regex.compile(f"[{regex.escape(''.join(_PAIRS) + ''.join(_PAIRS.values()))}\\n]")
_LONG = 300          # code points; a longer quotation is cut inside

# A judgment in one line. Roles are longest first where one ends another.
_ONE_LINE = 1500     # code points of a line that can only be a whole judgment
_HEADING = regex.compile(
    r"\s*(?P<court>\p{Han}{2,30}法院)\s*(?P<kind>(?:\p{Han}\s*){2,10}书)\s*[（(〔\[]\d{4}[)）〕\]][^，。；：\s]{2,30}号[：:]?(?=\s*(?:\p{Han}|$))"
)
_ROLES = (
    "附带民事诉讼原告人 附带民事诉讼被告人 委托诉讼代理人 委托代理人 法定代理人 法定代表人 再审申请人 申请执行人 被执行人 被上诉人 上诉人 "
    "被申请人 申请人 公诉机关 自诉人 被告人 被告 原告 第三人 辩护人 负责人 经营者"
)
_ROLE = f"(?:{'|'.join(_ROLES.split())})"
_AFTER = r"(?<=[\p{Han}\p{Nd}）)》”：:×＊*\s])(?<![对与和及由据在向就按照根被经是为将其的、，因故并应须可不“（]|应当)"
_OPENINGS = regex.compile(
    rf"{_AFTER}(?:本院认为[，,]|本院经审理查明|(?<!本院)经(?:本院)?审理查明|本院查明|审理查明[，：:]|另查明|再查明|又查明|公诉机关(?:指控|认为|建议)|(?<!本案)现已审理终结"
    rf"|(?<!证[实明]|[认确供承陈][定认述]|印证)上述事实[，,]|综上(?:所述)?[，,]|依照《|依据《|案件受理费|如果未按本|如不服本[判裁]|本[判裁][决定]为终审|附[：:]?相关法律|附：|本件与原本|本院受理后"
    rf"|(?:原告|被告|被告人|上诉人|被上诉人|第三人|辩护人)\p{{Han}}{{0,8}}?(?:诉称|辩称|答辩称|述称|上诉称|辩护意见)[，：,:]"
    rf"|{_ROLE}(?:（[^（）]{{2,20}}）)?[：:]|{_ROLE}\p{{Han}}{{2,6}}\d*[，,（(][男女曾]|公诉机关\p{{Han}}{{2,20}}检察院"
    rf"|(?<![：:])原告\p{{Han}}{{1,20}}\d?(?:与|诉)被告[^。；：]{{2,60}}一案，"
    rf"|(?<!{_ROLE})(?:{_ROLE})?(?!某)\p{{Han}}某{{1,2}}[甲乙丙丁\d]?(?:辩称[，：]|诉称[，：]|向本院提出诉讼请求))"
    r"|(?<=现已审理终结)(?=\p{Han})|(?<=法律条文)\s*(?=《)"
)
_RULINGS = regex.compile(r"(?<=\p{Han}|）)[二三四五六七八九十]{1,2}、(?=被告|原告|驳回|扣押|随案|责令|继续|追缴|撤销|维持|准许|作案|违法)")
_SIGNATURES = regex.compile(
    r"(?<=[^，、\s]\s*)(?:审\s*判\s*长|(?<!人民陪\s*|代理)审\s*判\s*员|代理审判员|人民陪审员|法官助理|(?<!代)书\s*记\s*员|代书记员)"
    r"(?=[\s\u3000：:]*[\p{Han}×Xx＊*]{2,4})"
    r"|二[〇○ＯO零][一二三四五六七八九〇○ＯO零]{2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日"
    r"(?=\s*(?:法官助理|代?书\s*记\s*员|附|本件|$))",
    flags=regex.M,
)
_TAIL = 400          # code points at the end of a judgment in which it is signed


def sentences(body: str) -> list[Span]:
    """Spans of sentences in a raw body; blanks between them belong to none."""
    found: list[Span] = []
    for line in regex.finditer(r"[^\n\r\v\f\x85\u2028\u2029]+", body):
        start, end = line.span()
        kept = _kept_together(body, start, end)
        cuts = {start, end, *(c for c in _cuts(body, start, end) if not any(k.start < c < k.end for k in kept))}
        found += _trimmed(body, sorted(cuts))
    return found


def _cuts(body: str, start: int, end: int) -> Iterator[int]:
    yield from (m.end() for pattern in (_STOP, _LEADS) for m in pattern.finditer(body, start, end))
    yield from (m.start() for m in _ITEMS.finditer(body, start, end))
    heading = _HEADING.match(body, start, end)
    if heading:
        yield from (heading.end("court"), heading.end("kind"), heading.end())
    if heading or end - start >= _ONE_LINE:
        yield from (m.start() for pattern in (_OPENINGS, _RULINGS) for m in pattern.finditer(body, start, end))
        yield from (m.start() for m in _SIGNATURES.finditer(body, max(start, end - _TAIL), end))


def _kept_together(body: str, start: int, end: int) -> list[Span]:
    """Brackets and quotations of a line, the outermost ones, whose ends are both there.

    （刑期从判决执行之日起计算。…） after a full stop is no part of a sentence, it holds some.
    """
    spans: list[Span] = []
    opened: list[tuple[str, int]] = []
    for mark in _BRACKET.finditer(body, start, end):
        if mark[0] in _PAIRS:
            opened.append((_PAIRS[mark[0]], mark.start()))
        elif any(closer == mark[0] for closer, _ in opened):
            while opened:
                closer, at = opened.pop()
                if closer == mark[0]:
                    break
            if mark.end() - at <= _LONG and not (mark[0] in "）)" and body[start:at].rstrip()[-1:] in "。；！？"):
                while spans and spans[-1].start > at:
                    spans.pop()
                spans.append(Span(at, mark.end()))
    return spans


def _trimmed(body: str, cuts: list[int]) -> Iterator[Span]:
    for start, end in pairwise(cuts):
        yield from trimmed(body, start, end)
