"""Copies of a workspace are whole, few, and can be put back; the doctor sees what is wrong."""

import os
import shutil
import sqlite3
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from aligner import store as aligner_store
from corpora import health, store
from corpora.health import Check
from glossary import store as glossary_store
from quiz import store as quiz_store
from shuangyu import PACKAGES, main

AT = datetime(2026, 3, 2, 9, 0, 0)
SETS = [s.migrations for s in (store, aligner_store, glossary_store, quiz_store)]
ROOT = Path(__file__).parent.parent


def rows(path: Path) -> dict[str, int]:
    with sqlite3.connect(path) as db:
        names = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'")]
        return {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names if "search" not in name}


def test_a_copy_of_a_workspace_in_use_has_every_row(sample_copy, tmp_path):
    open_book = store.open_workspace(sample_copy)
    open_book.execute("UPDATE documents SET cause = '新写的' WHERE id = 1")  # still in the log, not in the file
    made = store.backup(sample_copy, tmp_path / "备份", AT, keep=3)
    assert made.path.name == "copy-20260302-090000.db" and not made.removed and not made.note
    assert rows(made.path) == rows(sample_copy)
    assert store.document(store.connect(made.path), 1).cause == "新写的"


def test_only_the_newest_stay_and_other_files_are_left_alone(sample_copy, tmp_path):
    folder = tmp_path / "备份"
    folder.mkdir()
    for name in ("other-20200101-000000.db", "copy.db", "copy-notes.txt"):
        (folder / name).write_bytes(b"x")
    for day in range(5):
        made = store.backup(sample_copy, folder, AT + timedelta(days=day), keep=2)
    assert [path.name for path in made.removed] == ["copy-20260304-090000.db"]
    assert sorted(path.name for path in folder.iterdir()) == [
        "copy-20260305-090000.db", "copy-20260306-090000.db", "copy-notes.txt", "copy.db", "other-20200101-000000.db",
    ]  # fmt: skip


def test_two_in_one_second_and_a_clock_set_back(sample_copy, tmp_path):
    names = [store.backup(sample_copy, tmp_path / "b", AT, keep=9).path.name for _ in range(2)]
    assert names == ["copy-20260302-090000.db", "copy-20260302-090000-2.db"]
    made = store.backup(sample_copy, tmp_path / "b", AT - timedelta(days=30), keep=1)
    assert "时钟" in made.note and not made.removed and len(list((tmp_path / "b").iterdir())) == 3


def test_a_full_disk_leaves_no_half_copy(sample_copy, tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda place: shutil._ntuple_diskusage(100, 99, 1))
    with pytest.raises(ValueError, match="剩余空间"):
        store.backup(sample_copy, tmp_path / "b", AT, keep=1)
    assert not list((tmp_path / "b").iterdir())


def test_what_a_killed_backup_left_is_cleared_away_after_a_day(sample_copy, tmp_path):
    folder = tmp_path / "b"
    folder.mkdir()
    for name, age in (("copy-20260227-013000.db.part", 3), ("copy-20260302-085900.db.part", 0)):
        (folder / name).write_bytes(b"half")
        then = (AT - timedelta(days=age)).timestamp()
        os.utime(folder / name, (then, then))
    made = store.backup(sample_copy, folder, AT, keep=1)
    assert sorted(path.name for path in folder.iterdir()) == ["copy-20260302-085900.db.part", made.path.name]


def test_a_broken_workspace_is_not_copied_over_good_copies(sample_copy, tmp_path):
    good = store.backup(sample_copy, tmp_path / "b", AT, keep=1).path
    break_file(sample_copy)
    with pytest.raises((ValueError, sqlite3.DatabaseError)):
        store.backup(sample_copy, tmp_path / "b", AT + timedelta(days=1), keep=1)
    assert list((tmp_path / "b").iterdir()) == [good] and not store.damage(good)


def break_file(path: Path) -> None:
    content = bytearray(path.read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 300] = b"\xff" * 300
    path.write_bytes(content)


