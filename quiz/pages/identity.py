"""Who sits before the screen: a name, the same on every page; in a court the account's."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from corpora.pages import person

ALONE = "本机学习者"  # one machine, one user
_KEPT = "learner-name"


def asked_name(place: DeltaGenerator) -> str:
    """The learner's name, asked in `place`. It goes along from page to page, and stands in the address for a reload."""
    if person.court():
        st.session_state[_KEPT] = person.shown_name(place)
        return st.session_state[_KEPT]
    before = st.session_state.get(_KEPT, ALONE)
    typed = place.text_input("姓名", value=before, key="who", bind="query-params", label_visibility="collapsed")
    st.session_state[_KEPT] = typed.strip() or ALONE
    return st.session_state[_KEPT]
