"""Workspaces for tests: empty in memory, the sample built once, and copies of it to write into."""

import shutil
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
def sample_workspace(tmp_path_factory) -> Path:
    """The workspace `shuangyu demo` builds; read only."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    book = store.open_workspace(path)
    build.build(book, ROOT / "corpora" / "sample" / "files", BUILT)
    book.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    book.conn.close()
    return path


@pytest.fixture
def sample_copy(sample_workspace, tmp_path) -> Path:
    """A copy of the sample workspace to write into."""
    return Path(shutil.copy(sample_workspace, tmp_path / "copy.db"))


@pytest.fixture(scope="session")
def data() -> Path:
    """Real texts to develop against, where they are at hand."""
    if not DATA.is_dir():
        pytest.skip(f"没有测试数据目录 {DATA.name}，真实文本的测试跳过")
    return DATA
