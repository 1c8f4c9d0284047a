"""Charts of usage. Renderings stand in them by number: a chart cannot write Mongolian downwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from glossary.usage import Tally, short_court

INK = "#23282E"
GAPS = alt.Scale(paddingInner=0.08)  # between cells
SHARE = ("#F2EFE7", "#D9B871", "#9B2F2A")  # none, half, all
COLOURS = ("#2E7F90", "#B88A2E", "#B5524B", "#4E8A5B", "#8A6A93", "#8B8A83")  # legible on light and dark
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Shuangyu Sans SC, sans-serif"
UNKNOWN = "未注明"


def heat_map(tallies: Sequence[Tally], numbers: Mapping[str, str], title: str) -> alt.LayerChart:
    """Groups down, renderings across; a cell's colour is the share in its group, its figure the count."""
    groups, order = _groups(tallies), list(dict.fromkeys(numbers.values()))
    base = alt.Chart(alt.Data(values=_rows(tallies, numbers))).encode(
        x=alt.X(
            "译法:N",
            sort=order,
            title=None,
            scale=GAPS,
            axis=alt.Axis(labelAngle=0, labelFontSize=18, orient="top"),
        ),
        y=alt.Y("组:N", sort=groups, title=None, scale=GAPS, axis=alt.Axis(labelLimit=320, labelFontSize=13)),
    )
    cells = base.mark_rect(cornerRadius=4).encode(
        color=alt.Color("占比:Q", scale=alt.Scale(domain=[0, 1], range=list(SHARE)), legend=None),
        tooltip=[alt.Tooltip("组:N", title=title), "译法:N", "处:Q", alt.Tooltip("占比:Q", format=".0%")],
    )
    dark = alt.condition("datum['占比'] > 0.6", alt.value("white"), alt.value(INK))
    figures = base.mark_text(fontSize=13).encode(text="处:Q", color=dark)
    return _finished((cells + figures).properties(width=alt.Step(84), height=alt.Step(36)))


def over_years(tallies: Sequence[Tally], numbers: Mapping[str, str]) -> alt.Chart:
    """The share of each rendering by year as bars of one height; the count stands in the tooltip."""
    order = list(dict.fromkeys(numbers.values()))
    chart = (
        alt.Chart(alt.Data(values=_rows([t for t in tallies if t.group], numbers)))
        .mark_bar()
        .encode(
            x=alt.X(
                "组:O",
                title=None,
                axis=alt.Axis(labelAngle=0, labelFontSize=13),
                scale=alt.Scale(paddingInner=0.35),
            ),
            y=alt.Y("处:Q", stack="normalize", title=None, axis=alt.Axis(format="%")),
            color=alt.Color(
                "译法:N",
                sort=order,
                scale=_colours(order),
                legend=alt.Legend(title=None, labelFontSize=18),
            ),
            order=alt.Order("译法:N"),
            tooltip=["组:O", "译法:N", "处:Q", alt.Tooltip("占比:Q", format=".0%")],
        )
    )
    return _finished(chart.properties(height=240))


def disagreement_map(rows: Sequence[tuple[str, str, str, int]]) -> alt.LayerChart:
    """Courts down, terms across; a row is (term, court, number of the rendering the court uses most, uses)."""
    values = [{"术语": t, "法院": short_court(c) or UNKNOWN, "译法": n, "处": uses} for t, c, n, uses in rows]
    order = sorted({row["译法"] for row in values}, key=lambda n: (n[0] not in "①②③④⑤⑥", n))
    across = alt.Axis(labelAngle=-40, labelFontSize=14, labelOverlap=False, orient="top")
    base = alt.Chart(alt.Data(values=values)).encode(
        x=alt.X("术语:N", sort=None, title=None, scale=GAPS, axis=across),
        y=alt.Y("法院:N", title=None, scale=GAPS, axis=alt.Axis(labelFontSize=13, labelLimit=260)),
    )
    cells = base.mark_rect(cornerRadius=4).encode(
        color=alt.Color("译法:N", scale=_colours(order), legend=None),
        tooltip=["术语:N", "法院:N", "译法:N", "处:Q"],
    )
    figures = base.mark_text(fontSize=15, color="white").encode(text="译法:N")
    return _finished((cells + figures).properties(width=alt.Step(46), height=alt.Step(36)))


def _colours(order: Sequence[str]) -> alt.Scale:
    return alt.Scale(domain=list(order), range=list(COLOURS[: len(order)]))


def _groups(tallies: Sequence[Tally]) -> list[str]:
    return list(dict.fromkeys(t.group or UNKNOWN for t in tallies))


def _rows(tallies: Sequence[Tally], numbers: Mapping[str, str]) -> list[dict[str, str | float]]:
    """Renderings that share a number are one."""
    found: dict[tuple[str, str], dict] = {}
    for t in tallies:
        number = numbers[t.rendering]
        row = found.setdefault(
            (t.group, number), {"组": t.group or UNKNOWN, "译法": number, "处": 0, "占比": 0.0}
        )
        row["处"] += t.count
        row["占比"] += t.share
    return list(found.values())


def _finished(chart):
    return (
        chart.configure(font=FONT, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(domain=False, ticks=False)
    )
