"""The lists of 术语审定: terms that wait for a second name, concepts whose law changed."""

from __future__ import annotations

from html import escape

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from corpora.rendering import cut_runs, render_text
from glossary import store
from glossary.changes import name
from glossary.laws import Amended, changed_spans
from glossary.model import Signature, State, Term, TermStatus
from glossary.pages import parts
from glossary.signing import waiting_names


def pending(db: Database) -> list[tuple[State, Term, tuple[Signature, ...]]]:
    """Terms with names under a status they do not have yet."""
    return [
        (state, term, names)
        for state in store.pending_states(db)
        for number, names in waiting_names(state).items()
        for term in state.concept.terms
        if term.id == number
    ]


def second_names(db: Database, who: str) -> None:
    """Terms one person has signed: another person signs too, or sends them back."""
    needed = st.toggle("译法须两人会签才生效", value=store.signatures_needed(db) == 2, key="two")
    if needed != (store.signatures_needed(db) == 2):
        store.set_signatures_needed(db, 2 if needed else 1)
        st.rerun()
    rows = pending(db)
    if not rows:
        st.info("没有等待会签的译法。打开会签后，一人审定的译法会列在这里，由另一人签署。")
    for state, term, names in rows:
        wanted = names[-1].status
        left, right = st.columns([3, 2], vertical_alignment="center")
        left.html(
            f'<div class="facts"><span>{render_text(name(state.concept), get("zh"))}</span>'
            f"{parts.text(term.text, term.language)}{parts.status_pill(term.status)}"
            f'<span class="quiet">{escape("；".join(f"{s.who} 签“{s.status.label}”，{parts.when(s.at)}" for s in names))}</span></div>'
        )
        one, two = right.columns(2)
        own = any(s.who == who and s.status is wanted for s in names)
        one.button(
            "本人已签" if own else f"同意“{wanted.label}”",
            disabled=not who or own,
            key=f"second-{term.id}-{wanted}",
            width="stretch",
            on_click=sign,
            args=(term.id, wanted, who),
        )
        two.button(
            "退回", disabled=not who, key=f"back-{term.id}", width="stretch", on_click=sign,
            args=(term.id, term.status, who),
        )  # fmt: skip


def sign(term: int, status: TermStatus, who: str) -> None:
    db = store.open_workspace(look.workspace())
    try:
        done = store.set_status(db, term, status, who, parts.now())
        st.session_state["said"] = "已签署并生效" if done else "已签署"
    except ValueError as error:
        st.session_state["refused"] = str(error)


def laws(db: Database, who: str) -> None:
    """Concepts whose article reads otherwise now, both texts side by side."""
    rows = store.amended_concepts(db)
    if not rows:
        st.info("术语引用的法条没有变化。工作区里导入新版法律后，引用了改动条文的术语会列在这里。")
    for row in rows:
        st.html(
            f'<div class="facts"><b>{render_text(name(store.concept(db, row.concept)), get("zh"))}</b>'
            f'<span class="quiet">引用《{escape(row.citation.law)}》的这一条，条文已有变化</span></div>'
        )
        texts(row)
        one, two, _ = st.columns([2, 1, 4], vertical_alignment="center")
        one.button(
            "看过了，术语不用改",
            key=f"law-{row.concept}-{row.citation.law}-{row.citation.article}",
            disabled=not who,
            on_click=held,
            args=(row.concept, who),
        )
        two.page_link("glossary/pages/terms.py", label="去改术语", query_params={"concept": str(row.concept)})


def texts(row: Amended) -> None:
    """The article as it read and as it reads, what differs lit."""
    zh, now = get("zh"), row.now or ""
    sides = zip(("审定时", "现在"), (row.then, now), changed_spans(row.then, now), strict=True)
    for column, (label, body, spans) in zip(st.columns(2), sides, strict=True):
        html = (
            render_text(body, zh, cut_runs(body, zh, terms=spans), lit=spans)
            if body
            else "（这一条已不存在）"
        )
        column.html(f'<div class="quiet">{label}</div><div>{html}</div>')


def held(concept: int, who: str) -> None:
    store.hold_against_laws(store.open_workspace(look.workspace()), concept, who, parts.now())
