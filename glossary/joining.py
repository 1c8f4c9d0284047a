"""Candidates in the making: renderings of one run that are one rendering, inflected, joined."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from corpora.languages import Language
from corpora.model import Span
from glossary import trimming
from glossary.confidence import Evidence
from glossary.model import Occurrence


@dataclass(frozen=True, slots=True)
class Draft:
    """A run and a rendering of it."""

    source: str
    target: str
    places: np.ndarray  # n x 5: bead, start and end in the source, in the target; by bead, each bead once
    mass: float
    source_count: int
    target_count: int
    words: int  # of the rendering
    alone: bool  # the run is one word
    freedom: float  # of the run, as its weight: glossary.termhood
    weight: float
    ending: bool = False  # another rendering of the run, more frequent, with letters after it

    @property
    def together(self) -> int:
        return len(self.places)

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        return tuple(Occurrence(bead, Span(a, b), Span(c, d)) for bead, a, b, c, d in self.places.tolist())

    @property
    def evidence(self) -> Evidence:
        k = self.together
        return Evidence(
            k, self.mass, self.source_count, max(self.target_count, k), self.words, self.freedom, self.ending
        )


def joined(drafts: Iterable[Draft], target: Language) -> list[Draft]:
    """Renderings of one term that are another one with an ending counted with it; what still looks inflected, marked."""
    by_source: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_source[draft.source].append(draft)
    return [draft for renderings in by_source.values() for draft in _marked(_grouped(renderings, target), target)]


def _grouped(renderings: list[Draft], target: Language) -> list[Draft]:
    bases: list[list[Draft]] = []
    for draft in sorted(renderings, key=lambda d: (len(d.target), -d.together)):
        base = next((b for b in bases if _same(draft.target, b[0].target, target)), None)
        if base:
            base.append(draft)
        else:
            bases.append([draft])
    return [_together(group) for group in bases]


def _same(text: str, base: str, target: Language) -> bool:
    return target.key(text) == target.key(base) or trimming.ends_only(text, base, target)


def _together(group: list[Draft]) -> Draft:
    first = group[0]
    if len(group) == 1:
        return first
    every = np.concatenate([d.places for d in reversed(group)])
    _, once = np.unique(every[:, 0], return_index=True)
    return replace(
        first, places=every[once], mass=sum(d.mass for d in group), target_count=max(d.target_count for d in group)
    )


def _marked(renderings: list[Draft], target: Language) -> list[Draft]:
    """The drafts of one run, those marked that look like an inflected form of a more frequent one."""
    if not target.inflects or len(renderings) == 1:
        return renderings
    keys = [(target.key(d.target), d.together) for d in renderings]
    return [
        replace(d, ending=any(k > d.together and _inflected(key, base) for base, k in keys))
        for d, (key, _) in zip(renderings, keys, strict=True)
    ]


def _inflected(form: str, base: str) -> bool:
    """Whether `form` is `base`, its last letter perhaps another, with letters after it."""
    stem = base[:-1]
    return (
        len(stem) > 1
        and form != base
        and len(form) >= len(base)
        and form.startswith(stem)
        and form[len(stem) :].isalpha()
    )
