"""How long the check of a 10-page judgment takes. `python -m benchmarks.drafts_time`

The judgment is made of Tibetan sample judgments, one after the other, up to PAGES pages of PAGE Chinese characters.

cold   the command `shuangyu glossary check` on two txt files in a new process, start of Python and imports with it
warm   the check of the same two documents in a process that has done it before

Both as the clock says and as the processor counts, for a machine may be busy with other things.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.drafts_texts import PAGE, judgments
from benchmarks.measuring import ROOT
from corpora.judgments import understand
from corpora.languages import get
from glossary.checking.draft import check

PAGES = 10
TIMES = 5


def main() -> None:
    zh, other = _judgment("bo")
    print(f"{sum(map(len, zh)) / PAGE:.1f} pages, {len(zh)} lines, bo")
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("zh.txt", "bo.txt")]
        for path, lines in zip(paths, (zh, other), strict=True):
            path.write_text("\n".join(lines), encoding="utf-8")
        command = [sys.executable, str(ROOT / "shuangyu.py"), "glossary", "check", *map(str, paths)]
        began, before = time.perf_counter(), _children()
        subprocess.run([*command, "--db", str(Path(folder) / "none.db")], capture_output=True, check=False)
        print(
            f"cold {time.perf_counter() - began:.2f} s by the clock, {_children() - before:.2f} s of the processor"
        )
    clock, processor = zip(*(_timed(zh, other) for _ in range(TIMES + 1)), strict=True)
    print(
        f"warm {median(clock[1:]):.2f} s by the clock, {median(processor[1:]):.2f} s of the processor, medians of {TIMES}"
    )


def _timed(zh: list[str], other: list[str]) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    check(understand("\n".join(zh), get("zh")), understand("\n".join(other), get("bo")))
    return time.perf_counter() - clock, time.process_time() - processor


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _judgment(code: str) -> tuple[list[str], list[str]]:
    zh: list[str] = []
    other: list[str] = []
    for text in judgments():
        if text.language == code and sum(map(len, zh)) < PAGES * PAGE:
            zh += text.zh
            other += text.other
    return zh, other


if __name__ == "__main__":
    main()
