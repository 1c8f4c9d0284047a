"""The keys of 译文审校: what each does to the finding under the cursor."""

from __future__ import annotations

import time

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from glossary import store
from glossary.drafts.model import Noted, Verdict, Version
from glossary.model import Context, Term, TermStatus
from glossary.pages.draft_aside import OF_TERMS
from glossary.pages.parts import now

LOOK = 0.3  # seconds a finding must have been seen before a key decides: a held key must not decide the next ones
REASONS = ("误报", "原文如此", "译在别句", "本地用法")


def shown(finding: int) -> None:
    """Say that a finding is before the reviewer's eyes."""
    if st.session_state.get("draft-shown", (None,))[0] != finding:
        st.session_state["draft-shown"] = finding, time.monotonic()


def _ready(finding: int) -> bool:
    """Whether a key is meant for this finding: it is the one shown, and has been seen."""
    current, since = st.session_state.get("draft-shown", (None, 0.0))
    return current == finding and time.monotonic() - since >= LOOK


def go(finding: int | None) -> None:
    """Put the cursor on a finding."""
    st.session_state.update({"draft-at": finding, "draft-row": None, "draft-asking": None})


def ask(what: str | None) -> None:
    """Open or close what has to be filled in: "why" (a reason), "write" (another one), "admit"."""
    st.session_state["draft-asking"] = what


def answer(version: Version, at: int, verdict: Verdict, why: str = "", then: int | None = None) -> None:
    """Callback: accept, or ignore with a reason, and go on to `then`."""
    if not _ready(at):
        return
    db = store.open_workspace(look.workspace())
    try:
        store.answer_finding(db, version.draft_id, version.noted[at].mark, verdict, _who(), now(), why)
    except (ValueError, KeyError) as error:
        st.session_state["draft-refused"] = str(error.args[0])
        return
    go(then)


def answer_written(version: Version, at: int, then: int | None) -> None:
    """Callback: ignore with the reason that was typed."""
    answer(version, at, Verdict.IGNORE, st.session_state.get(f"draft-why-{at}", ""), then)


def admit(version: Version, at: int, zh: str, passage: tuple[str, str], then: int | None) -> None:
    """Callback: put the rendering that was typed or selected into the termbase; `passage` is the sentence it is from."""
    if not _ready(at):
        return
    db = store.open_workspace(look.workspace())
    draft = version.checked.draft
    status = TermStatus(st.session_state.get(f"draft-status-{at}") or TermStatus.ADMITTED)
    context = Context(passage[1], passage[0], draft.name)
    text = get(draft.language).text(st.session_state.get(f"draft-rendering-{at}", "")).strip()
    term = Term(draft.language, text, source=f"译稿 {draft.name}", contexts=(context,))
    try:
        store.admit_rendering(db, version.draft_id, version.noted[at].mark, zh, term, status, _who(), now())
    except (ValueError, KeyError) as error:
        st.session_state["draft-refused"] = str(error.args[0])
        return
    go(then)


def undo(version: Version, last: int) -> None:
    """Callback: take the reviewer's own last answer back and show its finding again; a key that came twice, once."""
    db = store.open_workspace(look.workspace())
    if last_answer(db, version.draft_id) != last:
        return
    try:
        store.undo_answer(db, version.draft_id, _who(), now())
    except (ValueError, KeyError) as error:
        st.session_state["draft-refused"] = str(error.args[0])
        return
    go(next((n for n, x in enumerate(version.noted) if x.answer and x.answer.id == last), None))


def last_answer(db: Database, draft: int) -> int | None:
    """The last answer the reviewer gave and has not taken back."""
    return next((a.id for a in reversed(store.finding_answers(db, draft)) if a.who == _who()), None)


def _who() -> str:
    return st.session_state.get("reviewer", "").strip()


# Drawing


