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
KEPT = 0.02  # expected count below which a unit pair is forgotten
_FAR = 12.0  # positions that share a far jump

Units = Sequence[str]
UnitLink = tuple[int, int, float]


@dataclass(frozen=True, slots=True)
class Model:
    """Expected counts of everything linked so far; [0] is target given source, [1] the other way.

    Pair k stands in columns[rows[u]:rows[u + 1]] of its source unit u, columns ascending.
    """

    source: tuple[str, ...]
    target: tuple[str, ...]
    rows: np.ndarray
    columns: np.ndarray
    counts: np.ndarray  # 2 x pairs
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
    """Flat unit ids of all pairs, and the numbers of the unit pairs in their cells (see word_kernel)."""

    source: tuple[str, ...]
    target: tuple[str, ...]
    s: np.ndarray
    s_at: np.ndarray
    t: np.ndarray
    t_at: np.ndarray
    cell_at: np.ndarray
    cells: np.ndarray
    owners: np.ndarray  # source unit of each unit pair
    columns: np.ndarray  # target unit of each unit pair


def link(pairs: Sequence[tuple[Units, Units]], prior: Model | None = None) -> list[list[UnitLink]]:
    """Links (source unit, target unit, posterior) of every pair, ascending."""
    return learn(pairs, prior)[0]


def learn(
    pairs: Sequence[tuple[Units, Units]], prior: Model | None = None
) -> tuple[list[list[UnitLink]], Model]:
    """The links of every pair, and the model of these pairs on top of the prior's."""
    corpus = _corpus(pairs, prior)
    before = _Prior.of(corpus, prior)
    table, empty_t, empty_s = before.first(corpus)
    jumps = _weights(before.jumps)
    for n in range(sum(ROUNDS)):
        ordered = n >= ROUNDS[0]
        counts, nothing_t, nothing_s = np.zeros_like(table), np.zeros_like(empty_t), np.zeros_like(empty_s)
        moves = np.zeros_like(jumps)
        kernel.expect(
            corpus.s, corpus.s_at, corpus.t, corpus.t_at, corpus.cells, corpus.cell_at, table, empty_t, empty_s,
            jumps, NULL, ordered, AGREEMENT, counts, nothing_t, nothing_s, moves,
        )  # fmt: skip
        if n == sum(ROUNDS) - 1:
            model = _model(corpus, prior, counts, nothing_t, nothing_s, before.jumps + moves)
        table, empty_t, empty_s = before.probabilities(corpus, counts, nothing_t, nothing_s)
        if ordered:
            jumps = _weights(before.jumps + moves)
    return _decode(corpus, table, empty_t, empty_s, jumps), model


def link_texts(
    texts: Sequence[tuple[str, str]], source: Language, target: Language, prior: Model | None = None
) -> tuple[list[tuple[Link, ...]], Model]:
    """Links of display texts as character spans of their units, and the model with these texts in it."""
    units = [(source.units(s), target.units(t)) for s, t in texts]
    links, model = learn([([u.form for u in s], [u.form for u in t]) for s, t in units], prior)
    return [
        tuple(Link(Span(s[i].start, s[i].end), Span(t[j].start, t[j].end), p) for i, j, p in found)
        for (s, t), found in zip(units, links, strict=True)
    ], model


