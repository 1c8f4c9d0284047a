"""One card at a time, by keyboard: ask, answer, see why, go on. Used by every page on which people practise.

Nothing counts twice: every key carries its card and repetition, and what is not the question asked is not answered.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from quiz import contesting, session, store
from quiz.marking import signature
from quiz.model import GRADES, ExerciseKind, Mark, Mode, Question
from quiz.pages import reply, sheet

_HERE = Path(__file__).parent
_CSS = (_HERE / "quiz.css").read_text(encoding="utf-8")
_COUNTDOWN = (_HERE / "countdown.js").read_text(encoding="utf-8")
_WRITE = (_HERE / "write.js").read_text(encoding="utf-8")
# A control that was clicked keeps the keyboard; a new card takes it back, so that Space answers and does not click again.
_FREE = """export default function ({ data }) {
  if (window.shuangyuCard !== data.card) document.activeElement?.blur()
  window.shuangyuCard = data.card
}"""
LOOK = 0.35  # seconds a mark must have been seen before a key goes on: a doubled key must not skip it

Next = Callable[[Database], Question | None]


def dress() -> None:
    st.html(f"<style>{_CSS}</style>")


def now() -> datetime:
    return datetime.now().astimezone()


def sit(name: str, who: str, next_question: Next, ended: Callable[[Database], None]) -> None:
    """Draw the mark of the last answer or the next question; `name` is the page's, `who` the learner's.

    `next_question` may draw what stands above the card.
    """
    db = store.open_workspace(look.workspace())
    question = next_question(db)
    asked: Question | None = st.session_state.get(f"{name}-asked")
    if asked is not None and f"{name}-mark" in st.session_state:
        _reply(db, name, who, asked)
    elif question is None:
        ended(db)
    else:
        if asked is None or (asked.card, asked.n) != (question.card, question.n):
            st.session_state.update({f"{name}-asked": question, f"{name}-began": time.monotonic()})
            asked = question
        _ask(name, asked)


def forget(name: str) -> None:
    """Put the card away: another learner, another language."""
    for key in ("asked", "mark", "given", "chosen", "seen", "marked"):
        st.session_state.pop(f"{name}-{key}", None)


# Answering


def answer(name: str, question: Question, given: str) -> None:
    """Callback of every way to answer; a second one to the same question changes nothing."""
    state = st.session_state
    if state.get(f"{name}-asked") != question or f"{name}-mark" in state:
        return
    db = store.open_workspace(look.workspace())
    seconds = time.monotonic() - state[f"{name}-began"]
    state[f"{name}-mark"] = session.answer(db, question, given, now(), seconds)
    state[f"{name}-given"] = given
    state[f"{name}-marked"] = time.monotonic()


def go_on(name: str) -> None:
    if time.monotonic() - st.session_state.get(f"{name}-marked", 0.0) >= LOOK:
        forget(name)


def undo(name: str, question: Question) -> None:
    """Take the answer back: the card is asked again as if nothing had been."""
    session.undo(store.open_workspace(look.workspace()), question.card, question.n, now())
    forget(name)


def _ask(name: str, question: Question) -> None:
    key = f"{name}-{question.card}-{question.n}"
    if question.mode is not Mode.ORDERED:
        st.html(sheet.prompt(question))
    draw = {Mode.CHOICE: _choices, Mode.ORDERED: _order, Mode.GRADED: _aloud, Mode.TYPED: _typed}[
        question.mode
    ]
    draw(name, question, key)
    if question.mode is not Mode.TYPED:
        free = st.components.v2.component("shuangyu.free", html="<i hidden></i>", js=_FREE)
        free(key="free-keyboard", data={"card": key})
    if question.mode in (Mode.CHOICE, Mode.ORDERED):
        st.button("不会", shortcut="Space", key=f"pass-{key}", on_click=answer, args=(name, question, ""))


def _choices(name: str, question: Question, key: str) -> None:
    columns = st.columns(len(question.options))
    for n, text in enumerate(question.options, 1):
        with columns[n - 1]:
            st.html(sheet.option(text, n, question.exercise))
            st.button(
                "选", shortcut=str(n), key=f"option-{key}-{n}", width="stretch",
                on_click=answer, args=(name, question, text),
            )  # fmt: skip


def _typed(name: str, question: Question, key: str) -> None:
    """One field a blank, in the language's own writing mode; Enter submits, Escape gives up."""
    language = get(question.exercise.answer_language)
    data = {
        "key": key, "lang": language.code, "dir": language.direction,
        "vertical": language.writing_mode == "vertical-lr",
        "count": len(question.blanks) if question.exercise.kind is ExerciseKind.FORMULA else 1,
        "rows": 2 if question.exercise.kind is ExerciseKind.SENTENCE else 1,
    }  # fmt: skip
    write = st.components.v2.component(
        "shuangyu.write", html='<div class="write-root"></div>', js=_WRITE, isolate_styles=False
    )
    write(key=f"write-{key}", data=data, on_answer_change=partial(_written, name, question, f"write-{key}"))


