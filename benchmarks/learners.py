"""Fifty learners at once on one server process: how long a key takes until the answer is marked, and the next card is there.

    python -m benchmarks.learners                        # 50 learners, each answers about every ten seconds
    python -m benchmarks.learners --learners 100 --think 15 --seconds 60

The app is started as people start it, on the sample or on a court's own workspace (a copy of it), and spoken to as a
browser does, over its websocket. What a browser needs to draw is not in the figures. A key is sent, then everything up
to "script finished" is read. Only exercises answered by one key are left in the copy, so that nobody stops to type, and
keys count once everybody has opened the page and the first answer has loaded what it needs.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from benchmarks.measuring import ROOT
from corpora.progress import silent
from quiz import build, store

BUILT = "2026-03-02T09:00:00+00:00"
ONE_KEY = ("recall", "cloze", "confusable", "section", "error", "variant")
LOOKED = 0.5  # seconds a learner looks at a mark; the app takes no key before .35


@dataclass
class Client:
    """One browser: its connection, and the buttons on its page, by label."""

    socket: websockets.ClientConnection
    query: str
    buttons: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # label -> (widget, fragment)
    page: str = ""

    async def run(self, widget: str = "", fragment: str = "") -> float:
        """Press a button, or open the page; returns the seconds until the script has finished."""
        message = BackMsg()
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.page_name = "" if self.page else "today"
        message.rerun_script.fragment_id = fragment
        if widget:
            state = message.rerun_script.widget_states.widgets.add()
            state.id, state.trigger_value = widget, True
        self.buttons = {}
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(), 60))
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.page = answer.new_session.page_script_hash
            if kind == "delta" and answer.delta.new_element.WhichOneof("type") == "button":
                button = answer.delta.new_element.button
                self.buttons.setdefault(button.label, []).append((button.id, answer.delta.fragment_id))
            if kind == "script_finished":
                return time.perf_counter() - began


async def learner(
    url: str, name: str, args: argparse.Namespace, all_open: asyncio.Barrier, taken: dict[str, list[float]]
) -> int:
    """Practise until the time is over or the day's cards are done; returns how many were answered."""
    dice = random.Random(name)
    await asyncio.sleep(dice.uniform(0, args.think))
    answered = 0
    async with websockets.connect(url, subprotocols=["streamlit"], max_size=None) as connection:
        client = Client(connection, urlencode({"who": name, "lang-of-practice": args.language}))
        taken["page opened"].append(await client.run())
        await all_open.wait()
        until = time.perf_counter() + args.seconds
        while time.perf_counter() < until and "选" in client.buttons:
            await asyncio.sleep(dice.expovariate(1 / max(0.1, args.think - LOOKED)))
            taken["key to mark"].append(await client.run(*dice.choice(client.buttons["选"])))
            answered += 1
            await asyncio.sleep(LOOKED)
            taken["key to next card"].append(await client.run(*client.buttons["下一题"][0]))
    return answered


async def crowd(port: int, args: argparse.Namespace) -> tuple[dict[str, list[float]], int]:
    taken: dict[str, list[float]] = defaultdict(list)
    all_open = asyncio.Barrier(args.learners)
    url = f"ws://127.0.0.1:{port}/_stcore/stream"
    answered = await asyncio.gather(
        *(learner(url, f"学员{n}", args, all_open, taken) for n in range(args.learners))
    )
    return taken, sum(answered)


def workspace(args: argparse.Namespace, folder: Path) -> Path:
    """A copy to write into, with learners whose day is long enough for the measurement."""
    path = folder / "learners.db"
    if args.db:
        shutil.copy(args.db, path)
    book = store.open_workspace(path)
    if not args.db:
        build.build(book, ROOT / "corpora" / "sample" / "files", BUILT, silent)
    marks = ", ".join("?" * len(ONE_KEY))
    book.execute(f"UPDATE exercises SET active = 0 WHERE kind NOT IN ({marks})", ONE_KEY)
    for n in range(args.learners):
        store.set_settings(book, store.learner(book, f"学员{n}"), 60.0, 100)
    return path


def serve(path: Path) -> tuple[subprocess.Popen, int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", "--server.port", str(port)],
        cwd=ROOT, env={**os.environ, "SHUANGYU_DB": str(path)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(240):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1)
            return process, port
        except OSError:
            time.sleep(0.25)
    raise TimeoutError("the app did not start")


def used(process: subprocess.Popen) -> float:
    """Seconds of processor time a process has used (Linux, proc(5)): what another load on the machine does not change."""
    fields = Path(f"/proc/{process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--db", help="a workspace to copy; without it the sample")
    parser.add_argument("--language", default="bo")
    parser.add_argument("--learners", type=int, default=50)
    parser.add_argument("--think", type=float, default=10.0, help="mean seconds between a learner's answers")
    parser.add_argument("--seconds", type=float, default=60.0)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = workspace(args, Path(folder))
        process, port = serve(path)
        try:
            asyncio.run(
                crowd(port, argparse.Namespace(**{**vars(args), "learners": 1, "think": 1.0, "seconds": 3.0}))
            )
            before = len(store.answers(store.open_workspace(path)))
            began, at = used(process), time.perf_counter()
            taken, answered = asyncio.run(crowd(port, args))
            busy, lasted = used(process) - began, time.perf_counter() - at
        finally:
            process.terminate()
            process.wait(10)
        kept = len(store.answers(store.open_workspace(path))) - before
    print(
        f"{args.learners} learners, an answer every {args.think:g} s each, {args.seconds:g} s, {args.language}, load {os.getloadavg()[0]:.1f}"
    )
    for what, seconds in taken.items():
        found = sorted(1000 * s for s in seconds)
        p95 = found[min(len(found) - 1, int(0.95 * len(found)))]
        print(
            f"  {what:<18} n {len(found):>5}   median {statistics.median(found):5.0f} ms   p95 {p95:5.0f} ms   most {found[-1]:5.0f} ms"
        )
    print(
        f"  the server's processor time, pages opened included: {busy:.1f} of {lasted:.0f} s, {1000 * busy / max(1, 2 * answered):.0f} ms a key"
    )
    print(f"  answers given {answered}, in the log {kept}")


if __name__ == "__main__":
    main()
