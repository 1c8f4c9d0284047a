"""Who signs a term, what is forbidden, and versions that stay as they were published."""

import pytest
from made_concepts import AT, FULL, LATER, LATEST, term

from corpora.languages import get
from glossary import store
from glossary.model import TermStatus


def test_two_different_people_sign_where_the_workspace_asks_for_it(db, appeal):
    store.set_signatures_needed(db, 2)
    first = term(db, appeal, "གོང་གཏུག").id
    assert not store.set_status(db, first, TermStatus.PREFERRED, "审定员甲", AT)
    assert not store.set_status(db, first, TermStatus.PREFERRED, "审定员甲", LATER), "twice the same is one"
    assert term(db, appeal, "གོང་གཏུག").status is TermStatus.PROPOSED
    assert [s.concept.id for s in store.pending_states(db)] == [appeal]
    assert store.set_status(db, first, TermStatus.PREFERRED, "审定员乙", LATEST)
    now = term(db, appeal, "གོང་གཏུག")
    assert (now.status, now.authority, now.decided) == (
        TermStatus.PREFERRED,
        "审定员甲、审定员乙",
        "2026-03-04",
    )
    assert store.pending_states(db) == []
    assert [c.what for c in store.history(db, appeal)][-3:] == ["sign", "sign", "status"]


def test_a_first_name_is_taken_back_by_undo_and_by_another_choice(db, appeal):
    store.set_signatures_needed(db, 2)
    first = term(db, appeal, "གོང་གཏུག").id
    store.set_status(db, first, TermStatus.PREFERRED, "审定员甲", AT)
    store.undo(db, "审定员甲", LATER)
    assert store.state(db, appeal).signatures == ()
    store.set_status(db, first, TermStatus.PREFERRED, "审定员甲", AT)
    store.set_status(db, first, TermStatus.ADMITTED, "审定员甲", LATER)
    assert [s.status for s in store.state(db, appeal).signatures] == [TermStatus.ADMITTED]


def test_a_forbidden_term_names_its_reason_and_the_replacement(db, appeal):
    bad, good = (term(db, appeal, text).id for text in ("གོང་ཞུ", "གོང་གཏུག"))
    for why, replacement in (("", "གོང་གཏུག"), ("另有所指", "")):
        with pytest.raises(ValueError, match="写明理由"):
            store.set_status(db, bad, TermStatus.FORBIDDEN, "审定员甲", AT, why, replacement)
    store.set_status(db, good, TermStatus.PREFERRED, "审定员甲", AT)
    store.set_status(db, bad, TermStatus.FORBIDDEN, "审定员甲", LATER, "另有所指")
    now = term(db, appeal, "གོང་ཞུ")
    assert (now.status, now.reason, now.replacement) == (TermStatus.FORBIDDEN, "另有所指", "གོང་གཏུག")
    assert "གོང་ཞུ" not in store.term_keys(db, get("bo")).values()
    store.set_status(db, bad, TermStatus.PROPOSED, "审定员甲", LATEST)
    assert (term(db, appeal, "གོང་ཞུ").reason, term(db, appeal, "གོང་ཞུ").authority) == ("", "")


def test_the_authority_of_a_document_outlives_who_signs_here(db):
    number = store.put_concept(db, FULL, "导入", AT)
    text = FULL.terms[1].text
    store.set_status(db, term(db, number, text).id, TermStatus.PREFERRED, "审定员甲", LATER)
    now = term(db, number, text)
    assert (now.authority, now.decided) == ("青海省民语委", "2021-06-20")
    assert [(s.who, s.status) for s in store.state(db, number).signatures] == [
        ("审定员甲", TermStatus.PREFERRED)
    ]


# Versions


def test_a_version_stays_as_it_was_published(db, appeal):
    with pytest.raises(ValueError, match="还没有一条审定过的译法"):
        store.publish(db, "一版", "审定员甲", AT)
    first, second = (term(db, appeal, text).id for text in ("གོང་གཏུག", "གོང་ཞུ"))
    assert store.cited_version(db) == "术语库（尚未发布版本）"
    store.set_status(db, first, TermStatus.PREFERRED, "审定员甲", AT)
    version = store.publish(db, "一版", "审定员甲", AT, "首次")
    assert (version.concepts, version.renderings) == (1, 1), "the proposal is no part of it"
    assert store.current_version(db) == version and store.cited_version(db) == "术语库版本“一版”"
    held = store.version_concepts(db, "一版")
    store.set_status(db, second, TermStatus.PREFERRED, "审定员乙", LATER)
    assert store.version_concepts(db, "一版") == held
    assert store.cited_version(db) == "术语库版本“一版”（其后又有 1 处改动）"
    with pytest.raises(ValueError, match="已有名为“一版”的版本"):
        store.publish(db, "一版", "审定员甲", LATER)
    store.publish(db, "二版", "审定员甲", LATER)
    assert [v.name for v in store.versions(db)] == ["二版", "一版"]
    (changed,) = store.compare_versions(db, "一版", "二版")
    assert [(d.label, d.term, d.before, d.after) for d in changed.differences] == [
        ("状态", "གོང་གཏུག", "推荐", "可用"),
        ("术语", "གོང་ཞུ", "", "གོང་ཞུ〔推荐〕"),
    ]
    assert store.compare_versions(db, "二版") == []
    with pytest.raises(KeyError, match="没有名为“三版”的版本"):
        store.compare_versions(db, "三版")


def test_states_that_versions_share_are_kept_once(db, appeal):
    store.set_status(db, term(db, appeal, "གོང་གཏུག").id, TermStatus.PREFERRED, "审定员甲", AT)
    store.publish(db, "一版", "审定员甲", AT)
    states = db["states"].count
    store.publish(db, "二版", "审定员甲", LATER)
    assert db["states"].count == states
