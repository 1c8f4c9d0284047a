"""The desk of 译文审校: filters, the cursor, the keys, and the text with its findings; only this runs again after a key."""

from __future__ import annotations

import hashlib
from collections import Counter
from html import escape
from pathlib import Path

import streamlit as st

from corpora.languages import get
from corpora.pages import look
from glossary import store
from glossary.checking.model import FindingKind
from glossary.drafts import wording
from glossary.drafts.model import Verdict, Version
from glossary.drafts.rows import Row, rows
from glossary.pages import draft_aside, draft_html, draft_keys

_HERE = Path(__file__).parent
_JS = (_HERE / "draft_review.js").read_text(encoding="utf-8")
_CSS = (_HERE / "draft_review.css").read_text(encoding="utf-8")
CHUNK = 60  # sentences drawn at once, however long the draft
OPEN, ALL = "待处理", "全部"


@st.cache_resource(max_entries=4, show_spinner=False)
def current(path: str, draft: int, stamp: tuple[int, int, int]) -> Version:
    """The draft's last version, read anew once something has changed."""
    return store.draft_version(store.open_workspace(path), draft)


@st.fragment
def desk(draft: int) -> None:
    """One draft: what was found, what was said to it, and the keys to say more."""
    db = store.open_workspace(look.workspace())
    version = current(look.workspace(), draft, store.draft_stamp(db, draft))
    if refused := st.session_state.pop("draft-refused", None):
        st.warning(refused)
    shown = filtered(version)
    laid = rows(version.checked.faces, version.checked.findings)
    homes = {p.number: n for n, row in enumerate(laid) for p in row.findings}
    at, row = cursor(shown, homes, len(laid))
    draft_keys.shown(-1 if at is None else at)
    before, after = neighbours(shown, homes, at, row)
    draft_keys.draw_bar(version, at, before, after, draft_keys.last_answer(db, draft))
    if at is not None and laid:
        face = laid[row].face
        passage = face.source.text, face.draft.text
        chosen = st.session_state.get(f"draft-text-{draft}", {})
        selected = (chosen.get("selected") if hasattr(chosen, "get") else "") or ""
        draft_keys.draw_question(version, at, passage, selected, after if after is not None else before)
    if not version.noted:
        st.success("没有发现问题。")
    elif not shown:
        st.success("这个范围里没有要看的了。可以在上面换一个范围，或导出报告。")
    draw_text(db, version, laid, shown, at, row)
    log(db, draft, version)


def filtered(version: Version) -> list[int]:
    """Numbers of the findings in the range chosen by state and kind, with how many there are of each."""
    left, right, end = st.columns([4, 2, 2.2], vertical_alignment="center")
    states = {
        OPEN: version.of(None), ALL: version.noted,
        **{v.label: found for v in Verdict if (found := version.of(v))},
    }  # fmt: skip
    state = left.segmented_control(
        "处理", list(states), format_func=lambda s: f"{s} {len(states[s])}", default=OPEN, required=True,
        label_visibility="collapsed", key=f"draft-state-{version.draft_id}",
    )  # fmt: skip
    kinds = Counter(n.finding.kind for n in version.noted)
    kind = right.selectbox(
        "类别", [None, *sorted(kinds, key=lambda k: (k.harm.value, list(FindingKind).index(k)))],
        format_func=lambda k: f"{k.label} {kinds[k]}" if k else "全部类别", label_visibility="collapsed",
    )  # fmt: skip
    done = len(version.noted) - len(version.of(None))
    gone = f" · 较上一稿已改 {len(version.gone)}" if version.number > 1 else ""
    end.progress(
        done / len(version.noted) if version.noted else 1.0, f"已处理 {done} / {len(version.noted)}{gone}"
    )
    wanted = {id(n) for n in states.get(state, version.noted)}
    return [n for n, x in enumerate(version.noted) if id(x) in wanted and kind in (None, x.finding.kind)]


def cursor(shown: list[int], homes: dict[int, int], size: int) -> tuple[int | None, int]:
    """(finding, row) under the cursor: the row asked for, else the finding asked for, else the first one."""
    row, at = st.session_state.get("draft-row"), st.session_state.get("draft-at")
    if row is not None and row < size:
        return None, row
    if at not in shown:
        at = next((n for n in shown if at is not None and n > at), shown[0] if shown else None)
        st.session_state["draft-at"] = at
    return at, homes[at] if at is not None else 0


def neighbours(
    shown: list[int], homes: dict[int, int], at: int | None, row: int
) -> tuple[int | None, int | None]:
    """The findings before and after the cursor."""
    if at is None:
        before = [n for n in shown if homes[n] < row]
        after = [n for n in shown if homes[n] >= row]
    else:
        before, after = [n for n in shown if n < at], [n for n in shown if n > at]
    return (before[-1] if before else None), (after[0] if after else None)


def draw_text(db, version: Version, laid: list[Row], shown: list[int], at: int | None, row: int) -> None:
    """The sentences round the cursor with their findings; clicks come back as the next cursor."""
    if not laid:
        return
    language = get(version.checked.draft.language)
    first = row // CHUNK * CHUNK
    part = laid[first : first + CHUNK]
    html = draft_html.rows_html(part, version.noted, language, first, shown)
    finding = None if at is None else version.checked.findings[at]
    asking = st.session_state.get("draft-asking")
    key = f"draft-text-{version.draft_id}"
    draw = st.components.v2.component(
        "shuangyu.draft",
        html='<div class="draft-root" tabindex="-1"></div>',
        css=_CSS,
        js=_JS,
        isolate_styles=False,
    )
    draw(
        key=key,
        data={
            "html": html,
            "version": hashlib.md5(html.encode(), usedforsecurity=False).hexdigest(),
            "marks": draft_html.marks(part, version.noted, first, shown),
            "at": at,
            "row": row,
            "rows": len(laid),
            "help": draft_aside.help_html(
                db, laid[row].face.source.text, language, finding, version.checked.source
            ),
            "asking": asking,
            "field": {"write": "why", "admit": "rendering"}.get(asking or ""),
        },
        on_picked_change=lambda: picked(st.session_state[key]["picked"]),
        on_selected_change=lambda: None,
    )
    if len(laid) > CHUNK:
        st.html(
            f'<div class="quiet">第 {first + 1}–{min(first + CHUNK, len(laid))} 句，共 {len(laid)} 句。光标移到别处，句子跟着换。</div>'
        )


def picked(what: dict) -> None:
    """Callback of a click or an arrow: a finding, a sentence, or back from a question."""
    if "finding" in what:
        draft_keys.go(what["finding"])
    elif "row" in what:
        st.session_state.update({"draft-row": what["row"], "draft-asking": None})
    else:
        draft_keys.ask(None)


def log(db, draft: int, version: Version) -> None:
    """Every answer: when, who, what; those taken back say so."""
    with st.expander("处理记录"):
        lines = "".join(
            f'<div class="quiet">{escape(a.at[:16].replace("T", " "))} · {escape(a.who)} · {a.mark.kind.label} · '
            f"{draft_html.said_html(wording.answer_in_words(a), get(version.checked.draft.language))}"
            f"{'（已撤销）' if a.undone else ''}</div>"
            for a in store.answer_log(db, draft)
        )
        st.html(lines or '<div class="quiet">还没有处理。</div>')
