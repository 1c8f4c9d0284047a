"""Bring the terms of a workspace up to date: seeds once, candidates where pairs or decisions are new."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from corpora.languages import Language, get
from corpora.progress import Progress, silent
from corpora.store import by_machine
from corpora.subwords import Stems, learn_stems
from glossary import store
from glossary.formulae import build as formulae_build
from glossary.mining import mine
from glossary.seeds import SIGNED, seed_terms


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did: seeds added, language pairs mined anew, candidates now waiting for a person."""

    seeds: int
    mined: tuple[tuple[str, str], ...]
    waiting: int


def update(db: Database, at: str, progress: Progress = silent) -> Summary:
    """Add seeds that are missing and mine language pairs that have changed; `at` is the time to sign with."""
    seeds = add_seeds(db, at)
    store.hold_all_against_laws(db, "系统", at)
    mined = []
    for source, target in store.language_pairs(db):
        now, before = store.mining_state(db, source, target)
        if now == before:
            continue
        progress(f"找术语：{get(source).name} → {get(target).name}")
        zh = get(source)
        candidates = mine(
            store.linked_pairs(db, source, target),
            zh,
            get(target),
            tuple(store.term_keys(db, zh).values()),
            store.rejected(db, source, target),
            _stems(store.linked_texts(db, source, target), get(target)),
        )
        store.replace_candidates(db, source, target, candidates, now)
        mined.append((source, target))
    formulae_build.update(db, progress)
    return Summary(seeds, tuple(mined), sum(store.waiting_counts(db).values()))


def _stems(texts: Iterable[str], language: Language) -> Stems | None:
    """Endings of a language that writes blanks between inflected words, learnt from its texts."""
    return learn_stems(map(language.key, texts)) if language.inflects else None


def add_seeds(db: Database, at: str) -> int:
    """Seed terms not yet there; returns how many were added."""
    before = db["terms"].count
    with by_machine(), store.write_tx(db):
        for domain, zh, term in seed_terms():
            store.add_term(db, domain, zh, term, SIGNED, at)
    return db["terms"].count - before
