"""What the pairs found so far teach: which surname, court or cause of one language stands for which of another.

Courts mask names, but the first character of a surname and the role stay, so 扎某 and བཀྲ་ཆེ་གེ་མོ face each other
as the first plaintiff of both versions; after a few judgments the two are known to be one name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from aligner.likeness import Sketch

FIELDS = ("court", "cause", "names")
_KNOWN = 2  # times a word must have been seen before its absence speaks against a pair

Facing = tuple[str, str, str]  # field, what the source says, what the target says


@dataclass(frozen=True, slots=True)
class Correspondences:
    """How often words faced each other, and how often each was seen at all."""

    together: Counter[Facing]
    source: Counter[tuple[str, str]]
    target: Counter[tuple[str, str]]

    def agreement(self, s: Sketch, t: Sketch, field: str) -> float | None:
        """Mean share of what is known of the words that face each other; None where nothing is known."""
        told = [
            share
            for name, one, other in facing(s, t)
            if name == field and (share := self._share(name, one, other)) is not None
        ]
        return sum(told) / len(told) if told else None

    def _share(self, field: str, one: str, other: str) -> float | None:
        seen = sorted((self.source[field, one], self.target[field, other]))
        if seen[0]:
            return self.together[field, one, other] / seen[0]
        return 0.0 if seen[1] >= _KNOWN else None


def learn(pairs: Iterable[tuple[Sketch, Sketch]]) -> Correspondences:
    """Counted over pairs of documents of two languages."""
    together = Counter(told for s, t in pairs for told in facing(s, t))
    source: Counter[tuple[str, str]] = Counter()
    target: Counter[tuple[str, str]] = Counter()
    for (field, one, other), count in together.items():
        source[field, one] += count
        target[field, other] += count
    return Correspondences(together, source, target)


def facing(s: Sketch, t: Sketch) -> list[Facing]:
    """Courts, causes, and the names of parties that have the same role as many times."""
    told = [(f, getattr(s, f), getattr(t, f)) for f in ("court", "cause") if getattr(s, f) and getattr(t, f)]
    return told + [("names", names[0], names[1]) for names in _by_role(s, t)]


def _by_role(s: Sketch, t: Sketch) -> Iterable[tuple[str, str]]:
    others = defaultdict(list)
    for role, name in zip(t.roles, t.names, strict=False):
        others[role].append(name)
    seen: Counter[str] = Counter()
    for role, name in zip(s.roles, s.names, strict=False):
        if seen[role] < len(others[role]) and name and others[role][seen[role]]:
            yield name, others[role][seen[role]]
        seen[role] += 1
