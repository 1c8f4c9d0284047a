"""How sure a candidate is: the probability that a run of Chinese words and a rendering translate each other.

A logistic model of what was counted. WEIGHTS are what `python -m benchmarks.calibration` prints, fitted on planted
glossaries of other seeds than those it and benchmarks.planted report. An inflected form is wrong there: a glossary
holds the bare one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a candidate.

    Pairs with both, weight of their spans, pairs with either; words of the rendering, freedom of the run
    (`glossary.termhood`), whether the rendering is a more frequent one with letters after it.
    """

    together: int
    mass: float
    source: int
    target: int
    words: int
    freedom: float
    ending: bool


def features(e: Evidence) -> tuple[float, ...]:
    """What WEIGHTS multiply: evidence, exclusiveness both ways, agreement of links, and evidence for each of these."""
    k = log(e.together)
    given_source, given_target = e.together / (e.source + 1), e.together / (e.target + 1)
    mean = e.mass / e.together
    return (
        1.0, k, log(e.source), given_source, given_target, mean, k * mean, given_source * given_target,
        float(e.words > 1), float(e.words > 2), e.freedom, float(e.ending),
    )  # fmt: skip


WEIGHTS = (-2.53, -1.87, -0.75, -2.29, 1.88, 3.36, 3.34, 2.27, -1.09, -0.37, 1.40, -5.67)


def confidence(e: Evidence) -> float:
    """Between 0 and 1."""
    return 1 / (1 + exp(-sum(w * x for w, x in zip(WEIGHTS, features(e), strict=True))))
