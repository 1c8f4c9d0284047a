"""How a rendering of a term is marked: by key, accepted variant, inflected form; else what it is instead."""

from __future__ import annotations

from rapidfuzz.distance import LCSseq, Levenshtein
from rapidfuzz.fuzz import ratio

from corpora.languages import Language, polarity
from glossary.recognition import find_terms
from quiz.marking.pieces import bare, diff, pieces
from quiz.marking.similarity import similarity
from quiz.model import Exercise, Finding, Mark

SLIP = 0.5  # share of the points for one wrong letter in a word long enough, and for what judgments say unapproved
HALF, MOST = (
    0.5,
    75.0,
)  # share of the pieces, and of the letters in percent, from which a wrong answer is called near
LONG = 6  # letters of the key from which one wrong letter is a slip and no other word


def mark_term(given: str, exercise: Exercise, language: Language) -> Mark:
    """All or nothing, but for a slip of the pen and for what is published and not approved."""
    alike = similarity(given, exercise.answer, language)
    share, finding = _judged(given, exercise, language)
    shown = 100.0 if finding.name in ("exact", "spelling") else alike
    return Mark(share, shown, (finding,), diff(given, exercise.answer, language))


def _judged(given: str, exercise: Exercise, language: Language) -> tuple[float, Finding]:
    key, expected = language.key(bare(given)), language.key(exercise.answer)
    right = f"本题的译法是：{exercise.answer}"
    if key == expected:
        plain = bare(language.text(given)) == bare(language.text(exercise.answer))
        return 1.0, Finding("exact", "正确") if plain else Finding(
            "spelling", f"正确；规范写法：{exercise.answer}"
        )
    if key in {language.key(v) for v in exercise.accepted}:
        return 1.0, Finding("variant", f"也可以；{right}")
    if key in {language.key(v) for v in exercise.forbidden}:
        return 0.0, Finding("forbidden", f"这个译法已停用；{right}")
    if key in {language.key(v) for v in exercise.unapproved}:
        return SLIP, Finding("unapproved", f"判决书里也这样译，但核定的译法是：{exercise.answer}")
    if other := next((c.term for c in exercise.distractors if language.key(c.text) == key and c.term), ""):
        return 0.0, Finding("other_term", f"这是“{other}”；{right}", other)
    if _inflected(given, exercise, language):
        return 1.0, Finding("inflected", f"正确；词典形：{exercise.answer}")
    if _reversed(given, exercise.answer, language):
        return 0.0, Finding("polarity", f"意思反了；{right}")
    if len(expected) >= LONG and Levenshtein.distance(key, expected) == 1:
        return SLIP, Finding("slip", f"差一个字母；{right}")
    if expected in key or key in expected:
        return 0.0, Finding(
            "missing" if key in expected else "added", f"{'少' if key in expected else '多'}了词；{right}"
        )
    if _alike(given, exercise.answer, language):
        return 0.0, Finding("near", f"很接近，但不是这个词；{right}")
    return 0.0, Finding("wrong", f"不是这个词；{right}")


def _inflected(given: str, exercise: Exercise, language: Language) -> bool:
    """Whether the answer is the term with the endings this language writes on to it, and nothing else."""
    text = bare(language.text(given))
    keys = {language.key(right): right for right in (exercise.answer, *exercise.accepted)}
    return language.inflects and any(hit.span == (0, len(text)) for hit in find_terms(text, language, keys))


def _alike(given: str, expected: str, language: Language) -> bool:
    """Whether half of the syllables, words or characters are the same, or most of the letters."""
    ours, theirs = ([language.key(p) for p in pieces(text, language)] for text in (given, expected))
    common = LCSseq.similarity(ours, theirs) / max(len(ours), len(theirs))
    return common >= HALF or ratio(language.key(given), language.key(expected)) >= MOST


def _reversed(given: str, expected: str, language: Language) -> bool:
    """Whether an answer that is nearly the term denies what the term does not, or the reverse."""
    table = language.polarity
    if table is None or not _alike(given, expected, language):
        return False
    ours, theirs = (polarity.counts(language.text(text), table) for text in (given, expected))
    return ours[polarity.Sense.NEGATION] != theirs[polarity.Sense.NEGATION]
