"""Words without their endings: which forms of the other language are one.

A language's file says where an ending may begin (`Language.boundary`), texts show which stems there are
(`corpora.subwords.Stems`); the stem that most forms of the texts share is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from corpora.languages import Language
from corpora.subwords import Stems

SHORTEST = 3  # letters of a stem; one syllable where the units of a language are syllables
BRANCHING = (
    3  # different letters that follow a stem which never stands bare; it is one letter longer at least
)
ENDING = 10  # letters of an ending at most
OFTEN, SURE = (
    4,
    0.3,
)  # words with an ending, and the share of them whose rest is a stem, that make it one after any stem
MANY, HARDLY = 20, 0.15  # the same for an ending the language lists and these texts do not bear out
SMALL = 0.2  # share of places in small letters: the capital elsewhere only begins a sentence


def stems_of(words: Iterable[str], language: Language, learnt: Stems | None) -> dict[str, str]:
    """Each word (key) -> its stem. Where words do not inflect, only a case ending that left a known word is one."""
    words = frozenset(words)
    if not language.inflects:
        return {
            word: next((s for s in _before(word, language, 1) if s in words - language.common), word)
            for word in words
        }
    syllabic = any(len(language.units(word)) > 1 for word in sorted(words, key=len)[-10:])
    shortest = 1 if syllabic else SHORTEST
    endings, refused = _endings(words, shortest)
    cut = learnt.stems(sorted(words)) if learnt else {}
    possible = {
        word: _possible(word, shortest, endings, refused, language) | {cut.get(word, word)} for word in sorted(words)
    }
    forms: Counter[str] = Counter(stem for stems in possible.values() for stem in stems)
    chosen = {}
    for word, stems in possible.items():
        best = max(stems, key=lambda s: (forms[s] + (s in words), word[len(s) :] in endings, len(s)))
        if best == word and forms[word] == 1:
            best = min((s for s in stems if s == word or word[len(s) :] in endings), key=len)
        chosen[word] = best
    return _hardened(chosen)


def _endings(words: frozenset[str], shortest: int) -> tuple[frozenset[str], frozenset[str]]:
    """(what most often follows a stem where words end so, what seldom does).

    A stem is a word that also stands bare, or a beginning after which words go on in many ways (successor variety,
    Harris 1955, "From Phoneme to Morpheme").
    """
    follow: dict[str, set[str]] = defaultdict(set)
    for word in words:
        for n in range(shortest + 1, len(word)):
            follow[word[:n]].add(word[n])
    stem, every = Counter(), Counter()
    for word in words:
        for n in range(max(shortest, len(word) - ENDING), len(word)):
            every[word[n:]] += 1
            stem[word[n:]] += word[:n] in words or len(follow.get(word[:n], ())) >= BRANCHING
    endings = frozenset(e for e, k in every.items() if k >= OFTEN and stem[e] >= SURE * k)
    return endings, frozenset(e for e, k in every.items() if k >= MANY and stem[e] < HARDLY * k)


def _possible(
    word: str,
    shortest: int,
    endings: frozenset[str],
    refused: frozenset[str],
    language: Language,
) -> set[str]:
    """The word and what is left of it before an ending that the language lists or the texts show."""
    found = {word} | {s for s in _before(word, language, shortest) if word[len(s) :] not in refused}
    found |= {word[:n] for n in range(max(shortest, len(word) - ENDING), len(word)) if word[n:] in endings}
    return found


def _before(word: str, language: Language, shortest: int) -> list[str]:
    """What stands before each ending the language's file allows here, the longest first."""
    ends = range(len(word) - 1, max(shortest, len(word) - ENDING) - 1, -1)
    return [word[:n] for n in ends if language.boundary(word, 0, n)]


def _hardened(chosen: dict[str, str]) -> dict[str, str]:
    """A stem that never stands bare is the one bare word that differs from it in its last letter: kitab, kitap."""
    bare: dict[str, set[str]] = defaultdict(set)
    for word, stem in chosen.items():
        if word == stem:
            bare[word[:-1]].add(word)
    found = {}
    for word, stem in chosen.items():
        others = bare.get(stem[:-1], set())
        alone = stem not in chosen and len(stem) > SHORTEST and len(others) == 1
        found[word] = next(iter(others)) if alone else stem
    return found


def bare(surfaces: Sequence[str], stem: str, language: Language) -> str:
    """How a rendering is shown: as most often written with its last word bare, else cut to the stem of its last word.

    `surfaces` are the places' texts, `stem` is the key of the last word's stem.
    """
    counted = Counter(surfaces)
    ends = {
        text: next((language.key(text[w.start : w.end]) for w in reversed(language.words(text, ()))), "")
        for text in counted
    }
    whole = {text: k for text, k in counted.items() if ends[text] == stem}
    if whole:
        small = {
            text: k for text, k in whole.items() if text == text.lower() and k >= SMALL * counted.total()
        }
        return max(small or whole, key=lambda text: (whole[text], text))
    text = max(counted, key=lambda text: (ends[text].startswith(stem), counted[text], -len(text), text))
    word = ends[text]
    if word.startswith(stem) and language.key(text).endswith(word):
        return text[: len(text) - (len(word) - len(stem))]
    shared = len(word) - len(stem[:-1])
    return text[: len(text) - shared] + stem[-1:] if word.startswith(stem[:-1]) and stem else text


def ends_only(text: str, base: str, language: Language) -> bool:
    """Whether `text` is `base` with nothing but an ending or particles after it."""
    key = language.key(base)
    if language.key(text) == key or not language.key(text).startswith(key):
        return False
    end = next((n for n in range(len(base), len(text)) if language.key(text[:n]) == key), None)
    if end is None or not language.boundary(text, 0, end):
        return False
    rest = text[end:]
    return all(
        language.key(rest[w.start : w.end]) in language.common or w.start == 0
        for w in language.words(rest, ())
    )
