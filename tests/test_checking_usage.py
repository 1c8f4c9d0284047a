"""Consistency, formulae and brackets of a draft: what needs more than one sentence to be seen."""

import pytest
from gold_reader import read_all

from aligner.model import Bead
from corpora import judgments
from corpora.languages import get
from corpora.model import Span
from glossary.checking import brackets, consistency, formula
from glossary.checking.aligning import face_to_face
from glossary.checking.draft import check_faces
from glossary.checking.model import FindingKind, Harm
from glossary.checking.recurring import renderings
from glossary.formulae.finding import formulae, grouped, known_of, use
from glossary.formulae.model import Example, Status
from glossary.formulae.wording import wording
from glossary.model import Concept, Term, TermStatus

ZH, BO, ZA = get("zh"), get("bo"), get("za")


def facing(pairs, code):
    """Both documents and their faces, line by line."""
    source, draft = (
        judgments.understand("\n".join(lines), get(c)) for lines, c in zip(zip(*pairs, strict=True), ("zh", code), strict=True)
    )

    def lines(document):
        rows = [document.body.count("\n", 0, s.start) for s in document.segments]
        return [Span(rows.index(row), len(rows) - rows[::-1].index(row)) for row in dict.fromkeys(rows)]

    beads = [Bead(*spans) for spans in zip(lines(source), lines(draft), strict=True)]
    return source, draft, face_to_face(source, draft, beads)


# Consistency

WORDS = ["gunghcwngz", "hawciengz", "minzcuz", "gohgi", "veiswngh", "nungzyez", "gauhyau", "sengjgi"]
ZH_WORDS = ["工程", "市场", "民族", "科技", "卫生", "农业", "高校", "省级"]


def report(rendering, n):
    """n sentences with 发展 in other company each time, and one without it for each word of that company."""
    with_it = [(f"{ZH_WORDS[k % 8]}发展。", f"{WORDS[k % 8]} {rendering}.") for k in range(n)]
    return with_it + [(f"保护{zh}。", f"Baujhoh {za}.") for zh, za in zip(ZH_WORDS, WORDS, strict=True)]


def test_a_word_rendered_in_two_ways_is_found_without_a_termbase():
    pairs = report("fazcanj", 6) + report("hwngfat", 3) + [("保护环境。", "Baujhoh vanzging.")]
    *_, rows = facing(pairs, "za")
    (finding,) = (f for f in consistency.check(rows, ZH, ZA) if "发展" in f.message)
    assert finding.kind is FindingKind.CONSISTENCY and finding.harm is Harm.B
    assert "“hwngfat”（共 3 处）" in finding.message and "“fazcanj”（6 处）" in finding.message and "fazcanj" in finding.suggestion


def test_a_word_rendered_in_one_way_is_in_order():
    *_, rows = facing(report("fazcanj", 9), "za")
    assert not [f for f in consistency.check(rows, ZH, ZA) if "发展" in f.message]


def test_terms_rendered_differently_among_drafts():
    drafts = {name: facing(report(word, 5), "za")[2] for name, word in (("甲.docx", "fazcanj"), ("乙.docx", "hwngfat"))}
    (difference,) = (d for d in consistency.across(drafts, ZH, ZA) if d.term == "发展")
    assert {way.rendering: {name for name, _ in way.places} for way in difference.ways} == {"fazcanj": {"甲.docx"}, "hwngfat": {"乙.docx"}}


LOAN = Concept("民事", (Term("zh", "借款"), Term("bo", "གཡར་དངུལ"), Term("bo", "བུ་ལོན")))
PAID = [("借款已还。", "གཡར་དངུལ་ཕྱིར་འཇལ་བྱས།"), ("借款属实。", "གཡར་དངུལ་བདེན་པ་ཡིན།"), ("借款未还。", "བུ་ལོན་ཕྱིར་འཇལ་བྱས་མེད།")]


