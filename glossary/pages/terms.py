"""术语: look a term up in either direction, and decide on candidates."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape

import streamlit as st

from aligner import store as aligner_store
from corpora.languages import get
from corpora.pages import look
from corpora.rendering import cut_runs, pill, render_text
from glossary import lookup, store
from glossary.model import Candidate, TermStatus
from glossary.renderings import Rendering

TONES = {TermStatus.PREFERRED: "good", TermStatus.PROPOSED: "wait", TermStatus.ADMITTED: ""}


def rendering_html(r: Rendering, code: str, asked: bool = False) -> str:
    """One rendering with its status, its count and who stands behind it; the one asked about is marked."""
    language = get(code)
    body = render_text(r.text, language)
    if language.writing_mode == "vertical-lr":
        body = f'<div class="vertical">{body}</div>'
    seen = f"文书中 {r.count} 处" if r.count else "文书中未见"
    return (
        f'<div class="facts">{"<b>▸</b>" if asked else ""}{body}{pill(r.status.label, TONES.get(r.status, "bad"))}'
        f'<span class="quiet">{seen}{f"（{r.share:.0%}）" if r.count else ""} · {escape(r.authority or r.source)}</span></div>'
    )


def show_entry(entry: lookup.Entry) -> None:
    st.html(
        f'<div class="sheet"><div class="big">{render_text(entry.term, get("zh"))}</div>'
        + "".join(
            f'<div class="quiet">{get(code).name}</div>'
            + "".join(rendering_html(r, code) for r in renderings)
            for code, renderings in entry.renderings.items()
        )
        + "</div>"
    )


def show_history(db, concept: int) -> None:
    with st.expander("沿革"):
        for c in store.history(db, concept):
            st.html(f'<div class="quiet">{escape(c.at[:16].replace("T", " "))} · {escape(c.who)} · {c.what}</div>')


def search_tab(db) -> None:
    query = st.text_input(
        "查术语",
        placeholder="汉文或民族文字，例如：人民法院",
        label_visibility="collapsed",
        key="term",
        bind="query-params",
    )
    if not query:
        counts = store.term_counts(db)
        st.html(
            f'<div class="quiet">术语库：概念 {counts.concepts} 个，译法 {counts.renderings} 条，'
            f"其中核定 {counts.approved} 条。输入任一文字即可双向查询。</div>"
        )
        return
    entries = lookup.find(db, query)
    if not entries:
        st.info(f"没有找到“{query}”。可以到“语料检索”里查文书原文。")
    for entry in entries:
        show_entry(entry)
        if entry.concept:
            show_history(db, entry.concept)


def example_html(db, candidate: Candidate, limit: int = 3) -> str:
    """Pairs the candidate was seen in, both sides lit."""
    rows = []
    for o in candidate.occurrences[:limit]:
        pair = aligner_store.pair(db, o.bead)
        zh, target = get("zh"), get(pair.target_language)
        source_html = render_text(
            pair.source, zh, cut_runs(pair.source, zh, terms=[o.source]), lit=[o.source]
        )
        target_html = render_text(
            pair.target, target, cut_runs(pair.target, target, terms=[o.target]), lit=[o.target]
        )
        if target.writing_mode == "vertical-lr":
            target_html = f'<div class="vertical" style="height:240px">{target_html}</div>'
        where = " · ".join(x for x in (pair.court, pair.case_number) if x)
        rows.append(
            f'<div class="pair"><div class="head">{escape(where)}</div><div class="n"></div>'
            f"<div>{source_html}</div><div>{target_html}</div></div>"
        )
    return f'<div class="bitext">{"".join(rows)}</div>'


def decide(db_path: str, number: int, accepted: bool, who: str, status: TermStatus) -> None:
    """Callback: decide once; a doubled key finds the candidate decided already."""
    if st.session_state.get("decided_last") == number:
        return
    db = store.open_workspace(db_path)
    store.decide(db, number, accepted, who, datetime.now(UTC).isoformat(timespec="seconds"), status)
    st.session_state["decided_last"] = number
    st.session_state.setdefault("undo", []).append(number)


def undo(db_path: str, who: str) -> None:
    number = st.session_state["undo"].pop()
    store.undecide(
        store.open_workspace(db_path), number, who, datetime.now(UTC).isoformat(timespec="seconds")
    )
    st.session_state["decided_last"] = None


def review_tab(db) -> None:
    counts = store.waiting_counts(db)
    if not counts:
        st.info("没有待审的候选。导入新的双语文书并对齐之后，会在这里列出。")
        return
    left, right = st.columns([3, 2])
    code = left.segmented_control(
        "语言",
        sorted(counts, key=lambda c: -counts[c]),
        format_func=lambda c: f"{get(c).name} {counts[c]}",
        default=max(counts, key=lambda c: counts[c]),
        label_visibility="collapsed",
        required=True,
    )
    who = right.text_input(
        "审定人",
        placeholder="审定人姓名（署名后才能审定）",
        label_visibility="collapsed",
        key="reviewer",
        bind="query-params",
    )
    skipped = st.session_state.setdefault("skipped", set())
    queue = [c for c in store.waiting(db, code) if c.id not in skipped]
    if not queue:
        st.success("这一轮都看过了。")
        if skipped and st.button("重看跳过的"):
            skipped.clear()
            st.rerun()
        return
    head = store.candidate(db, queue[0].id)
    show_candidate(db, head, who)
    st.html(f'<div class="quiet">后面还有 {len(queue) - 1} 条</div>')


DECISIONS = (
    ("推荐", "A", True, TermStatus.PREFERRED),
    ("可用", "S", True, TermStatus.ADMITTED),
    ("驳回", "D", False, TermStatus.PROPOSED),
)


def show_candidate(db, c: Candidate, who: str) -> None:
    """A candidate among the renderings of its term, the keys that decide, and real sentences."""
    entry = lookup.entry(db, c.source)
    renderings = entry.renderings.get(c.target_language, [])
    st.html(
        f'<div class="sheet"><div class="big">{render_text(c.source, get("zh"))}</div>'
        + "".join(rendering_html(r, c.target_language, r.candidate == c.id) for r in renderings)
        + "</div>"
    )
    path = look.workspace()
    columns = st.columns(5)
    for column, (label, key, accepted, status) in zip(columns, DECISIONS, strict=False):
        column.button(
            label,
            shortcut=key,
            key=f"{label}-{c.id}",
            disabled=not who,
            width="stretch",
            type="primary" if key == "A" else "secondary",
            on_click=decide,
            args=(path, c.id, accepted, who, status),
        )
    if columns[3].button("跳过", shortcut="F", key=f"skip-{c.id}", width="stretch"):
        st.session_state["skipped"].add(c.id)
        st.rerun()
    columns[4].button(
        "撤销",
        shortcut="Z",
        disabled=not st.session_state.get("undo"),
        on_click=undo,
        args=(path, who),
        width="stretch",
    )
    st.html(example_html(db, c))


db = store.open_workspace(look.workspace())
st.title("术语")
search, review = st.tabs(["查询", "待审候选"])
with search:
    search_tab(db)
with review:
    review_tab(db)
