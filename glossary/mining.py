"""From word links to candidates: spans proposed for each run, counted, chosen by bead, judged, tidied.

For each run of Chinese words every pair proposes spans (`glossary.phrases`). A rendering is good that takes
most of the run's pairs and stands in few others: P(rendering | run) x P(run | rendering), from the spans'
weights. Each pair then keeps the one span whose rendering is best, and the counts are made again of what was
kept; that chooses between a rendering and the same one a word longer or shorter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpora.languages import Language
from corpora.model import Span
from corpora.subwords import Stems
from glossary import trimming
from glossary.association import log_likelihood
from glossary.confidence import Evidence, confidence
from glossary.model import Candidate, Occurrence
from glossary.phrases import LinkedPair, Proposals, Words, propose, source_words, target_words
from glossary.places import Places, choose, places_of
from glossary.termhood import Termhood, neighbours, termhood


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a candidate must have."""

    together: int = 2
    share: float = 0.05
    confidence: float = 0.1
    variants: int = 5
    nested: float = 0.9  # a candidate this often inside one longer candidate is a piece of it


DEFAULT = Thresholds()
RARE = 10  # pairs of a run up to which a rendering seen once may still be the inflected form of another


def mine(
    pairs: Sequence[LinkedPair],
    source: Language,
    target: Language,
    terms: Sequence[str] = (),
    rejected: frozenset[tuple[str, str]] = frozenset(),
    stems: Stems | None = None,
    thresholds: Thresholds = DEFAULT,
) -> list[Candidate]:
    """Candidates of these pairs, best first.

    `terms` are Chinese terms that stay whole; `rejected` holds (source key, target key) that a person
    turned down: they never come back. `stems` tells the endings of a language that joins them to its words.
    """
    drafts = drafts_of(pairs, source, target, terms, stems)
    kept = [d for d in drafts if (source.key(d.source), target.key(d.target)) not in rejected]
    return _tidy(kept, frozenset(source.key(t) for t in terms), len(pairs), source, target, thresholds)


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate in the making."""

    source: str
    target: str
    occurrences: tuple[Occurrence, ...]
    mass: float
    source_count: int
    target_count: int
    words: int
    freedom: float  # of the run, as its weight: glossary.termhood
    weight: float
    ending: bool = False  # another rendering of the run, more frequent, with letters after it


def drafts_of(
    pairs: Sequence[LinkedPair],
    source: Language,
    target: Language,
    terms: Sequence[str] = (),
    stems: Stems | None = None,
) -> list[Draft]:
    """Everything the pairs show, inflected forms of one rendering joined, before anything is judged."""
    cut = source_words(pairs, source, terms)
    others = target_words(pairs, target)
    forms = trimming.stems_of((key for words in others for key in words.keys), target, stems)
    found = propose(pairs, cut, others, source, forms)
    if not len(found.run):
        return []
    places = places_of(found, others, forms)
    chosen = places.take(choose(places, found.beads))
    hood = run_termhood(found, pairs, cut, source)
    return _endings(_joined(_drafts(found, chosen, hood, pairs, cut, others, forms, target), target), target)


def run_termhood(
    found: Proposals, pairs: Sequence[LinkedPair], cut: Sequence[Sequence[Span]], source: Language
) -> Termhood:
    """Of every run, by the first place it has in each pair."""
    run, pair, first, last = found.stands.T
    begins = np.searchsorted(run, np.arange(len(found.runs)))
    words = [
        tuple(pairs[n].source[w.start : w.end] for w in cut[n][i : j + 1])
        for n, i, j in found.stands[begins, 1:].tolist()
    ]
    rows = list(zip(pair.tolist(), first.tolist(), last.tolist(), strict=True))
    starts, ends = (
        np.array([cut[n][i].start for n, i, _ in rows]),
        np.array([cut[n][j].end for n, _, j in rows]),
    )
    left, right = neighbours([p.source for p in pairs], pair, starts, ends)
    return termhood(words, found.beads, sum(map(len, cut)), source.general, run, left, right)


def _drafts(
    found: Proposals, chosen: Places, hood: Termhood, pairs: Sequence[LinkedPair], cut: Sequence[Sequence[Span]],
    others: Sequence[Words], forms: dict[str, str], target: Language,
) -> list[Draft]:  # fmt: skip
    """One draft for each (run, rendering) that was kept at all."""
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for row, key in enumerate(zip(chosen.run.tolist(), chosen.phrase.tolist(), strict=True)):
        groups[key].append(row)
    drafts = []
    for (run, phrase), rows in groups.items():
        if len(rows) == 1 and found.beads[run] > RARE:
            continue
        occurrences, surfaces = [], []
        for row in rows:
            n = int(chosen.pair[row])
            (i, j), (a, z) = chosen.source[row], chosen.target[row]
            span = Span(others[n].spans[a].start, others[n].spans[z].end)
            occurrences.append(Occurrence(pairs[n].bead, Span(cut[n][i].start, cut[n][j].end), span))
            surfaces.append(pairs[n].target[span.start : span.end])
        stem = forms[others[int(chosen.pair[rows[0]])].keys[chosen.target[rows[0]][1]]]
        drafts.append(Draft(
            found.runs[run], trimming.bare(surfaces, stem, target), tuple(sorted(occurrences, key=lambda o: o.bead)),
            float(chosen.weight[rows].sum()), int(found.beads[run]), int(chosen.beads[phrase]), len(surfaces[0].split()),
            float(hood.freedom[run]), float(hood.weight[run]),
        ))  # fmt: skip
    return drafts


def _tidy(
    drafts: list[Draft], known: frozenset[str], total: int, source: Language, target: Language, t: Thresholds
) -> list[Candidate]:
    """Inflected forms joined, pieces of longer candidates (unless they are terms) and far variants out, best first."""
    candidates = [c for d in drafts if (c := _candidate(d, total, source, target)) and _accept(c, t)]
    candidates = [
        c
        for c, piece in zip(candidates, _pieces(candidates, t), strict=True)
        if not piece or source.key(c.source) in known
    ]
    kept, variants = [], Counter()
    for c in sorted(candidates, key=lambda c: (-c.score, c.source, c.target)):
        if variants[c.source] < t.variants:
            variants[c.source] += 1
            kept.append(c)
    return kept


def _joined(drafts: list[Draft], target: Language) -> list[Draft]:
    """Renderings of one term that are another one with an ending counted with it."""
    by_source: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_source[draft.source].append(draft)
    joined = []
    for renderings in by_source.values():
        bases: list[list[Draft]] = []
        for draft in sorted(renderings, key=lambda d: (len(d.target), -len(d.occurrences))):
            base = next((b for b in bases if _same(draft.target, b[0].target, target)), None)
            if base:
                base.append(draft)
            else:
                bases.append([draft])
        joined += [_together(group) for group in bases]
    return joined


def _same(text: str, base: str, target: Language) -> bool:
    return target.key(text) == target.key(base) or trimming.ends_only(text, base, target)


def _together(group: list[Draft]) -> Draft:
    first = group[0]
    if len(group) == 1:
        return first
    places = {o.bead: o for d in group for o in d.occurrences}
    return Draft(
        first.source, first.target, tuple(places[b] for b in sorted(places)), sum(d.mass for d in group),
        first.source_count, max(d.target_count for d in group), first.words,
        first.freedom, first.weight,
    )  # fmt: skip


def _endings(drafts: list[Draft], target: Language) -> list[Draft]:
    """The drafts, those marked that look like an inflected form of a more frequent rendering of the same run."""
    if not target.inflects:
        return drafts
    renderings: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for draft in drafts:
        renderings[draft.source].append((target.key(draft.target), len(draft.occurrences)))
    return [
        replace(
            d,
            ending=any(
                k > len(d.occurrences) and _inflected(target.key(d.target), base)
                for base, k in renderings[d.source]
            ),
        )
        for d in drafts
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


def evidence(d: Draft) -> Evidence:
    k = len(d.occurrences)
    return Evidence(k, d.mass, d.source_count, max(d.target_count, k), d.words, d.freedom, d.ending)


def _candidate(d: Draft, total: int, source: Language, target: Language) -> Candidate:
    e = evidence(d)
    sure = confidence(e)
    return Candidate(
        source_language=source.code,
        target_language=target.code,
        source=d.source,
        target=d.target,
        together=e.together,
        source_count=e.source,
        target_count=e.target,
        score=log_likelihood(e.together, e.source, e.target, total) * sure**2 * d.weight,
        confidence=sure,
        occurrences=d.occurrences,
    )


def _accept(c: Candidate, t: Thresholds) -> bool:
    return (
        c.together >= t.together
        and c.together >= t.share * c.source_count
        and c.confidence >= t.confidence
        and c.score > 0
    )


def _pieces(candidates: Sequence[Candidate], t: Thresholds) -> list[bool]:
    """Which candidates stand mostly inside one longer candidate, on both sides."""
    around: dict[int, list[tuple[int, Occurrence]]] = defaultdict(list)
    for n, c in enumerate(candidates):
        for o in c.occurrences:
            around[o.bead].append((n, o))
    inside: list[Counter[int]] = [Counter() for _ in candidates]
    for places in around.values():
        for n, o in places:
            for m, p in places:
                if (
                    m != n
                    and _within(o.source, p.source)
                    and o.source != p.source
                    and _within(o.target, p.target)
                ):
                    inside[n][m] += 1
    return [
        bool(found) and max(found.values()) >= t.nested * c.together
        for found, c in zip(inside, candidates, strict=True)
    ]


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
