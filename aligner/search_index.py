"""What full text search is given to index, and how a phrase is asked of it.

The index holds keys, cut into tokens: characters, syllables, words, numbers. Where tokens are short and common
(Chinese, Tibetan), two neighbours make a token too: a two-character term is then one look-up, and a longer
one a phrase of rare tokens instead of frequent ones. Such pairs come first, the tokens by themselves after
them, so that no phrase of pairs runs into another text.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import regex

from corpora.languages import Language

JOINT = "_"  # no key has it inside of a token
TOKENIZE = f"unicode61 remove_diacritics 0 categories 'L* M* N* Co' tokenchars '{JOINT}'"
_TOKEN = regex.compile(
    r"\p{N}+|\p{Han}\p{M}*|\p{Latin}[\p{Latin}\p{M}]*|[\p{L}\p{Co}\p{M}--\p{Han}--\p{Latin}]+",
    flags=regex.VERSION1,
)
_UNSEEN = regex.compile(r"\p{Cf}")
_PART = regex.compile(
    r"[\p{L}\p{M}\p{N}--\p{Han}]", flags=regex.VERSION1
)  # next to a wildcard, not all of a token
_GOES_ON = 2  # letters from which the last word of a query may have an ending


def tokens(text: str, language: Language) -> list[str]:
    """Syllables or words of a text's key, punctuation left out; numbers, hanzi and Latin words stand by themselves."""
    return _TOKEN.findall(_UNSEEN.sub("", language.key(text)))


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
    return [f"{a}{JOINT}{b}" for a, b in pairwise(found)]


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
