"""文书配对: pairs of documents the machine is not sure of, both first pages side by side; people decide by key."""

from __future__ import annotations

import time
from html import escape
from pathlib import Path

import streamlit as st

from aligner import build, store
from aligner.model import RunnerUp
from aligner.pages import keys
from aligner.reasons import against
from corpora import placeables
from corpora import store as corpora_store
from corpora.languages import get
from corpora.model import Document, Kind
from corpora.pages import look, person
from corpora.rendering import pill

_CSS = Path(__file__).with_suffix(".css").read_text(encoding="utf-8")
_PAGE = 1500  # code points of a document that are shown
_TELLING = frozenset(Kind) - {Kind.MASK, Kind.INTEGER}


# What a key does


def shown(number: int) -> None:
    """Say that a pair is before the reader's eyes."""
    if st.session_state.get("pairing-seen", (None,))[0] != number:
        st.session_state["pairing-seen"] = number, time.monotonic()


def unseen() -> bool:
    """A key held or doubled must not decide the next pair."""
    return time.monotonic() - st.session_state.get("pairing-seen", (None, 0.0))[1] < keys.LOOK


def decide(act, *arguments: int) -> None:
    """Callback of every decision; what cannot be done is said on the page."""
    if unseen():
        return
    db = store.open_workspace(look.workspace())
    try:
        act(db, *arguments, st.session_state.get("reviewer", ""), keys.now())
    except (ValueError, KeyError) as error:
        st.session_state["pairing-said"] = str(error.args[0])


def undo() -> None:
    """Take the reviewer's own last decision back."""
    db = store.open_workspace(look.workspace())
    last = store.last_pair_decision(db, st.session_state.get("reviewer", ""))
    if last is None:
        st.session_state["pairing-said"] = "没有可以撤销的决定：只能撤销自己署名的。"
        return
    decide(store.undo_pairing, last.id)


def skip(number: int) -> None:
    st.session_state["pairing-skipped"].add(number)


def choose(number: int, place: int) -> None:
    st.session_state["pairing-shown"] = (number, place)


# The pair


