"""The workspace file with the tables of the corpus.

One SQLite file holds everything. Every package adds its own tables with a migration set of its own;
its `store.open_workspace` opens the file with those of the packages before it. Functions take the
database first and return values.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from corpora.store.accounts import *  # noqa: F403
from corpora.store.documents import *  # noqa: F403
from corpora.store.faults import *  # noqa: F403
from corpora.store.guard import *  # noqa: F403
from corpora.store.imports import *  # noqa: F403
from corpora.store.keeping import *  # noqa: F403
from corpora.store.schema import migrations
from corpora.store.workspace import *  # noqa: F403
from corpora.store.workspace import connect, migrate


def open_workspace(path: str | Path) -> Database:
    """Open or create the workspace with the tables of the corpus."""
    db = connect(path)
    migrate(db, migrations)
    return db
