"""How strongly two things that were seen together belong together."""

from __future__ import annotations

from math import log, sqrt


def log_likelihood(k: int, a: int, b: int, n: int) -> float:
    """Dunning's G² of k joint, a and b single counts among n; 0 when they meet less than by chance."""
    if k * n <= a * b:
        return 0.0
    cells = ((k, a * b), (a - k, a * (n - b)), (b - k, (n - a) * b), (n - a - b + k, (n - a) * (n - b)))
    return 2 * sum(
        observed * log(observed * n / margin) for observed, margin in cells if observed > 0 and margin > 0
    )


def wilson(k: int, n: int, z: float = 1.64) -> float:
    """Lower bound of the share k / n (Wilson 1927), one-sided 95 %."""
    if n == 0:
        return 0.0
    p = k / n
    return max(0.0, (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n))
