"""Who sits before the screen: on one's own machine a name one types, in a court the account that has logged in."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from corpora import store
from corpora.pages import look
from corpora.rights import Person, Right, roles_label

COOKIE = "shuangyu"  # the session's token, HttpOnly
_COURT = "SHUANGYU_COURT"
_CORNER = "position: fixed; top: 1rem; right: 4rem; z-index: 999991; font-size: .9rem"  # above the header


def court() -> bool:
    """Whether this app asks people to log in."""
    return os.environ.get(_COURT) == "1"


def person() -> Person | None:
    """Who has logged in; None when nobody has or the session has expired. Only in a court."""
    token = st.context.cookies.get(COOKIE, "")
    return store.session_person(store.open_workspace(look.workspace()), token, time.time()) if token else None


def acting() -> store.Acting:
    """The person behind this call and the time, for the guarded writes."""
    return store.Acting(person(), datetime.now(UTC).isoformat(timespec="seconds"))


def may(right: Right) -> bool:
    """Whether to draw what asks for this right; the writes ask again."""
    return not court() or ((who := person()) is not None and who.may(right))


def signer(
    place: DeltaGenerator, label: str, placeholder: str, key: str = "reviewer", value: str = ""
) -> str:
    """The name acts are signed with: the account's, or on one's own machine one that is typed and stays in the address."""
    if court():
        return shown_name(place)
    options = {"value": value} if value else {}
    name = place.text_input(
        label, placeholder=placeholder, label_visibility="collapsed", key=key, bind="query-params", **options
    )
    return (name or "").strip()


def shown_name(place: DeltaGenerator) -> str:
    """The account's name, drawn and not to be typed; empty when nobody has logged in."""
    who = person()
    place.markdown(f":material/person: {_plain(who.name)}" if who else "未登录")
    st.session_state.update(reviewer=who.name if who else "", signer=who.name if who else "")
    return st.session_state["reviewer"]


def enter() -> None:
    """In a court: let the writes ask who is acting, say who has logged in, and end the run when nobody has."""
    if not court():
        return
    store.serve_court(acting)
    who = person()
    if who is None:
        st.error("登录已过期，或账号已停用。请重新登录；没有保存的内容请先复制出来。")
        st.html('<a href="/login" target="_self">去登录</a>')
        st.stop()
    st.html(
        f'<div style="{_CORNER}" title="{roles_label(who.roles)}">{escape(who.name)} · <a href="/logout" target="_self">退出</a></div>'
    )


def only(*rights: Right) -> None:
    """End the run, saying why, for whoever has none of these rights: the page shows what is not for everybody."""
    if not any(map(may, rights)):
        st.error(f"这一页只给有“{'”或“'.join(right.label for right in rights)}”权限的账号。请找管理员。")
        st.stop()


def _plain(name: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-.!|$:~" else c for c in name)
