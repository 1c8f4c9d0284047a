"""对齐审校: the least certain beads first, each among its neighbours; people decide by key, and can take it back."""

from __future__ import annotations

import hashlib
from html import escape
from pathlib import Path

import streamlit as st

from aligner import build, store, wording
from aligner.explain import Book, Explanation, explain, open_book
from aligner.lexicon import Lexicon
from aligner.model import Status
from aligner.pages import card, keys
from aligner.queue import DOUBTFUL, LEVELS, Filter, Waiting, level_label
from aligner.readings import best_cut, runner_up, window
from aligner.review import Act
from aligner.store import Surroundings
from corpora.languages import Language, get
from corpora.model import Span
from corpora.pages import look, person
from corpora.rendering import pill

_HERE = Path(__file__).parent
_JS = (_HERE / "review.js").read_text(encoding="utf-8")
_CSS = (_HERE / "review.css").read_text(encoding="utf-8")
CLOSE = 3.0  # another reading is named while its evidence is at most so much worse, in natural logarithms
METHODS = {"anchor": "数值或分段相符", "lexical": "词语对应", "rest": "改动后剩下", "person": "人工"}
STATUSES = {Status.CONFIRMED: "已核", Status.IMPORTED: "导入"}


# What is asked about


def filters(db) -> Filter:
    """The threshold, language, document and whether only nulls; the address keeps the threshold."""
    left, middle, right, last = st.columns([2.9, 2, 3.2, 1.3], vertical_alignment="center")
    below = left.segmented_control(
        "把握", LEVELS, format_func=level_label, default=DOUBTFUL, required=True, label_visibility="collapsed"
    )
    found = store.choices(db, below)
    language = middle.selectbox(
        "语言",
        [None, *found.languages],
        format_func=lambda c: f"{get(c).name} {found.languages[c]}" if c else "全部语言",
        label_visibility="collapsed",
    )
    document = right.selectbox(
        "文书",
        [None, *found.document_pairs],
        format_func=lambda n: "{} · {}".format(*found.document_pairs[n]) if n else "全部文书",
        label_visibility="collapsed",
    )
    with last.popover("更多", width="stretch"):
        court = st.selectbox("法院", [None, *found.courts], format_func=lambda c: c or "全部法院")
        method = st.selectbox(
            "依据", [None, "lexical", "anchor", "rest"], format_func=lambda m: METHODS.get(m, "全部依据")
        )
        nulls = st.toggle("只看没有对应的句子")
        decided = st.toggle("重看已决定的")
    return Filter(below, language, court, document, method, nulls, decided)


def head(db, asked: Filter) -> Waiting | None:
    """The bead to show: the one asked for, else the first that was not skipped."""
    focus = st.session_state.get("review-focus")
    if focus:
        try:
            found = store.waiting_bead(db, focus)
        except KeyError:
            found = None
        if found and found.status != Status.REJECTED:
            return found
        st.session_state["review-focus"] = None
    skipped = st.session_state["review-skipped"]
    found = store.waiting(db, asked, limit=len(skipped) + 1)
    return next((w for w in found if w.bead not in skipped), None)


@st.cache_resource(max_entries=4, show_spinner=False)
def _book(key: str, _block: bytes) -> Book:
    return open_book(Lexicon.from_bytes(_block))


def book(db, source: str, target: str) -> Book | None:
    """The lexicon of two languages, opened once while it stays the same."""
    block = store.lexicon(db, source, target)
    return _book(hashlib.md5(block, usedforsecurity=False).hexdigest(), block) if block else None


# The card


def languages_of(found: Surroundings) -> tuple[Language, Language]:
    return get(found.task.source_language), get(found.task.target_language)


def other_reading(found: Surroundings, known: Book | None) -> str:
    """The best other reading of the bead and its two neighbours, in words."""
    first = max(0, found.at - 1)
    near = found.beads[first : found.at + 2]
    texts = [x for n in near for x in n.sources], [x for n in near for x in n.targets]
    sizes = tuple((len(n.sources), len(n.targets)) for n in near)
    said = runner_up(window(*texts, languages_of(found), known, found.ratio), sizes, found.at - first)
    if said is None or said[1] < -CLOSE:
        return ""
    return f"另一种读法：{said[0]}" + ("，按词和长短看更合适" if said[1] > 0 else "")


def draw_beads(found: Surroundings, why: Explanation, cut: card.Cut | None) -> keys.Picked:
    """The beads; returns which sentences are picked on either side."""
    html = card.beads_html(found, languages_of(found), why, cut)
    bead = found.beads[found.at].bead
    version = hashlib.md5(html.encode(), usedforsecurity=False).hexdigest()
    draw = st.components.v2.component(
        "shuangyu.beads", html='<div class="beads-root"></div>', css=_CSS, js=_JS, isolate_styles=False
    )
    key = f"beads-{bead.id}-{version[:8]}"
    result = draw(
        key=key,
        data={"html": html, "version": version},
        on_picked_change=lambda: None,
        on_focused_change=lambda: st.session_state.update({"review-focus": st.session_state[key]["focused"]}),
    )
    return result.picked or {"source": [], "target": []}


