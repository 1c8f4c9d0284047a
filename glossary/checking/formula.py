"""Formulae: a sentence the court always says in one way is said in that way here.

What counts is the skeleton, the sentence without its numbers, dates and names (`glossary.formulae`). The court's way is what
a person approved; where nobody has, what most of its cases say. A draft that differs by less than a particle passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from corpora.languages import Language
from glossary.checking.model import Face, Finding, FindingKind
from glossary.formulae.facing import face as laid
from glossary.formulae.matching import comparable
from glossary.formulae.model import Formula, Status, Translation
from glossary.formulae.reusing import filled
from glossary.formulae.skeletons import Sentence, sentence
from glossary.formulae.wording import Wording

SAME = 0.97  # likeness of skeletons that say the same
CASES = 3  # in which a translation nobody approved must stand to be called usual
MOST = 0.8  # and its share of the cases


@dataclass(frozen=True, slots=True)
class Usual:
    """The formulae of one language that there is a usual way to say, by their Chinese skeletons, and how its names are said."""

    formulae: dict[str, Formula]
    wording: Wording


def usual(formulae: Iterable[Formula], wording: Wording) -> Usual:
    """Those of a collection that a draft is held to."""
    return Usual(
        {f.skeleton: f for f in formulae if f.status is not Status.REJECTED and admitted(f)}, wording
    )


def admitted(formula: Formula) -> list[Translation]:
    """The ways that pass: all that were approved; else all that are used, where one of them is usual."""
    approved = [t for t in formula.translations if t.status is Status.APPROVED]
    if approved:
        return approved
    kept = [t for t in formula.translations if t.status is not Status.REJECTED]
    first = max((t.cases for t in kept), default=0)
    return kept if first >= CASES and first >= MOST * formula.cases else []


def check(
    faces: Sequence[Face], known: Usual, language: Language, names: Sequence[str] = ()
) -> list[Finding]:
    """套语。`names` are the parties' names as the Chinese document has them."""
    both = (face for face in faces if face.source.text and face.draft.text)
    return [finding for face in both for finding in _findings(face, known, language, names)]


def _findings(face: Face, known: Usual, language: Language, names: Sequence[str]) -> Iterator[Finding]:
    asked = sentence(face.source.text, names)
    formula = known.formulae.get(asked.skeleton)
    if formula is None:
        return
    own = comparable(laid(asked, face.draft.text, language, known.wording).skeleton)
    ways = admitted(formula)
    if any(Levenshtein.normalized_similarity(own, comparable(way.skeleton)) >= SAME for way in ways):
        return
    yield _unusual(face, asked, formula, ways[0], language, known.wording)


def _unusual(
    face: Face, asked: Sentence, formula: Formula, way: Translation, language: Language, known: Wording
) -> Finding:
    proposed = filled(asked, formula, way, 100.0, language, known)
    who = f"经{way.who}核定" if way.status is Status.APPROVED and way.who else f"见于 {way.cases} 案"
    left = "（数字、名称请再核对）" if proposed.left else ""
    return Finding(
        FindingKind.FORMULA, face.source.span, face.draft.span,
        f"套语与本院惯用译法不同：“{_short(face.source.text)}”惯用“{_short(way.examples[0].target, 80)}”（{who}）。",
        f"如无特别理由，请改为“{proposed.text}”{left}。",
    )  # fmt: skip


def _short(text: str, longest: int = 30) -> str:
    return text if len(text) <= longest else text[:longest] + "…"