def first_page(document: Document) -> str:
    """The beginning of a document in display form, whole paragraphs as far as there are any."""
    body = document.body[:_PAGE]
    if len(document.body) > _PAGE and "\n" in body[_PAGE // 2 :]:
        body = body[: body.rindex("\n")]
    return get(document.language).text(body)


def page_html(document: Document, text: str, others: set[str]) -> str:
    """A first page; values the other document nowhere has stand out."""
    language = get(document.language)
    parts, at = [], 0
    for p in placeables.find(text, language):
        if p.kind in _TELLING:
            shown = "placeable" if f"{p.kind}:{p.value}" in others else "only"
            parts += [
                escape(text[at : p.start]),
                f'<bdi class="{shown}">{escape(text[p.start : p.end])}</bdi>',
            ]
            at = p.end
    body = "".join([*parts, escape(text[at:])]).replace("\n", "<br>")
    html = (
        f'<span class="text" lang="{language.code}" dir="{language.direction}" data-mode="{language.writing_mode}">'
        f"{body}</span>"
    )
    if language.writing_mode == "vertical-lr":
        html = f'<div class="vertical">{html}</div>'
    return f'<div class="page" dir="{language.direction}" tabindex="0">{html}</div>'


def values(document: Document) -> set[str]:
    language = get(document.language)
    return {f"{p.kind}:{p.value}" for p in placeables.find(language.text(document.body), language)}


def head_html(document: Document, elsewhere: bool) -> str:
    """What the document says of itself, the file it came in, and whether it stands in another pair."""
    facts = [document.kind, document.case_number, document.date and document.date.isoformat(), document.cause]
    said = " · ".join(escape(str(x)) for x in facts if x) or "首部没有案号和日期"
    return (
        f'<div class="page-head"><b>{get(document.language).name}</b> · {said}<br>'
        f"{escape(document.name)} · {len(document.segments)} 句"
        f"{' ' + pill('已另有配对', 'wait') if elsewhere else ''}</div>"
    )


def draw_pages(source: Document, target: Document, elsewhere: set[int]) -> None:
    """Both first pages; what only one of the two documents says is underlined red."""
    both = (source, values(target)), (target, values(source))
    for column, (document, others) in zip(st.columns(2, gap="medium"), both, strict=True):
        with column:
            st.html(
                head_html(document, document.id in elsewhere)
                + page_html(document, first_page(document), others)
            )
    st.html('<div class="quiet">红色下划线：只在这一份里出现的日期、金额、条文；蓝色：两份里都有。</div>')


def draw_evidence(evidence: str) -> None:
    lines = "".join(
        f'<li class="{"against" if against(line) else ""}">{escape(line)}</li>'
        for line in evidence.split("；")
    )
    st.html(f'<ul class="evidence">{lines}</ul>')


def draw_choices(
    pair: store.PairedDocuments, rivals: list[RunnerUp], names: dict[int, str], shown: int
) -> None:
    """The pair and its runners-up, each on a key of its own."""
    labels = [("现配", f"{pair.score:.2f}")]
    for r in rivals:
        side, other = ("译文", r.target) if r.source == pair.source else ("汉文", r.source)
        labels.append((f"{side}换成 {names[other]}", f"{r.score:.2f}"))
    for n, (column, (what, like)) in enumerate(zip(st.columns(len(labels)), labels, strict=True)):
        column.button(
            f"{'●' if n == shown else '○'} {like} {what}",
            shortcut=str(n + 1),
            key=f"pairing-choice-{pair.id}-{n}",
            help=f"{what}，相似度 {like}",
            width="stretch",
            on_click=choose,
            args=(pair.id, n),
        )


def held(db, pair: store.PairedDocuments) -> set[int]:
    """Documents that stand in another pair in these two languages."""
    return {
        n
        for p in store.paired_documents(db)
        if p.target_language == pair.target_language
        for n in (p.source, p.target)
    }


def draw_keys(pair: store.PairedDocuments, chosen: RunnerUp | None, who: str) -> None:
    """One key for each thing a person may say."""

    def button(place, label: str, key: str, on_click, arguments: tuple, **more) -> None:
        more = {"disabled": not who.strip()} | more
        place.button(
            label,
            shortcut=key,
            key=f"pairing-{key}-{pair.id}",
            width="stretch",
            on_click=on_click,
            args=arguments,
            **more,
        )

    if chosen is None:
        button(st, "确认是同一份", "Enter", decide, (store.confirm_pair, pair.id), type="primary")
    else:
        choice = (store.choose_pair, pair.id, chosen.source, chosen.target)
        button(st, "换成所选的一份", "Enter", decide, choice, type="primary")
    left, right = st.columns(2)
    button(left, "不是同一份", "D", decide, (store.reject_pair, pair.id))
    button(right, "撤销", "Z", undo, ())
    button(left, "跳过", "F", skip, (pair.id,), disabled=False)
    if not who.strip():
        st.caption("先在右上角署名，才能决定。")


def draw_pair(db, pair: store.PairedDocuments) -> None:
    rivals = store.runners_up(db, pair.id)
    number, place = st.session_state.get("pairing-shown", (pair.id, 0))
    place = place if number == pair.id and place <= len(rivals) else 0
    chosen = rivals[place - 1] if place else None
    source, target = (chosen.source, chosen.target) if chosen else (pair.source, pair.target)
    needed = {n for r in rivals for n in (r.source, r.target)} | {source, target}
    documents = {d.id: d for d in corpora_store.documents(db, sorted(needed))}
    if rivals:
        draw_choices(pair, rivals, {n: d.case_number or d.name for n, d in documents.items()}, place)
    left, right = st.columns([3.1, 1.15], gap="medium")
    with left:
        draw_pages(documents[source], documents[target], held(db, pair))
    with right:
        draw_keys(pair, chosen, st.session_state.get("reviewer", ""))
        draw_evidence(chosen.evidence if chosen else pair.evidence)
    shown(pair.id)


# The page


def settle(db) -> None:
    """Pair and align anew what decisions set free, now instead of at the next import."""
    waiting = store.unaligned(db) or store.unsketched(db)
    if waiting and st.button("按决定重新配对并对齐", icon=":material/refresh:"):
        with st.spinner("正在配对、对齐…"):
            build.update(db)
        st.session_state["pairing-skipped"].clear()
        st.rerun()


def log(db) -> None:
    decisions = store.pair_decisions(db, limit=30)
    if not decisions:
        return
    with st.expander("决定的记录"):
        names = {
            d.id: d.name
            for d in corpora_store.documents(db, {n for d in decisions for n in (d.source, d.target)})
        }
        for d in decisions:
            undone = pill("已撤销", "quiet") if d.undone else ""
            st.html(
                f'<div class="quiet">{escape(d.at[:16].replace("T", " "))} · {escape(d.who)} · {d.act.label}'
                f" · {escape(names[d.source])} ↔ {escape(names[d.target])} {undone}</div>"
            )


def draw() -> None:
    st.html(f"<style>{_CSS}</style>")
    title, name = st.columns([3, 1], vertical_alignment="bottom")
    title.title("文书配对")
    person.signer(name, "核对人", "核对人姓名（署名后才能决定）")
    db = store.open_workspace(look.workspace())
    skipped = st.session_state.setdefault("pairing-skipped", set())
    if said := st.session_state.pop("pairing-said", None):
        st.warning(said)
    waiting = store.doubtful_pairs(db)
    left = [p for p in waiting if p.id not in skipped]
    standing = len(store.paired_documents(db))
    if not (waiting or standing or store.pair_decisions(db, limit=1)):
        st.info("还没有配好对的文书。请先导入汉文和民族文字的文书。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
    elif left:
        st.html(
            f'<div class="quiet">存疑 <b>{len(waiting)}</b> 对'
            f"{f'（跳过 {len(skipped)}）' if skipped else ''} · 已配好 {standing} 对 · 确认以后才对齐</div>"
        )
        draw_pair(db, left[0])
    else:
        shown(0)
        st.success(f"没有存疑的配对了。已配好 {standing} 对。" if not waiting else "其余存疑的配对都已跳过。")
        if waiting and st.button("重看跳过的"):
            skipped.clear()
            st.rerun()
        if store.last_pair_decision(db, st.session_state["reviewer"]):
            st.button("撤销", shortcut="Z", key="pairing-undo", on_click=undo)
    settle(db)
    log(db)


draw()
