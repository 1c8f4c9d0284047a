"""The termbase a court signs: every change dated, any state brought back, concepts merged and split."""

import pytest
from made_concepts import AT, FULL, LATER, LATEST, term, texts

from glossary import store
from glossary.model import Candidate, Concept, Term, TermStatus
from glossary.store.candidates import MiningState


def test_every_field_comes_back(db):
    number = store.put_concept(db, FULL, "审定员甲", AT)
    again = store.concept(db, number)
    assert [t.id for t in again.terms] == [1, 2, 3]
    assert again == Concept(
        **{f: getattr(FULL, f) for f in ("domain", "note", "definition", "definition_source", "laws", "related", "confusable", "sections")},
        terms=again.terms, id=number,
    )  # fmt: skip
    for before, after in zip(FULL.terms, again.terms, strict=True):
        assert {f: getattr(before, f) for f in Term.__slots__ if f != "id"} == {
            f: getattr(after, f) for f in Term.__slots__ if f != "id"
        }
    assert list(store.concepts(db)) == [again]


def test_a_concept_put_in_again_unchanged_leaves_no_trace(db):
    number = store.put_concept(db, FULL, "审定员甲", AT)
    store.put_concept(db, store.concept(db, number), "审定员乙", LATER)
    assert [c.who for c in store.history(db, number)] == ["审定员甲"]


def test_terms_that_share_a_key_are_put_in_as_one(db):
    twice = Concept(
        "",
        (Term("zh", "上诉"), Term("bo", "གོང་གཏུག"), Term("bo", "གོང་གཏུག་", TermStatus.ADMITTED, note="带点")),
    )
    found = store.concept(db, store.put_concept(db, twice, "审定员甲", AT)).terms_in("bo")
    assert [(t.text, t.status, t.note, t.forms) for t in found] == [
        ("གོང་གཏུག", TermStatus.ADMITTED, "带点", ("གོང་གཏུག་",))
    ]


def test_nothing_changes_without_a_name_or_a_term(db, appeal):
    with pytest.raises(ValueError, match="没有署名"):
        store.add_term(db, "", "原告", Term("bo", "ཞུ་གཏུག་པ"), "  ", AT)
    with pytest.raises(ValueError, match="一个术语也没有"):
        store.put_concept(db, Concept("", ()), "审定员甲", AT)
    with pytest.raises(KeyError, match="没有编号为 77 的概念"):
        store.put_concept(db, Concept("", (Term("zh", "原告"),), id=77), "审定员甲", AT)
    assert db["concepts"].count == 1


# History


def test_any_state_is_brought_back_and_so_is_what_was_before_that(db, appeal):
    start = store.state(db, appeal)
    store.set_status(db, term(db, appeal, "གོང་གཏུག").id, TermStatus.PREFERRED, "审定员甲", AT)
    signed = store.state(db, appeal)
    store.put_concept(
        db, Concept("民事", (Term("zh", "上诉"), Term("bo", "ཞུ་གཏུག")), id=appeal), "审定员乙", LATER, "改写"
    )
    changes = store.history(db, appeal)
    assert [c.what for c in changes] == ["add", "add", "status", "edit"]
    store.revert(db, changes[3].id, "审定员丙", LATEST, "误改")
    assert store.state(db, appeal) == signed
    store.revert(db, changes[2].id, "审定员丙", LATEST)
    assert store.state(db, appeal) == start
    store.revert(db, store.history(db, appeal)[-1].id, "审定员丙", LATEST)
    assert store.state(db, appeal) == signed
    assert [(c.what, c.who, c.why) for c in store.history(db, appeal)][4:] == [
        ("revert", "审定员丙", "误改"), ("revert", "审定员丙", ""), ("revert", "审定员丙", ""),
    ]  # fmt: skip


def test_a_removed_concept_returns_with_its_number_and_no_number_is_used_twice(db, appeal):
    before = store.state(db, appeal)
    store.remove_concept(db, appeal, "审定员甲", AT)
    other = store.add_term(db, "", "原告", Term("bo", "ཞུ་གཏུག་པ"), "审定员甲", AT)
    assert other != appeal and not {t.id for t in store.concept(db, other).terms} & {
        t.id for t in before.concept.terms
    }
    store.revert(db, store.history(db, appeal)[-1].id, "审定员甲", LATER)
    assert store.state(db, appeal) == before


def test_undo_takes_back_step_by_step_and_never_another_persons_work(db, appeal):
    start = store.state(db, appeal)
    first, second = (term(db, appeal, text).id for text in ("གོང་གཏུག", "གོང་ཞུ"))
    store.set_status(db, first, TermStatus.PREFERRED, "审定员甲", AT)
    store.set_status(db, second, TermStatus.ADMITTED, "审定员甲", LATER)
    assert [c.what for c in store.undo(db, "审定员甲", LATEST)] == ["status"]
    assert [c.what for c in store.undo(db, "审定员甲", LATEST)] == ["status"]
    assert store.state(db, appeal) == start
    assert store.undo(db, "审定员甲", LATEST) == []
    store.set_status(db, first, TermStatus.PREFERRED, "审定员甲", LATEST)
    store.set_status(db, second, TermStatus.PREFERRED, "审定员乙", LATEST)
    with pytest.raises(ValueError, match="审定员乙后来改过同一个概念"):
        store.undo(db, "审定员甲", LATEST)


