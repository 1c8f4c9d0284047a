"""The app: navigation, nothing else."""

import streamlit as st

from corpora.pages import person
from corpora.pages.look import dress
from corpora.rights import Right

st.set_page_config(page_title="双语", page_icon="static/icon.png", layout="wide")
dress()
person.enter()
managing = [st.Page("corpora/pages/people.py", title="人员", icon=":material/badge:")]
st.navigation(
    {
        "": [st.Page("quiz/pages/home.py", title="首页", icon=":material/home:", default=True)],
        "练习": [
            st.Page("quiz/pages/today.py", title="今日练习", icon=":material/school:"),
            st.Page("quiz/pages/drill.py", title="专项练习", icon=":material/fitness_center:"),
            st.Page("quiz/pages/exam.py", title="考试", icon=":material/history_edu:"),
            st.Page("quiz/pages/progress.py", title="我的进度", icon=":material/trending_up:"),
            st.Page("quiz/pages/class.py", title="班级", icon=":material/groups:"),
        ],
        "阅读": [
            st.Page("glossary/pages/reading.py", title="判决书对照", icon=":material/menu_book:"),
            st.Page("glossary/pages/concordance.py", title="语料检索", icon=":material/search:"),
        ],
        "对齐": [
            st.Page("aligner/pages/pairing.py", title="文书配对", icon=":material/link:"),
            st.Page("aligner/pages/review.py", title="对齐审校", icon=":material/join_inner:"),
        ],
        "译审": [st.Page("glossary/pages/draft_review.py", title="译文审校", icon=":material/fact_check:")],
        "术语": [
            st.Page("glossary/pages/terms.py", title="术语", icon=":material/translate:"),
            st.Page("glossary/pages/term_review.py", title="术语审定", icon=":material/gavel:"),
            st.Page("glossary/pages/formulae.py", title="套语库", icon=":material/format_quote:"),
            st.Page("glossary/pages/term_usage.py", title="用法分布", icon=":material/grid_on:"),
            st.Page("glossary/pages/term_versions.py", title="版本", icon=":material/history:"),
            st.Page("glossary/pages/term_files.py", title="导入导出", icon=":material/import_export:"),
        ],
        "管理": [
            st.Page("quiz/pages/items.py", title="题目预览", icon=":material/preview:"),
            st.Page("quiz/pages/importing.py", title="导入", icon=":material/upload_file:"),
            *(managing if person.court() and person.may(Right.MANAGE) else []),
        ],
    },
    expanded=True,
).run()
