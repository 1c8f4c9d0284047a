"""Sitting an exam: one item at a time against the clock, every answer kept the moment it is given."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from quiz import store
from quiz.exams import running
from quiz.exams.drawing import version
from quiz.exams.layout import options_language
from quiz.exams.marking import points, spelled
from quiz.exams.model import Item, number
from quiz.model import ExerciseKind, Mode
from quiz.pages import sheet
from quiz.pages.exam_item import item_html, preview_html
from quiz.store.exams import Exam, Sitting

_HERE = Path(__file__).parent
_CLOCK = (_HERE / "clock.js").read_text(encoding="utf-8")
_FOCUS = (_HERE / "exam_focus.js").read_text(encoding="utf-8")


def now() -> datetime:
    return datetime.now().astimezone()


def choose(db: Database, who: str) -> None:
    """The exams that can be sat; the one chosen stands in the address, so that a reload comes back to it."""
    open_ = [exam for exam in store.exams(db) if exam.opened]
    if not open_:
        st.info("现在没有开考的试卷。教员在“出卷”里出好卷、点“开考”后，这里就能看到。")
        return
    titles = {exam.id: f"{exam.paper.blueprint.title}（{get(exam.paper.blueprint.language).name}）" for exam in open_}
    chosen = st.selectbox(
        "考试", list(titles), format_func=titles.__getitem__, key="exam", bind="query-params", label_visibility="collapsed"
    )
    exam = next(exam for exam in open_ if exam.id == chosen)
    learner = store.learner(db, who)
    mine = next((s for s in store.sittings(db, exam.id) if s.learner == who), None)
    if mine is None:
        _before(db, exam, learner)
    elif running.over(mine, exam.paper.blueprint, now()):
        _after(db, exam, mine)
    else:
        _sit(exam, mine)


def _before(db: Database, exam: Exam, learner: int) -> None:
    b = exam.paper.blueprint
    if exam.closed:
        st.info("这场考试已经结束。")
        return
    st.html(
        f'<div class="sheet"><h3>{b.title}</h3>共 {len(exam.paper.items)} 题，满分 {number(b.points)} 分，{b.minutes} 分钟。'
        '<div class="quiet">每答一题即时保存；刷新、断电后回到本页接着答，时间照走。到时自动交卷。</div></div>'
    )
    seat = st.text_input("座号", placeholder="座号（没有可不填）", label_visibility="collapsed")
    if st.button("开始考试", type="primary"):
        store.sit(db, exam.id, learner, now(), seat=seat)
        st.rerun()


@st.fragment
def _sit(exam: Exam, sitting: Sitting) -> None:
    """The clock, the numbers, the item; only this part is drawn again after a key."""
    db = store.open_workspace(look.workspace())
    items = version(exam.paper, sitting.version)
    given = store.exam_answers(db, sitting.id)
    if running.over(sitting, exam.paper.blueprint, now()):
        st.rerun()
    at = min(st.session_state.setdefault(_at(sitting), _first_open(items, given)), len(items) - 1)
    left, middle, right = st.columns([2, 4, 1], vertical_alignment="center")
    with left:
        _clock(exam, sitting)
    answered = sum(bool(given.get(i.id, "").strip()) for i in items)
    middle.html(f'<div class="quiet">已答 {answered} 题，共 {len(items)} 题 · {sitting.version} 卷</div>')
    with right.popover("交卷"):
        st.write(f"还有 {len(items) - answered} 题没有作答。" if answered < len(items) else "全部题目都已作答。")
        if st.button("确认交卷", type="primary"):
            running.hand_in(db, exam, sitting, now())
            st.rerun()
    item = items[at]
    st.html(item_html(item, at + 1, len(items), exam.paper.blueprint, _pieces(item, given)))
    _answer(exam, sitting, item, given.get(item.id, ""))
    _turn(sitting, items, at, given)


def _at(sitting: Sitting) -> str:
    return f"exam-at-{sitting.id}"


def _first_open(items: tuple[Item, ...], given: dict[int, str]) -> int:
    return next((n for n, item in enumerate(items) if not given.get(item.id, "").strip()), 0)


def _pieces(item: Item, given: dict[int, str]) -> str:
    return spelled(item.question, given.get(item.id, "")) if item.question.mode is Mode.ORDERED else ""


def _clock(exam: Exam, sitting: Sitting) -> None:
    left = (running.deadline(sitting, exam.paper.blueprint) - now()).total_seconds()
    draw = st.components.v2.component("shuangyu.clock", html='<span class="clock"></span>', js=_CLOCK)
    if draw(key="clock", data={"left": left}, on_over_change=lambda: None).over:
        st.rerun()


def keep(exam: Exam, sitting: Sitting, item: int, text: str) -> None:
    """Keep an answer; one that comes after the time or after handing in is not taken."""
    running.answer(store.open_workspace(look.workspace()), exam, sitting, {item: text}, now())


def keep_fields(exam: Exam, sitting: Sitting, item: int, fields: list[str]) -> None:
    keep(exam, sitting, item, "\n".join(st.session_state.get(field, "") for field in fields))


def _answer(exam: Exam, sitting: Sitting, item: Item, given: str) -> None:
    question = item.question
    if question.mode is Mode.CHOICE:
        upright = get(options_language(question)).writing_mode == "vertical-lr"
        columns = st.columns(len(question.options) if upright or max(map(len, question.options)) < 40 else 2)
        for n, text in enumerate(question.options, 1):
            with columns[(n - 1) % len(columns)]:
                st.html(sheet.option(text, n, question.exercise))
                st.button(
                    "已选" if text == given else f"选 {n}", shortcut=str(n), key=f"e{sitting.id}-{item.id}-{n}", width="stretch",
                    type="primary" if text == given else "secondary",
                    on_click=keep, args=(exam, sitting, item.id, text),
                )  # fmt: skip
        _focus(sitting, item, "")
        return
    ordered = question.mode is Mode.ORDERED
    language = get("zh" if ordered else question.exercise.answer_language)
    several = len(question.blanks) if item.kind is ExerciseKind.FORMULA else 1
    vertical = language.writing_mode == "vertical-lr"
    way = "upright-" if vertical else "rtl-" if language.direction == "rtl" else ""
    fields = [f"exam-answer-{way}{sitting.id}-{item.id}-{n}" for n in range(several)]
    before = given.split("\n") if several > 1 else [given]
    for n, field in enumerate(fields):
        st.session_state.setdefault(field, before[n] if n < len(before) else "")
        hint = "按次序写序号，如 3 1 2" if ordered else f"第 {n + 1} 空" if several > 1 else f"写出{language.name}；Ctrl+Enter 下一题"
        draw = st.text_area if vertical or item.kind is ExerciseKind.SENTENCE else st.text_input
        draw(hint, key=field, placeholder=hint, label_visibility="collapsed",
             on_change=keep_fields, args=(exam, sitting, item.id, fields))  # fmt: skip
    _focus(sitting, item, fields[0])


def _focus(sitting: Sitting, item: Item, field: str) -> None:
    draw = st.components.v2.component("shuangyu.exam-focus", html="<i hidden></i>", js=_FOCUS)
    draw(key="exam-focus", data={"at": f"{sitting.id}-{item.id}", "field": field})


def _go(sitting: Sitting, to: int) -> None:
    st.session_state[_at(sitting)] = to


def _turn(sitting: Sitting, items: tuple[Item, ...], at: int, given: dict[int, str]) -> None:
    """To the next item, the one before, or any by number; a dot marks what is answered."""
    typed = items[at].question.mode in (Mode.TYPED, Mode.ORDERED)
    one, two, _ = st.columns([1, 1, 4])
    one.button("上一题", shortcut="Alt+K" if typed else "K", disabled=at == 0, on_click=_go, args=(sitting, at - 1), width="stretch")
    two.button(
        "下一题", shortcut="Ctrl+Enter" if typed else "Enter", type="primary", disabled=at + 1 == len(items), on_click=_go,
        args=(sitting, at + 1), width="stretch",
    )  # fmt: skip
    key = f"exam-number-{sitting.id}-{at}"

    def jump() -> None:
        if (to := st.session_state.get(key)) is not None:
            _go(sitting, to)

    st.pills(
        "题号", range(len(items)), default=at, key=key, on_change=jump, label_visibility="collapsed",
        format_func=lambda n: f"{n + 1}{' ·' if given.get(items[n].id, '').strip() else ''}",
    )  # fmt: skip


def _after(db: Database, exam: Exam, sitting: Sitting) -> None:
    """Handed in: points and the right answers once the trainer has closed the exam."""
    if not sitting.handed_in:
        running.hand_in(db, exam, sitting, now())
    if not exam.closed:
        st.success("已交卷。教员结束考试后，这里可以看到得分和答案。")
        return
    result = next(r for r in running.results(db, exam) if r.sitting.id == sitting.id)
    st.html(f'<div class="sheet ended"><div class="numbers"><span><b>{number(result.points)}</b>分</span></div></div>')
    given = store.exam_answers(db, sitting.id)
    for place, item in enumerate(version(exam.paper, sitting.version), 1):
        score = result.scores.get(item.id)
        got = points(item, score.share) if score else 0.0
        if got < item.points:
            st.html(preview_html(item, place, len(exam.paper.items), exam.paper.blueprint))
            language = get("zh" if item.question.mode is Mode.ORDERED else item.question.exercise.answer_language)
            st.html(
                f'<div class="facts"><span class="quiet">得 {number(got)} 分 · 你的作答</span>'
                f"{sheet.stand(sheet.render_text(given.get(item.id, '（没有作答）'), language), language, 'phrase')}</div>"
            )
