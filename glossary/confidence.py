"""How sure a candidate is: the probability that a run of Chinese words and a rendering translate each other.

A logistic model of what was counted. WEIGHTS were fitted on planted glossaries of other seeds than those the
benchmark reports, as `python -m benchmarks.calibration` does. They are those of the fit before endings were learnt
from branching: fitted anew, the middle is truer (these say .65 where .78 are right), but the list from .8 on is worse.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, log

from glossary.association import log_likelihood


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a candidate: pairs with both, weight of their spans, pairs with either, all pairs, target words."""

    together: int
    mass: float
    source: int
    target: int
    total: int
    words: int


def features(e: Evidence) -> tuple[float, ...]:
    """What WEIGHTS multiply: evidence, exclusiveness both ways, agreement of links, and evidence for each of these."""
    k = log(e.together)
    given_source, given_target = e.together / (e.source + 1), e.together / (e.target + 1)
    mean = e.mass / e.together
    surprise = log(1 + log_likelihood(e.together, e.source, e.target, e.total))
    return (1.0, k, given_source, given_target, mean, k * mean, given_source * given_target, surprise, float(e.words > 1), float(e.words > 2))


WEIGHTS = (-4.61, -0.17, 4.77, 1.40, 4.16, 1.15, -3.12, -0.25, -0.46, 0.05)


def confidence(e: Evidence) -> float:
    """Between 0 and 1."""
    return 1 / (1 + exp(-sum(w * x for w, x in zip(WEIGHTS, features(e), strict=True))))
