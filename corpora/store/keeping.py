"""Keeping a workspace: copies of it that are checked, and a look at whether the file is whole."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import regex
from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from corpora.store.imports import last_import
from corpora.store.workspace import applied_names, known_names

__all__ = [
    "Backup",
    "Features",
    "applied",
    "backup",
    "damage",
    "features",
    "last_import_of",
    "restore",
]

_SPARE = 64 * 2**20  # bytes to leave free on the disk a copy goes to
_DAY = 86_400  # seconds
_NAMED = regex.compile(r"(?P<stem>.+)-(?P<at>\d{8}-\d{6})(?:-\d+)?\.db")


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made and checked; `removed` are older ones that gave way, `note` what a person should know."""

    path: Path
    size: int
    removed: tuple[Path, ...] = ()
    note: str = ""


def backup(workspace: Path, folder: Path, at: datetime, keep: int) -> Backup:
    """Copy a workspace, in use or not, into a folder as NAME-YYYYMMDD-HHMMSS.db; the `keep` newest copies stay.

    The copy is one state of the workspace (VACUUM INTO), checked before it gets its name. Where the clock was set
    back nothing is removed. Raises ValueError, sqlite3.DatabaseError, OSError; nothing half-written is left.
    """
    if not workspace.is_file():
        raise ValueError(f"没有工作区文件：{workspace}。请检查 --db 指定的路径。")
    folder.mkdir(parents=True, exist_ok=True)
    needed, free = _size(workspace), shutil.disk_usage(folder).free
    if free < needed + _SPARE:
        raise ValueError(
            f"“{folder}”剩余空间 {free >> 20} MB，备份约需 {(needed + _SPARE) >> 20} MB。请换一个磁盘或腾出空间。"
        )
    for part in folder.glob(f"{workspace.stem}-*.db.part"):  # of a backup that was killed
        if at.timestamp() - part.stat().st_mtime > _DAY:
            part.unlink()
    earlier = _copies(folder, workspace.stem)
    place = _free_name(folder, f"{workspace.stem}-{at:%Y%m%d-%H%M%S}")
    _copied(workspace, place)
    ahead = [copy for copy in earlier if _time(copy) > f"{at:%Y%m%d-%H%M%S}"]
    if ahead:
        note = f"电脑时钟可能被调回了：已有更晚的备份 {ahead[-1].name}。这次没有删除旧备份，请核对系统日期。"
        return Backup(place, place.stat().st_size, note=note)
    removed = earlier[: max(0, len(earlier) + 1 - keep)]
    for copy in removed:
        copy.unlink()
    return Backup(place, place.stat().st_size, tuple(removed))


def restore(copy: Path, workspace: Path, at: datetime) -> Path | None:
    """Put a copy in the place of a workspace; returns where the workspace that was there lies now.

    Its write-ahead log must not outlive it: a log applied to another file destroys that file. Raises ValueError
    when the copy is not whole or the workspace is in use; then nothing has changed.
    """
    if not copy.is_file():
        raise ValueError(f"没有备份文件：{copy}。请检查路径。")
    if problems := damage(copy):
        raise ValueError(f"备份“{copy}”不完整，没有恢复：{'；'.join(problems)}。请换一份较早的备份。")
    fresh = workspace.with_name(f"{workspace.name}.restoring")
    fresh.unlink(missing_ok=True)
    _copied(copy, fresh)
    aside = None
    if workspace.exists():
        _without_log(workspace)
        aside = _free_name(workspace.parent, f"{workspace.stem}-replaced-{at:%Y%m%d-%H%M%S}")
        os.replace(workspace, aside)
    os.replace(fresh, workspace)
    return aside


def _without_log(workspace: Path) -> None:
    """Fold the write-ahead log into the file; a file that is no database has none."""
    with closing(sqlite3.connect(workspace, timeout=2)) as db:
        try:
            db.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise ValueError(
                "工作区正在使用，没有恢复。请先关掉打开它的窗口和网页服务，再试一次。"
            ) from error
        except sqlite3.DatabaseError:
            for suffix in ("-wal", "-shm"):
                workspace.with_name(workspace.name + suffix).unlink(missing_ok=True)


def _copied(source: Path, place: Path) -> None:
    part = place.with_name(f"{place.name}.part")
    part.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as db:
            db.execute("VACUUM INTO ?", [str(part)])
        if problems := damage(part, quick=True):
            raise ValueError(f"备份没有通过检查：{'；'.join(problems)}。请用 shuangyu doctor 检查工作区。")
        with part.open("rb+") as stream:
            os.fsync(stream.fileno())
        os.replace(part, place)
    finally:
        part.unlink(missing_ok=True)


def _size(workspace: Path) -> int:
    log = workspace.with_name(f"{workspace.name}-wal")
    return workspace.stat().st_size + (log.stat().st_size if log.exists() else 0)


def _time(copy: Path) -> str:
    named = _NAMED.fullmatch(copy.name)
    return named["at"] if named else ""


def _copies(folder: Path, stem: str) -> list[Path]:
    """Copies of a workspace in a folder, the oldest first; other files are nobody's business."""
    named = ((_NAMED.fullmatch(path.name), path) for path in folder.glob("*.db"))
    return sorted(
        (path for match, path in named if match and match["stem"] == stem), key=lambda path: path.name
    )


def _free_name(folder: Path, stem: str) -> Path:
    names = (f"{stem}.db", *(f"{stem}-{n}.db" for n in range(2, 1000)))
    return next(folder / name for name in names if not (folder / name).exists())


def damage(path: Path, quick: bool = False) -> list[str]:
    """What is broken in a database file, in Chinese; [] when it is whole. `quick` leaves the indexes out."""
    check = "quick_check" if quick else "integrity_check"
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)) as db:
            found = [f"{row[0]}" for row in db.execute(f"PRAGMA {check}(5)") if row[0] != "ok"]
            strays = db.execute("SELECT count(*) FROM pragma_foreign_key_check").fetchone()[0]
            tables = {name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    except sqlite3.DatabaseError as error:
        return [f"不是完好的数据库文件（{error}）"]
    found += [f"{strays} 行指向已不存在的内容"] if strays else []
    return found + ([] if "documents" in tables else ["不是双语工作区：没有文书表"])


@dataclass(frozen=True, slots=True)
class Features:
    """What this computer's SQLite is and can."""

    version: str
    missing: tuple[str, ...]


def features() -> Features:
    """The version, and what the house needs and it lacks: full text search, strict tables, threads."""
    with closing(sqlite3.connect(":memory:")) as db:
        options = {row[0] for row in db.execute("PRAGMA compile_options")}
    wanted = {
        "全文检索 FTS5": "ENABLE_FTS5" in options,
        "STRICT 表（3.37）": sqlite3.sqlite_version_info >= (3, 37),
        "多线程": "THREADSAFE=0" not in options,
    }
    return Features(sqlite3.sqlite_version, tuple(name for name, there in wanted.items() if not there))


def applied(path: Path, sets: Iterable[Migrations]) -> tuple[int, int]:
    """(migrations that tables of a workspace still lack, migrations in it that this program does not know).

    Tables that a workspace does not have yet lack nothing.
    """
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        db = Database(connection)
        counts = [
            (len(known_names(s) - done), len(done - known_names(s)))
            for s in sets
            for done in [applied_names(db, s)]
        ]
    return sum(n for n, _ in counts), sum(n for _, n in counts)


def last_import_of(path: Path) -> str | None:
    """`last_import` of a workspace that is only looked at."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as db:
        return last_import(Database(db))
