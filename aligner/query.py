"""What a person types into the search box, understood.

A plain query is a phrase compared by key: widths, cases, digits of other scripts, lookalike letters and
punctuation do not matter. Quotes ask for the very text; ? stands for one character and * for any number
inside a word or phrase; ~ in front or behind forgives slips. Latin letters that spell Tibetan by Wylie are
read as Tibetan too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import regex
from rapidfuzz import fuzz

from aligner.search_index import half_phrase, phrase, spelled, tokens
from corpora.languages import CODES, Language, get
from corpora.languages.wylie import to_tibetan


class Mode(StrEnum):
    """How a query is compared."""

    KEY = "key"
    EXACT = "exact"
    WILDCARD = "wildcard"
    FUZZY = "fuzzy"


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for; `tibetan` is what Latin letters say when they are read as Wylie, "" when they are not."""

    text: str
    mode: Mode = Mode.KEY
    tibetan: str = ""


_QUOTED = regex.compile(r"""["“”„«「『](.+)["“”»」』]""", flags=regex.S)
_WILD = regex.compile(r"[*＊]+|\?(?=[\p{L}\p{M}\p{N}*?])")
_FUZZY = regex.compile(r"[~～]\s*(.+)|(.+?)\s*[~～]", flags=regex.S)
_LATIN = regex.compile(r"[\p{Latin}\p{M}\p{N}\p{P}\p{S}\p{Z}]*\p{Latin}[\p{Latin}\p{M}\p{N}\p{P}\p{S}\p{Z}]*")
SIMILAR = 75  # least partial ratio, 0 to 100, of what a fuzzy query finds


def parse(box: str) -> Query:
    """The query in the box; "" asks for nothing. Anything that can be typed is a query, none is an error."""
    text = box.strip()
    if quoted := _QUOTED.fullmatch(text):
        return Query(quoted[1].strip(), Mode.EXACT)
    if fuzzy := _FUZZY.fullmatch(text):
        text = fuzzy[1] or fuzzy[2]
        return Query(text, Mode.FUZZY, _wylie(text))
    wild = _WILD.search(text) and regex.search(r"[\p{L}\p{N}]", text)
    return Query(text, Mode.WILDCARD if wild else Mode.KEY, "" if wild else _wylie(text))


def _wylie(text: str) -> str:
    return to_tibetan(text) or "" if _LATIN.fullmatch(text) else ""


def asked(query: Query, only: str | None = None) -> list[tuple[Language, str]]:
    """The languages a query may be written in, with its text in each, by script; digits alone fit every one."""
    found = [(language, language.text(query.text)) for language in map(get, CODES)]
    written = [(g, text) for g, text in found if regex.search(g.script, text)]
    if regex.search(r"\p{Latin}", query.text):
        written = [found[CODES.index("zh")], *(w for w in written if w[0].code != "zh")]
    if query.tibetan:
        written += [(g, query.tibetan) for g, _ in found if regex.search(g.script, query.tibetan)]
    if not written and not regex.search(r"\p{L}", query.text):
        written = found
    return [(g, text) for g, text in written if g.code == "zh" or only in (None, g.code)]


# One language's part of a query


def pieces(text: str, mode: Mode, language: Language) -> list[str]:
    """What must all be there: the parts between wildcards, words set apart where a script has no blanks, or all."""
    if mode is Mode.WILDCARD:
        return [piece for piece in _WILD.split(text) if piece]
    parts = text.split()
    if mode is Mode.KEY and not language.joiner and len(parts) > 1 and min(map(len, parts)) > 1:
        return parts
    return [text]


Judge = Callable[[str], bool]  # display text that holds all pieces -> whether it is a hit


def judge(text: str, mode: Mode, language: Language) -> Judge | None:
    """What decides on a text that holds all pieces; None when the pieces are all there is to it."""
    if mode is Mode.EXACT:
        exact = language.text(text)
        return lambda shown: exact in shown
    if mode is Mode.WILDCARD:
        strict = pattern(text, language, language.key)
        loose = pattern(text, language, lambda part: "".join(tokens(part, language)))  # keys cost much more
        return lambda shown: bool(
            strict.search(shown)
            or (
                (language.joiner or loose.search("".join(tokens(shown, language))))
                and strict.search(language.key(shown))
            )
        )
    if mode is Mode.FUZZY:
        wanted = " ".join(tokens(text, language))
        return lambda shown: (
            fuzz.partial_ratio(wanted, " ".join(tokens(shown, language)), score_cutoff=SIMILAR) > 0
        )
    return None


