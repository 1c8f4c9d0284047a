"""The bulk side of 术语审定: what passes a filter is decided together, what is unticked is left out."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import NamedTuple

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from corpora.rendering import render_text
from glossary import store
from glossary.model import TermStatus
from glossary.pages import parts

PAGE = 24
MOST = 2000  # terms of the queue a filter looks at
ACROSS = 4
TEXTS, BOOKS = "文书里的候选", "已收入而待审的译法"
DEEDS = (("推荐", TermStatus.PREFERRED), ("可用", TermStatus.ADMITTED))


class Row(NamedTuple):
    """What a box shows: id of the candidate or term, Chinese, rendering, language, and a remark."""

    id: int
    zh: str
    text: str
    language: str
    remark: str


def draw(db: Database, counts: dict[str, int], who: str) -> None:
    """Choose the pool, the language and the filter; then tick and decide."""
    pool = st.segmented_control(
        "范围", [TEXTS, BOOKS], default=TEXTS, required=True, label_visibility="collapsed", key="bulk-pool"
    )
    numbers = counts if pool == TEXTS else store.proposed_counts(db)
    if not numbers:
        st.info("这里没有待审的译法。")
        return
    code = st.segmented_control(
        "语言",
        list(numbers),
        format_func=lambda c: f"{get(c).name} {numbers[c]}",
        default=next(iter(numbers)),
        required=True,
        label_visibility="collapsed",
        key=f"bulk-language-{pool}",
    )
    rows = candidates(db, code) if pool == TEXTS else terms(db, code)
    if not rows:
        st.info("没有符合条件的译法。可以把条件放宽，或清空筛选。")
        return
    page = rows[:PAGE]
    st.html(
        f'<div class="quiet">符合条件 {len(rows)} 条，这里是前 {len(page)} 条。不同意的请先去掉勾选。</div>'
    )
    actions = st.container()
    chosen = [row.id for row, ticked in zip(page, ticks(page), strict=True) if ticked]
    buttons(actions, chosen, decide_candidates if pool == TEXTS else decide_terms, who)


def candidates(db: Database, code: str) -> list[Row]:
    """The likeliest open rendering of each term in the queue that passes the filter."""
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    query = left.text_input("筛选", placeholder="汉文里含有……", key="bulk-filter")
    share = middle.slider("占比不低于", 0, 100, 60, 5, format="%d%%") / 100
    seen = right.number_input("至少见于几句", 1, value=2)
    found = [m.open[0] for m in store.matters(db, code, MOST) if query in m.source]
    return [
        Row(c.id or 0, c.source, c.target, code, f"{c.together} / {c.source_count} 句")
        for c in found
        if c.together >= seen and c.together / c.source_count >= share
    ]


def terms(db: Database, code: str) -> list[Row]:
    """What stands in the termbase and nobody signed yet: seeds, imported dictionaries."""
    query = st.text_input("筛选", placeholder="汉文或来源里含有……", key="bulk-book-filter")
    return [Row(t.id or 0, zh, t.text, code, t.source) for zh, t in store.proposed(db, code, query, MOST)]


def ticks(page: list[Row]) -> list[bool]:
    ticked = []
    for start in range(0, len(page), ACROSS):
        for column, row in zip(st.columns(ACROSS), page[start : start + ACROSS], strict=False):
            column.html(
                f'<div class="option">{render_text(row.zh, get("zh"))}{parts.text(row.text, row.language)}'
                f'<div class="quiet">{escape(row.remark)}</div></div>'
            )
            ticked.append(column.checkbox("选入", value=True, key=f"tick-{row.language}-{row.id}"))
    return ticked


def buttons(place, chosen: list[int], decide: Callable, who: str) -> None:
    *columns, last = place.columns([1.2, 1.2, 1.2, 1, 2])
    why = last.text_input("理由", placeholder="理由（可不写）", label_visibility="collapsed", key="bulk-why")
    deeds = (*DEEDS, ("驳回", None) if decide is decide_candidates else ("不推荐", TermStatus.DEPRECATED))
    for column, (label, status) in zip(columns, deeds, strict=False):
        column.button(
            f"{label}勾选的 {len(chosen)} 条",
            disabled=not who or not chosen,
            width="stretch",
            key=f"bulk-{label}",
            on_click=decide,
            args=(chosen, status, who, why),
        )
    columns[3].button(
        "撤销上一步", disabled=not who, width="stretch", on_click=parts.undo, args=(who,), key="bulk-undo"
    )


def decide_candidates(numbers: list[int], status: TermStatus | None, who: str, why: str) -> None:
    db = store.open_workspace(look.workspace())
    accepted = status is not None
    store.decide_all(db, numbers, accepted, who, parts.now(), status or TermStatus.PROPOSED, why)
    st.session_state["said"] = f"已处理 {len(numbers)} 条，署名 {who}"


def decide_terms(numbers: list[int], status: TermStatus, who: str, why: str) -> None:
    store.set_statuses(store.open_workspace(look.workspace()), numbers, status, who, parts.now(), why)
    st.session_state["said"] = f"已处理 {len(numbers)} 条，署名 {who}"
