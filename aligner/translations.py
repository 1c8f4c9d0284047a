"""What the sentence lexicon says a unit means in the other language, for comparing whole documents."""

from __future__ import annotations

import numpy as np

from aligner.content import Translations
from aligner.lexicon import Lexicon

_LEAST = 0.1  # probability a translation needs
_MOST = 3  # translations of one unit
_COMMON = 5.0  # nats of surprise below which a unit tells nothing of a document: more than one in 150


def translations(lexicon: Lexicon) -> Translations:
    """The likeliest target units of every source unit, and the surprise of each target unit beyond the common."""
    table, found = lexicon.forward(), {}
    for unit, start, end in zip(lexicon.source, lexicon.rows[:-1], lexicon.rows[1:], strict=True):
        q = table.q[start:end]
        best = [n for n in np.argsort(-q, kind="stable")[:_MOST] if q[n] >= _LEAST]
        if best:
            found[unit] = [(lexicon.target[lexicon.columns[start + n]], float(q[n])) for n in best]
    counts = np.maximum(lexicon.target_counts, 1.0)
    surprise = np.log(counts.sum() / counts) - _COMMON
    return Translations(found, {u: float(x) for u, x in zip(lexicon.target, surprise, strict=True) if x > 0})
