"""The formula of a new sentence: the very skeleton, or one that is near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from glossary.formulae.model import Formula, SlotKind, Status
from glossary.formulae.skeletons import Sentence, token

NEAR = 70.0  # score from which a formula is near enough to be offered
_SIGNS = {token(kind): chr(0xE000 + n) for n, kind in enumerate(SlotKind)}


@dataclass(frozen=True, slots=True)
class Index:
    """Formulae of one language that nobody rejected, ready to be asked."""

    formulae: tuple[Formula, ...]
    exact: dict[str, Formula]
    strings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A formula and how near it is, 0 to 100."""

    formula: Formula
    score: float


def index(formulae: Sequence[Formula]) -> Index:
    kept = tuple(f for f in formulae if f.status is not Status.REJECTED and _usable(f))
    return Index(kept, {f.skeleton: f for f in kept}, tuple(comparable(f.skeleton) for f in kept))


def _usable(formula: Formula) -> bool:
    return any(t.status is not Status.REJECTED for t in formula.translations)


def comparable(skeleton: str) -> str:
    """A skeleton as edit distance sees it: every slot is one character."""
    return "".join(_SIGNS.get(form, form) for form in skeleton.split(" "))


def match(sentence: Sentence, formulae: Index, limit: int = 3, least: float = NEAR) -> list[Match]:
    """The formula with the sentence's skeleton and those near it, the nearest first."""
    exact = formulae.exact.get(sentence.skeleton)
    wanted = comparable(sentence.skeleton)
    near = process.extract(
        wanted,
        formulae.strings,
        scorer=Levenshtein.normalized_similarity,
        limit=limit + 1,
        score_cutoff=least / 100,
    )
    found = [Match(exact, 100.0)] if exact else []
    found += [
        Match(formulae.formulae[n], 100 * score) for _, score, n in near if formulae.formulae[n] is not exact
    ]
    return found[:limit]
