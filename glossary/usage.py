"""How courts use the renderings of a term: who writes what, how far they agree, and what to decide first. Pure."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple

import regex

from glossary.model import Candidate


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a queue draws its lines; scores are stored, so these may move at any time."""

    frequency: int = 2  # pairs a term is seen in, below which nobody is asked
    serious: float = 0.1  # share of a term's renderings from which one more rendering reopens a decided term
    agreed: float = (
        0.1  # bits added to every disagreement, so that frequent terms with one rendering come too
    )


DEFAULT = Thresholds()


class Seen(NamedTuple):
    """What the queue needs of a candidate: its counts, and what a person said of it (None: nothing yet)."""

    source_key: str
    id: int
    together: int
    confidence: float
    frequency: int  # pairs that have the source
    accepted: bool | None = None

    @property
    def mass(self) -> float:
        """Expected right uses, so that noise weighs little."""
        return self.together * self.confidence


class Ranked(NamedTuple):
    """A Chinese term in the queue: ids of its renderings, the likeliest first; `open` those nobody decided on."""

    source_key: str
    renderings: tuple[int, ...]
    open: tuple[int, ...]
    frequency: int
    disagreement: float  # in bits, see `entropy`

    def weight(self, thresholds: Thresholds = DEFAULT) -> float:
        """What the queue is ordered by: frequency x disagreement."""
        return self.frequency * (self.disagreement + thresholds.agreed)


@dataclass(frozen=True, slots=True)
class Matter:
    """A place in the queue with its candidates: one Chinese term to decide on in one language."""

    source: str
    target_language: str
    renderings: tuple[Candidate, ...]
    open: tuple[Candidate, ...]
    frequency: int
    disagreement: float


def entropy(weights: Iterable[float]) -> float:
    """Disagreement in bits (Shannon): 0 where one rendering has all, 1 where two share equally.

    >>> entropy([5, 5]), entropy([7])
    (1.0, 0.0)
    """
    total = sum(weights := list(weights))
    shares = [w / total for w in weights] if total else []
    return max(0.0, -sum(p * math.log2(p) for p in shares if p > 0))


def queue(
    seen: Iterable[Seen], settled: Collection[str] = (), thresholds: Thresholds = DEFAULT
) -> list[Ranked]:
    """What a person is to decide on in one language, the weightiest first.

    Rejected renderings count no more. `settled` are the source keys that have a preferred term: those come again
    only for a rendering that many texts use.
    """
    by_source: dict[str, list[Seen]] = defaultdict(list)
    for c in seen:
        if c.accepted is not False and c.frequency >= thresholds.frequency:
            by_source[c.source_key].append(c)
    found = []
    for source, group in by_source.items():
        group.sort(key=lambda c: (-c.mass, c.id))
        total = sum(c.mass for c in group)
        least = thresholds.serious * total if source in settled else 0.0
        open_ = tuple(c.id for c in group if c.accepted is None and c.mass >= least)
        if open_:
            disagreement = entropy(c.mass for c in group)
            found.append(Ranked(source, tuple(c.id for c in group), open_, group[0].frequency, disagreement))
    return sorted(found, key=lambda r: (-r.weight(thresholds), r.source_key))


class Place(NamedTuple):
    """One use of a rendering: the pair, and what is known of the text it stands in; "" where nothing is."""

    rendering: str
    bead: int
    document: int
    court: str
    year: str
    translator: str


class Tally(NamedTuple):
    """Uses of a rendering in one group (a court, a year); `share` of all uses in that group."""

    group: str
    rendering: str
    count: int
    share: float


def tally(places: Iterable[Place], by: str) -> list[Tally]:
    """Uses by a field of `Place`; groups by size, a court named nowhere last, renderings by use."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for place in places:
        counts[getattr(place, by)][place.rendering] += 1
    groups = sorted(counts, key=lambda g: (g == "", -counts[g].total(), g))
    return [
        Tally(group, rendering, n, n / counts[group].total())
        for group in groups
        for rendering, n in sorted(counts[group].items(), key=lambda item: (-item[1], item[0]))
    ]


def foremost(tallies: Iterable[Tally]) -> dict[str, str]:
    """Group -> the rendering it uses most."""
    best: dict[str, Tally] = {}
    for t in tallies:
        if t.group not in best or t.count > best[t.group].count:
            best[t.group] = t
    return {group: t.rendering for group, t in best.items()}


def numbered(places: Iterable[Place], most: int, rest: str) -> dict[str, str]:
    """Rendering -> ①, ② … by use, for charts, in which no script runs downwards; beyond `most` signs all are `rest`."""
    counts = Counter(place.rendering for place in places)
    ordered = sorted(counts, key=lambda r: (-counts[r], r))
    return {
        r: chr(ord("①") + n) if n < most - 1 or len(ordered) <= most else rest for n, r in enumerate(ordered)
    }


_COURT = regex.compile(r"^(?:\p{Han}{2,8}?(?:省|自治区))?(.+?)(?:人民法院)?$")


def short_court(name: str) -> str:
    """A court as its neighbours call it, without province and 人民法院.

    >>> short_court("青海省格尔木市人民法院"), short_court("青海省高级人民法院")
    ('格尔木市', '青海省高级')
    """
    match = _COURT.match(name)
    short = match.group(1) if match else name
    return name.removesuffix("人民法院") if short in ("高级", "人民法院") else short


_TRANSLATOR = regex.compile(r"翻\s*译(?:\s*人?\s*员)?\s*[:：]?\s*(\p{Han}[\p{Han}·×]{1,11})")


def translator(signature: str) -> str:
    """The translator a judgment's Chinese signature names, "" if none.

    >>> translator("审判长 王某\\n书记员 扎某\\n翻 译 员：拉 某")
    '拉某'
    """
    match = _TRANSLATOR.search(_closed(signature))
    return match.group(1) if match else ""


def _closed(text: str) -> str:
    """Names and titles set with blanks for width (翻 译, 拉 某) without them; lines stay apart."""
    return regex.sub(r"(?<=\p{Han})[ \N{IDEOGRAPHIC SPACE}]+(?=\p{Han})", "", text)
