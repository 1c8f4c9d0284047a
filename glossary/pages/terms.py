"""术语: look a term up in either direction, with sentences it stands in; a concept as a card with all that is known of it and its history."""

from __future__ import annotations

from html import escape
from itertools import groupby

import streamlit as st
from sqlite_utils import Database

from aligner.model import Pair
from aligner.occurrences import occurrences
from aligner.pages import whence
from aligner.query import Query
from corpora.languages import get
from corpora.pages import look
from corpora.rendering import cut_runs, render_text
from glossary import lookup, seeds, store
from glossary.model import Concept
from glossary.pages import parts, term_editing
from glossary.renderings import Rendering
from glossary.search import Answer, ask

EXAMPLES, FEWER = 5, 2  # sentences shown in one language, and in each of several


def search(db: Database) -> None:
    query = st.text_input(
        "查术语",
        placeholder="汉文、民族文字、威利转写都可以，例如：人民法院",
        help="默认按词查，标点、全半角、异形字不计。“引号”里的逐字查；* 代表任意几个字，? 代表一个字；前面加 ~ 容许写错个别字。",
        label_visibility="collapsed",
        key="term",
        bind="query-params",
    )
    if not query:
        welcome(db)
        return
    answer = ask(db, query, scope=parts.scope(store.term_limits(db)))
    if answer.query.tibetan:
        st.html(f'<div class="quiet">威利转写读作 {render_text(answer.query.tibetan, get("bo"))}</div>')
    if not answer.entries:
        more = (
            "下面是含有它的文书原句。"
            if answer.found.pairs
            else "可以少输几个字；在前面加 ~ 可以容许写错个别字。"
        )
        st.info(f"术语里没有找到“{query}”。{more}")
    for n, entry in enumerate(answer.entries):
        st.html(entry_html(entry))
        if entry.concept:
            st.button(
                "全部资料、沿革、修改", key=f"open-{n}-{entry.concept}", type="tertiary", on_click=open_concept,
                args=(entry.concept,),
            )  # fmt: skip
    examples(db, answer, query)


def examples(db: Database, answer: Answer, box: str) -> None:
    """The first sentences what was typed stands in, each wording once, and the way to all of them."""
    wordings = list({(pair.source, pair.target): pair for pair in answer.found.pairs}.values())
    if not wordings:
        return
    st.html("<h3>文书里的用例</h3>")
    by_language: dict[str, list[Pair]] = {}
    for pair in sorted(wordings, key=lambda pair: len(pair.source)):
        by_language.setdefault(pair.target_language, []).append(pair)
    for code, pairs in by_language.items():
        shown = pairs[: EXAMPLES if len(by_language) == 1 else FEWER]
        rows = [example(db, pair, answer.query) for pair in shown]
        look.bitext(rows, get(code), key=f"examples-{code}-{box}")
    usage = answer.found.usage
    label = f"到“语料检索”里看全部 {usage.total} 条{'以上' if usage.capped else ''}"
    st.page_link(
        "glossary/pages/concordance.py", label=label, icon=":material/search:", query_params={"q": box}
    )


def example(db: Database, pair: Pair, query: Query) -> look.Row:
    """A pair with what was asked for lit on its side."""
    zh, other = get(pair.source_language), get(pair.target_language)
    sides = (
        render_text(text, language, cut_runs(text, language, terms=lit), lit=lit)
        for text, language in ((pair.source, zh), (pair.target, other))
        for lit in (occurrences(query, text, language),)
    )
    return look.Row(pair.bead, "", *sides, whence.head(db, pair))


def entry_html(entry: lookup.Entry) -> str:
    blocks = "".join(
        f'<div class="quiet">{get(code).name}</div>{parts.renderings_html(renderings, code)}'
        for code, renderings in entry.renderings.items()
    )
    return f'<div class="sheet"><div class="big">{render_text(entry.term, get("zh"))}</div>{blocks}</div>'


def welcome(db: Database) -> None:
    """What the termbase holds, its version, and what was done last."""
    counts = store.term_counts(db)
    st.html(
        f'<div class="quiet">术语库：概念 {counts.concepts} 个，译法 {counts.renderings} 条，'
        f"其中核定 {counts.approved} 条。现用{escape(store.cited_version(db))}。输入任一文字即可双向查询。</div>"
    )
    recent = store.acts(db, 12, without=seeds.SIGNED)
    if recent:
        st.html("<h3>最近的改动</h3>")
    for done in recent:
        left, right = st.columns([5, 1], vertical_alignment="center")
        number = done.changes[0].concept
        more = f'<div class="quiet">等 {done.concepts} 个概念</div>' if done.concepts > 1 else ""
        left.html(parts.act_html(done.changes, number) + more)
        if number:
            key = f"recent-{done.changes[0].id}"
            right.button("看概念", key=key, type="tertiary", on_click=open_concept, args=(number,))


