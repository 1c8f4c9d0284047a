"""How the blanks of a formula are marked: word for word, with a part of the points for part of the words."""

from __future__ import annotations

from rapidfuzz.distance import LCSseq

from corpora.languages import Language
from quiz.marking.pieces import diff, pieces
from quiz.marking.similarity import similarity
from quiz.model import Exercise, Finding, Layer, Mark

NEARLY = 0.75  # share of a blank's pieces, in order, from which it brings a part of its points


def mark_formula(given: str, exercise: Exercise, language: Language) -> Mark:
    """Blanks, and what was written into them, stand one a line; a longer blank is worth more."""
    blanks = exercise.answer.split("\n")
    filled = (given.split("\n") + [""] * len(blanks))[: len(blanks)]
    weights = [len(pieces(blank, language)) for blank in blanks]
    shares = [share_of(one, blank, language) for one, blank in zip(filled, blanks, strict=True)]
    share = sum(s * w for s, w in zip(shares, weights, strict=True)) / max(sum(weights), 1)
    findings = [
        Finding("near" if s else "wrong", f"第 {n} 空应为：{blank}")
        for n, (s, blank) in enumerate(zip(shares, blanks, strict=True), 1)
        if s < 1
    ]
    got = Layer("blanks", "填空", sum(s == 1 for s in shares), len(blanks))
    return Mark(
        round(share, 3), similarity("\n".join(filled), exercise.answer, language),
        tuple(findings) or (Finding("exact", "一字不差"),),
        tuple(run for one, blank in zip(filled, blanks, strict=True) for run in diff(one, blank, language)), (got,),
    )  # fmt: skip


def share_of(given: str, blank: str, language: Language) -> float:
    """1 when equal by key; else the share of the blank's pieces that stand in order, if most of them do."""
    if language.key(given) == language.key(blank):
        return 1.0
    ours, theirs = ([language.key(p) for p in pieces(text, language)] for text in (given, blank))
    common = LCSseq.similarity(ours, theirs) / max(len(theirs), len(ours), 1)
    return round(common, 3) if common >= NEARLY else 0.0
