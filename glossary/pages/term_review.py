"""术语审定: one Chinese term a card, decided by keyboard; or many at once; second names; amended laws."""

from __future__ import annotations

from html import escape

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from corpora.rendering import render_text
from glossary import lookup, store
from glossary.model import TermStatus
from glossary.pages import parts, term_review_lists, term_review_many
from glossary.renderings import Rendering
from glossary.usage import Matter, tally

ACROSS = 2  # renderings side by side
LEVELS = ((0.9, "分歧大"), (0.3, "有分歧"), (0.0, "基本一致"))  # bits of disagreement


def choose(db: Database) -> tuple[str, str, str, dict[str, int]] | None:
    """Language, way of working, reviewer, terms that wait by language; None when there is nothing to do at all."""
    counts = store.waiting_counts(db)
    seconds, laws = len(term_review_lists.pending(db)), len(store.amended_concepts(db))
    if not counts and not seconds and not laws:
        st.info("没有待审的术语。导入新的双语文书并对齐之后，会在这里列出。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return None
    left, right = st.columns([3, 2])
    ways = {"逐条": "逐条", "批量": "批量", "会签": f"待会签 {seconds}", "法条": f"法条有变 {laws}"}
    way = left.segmented_control(
        "方式",
        list(ways),
        format_func=ways.get,
        default="逐条",
        required=True,
        label_visibility="collapsed",
        key="review-way",
    )
    who = parts.signer(right)
    code = ""
    if counts and way == "逐条":
        codes = sorted(counts, key=lambda c: -counts[c])
        code = st.segmented_control(
            "语言",
            codes,
            format_func=lambda c: f"{get(c).name} {counts[c]}",
            default=codes[0],
            required=True,
            label_visibility="collapsed",
            key="review-language",
            bind="query-params",
        )
    return code, way, who, counts


def matter_renderings(db: Database, matter: Matter) -> tuple[lookup.Entry, list[Rendering]]:
    """All renderings of a term in the order they are numbered in: by use, whatever was decided meanwhile."""
    entry = lookup.entry(db, matter.source)
    found = entry.renderings.get(matter.target_language, [])
    return entry, sorted(found, key=lambda r: (-r.count, r.text))


def act(kind: str, card: str, r: Rendering, status: TermStatus | None, who: str, why: str) -> None:
    """Callback: one decision on one rendering of the card that is shown; a doubled key finds another card."""
    if st.session_state.get("card") != card:
        return
    st.session_state["card"] = None
    st.session_state.pop("pointed", None)
    db = store.open_workspace(look.workspace())
    try:
        store.decide_rendering(db, r, status, who, parts.now(), why)
        st.session_state["said"] = f"{kind}，署名 {who}"
    except ValueError as error:
        st.session_state["refused"] = str(error)


def skip(card: str, matter: tuple[str, str]) -> None:
    """Callback: leave a term (language, Chinese) for later."""
    if st.session_state.get("card") == card:
        st.session_state["skipped"].add(matter)
        st.session_state["card"] = None


def point(n: int) -> None:
    st.session_state["pointed"] = n


def one_by_one(db: Database, code: str, count: int, who: str) -> None:
    skipped = st.session_state.setdefault("skipped", set())
    queue = [m for m in store.matters(db, code, len(skipped) + 1) if (code, m.source) not in skipped]
    if not queue:
        st.success("这一轮都看过了。")
        if skipped and st.button("重看跳过的", shortcut="Space"):
            skipped.clear()
            st.rerun()
        return
    matter = queue[0]
    entry, renderings = matter_renderings(db, matter)
    head(matter, count - sum(language == code for language, _ in skipped))
    pointed = pointer(matter, renderings)
    card = f"{code}-{matter.source}-" + "-".join(f"{r.term}{r.status}{r.candidate}" for r in renderings)
    st.session_state["card"] = card
    uses = used(db, matter)
    keys(renderings[pointed], card, (code, matter.source), who)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        for start in range(0, len(renderings), ACROSS):
            draw_renderings(matter, renderings, start, pointed, uses, card, who)
    with right:
        evidence(db, renderings[pointed], pointed, card)
        dictionaries(db, entry, code)


def evidence(db: Database, r: Rendering, n: int, card: str) -> None:
    st.html(f'<div class="quiet">译法 {n + 1} 的例句</div>')
    if r.candidate is not None:
        parts.examples(db, r.candidate, f"examples-{card}-{n}")
    else:
        st.html('<div class="quiet">文书里没有见到这个译法。</div>')


def head(matter: Matter, left: int) -> None:
    level = next(name for bits, name in LEVELS if matter.disagreement >= bits)
    st.html(
        f'<div class="facts"><span class="big">{render_text(matter.source, get("zh"))}</span>'
        f'<span class="quiet">{matter.frequency} 句用到 · {len(matter.renderings)} 种译法 · {level}'
        f"（{matter.disagreement:.2f} 比特）· 队列里还有 {left} 个术语</span></div>"
    )


def pointer(matter: Matter, renderings: list[Rendering]) -> int:
    """The rendering A, D and X speak of: the one pointed at, or else the first nobody decided on."""
    if st.session_state.get("pointed-in") != (matter.target_language, matter.source):
        st.session_state["pointed-in"] = (matter.target_language, matter.source)
        st.session_state.pop("pointed", None)
    open_ = {c.id for c in matter.open}
    first = next((n for n, r in enumerate(renderings) if r.candidate in open_), 0)
    return min(st.session_state.get("pointed", first), len(renderings) - 1)


def used(db: Database, matter: Matter) -> dict[int | None, list[str]]:
    """Candidate -> where it is written, by court, by year and by translator: 格尔木市 3 · 德令哈市 2."""
    places = store.places(db, matter.source, matter.target_language)
    tallies = {field: tally(places, field) for field in parts.NAMES}
    return {
        c.id: [
            line
            for field, by in tallies.items()
            if (line := parts.summary(field, [t for t in by if t.group and t.rendering == c.target]))
        ]
        for c in matter.renderings
    }


def draw_renderings(
    matter: Matter, renderings: list[Rendering], start: int, pointed: int, uses: dict, card: str, who: str
) -> None:
    """Renderings side by side: the text, its status, who writes it where and when, the key that prefers it."""
    for n, column in enumerate(st.columns(ACROSS), start):
        if n >= len(renderings):
            break
        r = renderings[n]
        lines = "".join(f'<div class="quiet">{escape(line)}</div>' for line in uses.get(r.candidate, ()))
        column.html(
            f'<div class="option{" now" if n == pointed else ""}"><div class="quiet">{n + 1} {parts.status_pill(r.status)}</div>'
            f'<div class="big">{parts.text(r.text, matter.target_language)}</div>'
            f'<div class="share"><i style="width:{r.share:.0%}"></i></div>'
            f'<div class="quiet">{parts.seen(r)}</div>{lines}'
            f'<div class="quiet">{escape((r.authority and r.authority + " 核定") or ("" if r.candidate else r.source))}</div></div>'
        )
        column.button(
            f"推荐 {n + 1}",
            key=f"prefer-{card}-{n}",
            shortcut=str(n + 1) if n < 9 else None,
            disabled=not who,
            type="primary" if n == pointed else "secondary",
            width="stretch",
            on_click=act,
            args=("定为推荐", card, r, TermStatus.PREFERRED, who, ""),
        )
        if n != pointed:
            column.button(
                "看例句",
                key=f"point-{card}-{n}",
                shortcut={pointed - 1: "Left", pointed + 1: "Right"}.get(n),
                type="tertiary",
                on_click=point,
                args=(n,),
            )


def keys(r: Rendering, card: str, matter: tuple[str, str], who: str) -> None:
    """Decisions on the rendering that is pointed at, and the way on and back."""
    *columns, last = st.columns([1, 1, 1, 1, 1.3, 1, 2.2])
    why = last.text_input(
        "理由", placeholder="理由（禁用时必填）", label_visibility="collapsed", key=f"why-{card}"
    )
    buttons = (
        ("可用", "A", TermStatus.ADMITTED),
        ("不推荐", "D", TermStatus.DEPRECATED),
        ("禁用", "F", TermStatus.FORBIDDEN),
        ("驳回", "X", None),
    )
    for column, (label, key, status) in zip(columns, buttons, strict=False):
        column.button(
            label,
            shortcut=key,
            key=f"{label}-{card}",
            disabled=not who,
            width="stretch",
            on_click=act,
            args=(f"定为{label}" if status else label, card, r, status, who, why),
        )
    columns[4].button(
        "跳过", shortcut="Space", key=f"skip-{card}", width="stretch", on_click=skip, args=(card, matter)
    )
    columns[5].button(
        "撤销", shortcut="Z", disabled=not who, on_click=parts.undo, args=(who,), width="stretch"
    )


def dictionaries(db: Database, entry: lookup.Entry, code: str) -> None:
    """What seeds and imported dictionaries say of the term, and of longer terms that hold it."""
    found = [
        entry,
        *(
            e
            for e in lookup.entries_for(db, store.find_concepts(db, entry.term, 8))
            if e.concept != entry.concept
        ),
    ]
    rows = [
        f'<div class="facts">{render_text(e.term, get("zh"))}{parts.text(r.text, code)}{parts.status_pill(r.status)}'
        f'<span class="quiet">{escape(r.authority or r.source)}</span></div>'
        for e in found
        for r in e.renderings.get(code, [])
        if r.term is not None
    ]
    st.html(
        '<div class="quiet">词典与已收术语</div>'
        + ("".join(rows) or '<div class="quiet">导入的词典和术语库里都没有这个词。</div>')
    )


def draw() -> None:
    db = store.open_workspace(look.workspace())
    st.title("术语审定")
    chosen = choose(db)
    if chosen is None:
        return
    code, way, who, counts = chosen
    if refused := st.session_state.pop("refused", None):
        st.error(refused)
    if said := st.session_state.pop("said", None):
        st.toast(said)
    if way == "会签":
        term_review_lists.second_names(db, who)
    elif way == "法条":
        term_review_lists.laws(db, who)
    elif way == "批量":
        term_review_many.draw(db, counts, who)
    elif not code:
        st.info("没有待审的候选了。")
    else:
        one_by_one(db, code, counts[code], who)


draw()
