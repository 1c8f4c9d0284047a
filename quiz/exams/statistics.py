"""How hard an item was and whether it told the good from the weak: classical item analysis. Pure.

Difficulty p is the mean share of the item's points. Discrimination D is p in the upper 27 % of the candidates by total
less p in the lower 27 % (Kelley 1939, "The selection of upper and lower groups for the validation of test items",
J. Educ. Psych. 30). The point-biserial is corrected: the correlation of the item with the total without the item
(Henrysson 1963, Psychometrika 28). Alpha is Cronbach's (1951, Psychometrika 16). Verdicts on D follow Ebel (1965,
"Measuring Educational Achievement"): .40 very good, .30 good, .20 marginal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

UPPER = 0.27


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """`correlation` is None where all candidates got the same."""

    item: int
    candidates: int
    difficulty: float
    discrimination: float
    correlation: float | None

    @property
    def verdict(self) -> str:
        if self.discrimination < 0 or (self.correlation or 0) < 0:
            return "核对答案"
        if self.difficulty > 0.95:
            return "太易"
        if self.difficulty < 0.1:
            return "太难"
        return next(
            word
            for least, word in ((0.4, "很好"), (0.3, "较好"), (0.2, "尚可"), (-1.0, "需改"))
            if self.discrimination >= least
        )


def analyse(shares: Mapping[str, Mapping[int, float]], points: Mapping[int, float]) -> list[ItemStatistics]:
    """Statistics of every item, in the order of `points` (full points by item).

    `shares` are, by candidate, the share of each item's points; an item a candidate left out counts 0. Candidates with
    equal totals are taken in order of name.
    """
    totals = {name: sum(own.get(i, 0.0) * points[i] for i in points) for name, own in shares.items()}
    order = sorted(totals, key=lambda name: (-totals[name], name))
    size = max(1, round(UPPER * len(order))) if order else 0
    found = []
    for item, full in points.items():
        got = {name: shares[name].get(item, 0.0) for name in order}
        rest = [totals[name] - got[name] * full for name in order]
        found.append(
            ItemStatistics(
                item,
                len(order),
                _mean(list(got.values())),
                _mean([got[n] for n in order[:size]]) - _mean([got[n] for n in order[-size:]])
                if size
                else 0.0,
                pearson(list(got.values()), rest),
            )
        )
    return found


def alpha(shares: Mapping[str, Mapping[int, float]], points: Mapping[int, float]) -> float | None:
    """Cronbach's alpha of the paper; None for fewer than two items or candidates, or when all have the same total."""
    rows = [[own.get(i, 0.0) * full for i, full in points.items()] for own in shares.values()]
    if len(points) < 2 or len(rows) < 2:
        return None
    whole = _variance([sum(row) for row in rows])
    if not whole:
        return None
    k = len(points)
    return k / (k - 1) * (1 - sum(_variance(list(column)) for column in zip(*rows, strict=True)) / whole)


def pearson(xs: Sequence[float], ys: Sequence[float]) -> float | None:
    """Correlation; None when either does not vary."""
    if len(xs) < 2:
        return None
    x, y = _mean(xs), _mean(ys)
    over = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    under = sqrt(sum((a - x) ** 2 for a in xs) * sum((b - y) ** 2 for b in ys))
    return over / under if under > 1e-12 else None


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _variance(values: Sequence[float]) -> float:
    mean = _mean(values)
    return sum((v - mean) ** 2 for v in values) / (len(values) - 1)
