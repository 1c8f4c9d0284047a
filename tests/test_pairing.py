"""Documents find their other versions, by number or by content, and orphans stay alone."""

from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from gold_reader import read_all

from aligner import likeness
from aligner.likeness import Sketch, stem
from aligner.pairing import pair
from corpora import placeables
from corpora.languages import get
from corpora.model import Document, Genre

DATA = Path(__file__).parents[2] / "shared" / "data"
NEEDS_DATA = pytest.mark.skipif(not DATA.exists(), reason=f"no test data in {DATA}")
MARKS = ("zh", "bo", "ug", "ko", "za", "mn-Cyrl", "汉文", "汉", "藏文", "藏", "蒙文", "蒙")


def judgment(number, language="zh", case="(2020)青2802民初123号", kind="判决书", values=(), on=date(2020, 10, 15), **more):
    made = Sketch(
        id=number, language=language, genre=Genre.JUDGMENT, kind=kind, case_number=case, masked="×" in (case or ""),
        date=on, roles=("原告", "被告"), values=tuple(values), paragraphs=(20, 40, 30, 90, 60), stem=f"{number}",
    )  # fmt: skip
    return replace(made, **more)


def found(sources, targets, **more):
    return {(p.source, p.target) for p in pair(sources, targets, **more)}


ONE = ("money:12000", "date:2020-01-02", "article:675", "integer:7", "money:300")
TWO = ("money:555", "date:2019-07-09", "article:1079", "integer:9", "money:41")


# By number

def test_the_same_number_and_kind():
    (made,) = pair([judgment(1)], [judgment(2, "bo")])
    assert (made.source, made.target, made.method) == (1, 2, "case_number")
    assert made.evidence.startswith("案号相同：(2020)青2802民初123号；文书种类相同（判决书）；日期相同：2020-10-15")
    assert made.score >= 0.9


def test_never_across_kinds():
    assert not pair([judgment(1)], [judgment(2, "bo", kind="裁定书")])
    assert not pair([judgment(1, values=ONE)], [judgment(2, "bo", case=None, kind="裁定书", values=ONE)])


def test_never_across_suffixes():
    assert not pair([judgment(1, values=ONE)], [judgment(2, "bo", case="(2020)青2802民初123号之一", values=ONE)])


def test_each_kind_of_one_case_finds_its_own():
    zh = [judgment(1), judgment(2, kind="裁定书")]
    bo = [judgment(3, "bo", kind="裁定书"), judgment(4, "bo")]
    assert found(zh, bo) == {(1, 4), (2, 3)}


def test_several_of_one_number_and_kind_are_told_apart_by_content():
    zh = [judgment(1, values=ONE), judgment(2, values=TWO)]
    bo = [judgment(3, "bo", values=TWO), judgment(4, "bo", values=ONE)]
    assert found(zh, bo) == {(1, 4), (2, 3)}


def test_two_rulings_of_one_case_on_different_days_are_not_versions():
    zh = judgment(1, kind="裁定书", values=ONE, on=date(2020, 3, 12))
    bo = judgment(2, "bo", kind="裁定书", values=TWO, on=date(2020, 11, 2))
    assert not pair([zh], [bo])


def test_one_chinese_document_for_each_language():
    targets = [judgment(2, "bo"), judgment(3, "ug"), judgment(4, "bo", paragraphs=(1, 2, 3))]
    assert found([judgment(1)], targets) == {(1, 2), (1, 3)}


# By content

def test_masked_numbers_agree_where_they_can():
    full = judgment(1, case="(2020)青2802民初123号", values=ONE)
    masked = judgment(2, "bo", case="(2020)青2802民初×号", values=ONE)
    (made,) = pair([full], [masked])
    assert made.method == "content" and "案号隐去部分后相符" in made.evidence
    assert not pair([full], [replace(masked, case_number="(2019)青2802民初×号")])


def test_without_numbers_content_decides_and_orphans_stay():
    zh = [judgment(1, case=None, values=ONE), judgment(2, case=None, values=TWO, on=date(2018, 1, 1))]
    bo = [judgment(3, "bo", case=None, values=TWO, on=date(2018, 1, 1))]
    assert found(zh, bo) == {(2, 3)}
    assert found(zh[:1], bo) == set()


