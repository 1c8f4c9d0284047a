"""The workspace file: how it is opened, brought up to date and written."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

__all__ = ["connect", "migrate", "write_tx"]

_BUSY = 10_000  # milliseconds a statement waits for a lock
_PATIENCE = 30.0  # seconds a write waits for others
_ASKING = 20  # milliseconds after which it asks anew
_MIGRATING = 600_000  # and for one that changes the tables
_MAPPED = 2 << 30  # bytes of the file that are read where they lie: a search reads texts all over it


def migrate(db: Database, migrations: Migrations) -> None:
    """Bring the tables of a package up to date; of several processes that open a workspace at once, one does.

    The lock is taken before anything is written (see `write_tx`), and the others wait as long as a large workspace
    takes. Raises ValueError for a workspace of a newer program.
    """
    done, known = applied_names(db, migrations), known_names(migrations)
    if done - known:
        raise ValueError(
            "工作区是更新版本的双语建立或升级过的，这个旧版本不能打开它，以免损坏。请升级本软件，或用 --db 指定另一个工作区。"
        )
    if done == known:
        return
    db.execute(f"PRAGMA busy_timeout = {_MIGRATING}")
    try:
        with write_tx(db):
            migrations.apply(db)
    finally:
        db.execute(f"PRAGMA busy_timeout = {_BUSY}")


def applied_names(db: Database, migrations: Migrations) -> set[str]:
    """Names of the migrations of a set that a workspace has seen, of newer programs too."""
    return {migration.name for migration in migrations.applied(db)}


@lru_cache(maxsize=16)
def known_names(migrations: Migrations) -> frozenset[str]:
    """Names of all migrations of a set."""
    with closing(sqlite3.connect(":memory:")) as empty:
        return frozenset(migration.name for migration in migrations.pending(Database(empty)))


def connect(path: str | Path) -> Database:
    """A connection with the house's settings; `:memory:` for tests.

    Raises ValueError when the file is not a workspace.
    """
    try:
        connection = sqlite3.connect(path, timeout=10, isolation_level=None)
    except sqlite3.OperationalError as error:
        raise ValueError(f"打不开工作区文件“{path}”。请检查文件夹是否存在、有没有写入权限。") from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.DatabaseError as error:
        connection.close()
        raise ValueError(f"“{path}”不是双语工作区文件（SQLite 数据库）。请检查 --db 指定的路径。") from error
    settings = (
        "synchronous = NORMAL",
        f"busy_timeout = {_BUSY}",
        "foreign_keys = ON",
        f"mmap_size = {_MAPPED}",
    )
    for pragma in settings:
        connection.execute(f"PRAGMA {pragma}")
    return Database(connection)


@contextmanager
def write_tx(db: Database) -> Iterator[Database]:
    """A write transaction that takes its lock at once.

    A deferred BEGIN that turns into a write fails with "database is locked" among several writers; an
    immediate one waits its turn. Nested use joins the outer transaction. SQLite asks for a lock less and less
    often, and who has waited longest gets it last; asking anew every few milliseconds, nobody starves.
    """
    if db.conn.in_transaction:
        yield db
        return
    _begin(db)
    try:
        yield db
    except BaseException:
        db.conn.rollback()
        raise
    db.conn.commit()


def _begin(db: Database) -> None:
    usual = db.execute("PRAGMA busy_timeout").fetchone()[0]
    until = time.monotonic() + max(_PATIENCE, usual / 1000)
    db.execute(f"PRAGMA busy_timeout = {_ASKING}")
    try:
        while True:
            try:
                db.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
    finally:
        db.execute(f"PRAGMA busy_timeout = {usual}")
