"""The commands of the aligner: what they print, and how they end."""

import json
import shutil
import sys

import pytest
from click.testing import CliRunner
from gold_reader import read_all
from lxml import etree
from test_aligner_build import add
from test_tmx import HEADER, written

from aligner import store
from aligner.cli import aligner
from aligner.exchange import Unit, Variant

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


def test_evaluate_alone_and_with_other_settings(gold):
    assert run("evaluate", gold, "--lone", "--json").exit_code == 0


def test_a_bad_line_of_known_terms_is_named(gold, tmp_path):
    terms = tmp_path / "terms.tsv"
    terms.write_text("原告\tགཏུག་བཤེར་པ\n被告 没有制表符\n", encoding="utf-8")
    result = run("evaluate", gold, "--glossary", str(terms))
    assert result.exit_code == 1 and "terms.tsv 第 2 行" in result.output and "被告 没有制表符" in result.output


def test_evaluate_what_another_aligner_wrote(gold, tmp_path):
    (tmp_path / "001.beads").write_text("[0]:[0]\n[1, 2]:[1, 2]\n", encoding="utf-8")
    result = json.loads(run("evaluate", gold, "--beads", str(tmp_path), "--json").stdout)
    assert result["strict"]["precision"] == 0.5 and result["lax"]["f1"] == 1.0
    command = f'{sys.executable} -c "print(\'[0]:[0]\')"'
    result = json.loads(run("evaluate", gold, "--peer", command, "--json").stdout)
    assert result["strict"]["precision"] == 1.0 and round(result["strict"]["recall"], 2) == 0.33


def test_a_peer_is_given_the_files(gold):
    command = f"{sys.executable} -c \"import sys; n = len(open(sys.argv[1]).readlines()); print(f'[{{n - 1}}]:[{{n - 1}}]')\" {{src}} {{tgt}}"
    assert json.loads(run("evaluate", gold, "--peer", command, "--json").stdout)["strict"]["precision"] == 1.0


@pytest.mark.parametrize(("options", "code", "message"), [
    (["--peer", "no-such-program {src}"], 1, "运行不了"), (["--peer", "false"], 1, "失败（退出码 1）"),
    (["--peer", "echo hello"], 1, "不是“[0, 1]:[2]”的形式"), (["--peer", "x", "--lone"], 2, "不与"),
    (["--glossary", "/no/such/file"], 2, "glossary"),
])  # fmt: skip
def test_a_peer_that_cannot_be_scored(gold, options, code, message):
    result = run("evaluate", gold, *options)
    assert result.exit_code == code and message in result.output


def test_beads_that_are_missing(gold, tmp_path):
    result = run("evaluate", gold, "--beads", str(tmp_path))
    assert result.exit_code == 1 and "001.beads" in result.output


def test_evaluate_without_gold(tmp_path):
    result = run("evaluate", str(tmp_path))
    assert result.exit_code == 1 and ".gold" in result.output


def test_a_file_that_is_no_workspace(tmp_path):
    path = tmp_path / "notes.txt"
    path.write_text("不是数据库", encoding="utf-8")
    result = run("pairs", "--db", str(path))
    assert result.exit_code == 1 and "工作区" in result.output


# Translation memories


@pytest.fixture
def copy(book, tmp_path):
    return str(shutil.copy(book, tmp_path / "copy.db"))


@pytest.fixture
def memory(tmp_path):
    return str(written(tmp_path / "旧稿.tmx", HEADER, [
        Unit((Variant("zh-CN", "航空母舰驶入港口。"), Variant("bo-CN", "མཁའ་སྐྱེལ་མ་གྲུ།", attributes=(("changedate", "20240203T040506Z"), ("changeid", "译员乙"))))),
    ]))  # fmt: skip


def test_a_memory_is_imported_found_listed_and_forgotten(copy, memory, tmp_path):
    result = run("import", memory, "--db", copy)
    assert result.exit_code == 0 and "藏文 1 句对" in result.stdout and "新导入 1" in result.stdout
    assert "旧稿.tmx · T · 2024-02-03 · 译员乙" in run("search", "航空母舰", "--db", copy).stdout
    (match,) = json.loads(run("similar", "航空母舰驶入军港。", "--db", copy, "--json").stdout)
    assert match["pair"]["target"] == "མཁའ་སྐྱེལ་མ་གྲུ།" and match["score"] == 75
    assert "旧稿.tmx  1" in run("memories", "--db", copy).stdout
    (row,) = json.loads(run("memories", "--db", copy, "--json").stdout)
    assert row["units"] == 1 and row["languages"] == ["bo"]
    assert run("forget", "别的.tmx", "--db", copy).exit_code == 1
    assert json.loads(run("forget", row["sha256"][:8], "--db", copy, "--json").stdout) == {"removed": 1}
    assert "还没有翻译记忆" in run("memories", "--db", copy).stdout


def test_a_memory_that_is_left_out_ends_with_3(copy, memory, tmp_path):
    (tmp_path / "坏.tmx").write_text("<tmx>", encoding="utf-8")
    result = run("import", str(tmp_path / "坏.tmx"), memory, "--db", copy, "--json")
    assert result.exit_code == 3
    assert [r["outcome"] for r in json.loads(result.stdout)] == ["unreadable", "added"]
    assert run("import", str(tmp_path / "无.tmx"), "--db", copy).exit_code == 2


def test_pairs_are_exported_by_extension_and_by_name(book, tmp_path):
    for name, options in (("a.tmx", []), ("a.tsv", []), ("a.links", ["--language", "bo"]), ("a.txt", ["--format", "tsv"])):
        result = run("export", str(tmp_path / name), *options, "--db", book)
        assert result.exit_code == 0 and "个句对" in result.stdout, result.output
    assert {p.name for p in tmp_path.iterdir()} == {"a.tmx", "a.tsv", "a.links", "a.src", "a.tgt", "a.txt"}
    assert (tmp_path / "a.tsv").read_bytes() == (tmp_path / "a.txt").read_bytes()


def test_an_exported_memory_is_valid(book, tmp_path, data):
    run("export", str(tmp_path / "a.tmx"), "--db", book)
    dtd = etree.DTD(str(data / "interchange" / "schemas_tmx_xliff" / "tmx14.dtd"))
    assert dtd.validate(etree.parse(str(tmp_path / "a.tmx"))), dtd.error_log


@pytest.mark.parametrize(("arguments", "code", "message"), [
    (["a.doc"], 2, ".tmx、.tsv、.links"), (["a.links"], 2, "--language"), (["a.tmx", "--language", "xx"], 2, "可用："),
    (["no/a.tmx"], 2, "没有这个文件夹"), (["a.tmx", "--confirmed"], 1, "没有符合条件的句对"), (["a.tmx", "--language", "za"], 1, "没有"),
])  # fmt: skip
def test_what_cannot_be_exported(book, tmp_path, monkeypatch, arguments, code, message):
    monkeypatch.chdir(tmp_path)
    result = run("export", *arguments, "--db", book)
    assert result.exit_code == code and message in result.output and not list(tmp_path.iterdir())
