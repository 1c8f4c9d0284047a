"""套语库: sentences that recur across cases, decided on by key; a box that translates a sentence by them."""

from __future__ import annotations

from html import escape
from pathlib import Path

import streamlit as st
from sqlite_utils import Database

from corpora.languages import Language, get
from corpora.model import Span
from corpora.pages import look
from corpora.rendering import Run, cut_runs, pair_head, pill, render_text
from glossary import store
from glossary.formulae import matching, reusing
from glossary.formulae.facing import face
from glossary.formulae.model import Example, Formula, Reuse, Status, Translation
from glossary.formulae.skeletons import sentence
from glossary.formulae.wording import Wording
from glossary.pages import parts

CSS = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
TONES = {Status.APPROVED: "good", Status.PROPOSED: "wait", Status.REJECTED: "bad"}
SHOWN = 12  # formulae listed at once
PLACES = 12  # uses listed of one


def choose(db: Database) -> tuple[str, str, str] | None:
    """Language, which formulae, reviewer; None when there are none at all."""
    counts = store.formula_languages(db)
    if not counts:
        st.info("还没有套语。导入双语文书并对齐之后，在两个以上案件里反复出现的句子会列在这里。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return None
    left, middle, right = st.columns([3, 2, 2])
    code = left.segmented_control(
        "语言", list(counts), format_func=lambda c: f"{get(c).name} {counts[c]}", default=next(iter(counts)), required=True,
        label_visibility="collapsed", key="formula-language", bind="query-params",
    )  # fmt: skip
    which = middle.segmented_control(
        "状态", ["待审", "已核定", "全部"], default="待审", required=True, label_visibility="collapsed",
        key="formula-status", bind="query-params",
    )  # fmt: skip
    return code, which, parts.signer(right)


def listed(found: list[Formula], which: str) -> list[Formula]:
    return [f for f in found if which == "全部" or f.status.label == which]


# Trying a sentence


def try_out(found: list[Formula], language: Language, known: Wording) -> None:
    """The box: a Chinese sentence in, its translation by the collection out."""
    text = st.text_input(
        "试一试", placeholder="输入一句汉文，用套语库译成" + language.name, key="formula-try", bind="query-params",
        label_visibility="collapsed", icon=":material/translate:",
    )  # fmt: skip
    if not text.strip():
        return
    results = reusing.reuse(text.strip(), matching.index(found), language, known)
    if not results:
        st.html('<div class="quiet">套语库里没有与它相近的句子。</div>')
    for result in results[:1]:
        st.html(
            f'<div class="sheet reused">{reuse_html(get("zh").text(text.strip()), result, language)}</div>'
        )


def reuse_html(text: str, result: Reuse, language: Language) -> str:
    """The translation with what was put in underlined and what is left marked, and what each mark means."""
    zh = get("zh")
    mine = [c.source for c in result.carried]
    wrong = [x.source for x in result.left if x.source.end > x.source.start]
    source = render_text(text, zh, marked(text, zh, mine, wrong), lit=wrong)
    target = target_html(result, language)
    notes = [f"“{escape(text[slice(*c.source)])}”已换入，请核对词尾" for c in result.carried if not c.sure]
    notes += [note(text, x.source, x.reason, result.example) for x in result.left]
    done = f"换入 {len(result.carried)} 处" + (f"，{len(notes)} 处请看" if notes else "，没有遗留")
    who = f" · {escape(result.translation.who)} 核定" if result.translation.who else ""
    return (
        f'<div class="facts">{pill(f"{result.score:.0f}%", "good" if result.score == 100 else "wait")}'
        f'{status(result.translation.status)}<span class="quiet">{done} · 见于 {result.translation.cases} 案{who}</span></div>'
        f"<div>{source}</div>{target}" + "".join(f'<div class="quiet">· {n}</div>' for n in notes)
    )  # fmt: skip


def note(text: str, span: Span, reason: str, example: Example) -> str:
    words = text[slice(*span)]
    return (
        f"“{escape(words)}”：{escape(reason)}" if words else f"套语比这句多几个字：{escape(example.source)}"
    )


def target_html(result: Reuse, language: Language) -> str:
    wrong = [x.target for x in result.left if x.target.end > x.target.start]
    runs = marked(result.text, language, [c.target for c in result.carried], wrong)
    return upright(render_text(result.text, language, runs, lit=wrong), language)


def marked(text: str, language: Language, good: list[Span], bad: list[Span]) -> list[Run]:
    """Runs for what was carried (as placeables) and what was left (as terms, which stand out)."""
    return cut_runs(text, language, terms=bad, placeables=good)


def upright(html: str, language: Language) -> str:
    return (
        f'<div class="vertical tall">{html}</div>'
        if language.writing_mode == "vertical-lr"
        else f"<div>{html}</div>"
    )


# The collection


def skeleton_html(text: str, slots: list[tuple[Span, str]], language: Language) -> str:
    """A sentence with its slots shown in words: 如不服本判决，…送达之日起〔期限〕内…"""
    out, at = "", 0
    for span, label in slots:
        out += escape(text[at : span.start]) + f'<i class="slot" lang="zh">〔{label}〕</i>'
        at = span.end
    out += escape(text[at:])
    return f'<span class="text" lang="{language.code}" dir="{language.direction}" data-mode="{language.writing_mode}">{out}</span>'


def source_html(example: Example) -> str:
    found = sentence(example.source, example.names)
    return skeleton_html(
        example.source, [(Span(s.start, s.end), s.kind.label) for s in found.slots], get("zh")
    )


def way_html(n: int, t: Translation, language: Language, known: Wording, now: bool) -> str:
    """A translation: its skeleton in its own script, its counts by court and year, who said what of it."""
    example = t.examples[0]
    placed = face(sentence(example.source, example.names), example.target, language, known).placed
    text = skeleton_html(example.target, [(Span(s.start, s.end), s.kind.label) for s in placed], language)
    courts = " · ".join(f"{escape(name)} {count}" for name, count in t.courts)
    years = " · ".join(f"{year} 年 {count}" for year, count in sorted(t.years))
    who = f" · {escape(t.who)} {escape(parts.when(t.at))}" if t.who else ""
    where = f"{t.cases} 案 {t.count} 处" if t.count else "原文书已不在工作区"
    kind = " tall vertical" if language.writing_mode == "vertical-lr" else ""
    return (
        f'<div class="facts"><span class="quiet">译法 {n}</span>{status(t.status)}<span class="quiet">{where}{who}</span></div>'
        f'<div class="way{" now" if now else ""}{kind}">{text}</div>'
        f'<div class="quiet">{courts}</div><div class="quiet">{years}</div>'
    )  # fmt: skip


def status(value: Status) -> str:
    return pill(value.label, TONES[value])


def act(card: str, formula: Formula, translation: Translation | None, value: Status, who: str) -> None:
    """Callback: one decision on the formula that is shown; a doubled key finds another card."""
    if st.session_state.get("formula-card") != card:
        return
    st.session_state["formula-card"] = None
    try:
        store.decide_formula(
            store.open_workspace(look.workspace()), formula, translation, value, who, parts.now()
        )
        st.session_state["formula-said"] = f"{value.label}，署名 {who}"
    except ValueError as error:
        st.session_state["formula-refused"] = str(error)


def undo(who: str) -> None:
    last = store.undo_formula(store.open_workspace(look.workspace()), who, parts.now())
    st.session_state["formula-said"] = "已撤销上一步" if last else "没有可以撤销的"


def move(n: int) -> None:
    st.session_state["formula-at"] = n
    st.session_state.pop("formula-way", None)


def point(n: int) -> None:
    st.session_state["formula-way"] = n


def card(db: Database, shown: list[Formula], language: Language, known: Wording, who: str) -> None:
    """The formula at hand: its ways of translation, keys to decide with, where it stands."""
    at = min(st.session_state.get("formula-at", 0), len(shown) - 1)
    formula = shown[at]
    way = min(st.session_state.get("formula-way", 0), len(formula.translations) - 1)
    current = (
        f"{formula.language}-{formula.skeleton}-{way}-"
        + "".join(t.status for t in formula.translations)
        + formula.status
    )
    st.session_state["formula-card"] = current
    example = formula.translations[0].examples[0]
    st.html(
        f'<div class="quiet">第 {at + 1} 条，共 {len(shown)} 条 · {formula.cases} 案 {formula.count} 处 {status(formula.status)}</div>'
        f"<div>{source_html(example)}</div>"
    )
    keys(current, formula, way, (at, len(shown)), who)
    st.html(
        "".join(way_html(n, t, language, known, n - 1 == way) for n, t in enumerate(formula.translations, 1))
    )
    with st.expander(f"出处 {formula.count} 处"):
        places(db, formula, language)


def keys(current: str, formula: Formula, way: int, place: tuple[int, int], who: str) -> None:
    """A approves the translation pointed at, X rejects it, D says it is no formula; J and K walk, Z takes back."""
    at, many = place
    chosen = formula.translations[way]
    row = st.container(horizontal=True, gap="small")
    buttons = (
        ("核定", "A", chosen, Status.APPROVED), ("驳回", "X", chosen, Status.REJECTED), ("不是套语", "D", None, Status.REJECTED),
    )  # fmt: skip
    for label, key, translation, value in buttons:
        row.button(
            label, shortcut=key, key=f"{label}-{current}", disabled=not who, type="primary" if key == "A" else "secondary",
            on_click=act, args=(current, formula, translation, value, who),
        )  # fmt: skip
    row.button("撤销", shortcut="Z", disabled=not who, on_click=undo, args=(who,))
    row.button("上一条", shortcut="K", disabled=at == 0, on_click=move, args=(at - 1,))
    row.button("下一条", shortcut="J", disabled=at == many - 1, on_click=move, args=(at + 1,))
    if len(formula.translations) > 1:
        row.button(
            "换一种译法", shortcut="Space", on_click=point, args=((way + 1) % len(formula.translations),)
        )


def places(db: Database, formula: Formula, language: Language) -> None:
    """Uses of the formula, each with the way to its judgment."""
    uses = store.formula_uses(db, formula, PLACES)
    rows = [
        look.Row(u.bead, str(n), render_text(u.source, get("zh")), render_text(u.target, language), where(u))
        for n, u in enumerate(uses, 1)
    ]
    key = f"formula-uses-{formula.language}-{formula.skeleton}"
    look.bitext(rows, language, key=key, links={u.bead: u.links for u in uses})


def where(use: Example) -> str:
    return pair_head((use.court, use.case_number, use.place), use.bead)


def overview(shown: list[Formula], at: int) -> None:
    """The formulae round the one at hand, by frequency."""
    first = max(0, min(at - SHOWN // 2, len(shown) - SHOWN))
    with st.container(key="formula-list", gap=None):
        for n, f in enumerate(shown[first : first + SHOWN], first):
            st.button(
                f"{f.cases} 案　{f.source}", key=f"formula-pick-{f.language}-{n}-{f.skeleton}", width="stretch",
                type="secondary" if n == at else "tertiary", on_click=move, args=(n,),
            )  # fmt: skip


def draw() -> None:
    db = store.open_workspace(look.workspace())
    st.title("套语库")
    st.html(f"<style>{CSS}</style>")
    chosen = choose(db)
    if chosen is None:
        return
    code, which, who = chosen
    if refused := st.session_state.pop("formula-refused", None):
        st.error(refused)
    if said := st.session_state.pop("formula-said", None):
        st.toast(said)
    language, found, known = get(code), store.formulae(db, code), store.formula_wording(db, code)
    try_out(found, language, known)
    shown = listed(found, which)
    if st.session_state.get("formula-list") != (code, which):
        st.session_state["formula-list"] = code, which
        move(0)
    if not shown:
        st.success("这里没有待看的套语。" if which == "待审" else "还没有核定的套语。")
        return
    left, right = st.columns([2, 5], gap="medium")
    with right:
        card(db, shown, language, known, who)
    with left:
        overview(shown, min(st.session_state.get("formula-at", 0), len(shown) - 1))


draw()
