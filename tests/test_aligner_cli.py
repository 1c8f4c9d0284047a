"""The commands of the aligner: what they print, and how they end."""

import json

import pytest
from click.testing import CliRunner
from gold_reader import read_all
from test_aligner_build import add

from aligner import store
from aligner.cli import aligner

GOLD = [g for g in read_all() if g.id[:2] in ("02", "09")]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    path = tmp_path_factory.mktemp("book") / "book.db"
    db = store.open_workspace(path)
    for judgment in GOLD:
        add(db, judgment, "zh")
        add(db, judgment, judgment.language)
    db.close()
    for step in ("pair", "align", "link"):
        assert CliRunner().invoke(aligner, [step, "--db", str(path)]).exit_code == 0
    return str(path)


def run(*arguments):
    return CliRunner().invoke(aligner, arguments)


def test_each_step_alone_says_what_it_did(tmp_path):
    path = str(tmp_path / "book.db")
    db = store.open_workspace(path)
    add(db, GOLD[0], "zh")
    add(db, GOLD[0], "bo")
    db.close()
    assert json.loads(run("pair", "--db", path, "--json").stdout) == {"paired": 1}
    aligned = json.loads(run("align", "--db", path, "--json").stdout)
    assert aligned["aligned"] == 1 and aligned["beads"] > 20
    assert json.loads(run("link", "--db", path, "--json").stdout)["linked"] > 20


def test_update_after_all_steps_does_nothing(book):
    result = run("update", "--db", book)
    assert result.exit_code == 0
    assert "新配对文书 0 对" in result.stdout and "连词 0 个句对" in result.stdout
    assert json.loads(run("update", "--db", book, "--json").stdout) == {"paired": 0, "aligned": 0, "beads": 0, "linked": 0}


def test_pairs_name_their_evidence(book):
    lines = run("pairs", "--db", book).stdout.splitlines()
    assert len(lines) == 2 and all("案号相同：(2020)青2801民初456号；文书种类相同" in line for line in lines)
    assert {p["kind"] for p in json.loads(run("pairs", "--db", book, "--json").stdout)} == {"判决书", "裁定书"}


def test_pairs_of_an_empty_workspace_say_what_to_do(tmp_path):
    result = run("pairs", "--db", str(tmp_path / "new.db"))
    assert result.exit_code == 0 and "aligner update" in result.stdout


def test_search(book):
    result = run("search", "借款", "--db", book, "--limit", "1")
    assert result.exit_code == 0 and "借款" in result.stdout and "列出 1 条" in result.stdout
    found = json.loads(run("search", "借款", "--db", book, "--json").stdout)
    assert found and all("借款" in p["source"] for p in found)


def test_search_without_hits(book):
    result = run("search", "航空母舰", "--db", book)
    assert result.exit_code == 1 and "没有找到" in result.stdout


def test_search_in_an_unknown_language(book):
    result = run("search", "借款", "--language", "xx", "--db", book)
    assert result.exit_code == 2 and "mn-Mong" in result.output


@pytest.fixture
def gold(tmp_path):
    zh = ["第一句话。", "2020年10月15日开庭。", "第三句话很长很长。"]
    ug = ["بىرىنچى جۈملە.", "2020-يىلى 10-ئاينىڭ 15-كۈنى.", "ئۈچىنچى جۈملە ئۇزۇن."]
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "001.src").write_text("\n".join(zh) + "\n", encoding="utf-8")
    (folder / "001.tgt").write_text("\n".join(ug) + "\n", encoding="utf-8")
    (folder / "001.gold").write_text("[0]:[0]\n[1]:[1]\n[2]:[2]\n", encoding="utf-8")
    return str(folder)


def test_evaluate_prints_one_object_a_line(gold):
    lines = run("evaluate", gold, gold, "--json").stdout.splitlines()
    for line in lines:
        result = json.loads(line)
        assert set(result) == {"set", "strict", "lax", "seconds"} and result["set"] == "tiny"
        assert set(result["strict"]) == set(result["lax"]) == {"precision", "recall", "f1"}
    assert len(lines) == 2


def test_evaluate_for_people(gold):
    result = run("evaluate", gold)
    assert "tiny" in result.stdout and "严格" in result.stdout and "宽松" in result.stdout


def test_evaluate_without_gold(tmp_path):
    result = run("evaluate", str(tmp_path))
    assert result.exit_code == 1 and ".gold" in result.output


def test_a_file_that_is_no_workspace(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("不是数据库", encoding="utf-8")
    result = run("pairs", "--db", str(path))
    assert result.exit_code == 1 and "工作区" in result.output
