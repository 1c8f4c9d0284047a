"""导入导出: terms come in from a file after a preview, and go out in the formats others read."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from glossary import store
from glossary.exchange import OF_ONE_LANGUAGE, write_terms
from glossary.pages import parts, term_importing
from glossary.scope import Scope, within

FORMATS = {
    ".tbx": "TBX 术语库",
    ".xlsx": "Excel",
    ".csv": "CSV",
    ".txt": "OmegaT 词表",
    ".apkg": "Anki 牌组",
}
ALL = "全部语言"


def export(db: Database) -> None:
    counts = store.term_counts(db)
    if not counts.concepts:
        st.info("术语库还是空的。先在“导入”里导入术语，或到“术语审定”审定候选。")
        return
    kind = st.segmented_control(
        "格式", list(FORMATS), format_func=FORMATS.get, default=".tbx", required=True, key="export-format"
    )
    languages = list(store.term_languages(db))
    choices = languages if kind in OF_ONE_LANGUAGE else [ALL, *languages]
    code = st.segmented_control(
        "语言", choices, format_func=lambda c: c if c == ALL else get(c).name, default=choices[0], required=True,
        key=f"export-language-{len(choices)}",
    )  # fmt: skip
    scope = parts.scope(store.term_limits(db), today=kind in OF_ONE_LANGUAGE)
    if st.button("生成文件", type="primary"):
        language = None if code == ALL else code
        try:
            with st.spinner("正在生成…"):
                st.session_state["exported"] = (kind, code, scope, *written(db, kind, language, scope))
        except ValueError:
            st.info("这个范围内没有术语。请换一个适用地域、方言区或日期。")
    made = st.session_state.get("exported")
    if made and made[:3] == (kind, code, scope):
        *_, content, losses = made
        name = f"术语-{'全部' if code == ALL else get(code).name}{kind}"
        st.download_button(f"下载 {name}", content, name, on_click="ignore", icon=":material/download:")
        if losses:
            st.html('<div class="quiet">这种格式没有位置：' + "；".join(losses) + "</div>")


def written(db: Database, kind: str, language: str | None, scope: Scope) -> tuple[bytes, list[str]]:
    """The file, and what its format cannot hold. Raises ValueError when there is nothing to write."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"terms{kind}"
        concepts = [c for c in (within(c, scope) for c in store.concepts(db)) if c]
        losses = write_terms(path, concepts, language)
        return path.read_bytes(), [str(loss) for loss in losses]


def draw() -> None:
    db = store.open_workspace(look.workspace())
    st.title("导入导出")
    if refused := st.session_state.pop("refused", None):
        st.error(refused)
    if said := st.session_state.pop("said", None):
        st.toast(said)
    one, two = st.tabs(["导入术语", "导出术语"])
    with one:
        term_importing.draw(db)
    with two:
        export(db)


draw()
