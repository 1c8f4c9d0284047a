"""Kernel of sentence vectors: the margin of every bead in a band. See `aligner.embedding`."""

from __future__ import annotations

import numpy as np
from numba import njit

FLOOR = 0.05    # cosines below it say no more than that


@njit(cache=True)
def margins(steps, low, high, at, dots, seg_low, seg_high, seg_at, norms_s, norms_t, near_s, near_t):
    """(a + b) / 2 x log(cosine of the bead's sides / the usual one of both), 0 for nulls and outside the band."""
    out = np.zeros((at[-1] + high[-1] - low[-1], len(steps)), np.float32)
    for i in range(1, len(low)):
        for j in range(max(1, low[i]), high[i]):
            for k in range(len(steps)):
                a, b = steps[k, 0], steps[k, 1]
                if a == 0 or b == 0 or i < a or j - b < seg_low[i - 1] or j > seg_high[i - 1]:
                    continue
                total = 0.0
                for place in range(seg_at[i - 1] + j - b - seg_low[i - 1], seg_at[i - 1] + j - seg_low[i - 1]):
                    total += dots[a - 1, place]
                cosine = total / (norms_s[a - 1, i - 1] * norms_t[b - 1, j - 1])
                usual = (near_s[a - 1, i - 1] + near_t[b - 1, j - 1]) / 2
                out[at[i] + j - low[i], k] = (a + b) / 2 * np.log(max(cosine, FLOOR) / max(usual, FLOOR))
    return out
