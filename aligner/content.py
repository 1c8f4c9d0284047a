"""Content in two languages compared by what a lexicon translates: how like a document's words are another's, translated.

Both sides become vectors over units of the target language, weighed by how rare they are in all the lexicon has
seen; what it does not know says nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aligner.likeness import Sketch

_LEAST = 20  # units that must be translated before content says anything
_FULL = 0.8  # cosine most versions reach; more says no more


@dataclass(frozen=True, slots=True)
class Translations:
    """What a lexicon knows: source unit -> target units with their probability, and how rare target units are."""

    units: Mapping[str, Sequence[tuple[str, float]]] = field(default_factory=dict)
    rarity: Mapping[str, float] = field(default_factory=dict)


class Content:
    """The vectors of one language's free documents; made once for a run of pairing."""

    def __init__(self, sources: Sequence[Sketch], targets: Sequence[Sketch], known: Translations) -> None:
        meant = {unit for found in known.units.values() for unit, _ in found}
        self._sources = {s.id: _scaled(_translated(s.units, known.units), known.rarity) for s in sources}
        self._targets = {
            t.id: _scaled({u: n for u, n in t.units.items() if u in meant}, known.rarity) for t in targets
        }

    def likeness(self, s: Sketch, t: Sketch) -> float | None:
        """Cosine as a share of what most versions reach, at most 1; None without a lexicon or without words."""
        a, b = self._sources.get(s.id, {}), self._targets.get(t.id, {})
        if min(len(a), len(b)) < _LEAST:
            return None
        small, large = sorted((a, b), key=len)
        return min(1.0, sum(x * large.get(u, 0.0) for u, x in small.items()) / _FULL)


def _translated(
    units: Mapping[str, int], known: Mapping[str, Sequence[tuple[str, float]]]
) -> dict[str, float]:
    found: dict[str, float] = {}
    for unit, count in units.items():
        for other, p in known.get(unit, ()):
            found[other] = found.get(other, 0.0) + count * p
    return found


def _scaled(counts: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    """A vector of length 1, counts damped, over the units that are rare enough."""
    vector = {u: math.log1p(n) * rarity[u] for u, n in counts.items() if u in rarity}
    length = math.sqrt(sum(x * x for x in vector.values()))
    return {u: x / length for u, x in vector.items()} if length else {}