def test_evidence_names_what_agrees():
    (made,) = pair([judgment(1, case=None, values=ONE)], [judgment(2, "bo", case=None, values=ONE)])
    assert "日期相同：2020-10-15" in made.evidence
    assert "当事人的诉讼地位和顺序相同" in made.evidence
    assert "相同的金额 2 个（12000元、300元）" in made.evidence and "相同的条文 1 个（第675条）" in made.evidence
    assert 0.6 <= made.score <= 1


def test_a_close_runner_up_is_named():
    twins = [judgment(n, "bo", case=None, values=ONE) for n in (2, 3)]
    (made,) = pair([judgment(1, case=None, values=ONE)], twins)
    assert "另有 1 份相近的文书" in made.evidence


# What there is already

def test_taken_documents_are_not_paired_again():
    targets = [judgment(2, "bo"), judgment(3, "bo"), judgment(4, "ug")]
    assert found([judgment(1)], targets, taken=[(1, 2)]) == {(1, 4)}


def test_rejected_pairs_do_not_come_back():
    assert found([judgment(1)], [judgment(2, "bo"), judgment(3, "bo")], rejected=[(1, 2)]) == {(1, 3)}


def test_the_order_of_the_arguments_does_not_matter():
    zh = [judgment(1, values=ONE), judgment(2, values=TWO)]
    bo = [judgment(3, "bo", values=TWO), judgment(4, "bo", values=ONE)]
    assert pair(zh, bo) == pair(zh[::-1], bo[::-1])


@pytest.mark.parametrize("name, expected", [
    ("汉藏/02藏.docx", "汉藏/02"), ("汉藏/02.docx", "汉藏/02"), ("2017.zh.txt", "2017"), ("2017.za.txt", "2017"),
    ("文书详情(3)藏文.html", "文书详情3"), ("a\\b\\5.txt", "a/b/5"), ("bonus.txt", "bonus"),
])  # fmt: skip
def test_stem(name, expected):
    assert stem(name, MARKS) == expected


# Real texts

def sketched(number, language, lines, **more):
    body = "\n".join(lines)
    document = Document(id=number, body=body, language=language, **more)
    return likeness.sketch(document, placeables.find(body, get(language)), MARKS)


def gold(bare):
    """(Chinese sketches, other sketches, true pairs) of the sample; `bare` takes number, date and kind away."""
    sources, targets, truth = [], [], set()
    for n, g in enumerate(read_all()):
        facts = {} if bare else {"kind": g.kind, "case_number": g.case_number, "date": g.date, "genre": Genre(g.genre)}
        sources.append(sketched(2 * n, "zh", [text for _, text in g.sentences("zh")], **facts))
        if g.language != "zh":
            targets.append(sketched(2 * n + 1, g.language, [text for _, text in g.sentences(g.language)], **facts))
            truth.add((2 * n, 2 * n + 1))
    return sources, targets, truth


@pytest.mark.parametrize("bare", [False, True])
def test_sample(bare):
    sources, targets, truth = gold(bare)
    assert found(sources, targets) == truth


def test_an_orphan_finds_no_foreign_version():
    """Each Chinese judgment of the sample without its own translation stays alone."""
    sources, targets, truth = gold(False)
    for s, t in truth:
        others = [x for x in targets if x.id != t]
        assert s not in {p.source for p in pair([x for x in sources if x.id == s], others)}


@NEEDS_DATA
def test_statutes_and_reports_without_any_number():
    def of(number, language, path):
        return sketched(number, language, (DATA / path).read_text(encoding="utf-8").splitlines(), name=path)

    sources = [of(1, "zh", "udhr/articles/zh.txt")]
    targets = [of(n, c, f"udhr/articles/{c}.txt") for n, c in ((11, "bo"), (12, "ug"), (13, "mn-Cyrl"), (14, "ko"))]
    for n, year in ((2, 2017), (3, 2018)):
        sources.append(of(n, "zh", f"zhuang_reports/{year}.zh.txt"))
        targets.append(of(n + 20, "za", f"zhuang_reports/{year}.za.txt"))
    pairs = found(sources, targets)
    assert pairs == {(1, 11), (1, 12), (1, 13), (1, 14), (2, 22), (3, 23)}
    assert max(Counter(t for _, t in pairs).values()) == 1
