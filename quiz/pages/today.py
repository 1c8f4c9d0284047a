"""今日练习: one card, the time left, nothing else."""

from __future__ import annotations

import time
from datetime import datetime
from html import escape

import streamlit as st

from corpora.languages import Language, get
from corpora.pages import look
from corpora.rendering import Run, cut_runs, pill, render_text
from quiz import build, session, store
from quiz.marking import signature
from quiz.model import Example, Mark, Mode, Question

SECTIONS = {"facts": "查明", "reasoning": "本院认为", "ruling": "主文", "claims": "诉称", "defence": "辩称"}


def stand(html: str, language: Language, height: int = 240) -> str:
    """Mongolian needs a box to run down in."""
    if language.writing_mode == "vertical-lr":
        return f'<div class="vertical" style="height:{height}px">{html}</div>'
    return f"<div>{html}</div>"


def where(example: Example) -> str:
    return escape(" · ".join(x for x in (example.court, example.case_number) if x) or "工作区文书")


def _after_gap(example: Example, language: Language) -> int:
    """Where the sentence goes on: a separator that has lost its word is not drawn."""
    end = example.gap.end
    return end + 1 if example.target[end : end + 1] and example.target[end] in language.glue else end


def prompt_html(question: Question) -> str:
    """The sheet with the question: the Chinese side, and for a cloze the sentence with its gap."""
    exercise, example = question.exercise, question.example
    language, zh = get(exercise.language), get("zh")
    status = pill("已核定", "good") if exercise.status.approved else pill("待审译法", "wait")
    source = f"出自 {where(example)}" if example else "术语库"
    head = f'<div class="quiet">{exercise.kind.label} · {language.name} · {source} {status}</div>'
    if exercise.kind == "cloze" and example:
        lit = render_text(
            example.source, zh, cut_runs(example.source, zh, terms=[example.term]), lit=[example.term]
        )
        gap = [
            Run(0, example.gap.start, "plain"),
            Run(example.gap.start, example.gap.start, "gap"),
            Run(_after_gap(example, language), len(example.target), "plain"),
        ]
        body = f"<div>{lit}</div>{stand(render_text(example.target, language, gap), language, 300)}"
    else:
        body = f'<div class="big">{render_text(exercise.subject, zh)}</div>'
        if example:
            runs = cut_runs(example.source, zh, terms=[example.term])
            body += f'<div class="quiet-text">{render_text(example.source, zh, runs)}</div>'
    return f'<div class="sheet">{head}{body}</div>'


def answer(path: str, question: Question, given: str) -> None:
    """Callback of every way to answer; a second one to the same question changes nothing."""
    if st.session_state.get("asked") != question:
        return
    seconds = time.monotonic() - st.session_state["began"]
    now = datetime.now().astimezone()
    st.session_state["mark"] = session.answer(store.open_workspace(path), question, given, now, seconds)
    st.session_state["given"] = given


def submit(path: str, question: Question, key: str) -> None:
    answer(path, question, st.session_state.get(key, ""))


def go_on() -> None:
    for name in ("asked", "mark", "given"):
        st.session_state.pop(name, None)


def ask(question: Question) -> None:
    """Draw the question and the ways to answer it."""
    language = get(question.exercise.language)
    st.html(prompt_html(question))
    path, name = look.workspace(), f"{question.card}-{question.n}"
    if question.mode is Mode.CHOICE:
        for n, (column, option) in enumerate(zip(st.columns(4), question.options, strict=True), 1):
            with column:
                st.html(f'<div class="option">{stand(render_text(option, language), language, 160)}</div>')
                st.button(
                    f"选 {n}",
                    shortcut=str(n),
                    key=f"option-{name}-{n}",
                    width="stretch",
                    on_click=answer,
                    args=(path, question, option),
                )
    else:
        vertical = "vertical-" if language.writing_mode == "vertical-lr" else ""
        key = f"answer-{vertical}{name}"
        st.text_area(
            "作答",
            key=key,
            placeholder=f"写出{language.name}译法；Ctrl+Enter 提交",
            label_visibility="collapsed",
        )
        st.button(
            "提交",
            type="primary",
            shortcut="Ctrl+Enter",
            key=f"submit-{name}",
            on_click=submit,
            args=(path, question, key),
        )
    st.button("不会", shortcut="Space", key=f"pass-{name}", on_click=answer, args=(path, question, ""))


