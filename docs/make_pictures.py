"""Photographs the app for the documents: `python docs/make_pictures.py`, which needs playwright and Chromium.

Builds the invented sample in a folder of its own, opens it on a free port and writes docs/pictures/*.png. The draft on
the picture of 译文审校 is a sample judgment with two slips written into it.
"""

from __future__ import annotations

import io
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
PICTURES = Path(__file__).parent / "pictures"
SAMPLE = ROOT / "corpora" / "sample" / "files"
SIZE = {"width": 1366, "height": 768}
SLIPS = {"སྒོར་49500": "སྒོར་45900", "ཟླ་7ཚེས་20": "ཟླ་7ཚེས་26"}


@contextmanager
def served() -> Iterator[str]:
    """The address of the app on a fresh sample workspace."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as free:
        book = str(Path(folder) / "sample.db")
        subprocess.run(
            [sys.executable, "-m", "shuangyu", "demo", "--no-serve", "--db", book], cwd=ROOT, check=True
        )
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)],
            cwd=ROOT,
            env={**os.environ, "SHUANGYU_DB": book},
        )
        try:
            wait_for(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(10)


def wait_for(url: str) -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{url}/_stcore/health", timeout=1)
            return
        except OSError:
            time.sleep(0.5)
    raise TimeoutError(f"{url} did not answer within a minute")


def go(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", name=name).first.wait_for()


def keep(page: Page, name: str) -> None:
    """Photograph from the top of the page, in 128 colours: a third of the bytes, and the same to the eye."""
    page.mouse.move(0, 0)
    page.evaluate("document.querySelector('[data-testid=stMain]').scrollTo(0, 0)")
    page.wait_for_timeout(1200)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(128, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def reading(page: Page, language: str, name: str, picture: str) -> None:
    """判决书对照 of one language, with a word clicked."""
    go(page, "判决书对照")
    page.get_by_placeholder("案号、案由、语言").fill(name)
    page.keyboard.press("Enter")
    page.locator(f'.bitext .text[lang="{language}"]').first.wait_for()
    page.wait_for_timeout(800)
    page.locator('.bitext [data-side="source"] .term').first.click()
    page.get_by_text("选中").wait_for()
    keep(page, picture)


def draft(page: Page) -> None:
    """译文审校 of a sample judgment with slips."""
    text = (SAMPLE / "汉藏" / "7-藏.txt").read_text(encoding="utf-16")
    for right, wrong in SLIPS.items():
        assert right in text, right
        text = text.replace(right, wrong, 1)
    go(page, "译文审校")
    page.get_by_placeholder("审校人姓名").fill("才让")
    page.keyboard.press("Enter")
    page.wait_for_timeout(1000)
    fields = page.locator('input[type="file"]')
    fields.nth(1).wait_for(state="attached")
    fields.nth(0).set_input_files(SAMPLE / "汉藏" / "7.docx")
    page.get_by_text("7.docx").wait_for()
    fields.nth(1).set_input_files({"name": "译稿.txt", "mimeType": "text/plain", "buffer": text.encode()})
    page.get_by_text("译稿.txt").wait_for()
    button = page.get_by_role("button", name="核对").and_(page.locator(":enabled"))
    button.wait_for()
    button.click()
    page.locator(".finding.now").wait_for(timeout=90_000)
    keep(page, "draft")


def today(page: Page) -> None:
    go(page, "今日练习")
    page.locator(".sheet").first.wait_for()
    keep(page, "today")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with served() as url, sync_playwright() as p:
        path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        browser = p.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE)
        page.goto(url)
        page.get_by_role("link", name="今日练习").wait_for()
        today(page)
        reading(page, "bo", "藏", "reading-bo")
        reading(page, "mn-Mong", "蒙古", "reading-mn")
        draft(page)
        browser.close()


if __name__ == "__main__":
    main()
