"""What tests in a real browser stand on: the app served on a copy of the sample, Chromium, and a page of it.

Screenshots go to shots/ for people to look at.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_browser = pytest.mark.skipif(
    CHROMIUM is None or find_spec("playwright") is None,
    reason="这台机器没有 Chromium 或 playwright，浏览器测试跳过",
)
ROOT = Path(__file__).parent.parent
SHOTS = ROOT / "shots"
APP = (sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port")


class Server:
    """The app on a port of its own, from a command that ends with the port; it can be killed and started again."""

    def __init__(self, path: Path, command: Sequence[str] = APP, **environment: str) -> None:
        self.path = path
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._command = [*command, str(port)]
        self._environment = {**os.environ, "SHUANGYU_DB": str(path), **environment}
        self.start()

    def start(self) -> None:
        self._process = subprocess.Popen(
            self._command,
            cwd=ROOT,
            env=self._environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=1)
                return
            except OSError:
                time.sleep(0.25)
        self.kill()
        raise TimeoutError("the app did not start")

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(10)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait(10)


@pytest.fixture(scope="module")
def server(sample_workspace, tmp_path_factory):
    """The app on a copy of the sample which the tests of one file share."""
    served = Server(Path(shutil.copy(sample_workspace, tmp_path_factory.mktemp("served") / "sample.db")))
    yield served
    served.stop()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        chromium = p.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
            ],
        )
        yield chromium
        chromium.close()


@pytest.fixture
def tab(browser):
    """A page that has been nowhere yet; what it asks of another machine fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
    page = context.new_page()
    page.set_default_timeout(30_000)
    outside = []
    page.on(
        "request",
        lambda r: outside.append(r.url) if "127.0.0.1" not in r.url and r.url.startswith("http") else None,
    )
    yield page
    context.close()
    assert not outside, "nothing leaves the machine"


@pytest.fixture
def page(tab, server):
    """The app's first page."""
    tab.goto(server.url)
    tab.get_by_role("link", name="今日练习").wait_for()
    return tab


def shot(page, name: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    page.wait_for_timeout(600)
    page.screenshot(path=SHOTS / f"{name}.png")


def go(page, name: str) -> None:
    """Follow the link to a page of the app."""
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", name=name).first.wait_for()
