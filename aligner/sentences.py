"""Sentence alignment of a whole corpus: beads are found, a lexicon is learnt from them, and both improve in turn.

The score of a bead is a log-likelihood ratio against unrelated segments: its prior, the ratio of lengths
(Gale and Church 1993, with spread re-estimated per language pair and wider for short segments), the
lexicon in both directions, and shared anchors. A document's best path and the posterior of every bead on
it come from dynamic programming inside a band. After every round priors, length model, anchor rate and
lexicon are learnt again from the beads, weighted by posterior.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aligner.band import REACH, Band, band, guide
from aligner.dp_kernel import best_path, posteriors
from aligner.em_kernel import explain, share
from aligner.lexicon import Beads, Lexicon, learn, vocabulary
from aligner.model import Bead
from aligner.sides import Side
from corpora.model import Span

STEPS = np.array(
    [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (3, 1), (1, 3), (2, 2), (4, 1), (1, 4), (3, 2), (2, 3)], np.int64
)
PRIOR = np.array([0.85, 0.02, 0.02, 0.035, 0.035, 0.008, 0.008, 0.008, 0.004, 0.004, 0.004, 0.004])


@dataclass(frozen=True, slots=True)
class Settings:
    """What the rounds start from. `heat` divides scores when they become probabilities: units of one
    sentence are no independent witnesses, and without it posteriors are far too sure.
    """

    rounds: int = 4
    length_weight: float = 1.0
    lexical_weight: float = 0.6
    anchor_weight: float = 1.0
    anchor_rate: float = 0.1
    heat: float = 1.0
    steady: float = 40.0  # beads of each step the priors start with


@dataclass(frozen=True, slots=True)
class Model:
    """What a round knows: step priors, length model (mu, v0, v1), how often anchors are carried over."""

    prior: np.ndarray
    length: tuple[float, float, float]
    anchor_rate: float
    lexicon: Lexicon | None


@dataclass(frozen=True, slots=True)
class Alignment:
    """Beads of each document in order, and the lexicon grown by them."""

    beads: tuple[tuple[Bead, ...], ...]
    lexicon: Lexicon


@dataclass(frozen=True, slots=True)
class _Piece:
    """A document, or what lies between two beads a person fixed, as arrays."""

    document: int
    source: Span
    target: Span
    s: np.ndarray
    s_at: np.ndarray
    t: np.ndarray
    t_at: np.ndarray
    sa: np.ndarray
    sa_at: np.ndarray
    ta: np.ndarray
    ta_at: np.ndarray
    x: np.ndarray
    y: np.ndarray
    guide: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Path:
    """Steps of a piece's best path with their posteriors."""

    steps: np.ndarray
    posteriors: np.ndarray


def align(
    documents: Sequence[tuple[Side, Side]],
    lexicon: Lexicon | None = None,
    fixed: Sequence[Sequence[Bead]] | None = None,
    settings: Settings = Settings(),
) -> Alignment:
    """Align documents of one language pair together.

    `lexicon` is what earlier documents taught; the one returned holds it and these documents. `fixed`
    gives per document the beads a person made: they are kept as they are and cut the document.
    """
    fixed = fixed or [()] * len(documents)
    source, source_ids = vocabulary(
        lexicon.source if lexicon else (), (u for d in documents for x in d[0].units for u in x)
    )
    target, target_ids = vocabulary(
        lexicon.target if lexicon else (), (u for d in documents for x in d[1].units for u in x)
    )
    anchors: dict[str, int] = {}
    pieces = [
        p for n, d in enumerate(documents) for p in _pieces(n, d, fixed[n], source_ids, target_ids, anchors)
    ]
    counts = _unit_counts(documents, lexicon, source_ids, target_ids)
    model = _first_model(documents, lexicon, settings)
    frequencies = _anchor_frequencies(documents, anchors)
    paths: list[_Path] = []
    for _ in range(settings.rounds if documents else 0):
        paths = [_walk(piece, model, counts, frequencies, settings) for piece in pieces]
        beads = _collect(pieces, paths, documents, fixed, source_ids, target_ids)
        grown = learn(source, target, *counts, beads, prior=lexicon)
        model = replace(_refit(pieces, paths, model, settings), lexicon=grown)
    return Alignment(
        _result(pieces, paths, documents, fixed), model.lexicon or learn(source, target, *counts, _EMPTY)
    )


_EMPTY = Beads(
    *(np.zeros(0, np.int64) if k % 2 == 0 else np.zeros(1, np.int64) for k in range(4)), np.zeros(0)
)


def _pieces(
    n: int, document: tuple[Side, Side], fixed: Sequence[Bead], source_ids, target_ids, anchors
) -> Iterator[_Piece]:
    s0 = t0 = 0
    left, right = document
    for bead in [*sorted(fixed, key=lambda b: (b.source, b.target)), None]:
        source = Span(s0, bead.source.start if bead else len(left))
        target = Span(t0, bead.target.start if bead else len(right))
        if source.end < source.start or target.end < target.start:
            raise ValueError("固定的句对互相交叉，请先在对齐审校中改正。")
        yield _piece(n, left, right, source, target, source_ids, target_ids, anchors)
        if bead:
            s0, t0 = bead.source.end, bead.target.end


