"""Fit `glossary.confidence.WEIGHTS` and see whether it is true: `python -m benchmarks.calibration`

Every draft of the planted glossaries of TRAINING that stands in enough pairs to be listed is right or wrong by what
was planted (`benchmarks.planted.Judge`); logistic regression with a small ridge by Newton's method, pairs of each
size and each knowledge of endings weighing the same. Prints the weights, and for HELD_OUT, none of which was fitted on,
how often candidates of each confidence are right. The features were chosen looking at 31 and 32; 33 and the seeds of
benchmarks.planted were never looked at before.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from benchmarks import invented, planted
from corpora.subwords import learn_stems
from glossary.confidence import features
from glossary.mining import DEFAULT, drafts_of
from glossary.sides import columns

TRAINING = ((21, 2_000), (22, 2_000), (23, 10_000))
HELD_OUT = ((31, 2_000), (32, 2_000), (33, 10_000))
RIDGE = 1.0


def examples(seed: int, number: int, endings: bool) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(features, whether right, whether a planted term) of every draft that could be listed."""
    world, pairs = planted.made(seed, number)
    judge, language = planted.Judge(world, pairs), invented.language(endings)
    ready = planted.linked(pairs, language)
    stems = learn_stems(language.key(p.target) for p in ready)
    drafts = [
        d for d in drafts_of(columns(ready), planted.ZH, language, (), stems)
        if d.together >= max(DEFAULT.together, DEFAULT.share * d.source_count)
    ]  # fmt: skip
    gold = set(judge.gold)
    return (
        np.array([features(d.evidence) for d in drafts]),
        np.array([judge.right(d) for d in drafts], float),
        np.array([d.source in gold for d in drafts]),
    )


def fit(x: np.ndarray, y: np.ndarray, weight: np.ndarray, rounds: int = 30) -> np.ndarray:
    """Weights of logistic regression."""
    w = np.zeros(x.shape[1])
    ridge = RIDGE * np.eye(x.shape[1])
    for _ in range(rounds):
        p = 1 / (1 + np.exp(-x @ w))
        slope = x.T @ (weight * (y - p)) - ridge @ w
        w += np.linalg.solve((x * (weight * p * (1 - p))[:, None]).T @ x + ridge, slope)
    return w


def _all(seeds: Sequence[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Examples of all seeds one after the other, and what each weighs."""
    parts = [examples(seed, number, endings) for seed, number in seeds for endings in (False, True)]
    mean = np.mean([len(y) for _, y, _ in parts])
    x, y, term = (np.concatenate(column) for column in zip(*parts, strict=True))
    return x, y, term, np.concatenate([np.full(len(y), mean / len(y)) for _, y, _ in parts])


def main() -> None:
    x, y, _, weight = _all(TRAINING)
    weights = fit(x, y, weight).round(2)
    print("WEIGHTS = (" + ", ".join(f"{value:.2f}" for value in weights) + ")")
    x, y, term, _ = _all(HELD_OUT)
    sure = 1 / (1 + np.exp(-x @ weights))
    print(f"\nheld out {HELD_OUT}, endings unknown and listed\nconfidence  right  candidates")
    for confidence, right, number in planted.reliability(zip(sure.tolist(), y.tolist(), strict=True)):
        print(f"{confidence:10.2f} {right:6.2f} {number:11}")
    listed = term & (sure >= planted.LISTED)
    print(f"of planted terms, from {planted.LISTED} on: {y[listed].mean():.3f} right of {listed.sum()}")


if __name__ == "__main__":
    main()
