"""Which documents are worth comparing at all: those that share a number, a name of a file, a date, rare values, or a shape.

Lists that grew long say nothing and are passed over, so that the work grows with the documents, not with their square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from aligner.likeness import Sketch

_CANDIDATES = 30  # documents compared in full, at most, for what they share in values
_COMMON = 100  # documents from which a value no longer finds candidates


def candidates(
    sources: Sequence[Sketch], targets: Sequence[Sketch], rarity: Mapping[str, float]
) -> Iterator[tuple[Sketch, Sketch]]:
    """Pairs worth comparing: same number, stem or date, rare values in common, or about as many paragraphs."""
    by_number, by_stem, by_date = defaultdict(list), defaultdict(list), defaultdict(list)
    by_value, by_lines = defaultdict(list), defaultdict(list)
    for n, t in enumerate(targets):
        by_number[t.case_number].append(n)
        by_stem[t.stem].append(n)
        by_date[t.date].append(n)
        by_lines[len(t.paragraphs)].append(n)
        for value in set(t.values):
            by_value[value].append(n)
    for s in sources:
        votes: Counter[int] = Counter()
        for value in set(s.values):
            if len(by_value.get(value, ())) <= _COMMON:
                for n in by_value.get(value, ()):
                    votes[n] += rarity[value]
        chosen = {n for n, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:_CANDIDATES]}
        chosen |= set(by_number[s.case_number] if s.case_number else ()) | set(by_stem[s.stem])
        chosen |= set(by_date[s.date][:_CANDIDATES] if s.date else ())
        lines = len(s.paragraphs)
        near = range(lines - lines // 20, lines + lines // 20 + 1) if lines >= 8 else ()
        chosen |= {n for k in near for n in by_lines.get(k, ())[: _CANDIDATES // len(near)]}
        for n in sorted(chosen):
            yield s, targets[n]
