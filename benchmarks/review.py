"""What review is worth: `python -m benchmarks.review [DATA]`.

A reviewer looks at the least certain beads of each set, a twentieth and a tenth of them, and sets right what
is wrong, as the gold has it. Printed are how many of the beads looked at were wrong (and of as many drawn at
random), and strict F1 of all that nobody touched, before and after the documents are aligned anew round it.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from aligner.cover import key, place, share, two_sided
from aligner.evaluation import _language, score
from aligner.exchange import read_gold
from aligner.fixed import lessons, put_back, take_out
from aligner.model import Bead, Status
from aligner.review import person
from aligner.sentences import align
from aligner.sides import Side, prepare
from benchmarks import measuring
from corpora.model import Span

DATA = measuring.DATA / "alignment_dev"


@dataclass(frozen=True, slots=True)
class Document:
    sides: tuple[Side, Side]
    gold: frozenset[tuple[Span, Span]]  # keys of beads
    beads: tuple[Bead, ...]


def main(data: Path = DATA) -> int:
    """Print a line a set and share; 1 when there is no gold to measure with."""
    sets = sorted({path.parent for path in data.glob("*/*.gold")})
    if not sets:
        print(f"没有对齐标准数据：{data} 里应有若干目录，各含 NNN.src、NNN.tgt、NNN.gold。", file=sys.stderr)
        return 1
    print("set                  | looked at | wrong  (at random) | F1 of the rest, before  after")
    for path in sets:
        _set(path)
    return 0


def _set(path: Path) -> None:
    gold = read_gold(path)
    languages = _language(gold, "source"), _language(gold, "target")
    sides = [
        tuple(prepare([language.text(t) for t in lines], language) for lines, language in zip((d.source, d.target), languages, strict=True))
        for d in gold
    ]  # fmt: skip
    found = align(sides)
    documents = [
        Document(s, frozenset(key(Bead(Span(*a), Span(*b))) for a, b in d.beads), beads)
        for s, d, beads in zip(sides, gold, found.beads, strict=True)
    ]
    every = [(n, b) for n, d in enumerate(documents) for b in d.beads]
    every.sort(key=lambda x: x[1].posterior)
    for share_looked in (0.05, 0.1):
        looked = every[: int(len(every) * share_looked)]
        drawn = random.Random(1).sample(every, len(looked))
        wrong, by_chance = (
            sum(key(b) not in documents[n].gold for n, b in x) / len(x) for x in (looked, drawn)
        )
        reviewed = [_reviewed(d, [b for m, b in looked if m == n]) for n, d in enumerate(documents)]
        before, after = _anew(documents, reviewed, found.lexicon)
        print(
            f"{path.name:<20} | {share_looked:>9.0%} | {wrong:>5.0%} {by_chance:>11.0%} | {before:>22.3f} {after:>7.3f}",
            flush=True,
        )


def _reviewed(document: Document, looked: Sequence[Bead]) -> list[Bead]:
    """The beads after a reviewer has set right those looked at."""
    beads = list(document.beads)
    for bead in looked:
        for source, target in sorted(document.gold):
            right = person(source, target)
            if not share(source, bead.source) and not share(target, bead.target):
                continue
            if not two_sided(right):
                home = next(b for b in beads if share(b.source, source) or share(b.target, target))
                right = replace(right, **({"target": Span(home.target.start, home.target.start)} if source.end > source.start
                                          else {"source": Span(home.source.start, home.source.start)}))  # fmt: skip
            try:
                beads = place(beads, right)
            except ValueError:
                continue
    return beads


def _anew(documents: Sequence[Document], reviewed: Sequence[Sequence[Bead]], lexicon) -> tuple[float, float]:
    """Strict F1 of the beads nobody confirmed, before and after a run round the confirmed ones."""
    fixed = [[b for b in beads if b.status == Status.CONFIRMED] for beads in reviewed]
    taught = [x for d, beads in zip(documents, fixed, strict=True) for x in lessons(d.sides, beads)]
    known = align([s for s, _ in taught], lexicon, [f for _, f in taught]).lexicon if taught else lexicon
    reduced = [take_out(d.sides, f) for d, f in zip(documents, fixed, strict=True)]
    found = align([r.sides for r in reduced], known, [r.fixed for r in reduced])
    after = [put_back(r, beads) for r, beads in zip(reduced, found.beads, strict=True)]
    said = [{key(b) for b in beads} for beads in fixed]
    gold = [[k for k in d.gold if k not in done] for d, done in zip(documents, said, strict=True)]
    return tuple(
        score(gold, [[key(b) for b in beads if key(b) not in done and not _touches(b, done)] for beads, done in zip(x, said, strict=True)])[0].f1
        for x in ([d.beads for d in documents], after)
    )  # fmt: skip


def _touches(bead: Bead, done: set[tuple[Span, Span]]) -> bool:
    return any(share(bead.source, s) or share(bead.target, t) for s, t in done)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
