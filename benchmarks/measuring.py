"""What the benchmarks share: where the gold lies that is not part of the project, and memory at its peak."""

from __future__ import annotations

import resource
from pathlib import Path

ROOT = Path(__file__).parents[1]
DATA = ROOT.parent / "shared" / "data"


def peak(who: int = resource.RUSAGE_SELF) -> int:
    """Megabytes the process (or, with RUSAGE_CHILDREN, its largest child) had at most; Linux counts in kilobytes."""
    return resource.getrusage(who).ru_maxrss // 1024
