"""Workspaces for tests: empty in memory, the sample built once, and copies of it to write into."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from browsing import browser, page, server, tab  # noqa: F401
from harness import app  # noqa: F401
from hypothesis import settings
from made_concepts import appeal  # noqa: F401

from quiz import build, store

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
settings.register_profile("clockless", deadline=None)  # kernels are compiled at their first example
settings.load_profile("clockless")
BUILT = "2026-03-02T09:00:00+00:00"


@pytest.fixture
def db():
    """An empty workspace in memory."""
    return store.open_workspace(":memory:")


@pytest.fixture(scope="session")
def built_sample(tmp_path_factory):
    """(path, whether somebody wrote into it since) of the workspace `shuangyu demo` builds."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    book = store.open_workspace(path)
    build.build(book, ROOT / "corpora" / "sample" / "files", BUILT)
    book.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    book.conn.close()
    with closing(sqlite3.connect(path)) as watching:

        def version() -> int:
            return watching.execute("PRAGMA data_version").fetchone()[0]

        built = version()
        yield path, lambda: version() != built


@pytest.fixture(scope="session")
def sample_workspace(built_sample) -> Path:
    """The sample all tests of a process share; read only."""
    return built_sample[0]


@pytest.fixture(autouse=True)
def the_sample_stays_as_built(request):
    yield
    if "built_sample" in request.fixturenames:
        _, written = request.getfixturevalue("built_sample")
        assert not written(), "this test, or its fixtures, wrote into sample_workspace: take sample_copy"


@pytest.fixture
def sample_copy(sample_workspace, tmp_path) -> Path:
    """A copy of the sample workspace to write into."""
    return Path(shutil.copy(sample_workspace, tmp_path / "copy.db"))


@pytest.fixture
def book(sample_copy):
    """A copy of the sample, open to write into."""
    return store.open_workspace(sample_copy)


@pytest.fixture(scope="session")
def data() -> Path:
    """Real texts to develop against, where they are at hand."""
    if not DATA.is_dir():
        pytest.skip(f"没有测试数据目录 {DATA.name}，真实文本的测试跳过")
    return DATA