def draw_bar(
    version: Version, at: int | None, before: int | None, after: int | None, last: int | None
) -> None:
    """Back, on, and what can be done with the finding; dead keys are shown dead."""
    signed = bool(_who())
    columns = st.columns([1, 1, 1.2, 1.2, 1.4, 1.2])
    _button(columns[0], "上一处", "K", before is not None, go, before)
    _button(columns[1], "下一处", "J", after is not None, go, after)
    able = at is not None and signed
    then = after if after is not None else before
    _button(columns[2], "接受", "A", able, answer, version, at, Verdict.ACCEPT, "", then, primary=True)
    _button(columns[3], "忽略…", "X", able, ask, "why")
    admissible = able and at is not None and _chinese(version, version.noted[at])
    _button(columns[4], "收为译法…", "T", bool(admissible), ask, "admit")
    _button(columns[5], "撤销", "Z", last is not None, undo, version, last)


def _button(place, label: str, key: str, able: bool, act, *args, primary: bool = False) -> None:
    shown_ = st.session_state.get("draft-shown", (None,))[0]
    place.button(
        label, shortcut=key, key=f"draft-{key}-{shown_}", width="stretch", type="primary" if primary else "secondary",
        disabled=not able, on_click=act, args=args,
    )  # fmt: skip


def draw_question(
    version: Version, at: int, passage: tuple[str, str], selected: str, then: int | None
) -> None:
    """What is asked for: a reason by one key or in words, or the rendering to be admitted."""
    asking = st.session_state.get("draft-asking")
    if asking == "why":
        columns = st.columns(len(REASONS) + 2)
        for n, reason in enumerate(REASONS):
            columns[n].button(
                reason, shortcut=str(n + 1), key=f"draft-reason-{n}-{at}", width="stretch",
                on_click=answer, args=(version, at, Verdict.IGNORE, reason, then),
            )  # fmt: skip
        columns[-2].button(
            "另写…", shortcut="W", key=f"draft-write-{at}", width="stretch", on_click=ask, args=("write",)
        )
        columns[-1].button(
            "返回", shortcut="B", key=f"draft-back-{at}", width="stretch", on_click=ask, args=(None,)
        )
    elif asking == "write":
        with st.form(f"draft-form-{at}", border=False):
            left, right = st.columns([5, 1])
            left.text_input(
                "忽略的理由",
                placeholder="忽略的理由，写完按 Enter；Esc 返回",
                key=f"draft-why-{at}",
                label_visibility="collapsed",
            )
            right.form_submit_button(
                "忽略", width="stretch", on_click=answer_written, args=(version, at, then)
            )
    elif asking == "admit":
        _draw_admission(version, at, passage, selected, then)


def _draw_admission(
    version: Version, at: int, passage: tuple[str, str], selected: str, then: int | None
) -> None:
    zh = _chinese(version, version.noted[at])
    language = get(version.checked.draft.language)
    with st.form(f"draft-admission-{at}", border=False):
        left, middle, right = st.columns([4, 2, 1], vertical_alignment="bottom")
        field = left.text_area if language.writing_mode == "vertical-lr" else left.text_input
        field(
            f"“{zh}”的译法" + ("（竖排）" if language.writing_mode == "vertical-lr" else ""),
            value=selected or _quoted(version, version.noted[at]),
            placeholder="在译文里选中，或键入",
            key=f"draft-rendering-{at}",
        )
        middle.segmented_control(
            "状态",
            [TermStatus.ADMITTED, TermStatus.PROPOSED],
            format_func=lambda s: s.label,
            default=TermStatus.ADMITTED,
            required=True,
            key=f"draft-status-{at}",
        )
        right.form_submit_button(
            "收入", width="stretch", on_click=admit, args=(version, at, zh, passage, then)
        )


def _chinese(version: Version, noted: Noted) -> str:
    """The Chinese term a finding speaks of; "" where it speaks of none."""
    return version.checked.source.body[slice(*noted.finding.source)] if noted.finding.kind in OF_TERMS else ""


def _quoted(version: Version, noted: Noted) -> str:
    """What the finding points at in the draft, where that is less than a sentence."""
    return "" if noted.mark.draft.whole else version.checked.draft.body[slice(*noted.finding.draft)]
