"""What full text search is given to index, and how a phrase is asked of it.

The index holds keys, cut into tokens: characters, syllables, words, numbers. Where tokens are short and common
(Chinese, Tibetan), two neighbours make a token too: a two-character term is then one look-up, and a longer
one a phrase of rare tokens instead of frequent ones. Such pairs come first, the tokens by themselves after
them, so that no phrase of pairs runs into another text.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from itertools import pairwise

import regex

from corpora.languages import Language, get

JOINT = "_"  # no key has it inside of a token
TOKENIZE = f"ascii tokenchars '{JOINT}'"  # texts come cut and folded: blanks part all there is
_TOKEN = regex.compile(
    r"\p{N}+|\p{Han}\p{M}*|\p{Latin}[\p{Latin}\p{M}]*|[\p{L}\p{Co}\p{M}--\p{Han}--\p{Latin}]+",
    flags=regex.VERSION1,
)
_UNSEEN = regex.compile(r"\p{Cf}")
_PART = regex.compile(
    r"[\p{L}\p{M}\p{N}--\p{Han}]", flags=regex.VERSION1
)  # next to a wildcard, not all of a token
_HANZI = regex.compile(r"[\p{Han}--\p{N}]", flags=regex.VERSION1)
_PUNCTUATION = regex.compile(r"\p{P}")
_BOUND, _NOTHING = "\0", " "
_BOUNDS = regex.compile(f"{_BOUND}+")
_PIECES = 30_000  # of a language, kept with their tokens
_GOES_ON = 2  # letters from which the last word of a query may have an ending


def tokens(text: str, language: Language) -> list[str]:
    """Syllables or words of a text's key, punctuation left out; numbers, hanzi and Latin words stand by themselves.

    No key looks past what joins words or syllables, and most pieces between joints are known already. Where nothing
    joins, hanzi and punctuation are known by themselves, and what stands between them by its neighbours.
    """
    if language.joiner:
        of_piece = _piece_tokens(language.code)
        return [token for piece in text.split(language.joiner) for token in of_piece(piece)]
    known = text.translate(_alone(language.code))
    if _BOUND not in known:
        return list(known.replace(_NOTHING, ""))
    found, at = [], 0
    of_piece = _piece_tokens(language.code)
    for m in _BOUNDS.finditer(known):
        start, end = max(m.start() - 1, 0), m.end() + 1
        before, after = (
            known[side].replace(_NOTHING, "") for side in (slice(start, m.start()), slice(m.end(), end))
        )
        piece = of_piece(text[start:end])
        if piece[: len(before)] != tuple(before) or piece[len(piece) - len(after) :] != tuple(after):
            return _cut(text, language)
        found += known[at : m.start()].replace(_NOTHING, "")
        found += piece[len(before) : len(piece) - len(after)]
        at = m.end()
    return [*found, *known[at:].replace(_NOTHING, "")]


def _cut(text: str, language: Language) -> list[str]:
    return _TOKEN.findall(_UNSEEN.sub("", language.key(text)))


@cache
def _piece_tokens(code: str) -> Callable[[str], tuple[str, ...]]:
    language = get(code)
    return lru_cache(_PIECES)(lambda piece: tuple(_cut(piece, language)))


class _Alone(dict[int, str]):
    """For `str.translate`, a character each: hanzi to their keys, punctuation to _NOTHING, and to _BOUND what its
    neighbours may change."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __missing__(self, code: int) -> str:
        key, found = self.language.key(chr(code)), _cut(chr(code), self.language)
        nothing = not found and _PUNCTUATION.fullmatch(key)
        known = len(found) == 1 and len(found[0]) == 1 and _HANZI.fullmatch(found[0])
        self[code] = _NOTHING if nothing else found[0] if known else _BOUND
        return self[code]


@cache
def _alone(code: str) -> _Alone:
    return _Alone(get(code))


def index_text(text: str, language: Language) -> str:
    """What the index holds of a text: its tokens with a blank between them, after pairs of them where they are short."""
    found = tokens(text, language)
    return " ".join([*pairs_of(found), *found] if in_pairs(language) else found)


def indexed_tokens(indexed: str, language: Language) -> list[str]:
    """The tokens `index_text` was made of."""
    found = indexed.split(" ") if indexed else []
    return found[len(found) // 2 :] if in_pairs(language) else found


def in_pairs(language: Language) -> bool:
    return language.graphemes != "word"


def pairs_of(found: Sequence[str]) -> list[str]:
    return list(map(JOINT.join, pairwise(found)))


def phrase(query: str, language: Language) -> str:
    """An FTS5 phrase that finds the query's key in this language, "" where nothing of it can be found.

    Where words inflect, the last word of the query may go on.
    """
    found = tokens(query, language)
    return spelled(found, language, may_go_on(found, language))


def may_go_on(found: Sequence[str], language: Language) -> bool:
    """Whether the last of a query's tokens may stand for a longer word: a stem for its inflected forms."""
    return language.inflects and bool(found) and len(found[-1]) >= _GOES_ON and found[-1].isalpha()


def spelled(found: Sequence[str], language: Language, goes_on: bool = False) -> str:
    """The FTS5 phrase of these tokens; the last one may be the beginning of a longer one if it `goes_on`."""
    if not found:
        return ""
    asked = pairs_of(found) if in_pairs(language) and len(found) > 1 else found
    return f'"{" ".join(asked)}"' + (" *" if goes_on else "")


def half_phrase(piece: str, language: Language, open_left: bool, open_right: bool) -> str:
    """The phrase of a part of a wildcard query: a token cut off on the left cannot be asked for, on the right it goes on."""
    found = tokens(piece, language)
    if found and open_left and _PART.match(piece):
        found = found[1:]
    return spelled(found, language, bool(found) and open_right and bool(_PART.match(piece[-1])))