@dataclass(frozen=True, slots=True)
class _Prior:
    """A prior's counts laid out over the unit pairs of a corpus; zeros where there is none."""

    counts: np.ndarray
    totals_s: np.ndarray  # per source unit, all its pairs, also those the corpus does not have
    totals_t: np.ndarray
    nothing_t: np.ndarray
    nothing_s: np.ndarray
    jumps: np.ndarray

    @classmethod
    def of(cls, corpus: _Corpus, prior: Model | None) -> _Prior:
        n, m = len(corpus.source), len(corpus.target)
        found = cls(
            np.zeros((2, len(corpus.columns)), np.float32), np.zeros(n), np.zeros(m), np.zeros(m), np.zeros(n),
            np.zeros((2, 2 * kernel.REACH + 1)),
        )  # fmt: skip
        if prior is None:
            return found
        keys = _keys(np.repeat(np.arange(len(prior.source)), np.diff(prior.rows)), prior.columns, m)
        wanted = _keys(corpus.owners, corpus.columns, m)
        place = np.searchsorted(keys, wanted)
        place[place == len(keys)] = 0
        hit = keys[place] == wanted if len(keys) else np.zeros(len(wanted), bool)
        found.counts[:, hit] = prior.counts[:, place[hit]]
        found.totals_s[: len(prior.source)] = np.bincount(keys // m, prior.counts[0], len(prior.source))
        found.totals_t[: len(prior.target)] = np.bincount(prior.columns, prior.counts[1], len(prior.target))
        found.nothing_t[: len(prior.target)] = prior.nothing_t
        found.nothing_s[: len(prior.source)] = prior.nothing_s
        found.jumps[:] = prior.jumps
        return found

    def first(self, corpus: _Corpus) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Where EM starts: the prior with one count for each unit spread evenly over the other side."""
        n, m = max(1, len(corpus.source)), max(1, len(corpus.target))
        table = np.empty_like(self.counts)
        table[0] = (self.counts[0] + 1 / m) / (self.totals_s[corpus.owners] + 1)
        table[1] = (self.counts[1] + 1 / n) / (self.totals_t[corpus.columns] + 1)
        return table, _share(self.nothing_t + 1 / m), _share(self.nothing_s + 1 / n)

    def probabilities(
        self, corpus, counts, nothing_t, nothing_s
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The M-step: the prior's counts and these, as probabilities. `counts` becomes the table, to save memory."""
        totals_s = self.totals_s + np.bincount(corpus.owners, counts[0], len(corpus.source))
        totals_t = self.totals_t + np.bincount(corpus.columns, counts[1], len(corpus.target))
        counts += self.counts
        counts[0] /= np.maximum(totals_s, 1e-9).astype(np.float32)[corpus.owners]
        counts[1] /= np.maximum(totals_t, 1e-9).astype(np.float32)[corpus.columns]
        return counts, _share(self.nothing_t + nothing_t), _share(self.nothing_s + nothing_s)


def _share(counts: np.ndarray) -> np.ndarray:
    return counts / max(counts.sum(), 1e-9)


def _weights(moves: np.ndarray) -> np.ndarray:
    """Jump weights from expected jumps, nothing known meaning all alike."""
    if not moves.any():
        return np.ones_like(moves)
    weights = moves / moves.sum(axis=1, keepdims=True) + 1e-6
    weights[:, [0, -1]] /= _FAR
    return weights


def _keys(owners: np.ndarray, columns: np.ndarray, width: int) -> np.ndarray:
    return owners.astype(np.int64) * width + columns


def _corpus(pairs: Sequence[tuple[Units, Units]], prior: Model | None) -> _Corpus:
    source, s, s_at = _flat((s for s, _ in pairs), prior.source if prior else ())
    target, t, t_at = _flat((t for _, t in pairs), prior.target if prior else ())
    cell_at = np.concatenate([[0], np.cumsum(np.diff(s_at) * np.diff(t_at))])
    by_source = np.argsort(s, kind="stable")
    places = np.searchsorted(s[by_source], np.arange(len(source) + 1))
    cells, columns = np.empty(cell_at[-1], np.int32), np.empty(cell_at[-1], np.int32)
    rows = kernel.meet(s, s_at, t, t_at, cell_at, by_source, places, len(target), cells, columns)
    owners = np.repeat(np.arange(len(source), dtype=np.int32), np.diff(rows))
    return _Corpus(source, target, s, s_at, t, t_at, cell_at, cells, owners, columns[: rows[-1]].copy())


def _flat(sentences: Iterable[Units], known: Sequence[str]) -> tuple[tuple[str, ...], np.ndarray, np.ndarray]:
    """(forms by id, ids of all sentences, where each begins); known forms keep their ids."""
    ids = {form: n for n, form in enumerate(known)}
    flat: list[int] = []
    at = [0]
    for sentence in sentences:
        flat += [ids.setdefault(form, len(ids)) for form in sentence]
        at.append(len(flat))
    return tuple(ids), np.array(flat, np.int32), np.array(at, np.int64)


def _decode(corpus: _Corpus, table, empty_t, empty_s, jumps) -> list[list[UnitLink]]:
    most = int((len(corpus.s) + len(corpus.t)) / (2 * LEAST)) + 1
    i, j, p = np.empty(most, np.int32), np.empty(most, np.int32), np.empty(most, np.float32)
    at = np.zeros(len(corpus.s_at), np.int64)
    kernel.decode(
        corpus.s, corpus.s_at, corpus.t, corpus.t_at, corpus.cells, corpus.cell_at, table, empty_t, empty_s, jumps,
        NULL, LEAST, i, j, p, at,
    )  # fmt: skip
    return [
        list(zip(i[a:b].tolist(), j[a:b].tolist(), p[a:b].round(3).tolist(), strict=True))
        for a, b in pairwise(at)
    ]


def _model(corpus: _Corpus, prior: Model | None, counts, nothing_t, nothing_s, jumps) -> Model:
    """The prior's counts and these together, unit pairs that hardly count forgotten."""
    m = len(corpus.target)
    kept = counts.max(axis=0, initial=0.0) >= KEPT
    keys, counted = [_keys(corpus.owners[kept], corpus.columns[kept], m)], [counts[:, kept]]
    nothing_t, nothing_s = nothing_t.copy(), nothing_s.copy()
    if prior is not None:
        owners = np.repeat(np.arange(len(prior.source)), np.diff(prior.rows))
        keys.append(_keys(owners, prior.columns, m))
        counted.append(prior.counts)
        nothing_t[: len(prior.target)] += prior.nothing_t
        nothing_s[: len(prior.source)] += prior.nothing_s
    every, place = np.unique(np.concatenate(keys), return_inverse=True)
    together = np.concatenate(counted, axis=1)
    sums = np.stack([np.bincount(place, row, len(every)) for row in together]).astype(np.float32)
    rows = np.searchsorted(every, np.arange(len(corpus.source) + 1, dtype=np.int64) * m)
    return Model(
        corpus.source,
        corpus.target,
        rows,
        (every % max(m, 1)).astype(np.int32),
        sums,
        nothing_t,
        nothing_s,
        jumps,
    )
