"""Word links as word aligners give and take them: tokenised lines of both sides, and lines of `i-j`.

The form of Pharaoh and Moses: tokens with a blank between them, links from token i of the source to token j
of the target, 0-based. A line of one file belongs to the same line of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TextIO

from aligner.model import Link
from corpora.languages import Language
from corpora.model import Span

LinkedText = tuple[str, str, Sequence[Link]]


def write_pharaoh(
    source: TextIO, target: TextIO, links: TextIO, pairs: Iterable[LinkedText], languages: tuple[Language, Language]
) -> int:
    """Write (source text, target text, links) of each pair; returns how many. Pairs without links give empty lines."""
    count = 0
    for count, (one, other, linked) in enumerate(pairs, 1):    # noqa: B007
        s, t = tokens(one, languages[0]), tokens(other, languages[1])
        source.write(_line(one, s))
        target.write(_line(other, t))
        links.write(_links(linked, s, t))
    return count


def tokens(text: str, language: Language) -> list[Span]:
    """The units of a text, and what stands between them: brackets, stops, but neither blanks nor tshegs."""
    found, at = [], 0
    for unit in (*language.units(text), None):
        start, end = (unit.start, unit.end) if unit else (len(text), len(text))
        found += _rest(text, at, start, language.joiner)
        if unit:
            found.append(Span(start, end))
        at = end
    return found


def _rest(text: str, start: int, end: int, joiner: str) -> list[Span]:
    spans, first = [], None
    for at in range(start, end + 1):
        blank = at == end or text[at].isspace() or text[at] == joiner
        if first is not None and blank:
            spans.append(Span(first, at))
            first = None
        elif first is None and not blank:
            first = at
    return spans


def _line(text: str, spans: Sequence[Span]) -> str:
    return " ".join("".join(text[a:b].split()) for a, b in spans) + "\n"


def _links(links: Iterable[Link], source: Sequence[Span], target: Sequence[Span]) -> str:
    """Links between all tokens they touch: a person's, or one made when units were cut otherwise, may span several."""
    rows, columns = ({c: n for n, span in enumerate(side) for c in range(*span)} for side in (source, target))
    found = {
        (rows[a], columns[b])
        for k in links for a in range(*k.source) if a in rows for b in range(*k.target) if b in columns
    }  # fmt: skip
    return " ".join(f"{i}-{j}" for i, j in sorted(found)) + "\n"
