"""How strongly two things that were seen together belong together."""

from __future__ import annotations

from math import log


def log_likelihood(k: int, a: int, b: int, n: int) -> float:
    """Dunning's G² of k joint, a and b single counts among n; 0 when they meet less than by chance."""
    if k * n <= a * b:
        return 0.0
    cells = ((k, a * b), (a - k, a * (n - b)), (b - k, (n - a) * b), (n - a - b + k, (n - a) * (n - b)))
    return 2 * sum(
        observed * log(observed * n / margin) for observed, margin in cells if observed > 0 and margin > 0
    )
