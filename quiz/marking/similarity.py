"""Similarity as sacrebleu's chrF, over the pieces a reader compares, and what it says on texts of this workspace.

A bare chrF is no mark: a reversed meaning scores 97, a fair paraphrase 56. It is shown, and two thresholds measured on the
workspace say what it is worth there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, pairwise

from sacrebleu.metrics import CHRF

from corpora.languages import Language
from quiz.marking.pieces import pieces

_PRIVATE = 0xF0000  # private use characters stand for pieces of more than one character
ENOUGH = 20  # measured values below which the defaults are kept
LOW, HIGH = 0.1, 0.9  # quantiles
APART = 10.0  # at least between the two thresholds


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`near`: what two different sentences seldom reach; `same`: what two published versions of one mostly do.

    `versions` and `neighbours` are how many values they were measured on.
    """

    near: float
    same: float
    versions: int = 0
    neighbours: int = 0


def default(language: Language) -> Thresholds:
    """Before anything was measured: single letters recur in any two sentences, syllables and characters do not."""
    return Thresholds(45.0, 75.0) if language.graphemes == "word" else Thresholds(20.0, 60.0)


def similarity(given: str, expected: str, language: Language) -> float:
    """chrF2 (Popović 2015, 2016), 0-100, of two texts' keys, over syllables or characters."""
    coded: dict[str, str] = {}
    one, other = (_coded(text, language, coded) for text in (given, expected))
    return round(_metric().sentence_score(one, [other]).score, 1)


def _coded(text: str, language: Language, coded: dict[str, str]) -> str:
    key = language.key(text)
    if language.graphemes != "syllable":
        return key
    for piece in pieces(key, language):
        coded.setdefault(language.key(piece), chr(_PRIVATE + len(coded)))
    return "".join(coded[language.key(piece)] for piece in pieces(key, language))


@cache
def _metric() -> CHRF:
    return CHRF()


def signature(language: Language) -> str:
    """sacrebleu's signature of the similarity shown, and what its characters are."""
    metric = _metric()
    metric.sentence_score("a", ["a"])
    return f"chrF{metric.beta}|{metric.get_signature()}|unit:{language.graphemes if language.graphemes == 'syllable' else 'character'}|key"


def calibrated(versions: Sequence[float], neighbours: Sequence[float], language: Language) -> Thresholds:
    """Thresholds from similarities of published versions of the same sentence, and of different sentences side by side."""
    usual = default(language)
    near = _quantile(neighbours, HIGH) if len(neighbours) >= ENOUGH else usual.near
    same = _quantile(versions, LOW) if len(versions) >= ENOUGH else near + usual.same - usual.near
    return Thresholds(near, max(same, near + APART), len(versions), len(neighbours))


def measured(pairs: Sequence[tuple[str, str, int]], language: Language, most: int = 400) -> Thresholds:
    """Thresholds of a workspace, from (source key, target text, document) in reading order; `most` values of each kind."""
    versions: dict[str, set[str]] = defaultdict(set)
    for source, target, _ in pairs:
        versions[source].add(target)
    same = [two for texts in versions.values() for two in combinations(sorted(texts), 2)]
    beside = [(a[1], b[1]) for a, b in pairwise(pairs) if a[2] == b[2] and a[0] != b[0]]
    values = (
        [similarity(*two, language) for two in some[:: max(1, len(some) // most)]] for some in (same, beside)
    )
    return calibrated(*values, language)


def _quantile(values: Iterable[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[round(share * (len(ordered) - 1))]
