"""Exercises of a workspace: how many of each kind, what was rejected and why, how long it takes; and an answer's way.

    python -m benchmarks.practice                 # the sample, then the same judgments 40 times over with other figures
    python -m benchmarks.practice --db FILE       # a court's own workspace

Copies of a judgment differ in their figures only, so a court's own files have more terms and fewer formulae.
"""

from __future__ import annotations

import argparse
import heapq
import os
import random
import shutil
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import regex
from streamlit.testing.v1 import AppTest

from aligner import store as aligner_store
from aligner.model import Pair
from benchmarks.measuring import ROOT
from corpora import store as corpora_store
from corpora.languages import get
from glossary import store as glossary_store
from quiz import build, session, store
from quiz.exercises import Making, make, material
from quiz.model import ExerciseKind
from quiz.pages import sitting

JUDGMENTS = 367
BUILT = "2026-03-02T09:00:00+00:00"
MORNING = datetime(2026, 3, 2, 9, 0, tzinfo=timezone(timedelta(hours=8)))
LEARNERS = 50
DRAWN = 12  # sessions drawn to measure one screen
_DIGITS = regex.compile(r"[1-9](?=\d)")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--db", type=Path, help="a workspace; it is copied, never written to")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "practice.db"
        if given.db:
            shutil.copy(given.db, path)
        db = store.open_workspace(path)
        if not given.db:
            build.build(db, ROOT / "corpora" / "sample" / "files", BUILT)
        for _, code in glossary_store.language_pairs(db):
            report(db, code, 1)
        if not given.db:
            report(db, "bo", JUDGMENTS)
            report(db, "mn-Mong", JUDGMENTS)
        answers(db)
        drawn(path)


def report(db, code: str, judgments: int) -> None:
    """Make the exercises of a language once to warm up and once against the clock, and print what came of it."""
    pairs = list(aligner_store.pairs(db, "zh", code))
    documents = len({p.target_document for p in pairs})
    if judgments > 1:
        pairs = list(copies(pairs, -(-judgments // documents)))
    names = {p.name for d in corpora_store.documents(db) for p in d.parties}
    collection, wording = glossary_store.formulae(db, code), glossary_store.formula_wording(db, code)
    items = build.items(db, code)
    make(material(get("zh"), get(code), items[:20], pairs[:20], names))
    began, busy = time.perf_counter(), time.process_time()
    known = material(get("zh"), get(code), items, pairs, names)
    making = make(known, collection, wording)
    seconds, busy = time.perf_counter() - began, time.process_time() - busy
    documents = len({p.target_document for p in pairs})
    print(
        f"\n{get(code).name}：{documents} 份文书 {len(pairs)} 对句子，{len(known.answers)} 个可问的术语，"
        f"{len(collection)} 条套语，出题 {seconds:.1f} 秒（处理器 {busy:.1f} 秒）；对齐不够确定未用 {known.doubtful} 对"
    )
    table(making)


def copies(pairs: list[Pair], times: int) -> Iterator[Pair]:
    """The same documents again and again, each time with other figures, the same in both languages."""
    beads, documents = 1 + max(p.bead for p in pairs), 1 + max(p.target_document for p in pairs)
    for n in range(times):
        dice = random.Random(n)
        other = {str(d): str(dice.randint(1, 9)) if n else str(d) for d in range(1, 10)}
        for p in pairs:
            yield replace(
                p, bead=p.bead + n * beads, source=_changed(p.source, other), target=_changed(p.target, other),
                target_document=p.target_document + n * documents,
            )  # fmt: skip


def _changed(text: str, other: dict[str, str]) -> str:
    return _DIGITS.sub(lambda digit: other[digit[0]], text)


def table(making: Making) -> None:
    print(f"{'题型':<8} {'题':>6} {'题面':>7}   {'未采用':>6}  比例  原因")
    for kind in ExerciseKind:
        made = [m for m in making.made if m.exercise.kind is kind]
        examples = sum(len(m.examples) for m in made)
        rejected = Counter({r.reason: n for r, n in making.rejected.items() if r.kind is kind})
        total = sum(rejected.values())
        share = total / (total + max(len(made), examples)) if total else 0.0
        reasons = "，".join(f"{reason} {n}" for reason, n in rejected.most_common())
        print(f"{kind.label:<8} {len(made):>6} {examples:>7}   {total:>6}  {share:>4.0%}  {reasons}")


def answers(db) -> None:
    """Learners in turn answer their day; what an answer and the next question take, without drawing."""
    build.update(db)
    code = store.languages(db)[0]
    took: list[float] = []
    for n in range(LEARNERS):
        learner, now = store.learner(db, f"学习者{n}"), MORNING
        for _ in range(8):
            question, _ = session.next_question(db, learner, code, now)
            if question is None:
                break
            began = time.perf_counter()
            session.answer(db, question, question.exercise.answer, now, 8.0)
            session.next_question(db, learner, code, now)
            took.append(1000 * (time.perf_counter() - began))
            now += timedelta(seconds=9)
    took.sort()
    print(
        f"\n答题到下一题（{LEARNERS} 人轮流，{len(took)} 次，不含画面）：中位 {statistics.median(took):.1f} 毫秒，"
        f"95 % 在 {took[int(0.95 * (len(took) - 1))]:.1f} 毫秒以内"
    )


def drawn(path: Path) -> None:
    """What drawing a card and a mark takes, and how long 50 learners on one process wait for it.

    A key is answered by one whole run of the page (in a browser only its fragment runs); runs of one process are one
    after the other, so the wait is that of a queue: learners press a key every 4 to 12 seconds for ten minutes.
    """
    os.environ["SHUANGYU_DB"] = str(path)
    sitting.LOOK = 0.0
    took = []
    for n in range(DRAWN):
        at = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
        at.query_params["who"] = f"画面{n}"
        at.run().switch_page("quiz/pages/today.py").run()
        for label in ("选", "下一题") * 2:
            key = next((b for b in at.button if b.label == label), None)
            if key is not None:
                began = time.perf_counter()
                key.click().run()
                took.append(time.perf_counter() - began)
    waits = sorted(1000 * w for w in queue(took, LEARNERS, 600.0, random.Random(1)))
    print(
        f"画一屏：中位 {1000 * statistics.median(took):.0f} 毫秒（{len(took)} 次）；{LEARNERS} 人同用一个进程，"
        f"按键到下一屏中位 {statistics.median(waits):.0f} 毫秒，95 % 在 {waits[int(0.95 * (len(waits) - 1))]:.0f} 毫秒以内"
    )


def queue(service: list[float], learners: int, until: float, dice: random.Random) -> Iterator[float]:
    """Seconds from key to answer of learners who share one server, in order of their keys."""
    keys = [(dice.uniform(0, 8), n) for n in range(learners)]
    heapq.heapify(keys)
    free = 0.0
    while keys[0][0] < until:
        pressed, learner = heapq.heappop(keys)
        free = max(free, pressed) + dice.choice(service)
        yield free - pressed
        heapq.heappush(keys, (free + dice.uniform(4, 12), learner))


if __name__ == "__main__":
    main()