def test_a_copy_is_put_back_and_the_old_workspace_kept(sample_copy, tmp_path):
    copy = store.backup(sample_copy, tmp_path / "b", AT, keep=1).path
    before = rows(copy)
    book = store.open_workspace(sample_copy)
    book.execute("DELETE FROM segments")
    book.conn.execute("PRAGMA wal_checkpoint(PASSIVE)")
    book.close()
    aside = store.restore(copy, sample_copy, AT)
    assert rows(sample_copy) == before and aside.name == "copy-replaced-20260302-090000.db"
    assert rows(aside)["segments"] == 0
    assert not list(sample_copy.parent.glob("copy.db-*"))
    quiz_store.open_workspace(sample_copy)


def test_a_damaged_workspace_with_its_log_is_replaced(sample_copy, tmp_path):
    copy = store.backup(sample_copy, tmp_path / "b", AT, keep=1).path
    sample_copy.write_bytes(b"rubbish " * 1000)
    sample_copy.with_name("copy.db-wal").write_bytes(b"old log")
    store.restore(copy, sample_copy, AT)
    assert not store.damage(sample_copy) and rows(sample_copy) == rows(copy)


def test_nothing_is_put_back_from_a_broken_copy_or_under_an_open_workspace(sample_copy, tmp_path):
    copy = store.backup(sample_copy, tmp_path / "b", AT, keep=1).path
    book = store.open_workspace(sample_copy)
    book.execute("SELECT 1 FROM documents").fetchone()
    before = rows(sample_copy)
    with pytest.raises(ValueError, match="正在使用"):
        store.restore(copy, sample_copy, AT)
    book.close()
    break_file(copy)
    with pytest.raises(ValueError, match="不完整"):
        store.restore(copy, sample_copy, AT)
    with pytest.raises(ValueError, match="没有备份文件"):
        store.restore(tmp_path / "none.db", sample_copy, AT)
    assert rows(sample_copy) == before


def test_the_commands(sample_copy, tmp_path):
    run = CliRunner()
    made = run.invoke(main, ["backup", str(tmp_path / "b"), "--keep", "2", "--db", str(sample_copy)])
    assert made.exit_code == 0 and "已备份并核对" in made.stdout
    (copy,) = (tmp_path / "b").iterdir()
    back = run.invoke(main, ["restore", str(copy), "--db", str(sample_copy)])
    assert back.exit_code == 0 and "replaced" in back.stdout
    none = run.invoke(main, ["backup", str(tmp_path / "b"), "--db", str(tmp_path / "none.db")])
    assert none.exit_code == 1 and "没有工作区文件" in none.stderr


# The doctor


def bad(checks) -> list[str]:
    return [str(check) for check in checks if check.good is False]


def test_a_good_computer_and_a_good_workspace(sample_workspace):
    assert not bad(health.computer(ROOT, PACKAGES))
    checks = list(health.workspace(sample_workspace, SETS, "2026-03-02T10:00:00+00:00"))
    assert not bad(checks) and any("完整" in check.what for check in checks)


def test_what_is_wrong_is_said_with_what_to_do(sample_copy, tmp_path):
    assert "时钟" in "".join(bad(health.workspace(sample_copy, SETS, "2020-01-01T00:00:00+00:00")))
    break_file(sample_copy)
    assert "shuangyu restore" in "".join(bad(health.workspace(sample_copy, SETS, "2030-01-01T00:00:00+00:00")))
    assert "没有这个文件夹" in "".join(bad(health.workspace(tmp_path / "x" / "y.db", SETS, "2030")))
    assert not bad(health.workspace(tmp_path / "new.db", SETS, "2030")) and not (tmp_path / "new.db").exists()


def test_foreign_packages_and_broken_fonts(tmp_path):
    said = "".join(bad(health.computer(tmp_path, ["corpora"])))
    assert "同名软件包" in said and "字体 0 种" in said


def test_how_a_check_is_shown():
    assert [str(Check("磁盘", good, "请腾出空间")) for good in (True, False, None)] == [
        "正常　磁盘", "有问题　磁盘：请腾出空间", "提示　磁盘：请腾出空间",
    ]  # fmt: skip


def test_the_doctor_looks_and_changes_nothing(sample_copy):
    before = sample_copy.read_bytes()
    result = CliRunner().invoke(main, ["doctor", "--db", str(sample_copy)])
    assert "工作区版本" in result.stdout and sys.version.split()[0] in result.stdout
    assert sample_copy.read_bytes() == before
