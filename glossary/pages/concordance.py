"""语料检索: one box for every language; hits as pairs, with where they stand."""

from __future__ import annotations

from html import escape

import streamlit as st

from aligner import store
from aligner.model import Pair
from corpora import placeables
from corpora.languages import Language, get
from corpora.model import Span
from corpora.pages import look
from corpora.rendering import cut_runs, render_text

PAGE = 20


def occurrences(text: str, query: str, language: Language) -> list[Span]:
    """Where the query stands in a display text, compared by key over whole words."""
    wanted = language.key(query)
    words = language.words(text, (query,))
    found = [w for w in words if language.key(text[w.start : w.end]) == wanted]
    if found or not wanted:
        return found
    start = text.find(language.text(query))
    return [Span(start, start + len(language.text(query)))] if start >= 0 else []


def counterpart(pair: Pair, lit: list[Span], side: str, links) -> list[Span]:
    """Spans of the other side that are linked to the lit ones."""
    here, there = ("source", "target") if side == "source" else ("target", "source")
    return [
        getattr(link, there)
        for link in links
        if any(getattr(link, here).start < s.end and s.start < getattr(link, here).end for s in lit)
    ]


def row(db, pair: Pair, query: str) -> look.Row:
    """One hit: the query lit on its side, what it is linked to lit on the other."""
    zh, other = get(pair.source_language), get(pair.target_language)
    source_lit = occurrences(pair.source, query, zh)
    target_lit = [] if source_lit else occurrences(pair.target, query, other)
    links = store.links(db, pair.bead)
    if source_lit:
        target_lit = counterpart(pair, source_lit, "source", links)
    elif target_lit:
        source_lit = counterpart(pair, target_lit, "target", links)
    where = " · ".join(escape(x) for x in (pair.court, pair.kind, pair.case_number, pair.date) if x)
    return look.Row(
        pair.bead,
        "",
        render_text(pair.source, zh, _runs(pair.source, zh, source_lit), lit=source_lit),
        render_text(pair.target, other, _runs(pair.target, other, target_lit), lit=target_lit),
        where,
    )


def _runs(text: str, language: Language, lit: list[Span]):
    return cut_runs(
        len(text), terms=lit, placeables=[(p.start, p.end) for p in placeables.find(text, language)]
    )


def draw() -> None:
    st.title("语料检索")
    db = store.open_workspace(look.workspace())
    counts = store.pair_counts(db)
    if not counts:
        st.info("还没有对齐的句对。请先导入汉文和民族文字的文书。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return
    left, right = st.columns([3, 2])
    query = left.text_input(
        "检索",
        placeholder="汉文、藏文、蒙古文……都可以",
        label_visibility="collapsed",
        key="q",
        bind="query-params",
    )
    code = right.segmented_control(
        "语言",
        ["全部", *counts],
        format_func=lambda c: c if c == "全部" else f"{get(c).name} {counts[c]}",
        default="全部",
        required=True,
        label_visibility="collapsed",
    )
    if not query:
        st.html('<div class="quiet">输入一个词或一句话，两种文字都能查；每条结果注明出处。</div>')
        return
    language = None if code == "全部" else code
    total = store.count(db, query, language=language)
    if not total:
        st.info(f"没有找到“{query}”。可以少输几个字，或换一种文字再查。")
        return
    page = 0
    if total > PAGE:
        page = st.number_input("页", 1, -(-total // PAGE), 1) - 1
    hits = store.search(db, query, language=language, limit=PAGE, offset=page * PAGE)
    st.html(f'<div class="quiet">共 {total} 条</div>')
    groups: dict[str, list[Pair]] = {}
    for pair in hits:
        groups.setdefault(pair.target_language, []).append(pair)
    for target, pairs in groups.items():
        look.bitext([row(db, p, query) for p in pairs], get(target), key=f"hits-{target}-{page}-{query}")


draw()