def open_concept(number: int | None) -> None:
    if number is None:
        st.query_params.pop("concept", None)
    else:
        st.query_params["concept"] = str(number)


def card(db: Database, concept: Concept, who: str) -> None:
    """The concept: its names, what it means in law, then every language with its terms."""
    entry = lookup.entries_for(db, [int(concept.id or 0)])
    renderings = entry[0].renderings if entry else {}
    languages = "".join(
        language_html(concept, code, renderings.get(code, [])) for code in codes(concept, renderings)
    )
    st.html(f'<div class="sheet">{head_html(concept)}{languages}</div>')
    changing, history = st.tabs(["修改与审定", "沿革"])
    with changing:
        term_editing.draw(db, concept, who)
    with history:
        show_history(db, int(concept.id or 0), who)


def codes(concept: Concept, renderings: dict[str, list[Rendering]]) -> list[str]:
    known = {t.language for t in concept.terms} | set(renderings)
    return sorted(known - {"zh"})


def head_html(concept: Concept) -> str:
    facts = [
        ("领域", concept.domain),
        (
            "定义",
            concept.definition + (f"（{concept.definition_source}）" if concept.definition_source else ""),
        ),
        ("法律依据", "；".join(concept.laws)),
        ("相关", "、".join(concept.related)),
        ("易混", "、".join(concept.confusable)),
        ("备注", concept.note),
    ]
    lines = "".join(
        f'<div><span class="quiet">{label}</span> {render_text(value, get("zh"))}</div>'
        for label, value in facts
        if value
    )
    names = "　".join(render_text(t.text, get("zh")) for t in concept.terms_in("zh"))
    return f'<div class="big">{names}</div>{lines}'


def language_html(concept: Concept, code: str, renderings: list[Rendering]) -> str:
    """A language: how far it has the concept, its terms with all that is said of them, and what only texts show."""
    section = concept.section(code)
    degree = "，".join(
        x for x in (section.equivalence.label if section.equivalence else "", section.equivalence_note) if x
    )
    terms = {t.id: t for t in concept.terms_in(code)}
    rows = "".join(
        f'<div class="facts">{parts.text(r.text, code)}{parts.status_pill(r.status)}<span class="quiet">{parts.seen(r)}</span>'
        f"{parts.term_facts(terms[r.term]) if r.term in terms else ''}</div>{contexts_html(concept, r)}"
        for r in renderings
    )
    said = "；".join(x for x in (section.definition, section.note) if x)
    return (
        f'<div class="language"><b>{get(code).name}</b> <span class="quiet">{escape(degree)}</span>'
        f"{parts.text(said, code) if said else ''}{rows}</div>"
    )


def contexts_html(concept: Concept, r: Rendering) -> str:
    term = next((t for t in concept.terms if t.id == r.term), None)
    return "".join(
        f'<div class="facts">{parts.text(c.text, term.language)}{parts.text(c.pair, "zh") if c.pair else ""}'
        f'<span class="quiet">{escape(c.source)}</span></div>'
        for c in (term.contexts if term else ())
    )


def show_history(db: Database, number: int, who: str) -> None:
    """Every act, the latest first; what was before any of them can be brought back."""
    why = st.text_input(
        "恢复的理由", placeholder="恢复的理由", label_visibility="collapsed", key="revert-why"
    )
    for _, changes in groupby(reversed(store.history(db, number)), key=lambda c: c.act):
        act = list(changes)[::-1]
        left, right = st.columns([5, 1], vertical_alignment="center")
        left.html(parts.act_html(act, number))
        right.button(
            "恢复到此前",
            key=f"revert-{act[0].id}",
            disabled=not who,
            type="tertiary",
            on_click=bring_back,
            args=(act[0].id, who, why),
        )


def bring_back(change: int, who: str, why: str) -> None:
    try:
        store.revert(store.open_workspace(look.workspace()), change, who, parts.now(), why)
        st.session_state["said"] = "已恢复；这一步也记入沿革"
    except (KeyError, ValueError) as error:
        st.session_state["refused"] = error.args[0]


def one(db: Database, number: str, who: str) -> None:
    try:
        concept = store.concept(db, int(number))
    except (KeyError, ValueError):
        st.info("这个概念已并入别处或已撤出。它的沿革如下，可以恢复。")
        if number.isdigit():
            show_history(db, int(number), who)
        return
    card(db, concept, who)


def draw() -> None:
    db = store.open_workspace(look.workspace())
    st.title("术语")
    if refused := st.session_state.pop("refused", None):
        st.error(refused)
    if said := st.session_state.pop("said", None):
        st.toast(said)
    number = st.query_params.get("concept")
    if number:
        left, right = st.columns([3, 2], vertical_alignment="center")
        left.button("← 返回查询", type="tertiary", on_click=open_concept, args=(None,))
        one(db, number, parts.signer(right))
    else:
        search(db)


draw()
