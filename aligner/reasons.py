"""Why two documents were taken for versions of one, in the words a clerk checks them by."""

from __future__ import annotations

import regex

from aligner.likeness import Evidence, Sketch, same_number

_SHOWN = 3  # values named of each kind
_KINDS = {
    "money": "金额",
    "date": "日期",
    "article": "条文",
    "case": "案号",
    "percent": "百分比",
    "fraction": "分数",
    "duration": "期限",
    "integer": "数目",
}
_UNITS = {"Y": "年", "M": "个月", "D": "日", "H": "小时"}


def reasons(s: Sketch, t: Sketch, e: Evidence) -> list[str]:
    """What speaks for the pair and what against it: number, date, court, cause, parties, values, content."""
    said = []
    if same_number(s, t):
        said.append(f"案号相同：{s.case_number}")
    elif e.number is not None:
        said.append(f"案号隐去部分后相符：{s.case_number}")
    if s.kind and s.kind == t.kind:
        said.append(f"文书种类相同（{s.kind}）")
    if e.date is not None:
        said.append(f"日期相同：{s.date}" if e.date else f"日期不同：{s.date} 与 {t.date}")
    said += [word for word in (_agreed(e.court, "法院"), _agreed(e.cause, "案由")) if word]
    if e.roles == 1.0:
        said.append("当事人的诉讼地位和顺序相同")
    said += [word for word in (_agreed(e.names, "当事人姓氏"),) if word]
    said += _values(e)
    if e.exchanged:
        said.append(
            f"一方多次提到 {e.exchanged[0]} 元而另一方没有，另一方多次提到 {e.exchanged[1]} 元而这一方没有"
        )
    if e.profile is not None and e.profile > 0.6:
        said.append(f"段落长短相应（{len(s.paragraphs)} 段与 {len(t.paragraphs)} 段）")
    if e.content is not None:
        said.append(f"用词经词库对译后相符 {e.content:.0%}")
    if e.stem:
        said.append("文件名相应")
    if e.apart is not None:
        said.append(f"与相近文书相区别的数值{'' if e.apart >= 0.5 else '只有'} {e.apart:.0%} 相符")
    return said


def _agreed(value: float | None, what: str) -> str:
    if value is None or 0.3 < value < 0.7:
        return ""
    return f"{what}{'相应' if value >= 0.7 else '不相应'}"


def _values(e: Evidence) -> list[str]:
    """Shared placeables by kind, the rarest named."""
    said = []
    for kind, name in _KINDS.items():
        found = [_spoken(kind, v.partition(":")[2]) for v in e.shared if v.startswith(f"{kind}:")]
        if found:
            more = " 等" if len(found) > _SHOWN else ""
            said.append(f"相同的{name} {len(found)} 个（{'、'.join(found[:_SHOWN])}{more}）")
    return said


def _spoken(kind: str, value: str) -> str:
    """A canonical value as people write it: 15日, 3年6个月, 6%, 第29条第2款第1项."""
    if kind == "duration":
        return "".join(n + _UNITS[unit] for n, unit in regex.findall(r"([\d.]+)([YMDH])", value))
    if kind == "article":
        number, paragraph, item = (*value.split("/"), "", "")[:3]
        article, _, sub = number.partition("-")
        parts = ((article, "条"), (sub, ""), (paragraph, "款"), (item, "项"))
        return "".join(f"{'第' if unit else '之'}{part}{unit}" for part, unit in parts if part)
    return value + {"money": "元", "percent": "%"}.get(kind, "")


def against(reason: str) -> bool:
    """Whether one of these reasons speaks against the pair, or for looking twice."""
    return any(word in reason for word in ("不同：", "不相应", "另一方没有", "只有", "请核对"))
