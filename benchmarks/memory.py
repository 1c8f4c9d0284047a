"""How fast the translation memory is at a million pairs, and how much of what a scan finds it finds.

    python -m benchmarks.memory [FILE] [PAIRS]

Builds FILE (default: a scratch file, deleted again) with PAIRS pairs of `benchmarks.made_pairs` when it is not there.
Queries are sentences of the pairs with a tenth to three tenths of their units changed, left out or put in. A query counts
as found when the best match is as good as the best of all sentences of its language, compared one by one; queries whose
best is below `memory.LEAST` are left out. All Chinese queries are checked so, of other languages every CHECKED-th.
"""

from __future__ import annotations

import platform
import random
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from aligner import memory, store
from aligner.memory.ranking import comparable
from aligner.search_index import indexed_tokens, tokens
from benchmarks import made_pairs
from corpora.languages import Language, get

QUERIES = {"zh": 200}  # 100 of other languages
CHECKED = {"zh": 1}  # 4 for other languages


def edited(text: str, language: Language, dice: random.Random) -> str:
    """A sentence with 10 to 30 % of its tokens changed, left out, or put in again somewhere else."""
    found = tokens(text, language)
    for _ in range(max(1, round(dice.uniform(0.1, 0.3) * len(found)))):
        at, other = dice.randrange(len(found)), dice.choice(found)
        found[at : at + 1] = dice.choice(([], [other], [found[at], other]))
        found = found or [other]
    return language.joiner.join(found)


def queries(db, code: str, dice: random.Random) -> list[str]:
    (last,) = db.execute("SELECT max(bead) FROM pair_texts").fetchone()
    found: list[str] = []
    while len(found) < QUERIES.get(code, 100):
        row = db.execute(
            "SELECT x.source, x.target, i.language FROM pair_texts x CROSS JOIN pair_index i ON i.rowid = x.bead WHERE bead = ?",
            [dice.randint(1, last)],
        ).fetchone()
        if code in ("zh", row[2]):
            found.append(edited(row[0] if code == "zh" else row[1], get(code), dice))
    return found


def sentences(db, language: Language) -> list[str]:
    """All sentences of a language, as they are compared."""
    column, where = ("source", "1") if language.code == "zh" else ("target", f"language = '{language.code}'")
    rows = db.execute(f"SELECT DISTINCT {column} FROM pair_index WHERE {where}")
    return [comparable(indexed_tokens(text, language), language) for (text,) in rows]


def main(file: str | None = None, count: int = 1_000_000) -> None:
    print(platform.machine(), "Python", platform.python_version(), "- processor time")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(file or Path(folder) / "made.db")
        if not path.exists():
            made_pairs.build(path, count)
        db = store.open_workspace(path)
        began = time.process_time()
        new = memory.update(db)
        if new:
            print(f"{new} pairs put in in {time.process_time() - began:.0f} s")
        postings, size = db.execute(
            "SELECT sum(length(beads)) / 4, sum(length(beads)) FROM memory_postings"
        ).fetchone()
        print(f"{postings:,} postings, {size / 1e6:,.0f} MB; workspace {path.stat().st_size / 1e6:,.0f} MB")
        began = time.process_time()
        memory.lookup(store.open_workspace(path), "本院认为，原告的诉讼请求成立。", get("zh"))
        print(f"opened, and a first sentence looked up, in {time.process_time() - began:.2f} s")
        print(f"{'milliseconds':12} {'p50':>6} {'p95':>6} {'p99':>6} {'found':>10} {'a scan':>8}")
        for code in ("zh", *made_pairs.SHARES):
            language = get(code)
            asked, times, best = queries(db, code, random.Random(1)), [], []
            for text in asked:
                began = time.process_time()
                matches = memory.lookup(db, text, language)
                times.append(1e3 * (time.process_time() - began))
                best.append(max((m.score for m in matches), default=0.0))
            everything = sentences(db, language)
            checked = found = 0
            began = time.process_time()
            for text, score in list(zip(asked, best, strict=True))[:: CHECKED.get(code, 4)]:
                wanted = comparable(tokens(text, language), language)
                top = (
                    process.extractOne(wanted, everything, scorer=Levenshtein.normalized_similarity)[1] * 100
                )
                if top >= memory.LEAST:
                    checked += 1
                    found += score >= top - 1e-6
            scan = 1e3 * (time.process_time() - began) / len(asked[:: CHECKED.get(code, 4)])
            p50, p95, p99 = np.percentile(times, (50, 95, 99))
            print(f"{code:12} {p50:6.1f} {p95:6.1f} {p99:6.1f} {found:4} of {checked:3} {scan:8.0f}")


if __name__ == "__main__":
    main(*sys.argv[1:2], *map(int, sys.argv[2:3]))
