"""Where and when a term is the term: on the day of a judgment, in a jurisdiction, in a dialect area; looked up, checked, exported."""

import csv
import doctest
from datetime import date

import pytest
from click.testing import CliRunner
from harness import html
from hypothesis import given
from hypothesis import strategies as st
from made_terms import concepts
from test_term_pages import TERMS

from corpora.model import Document, Section, Span
from glossary import lookup, scope, store
from glossary.checking.draft import check_faces
from glossary.checking.model import Face, FindingKind, Passage
from glossary.model import Concept, Term, TermStatus
from glossary.scope import ANY, Scope, ahead, as_of, covers, ended, on, within
from shuangyu import main

AT = "2026-03-02T09:00:00+00:00"
PREFERRED, SUPERSEDED, PROPOSED = TermStatus.PREFERRED, TermStatus.SUPERSEDED, TermStatus.PROPOSED
OLD = Term("bo", "གཏུགས་བཤེར", PREFERRED, "甲书", valid_to="2019-12-31")
NEW = Term("bo", "གོང་གཏུག", PREFERRED, "乙书", valid_from="2020", dialect="安多", jurisdiction="青海、甘肃")
APPEAL = Concept("程序", (Term("zh", "上诉"), OLD, NEW))


def test_the_examples_in_the_module():
    assert doctest.testmod(scope).failed == 0


@pytest.mark.parametrize("day, old, new", [
    ("2018-05-01", PREFERRED, PROPOSED), ("2019-12-31", PREFERRED, PROPOSED), ("2020-01-01", SUPERSEDED, PREFERRED),
    ("2019", PREFERRED, PROPOSED), ("2020", SUPERSEDED, PREFERRED), ("", PREFERRED, PREFERRED),
])  # fmt: skip
def test_a_term_has_the_status_of_the_day(day, old, new):
    assert (on(OLD, day).status, on(NEW, day).status) == (old, new)


def test_what_people_ruled_out_stays_ruled_out():
    banned = Term("bo", "ཀ", TermStatus.FORBIDDEN, valid_from="2030", reason="另有所指")
    assert on(banned, "2020") == banned and on(banned, "2040") == banned
    assert on(Term("bo", "ཀ", PREFERRED, valid_to="2010", reason="旧译"), "2020").reason == "旧译"


@pytest.mark.parametrize("asked, covered", [
    (ANY, True), (Scope(jurisdiction="青海"), True), (Scope(jurisdiction="甘肃", dialect="安多"), True), (Scope(jurisdiction="西藏"), False), (Scope(dialect="康"), False),
])  # fmt: skip
def test_a_term_is_one_of_the_areas_it_names(asked, covered):
    assert covers(NEW, asked) is covered and covers(OLD, asked)


@given(concepts(), st.dates().map(str), st.sampled_from(["", "青海"]))
def test_nothing_is_asked_and_nothing_changes(concept, day, jurisdiction):
    assert as_of(concept, ANY) == within(concept, ANY) == concept
    asked = Scope(day, jurisdiction)
    kept = within(concept, asked)
    for term in kept.terms if kept else ():
        assert term.language == "zh" or (covers(term, asked) and not ended(term, day) and not ahead(term, day))
    assert as_of(as_of(concept, asked), asked) == as_of(concept, asked)


def test_look_up_prefers_what_is_in_force(db):
    store.put_concept(db, APPEAL, "甲", AT)
    now = lookup.find(db, "上诉", scope=Scope("2026-03-02"))[0].renderings["bo"]
    assert [(r.text, r.status) for r in now] == [(NEW.text, PREFERRED), (OLD.text, SUPERSEDED)]
    assert now[0].scope == "安多 · 青海、甘肃 · 有效 2020 至 今"
    then = lookup.find(db, "上诉", scope=Scope("2018-03-02"))[0].renderings["bo"]
    assert [(r.text, r.status) for r in then] == [(OLD.text, PREFERRED), (NEW.text, PROPOSED)]
    elsewhere = lookup.find(db, "上诉", scope=Scope(dialect="康"))[0].renderings["bo"]
    assert [r.text for r in elsewhere] == [OLD.text]


