"""译文审校: a draft beside its Chinese source, with what the check found; people answer by key, and can take it back."""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from pathlib import PurePath

import streamlit as st

from corpora.languages import get
from corpora.pages import look, person
from glossary import store
from glossary.drafts import wording
from glossary.drafts.checking import check_uploads
from glossary.drafts.model import Upload, Version
from glossary.exchange.draft_record import write_record
from glossary.exchange.draft_reports import report
from glossary.pages.draft_desk import desk
from glossary.pages.parts import now, when

FILES = ["docx", "txt", "pdf", "html", "htm", "md", "doc"]


def signer(container) -> str:
    """The reviewer's name; answers are signed with it."""
    return person.signer(container, "审校人", "审校人姓名（署名后才能处理）")


def given(place, what: str, key: str) -> Upload | None:
    """One side of a check: a file, or pasted text."""
    file = place.file_uploader(
        what, type=FILES, key=f"{key}-file", help="docx、txt、有文字层的 pdf、网页；文件不离开本机。"
    )
    pasted = place.text_area(
        f"或粘贴{what[:2]}",
        key=f"{key}-text",
        height=110,
        placeholder=f"或把{what[:2]}粘贴在这里",
        label_visibility="collapsed",
    )
    if file:
        return Upload(file.name, file.getvalue())
    return Upload(f"粘贴的{what[:2]}.txt", pasted.encode()) if (pasted or "").strip() else None


def open_draft(source: Upload, draft: Upload, who: str, number: int | None = None) -> None:
    """Check and keep, then show the draft; what cannot be used is said."""
    db = store.open_workspace(look.workspace())
    try:
        with st.spinner("正在对齐和核对…"):
            checked = check_uploads(db, source, draft)
            found = store.keep_draft(db, source, draft, checked, who, now(), number)
    except ValueError as error:
        st.error(str(error))
        return
    st.session_state.update({"draft-at": None, "draft-row": None, "draft-asking": None})
    st.query_params["draft"] = str(found)
    st.rerun()


def start(db, who: str) -> None:
    """No draft is open: hand one in, or go on with one."""
    left, right = st.columns(2, gap="large")
    source, draft = given(left, "原文（汉文）", "source"), given(right, "译文（民族文字）", "draft")
    if st.button("核对", type="primary"):
        if source and draft:
            open_draft(source, draft, who)
        else:
            st.warning(f"还没有{'译文' if source else '原文'}。请放入文件，或把文字粘贴进来。")
    kept = store.drafts(db)
    if not kept:
        st.html(
            '<div class="quiet">放入汉文原文和译稿，逐句对齐后列出漏译、金额、日期、条文、当事人、术语等问题。译稿本身不会被改动。</div>'
        )
        return
    st.header("在审的译稿")
    for d in kept:
        name, facts, go = st.columns([4, 4, 1], vertical_alignment="center")
        name.html(f"<div>{escape(d.name)}<div class='quiet'>原文 {escape(d.source_name)}</div></div>")
        left_over = (
            f"<b>待处理 {d.open}</b> / {d.findings}"
            if d.open
            else f"{d.findings} 处已处理完"
            if d.findings
            else "没有问题"
        )
        facts.html(
            f"<div class='quiet'>{get(d.language).name} · 第 {d.versions} 稿 · {escape(when(d.at))} · {left_over}</div>"
        )
        go.button(
            "打开",
            key=f"open-{d.id}",
            width="stretch",
            on_click=lambda n=d.id: st.query_params.update({"draft": str(n)}),
        )


def again(version: Version, who: str) -> None:
    """The draft comes back after edits: the answers stay."""
    with st.popover("上传改稿", icon=":material/upload_file:", width="stretch"):
        file = st.file_uploader(
            "改后的译文",
            type=FILES,
            key=f"again-{version.draft_id}-{version.number}",
            help="处理过的问题按内容认出来，决定和理由都保留。",
        )
        if file and st.button("核对改稿", type="primary"):
            source, _ = store.version_uploads(store.open_workspace(look.workspace()), version.draft_id)
            open_draft(source, Upload(file.name, file.getvalue()), who, version.draft_id)


def exports(version: Version) -> None:
    """The draft with comments, the record to sign, the table; made when asked for."""
    number, path = version.draft_id, look.workspace()
    stem = PurePath(version.checked.draft.name).stem

    def made(kind: str) -> bytes:
        db = store.open_workspace(path)
        fresh, at = store.draft_version(db, number), datetime.now(UTC)
        if kind == "record":
            return write_record(fresh, at.astimezone().date())
        return report(kind, fresh, store.version_uploads(db, number)[1].content, at)

    with st.popover("导出", icon=":material/download:", width="stretch"):
        for label, kind, name in (
            ("译文和批注（Word）", "x.docx", f"{stem}-批注.docx"),
            ("核对记录（一页，供签字）", "record", f"{stem}-核对记录.docx"),
            ("问题清单（Excel）", "x.xlsx", f"{stem}-核对.xlsx"),
            ("问题清单（JSON）", "x.json", f"{stem}-核对.json"),
        ):
            st.download_button(
                label, data=lambda kind=kind: made(kind), file_name=name, key=f"out-{name}", on_click="ignore", width="stretch"
            )  # fmt: skip


def opened(version: Version, columns, who: str) -> None:
    """One draft under review."""
    back, change, out = columns
    back.button(
        "换一份",
        icon=":material/arrow_back:",
        width="stretch",
        on_click=lambda: st.query_params.pop("draft", None),
    )
    with change:
        again(version, who)
    with out:
        exports(version)
    checked = version.checked
    edition = f"第 {version.number} 稿" if version.number > 1 else ""
    facts = (checked.draft.name, get(checked.draft.language).name, edition, wording.summary(version))
    st.html(f'<div class="quiet">{escape(" · ".join(x for x in facts if x))}</div>')
    desk(version.draft_id)


def asked(db) -> Version | None:
    """The draft the address names."""
    number = st.query_params.get("draft", "")
    if not number.isdecimal():
        return None
    try:
        return store.draft_version(db, int(number))
    except KeyError as error:
        st.warning(f"{error.args[0]}。")
        return None


def draw() -> None:
    db = store.open_workspace(look.workspace())
    version = asked(db)
    title, *columns, name = st.columns([3.1, 1.15, 1.5, 1.1, 1.7], vertical_alignment="bottom")
    title.title("译文审校")
    who = signer(name)
    if version:
        opened(version, columns, who)
    else:
        start(db, who)


draw()
