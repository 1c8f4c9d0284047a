"""The tables of terminology: concepts with their terms, candidates with their evidence, and who decided what.

Candidates and occurrences are machine rows: mining replaces them. Concepts, terms and decisions belong to
people: mining reads them and never writes them. `history` is append-only. Drafts are kept as uploaded, with answers.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from aligner import store as aligner_store
from corpora.store import migrate
from corpora.store import write_tx as write_tx
from glossary.store.candidates import *  # noqa: F403
from glossary.store.decisions import *  # noqa: F403
from glossary.store.draft_answers import *  # noqa: F403
from glossary.store.drafts import *  # noqa: F403
from glossary.store.formula_decisions import *  # noqa: F403
from glossary.store.formulae import *  # noqa: F403
from glossary.store.laws import *  # noqa: F403
from glossary.store.publishing import *  # noqa: F403
from glossary.store.recording import *  # noqa: F403
from glossary.store.rows import *  # noqa: F403
from glossary.store.schema import migrations
from glossary.store.schema_formulae import *  # noqa: F403
from glossary.store.search import *  # noqa: F403
from glossary.store.terms import *  # noqa: F403
from glossary.store.usage import *  # noqa: F403


def open_workspace(path: str | Path) -> Database:
    """Open or create the workspace with the tables of corpus, alignment and terms."""
    db = aligner_store.open_workspace(path)
    migrate(db, migrations)
    return db
