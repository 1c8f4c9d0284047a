"""The import of a file of terms: what it would do, what contradicts, and then one act that can be undone."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

import streamlit as st
from sqlite_utils import Database

from corpora.languages import get
from corpora.pages import look
from corpora.rendering import render_text
from glossary import import_report, importing, store
from glossary.exchange import READ, BadFile, Problem, read_terms
from glossary.exchange.fields import FIELDS
from glossary.importing import Difference, Plan, Step
from glossary.model import Term
from glossary.pages import parts

SHOWN = 30  # concepts a page
IN_SCRIPT = {importing.PREFERRED} | {f.label for f in FIELDS[Term] if f.name in parts.IN_SCRIPT}


def draw(db: Database) -> None:
    done()
    file = st.file_uploader(
        "把术语文件拖到这里：TBX、Excel（.xlsx）、CSV",
        type=[ending.removeprefix(".") for ending in READ],
        help="一行一个术语，或一列一种语言都能认。先预览，确认后才写入；人核定过的译法不会被悄悄改动。",
        key=f"term-file-{st.session_state.get('imports', 0)}",
    )
    left, right = st.columns(2)
    source = left.text_input(
        "出处",
        placeholder="出处，例如《汉藏法律词典》；写在没有注明出处的术语上",
        label_visibility="collapsed",
    ).strip()
    who = parts.signer(right)
    if file is None:
        st.html(
            '<div class="quiet">表格的表头写“汉文”“藏文”“维吾尔文”等，一列一种语言；也可以先在“导出”里存一份 Excel，照样填写。</div>'
        )
        return
    try:
        plan, act = held(db, file.name, file.file_id, file.getvalue(), source)
    except BadFile as error:
        refuse(file.name, error.problems)
        return
    preview(plan, f"{file.file_id}-{act}", file.name, act, who)


def held(db: Database, name: str, number: str, content: bytes, source: str) -> tuple[Plan, int]:
    """The file held against the termbase, and the last act of that; made again when either is another."""
    act = last_act(db)
    made = st.session_state.get("import-plan")
    if made is None or made[0] != (number, source, act):
        with tempfile.TemporaryDirectory() as folder, st.spinner("正在与术语库比对…"):
            path = Path(folder) / Path(name).name
            path.write_bytes(content)
            plan = importing.plan(store.concepts(db), read_terms(path, source))
        made = (number, source, act), plan
        st.session_state["import-plan"] = made
    return made[1], act


def last_act(db: Database) -> int:
    return next((done.changes[0].act for done in store.acts(db, 1, first=1)), 0)


def refuse(name: str, problems: Sequence[Problem]) -> None:
    st.error(f"{name} 没有导入：文件里有下面的问题。改好以后再拖进来。")
    problem_table(problems)


def preview(plan: Plan, key: str, name: str, act: int, who: str) -> None:
    """What would happen, in lists, and the button that does it."""
    agreed: set[int] = st.session_state.setdefault(f"agreed-{key}", set())
    kinds = {
        "增加": len(plan.add),
        "补充": len(plan.change),
        "矛盾": len(plan.contradict),
        "没有收": len(plan.refused),
        "提醒": len(plan.remarks),
    }
    there = [kind for kind, count in kinds.items() if count]
    if plan.same:
        st.html(f'<div class="quiet">{escape(name)}：原已相同的概念 {len(plan.same)} 个，不用改动。</div>')
    if not there:
        return
    left, right = st.columns([3, 2], vertical_alignment="center")
    kind = left.segmented_control(
        "预览", there, format_func=lambda k: f"{k} {kinds[k]}", default=there[0], required=True,
        label_visibility="collapsed", key=f"kind-{key}",
    )  # fmt: skip
    with right:
        offer(plan, [plan.steps[n] for n in sorted(agreed)], key, name, act, who)
    show(plan, kind, agreed, key)
    st.download_button("导出预览（CSV）", table(plan), f"{name}-预览.csv", "text/csv", type="tertiary")


def offer(plan: Plan, confirmed: Sequence[Step], key: str, name: str, act: int, who: str) -> None:
    """The button that writes what the preview shows, and what it leaves alone."""
    count = sum(1 for _ in plan.concepts(confirmed))
    left = len(plan.contradict) - len(confirmed)
    kept = f"，{left} 处矛盾保持原样" if left else ""
    st.button(
        f"导入：写入 {count} 个概念{kept}" if count else f"没有可以写入的改动{kept}",
        type="primary",
        disabled=not who or not count,
        help=None if who else "请先填写审定人姓名",
        key=f"import-{key}",
        on_click=put,
        args=(plan, confirmed, act, who, name),
        width="stretch",
    )


def put(plan: Plan, confirmed: Sequence[Step], act: int, who: str, name: str) -> None:
    """Callback: write what the preview showed, unless the termbase has changed since."""
    db = store.open_workspace(look.workspace())
    concepts = list(plan.concepts(confirmed))
    with store.write_tx(db):
        if last_act(db) != act:
            st.session_state["refused"] = (
                "术语库刚才有了改动，什么也没有写入。下面是重新比对的结果，请再看一遍。"
            )
            return
        number = store.put_concepts(db, concepts, who, parts.now(), f"导入 {name}")
    st.session_state["imported"] = (number, name, len(concepts), who)
    st.session_state["imports"] = st.session_state.get("imports", 0) + 1
    st.session_state.pop("import-plan", None)


def done() -> None:
    """What the last import did, and the way back."""
    if not (last := st.session_state.get("imported")):
        return
    number, name, count, who = last
    left, right = st.columns([5, 1], vertical_alignment="center")
    left.success(f"已导入 {name}：写入 {count} 个概念，署名 {who}。到“术语审定”里逐条核定。")
    right.button("撤销导入", on_click=take_back, args=(number, who), width="stretch")


def take_back(number: int, who: str) -> None:
    try:
        store.revert(store.open_workspace(look.workspace()), number, who, parts.now(), "撤销导入")
        st.session_state["said"] = "已撤销导入，术语库恢复原样"
    except (KeyError, ValueError) as error:
        st.session_state["refused"] = error.args[0]
    st.session_state.pop("imported", None)


# Lists


def show(plan: Plan, kind: str, agreed: set[int], key: str) -> None:
    if kind in ("没有收", "提醒"):
        problem_table(plan.refused if kind == "没有收" else plan.remarks)
        return
    steps = {"增加": plan.add, "补充": plan.change, "矛盾": plan.contradict}[kind]
    pages = -(-len(steps) // SHOWN)
    page = st.pagination(pages, key=f"page-{kind}-{key}") if pages > 1 else 1
    shown = steps[(page - 1) * SHOWN : page * SHOWN]
    if kind == "矛盾":
        contradictions(plan, shown, agreed, key)
    else:
        st.html("".join(step_html(s, () if s.before is None else s.differences) for s in shown))


def contradictions(plan: Plan, shown: Iterable[Step], agreed: set[int], key: str) -> None:
    """One by one or all: whose word holds."""
    numbers = {id(step): n for n, step in enumerate(plan.steps)}
    every = {numbers[id(step)] for step in plan.contradict}
    left, one, two = st.columns([4, 1, 1], vertical_alignment="center")
    left.html('<div class="quiet">不勾选的保持术语库原样；勾选的以文件为准，可以撤销。</div>')
    one.button("全部以文件为准", on_click=choose, args=(key, every, True), type="tertiary")
    two.button("全部保持原样", on_click=choose, args=(key, every, False), type="tertiary")
    for step in shown:
        n = numbers[id(step)]
        text, tick = st.columns([5, 1], vertical_alignment="center")
        text.html(step_html(step, [d for d in step.differences if d.contradicts]))
        st.session_state[f"agree-{key}-{n}"] = n in agreed
        tick.checkbox(
            "以文件为准", key=f"agree-{key}-{n}", on_change=choose, args=(key, {n}, n not in agreed)
        )


def choose(key: str, numbers: set[int], yes: bool) -> None:
    """Callback: the file's word holds for these steps, or no longer."""
    agreed = st.session_state[f"agreed-{key}"]
    st.session_state[f"agreed-{key}"] = agreed | numbers if yes else agreed - numbers


