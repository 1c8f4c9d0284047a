"""Chinese, as courts of the PRC write it.

Sentences are cut in `zh_sentences`, numbers and placeables read in `zh_numbers`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, lru_cache

import regex

from corpora.languages.common import caseless, compose, digits
from corpora.languages.language import Language, Unit
from corpora.languages.zh_numbers import PATTERNS, SCALES, N, number, spellings
from corpora.languages.zh_polarity import POLARITY
from corpora.languages.zh_sentences import sentences
from corpora.model import Span

# Text and key

_SPACED = regex.compile(r"^[ \t\u3000\u00A0]*(?:\p{Han}[ \t\u3000\u00A0]+)+\p{Han}[ \t\u3000\u00A0]*$", regex.M)
_BLANK = regex.compile(r"[ \t\u3000\u00A0]+")
_SPACE = regex.compile(r"\s+")
_NUMERAL = "〇一二三四五六七八九十"
_ZERO = regex.compile(rf"(?<=[{_NUMERAL}][o0]*)[o0](?=[o0]*[{_NUMERAL}年月日])")
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BRACKETS = str.maketrans({**dict.fromkeys("〔［[【﹝", "("), **dict.fromkeys("〕］]】﹞", ")")})


def text(raw: str) -> str:
    """Display form: composed, radicals as ideographs, a spaced heading (刑 事 判 决 书) joined."""
    return _SPACED.sub(lambda m: _BLANK.sub("", m[0]), compose(raw))


def key(raw: str) -> str:
    """Folded form: half width, one zero, one kind of bracket, no blanks, small letters."""
    plain = caseless(digits(text(raw).translate(_WIDE)).translate(_BRACKETS))
    return _ZERO.sub("〇", compose(_SPACE.sub("", plain)).replace("○", "〇").replace("零", "〇"))


# Words

_FUNCTION = "之的了于在与及其该本此起由向为是被把将以对从至自即则而且并或等所着过们时日月年元号我你他她它各每某"
_SURNAMES = (
    "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高梁郑罗宋谢唐韩曹许邓萧冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅钟卢汪戴崔任陆廖"
    "姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚习樊翟詹聂窦霍阮覃"
)
_PLACE = "省市县区州镇乡村河湖山"
_REGIONS = frozenset(
    """
    北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海
    台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门 贵阳 拉萨 西宁 玉树 果洛 黄南 海东 甘孜 阿坝 迪庆 甘南 那曲 昌都 林芝 日喀则 喀什 和田 伊犁
    阿勒泰 塔城 乌鲁木齐 呼和浩特 呼伦贝尔 通辽 赤峰 锡林郭勒 延边 延吉 南宁 柳州 桂林 百色 河池 崇左 长江 黄河
    """.split()
)
# Words that jieba takes for nouns and verbs and that stand in no term.
_POINTING = frozenset(
    """
    本院 我院 该院 本法 本人 本罪 本条 本款 本庭 本判决 本裁定 不能 无法 是否 能否 不足以 不会 不应 用于 处于 诉至 作为 成为
    """.split()
)
# Words of the law that jieba takes for names, adverbs or descriptions.
_LEGAL = frozenset(
    """
    许可 许可证 林木 孙子 孙女 任期 金融 方案 江河 自治州 自治县 城市 城镇 故意 从轻 从重 从宽 减轻 缓期 自愿 到庭 到期 立法 特许
    同意 反对 更正 不定期 民事纠纷 合同纠纷 劳动纠纷 内部
    """.split()
)
_WHOLE = ("第三人",)     # words that jieba's dictionary lacks
_TAGS = ("n", "v", "a", "b", "j", "l", "i", "s")     # jieba's: nouns, verbs, adjectives, set phrases, places


@cache
def _tags() -> dict[str, str]:
    import jieba.posseg

    return jieba.posseg.dt.word_tag_tab or (jieba.posseg.dt.initialize() or jieba.posseg.dt.word_tag_tab)


def content(word: str) -> bool:
    """Whether a word is of a class that terms begin and end with; one jieba does not know must hold no function word.

    Most of what jieba calls a name is none (立功, 申请人): a surname or the end of a place's name must speak for it.
    """
    if word in _POINTING or word in _REGIONS:
        return False
    tag = _tags().get(word)
    if tag is None:
        return not any(c in _FUNCTION for c in word) and not word.endswith("要") and not _unknown_name(word)
    if tag.startswith("nr"):
        return word in _LEGAL or word[0] not in _SURNAMES or len(word) > 3
    if tag.startswith("ns"):
        return word in _LEGAL or word[-1] not in _PLACE
    return word in _LEGAL or tag.startswith(_TAGS)


@cache
def _unknown_name(word: str) -> bool:
    """Whether a word that jieba does not know looks like a person's or a place's name."""
    if len(word) > 2 and word[-1] in "省市县镇乡村":
        return True
    if not 1 < len(word) < 4 or word[0] not in _SURNAMES:
        return False
    import jieba.posseg

    return [pair.flag for pair in jieba.posseg.dt.cut(word)] == ["nr"]


@cache
def _jieba():
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    found = jieba.Tokenizer()
    for word in _WHOLE:
        found.add_word(word)
    return found


def general(word: str) -> float:
    """Occurrences in a million words of general text, as jieba's own dictionary counts them (dict.txt, MIT: newspapers and novels)."""
    jieba = _jieba()
    jieba.check_initialized()
    return 1e6 * jieba.FREQ.get(word, 0) / jieba.total


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    return key(character)


