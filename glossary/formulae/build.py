"""Bring the collection of formulae up to date: new pairs are read, languages that changed are grouped anew."""

from __future__ import annotations

from sqlite_utils import Database

from corpora.languages import get
from corpora.progress import Progress, silent
from glossary import store
from glossary.formulae import finding
from glossary.formulae.wording import learnt


def update(db: Database, progress: Progress = silent) -> tuple[str, ...]:
    """Languages whose formulae were found anew; what people decided stays."""
    done = []
    for _, code in store.language_pairs(db):
        now, before = store.formula_state(db, code)
        if now != before:
            progress(f"找套语：{get(code).name}")
            store.forget_readings(db, code)
            _read(db, code)
            _group(db, code, now)
            done.append(code)
    return tuple(done)


def _read(db: Database, code: str) -> None:
    language = get(code)
    while new := store.new_formula_pairs(db, code):
        uses = [finding.use(example) for example in new]
        known = [k for u in uses for k in learnt(u.sentence, u.example.target, language)]
        store.save_read(db, code, uses, known)


def _group(db: Database, code: str, state: str) -> None:
    language = get(code)
    uses = [finding.use(example) for example in store.recurring_uses(db, code)]
    names = store.party_names(db, code)
    store.replace_names(db, code, names)
    names += finding.courts_of(uses, store.formula_wording(db, code), language)
    store.replace_names(db, code, names)
    groups = finding.grouped(uses)
    names += finding.told_of(groups, store.formula_wording(db, code), language)
    store.replace_names(db, code, names)
    found = finding.formulae(groups, language, store.formula_wording(db, code))
    store.replace_formulae(db, code, found, state)
