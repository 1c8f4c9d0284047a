"""After an exam: results, disputed answers, item statistics, and what was written on paper."""

from __future__ import annotations

from collections import Counter
from html import escape

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from corpora.rendering import render_text
from quiz import store
from quiz.exams import running
from quiz.exams.marking import Score, points
from quiz.exams.model import Item, number, part_label
from quiz.exams.statistics import ItemStatistics
from quiz.exchange.results import read_form, write_results
from quiz.model import Mode
from quiz.pages.exam_item import preview_html
from quiz.pages.exam_sitting import now
from quiz.pages.sheet import stand
from quiz.showing import title
from quiz.store.exams import Exam

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw(db: Database, who: str) -> None:
    exams = [exam for exam in store.exams(db) if exam.opened or store.sittings(db, exam.id)]
    if not exams:
        st.info("还没有考过的试卷。开考之后，或导入纸笔考试的成绩表之后，这里有成绩、争议答案和试题分析。")
        exams = store.exams(db)
        if not exams:
            return
    titles = {e.id: f"{e.id} · {e.paper.blueprint.title}（{get(e.paper.blueprint.language).name}）" for e in exams}
    chosen = st.selectbox("考试", list(titles), format_func=titles.__getitem__, key="results", bind="query-params")
    exam = store.exam(db, chosen)
    _acts(db, exam, who)
    found = running.results(db, exam)
    if not found:
        st.info("还没有人考过这份卷。纸笔考试请在上面导入填好的成绩表。")
        return
    one, two, three = st.tabs(["成绩", "争议答案", "试题分析"])
    with one:
        _results(exam, found)
    with two:
        _disputed(db, exam, found, who)
    with three:
        _statistics(exam, found)


def _acts(db: Database, exam: Exam, who: str) -> None:
    left, middle, right = st.columns([1, 1, 3])
    if left.button("重新阅卷", help="按现在的术语库和认可的答案，给所有人重新判；人工给的分不变。", width="stretch"):
        st.toast(f"重新阅卷完成，{running.remark(db, exam, now())} 处得分有变化。")
    if exam.opened and not exam.closed and middle.button("结束考试", width="stretch", help="之后考生可以看到得分和答案。"):
        running.remark(db, exam, now())
        store.close_exam(db, exam.id, now())
        st.rerun()
    file = right.file_uploader("导入填好的成绩表（xlsx，在“出卷”里下载）", type=["xlsx"], key=f"form-{exam.id}")
    if file is not None and st.session_state.get("taken") != file.file_id:
        try:
            rows = read_form(file.getvalue(), exam.id, exam.paper)
        except ValueError as error:
            st.error(str(error))
            return
        st.session_state["taken"] = file.file_id
        st.toast(f"已导入 {running.take_results(db, exam, rows, who, now())} 人的成绩。")


def _results(exam: Exam, found: list[running.Result]) -> None:
    b = exam.paper.blueprint
    head = "".join(f"<th>{escape(part_label(b, n))}</th>" for n in range(len(b.parts)))
    rows = "".join(
        f"<tr><td>{escape(r.sitting.learner)}</td><td>{escape(r.sitting.seat)}</td><td>{r.sitting.version}</td>"
        f"<td><b>{number(r.points)}</b></td>{''.join(f'<td>{number(p)}</td>' for p in r.parts)}</tr>"
        for r in found
    )
    st.download_button("下载成绩和试题分析", lambda: _workbook(exam, found), f"{b.title}-成绩.xlsx", _XLSX)
    mean = sum(r.points for r in found) / len(found)
    st.html(
        f'<div class="quiet">{len(found)} 人，满分 {number(b.points)} 分，平均 {mean:.1f} 分</div>'
        f'<table class="report"><tr><th>姓名</th><th>座号</th><th>卷别</th><th>得分</th>{head}</tr>{rows}</table>'
    )


def _workbook(exam: Exam, found: list[running.Result]) -> bytes:
    statistics, _ = running.item_statistics(exam, found)
    rows = [
        (r.sitting.learner, r.sitting.seat, r.sitting.version, r.points,
         {n: points(exam.paper.item(n), score.share) for n, score in r.scores.items()})
        for r in found
    ]  # fmt: skip
    return write_results(exam.paper, rows, statistics)