def _piece(n, left, right, source, target, source_ids, target_ids, anchors) -> _Piece:
    def flat(rows, ids):
        values = [[ids.setdefault(u, len(ids)) for u in row] for row in rows]
        at = np.concatenate(([0], np.cumsum([len(v) for v in values]))).astype(np.int64)
        return np.array([u for v in values for u in v], np.int64), at

    su, tu = left.units[source.start : source.end], right.units[target.start : target.end]
    sa, ta = left.anchors[source.start : source.end], right.anchors[target.start : target.end]
    return _Piece(
        n, source, target, *flat(su, source_ids), *flat(tu, target_ids),
        *flat(map(sorted, sa), anchors), *flat(map(sorted, ta), anchors),
        np.concatenate(([0], np.cumsum(left.lengths[source.start : source.end]))).astype(np.float64),
        np.concatenate(([0], np.cumsum(right.lengths[target.start : target.end]))).astype(np.float64),
        tuple(guide(sa, ta)),
    )  # fmt: skip


def _unit_counts(documents, lexicon: Lexicon | None, source_ids, target_ids) -> tuple[np.ndarray, np.ndarray]:
    counts = np.zeros(len(source_ids)), np.zeros(len(target_ids))
    if lexicon is not None:
        counts[0][: len(lexicon.source)] = lexicon.source_counts
        counts[1][: len(lexicon.target)] = lexicon.target_counts
    for document in documents:
        for side, ids, total in zip(document, (source_ids, target_ids), counts, strict=True):
            for unit, k in Counter(u for row in side.units for u in row).items():
                total[ids[unit]] += k
    return counts


def _first_model(documents, lexicon: Lexicon | None, settings: Settings) -> Model:
    total_s = sum(sum(d[0].lengths) for d in documents)
    total_t = sum(sum(d[1].lengths) for d in documents)
    mu = float(np.log((total_t + 1) / (total_s + 1)))
    return Model(np.log(PRIOR / PRIOR.sum()), (mu, 0.04, 1.0), settings.anchor_rate, lexicon)


def _anchor_frequencies(documents, anchors: dict[str, int]) -> np.ndarray:
    """Share of segments, of both sides, that carry an anchor."""
    counts, segments = np.ones(len(anchors)), 1
    for document in documents:
        for side in document:
            segments += len(side)
            for found in side.anchors:
                for anchor in found:
                    counts[anchors[anchor]] += 1
    return np.minimum(0.5, counts / segments)


def _walk(piece: _Piece, model: Model, counts, frequencies: np.ndarray, settings: Settings) -> _Path:
    n, m = len(piece.x) - 1, len(piece.y) - 1
    table = band(n, m, piece.guide)
    forward, backward = _evidence(piece, table, model, counts, frequencies, settings)
    params = np.array([*model.length, settings.length_weight, settings.lexical_weight])
    cells = (table.low, table.high, table.at)
    rest = (
        forward,
        table.seg_low,
        table.seg_high,
        table.seg_at,
        backward,
        table.back_low,
        table.back_high,
        table.back_at,
    )
    path = best_path(STEPS, model.prior, piece.x, piece.y, params, *cells, *rest)
    probability = posteriors(STEPS, model.prior, piece.x, piece.y, params, settings.heat, *cells, *rest, path)
    return _Path(path, probability)


def _evidence(piece: _Piece, table: Band, model: Model, counts, frequencies, settings: Settings):
    """What lexicon and anchors say, both directions, in the layout of `explain`."""
    forward = np.zeros((REACH, int((table.seg_high - table.seg_low).sum())), np.float32)
    backward = np.zeros((REACH, int((table.back_high - table.back_low).sum())), np.float32)
    there = (piece.s, piece.s_at, piece.t, piece.t_at)
    back = (piece.t, piece.t_at, piece.s, piece.s_at)
    one, two = (table.seg_low, table.seg_high, table.seg_at), (table.back_low, table.back_high, table.back_at)
    if model.lexicon is not None:
        book = model.lexicon
        for units, rows, columns, t, total, cells, out in (
            (there, book.rows, book.columns, book.forward(), counts[1], one, forward),
            (back, book.back_rows, book.back_columns, book.backward(), counts[0], two, backward),
        ):
            p = (total + 0.1) / (total.sum() + 0.1 * len(total))
            grown = np.concatenate(
                (rows, np.full(max(0, len(counts[0]) + len(counts[1]) + 1 - len(rows)), rows[-1]))
            )
            beta = np.concatenate((t.beta, np.ones(max(0, len(grown) - 1 - len(t.beta)))))
            explain(*units, grown, columns, t.q / p[columns], beta, *cells, REACH, out)
    scale = settings.anchor_weight / settings.lexical_weight / 2
    gain = scale * np.minimum(6.0, np.log(model.anchor_rate / frequencies))
    loss = scale * np.log(1 - model.anchor_rate)
    share(piece.sa, piece.sa_at, piece.ta, piece.ta_at, gain, loss, *one, REACH, forward)
    share(piece.ta, piece.ta_at, piece.sa, piece.sa_at, gain, loss, *two, REACH, backward)
    return forward, backward


