"""版本: publish the termbase under a name, and see what two versions differ in."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from html import escape

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look, person
from corpora.rendering import render_text
from glossary import store
from glossary.changes import Changed
from glossary.pages import parts

NOW = "现在的术语库"
MOST = 200  # concepts drawn of one comparison; the table has them all


def publish_form(db: Database) -> None:
    st.html(
        f'<div class="quiet">现用{escape(store.cited_version(db))}。发布后，译文审校和考试都注明所用的版本；'
        "已发布的版本不再改动。只收审定过的译法。</div>"
    )
    with st.form("publish", border=False):
        one, two, three, four = st.columns([3, 2, 4, 1], vertical_alignment="bottom")
        name = one.text_input("版本名", placeholder="例如：2026年春季版")
        who = person.shown_name(two) if person.court() else two.text_input("发布人", value=st.session_state.get("signer", ""))
        why = three.text_input("说明", placeholder="例如：经州民语委核定")
        if four.form_submit_button("发布", type="primary", width="stretch"):
            try:
                version = store.publish(db, name, who, parts.now(), why)
            except ValueError as error:
                st.error(str(error))
            else:
                st.success(
                    f"已发布“{version.name}”：概念 {version.concepts} 个，译法 {version.renderings} 条。"
                )


def listing(db: Database) -> None:
    rows = "".join(
        f"<tr><td>{escape(v.name)}</td><td>{escape(parts.when(v.at))}</td><td>{escape(v.who)}</td>"
        f"<td>{v.concepts}</td><td>{v.renderings}</td><td>{escape(v.why)}</td></tr>"
        for v in store.versions(db)
    )
    head = "".join(f"<th>{x}</th>" for x in ("版本", "发布时间", "发布人", "概念", "译法", "说明"))
    st.html(f'<table class="report"><tr>{head}</tr>{rows}</table>')


def comparison(db: Database) -> None:
    names = [v.name for v in store.versions(db)]
    st.header("比较两个版本")
    left, right = st.columns(2)
    before = left.selectbox("从", names, index=min(1, len(names) - 1))
    after = right.selectbox("到", [NOW, *names], index=0 if len(names) == 1 else 1)
    changed = store.compare_versions(db, before, None if after == NOW else after)
    if not changed:
        st.info("两边没有差别。")
        return
    kinds = [sum(c.before is None for c in changed), sum(c.after is None for c in changed)]
    st.html(
        f'<div class="quiet">新增 {kinds[0]} 个概念，撤出 {kinds[1]} 个，改动 {len(changed) - sum(kinds)} 个'
        f"{f'；只列前 {MOST} 个' if len(changed) > MOST else ''}</div>"
    )
    for c in changed[:MOST]:
        kind = "新增" if c.before is None else "撤出" if c.after is None else "改动"
        st.html(
            f'<div class="change"><b>{render_text(c.name, get("zh"))}</b> <span class="quiet">{kind}</span>'
            f"{parts.changes_html(c.differences)}</div>"
        )
    st.download_button(
        "导出差别（CSV）", table(changed).encode("utf-8-sig"), f"{before}-{after}.csv", "text/csv"
    )


def table(changed: Sequence[Changed]) -> str:
    """The comparison as a table: one field a row."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("概念", "语言", "术语", "项目", "原来", "现在"))
    for c in changed:
        for d in c.differences:
            language = get(d.language).name if d.language else ""
            writer.writerow((c.name, language, d.term, d.label, d.before, d.after))
    return out.getvalue()


def draw() -> None:
    db = store.open_workspace(look.workspace())
    st.title("版本")
    publish_form(db)
    if store.versions(db):
        listing(db)
        comparison(db)
    else:
        st.info("还没有发布过版本。先到“术语审定”审定译法，再在这里发布。")


draw()