def pattern(text: str, language: Language, folded: Callable[[str], str]) -> regex.Pattern[str]:
    """A wildcard query over folded texts. A * runs through letters, and through what sets syllables apart."""
    inside = r"[\p{L}\p{M}\p{N}" + regex.escape(language.joiner.strip()) + "]"
    source = "".join(
        regex.escape(folded(part))
        if n % 2 == 0
        else f"{inside}*"
        if part[0] in "*＊"
        else r"[\p{L}\p{N}]\p{M}*"
        for n, part in enumerate(_split(text))
    )
    if language.joiner:
        source = rf"(?<!{_same(text[0])}){source}(?!{_same(text[-1])})"
    return regex.compile(source, flags=regex.VERSION1)


def _same(character: str) -> str:
    """What would make this character, at an edge of the query, only a part of a token."""
    return r"\p{N}" if regex.match(r"\p{N}", character) else r"[\p{L}\p{M}--\p{Han}]"


def _split(text: str) -> list[str]:
    """Parts and wildcards in turn, beginning and ending with a part."""
    return regex.split(rf"({_WILD.pattern})", text)


# The query, as FTS5 is asked


class Part(NamedTuple):
    """One language's part of a query: the side its texts stand on, and what decides on a text that holds the phrases."""

    side: str  # source or target, as the columns of the index
    language: str  # the other language of the pairs, "" any
    phrases: str
    judge: Judge | None


def parts(query: Query, only: str | None = None) -> list[Part]:
    """What to look for, language by language; `only` restricts to pairs of one target language."""
    found = []
    for language, text in asked(query, only):
        if phrases := _phrases(text, query.mode, language):
            judged = judge(text, query.mode, language)
            side, code = ("source", only or "") if language.code == "zh" else ("target", language.code)
            found.append(Part(side, code, phrases, judged))
    return found


def expression(found: Iterable[Part]) -> str:
    """The FTS5 expression of all pairs these parts may be in, "" when nothing can be found."""
    languages: dict[tuple[str, str], list[str]] = {}
    for part in found:
        languages.setdefault((part.side, part.phrases), []).append(part.language)
    return " OR ".join(
        f"({side} : {phrases}{'' if '' in codes else f' AND language : {_any(codes)}'})"
        for (side, phrases), codes in languages.items()
    )


def _any(codes: Sequence[str]) -> str:
    return "(" + " OR ".join(f'"{code}"' for code in codes) + ")"


def _phrases(text: str, mode: Mode, language: Language) -> str:
    """All pieces, each as a phrase; for a fuzzy query all phrases but for any one token."""
    if mode is Mode.FUZZY:
        return _but_one(tokens(text, language), language)
    found = pieces(text, mode, language)
    if mode is Mode.WILDCARD:
        parts = _split(text)
        last = len(parts) - 1
        asked_for = [
            half_phrase(p, language, n > 0, n < last) for n, p in enumerate(parts) if n % 2 == 0 and p
        ]
    elif mode is Mode.EXACT:
        asked_for = [spelled(tokens(piece, language), language) for piece in found]
    else:
        asked_for = [phrase(piece, language) for piece in found]
    if mode is not Mode.WILDCARD and not all(asked_for):
        return ""
    return _all([p for p in asked_for if p])


def _but_one(found: Sequence[str], language: Language) -> str:
    """Phrases before and after each token in turn: whoever slips once in a query still finds it."""
    if len(found) < 2:
        return spelled(found, language, bool(found))
    ways = (
        _all([p for p in (spelled(found[:n], language), spelled(found[n + 1 :], language)) if p])
        for n in range(len(found))
    )
    return "(" + " OR ".join(dict.fromkeys(ways)) + ")"


def _all(phrases: Sequence[str]) -> str:
    return "(" + " AND ".join(dict.fromkeys(phrases)) + ")" if phrases else ""
