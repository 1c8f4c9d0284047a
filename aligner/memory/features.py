"""What a sentence is found by: pairs of neighbouring characters or syllables, or the stems of words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from aligner.search_index import in_pairs, pairs_of
from corpora.languages import Language

_STEM = 5  # letters; words of inflecting languages differ after them (docs of `corpora.languages.alphabetic`)


def features(tokens: Sequence[str], language: Language) -> list[str]:
    """The features of a sentence's tokens (see `aligner.search_index`), each once, in order."""
    if not in_pairs(language):
        return list(dict.fromkeys(token[:_STEM] for token in tokens))
    return list(dict.fromkeys(pairs_of(tokens) if len(tokens) > 1 else tokens))


def postings(
    sentences: Iterable[tuple[int, str, Sequence[str]]], languages: dict[str, Language]
) -> dict[tuple[str, str], list[int]]:
    """(language, feature) -> the sentences that have it, in the order given; a sentence is (number, language, tokens)."""
    found: dict[str, defaultdict[str, list[int]]] = {code: defaultdict(list) for code in languages}
    for number, code, tokens in sentences:
        of_language = found[code]
        for feature in features(tokens, languages[code]):
            of_language[feature].append(number)
    return {(code, feature): numbers for code in found for feature, numbers in found[code].items()}
