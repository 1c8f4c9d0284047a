"""The placement test: a few questions a domain, harder after a right answer, easier after a wrong one. Pure.

Exercises of a domain stand in the order they are learnt, so the share of it a learner knows is found by halving
(Robbins & Monro's staircase with halved steps): three questions a domain tell eighths. Cards up to that share begin
with a longer interval; the first answer to each still says whether it is true.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

STEPS = 3  # questions a domain
DOMAINS = 5  # domains asked, the largest first
FEWEST = 4  # exercises below which a domain is not asked


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the test that was answered."""

    domain: str
    exercise: int
    right: bool


def domains(pool: Mapping[str, Sequence[int]]) -> list[str]:
    """The domains the test asks, the largest first."""
    large = [name for name, exercises in pool.items() if len(exercises) >= FEWEST]
    return sorted(large, key=lambda name: (-len(pool[name]), name))[:DOMAINS]


def next_item(pool: Mapping[str, Sequence[int]], asked: Sequence[Asked]) -> tuple[str, int] | None:
    """(domain, exercise) to ask now, in turn through the domains; None when the test is over.

    `pool` holds the exercises of each domain in the order they are learnt.
    """
    counts = {name: sum(a.domain == name for a in asked) for name in domains(pool)}
    open_ = [name for name in counts if counts[name] < STEPS]
    if not open_:
        return None
    name = min(open_, key=lambda d: counts[d])
    exercises = [e for e in pool[name] if e not in {a.exercise for a in asked}]
    low, high = bounds(asked, name)
    return name, exercises[min(int((low + high) / 2 * len(exercises)), len(exercises) - 1)]


def bounds(asked: Sequence[Asked], domain: str) -> tuple[float, float]:
    """Between which shares of the domain the learner's knowledge ends, as far as the answers tell."""
    low, high = 0.0, 1.0
    for answer in asked:
        if answer.domain == domain:
            middle = (low + high) / 2
            low, high = (middle, high) if answer.right else (low, middle)
    return low, high


def levels(pool: Mapping[str, Sequence[int]], asked: Sequence[Asked]) -> dict[str, float]:
    """The share of each domain asked to the end that the learner knows: the lower bound, so that nothing is given away."""
    return {
        name: bounds(asked, name)[0]
        for name in domains(pool)
        if sum(a.domain == name for a in asked) >= STEPS
    }


def length(pool: Mapping[str, Sequence[int]]) -> int:
    """Questions the whole test has."""
    return STEPS * len(domains(pool))


def known(pool: Mapping[str, Sequence[int]], starts: Mapping[str, float]) -> frozenset[int]:
    """Exercises that begin as known: in each domain those learnt first, up to its level."""
    return frozenset(
        exercise
        for name, exercises in pool.items()
        for exercise in exercises[: round(starts.get(name, 0.0) * len(exercises))]
    )
