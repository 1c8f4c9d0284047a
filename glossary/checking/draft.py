"""All checks of a draft, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from aligner.lexicon import Lexicon
from corpora.languages import get
from corpora.model import Document
from glossary.checking import (
    brackets,
    consistency,
    coverage,
    formula,
    parties,
    polarity,
    quantities,
    script,
    terms,
)
from glossary.checking.aligning import faces
from glossary.checking.documents import ready
from glossary.checking.formula import Usual
from glossary.checking.model import Face, Finding
from glossary.model import Concept
from glossary.scope import Scope, as_of


def check(
    source: Document,
    draft: Document,
    lexicon: Lexicon | None = None,
    concepts: Sequence[Concept] = (),
    known: Usual | None = None,
) -> list[Finding]:
    """What is wrong with the draft of a Chinese document, in the order of the source.

    `lexicon` is what earlier judgments of the two languages taught the aligner, `concepts` the termbase, `known` the
    court's formulae in the language of the draft (`formula.usual`).
    Raises ValueError when `source` is not Chinese or `draft` is.
    """
    ready(source, draft)
    return check_faces(faces(source, draft, lexicon), source, draft, concepts, known)


def check_faces(
    rows: Sequence[Face],
    source: Document,
    draft: Document,
    concepts: Sequence[Concept] = (),
    known: Usual | None = None,
) -> list[Finding]:
    """The same for texts that are aligned already; terms count as they stood on the day of the document."""
    languages = get(source.language), get(draft.language)
    day = source.date or draft.date
    concepts = [as_of(c, Scope(day.isoformat())) for c in concepts] if day else concepts
    found = [
        *quantities.check(rows, *languages),
        *coverage.check(rows),
        *parties.check(rows, source, draft),
        *polarity.check(rows, *languages),
        *coverage.untranslated(rows),
        *terms.check(rows, terms.termbase(concepts, *languages)),
        *consistency.check(rows, *languages, concepts),
        *brackets.check(rows),
        *script.check(rows, draft, languages[1]),
        *(formula.check(rows, known, languages[1], [p.name for p in source.parties]) if known else ()),
    ]
    return sorted(dict.fromkeys(found), key=lambda f: (f.source, f.draft))
