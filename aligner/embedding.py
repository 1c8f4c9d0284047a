"""Sentence vectors as a further evidence for beads: optional, from a model folder on this computer, never downloaded.

A bead's side is the mean of its segments' vectors. vecalign embeds concatenations instead (Thompson and Koehn
2019, section 3.1); the mean is linear, so every bead's cosine follows from the dot products of single
segments, each segment is embedded once, and a bead a person makes needs no model.

Cosines are compared with the usual of their neighbourhood: the ratio margin over the K nearest (Artetxe and
Schwenk 2019, section 3, equations 1 and 2), here the nearest inside the band, so that it stays linear. vecalign's
normalisation (section 3.2) serves the same end with random segments; like it, evidence grows with the
segments of a bead.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from aligner.band import Band
from aligner.steps import REACH

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

K = 4


class Embedder(Protocol):
    """Anything that turns texts into vectors."""

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """float32 (len(texts), d), every row of length 1."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the vectors of two sides say of each other inside a band, for windows of 1 .. REACH segments.

    `dots[a - 1, seg_at[i] + j - seg_low[i]]` is the dot product of the sum of source segments i-a+1 .. i with
    target segment j; `norms_s[a - 1, i]` is the length of that sum, `near_s[a - 1, i]` its mean cosine with
    the K nearest target segments of its row; `norms_t`, `near_t` are the same for the target's windows.
    """

    dots: np.ndarray
    norms_s: np.ndarray
    norms_t: np.ndarray
    near_s: np.ndarray
    near_t: np.ndarray


def evidence(source: np.ndarray, target: np.ndarray, band: Band) -> Evidence:
    """The evidence of vectors (n, d) and (m, d), rows of length 1, inside the band of an n x m document."""
    dots, norms_s, near_s = _side(source, target, band.seg_low, band.seg_high, band.seg_at)
    _, norms_t, near_t = _side(target, source, band.back_low, band.back_high, band.back_at)
    return Evidence(dots, norms_s, norms_t, near_s, near_t)


def bead_evidence(found: Evidence, band: Band, steps: np.ndarray) -> np.ndarray:
    """float32, a row per cell of the band and a column per step, as `dp_kernel.score` lays beads out.

    (a + b) / 2 x log of the ratio margin for a bead of a x b segments: about 0 for segments that are no
    closer than any others, positive for closer ones; 0 for nulls and for beads that leave the band.
    """
    from aligner.embedding_kernel import margins  # compiled only where there are vectors

    return margins(
        steps, band.low, band.high, band.at, found.dots, band.seg_low, band.seg_high, band.seg_at,
        found.norms_s, found.norms_t, found.near_s, found.near_t,
    )  # fmt: skip


def _side(
    own: np.ndarray, other: np.ndarray, low: np.ndarray, high: np.ndarray, at: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(dots, norms, near) of one side's windows with the other's segments."""
    windows = _windows(own)
    norms = np.maximum(np.linalg.norm(windows, axis=2), 1e-6).astype(np.float32)
    dots = np.zeros((REACH, int((high - low).sum())), np.float32)
    near = np.zeros((REACH, len(own)), np.float32)
    for i, (first, end) in enumerate(zip(low.tolist(), high.tolist(), strict=True)):
        if first < end:
            row = windows[:, i] @ other[first:end].T
            dots[:, at[i] : at[i] + end - first] = row
            nearest = min(K, end - first)
            top = np.partition(row, end - first - nearest, axis=1)[:, -nearest:]
            near[:, i] = top.mean(axis=1) / norms[:, i]
    return dots, norms, near


def _windows(vectors: np.ndarray) -> np.ndarray:
    """(REACH, n, d): sums of the last 1 .. REACH vectors, of fewer at the beginning."""
    windows = np.empty((REACH, *vectors.shape), np.float32)
    windows[0] = vectors
    for a in range(1, REACH):
        windows[a] = windows[a - 1]
        windows[a, a:] += vectors[:-a]
    return windows


# The model


@dataclass(frozen=True, slots=True)
class LocalModel:
    """A sentence-transformers model that lies on this computer."""

    model: SentenceTransformer

    def embed(self, texts: Sequence[str]) -> np.ndarray:
        """float32 (len(texts), d), every row of length 1."""
        if not texts:
            return self.embed([""])[:0]
        return self.model.encode(
            list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
        ).astype(np.float32, copy=False)


def load(folder: Path) -> LocalModel:
    """The model in a folder, without looking anywhere else; nothing is ever fetched.

    Raises ValueError, in Chinese, when there is no model in the folder or the package for it is missing.
    """
    if not (folder / "modules.json").is_file():
        raise ValueError(f"“{folder}”里没有 sentence-transformers 模型（缺 modules.json）。请填模型所在的文件夹。")
    os.environ |= {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}    # read when the package is imported
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise ValueError(
            "没有安装句向量组件。请运行 pip install 'shuangyu[embedding]'；不装也能对齐，只是不用句向量。"
        ) from error
    try:
        return LocalModel(SentenceTransformer(str(folder), device="cpu", local_files_only=True))
    except (OSError, ValueError, KeyError) as error:
        raise ValueError(f"读不了“{folder}”里的模型：{error}。请检查文件是否完整。") from error
