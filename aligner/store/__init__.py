"""The tables of alignment: which documents, sentences and words translate each other.

Rows carry a status. A machine run deletes and writes `machine` rows only; what a person confirmed or
rejected stays.
"""

from __future__ import annotations

from pathlib import Path

from sqlite_utils import Database

from aligner.store.beads import (
    Task,
    fixed_beads,
    lexicon,
    next_number,
    replace_beads,
    save_lexicon,
    unaligned,
)
from aligner.store.decisions import Decision, decide, decisions, last_decision, to_realign, undo, unlearnt
from aligner.store.documents import (
    PairedDocuments,
    add_pairs,
    add_sketches,
    doubtful_pairs,
    pair_keys,
    paired_document,
    paired_documents,
    replace_doubtful,
    runners_up,
    sketches,
    taught,
    unsketched,
)
from aligner.store.exports import outgoing
from aligner.store.memories import (
    Memory,
    Part,
    add_memory,
    add_part,
    imported_texts,
    memories,
    memory_unit,
    part_texts,
    place,
    remove_memory,
    unlearnt_parts,
)
from aligner.store.pairing import (
    PairAct,
    PairDecision,
    choose_pair,
    confirm_pair,
    last_pair_decision,
    pair_decisions,
    reject_pair,
    undo_pairing,
)
from aligner.store.pairs import (
    Counts,
    Reading,
    counts,
    links,
    links_of,
    pair,
    pair_counts,
    pair_numbers,
    pairs,
    reading,
)
from aligner.store.queue import (
    Choices,
    Neighbour,
    Surroundings,
    bead_number,
    choices,
    decided_count,
    surroundings,
    waiting,
    waiting_bead,
    waiting_count,
)
from aligner.store.register import document_counts, register_entries, set_target, targets
from aligner.store.repeats import Repeat, add_repeats, move_repeats, repeats
from aligner.store.schema import migrations
from aligner.store.search import ANYWHERE, Found, Usage, Where, count, find, search
from aligner.store.words import pair_count, save_links, save_word_model, unlinked, word_model
from corpora import store as corpora_store
from corpora.store import migrate, write_tx


def open_workspace(path: str | Path) -> Database:
    """Open or create the workspace with the tables of corpus and alignment."""
    db = corpora_store.open_workspace(path)
    migrate(db, migrations)
    return db


__all__ = [
    "ANYWHERE",
    "Choices",
    "Counts",
    "Decision",
    "Found",
    "Memory",
    "Neighbour",
    "PairAct",
    "PairDecision",
    "PairedDocuments",
    "Part",
    "Reading",
    "Repeat",
    "Surroundings",
    "Task",
    "Usage",
    "Where",
    "add_memory",
    "add_pairs",
    "add_part",
    "add_repeats",
    "add_sketches",
    "bead_number",
    "choices",
    "choose_pair",
    "confirm_pair",
    "count",
    "counts",
    "decide",
    "decided_count",
    "decisions",
    "document_counts",
    "doubtful_pairs",
    "find",
    "fixed_beads",
    "imported_texts",
    "last_decision",
    "last_pair_decision",
    "lexicon",
    "links",
    "links_of",
    "memories",
    "memory_unit",
    "migrations",
    "move_repeats",
    "next_number",
    "open_workspace",
    "outgoing",
    "pair",
    "pair_count",
    "pair_counts",
    "pair_decisions",
    "pair_keys",
    "pair_numbers",
    "paired_document",
    "paired_documents",
    "pairs",
    "part_texts",
    "place",
    "reading",
    "register_entries",
    "reject_pair",
    "remove_memory",
    "repeats",
    "replace_beads",
    "replace_doubtful",
    "runners_up",
    "save_lexicon",
    "save_links",
    "save_word_model",
    "search",
    "set_target",
    "sketches",
    "surroundings",
    "targets",
    "taught",
    "to_realign",
    "unaligned",
    "undo",
    "undo_pairing",
    "unlearnt",
    "unlearnt_parts",
    "unlinked",
    "unsketched",
    "waiting",
    "waiting_bead",
    "waiting_count",
    "word_model",
    "write_tx",
]
