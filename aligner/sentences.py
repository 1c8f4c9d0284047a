"""Sentence alignment of a whole corpus: beads are found, a lexicon is learnt from them, and both improve in turn.

A round scores the beads of every document, computes the posterior of each by forward-backward and takes the
path on which most segments are expected to lie rightly (`aligner.walk`). From all likely beads, weighted by
posterior, priors, length model, anchor rate, edges and lexicon are learnt again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain

import numpy as np

from aligner import lexicon as lexicons
from aligner.lexicon import Lexicon, vocabulary
from aligner.model import Bead
from aligner.pieces import Cell, Numbering, Piece, Vectors, Work, cut, flatten
from aligner.scoring import Background, Beads, Settings, first_model, refit
from aligner.sides import Entry, Side
from aligner.walk import walk
from corpora.model import Span

ENTRY_WEIGHT = 2.0  # beads a glossary entry is worth


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads of each document in order, and the lexicon grown by them."""

    beads: tuple[tuple[Bead, ...], ...]
    lexicon: Lexicon


def align(
    documents: Sequence[tuple[Side, Side]],
    lexicon: Lexicon | None = None,
    fixed: Sequence[Sequence[Bead]] | None = None,
    *,
    glossary: Sequence[Entry] = (),
    cuts: Sequence[Sequence[Cell]] | None = None,
    vectors: Sequence[Vectors | None] | None = None,
    settings: Settings = Settings(),  # noqa: B008
) -> Alignment:
    """Align documents of one language pair together.

    `lexicon` is what earlier documents taught; the one returned holds it and these documents. Entries of the
    glossary teach like beads from the first beads on (by themselves they would blame every bead for the words
    they do not have), and are not kept in the lexicon returned. By document: `fixed` are the beads a
    person made, kept as they are; `cuts` and `vectors` are as in `pieces.Work`. Raises ValueError when fixed
    beads cross.
    """
    nothing = [()] * len(documents)
    works = [
        Work(*known)
        for known in zip(
            documents, fixed or nothing, cuts or nothing, vectors or [None] * len(documents), strict=True
        )
    ]
    known = (lexicon.source, lexicon.target) if lexicon else ((), ())
    (source, source_ids), (target, target_ids) = (
        vocabulary(known[side], chain(
            (u for w in works for row in w.sides[side].units for u in row), (u for e in glossary for u in e[side])
        ))
        for side in (0, 1)
    )  # fmt: skip
    ids = Numbering(source_ids, target_ids)
    pieces = [piece for n, work in enumerate(works) for piece in cut(n, work, ids)]
    background = _background(works, lexicon, ids)
    model = first_model(documents, ids, lexicon, settings)
    paths: list[Beads | None] = [None] * len(pieces)
    book: Lexicon | None = None
    learn = partial(lexicons.learn, source, target, background.source, background.target, prior=lexicon)
    for _ in range(settings.rounds):
        found = [walk(p, path, model, background, settings) for p, path in zip(pieces, paths, strict=True)]
        paths, likely = [path for path, _ in found], [beads for _, beads in found]
        book = learn(_collect(pieces, likely, works, glossary, ids), start=book)
        model = replace(refit(pieces, likely, ids, model, settings), lexicon=book)
    if glossary:
        book = learn(_collect(pieces, likely, works, (), ids), start=book)
    return Alignment(_result(pieces, paths, works), book)


def _background(works: Sequence[Work], lexicon: Lexicon | None, ids: Numbering) -> Background:
    counts = np.zeros(len(ids.source)), np.zeros(len(ids.target))
    if lexicon is not None:
        counts[0][: len(lexicon.source)] = lexicon.source_counts
        counts[1][: len(lexicon.target)] = lexicon.target_counts
    carriers, segments = np.ones(len(ids.anchors)), 1
    for work in works:
        for side, numbers, total in zip(work.sides, (ids.source, ids.target), counts, strict=True):
            for unit, times in Counter(u for row in side.units for u in row).items():
                total[numbers[unit]] += times
            segments += len(side)
            for anchor, times in Counter(a for row in side.anchors for a in row).items():
                if anchor in ids.anchors:
                    carriers[ids.anchors[anchor]] += times
    return Background(*counts, np.minimum(0.5, carriers / segments))


def _collect(
    pieces: Sequence[Piece],
    likely: Sequence[Beads],
    works: Sequence[Work],
    glossary: Sequence[Entry],
    ids: Numbering,
) -> lexicons.Beads:
    """Two-sided beads as unit ids, weighted by posterior; fixed ones weigh 1, entries of the glossary more."""
    s, t, weights = [], [], []
    for piece, beads in zip(pieces, likely, strict=True):
        both = beads.two_sided()
        for _, s0, s1, t0, t1 in both.rows:
            s.append(piece.s.span(s0, s1))
            t.append(piece.t.span(t0, t1))
        weights.extend(both.posteriors)
    fixed = [
        ([u for row in left.units[slice(*bead.source)] for u in row],
         [u for row in right.units[slice(*bead.target)] for u in row], 1.0)
        for work in works for (left, right) in [work.sides] for bead in work.fixed
    ]  # fmt: skip
    for source, target, weight in [*fixed, *((*entry, ENTRY_WEIGHT) for entry in glossary)]:
        if source and target:
            s.append([ids.source[u] for u in source])
            t.append([ids.target[u] for u in target])
            weights.append(weight)
    s, t = flatten(s), flatten(t)
    return lexicons.Beads(s.ids, s.at, t.ids, t.at, np.array(weights, np.float64))


def _result(
    pieces: Sequence[Piece], paths: Sequence[Beads], works: Sequence[Work]
) -> tuple[tuple[Bead, ...], ...]:
    out: list[list[Bead]] = [list(work.fixed) for work in works]
    for piece, path in zip(pieces, paths, strict=True):
        for (_, s0, s1, t0, t1), p in zip(path.rows.tolist(), path.posteriors.tolist(), strict=True):
            source = Span(s0 + piece.source.start, s1 + piece.source.start)
            target = Span(t0 + piece.target.start, t1 + piece.target.start)
            shared = np.isin(piece.sa.span(s0, s1), piece.ta.span(t0, t1)).any()
            method = "anchor" if shared else "lexical"
            out[piece.document].append(Bead(source, target, float(np.log(max(p, 1e-9))), p, method))
    return tuple(tuple(sorted(beads, key=lambda b: (b.source, b.target))) for beads in out)
