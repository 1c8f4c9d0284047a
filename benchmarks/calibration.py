"""Fit `glossary.confidence.WEIGHTS`: `python -m benchmarks.calibration`

Every draft of the planted glossaries of SEEDS (none of them reported by benchmarks.planted) is right or wrong
by what was planted; logistic regression with a small ridge by Newton's method, pairs of each size and each
knowledge of endings weighing the same. Prints the weights.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks import invented, planted
from corpora.subwords import learn_stems
from glossary.confidence import features
from glossary.mining import drafts_of, evidence

SEEDS = ((21, 2_000), (22, 2_000), (23, 10_000))
RIDGE = 1.0


def examples(seed: int, number: int, endings: bool) -> tuple[np.ndarray, np.ndarray]:
    """(features, whether right) of every draft."""
    world, pairs = planted.made(seed, number)
    judge, language = planted.Judge(world, pairs), invented.language(endings)
    ready = planted.linked(pairs, language)
    stems = learn_stems(language.key(p.target) for p in ready)
    drafts = drafts_of(ready, planted.ZH, language, (), stems)
    return np.array([features(evidence(d, number)) for d in drafts]), np.array([judge.right(d) for d in drafts], float)


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, rounds: int = 30) -> np.ndarray:
    """Weights of logistic regression."""
    w = np.zeros(x.shape[1])
    ridge = RIDGE * np.eye(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (weight * (y - p)) - ridge @ w
        w += np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + ridge, slope)
    return w


def main(seeds: Sequence[tuple[int, int]] = SEEDS) -> None:
    parts = [examples(seed, number, endings) for seed, number in seeds for endings in (False, True)]
    mean = np.mean([len(y) for _, y in parts])
    weight = np.concatenate([np.full(len(y), mean / len(y)) for _, y in parts])
    w = fit(np.concatenate([x for x, _ in parts]), np.concatenate([y for _, y in parts]), weight)
    print("WEIGHTS = (" + ", ".join(f"{value:.2f}" for value in w) + ")")


if __name__ == "__main__":
    main()
