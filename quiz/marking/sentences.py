"""How the translation of a sentence is marked, layer by layer: terms, figures and names, sense, completeness.

Every layer that the sentence has counts; a translation that says the opposite or decides another amount is no
translation, so its share is capped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpora import placeables
from corpora.languages import Language, get, polarity
from corpora.languages.polarity import Sense
from corpora.model import Kind, Section, Span
from glossary.checking import polarity as checked_polarity
from glossary.checking import quantities
from glossary.checking.model import Face, FindingKind, Passage
from glossary.checking.model import Finding as Checked
from glossary.recognition import find_terms
from quiz.marking.pieces import Runs, bare, diff, pieces
from quiz.marking.similarity import Thresholds, similarity
from quiz.model import Direction, Exercise, Finding, Layer, Mark, Required

WEIGHTS = {"terms": 4.0, "figures": 2.0, "sense": 2.0, "whole": 2.0}
REVERSED_CAP = 0.4  # who says the opposite has not translated
FAULT_CAP = (
    0.55  # nor who decides another amount, date or article, leaves out a clause, or only lists the terms
)
CLAUSE = 0.25  # share of the key in one missing run from which a clause is missing
SHORT = 0.75  # and the answer has to be that much shorter, for a paraphrase is no omission

NAMES = {
    FindingKind.ARTICLE: "article", FindingKind.AMOUNT: "money", FindingKind.DATE: "date",
    FindingKind.DEADLINE: "duration", FindingKind.NUMBER: "number", FindingKind.CASE_NUMBER: "case",
}  # fmt: skip


def mark_sentence(given: str, exercise: Exercise, language: Language, known: Thresholds) -> Mark:
    """Equal to a published translation by key: full points. Else the layers are weighed, against the most similar one."""
    near = max((exercise.answer, *exercise.accepted), key=lambda text: similarity(given, text, language))
    alike, runs = similarity(given, near, language), diff(given, near, language)
    if language.key(bare(given)) == language.key(bare(near)):
        return Mark(1.0, 100.0, (_equal(given, near, exercise, language),), runs)
    exercise = replace(exercise, answer=near)
    layers, findings = _layers(language.text(given), exercise, language, alike, runs, known)
    share = sum(WEIGHTS[layer.name] * layer.share for layer in layers) / sum(WEIGHTS[x.name] for x in layers)
    names = {f.name for f in findings}
    if names & {"polarity", "modality"}:
        share = min(share, REVERSED_CAP)
    if names & {*NAMES.values(), "name", "missing"} or alike < known.near:
        share = min(share, FAULT_CAP)
    if alike < known.near and not any(x.share for x in layers if x.name == "terms"):
        share, findings = 0.0, [Finding("wrong", "与原句对不上，请对照公布的译文")]
    return Mark(
        round(share, 3),
        alike,
        tuple(findings) or (Finding("fair", "意思完整，用词与公布译文不同"),),
        runs,
        layers,
    )


def _equal(given: str, published: str, exercise: Exercise, language: Language) -> Finding:
    if published != exercise.answer:
        return Finding("variant", "也是公布过的译文")
    if bare(language.text(given)) == bare(language.text(published)):
        return Finding("exact", "与公布译文一致")
    return Finding("spelling", "与公布译文一致，写法略有不同")


def _layers(
    given: str, exercise: Exercise, language: Language, alike: float, runs: Runs, known: Thresholds
) -> tuple[tuple[Layer, ...], list[Finding]]:
    found: list[Finding] = []
    layers: list[Layer] = []
    if exercise.required:
        terms = list(_terms(given, exercise.required, language))
        layers.append(Layer("terms", "术语", len(exercise.required) - len(terms), len(exercise.required)))
        found += terms
    count = len(_figures(exercise.answer, language))
    figures = [*_values(given, exercise, language), *_names(given, exercise, language)]
    if count or figures:
        layers.append(Layer("figures", "数字姓名", max(0, count - len(figures)), max(count, len(figures))))
    sense = list(_sense(given, exercise, language))
    layers.append(Layer("sense", "肯定否定", 0 if sense else 1, 1))
    whole = list(_whole(given, exercise, language, runs))
    span = max(known.same - known.near, 1.0)
    layers.append(Layer("whole", "措辞相近", max(0.0, min((alike - known.near) / span, 1.0)), 1))
    return tuple(layers), [*found, *figures, *sense, *whole]


def _terms(given: str, required: Sequence[Required], language: Language) -> Iterator[Finding]:
    """A finding for each required term that no accepted rendering stands for."""
    for term in required:
        if find_terms(given, language, {language.key(text): text for text in term.accepted}):
            continue
        ruled_out = {language.key(text): text for text in term.forbidden}
        if hits := find_terms(given, language, ruled_out):
            wrong = given[slice(*hits[0].span)]
            yield Finding(
                "forbidden", f"“{term.term}”用了已停用的“{wrong}”，应为“{term.accepted[0]}”", term.term
            )
        else:
            yield Finding(
                "missing_term", f"“{term.term}”没有译出，或译法未核定；应为“{term.accepted[0]}”", term.term
            )


def _values(given: str, exercise: Exercise, language: Language) -> Iterator[Finding]:
    """What of the source's figures the answer has otherwise, but for what the published translation has otherwise too."""
    published = {(f.kind, f.source) for f in _checked(exercise, exercise.answer, language)}
    for finding in _checked(exercise, given, language):
        if (finding.kind, finding.source) not in published:
            yield Finding(NAMES[finding.kind], finding.message)


