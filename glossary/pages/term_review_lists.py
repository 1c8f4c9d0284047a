"""The lists of 术语审定: many candidates at once, terms that wait for a second name, concepts whose law changed."""

from __future__ import annotations

from html import escape

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from corpora.rendering import render_text
from glossary import store
from glossary.changes import name
from glossary.model import Candidate, Signature, State, Term, TermStatus
from glossary.pages import parts
from glossary.signing import waiting_names

PAGE = 24
MOST = 2000  # terms of the queue a filter looks at
ACROSS = 4


def many(db: Database, code: str, who: str) -> None:
    """Candidates that pass a filter, decided together; those unticked are left out."""
    left, middle, right = st.columns([2, 1, 1])
    query = left.text_input(
        "筛选", placeholder="汉文里含有……", label_visibility="collapsed", key="bulk-filter"
    )
    share = middle.slider("占比不低于", 0, 100, 60, 5, format="%d%%") / 100
    seen = right.number_input("至少见于几句", 1, value=2)
    found = [
        m.open[0]
        for m in store.matters(db, code, MOST)
        if query in m.source
        and m.open[0].together / m.open[0].source_count >= share
        and m.open[0].together >= seen
    ]
    if not found:
        st.info("没有符合条件的候选。可以把占比调低，或清空筛选。")
        return
    page = found[:PAGE]
    st.html(
        f'<div class="quiet">每个术语列出最常见的译法；符合条件 {len(found)} 个，这里是前 {len(page)} 个。不同意的请先去掉勾选。</div>'
    )
    actions = st.container()
    chosen = [c for c, ticked in zip(page, ticks(page), strict=True) if ticked]
    *columns, last = actions.columns([1.2, 1.2, 1.2, 1, 2])
    why = last.text_input("理由", placeholder="理由（可不写）", label_visibility="collapsed", key="bulk-why")
    for column, (label, accepted, status) in zip(
        columns,
        (
            ("推荐", True, TermStatus.PREFERRED),
            ("可用", True, TermStatus.ADMITTED),
            ("驳回", False, TermStatus.PROPOSED),
        ),
        strict=False,
    ):
        column.button(
            f"{label}勾选的 {len(chosen)} 条",
            disabled=not who or not chosen,
            width="stretch",
            key=f"bulk-{label}",
            on_click=decide_many,
            args=([c.id for c in chosen], accepted, status, who, why),
        )
    columns[3].button(
        "撤销上一步", disabled=not who, width="stretch", on_click=take_back, args=(who,), key="bulk-undo"
    )


def ticks(page: list[Candidate]) -> list[bool]:
    ticked = []
    for start in range(0, len(page), ACROSS):
        for column, c in zip(st.columns(ACROSS), page[start : start + ACROSS], strict=False):
            column.html(
                f'<div class="option">{render_text(c.source, get("zh"))}{parts.text(c.target, c.target_language)}'
                f'<div class="quiet">{c.together} / {c.source_count} 句</div></div>'
            )
            ticked.append(column.checkbox("选入", value=True, key=f"tick-{c.id}"))
    return ticked


def decide_many(numbers: list[int], accepted: bool, status: TermStatus, who: str, why: str) -> None:
    db = store.open_workspace(look.workspace())
    store.decide_all(db, numbers, accepted, who, parts.now(), status, why)
    st.session_state["said"] = f"已处理 {len(numbers)} 条，署名 {who}"


def take_back(who: str) -> None:
    try:
        changes = store.undo(store.open_workspace(look.workspace()), who, parts.now())
        st.session_state["said"] = "已撤销上一步" if changes else "没有可以撤销的"
    except ValueError as error:
        st.session_state["refused"] = str(error)


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
            type="primary",
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
        concept = store.concept(db, row.concept)
        st.html(
            f'<div class="facts"><b>{render_text(name(concept), get("zh"))}</b>'
            f'<span class="quiet">引用{escape(str(row.citation))}，条文已有变化</span></div>'
        )
        left, right = st.columns(2)
        for column, label, body in (
            (left, "审定时", row.then),
            (right, "现在", row.now or "（这一条已不存在）"),
        ):
            column.html(f'<div class="quiet">{label}</div><div>{render_text(body, get("zh"))}</div>')
        st.button(
            "看过了，术语不用改",
            key=f"law-{row.concept}-{row.citation}",
            disabled=not who,
            on_click=held,
            args=(row.concept, who),
        )
        st.page_link("glossary/pages/terms.py", label="去改术语", query_params={"concept": str(row.concept)})


def held(concept: int, who: str) -> None:
    store.hold_against_laws(store.open_workspace(look.workspace()), concept, who, parts.now())
