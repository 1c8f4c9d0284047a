"""Chinese, as courts of the PRC write it.

Numerals are numbers only in a context that makes them so: 一审, 王一, 十分恶劣, 三轮车 and 统一 hold none. Sentences
are cut on the raw body and never at a comma; a judgment that lost its full stops is cut at the openings
every judgment has (法〔2016〕221号).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache, lru_cache
from itertools import pairwise

import regex

from corpora.languages.common import compose, digits
from corpora.languages.language import Language, Pattern, Unit
from corpora.model import Kind, Span

# Text and key

_SPACED = regex.compile(r"^[ \t\u3000\u00A0]*(?:\p{Han}[ \t\u3000\u00A0]+)+\p{Han}[ \t\u3000\u00A0]*$", regex.M)
_BLANK = regex.compile(r"[ \t\u3000\u00A0]+")
_NUMERAL = "〇一二三四五六七八九十"
_ZERO = regex.compile(rf"(?<=[{_NUMERAL}])[o0](?=[{_NUMERAL}年月日])")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BRACKETS = str.maketrans({**dict.fromkeys("〔［[【﹝", "("), **dict.fromkeys("〕］]】﹞", ")")})


def text(raw: str) -> str:
    """Display form: composed, radicals as ideographs, a spaced heading (刑 事 判 决 书) joined."""
    return _SPACED.sub(lambda m: _BLANK.sub("", m[0]), compose(raw))


def key(raw: str) -> str:
    """Folded form: half width, one zero, one kind of bracket, no blanks, small letters."""
    plain = digits(text(raw).translate(_WIDE)).translate(_BRACKETS).casefold()
    return regex.sub(r"\s+", "", _ZERO.sub("〇", plain.replace("○", "〇").replace("零", "〇")))


# Sentences

_STOP = regex.compile(r"[。！？；!?]+[”’」』）)】》〉\]]*|(?<![:：\d])[;](?=\s|\p{Han})|\n")
_OPEN, _CLOSE = "《“〈「『【", "》”〉」』】"     # round brackets may hold whole sentences
_AFTER_COLON = regex.compile(r"(?:判决|裁定|决定|判令|请求|如下|协议)[^，。；：\n]{0,6}如下[：:]|诉讼请求[：:]|[判裁]决如下[：:]|裁定如下[：:]|事实如下[：:]")
_ITEM = regex.compile(
    r"(?<=[。；：:;\n]\s*)(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|[①-⑳]|\d{1,2}[.．、](?!\d))"
)
# Where a judgment that lost its full stops begins a new unit.
_OPENINGS = regex.compile(
    r"(?:本院认为[，,]|本院经审理查明|经审理查明|经本院审理查明|本院查明|审理查明[，：:]|(?<!本案)现已审理终结|(?<=审理终结)(?=\p{Han}{2,25}检察院(?:起诉)?指控)|(?<!对)公诉机关指控|上述事实[，,]"
    r"|(?<=法院)(?=[刑民行执赔]\p{Han}{0,2}[判裁调决]\p{Han}书)|(?<=[判裁]\p{Han}书|调解书|决定书)(?=[（(〔\[]\d{4})"
    r"|(?<=[判裁调决]\p{Han}书[（(〔\[]\d{4}[）)〕\]]\p{Han}[^：:，。\n]{1,30}号[：:])|(?<=\d号)(?=原告|公诉机关|上诉人|再审|自诉人|申请|附带|抗诉)|公诉机关(?!指控|认为|提供|提交)(?=\p{Han}{2,20}检察院)"
    r"|被告人\p{Han}某+\d*[，（(][男女曾]|(?:原告|被告|第三人|法定代表人|委托诉讼代理人|辩护人)[：:]"
    r"|另查明|再查明|本院受理后|如不服本[判裁]|本[判裁][决定]为终审|附[：:]?相关法律|附：)"
)
_SIGNATURES = regex.compile(
    r"(?<=[^，、\s]\s*)(?:审\s*判\s*长|(?<!人民陪)审\s*判\s*员|代理审判员|人民陪审员|法官助理|书\s*记\s*员|代书记员)(?=[\s\u3000：:]*[\p{Han}×Xx＊*]{2,4})"
    r"|二[〇○ＯO零][一二三四五六七八九〇○ＯO零]{2}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日(?=\s*(?:法官助理|书\s*记\s*员|$))"
)
_ONE_LINE = 1500     # code points of a line from which it may be a whole judgment in one line
_TITLED_LINE = regex.compile(r"\s*\p{Han}{2,30}法院\p{Han}{2,6}书\s*[（(〔\[]\d{4}")


def sentences(body: str) -> list[Span]:
    """Spans of sentences in a raw body; blanks between them belong to none."""
    cuts = {0, len(body)}
    depth, closed = 0, 0
    marks = sorted([*_STOP.finditer(body), *_AFTER_COLON.finditer(body)], key=lambda m: m.end())
    for mark in marks:
        depth = _depth(body, closed, mark.start(), depth)
        closed = mark.start()
        if "\n" in mark[0]:
            depth = 0
        elif depth > 0 and not _balanced(body, mark, depth):
            continue
        cuts.add(mark.end())
    cuts.update(m.start() for m in _ITEM.finditer(body))
    for line in regex.finditer(r"[^\n]+", body):
        if len(line[0]) >= _ONE_LINE or _TITLED_LINE.match(line[0]):
            cuts.update(m.start() for p in (_OPENINGS, _SIGNATURES) for m in p.finditer(body, *line.span()))
    return list(_trimmed(body, sorted(cuts)))


def _depth(body: str, start: int, end: int, depth: int) -> int:
    """Open brackets and quotes at `end`."""
    for character in body[start:end]:
        if character in _OPEN:
            depth += 1
        elif character in _CLOSE:
            depth = max(0, depth - 1)
    return depth


def _balanced(body: str, mark: regex.Match[str], depth: int) -> bool:
    """Whether the closing marks taken with the stop close all that is open, or nothing closes it in reach."""
    left = depth - sum(c in _CLOSE for c in mark[0])
    if left <= 0:
        return True
    return not any(c in _CLOSE for c in body[mark.end() : mark.end() + 300].split("\n", 1)[0])


def _trimmed(body: str, cuts: Sequence[int]) -> Iterator[Span]:
    for start, end in pairwise(cuts):
        piece = body[start:end]
        if piece.strip():
            yield Span(start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip()))


# Words

_FUNCTION = "之的了于在与及其该本此起由向为是被把将以对从至自即则而且并或等所着过们时日月年元号我你他她它各每某"
_NAMES = ("nr", "ns")
_TAGS = ("n", "v", "a", "b", "j", "l", "i", "s")     # jieba's: nouns, verbs, adjectives, set phrases, places


@cache
def _tags() -> dict[str, str]:
    import jieba.posseg

    return jieba.posseg.dt.word_tag_tab or (jieba.posseg.dt.initialize() or jieba.posseg.dt.word_tag_tab)


def content(word: str) -> bool:
    """Whether a word is of a class that terms begin and end with; one jieba does not know must hold no function word."""
    tag = _tags().get(word)
    return tag.startswith(_TAGS) and not tag.startswith(_NAMES) if tag else not any(c in _FUNCTION for c in word)


@cache
def _jieba():
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    return jieba.Tokenizer()


@lru_cache(maxsize=8)
def _term_index(terms: tuple[str, ...]) -> dict[str, tuple[int, frozenset[str]]]:
    """First character -> (longest length, keys) of the terms that begin with it."""
    groups: dict[str, set[str]] = {}
    for term in terms:
        folded = key(term)
        if len(folded) > 1:
            groups.setdefault(folded[0], set()).add(folded)
    return {first: (max(map(len, group)), frozenset(group)) for first, group in groups.items()}


def words(text: str, terms: Sequence[str] = ()) -> list[Span]:
    """Words by jieba, punctuation left out; `terms` stay whole, the longest first."""
    index = _term_index(tuple(terms))
    found, at = [], 0
    for start, end in _term_spans(text, index):
        found += _cut(text, at, start)
        found.append(Span(start, end))
        at = end
    return found + _cut(text, at, len(text))


def _term_spans(text: str, index: dict[str, tuple[int, frozenset[str]]]) -> Iterator[tuple[int, int]]:
    at = 0
    while at < len(text):
        longest, keys = index.get(text[at], (0, frozenset()))
        end = next((at + n for n in range(min(longest, len(text) - at), 1, -1) if key(text[at : at + n]) in keys), 0)
        if end:
            yield at, end
        at = end or at + 1


def _cut(text: str, start: int, end: int) -> list[Span]:
    found, at = [], start
    for word in _jieba().cut(text[start:end]) if start < end else ():
        if regex.search(r"[\p{L}\p{N}]", word):
            found.append(Span(at, at + len(word)))
        at += len(word)
    return found


_UNIT = regex.compile(r"\p{Han}|\d+(?:[.,]\d+)*|[\p{L}--\p{Han}]+", flags=regex.VERSION1)


def units(text: str) -> list[Unit]:
    """Hanzi one by one, other words and numbers whole."""
    return [Unit(key(m[0]), *m.span()) for m in _UNIT.finditer(text)]


def boundary(text: str, start: int, end: int) -> bool:
    """Anywhere, except inside a run of Latin letters or digits."""

    def joined(at: int) -> bool:
        return 0 < at < len(text) and bool(regex.fullmatch(r"[a-zA-Z0-9]{2}", text[at - 1 : at + 1]))

    return start < end and not joined(start) and not joined(end)


# Numbers

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"〇": 0, "○": 0, "Ｏ": 0, "O": 0, "两": 2, "俩": 2, "貳": 2, "弍": 2, "叄": 3, "陸": 6}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SHORT = {"廿": 20, "卅": 30}
_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_HAN = "零〇○Ｏ一二三四五六七八九两壹贰叁肆伍陆柒捌玖貳陸十拾廿卅百佰千仟万萬亿億"
_ASCII = r"(?:\d{1,3}(?:[,，]\d{3})+(?:[.．]\d+)?|\d+(?:[.．]\d+)?)"
N = rf"(?:{_ASCII}\s?[万亿萬億]?|[{_HAN}]+)"


def number(text: str) -> Decimal | None:
    """Value of a number in numerals of either kind or in digits, mixed with 万 and 亿; None if it is none."""
    plain = regex.sub(r"[\s,，]", "", digits(text.translate(_WIDE))) if text else ""
    match = regex.fullmatch(r"(\d+(?:\.\d+)?)([万亿萬億]*)", plain)
    if match:
        try:
            value = Decimal(match[1])
        except InvalidOperation:
            return None
        for scale in match[2]:
            value *= _SCALES[scale]
        return value
    if not plain or any(c not in _HAN and c not in _DIGITS for c in plain):
        return None
    if all(c in _DIGITS for c in plain):
        return Decimal("".join(str(_DIGITS[c]) for c in plain))
    return _numerals(plain)


def _numerals(plain: str) -> Decimal | None:
    """Sections up to 亿 and 万, each of digit times ten, hundred, thousand; None where the order is broken."""
    total, section, digit, ceiling = 0, 0, None, 10**4
    for character in plain:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif character in _TENS:
            unit = _TENS[character]
            if unit >= ceiling and section:
                return None
            section, digit, ceiling = section + (1 if digit is None else digit) * unit, None, unit
        elif character in _SHORT:
            section, digit = section + _SHORT[character], None
        else:
            section += digit or 0
            section = section or (0 if total else 1)
            scale = _SCALES[character]
            total = (total + section) * scale if 0 < total < scale else total + section * scale
            section, digit, ceiling = 0, None, 10**4
    return Decimal(total + section + (digit or 0))


# Placeables

_YEAR = r"(?P<year>\d{4}|[一二][〇○ＯO零一二三四五六七八九0]{3})\s*年"
_MONTH, _DAY = rf"(?P<month>\d{{1,2}}|[{_HAN}]{{1,3}})\s*月", rf"(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})\s*[日号]"
_WORDS = "十分|万一|三轮|一[审致旦统般切定直]"     # numerals that count nothing
_COUNTED = "名位人份起次件个张条只头匹亩公里千米平方米辆台部间套户年月日天岁倍点时分页处笔项句层周栋吨公斤斤克元家种批枚袋箱瓶株棵"
PATTERNS = (
    Pattern(Kind.DATE, rf"{_YEAR}\s*{_MONTH}\s*{_DAY}"),
    Pattern(Kind.DATE, r"(?<!\d)(?P<year>(?:19|20)\d{2})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})(?!\d)"),
    Pattern(Kind.DATE, rf"{_YEAR}\s*{_MONTH}(?!份?之)"),
    Pattern(Kind.DATE, rf"(?<![个{_HAN}\d]){_MONTH}\s*{_DAY}"),
    Pattern(Kind.DATE, rf"(?<!\d){_YEAR}(?!\s*(?:以[上下]|有期|零|内))"),
    Pattern(
        Kind.ARTICLE,
        rf"第\s*(?P<article>\d+|[{_HAN}]+)\s*条(?:\s*之\s*(?P<sub>\d+|[{_HAN}]+?)(?=[第款项，。、；：:;）)》的规\s]|$))?"
        rf"(?:\s*第\s*(?P<paragraph>\d+|[{_HAN}]+)\s*款)?(?:\s*第\s*[（(]?(?P<item>\d+|[{_HAN}]+)[)）]?\s*项)?",
    ),
    Pattern(
        Kind.ARTICLE,
        rf"第\s*(?P<paragraph>\d+|[{_HAN}]+)\s*款(?:\s*第\s*[（(]?(?P<item>\d+|[{_HAN}]+)[)）]?\s*项)?"
        rf"|第\s*[（(]?(?P<item>\d+|[{_HAN}]+)[)）]?\s*项",
    ),
    Pattern(Kind.PERCENT, rf"(?P<amount>{_ASCII})\s*[%％]|百分之\s*(?P<amount>{_ASCII}|[{_HAN}]+)"),
    Pattern(
        Kind.FRACTION,
        rf"(?P<denominator>[{_HAN}]+)分之(?P<numerator>[{_HAN}]+)|(?<![\d/])(?P<numerator>\d+)/(?P<denominator>\d+)(?![\d/])",
    ),
    Pattern(
        Kind.MONEY,
        rf"(?<![{_HAN}\d.])(?P<amount>{N})\s*[元圆](?:\s*(?P<jiao>\d|[{_HAN}])角)?(?:\s*零?(?P<fen>\d|[{_HAN}])分)?整?"
        rf"|[¥￥]\s*(?P<amount>{_ASCII})|(?<![{_HAN}\d.])(?P<jiao>\d|[{_HAN}])角(?P<fen>(?:\d|[{_HAN}])分)?(?=[，。；、整])",
    ),
    Pattern(
        Kind.DURATION,
        rf"(?<![第某{_HAN}\d.年月])(?P<years>{N})\s*年(?!级|代|龄|度|月)(?:零|又)?(?:(?P<months>{N})\s*个月)?(?:零?(?P<days>{N})\s*[日天](?!期))?"
        rf"|(?<![第{_HAN}\d.])(?P<months>{N})\s*个月(?:零?(?P<days>{N})\s*[日天])?"
        rf"|(?<![第{_HAN}\d.月初])(?P<days>{N})\s*(?:日(?=[内起止前后，。；、）)折届的为]|$|以)|天|个工作日)"
        rf"|(?<![第{_HAN}\d.])(?P<hours>{N})\s*个?小时",
    ),
    Pattern(Kind.MASK, r"(?P<mask>某+)(?:(?P<number>\p{Nd}{1,2})(?![\p{Nd}.,年月日元%万])|(?P<number>\p{Nd}(?=年满)))?|(?P<mask>[×＊*]{2,}|(?<![A-Za-z])[xX]{2,}(?![A-Za-z]))"),
    Pattern(Kind.INTEGER, rf"(?<![\d.A-Za-z])(?P<amount>{_ASCII}\s?[万亿]?)(?![\d.]*\d)(?![、.．]\p{{Han}})"),
    Pattern(Kind.INTEGER, rf"(?<![{_HAN}\d.A-Za-z第])(?!一[{_COUNTED}]|{_WORDS})(?P<amount>[{_HAN}]+)(?=[{_COUNTED}])"),
)  # fmt: skip
COMMON = frozenset(
    """
    之日 之日起 日起 的 了 和 与 及 以及 或 或者 在 于 由 对 向 为 是 把 被 将 从 自 至 到 按 按照 依 依照 根据 因 因为 因此 所以 而
    且 并 并且 但 但是 其 该 此 这 那 本 上述 前述 下列 如下 以下 以上 之 之间 之后 之前 等 也 还 又 再 就 都 均 已
    已经 曾 正在 现 现已 不 未 没有 无 有 可 可以 能 能够 应 应当 须 必须 得 不得 进行 作出 提出 认为 主张 要求 请求
    表示 属于 系 即 则 如 如果 若 虽 虽然 只 仅 各 每 某 某某 一 二 三 四 五 六 七 八 九 十 两 个 名 位 次 年 月 日
    元 号 男 女 住 我 你 他 她 它 我们 你们 他们 自己 双方 同时 经 经过 通过 关于 有关 相关 其他 其中 其余 共计 合计
    多次 当时 当日 至今 期间 情况 方式 问题 内 外 中 上 下 前 后 所 给 给予 予以 使 让 用 以 下 来 去 起 止 间 时 日
    由于 因而 此后 随后 另 另外 均为 分别 共同 之日 者 们 着 过 地 并不 亦 乃 需要 需 没 位于 载明 约定 规定 确认
    查明
""".split()
)  # fmt: skip


LANGUAGE = Language(
    code="zh",
    name="汉文",
    autonym="中文",
    fonts=("Songti SC", "SimSun", "Noto Serif CJK SC", "Shuangyu Sans SC", "serif"),
    text=text,
    key=key,
    sentences=sentences,
    words=words,
    units=units,
    number=number,
    number_pattern=N,
    patterns=PATTERNS,
    months={},
    scales={name: Decimal(value) for name, value in _SCALES.items()},
    boundary=boundary,
    script=r"\p{Han}",
    joiner="",
    graphemes="character",
    common=COMMON,
    content=content,
)
