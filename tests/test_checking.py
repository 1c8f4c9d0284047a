"""The check of a draft, on sentences of judgments in the scripts themselves and on whole drafts."""

import json
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import pytest
import regex
from click.testing import CliRunner
from gold_reader import read_all

from aligner.model import Bead
from corpora import judgments
from corpora.cues import cues
from corpora.languages import get
from corpora.model import INVENTED, Section, Span
from corpora.parties import parties
from glossary import store
from glossary.checking.aligning import face_to_face, joined, passage, way_back
from glossary.checking.balance import settled
from glossary.checking.documents import understood
from glossary.checking.draft import check, check_faces
from glossary.checking.model import FindingKind, Harm
from glossary.model import Concept, Term, TermStatus
from shuangyu import main

CASES = json.loads((Path(__file__).parent / "cases" / "checking.json").read_text(encoding="utf-8"))
GOLD = [judgment for judgment in read_all() if judgment.language != "zh"]


def document(text, code):
    return judgments.understand(text, get(code))


def judged(text, code):
    """The document with the parties its lines name, though it is too short for a judgment."""
    language, known = get(code), cues(code)
    parts = document(text, code)
    if known is None:
        return parts
    shown = [language.text(parts.raw(n)) for n in range(len(parts.segments))]
    keys = [language.key(line) for line in shown]
    sections = [Section.PARTIES if regex.match(r".{1,12}[:：།]", line) else Section.BODY for line in shown]
    return replace(parts, parties=parties(shown, keys, sections, known, language))


def lines(document):
    """Ranges of the segments of each line."""
    rows = [document.body.count("\n", 0, segment.start) for segment in document.segments]
    return [Span(rows.index(row), len(rows) - rows[::-1].index(row)) for row in dict.fromkeys(rows)]


def texts(judgment):
    """Both sides of a sample judgment, a sentence a line."""
    return ["\n".join(s for _, s in judgment.sentences(code)) for code in ("zh", judgment.language)]


def found(findings, source, draft):
    return sorted([f.kind.value, source.body[slice(*f.source)], draft.body[slice(*f.draft)]] for f in findings)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['language']}: {case['label']}")
def test_golden_cases(case):
    """Line faces line; the last line of the source faces nothing where the draft has one fewer."""
    source, draft = judged(case["source"], "zh"), judged(case["draft"], case["language"])
    end = Span(len(draft.segments), len(draft.segments))
    beads = [Bead(*spans) for spans in zip_longest(lines(source), lines(draft), fillvalue=end)]
    concepts = [
        Concept("民事", (Term("zh", zh), Term(case["language"], rendering, TermStatus.PREFERRED)))
        for zh, rendering in case.get("terms", {}).items()
    ]
    findings = check_faces(face_to_face(source, draft, beads), source, draft, concepts)
    assert found(findings, source, draft) == sorted(case["expect"])
    assert all(f.message and f.suggestion for f in findings)


@pytest.mark.parametrize("judgment", GOLD, ids=lambda judgment: judgment.id)
def test_in_the_sample_only_what_has_no_counterpart_is_found(judgment):
    source, draft = (document(t, code) for t, code in zip(texts(judgment), ("zh", judgment.language), strict=True))
    alone = [("omission", *row.zh) for row in judgment.rows if not row.other]
    alone += [("addition", *row.other) for row in judgment.rows if not row.zh]
    findings = check(source, draft)
    whole = [
        (f.kind.value, source.body[slice(*f.source)] if f.kind is FindingKind.OMISSION else draft.body[slice(*f.draft)])
        for f in findings
    ]
    assert sorted(whole) == sorted(alone)


def test_a_wrong_fine_is_found_in_a_whole_judgment():
    source, draft = (document(t, code) for t, code in zip(texts(GOLD[5]), ("zh", "bo"), strict=True))
    wrong = document(draft.body.replace("མི་དམངས་ཤོག་སྒོར་3000", "མི་དམངས་ཤོག་སྒོར་30000"), "bo")
    (finding,) = check(source, wrong)
    assert finding.kind is FindingKind.AMOUNT and finding.harm is Harm.A
    assert "3000元" in source.body[slice(*finding.source)] and "30000" in wrong.body[slice(*finding.draft)]