def test_renderings_of_the_termbase_are_told_apart_at_once():
    *_, rows = facing(PAID, "bo")
    (finding,) = consistency.check(rows, ZH, BO, [LOAN])
    assert "“借款”在这里译作“བུ་ལོན”" in finding.message and rows[2].draft.text.startswith("བུ་ལོན")
    (difference,) = consistency.across({"甲": rows[:2], "乙": rows[2:]}, ZH, BO, [LOAN])
    assert [way.rendering for way in difference.ways] == ["གཡར་དངུལ", "བུ་ལོན"]


def test_approved_synonyms_may_stand_side_by_side():
    approved = Concept("民事", tuple(t if t.language == "zh" else Term("bo", t.text, TermStatus.ADMITTED) for t in LOAN.terms))
    *_, rows = facing(PAID, "bo")
    assert consistency.check(rows, ZH, BO, [approved]) == []
    assert len(consistency.across({"甲": rows}, ZH, BO, [approved])) == 1      # a terminologist wants to see them all the same


def test_renderings_must_account_for_nearly_all_passages():
    at = Span(0, 1)
    rows = [{"a": at}] * 5 + [{"b": at}] * 3
    assert renderings(rows, {"a": 5, "b": 3}) == ["a", "b"]
    assert renderings(rows + [{}] * 4, {"a": 5, "b": 3}) == []                # a third of them say neither
    assert renderings(rows, {"a": 50, "b": 3}) == []                          # a stands everywhere


# Formulae

COSTS = [
    ("案件受理费{}元，由被告旦某负担。", "གྱོད་གཞི་དང་ལེན་འགྲོ་གྲོན་སྒོར་{}ནི་གཏུག་ཡུལ་བསྟན་ཆེ་གེ་མོས་འཁུར་དགོས།"),
]


@pytest.fixture
def costs():
    """A formula of four cases, and how its names are said."""
    (zh, bo), = COSTS
    uses = [use(Example(n, zh.format(a), bo.format(a), n, "", f"（2020）青2802民初{n}号", "2020", "", ("旦某",))) for n, a in enumerate((50, 675, 1250, 30), 1)]
    known = wording(known_of(uses, BO))
    return formulae(grouped(uses), BO, known), known


def test_the_usual_wording_passes_with_other_values(costs):
    known = formula.usual(*costs)
    (zh, bo), = COSTS
    *_, rows = facing([(zh.format(80), bo.format(80))], "bo")
    assert formula.check(rows, known, BO, ["旦某"]) == []


def test_another_wording_is_told_with_the_usual_one_and_the_new_values(costs):
    known = formula.usual(*costs)
    source, draft, rows = facing([(COSTS[0][0].format(80), "གཏུག་ཡུལ་བསྟན་ཆེ་གེ་མོས་དངུལ་སྒོར་80སྤྲོད་དགོས།")], "bo")
    (finding,) = formula.check(rows, known, BO, ["旦某"])
    assert finding.kind is FindingKind.FORMULA and "见于 4 案" in finding.message and "སྒོར་80" in finding.suggestion
    assert finding in check_faces(rows, source, draft, (), known)


def test_only_what_is_usual_or_approved_binds(costs):
    from dataclasses import replace

    (found,), known = costs
    rare = replace(found, translations=(replace(found.translations[0], cases=2),))
    approved = replace(rare, translations=(replace(rare.translations[0], status=Status.APPROVED, who="甲"),))
    rejected = replace(found, status=Status.REJECTED)
    assert [bool(formula.usual([f], known).formulae) for f in (found, rare, approved, rejected)] == [True, False, True, False]


# Brackets


@pytest.mark.parametrize(
    ("text", "odd"),
    [
        ("《a》（b）", ""), ("（a)", ""), ("《a", "《"), ("a》", "》"), ("«a «b»", "«"), ("1) a", ""), ("а) б", ""),
        ("it’s", ""),
    ],
)  # fmt: skip
def test_brackets_without_their_other_half(text, odd):
    assert "".join(sorted(m.mark for m in brackets.unpaired(text))) == "".join(sorted(odd))


def test_the_sample_is_consistent_and_clean():
    for judgment in read_all():
        if judgment.language == "ug":
            rows = [(" ".join(r.zh), " ".join(r.other)) for r in judgment.rows if r.zh and r.other]
            source, draft, faces = facing(rows, "ug")
            assert check_faces(faces, source, draft) == []
