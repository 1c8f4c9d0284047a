"""A draft is opened: both texts understood, aligned and checked."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.lexicon import Lexicon
from corpora.model import Document
from glossary.checking.aligning import faces
from glossary.checking.documents import ready
from glossary.checking.draft import check_faces
from glossary.checking.formula import Usual
from glossary.drafts import marks
from glossary.drafts.model import Answer, Checked, Noted, Version
from glossary.model import Concept


def opened(
    source: Document,
    draft: Document,
    lexicon: Lexicon | None = None,
    concepts: Sequence[Concept] = (),
    glossary: str = "",
    known: Usual | None = None,
) -> Checked:
    """The two documents checked; `glossary` names the termbase `concepts` are from, `known` are the court's formulae.

    Raises ValueError as `ready` does.
    """
    ready(source, draft)
    rows = faces(source, draft, lexicon)
    return Checked(
        source, draft, tuple(rows), tuple(check_faces(rows, source, draft, concepts, known)), glossary
    )


def first_version(checked: Checked, answers: Sequence[Answer] = (), at: str = "") -> Version:
    """A version that is kept nowhere, with the answers that hold for it."""
    found = [marks.mark_of(f, checked.source, checked.draft) for f in checked.findings]
    noted = zip(checked.findings, found, marks.answered(found, answers), strict=True)
    return Version(0, 1, at, "", checked, tuple(Noted(*n) for n in noted))
