"""A workspace of an older version is brought up to date once, however many processes open it at the same moment."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils.migrations import Migrations

from aligner import store as aligner_store
from corpora import store as corpora_store
from glossary import store as glossary_store
from quiz import store

SETS = [s.migrations for s in (corpora_store, aligner_store, glossary_store, store)]
ROOT = Path(__file__).parent.parent
OPEN = """
import sys
from quiz import store
print("ready", flush=True)
sys.stdin.readline()
store.open_workspace(sys.argv[1])
"""


@pytest.fixture
def outdated(tmp_path) -> Path:
    """A workspace with the tables of the corpus only."""
    path = tmp_path / "old.db"
    corpora_store.open_workspace(path).conn.close()
    return path


def test_two_processes_open_an_outdated_workspace_at_once(outdated):
    lock = corpora_store.connect(outdated)
    openers = [
        subprocess.Popen([sys.executable, "-c", OPEN, outdated], cwd=ROOT, text=True,
                         stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(2)
    ]  # fmt: skip
    with corpora_store.write_tx(lock):
        for opener in openers:
            assert opener.stdout.readline() == "ready\n", opener.stderr.read()
            opener.stdin.write("\n")
            opener.stdin.flush()
        with pytest.raises(subprocess.TimeoutExpired):
            openers[0].wait(0.5)  # both wait for the lock
        assert openers[1].poll() is None
    for opener in openers:
        _, errors = opener.communicate(timeout=60)
        assert opener.returncode == 0, errors
    for migrations in SETS:
        assert not migrations.pending(lock)
        assert len(migrations.applied(lock)) == len({m.name for m in migrations.applied(lock)})


def test_a_migration_that_fails_leaves_the_workspace_as_it_was(outdated):
    broken = Migrations("broken")

    @broken()
    def m001_half(db):
        db.executescript("CREATE TABLE half (a); CREATE TABLE half (a);")

    db = corpora_store.connect(outdated)
    with pytest.raises(Exception, match="already exists"):
        corpora_store.migrate(db, broken)
    assert "half" not in db.table_names() and broken.pending(db)
    assert db.execute("PRAGMA busy_timeout").fetchone() == (10_000,)
