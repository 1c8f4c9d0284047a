"""The web server: Streamlit behind headers for browsers and, in a court, behind a login.

Without a valid session nothing but the login page is answered, neither pages nor uploads nor the web socket.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from html import escape
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import streamlit as st
from sqlite_utils import Database
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from corpora import store
from corpora.pages import look
from corpora.pages.person import COOKIE, acting, court
from corpora.rights import NotAllowed

_PAGE = (Path(__file__).parent / "login.html").read_text(encoding="utf-8")
_LARGEST = 4096  # bytes of a login form
HEADERS = {
    # Streamlit's own scripts compile functions, its components come as blobs, its styles stand in elements
    "Content-Security-Policy": "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:; "
    "style-src 'self' 'unsafe-inline' blob:; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "worker-src 'self' blob:; frame-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class WithHeaders:
    """Every answer bears `HEADERS`."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self.app(scope, receive, with_headers)


class BehindLogin:
    """Only who has logged in gets through, to pages, uploads and web sockets alike."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if (
            scope["type"] not in ("http", "websocket")
            or scope["path"] in ("/login", "/_stcore/health")
            or await run_in_threadpool(_known, Headers(scope=scope))
        ):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        elif scope["path"].startswith(("/_stcore/", "/media/", "/app/")) or scope["method"] != "GET":
            await PlainTextResponse("请先登录。", 401)(scope, receive, send)
        else:
            await RedirectResponse("/login", 303)(scope, receive, send)


async def login(request: Request) -> Response:
    """The login page, and what was typed into it."""
    if request.method == "GET":
        return _page("")
    if not _from_here(request.headers):
        return PlainTextResponse("登录要从本站的登录页进行。", 403)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _LARGEST:
            return PlainTextResponse("姓名或密码太长。", 413)
    form = parse_qs(body.decode("utf-8", "replace"))
    name, password = (form.get(field, [""])[0] for field in ("name", "password"))
    try:
        token = await run_in_threadpool(_log_in, name, password)
    except store.LoginRefused as refused:
        return _page(str(refused), name, 403)
    answer = RedirectResponse("/", 303)
    answer.set_cookie(
        COOKIE, token, path="/", httponly=True, samesite="strict",
        secure=request.headers.get("x-forwarded-proto", request.url.scheme) == "https",
    )  # fmt: skip
    return answer


async def logout(request: Request) -> Response:
    """End the session; the cookie is sent by this site's own pages only."""
    await run_in_threadpool(_log_out, _token(request.headers))
    answer = RedirectResponse("/login", 303)
    answer.delete_cookie(COOKIE, path="/")
    return answer


def app(script: Path) -> st.App:
    """The app as it is served."""
    if not court():
        return st.App(script, middleware=[Middleware(WithHeaders)])
    store.serve_court(acting)
    routes = [Route("/login", login, methods=["GET", "POST"]), Route("/logout", logout)]
    middleware = [Middleware(WithHeaders), Middleware(BehindLogin)]
    return st.App(script, routes=routes, middleware=middleware, on_script_error=refused)


def refused(error: Exception) -> bool:
    """A write nobody caught the refusal of says why on the page; other errors go their way."""
    if isinstance(error, NotAllowed):
        st.error(str(error))
    return isinstance(error, NotAllowed)


def main() -> None:
    """Serve: arguments are the script and the port; the settings lie in the folder it is started from."""
    script, port = sys.argv[1:3]
    app(Path(script)).run(config={"server.port": int(port)})


def _page(message: str, name: str = "", status: int = 200) -> HTMLResponse:
    said = f'<p class="said" role="alert">{escape(message)}</p>' if message else ""
    return HTMLResponse(
        _PAGE.replace("<!-- said -->", said).replace("{name}", escape(name)),
        status,
        {"Cache-Control": "no-store"},
    )


def _from_here(headers: Headers) -> bool:
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc == headers.get("host")


def _token(headers: Headers) -> str:
    morsel = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    return morsel.value if morsel else ""


def _known(headers: Headers) -> bool:
    token = _token(headers)
    if not token:
        return False
    with _book() as book:
        return store.session_person(book, token, time.time()) is not None


def _log_in(name: str, password: str) -> str:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    with _book() as book:
        try:
            token = store.log_in(book, name, password, time.time())
        except store.LoginRefused:
            store.audit(book, at, name.strip()[:40], "登录", refused=True)
            raise
        store.audit(book, at, name.strip(), "登录")
        return token


def _log_out(token: str) -> None:
    with _book() as book:
        store.log_out(book, token)


@contextmanager
def _book() -> Iterator[Database]:
    """The workspace for one request, which comes on any thread."""
    book = store.open_workspace(look.workspace())
    try:
        yield book
    finally:
        book.conn.close()
