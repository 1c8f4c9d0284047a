"""An explanation in short Chinese sentences, and canonical values as a judge writes them."""

from __future__ import annotations

import regex

from aligner.explain import Anchor, Explanation
from corpora.model import Kind, Section

MANY = 4  # values it names
_KINDS = {
    Kind.CASE: "案号", Kind.DATE: "日期", Kind.MONEY: "金额", Kind.ARTICLE: "", Kind.PERCENT: "百分比",
    Kind.FRACTION: "分数", Kind.DURATION: "期限", Kind.INTEGER: "数字",
}  # fmt: skip


def anchors(e: Explanation) -> list[str]:
    """Values both sides have, then those one side lacks; of a null, the values it holds."""
    if not e.ratio:
        return [f"含有{_listed([label(a) for a in e.anchors])}"] if e.anchors else []
    kinds = (
        ("两边一致", [a for a in e.anchors if a.shared]),
        ("只见于汉文", [a for a in e.anchors if not a.targets]),
        ("只见于译文", [a for a in e.anchors if not a.sources]),
    )
    return [_listed([label(a) for a in found]) + verdict for verdict, found in kinds if found]


def _listed(names: list[str]) -> str:
    more = f"等 {len(names)} 处" if len(names) > MANY else ""
    return "、".join(names[:MANY]) + more


def lengths(e: Explanation) -> str:
    """How the lengths compare with what is usual in the two documents."""
    usual = f"译文长度是汉文的 {e.ratio:.1f} 倍，这份文书平均 {e.usual:.1f} 倍"
    return f"{usual}，偏{'长' if e.ratio > e.usual else '短'}" if e.unlike else f"{usual}，相称"


def label(anchor: Anchor) -> str:
    """What an anchor is, with its value: 日期2020年10月15日, 第38条第1款第2项, “查明”部分的开头."""
    kind, colon, value = anchor.value.partition(":")
    if kind == "section":
        return f"“{Section(value).label}”部分的开头"
    if colon and kind in set(Kind):
        return _KINDS[Kind(kind)] + shown(Kind(kind), value)
    return f"“{anchor.value}”"


def shown(kind: Kind, value: str) -> str:
    """A canonical value as Chinese writes it."""
    match kind:
        case Kind.DATE:
            year, month, day = regex.fullmatch(r"(\d*)-?-?(\d*)-?(\d*)", value).groups()
            return "".join(f"{int(n)}{unit}" for n, unit in ((year, "年"), (month, "月"), (day, "日")) if n)
        case Kind.MONEY:
            return f"{value}元"
        case Kind.PERCENT:
            return f"{value}%"
        case Kind.ARTICLE:
            article, *parts = value.split("/")
            number, _, sub = article.partition("-")
            parts = [f"第{n}{unit}" for n, unit in zip(parts, ("款", "项"), strict=False) if n]
            return f"第{number}条{f'之{sub}' if sub else ''}{''.join(parts)}"
        case Kind.DURATION:
            date, _, time = value.removeprefix("P").partition("T")
            units = {"Y": "年", "M": "个月", "D": "日", "H": "小时", "W": "周"}
            return "".join(
                n + units[u] for part in (date, time) for n, u in regex.findall(r"([\d.]+)([YMDHW])", part)
            )
    return value
