"""Are terms of the law first among the runs of Chinese words? `python -m benchmarks.termhood`

Runs of 2,000 clauses of Chinese statutes (../shared/data/zh_statutes), drawn by lot for each of SEEDS, in order of each
measure of `glossary.termhood` alone and together. Gold are the court terms of terms/core_terms.csv and
terms/confusable_sets_zh.txt that stand among the runs: average precision, and how many are among the first 200 and 500.
Nothing but other words are wrong, though many of them are terms too: only differences mean something.
"""

from __future__ import annotations

import random
import sys

import numpy as np

from benchmarks import invented
from benchmarks.measuring import DATA
from benchmarks.planted import SEEDS, ZH
from glossary.mining import run_termhood
from glossary.runs import runs_of
from glossary.sides import source_words
from glossary.termhood import weight

CLAUSES = 2_000


def measured(seed: int, gold: frozenset[str]) -> dict[str, tuple[float, int, int]]:
    """Measure -> (average precision, gold in the first 200, in the first 500)."""
    texts = random.Random(seed).sample(invented.clauses(), CLAUSES)
    texts = [ZH.text(text) for text in texts]
    cut = source_words(texts, ZH, ())
    runs = runs_of(texts, cut, ZH)
    hood = run_termhood(runs, texts, cut, ZH)
    right = np.array([run in gold for run in runs.texts])
    orders = {
        "frequency": runs.beads,
        "C-value": hood.c_value,
        "keyness": hood.keyness,
        "freedom": hood.freedom,
        "C-value, keyness (weight)": runs.beads * weight(hood.c_value / runs.beads, hood.keyness),
        "all": runs.beads * weight(hood.c_value / runs.beads, hood.keyness) * hood.freedom,
    }
    return {name: _precision(right[np.argsort(-value, kind="stable")]) for name, value in orders.items()}


def _precision(right: np.ndarray) -> tuple[float, int, int]:
    precision = np.cumsum(right) / np.arange(1, len(right) + 1)
    return float(precision[right].mean()), int(right[:200].sum()), int(right[:500].sum())


def main() -> int:
    if not (DATA / "zh_statutes").is_dir():
        print("没有测试数据 ../shared/data/zh_statutes，跳过。", file=sys.stderr)
        return 1
    rows = [measured(seed, frozenset(invented.listed_terms())) for seed in SEEDS]
    print(f"# seeds {SEEDS}, {CLAUSES} clauses\n{'':26}     AP  of 200  of 500")
    for name in rows[0]:
        ap, first, more = np.mean([row[name] for row in rows], axis=0)
        print(f"{name:26} {ap:6.3f} {first:7.0f} {more:7.0f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
