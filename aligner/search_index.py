"""What full text search is given to index, and how a query is asked.

The index holds keys. SQLite's tokenizer, told that letters, marks and numbers make tokens, then cuts them
at blanks, tshegs and suffix separators; Chinese, which has none of these, gets a blank between characters,
and numbers are kept apart from the words they are glued to.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from corpora.languages import Language

TOKENIZE = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
_TOKEN = regex.compile(r"\p{N}+|[\p{L}\p{Co}\p{M}]+")
_CHARACTER = regex.compile(r"\p{Han}\p{M}*|\p{N}+|[\p{L}\p{Co}\p{M}--\p{Han}]+", flags=regex.VERSION1)


def index_text(text: str, language: Language) -> str:
    """The tokens of a text's key with a blank between them: characters, syllables or words."""
    cut = _TOKEN if language.joiner else _CHARACTER
    return " ".join(cut.findall(language.key(text)))


def phrase(query: str, language: Language) -> str:
    """An FTS5 phrase that finds the query's key in this language, "" where nothing of it can be found.

    Where words inflect, the last word of the query may go on.
    """
    tokens = index_text(query, language)
    if not tokens:
        return ""
    quoted = '"' + tokens.replace('"', '""') + '"'
    return f"{quoted} *" if language.graphemes == "word" else quoted


def expression(query: str, source: Language, targets: Sequence[Language], only: str | None = None) -> str:
    """The FTS5 expression that finds the query on either side; `only` restricts to one target language."""
    asked = [language for language in targets if only in (None, language.code)]
    wanted = phrase(query, source)
    parts = [f"source : {wanted}"] if wanted else []
    for language in asked:
        if wanted := phrase(query, language):
            parts.append(f'(target : {wanted} AND language : "{language.code}")')
    found = " OR ".join(parts)
    return f'({found}) AND language : "{only}"' if only and found else found
