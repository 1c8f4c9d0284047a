"""对齐审校: the least certain beads first, each among its neighbours; people decide by key, and can take it back."""

from __future__ import annotations

import hashlib
from datetime import datetime
from html import escape
from pathlib import Path

import streamlit as st

from aligner import build, store, wording
from aligner.explain import Book, Explanation, explain, open_book
from aligner.lexicon import Lexicon
from aligner.model import Status
from aligner.pages import card
from aligner.queue import DOUBTFUL, LEVELS, Filter, Waiting, level_label
from aligner.readings import best_cut, runner_up, window
from aligner.review import Act, Operation
from aligner.store import Neighbour, Surroundings
from corpora.languages import Language, get
from corpora.model import Span
from corpora.pages import look
from corpora.rendering import pill

_HERE = Path(__file__).parent
_JS = (_HERE / "review.js").read_text(encoding="utf-8")
_CSS = (_HERE / "review.css").read_text(encoding="utf-8")
METHODS = {"anchor": "数值或分段相符", "lexical": "词语对应", "rest": "改动后剩下", "person": "人工"}
STATUSES = {Status.CONFIRMED: "已核", Status.REJECTED: "已否", Status.IMPORTED: "导入"}


# What a key does


def now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def act(pair: int, operation: Operation) -> None:
    """Callback of every decision; a key that came twice finds it made already."""
    if st.session_state.get("review-done") == (pair, operation):
        return
    db = store.open_workspace(look.workspace())
    try:
        store.decide(db, pair, operation, st.session_state.get("reviewer", ""), now())
    except (ValueError, KeyError) as error:
        st.session_state["review-said"] = str(error.args[0])
        return
    st.session_state["review-done"] = (pair, operation)
    st.session_state["review-focus"] = None
    if operation.act == Act.UNLINK:  # what is left wants a partner, or none
        st.session_state["review-focus"] = store.bead_number(
            db, pair, operation.source, Span(operation.target.start, operation.target.start)
        )


def undo() -> None:
    """Take the reviewer's own last decision back and show the bead again."""
    who = st.session_state.get("reviewer", "")
    db = store.open_workspace(look.workspace())
    last = store.last_decision(db, who)
    if last is None:
        return
    try:
        store.undo(db, last.id, who, now())
    except (ValueError, KeyError) as error:
        st.session_state["review-said"] = str(error.args[0])
        return
    st.session_state["review-done"] = None
    bead = next((b for b in last.change.before if b.status != Status.REJECTED), None)
    st.session_state["review-focus"] = bead and store.bead_number(
        db, last.document_pair, bead.source, bead.target
    )


def skip(bead: int) -> None:
    st.session_state["review-skipped"].add(bead)
    st.session_state["review-focus"] = None


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
            return store.waiting_bead(db, focus)
        except KeyError:
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
    if said is None:
        return ""
    return f"另一种读法：{said[0]}" + ("，按词和长短看更合适" if said[1] > 0 else "")


def draw_beads(found: Surroundings, why: Explanation, cut: card.Cut | None) -> dict[str, list[int]]:
    """The beads; returns which sentences are picked on either side."""
    html = card.beads_html(found, languages_of(found), why, cut)
    bead = found.beads[found.at].bead
    version = hashlib.md5(html.encode(), usedforsecurity=False).hexdigest()
    draw = st.components.v2.component(
        "shuangyu.beads", html='<div class="beads-root"></div>', css=_CSS, js=_JS, isolate_styles=False
    )
    result = draw(
        key=f"beads-{bead.id}-{version[:8]}",
        data={"html": html, "version": version},
        on_picked_change=lambda: None,
        on_focused_change=lambda: None,
    )
    if result.focused:
        st.session_state["review-focus"] = result.focused
        st.rerun(scope="fragment")
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


def draw_buttons(
    found: Surroundings, picked: dict[str, list[int]], cut: card.Cut | None, who: str, bead: int
) -> None:
    """One key for each thing a person may do."""
    here = found.beads[found.at]
    pair, b = found.task.id, here.bead
    same = b.source, b.target

    def button(place, label: str, key: str, operation: Operation | None, primary: bool = False) -> None:
        place.button(
            label, shortcut=key, key=f"{label}-{bead}", width="stretch", type="primary" if primary else "secondary",
            disabled=operation is None or not who.strip(), on_click=act, args=(pair, operation),
        )  # fmt: skip

    button(st, "确认", "Enter", Operation(Act.CONFIRM, *same), True)
    left, right = st.columns(2)
    button(left, "并入上一对", "Q", _merged(found, -1))
    button(right, "并入下一对", "A", _merged(found, 1))
    button(left, "拆分", "S", _split(here, picked, cut))
    button(right, "连接所选", "L", _linked(picked))
    button(left, "断开", "D", Operation(Act.UNLINK, *same) if here.sources and here.targets else None)
    button(right, "无对应", "W", Operation(Act.ALONE, *same))
    left.button("跳过", shortcut="F", key=f"skip-{bead}", width="stretch", on_click=skip, args=(bead,))
    right.button(
        "撤销", shortcut="Z", key=f"undo-{bead}", width="stretch", disabled=not who.strip(), on_click=undo
    )