def _checked(exercise: Exercise, text: str, language: Language) -> list[Checked]:
    return quantities.check([_face(exercise, text)], _source_language(exercise), language)


def _source_language(exercise: Exercise) -> Language:
    return get(exercise.language if exercise.direction is Direction.BACK else "zh")


def _face(exercise: Exercise, text: str) -> Face:
    return Face(_passage(exercise.source), _passage(text), Section.BODY, Span(0, 1), Span(0, 1))


def _passage(text: str) -> Passage:
    return Passage(text, tuple(range(len(text) + 1)))


def _figures(text: str, language: Language) -> list[placeables.Placeable]:
    return [p for p in placeables.find(text, language) if p.kind in quantities.KINDS]


def _names(given: str, exercise: Exercise, language: Language) -> Iterator[Finding]:
    """Masked names stay masked, all of them."""
    ours, theirs = (
        sum(p.kind is Kind.MASK for p in placeables.find(text, language)) for text in (given, exercise.answer)
    )
    if ours < theirs:
        yield Finding("name", f"隐名少了：公布译文有 {theirs} 处，这里 {ours} 处")


def _sense(given: str, exercise: Exercise, language: Language) -> Iterator[Finding]:
    """What is denied, demanded and allowed: unlike the published translation, and unlike the source."""
    if language.polarity is None:
        return
    ours, theirs = (polarity.counts(text, language.polarity) for text in (given, exercise.answer))
    if all(ours[s] == theirs[s] for s in (Sense.NEGATION, Sense.MUST, Sense.MAY)):
        return
    for finding in checked_polarity.check([_face(exercise, given)], _source_language(exercise), language):
        yield Finding("modality" if finding.kind is FindingKind.MODALITY else "polarity", finding.message)


def _whole(given: str, exercise: Exercise, language: Language, runs: Runs) -> Iterator[Finding]:
    """A clause of the published translation that has nothing in its place."""
    whole, ours = (len(pieces(bare(language.text(text)), language)) for text in (exercise.answer, given))
    longest = max((len(pieces(text, language)) for kind, text in runs if kind == "missing"), default=0)
    if whole and longest >= CLAUSE * whole and ours <= SHORT * whole:
        text = max((t for kind, t in runs if kind == "missing"), key=len)
        yield Finding("missing", f"漏译一段：{text}")
    elif ours and whole <= SHORT * ours:
        yield Finding("added", "比公布译文长出许多，请看是否添了内容")
