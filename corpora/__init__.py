"""Texts: what was published, in which language, cut where.

`readers.read` turns a file into text, `judgments.understand` a text into a Document, `importing.add_folder`
does both for a folder and reports; `store` keeps them. `placeables.find` and `case_numbers.find` are the one
parser of numbers, dates and references for all packages; `languages.get` knows each language.
"""

from corpora.model import (
    Document,
    Genre,
    ImportRow,
    Kind,
    Outcome,
    Party,
    Placeable,
    Section,
    Segment,
    Span,
)

__all__ = [
    "Document", "Genre", "ImportRow", "Kind", "Outcome", "Party", "Placeable", "Section", "Segment", "Span",
]  # fmt: skip
