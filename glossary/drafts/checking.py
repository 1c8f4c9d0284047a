"""Two files are checked with what a workspace knows: its lexicon, its termbase, its memory of formulae."""

from __future__ import annotations

from dataclasses import replace

from sqlite_utils import Database

from aligner import store as aligner_store
from aligner.lexicon import Lexicon
from corpora.model import Document
from glossary import store
from glossary.checking.documents import understood
from glossary.checking.formula import usual
from glossary.drafts.model import Checked, Upload
from glossary.drafts.opening import opened
from glossary.versions import cited


def check_uploads(db: Database | None, source: Upload, draft: Upload) -> Checked:
    """Understand, align and check; `db` None where there is no workspace. Nothing is written.

    Raises ValueError, in Chinese, when a file cannot be used.
    """
    documents = _document(source), _document(draft)
    if db is None:
        return opened(*documents, glossary=cited(None, 0))
    block = aligner_store.lexicon(db, "zh", documents[1].language)
    lexicon = Lexicon.from_bytes(block) if block else None
    code = documents[1].language
    known = usual(store.formulae(db, code), store.formula_wording(db, code))
    return opened(*documents, lexicon, list(store.concepts(db)), store.cited_version(db), known)


def _document(upload: Upload) -> Document:
    return replace(understood(upload.name, upload.content), name=upload.name, sha256=upload.sha256)
