"""How fast the search box is at a million pairs, by kind of query.

    python -m benchmarks.search [FILE] [PAIRS]

Builds FILE (default: a scratch file, deleted again) with PAIRS pairs of `benchmarks.made_pairs` when it is
not there. Queries are cut from sentences drawn at random from the pairs themselves; those "across a comma" may be so written
nowhere, though many pairs hold their characters. A query is timed as a page asks
it: the first 20 hits, how many there are, and usage by court and year. The first of each kind but the fuzzy ones, which
no scan defines, are checked against a scan of all pairs.
"""

from __future__ import annotations

import platform
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import regex

from aligner import store
from aligner.query import Mode, Query, asked, parse, pattern
from aligner.search_index import indexed_tokens, spelled, tokens
from benchmarks import made_pairs
from corpora.languages import get
from corpora.languages.wylie import from_tibetan

WRITTEN = r"""[^\s"*?“”]{4}"""
QUERIES = 100  # of each kind
CHECKED = 2  # of these, against a scan


def kinds(db, dice: random.Random) -> Iterator[tuple[str, Callable[[], str]]]:
    """Kind of query, and what makes one."""
    (last,) = db.execute("SELECT max(rowid) FROM pair_index").fetchone()

    def cut(code: str, size: int) -> str:
        language = get(code)
        while True:
            (source, other, target) = db.execute(
                "SELECT source, language, target FROM pair_index WHERE rowid = ?", [dice.randint(1, last)]
            ).fetchone()
            found = (
                indexed_tokens(source if code == "zh" else target, language) if code in ("zh", other) else []
            )
            if len(found) >= size:
                start = dice.randint(0, len(found) - size)
                return language.joiner.join(found[start : start + size])

    yield from ((f"zh, {n} characters", lambda n=n: cut("zh", n)) for n in (1, 2, 4, 8))
    yield from ((f"bo, {n} syllables", lambda n=n: cut("bo", n)) for n in (1, 2, 4))
    yield "bo, Wylie", lambda: from_tibetan(cut("bo", 2))
    yield from (
        (f"{code}, {n} words", lambda code=code, n=n: cut(code, n))
        for code in ("mn-Mong", "ug", "ko")
        for n in (1, 2)
    )

    def written(size: int, letters: str) -> str:
        while True:
            (text,) = db.execute(
                "SELECT source FROM pair_texts WHERE bead = ?", [dice.randint(1, last)]
            ).fetchone()
            start = dice.randint(0, max(len(text) - size, 0))
            if regex.fullmatch(letters, found := text[start : start + size]):
                return found

    yield "zh, exact", lambda: f'"{written(4, WRITTEN)}"'
    yield "zh, wildcard", lambda: (lambda t: t[:2] + "*" + t[3:])(written(5, r"\p{Han}{5}"))
    yield "  across a comma", lambda: f'"{cut("zh", 4)}"'
    yield "  the same, *", lambda: (lambda t: t[:2] + "*" + t[3:])(cut("zh", 5))
    yield "zh, fuzzy", lambda: (lambda t: "~" + t[:2] + "某" + t[3:])(cut("zh", 6))
    yield "nothing", lambda: cut("zh", 2) + "龘"


def scan(db, box: str) -> int:
    """How many pairs hold a query, by looking at every one."""
    query = parse(box)
    return scan_index(db, query) if query.mode is Mode.KEY else scan_texts(db, query)


def scan_texts(db, query: Query) -> int:
    """Pairs with a Chinese text that holds the quoted or wildcard query."""
    zh = get("zh")
    if query.mode is Mode.EXACT:
        found = db.execute("SELECT count(*) FROM pair_texts WHERE instr(source, ?)", [zh.text(query.text)])
        return found.fetchone()[0]
    wanted = pattern(query.text, zh, zh.key)
    texts = db.execute("SELECT source FROM pair_texts")
    return sum(bool(wanted.search(text) or wanted.search(zh.key(text))) for (text,) in texts)


def scan_index(db, query: Query) -> int:
    """Pairs with a plain query among their tokens."""
    conditions, values = [], []
    for language, text in asked(query):
        column = "source" if language.code == "zh" else "target"
        found = tokens(text, language)
        end = "" if language.inflects and len(found[-1]) > 1 and found[-1].isalpha() else " "
        only = "1" if language.code == "zh" else f"language = '{language.code}'"
        conditions.append(f"({only} AND instr(' ' || {column} || ' ', ?))")
        values.append(f" {spelled(found, language)[1:-1]}{end}")
    return db.execute(f"SELECT count(*) FROM pair_index WHERE {' OR '.join(conditions)}", values).fetchone()[
        0
    ]


def main(file: str | None = None, count: int = 1_000_000) -> None:
    print(platform.machine(), "Python", platform.python_version(), "SQLite", sqlite3.sqlite_version)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(file or Path(folder) / "made.db")
        if not path.exists():
            began = time.process_time()
            made_pairs.build(path, count)
            print(f"{count} pairs built and indexed in {time.process_time() - began:.0f} processor seconds")
        print(f"{path.stat().st_size / 1e6:,.0f} MB")
        db = store.open_workspace(path)
        print(f"{'processor ms':18} {'p50':>7} {'p95':>7} {'p99':>7} {'hits p50':>9}")
        everything, checked, right = [], 0, 0
        for kind, make in kinds(db, random.Random(1)):
            times, hits = [], []
            boxes = [make() for _ in range(QUERIES)]
            for box in boxes:
                began = time.process_time()
                hits.append(store.find(db, box).usage.total)
                times.append(1e3 * (time.process_time() - began))
            everything += times
            for box in boxes[:CHECKED] if parse(boxes[0]).mode is not Mode.FUZZY else ():
                checked += 1
                right += scan(db, box) == store.count(db, box)
            print(
                f"{kind:18} {np.percentile(times, 50):7.1f} {np.percentile(times, 95):7.1f} {np.percentile(times, 99):7.1f} {np.median(hits):9.0f}"
            )
        print(
            f"{'all':18} {np.percentile(everything, 50):7.1f} {np.percentile(everything, 95):7.1f} {np.percentile(everything, 99):7.1f}"
        )
        print(f"a scan finds as many for {right} of {checked} queries")


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:3]))
