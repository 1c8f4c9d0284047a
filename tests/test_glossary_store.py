"""Who decided what, and that no machine run undoes it."""

import pytest

from corpora.languages import get
from glossary import build, lookup, store
from glossary.model import Candidate, Occurrence, Term, TermStatus
from glossary.renderings import merge
from glossary.store.candidates import MiningState

AT = "2026-03-02T09:00:00+00:00"
LATER = "2026-03-03T09:00:00+00:00"
STATE = MiningState(0, 0, 0)


def candidate(source="上诉", target="གོང་གཏུག", together=9):
    return Candidate("zh", "bo", source, target, together, 10, together, 50.0, 0.8)


@pytest.fixture
def one(db):
    store.replace_candidates(db, "zh", "bo", [candidate()], STATE)
    return store.waiting(db, "bo")[0].id


def test_accepting_makes_a_signed_preferred_term(db, one):
    concept = store.concept(db, store.decide(db, one, True, "审定员甲", AT, why="与词典一致"))
    term = next(t for t in concept.terms if t.language == "bo")
    assert (term.text, term.status, term.authority) == ("གོང་གཏུག", TermStatus.PREFERRED, "审定员甲")
    assert store.waiting(db, "bo") == []
    assert [(c.who, c.what, c.why) for c in store.history(db, concept.id)] == [
        ("审定员甲", what, "与词典一致") for what in ("add", "status", "accept")
    ]


def test_a_rebuild_changes_no_decision(db, one):
    number = store.decide(db, one, True, "审定员甲", AT)
    before = store.concept(db, number)
    store.replace_candidates(db, "zh", "bo", [candidate(together=12), candidate("驳回", "ཕྱིར་སློག")], STATE)
    build.update(db, LATER)
    assert set(before.terms) <= set(store.concept(db, number).terms)
    assert [c.source for c in store.waiting(db, "bo")] == ["驳回"]


def test_rejecting_is_for_good_and_can_be_undone(db, one):
    store.decide(db, one, False, "审定员甲", AT)
    assert store.rejected(db, "zh", "bo") == {(get("zh").key("上诉"), get("bo").key("གོང་གཏུག"))}
    assert store.waiting(db, "bo") == []
    store.undecide(db, one, "审定员甲", LATER)
    assert [c.id for c in store.waiting(db, "bo")] == [one]
    assert store.rejected(db, "zh", "bo") == frozenset()


def test_a_second_preferred_rendering_makes_the_first_admitted(db, one):
    number = store.decide(db, one, True, "审定员甲", AT)
    store.add_term(db, "诉讼", "上诉", Term("bo", "གོང་ཞུ"), "审定员乙", LATER)
    new = next(t for t in store.concept(db, number).terms if t.text == "གོང་ཞུ")
    store.set_status(db, new.id, TermStatus.PREFERRED, "审定员乙", LATER, "新词典")
    statuses = {t.text: t.status for t in store.concept(db, number).terms if t.language == "bo"}
    assert statuses == {"གོང་གཏུག": TermStatus.ADMITTED, "གོང་ཞུ": TermStatus.PREFERRED}


def test_seeds_are_proposed_with_their_source_and_added_once(db):
    added = build.add_seeds(db, AT)
    assert added > 90 and build.add_seeds(db, LATER) == 0
    for concept in store.concepts(db):
        for term in concept.terms:
            assert term.status is TermStatus.PROPOSED and not term.authority
            assert term.source and get(term.language)


def test_a_seed_a_person_approved_stays_approved(db):
    build.add_seeds(db, AT)
    term = next(t for t in store.concept(db, store.concept_of(db, "人民法院")).terms if t.language == "bo")
    store.set_status(db, term.id, TermStatus.PREFERRED, "审定员甲", AT)
    build.update(db, LATER)
    again = next(t for t in store.concept(db, store.concept_of(db, "人民法院")).terms if t.language == "bo")
    assert (again.status, again.authority) == (TermStatus.PREFERRED, "审定员甲")


def test_lookup_goes_both_ways(db, one):
    build.add_seeds(db, AT)
    for query in ("人民法院", "མི་དམངས་ཁྲིམས་ཁང་", "ཁྲིམས་ཁང།"):
        assert "人民法院" in [e.term for e in lookup.find(db, query)], query
    assert lookup.find(db, "གོང་གཏུག")[0].term == "上诉"
    assert lookup.find(db, "没有这个词") == [] and lookup.find(db, "  ") == []


def test_renderings_that_differ_only_in_the_key_are_one(db):
    build.add_seeds(db, AT)
    concept = store.concept(db, store.concept_of(db, "上诉"))
    merged = merge(concept, [candidate(target="གོང་གཏུག་")], "bo", get("bo").key)
    assert [(r.text, r.count) for r in merged] == [("གོང་གཏུག", 9)]


def test_candidates_keep_their_evidence(db, sample_workspace):
    book = store.open_workspace(sample_workspace)
    for code in store.waiting_counts(book):
        for c in store.waiting(book, code, 20):
            full = store.candidate(book, c.id)
            assert len(full.occurrences) == full.together
            assert isinstance(full.occurrences[0], Occurrence)


def test_the_queue_puts_frequent_and_disputed_terms_first(db):
    store.replace_candidates(db, "zh", "bo", [
        candidate("判决", "ཁྲིམས་བཅད", 9), candidate("上诉", "གོང་གཏུག", 5), candidate("上诉", "གོང་ཞུ", 4), candidate("案件", "གྱོད་གཞི", 2),
    ], STATE)  # fmt: skip
    assert [c.source for c in store.waiting(db, "bo")] == ["上诉", "上诉", "判决", "案件"]


def test_errors_name_what_is_missing(db):
    with pytest.raises(KeyError, match="没有编号为 99 的候选术语"):
        store.candidate(db, 99)
