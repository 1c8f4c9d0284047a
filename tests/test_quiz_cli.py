"""The commands of practice, as people type them."""

import json

import pytest
from click.testing import CliRunner

from quiz import store
from shuangyu import main


@pytest.fixture
def run(sample_copy):
    def run(*arguments, code=0, typed=""):
        result = CliRunner().invoke(main, ["quiz", *arguments, "--db", str(sample_copy)], input=typed)
        assert result.exit_code == code, result.output
        return result.output

    run.db = sample_copy
    return run


def test_the_same_seed_writes_the_same_paper(run, tmp_path):
    one, two, other, key = (tmp_path / f"{n}.docx" for n in ("one", "two", "other", "key"))
    said = run("exam", "--language", "bo", "--seed", "7", "--out", str(one), "--key", str(key))
    assert "满分 100 分" in said and "术语库" in said
    run("exam", "--language", "bo", "--seed", "7", "--out", str(two))
    run("exam", "--language", "bo", "--seed", "8", "--out", str(other))
    assert one.read_bytes() == two.read_bytes() != other.read_bytes()
    assert key.stat().st_size > 10_000


def test_parts_and_limits_are_the_trainers(run, tmp_path):
    out = tmp_path / "p.docx"
    told = json.loads(
        run("exam", "--language", "bo", "--out", str(out), "--part", "recall:3:4:back", "--part", "cloze:2:1.5:choice",
            "--cause", "盗窃罪", "--keep", "--json")
    )  # fmt: skip
    assert told["items"] == 5 and told["points"] == 15
    kept = store.exam(store.open_workspace(run.db), told["exam"]).paper
    assert {item.question.example.cause for item in kept.items} == {"盗窃罪"}


def test_what_cannot_be_is_said_in_chinese(run, tmp_path):
    out = str(tmp_path / "p.docx")
    assert "没有名叫“丙班”的班" in run("exam", "--language", "bo", "--out", out, "--group", "丙班", code=1)
    assert "题型:题数:每题分数" in run("exam", "--language", "bo", "--out", out, "--part", "sight:1:2", code=2)
    assert "“排列次序”要 90 题" in run("exam", "--language", "bo", "--out", out, "--part", "order:90:2", code=1)
    assert "还没有练习" in run("today", "--learner", "甲", "--language", "kk-Arab", code=1)
    assert "没有名叫“乙”的学习者" in run("progress", "--learner", "乙", code=1)
    assert "--learner" in run("export", "record", out, code=2)
    assert "--language" in run("export", "anki", out, code=2)


def test_practice_in_the_terminal_counts_an_answer_and_takes_it_back(run):
    run("today", "--learner", "甲", "--language", "bo", typed="1\nu\n2\n", code=1)  # the input ends: aborted
    book = store.open_workspace(run.db)
    assert book["reviews"].count == 2 and book["reversals"].count == 1
    (row,) = [r for r in json.loads(run("progress", "--learner", "甲", "--json")) if r["language"] == "bo"]
    assert row["learnt"] == 1
    assert "藏文" in run("progress", "--learner", "甲")


def test_decks_sheets_and_records_go_out(run, tmp_path):
    run("today", "--learner", "甲", "--language", "bo", typed="1\n", code=1)
    for kind, name, further in (
        ("anki", "deck.apkg", ("--language", "mn-Mong")),
        ("sheet", "sheet.docx", ("--language", "bo", "--learner", "甲", "--items", "6")),
        ("record", "record.docx", ("--learner", "甲")),
        ("record", "record.xlsx", ("--learner", "甲")),
    ):
        run("export", kind, str(tmp_path / name), *further)
        assert (tmp_path / name).stat().st_size > 5_000
