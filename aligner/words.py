"""Word links: which units of two sentences translate each other, with their posteriors.

IBM model 1 (Brown et al. 1993), then a hidden Markov model (Vogel, Ney and Tillmann 1996), both
directions trained to agree by counting the product of their posteriors (Liang, Taskar and Klein 2006,
section 3), decoded by the geometric mean of the two. The product is raised to the power AGREEMENT: at 1,
as in the paper, a link must be found twice to count, so that words one language writes as several are
lost, and terms of several characters lose one of them; at .5 wrong links creep in. With it neither a
second way of training nor of joining the directions is needed where one side has twice the units.

What was counted is kept as a `Model`, so that new pairs are linked with all that was seen before.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np

from aligner import word_kernel as kernel
from aligner.model import Link
from corpora.languages import Language
from corpora.model import Span

ROUNDS = (4, 4)  # of model 1 and of the HMM; more overfit
AGREEMENT = 0.6  # power of the product of both posteriors; measured .5 to 1 on six sets
NULL = 0.2  # probability that a unit of the HMM comes from nothing
LEAST = 0.2  # geometric mean of posteriors a link needs
TERM_WEIGHT = 2
KEPT = 0.02  # expected count below which a unit pair is forgotten
_FAR = 12.0  # positions that share a far jump

Units = Sequence[str]
UnitLink = tuple[int, int, float]
Columns = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]  # where each pair's links begin, both units, posterior


@dataclass(frozen=True, slots=True)
class Model:
    """Expected counts of everything linked so far, for the unit pairs as word_kernel keeps them."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    rows: np.ndarray
    columns: np.ndarray
    counts: np.ndarray  # per unit pair
    nothing_t: np.ndarray  # per target unit: from nothing
    nothing_s: np.ndarray
    jumps: np.ndarray  # 2 x jump classes

    def to_bytes(self) -> bytes:
        """For the workspace: one compressed block."""
        out = io.BytesIO()
        arrays = {f.name: getattr(self, f.name) for f in fields(self)}
        arrays |= {name: np.array("\n".join(arrays[name])) for name in ("source", "target")}
        np.savez_compressed(out, **arrays)
        return out.getvalue()

    @classmethod
    def from_bytes(cls, block: bytes) -> Model:
        with np.load(io.BytesIO(block), allow_pickle=False) as data:
            values = {name: data[name] for name in data.files}
        for name in ("source", "target"):
            text = str(values[name])
            values[name] = tuple(text.split("\n")) if text else ()
        return cls(**values)


@dataclass(frozen=True, slots=True)
class _Corpus:
    """Flat unit ids of all pairs (see word_kernel), and where each source unit stands in them."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    s: np.ndarray
    s_at: np.ndarray
    t: np.ndarray
    t_at: np.ndarray
    places: np.ndarray
    rows_at: np.ndarray


@dataclass(frozen=True, slots=True)
class _Table:
    """Unit pairs by source unit, and what a prior counted of each: zeros where there is none."""

    rows: np.ndarray
    columns: np.ndarray  # target unit of each unit pair
    owners: np.ndarray  # source unit of each unit pair
    counted: np.ndarray


@dataclass(frozen=True, slots=True)
class _Chances:
    """What an E-step needs: P of each unit pair in both directions, of units from nothing, jump weights."""

    pairs: np.ndarray
    empty_t: np.ndarray
    empty_s: np.ndarray
    jumps: np.ndarray


@dataclass(frozen=True, slots=True)
class _Counts:
    """What an E-step expects."""

    pairs: np.ndarray
    nothing_t: np.ndarray
    nothing_s: np.ndarray
    jumps: np.ndarray


def link(pairs: Sequence[tuple[Units, Units]], prior: Model | None = None) -> list[list[UnitLink]]:
    """Links (source unit, target unit, posterior) of every pair, ascending."""
    return learn(pairs, prior)[0]


def link_columns(pairs: Sequence[tuple[Units, Units]]) -> Columns:
    """The same as columns."""
    return _learn(pairs, None)[0]


def learn(
    pairs: Sequence[tuple[Units, Units]], prior: Model | None = None
) -> tuple[list[list[UnitLink]], Model]:
    """The links of every pair, and the model of these pairs on top of the prior's."""
    (at, i, j, p), model = _learn(pairs, prior)
    return [
        list(zip(i[a:b].tolist(), j[a:b].tolist(), p[a:b].tolist(), strict=True))
        for a, b in pairwise(at)
    ], model