def _folded(text: str) -> tuple[str, list[int]]:
    """Keys of the characters one by one, and from which character of `text` each comes."""
    folded = [(letter, i) for i, character in enumerate(text) for letter in _letter(character)]
    return "".join(letter for letter, _ in folded), [i for _, i in folded]


@lru_cache(maxsize=8)
def _term_index(terms: tuple[str, ...]) -> dict[str, tuple[tuple[int, ...], frozenset[str]]]:
    """First character -> (lengths, longest first; keys) of the terms that begin with it."""
    groups: dict[str, set[str]] = {}
    for term in terms:
        folded, _ = _folded(term)
        if len(folded) > 1:
            groups.setdefault(folded[0], set()).add(folded)
    return {
        first: (tuple(sorted({len(term) for term in group}, reverse=True)), frozenset(group))
        for first, group in groups.items()
    }


def words(text: str, terms: Sequence[str] = ()) -> list[Span]:
    """Words by jieba, punctuation left out; `terms` stay whole, the longest first."""
    found, at = [], 0
    for start, end in _term_spans(text, _term_index(tuple(terms))):
        found += _cut(text, at, start)
        found.append(Span(start, end))
        at = end
    return found + _cut(text, at, len(text))


def _term_spans(text: str, index: Mapping[str, tuple[tuple[int, ...], frozenset[str]]]) -> Iterator[tuple[int, int]]:
    folded, places = _folded(text) if index else ("", [])
    at = 0
    while at < len(folded):
        lengths, terms = index.get(folded[at], ((), frozenset()))
        left = len(folded) - at
        length = next((n for n in lengths if n <= left and folded[at : at + n] in terms), 0)
        if length:
            yield places[at], places[at + length - 1] + 1
        at += length or 1


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
    found = []
    for m in _UNIT.finditer(text):
        value = number(m[0]) if m[0][0].isdecimal() else None
        found.append(Unit(key(m[0]) if value is None else f"{value:f}", *m.span()))
    return found


def boundary(text: str, start: int, end: int) -> bool:
    """Anywhere, except inside a run of Latin letters or digits."""

    def joined(at: int) -> bool:
        return 0 < at < len(text) and bool(regex.fullmatch(r"[\p{Latin}\p{Nd}]{2}", text[at - 1 : at + 1]))

    return start < end and not joined(start) and not joined(end)


COMMON = frozenset(
    """
    之日 之日起 日起 的 了 和 与 及 以及 或 或者 在 于 由 对 向 为 是 把 被 将 从 自 至 到 按 按照 依 依照 根据 因 因为 因此 所以 而
    且 并 并且 但 但是 其 该 此 这 那 本 上述 前述 下列 如下 以下 以上 之 之间 之后 之前 等 也 还 又 再 就 都 均 已
    已经 曾 正在 现 现已 不 未 没有 无 有 可 可以 能 能够 应 应当 须 必须 得 不得 进行 作出 提出 认为 主张 要求 请求
    表示 属于 系 即 则 如 如果 若 虽 虽然 只 仅 各 每 某 某某 一 二 三 四 五 六 七 八 九 十 两 个 名 位 次 年 月 日
    元 号 男 女 住 我 你 他 她 它 我们 你们 他们 自己 双方 同时 经 经过 通过 关于 有关 相关 其他 其中 其余 共计 合计
    多次 当时 当日 至今 期间 情况 方式 问题 内 外 中 上 下 前 后 所 给 给予 予以 使 让 用 以 下 来 去 起 止 间 时 日
    要 会 想 更 更大 最 很 多 还有 所有 由于 因而 此后 随后 另 另外 均为 分别 共同 之日 者 们 着 过 地 并不 亦 乃 需要 需 没 位于 载明 约定 规定 确认
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
    scales={name: Decimal(value) for name, value in SCALES.items()},
    boundary=boundary,
    script=r"\p{Han}",
    joiner="",
    graphemes="character",
    common=COMMON,
    content=content,
    general=general,
    polarity=POLARITY,
    spellings=spellings,
)
