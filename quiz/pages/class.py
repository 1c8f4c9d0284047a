"""班级: who practises how much, what the class gets wrong and answers instead, what a trainer assigns."""

from __future__ import annotations

from datetime import timedelta
from html import escape

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look, person
from corpora.rendering import render_text
from corpora.rights import Right
from quiz import store
from quiz.model import ExerciseKind
from quiz.pages import sheet, sitting
from quiz.records import Answer, Weak, tallies, weak
from quiz.store.groups import Assignment

WEAK = 20  # rows of weak terms
EVERYBODY = "全部学习者"


def draw() -> None:
    sitting.dress()
    db = store.open_workspace(look.workspace())
    st.title("班级")
    person.only(Right.TEACH)
    if not store.languages(db):
        st.info("还没有可练的题。请先导入双语文书，再在这里建班、布置作业。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return
    groups = store.groups(db)
    left, middle, right = st.columns([3, 3, 2])
    name = left.selectbox("班", [EVERYBODY, *groups], key="class", bind="query-params", label_visibility="collapsed")
    days = middle.segmented_control(
        "时间", [7, 30, 90, 0], default=30, required=True, format_func=lambda d: f"{d} 天" if d else "全部", label_visibility="collapsed"
    )
    with right.popover("建班、改名单"):
        _people(db, groups)
    group = groups.get(name)
    if group is not None:
        _assignments(db, group)
    since = sitting.now() - timedelta(days=days) if days else None
    answers = store.answers(db, group=group, since=since)
    if not answers:
        st.info("这段时间还没有练习记录。学员在今日练习里写上自己的姓名，答题后这里就有进度、弱项和易错的答案。")
        return
    people = store.members(db, group) if group is not None else store.learners(db)
    _learners(people, answers)
    _weak(answers)


def _people(db: Database, groups: dict[str, int]) -> None:
    name = st.text_input("班名", placeholder="例如 2026 年第一期")
    names = st.text_area("名单", placeholder="一行一个姓名")
    if st.button("保存名单", type="primary", disabled=not name.strip()):
        group = store.group(db, name.strip())
        wanted = {line.strip() for line in names.splitlines() if line.strip()}
        store.add_members(db, group, [store.learner(db, n) for n in sorted(wanted)])
        st.rerun()
    st.caption("同名的班：名单里的人加进去。要去掉某人，在下面选。")
    if groups:
        where = st.selectbox("从班里去掉", list(groups))
        gone = st.multiselect("谁", store.members(db, groups[where]), placeholder="选姓名")
        if gone and st.button("去掉"):
            for n in gone:
                store.remove_member(db, groups[where], store.learner(db, n))
            st.rerun()


def _assignments(db: Database, group: int) -> None:
    st.header("作业")
    for assignment in store.assignments(db, group):
        done = store.done(db, assignment.id or 0)
        finished = sum(d.done >= d.items for d in done)
        kinds = "、".join(kind.label for kind in assignment.kinds) or "各种题型"
        what = " · ".join(p for p in (get(assignment.language).name, kinds, assignment.domain, assignment.cause) if p)
        left, right = st.columns([6, 1], vertical_alignment="center")
        with left.expander(f"{what}：{assignment.items} 题，{assignment.due:%m 月 %d 日}前 · {finished}/{len(done)} 人完成"):
            rows = "".join(f"<tr><td>{escape(d.learner)}</td><td>{d.done}/{d.items}</td></tr>" for d in done)
            st.html(f'<table class="report">{rows}</table>')
        right.button("撤回", key=f"withdraw-{assignment.id}", on_click=_withdraw, args=(assignment.id,), width="stretch")
    with st.expander("布置作业"):
        _assign(db, group)


def _withdraw(number: int) -> None:
    store.withdraw(store.open_workspace(look.workspace()), number, sitting.now())


def _assign(db: Database, group: int) -> None:
    one, two, three, four = st.columns(4)
    language = one.selectbox("语言", store.languages(db), format_func=lambda c: get(c).name)
    kinds = two.multiselect("题型", list(ExerciseKind), format_func=lambda k: k.label, placeholder="不限")
    domain = three.selectbox("领域", ["", *store.domains(db, language)], format_func=lambda d: d or "不限")
    cause = four.selectbox("案由", ["", *store.causes(db, language)], format_func=lambda c: c or "不限")
    one, two, three, four = st.columns(4, vertical_alignment="bottom")
    items = one.number_input("题数", 1, 200, 20)
    today = sitting.now().date()
    due = two.date_input("截止", today + timedelta(days=7), min_value=today, format="YYYY-MM-DD")
    who = person.shown_name(three) if person.court() else three.text_input("布置人", placeholder="教员姓名")
    if four.button("布置", type="primary", width="stretch"):
        given = Assignment(group, language, int(items), due, tuple(kinds), domain, cause, who.strip())
        try:
            store.assign(db, given, sitting.now())
        except ValueError as error:
            st.error(str(error))
            return
        st.rerun()


def _learners(people: list[str], answers: list[Answer]) -> None:
    st.header("每个人")
    found = tallies(answers, lambda a: a.learner, sitting.now().tzinfo)
    last = {a.learner: a.when for a in answers}
    longest = max(t.seconds for t in found.values()) or 1.0
    rows = []
    for name in sorted(people, key=lambda n: -(found[n].seconds if n in found else 0)):
        t = found.get(name)
        if t is None:
            rows.append(f'<tr><td>{escape(name)}</td><td colspan="6"><span class="quiet">没有练习</span></td></tr>')
            continue
        kept = "—" if t.retention is None else f"{t.retention:.0%}"
        bar = f'<div class="share"><i style="width:{t.seconds / longest:.0%}"></i></div>'
        rows.append(
            f"<tr><td>{escape(name)}</td><td>{t.seconds / 60:.0f} 分钟{bar}</td><td>{t.days} 天</td><td>{t.answers}</td>"
            f"<td>{t.right / t.answers:.0%}</td><td>{kept}</td><td>{last[name].astimezone():%m-%d}</td></tr>"
        )
    st.html(
        '<table class="report"><tr><th>姓名</th><th>用时</th><th>练习日</th><th>作答</th><th>答对</th><th>隔天保持率</th><th>最近</th></tr>'
        f"{''.join(rows)}</table>"
    )


def _weak(answers: list[Answer]) -> None:
    """What the class gets wrong, with what it answered instead."""
    st.header("全班的弱项")
    found = weak(answers, lambda code, text: get(code).key(text))[:WEAK]
    if not found:
        st.caption("这段时间没有答错的题。")
        return
    rows = "".join(_weak_row(w) for w in found)
    st.html(
        '<table class="report"><tr><th>考的是</th><th>题型</th><th>答错</th><th>答错的人</th><th>应为</th><th>答成了</th></tr>'
        f"{rows}</table>"
    )


def _weak_row(w: Weak) -> str:
    language = get(w.into)
    instead = "".join(
        f'<span>{sheet.stand(render_text(text, language), language, "phrase")}<span class="quiet">{count} 次</span></span>'
        for text, count in w.instead[:3]
    )
    return (
        f'<tr><td>{render_text(w.subject[:40], get("zh"))}</td><td>{get(w.language).name}<br>{w.kind.label}</td>'
        f"<td>{w.wrong}/{w.answers}</td><td>{w.learners}/{w.met} 人</td>"
        f'<td>{sheet.stand(render_text(w.expected, language), language, "phrase")}</td><td><div class="facts">{instead or "没有作答"}</div></td></tr>'
    )


draw()