@pytest.mark.parametrize("judgment", GOLD[:1] + GOLD[9:10] + GOLD[-2:-1], ids=lambda judgment: judgment.id)
def test_a_sentence_left_out_or_put_in(judgment):
    zh, other = ([s for _, s in judgment.sentences(code)] for code in ("zh", judgment.language))
    at = max(range(8, len(zh) - 8), key=lambda n: len(zh[n]))
    source, draft = document("\n".join([*zh[:at], *zh[at + 1 :]]), "zh"), document("\n".join(other), judgment.language)
    (finding,) = (f for f in check(source, draft) if f.kind is FindingKind.ADDITION)
    assert finding.source.start == finding.source.end and draft.body[slice(*finding.draft)].strip()
    whole, shorter = document("\n".join(zh), "zh"), document("\n".join(t for t in other if t not in draft.body[slice(*finding.draft)]), judgment.language)
    (finding,) = (f for f in check(whole, shorter) if f.kind is FindingKind.OMISSION)
    assert whole.body[slice(*finding.source)] == zh[at] and finding.draft.start == finding.draft.end


# Terms

LOAN = Concept(
    "民事",
    (
        Term("zh", "借款"),
        Term("bo", "བུ་ལོན་གཡར་བ", TermStatus.PREFERRED, authority="州民语办"),
        Term("bo", "དངུལ་གཡར་བ", TermStatus.ADMITTED),
        Term("bo", "སྐྱི་དངུལ", TermStatus.FORBIDDEN, reason="口语", replacement="བུ་ལོན་གཡར་བ"),
    ),
)
PRIVATE = Concept("民事", (Term("zh", "民间借款"), Term("bo", "དམངས་ཁྲོད་བུ་ལོན", TermStatus.PREFERRED)))


@pytest.mark.parametrize(
    ("zh", "bo", "expect"),
    [
        ("借款已还。", "བུ་ལོན་གཡར་བ་ཕྱིར་འཇལ་བྱས།", []),
        ("借款已还。", "དངུལ་གཡར་བར་ཕྱིར་འཇལ་བྱས།", []),                      # admitted, with an affix
        ("借款已还。", "སྐྱི་དངུལ་ཕྱིར་འཇལ་བྱས།", [["forbidden", "借款", "སྐྱི་དངུལ"]]),
        ("借款已还。", "བུ་ལོན་ཕྱིར་འཇལ་བྱས།", [["term", "借款", "བུ་ལོན་ཕྱིར་འཇལ་བྱས།"]]),
        ("民间借款已还。", "དམངས་ཁྲོད་བུ་ལོན་ཕྱིར་འཇལ་བྱས།", []),               # the longer Chinese term wins
    ],
)
def test_terms(zh, bo, expect):
    source, draft = document(zh, "zh"), document(bo, "bo")
    rows = face_to_face(source, draft, [Bead(Span(0, len(source.segments)), Span(0, len(draft.segments)))])
    findings = check_faces(rows, source, draft, [LOAN, PRIVATE])
    assert found(findings, source, draft) == expect
    assert all(f.harm is Harm.B and "བུ་ལོན་གཡར་བ" in f.suggestion for f in findings)


def test_spans_lead_into_the_text_as_read():
    assert way_back("刑 事 判 决 书", "刑事判决书") == [0, 2, 4, 6, 8]
    body = "刑 事 判 决 书\n被告人旦某犯盗窃罪，并处罚金人民币3000元。"
    whole = document(body, "zh")
    shown = passage(whole, Span(0, len(whole.segments)))
    at = shown.text.index("3000元")
    assert body[slice(*shown.at(at, at + 5))] == "3000元" and shown.span == (0, len(body))


