"""What the rest of the house may know of a language: one value, the same fields for all of them.

A language is a file of plain functions that ends in one `Language(...)`. Functions named here take
text and return values; none keeps state. Spans returned by a function index the string it was given.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from corpora.languages.polarity import Polarity
from corpora.languages.slips import Slip
from corpora.model import Kind, Span


class Unit(NamedTuple):
    """What the aligners count: a character, a syllable or the class of a stem, with its place in the text."""

    form: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a language writes one kind of placeable.

    `regex` is source for the `regex` module (VERBOSE is off). `{N}` in it stands for the language's
    number expression (`Language.number_pattern`). Named groups carry the parts, and the engine in
    `corpora.placeables` puts them together:

    case      (matched by the engine itself, the same in every language)
    date      year month day (month may be matched as `month_name`, see `Language.months`)
    money     amount, optional scale (万 and its like, see `Language.scales`), unit optional; jiao, fen
    article   article, optional sub (之一), paragraph (款), item (项)
    percent   amount
    fraction  numerator denominator
    duration  years months days hours (any of them), half: and half a one of the last
    integer   amount
    mask      mask, optional number
    """

    kind: Kind
    regex: str


@dataclass(frozen=True, slots=True)
class Language:
    """One language as written in one script."""

    code: str                                   # BCP 47: zh, bo, mn-Mong …
    name: str                                   # as a Chinese interface calls it: 藏文
    autonym: str
    fonts: tuple[str, ...]                      # CSS families, best first; the shipped one is named first
    text: Callable[[str], str]                  # raw -> text; idempotent
    key: Callable[[str], str]                   # raw or text -> key; idempotent
    sentences: Callable[[str], list[Span]]      # spans of body; ascending, no overlap, no blank ones
    words: Callable[[str, Sequence[str]], list[Span]]  # (text, terms that must stay whole) -> words
    units: Callable[[str], list[Unit]]          # text -> alignment units, punctuation left out
    number: Callable[[str], Decimal | None]     # "二十五", "བཅོ་ལྔ", "༢༥", "1,200" -> value, None if not a number
    number_pattern: str                         # regex source of what `number` reads, words and digits
    patterns: tuple[Pattern, ...]               # in order of precedence, first match wins
    months: dict[str, int]
    scales: dict[str, Decimal]
    boundary: Callable[[str, int, int], bool]   # may text[start:end] stand as a term here?
    script: str = ""                            # regex source of the characters that speak for this language
    direction: Literal["ltr", "rtl"] = "ltr"
    writing_mode: Literal["horizontal-tb", "vertical-lr"] = "horizontal-tb"
    joiner: str = ""                            # between two words put side by side: "", "་", " "
    glue: str = ""                              # characters next to which drawn text may not be cut: shaping breaks
    inflects: bool = False                      # do words carry endings written together with them?
    graphemes: Literal["character", "syllable", "word"] = "word"   # what a diff counts
    stems: Callable[[str], frozenset[str]] = lambda key: frozenset()  # other shapes of a term (key) before what is written on to it
    common: frozenset[str] = frozenset()        # keys of function words and particles: no terms
    content: Callable[[str], bool] = bool       # may this word begin or end a term, as far as grammar goes?
    general: Callable[[str], float] = lambda word: 0.0             # occurrences in a million words of general text; 0 unknown
    spellings: Callable[[int], tuple[str, ...]] = lambda value: ()  # a whole number in words, see `corpora.languages.numerals`
    agree: Callable[[str], str] = lambda text: text    # endings written after digits, made to follow the number as it is said
    polarity: Polarity | None = None             # what denies, demands and allows
    slips: tuple[Slip, ...] = ()                 # what is written wrongly in this script, whatever the words
    stop: str = r"[^\p{L}\p{M}]"                  # regex source of what a sentence may end with