def _learn(pairs: Sequence[tuple[Units, Units]], prior: Model | None) -> tuple[Columns, Model]:
    corpus = _corpus(pairs, prior)
    before = _Before.of(corpus, prior)
    table = _meet(corpus, prior)
    chances = before.first(table)
    for n in range(sum(ROUNDS)):
        counts = _expect(corpus, table, chances, ordered=n >= ROUNDS[0])
        chances = before.chances(table, counts)
    return _decode(corpus, table, chances), _model(corpus, table, prior, before, counts)


def link_texts(
    texts: Sequence[tuple[str, str]],
    source: Language,
    target: Language,
    prior: Model | None = None,
    terms: Sequence[tuple[str, str]] = (),
) -> tuple[list[tuple[Link, ...]], Model]:
    """Links of display texts as character spans of their units, and the model with these texts in it.

    `terms` are renderings known beforehand: each teaches like TERM_WEIGHT short pairs more.
    """
    units = [(source.units(s), target.units(t)) for s, t in (*texts, *[*terms] * TERM_WEIGHT)]
    links, model = learn([([u.form for u in s], [u.form for u in t]) for s, t in units], prior)
    return [
        tuple(Link(Span(s[i].start, s[i].end), Span(t[j].start, t[j].end), p) for i, j, p in found)
        for (s, t), found in zip(units[: len(texts)], links, strict=False)
    ], model


@dataclass(frozen=True, slots=True)
class _Before:
    """A prior's totals, laid out over the units of a corpus; zeros where there is none."""

    totals_s: np.ndarray  # per source unit, all its pairs, also those the corpus does not have
    totals_t: np.ndarray
    nothing_t: np.ndarray
    nothing_s: np.ndarray
    jumps: np.ndarray

    @classmethod
    def of(cls, corpus: _Corpus, prior: Model | None) -> _Before:
        n, m = len(corpus.source), len(corpus.target)
        if prior is None:
            return cls(np.zeros(n), np.zeros(m), np.zeros(m), np.zeros(n), np.zeros((2, 2 * kernel.REACH + 1)))
        new_s, new_t = np.zeros(n - len(prior.source)), np.zeros(m - len(prior.target))
        return cls(
            np.bincount(_owners(prior.rows), prior.counts, n),
            np.bincount(prior.columns, prior.counts, m),
            np.concatenate([prior.nothing_t, new_t]),
            np.concatenate([prior.nothing_s, new_s]),
            prior.jumps,
        )

    def first(self, table: _Table) -> _Chances:
        """Where EM starts: the prior with one count for each unit spread evenly over the other side."""
        n, m = max(1, len(self.totals_s)), max(1, len(self.totals_t))
        pairs = np.empty((2, len(table.columns)), np.float32)
        pairs[0] = (table.counted + 1 / m) / (self.totals_s + 1)[table.owners]
        pairs[1] = (table.counted + 1 / n) / (self.totals_t + 1)[table.columns]
        return _Chances(pairs, _share(self.nothing_t + 1 / m), _share(self.nothing_s + 1 / n), _weights(self.jumps))

    def chances(self, table: _Table, counts: _Counts) -> _Chances:
        """The M-step: the prior's counts and these, as probabilities."""
        totals_s = self.totals_s + np.bincount(table.owners, counts.pairs, len(self.totals_s))
        totals_t = self.totals_t + np.bincount(table.columns, counts.pairs, len(self.totals_t))
        pairs = np.empty((2, len(table.columns)), np.float32)
        np.add(table.counted, counts.pairs, out=pairs)
        pairs[0] /= np.maximum(totals_s, 1e-9).astype(np.float32)[table.owners]
        pairs[1] /= np.maximum(totals_t, 1e-9).astype(np.float32)[table.columns]
        return _Chances(
            pairs, _share(self.nothing_t + counts.nothing_t), _share(self.nothing_s + counts.nothing_s),
            _weights(self.jumps + counts.jumps),
        )  # fmt: skip


def _share(counts: np.ndarray) -> np.ndarray:
    return counts / max(counts.sum(), 1e-9)


def _weights(moves: np.ndarray) -> np.ndarray:
    """Jump weights from expected jumps, nothing known meaning all alike."""
    weights = np.ones_like(moves)
    for row, seen in zip(weights, moves, strict=True):
        if seen.any():
            row[:] = seen / seen.sum() + 1e-6
            row[[0, -1]] /= _FAR
    return weights


def _owners(rows: np.ndarray) -> np.ndarray:
    return np.repeat(np.arange(len(rows) - 1, dtype=np.int32), np.diff(rows))


def _keys(owners: np.ndarray, columns: np.ndarray, width: int) -> np.ndarray:
    return owners.astype(np.int64) * width + columns