def test_what_makes_its_neighbour_whole_is_no_addition():
    whole = [Bead(Span(n, n + 1), Span(n, n + 1)) for n in range(8)]
    half, rest = Bead(Span(8, 9), Span(8, 9)), Bead(Span(9, 9), Span(9, 10))
    lengths = [10] * 8 + [20], [30] * 10
    assert settled([*whole, half, rest], lengths)[-1].target == (8, 10)
    assert settled([*whole, half, rest], ([10] * 9, [30] * 10)) == [*whole, half, rest]
    assert settled([half, rest], lengths) == [half, rest]      # too little to know


def test_two_empty_sides_that_meet_are_one_bead():
    beads = [Bead(Span(0, 1), Span(0, 1)), Bead(Span(1, 2), Span(1, 1)), Bead(Span(2, 2), Span(1, 2))]
    assert [(b.source, b.target) for b in joined(beads)] == [((0, 1), (0, 1)), ((1, 2), (1, 2))]
    assert joined(beads[:2]) == beads[:2]


# Command line


@pytest.fixture
def files(tmp_path):
    paths = tmp_path / "原文.txt", tmp_path / "译文.txt"
    for path, text in zip(paths, texts(GOLD[5]), strict=True):
        path.write_text(f"{INVENTED}\n{text}", encoding="utf-8")
    return paths


def run(*arguments):
    return CliRunner().invoke(main, ["glossary", "check", *map(str, arguments), "--db", "keines.db"])


def test_a_clean_draft(files):
    result = run(*files)
    assert result.exit_code == 0 and "没有发现问题" in result.stdout
    assert json.loads(run(*files, "--json").stdout) == []
    assert not Path("keines.db").exists()


def test_findings_are_listed_with_both_texts(files):
    text = files[1].read_text(encoding="utf-8").replace("སྒོར་24600ཡིན", "སྒོར་26400ཡིན")
    files[1].write_text(text, encoding="utf-8")
    result = run(*files, "--json")
    (row,) = json.loads(result.stdout)
    assert result.exit_code == 1 and (row["kind"], row["harm"]) == ("amount", "A")
    assert text[slice(*row["draft"])] == "སྒོར་26400"
    assert files[0].read_text(encoding="utf-8")[slice(*row["source"])] == "24600元"
    assert "24600" in row["message"] and "24600" in row["suggestion"]
    plain = run(*files)
    assert plain.exit_code == 1 and "【24600元】" in plain.stdout and "甲类（影响裁判内容）1" in plain.stdout


def test_the_termbase_of_the_workspace_is_used(files, tmp_path):
    path = tmp_path / "book.db"
    book = store.open_workspace(path)
    store.add_term(book, "刑事", "盗窃罪", Term("bo", "ཇག་བཅོམ་ཉེས་པ", TermStatus.PREFERRED), "甲", "2026-03-02T09:00:00+00:00")
    book.conn.close()
    result = CliRunner().invoke(main, ["glossary", "check", *map(str, files), "--db", str(path), "--json"])
    rows = json.loads(result.stdout)
    assert result.exit_code == 1 and {row["kind"] for row in rows} == {"term"}
    assert {files[0].read_text(encoding="utf-8")[slice(*row["source"])] for row in rows} == {"盗窃罪"}


def test_files_that_cannot_be_checked(files, tmp_path):
    backwards = run(files[1], files[0])
    assert backwards.exit_code == 2 and "原文应是汉文，读到的是藏文" in backwards.stderr
    assert "译文读出来是汉文" in run(files[0], files[0]).stderr
    assert run(files[0], tmp_path / "没有.txt").exit_code == 2
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    empty = run(files[0], tmp_path / "空.txt")
    assert empty.exit_code == 2 and "空.txt：文件是空的" in empty.stderr


def test_a_text_in_no_language_of_ours():
    with pytest.raises(ValueError, match="认不出"):
        understood("x.txt", b"the quick brown fox jumps over the lazy dog")
