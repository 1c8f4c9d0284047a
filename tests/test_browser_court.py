"""A court's server in a real browser: who has logged in gets in, under one name; no page asks another machine for anything."""

import shutil
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import regex
from browsing import ROOT, Server, needs_browser, shot

from corpora import store
from corpora.rights import Role

pytestmark = needs_browser
PASSWORD = "一二三四五六七八"
EVERYTHING = frozenset(Role)
PATHS = [
    Path(found).stem
    for found in regex.findall(r'st\.Page\("([^"]+)"', (ROOT / "streamlit_app.py").read_text("utf-8"))
]


@pytest.fixture(scope="module")
def court(sample_workspace, tmp_path_factory):
    """(address, workspace) of a server with three accounts."""
    path = tmp_path_factory.mktemp("court") / "court.db"
    shutil.copy(sample_workspace, path)
    book = store.open_workspace(path)
    for name, roles in (("卓某", EVERYTHING), ("扎某", {Role.LEARNER}), ("才某", {Role.LEARNER})):
        store.add_account(book, name, PASSWORD, frozenset(roles), time.time())
    serving = "from corpora.pages.serving import main; main()"
    command = [sys.executable, "-c", serving, str(ROOT / "streamlit_app.py")]
    served = Server(path, command, SHUANGYU_COURT="1")
    yield served.url, path
    served.stop()


@pytest.fixture
def page(tab):
    """Each test opens the address it needs."""
    return tab


def enter(page, url: str, name: str, password: str = PASSWORD) -> None:
    page.goto(url)
    page.get_by_label("姓名").fill(name)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录").click()


def settled(page) -> None:
    page.wait_for_selector("h1")
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")


def status(url: str, method: str = "GET") -> int:
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    try:
        opened = urllib.request.build_opener(Stay).open(urllib.request.Request(url, method=method), timeout=5)
        return opened.status
    except urllib.error.HTTPError as error:
        return error.code


def test_without_login_only_the_login_page_answers(court, page):
    url, _ = court
    assert status(url) == 303
    assert status(f"{url}/_stcore/host-config") == 401
    assert status(f"{url}/_stcore/upload_file/a/b", "PUT") == 401
    assert status(f"{url}/_stcore/stream") in (401, 404)
    page.goto(f"{url}/terms")
    assert page.url == f"{url}/login" and page.locator("html").get_attribute("lang") == "zh-CN"
    shot(page, "court-login")
    failed = page.evaluate(
        "url => new Promise(r => { const s = new WebSocket(url); s.onopen = () => r('open'); s.onerror = () => r('refused') })",
        url.replace("http", "ws") + "/_stcore/stream",
    )
    assert failed == "refused"


def test_headers_stand_on_every_answer(court):
    url, _ = court
    for path in ("/login", "/_stcore/health"):
        headers = urllib.request.urlopen(url + path, timeout=5).headers
        assert headers["X-Frame-Options"] == "DENY" and headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_a_wrong_password_is_told_and_after_five_one_waits(court, page):
    url, _ = court
    for _ in range(store.TRIES):
        enter(page, url, "才某", "wrong-password")
        assert "不对" in page.get_by_role("alert").inner_text()
    enter(page, url, "才某")
    assert "分钟后再试" in page.get_by_role("alert").inner_text()
    shot(page, "court-login-wait")


def test_a_form_of_another_site_does_not_log_in(court):
    url, _ = court
    request = urllib.request.Request(f"{url}/login", b"name=x&password=y", {"Origin": "http://evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(request, timeout=5)


def test_no_page_asks_another_machine_and_none_offends_the_policy(court, page):
    url, _ = court
    asked, said = set(), []
    page.on("request", lambda r: asked.add(urlsplit(r.url)))
    page.on("websocket", lambda w: asked.add(urlsplit(w.url)))
    page.on("console", lambda m: said.append(m.text) if "Content Security Policy" in m.text else None)
    enter(page, url, "卓某")
    settled(page)
    assert len(PATHS) > 15
    for path in PATHS:
        page.goto(f"{url}/{path}")
        settled(page)
        assert not page.get_by_test_id("stException").count(), path
    assert {u.hostname for u in asked if u.scheme in ("http", "https", "ws", "wss")} == {"127.0.0.1"}
    assert not said


def test_the_name_is_the_accounts_and_cannot_be_typed(court, page):
    url, _ = court
    enter(page, url, "卓某")
    settled(page)
    for path in ("term_review", "review", "pairing", "today", "exam"):
        page.goto(f"{url}/{path}?reviewer=扎某&who=扎某")
        settled(page)
        page.get_by_test_id("stMain").get_by_text("卓某").first.wait_for()
        assert not page.get_by_role(
            "textbox", name=regex.compile("审定人|审校人|核对人|^姓名").pattern
        ).count(), path
    shot(page, "court-name")


def test_an_administrator_sees_people_and_a_learner_does_not(court, page):
    url, _path = court
    enter(page, url, "卓某")
    settled(page)
    page.goto(f"{url}/people")
    settled(page)
    page.get_by_role("heading", name="人员").wait_for()
    page.wait_for_timeout(500)
    shot(page, "court-people")
    page.get_by_role("tab", name="操作记录").click()
    page.get_by_text("只记谁、何时").wait_for()
    shot(page, "court-audit")
    page.goto(f"{url}/logout")
    enter(page, url, "扎某")
    settled(page)
    assert not page.get_by_role("link", name="人员").count()
    shot(page, "court-learner")
    for hidden in ("class", "items"):
        page.goto(f"{url}/{hidden}")
        page.get_by_text("这一页只给有").wait_for()
    page.goto(f"{url}/exam?role=出卷")
    settled(page)
    page.get_by_text("应考", exact=True).wait_for()
    assert not page.get_by_text("出卷", exact=True).count()


def test_an_expired_session_is_asked_to_log_in_again(court, page):
    url, path = court
    enter(page, url, "扎某")
    settled(page)
    store.open_workspace(path).execute("UPDATE sessions SET seen = 0")
    page.get_by_role("link", name="今日练习").click()
    page.get_by_text("登录已过期").wait_for()
    shot(page, "court-expired")
    page.get_by_role("link", name="去登录").click()
    page.get_by_label("密码").wait_for()