def _disputed(db: Database, exam: Exam, found: list[running.Result], who: str) -> None:
    """Answers that did not get all points, the most frequent first: to accept for everybody, or to mark by hand."""
    given = {r.sitting.id: store.exam_answers(db, r.sitting.id) for r in found}
    lost = []
    for place, item in enumerate(exam.paper.items, 1):
        if item.question.mode is not Mode.TYPED:
            continue
        texts = Counter(
            text
            for r in found
            if (text := given[r.sitting.id].get(item.id, "").strip()) and (s := r.scores.get(item.id)) and s.share < 1 and not s.who
        )
        if texts:
            lost.append((item, place, texts))
    if not lost:
        st.info("没有写出来而没得满分的答案。")
    for item, place, texts in sorted(lost, key=lambda x: -x[2].total()):
        with st.expander(f"第 {place} 题（A 卷） {title(item.question.exercise)}：{texts.total()} 份没得满分"):
            st.html(preview_html(item, place, len(exam.paper.items), exam.paper.blueprint))
            for text, count in texts.most_common():
                _variant(exam, item, text, count, who)


def _variant(exam: Exam, item: Item, text: str, count: int, who: str) -> None:
    language = get(item.question.exercise.answer_language)
    left, one, two = st.columns([5, 1, 1])
    left.html(f'<div class="facts">{stand(render_text(text, language), language, "phrase")}<span class="quiet">{count} 人</span></div>')
    key = f"{exam.id}-{item.id}-{text}"
    one.button("也算对", key=f"accept-{key}", on_click=_accept, args=(exam, item.id, text, who), width="stretch", help="加入本卷的认可答案并重新阅卷；要进术语库，请到术语审定。")
    two.button("给一半", key=f"half-{key}", on_click=_half, args=(exam, item.id, text, who), width="stretch")


def _accept(exam: Exam, item: int, text: str, who: str) -> None:
    db = store.open_workspace(look.workspace())
    store.accept_variant(db, exam.id, item, text, who, now())
    st.toast(f"已认可，{running.remark(db, exam, now())} 处得分有变化。")


def _half(exam: Exam, item: int, text: str, who: str) -> None:
    db = store.open_workspace(look.workspace())
    for sitting in store.sittings(db, exam.id):
        if store.exam_answers(db, sitting.id).get(item, "").strip() == text:
            store.save_scores(db, sitting.id, [Score(item, 0.5, who or "教员", "部分得分")], now())


def _statistics(exam: Exam, found: list[running.Result]) -> None:
    statistics, consistency = running.item_statistics(exam, found)
    places = {item.id: n for n, item in enumerate(exam.paper.items, 1)}
    rows = "".join(_row(exam.paper.item(s.item), places[s.item], s) for s in statistics)
    told = f"，整卷一致性 α = {consistency:.2f}" if consistency is not None else ""
    st.html(
        f'<div class="quiet">{len(found)} 人{told}。难度 p 是平均得分率；区分度 D 是总分前 27 % 与后 27 % 的得分率之差；'
        "r 是该题与其余各题总分的相关。D 或 r 为负时先核对答案。</div>"
        '<table class="report"><tr><th>题</th><th>题型</th><th>考的是</th><th>难度 p</th><th>区分度 D</th><th>相关 r</th><th>评语</th></tr>'
        f"{rows}</table>"
    )


def _row(item: Item, place: int, s: ItemStatistics) -> str:
    r = "—" if s.correlation is None else f"{s.correlation:.2f}"
    worst = s.verdict in ("核对答案", "需改", "太难")
    return (
        f"<tr><td>{place}</td><td>{item.kind.label}</td><td>{escape(title(item.question.exercise)[:24])}</td>"
        f"<td>{s.difficulty:.2f}</td><td>{s.discrimination:.2f}</td><td>{r}</td>"
        f'<td><span class="pill {"bad" if worst else ""}">{s.verdict}</span></td></tr>'
    )


