"""From a folder to a day of practice, on the sample and on real texts."""

import json
import shutil

import pytest
from click.testing import CliRunner
from conftest import BUILT, ROOT

from aligner import store as aligner_store
from corpora import store as corpora_store
from quiz import build, store
from shuangyu import main


def test_the_sample_becomes_pairs_terms_and_exercises(sample_workspace):
    book = store.open_workspace(sample_workspace)
    held = {h.language: h.documents for h in corpora_store.holdings(book)}
    assert held == {"zh": 19, "bo": 9, "mn-Mong": 6, "ko": 2, "ug": 1}
    pairs = aligner_store.paired_documents(book)
    assert len(pairs) == 18
    assert all(p.case_number and p.method == "case_number" for p in pairs)
    counts = aligner_store.counts(book)
    assert counts.pairs > 650 and counts.doubtful < 20


def test_a_judgment_is_never_paired_with_a_ruling_of_the_same_case(sample_workspace):
    book = store.open_workspace(sample_workspace)
    for p in aligner_store.paired_documents(book):
        kinds = {corpora_store.document(book, n).kind for n in (p.source, p.target)}
        assert len(kinds) == 1, p.case_number


def test_a_second_run_does_nothing(sample_copy):
    book = store.open_workspace(sample_copy)
    before = book.conn.total_changes
    tables = {
        t: book.execute(f"SELECT * FROM {t}").fetchall()
        for t in ("beads", "candidates", "exercises", "terms")
    }
    summary = build.build(book, ROOT / "corpora" / "sample" / "files", BUILT)
    assert not [row for row in summary.files if row.outcome == "added"]
    assert (summary.pairs.paired, summary.pairs.aligned, summary.pairs.linked, summary.terms.mined) == (
        0,
        0,
        0,
        (),
    )
    assert {t: book.execute(f"SELECT * FROM {t}").fetchall() for t in tables} == tables
    assert book.conn.total_changes - before == len(summary.files), "the report of the run, nothing else"


def test_one_late_judgment_is_taken_up_and_what_people_decided_stays(tmp_path, sample_copy):
    book = store.open_workspace(sample_copy)
    beads = book.execute("SELECT count(*) FROM beads").fetchone()[0]
    text = "青海省德令哈市人民法院\n民事裁定书\n（2021）青2802民初999号\n原告：格某。\n被告：尼某。\n本院认为，原告申请撤诉，符合法律规定。\n"
    (tmp_path / "late").mkdir()
    (tmp_path / "late" / "新.txt").write_text(text, encoding="utf-8")
    summary = build.build(book, tmp_path / "late", BUILT)
    assert [row.outcome for row in summary.files] == ["added"]
    assert book.execute("SELECT count(*) FROM beads").fetchone()[0] == beads


# Commands


@pytest.fixture
def run(tmp_path):
    def invoke(*arguments):
        return CliRunner().invoke(main, [*arguments, "--db", str(tmp_path / "w.db")], catch_exceptions=False)

    return invoke


def test_demo_builds_and_prints_what_it_holds(run):
    result = run("demo", "--no-serve")
    assert result.exit_code == 0
    assert "配对文书 18 对" in result.output and "需要先做 OCR" in result.output
    again = run("demo", "--no-serve", "--json")
    assert json.loads(again.stdout)["exercises"] > 300


def test_demo_does_not_mix_with_a_courts_own_files(run, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "自己的.txt").write_text(
        "某某人民法院\n民事判决书\n（2021）青2802民初1号\n原告：甲某。\n" * 3, encoding="utf-8"
    )
    assert run("build", str(own)).exit_code == 0
    result = run("demo", "--no-serve")
    assert result.exit_code == 1 and "用 --db 另指定" in result.output


def test_build_says_when_files_were_left_out(run, tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "空.txt").write_bytes(b"")
    assert run("build", str(folder)).exit_code == 3
    assert run("build", str(tmp_path / "nowhere")).exit_code == 2


def test_terms_and_practice_from_the_command_line(sample_copy):
    def invoke(*arguments, **options):
        return CliRunner().invoke(main, [*arguments, "--db", str(sample_copy)], **options)

    assert "待审" in invoke("glossary", "find", "人民法院").output
    assert invoke("glossary", "find", "没有这个词").exit_code == 1
    rows = json.loads(invoke("glossary", "candidates", "--language", "bo", "--json").output)
    assert "署名 审定员甲" in invoke("glossary", "accept", str(rows[0]["id"]), "--by", "审定员甲").output
    assert "没有作任何改动" in invoke("glossary", "reject", "999999", "--by", "审定员甲").output
    assert "现有练习" in invoke("quiz", "make").output
    done = invoke(
        "quiz", "today", "--learner", "甲", "--language", "bo", "--minutes", "2", input="1\n" * 50
    )
    assert "今天练完了" in done.output
    assert json.loads(invoke("quiz", "progress", "--learner", "甲", "--json").output)[0]["learnt"] > 0
    assert "没有名叫“乙”的学习者" in invoke("quiz", "progress", "--learner", "乙").output


def test_a_file_that_is_no_workspace_is_named(tmp_path):
    (tmp_path / "x.db").write_bytes(b"this is not a database" * 100)
    result = CliRunner().invoke(main, ["quiz", "make", "--db", str(tmp_path / "x.db")])
    assert result.exit_code == 1 and "不是双语工作区文件" in result.output


# Real texts


def test_real_texts_become_one_workspace(data, tmp_path):
    folder = tmp_path / "real"
    for code in ("zh", "bo", "ug", "mn-Cyrl", "ko"):
        (folder / "udhr").mkdir(parents=True, exist_ok=True)
        shutil.copy(data / "udhr" / "articles" / f"{code}.txt", folder / "udhr")
    (folder / "reports").mkdir()
    for path in data.glob("zhuang_reports/201?.*.txt"):
        shutil.copy(path, folder / "reports")
    for name in ("zh_judgments", "zh_statutes"):
        shutil.copytree(data / name, folder / name)
    book = store.open_workspace(tmp_path / "real.db")
    summary = build.build(book, folder, BUILT)
    assert not [row for row in summary.files if row.outcome.left_out]
    held = {h.language: h.documents for h in corpora_store.holdings(book)}
    statutes = len(list(data.glob("zh_statutes/*.md")))
    judgments = len(list(data.glob("zh_judgments/lecardv2/*.txt"))) + len(
        list(data.glob("zh_judgments/cases/*.md"))
    )
    others = len(list(data.glob("zh_judgments/*.txt")))
    assert held == {"zh": 3 + statutes + judgments + others, "za": 2, "bo": 1, "ug": 1, "mn-Cyrl": 1, "ko": 1}
    pairs = {
        (p.name, corpora_store.document(book, p.target).name) for p in aligner_store.paired_documents(book)
    }
    assert pairs == {("udhr/zh.txt", f"udhr/{c}.txt") for c in ("bo", "ug", "mn-Cyrl", "ko")} | {
        (f"reports/{year}.zh.txt", f"reports/{year}.za.txt") for year in (2017, 2018)
    }
    assert aligner_store.pair_counts(book)["za"] > 1000
    kinds = book.execute("SELECT count(*) FROM documents WHERE genre = 'statute'").fetchone()[0]
    assert kinds >= statutes - 1
