"""Statutes pair article by article: the places where both versions must be cut.

An article says its number at its head, in digits or number words (第二百三十四条, 234-ماددا, 제234조); the
parser of placeables gives both the same value. Headings found once on both sides, in rising order, are cuts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import regex

from corpora import placeables
from corpora.languages import Language
from corpora.model import Kind

LEAST = 3  # articles in common below which a text only cites them
_HEAD = 80  # code points in which a heading ends, inserted articles in number words included
_ORNAMENT = regex.compile(r"[\s\p{P}\p{S}#*]*")
_HEADING = regex.compile(r"(\d+)(?:-(\d+))?")  # no paragraph, no item

Number = tuple[int, int]  # article, and 之一 as 1


def cuts(
    source: Sequence[str], target: Sequence[str], languages: tuple[Language, Language]
) -> list[tuple[int, int]]:
    """(i, j), rising: the documents are to be cut before source segment i and before target segment j.

    `source` and `target` are display texts of segments. [] where fewer than LEAST articles are found on both.
    """
    sides = [headings(texts, language) for texts, language in zip((source, target), languages, strict=True)]
    common = [(sides[0][number], sides[1][number]) for number in sorted(sides[0].keys() & sides[1].keys())]
    return common if len(common) >= LEAST else []


def headings(texts: Sequence[str], language: Language) -> dict[Number, int]:
    """Number of an article -> the segment that opens it, rising in both.

    A sentence that begins with a citation mostly does not fit the order. Where it does, the heading is the one
    that stands apart from what follows; where that decides nothing, the article is left out.
    """
    found = [_Opening(n, *head) for n, text in enumerate(texts) if (head := _head(text, language))]
    chain = _rising([opening.number for opening in found])
    kept = {}
    for before, at, after in zip([-1, *chain], chain, [*chain[1:], len(found)], strict=False):
        alike = [o for o in found[before + 1 : after] if o.number == found[at].number]
        apart = [o for o in alike if o.apart] if len(alike) > 1 else alike
        if len(apart) == 1:
            kept[apart[0].number] = apart[0].segment
    return kept


class _Opening(NamedTuple):
    """A segment that begins with an article; `apart` when no letter or digit follows at once."""

    segment: int
    number: Number
    apart: bool


def _head(text: str, language: Language) -> tuple[Number, bool] | None:
    """(the article a segment begins with, whether it stands apart), ornaments before it aside."""
    head = text[_ORNAMENT.match(text).end() :][:_HEAD]
    first = next(iter(placeables.find(head, language)), None)
    if first is None or first.kind is not Kind.ARTICLE or first.start:
        return None
    match = _HEADING.fullmatch(first.value)
    apart = not head[first.end : first.end + 1].isalnum()
    return ((int(match[1]), int(match[2] or 0)), apart) if match else None


def _rising(values: Sequence[Number]) -> list[int]:
    """Places of the longest strictly rising run (Fredman 1975, patience sorting), the earliest where several are."""
    tails: list[Number] = []
    ends: list[int] = []
    links: list[int | None] = []
    for n, value in enumerate(values):
        place = bisect_left(tails, value)
        links.append(ends[place - 1] if place else None)
        tails[place : place + 1] = [value]
        ends[place : place + 1] = [n]
    run, at = [], ends[-1] if ends else None
    while at is not None:
        run.append(at)
        at = links[at]
    return run[::-1]
