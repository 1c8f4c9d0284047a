"""How good a sentence is to learn from: a score that can be read.

A sentence is judged as GDEX judges dictionary examples (Kilgarriff et al. 2008): whole, of middle length, clear on its
own; here also sure in its alignment and rich in terms.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex

from aligner.model import Pair
from corpora import placeables
from corpora.languages import Language

ANAPHORA = regex.compile(r"其(?![他余中])|该|上述|前述|(?<![因彼如])此(?!外)|如下")
SHORT, LONG = (
    12,
    45,
)  # characters of Chinese from which and up to which a sentence is whole and easy to survey
GUESS = 0.15  # what each word that points elsewhere costs
TERMS = 3  # approved or attested terms from which a sentence is rich


@dataclass(frozen=True, slots=True)
class Quality:
    """Why a sentence is good; every part in [0, 1], 1 is best."""

    length: float  # neither a scrap nor a page
    plain: float  # share that is not numbers, dates and names to carry over
    alignment: float  # posterior
    whole: float  # nothing points outside the sentence (其, 该, 上述)
    rich: float  # terms of the workspace in it

    @property
    def value(self) -> float:
        return self.length * self.plain * (0.4 + 0.6 * self.alignment) * self.whole * (0.7 + 0.3 * self.rich)

    @property
    def reasons(self) -> tuple[tuple[str, float], ...]:
        return (
            ("长度", self.length), ("少数字姓名", self.plain), ("对齐", self.alignment),
            ("自足", self.whole), ("术语", self.rich),
        )  # fmt: skip


def quality(pair: Pair, source: Language, terms: int = TERMS) -> Quality:
    """`terms` is how many terms the workspace knows in the sentence."""
    length = len(pair.source)
    fit = min(length / SHORT, 1.0) * min(LONG / length, 1.0) if length else 0.0
    carried = sum(p.end - p.start for p in placeables.find(pair.source, source)) / max(length, 1)
    guess = GUESS * len(ANAPHORA.findall(pair.source))
    return Quality(fit, 1.0 - carried, pair.posterior, max(0.0, 1.0 - guess), min(terms / TERMS, 1.0))
