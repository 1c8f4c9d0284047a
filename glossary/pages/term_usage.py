"""用法分布: which court writes which rendering, and how usage moved over the years."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from corpora.rendering import render_text
from glossary import store
from glossary.pages import parts, term_charts
from glossary.usage import Matter, Place, Tally, entropy, foremost, numbered, tally

SHOWN = len(term_charts.COLOURS)  # renderings told apart; the rare ones are one
REST = "其余"
CHOICE = 500  # terms to choose from
TERMS = 15  # columns of the map of all terms
BY = {
    "court": ("法院", "各法院怎么写"),
    "year": ("年份", "历年怎么变"),
    "translator": ("翻译", "各翻译怎么写"),
}
ALL = "全部术语"


def pick(db: Database) -> tuple[str, list[Matter]] | None:
    """Language and its disputed terms; None when no term has two renderings."""
    codes = [target for source, target in store.language_pairs(db) if source == "zh"]
    terms = {code: found for code in codes if (found := store.disputed(db, code, CHOICE))}
    if not terms:
        st.info("还没有可比较的译法。请先导入双语文书：软件对齐之后，这里列出各法院怎么译同一个词。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return None
    code = st.segmented_control(
        "语言",
        list(terms),
        format_func=lambda c: f"{get(c).name} {len(terms[c])}",
        default=max(terms, key=lambda c: len(terms[c])),
        required=True,
        label_visibility="collapsed",
        key="usage-language",
        bind="query-params",
    )
    return code, terms[code]


def overview(db: Database, matters: Sequence[Matter]) -> None:
    """The map of disagreement: which rendering each court uses most, term by term."""
    rows = []
    for matter in matters[:TERMS]:
        places = store.places(db, matter.source, matter.target_language)
        numbers, tallies = numbered(places, SHOWN, REST), tally(places, "court")
        uses = Counter(p.court for p in places)
        rows += [(matter.source, court, numbers[r], uses[court]) for court, r in foremost(tallies).items()]
    st.html(
        f'<div class="quiet">译法不一的术语 {len(matters)} 个，这里是用得最多、分歧最大的 {min(TERMS, len(matters))} 个。'
        "格子里是该院最常用的译法：① 是各院合计用得最多的那种；一列里颜色不同，就是各院写法不同。</div>"
    )
    st.altair_chart(term_charts.disagreement_map(rows), width="content")


def one_term(db: Database, matter: Matter) -> None:
    places = store.places(db, matter.source, matter.target_language)
    st.html(
        f'<div class="facts"><span class="big">{render_text(matter.source, get("zh"))}</span>'
        f'<span class="quiet">{len(places)} 处用到 {len(matter.renderings)} 种译法 · 分歧 {matter.disagreement:.2f} 比特'
        f"（0 是全都一致，1 是两种译法各占一半）</span></div>"
    )
    numbers = numbered(places, SHOWN, REST)
    legend(matter, places, numbers)
    for field, (title, heading) in BY.items():
        tallies = tally(places, field)
        if not any(t.group for t in tallies):
            continue
        st.header(heading)
        if field == "year":
            st.altair_chart(term_charts.over_years(tallies, numbers), width="stretch")
            st.html(f'<div class="quiet">{trend(tallies)}</div>')
        else:
            st.altair_chart(term_charts.heat_map(tallies, numbers, title), width="content")
    st.download_button("导出表格（CSV）", table(places), f"{matter.source}-用法.csv", "text/csv")


def legend(matter: Matter, places: Sequence[Place], numbers: Mapping[str, str]) -> None:
    """What the numbers stand for, each rendering in its own script."""
    counts = Counter(p.rendering for p in places)
    columns = st.columns(4)
    for n, (rendering, number) in enumerate(numbers.items()):
        colour = term_charts.COLOURS[min(n, SHOWN - 1)]
        columns[n % 4].html(
            f'<div class="option"><div class="quiet"><b style="color:{colour}">{number}</b>'
            f" {counts[rendering]} 处，{counts[rendering] / len(places):.0%}</div>"
            f"{parts.text(rendering, matter.target_language)}</div>"
        )


def trend(tallies: Sequence[Tally]) -> str:
    """One sentence: does usage converge?"""
    years = sorted({t.group for t in tallies if t.group})
    if len(years) < 2:
        return "只有一年的文书，还看不出变化。"
    first, last = (entropy(t.count for t in tallies if t.group == y) for y in (years[0], years[-1]))
    word = "趋于一致" if last < first - 0.1 else "更不一致" if last > first + 0.1 else "变化不大"
    return f"{years[0]} 年分歧 {first:.2f} 比特，{years[-1]} 年 {last:.2f} 比特：{word}。"


def table(places: Sequence[Place]) -> bytes:
    """Every use as a row, in UTF-8 with a mark so that Excel reads it."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("法院", "年份", "翻译", "译法", "文书编号"))
    writer.writerows((p.court, p.year, p.translator, p.rendering, p.document) for p in places)
    return out.getvalue().encode("utf-8-sig")


def draw() -> None:
    db = store.open_workspace(look.workspace())
    st.title("用法分布")
    picked = pick(db)
    if picked is None:
        return
    code, matters = picked
    names = {ALL: f"{ALL}（分歧图）"} | {
        m.source: f"{m.source}　{m.frequency} 句 · {len(m.renderings)} 种" for m in matters
    }
    chosen = st.selectbox(
        "术语", list(names), format_func=names.get, label_visibility="collapsed", key=f"usage-term-{code}"
    )
    if chosen == ALL:
        overview(db, matters)
    else:
        one_term(db, next(m for m in matters if m.source == chosen))


draw()
