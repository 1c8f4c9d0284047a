"""What the sentence lexicon says a unit means in the other language, for comparing whole documents."""

from __future__ import annotations

import numpy as np

from aligner.content import Translations
from aligner.lexicon import Lexicon

_LEAST = 0.1  # probability a translation needs
_MOST = 3  # translations of one unit


def translations(lexicon: Lexicon) -> Translations:
    """The likeliest target units of every source unit, with their probability."""
    table, found = lexicon.forward(), {}
    for unit, start, end in zip(lexicon.source, lexicon.rows[:-1], lexicon.rows[1:], strict=True):
        q = table.q[start:end]
        best = [n for n in np.argsort(-q, kind="stable")[:_MOST] if q[n] >= _LEAST]
        if best:
            found[unit] = [(lexicon.target[lexicon.columns[start + n]], float(q[n])) for n in best]
    return found
