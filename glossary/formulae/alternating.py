"""Renderings of names that only comparing tells: where two uses of a formula differ in one name, so do their translations.

What the two translations do not share is how each name is said there. It is believed when a second use says the same, or
when nothing else is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from corpora.languages import Language
from corpora.model import Span
from glossary.formulae.facing import Facing
from glossary.formulae.skeletons import tokens
from glossary.formulae.wording import NAMED, Known

LONGEST = 12  # words or syllables of a rendering


def told_apart(uses: Iterable[Facing], language: Language) -> list[Known]:
    """Renderings of the names that stand in these uses of one formula and were not found in their translations."""
    by_slot: dict[int, list[Facing]] = {}
    for facing in uses:
        missing = [n for n, place in enumerate(facing.places) if place is None]
        if len(missing) == 1 and facing.source.slots[missing[0]].kind in NAMED:
            by_slot.setdefault(missing[0], []).append(facing)
    found: Counter[tuple[str, str]] = Counter()
    for n, facings in by_slot.items():
        for one in facings:
            said = Counter(filter(None, (_against(one, other, n, language) for other in facings)))
            if said:
                found[one.source.slots[n].value, max(said, key=lambda text: (said[text], len(text)))] += 1
    return [("name", zh, other, times) for (zh, other), times in found.items()]


def _against(one: Facing, other: Facing, n: int, language: Language) -> str:
    """How the first use says its slot n, as far as the second, with another value there, tells; "" where it does not."""
    if one.source.slots[n].value == other.source.slots[n].value:
        return ""
    mine, theirs = (tokens(f.target, f.placed, language) for f in (one, other))
    head = _common(mine, theirs)
    tail = _common(mine[head:][::-1], theirs[head:][::-1])
    middle = mine[head : len(mine) - tail]
    if (
        not 0 < len(middle) <= LONGEST
        or len(theirs) - tail <= head
        or any(form.startswith("{") for form, _ in middle)
    ):
        return ""
    return one.target[middle[0][1].start : middle[-1][1].end]


def _common(one: Sequence[tuple[str, Span]], other: Sequence[tuple[str, Span]]) -> int:
    """How many tokens two texts begin with alike."""
    n = 0
    while n < min(len(one), len(other)) and one[n][0] == other[n][0]:
        n += 1
    return n
