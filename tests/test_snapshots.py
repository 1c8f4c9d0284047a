"""States of concepts kept as JSON, and those a workspace of the first kind kept."""

import json

from hypothesis import given
from hypothesis import strategies as st
from made_concepts import AT, LATER

from aligner import store as aligner_store
from glossary import store
from glossary.model import (
    Concept,
    Context,
    Equivalence,
    LanguageSection,
    PartOfSpeech,
    Signature,
    State,
    Term,
    TermStatus,
    Verdict,
)
from glossary.store.schema import migrations
from glossary.store.snapshots import dumps, kept


def test_a_workspace_of_the_first_kind_keeps_its_terms_and_its_history():
    db = aligner_store.open_workspace(":memory:")
    migrations.apply(db, stop_before="m002_full_termbase")
    proposed = {
        "language": "bo",
        "text": "གོང་གཏུག",
        "status": "proposed",
        "source": "B3",
        "authority": "",
        "note": "",
        "id": None,
    }
    preferred = {**proposed, "status": "preferred", "authority": "审定员甲", "id": 2}
    db.execute("INSERT INTO concepts VALUES (1, '程序', '')")
    db.execute("INSERT INTO terms VALUES (1, 1, 'zh', '上诉', '上诉', 'proposed', 'B3', '', '')")
    db.execute("INSERT INTO terms VALUES (2, 1, 'bo', 'གོང་གཏུག', 'གོང་གཏུག', 'preferred', 'B3', '审定员甲', '')")
    db.execute("INSERT INTO decisions VALUES ('zh', 'bo', '上诉', 'ཕུལ', 'rejected', '审定员甲', ?)", [AT])
    for what, before, after in (("add", None, proposed), ("status", proposed, preferred)):
        db.execute(
            "INSERT INTO history (at, who, what, why, concept, before, after) VALUES (?, '审定员甲', ?, '', 1, ?, ?)",
            [AT, what, before and json.dumps(before), after and json.dumps(after)],
        )
    migrations.apply(db)
    assert [(t.text, t.status) for t in store.concept(db, 1).terms] == [
        ("上诉", TermStatus.PROPOSED), ("གོང་གཏུག", TermStatus.PREFERRED),
    ]  # fmt: skip
    assert store.rejected(db, "zh", "bo") == {("上诉", "ཕུལ")}
    first, second = store.history(db, 1)
    assert first.before is None and second.after == store.state(db, 1)
    store.revert(db, second.id, "审定员乙", LATER)
    assert [t.status for t in store.concept(db, 1).terms] == [TermStatus.PROPOSED] * 2
    assert db.execute("PRAGMA foreign_key_check").fetchall() == []


_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
_texts = st.lists(_text, max_size=2).map(tuple)
_term = st.builds(
    Term, language=st.sampled_from(["zh", "bo", "mn-Mong"]), text=_text, status=st.sampled_from(TermStatus), source=_text,
    note=_text, part_of_speech=st.none() | st.sampled_from(PartOfSpeech), forms=_texts,
    contexts=st.lists(st.builds(Context, _text, _text, _text), max_size=2).map(tuple), id=st.none() | st.integers(1, 9),
)  # fmt: skip
_section = st.builds(
    LanguageSection, st.sampled_from(["bo", "ug"]), equivalence=st.none() | st.sampled_from(Equivalence)
)
_state = st.builds(
    State,
    st.builds(
        Concept, domain=_text, terms=st.lists(_term, max_size=3).map(tuple), laws=_texts, related=_texts,
        sections=st.lists(_section, max_size=2).map(tuple), id=st.none() | st.integers(1, 9),
    ),
    st.lists(st.builds(Signature, st.integers(1, 9), st.sampled_from(TermStatus), _text, _text), max_size=2).map(tuple),
)  # fmt: skip
_verdict = st.builds(Verdict, _text, _text, _text, _text, st.booleans(), _text, _text)


@given(_state | _verdict)
def test_states_come_back_from_json(state):
    assert kept(dumps(state)) == state
