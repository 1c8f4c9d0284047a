"""Terms in running text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corpora.languages import Language
from corpora.model import Span


@dataclass(frozen=True, slots=True)
class Hit:
    """A term found in a text: where, and the key it was known by."""

    span: Span
    key: str


def find_terms(text: str, language: Language, keys: Mapping[str, str]) -> list[Hit]:
    """Terms of `keys` (key -> term) in a display text; the longest match wins, boundaries by language."""
    hits = []
    for span in language.words(text, tuple(keys.values())):
        key = language.key(text[span.start : span.end])
        if key in keys and language.boundary(text, span.start, span.end):
            hits.append(Hit(span, key))
    return hits
