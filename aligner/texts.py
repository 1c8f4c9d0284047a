"""Display texts of a document's segments, alone and put together."""

from __future__ import annotations

from corpora.languages import get
from corpora.model import Document, Span


def segment_texts(document: Document) -> list[str]:
    """The display text of every segment."""
    language = get(document.language)
    return [language.text(document.raw(n)) for n in range(len(document.segments))]


def joined(document: Document, segments: Span) -> str:
    """The display text of consecutive segments, "" for none; a blank between them except in Chinese."""
    language = get(document.language)
    return (" " if language.joiner else "").join(language.text(document.raw(n)) for n in range(*segments))
