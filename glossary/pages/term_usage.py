"""用法分布: which court writes which rendering, and how usage moved over the years."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import altair as alt
import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from corpora.rendering import render_text
from glossary import store
from glossary.pages import parts
from glossary.usage import Matter, Place, Tally, by_disagreement, entropy, tally

INK, QUIET, LINE = "#23282E", "#6B6A63", "#DDD8CC"
SCALE = ("#F2EFE7", "#B88A2E", "#9B2F2A")  # few, half, all
COLOURS = ("#9B2F2A", "#1D5C68", "#B88A2E", "#2F6B3C", "#6B4E71", "#6B6A63")
MOST = len(COLOURS)  # renderings drawn apart; the rest are one
REST = "其余"
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif"
BY = {"court": "法院", "year": "年份", "translator": "翻译"}


def pick(db: Database) -> Matter | None:
    """Language and term; the terms courts disagree on most come first."""
    codes = [target for source, target in store.language_pairs(db) if source == "zh"]
    terms = {code: found for code in codes if (found := by_disagreement(store.all_candidates(db, code)))}
    if not terms:
        st.info("还没有可比较的译法。请先导入双语文书：软件对齐之后，这里列出各法院怎么译同一个词。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return None
    left, right = st.columns([3, 2])
    code = left.segmented_control(
        "语言",
        list(terms),
        format_func=lambda c: get(c).name,
        default=max(terms, key=lambda c: len(terms[c])),
        required=True,
        label_visibility="collapsed",
        key="usage-language",
        bind="query-params",
    )
    found = terms[code]
    names = {m.source: f"{m.source}　{m.frequency} 句 · {len(m.renderings)} 种" for m in found}
    chosen = right.selectbox(
        "术语",
        list(names),
        format_func=names.get,
        label_visibility="collapsed",
        key=f"usage-term-{code}",
    )
    return next(m for m in found if m.source == chosen)


def legend(matter: Matter, places: Sequence[Place]) -> dict[str, str]:
    """Rendering -> the number it has in the charts: no chart writes Mongolian downwards. The rare ones are 其余."""
    counts = sorted({p.rendering for p in places}, key=lambda r: (-sum(p.rendering == r for p in places), r))
    total = len(places)
    numbers = {
        r: chr(ord("①") + n) if n < MOST - 1 or len(counts) <= MOST else REST for n, r in enumerate(counts)
    }
    columns = st.columns(min(4, max(2, len(counts))))
    for n, rendering in enumerate(counts):
        seen = sum(p.rendering == rendering for p in places)
        columns[n % len(columns)].html(
            f'<div class="option"><div class="quiet"><b style="color:{COLOURS[min(n, MOST - 1)]}">{numbers[rendering]}</b>'
            f" {seen} 处，{seen / total:.0%}</div>{parts.text(rendering, matter.target_language, 140)}</div>"
        )
    return numbers


def rows(tallies: Sequence[Tally], numbers: dict[str, str]) -> list[dict[str, object]]:
    """What altair is given; renderings that share a number are one."""
    found: dict[tuple[str, str], dict[str, object]] = {}
    for t in tallies:
        row = found.setdefault(
            (t.group, numbers[t.rendering]),
            {"组": t.group or "未注明", "译法": numbers[t.rendering], "处": 0, "占比": 0.0},
        )
        row["处"] += t.count
        row["占比"] += t.share
    return list(found.values())


def heat_map(tallies: Sequence[Tally], numbers: dict[str, str], title: str) -> alt.Chart:
    """Groups down, renderings across; a cell's colour is the share, its figure the count."""
    data = alt.Data(values=rows(tallies, numbers))
    groups = list(dict.fromkeys(t.group or "未注明" for t in tallies))
    order = list(dict.fromkeys(numbers.values()))
    base = alt.Chart(data).encode(
        x=alt.X(
            "译法:N", sort=order, title=None, axis=alt.Axis(labelAngle=0, labelFontSize=18, orient="top")
        ),
        y=alt.Y("组:N", sort=groups, title=None, axis=alt.Axis(labelLimit=320, labelFontSize=13)),
    )
    cells = base.mark_rect(stroke="#FBFAF6", strokeWidth=3, cornerRadius=4).encode(
        color=alt.Color("占比:Q", scale=alt.Scale(domain=[0, 1], range=list(SCALE)), legend=None),
        tooltip=[
            alt.Tooltip("组:N", title=title),
            "译法:N",
            alt.Tooltip("处:Q"),
            alt.Tooltip("占比:Q", format=".0%"),
        ],
    )
    figures = base.mark_text(fontSize=13).encode(
        text="处:Q", color=alt.condition("datum['占比'] > 0.4", alt.value("white"), alt.value(INK))
    )
    width = max(240, 110 * len(order))
    return finished((cells + figures).properties(width=width, height=max(80, 36 * len(groups))))


