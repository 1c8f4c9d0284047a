"""What ready pairs teach: translation memories give the lexicon of two languages a start."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from aligner import lexicon as lexicons
from aligner.lexicon import Lexicon, vocabulary
from aligner.pieces import flatten
from aligner.sides import units
from corpora.languages import Language


def teach(pairs: Sequence[tuple[str, str]], languages: tuple[Language, Language], known: Lexicon | None) -> Lexicon:
    """The lexicon with these pairs of display texts, each a bead of weight 1."""
    sides = [[units(pair[n], languages[n]) for pair in pairs] for n in (0, 1)]
    forms, flat, counts = [], [], []
    for side, old, before in zip(
        sides,
        (known.source, known.target) if known else ((), ()),
        (known.source_counts, known.target_counts) if known else (np.zeros(0), np.zeros(0)),
        strict=True,
    ):
        all_forms, ids = vocabulary(old, (unit for row in side for unit in row))
        rows = flatten([[ids[unit] for unit in row] for row in side])
        total = np.bincount(rows.ids, minlength=len(all_forms)).astype(np.float64)
        total[: len(before)] += before
        forms.append(all_forms)
        flat.append(rows)
        counts.append(total)
    s, t = flat
    beads = lexicons.Beads(s.ids, s.at, t.ids, t.at, np.ones(len(pairs)))
    return lexicons.learn(*forms, *counts, beads, prior=known)