def _merged(found: Surroundings, step: int) -> Operation | None:
    place = found.at + step
    if not 0 <= place < len(found.beads):
        return None
    first, last = (found.beads[n].bead for n in sorted((found.at, place)))
    return Operation(
        Act.MERGE, Span(first.source.start, last.source.end), Span(first.target.start, last.target.end)
    )


def default_cut(found: Surroundings, known: Book | None) -> card.Cut | None:
    """Where the evidence would split the bead, None for one that cannot be."""
    here = found.beads[found.at]
    size = len(here.sources), len(here.targets)
    if size == (1, 1):
        return None
    cut = best_cut(window(here.sources, here.targets, languages_of(found), known, found.ratio), size)
    return cut and (here.bead.source.start + cut[0], here.bead.target.start + cut[1])


def _split(here: Neighbour, picked: dict[str, list[int]], cut: card.Cut | None) -> Operation | None:
    """Cut where the picked sentences of the bead begin or end, else where the evidence would."""
    sides = here.bead.source, here.bead.target
    inside = [
        [n for n in picked[side] if n in range(*span)]
        for side, span in zip(("source", "target"), sides, strict=True)
    ]
    if cut and any(inside):
        tail = all(not own or max(own) == span.end - 1 for own, span in zip(inside, sides, strict=True))
        cut = tuple(
            (min(own) if tail else max(own) + 1) if own else (span.end if tail else span.start)
            for own, span in zip(inside, sides, strict=True)
        )
    return cut and Operation(Act.SPLIT, *sides, cut)


def _linked(picked: dict[str, list[int]]) -> Operation | None:
    if not picked["source"] or not picked["target"]:
        return None
    source, target = (Span(min(picked[side]), max(picked[side]) + 1) for side in ("source", "target"))
    return Operation(Act.LINK, source, target)


@st.fragment
def desk(asked: Filter) -> None:
    """Counter, bead, explanation, keys; only this runs again after a key."""
    db = store.open_workspace(look.workspace())
    st.session_state.setdefault("review-skipped", set())
    if said := st.session_state.pop("review-said", None):
        st.warning(said)
    this = head(db, asked)
    counter(db, asked, this)
    if this is None:
        finished(db, asked)
        return
    try:
        found = store.surroundings(db, this.document_pair, this.source, this.target, reach=2)
    except ValueError:  # rejected, or gone since
        st.session_state["review-skipped"].add(this.bead)
        st.rerun(scope="fragment")
    known = book(db, found.task.source_language, found.task.target_language)
    here, languages = found.beads[found.at], languages_of(found)
    why = explain(here.sources, here.targets, languages, known, found.ratio)
    cut = default_cut(found, known)
    left, right = st.columns([3.1, 1.25], gap="medium")
    with left:
        picked = draw_beads(found, why, cut)
    with right:
        draw_why(this, why, other_reading(found, known), languages)
        draw_buttons(found, picked, cut, st.session_state.get("reviewer", ""), this.bead)


def counter(db, asked: Filter, this: Waiting | None) -> None:
    left = store.waiting_count(db, asked)
    where = escape(f"{this.title} · {this.section.label} · {get(this.language).name}") if this else ""
    skipped = len(st.session_state["review-skipped"])
    st.html(
        f'<div class="quiet">剩余 <b>{left}</b>{f"（跳过 {skipped}）" if skipped else ""} · 已决定 {store.decided_count(db)}'
        f" · {where}</div>"
    )


def finished(db, asked: Filter) -> None:
    if st.session_state["review-skipped"] and st.button("重看跳过的"):
        st.session_state["review-skipped"].clear()
        st.rerun(scope="fragment")
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
    with st.expander("决定的记录"):
        for d in store.decisions(db, limit=30):
            undone = pill("已撤销", "quiet") if d.undone else ""
            spans = "；".join(
                f"汉 {_range(b.source)} ↔ 译 {_range(b.target)}"
                for b in d.change.after
                if b.status != "machine"
            )
            st.html(
                f'<div class="quiet">{escape(d.at[:16].replace("T", " "))} · {escape(d.who)} · {d.act.label}'
                f" · {escape(spans)} {undone}</div>"
            )


def _range(span: Span) -> str:
    size = span.end - span.start
    return (
        "—" if not size else f"第 {span.start + 1} 句" if size == 1 else f"第 {span.start + 1}–{span.end} 句"
    )


def draw() -> None:
    title, name = st.columns([3, 1], vertical_alignment="bottom")
    title.title("对齐审校")
    name.text_input(
        "审校人",
        placeholder="审校人姓名（署名后才能决定）",
        label_visibility="collapsed",
        key="reviewer",
        bind="query-params",
    )
    db = store.open_workspace(look.workspace())
    if "bead" in st.query_params:
        st.session_state["review-focus"] = int(st.query_params.pop("bead"))
    desk(filters(db))
    realign(db)
    log(db)


draw()
