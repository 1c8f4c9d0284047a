"""What a sentence denies, demands and allows, said in each language's own words.

The tables are the languages' own (`Language.polarity`); here is what they are tables of. Negation is no word count: some
words hold a negator and deny nothing (没收), some deny in one language and not in the other (未成年人 and "minor", 不断 and
"constantly"), and two negators can demand (不得不). So a table tells four things apart, and what it cannot tell is doubtful.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import regex


class Sense(StrEnum):
    NEGATION = "negation"  # denies or forbids: 不得, 未支付
    DOUBTFUL = "doubtful"  # one word that another language may say without negation, or with it
    MUST = "must"  # 应当, 必须, 不得不
    MAY = "may"  # 可以
    ABLE = "able"  # may be said as a permission in another language: 能够, 有权, 准许


@dataclass(frozen=True, slots=True)
class Polarity:
    """Regex sources, searched in the display text in this order at every place; what an earlier one takes is gone.

    `neither` takes words that only look like the others. A source that is empty finds nothing.
    """

    negation: str
    must: str
    may: str
    doubtful: str = ""
    neither: str = ""
    able: str = ""


def either(words: str) -> str:
    """A source that finds any of these, each a source itself, set apart by blanks."""
    return "|".join(words.split())


class Mark(NamedTuple):
    """A word that gives a sentence its sense; the span indexes the text it was found in."""

    sense: Sense
    start: int
    end: int


def find(text: str, polarity: Polarity) -> list[Mark]:
    """The marks of a display text, in order."""
    return [
        Mark(Sense(match.lastgroup), *match.span())
        for match in _compiled(polarity).finditer(text)
        if match.lastgroup != "neither"
    ]


def counts(text: str, polarity: Polarity) -> Counter[Sense]:
    return Counter(mark.sense for mark in find(text, polarity))


@lru_cache(maxsize=16)
def _compiled(polarity: Polarity) -> regex.Pattern[str]:
    named = ("neither", polarity.neither), (Sense.DOUBTFUL, polarity.doubtful), (Sense.MUST, polarity.must)
    named = *named, (Sense.NEGATION, polarity.negation), (Sense.MAY, polarity.may)
    named = *named, (Sense.ABLE, polarity.able)
    return regex.compile("|".join(f"(?P<{name}>{source})" for name, source in named if source))
