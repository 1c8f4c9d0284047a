"""How well beads match gold: strict and lax precision, recall and F1, as vecalign scores them.

Strict counts a bead that is exactly in the gold. Lax counts one that overlaps a gold bead on both sides
(Thompson and Koehn 2019, section 4.2, and their score.py). Gold nulls count in precision only where the
system gives a null; they are no targets of recall, as in vecalign.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from aligner.exchange.gold import GoldDocument, read_gold, read_terms
from aligner.model import Bead
from aligner.scoring import Settings
from aligner.sentences import align
from aligner.sides import Side, entry, prepare
from corpora.languages import Language, get
from corpora.languages.generic import GENERIC
from corpora.languages.recognise import recognise
from corpora.model import Span

Beads = Iterable[tuple[Span, Span]]


@dataclass(frozen=True, slots=True)
class Score:
    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Result:
    """Strict and lax score of a set of documents aligned together, and the processor seconds it took."""

    set: str
    strict: Score
    lax: Score
    seconds: float
    beads: tuple[tuple[Bead, bool], ...] = ()  # each bead of the system with whether it is in the gold

    def as_dict(self) -> dict:
        return {
            "set": self.set,
            "strict": asdict(self.strict),
            "lax": asdict(self.lax),
            "seconds": round(self.seconds, 2),
        }


def score(gold: Sequence[Beads], found: Sequence[Beads]) -> tuple[Score, Score]:
    """(strict, lax) over documents, gold and system in the same order."""
    hits = {"strict_p": 0, "lax_p": 0, "strict_r": 0, "lax_r": 0}
    given = wanted = 0
    for one, other in zip(gold, found, strict=True):
        truth, system = [_placed(b) for b in one], [_placed(b) for b in other]
        given += len(system)
        targets = [b for b in truth if _two_sided(b)]
        wanted += len(targets)
        answers = [b for b in system if _two_sided(b)]
        hits["strict_p"] += sum(b in set(truth) for b in system)
        hits["strict_r"] += sum(b in set(answers) for b in targets)
        hits["lax_p"] += sum(_lax(b, truth) for b in system)
        hits["lax_r"] += sum(_lax(b, answers) for b in targets)
    return _score(hits["strict_p"], given, hits["strict_r"], wanted), _score(
        hits["lax_p"], given, hits["lax_r"], wanted
    )


def _placed(bead: tuple[Span, Span]) -> tuple[Span, Span]:
    """A null has no place on its empty side."""
    return tuple(span if span.end > span.start else Span(0, 0) for span in bead)


def _two_sided(bead: tuple[Span, Span]) -> bool:
    return bead[0].end > bead[0].start and bead[1].end > bead[1].start


def _lax(bead: tuple[Span, Span], others: Iterable[tuple[Span, Span]]) -> bool:
    if not _two_sided(bead):
        return bead in set(others)
    return any(
        a.start < bead[0].end and bead[0].start < a.end and b.start < bead[1].end and bead[1].start < b.end
        for a, b in others
    )


def _score(right: int, given: int, found: int, wanted: int) -> Score:
    precision, recall = right / given if given else 0.0, found / wanted if wanted else 0.0
    both = precision + recall
    return Score(precision, recall, 2 * precision * recall / both if both else 0.0)


def evaluate(
    directory: Path,
    lone: bool = False,
    glossary: Path | None = None,
    settings: Settings = Settings(),  # noqa: B008
) -> Result:
    """Align the gold documents of a directory, together or each on its own, and score the beads.

    `glossary` is a file of terms and renderings, separated by a tab, that the aligner may know beforehand.

    Raises ValueError when the directory holds no gold.
    """
    documents = read_gold(directory)
    began = time.process_time()
    languages, sides = prepared(documents)
    entries = [entry(pair, languages) for pair in read_terms(glossary)] if glossary else []
    groups = [[side] for side in sides] if lone else [sides]
    found = [b for group in groups for b in align(group, glossary=entries, settings=settings).beads]
    seconds = time.process_time() - began
    strict, lax = score(
        [d.beads for d in documents], [[(b.source, b.target) for b in beads] for beads in found]
    )
    truth = [{_placed(b) for b in d.beads} for d in documents]
    judged = tuple(
        (b, _placed((b.source, b.target)) in t) for t, beads in zip(truth, found, strict=True) for b in beads
    )
    return Result(directory.name, strict, lax, seconds, judged)


def prepared(documents: Sequence[GoldDocument]) -> tuple[tuple[Language, Language], list[tuple[Side, Side]]]:
    """The languages most of the two sides are in, and the documents' sides as `align` takes them."""
    source, target = languages = _language(documents, "source"), _language(documents, "target")
    return languages, [
        (
            prepare([source.text(t) for t in d.source], source),
            prepare([target.text(t) for t in d.target], target),
        )
        for d in documents
    ]


def _language(documents: Sequence[GoldDocument], side: str) -> Language:
    text = "\n".join(line for d in documents for line in getattr(d, side))
    code = recognise(text[:20000])
    return get(code) if code else GENERIC
