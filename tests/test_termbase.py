"""The termbase a court signs: every change dated and signed, any state brought back, versions frozen, laws followed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import store as aligner_store
from corpora import importing
from corpora.languages import get
from glossary import store
from glossary.laws import Citation
from glossary.model import (
    Candidate,
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
from glossary.store.candidates import MiningState
from glossary.store.schema import migrations
from glossary.store.snapshots import dumps, kept

AT, LATER, LATEST = (f"2026-03-0{day}T09:00:00+00:00" for day in (2, 3, 4))
FULL = Concept(
    "刑事",
    (
        Term("zh", "盗窃罪"),
        Term(
            "bo", "རྐུ་འཕྲོག་ཉེས་པ།", TermStatus.ADMITTED, "汉藏对照法学词典", "青海省民语委", "词典写法",
            document="青语委〔2021〕3号", decided="2021-06-20", dialect="安多", jurisdiction="青海",
            part_of_speech=PartOfSpeech.NOUN, abbreviation_of="རྐུ་འཕྲོག་གི་ཉེས་པ།", forms=("རྐུ་ཉེས་", "རྐུ་འཕྲོག་"),
            contexts=(Context("རྐུ་འཕྲོག་ཉེས་པ་བསགས།", "犯盗窃罪", "(2020)青2802刑初12号"),),
            valid_from="2021-07-01", valid_to="2030-12-31", reason="", replacement="",
        ),
        Term("ug", "ئوغرىلىق جىنايىتى"),
    ),
    "与抢夺罪区别",
    definition="以非法占有为目的，秘密窃取公私财物的行为",
    definition_source="《刑法》第二百六十四条",
    laws=("《中华人民共和国刑法》第二百六十四条", "《刑法》第一百三十三条之一"),
    related=("抢夺罪",),
    confusable=("侵占罪",),
    sections=(LanguageSection("bo", "定义", "词典", Equivalence.PARTIAL, "只到财物", "备注"),),
)  # fmt: skip


def term(db, number, text):
    return next(t for t in store.concept(db, number).terms if t.text == text)


def texts(db, number):
    return {t.text for t in store.concept(db, number).terms}


@pytest.fixture
def appeal(db):
    """上诉 with two renderings, both proposed."""
    store.add_term(db, "程序", "上诉", Term("bo", "གོང་གཏུག", source="B3"), "导入", AT)
    return store.add_term(db, "程序", "上诉", Term("bo", "གོང་ཞུ", source="B4"), "导入", AT)


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


# Signatures


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


# Laws


def statute(folder, name, body):
    articles = "\n\n".join(f"第{n}条 {text}" for n, text in zip("一二三四五六七八", body, strict=False))
    (folder / name).write_text(f"中华人民共和国示例法\n\n{articles}\n", encoding="utf-8")


TEXTS = [f"为了说明第{n}件事，制定本条，本条的内容与别的条文都不相同。" for n in "甲乙丙丁戊己庚辛"]


def test_concepts_that_cite_an_amended_article_come_up_until_somebody_looked(db, tmp_path):
    statute(tmp_path, "旧.txt", TEXTS)
    importing.add_folder(db, tmp_path, AT)
    cite = "《示例法》第{}条".format
    changed, _, _ = (
        store.put_concept(db, Concept("", (Term("zh", zh), Term("bo", "ཀ")), laws=(law,)), "审定员甲", AT)
        for zh, law in (("甲词", cite("三")), ("乙词", cite("四")), ("丙词", "《别的法》第三条"))
    )
    assert store.amended_concepts(db) == []
    statute(
        tmp_path, "新.txt", [*TEXTS[:2], "第三件事从此另作规定，原来的内容不再适用于任何案件。", *TEXTS[3:]]
    )
    importing.add_folder(db, tmp_path, LATER)
    (found,) = store.amended_concepts(db)
    assert (found.concept, found.citation) == (changed, Citation("示例法", "3"))
    assert TEXTS[2] in found.then and "另作规定" in found.now
    store.hold_against_laws(db, changed, "审定员甲", LATEST)
    assert store.amended_concepts(db) == []


def test_a_concept_older_than_the_statute_is_held_against_the_first_it_meets(db, tmp_path):
    law = ("《示例法》第三条",)
    number = store.put_concept(
        db, Concept("", (Term("zh", "甲词"), Term("bo", "ཀ")), laws=law), "审定员甲", AT
    )
    statute(tmp_path, "旧.txt", TEXTS)
    importing.add_folder(db, tmp_path, AT)
    store.hold_all_against_laws(db, "系统", AT)
    statute(tmp_path, "新.txt", [*TEXTS[:2], "完全不同的规定，与原来说的不是一件事情。", *TEXTS[3:]])
    importing.add_folder(db, tmp_path, LATER)
    store.hold_all_against_laws(db, "系统", LATER)
    assert [a.concept for a in store.amended_concepts(db)] == [number]


# Older workspaces, JSON


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