def draw_why(asked: Waiting, why: Explanation, other: str, languages: tuple[Language, Language]) -> None:
    """How sure the machine is, and what speaks for the bead and against it."""
    sure = f"{asked.posterior:.0%}" if asked.status == Status.MACHINE else STATUSES[asked.status]
    lines = wording.anchors(why)
    if why.ratio:
        lines.append(wording.lengths(why))
    else:
        lines.append("机器认为没有对应的句子" if asked.method != "rest" else "改动后暂无对应，重新对齐时再找")
    against = [line for line in lines if "只见于" in line] + [wording.lengths(why)] * why.unlike
    st.html(
        f'<div class="why"><span class="sure">{sure}</span> <span class="quiet">把握 · 依据：'
        f"{METHODS.get(asked.method, asked.method)}</span>"
        f'<div class="words">{card.words_html(why, languages)}</div>{card.said_html(lines, against)}'
        f'<div class="quiet">{escape(other)}</div></div>'
    )


def default_cut(found: Surroundings, known: Book | None) -> card.Cut | None:
    """Where the evidence would split the bead, None for one that cannot be."""
    here = found.beads[found.at]
    size = len(here.sources), len(here.targets)
    if size == (1, 1):
        return None
    cut = best_cut(window(here.sources, here.targets, languages_of(found), known, found.ratio), size)
    return cut and (here.bead.source.start + cut[0], here.bead.target.start + cut[1])


@st.fragment
def desk(asked: Filter) -> None:
    """Counter, bead, explanation, keys, log; only this runs again after a key."""
    db = store.open_workspace(look.workspace())
    st.session_state.setdefault("review-skipped", set())
    if said := st.session_state.pop("review-said", None):
        st.warning(said)
    this = head(db, asked)
    counter(db, asked, this)
    if this:
        draw_bead(db, this)
    else:
        finished(db)
    log(db)
    realign(db)


def draw_bead(db, this: Waiting) -> None:
    """The bead among its neighbours, why the machine thinks so, and the keys."""
    found = store.surroundings(db, this.document_pair, this.source, this.target, reach=2)
    keys.shown(this.bead)
    known = book(db, found.task.source_language, found.task.target_language)
    here, languages = found.beads[found.at], languages_of(found)
    why = explain(here.sources, here.targets, languages, known, found.ratio)
    cut = default_cut(found, known)
    left, right = st.columns([3.1, 1.25], gap="medium")
    with left:
        picked = draw_beads(found, why, cut)
    with right:
        draw_why(this, why, other_reading(found, known), languages)
        keys.draw_buttons(found, picked, cut, st.session_state.get("reviewer", ""), this.bead)


def counter(db, asked: Filter, this: Waiting | None) -> None:
    left = store.waiting_count(db, asked)
    where = escape(f"{this.title} · {this.section.label} · {get(this.language).name}") if this else ""
    skipped = len(st.session_state["review-skipped"])
    st.html(
        f'<div class="quiet">剩余 <b>{left}</b>{f"（跳过 {skipped}）" if skipped else ""} · 已决定 {store.decided_count(db)}'
        f" · {where}</div>"
    )


def finished(db) -> None:
    if skipped := st.session_state["review-skipped"]:
        st.button("重看跳过的", on_click=skipped.clear)
    if not store.counts(db).pairs:
        st.info("还没有对齐的句对。请先导入汉文和民族文字的文书。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
    else:
        st.success("这个范围里没有要看的句对了。把“把握”调高，可以接着看更有把握的。")


def realign(db) -> None:
    """Align anew what people decided on, now instead of at the next import."""
    waiting = store.to_realign(db)
    if waiting and st.button(f"按决定重新对齐 {waiting} 份文书", icon=":material/refresh:"):
        with st.spinner("正在重新对齐…"):
            build.update(db)
        st.rerun()


def log(db) -> None:
    """The last decisions: when, who, what."""
    with st.expander("决定的记录"):
        lines = "".join(map(log_line, store.decisions(db, limit=30)))
        st.html(lines or '<div class="quiet">还没有决定。</div>')


def log_line(d: store.Decision) -> str:
    beads = d.change.before if d.act == Act.UNDO else d.change.after
    said = [b for b in beads if b.status != Status.MACHINE]
    spans = "；".join(f"汉文{_range(b.source)} ↔ 译文{_range(b.target)}" for b in said)
    undone = pill("已撤销", "quiet") if d.undone else ""
    return (
        f'<div class="quiet">{escape(d.at[:16].replace("T", " "))} · {escape(d.who)} · {d.act.label}'
        f" · {escape(spans)} {undone}</div>"
    )


def _range(span: Span) -> str:
    size = span.end - span.start
    if not size:
        return "无"
    return f"第 {span.start + 1} 句" if size == 1 else f"第 {span.start + 1}–{span.end} 句"


def draw() -> None:
    title, name = st.columns([3, 1], vertical_alignment="bottom")
    title.title("对齐审校")
    person.signer(name, "审校人", "审校人姓名（署名后才能决定）")
    db = store.open_workspace(look.workspace())
    if (bead := st.query_params.pop("bead", "")).isdecimal():
        st.session_state["review-focus"] = int(bead)
    asked = filters(db)
    if st.session_state.get("review-asked", asked) != asked:
        st.session_state.update({"review-focus": None, "review-skipped": set()})
    st.session_state["review-asked"] = asked
    desk(asked)


draw()