def test_what_terms_are_restricted_to(db):
    assert store.term_limits(db) == store.Limits((), (), False)
    store.put_concept(db, APPEAL, "甲", AT)
    store.put_concept(db, Concept("", (Term("zh", "判决"), Term("bo", "ཁྲིམས་བཅད", dialect="康"), Term("ug", "ھۆكۈم", jurisdiction="甘肃"))), "甲", AT)
    assert store.term_limits(db) == store.Limits(("甘肃", "青海"), ("安多", "康"), True)


@pytest.mark.parametrize("year, harm", [(2018, None), (2026, FindingKind.FORBIDDEN)])
def test_a_draft_is_held_against_the_terms_of_its_day(year, harm):
    source, draft = "被告提起上诉。", f"བཅོས་ཡུལ་གྱིས་{OLD.text}་བྱས།"
    one, two = (
        Document(body=body, language=code, name=code, sha256=code, date=date(year, 5, 1)) for body, code in ((source, "zh"), (draft, "bo"))
    )
    passages = (Passage(text, tuple(range(len(text) + 1))) for text in (source, draft))
    face = Face(*passages, Section.CLAIMS, Span(0, 1), Span(0, 1))
    found = {f.kind for f in check_faces([face], one, two, [APPEAL])} & {FindingKind.FORBIDDEN, FindingKind.TERM}
    assert found == ({harm} if harm else set())


def run(*arguments):
    return CliRunner().invoke(main, ["glossary", *arguments])


def test_the_command_line_asks_for_a_day_and_a_place(db_file):
    assert "〔已废止〕" in run("find", "上诉", "--db", db_file).stdout
    assert run("find", "上诉", "--on", "2018年5月", "--db", db_file).stdout.index(OLD.text) < run(
        "find", "上诉", "--on", "2018年5月", "--db", db_file
    ).stdout.index(NEW.text)
    wrong = run("find", "上诉", "--on", "去年", "--db", db_file)
    assert wrong.exit_code == 2 and "2021-06-20" in wrong.output


@pytest.mark.parametrize("arguments, texts", [
    ((), {OLD.text, NEW.text}), (("--on", "2018"), {OLD.text}), (("--on", "2026"), {NEW.text}), (("--area", "康"), {OLD.text}), (("--jurisdiction", "青海"), {OLD.text, NEW.text}),
])  # fmt: skip
def test_exports_hold_what_was_asked_for(db_file, tmp_path, arguments, texts):
    out = tmp_path / "terms.csv"
    assert run("export", str(out), *arguments, "--db", db_file).exit_code == 0
    written = {cell for row in csv.reader(out.open(encoding="utf-8-sig")) for cell in row}
    assert written & {OLD.text, NEW.text} == texts


def test_tools_are_given_what_is_in_force_today(db_file, tmp_path):
    out = tmp_path / "terms.txt"
    assert run("export", str(out), "--language", "bo", "--db", db_file).exit_code == 0
    assert NEW.text in out.read_text() and OLD.text not in out.read_text()


@pytest.fixture
def db_file(tmp_path):
    path = tmp_path / "terms.db"
    store.put_concept(store.open_workspace(path), APPEAL, "甲", AT)
    return str(path)


def test_the_page_asks_only_where_terms_are_restricted(app, sample_copy):
    at = app(sample_copy, TERMS, term="上诉")
    assert not at.selectbox and not [t for t in at.text_input if t.key == "scope-day"]
    store.put_concept(store.open_workspace(sample_copy), APPEAL, "甲", AT)
    at = app(sample_copy, TERMS, term="上诉")
    assert OLD.text in html(at) and "已废止" in html(at)
    at = at.selectbox(key="scope-方言区").set_value("安多").run().text_input(key="scope-day").set_value("2018").run()
    assert not at.exception and "已废止" not in html(at)
    assert at.text_input(key="scope-day").set_value("去年").run().warning[0].value.startswith("“去年”不是日期")
