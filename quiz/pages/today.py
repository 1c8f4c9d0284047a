"""今日练习: one card, the time left, nothing else."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from quiz import build, contesting, session, store
from quiz.model import ExerciseKind, Question
from quiz.pages import sitting
from quiz.pages.identity import asked_name
from quiz.records import Answer
from quiz.session import Progress
from quiz.showing import title

NAME = "today"


def choose(db: Database) -> tuple[str, str, float]:
    """Who practises, which language, how many seconds."""
    left, middle, right = st.columns([2, 4, 2])
    name = asked_name(left)
    codes = store.languages(db)
    language = middle.segmented_control(
        "语言", codes, format_func=lambda c: get(c).name, default=codes[0], required=True,
        label_visibility="collapsed", key="lang-of-practice", bind="query-params",
    )  # fmt: skip
    usual = round(store.settings(db, store.learner(db, name)).minutes)
    minutes = right.selectbox(
        "时间", sorted({10, 20, 30, 45, usual}), index=sorted({10, 20, 30, 45, usual}).index(usual),
        format_func=lambda m: f"今天 {m} 分钟", label_visibility="collapsed",
    )  # fmt: skip
    return name, language, minutes * 60.0


def progress_line(progress: Progress, budget: float) -> None:
    """The time left, and how far today has come."""
    st.progress(min(1.0, progress.seconds / budget) if budget else 0.0)
    parts = [
        f"已答 {progress.answered} 题，对 {progress.right} 题",
        f"还有约 {progress.minutes_left:.0f} 分钟 · {progress.left} 题",
        f"其中作业 {progress.assigned} 题" if progress.assigned else "",
        f"其余 {progress.later} 题顺延" if progress.later else "",
    ]
    st.html(f'<div class="quiet">{" · ".join(p for p in parts if p)}</div>')


@st.fragment
def practise(who: str, language: str, budget: float) -> None:
    """The card and its progress; only this part is drawn again after a key."""
    learner = store.learner(store.open_workspace(look.workspace()), who)

    def following(db: Database) -> Question | None:
        question, progress = session.next_question(db, learner, language, sitting.now(), budget)
        progress_line(progress, budget)
        return question

    sitting.sit(NAME, who, following, lambda db: ended(db, learner))


def ended(db: Database, learner: int) -> None:
    """What today moved: how many, what is known now, what comes back soon."""
    today = store.answers(db, learner, since=store.day_start(sitting.now()))
    if not today:
        st.success("今天没有到期的题。想多练，可以去专项练习。")
        st.page_link("quiz/pages/drill.py", label="去专项练习", icon=":material/fitness_center:")
        return
    last = {a.exercise: a for a in today}
    known = [a for a in last.values() if a.right]
    again = [a for a in last.values() if not a.right]
    minutes = sum(a.seconds for a in today) / 60
    numbers = "".join(
        f"<span><b>{value}</b>{label}</span>"
        for value, label in (
            (len(today), "题"), (f"{sum(a.right for a in today) / len(today):.0%}", "答对"),
            (f"{minutes:.0f}" if minutes >= 1 else "不到 1", "分钟"), (len(known), "项今天记住"), (len(again), "项还要再见"),
        )
    )  # fmt: skip
    rows = "".join(
        f"<tr><td>{kind.label}</td><td>{count} 题</td><td>{_names(again, kind)}</td></tr>"
        for kind, count in Counter(a.kind for a in today).most_common()
    )
    st.html(
        f'<div class="sheet ended"><h3>今天练完了</h3><div class="numbers">{numbers}</div>'
        f'<table><tr><td class="quiet">题型</td><td class="quiet">题数</td><td class="quiet">还要再见</td></tr>{rows}</table></div>'
    )
    st.page_link("quiz/pages/drill.py", label="还想练：专项练习", icon=":material/fitness_center:")


def _names(again: list[Answer], kind: ExerciseKind) -> str:
    found = [title(a) for a in again if a.kind is kind]
    return escape("、".join(dict.fromkeys(t if len(t) < 20 else f"{t[:18]}…" for t in found)))


def draw() -> None:
    sitting.dress()
    st.title("今日练习")
    db = store.open_workspace(look.workspace())
    if build.stale(db):
        with st.spinner("句对或术语有变化，正在重新出题…"):
            build.update(db)
            contesting.remark_all(db, sitting.now())
    if not store.languages(db):
        st.info("还没有可练的题。请先导入双语文书：软件会配对、对齐、找出术语，再从真实的句子出题。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return
    who, language, budget = choose(db)
    if st.session_state.get(f"{NAME}-for", (who, language)) != (who, language):
        sitting.forget(NAME)
    st.session_state[f"{NAME}-for"] = who, language
    practise(who, language, budget)


draw()
