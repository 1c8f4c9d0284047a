"""What an import would do: added, changed, contradicted, the same; and that it does just that."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_terms import DIALECTS, arranged, termbases

from glossary import importing, store
from glossary.exchange import read_terms, write_terms
from glossary.exchange.reading import Entry, Problem, Reading
from glossary.importing import plan
from glossary.model import Concept, Context, Equivalence, LanguageSection, PartOfSpeech, Term, TermStatus
from shuangyu import main

AT = "2026-03-02T09:00:00+00:00"
ZH = Term("zh", "上诉")
APPROVED = Term("bo", "གོང་ཞུ", TermStatus.PREFERRED, "B1", "州民语办", note="口语")
PROPOSED = Term("bo", "གོང་ཞུ", source="B1")


def reading(*concepts: Concept) -> Reading:
    return Reading(tuple(Entry(n, c) for n, c in enumerate(concepts, 1)))


def concept(*terms: Term, **said) -> Concept:
    return Concept(said.pop("domain", ""), (ZH, *terms), **said)


def differences(before: Concept, incoming: Concept) -> list[tuple[str, str, str, bool]]:
    (step,) = plan([before], reading(incoming)).steps
    return [(d.field, d.before, d.after, d.contradicts) for d in step.differences]


def test_what_is_not_there_is_added():
    new = concept(PROPOSED)
    result = plan([Concept("", (Term("zh", "判决"),), id=1)], reading(new))
    assert (len(result.add), result.change, result.contradict, result.same) == (1, (), (), ())
    assert list(result.concepts()) == [new]


def test_the_same_is_the_same():
    there = concept(APPROVED, domain="程序", id=7)
    result = plan([there], reading(concept(replace(APPROVED, text="གོང་ཞུ་"))))
    assert result.steps[0].differences[0].field == "查词形", (
        "another spelling of the same key is a look-up form"
    )
    result = plan([there], reading(concept(APPROVED), concept(PROPOSED, domain="民事")))
    assert len(result.same) == len(result.add) == 1, (
        "the file holds two concepts of one name, the termbase one"
    )
    assert list(result.concepts()) == [concept(PROPOSED, domain="民事")]


def test_a_second_rendering_changes_a_concept():
    new = Term("bo", "ཡར་ཞུ")
    assert differences(concept(APPROVED), concept(new)) == [("新译法", "", "待审", False)]
    (after,) = plan([concept(APPROVED)], reading(concept(new))).concepts()
    assert after.terms == (ZH, APPROVED, new)


@pytest.mark.parametrize(
    "said, field, contradicts",
    [
        ({"source": "乙书"}, "出处", False),
        ({"note": "另见"}, "备注", True),
        ({"forms": ("གོང་ཞུའི",)}, "查词形", False),
        ({"contexts": (Context("གོང་ཞུ་བྱེད།"),)}, "例句", False),
        ({"status": TermStatus.ADMITTED}, "状态", True),
        ({"status": TermStatus.FORBIDDEN}, "状态", True),
        ({"authority": "高级法院"}, "审定", True),
        ({"part_of_speech": PartOfSpeech.VERB}, "词性", True),
        ({"dialect": "安多"}, "方言", True),
    ],
)
def test_a_term_a_person_approved_changes_only_when_confirmed(said, field, contradicts):
    """Evidence is added to it; anything else the file says is a contradiction."""
    there = concept(APPROVED)
    result = plan([there], reading(concept(Term("bo", "གོང་ཞུ", **said))))
    (difference,) = result.steps[0].differences
    assert (difference.field, difference.contradicts) == (field, contradicts)
    kept = [c.terms[1] for c in result.concepts()]
    (forced,) = [c.terms[1] for c in result.concepts(result.steps)]
    assert kept == ([] if contradicts else [forced])
    assert forced != APPROVED
    assert replace(forced, **{name: getattr(APPROVED, name) for name in said}) == APPROVED


def test_a_proposal_is_filled_and_raised_but_not_overwritten():
    there = concept(replace(PROPOSED, dialect="康"))
    file = concept(replace(APPROVED, dialect="安多", part_of_speech=PartOfSpeech.VERB))
    assert differences(there, file) == [
        ("状态", "待审", "推荐", False),
        ("审定", "", "州民语办", False),
        ("方言", "康", "安多", True),
        ("词性", "", "动词", False),
        ("备注", "", "口语", False),
    ]
    (after,) = plan([there], reading(file)).concepts()
    assert after.terms[1] == replace(APPROVED, dialect="康", part_of_speech=PartOfSpeech.VERB)


def test_a_file_that_says_no_status_lowers_none():
    assert differences(concept(APPROVED), concept(PROPOSED)) == []
    assert differences(concept(replace(APPROVED, status=TermStatus.FORBIDDEN)), concept(PROPOSED)) == []


def test_another_preferred_rendering_contradicts():
    rival = Term("bo", "ཡར་ཞུ", TermStatus.PREFERRED, authority="高级法院")
    result = plan([concept(APPROVED)], reading(concept(rival)))
    assert [(d.field, d.before, d.after) for d in result.steps[0].differences if d.contradicts] == [
        ("推荐译法", "གོང་ཞུ", "ཡར་ཞུ")
    ]
    assert [t.status for t in next(result.concepts()).terms[1:]] == [
        TermStatus.PREFERRED,
        TermStatus.PROPOSED,
    ]
    assert [t.status for t in next(result.concepts(result.steps)).terms[1:]] == [
        TermStatus.ADMITTED,
        TermStatus.PREFERRED,
    ]


def test_what_is_said_of_the_concept_and_of_a_language():
    there = concept(
        PROPOSED, domain="程序", definition="甲", laws=("a",), sections=(LanguageSection("bo", note="n"),)
    )
    file = concept(
        domain="民事", definition="乙", laws=("a", "b"), note="x",
        sections=(LanguageSection("bo", equivalence=Equivalence.PARTIAL), LanguageSection("ko", note="k")),
    )  # fmt: skip
    assert differences(there, file) == [
        ("领域", "程序", "民事", True),
        ("定义", "甲", "乙", True),
        ("法条", "a", "a；b", False),
        ("概念备注", "", "x", False),
        ("对应程度", "", "部分对应", False),
        ("本语备注", "", "k", False),
    ]


def test_foreign_languages_and_concepts_without_chinese_are_refused():
    foreign = Concept("", (Term("en", "appeal"), Term("bo", "གོང་ཞུ")))
    result = plan([], reading(foreign, concept(PROPOSED, Term("en", "appeal"))))
    assert [str(p) for p in result.refused] == [
        "第 1 行：不收这些语言的术语：en",
        "第 1 行：没有汉文术语，无法归入概念",
        "第 2 行：不收这些语言的术语：en",
    ]
    assert list(result.concepts()) == [concept(PROPOSED)]


def imported(db, result: importing.Plan, confirmed=()) -> list[Concept]:
    with store.write_tx(db):
        for c in result.concepts(confirmed):
            store.put_concept(db, c, "导入员", AT)
    return list(store.concepts(db))


def bare(concepts: list[Concept]) -> list[Concept]:
    """Without the numbers of a workspace."""
    return [replace(c, id=None, terms=tuple(replace(t, id=None) for t in c.terms)) for c in concepts]


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(base=termbases(), how=st.sampled_from(DIALECTS))
def test_a_workspace_goes_into_a_file_and_comes_back_equal(base, how, tmp_path):
    db = store.open_workspace(":memory:")
    first = imported(db, plan([], reading(*base)))
    for name in ("t.tbx", "t.xlsx"):
        write_terms(tmp_path / name, first, None, *how)
        again = read_terms(tmp_path / name)
        result = plan(first, again)
        assert len(result.same) == len(first), [str(d) for s in result.steps for d in s.differences]
        assert list(result.concepts()) == []
        fresh = store.open_workspace(":memory:")
        assert bare(map(arranged, imported(fresh, plan([], again)))) == bare(map(arranged, first))
        fresh.conn.close()
    db.conn.close()


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(one=termbases(most=2), two=termbases(most=2))
def test_an_import_done_twice_adds_nothing_and_confirmed_leaves_no_contradiction(one, two):
    there = [replace(c, id=n, terms=importing.merging.folded(c.terms)) for n, c in enumerate(one)]
    result = plan(there, reading(*two))
    for forced in (False, True):
        again = plan([s.forced if forced else s.kept for s in result.steps], reading(*two))
        assert again.add == again.change == ()
        if forced or not result.contradict:
            assert again.contradict == ()


@pytest.fixture
def run(tmp_path):
    def run(*arguments: str, code: int = 0):
        result = CliRunner().invoke(main, ["glossary", *arguments, "--db", str(tmp_path / "w.db")])
        assert result.exit_code == code, result.output
        return result

    return run


@pytest.fixture
def dictionary(tmp_path):
    path = tmp_path / "词典.csv"
    path.write_text("汉文,藏文,状态\n上诉,གོང་ཞུ,推荐\n判决,,\n", encoding="utf-8")
    return str(path)


def test_commands_preview_import_and_export(run, dictionary, tmp_path):
    preview = run("import", dictionary, "--dry-run", code=3)
    assert "将增加概念 1 个" in preview.output and "第 3 行：“判决”没有译文" in preview.output
    assert "没有找到" in run("find", "上诉", code=1).output, "a preview writes nothing"
    assert "要署名" in run("import", dictionary, code=2).output
    assert "已增加概念 1 个" in run("import", dictionary, "--by", "卓玛", code=3).output
    assert "原已相同 1 个" in run("import", dictionary, "--by", "卓玛", code=3).output
    for name in ("t.tbx", "t.xlsx", "t.csv"):
        assert "已写出" in run("export", str(tmp_path / name)).output
        result = run("import", str(tmp_path / name), "--dry-run", "--json")
        assert json.loads(result.stdout)["same"] == 1
    (line,) = [
        row
        for row in (
            run("export", str(tmp_path / "t.txt"), "--language", "bo"),
            (tmp_path / "t.txt").read_text(),
        )[1].splitlines()
        if row[0] != "#"
    ]
    assert line == "上诉\tགོང་ཞུ\t推荐；词典"
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []


def test_a_bad_file_changes_nothing_and_says_where(run, tmp_path):
    bad = tmp_path / "bad.tbx"
    bad.write_text("<tbx>\n<x></tbx>")
    result = run("import", str(bad), "--by", "卓玛", code=1)
    assert "第 1 行" in result.output and "什么也没有导入" in result.output
    assert "没有可以导出的术语" in run("export", str(tmp_path / "t.tbx"), code=1).output
    assert not (tmp_path / "t.tbx").exists()
    assert "没有这个文件" in run("import", str(tmp_path / "none.tbx"), "--by", "卓玛", code=2).output
    assert "--language" in run("export", str(tmp_path / "t.apkg"), code=1).output


def test_a_file_that_cannot_be_written_is_said_in_chinese(run, dictionary, tmp_path):
    run("import", dictionary, "--by", "卓玛", code=3)
    assert "文件夹是否存在" in run("export", str(tmp_path / "none" / "t.csv"), code=1).output


def test_contradictions_wait_for_confirmation(run, dictionary, tmp_path):
    run("import", dictionary, "--by", "卓玛", code=3)
    other = tmp_path / "other.csv"
    other.write_text("汉文,藏文,状态\n上诉,གོང་ཞུ,禁用\n", encoding="utf-8")
    result = run("import", str(other), "--by", "卓玛")
    assert "状态：推荐 → 禁用" in result.output and "保持术语库原样" in result.output
    assert "〔推荐〕" in run("find", "上诉").output
    assert "以文件为准" in run("import", str(other), "--by", "卓玛", "--confirm").output
    assert "〔禁用〕" in run("find", "上诉").output


def test_problems_read_as_a_person_says_them():
    assert str(Problem(3, "没有汉文术语")) == "第 3 行：没有汉文术语"
