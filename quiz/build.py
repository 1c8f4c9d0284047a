"""From a folder of files to a day of practice: the four packages in their order.

This is the last package and the only one that sees all the others, so the way through all of them
starts here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from aligner import build as aligner_build
from aligner import store as aligner_store
from corpora import importing
from corpora.languages import get
from glossary import build as glossary_build
from glossary import store as glossary_store
from glossary.renderings import merge
from quiz import store
from quiz.making import Item, examples, make

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run did, package by package; `files` is empty when nothing was imported."""

    files: tuple[importing.ImportRow, ...]
    pairs: aligner_build.Summary
    terms: glossary_build.Summary
    exercises: int


def build(db: Database, folder: Path | None, at: str, progress: Progress = lambda text: None) -> Summary:
    """Import a folder (None: nothing new), pair, align, link, mine, make exercises; only what is new.

    `at` is the time in ISO form that imports and seeds are dated with.
    """
    rows = importing.add_folder(db, folder, at, progress) if folder else []
    pairs = aligner_build.update(db, progress)
    terms = glossary_build.update(db, at, progress)
    return Summary(tuple(rows), pairs, terms, update(db, progress))


def stale(db: Database) -> list[str]:
    """Languages whose exercises no longer match pairs and terms."""
    codes = {target for _, target in glossary_store.language_pairs(db)}
    return [code for code in sorted(codes) if len(set(store.state(db, code))) > 1]


def update(db: Database, progress: Progress = lambda text: None) -> int:
    """Make the exercises of every language whose pairs or terms changed; returns how many there are now."""
    for code in stale(db):
        progress(f"出题：{get(code).name}")
        now, _ = store.state(db, code)
        exercises = make(items(db, code), get(code))
        pairs = aligner_store.pairs(db, "zh", code)
        store.replace_exercises(db, code, exercises, examples(exercises, pairs, get("zh"), get(code)))
        store.set_state(db, code, now)
    return len(store.exercises(db))


def items(db: Database, code: str) -> list[Item]:
    """Every Chinese term with renderings in a language, from the termbase and the candidates."""
    language, zh = get(code), get("zh")
    candidates = glossary_store.candidates_by_source(db, code)
    concepts: dict[str, tuple] = {}
    for concept in glossary_store.concepts(db):
        for term in concept.terms:
            if term.language == zh.code:
                concepts[zh.key(term.text)] = (term.text, concept)
    found = []
    for key in sorted(concepts.keys() | candidates.keys()):
        text, concept = concepts.get(key, (None, None))
        seen = candidates.get(key, [])
        renderings = merge(concept, seen, code, language.key)
        if renderings:
            found.append(Item(text or seen[0].source, tuple(renderings)))
    return found
