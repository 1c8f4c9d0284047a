"""Sentence alignment of a whole corpus: beads are found, a lexicon is learnt from them, and both improve in turn.

A round scores the beads of every document inside its band (`aligner.scoring`), computes the posterior of
each by forward-backward and takes the best path. From all likely beads, weighted by
posterior, priors, length model, anchor rate and lexicon are learnt again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from aligner import lexicon as lexicons
from aligner.lexicon import Lexicon, vocabulary
from aligner.model import Bead
from aligner.pieces import Ids, Numbering, Piece, cut, flatten
from aligner.scoring import Background, Beads, Model, Settings, first_model, refit
from aligner.sides import Side
from aligner.walk import walk
from corpora.model import Span

Documents = Sequence[tuple[Side, Side]]
Fixed = Sequence[Sequence[Bead]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads of each document in order, and the lexicon grown by them."""

    beads: tuple[tuple[Bead, ...], ...]
    lexicon: Lexicon


def align(
    documents: Documents,
    lexicon: Lexicon | None = None,
    fixed: Fixed | None = None,
    settings: Settings = Settings(),  # noqa: B008
) -> Alignment:
    """Align documents of one language pair together.

    `lexicon` is what earlier documents taught; the one returned holds it and these documents. `fixed`
    gives per document the beads a person made: they are kept as they are and cut the document.
    Raises ValueError when they cross.
    """
    fixed = fixed or [()] * len(documents)
    known = (lexicon.source, lexicon.target) if lexicon else ((), ())
    (source, source_ids), (target, target_ids) = (
        vocabulary(known[side], (u for d in documents for row in d[side].units for u in row))
        for side in (0, 1)
    )
    ids = Numbering(source_ids, target_ids)
    pieces = [
        piece
        for n, (document, beads) in enumerate(zip(documents, fixed, strict=True))
        for piece in cut(n, document, beads, ids)
    ]
    background = _background(documents, lexicon, source_ids, target_ids, ids.anchors)
    model = first_model(documents, ids, lexicon, settings)
    paths: list[Beads | None] = [None] * len(pieces)
    book: Lexicon | None = None
    for _ in range(settings.rounds):
        found = [walk(p, path, model, background, settings) for p, path in zip(pieces, paths, strict=True)]
        paths, likely = [path for path, _ in found], [beads for _, beads in found]
        taught = _collect(pieces, likely, documents, fixed, source_ids, target_ids)
        book = lexicons.learn(source, target, background.source, background.target, taught, lexicon, book)
        model = replace(refit(pieces, likely, ids, model, settings), lexicon=book)
    return Alignment(_result(pieces, paths, fixed), model.lexicon)


def _background(
    documents: Documents, lexicon: Lexicon | None, source_ids: Ids, target_ids: Ids, anchors: Ids
) -> Background:
    counts = np.zeros(len(source_ids)), np.zeros(len(target_ids))
    if lexicon is not None:
        counts[0][: len(lexicon.source)] = lexicon.source_counts
        counts[1][: len(lexicon.target)] = lexicon.target_counts
    carriers, segments = np.ones(len(anchors)), 1
    for document in documents:
        for side, ids, total in zip(document, (source_ids, target_ids), counts, strict=True):
            for unit, times in Counter(u for row in side.units for u in row).items():
                total[ids[unit]] += times
            segments += len(side)
            for anchor, times in Counter(a for row in side.anchors for a in row).items():
                if anchor in anchors:
                    carriers[anchors[anchor]] += times
    return Background(*counts, np.minimum(0.5, carriers / segments))


def _collect(pieces, likely, documents, fixed, source_ids: Ids, target_ids: Ids) -> lexicons.Beads:
    """Two-sided beads as unit ids, weighted by posterior; fixed ones weigh 1."""
    s, t, weights = [], [], []
    for piece, beads in zip(pieces, likely, strict=True):
        both = beads.two_sided()
        for _, s0, s1, t0, t1 in both.rows:
            s.append(piece.s.span(s0, s1))
            t.append(piece.t.span(t0, t1))
        weights.extend(both.posteriors)
    for (left, right), beads in zip(documents, fixed, strict=True):
        for bead in beads:
            if bead.source.end > bead.source.start and bead.target.end > bead.target.start:
                s.append([source_ids[u] for row in left.units[slice(*bead.source)] for u in row])
                t.append([target_ids[u] for row in right.units[slice(*bead.target)] for u in row])
                weights.append(1.0)
    s, t = flatten(s), flatten(t)
    return lexicons.Beads(s.ids, s.at, t.ids, t.at, np.array(weights, np.float64))


def _result(pieces: Sequence[Piece], paths: Sequence[Beads], fixed: Fixed) -> tuple[tuple[Bead, ...], ...]:
    out: list[list[Bead]] = [list(beads) for beads in fixed]
    for piece, path in zip(pieces, paths, strict=True):
        for (_, s0, s1, t0, t1), p in zip(path.rows.tolist(), path.posteriors.tolist(), strict=True):
            source = Span(s0 + piece.source.start, s1 + piece.source.start)
            target = Span(t0 + piece.target.start, t1 + piece.target.start)
            shared = np.isin(piece.sa.span(s0, s1), piece.ta.span(t0, t1)).any()
            method = "anchor" if shared else "lexical"
            out[piece.document].append(Bead(source, target, float(np.log(max(p, 1e-9))), p, method))
    return tuple(tuple(sorted(beads, key=lambda b: (b.source, b.target))) for beads in out)