def test_a_decision_in_bulk_is_one_act(db):
    found = [
        Candidate("zh", "bo", zh, bo, 9, 10, 9, 50.0, 0.8)
        for zh, bo in (("上诉", "གོང་གཏུག"), ("原告", "ཞུ་གཏུག་པ"))
    ]
    store.replace_candidates(db, "zh", "bo", found, MiningState(0, 0, 0))
    ids = [c.id for c in store.waiting(db, "bo")]
    store.decide_all(db, ids, True, "审定员甲", AT, TermStatus.ADMITTED)
    assert store.waiting(db, "bo") == [] and store.term_counts(db).approved == 2
    with pytest.raises(KeyError):
        store.decide_all(db, [*ids, 99], False, "审定员甲", LATER)
    assert store.term_counts(db).approved == 2, "all or none"
    store.undo(db, "审定员甲", LATER)
    assert [c.id for c in store.waiting(db, "bo")] == ids and db["concepts"].count == 0


def test_an_import_is_one_act_taken_back_at_once(db, appeal):
    before = list(store.states(db))
    imported = [Concept("", (Term("zh", f"词{n}"), Term("ug", f"سوت {n}"))) for n in range(20)]
    store.put_concepts(
        db, [*imported, Concept("民事", (Term("zh", "上诉"),), id=appeal)], "导入员", LATER, "导入 词典.xlsx"
    )
    (last, *_) = store.acts(db, 5)
    assert (last.concepts, len(last.changes), last.changes[0].why) == (21, 8, "导入 词典.xlsx")
    with pytest.raises(ValueError, match="一个术语也没有"):
        store.put_concepts(db, [imported[0], Concept("", ())], "导入员", LATER)
    store.undo(db, "导入员", LATEST)
    assert list(store.states(db)) == before


# Merge and split


def test_a_merge_keeps_everything_and_is_taken_back_whole(db, appeal):
    other = store.put_concept(
        db,
        Concept("民事", (Term("zh", "提起上诉"), Term("bo", "གོང་གཏུག", TermStatus.PREFERRED, note="乙"), Term("ug", "ئەرز سۇنۇش")), "另一条", laws=("《民事诉讼法》第一百七十一条",)),
        "审定员甲", AT,
    )  # fmt: skip
    before = store.state(db, appeal), store.state(db, other)
    store.set_status(db, term(db, appeal, "གོང་ཞུ").id, TermStatus.PREFERRED, "审定员甲", AT)
    chosen = store.state(db, appeal)
    store.merge(db, appeal, other, "审定员甲", LATER, "同一概念")
    one = store.concept(db, appeal)
    assert [(t.text, t.status.label) for t in one.terms] == [
        ("上诉", "待审"), ("གོང་གཏུག", "可用"), ("གོང་ཞུ", "推荐"), ("提起上诉", "待审"), ("ئەرز سۇنۇش", "待审"),
    ]  # fmt: skip
    assert (one.domain, one.note, one.laws) == ("程序", "另一条", ("《民事诉讼法》第一百七十一条",))
    with pytest.raises(KeyError):
        store.concept(db, other)
    assert store.concept_of(db, "提起上诉") == appeal
    store.revert(db, store.history(db, other)[-1].id, "审定员乙", LATEST)
    assert (store.state(db, appeal), store.state(db, other)) == (chosen, before[1])
    with pytest.raises(ValueError, match="同一个概念"):
        store.merge(db, appeal, appeal, "审定员甲", LATER)


def test_a_split_makes_two_meanings_of_one_word_and_is_taken_back(db, appeal):
    before = store.state(db, appeal)
    new = store.split(db, appeal, [term(db, appeal, "གོང་ཞུ").id], "审定员甲", LATER, "两义")
    assert [texts(db, n) for n in (appeal, new)] == [{"上诉", "གོང་གཏུག"}, {"上诉", "གོང་ཞུ"}]
    assert store.concepts_of(db, "上诉") == [appeal, new]
    store.revert(db, store.history(db, new)[0].id, "审定员甲", LATEST)
    assert store.state(db, appeal) == before and store.concepts_of(db, "上诉") == [appeal]
    with pytest.raises(ValueError, match="两边都留下"):
        store.split(db, appeal, [t.id for t in before.concept.terms], "审定员甲", LATER)


def test_what_went_elsewhere_is_not_taken_from_there_by_a_revert(db, appeal):
    new = store.split(db, appeal, [term(db, appeal, "གོང་ཞུ").id], "审定员甲", AT)
    split = store.history(db, appeal)[-1].id
    other = store.add_term(db, "", "申诉", Term("bo", "ཞུ་གཏུག"), "审定员甲", AT)
    store.merge(db, other, new, "审定员甲", LATER)
    with pytest.raises(ValueError, match="后来归入了另一个概念"):
        store.revert(db, split, "审定员甲", LATEST)
    assert "གོང་ཞུ" in texts(db, other)
