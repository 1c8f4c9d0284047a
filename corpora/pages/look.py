"""The look shared by all pages: the stylesheet, the page's language, a text, two texts side by side."""

from __future__ import annotations

import gc
import hashlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

from corpora import store
from corpora.languages import Language
from corpora.model import INVENTED, Span
from corpora.rendering import render_text

_HERE = Path(__file__).parent
_CSS = (_HERE / "look.css").read_text(encoding="utf-8")
_JS = (_HERE / "bitext.js").read_text(encoding="utf-8")
_LANG_JS = "export default function () { document.documentElement.lang = 'zh-CN' }"


@st.cache_resource(show_spinner=False)
def _set_modules_aside(loaded: int) -> None:
    """Keep what was loaded out of the garbage collection Streamlit makes after every run (`ScriptRunner`).

    It goes through every object of every module each time. `loaded` changes as pages load more of them.
    """
    gc.collect()
    gc.freeze()


def dress() -> None:
    """Load the stylesheet, say that the interface is Chinese, and name the sample for what it is.

    Once a run, before anything is drawn. A workspace that cannot be opened ends the run, with what to do.
    """
    _set_modules_aside(len(sys.modules) // 100)
    try:
        invented = store.invented(store.open_workspace(workspace()))
    except (ValueError, store.DatabaseError) as error:
        known = store.explained(error) if isinstance(error, store.DatabaseError) else None
        st.error(known or f"{error}")
        st.stop()
    if invented:
        st.sidebar.caption(f"工作区里有示例文书：{INVENTED}，当事人均为虚构。")
    st.html(f"<style>{_CSS}</style>")
    st.components.v2.component("shuangyu.lang", html="<i hidden></i>", js=_LANG_JS)(key="lang")


def workspace() -> str:
    """Path of the workspace this app shows."""
    return os.environ.get("SHUANGYU_DB", "shuangyu.db")


def text(value: str, language: Language, **options) -> None:
    """One text in its own script and writing mode."""
    html = render_text(value, language, **options)
    vertical = language.writing_mode == "vertical-lr"
    st.html(f'<div class="vertical" style="height:260px">{html}</div>' if vertical else f"<div>{html}</div>")


@dataclass(frozen=True, slots=True)
class Row:
    """One pair to draw; the texts are HTML made by `render_text`, empty where there is no counterpart."""

    id: int
    number: str
    source: str
    target: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Click:
    """A run that was clicked: row id, side "source" or "target", span in that side's text."""

    row: int
    side: str
    start: int
    end: int


def bitext(
    rows: Sequence[Row],
    target: Language,
    key: str,
    now: int | None = None,
    scroll: bool = False,
    links: Mapping[int, Sequence[tuple[Span, Span]]] | None = None,
) -> Click | None:
    """Draw pairs side by side; returns what was clicked in this run, if anything.

    `links` are, by row, spans of the two texts that belong together: pointing at one lights the other.
    """
    html = _columns(rows) if target.writing_mode == "vertical-lr" else _rows(rows, target.direction)
    version = hashlib.md5(html.encode(), usedforsecurity=False).hexdigest()
    draw = st.components.v2.component(
        "shuangyu.bitext", html='<div class="bitext-root"></div>', js=_JS, isolate_styles=False
    )
    result = draw(
        key=key,
        data={
            "html": html,
            "version": version,
            "row": now,
            "scroll": scroll,
            "links": {str(row): [[*s, *t] for s, t in found] for row, found in (links or {}).items()},
        },
        on_clicked_change=lambda: None,
    )
    clicked = result.clicked
    return Click(clicked["row"], clicked["side"], clicked["start"], clicked["end"]) if clicked else None


_NONE = '<span class="none">（无对应）</span>'


def _rows(rows: Sequence[Row], direction: str) -> str:
    return (
        '<div class="bitext">'
        + "".join(
            f'<div class="pair" data-row="{row.id}" tabindex="0">{_head(row)}<div class="n">{escape(row.number)}</div>'
            f'<div data-side="source">{row.source or _NONE}</div><div data-side="target" dir="{direction}">{row.target or _NONE}</div></div>'
            for row in rows
        )
        + "</div>"
    )


def _columns(rows: Sequence[Row]) -> str:
    left = "".join(
        f'<div class="pair" data-row="{row.id}" tabindex="0">{_head(row)}<div class="n">{escape(row.number)}</div>'
        f'<div data-side="source">{row.source or _NONE}</div></div>'
        for row in rows
    )
    right = "".join(
        f'<div class="sentence" data-row="{row.id}" data-side="target"><span class="n">{escape(row.number)}</span>'
        f"{row.target or _NONE}</div>"
        for row in rows
    )
    return (
        f'<div class="bitext columns"><div class="side">{left}</div><div class="vertical">{right}</div></div>'
    )


def _head(row: Row) -> str:
    return f'<div class="head">{row.head}</div>' if row.head else ""
