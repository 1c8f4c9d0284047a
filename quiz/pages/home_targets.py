"""The targets of publication: shown, and set by a person who signs."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from sqlite_utils import Database

from aligner import store as aligner_store
from aligner.register import EVERY_COURT, TRIALS, Targets, target
from corpora.pages import look
from quiz import store
from quiz.pages import sitting


def draw(db: Database, courts: Sequence[str], targets: Targets, who: str) -> None:
    with st.popover("改目标"):
        court = st.selectbox(
            "法院", [EVERY_COURT, *courts], format_func=lambda c: c or "所有法院", key="target-court"
        )
        kind = st.selectbox("案件", list(TRIALS.values()), key="target-trial")
        before = target(targets, court, kind)
        share = st.number_input(
            "应有译本的比例（%）", 0, 100, round(100 * before) if before is not None else None, step=5,
            key=f"target-share-{court}-{kind}", placeholder="没有目标",
        )  # fmt: skip
        st.button("保存", type="primary", on_click=_set, args=(court, kind, share, who))
        st.caption(f"以“{who}”的名义记入，留有记录；清空则没有目标。")


def _set(court: str, kind: str, share: int | None, who: str) -> None:
    db = store.open_workspace(look.workspace())
    aligner_store.set_target(
        db, court, kind, None if share is None else share / 100, who, sitting.now().isoformat()
    )
