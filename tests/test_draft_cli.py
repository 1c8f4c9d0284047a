"""`glossary check` with reports, and `glossary consistency` over a folder."""

import json

import docx
import openpyxl
import pytest
from click.testing import CliRunner
from test_draft_reports import anchored, comments
from test_drafts import AT, WHO, text, wrong

from corpora.model import INVENTED
from glossary import store
from glossary.drafts.checking import check_uploads
from glossary.drafts.model import Upload, Verdict
from glossary.model import Term, TermStatus
from shuangyu import main


@pytest.fixture
def files(tmp_path):
    paths = tmp_path / "原文.txt", tmp_path / "译文.txt"
    for path, content in zip(paths, (text("zh"), wrong()), strict=True):
        path.write_text(f"{INVENTED}\n{content}", encoding="utf-8")
    return paths


def run(*arguments, db="keines.db"):
    return CliRunner().invoke(main, ["glossary", *map(str, arguments), "--db", str(db)])


def test_reports_are_written_by_extension(files, tmp_path):
    for name in ("报告.docx", "报告.xlsx", "报告.json"):
        result = run("check", *files, "--report", tmp_path / name, "--json")
        assert result.exit_code == 1 and len(json.loads(result.stdout)) == 2
        assert f"已写出 {tmp_path / name}" in result.stderr
    marked = (tmp_path / "报告.docx").read_bytes()
    assert set(anchored(marked).values()) == {"སྒོར་26400", "མི་དམངས་ཤོག་སྒོར་30000"}
    assert len(list(openpyxl.load_workbook(tmp_path / "报告.xlsx")["核对结果"].values)) == 3
    told = json.loads((tmp_path / "报告.json").read_text(encoding="utf-8"))
    assert [f["kind"] for f in told["findings"]] == ["amount", "amount"] and told["draft"][
        "name"
    ] == "译文.txt"
    assert files[1].read_text(encoding="utf-8") == f"{INVENTED}\n{wrong()}"


def test_the_record_says_that_no_version_was_published(files, tmp_path):
    run("check", *files, "--record", tmp_path / "记录.docx")
    cells = [c.text for t in docx.Document(tmp_path / "记录.docx").tables for r in t.rows for c in r.cells]
    assert "术语库（尚未发布版本）" in cells and "译文.txt（第 1 稿）" in cells


def test_reports_that_cannot_be_written(files, tmp_path):
    other = run("check", *files, "--report", tmp_path / "报告.pdf")
    assert other.exit_code == 2 and "可以是 .docx .xlsx .json" in other.stderr
    nowhere = run("check", *files, "--report", tmp_path / "没有" / "报告.docx")
    assert nowhere.exit_code == 2 and "写不了" in nowhere.stderr


def test_what_was_ignored_in_the_workspace_is_not_listed_again(files, tmp_path):
    path = tmp_path / "book.db"
    book = store.open_workspace(path)
    uploads = [Upload(f.name, f.read_bytes()) for f in files]
    number = store.keep_draft(book, *uploads, check_uploads(book, *uploads), WHO, AT)
    for n in store.draft_version(book, number).noted:
        store.answer_finding(book, number, n.mark, Verdict.IGNORE, WHO, AT, "误报")
    book.conn.close()
    result = run("check", *files, "--report", tmp_path / "报告.docx", db=path)
    assert (
        result.exit_code == 0
        and "没有发现问题" in result.stdout
        and "2 处在“译文审校”里已忽略" in result.stderr
    )
    assert comments((tmp_path / "报告.docx").read_bytes()) == []


THEFT, ROBBERY = "རྐུ་འཇབ་ཉེས་པ", "ཇག་བཅོམ་ཉེས་པ"


@pytest.fixture
def folder(tmp_path):
    """One judgment translated twice, with two words for theft; an empty file; a text nobody translated."""
    box = tmp_path / "译稿"
    box.mkdir()
    for n, word in enumerate((THEFT, ROBBERY), 45):
        zh, bo = (text(code).replace("刑初45号", f"刑初{n}号").replace(THEFT, word) for code in ("zh", "bo"))
        (box / f"{n}.txt").write_text(f"{INVENTED}\n{zh}", encoding="utf-8")
        (box / f"{n} 藏文.txt").write_text(f"{INVENTED}\n{bo}", encoding="utf-8")
    (box / "空.txt").write_text("", encoding="utf-8")
    (box / "通知.txt").write_text(
        "关于开展专项检查的通知\n各单位要认真组织学习，按时上报材料。", encoding="utf-8"
    )
    return box


@pytest.fixture
def base(tmp_path):
    path = tmp_path / "book.db"
    book = store.open_workspace(path)
    for word, status in ((THEFT, TermStatus.PREFERRED), (ROBBERY, TermStatus.PROPOSED)):
        store.add_term(book, "刑事", "盗窃罪", Term("bo", word, status), WHO, AT)
    book.conn.close()
    return path


def test_a_folder_of_drafts_is_compared_term_by_term(folder, tmp_path, base):
    out = tmp_path / "一致.json"
    result = run("consistency", folder, "--report", out, db=base)
    assert result.exit_code == 1 and "空.txt" in result.stderr and "没有配上的：通知.txt" in result.stderr
    assert f"{THEFT}〔已核定〕" in result.stdout and "译稿 2 份" in result.stdout
    (row,) = [r for r in json.loads(out.read_text(encoding="utf-8")) if r["term"] == "盗窃罪"]
    assert [r["text"] for r in row["renderings"]] == [THEFT, ROBBERY]
    assert [{p["draft"] for p in r["places"]} for r in row["renderings"]] == [
        {"45 藏文.txt"},
        {"46 藏文.txt"},
    ]


def test_the_report_of_a_folder_as_workbook_and_docx(folder, tmp_path, base):
    for name in ("一致.xlsx", "一致.docx"):
        assert run("consistency", folder, "--report", tmp_path / name, db=base).exit_code == 1
    rows = list(openpyxl.load_workbook(tmp_path / "一致.xlsx")["译法不一"].values)
    assert ("藏文", "盗窃罪", THEFT, "已核定") in [row[:4] for row in rows]
    cells = [c.text for t in docx.Document(tmp_path / "一致.docx").tables for r in t.rows for c in r.cells]
    assert "盗窃罪" in cells and ROBBERY in cells


def test_a_folder_without_pairs_cannot_be_compared(tmp_path):
    assert run("consistency", tmp_path / "没有").exit_code == 2
    (tmp_path / "空").mkdir()
    result = run("consistency", tmp_path / "空")
    assert result.exit_code == 2 and "没有配成对" in result.stderr
