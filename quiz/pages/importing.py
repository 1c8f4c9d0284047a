"""导入: files or a folder come in, then the report as a table with what to do."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime
from html import escape
from pathlib import Path

import streamlit as st

from corpora import importing, privacy
from corpora import store as corpora_store
from corpora.examining import Wishes
from corpora.languages import get
from corpora.pages import look
from corpora.readers import tools
from corpora.rendering import pill
from quiz import build, store


def wishes() -> Wishes:
    """What is wanted beyond reading what can be read."""
    mask = st.toggle(
        "隐名：导入时隐去姓名和证件、电话、卡号",
        help="当事人姓名按诉讼地位改成“扎某”“扎某1”，各文本一致；身份证号、电话、银行卡号改成×××。原文不进工作区，原件请自行保管。"
        "汉文本与民族文字文本请一起导入。分不清姓名的文书不收，列在报告里。",
    )
    with st.expander("旧编码和扫描件"):
        convert = st.checkbox(
            "蒙科立编码的蒙古文转换成 Unicode 再导入", help="转换过的文书带标记，请与原件核对。"
        )
        ocr = st.checkbox(
            "扫描件用本机的 tesseract 识别文字", disabled=tools.tesseract() is None,
            help="识别的文书带“OCR 识别，未经校对”的标记。本机没有安装 tesseract 时不能选。",
        )  # fmt: skip
    return Wishes(mask, convert, ocr)


def run(folder: Path, wanted: Wishes) -> None:
    """Build from a folder, with a line that says what is being done."""
    with st.status("正在处理…", expanded=True) as status:
        bar = st.progress(0.0)

        def show(text: str, share: float | None = None) -> None:
            bar.progress(share or 1.0, text)

        db, at = store.open_workspace(look.workspace()), datetime.now(UTC).isoformat(timespec="seconds")
        rows = importing.add_folder(db, folder, at, show, wanted)
        summary = build.build(db, None, at, show)
        bar.empty()
        status.update(label=f"完成：{summary.exercises} 道练习可用。", state="complete", expanded=False)
    st.session_state["report"] = rows


def upload(wanted: Wishes) -> None:
    files = st.file_uploader(
        "把文书拖到这里：docx、pdf、html、txt，或装着它们的 zip",
        accept_multiple_files=True,
        type=[
            "docx",
            "pdf",
            "html",
            "htm",
            "txt",
            "md",
            "doc",
            "wps",
            "rtf",
            "zip",
            "png",
            "jpg",
            "jpeg",
            "tif",
            "tiff",
        ],
        help="汉文和民族文字的文书一起放进来，软件按案号和内容自动配对。文件不会离开本机。",
    )
    if files and st.button("导入这些文件", type="primary"):
        with tempfile.TemporaryDirectory() as folder:
            for file in files:
                (Path(folder) / Path(file.name).name).write_bytes(file.getvalue())
            run(Path(folder), wanted)


def from_folder(wanted: Wishes) -> None:
    path = st.text_input("本机文件夹", placeholder="例如 D:\\裁判文书\\2020 或 /data/judgments")
    if path and st.button("导入文件夹", type="primary"):
        folder = Path(path).expanduser()
        if not folder.is_dir():
            st.error(f"没有这个文件夹：{path}。请检查路径；文件夹要在运行本软件的电脑上。")
        else:
            run(folder, wanted)


def report(rows) -> None:
    """Files with what became of them; those left out first, with what to do."""
    ordered = sorted(rows, key=lambda r: (not r.outcome.left_out, r.path))
    body = "".join(
        f"<tr><td>{escape(r.path)}</td><td>{pill(r.outcome.label, 'bad' if r.outcome.left_out else 'good')}</td>"
        f"<td style=white-space:nowrap>{escape(get(r.language).name if r.language else '')}</td><td style=white-space:nowrap>{escape(r.kind or '')}</td>"
        f"<td>{escape(r.case_number or '')}</td><td>{r.sentences or ''}</td><td>{escape(r.reason)}</td></tr>"
        for r in ordered
    )
    st.html(
        '<table class="report"><tr><th>文件</th><th>结果</th><th>语言</th><th>文种</th><th>案号</th><th>句</th>'
        f"<th>说明</th></tr>{body}</table>"
    )


def holdings(db) -> None:
    rows = corpora_store.holdings(db)
    if rows:
        held = "；".join(f"{get(h.language).name} {h.documents} 份 {h.segments} 句" for h in rows)
        names = privacy.statement(*corpora_store.masked_counts(db))
        st.html(f'<div class="quiet">工作区现有：{held}<br>{names}</div>')
    else:
        st.info("工作区还是空的。拖入文件，或填写文件夹；第一次不妨两种文字的判决各放几份试试。")


st.title("导入")
holdings(store.open_workspace(look.workspace()))
wanted = wishes()
one, two = st.tabs(["上传文件", "本机文件夹"])
with one:
    upload(wanted)
with two:
    from_folder(wanted)
rows = st.session_state.get("report") or corpora_store.last_report(store.open_workspace(look.workspace()))
if rows:
    st.header("导入报告")
    report(rows)
