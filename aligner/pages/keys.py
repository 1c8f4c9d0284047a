"""The keys of 对齐审校: what each would do to the bead shown, and doing it."""

from __future__ import annotations

import time
from datetime import datetime

import streamlit as st

from aligner import store
from aligner.model import Status
from aligner.pages import card
from aligner.review import Act, Operation
from aligner.store import Neighbour, Surroundings
from corpora.model import Span
from corpora.pages import look

LOOK = (
    0.3  # seconds a bead must have been seen before a key decides: a held key must not decide the next ones
)
Picked = dict[str, list[int]]  # sentences picked on either side, by number


def shown(bead: int) -> None:
    """Say that a bead is before the reviewer's eyes."""
    if st.session_state.get("review-shown", (None,))[0] != bead:
        st.session_state["review-shown"] = bead, time.monotonic()


def unseen() -> bool:
    return time.monotonic() - st.session_state.get("review-shown", (None, 0.0))[1] < LOOK


def now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def act(pair: int, operation: Operation) -> None:
    """Callback of every decision; a key that came twice finds it made already."""
    if unseen() or st.session_state.get("review-done") == (pair, operation):
        return
    db = store.open_workspace(look.workspace())
    try:
        store.decide(db, pair, operation, st.session_state.get("reviewer", ""), now())
    except (ValueError, KeyError) as error:
        st.session_state["review-said"] = str(error.args[0])
        return
    st.session_state["review-done"] = (pair, operation)
    st.session_state["review-focus"] = None
    if operation.act == Act.UNLINK:  # what is left wants a partner, or none
        st.session_state["review-focus"] = store.bead_number(
            db, pair, operation.source, Span(operation.target.start, operation.target.start)
        )


def undo() -> None:
    """Take the reviewer's own last decision back and show the bead again."""
    who = st.session_state.get("reviewer", "")
    db = store.open_workspace(look.workspace())
    last = store.last_decision(db, who)
    if last is None or unseen():
        return
    try:
        store.undo(db, last.id, who, now())
    except (ValueError, KeyError) as error:
        st.session_state["review-said"] = str(error.args[0])
        return
    st.session_state["review-done"] = None
    bead = next((b for b in last.change.before if b.status != Status.REJECTED), None)
    st.session_state["review-focus"] = bead and store.bead_number(
        db, last.document_pair, bead.source, bead.target
    )


def skip(bead: int) -> None:
    st.session_state["review-skipped"].add(bead)
    st.session_state["review-focus"] = None


def draw_buttons(found: Surroundings, picked: Picked, cut: card.Cut | None, who: str, bead: int) -> None:
    """One key for each thing a person may do."""
    here = found.beads[found.at]
    pair, b = found.task.id, here.bead
    same = b.source, b.target

    def button(place, label: str, key: str, operation: Operation | None, primary: bool = False) -> None:
        place.button(
            label, shortcut=key, key=f"{label}-{bead}", width="stretch", type="primary" if primary else "secondary",
            disabled=operation is None or not who.strip(), on_click=act, args=(pair, operation),
        )  # fmt: skip

    button(st, "确认", "Enter", Operation(Act.CONFIRM, *same), True)
    left, right = st.columns(2)
    button(left, "并入上一对", "Q", _merged(found, -1))
    button(right, "并入下一对", "A", _merged(found, 1))
    button(left, "拆分", "S", _split(here, picked, cut))
    button(right, "连接所选", "L", _linked(picked))
    button(left, "断开", "D", Operation(Act.UNLINK, *same) if here.sources and here.targets else None)
    button(right, "无对应", "W", Operation(Act.ALONE, *same))
    left.button("跳过", shortcut="F", key=f"skip-{bead}", width="stretch", on_click=skip, args=(bead,))
    right.button(
        "撤销", shortcut="Z", key=f"undo-{bead}", width="stretch", disabled=not who.strip(), on_click=undo
    )


def _merged(found: Surroundings, step: int) -> Operation | None:
    place = found.at + step
    if not 0 <= place < len(found.beads):
        return None
    first, last = (found.beads[n].bead for n in sorted((found.at, place)))
    return Operation(
        Act.MERGE, Span(first.source.start, last.source.end), Span(first.target.start, last.target.end)
    )


def _split(here: Neighbour, picked: Picked, cut: card.Cut | None) -> Operation | None:
    """Cut where the picked sentences of the bead begin or end, else where the evidence would."""
    sides = here.bead.source, here.bead.target
    inside = [
        [n for n in picked[side] if n in range(*span)]
        for side, span in zip(("source", "target"), sides, strict=True)
    ]
    if cut and any(inside):
        tail = all(not own or max(own) == span.end - 1 for own, span in zip(inside, sides, strict=True))
        cut = tuple(
            (min(own) if tail else max(own) + 1) if own else (span.end if tail else span.start)
            for own, span in zip(inside, sides, strict=True)
        )
    return cut and Operation(Act.SPLIT, *sides, cut)


def _linked(picked: Picked) -> Operation | None:
    if not picked["source"] or not picked["target"]:
        return None
    source, target = (Span(min(picked[side]), max(picked[side]) + 1) for side in ("source", "target"))
    return Operation(Act.LINK, source, target)
