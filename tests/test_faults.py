"""What machines really do: killed, full, read-only, two at once, the wrong version. Nothing is lost, doubled or half-written."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner
from made_files import write

from aligner import store as aligner_store
from corpora import importing, store
from corpora.model import Outcome
from glossary import store as glossary_store
from quiz import store as quiz_store
from shuangyu import main

resource = pytest.importorskip("resource", reason="磁盘配额只在 Linux 和 macOS 上试")
ROOT = Path(__file__).parent.parent
COMMAND = [sys.executable, "-c", "from corpora.cli import corpora; corpora()", "add"]
SETS = [s.migrations for s in (store, aligner_store, glossary_store, quiz_store)]
TEXT = (
    "青海省德令哈市人民法院\n民事判决书\n（2020）青2802民初{n}号\n原告：扎某。\n被告：才某某。\n"
    "原告扎某与被告才某某买卖合同纠纷一案，本院受理后，公开开庭进行了审理。\n"
    "本院认为，合同有效，第{n}批货物已经交付。\n依照《中华人民共和国民法典》第五百零九条规定，判决如下：\n被告才某某支付货款{n}元。"
)
COUNT = 40
AT = "2026-03-02T09:00:00+00:00"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write(tmp_path_factory.mktemp("in"), {f"{n}.txt": (TEXT.format(n=n) + "\n本院认为，应予支持。" * 10).encode() for n in range(1, COUNT + 1)})


def run(folder: Path, db: Path, **options) -> subprocess.CompletedProcess:
    return subprocess.run([*COMMAND, str(folder), "--db", str(db)], cwd=ROOT, capture_output=True, text=True, **options)


def documents(db: Path) -> int:
    try:
        with sqlite3.connect(f"{db.as_uri()}?mode=ro", uri=True) as book:
            return book.execute("SELECT count(*) FROM documents").fetchone()[0]
    except sqlite3.OperationalError:
        return 0


def whole(db: Path) -> None:
    """The file is sound, every document has its segments and its original, no text is there twice."""
    assert not store.damage(db)
    with sqlite3.connect(db) as book:
        lone = "SELECT count(*) FROM documents WHERE id NOT IN (SELECT document FROM segments) OR sha256 NOT IN (SELECT sha256 FROM originals)"
        assert book.execute(lone).fetchone()[0] == 0
        assert book.execute("SELECT count(*) - count(DISTINCT case_number) FROM documents").fetchone()[0] == 0


@pytest.mark.parametrize("after", [1, COUNT // 2])
def test_killed_while_importing(folder, tmp_path, after):
    db = tmp_path / "book.db"
    process = subprocess.Popen([*COMMAND, str(folder), "--db", str(db)], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while process.poll() is None and documents(db) < after:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    there = documents(db)
    assert there >= after
    whole(db)
    again = run(folder, db)
    assert again.returncode == 0, again.stderr
    assert documents(db) == COUNT
    whole(db)
    assert f"新导入 {COUNT - there}，已有或重复 {there}" in again.stdout


def test_two_imports_of_one_folder_at_once(folder, tmp_path):
    db = tmp_path / "book.db"
    both = [subprocess.Popen([*COMMAND, str(folder), "--db", str(db)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert process.returncode == 0, errors
    assert documents(db) == COUNT
    whole(db)
    with sqlite3.connect(db) as book:
        assert book.execute("SELECT count(DISTINCT run), count(*) FROM imports").fetchone() == (2, 2 * COUNT)


def test_a_file_that_may_grow_no_further(folder, tmp_path):
    db = tmp_path / "book.db"

    def little():
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    cut = run(folder, db, preexec_fn=little)
    assert cut.returncode == 1 and "Traceback" not in cut.stderr
    assert "磁盘" in cut.stderr and "请" in cut.stderr
    whole(db)
    assert documents(db) < COUNT
    assert run(folder, db).returncode == 0
    assert documents(db) == COUNT
    whole(db)


def opened_with(monkeypatch, pragma) -> None:
    """Every workspace opened from now on has a setting, which may depend on what is in it."""
    connect = store.workspace.connect

    def opened(path):
        book = connect(path)
        book.execute(f"PRAGMA {pragma(book)}")
        return book

    monkeypatch.setattr(store, "connect", opened)


def pages(book) -> int:
    return book.execute("PRAGMA page_count").fetchone()[0]


def test_a_full_disk(folder, tmp_path, monkeypatch):
    db = tmp_path / "book.db"
    store.open_workspace(db).close()
    opened_with(monkeypatch, lambda book: f"max_page_count = {pages(book) + 12}")
    result = CliRunner().invoke(main, ["corpora", "add", str(folder), "--db", str(db)])
    assert result.exit_code == 1 and "磁盘满了" in result.stderr and "再运行一次" in result.stderr
    whole(db)
    there = documents(db)
    monkeypatch.undo()
    rows = importing.add_folder(store.open_workspace(db), folder, AT)
    assert [row.outcome for row in rows].count(Outcome.KNOWN) == there > 0
    assert documents(db) == COUNT


def test_a_workspace_that_cannot_be_written(folder, tmp_path, monkeypatch):
    db = tmp_path / "book.db"
    store.open_workspace(db).close()
    opened_with(monkeypatch, lambda _: "query_only = ON")
    result = CliRunner().invoke(main, ["corpora", "add", str(folder), "--db", str(db)])
    assert result.exit_code == 1 and "只读" in result.stderr and documents(db) == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="管理员什么都能写，只读文件试不出来")
def test_a_read_only_file(folder, tmp_path):
    db = tmp_path / "book.db"
    store.open_workspace(db).close()
    db.chmod(0o444)
    result = run(folder, db)
    assert result.returncode == 1 and "只读" in result.stderr


def test_a_lock_that_is_never_given_back(folder, tmp_path, monkeypatch):
    db = tmp_path / "book.db"
    store.open_workspace(db).close()
    opened_with(monkeypatch, lambda _: "busy_timeout = 50")
    monkeypatch.setattr(store.workspace, "_PATIENCE", 0.1)
    holder = store.workspace.connect(db)
    with store.write_tx(holder):
        result = CliRunner().invoke(main, ["corpora", "add", str(folder), "--db", str(db)])
    assert result.exit_code == 1 and "另一个程序" in result.stderr


@pytest.mark.parametrize("content, words", [(b"rubbish " * 999, "不是双语工作区"), (b"SQLite format 3\0" + b"\xff" * 5000, "工作区")])
def test_a_file_that_is_no_workspace(folder, tmp_path, content, words):
    db = tmp_path / "book.db"
    db.write_bytes(content)
    result = CliRunner().invoke(main, ["corpora", "add", str(folder), "--db", str(db)])
    assert result.exit_code == 1 and words in result.stderr
    assert db.read_bytes() == content, "it is left as it was"


@pytest.mark.parametrize("migrations", SETS, ids=lambda s: s.name)
def test_a_workspace_of_a_newer_program_is_not_touched(tmp_path, migrations):
    db = tmp_path / "book.db"
    book = quiz_store.open_workspace(db)
    book["_sqlite_migrations"].insert({"migration_set": migrations.name, "name": "m999_later", "applied_at": "2030"})
    book.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    book.close()
    before = db.read_bytes()
    with pytest.raises(ValueError, match="升级本软件"):
        quiz_store.open_workspace(db)
    result = CliRunner().invoke(main, ["quiz", "make", "--db", str(db)])
    assert result.exit_code == 1 and "更新版本" in result.stderr
    assert db.read_bytes() == before


def test_a_clock_set_back_is_said_and_does_no_harm(folder, tmp_path):
    db = tmp_path / "book.db"
    importing.add_folder(store.open_workspace(db), folder / "1.txt", "2099-01-01T00:00:00+00:00")
    result = CliRunner().invoke(main, ["corpora", "add", str(folder / "2.txt"), "--db", str(db)])
    assert result.exit_code == 0 and "时钟" in result.stderr
    assert [row.path for row in store.last_report(store.open_workspace(db))] == ["2.txt"], "the last run, whatever the clock says"


def test_a_missing_folder_for_the_workspace(folder, tmp_path):
    result = CliRunner().invoke(main, ["corpora", "add", str(folder), "--db", str(tmp_path / "none" / "book.db")])
    assert result.exit_code == 1 and "检查文件夹" in result.stderr


@pytest.mark.parametrize("broken, words", [(False, "更新版本"), (True, "不是双语工作区")])
def test_the_app_says_what_to_do_about_a_workspace_it_cannot_open(app, tmp_path, broken, words):
    db = tmp_path / "book.db"
    book = store.open_workspace(db)
    book["_sqlite_migrations"].insert({"migration_set": "corpora", "name": "m999_later", "applied_at": "2030"})
    book.close()
    if broken:
        db.write_bytes(b"rubbish " * 999)
    assert [words in error.value for error in app(db).error] == [True]
