"""首页: what waits for me, what the workspace holds, and the register of publication."""

from __future__ import annotations

from html import escape

import streamlit as st
from sqlite_utils import Database

from aligner import register
from aligner import store as aligner_store
from corpora.languages import get
from corpora.pages import look
from glossary import store as glossary_store
from quiz import store
from quiz.exchange.register import register_docx, register_xlsx, standing_row
from quiz.pages import home_charts, home_targets, sitting
from quiz.pages.identity import asked_name
from quiz.waiting import tasks

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ALL = "全部"
MOST = 30  # rows of a table; the report has all of them


def draw() -> None:
    sitting.dress()
    db = store.open_workspace(look.workspace())
    left, right = st.columns([6, 2], vertical_alignment="bottom")
    left.title("首页")
    who = asked_name(right)
    held = aligner_store.document_counts(db)
    if not held:
        st.info("工作区还是空的。请先导入双语文书：一个文件夹、几个文件都行，软件会配对、对齐、找出术语，再从真实的句子出题。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return
    _waiting(db, who)
    entries = aligner_store.register_entries(db)
    _held(db, held, entries)
    if entries:
        _register(db, entries, who)


def _waiting(db: Database, who: str) -> None:
    st.header("等着我的")
    terms = _terms(look.workspace(), store.terms_stamp(db))
    found = tasks(store.waiting_for(db, who, sitting.now(), terms))
    for task in found:
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"waits-{task.label}"):
            st.html(f'<div class="waits"><b>{task.count}</b> {task.unit}</div>', width=110)
            st.page_link(task.page, label=task.label, icon=f":material/{task.icon}:", width=130)
            st.html(f'<span class="quiet">{escape(task.about)}</span>', width="stretch")
    if not any(task.label == "到期" for task in found) and store.languages(db):
        st.page_link("quiz/pages/today.py", label="没有到期的题；学几道新的", icon=":material/school:")
    if not found:
        st.caption("没有别的事等着。")


@st.cache_data(max_entries=8, show_spinner=False)
def _terms(path: str, stamp: tuple[str, ...]) -> int:
    """How many terms wait to be decided on in a workspace that is at `stamp`."""
    return sum(glossary_store.waiting_counts(store.open_workspace(path)).values())


def _held(db: Database, held: dict[str, tuple[int, int]], entries: list[register.Entry]) -> None:
    st.header("工作区里有什么")
    pairs = aligner_store.pair_counts(db)
    courts = {e.court for e in entries}
    years = [e.year for e in entries if e.year.isdigit()]
    span = f"，{min(years)}–{max(years)} 年" if years else ""
    st.html(f'<div class="quiet">{len(courts)} 个法院的裁判文书 {len(entries)} 件{span}；句对 {sum(pairs.values()):,} 个。</div>')
    left, right = st.columns([5, 6], gap="large")
    rows = "".join(
        f"<tr><td>{get(code).name}</td><td>{judgments}</td><td>{others or '—'}</td><td>{f'{pairs[code]:,}' if code in pairs else '—'}</td></tr>"
        for code, (judgments, others) in held.items()
    )
    left.html(f'<table class="report"><tr><th>文字</th><th>裁判文书</th><th>法律等</th><th>与汉文的句对</th></tr>{rows}</table>')
    if years:
        right.altair_chart(home_charts.by_year(entries), width="stretch")


def _register(db: Database, entries: list[register.Entry], who: str) -> None:
    st.header("公布台账")
    one, two, three, four = st.columns([2, 2, 2, 2], vertical_alignment="bottom")
    months = register.periods(entries, 7)
    month = one.selectbox("时间", [ALL, *register.periods(entries, 4), *months], format_func=_spelled, key="register-period", bind="query-params")
    codes = sorted({code for e in entries for code in e.versions})
    language = two.selectbox("译成", ["", *codes], format_func=lambda c: get(c).name if c else "任一民族文字", key="register-language", bind="query-params")
    period = "" if month == ALL else month
    today = sitting.now().date().isoformat()
    targets = aligner_store.targets(db)
    name = f"公布月报-{month}"
    chosen = month if month in months else ""
    three.download_button("月报（Word）", lambda: register_docx(register.report(entries, targets, chosen, today)), f"{name}.docx", _DOCX, width="stretch")
    four.download_button("月报（Excel）", lambda: register_xlsx(register.report(entries, targets, chosen, today)), f"{name}.xlsx", _XLSX, width="stretch")
    found = register.within(entries, period)
    _standings(register.standings(found, targets, language))
    home_targets.draw(db, sorted({e.court for e in entries if e.language == register.ORIGINAL}), targets, who)
    _missing(register.missing(found, language))
    _published(found)


def _spelled(period: str) -> str:
    year, _, month = period.partition("-")
    return f"{year} 年 {int(month)} 月" if month else f"{year} 年" if year.isdigit() else period


def _standings(rows: list[register.Standing]) -> None:
    if not rows:
        st.caption("这段时间没有汉文原本。")
        return
    ordered = sorted(rows, key=lambda s: -s.missing)
    body = "".join(_standing(s) for s in ordered[:MOST])
    st.html(
        '<div class="wide"><table class="report"><tr><th>法院</th><th>案件</th><th>汉文原本</th><th>已有译本</th><th>比例</th><th>目标</th><th>离目标</th></tr>'
        f"{body}</table></div>"
    )
    if len(rows) > MOST:
        st.caption(f"离目标最远的 {MOST} 行在前；其余 {len(rows) - MOST} 行见月报。")


def _standing(s: register.Standing) -> str:
    court, kind, originals, translated, share, aim, missing = map(escape, standing_row(s))
    said = '<span class="quiet">没有目标</span>' if s.target is None else "已达到" if not s.missing else f"<b>还缺 {missing} 件</b>"
    bar = f'<div class="share"><i style="width:{s.share:.0%}"></i></div>'
    return f"<tr><td>{court}</td><td>{kind}</td><td>{originals}</td><td>{translated}</td><td>{share}{bar}</td><td>{aim}</td><td>{said}</td></tr>"


def _missing(rows: list[register.Entry]) -> None:
    shelf = st.expander(f"还没有译本的汉文原本 {len(rows)} 件", on_change="rerun", key="register-missing")
    if not shelf.open:
        return
    with shelf:
        if not rows:
            st.caption("没有。")
            return
        body = "".join(
            f"<tr><td>{escape(e.case_number or '案号不明')}</td><td>{escape(e.court)}</td><td>{e.trial}</td><td>{escape(e.kind)}</td>"
            f"<td>{e.date}</td><td>{escape(e.name)}</td></tr>"
            for e in rows[:MOST]
        )
        st.html(f'<div class="wide"><table class="report"><tr><th>案号</th><th>法院</th><th>案件</th><th>文书</th><th>日期</th><th>文件</th></tr>{body}</table></div>')
        if len(rows) > MOST:
            st.caption(f"最近的 {MOST} 件；全部 {len(rows)} 件见月报。")


def _published(entries: list[register.Entry]) -> None:
    label = f"已公布的文书 {len(entries)} 件：按文字、法院、年度、文书"
    shelf = st.expander(label, on_change="rerun", key="register-published")
    if shelf.open:
        shelf.dataframe(
            [
                {"文字": get(r.language).name, "法院": r.court, "年度": r.year, "文书": r.kind, "件数": r.documents}
                for r in register.published(entries)
            ],
            hide_index=True, width="stretch",
        )  # fmt: skip


draw()