def show_mark(db, question: Question, mark: Mark) -> None:
    """After the answer: what was right, the difference, who approved it, two more real sentences."""
    exercise = question.exercise
    language, zh = get(exercise.language), get("zh")
    verdict = pill("对", "good") if mark.right else pill("不对", "bad")
    findings = "；".join(escape(f.message) for f in mark.findings)
    runs = "".join(f'<span class="{kind}">{escape(run)}</span>' for kind, run in mark.diff)
    diff = (
        f'<span class="text diff" lang="{language.code}" dir="{language.direction}"'
        f' data-mode="{language.writing_mode}">{runs}</span>'
    )
    approved = (
        f"由 {escape(exercise.authority)} 核定" if exercise.status.approved else "尚未核定，取自已公开文书"
    )
    st.html(
        f'<div class="sheet">{verdict} {findings}'
        f'<div class="facts"><span class="big">{render_text(exercise.subject, zh)}</span>'
        f'<span class="big">{stand(render_text(exercise.answer, language), language, 200)}</span></div>'
        + ("" if mark.right else stand(diff, language, 200))
        + f'<div class="quiet">{approved} · 相似度 {mark.similarity:.0f}</div></div>'
    )
    st.button(
        "下一题", type="primary", shortcut="Enter", key=f"next-{question.card}-{question.n}", on_click=go_on
    )
    rows = [
        look.Row(
            n,
            "",
            render_text(e.source, zh, cut_runs(e.source, zh, terms=[e.term]), lit=[e.term]),
            render_text(e.target, language, cut_runs(e.target, language, terms=[e.gap]), lit=[e.gap]),
            where(e),
        )
        for n, e in enumerate([e for e in store.examples_of(db, exercise.id) if e != question.example][:2])
    ]
    if rows:
        st.html('<div class="quiet">再看两句真实的判决</div>')
        look.bitext(rows, language, key=f"more-{question.card}-{question.n}")
    with st.expander("相似度怎么算"):
        st.html(f'<div class="quiet">sacrebleu {escape(signature())}，只作参考，不决定对错。</div>')


def choose(db) -> tuple[int, str, float]:
    """Who practises, which language, how long."""
    left, middle, right = st.columns([2, 4, 2])
    name = left.text_input(
        "姓名", value="本机学习者", key="who", bind="query-params", label_visibility="collapsed"
    )
    codes = store.languages(db)
    language = middle.segmented_control(
        "语言",
        codes,
        format_func=lambda c: get(c).name,
        default=codes[0],
        required=True,
        label_visibility="collapsed",
        key="lang-of-practice",
        bind="query-params",
    )
    minutes = right.selectbox(
        "时间",
        [10, 20, 30, 45],
        index=1,
        format_func=lambda m: f"今天 {m} 分钟",
        label_visibility="collapsed",
    )
    return store.learner(db, name.strip() or "本机学习者"), language, minutes * 60.0


def draw() -> None:
    db = store.open_workspace(look.workspace())
    if build.stale(db):
        with st.spinner("术语有变化，正在重新出题…"):
            build.update(db)
    if not store.languages(db):
        st.title("今日练习")
        st.info("还没有可练的题。请先导入双语文书：软件会配对、对齐、找出术语，再从真实的句子出题。")
        st.page_link("quiz/pages/importing.py", label="去导入文书", icon=":material/upload_file:")
        return
    learner, language, budget = choose(db)
    question, progress = session.next_question(db, learner, language, datetime.now().astimezone(), budget)
    asked = st.session_state.get("asked")
    if asked is not None and (
        asked.exercise.language != language or st.session_state.get("learner") != learner
    ):
        go_on()
        asked = None
    done = min(1.0, progress.seconds / budget)
    st.progress(done)
    st.html(
        f'<div class="quiet">已答 {progress.answered} 题，对 {progress.right} 题 · 还有约 {progress.minutes_left:.0f} 分钟 ·'
        f" {progress.left} 题{f' · 其余 {progress.later} 题顺延' if progress.later else ''}</div>"
    )
    if asked is not None and "mark" in st.session_state:
        show_mark(db, asked, st.session_state["mark"])
    elif question is None:
        st.success("今天的练完了，明天见。")
    else:
        if asked is None or asked.card != question.card:
            st.session_state.update(asked=question, began=time.monotonic(), learner=learner)
        ask(st.session_state["asked"])


draw()
