"""A draft is opened: both texts understood, aligned and checked."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.lexicon import Lexicon
from corpora.model import Document
from glossary.checking.aligning import faces
from glossary.checking.documents import ready
from glossary.checking.draft import check_faces
from glossary.drafts.model import Checked
from glossary.model import Concept


def opened(
    source: Document,
    draft: Document,
    lexicon: Lexicon | None = None,
    concepts: Sequence[Concept] = (),
    glossary: str = "",
) -> Checked:
    """The two documents checked; `glossary` names the termbase `concepts` are from. Raises ValueError as `ready` does."""
    ready(source, draft)
    rows = faces(source, draft, lexicon)
    return Checked(source, draft, tuple(rows), tuple(check_faces(rows, source, draft, concepts)), glossary)
