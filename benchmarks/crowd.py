"""Many people on one workspace: `python -m benchmarks.crowd [SECONDS]` (default 60).

Five writers in processes of their own answer exercises without a pause, fifty readers in ten more ask for a term, a
sentence or a document twice a second each, on a copy of the sample. Prints how many of each were done, the middle
and the 95th percentile of their times, what failed, and whether every answer that was given is in the log.
"""

from __future__ import annotations

import multiprocessing
import os
import platform
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Barrier
from pathlib import Path
from statistics import quantiles

from sqlite_utils import Database

from aligner import store as aligner_store
from corpora import store as corpora_store
from glossary import lookup
from quiz import build, session, store

SAMPLE = Path(__file__).parents[1] / "corpora" / "sample" / "files"
WRITERS, READERS, AT_ONCE = 5, 10, 5  # processes, processes, threads in each of the latter
PAUSE = 0.5  # seconds between two questions of a reader
QUERIES = ("判决", "原告", "借款合同", "ཁྲིམས་ཁང", "ᠰᠢᠭᠦᠬᠦ", "案件受理费", "法院")

Times = list[float]
_gate: Barrier


def main(seconds: float = 60.0) -> None:
    print(
        f"# {WRITERS} writers, {READERS * AT_ONCE} readers, {seconds:.0f} s; Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"
    )
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "crowd.db"
        build.build(store.open_workspace(path), SAMPLE, "2026-03-02T09:00:00+00:00")
        before = _answers(path)
        spawn = multiprocessing.get_context("spawn")
        gate = spawn.Barrier(WRITERS + READERS)
        with spawn.Pool(WRITERS + READERS, _meet, (gate,)) as pool:
            writing = [pool.apply_async(_write, (path, n, seconds)) for n in range(WRITERS)]
            reading = [pool.apply_async(_read_all, (path, n, seconds)) for n in range(READERS)]
            wrote, read = [w.get() for w in writing], [r.get() for r in reading]
        for what, found in (("answers", wrote), ("questions", read)):
            _print(what, [t for times, _ in found for t in times], sum((e for _, e in found), Counter()))
        given = sum(len(times) for times, _ in wrote)
        print(f"answers in the log: {_answers(path) - before} of {given}")
        print(f"integrity: {store.open_workspace(path).execute('PRAGMA integrity_check').fetchone()[0]}")


def _meet(gate: Barrier) -> None:
    """Everybody begins when the last process is there."""
    global _gate
    _gate = gate


def _print(what: str, times: Times, failed: Counter[str]) -> None:
    cut = [1000 * t for t in quantiles(times, n=20)]
    print(f"{what:9} {len(times):6}, p50 {cut[9]:6.1f} ms, p95 {cut[18]:6.1f} ms, failed {dict(failed) or 0}")


def _answers(path: Path) -> int:
    return store.open_workspace(path).execute("SELECT count(*) FROM reviews").fetchone()[0]


def _timed(work: Callable[[], object], times: Times, failed: Counter[str]) -> None:
    began = time.perf_counter()
    try:
        work()
    except Exception as error:
        failed[f"{type(error).__name__}: {error}"] += 1
    else:
        times.append(time.perf_counter() - began)


def _write(path: Path, number: int, seconds: float) -> tuple[Times, Counter[str]]:
    """Answer what comes next, day after day, opening the workspace anew each time as a page does."""
    _gate.wait()
    until = time.time() + seconds
    times: Times = []
    failed: Counter[str] = Counter()
    learner = store.learner(store.open_workspace(path), f"learner {number}")
    now = datetime(2026, 3, 2, 9, tzinfo=UTC)
    while time.time() < until:
        db = store.open_workspace(path)
        question, _ = session.next_question(db, learner, "bo", now)
        if question is None:
            now += timedelta(days=1)
            continue
        now += timedelta(seconds=20)
        given = question.exercise.answer
        _timed(lambda: session.answer(db, question, given, now, 20.0), times, failed)  # noqa: B023
        db.conn.close()
    return times, failed


def _read_all(path: Path, number: int, seconds: float) -> tuple[Times, Counter[str]]:
    _gate.wait()
    until = time.time() + seconds
    times: Times = []
    failed: Counter[str] = Counter()
    readers = [
        threading.Thread(target=_read, args=(path, AT_ONCE * number + n, until, times, failed))
        for n in range(AT_ONCE)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return times, failed


def _read(path: Path, seed: int, until: float, times: Times, failed: Counter[str]) -> None:
    dice = random.Random(seed)
    while time.time() < until:
        _timed(lambda: _ask(store.open_workspace(path), dice), times, failed)
        time.sleep(PAUSE * (0.5 + dice.random()))


def _ask(db: Database, dice: random.Random) -> None:
    query = dice.choice(QUERIES)
    match dice.randrange(3):
        case 0:
            lookup.find(db, query)
        case 1:
            aligner_store.find(db, query)
        case _:
            corpora_store.document(db, dice.choice(corpora_store.listing(db)).id)
    db.conn.close()


if __name__ == "__main__":
    main(*map(float, sys.argv[1:]))
