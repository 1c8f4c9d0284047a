"""语料检索: one box for every language; hits as pairs, with where they stand."""

from __future__ import annotations

from html import escape

import streamlit as st

from aligner import store
from aligner.model import Link, Pair
from corpora import placeables
from corpora.languages import Language, get
from corpora.model import Span
from corpora.pages import look
from corpora.rendering import cut_runs, render_text

PAGE = 20
LONG = 60  # characters from which a sentence is a poor example
MOST = 200  # hits fetched for one query


def occurrences(text: str, query: str, language: Language) -> list[Span]:
    """Where the query stands in a display text, compared by key over whole words."""
    wanted = language.key(query)
    words = language.words(text, (query,))
    found = [w for w in words if language.key(text[w.start : w.end]) == wanted]
    if found or not wanted:
        return found
    start = text.find(language.text(query))
    return [Span(start, start + len(language.text(query)))] if start >= 0 else []


def counterpart(pair: Pair, lit: list[Span], side: str, links: list[Link]) -> list[Span]:
    """Spans of the other side that are linked to the lit ones, joined over the marks between syllables."""
    here, there = ("source", "target") if side == "source" else ("target", "source")
    text = pair.target if side == "source" else pair.source
    found = sorted(
        getattr(link, there)
        for link in links
        if any(getattr(link, here).start < s.end and s.start < getattr(link, here).end for s in lit)
    )
    joined: list[Span] = []
    for span in found:
        if joined and not any(c.isalnum() for c in text[joined[-1].end : span.start]):
            span = Span(joined[-1].start, max(span.end, joined.pop().end))
        joined.append(span)
    return joined


def row(db, group: list[Pair], query: str) -> look.Row:
    """One hit: the query lit on its side, what it is linked to lit on the other, and every place it stands in."""
    pair = group[0]
    zh, other = get(pair.source_language), get(pair.target_language)
    source_lit = occurrences(pair.source, query, zh)
    target_lit = [] if source_lit else occurrences(pair.target, query, other)
    links = store.links(db, pair.bead)
    if source_lit:
        target_lit = counterpart(pair, source_lit, "source", links)
    elif target_lit:
        source_lit = counterpart(pair, target_lit, "target", links)
    where = " · ".join(escape(x) for x in (pair.court, pair.kind, pair.case_number, pair.date) if x)
    more = "；".join(dict.fromkeys(p.case_number or p.court or "" for p in group[1:]))
    return look.Row(
        pair.bead,
        "",
        render_text(pair.source, zh, _runs(pair.source, zh, source_lit), lit=source_lit),
        render_text(pair.target, other, _runs(pair.target, other, target_lit), lit=target_lit),
        where + (f' · <span title="{escape(more)}">另有 {len(group) - 1} 处相同</span>' if more else ""),
    )


def grouped(pairs: list[Pair]) -> list[list[Pair]]:
    """Pairs with the same two texts together, so that a formula is shown once; sentences of a readable length first."""
    groups: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        groups.setdefault((pair.source, pair.target), []).append(pair)
    return sorted(groups.values(), key=lambda group: max(0, len(group[0].source) - LONG))


def _runs(text: str, language: Language, lit: list[Span]):
    return cut_runs(
        text,
        language,
        terms=lit,
        placeables=[(p.start, p.end) for p in placeables.find(text, language)],
        words=[w for w in language.words(text, ()) if any(c.isalnum() for c in text[w.start : w.end])],
    )


def draw() -> None:
    st.title("语料检索")
    db = store.open_workspace(look.workspace())
    counts = store.pair_counts(db)
    if not counts:
        st.info("还没有对齐的句对。请先导入汉文和民族文字的文书。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return
    left, right = st.columns([2, 3])
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
    hits = grouped(store.search(db, query, language=language, limit=MOST))
    pages = -(-len(hits) // PAGE)
    page = st.segmented_control("页", range(1, pages + 1), default=1, required=True) if pages > 1 else 1
    st.html(
        f'<div class="quiet">共 {total} 条，{len(hits)} 种说法{f"（只列前 {MOST} 条）" if total > MOST else ""}</div>'
    )
    by_language: dict[str, list[list[Pair]]] = {}
    for group in hits[(page - 1) * PAGE : page * PAGE]:
        by_language.setdefault(group[0].target_language, []).append(group)
    for target, groups in by_language.items():
        look.bitext(
            [row(db, g, query) for g in groups],
            get(target),
            key=f"hits-{target}-{page}-{query}",
            links={g[0].bead: [(k.source, k.target) for k in store.links(db, g[0].bead)] for g in groups},
        )


draw()
