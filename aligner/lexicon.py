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

from aligner.em_kernel import expect, locate, meet, renumber

DISCOUNT = 0.4
HARDLY = 0.05  # expected count below which a pair is not kept
MEETINGS = 1.5  # beads a pair of units must have met in, by weight
ROUNDS = 8  # of expectation and maximisation from nothing
MORE_ROUNDS = 3  # from a lexicon of nearly the same beads


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
        return _table(self.forward_counts, self.forward_totals, _owners(self.rows))

    def backward(self) -> Table:
        return _table(self.backward_counts, self.backward_totals, _owners(self.back_rows))

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


def _owners(rows: np.ndarray) -> np.ndarray:
    return np.repeat(np.arange(len(rows) - 1), np.diff(rows))


def _table(counts: np.ndarray, totals: np.ndarray, owner: np.ndarray) -> Table:
    """P(t | s) from expected counts per pair, `owner` being the s of each."""
    kept = np.maximum(counts - DISCOUNT, 0.0)
    q = kept / np.maximum(totals, 1e-9)[owner]
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
    start: Lexicon | None = None,
) -> Lexicon:
    """A lexicon over these vocabularies from weighted beads, on top of a prior one's counts.

    A prior's vocabulary must be the beginning of the new one's, its ids the same. `start`, over the same
    vocabularies, is where the rounds begin instead of knowing only the prior; few are needed then.
    """  # fmt: skip
    rows, columns = _meet(beads, len(source), len(target), prior)
    owner = np.repeat(np.arange(len(source), dtype=np.int32), np.diff(rows))
    cells = locate(beads.s, beads.s_at, beads.t, beads.t_at, rows, columns)
    p_source = (source_counts + 0.1) / (source_counts.sum() + 0.1 * len(source))
    p_target = (target_counts + 0.1) / (target_counts.sum() + 0.1 * len(target))
    old = _carried(prior, rows, columns, len(source), len(target))
    fc, ft, bc, bt = old if start is None else _carried(start, rows, columns, len(source), len(target))
    for _ in range(ROUNDS if start is None else MORE_ROUNDS):
        forward, backward = _table(fc, ft, owner), _table(bc, bt, columns)
        fc, ft, bc, bt = (x.copy() for x in old)
        expect(beads.s, beads.s_at, beads.t, beads.t_at, beads.weights, cells, False, forward.q, forward.beta,
               p_target, fc, ft)  # fmt: skip
        expect(beads.t, beads.t_at, beads.s, beads.s_at, beads.weights, cells, True, backward.q, backward.beta,
               p_source, bc, bt)  # fmt: skip
        telling = np.maximum(fc, bc) >= HARDLY  # the rest hardly grows, and would be most of the work
        rows = np.concatenate(([0], np.cumsum(telling)))[rows]
        columns, owner, fc, bc = columns[telling], owner[telling], fc[telling], bc[telling]
        old = old[0][telling], old[1], old[2][telling], old[3]
        renumber(cells, telling)
    order = np.argsort(columns, kind="stable")
    back_rows = np.searchsorted(columns[order], np.arange(len(target) + 1)).astype(np.int64)
    return Lexicon(
        source, target, source_counts, target_counts, rows, columns, back_rows, owner[order], order,
        fc, ft, bc[order], bt,
    )  # fmt: skip


def _meet(beads: Beads, n: int, m: int, prior: Lexicon | None) -> tuple[np.ndarray, np.ndarray]:
    """CSR of the unit pairs that met in MEETINGS beads or more, and of all pairs a prior knows."""
    rows, columns = meet(beads.s, beads.s_at, beads.t, beads.t_at, beads.weights, n, m, MEETINGS)
    if prior is None:
        return rows, columns
    pairs = np.union1d(_flat(rows, columns, m), _flat(prior.rows, prior.columns, m))
    rows = np.searchsorted(pairs, np.arange(n + 1, dtype=np.int64) * m).astype(np.int64)
    return rows, (pairs % max(m, 1)).astype(np.int32)


def _flat(rows: np.ndarray, columns: np.ndarray, width: int) -> np.ndarray:
    """Each pair of a CSR as one number, ascending."""
    return np.repeat(np.arange(len(rows) - 1, dtype=np.int64), np.diff(rows)) * width + columns


def _carried(known: Lexicon | None, rows: np.ndarray, columns: np.ndarray, n: int, m: int):
    """Counts and totals of both directions that a lexicon has of the pairs of a CSR, 0 for what it lacks."""
    fc, ft = np.zeros(len(columns)), np.zeros(n)
    bc, bt = np.zeros(len(columns)), np.zeros(m)
    if known is not None:
        ft[: len(known.source)], bt[: len(known.target)] = known.forward_totals, known.backward_totals
        new, old = _flat(rows, columns, m), _flat(known.rows, known.columns, m)
        place = np.minimum(np.searchsorted(new, old), max(len(new) - 1, 0))
        here = new[place] == old if len(new) else np.zeros(len(old), bool)
        backward = np.empty(len(old))
        backward[known.order] = known.backward_counts
        fc[place[here]], bc[place[here]] = known.forward_counts[here], backward[here]
    return fc, ft, bc, bt


def vocabulary(known: Sequence[str], forms) -> tuple[tuple[str, ...], dict[str, int]]:
    """The known forms followed by the new ones in order of appearance, and their ids."""
    ids = {form: n for n, form in enumerate(known)}
    for form in forms:
        ids.setdefault(form, len(ids))
    return tuple(ids), ids
