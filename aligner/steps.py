"""The beads there may be: how many segments one takes on each side."""

from __future__ import annotations

import numpy as np

STEPS = np.array(
    [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (3, 1), (1, 3), (2, 2), (4, 1), (1, 4), (3, 2), (2, 3)], np.int64
)
PRIOR = np.array([0.85, 0.02, 0.02, 0.035, 0.035, 0.008, 0.008, 0.008, 0.004, 0.004, 0.004, 0.004])
REACH = 4  # segments a bead takes on one side at most
