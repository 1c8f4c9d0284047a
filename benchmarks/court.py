"""A court's first day: `python -m benchmarks.court [JUDGMENTS...]` (default 367, of which 253 Tibetan, 114 Mongolian).

Lays out a messy folder of invented judgments (`benchmarks.court_folder`) and takes it the way a court does, with the
command itself: built from nothing, and killed and taken up again until it is done; a second run that finds nothing
new. Prints time on the clock, peak memory, size of the workspace, what was left out by reason, and precision and
recall of the pairs of documents.
"""

from __future__ import annotations

import json
import os
import platform
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from aligner import store as aligner_store
from benchmarks.court_folder import COURT, Folder, lay_out
from benchmarks.measuring import DATA, ROOT, peak
from corpora import store as corpora_store
from quiz import store

KILLED = (0.1, 0.3, 0.5, 0.7, 0.9)  # after these shares of the time the whole takes


def main(sizes: list[int]) -> None:
    if not DATA.is_dir():
        sys.exit("没有测试数据 ../shared/data，跳过。")
    print(f"# Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores")
    for size in sizes or [sum(COURT.values())]:
        with tempfile.TemporaryDirectory() as place:
            _court(Path(place), {code: round(size * n / sum(COURT.values())) for code, n in COURT.items()})


def _court(place: Path, judgments: dict[str, int]) -> None:
    folder = place / "files"
    laid = lay_out(folder, judgments)
    print(f"\n{sum(judgments.values())} bilingual judgments {judgments}, {laid.files} files and archives")
    whole, killed = place / "whole.db", place / "killed.db"
    needed, summary = _build(folder, whole)
    print(
        f"built from nothing   {needed:6.0f} s, peak {peak(resource.RUSAGE_CHILDREN)} MB, workspace {whole.stat().st_size >> 20} MB"
    )
    print(f"  left out           {_left_out(summary)}, laid out so: {dict(laid.left_out)}")
    print(f"  pairs of documents {_judged(whole, laid)}")
    print(f"  exercises          {summary['exercises']}", flush=True)
    seconds, summary = _build(folder, whole)
    added = sum(file["outcome"] == "added" for file in summary["files"])
    print(f"a second run         {seconds:6.0f} s, {added} files added", flush=True)
    for share in KILLED:
        _build(folder, killed, share * needed)
    seconds, _ = _build(folder, killed)
    same = _contents(killed) == _contents(whole)
    print(
        f"killed {len(KILLED)} times, then {seconds:6.0f} s, integrity {_integrity(killed)}, same documents and pairs: {same}"
    )


def _left_out(summary: dict) -> dict[str, int]:
    return dict(Counter(file["outcome"] for file in summary["files"] if file["outcome"] != "added"))


def _judged(db: Path, laid: Folder) -> str:
    """Precision and recall of the pairs that stand, and how many wait for a person."""
    book = store.open_workspace(db)
    name = {d.id: laid.copies.get(d.name, d.name) for d in corpora_store.listing(book)}
    found = {(name[p.source], name[p.target]) for p in aligner_store.paired_documents(book)}
    right = len(found & laid.pairs)
    waiting = len(aligner_store.doubtful_pairs(book))
    return f"P {right / max(1, len(found)):.3f} R {right / len(laid.pairs):.3f}, {waiting} left to a person"


def _contents(db: Path) -> tuple[set[str], set[tuple[str, str]]]:
    book = store.open_workspace(db)
    name = {d.id: d.name for d in corpora_store.listing(book)}
    return set(name.values()), {
        (name[p.source], name[p.target]) for p in aligner_store.paired_documents(book)
    }


def _integrity(db: Path) -> str:
    return store.open_workspace(db).execute("PRAGMA integrity_check").fetchone()[0]


def _build(folder: Path, db: Path, stop_after: float | None = None) -> tuple[float, dict]:
    """(seconds, summary) of a build; killed after a while if asked to, and then without a summary."""
    command = [sys.executable, "shuangyu.py", "build", str(folder), "--db", str(db), "--json"]
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        out, _ = process.communicate(timeout=stop_after)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        process.communicate()
        return time.perf_counter() - began, {}
    return time.perf_counter() - began, json.loads(out)


if __name__ == "__main__":
    main([int(argument) for argument in sys.argv[1:]])
