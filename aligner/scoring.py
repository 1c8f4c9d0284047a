"""What a bead is worth: step priors, lengths, lexicon and anchors, and how all of it is learnt from beads.

A score is a log-likelihood ratio against unrelated segments. The ratio of lengths follows Gale and Church
(1993, section 2), its spread re-estimated per language pair and wider for short segments.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner import shapes
from aligner.band import Band
from aligner.dp_kernel import add_edges, score
from aligner.em_kernel import explain, share
from aligner.lexicon import Lexicon
from aligner.pieces import Flat, Numbering, Piece
from aligner.shapes import Ratios
from aligner.sides import Side
from aligner.steps import PRIOR, REACH, STEPS

# Variance of the log ratio of lengths before the first round: constant, and over the shorter length.
SPREAD = 0.04, 1.0


@dataclass(frozen=True, slots=True)
class Settings:
    """Weights of the terms and what the rounds start from. `heat` divides scores before they become the
    posteriors that are told, which makes them about as sure as they are right (`benchmarks/alignment.py`).
    """

    rounds: int = 4
    length_weight: float = 1.0
    lexical_weight: float = 0.6
    anchor_weight: float = 1.0
    vector_weight: float = 10.0  # of an optional model of sentences (`aligner.embedding`); tried on no real one
    anchor_rate: float = 0.1  # how often an anchor of one side is found on the other
    heat: float = 1.7
    steady: float = 40.0  # beads in which the first priors and anchor rate are believed


@dataclass(frozen=True, slots=True)
class Model:
    """What a round knows: log priors of the steps, length model (mu, v0, v1), anchor rate, edges, lexicon."""

    prior: np.ndarray
    length: tuple[float, float, float]
    anchor_rate: float
    edges: Ratios
    lexicon: Lexicon | None


@dataclass(frozen=True, slots=True)
class Background:
    """How often everything is met: counts of the units of both sides, share of segments with each anchor."""

    source: np.ndarray
    target: np.ndarray
    anchors: np.ndarray


@dataclass(frozen=True, slots=True)
class Beads:
    """Beads of a piece: rows of (step, s0, s1, t0, t1), and their posteriors."""

    rows: np.ndarray
    posteriors: np.ndarray

    def two_sided(self) -> Beads:
        both = STEPS[self.rows[:, 0]].min(axis=1) > 0
        return Beads(self.rows[both], self.posteriors[both])

    def moved(self, source: int, target: int) -> Beads:
        return Beads(self.rows + np.array([0, source, source, target, target]), self.posteriors)

    def upto(self, source: int) -> Beads:
        """Those that end within so many source segments."""
        early = self.rows[:, 2] <= source
        return Beads(self.rows[early], self.posteriors[early])

    @classmethod
    def join(cls, parts: Sequence[Beads]) -> Beads:
        return cls(*(np.concatenate([getattr(p, name) for p in parts]) for name in ("rows", "posteriors")))


def first_model(
    documents: Sequence[tuple[Side, Side]], ids: Numbering, lexicon: Lexicon | None, settings: Settings
) -> Model:
    """Before the first round: one side is as long as the other, whatever their scripts."""
    source, target = (sum(sum(d[side].lengths) for d in documents) for side in (0, 1))
    mu = float(np.log((target + 1) / (source + 1)))
    edges = shapes.unknown(*_kinds(ids))
    return Model(np.log(PRIOR / PRIOR.sum()), (mu, *SPREAD), settings.anchor_rate, edges, lexicon)


def _kinds(ids: Numbering) -> tuple[tuple[int, int], tuple[int, int]]:
    """How many kinds of openings and of closings each side has."""
    return tuple(map(len, ids.opens)), tuple(map(len, ids.closes))


def bead_scores(
    piece: Piece, band: Band, model: Model, background: Background, settings: Settings
) -> np.ndarray:
    """Scores of all beads inside a band of the piece, a row per cell and a column per step."""
    one, two = (band.seg_low, band.seg_high, band.seg_at), (band.back_low, band.back_high, band.back_at)
    forward, backward = (np.zeros((REACH, int((c[1] - c[0]).sum())), np.float32) for c in (one, two))
    if model.lexicon is not None:
        book = model.lexicon
        there, back = book.forward(), book.backward()
        _explain(
            piece.s,
            piece.t,
            book.rows,
            book.columns,
            there,
            background.source,
            background.target,
            one,
            forward,
        )
        _explain(
            piece.t,
            piece.s,
            book.back_rows,
            book.back_columns,
            back,
            background.target,
            background.source,
            two,
            backward,
        )
    scale = settings.anchor_weight / settings.lexical_weight / 2
    gain = scale * np.minimum(6.0, np.log(model.anchor_rate / background.anchors))
    loss = scale * np.log(1 - model.anchor_rate)
    share(piece.sa.ids, piece.sa.at, piece.ta.ids, piece.ta.at, gain, loss, *one, REACH, forward)
    share(piece.ta.ids, piece.ta.at, piece.sa.ids, piece.sa.at, gain, loss, *two, REACH, backward)
    weights = np.array([settings.length_weight, settings.lexical_weight])
    out = score(
        STEPS, model.prior, piece.x, piece.y, np.array(model.length), weights,
        band.low, band.high, band.at, forward, *one, backward, *two,
    )  # fmt: skip
    add_edges(STEPS, band.low, band.high, band.at, out, *_edges(piece, model.edges))
    return out


def _edges(piece: Piece, ratios: Ratios) -> tuple[np.ndarray, ...]:
    sides = (array for edges in piece.edges for array in (edges.opens, edges.closes, edges.sentences))
    return *sides, *(getattr(ratios, name) for name in ratios.__slots__)


def _explain(s: Flat, t: Flat, rows, columns, table, counts_s, counts_t, cells, out) -> None:
    """Fill `out` with what the lexicon says of the units of t; units it has not met yet say nothing."""
    unknown = len(counts_s) - len(table.beta)
    telling = table.q > 0
    rows = np.concatenate(([0], np.cumsum(telling)))[np.concatenate((rows, np.full(unknown, rows[-1])))]
    columns, q = columns[telling], table.q[telling]
    beta = np.concatenate((table.beta, np.ones(unknown)))
    p = (counts_t + 0.1) / (counts_t.sum() + 0.1 * len(counts_t))
    explain(s.ids, s.at, t.ids, t.at, rows, columns, q / p[columns], beta, *cells, REACH, out)


def refit(
    pieces: Sequence[Piece], found: Sequence[Beads], ids: Numbering, model: Model, settings: Settings
) -> Model:
    """Priors, length model, anchor rate and edges from the beads of a round, weighted by posterior."""
    taken = settings.steady * PRIOR / PRIOR.sum()
    carried, seen = settings.steady * settings.anchor_rate, settings.steady
    ratios, sizes, weights = [np.zeros(0)], [np.zeros(0)], [np.zeros(0)]
    for piece, beads in zip(pieces, found, strict=True):
        taken = taken + np.bincount(beads.rows[:, 0], beads.posteriors, minlength=len(STEPS))
        both = beads.two_sided()
        source = piece.x[both.rows[:, 2]] - piece.x[both.rows[:, 1]]
        target = piece.y[both.rows[:, 4]] - piece.y[both.rows[:, 3]]
        ratios.append(np.log((target + 1) / (source + 1)))
        sizes.append(np.minimum(source, target))
        weights.append(both.posteriors)
        for (_, s0, s1, t0, t1), p in zip(both.rows, both.posteriors, strict=True):
            left, right = set(piece.sa.span(s0, s1)), set(piece.ta.span(t0, t1))
            carried += p * len(left & right)
            seen += p * (len(left) + len(right)) / 2
    rate = float(np.clip(carried / seen, 0.05, 0.95))
    length = _length_model(*map(np.concatenate, (ratios, sizes, weights)), model.length)
    edges = shapes.learn([p.edges for p in pieces], [(b.rows, b.posteriors) for b in found], *_kinds(ids))
    return Model(_log_prior(taken), length, rate, edges, model.lexicon)


def _log_prior(taken: np.ndarray) -> np.ndarray:
    """Log priors from how often each step was taken; a segment joins another at one rate for each side.

    Free priors of large beads would grow with every omission such a bead has swallowed.
    """
    prior = taken / taken.sum()
    both = STEPS.min(axis=1) > 0
    a, b = STEPS[both].T
    joins_s, joins_t = (taken[both] @ (size - 1) / (taken[both] @ size) for size in (a, b))
    shape = joins_s ** (a - 1) * joins_t ** (b - 1)
    prior[both] = prior[both].sum() * shape / shape.sum()
    return np.log(prior)


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
