"""语料检索: one box for every language; hits as pairs, with where they stand."""

from __future__ import annotations

from html import escape

import streamlit as st

from aligner import memory, store
from aligner.model import Link, Pair
from aligner.occurrences import occurrences
from aligner.pages import whence
from aligner.query import Query, parse
from aligner.store import ANYWHERE, Usage, Where
from corpora import placeables
from corpora.languages import Language, get
from corpora.model import Span
from corpora.pages import look
from corpora.rendering import Run, cut_runs, render_text
from glossary import store as glossary_store
from glossary.exchange import hits
from glossary.formulae.remembering import Remembered, remembered

PAGE = 20
LONG = 60  # characters from which a sentence is a poor example
MOST = 200  # hits fetched for one query
ALIKE = 5  # sentences like the one asked for, where it is nowhere


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


def row(db, group: list[Pair], query: Query) -> look.Row:
    """One hit: the query lit on its side, what it is linked to lit on the other, every place it stands in, the way there."""
    pair = group[0]
    zh, other = get(pair.source_language), get(pair.target_language)
    source_lit = occurrences(query, pair.source, zh)
    target_lit = [] if source_lit else occurrences(query, pair.target, other)
    links = store.links(db, pair.bead)
    if source_lit:
        target_lit = counterpart(pair, source_lit, "source", links)
    elif target_lit:
        source_lit = counterpart(pair, target_lit, "target", links)
    more = "；".join(
        dict.fromkeys(p.case_number or p.court or " · ".join(store.place(db, p)) for p in group[1:])
    )
    return look.Row(
        pair.bead,
        "",
        render_text(pair.source, zh, _runs(pair.source, zh, source_lit), lit=source_lit),
        render_text(pair.target, other, _runs(pair.target, other, target_lit), lit=target_lit),
        whence.head(db, pair)
        + (f' · <span title="{escape(more)}">另有 {len(group) - 1} 处相同</span>' if more else ""),
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


def summary(usage: Usage, ways: int) -> str:
    """How many hits there are, and how many different ones are shown."""
    only = f"（只列 {MOST} 条）" if usage.total > MOST else ""
    return f"共 {usage.total} 条{'以上' if usage.capped else ''}，{ways} 种说法{only}"


def narrow(usage: Usage) -> Where:
    """The court and the year to keep to, chosen among those hits are from."""
    courts, years = ([value for value, _ in counts if value] for counts in (usage.courts, usage.years))
    named = {field: dict(counts) for field, counts in (("court", usage.courts), ("year", usage.years))}
    left, middle, _ = st.columns([3, 2, 4])
    court = left.selectbox(
        "法院", courts, index=None, placeholder=f"全部法院（{len(courts)}）", label_visibility="collapsed",
        format_func=lambda c: f"{c}　{named['court'][c]}", key="hits-court",
    )  # fmt: skip
    year = middle.selectbox(
        "年份", sorted(years, reverse=True), index=None, placeholder=f"全部年份（{len(years)}）", label_visibility="collapsed",
        format_func=lambda y: f"{y} 年　{named['year'][y]}", key="hits-year",
    )  # fmt: skip
    return Where(court, year)


def exports(pairs: list[Pair], query: str) -> None:
    """The hits as files, made only when asked for."""
    left, right, _ = st.columns([1, 1, 5])
    for column, name, write in ((left, "xlsx", hits.as_xlsx), (right, "csv", hits.as_csv)):
        column.download_button(
            f"导出 {name}", data=lambda write=write: write([(p, " · ".join(whence.facts(db_again(), p))) for p in pairs]),
            file_name=f"语料检索-{query[:20]}.{name}", on_click="ignore", icon=":material/download:", width="stretch",
        )  # fmt: skip


def db_again():
    """The database, for what Streamlit does in another thread."""
    return store.open_workspace(look.workspace())


def draw_usage(usage: Usage) -> None:
    """Where hits are from: courts and years side by side, with their shares."""
    if usage.placed < usage.total or usage.capped:
        st.html(f'<div class="quiet">从全部用例中均匀取 {usage.placed} 条统计。</div>')
    for column, name, counts in zip(
        st.columns([3, 2]),
        ("法院", "年份"),
        (usage.courts, sorted(usage.years, key=lambda y: y[0] or "")),
        strict=True,
    ):
        column.dataframe(
            {
                name: [value or "不详" for value, _ in counts],
                "条": [n for _, n in counts],
                "占比": [100 * n / usage.placed for _, n in counts],
            },
            hide_index=True,
            column_config={
                "占比": st.column_config.ProgressColumn(format="%.0f%%", min_value=0, max_value=100)
            },
        )


def alike(db, query: str, code: str | None) -> None:
    """Sentences like a Chinese one that is nowhere to be found, their translations with its own numbers and names."""
    zh = get("zh")
    matches = memory.lookup(db, query, zh, code, ALIKE)
    for target in dict.fromkeys(m.pair.target_language for m in matches):
        other = get(target)
        known = glossary_store.formula_wording(db, target)
        st.html(f'<div class="quiet">翻译记忆里相近的句子 · {other.name}</div>')
        look.bitext(
            [
                look.Row(
                    r.match.pair.bead,
                    f"{r.match.score:.0f}%",
                    render_text(r.match.pair.source, zh, _differing(r), lit=[e.found for e in r.match.edits]),
                    _translated(r, other),
                    whence.head(db, r.match.pair) + (" · 已换成所查句子的数字和名称" if r.reuse else ""),
                )
                for r in remembered(query, matches, other, known)
            ],
            other,
            key=f"alike-{target}-{query}",
        )  # fmt: skip


def _differing(r: Remembered) -> list[Run]:
    """The remembered sentence with what differs from the one asked for."""
    edits = [e.found for e in r.match.edits if e.found.end > e.found.start]
    return cut_runs(r.match.pair.source, get("zh"), terms=edits)


def _translated(r: Remembered, language: Language) -> str:
    """The translation to offer; what was put in is marked, what is left in Chinese stands out."""
    carried = [c.target for c in r.reuse.carried] if r.reuse else []
    left = [x.target for x in r.reuse.left] if r.reuse else []
    return render_text(r.text, language, cut_runs(r.text, language, terms=left, placeables=carried), lit=left)


def draw() -> None:
    st.title("语料检索")
    db = glossary_store.open_workspace(look.workspace())
    counts = store.pair_counts(db)
    if not counts:
        st.info("还没有对齐的句对。请先导入汉文和民族文字的文书。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return
    left, right = st.columns([2, 3])
    query = left.text_input(
        "检索",
        placeholder="汉文、民族文字、威利转写都可以",
        help="默认按词句查，标点、全半角、异形字不计。“引号”里的逐字查；* 代表任意几个字，? 代表一个字；前面加 ~ 容许写错个别字。",
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
        st.html('<div class="quiet">输入一个词或一句话，哪种文字都能查；每条结果注明出处。</div>')
        return
    language = None if code == "全部" else code
    asked = parse(query)
    found = store.find(db, asked, language, MOST)
    if not found.pairs:
        st.info(f"没有找到“{query}”。可以少输几个字，或换一种文字再查；在前面加 ~ 可以容许写错个别字。")
        alike(db, query, language)
        return
    wide = found.usage
    where = narrow(wide)
    if where != ANYWHERE:
        found = store.find(db, asked, language, MOST, where=where)
    if not found.pairs:
        st.info("这个法院在这一年没有用例。请放宽法院或年份。")
        return
    groups = grouped(found.pairs)
    pages = -(-len(groups) // PAGE)
    page = st.segmented_control("页", range(1, pages + 1), default=1, required=True) if pages > 1 else 1
    read = f" · 威利转写读作 {render_text(asked.tibetan, get('bo'))}" if asked.tibetan else ""
    st.html(f'<div class="quiet">{escape(summary(found.usage, len(groups)))}{read}</div>')
    if len(found.usage.courts) > 1 or len(found.usage.years) > 1:
        with st.expander("各法院、各年份的用例"):
            draw_usage(found.usage)
    by_language: dict[str, list[list[Pair]]] = {}
    for group in groups[(page - 1) * PAGE : page * PAGE]:
        by_language.setdefault(group[0].target_language, []).append(group)
    for target, shown in by_language.items():
        look.bitext(
            [row(db, g, asked) for g in shown],
            get(target),
            key=f"hits-{target}-{page}-{query}-{where.court}-{where.year}",
            links={g[0].bead: [(k.source, k.target) for k in store.links(db, g[0].bead)] for g in shown},
        )
    exports(found.pairs, query)


draw()
