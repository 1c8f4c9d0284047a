"""Words without their endings: which forms of the other language are one.

A language's file says where an ending may begin (`Language.boundary`), texts show which stems there are
(`corpora.subwords.Stems`); the stem that most forms of the texts share is taken.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from corpora.languages import Language
from corpora.subwords import Stems

SHORTEST = 3  # letters of a stem, where a word is one unit of its language
ENDING = 10  # letters of an ending at most
SMALL = 0.2  # share of places in small letters: the capital elsewhere only begins a sentence
OFTEN, SURE = 4, 0.15  # words an ending must stand after, and their share of all words that end so
MOSTLY = 0.5  # share of the words with an ending whose stems are known that makes it an ending after any stem


def stems_of(words: Iterable[str], language: Language, learnt: Stems | None) -> dict[str, str]:
    """Each word (key) -> its stem. Where words do not inflect, only a case ending that left a known word is one."""
    words = frozenset(words)
    if not language.inflects:
        return {word: next((s for s in _before(word, language, 1) if s in words - language.common), word) for word in words}
    endings = productive(words)
    possible = {word: _possible(word, endings, language, learnt) for word in sorted(words)}
    forms: Counter[str] = Counter(stem for stems in possible.values() for stem in stems)
    surely = _sure(possible, forms)
    chosen = {}
    for word, stems in possible.items():
        best = max(stems, key=lambda s: (forms[s] + (s in words), len(s)))
        if best == word and forms[word] == 1:
            best = min((s for s in stems if s == word or word[len(s) :] in surely), key=len)
        chosen[word] = best
    return _hardened(chosen)


def _sure(possible: dict[str, set[str]], forms: Counter[str]) -> frozenset[str]:
    """Endings after which most words leave a stem that other words have too: they are endings after any stem."""
    known, every = Counter(), Counter()
    for word, stems in possible.items():
        for stem in stems - {word}:
            every[word[len(stem) :]] += 1
            known[word[len(stem) :]] += forms[stem] > 1
    return frozenset(e for e, k in every.items() if k >= OFTEN and known[e] >= MOSTLY * k)


def productive(words: frozenset[str]) -> frozenset[str]:
    """Endings that many words take: of the words that end so, most are words without it too."""
    after: Counter[str] = Counter()
    for word in words:
        for n in range(max(SHORTEST, len(word) - ENDING), len(word)):
            if word[:n] in words:
                after[word[n:]] += 1
    ending: Counter[str] = Counter(word[n:] for word in words for n in range(max(SHORTEST, len(word) - ENDING), len(word)))
    return frozenset(e for e, k in after.items() if k >= OFTEN and k >= SURE * ending[e])


def _possible(
    word: str, endings: frozenset[str], language: Language, learnt: Stems | None
) -> set[str]:
    """The word and what is left of it before an ending."""
    units = language.units(word)
    shortest = units[0].end if len(units) > 1 else SHORTEST
    found = {word, *_before(word, language, shortest)}
    found |= {word[:n] for n in range(max(SHORTEST, len(word) - ENDING), len(word)) if word[n:] in endings}
    if learnt is not None:
        found |= {learnt.stem(word)}
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
    ends = {text: next((language.key(text[w.start : w.end]) for w in reversed(language.words(text, ()))), "") for text in counted}
    whole = {text: k for text, k in counted.items() if ends[text] == stem}
    if whole:
        small = {text: k for text, k in whole.items() if text == text.lower() and k >= SMALL * counted.total()}
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
    return all(language.key(rest[w.start : w.end]) in language.common or w.start == 0 for w in language.words(rest, ()))
