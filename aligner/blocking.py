"""Which documents are worth comparing at all: those that share a number, a name of a file, a date, rare values, or a shape.

Lists that grew long say nothing and are passed over, so that the work grows with the documents, not with their square.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from aligner.likeness import Sketch

_CANDIDATES = 30  # documents compared in full, at most, for the values they share
_COMMON = 100  # documents from which what they share no longer finds candidates
_FEW = 10  # of about as many paragraphs
_LONG = 8  # paragraphs from which their number says something


def candidates(
    sources: Sequence[Sketch], targets: Sequence[Sketch], rarity: Mapping[str, float]
) -> Iterator[tuple[Sketch, Sketch]]:
    """Pairs worth comparing: same number, stem or date, rare values in common, or about as many paragraphs."""
    lists = {key: defaultdict(list) for key in ("number", "stem", "date", "lines", "value")}
    for n, t in enumerate(targets):
        for key, said in _said(t):
            lists[key][said].append(n)
    for s in sources:
        votes: Counter[int] = Counter()
        chosen: set[int] = set()
        for key, said in _said(s):
            found = lists[key].get(said, ())
            if key == "value" and len(found) <= _COMMON:
                for n in found:
                    votes[n] += rarity[said]
            elif key == "lines":
                chosen |= {n for near in _near(said) for n in lists[key].get(near, ())[:_FEW]}
            elif key != "value" and len(found) <= _COMMON:
                chosen |= set(found)
        chosen |= {n for n, _ in sorted(votes.items(), key=lambda v: (-v[1], v[0]))[:_CANDIDATES]}
        for n in sorted(chosen):
            yield s, targets[n]


def _said(sketch: Sketch) -> Iterator[tuple[str, object]]:
    """What a document can be found by."""
    for key, said in (("number", sketch.case_number), ("stem", sketch.stem), ("date", sketch.date)):
        if said:
            yield key, said
    if len(sketch.paragraphs) >= _LONG:
        yield "lines", len(sketch.paragraphs)
    for value in set(sketch.values):
        yield "value", value


def _near(lines: int) -> range:
    return range(lines - lines // 20, lines + lines // 20 + 1)