def _written(name: str, question: Question, key: str) -> None:
    sent = st.session_state[key]["answer"]
    if sent and sent["key"] == key.removeprefix("write-"):
        answer(name, question, sent["text"])


def _order(name: str, question: Question, key: str) -> None:
    """Keys 1 to 5 in the order of the text; the last one submits."""
    chosen: list[str] = st.session_state.setdefault(f"{name}-chosen", [])
    st.html(sheet.pieces(question, chosen))
    for column, (n, text) in zip(
        st.columns(len(question.options) + 1), enumerate(question.options, 1), strict=False
    ):
        column.button(
            str(n), shortcut=str(n), key=f"piece-{key}-{n}", width="stretch", disabled=text in chosen,
            on_click=_choose, args=(name, question, text),
        )  # fmt: skip
    if chosen:
        st.button("重排", shortcut="Backspace", key=f"again-{key}", on_click=chosen.clear)


def _choose(name: str, question: Question, text: str) -> None:
    chosen = st.session_state[f"{name}-chosen"]
    if st.session_state.get(f"{name}-asked") == question and text not in chosen:
        chosen.append(text)
        if len(chosen) == len(question.options):
            answer(name, question, "\n".join(chosen))


def _aloud(name: str, question: Question, key: str) -> None:
    """The clock, then the published text beside what was said, and a grade by oneself."""
    seen = f"{name}-seen"
    if not st.session_state.get(seen):
        clock = st.components.v2.component(
            "shuangyu.countdown",
            html='<div class="quiet countdown"></div>',
            js=_COUNTDOWN,
            isolate_styles=False,
        )
        left = question.seconds - (time.monotonic() - st.session_state[f"{name}-began"])
        clock(key="countdown", data={"key": key, "left": left})
        st.button(
            "对照译文", type="primary", shortcut="Space", key=f"seen-{key}", on_click=_see, args=(seen,)
        )
        return
    took = st.session_state.get(f"{seen}-at", 0.0) - st.session_state[f"{name}-began"]
    late = f"，超过限时 {took - question.seconds:.0f} 秒" if took > question.seconds else ""
    st.html(f'<div class="quiet">用了 {took:.0f} 秒{late}</div>{_beside(question)}')
    for n, (column, grade) in enumerate(zip(st.columns(len(GRADES)), GRADES, strict=True), 1):
        column.button(
            f"{n}　{grade}", shortcut=str(n), key=f"grade-{key}-{n}", width="stretch",
            on_click=answer, args=(name, question, str(n - 1)),
        )  # fmt: skip


def _beside(question: Question) -> str:
    language = get(question.exercise.language)
    return (
        f'<div class="sheet">{reply.published(question.example, language)}</div>' if question.example else ""
    )


def _see(seen: str) -> None:
    st.session_state[seen] = True
    st.session_state[f"{seen}-at"] = time.monotonic()


# After the answer


def _reply(db: Database, name: str, who: str, question: Question) -> None:
    mark: Mark = st.session_state[f"{name}-mark"]
    given = st.session_state.get(f"{name}-given", "")
    key = f"{name}-{question.card}-{question.n}"
    st.html(reply.reply(question, mark, given))
    on, back, also, _ = st.columns([1.3, 1, 1.3, 3], vertical_alignment="center")
    on.button(
        "下一题",
        type="primary",
        shortcut="Enter",
        key=f"next-{key}",
        on_click=go_on,
        args=(name,),
        width="stretch",
    )
    back.button(
        "撤销", shortcut="Z", key=f"undo-{key}", on_click=undo, args=(name, question), width="stretch"
    )
    if mark.share < 1 and given.strip() and question.mode is Mode.TYPED:
        with also.popover("我认为也对", width="stretch"):
            _contest(db, who, question, key)
    label, examples = reply.more(db, question, mark)
    if examples:
        st.html(f'<div class="quiet">{label}</div>')
        look.bitext(
            reply.rows(examples, get(question.exercise.language)),
            get(question.exercise.language),
            key=f"more-{key}",
        )
    if question.mode is Mode.TYPED and question.exercise.kind is not ExerciseKind.FIGURES:
        with st.expander("相似度"):
            language = get(question.exercise.answer_language)
            known = store.thresholds(db, language.code)
            told = (
                f"在本工作区，不同的句子很少超过 {known.near:.0f}，同一句的不同译文多在 {known.same:.0f} 以上。"
                if known
                else ""
            )
            st.html(
                f'<div class="quiet">与公布译法相似 {mark.similarity:.0f}（{signature(language)}）。{told}只作参考，不决定对错。</div>'
            )


def _contest(db: Database, who: str, question: Question, key: str) -> None:
    """Say that an answer is right as well: it goes to those who decide, and is marked again when they agree."""
    if contesting.contested(db, question):
        st.caption("已提交，等待审定。")
        return
    why = st.text_input("理由（可不写）", key=f"why-{key}")
    if st.button("提交审定", key=f"contest-{key}"):
        contesting.contest(db, question, who, why, now().isoformat(timespec="seconds"))
        st.rerun(scope="fragment")
