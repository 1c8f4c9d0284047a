"""The register of publication: kinds of trial, standings against a slow count, targets, the report in both formats."""

import io
from collections import Counter

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner import register, store
from aligner.model import DocumentPair
from aligner.register import Entry
from corpora.model import Document, Genre
from corpora.store import add_document
from quiz.exchange.register import register_docx, register_xlsx

COURT = "青海省德令哈市人民法院"


@pytest.mark.parametrize(("case", "cause", "expected"), [
    ("(2020)青2802民初123号", None, "民事"),
    ("(2021)青2822刑初35号", None, "刑事"),
    ("(2019)青28行终7号", None, "行政"),
    ("(2021)青2802执56号", None, "执行"),
    ("(2020)青01执异12号", None, "执行"),
    ("(2018)青委赔3号", None, "国家赔偿"),
    ("(2013)靖刑初字第15号", None, "刑事"),
    ("(2012)民刑初字第4号", None, "刑事"),  # of 民和
    ("(2011)兰刑附民初字第2号", None, "刑事"),
    ("(2010)某执行字第9号", None, "执行"),
    ("(2020)青28知民初1号之一", None, "民事"),
    (None, "盗窃罪", "刑事"),
    (None, "买卖合同纠纷", "不明"),
    ("", None, "不明"),
])  # fmt: skip
def test_trial(case, cause, expected):
    assert register.trial(case, cause) == expected


entries = st.lists(
    st.builds(
        Entry,
        document=st.integers(1, 99),
        language=st.sampled_from(["zh", "bo"]),
        court=st.sampled_from(["甲", "乙"]),
        date=st.sampled_from(["", "2026", "2026-10-31", "2026-11-01", "2025-11-01"]),
        kind=st.sampled_from(["判决书", "裁定书"]),
        trial=st.sampled_from(["刑事", "民事", "不明"]),
        case_number=st.just(""),
        name=st.just("x.docx"),
        versions=st.sampled_from([(), ("bo",), ("bo", "ug")]),
    ),
    max_size=30,
)


@given(
    entries,
    st.sampled_from([{}, {("", "刑事"): 1.0, ("", "民事"): 0.6}, {("甲", "民事"): 0.33, ("", "民事"): 1.0}]),
)
def test_standings_are_what_one_counts_by_hand(found, targets):
    rows = register.standings(found, targets)
    originals = [e for e in found if e.language == "zh"]
    assert sum(s.originals for s in rows) == len(originals)
    assert sum(s.translated for s in rows) == len(originals) - len(register.missing(found))
    for s in rows:
        mine = [e for e in originals if (e.court, e.trial) == (s.court, s.trial)]
        done = sum(bool(e.versions) for e in mine)
        assert (s.originals, s.translated) == (len(mine), done)
        needed = 0
        while s.target is not None and done + needed < s.target * len(mine) - 1e-9:
            needed += 1
        assert s.missing == needed


@given(entries)
def test_published_counts_every_judgment_once(found):
    rows = register.published(found)
    counted = Counter({(r.language, r.court, r.year, r.kind): r.documents for r in rows})
    assert counted == Counter((e.language, e.court, e.year, e.kind) for e in found)


def test_a_month_leaves_later_months_out():
    made = [
        Entry(n, "zh", COURT, day, "判决书", "民事", "", "x")
        for n, day in enumerate(("2026-10-02", "2026-11-05", "2026-12-01"))
    ]
    report = register.report(made, {}, "2026-11", "2026-12-02")
    assert [(name, sum(s.originals for s in rows)) for name, rows in report.standings] == [
        ("本月", 1), ("2026 年至本月", 2), ("累计", 2),
    ]  # fmt: skip
    assert len(report.missing) == 2


def judgment(db, n: int, language: str, case: str, court: str | None = None) -> int:
    body = f"{n} {language}"
    made = Document(
        body, language, Genre.JUDGMENT, "判决书", court=court, case_number=case, name=f"{n}.docx", sha256=body
    )
    return add_document(db, made, b"x", body)


def test_a_version_counts_once_it_stands_and_under_the_court_of_its_original(db):
    one = judgment(db, 1, "zh", "(2020)青2802民初123号", COURT)
    other = judgment(db, 2, "bo", "(2020)青2802民初123号", "ཁྲིམས་ཁང")
    alone = judgment(db, 3, "bo", "(2021)青2802刑初4号")
    store.add_pairs(db, [DocumentPair(one, other, "content", 0.4, "", doubtful=True)])
    assert register.missing(store.register_entries(db))
    db.execute("UPDATE document_pairs SET doubtful = 0")
    found = {e.document: e for e in store.register_entries(db)}
    assert found[one].versions == ("bo",) and not register.missing(found.values())
    assert found[other].court == COURT and found[other].date == "2020"
    assert found[alone].court == COURT and found[alone].trial == "刑事"


def test_targets_are_signed_kept_and_lifted(db):
    assert store.targets(db) == {("", "刑事"): 1.0, ("", "民事"): 0.6}
    with pytest.raises(ValueError, match="姓名"):
        store.set_target(db, "", "民事", 0.8, " ", "2026-11-24")
    with pytest.raises(ValueError, match="120%"):
        store.set_target(db, "", "民事", 1.2, "扎某", "2026-11-24")
    store.set_target(db, COURT, "民事", 0.8, "扎某", "2026-11-24")
    store.set_target(db, "", "刑事", None, "扎某", "2026-11-24")
    assert store.targets(db) == {("", "民事"): 0.6, (COURT, "民事"): 0.8}
    assert register.target(store.targets(db), COURT, "民事") == 0.8
    assert db["publication_targets"].count == 4


def test_the_report_is_read_back_from_word_and_excel(sample_workspace):
    db = store.open_workspace(sample_workspace)
    made = register.report(store.register_entries(db), store.targets(db), "2022-07", "2026-11-24")
    document = docx.Document(io.BytesIO(register_docx(made)))
    texts = [p.text for p in document.paragraphs]
    assert "双语裁判文书公布 2022 年 7 月月报" in texts
    assert len(document.tables) == 5
    book = openpyxl.load_workbook(io.BytesIO(register_xlsx(made)))
    assert book.sheetnames == ["译本情况 本月", "译本情况 2022 年至本月", "译本情况 累计", "已公布", "缺译本"]
    rows = list(book["译本情况 累计"].iter_rows(min_row=2, values_only=True))
    assert sum(r[2] for r in rows) == 18
    assert ("青海省德令哈市人民法院", "民事", 4, 3, 0.75, 0.6, 0) in rows
    assert book["缺译本"].max_row == 2