def step_html(step: Step, differences: Iterable[Difference]) -> str:
    """A concept: its name, where the file has it, and what differs; a new one with all its renderings."""
    body = "".join(map(difference_html, differences)) if step.before else renderings_html(step)
    name = render_text(step.name, get("zh"))
    return (
        f'<div class="change"><b>{name}</b> <span class="quiet">{escape(step.entry.place)}</span>{body}</div>'
    )


def renderings_html(step: Step) -> str:
    return "".join(
        f'<div class="facts"><span class="quiet">{get(t.language).name}</span>{parts.text(t.text, t.language)}'
        f"{parts.status_pill(t.status)}</div>"
        for t in step.kept.terms
        if t.language != "zh"
    )


def difference_html(d: Difference) -> str:
    """One field as it is and as the file has it, in the script it is written in."""
    place = f'<span class="quiet">{get(d.language).name}</span>' if d.language else ""
    own = d.term and d.field != importing.PREFERRED
    subject = place + (parts.text(d.term, d.language) if own else "")
    language = d.language if d.field in IN_SCRIPT else "zh"
    sides = [
        f'<span class="{kind}">{parts.text(value, language)}</span>'
        for kind, value in (("was", d.before), ("is", d.after))
        if value
    ]
    arrow = '<span class="quiet">→</span>'
    return f'<div class="facts diff">{subject}<span class="quiet">{escape(d.field)}</span>{arrow.join(sides)}</div>'


def problem_table(problems: Sequence[Problem]) -> None:
    st.dataframe(
        {
            "位置": [p.place for p in problems],
            "原因": [p.reason for p in problems],
        },
        hide_index=True,
        column_config={"位置": st.column_config.TextColumn(width="small")},
    )


def table(plan: Plan) -> bytes:
    """The preview as a table: one difference a row."""
    out = io.StringIO()
    csv.writer(out).writerows((("结果", "位置", "概念", "说明"), *import_report.rows(plan)))
    return out.getvalue().encode("utf-8-sig")
