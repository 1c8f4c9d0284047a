"""From a folder of files to a day of practice: the four packages in their order.

This is the last package and the only one that sees all the others, so the way through all of them
starts here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from aligner import build as aligner_build
from aligner import store as aligner_store
from aligner.model import Pair
from corpora import importing
from corpora import store as corpora_store
from corpora.languages import get
from corpora.model import ImportRow
from corpora.progress import Progress, silent
from glossary import build as glossary_build
from glossary import store as glossary_store
from glossary.model import Concept
from glossary.renderings import Rendering, merge
from quiz import store
from quiz.exercises import Item, Making, examples, make, material, of_terms, revised, sure
from quiz.exercises.terms import Examples
from quiz.exercises.variants import unapproved
from quiz.marking import measured
from quiz.model import ExerciseKind


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run did, package by package; `files` is empty when nothing was imported."""

    files: tuple[ImportRow, ...]
    pairs: aligner_build.Summary
    terms: glossary_build.Summary
    exercises: int


def build(db: Database, folder: Path | None, at: str, progress: Progress = silent) -> Summary:
    """Import a folder (None: nothing new), pair, align, link, mine, make exercises; only what is new.

    `at` is the time in ISO form that imports and seeds are dated with.
    """
    rows = importing.add_folder(db, folder, at, progress) if folder else []
    glossary_build.add_seeds(db, at)
    pairs = aligner_build.update(db, progress, glossary_store.term_pairs(db))
    terms = glossary_build.update(db, at, progress)
    return Summary(tuple(rows), pairs, terms, update(db, progress))


def stale(db: Database) -> list[str]:
    """Languages whose exercises no longer match pairs and terms."""
    codes = {target for _, target in glossary_store.language_pairs(db)}
    return [code for code in sorted(codes) if len(set(store.state(db, code))) > 1]


def update(db: Database, progress: Progress = silent) -> int:
    """Make the exercises of every language whose pairs or terms changed; returns how many there are now.

    Where only people's word on terms is new, only exercises of those terms change.
    """
    for code in stale(db):
        progress(f"出题：{get(code).name}")
        now, made = store.state(db, code)
        if now.pairs == made.pairs:
            _change_terms(db, code)
            store.set_state(db, code, now)
            continue
        pairs = list(aligner_store.pairs(db, "zh", code))
        store.replace_exercises(db, code, making(db, code, pairs).made)
        texts = [(get("zh").key(p.source), p.target, p.target_document) for p in pairs]
        store.save_thresholds(db, code, measured(texts, get(code)))
        store.set_state(db, code, now)
    return store.exercise_count(db)


def making(db: Database, code: str, pairs: Iterable[Pair] | None = None) -> Making:
    """The exercises of a language as they would be made now, and what was rejected."""
    pairs = aligner_store.pairs(db, "zh", code) if pairs is None else pairs
    known = material(get("zh"), get(code), items(db, code), pairs, _names(db))
    return make(known, glossary_store.formulae(db, code), glossary_store.formula_wording(db, code))


def _change_terms(db: Database, code: str) -> None:
    """Bring exercises of terms up to what people said of the terms since; the pairs are as they were.

    New sentences are looked for only where a key is another, new exercises made only of terms that had no key before.
    """
    known = material(get("zh"), get(code), items(db, code), (), _names(db))
    old = store.exercises(db, code, [kind for kind in ExerciseKind if kind.of_terms])
    changed = [(e, fresh) for e in old if (fresh := revised(known, e)) != e]
    moved = {e.subject for e, fresh in changed if (fresh.answer, fresh.source) != (e.answer, e.source)}
    judged = {t for t, a in known.answers.items() if a.status.approved and unapproved(known.item_of[t])}
    new = frozenset(known.answers.keys() - {e.subject for e in old}) | frozenset(
        judged - {e.subject for e in old if e.kind is ExerciseKind.VARIANT}
    )
    shown: Examples = {}
    if moved or new:
        known = replace(known, pairs=tuple(filter(sure, aligner_store.pairs(db, "zh", code))))
        shown = examples(known)
    store.change_terms(
        db, [(fresh, shown.get(e.subject, ()) if e.subject in moved else None) for e, fresh in changed]
    )
    if new:
        there = {(e.kind, e.subject, e.direction) for e in old}
        made = of_terms(replace(known, only=new))
        store.add_exercises(
            db, [m for m in made if (m.exercise.kind, m.exercise.subject, m.exercise.direction) not in there]
        )


def _names(db: Database) -> set[str]:
    return {party.name for document in corpora_store.documents(db) for party in document.parties}


def items(db: Database, code: str) -> list[Item]:
    """Every Chinese term with renderings in a language, from the termbase and the candidates."""
    language, zh = get(code), get("zh")
    candidates = glossary_store.candidates_by_source(db, code)
    concepts: dict[str, tuple[str, Concept]] = {}
    for concept in glossary_store.concepts(db):
        for term in concept.terms_in(zh.code):
            concepts[zh.key(term.text)] = (term.text, concept)
    found = []
    for key in sorted(concepts.keys() | candidates.keys()):
        text, concept = concepts.get(key, ("", None))
        seen = candidates.get(key, [])
        if renderings := merge(concept, seen, code, language.key):
            found.append(item(text or seen[0].source, tuple(renderings), concept, code))
    return found


def item(term: str, renderings: tuple[Rendering, ...], concept: Concept | None, code: str) -> Item:
    """A term with what the termbase says of its concept: of the language in `note`, of the law in `law`."""
    if concept is None:
        return Item(term, renderings)
    section = concept.section(code)
    chosen = next((t for t in concept.terms if t.id is not None and t.id == renderings[0].term), None)
    of_term = (chosen.dialect, chosen.jurisdiction, chosen.note) if chosen else ()
    equivalence = section.equivalence.label if section.equivalence else ""
    note = (*of_term, equivalence, section.equivalence_note, section.definition, section.note)
    law = (concept.definition, *concept.laws, concept.note)
    return Item(term, renderings, concept.domain, _joined(law), _joined(note), concept.confusable)


def _joined(parts: Iterable[str]) -> str:
    return "；".join(part for part in parts if part)


def report(db: Database, summary: Summary) -> str:
    """The summary a clerk reads, in Chinese."""
    left_out = [row for row in summary.files if row.outcome.left_out]
    lines = [f"读入 {len(summary.files) - len(left_out)} 份文件，未收 {len(left_out)} 份。"]
    lines += [f"  {row.path}：{row.outcome.label}。{row.reason}" for row in left_out]
    lines += ["工作区现有："]
    lines += [
        f"  {get(h.language).name}　文书 {h.documents} 份，{h.segments} 句"
        for h in corpora_store.holdings(db)
    ]
    counts = aligner_store.counts(db)
    lines += [
        f"配对文书 {counts.document_pairs} 对，句对 {counts.pairs} 个，其中存疑 {counts.doubtful} 个；"
        f"待审候选术语 {summary.terms.waiting} 条；练习 {summary.exercises} 道。"
    ]
    return "\n".join(lines)


def as_dict(summary: Summary) -> dict:
    """The summary for a program: plain JSON values."""
    return {
        "files": [asdict(row) for row in summary.files],
        "pairs": asdict(summary.pairs),
        "terms": asdict(summary.terms),
        "exercises": summary.exercises,
    }
