"""Where in a text a query is met, so that it can be lit."""

from __future__ import annotations

from collections.abc import Sequence

import regex
from rapidfuzz import fuzz

from aligner.query import SIMILAR, Mode, Query, asked, pattern, pieces
from aligner.search_index import may_go_on, tokens
from corpora.languages import Language
from corpora.model import Span

_RUN = regex.compile(
    r"\p{N}+|\p{Han}\p{M}*|\p{Latin}[\p{Latin}\p{M}]*|[\p{L}\p{Co}\p{M}\p{Cf}--\p{Han}--\p{Latin}]+",
    flags=regex.VERSION1,
)


def occurrences(query: Query, text: str, language: Language) -> list[Span]:
    """Spans of a display text that answer the query, in order, none overlapping another."""
    found: list[Span] = []
    for one, wanted in asked(query):
        if one.code == language.code:
            found += _met(wanted, query.mode, text, language)
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if not kept or span.start >= kept[-1].end:
            kept.append(span)
    return kept


def _met(wanted: str, mode: Mode, text: str, language: Language) -> list[Span]:
    if mode is Mode.EXACT:
        return [Span(*m.span()) for m in regex.finditer(regex.escape(language.text(wanted)), text)]
    if mode is Mode.WILDCARD:
        return [Span(*m.span()) for m in pattern(wanted, language, language.key).finditer(text) if m[0]]
    placed = _placed(text, language)
    if mode is Mode.FUZZY:
        return _like(tokens(wanted, language), placed)
    return [
        span
        for piece in pieces(wanted, mode, language)
        for span in _phrases(tokens(piece, language), placed, language)
    ]


def _placed(text: str, language: Language) -> list[tuple[str, Span]]:
    """The tokens of a text, each with where it stands."""
    return [(token, Span(*m.span())) for m in _RUN.finditer(text) for token in tokens(m[0], language)]


def _phrases(wanted: Sequence[str], placed: Sequence[tuple[str, Span]], language: Language) -> list[Span]:
    if not wanted:
        return []
    *head, last = wanted
    goes_on = may_go_on(wanted, language)
    found = []
    for n in range(len(placed) - len(head)):
        here = [token for token, _ in placed[n : n + len(wanted)]]
        if here[:-1] == head and (here[-1] == last or (goes_on and here[-1].startswith(last))):
            found.append(Span(placed[n][1].start, placed[n + len(head)][1].end))
    return found


def _like(wanted: Sequence[str], placed: Sequence[tuple[str, Span]]) -> list[Span]:
    """The place of a text that is likest to a fuzzy query."""
    joined, ends = "", []
    for token, span in placed:
        joined += " " * bool(joined) + token
        ends.append((len(joined), span))
    best = (
        fuzz.partial_ratio_alignment(" ".join(wanted), joined, score_cutoff=SIMILAR)
        if wanted and joined
        else None
    )
    if best is None:
        return []
    touched = [span for end, span in ends if end > best.dest_start and end - 1 < best.dest_end + 1]
    return [Span(touched[0].start, touched[-1].end)] if touched else []