def _spans(piece: _Piece, path: _Path) -> Iterator[tuple[Span, Span, float]]:
    """Beads of a path within its piece, with posteriors."""
    i = j = 0
    for k, probability in zip(path.steps, path.posteriors, strict=True):
        a, b = int(STEPS[k, 0]), int(STEPS[k, 1])
        yield Span(i, i + a), Span(j, j + b), float(probability)
        i, j = i + a, j + b


def _collect(pieces, paths, documents, fixed, source_ids, target_ids) -> Beads:
    """Two-sided beads as unit ids, weighted by posterior; fixed ones weigh 1."""
    s, t, weights = [], [], []
    for piece, path in zip(pieces, paths, strict=True):
        for a, b, probability in _spans(piece, path):
            if a.end > a.start and b.end > b.start:
                s.append(piece.s[piece.s_at[a.start] : piece.s_at[a.end]])
                t.append(piece.t[piece.t_at[b.start] : piece.t_at[b.end]])
                weights.append(probability)
    for document, beads in zip(documents, fixed, strict=True):
        for bead in beads:
            units = [u for n in range(*bead.source) for u in document[0].units[n]]
            others = [u for n in range(*bead.target) for u in document[1].units[n]]
            if units and others:
                s.append(np.array([source_ids[u] for u in units], np.int64))
                t.append(np.array([target_ids[u] for u in others], np.int64))
                weights.append(1.0)

    def flat(rows):
        at = np.concatenate(([0], np.cumsum([len(r) for r in rows]))).astype(np.int64)
        return np.concatenate(rows) if rows else np.zeros(0, np.int64), at

    return Beads(*flat(s), *flat(t), np.array(weights, np.float64))


def _refit(pieces, paths, model: Model, settings: Settings) -> Model:
    """Priors, length model and anchor rate from the beads of a round."""
    taken = sum(
        (np.bincount(p.steps, minlength=len(STEPS)) for p in paths), settings.steady * PRIOR / PRIOR.sum()
    )
    ratios, sizes, weights, carried, seen = (
        [],
        [],
        [],
        1.0 * settings.steady * settings.anchor_rate,
        settings.steady,
    )
    for piece, path in zip(pieces, paths, strict=True):
        for a, b, probability in _spans(piece, path):
            if a.end == a.start or b.end == b.start:
                continue
            ls, lt = piece.x[a.end] - piece.x[a.start], piece.y[b.end] - piece.y[b.start]
            ratios.append(np.log((lt + 1) / (ls + 1)))
            sizes.append(min(ls, lt))
            weights.append(probability)
            left = set(piece.sa[piece.sa_at[a.start] : piece.sa_at[a.end]])
            right = set(piece.ta[piece.ta_at[b.start] : piece.ta_at[b.end]])
            carried += probability * len(left & right)
            seen += probability * (len(left) + len(right)) / 2
    rate = float(np.clip(carried / max(seen, 1e-9), 0.05, 0.95))
    length = _length_model(np.array(ratios), np.array(sizes), np.array(weights), model.length)
    return Model(np.log(taken / taken.sum()), length, rate, model.lexicon)


def _length_model(ratios, sizes, weights, before) -> tuple[float, float, float]:
    """(mu, v0, v1): median log ratio, and its variance as v0 + v1 / shorter length, outliers clipped."""
    if len(ratios) < 10:
        return before
    order = np.argsort(ratios)
    mass = np.cumsum(weights[order])
    mu = float(ratios[order][np.searchsorted(mass, mass[-1] / 2)])
    spread = 1.4826 * np.median(np.abs(ratios - mu)) + 1e-3
    squares = np.minimum((ratios - mu) ** 2, (3 * spread) ** 2)
    design = np.stack([np.ones_like(sizes), 1 / sizes], 1) * np.sqrt(weights)[:, None]
    (v0, v1), *_ = np.linalg.lstsq(design, squares * np.sqrt(weights), rcond=None)
    return mu, float(np.clip(v0, 0.01, 0.3)), float(np.clip(v1, 0.1, 5.0))


def _result(pieces, paths, documents, fixed) -> tuple[tuple[Bead, ...], ...]:
    found: list[list[Bead]] = [list(beads) for beads in fixed]
    for piece, path in zip(pieces, paths, strict=True):
        for a, b, probability in _spans(piece, path):
            source = Span(a.start + piece.source.start, a.end + piece.source.start)
            target = Span(b.start + piece.target.start, b.end + piece.target.start)
            left = set(piece.sa[piece.sa_at[a.start] : piece.sa_at[a.end]])
            right = set(piece.ta[piece.ta_at[b.start] : piece.ta_at[b.end]])
            method = "anchor" if left & right else "lexical"
            score = float(np.log(max(probability, 1e-9)))
            found[piece.document].append(Bead(source, target, score, probability, method))
    return tuple(tuple(sorted(beads, key=lambda b: (b.source, b.target))) for beads in found)
