"""`shuangyu corpora`: tables for people, JSON for programs, exit codes for scripts."""

import json

import pytest
from click.testing import CliRunner
from made_files import docx_of, pdf_of, write
from test_importing import TIBETAN, ZH

from corpora.cli import corpora, table


@pytest.fixture
def run(tmp_path):
    """Runs a command on a workspace of this test."""

    def invoke(*arguments, code=0):
        result = CliRunner().invoke(corpora, [*map(str, arguments)], env={"SHUANGYU_DB": str(tmp_path / "w.db")})
        assert result.exit_code == code, result.output
        return result

    return invoke


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path / "文书", {"1.docx": docx_of(*ZH.split("\n")), "2.txt": TIBETAN.encode()})


def test_add_reports_every_file(run, folder):
    result = run("add", folder)
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["文件", "结果", "语言", "文种", "案号", "句", "说明"]
    assert lines[1].split()[:5] == ["1.docx", "已导入", "汉文", "判决书", "(2020)青2802民初123号"]
    assert lines[-1] == "共 2 份：新导入 2，已有或重复 0，未收 0。"
    assert "读入" in result.stderr and "读入" not in result.stdout


def test_add_exits_with_3_when_files_were_left_out(run, folder):
    write(folder, {"3.pdf": pdf_of([])})
    assert "扫描件" in run("add", folder, code=3).stdout
    assert "早已导入" in run("add", folder / "1.docx").stdout


def test_add_as_json(run, folder):
    rows = json.loads(run("add", folder, "--json").stdout)
    assert [(row["path"], row["outcome"], row["language"]) for row in rows] == [
        ("1.docx", "added", "zh"), ("2.txt", "added", "bo"),
    ]  # fmt: skip


def test_add_wants_a_folder_that_is_there(run, tmp_path):
    error = run("add", tmp_path / "没有", code=2)
    assert "没有这个文件或文件夹" in error.stderr and "请检查路径" in error.stderr


def test_report_is_that_of_the_last_import(run, folder):
    run("add", folder)
    first = run("report").stdout
    assert "2.txt" in first and "新导入 2" in first
    run("add", folder)
    assert "已有或重复 2" in run("report").stdout


def test_list(run, folder):
    run("add", folder)
    lines = run("list").stdout.splitlines()
    assert lines[1].split()[:4] == ["1", "汉文", "判决书", "(2020)青2802民初123号"]
    assert [row["language"] for row in json.loads(run("list", "--json").stdout)] == ["zh", "bo"]


def test_show(run, folder):
    run("add", folder)
    text = run("show", 1).stdout
    assert "原告：扎某" in text and "草场承包经营权纠纷" in text
    assert "【本院认为】\n   7  本院认为，草场承包经营权受法律保护。" in text
    shown = json.loads(run("show", 1, "--json").stdout)
    assert shown["parties"][1] == {"role": "被告", "name": "才某某"}
    assert [s["section"] for s in shown["segments"]][-2:] == ["basis", "ruling"]


def test_show_names_the_way_to_the_right_number(run):
    assert "shuangyu corpora list" in run("show", 9, code=1).stderr


def test_a_file_that_is_no_workspace(run, tmp_path):
    (tmp_path / "x.db").write_text("我不是数据库，" * 200, encoding="utf-8")
    assert "不是双语工作区" in run("list", "--db", tmp_path / "x.db", code=1).stderr
    assert "文件夹是否存在" in run("list", "--db", tmp_path / "没有" / "x.db", code=1).stderr


def test_tables_mind_the_width_of_characters():
    lines = table([("判决", "b"), ("ab", "b"), ("བཀྲ", "b")]).splitlines()
    assert lines == ["判决  b", "ab    b", "བཀྲ    b"]
    assert table([]) == ""
