"""我的进度: what is known, what is coming, and a record to hand in."""

from __future__ import annotations

from collections import Counter
from datetime import date
from html import escape

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from corpora.rendering import render_text
from quiz import outputs, scheduling, session, store
from quiz.exchange.record import record_docx, record_xlsx
from quiz.model import Mode, Question
from quiz.pages import progress_charts as charts
from quiz.pages import sheet, sitting
from quiz.pages.identity import asked_name
from quiz.records import GENERAL, Answer, tallies, tally

FIRM = 21.0  # days of stability from which a card counts as known well
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw() -> None:
    sitting.dress()
    db = store.open_workspace(look.workspace())
    st.title("我的进度")
    if not store.languages(db):
        st.info("还没有可练的题。请先导入双语文书，再到今日练习开始。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return
    left, right = st.columns([2, 5])
    who = asked_name(left)
    codes = store.languages(db)
    language = right.segmented_control(
        "语言", codes, format_func=lambda c: get(c).name, default=codes[0], required=True, label_visibility="collapsed",
        key="lang-of-progress", bind="query-params",
    )  # fmt: skip
    learner = store.learner(db, who)
    if "placement" in st.session_state:
        _placement(db, learner, *st.session_state["placement"])
        return
    answers = [a for a in store.answers(db, learner) if a.language == language]
    if not answers:
        st.info("这种语言还没有练习记录。可以先做定级测试（约三分钟），已经会的领域就从较长的间隔开始；也可以直接开始今日练习。")
    else:
        _known(db, learner, language, answers)
    _settings(db, learner, language)
    _aside(db, learner)
    if answers:
        _record(db, who)


def _known(db: Database, learner: int, language: str, answers: list[Answer]) -> None:
    zone = sitting.now().tzinfo
    whole = tally(answers, zone)
    numbers = "".join(
        f"<span><b>{value}</b>{label}</span>"
        for value, label in (
            (whole.items, "题学过"), (f"{whole.hours:.1f}", "小时"), (whole.days, "个练习日"),
            ("—" if whole.retention is None else f"{whole.retention:.0%}", "隔天保持率"),
        )
    )  # fmt: skip
    st.html(f'<div class="ended"><div class="numbers">{numbers}</div></div>')
    minutes = store.settings(db, learner).minutes
    left, right = st.columns(2)
    with left:
        st.header("今后的负担")
        st.altair_chart(charts.load_ahead(session.ahead(db, learner, language, sitting.now(), 20), minutes), width="stretch")
        st.caption(f"每个工作日到期的题要花的分钟；虚线是每天的 {minutes:.0f} 分钟。节假日和调休已算进去。")
    with right:
        st.header("每天练了多久")
        days = tallies(answers, lambda a: a.when.astimezone(zone).date(), zone)
        st.altair_chart(charts.minutes_by_day(days), width="stretch")
    left, right = st.columns(2)
    with left:
        st.header("各领域学到哪里")
        st.altair_chart(charts.domains(_stages(db, learner, language)), width="stretch")
        st.caption(f"牢固：{FIRM:.0f} 天后仍有九成把握。")
    by_domain = tallies(answers, lambda a: a.domain or GENERAL, zone)
    with right:
        st.header("隔天还记得多少")
        if any(t.retention is not None for t in by_domain.values()):
            st.altair_chart(charts.retention(by_domain), width="stretch")
            st.caption("隔一天以上再问时答对的比例，旁边是题次；虚线是排程的目标九成。")
        else:
            st.caption("还没有隔天再问过的题，明天再看。")


def _stages(db: Database, learner: int, language: str) -> list[tuple[str, int, int, int]]:
    """(domain, known well, learnt, all), the largest domain first."""
    exercises = {e.id: e.domain or GENERAL for e in store.exercises(db, language)}
    cards = store.cards_of(db, learner, language)
    whole = Counter(exercises.values())
    learnt = Counter(exercises[c.exercise] for c in cards)
    firm = Counter(exercises[c.exercise] for c in cards if scheduling.stability(c) >= FIRM)
    return [(name, firm[name], learnt[name], count) for name, count in whole.most_common()]


def _settings(db: Database, learner: int, language: str) -> None:
    st.header("怎么练")
    mine = store.settings(db, learner)
    one, two, three, four = st.columns([2, 2, 4, 2], vertical_alignment="bottom")
    minutes = one.number_input("每天分钟", 5, 120, round(mine.minutes), step=5)
    new = two.number_input("每天新题", 0, 30, mine.new_a_day, help="20 分钟大约带得动 5 道新题；10 道到第二个月每天要复习 80 多题。")
    today = sitting.now().date()
    ahead = sorted(day for day in mine.leave if day >= today)
    away = three.date_input("请假的日子（起止）", (ahead[0], ahead[-1]) if ahead else (), min_value=today, format="YYYY-MM-DD")
    if four.button("保存", type="primary", width="stretch"):
        store.set_settings(db, learner, float(minutes), int(new))
        if isinstance(away, tuple) and len(away) == 2:
            span = (away[1] - away[0]).days + 1
            days = {date.fromordinal(away[0].toordinal() + n) for n in range(span)}
            store.set_leave(db, learner, {d for d in mine.leave if d < today} | days)
        elif not away:
            store.set_leave(db, learner, {d for d in mine.leave if d < today})
        st.rerun()
    starts = store.starts(db, learner, language)
    told = "、".join(f"{escape(name)} {level:.0%}" for name, level in starts.items())
    st.html(f'<div class="quiet">定级测试：{told or "没有做过"}</div>')
    if st.button("做定级测试" if not starts else "重做定级测试"):
        st.session_state["placement"] = language, sitting.now().isoformat(timespec="seconds")
        st.rerun()


def _placement(db: Database, learner: int, language: str, test: str) -> None:
    question, done, of = session.place(db, learner, language, test)
    if question is None:
        levels = store.starts(db, learner, language)
        rows = "".join(f"<tr><td>{escape(n)}</td><td>已会约 {level:.0%}</td></tr>" for n, level in levels.items())
        st.html(f'<div class="sheet"><h3>定级完成</h3><table class="report">{rows}</table><div class="quiet">'
                "各领域里排在前面、估计已会的题，答对一次后隔八天左右才再问；答错就照新题来。</div></div>")  # fmt: skip
        if st.button("知道了", type="primary", shortcut="Enter"):
            st.session_state.pop("placement")
            st.rerun()
        return
    st.progress(done / of if of else 1.0, f"定级测试 {done + 1} / {of}")
    st.html(sheet.prompt(question))
    key = f"place-{test}-{done}"
    if question.mode is Mode.CHOICE:
        for n, (column, text) in enumerate(zip(st.columns(len(question.options)), question.options, strict=True), 1):
            column.html(sheet.option(text, n, question.exercise))
            column.button(
                f"选 {n}", shortcut=str(n), key=f"{key}-{n}", width="stretch",
                on_click=_placed, args=(learner, language, test, question, text),
            )  # fmt: skip
    else:
        field = f"answer-{key}"
        st.text_area("作答", key=field, label_visibility="collapsed", placeholder="写出译法；Ctrl+Enter 提交")
        st.button(
            "提交", shortcut="Ctrl+Enter", key=f"{key}-submit",
            on_click=lambda: _placed(learner, language, test, question, st.session_state.get(field, "")),
        )  # fmt: skip
    st.button("不会", shortcut="Space", key=f"{key}-pass", on_click=_placed, args=(learner, language, test, question, ""))


def _placed(learner: int, language: str, test: str, question: Question, given: str) -> None:
    db = store.open_workspace(look.workspace())
    session.answer_placement(db, learner, language, test, question, given, sitting.now())


def _aside(db: Database, learner: int) -> None:
    """Cards forgotten too often, with why; the note can be written over, the card brought back."""
    cards = store.aside_cards(db, learner)
    if not cards:
        return
    st.header(f"放一放的题（{len(cards)}）")
    for card in cards:
        left, middle, right = st.columns([4, 5, 1], vertical_alignment="center")
        left.html(
            f'<div class="facts">{render_text(card.subject, get("zh"))}'
            f'{sheet.stand(render_text(card.answer, get(card.language)), get(card.language), "phrase")}</div>'
        )
        note = middle.text_input("备注", card.note, key=f"note-{card.card}", label_visibility="collapsed")
        if note != card.note:
            store.set_aside(db, card.card, note or card.note)
        if right.button("放回", key=f"back-{card.card}"):
            store.bring_back(db, card.card)
            st.rerun()


def _record(db: Database, who: str) -> None:
    st.header("学习记录")
    record = outputs.record(db, who, sitting.now())
    one, two, _ = st.columns([1, 1, 3])
    one.download_button("下载 docx", lambda: record_docx(record), f"学习记录-{who}.docx", _DOCX, width="stretch")
    two.download_button("下载 xlsx", lambda: record_xlsx(record), f"学习记录-{who}.xlsx", _XLSX, width="stretch")
    st.caption("小时、题数、各领域保持率和起止日期，可以打印签字交给单位。")


draw()
