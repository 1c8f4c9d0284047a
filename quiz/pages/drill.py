"""专项练习: a kind of exercise, a domain of law, or the five one knows worst."""

from __future__ import annotations

import streamlit as st
from sqlite_utils import Database
from streamlit.delta_generator import DeltaGenerator

from corpora.languages import get
from corpora.pages import look
from quiz import session, store
from quiz.model import ExerciseKind, Question
from quiz.pages import sitting
from quiz.pages.identity import asked_name

NAME = "drill"
LENGTH = 20  # exercises in one go
WEAKEST = "最弱的五项"


def choose(db: Database, who: str, language: str, place: DeltaGenerator) -> list[int]:
    """What to practise; the domain is asked in `place`."""
    kinds = store.kinds(db, language)
    picked = st.segmented_control(
        "题型", [WEAKEST, *kinds], format_func=lambda k: k if k == WEAKEST else ExerciseKind(k).label,
        default=next(iter(kinds)), required=True, label_visibility="collapsed", key="drill-kind",
    )  # fmt: skip
    domains = store.domains(db, language)
    domain = ""
    if picked != WEAKEST and ExerciseKind(picked).of_terms and domains:
        domain = place.selectbox(
            "领域", ["", *domains], format_func=lambda d: f"{d} {domains[d]}" if d else "全部领域",
            label_visibility="collapsed", key="drill-domain",
        )  # fmt: skip
    learner, now = store.learner(db, who), sitting.now()
    wanted = (who, language, picked, domain)
    if st.session_state.get(f"{NAME}-for") != wanted:
        sitting.forget(NAME)
        found = (
            store.weakest(db, learner, language, now)
            if picked == WEAKEST
            else store.drill(db, learner, language, now, [ExerciseKind(picked)], domain, LENGTH)
        )
        st.session_state.update({f"{NAME}-for": wanted, f"{NAME}-list": found})
    return st.session_state[f"{NAME}-list"]


@st.fragment
def practise(who: str, exercises: list[int]) -> None:
    """One after the other; what was answered today is behind."""
    learner = store.learner(store.open_workspace(look.workspace()), who)

    def following(db: Database) -> Question | None:
        left = store.unanswered_today(db, learner, exercises, sitting.now())
        done = len(exercises) - len(left)
        st.progress(done / len(exercises) if exercises else 1.0)
        st.html(f'<div class="quiet">{done} / {len(exercises)} 题</div>')
        cards = store.cards_for(db, learner, left[:1], sitting.now())
        return session.asked(db, cards[0]) if cards else None

    sitting.sit(NAME, who, following, ended)


def ended(db: Database) -> None:
    st.success("这一组练完了。答错的会按遗忘的快慢，在以后的今日练习里再来。")
    if st.button("再来一组", type="primary", shortcut="Enter"):
        st.session_state.pop(f"{NAME}-for", None)
        st.rerun()


def draw() -> None:
    sitting.dress()
    st.title("专项练习")
    db = store.open_workspace(look.workspace())
    codes = store.languages(db)
    if not codes:
        st.info("还没有可练的题。请先导入双语文书。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return
    left, right, place = st.columns([2, 4, 2])
    who = asked_name(left)
    language = right.segmented_control(
        "语言", codes, format_func=lambda c: get(c).name, default=codes[0], required=True,
        label_visibility="collapsed", key="lang-of-practice", bind="query-params",
    )  # fmt: skip
    exercises = choose(db, who, language, place)
    if exercises:
        practise(who, exercises)
    else:
        st.info("这里暂时没有可练的：答错过的才算弱项，今天练过的明天再来。")


draw()
