"""What 500 terms known beforehand do for one lone document: `python -m benchmarks.seeded`.

Every document of a gold set is aligned on its own three times: by lengths and edges only, with nothing known before,
and with the 500 surest terms mined from the true beads of the set's other documents. So the terms are of the same
kind of text but were never seen in the document, as with a court's glossary and a new judgment.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from aligner.evaluation import Beads, prepared, score
from aligner.exchange.gold import GoldDocument, read_gold
from aligner.model import Bead
from aligner.scoring import Settings
from aligner.sentences import align
from aligner.sides import entry
from aligner.words import link_texts
from benchmarks.alignment import DATA, LENGTHS
from corpora.languages import Language
from glossary.mining import mine
from glossary.sides import LinkedPair

TERMS = 500
WAYS = ("lengths", "nothing known", f"{TERMS} terms")


def terms(documents: Sequence[GoldDocument], languages: tuple[Language, Language]) -> list[tuple[str, str]]:
    """The surest terms and renderings of the true beads of these documents."""
    texts = [
        (languages[0].text("".join(d.source[slice(*s)])), languages[1].text(" ".join(d.target[slice(*t)])))
        for d in documents
        for s, t in d.beads
        if s.end > s.start and t.end > t.start
    ]
    links, _ = link_texts(texts, *languages)
    pairs = [LinkedPair.of(n, s, t, found) for n, ((s, t), found) in enumerate(zip(texts, links, strict=True))]
    found = sorted(mine(pairs, *languages), key=lambda c: -c.confidence)
    return [(c.source, c.target) for c in found[:TERMS]]


def main() -> None:
    if not DATA.is_dir():
        sys.exit("没有测试数据 ../shared/data/alignment_dev，跳过。")
    print(f"{'set':24} {'terms':>6} " + " ".join(f"{way:>14}" for way in WAYS) + "   (strict F1)")
    for kind in ("dev-realistic", "dev-hard"):
        rows = [_row(path.name) for path in sorted(DATA.glob(f"{kind}-*"))]
        print(f"{'mean ' + kind:31} " + " ".join(f"{sum(c) / len(c):14.3f}" for c in zip(*rows, strict=True)))


def _row(name: str) -> list[float]:
    documents = read_gold(DATA / name)
    languages, sides = prepared(documents)
    found: dict[str, list[Sequence[Bead]]] = {way: [] for way in WAYS}
    given = 0
    for n, side in enumerate(sides):
        known = terms([*documents[:n], *documents[n + 1 :]], languages)
        given += len(known)
        entries = [entry(pair, languages) for pair in known]
        for way, more in zip(WAYS, ({"settings": LENGTHS}, {}, {"glossary": entries}), strict=True):
            found[way] += align([side], **{"settings": Settings(), **more}).beads
    scores = [score([d.beads for d in documents], _spans(found[way]))[0].f1 for way in WAYS]
    print(f"{name:24} {given / len(documents):6.0f} " + " ".join(f"{f1:14.3f}" for f1 in scores), flush=True)
    return scores


def _spans(found: Sequence[Sequence[Bead]]) -> list[Beads]:
    return [[(b.source, b.target) for b in beads] for beads in found]


if __name__ == "__main__":
    main()