def _corpus(pairs: Sequence[tuple[Units, Units]], prior: Model | None) -> _Corpus:
    source, s, s_at = _flat((s for s, _ in pairs), prior.source if prior else ())
    target, t, t_at = _flat((t for _, t in pairs), prior.target if prior else ())
    places = np.argsort(s, kind="stable").astype(np.int32)
    rows_at = np.searchsorted(s[places], np.arange(len(source) + 1))
    return _Corpus(source, target, s, s_at, t, t_at, places, rows_at)


def _meet(corpus: _Corpus, prior: Model | None) -> _Table:
    """The unit pairs of a corpus."""
    rows, columns = np.zeros(len(corpus.rows_at), np.int64), np.empty(0, np.int32)
    where = (corpus.s_at, corpus.t, corpus.t_at, corpus.places, corpus.rows_at, len(corpus.target), rows)
    kernel.meet(*where, columns)
    columns = np.empty(rows[-1], np.int32)
    kernel.meet(*where, columns)
    owners, counted = _owners(rows), np.zeros(len(columns), np.float32)
    if prior is not None and len(prior.counts) and len(columns):
        wanted = _keys(owners, columns, len(corpus.target))
        known = _keys(_owners(prior.rows), prior.columns, len(corpus.target))
        place = np.minimum(np.searchsorted(known, wanted), len(known) - 1)
        counted = np.where(known[place] == wanted, prior.counts[place], counted)
    return _Table(rows, columns, owners, counted)


def _flat(sentences: Iterable[Units], known: Sequence[str]) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """(forms by id, ids of all sentences, where each begins); known forms keep their ids."""
    ids = {form: n for n, form in enumerate(known)}
    flat: list[int] = []
    at = [0]
    for sentence in sentences:
        flat += [ids.setdefault(form, len(ids)) for form in sentence]
        at.append(len(flat))
    return tuple(ids), np.array(flat, np.int32), np.array(at, np.int64)


def _expect(corpus: _Corpus, table: _Table, chances: _Chances, ordered: bool) -> _Counts:
    """One E-step: of the HMM if `ordered`, else of model 1."""
    counts = _Counts(
        np.zeros(len(table.columns), np.float32), np.zeros_like(chances.empty_t), np.zeros_like(chances.empty_s),
        np.zeros_like(chances.jumps),
    )  # fmt: skip
    texts = (corpus.s, corpus.s_at, corpus.t, corpus.t_at)
    known = (table.rows, table.columns, chances.pairs, chances.empty_t, chances.empty_s)
    expected = (counts.pairs, counts.nothing_t, counts.nothing_s)
    if ordered:
        kernel.expect(*texts, *known, chances.jumps, NULL, AGREEMENT, *expected, counts.jumps)
    else:
        kernel.expect_free(*texts, corpus.places, corpus.rows_at, *known, AGREEMENT, *expected)
    return counts


def _decode(corpus: _Corpus, table: _Table, chances: _Chances) -> Columns:
    most = int((len(corpus.s) + len(corpus.t)) / (2 * LEAST)) + 1
    i, j, p = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.float32)
    at = np.zeros(len(corpus.s_at), np.int64)
    kernel.decode(
        corpus.s, corpus.s_at, corpus.t, corpus.t_at, table.rows, table.columns, chances.pairs, chances.empty_t,
        chances.empty_s, chances.jumps, NULL, LEAST, i, j, p, at,
    )  # fmt: skip
    return at, i[: at[-1]].copy(), j[: at[-1]].copy(), p[: at[-1]].round(3)


def _model(corpus: _Corpus, table: _Table, prior: Model | None, before: _Before, counts: _Counts) -> Model:
    """The prior's counts and these together, unit pairs that hardly count forgotten."""
    m = len(corpus.target)
    kept = counts.pairs >= KEPT
    keys, counted = _keys(table.owners[kept], table.columns[kept], m), counts.pairs[kept]
    if prior is not None:
        keys = np.concatenate([keys, _keys(_owners(prior.rows), prior.columns, m)])
        counted = np.concatenate([counted, prior.counts])
    every, place = np.unique(keys, return_inverse=True)
    return Model(
        corpus.source,
        corpus.target,
        np.searchsorted(every, np.arange(len(corpus.source) + 1, dtype=np.int64) * m),
        (every % max(m, 1)).astype(np.int32),
        np.bincount(place, counted, len(every)).astype(np.float32),
        before.nothing_t + counts.nothing_t,
        before.nothing_s + counts.nothing_s,
        before.jumps + counts.jumps,
    )