def over_years(tallies: Sequence[Tally], numbers: dict[str, str]) -> alt.Chart:
    """Share of each rendering by year, as bars of one height; the count stands in the tooltip."""
    order = list(dict.fromkeys(numbers.values()))
    chart = (
        alt.Chart(alt.Data(values=rows([t for t in tallies if t.group], numbers)))
        .mark_bar(stroke="#FBFAF6", strokeWidth=1)
        .encode(
            x=alt.X("组:O", title=None, axis=alt.Axis(labelAngle=0, labelFontSize=13)),
            y=alt.Y("处:Q", stack="normalize", title="占比", axis=alt.Axis(format="%")),
            color=alt.Color(
                "译法:N",
                sort=order,
                scale=alt.Scale(domain=order, range=list(COLOURS[: len(order)])),
                legend=alt.Legend(title=None, labelFontSize=18, symbolType="square"),
            ),
            tooltip=["组:O", "译法:N", "处:Q", alt.Tooltip("占比:Q", format=".0%")],
        )
    )
    return finished(chart.properties(height=260))


def finished(chart: alt.Chart) -> alt.Chart:
    return (
        chart.configure(font=FONT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(labelColor=INK, titleColor=QUIET, domainColor=LINE, tickColor=LINE, gridColor=LINE)
    )


def draw() -> None:
    db = store.open_workspace(look.workspace())
    st.title("用法分布")
    matter = pick(db)
    if matter is None:
        return
    places = store.places(db, matter.source, matter.target_language)
    st.html(
        f'<div class="facts"><span class="big">{render_text(matter.source, get("zh"))}</span>'
        f'<span class="quiet">{len(places)} 处用到 {len(matter.renderings)} 种译法 · 分歧 {matter.disagreement:.2f} 比特'
        f"（0 表示全都一致，1 相当于两种译法各占一半）</span></div>"
    )
    numbers = legend(matter, places)
    for field, title in BY.items():
        tallies = tally(places, field)
        if not any(t.group for t in tallies):
            continue
        st.subheader({"court": "各法院怎么写", "year": "历年怎么变", "translator": "各翻译怎么写"}[field])
        if field == "year":
            st.altair_chart(over_years(tallies, numbers), width="stretch")
            st.html(f'<div class="quiet">{trend(tallies)}</div>')
        else:
            st.altair_chart(heat_map(tallies, numbers, title), width="content")
    export(places, matter)


def trend(tallies: Sequence[Tally]) -> str:
    """One sentence: does usage converge?"""
    years = sorted({t.group for t in tallies if t.group})
    if len(years) < 2:
        return "只有一年的文书，还看不出变化。"
    first, last = (entropy([t.count for t in tallies if t.group == y]) for y in (years[0], years[-1]))
    word = "趋于一致" if last < first - 0.1 else "更不一致" if last > first + 0.1 else "变化不大"
    return f"{years[0]} 年分歧 {first:.2f} 比特，{years[-1]} 年 {last:.2f} 比特：{word}。"


def export(places: Sequence[Place], matter: Matter) -> None:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("法院", "年份", "翻译", "译法", "文书编号"))
    writer.writerows((p.court, p.year, p.translator, p.rendering, p.document) for p in places)
    st.download_button(
        "导出表格（CSV）", out.getvalue().encode("utf-8-sig"), f"{matter.source}-用法.csv", "text/csv"
    )


draw()
