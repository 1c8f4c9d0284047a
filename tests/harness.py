"""Pages of the app in Streamlit's own test harness: opened on a workspace, read and pressed."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

APP = str(Path(__file__).parent.parent / "streamlit_app.py")


@pytest.fixture
def app(monkeypatch):
    """Opens a page on a workspace, with what its address says; without a page the first one."""

    def start(path, page="", **query):
        monkeypatch.setenv("SHUANGYU_DB", str(path))
        at = AppTest.from_file(APP, default_timeout=60)
        for name, value in query.items():
            at.query_params[name] = value
        fine(at.run())
        return fine(at.switch_page(page).run()) if page else at

    return start


def fine(at):
    """The page, which must have run without an exception."""
    assert not at.exception, at.exception[0].message
    return at


def html(at) -> str:
    return " ".join(getattr(e.proto, "body", "") for e in at.main if e.type == "html")


def button(at, label):
    return next(b for b in at.button if b.label == label)


def press(at, label):
    return fine(button(at, label).click().run())
