"""The sentence lexicon: which units translate each other, learnt from beads, with a discount against itself.

IBM model 1 (Brown et al. 1993) in both directions over soft counts. Of every expected count an absolute
discount goes to the unigram background (Ney, Essen and Kneser 1994), and only pairs that met in two
beads are kept: without this the lexicon explains its own wrong beads.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from aligner.em_kernel import expect

DISCOUNT = 0.5
MEETINGS = 1.5  # beads a pair of units must have met in, by weight
ROUNDS = 8  # of expectation and maximisation


@dataclass(frozen=True, slots=True)
class Table:
    """P(t | s) of one direction over the pairs of a CSR: q[pair] + beta[s] * P(t)."""

    q: np.ndarray  # per pair
    beta: np.ndarray  # per source unit: what is left for the background


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Counts of everything aligned so far, and the tables made of them.

    `source` and `target` are unit forms by id; the CSR (`rows`, `columns`) lists the pairs by source id;
    `order` permutes them to by-target order for the other direction (`back_rows`, `back_columns`).
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    source_counts: np.ndarray
    target_counts: np.ndarray
    rows: np.ndarray
    columns: np.ndarray
    back_rows: np.ndarray
    back_columns: np.ndarray
    order: np.ndarray
    forward_counts: np.ndarray  # expected counts of pairs, P(t | s) direction
    forward_totals: np.ndarray
    backward_counts: np.ndarray  # by-target order, P(s | t) direction
    backward_totals: np.ndarray

    def forward(self) -> Table:
        return _table(self.forward_counts, self.forward_totals, self.rows)

    def backward(self) -> Table:
        return _table(self.backward_counts, self.backward_totals, self.back_rows)

    def to_bytes(self) -> bytes:
        """For the workspace: everything in one compressed block."""
        out = io.BytesIO()
        arrays = {name: getattr(self, name) for name in self.__slots__ if name not in ("source", "target")}
        np.savez_compressed(
            out, source=np.array("\n".join(self.source)), target=np.array("\n".join(self.target)), **arrays
        )
        return out.getvalue()

    @classmethod
    def from_bytes(cls, block: bytes) -> Lexicon:
        with np.load(io.BytesIO(block), allow_pickle=False) as data:
            fields = {name: data[name] for name in data.files}
        for name in ("source", "target"):
            text = str(fields[name])
            fields[name] = tuple(text.split("\n")) if text else ()
        return cls(**fields)


def _table(counts: np.ndarray, totals: np.ndarray, rows: np.ndarray) -> Table:
    kept = np.maximum(counts - DISCOUNT, 0.0)
    owner = np.repeat(np.arange(len(totals)), np.diff(rows))
    safe = np.maximum(totals, 1e-9)
    q = kept / safe[owner]
    beta = 1.0 - np.bincount(owner, q, minlength=len(totals))
    beta[totals <= 0] = 1.0
    return Table(q, np.clip(beta, 1e-3, 1.0))


@dataclass(frozen=True, slots=True)
class Beads:
    """Unit ids of many beads, flat: bead b is s[s_at[b]:s_at[b+1]] and t[t_at[b]:t_at[b+1]], with its weight."""

    s: np.ndarray
    s_at: np.ndarray
    t: np.ndarray
    t_at: np.ndarray
    weights: np.ndarray


def learn(
    source: tuple[str, ...],
    target: tuple[str, ...],
    source_counts: np.ndarray,
    target_counts: np.ndarray,
    beads: Beads,
    prior: Lexicon | None = None,
    rounds: int = ROUNDS,
) -> Lexicon:
    """A lexicon over these vocabularies from weighted beads, on top of a prior one's counts.

    A prior's vocabulary must be the beginning of the new one's, its ids the same.
    """  # fmt: skip
    rows, columns = _meet(beads, len(source), len(target), prior)
    pair_source = np.repeat(np.arange(len(source)), np.diff(rows))
    order = np.lexsort((pair_source, columns))
    back_rows = np.searchsorted(columns[order], np.arange(len(target) + 1)).astype(np.int64)
    back_columns = pair_source[order].astype(np.int32)
    p_source = (source_counts + 0.1) / (source_counts.sum() + 0.1 * len(source))
    p_target = (target_counts + 0.1) / (target_counts.sum() + 0.1 * len(target))
    old = _carried(prior, rows, columns, back_rows, back_columns, len(source), len(target))
    fc, ft, bc, bt = old
    for _ in range(rounds):
        forward, backward = _table(fc, ft, rows), _table(bc, bt, back_rows)
        fc, ft, bc, bt = (x.copy() for x in old)
        expect(beads.s, beads.s_at, beads.t, beads.t_at, beads.weights, rows, columns, forward.q, forward.beta,
               p_target, fc, ft)  # fmt: skip
        expect(beads.t, beads.t_at, beads.s, beads.s_at, beads.weights, back_rows, back_columns, backward.q,
               backward.beta, p_source, bc, bt)  # fmt: skip
    return Lexicon(
        source,
        target,
        source_counts,
        target_counts,
        rows,
        columns,
        back_rows,
        back_columns,
        order,
        fc,
        ft,
        bc,
        bt,
    )


def _meet(beads: Beads, n: int, m: int, prior: Lexicon | None) -> tuple[np.ndarray, np.ndarray]:
    """CSR of the unit pairs that met in MEETINGS beads or more, and of all pairs a prior knows."""
    found, seen, weights = [], [], []
    for b in np.flatnonzero(beads.weights > 0.05):
        s = np.unique(beads.s[beads.s_at[b] : beads.s_at[b + 1]]).astype(np.int64)
        t = np.unique(beads.t[beads.t_at[b] : beads.t_at[b + 1]]).astype(np.int64)
        found.append((s[:, None] * m + t[None, :]).ravel())
        weights.append(np.full(len(found[-1]), beads.weights[b]))
    if found:
        pairs, places = np.unique(np.concatenate(found), return_inverse=True)
        seen.append(pairs[np.bincount(places, np.concatenate(weights)) >= MEETINGS])
    if prior is not None:
        owner = np.repeat(np.arange(len(prior.source)), np.diff(prior.rows)).astype(np.int64)
        seen.append(owner * m + prior.columns)
    pairs = np.unique(np.concatenate(seen)) if seen else np.zeros(0, np.int64)
    rows = np.searchsorted(pairs, np.arange(n + 1, dtype=np.int64) * m).astype(np.int64)
    return rows, (pairs % max(m, 1)).astype(np.int32)


def _carried(prior, rows, columns, back_rows, back_columns, n, m):
    """A prior's counts laid out over the new CSR."""
    fc, ft = np.zeros(len(columns)), np.zeros(n)
    bc, bt = np.zeros(len(columns)), np.zeros(m)
    if prior is not None:
        ft[: len(prior.source)], bt[: len(prior.target)] = prior.forward_totals, prior.backward_totals
        fc[_places(prior.rows, prior.columns, rows, columns, m)] = prior.forward_counts
        bc[_places(prior.back_rows, prior.back_columns, back_rows, back_columns, n)] = prior.backward_counts
    return fc, ft, bc, bt


def _places(old_rows, old_columns, rows, columns, width) -> np.ndarray:
    """Index in the new CSR of every pair of the old one, which it contains."""
    old = np.repeat(np.arange(len(old_rows) - 1), np.diff(old_rows)).astype(np.int64) * width + old_columns
    new = np.repeat(np.arange(len(rows) - 1), np.diff(rows)).astype(np.int64) * width + columns
    return np.searchsorted(new, old)


def vocabulary(known: Sequence[str], forms) -> tuple[tuple[str, ...], dict[str, int]]:
    """The known forms followed by the new ones in order of appearance, and their ids."""
    ids = {form: n for n, form in enumerate(known)}
    for form in forms:
        ids.setdefault(form, len(ids))
    return tuple(ids), ids
