"""Content in two languages compared by what a lexicon translates: how like a document's words are another's, translated.

Both sides become vectors over units of the target language, weighed by how rare they are; what the lexicon
does not know says nothing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from aligner.likeness import Sketch

Translations = Mapping[str, Sequence[tuple[str, float]]]  # source unit -> target units with their probability

_LEAST = 20  # units that must be translated before content says anything
_FULL = 0.8  # cosine two versions usually reach; more says no more


class Content:
    """The vectors of one language's free documents; built once for a run of pairing."""

    def __init__(
        self, sources: Sequence[Sketch], targets: Sequence[Sketch], translations: Translations
    ) -> None:
        known = {unit for found in translations.values() for unit, _ in found}
        rarity = _rarity(t.units for t in targets)
        self._sources = {
            s.id: _scaled(_translated(s.units, translations), rarity) for s in sources if translations
        }
        self._targets = {
            t.id: _scaled({u: n for u, n in t.units.items() if u in known}, rarity)
            for t in targets
            if translations
        }

    def likeness(self, s: Sketch, t: Sketch) -> float | None:
        """Cosine in units of what is usual between versions, at most 1; None without a lexicon or without words."""
        a, b = self._sources.get(s.id, {}), self._targets.get(t.id, {})
        if min(len(a), len(b)) < _LEAST:
            return None
        small, large = sorted((a, b), key=len)
        return min(1.0, sum(x * large.get(u, 0.0) for u, x in small.items()) / _FULL)


def _translated(units: Mapping[str, int], translations: Translations) -> dict[str, float]:
    found: dict[str, float] = {}
    for unit, count in units.items():
        for other, p in translations.get(unit, ()):
            found[other] = found.get(other, 0.0) + count * p
    return found


def _rarity(documents) -> dict[str, float]:
    documents = list(documents)
    counts = Counter(unit for units in documents for unit in units)
    return {unit: math.log(len(documents) / n) for unit, n in counts.items() if n < len(documents)}


def _scaled(counts: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    """A vector of length 1, counts damped, over the units any target has."""
    vector = {u: math.log1p(n) * rarity[u] for u, n in counts.items() if u in rarity}
    length = math.sqrt(sum(x * x for x in vector.values()))
    return {u: x / length for u, x in vector.items()} if length else {}
