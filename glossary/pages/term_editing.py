"""Changing a concept: signing a status, editing the fields of concept and term, merging and splitting."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from sqlite_utils import Database

from corpora.languages import CODES, get
from corpora.pages import look
from glossary import lookup, store
from glossary.changes import LABELS, name
from glossary.exchange.fields import day
from glossary.model import Concept, Equivalence, LanguageSection, PartOfSpeech, Term, TermStatus
from glossary.pages import parts
from glossary.scope import ended

DOMAINS = ("", "刑事", "民事", "行政", "执行", "程序", "机构", "文书", "国家赔偿")


def draw(db: Database, concept: Concept, who: str) -> None:
    """Forms; nothing is written without a name."""
    if not who:
        st.html('<div class="quiet">请先在右上方填写审定人姓名。</div>')
        return
    term_form(concept, who)
    with st.expander("概念：领域、定义、法律依据、对应程度"):
        concept_form(concept, who)
    with st.expander("增加译法"):
        new_term(concept, who)
    with st.expander("合并与拆分"):
        merging(db, concept, who)


def run(action, *arguments) -> None:
    """Do it on the workspace; what cannot be done is said."""
    try:
        action(store.open_workspace(look.workspace()), *arguments)
        st.session_state["said"] = "已保存"
    except (KeyError, ValueError) as error:
        st.session_state["refused"] = error.args[0]
    st.rerun()


def label(term: Term) -> str:
    return f"{get(term.language).name}　{term.text}〔{term.status.label}〕"


def term_form(concept: Concept, who: str) -> None:
    """One term: its status and every field."""
    terms = {t.id: t for t in concept.terms}
    first = next((n for n, t in enumerate(concept.terms) if t.language != "zh"), 0)
    term = terms[
        st.selectbox("术语", list(terms), first, lambda n: label(terms[n]), key=f"term-{concept.id}")
    ]
    with st.form(f"status-{term.id}", border=False):
        one, two, three, four = st.columns([2, 3, 3, 1], vertical_alignment="bottom")
        status = one.selectbox(
            "状态", list(TermStatus), index=list(TermStatus).index(term.status), format_func=lambda s: s.label
        )
        why = two.text_input("理由", placeholder="禁用时必填")
        replacement = three.text_input("改用", placeholder="不写则用推荐译法")
        if four.form_submit_button("签署", type="primary", width="stretch"):
            run(store.set_status, term.id, status, who, parts.now(), why, replacement)
    with st.expander("这个术语的其他项"), st.form(f"fields-{term.id}", border=False):
        changed = fields(term)
        why = st.text_input("修改理由")
        if st.form_submit_button("保存"):
            run(change_term, concept, changed, who, why)


def change_term(db: Database, concept: Concept, changed: Term, who: str, why: str) -> None:
    """Put the fields of one term in, days as ISO 8601. Raises ValueError for what is no day."""
    days = {f: getattr(changed, f).strip() for f in ("decided", "valid_from", "valid_to")}
    for field, written in days.items():
        try:
            days[field] = day(written) if written else ""
        except ValueError as error:
            raise ValueError(
                f"“{LABELS[field]}”写的是“{written}”，应是日期，例如 2021-06-20、2021-06 或 2021。没有保存。"
            ) from error
    if ended(replace(changed, **days), days["valid_from"]):
        raise ValueError(f"失效（{days['valid_to']}）早于生效（{days['valid_from']}）。请改正后再保存。")
    changed = replace(changed, **days)
    others = tuple(changed if t.id == changed.id else t for t in concept.terms)
    store.put_concept(db, replace(concept, terms=others), who, parts.now(), why)


def fields(term: Term) -> Term:
    """Inputs for what is said of a term beside its status."""
    one, two, three = st.columns(3)
    speech = [None, *PartOfSpeech]
    return replace(
        term,
        text=one.text_input("写法", term.text).strip() or term.text,
        dialect=two.text_input("方言区", term.dialect, placeholder="卫藏、安多、康……"),
        jurisdiction=three.text_input("适用地域", term.jurisdiction, placeholder="中国、青海……"),
        document=one.text_input("核定文件", term.document),
        decided=two.text_input("核定日期", term.decided, placeholder="2021-06-20"),
        part_of_speech=three.selectbox(
            "词类",
            speech,
            index=speech.index(term.part_of_speech),
            format_func=lambda p: p.label if p else "—",
        ),
        valid_from=one.text_input("生效", term.valid_from, placeholder="2021-06-20"),
        valid_to=two.text_input("失效", term.valid_to, placeholder="2021-06-20"),
        abbreviation_of=three.text_input("全称（本条为简称时）", term.abbreviation_of),
        source=one.text_input("来源", term.source),
        forms=listed(two.text_input("其他写法（分号隔开）", "；".join(term.forms))),
        note=three.text_input("备注", term.note),
    )


def listed(text: str) -> tuple[str, ...]:
    """Entries of a field, parted by a semicolon of either width."""
    return tuple(part.strip() for part in text.replace(";", "；").split("；") if part.strip())


def concept_form(concept: Concept, who: str) -> None:
    codes = list(dict.fromkeys(t.language for t in concept.terms if t.language != "zh"))
    with st.form(f"concept-{concept.id}", border=False):
        one, two = st.columns(2)
        domains = list(dict.fromkeys((*DOMAINS, concept.domain)))
        changed = replace(
            concept,
            domain=one.selectbox(
                "领域", domains, index=domains.index(concept.domain), format_func=lambda d: d or "—"
            ),
            laws=listed(
                two.text_input(
                    "法律依据（分号隔开）", "；".join(concept.laws), placeholder="《刑法》第二百六十四条"
                )
            ),
            definition=one.text_area("定义", concept.definition, height=80),
            definition_source=two.text_input("定义出处", concept.definition_source),
            related=listed(one.text_input("相关概念（分号隔开）", "；".join(concept.related))),
            confusable=listed(two.text_input("易混概念（分号隔开）", "；".join(concept.confusable))),
            note=st.text_input("备注", concept.note),
            sections=tuple(s for code in codes if (s := section(concept, code)) != LanguageSection(code)),
        )
        why = st.text_input("修改理由")
        if st.form_submit_button("保存"):
            run(store.put_concept, changed, who, parts.now(), why)


def section(concept: Concept, code: str) -> LanguageSection:
    degrees = [None, *Equivalence]
    old = concept.section(code)
    one, two = st.columns(2)
    return replace(
        old,
        equivalence=one.selectbox(
            f"{get(code).name}对应程度",
            degrees,
            index=degrees.index(old.equivalence),
            format_func=lambda e: e.label if e else "—",
        ),
        equivalence_note=two.text_input(f"{get(code).name}对应说明", old.equivalence_note),
    )


def new_term(concept: Concept, who: str) -> None:
    with st.form(f"new-{concept.id}", border=False):
        one, two, three, four = st.columns([2, 4, 3, 1], vertical_alignment="bottom")
        code = one.selectbox("语言", CODES, format_func=lambda c: get(c).name)
        text = two.text_input("译法").strip()
        source = three.text_input("来源", placeholder="词典、文件或文书")
        if four.form_submit_button("增加", width="stretch") and text:
            terms = (*concept.terms, Term(code, text, source=source))
            run(store.put_concept, replace(concept, terms=terms), who, parts.now())


def merging(db: Database, concept: Concept, who: str) -> None:
    """Two concepts that are one, one that is two."""
    why = st.text_input("合并或拆分的理由", key=f"merge-why-{concept.id}")
    query = st.text_input("并入的概念", placeholder="输入汉文或译法查找", key=f"merge-{concept.id}")
    found = [e for e in lookup.find(db, query) if e.concept and e.concept != concept.id] if query else []
    for e in found[:5]:
        if st.button(
            f"把“{e.term}”（编号 {e.concept}）并入“{name(concept)}”", key=f"merge-{concept.id}-{e.concept}"
        ):
            run(store.merge, concept.id, e.concept, who, parts.now(), why)
    terms = {t.id: t for t in concept.terms}
    chosen = st.multiselect(
        "拆出去的术语", list(terms), format_func=lambda n: label(terms[n]), key=f"split-{concept.id}",
        placeholder="选出属于另一概念的术语",
    )  # fmt: skip
    if chosen and st.button("拆成另一个概念", key=f"split-do-{concept.id}"):
        run(store.split, concept.id, chosen, who, parts.now(), why)
