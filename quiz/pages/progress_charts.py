"""Charts of practice, one message each: the load ahead, what was still known, domains, minutes by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import altair as alt

from quiz.planning import Load
from quiz.records import Tally

QUIET, GOLD, SEAL, LAKE, REST = "#8B8577", "#B88A2E", "#B5524B", "#2E7F90", "#B9B3A2"  # legible on light and dark
FONT = "PingFang SC, Microsoft YaHei, Noto Sans CJK SC, Shuangyu Sans SC, sans-serif"


def load_ahead(loads: Sequence[Load], minutes: float) -> alt.LayerChart:
    """Minutes that fall due on each workday, the backlog on top, and the line of the day's budget."""
    values = [
        {"日期": f"{load.day:%m-%d}", "分钟": round(amount, 1), "种类": name}
        for load in loads
        for name, amount in (("到期", load.due), ("积压分摊", load.backlog))
    ]
    bars = (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            x=alt.X("日期:O", title=None, axis=alt.Axis(labelAngle=-45)),
            y=alt.Y("分钟:Q", title="分钟"),
            color=alt.Color(
                "种类:N", scale=alt.Scale(domain=["到期", "积压分摊"], range=[LAKE, GOLD]), legend=alt.Legend(title=None, orient="top")
            ),
            tooltip=["日期:O", "种类:N", "分钟:Q"],
        )
    )
    line = alt.Chart(alt.Data(values=[{"分钟": minutes}])).mark_rule(color=SEAL, strokeDash=[5, 4]).encode(y="分钟:Q")
    return _finished((bars + line).properties(height=220))


def retention(domains: Mapping[str, Tally], aim: float = 0.9) -> alt.LayerChart:
    """What was still known when asked again after a day or more, by domain; the line is what the scheduler aims at."""
    values = [
        {"领域": name, "保持率": t.retention, "说明": f"{t.known_again}/{t.asked_again}"}
        for name, t in domains.items()
        if t.retention is not None
    ]
    base = alt.Chart(alt.Data(values=values)).encode(
        y=alt.Y("领域:N", sort=[v["领域"] for v in values], title=None, axis=alt.Axis(labelFontSize=13, labelLimit=160)),
        x=alt.X("保持率:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format="%")),
        tooltip=["领域:N", alt.Tooltip("保持率:Q", format=".0%"), "说明:N"],
    )
    aimed = alt.Chart(alt.Data(values=[{"保持率": aim}])).mark_rule(color=SEAL, strokeDash=[5, 4]).encode(x="保持率:Q")
    named = base.mark_text(align="left", dx=5, color=QUIET, fontSize=12).encode(text="说明:N")
    return _finished((base.mark_bar(color=LAKE, height=16) + aimed + named).properties(height=alt.Step(30)))


def domains(rows: Sequence[tuple[str, int, int, int]]) -> alt.Chart:
    """(domain, known well, learnt, all): how far each domain has come."""
    values = [
        {"领域": name, "题": count, "阶段": stage, "序": n}
        for name, firm, learnt, whole in rows
        for n, (stage, count) in enumerate((("牢固", firm), ("在学", learnt - firm), ("未学", whole - learnt)))
    ]
    return _finished(
        alt.Chart(alt.Data(values=values))
        .mark_bar(height=16)
        .encode(
            y=alt.Y("领域:N", sort=[r[0] for r in rows], title=None, axis=alt.Axis(labelFontSize=13, labelLimit=160)),
            x=alt.X("题:Q", title=None, axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "阶段:N", scale=alt.Scale(domain=["牢固", "在学", "未学"], range=[LAKE, GOLD, REST]),
                legend=alt.Legend(title=None, orient="top"),
            ),
            order=alt.Order("序:Q"),
            tooltip=["领域:N", "阶段:N", "题:Q"],
        )
        .properties(height=alt.Step(30))
    )  # fmt: skip


def minutes_by_day(days: Mapping[date, Tally]) -> alt.Chart:
    """Minutes of practice by day."""
    values = [{"日期": day.isoformat(), "分钟": round(t.seconds / 60, 1), "题": t.answers} for day, t in sorted(days.items())]
    return _finished(
        alt.Chart(alt.Data(values=values))
        .mark_bar(color=LAKE)
        .encode(
            x=alt.X("yearmonthdate(日期):T", title=None, axis=alt.Axis(format="%m-%d", labelOverlap=True), scale=alt.Scale(padding=14)),
            y=alt.Y("分钟:Q", title="分钟"),
            tooltip=["日期:N", "分钟:Q", "题:Q"],
        )
        .properties(height=180)
    )


def _finished(chart: alt.Chart | alt.LayerChart):
    """Letters and lines take the theme's colours, light or dark."""
    return (
        chart.configure(background="transparent", font=FONT)
        .configure_view(stroke=None)
        .configure_legend(labelFontSize=13)
    )
