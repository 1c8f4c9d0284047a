"""The chart of the first page; axes and letters take the theme's colours, light or dark."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import altair as alt

from aligner.register import Entry
from corpora.languages import get

HUES = ("#8B8577", "#2E7F90", "#B88A2E", "#B5524B", "#4E8A5B", "#7A6BA0", "#A0703C", "#5D7F3C", "#60779E")


def by_year(entries: Iterable[Entry]) -> alt.Chart:
    """Judgments a year, by language; the most frequent language at the bottom."""
    counts = Counter((e.year, e.language) for e in entries)
    order = [get(code).name for code, _ in Counter(e.language for e in entries).most_common()]
    values = [
        {"年度": year, "文字": get(code).name, "件数": n, "序": order.index(get(code).name)}
        for (year, code), n in sorted(counts.items())
    ]
    return (
        alt.Chart(alt.Data(values=values))
        .mark_bar()
        .encode(
            x=alt.X("年度:O", title=None, axis=alt.Axis(labelAngle=0)),
            y=alt.Y("件数:Q", title="裁判文书（件）", axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "文字:N", sort=order, scale=alt.Scale(domain=order, range=list(HUES[: len(order)])),
                legend=alt.Legend(title=None, orient="bottom", columns=5),
            ),
            order=alt.Order("序:Q"),
            tooltip=["年度:O", "文字:N", "件数:Q"],
        )
        .properties(height=260)
    )  # fmt: skip
