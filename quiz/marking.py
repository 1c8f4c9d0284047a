"""How an answer is marked: by key, then by accepted variant; similarity is shown, it is never the mark.

A bare chrF is no mark: a reversed meaning scores 97 and a tsheg of the other kind 30. So both sides are
folded to keys first, where U+0F0B and U+0F0C, a missing final tsheg, or Mongolian letters that look the
same on the screen are equal.
"""

from __future__ import annotations

from functools import cache

import regex
from rapidfuzz.distance import Indel
from sacrebleu.metrics import CHRF

from corpora.languages import Language
from quiz.model import Exercise, Finding, Mark

NEAR = 40.0  # chrF from which a wrong answer is called near


def mark(answer: str, exercise: Exercise, language: Language) -> Mark:
    """Mark an answer to an exercise in the exercise's language."""
    given, expected = language.key(answer), language.key(exercise.answer)
    if not given:
        return Mark(0.0, 0.0, (Finding("empty", "没有作答"),), diff(answer, exercise.answer, language))
    similarity = chrf(given, expected)
    variants = {language.key(v): v for v in exercise.accepted}
    if given == expected:
        plain = _bare(language.text(answer)) == _bare(language.text(exercise.answer))
        finding = (
            Finding("exact", "正确") if plain else Finding("spelling", f"正确；规范写法：{exercise.answer}")
        )
        return Mark(1.0, 100.0, (finding,), diff(answer, exercise.answer, language))
    if given in variants:
        finding = Finding("variant", f"也可以；本题的译法是：{exercise.answer}")
        return Mark(1.0, similarity, (finding,), diff(answer, exercise.answer, language))
    finding = (
        Finding("near", "很接近，但不是这个词") if similarity >= NEAR else Finding("wrong", "不是这个词")
    )
    return Mark(0.0, similarity, (finding,), diff(answer, exercise.answer, language))


def _bare(text: str) -> str:
    return regex.sub(r"[\s\p{P}]+$", "", text.strip())


@cache
def _metric() -> CHRF:
    return CHRF()


def chrf(given: str, expected: str) -> float:
    """chrF2 (Popović 2015) between two keys, 0-100, by sacrebleu."""
    return round(_metric().sentence_score(given, [expected]).score, 1)


def signature() -> str:
    """sacrebleu's signature of the similarity shown."""
    metric = _metric()
    metric.sentence_score("a", ["a"])
    return f"chrF{metric.beta}|{metric.get_signature()}"


def graphemes(text: str, language: Language) -> list[str]:
    """The pieces a reader of the language would compare: syllables, characters, or user-perceived letters.

    Never code points: a Tibetan vowel sign or a Mongolian variation selector is no piece of its own
    (UAX #29, extended grapheme clusters).
    """
    if language.graphemes == "syllable":
        return [p for p in regex.split(rf"(?<={regex.escape(language.joiner)})", text) if p]
    return regex.findall(r"\X", text)


def diff(given: str, expected: str, language: Language) -> tuple[tuple[str, str], ...]:
    """Runs of ("equal" | "missing" | "extra", text) that lead from what was given to what was expected."""
    a = graphemes(_bare(language.text(given)), language)
    b = graphemes(_bare(language.text(expected)), language)
    runs: list[tuple[str, str]] = []
    for op in Indel.opcodes([language.key(x) or x for x in a], [language.key(x) or x for x in b]):
        if op.tag == "equal":
            runs.append(("equal", "".join(b[op.dest_start : op.dest_end])))
        if op.tag in ("delete", "replace") and op.src_end > op.src_start:
            runs.append(("extra", "".join(a[op.src_start : op.src_end])))
        if op.tag in ("insert", "replace") and op.dest_end > op.dest_start:
            runs.append(("missing", "".join(b[op.dest_start : op.dest_end])))
    return tuple(runs)
