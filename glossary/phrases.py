"""Phrase pairs: runs of Chinese words and the spans of the other side that their word links lead to.

As consistent phrase pairs (Koehn, Och and Marcu 2003, "Statistical Phrase-Based Translation", section 3), but
by the links' posteriors: a span weighs the share of the run's mass it takes in, times the share of its own
mass that comes from the run. One stray link then lowers a weight and does not lose the pair.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from aligner import words as word_links
from corpora.languages import Language
from glossary import phrase_kernel as kernel
from glossary.runs import Runs
from glossary.sides import Pairs, Side, Target

TARGET_WORDS = 10


@dataclass(frozen=True)
class Proposals:
    """Spans proposed for runs, as columns: the run's number, place of the pair, first and last word of both sides, weight."""

    runs: Runs
    run: np.ndarray
    pair: np.ndarray
    source: np.ndarray  # n x 2
    target: np.ndarray  # n x 2
    weight: np.ndarray

    @cached_property
    def length(self) -> np.ndarray:
        return self.target[:, 1] - self.target[:, 0] + 1


@dataclass(frozen=True, slots=True)
class Links:
    """Links of the words of all pairs, by pair: pair b has links at[b] .. at[b + 1]."""

    at: np.ndarray
    source: np.ndarray  # word within its pair
    target: np.ndarray
    posterior: np.ndarray


def propose(pairs: Pairs, source: Side, target: Target, runs: Runs, stem: np.ndarray, language: Language) -> Proposals:
    """Spans for every run. `stem`: number of the stem of each word of the other side.

    Words are linked to stems once more and both sets of links count: characters and stem classes find
    what is frequent, words and stems what is rare.
    """
    links = _joined(source, _projected(pairs, source, target), _relinked(source, target, stem), language)
    table = runs.table
    room = kernel.MOST * len(table)
    row, first, last, weight = (np.empty(room, kind) for kind in (np.int32, np.int16, np.int16, np.float32))
    n = kernel.propose(
        *np.ascontiguousarray(table[:, :3].T), target.at, links.at, links.source, links.target, links.posterior,
        target.joined, target.edge, TARGET_WORDS, row, first, last, weight,
    )  # fmt: skip
    here = table[row[:n]]
    spans = np.stack([first[:n], last[:n]], axis=1).astype(np.int32)
    return Proposals(runs, here[:, 3], here[:, 0], here[:, 1:3], spans, weight[:n].copy())


def _projected(pairs: Pairs, source: Side, target: Side) -> Links:
    """The pairs' links as links of words: of those that the first characters of both ends stand in."""
    pair = np.repeat(np.arange(len(pairs.beads)), np.diff(pairs.at))
    here, begins = source.owners([len(text) for text in pairs.source])
    left = here[begins[pair] + pairs.links[:, 0].astype(np.int64)]
    there, begins = target.owners([len(text) for text in pairs.target])
    right = there[begins[pair] + pairs.links[:, 2].astype(np.int64)]
    kept = (left >= 0) & (right >= 0)
    at = np.searchsorted(pair[kept], np.arange(len(pairs.beads) + 1))
    return Links(at, left[kept], right[kept], pairs.links[kept, 4])


def _relinked(source: Side, target: Side, stem: np.ndarray) -> Links:
    """Links of words to stems."""
    names = [str(n) for n in range(1 + max(source.word.max(initial=0), stem.max(initial=0)))]

    def row(numbers: np.ndarray, at: np.ndarray, pair: int) -> list[str]:
        return [names[n] for n in numbers[at[pair] : at[pair + 1]].tolist()]

    return Links(
        *word_links.link_columns(
            [(row(source.word, source.at, n), row(stem, target.at, n)) for n in range(len(source.at) - 1)]
        )
    )


def _joined(side: Side, once: Links, again: Links, language: Language) -> Links:
    """Both sets of links, those of function words left out, which collect what nobody else explains.

    Verbs that texts of every kind hold (规定) are function words to a term, but what translates them is no one else's.
    """
    content = np.array([form not in language.common or language.content(form) for form in side.forms], bool)
    pair = np.concatenate([np.repeat(np.arange(len(links.at) - 1), np.diff(links.at)) for links in (once, again)])
    source, target, posterior = (
        np.concatenate([getattr(links, name) for links in (once, again)]) for name in ("source", "target", "posterior")
    )
    order = np.argsort(pair, kind="stable")
    if len(content):
        order = order[content[side.word[side.at[pair[order]] + source[order]]]]
    at = np.searchsorted(pair[order], np.arange(len(once.at)))
    return Links(at, source[order], target[order], posterior[order])
