"""Drawing a paper: what it is to hold, then every item with its key, to be replaced where the trainer dislikes it."""

from __future__ import annotations

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from quiz import store
from quiz.asking import CHOSEN
from quiz.exams import running
from quiz.exams.drawing import identity
from quiz.exams.model import ASKED, USUAL, Blueprint, Difficulty, Part, number, part_title
from quiz.exchange.papers import key_docx, paper_docx
from quiz.exchange.results import write_form
from quiz.model import Direction, ExerciseKind, Mode
from quiz.pages.exam_item import preview_html
from quiz.pages.exam_sitting import now
from quiz.store.exams import Exam

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WAYS = {"写": Mode.TYPED, "选": Mode.CHOICE}
_KINDS = {kind.label: kind for kind in ASKED}
_DIRECTIONS = {direction.label: direction for direction in Direction}


def draw(db: Database, who: str) -> None:
    """A new paper, and those there are."""
    made = store.exams(db)
    with st.expander("出一份新卷", expanded=not made):
        _new(db, who)
    if not made:
        return
    titles = {e.id: f"{e.id} · {e.paper.blueprint.title}（{get(e.paper.blueprint.language).name}，卷号 {e.paper.blueprint.seed}）" for e in made}
    chosen = st.selectbox("试卷", list(titles), format_func=titles.__getitem__, key="paper", bind="query-params")
    _show(db, store.exam(db, chosen))


def _new(db: Database, who: str) -> None:
    one, two, three, four = st.columns([3, 2, 1, 1])
    title = one.text_input("标题", "双语培训结业考试")
    language = two.selectbox("语言", store.languages(db), format_func=lambda code: get(code).name)
    seed = three.number_input("卷号（种子）", 1, 99_999, 1, help="同一种子在同一工作区出同一份卷。")
    minutes = four.number_input("分钟", 10, 240, 60, step=10)
    one, two, three, four = st.columns([2, 2, 2, 2])
    difficulty = one.selectbox("难度", list(Difficulty), format_func=lambda d: d.label)
    domain = two.selectbox("领域", ["", *store.domains(db, language)], format_func=lambda d: d or "不限")
    causes = three.multiselect("案由", store.causes(db, language), placeholder="不限")
    groups = store.groups(db)
    group = four.selectbox("班", [None, *groups.values()], format_func=lambda g: next((n for n, i in groups.items() if i == g), "不限"))
    unseen = st.checkbox("只用这个班（不限班：所有人）没有练习过的判决书")
    edited = st.data_editor(
        [
            {"题型": p.kind.label, "方向": p.direction.label, "作答": "选" if p.mode is Mode.CHOICE or p.kind in CHOSEN else "写", "题数": p.count, "每题分": p.points}
            for p in USUAL
        ],
        num_rows="dynamic", width="stretch", hide_index=True, key="parts",
        column_config={
            "题型": st.column_config.SelectboxColumn(options=list(_KINDS), required=True),
            "方向": st.column_config.SelectboxColumn(options=list(_DIRECTIONS), required=True, help="只有术语互译分方向。"),
            "作答": st.column_config.SelectboxColumn(options=list(_WAYS), required=True, help="术语和填空可以写，也可以四选一。"),
            "题数": st.column_config.NumberColumn(min_value=1, max_value=100, required=True),
            "每题分": st.column_config.NumberColumn(min_value=0.5, max_value=50.0, step=0.5, required=True),
        },
    )  # fmt: skip
    parts = tuple(_part(row) for row in edited if row["题型"] and row["题数"] and row["每题分"])
    blueprint = Blueprint(title, language, parts, int(seed), int(minutes), difficulty, domain, tuple(causes), unseen, group)
    st.html(f'<div class="quiet">共 {sum(p.count for p in parts)} 题，满分 {number(blueprint.points)} 分</div>')
    if st.button("出卷", type="primary", disabled=not parts):
        try:
            number_ = store.add_exam(db, running.draw(db, blueprint), who, now())
        except ValueError as error:
            st.error(str(error))
            return
        st.session_state["paper"] = number_
        st.rerun()


def _part(row: dict) -> Part:
    kind = _KINDS[row["题型"]]
    direction = _DIRECTIONS[row["方向"] or Direction.FORWARD.label] if kind is ExerciseKind.RECALL else Direction.FORWARD
    return Part(kind, int(row["题数"]), float(row["每题分"]), _WAYS[row["作答"] or "写"], direction)


def _show(db: Database, exam: Exam) -> None:
    paper, b = exam.paper, exam.paper.blueprint
    files = f"{b.title}-{get(b.language).name}-{b.seed}"
    sat = [(s.learner, s.seat, s.version) for s in store.sittings(db, exam.id)]
    named = sat or [(name, "", "") for name in (store.members(db, b.group) if b.group else ())]
    columns = st.columns([1, 1, 1, 1, 1.2])
    for column, name in zip(columns, "AB", strict=False):
        column.download_button(f"{name} 卷", lambda name=name: paper_docx(paper, name), f"{files}-{name}卷.docx", _DOCX, width="stretch")
    columns[2].download_button("答案", lambda: key_docx(paper), f"{files}-答案.docx", _DOCX, width="stretch")
    columns[3].download_button("成绩表", lambda: write_form(exam.id, paper, named), f"{files}-成绩表.xlsx", _XLSX, width="stretch")
    if not exam.opened and columns[4].button("开考", type="primary", width="stretch", help="开考后试卷不能再改。"):
        store.open_exam(db, exam.id, now())
        st.rerun()
    status = "已结束" if exam.closed else "已开考" if exam.opened else "未开考，可以换题"
    st.html(
        f'<div class="quiet">{status} · {len(paper.items)} 题 · 满分 {number(b.points)} 分 · {b.minutes} 分钟 · 依据{paper.glossary}</div>'
    )
    part = st.segmented_control(
        "部分", range(len(b.parts)), format_func=lambda n: part_title(b, n).split("　")[0], default=0, required=True,
        label_visibility="collapsed", key=f"part-{exam.id}",
    )  # fmt: skip
    for place, item in enumerate(paper.items, 1):
        if item.part == part:
            _item(exam, item, place)


def _item(exam: Exam, item, place: int) -> None:
    left, right = st.columns([6, 1])
    left.html(preview_html(item, place, len(exam.paper.items), exam.paper.blueprint))
    if not exam.opened:
        right.button("换一题", key=f"replace-{exam.id}-{item.id}", on_click=_replace, args=(exam.id, item.id), width="stretch")


def _replace(number_: int, item: int) -> None:
    """Another item in its place; those refused before do not come back."""
    db = store.open_workspace(look.workspace())
    paper = store.exam(db, number_).paper
    refused = st.session_state.setdefault(f"refused-{number_}", [])
    refused.append(identity(paper.item(item).question))
    try:
        store.save_paper(db, number_, running.replace_item(db, paper, item, refused))
    except ValueError as error:
        st.toast(str(error))
