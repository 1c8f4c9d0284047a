"""Seams: where a long Chinese word falls into shorter ones that texts or the dictionary know.

人民代表大会常务委员会 is one word to a segmenter; a term inside it would be seen only where it stands alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import regex

from corpora.languages import Language

LONG = 4  # characters of a word that may have seams
TWICE = 2  # times a word is seen, to be known
SHARED = 3  # longer words that begin or end with a part, for it to be a word
_HANZI = regex.compile(r"\p{Han}{2,}")


def seams(counts: Mapping[str, int], language: Language, whole: frozenset[str]) -> dict[str, list[tuple[int, int]]]:
    """Where the words of these texts fall into parts; words that do not, and the `whole` ones, are left out.

    `counts`: how often each word stands by itself.
    """
    known = _known(counts, language)
    found = {word: _parts(word, known) for word in counts if len(word) >= LONG and word not in whole}
    return {word: parts for word, parts in found.items() if parts}


def _known(counts: Mapping[str, int], language: Language) -> frozenset[str]:
    """Words that may be parts: seen by themselves, known in general, or one word at an end of several.

    Function words are none: 补充规定 would fall into a word and a half that stands in no term.
    """
    ends = Counter(
        part
        for word in counts
        if len(word) >= LONG
        for n in range(2, len(word) - 1)
        for part in (word[:n], word[n:])
    )
    shared = {
        part for part, k in ends.items()
        if k >= SHARED and counts.get(part, 0) < TWICE and len(language.words(part, ())) == 1
    }  # fmt: skip
    seen = {word for word, k in counts.items() if k >= TWICE or language.general(word)}
    return frozenset(w for w in seen | shared if language.content(w) and language.key(w) not in language.common)


def _parts(word: str, known: frozenset[str]) -> list[tuple[int, int]]:
    """The fewest parts of two characters and more that the word falls into; [] if none."""
    best: list[tuple[int, list[tuple[int, int]]] | None] = [(0, [])] + [None] * len(word)
    for end in range(2, len(word) + 1):
        for start in range(end - 1):
            before, part = best[start], word[start:end]
            if before and part != word and part in known and _HANZI.fullmatch(part):
                rank = (before[0] + 1, [*before[1], (start, end)])
                if best[end] is None or rank[0] < best[end][0]:
                    best[end] = rank
    return best[-1][1] if best[-1] else []
