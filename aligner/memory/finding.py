"""Looking a sentence up, and keeping the index of what can be looked up."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlite_utils import Database

from aligner.memory.features import features, postings
from aligner.memory.ranking import Edit, candidates, comparable, edits, rare, score
from aligner.model import Pair, Status
from aligner.search_index import indexed_tokens, tokens
from aligner.store import memory as store
from aligner.store.memories import place
from corpora.languages import CODES, Language, get
from corpora.progress import Progress, silent

SOURCE = "zh"  # the language of `Pair.source`
LEAST = 60.0  # score from which a sentence is worth showing


@dataclass(frozen=True, slots=True)
class Match:
    """A pair whose sentence in the asked language is like the one asked for.

    `score` is 0 to 100; `edits` turn the sentence asked for into the found one; `times` is how many pairs have the
    very same two texts, of which `pair` is the best; `place` says where that stands, a judgment or a memory by name.
    """

    pair: Pair
    score: float
    edits: tuple[Edit, ...]
    times: int = 1
    place: tuple[str, ...] = ()


def update(db: Database, progress: Progress = silent) -> int:
    """Index the pairs that are new; returns how many they were. Cut short, it goes on where it stopped."""
    languages = {code: get(code) for code in CODES}
    total, done = store.queue_length(db), 0
    while batch := store.next_in_queue(db):
        sides = (
            (bead, code, indexed_tokens(text, languages[code]))
            for bead, *texts in batch
            for code, text in texts
        )
        store.put_in(db, [bead for bead, *_ in batch], postings(sides, languages))
        done += len(batch)
        progress(f"翻译记忆：编入新句对 {done}/{max(total, done)}")
    return done


def lookup(
    db: Database,
    text: str,
    language: Language,
    other: str | None = None,
    limit: int = 10,
    least: float = LEAST,
) -> list[Match]:
    """Pairs whose side in this language is like the text, the likest first, what people confirmed before the rest.

    `other` is the code of the language to translate to or from, None any. Knows what `update` has indexed.
    """
    asked = tokens(text, language)
    wanted = comparable(asked, language)
    counts = store.posting_counts(db, language.code, features(asked, language))
    near = candidates(store.postings_of(db, language.code, rare(counts)), store.highest_bead(db))
    scores = {
        bead: likeness
        for bead, indexed in store.indexed_texts(db, near.tolist(), language.code == SOURCE)
        if (likeness := score(wanted, comparable(indexed_tokens(indexed, language), language), least))
    }
    found = _matches(store.pairs_of(db, list(scores)), scores, text, language, other, limit)
    return [replace(m, place=tuple(place(db, m.pair))) for m in found]


def _matches(
    pairs: list[Pair], scores: dict[int, float], text: str, language: Language, other: str | None, limit: int
) -> list[Match]:
    groups: dict[tuple[str, str], list[Pair]] = {}
    for pair in pairs:
        if other in (None, pair.source_language, pair.target_language):
            groups.setdefault((pair.source, pair.target), []).append(pair)
    best = [
        max(group, key=lambda p: (p.status is Status.CONFIRMED, p.posterior, -p.bead))
        for group in groups.values()
    ]
    best.sort(
        key=lambda p: (-round(scores[p.bead]), p.status is not Status.CONFIRMED, -scores[p.bead], p.bead)
    )
    return [
        Match(
            p,
            scores[p.bead],
            edits(text, p.source if language.code == SOURCE else p.target, language),
            len(groups[p.source, p.target]),
        )
        for p in best[:limit]
    ]
