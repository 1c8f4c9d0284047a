"""人员: the accounts of a court, and the log of who did what."""

from __future__ import annotations

import time
from datetime import datetime

import streamlit as st
from sqlite_utils import Database

from corpora import store
from corpora.pages import look, person
from corpora.rights import Right, Role, roles_label


def _time(moment: float | str | None) -> str:
    if moment is None:
        return "从未"
    local = (
        datetime.fromisoformat(moment).astimezone()
        if isinstance(moment, str)
        else datetime.fromtimestamp(moment)
    )
    return local.strftime("%Y-%m-%d %H:%M")


def listing(db: Database) -> None:
    """All accounts, and what each role allows."""
    st.dataframe(
        [
            {
                "姓名": a.name,
                "角色": roles_label(a.roles),
                "状态": "停用" if a.disabled else "可用",
                "上次登录": _time(a.last_login),
                "新建": _time(a.made),
            }
            for a in store.accounts(db)
        ],
        hide_index=True,
    )
    with st.expander("各角色能做什么"):
        for role in Role:
            st.markdown(f"**{role.label}**：{'、'.join(r.label for r in Right if r in role.rights)}")


def adding(db: Database) -> None:
    with st.form("add", clear_on_submit=True):
        one, two = st.columns(2)
        name = one.text_input("姓名", help="决定以它署名，以后不能改。同名的人请加上部门。")
        password = two.text_input("初始密码", type="password", help="至少 8 个字符。")
        roles = _roles_asked("角色", "add-roles", frozenset({Role.LEARNER}))
        if st.form_submit_button("新建账号", type="primary"):
            _try(
                lambda: store.add_account(db, name, password, roles, time.time()),
                f"已新建账号“{name.strip()}”。",
            )


def changing(db: Database) -> None:
    found = {a.name: a for a in store.accounts(db)}
    name = st.selectbox("账号", list(found))
    if name is None:
        return
    held = found[name]
    roles = _roles_asked("角色", f"roles-{name}", held.roles)
    one, two, _ = st.columns([1, 1, 3])
    if one.button("保存角色", disabled=roles == held.roles, width="stretch"):
        _try(lambda: store.set_roles(db, name, roles), f"“{name}”现在是：{roles_label(roles)}。")
    if two.button("恢复使用" if held.disabled else "停用账号", width="stretch"):
        _try(
            lambda: store.disable_account(db, name, not held.disabled),
            f"已{'恢复' if held.disabled else '停用'}“{name}”。",
        )
    with st.form("password", clear_on_submit=True):
        password = st.text_input("新密码", type="password", help="至少 8 个字符；已登录的随即退出。")
        if st.form_submit_button("重设密码"):
            _try(lambda: store.set_password(db, name, password), f"已重设“{name}”的密码。")


def log(db: Database) -> None:
    names = ["", *(a.name for a in store.accounts(db))]
    who = st.selectbox("谁", names, format_func=lambda n: n or "所有人", key="audit-who")
    st.caption("只记谁、何时、做了什么、哪一条的编号，不记文书内容。显示最近 1000 行，表格右上角可以下载。")
    st.dataframe(
        [
            {
                "时间": _time(line.at),
                "姓名": line.who or "（未登录）",
                "做什么": line.deed,
                "编号": line.subject,
                "结果": "拒绝" if line.refused else "完成",
            }
            for line in store.audit_log(db, who or "", 1000)
        ],
        hide_index=True,
    )


def _roles_asked(label: str, key: str, default: frozenset[Role]) -> frozenset[Role]:
    picked = st.multiselect(
        label,
        [*Role],
        [r for r in Role if r in default],
        format_func=lambda r: r.label,
        key=key,
        placeholder="请选角色",
    )
    return frozenset(picked)


def _try(act, said: str) -> None:
    try:
        act()
    except ValueError as error:
        st.error(str(error))
    else:
        st.session_state["people-said"] = said
        st.rerun()


def draw() -> None:
    st.title("人员")
    person.only(Right.MANAGE)
    db = store.open_workspace(look.workspace())
    if said := st.session_state.pop("people-said", None):
        st.success(said)
    held, new, trail = st.tabs(["账号", "新建", "操作记录"])
    with held:
        listing(db)
        changing(db)
    with new:
        adding(db)
    with trail:
        log(db)


draw()
