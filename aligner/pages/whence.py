"""The head of a pair: where it stands, the way there, whether a person has checked it."""

from __future__ import annotations

from sqlite_utils import Database

from aligner import store
from aligner.model import Pair, Status
from corpora.model import Section
from corpora.rendering import pair_head


def facts(db: Database, pair: Pair) -> list[str]:
    """Court, kind, case number, section, date; a memory's unit by the memory and what it says of itself."""
    found = store.place(db, pair)
    section = [] if pair.section is Section.BODY else [pair.section.label]
    at = found.index(pair.date) if pair.date in found else len(found)
    return [*found[:at], *section, *found[at:]]


def head(db: Database, pair: Pair) -> str:
    """As HTML. A memory's units have no text to go to."""
    bead = None if pair.status is Status.IMPORTED else pair.bead
    return pair_head(facts(db, pair), bead, pair.status is Status.CONFIRMED)
