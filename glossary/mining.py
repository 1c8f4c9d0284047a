"""From word links to candidates: spans proposed for each run, counted, chosen by bead, judged, tidied.

For each run of Chinese words every pair proposes spans (`glossary.phrases`). A rendering is good that takes
most of the run's pairs and stands in few others (`glossary.places`); each pair keeps the one span whose rendering
is best. What was kept is joined where it is one rendering inflected, weighed, and what is left listed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from corpora.languages import Language
from corpora.subwords import Stems
from glossary import trimming
from glossary.association import log_likelihood
from glossary.confidence import confidence
from glossary.joining import Draft, joined
from glossary.model import Candidate
from glossary.phrases import propose
from glossary.pieces import SURE, pieces
from glossary.places import Places, choose, places_of
from glossary.runs import Runs, runs_of
from glossary.sides import LinkedPair, Pairs, Side, Target, columns, source_words, target_words
from glossary.termhood import Termhood, neighbours, termhood


@dataclass(frozen=True, slots=True)
class Thresholds:
    """What a candidate must have."""

    together: int = 2
    share: float = 0.05
    confidence: float = 0.1
    variants: int = 5


DEFAULT = Thresholds()
RARE = 10  # pairs of a run up to which a rendering seen once may still be the inflected form of another


def mine(
    pairs: Iterable[LinkedPair],
    source: Language,
    target: Language,
    terms: Sequence[str] = (),
    rejected: frozenset[tuple[str, str]] = frozenset(),
    stems: Stems | None = None,
    thresholds: Thresholds = DEFAULT,
) -> list[Candidate]:
    """Candidates of these pairs, best first; the pairs are read once.

    `terms` are Chinese terms that stay whole; `rejected` holds (source key, target key) that a person
    turned down: they never come back. `stems` tells the endings of a language that joins them to its words.
    """
    ready = columns(pairs)
    drafts = drafts_of(ready, source, target, terms, stems)
    kept = [d for d in drafts if (source.key(d.source), target.key(d.target)) not in rejected]
    return _tidy(kept, frozenset(source.key(t) for t in terms), len(ready.beads), source, target, thresholds)


def drafts_of(
    pairs: Pairs, source: Language, target: Language, terms: Sequence[str] = (), stems: Stems | None = None
) -> list[Draft]:
    """Everything the pairs show, inflected forms of one rendering joined, before anything is judged."""
    cut, others = source_words(pairs.source, source, terms), target_words(pairs.target, target)
    forms = trimming.stems_of(others.forms, target, stems)
    stem = _numbers(others, forms)
    runs = runs_of(pairs.source, cut, source)
    found = propose(pairs, cut, others, runs, stem, source)
    if not len(found.run):
        return []
    places = places_of(found, stem, others.at)
    chosen = places.take(choose(places, runs.beads))
    hood = run_termhood(runs, pairs.source, cut, source)
    return joined(_drafts(runs, chosen, hood, pairs, cut, others, forms, target), target)


def _numbers(side: Side, forms: dict[str, str]) -> np.ndarray:
    """The number of the stem of each word."""
    numbers: dict[str, int] = {}
    each = [numbers.setdefault(forms[form], len(numbers)) for form in side.forms]
    return np.array(each, np.int32)[side.word] if each else np.zeros(0, np.int32)


def run_termhood(runs: Runs, texts: Sequence[str], cut: Side, source: Language) -> Termhood:
    """Of every run, by the first place it has in each pair."""
    run, pair, first, last = runs.once.T
    a, z = cut.at[pair] + first, cut.at[pair] + last
    begins = np.searchsorted(run, np.arange(len(runs.texts)))
    words = [
        tuple(cut.forms[w] for w in cut.word[i : j + 1].tolist())
        for i, j in zip(a[begins].tolist(), z[begins].tolist(), strict=True)
    ]
    left, right = neighbours(texts, pair, cut.starts[a], cut.ends[z])
    return termhood(words, runs.beads, len(cut.word), source.general, run, left, right)


def _drafts(
    runs: Runs, chosen: Places, hood: Termhood, pairs: Pairs, cut: Side, others: Target, forms: dict[str, str],
    target: Language,
) -> Iterable[Draft]:  # fmt: skip
    """One draft for each (run, rendering) that was kept at all."""
    first = cut.at[chosen.pair][:, None] + chosen.source
    second = others.at[chosen.pair][:, None] + chosen.target
    places = np.column_stack([
        pairs.beads[chosen.pair], cut.starts[first[:, 0]], cut.ends[first[:, 1]],
        others.starts[second[:, 0]], others.ends[second[:, 1]],
    ])  # fmt: skip
    order = np.lexsort((places[:, 0], chosen.phrase, chosen.run))
    run, phrase = chosen.run[order], chosen.phrase[order]
    edges = np.flatnonzero((np.diff(run) != 0) | (np.diff(phrase) != 0)) + 1
    for rows in np.split(order, edges):
        top = rows[0]
        n = int(chosen.run[top])
        if len(rows) == 1 and runs.beads[n] > RARE:
            continue
        surfaces = [pairs.target[chosen.pair[r]][places[r, 3] : places[r, 4]] for r in rows]
        stem = forms[others.forms[others.word[second[top, 1]]]]
        yield Draft(
            runs.texts[n], trimming.bare(surfaces, stem, target), places[rows], float(chosen.weight[rows].sum()),
            int(runs.beads[n]), int(chosen.beads[chosen.phrase[top]]), len(surfaces[0].split()),
            bool(first[top, 0] == first[top, 1]), float(hood.freedom[n]), float(hood.weight[n]),
        )  # fmt: skip


def _tidy(
    drafts: list[Draft], known: frozenset[str], total: int, source: Language, target: Language, t: Thresholds
) -> list[Candidate]:
    """The candidates, pieces of longer ones (unless they are terms) and far variants left out, best first."""
    judged = [(d, c) for d in drafts if (c := _candidate(d, total, source, target)) and _accept(c, t)]
    judged.sort(key=lambda x: (-x[1].score, x[1].source, x[1].target))
    kept, variants = [], Counter()
    for (draft, c), piece in zip(judged, pieces([d.places for d, _ in judged], _held(judged)), strict=True):
        if variants[c.source] < t.variants and (not piece or source.key(c.source) in known):
            variants[c.source] += 1
            kept.append(replace(c, occurrences=draft.occurrences))
    return kept


def _held(judged: Sequence[tuple[Draft, Candidate]]) -> list[int]:
    """How many places of each are those a piece is told by.

    Its own; the best rendering of a word must be a piece wherever the word stands.
    """
    seen: set[str] = set()
    held = []
    for draft, c in judged:
        word = draft.alone and c.confidence >= SURE and c.source not in seen
        held.append(c.source_count if word else c.together)
        seen.add(c.source)
    return held


def _candidate(d: Draft, total: int, source: Language, target: Language) -> Candidate:
    e = d.evidence
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
    )


def _accept(c: Candidate, t: Thresholds) -> bool:
    return (
        c.together >= t.together
        and c.together >= t.share * c.source_count
        and c.confidence >= t.confidence
        and c.score > 0
    )
