"""Many drafts at once: a folder of Chinese texts and translations, paired as the workspace pairs its documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aligner import build
from aligner import store as aligner_store
from corpora import importing
from corpora import store as corpora_store
from corpora.languages import get
from corpora.model import Document, ImportRow
from corpora.progress import Progress, silent
from glossary.checking.aligning import faces
from glossary.checking.consistency import Difference, across
from glossary.checking.model import Face
from glossary.model import Concept


@dataclass(frozen=True, slots=True)
class Gathered:
    """(source, draft) documents; files that could not be read; names of documents without a counterpart."""

    drafts: tuple[tuple[Document, Document], ...]
    refused: tuple[ImportRow, ...]
    alone: tuple[str, ...]


def gather(folder: Path, progress: Progress = silent) -> Gathered:
    """The pairs in a folder, found as an import finds them, in a workspace that is gone afterwards.

    Pairs that an import would ask a person about are taken too, the surest first: nothing is kept of them.
    """
    db = aligner_store.open_workspace(":memory:")
    rows = importing.add_folder(db, folder, "", progress)
    build.pair_documents(db, progress)
    pairs = [*aligner_store.paired_documents(db), *reversed(aligner_store.doubtful_pairs(db))]
    taken: dict[int, tuple[int, int]] = {}
    for pair in pairs:
        if not {pair.source, pair.target} & taken.keys():
            taken |= dict.fromkeys((pair.source, pair.target), (pair.source, pair.target))
    documents = {d.id or 0: d for d in corpora_store.documents(db)}
    return Gathered(
        tuple((documents[s], documents[t]) for s, t in dict.fromkeys(taken.values())),
        tuple(row for row in rows if row.outcome.left_out),
        tuple(d.name for number, d in documents.items() if number not in taken),
    )


def differences(
    drafts: Sequence[tuple[Document, Document]], concepts: Sequence[Concept] = ()
) -> dict[str, list[Difference]]:
    """Language code -> terms that drafts in it render in more than one way."""
    by_language: dict[str, dict[str, Sequence[Face]]] = {}
    for source, draft in drafts:
        by_language.setdefault(draft.language, {})[draft.name] = faces(source, draft)
    return {code: across(named, get("zh"), get(code), concepts) for code, named in by_language.items()}
