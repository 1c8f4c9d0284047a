"""How well formulae are reused: every use of a formula is translated from the others, and held against what the court wrote.

    python -m benchmarks.formulae [WORKSPACE]

Without a workspace the invented sample is built. Names and courts are known from all pairs but the one left out.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from aligner import store
from corpora.languages import get
from glossary.formulae import finding, matching, reusing
from glossary.formulae.model import Example
from glossary.formulae.wording import wording

FOLDS = 5


def uses_of(db, code: str) -> list[finding.Use]:
    return [
        finding.use(
            Example(
                p.bead,
                p.source,
                p.target,
                p.source_document,
                p.court or "",
                p.case_number or "",
                (p.date or "")[:4],
            )
        )
        for p in store.pairs(db, "zh", code)
    ]


def measure(db, code: str) -> None:
    language, uses = get(code), uses_of(db, code)
    cases = sorted({u.case for u in uses})
    tally: dict[str, int] = defaultdict(int)
    times = []
    for fold in range(FOLDS):
        out = set(cases[fold::FOLDS])
        kept = [u for u in uses if u.case not in out]
        known = wording(finding.known_of(kept, language))
        formulae = matching.index(finding.formulae(finding.grouped(kept), language, known))
        for u in (u for u in uses if u.case in out and u.sentence.skeleton in formulae.exact):
            began = time.process_time()
            found = reusing.reuse(u.example.source, formulae, language, known, limit=1)[0]
            times.append(1e3 * (time.process_time() - began))
            tally["all"] += 1
            same = language.key(found.text) == language.key(u.example.target)
            tally[
                "same"
                if same
                else "marked"
                if found.left or any(not c.sure for c in found.carried)
                else "other"
            ] += 1
            if not same and not found.left:
                likeness = Levenshtein.normalized_similarity(found.text, u.example.target)
                print(f"  {likeness:.2f} {u.example.source}\n       {found.text}\n       {u.example.target}")
    print(f"{code:8} {tally['all']:4} sentences: as the court wrote {tally['same']}, with marks {tally['marked']}, "
          f"other wording {tally['other']}; {sum(times) / max(len(times), 1):.0f} ms a sentence")  # fmt: skip


def main(file: str | None = None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(file or Path(folder) / "sample.db")
        if not path.exists():
            from quiz import build
            from quiz import store as quiz_store

            build.build(
                quiz_store.open_workspace(path), Path("corpora/sample/files"), "2026-01-01T00:00:00+00:00"
            )
        db = store.open_workspace(path)
        for code in store.pair_counts(db):
            measure(db, code)


if __name__ == "__main__":
    main(*sys.argv[1:2])
