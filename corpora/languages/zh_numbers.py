"""Numbers and placeables in Chinese.

Numerals are numbers only in a context that makes them so: 一审, 王一, 十分恶劣, 三轮车 and 统一 hold none. Amounts are
rounded with 余 and 多 inside (300余万元), which leaves the value; 数万 and 几千 have no value.
"""

from __future__ import annotations

from decimal import Decimal

import regex

from corpora.languages.common import digits
from corpora.languages.language import Pattern
from corpora.languages.numerals import in_sections
from corpora.languages.quantities import read_sections
from corpora.model import Kind

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {c: n for n, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
_DIGITS |= {"〇": 0, "○": 0, "Ｏ": 0, "O": 0, "两": 2, "俩": 2, "貳": 2, "弍": 2, "叄": 3, "陸": 6}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_MULTIPLIERS = _TENS | SCALES
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


# Reading

def number(text: str) -> Decimal | None:
    """Value of a number in numerals, digits or both (1.2万, 2万5千, 300余万); None if it is none."""
    plain = regex.sub(r"[\s,，]|[多余](?=[百千万亿])", "", digits(text.translate({**_WIDE, ord("Ｏ"): "〇"})))
    if plain == "半":
        return Decimal("0.5")
    whole, point, decimals = plain.partition("点")
    if point:
        value = number(whole)
        known = value is not None and decimals and all(c in _DIGITS for c in decimals)
        return value + Decimal("0." + "".join(str(_DIGITS[c]) for c in decimals)) if known else None
    if regex.fullmatch(r"\d+(?:\.\d+)?", plain):
        return Decimal(plain)
    if plain and all(c in _DIGITS or c in "0123456789" for c in plain):     # by position: 二〇二〇, 二0二0
        return Decimal("".join(str(_DIGITS.get(c, c)) for c in plain))
    parts = [_part(part) for part in regex.findall(r"\d+(?:\.\d+)?|.", plain.replace("廿", "二十").replace("卅", "三十"))]
    known = [part for part in parts if part]
    return read_sections(known, short=plain[-1] in _DIGITS) if known and len(known) == len(parts) else None


def _part(part: str) -> tuple[Decimal, bool] | None:
    """(value, whether it multiplies) of a numeral or digits."""
    if part in _MULTIPLIERS:
        return Decimal(_MULTIPLIERS[part]), True
    if part in _DIGITS or part[0].isdecimal():
        return Decimal(_DIGITS.get(part, part)), False
    return None


_PLAIN = in_sections("零一二三四五六七八九", "十百千", "万亿", one=True, zero="零")
_FORMAL = in_sections("零壹贰叁肆伍陆柒捌玖", "拾佰仟", "万亿", one=True, zero="零")
_BY_PLACE = str.maketrans("0123456789", "〇一二三四五六七八九")


def spellings(value: int) -> tuple[str, ...]:
    """(一百三十三, by place 一三三, 壹佰叁拾叁), 0 to 10**12."""
    if not 0 <= value < 10**12:
        return ("",) * 3
    return _PLAIN(value), str(value).translate(_BY_PLACE), _FORMAL(value)


# Finding

_HAN = "零〇○Ｏ一二三四五六七八九两壹贰叁肆伍陆柒捌玖貳陸十拾廿卅百佰千仟万萬亿億"
_FIRST = "零〇○Ｏ一二三四五六七八九两壹贰叁肆伍陆柒捌玖貳陸十拾廿卅"
_ASCII = r"(?<!\d)(?:\d{1,3}(?:[,，]\d{3})+(?:[.．]\d+)?|\d++(?:Ｏ+\d++)*(?:[.．]\d++)?)"    # Ｏ: a zero misread, 21Ｏ00元
_SCALE = "(?:[多余]?(?:[百佰千仟]?(?:[万萬][亿億]|[万萬亿億])|[百佰千仟](?![瓦米克卡])))"
# Possessive: 千万亿千万亿… can be cut into scales in more ways than there is time for.
_SCALED = rf"{_ASCII}(?:\s?{_SCALE}++(?:\d++(?:[.．]\d++)?{_SCALE}++)*+(?:(?<=[万亿])\d{{3,4}}(?!\d))?)?"
_SPELLED = rf"[{_FIRST}][{_HAN}]*+(?:[多余][百千万亿]+|点[零〇一二三四五六七八九]+(?![{_HAN}时分半]))?"
N = rf"(?:{_SCALED}|{_SPELLED})"
_FREE = rf"(?<![{_HAN}\d.．数几])"      # nothing of a number before, no 数 of 数十万

_YEAR = r"(?<!\d)(?P<year>\d{4}|[一二][〇○ＯO零一二三四五六七八九0]{3})\s*年"
_MONTH, _DAY = rf"(?P<month>\d{{1,2}}|[{_HAN}]{{1,3}})\s*月", rf"(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})\s*[日号]"
_ORDINAL = rf"\d+|[{_HAN}]+"
_ITEM = rf"第\s*(?:[（(]\s*(?P<item>{_ORDINAL})\s*[)）]|(?P<item>{_ORDINAL}))\s*项"
_PARAGRAPH = rf"第\s*(?P<paragraph>{_ORDINAL})\s*款"
_SUB = rf"\s*之\s*(?P<sub>\d+|[{_HAN}]+?)(?=[第款项，。、；：:;）)》的规和及与或至\s]|$)"
_UNIT = r"[日天](?![期津])"
_NO_SPAN = "(?!(?<=过去|最后|新的|[每同这那某哪有])一[年天日]|一年比一年|一天比一天|(?<=一[年天]比)一[年天])"      # 过去一年, 最后一天: which one, not how long
# What numerals count. 一 before these is an article (一份, 一辆), and some of it are words.
_COUNTED = (
    "名 位 人 份 起 次 件 个 张 条 只 头 匹 亩 公里 公斤 公顷 千米 平方米 立方米 米 吨 斤 克 升 辆 台 部 间 套 户 口 年 月 日 天 岁 周 倍 "
    "点 时 分 页 处 笔 项 句 层 栋 幢 元 家 种 批 枚 袋 箱 瓶 株 棵 号 世纪 册 期 组 届 篇 幅 块 根 支 把 场"
)
_COUNT = f"(?:{'|'.join(_COUNTED.split())})"
_WORDS = "十分(?!钟)|一[审致旦统般切定直]|零[部配]?件|零售|四处(?=[奔逃打躲寻借求散流])|五位一体"
_MARKER = r"(?:(?<=^|[\n。；：:;！？]\s*)\d{1,2}[、.．)）](?!\d)|(?<=(?:^|[\n。；：:;！？]\s*)[（(])\d{1,2}[)）])"
_EVERYBODY = r"(?<=^|[\s，。；：、于在的为以对因是有使从到与和及能任当])某(?=[一个种些类项])|某个(?!人)"     # 某一团体, 某些人


def _listed(name: str, noun: str) -> str:
    """Source of one number of a list that names what it counts once: 第五十二、五十三条, 第一、二款."""
    more = rf"\s*[、和至]\s*(?:{_ORDINAL})"
    return (
        rf"第\s*(?P<{name}>{_ORDINAL})(?=(?:{more}){{1,20}}\s*{noun})"
        rf"|(?<![\d{_HAN}])(?=[\d{_HAN}]++(?:{more}){{0,20}}\s*{noun})(?<=第\s*(?:(?:{_ORDINAL})\s*[、和至]\s*){{1,20}})"
        rf"(?P<{name}>{_ORDINAL})(?:\s*{noun})?"
    )


PATTERNS = (
    Pattern(Kind.DATE, rf"{_YEAR}\s*{_MONTH}\s*{_DAY}"),
    Pattern(Kind.DATE, r"(?<!\d)(?P<year>(?:19|20)\d{2})([-./])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?!\d)"),
    Pattern(Kind.DATE, rf"{_YEAR}\s*{_MONTH}(?!份?之)"),
    Pattern(Kind.DATE, rf"(?<![个{_HAN}\d]){_MONTH}\s*{_DAY}"),
    Pattern(Kind.DATE, rf"{_YEAR}(?!\s*(?:以[上下]|有期|零|内))"),
    Pattern(Kind.ARTICLE, rf"第\s*(?P<article>{_ORDINAL})\s*条(?:{_SUB})?(?:\s*{_PARAGRAPH})?(?:\s*{_ITEM})?"),
    Pattern(Kind.ARTICLE, rf"{_listed('article', '条')}|(?<=[法》])(?P<article>{_ORDINAL})\s*条"),
    Pattern(Kind.ARTICLE, f"{_listed('paragraph', '款')}|{_listed('item', '项')}"),
    Pattern(Kind.ARTICLE, rf"{_PARAGRAPH}(?:\s*{_ITEM})?|{_ITEM}"),
    Pattern(Kind.ARTICLE, rf"第?\s*[（(](?P<item>{_ORDINAL})[)）](?=(?:\s*[、和及]?\s*[（(](?:{_ORDINAL})[)）])*\s*项)"),
    Pattern(Kind.PERCENT, rf"(?P<amount>{_ASCII})\s*[%％]|百分之\s*(?P<amount>{N}|百)"),
    Pattern(Kind.FRACTION, rf"(?<![{_HAN}\d.．])(?P<denominator>{N}|[百千万])分之\s*(?P<numerator>{N})"
                           r"|(?<![\d/])(?P<numerator>\d+)/(?P<denominator>\d+)(?![\d/])"),
    Pattern(
        Kind.MONEY,
        rf"{_FREE}(?P<amount>{N})\s*[多余]?\s*[元圆](?![旦素化件首帅老])(?:\s*零?(?P<jiao>\d|[{_HAN}])角)?(?:\s*零?(?P<fen>\d|[{_HAN}])分)?整?"
        rf"|[¥￥]\s*(?P<amount>{N})"
        rf"|{_FREE}(?P<jiao>\d|[{_HAN}])角(?:(?P<fen>\d|[{_HAN}])分)?(?=[，。；、整钱)）\s]|$)",
    ),
    Pattern(
        Kind.DURATION,      # 第三年, 2020-22年 and 上半年 are times, not spans
        rf"{_NO_SPAN}(?<![某年月第]){_FREE}(?<!\d{{4}}\s*[-－—~～至])(?P<years>{N}|(?<![上下])半)\s*[多余]?周?年(?!级|代|龄|度|月)(?:(?P<half>半)|(?:[零又]?(?P<months>{N})\s*个月)?(?:[零又]?(?P<days>{N})\s*{_UNIT})?)"
        rf"|(?<!第){_FREE}(?P<months>{N}|(?<![上下])半)\s*个[多余]?(?P<half>半)?月(?:[零又]?(?P<days>{N})\s*{_UNIT})?"
        rf"|{_NO_SPAN}(?<![初第]|月\s*|[日号]\s*[、和至]\s*){_FREE}(?P<days>{N}|半)\s*(?:日(?=[内起止前后，。；、）)折届的为]|$|以)|[多余]?天|个工作日)"
        rf"|(?<!第){_FREE}(?P<hours>{N}|半)\s*个?[多余]?(?P<half>半)?小时",
    ),
    Pattern(Kind.MASK, rf"(?!{_EVERYBODY})(?P<mask>某+)(?:(?P<number>\d{{1,2}})(?![\d月日元万%％]|[.．,，]\d|年(?![满龄])))?"
                       r"|(?:(?<=\p{Han})(?P<mask>[×✕]+)(?P<number>\d{1,2})?(?!\d)|(?P<mask>[×✕＊*]{2,}|(?<!\p{Latin})[xXｘＸ]{2,}(?!\p{Latin})))"),
    Pattern(Kind.INTEGER, rf"(?!{_MARKER})(?<![\d.．\p{{Latin}}])(?!\d++[、.．]\p{{Han}})(?P<amount>{_SCALED})(?![\d.．]*\d)"),
    Pattern(Kind.INTEGER, rf"(?<![第上下]){_FREE}(?!一{_COUNT}|{_WORDS})(?P<amount>{_SPELLED})(?=[多余]?{_COUNT})"),
)  # fmt: skip
