"""考试: sit one, draw one, see how it went."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from corpora.pages import look, person
from corpora.rights import Right
from quiz import build, store
from quiz.pages import exam_drawing, exam_results, exam_sitting, sitting
from quiz.pages.identity import asked_name

ROLES = {"应考": exam_sitting.choose, "出卷": exam_drawing.draw, "阅卷": exam_results.draw}


_CSS = (Path(__file__).parent / "exam.css").read_text(encoding="utf-8")


def draw() -> None:
    sitting.dress()
    st.html(f"<style>{_CSS}</style>")
    db = store.open_workspace(look.workspace())
    st.title("考试")
    if not store.languages(db):
        st.info("还没有可以出卷的题。请先导入双语文书：软件会配对、对齐、找出术语，再从真实的句子出题。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return
    if build.stale(db):
        with st.spinner("句对或术语有变化，正在重新出题…"):
            build.update(db)
    left, right = st.columns([2, 3])
    who = asked_name(left)
    role = right.segmented_control(
        "做什么", list(ROLES) if person.may(Right.TEACH) else ["应考"], default="应考", required=True, label_visibility="collapsed", key="role", bind="query-params"
    )
    ROLES[role](db, who)


draw()
