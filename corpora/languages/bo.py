"""Tibetan.

A tsheg ends a syllable, a shad a phrase; words and sentences are marked by neither. So the syllable is what
is counted, terms are found over syllables, and a sentence ends where a phrase ends in a final verb.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

import regex

from corpora.languages import bo_numbers, bo_numerals, bo_sentences
from corpora.languages.bo_numbers import LETTER
from corpora.languages.bo_polarity import POLARITY
from corpora.languages.common import caseless, compose, digits
from corpora.languages.language import Language, Unit
from corpora.languages.slips import BIDI_MARKS, Slip
from corpora.model import Span

# Text and key

TSHEG = "\N{TIBETAN MARK INTERSYLLABIC TSHEG}"
SHAD = "\N{TIBETAN MARK SHAD}"
# What canonical composition leaves alone: compatibility and deprecated letters (Unicode 16, chapter 13.4), OM as one
# letter, the fixed-form RA, the tsheg that forbids a line break, the double shad.
_APART = str.maketrans({
    "\u0F77": "\u0FB2\u0F71\u0F80", "\u0F79": "\u0FB3\u0F71\u0F80", "\u0F00": "\u0F68\u0F7C\u0F7E",
    "\u0F6A": "\u0F62", "\u0F0C": TSHEG, "\u0F0E": SHAD * 2,
})  # fmt: skip
_TAKEN_APART = regex.compile(f"[{''.join(map(chr, _APART))}]")
_UNSURE = regex.compile(r"[[\p{M}\u0F71-\u0FBC]--[\u0F39\u0F8D-\u0FBC]][\p{M}\u0F71-\u0FBC]", flags=regex.VERSION1)
_MARKS = regex.compile(r"\p{M}*[\u0F18\u0F19\u0F35\u0F37\u0F39\u0F3E\u0F3F\u0F71-\u0FBC\u0FC6]\p{M}*")
_SUBJOINED, _BELOW, _ABOVE, _MARK, _FOREIGN = range(5)
_HEADS = regex.compile(r"[\u0F01-\u0F0A\u0FD0-\u0FD4]")     # ༄༅ and their like, which open a page or a text
_BLANK = regex.compile(r"\s+")
_INNER = regex.compile(r"(?<=[^\p{Tibetan}\s]) (?=[^\p{Tibetan}\s])")
_BEFORE_SHAD = regex.compile(r"་+(?=[།༎༏༐༑༔])")


def _class(mark: str) -> int:
    """Place of a mark in its stack: subscript, vowel below, vowel above, other mark.

    NFC cannot do this: subscripts have combining class 0, and it puts vowels below after those above.
    """
    if "\u0F8D" <= mark <= "\u0FBC" or mark == "\u0F39":    # tsa-phru changes its letter
        return _SUBJOINED
    if mark in "\u0F71\u0F74":
        return _BELOW
    if mark in "\u0F72\u0F7A\u0F7B\u0F7C\u0F7D\u0F80":
        return _ABOVE
    return _MARK if "\u0F00" <= mark <= "\u0FFF" else _FOREIGN


@lru_cache(maxsize=10_000)
def _ordered(marks: str) -> str:
    return "".join(sorted(marks, key=lambda m: (
        place := _class(m), m if _SUBJOINED < place < _FOREIGN else "", unicodedata.combining(m) if place == _FOREIGN else 0
    )))  # fmt: skip


def text(raw: str) -> str:
    """Display form: composed, letters taken apart, the marks of a stack in one order, one tsheg, single shads."""
    composed = compose(raw)
    if _TAKEN_APART.search(composed):
        composed = unicodedata.normalize("NFC", composed.translate(_APART))
    if not _UNSURE.search(composed):
        return composed
    return _MARKS.sub(lambda m: _ordered(m[0]), composed)


def key(raw: str) -> str:
    """Folded form: no blanks, head marks, final tsheg and shad; ང་། is ང།; ASCII digits, small letters.

    A blank between two words of another script stays, as one.
    """
    plain = _BLANK.sub(" ", _HEADS.sub(" ", caseless(digits(text(raw))))).strip()
    kept = _INNER.sub("\n", plain).replace(" ", "").replace("\n", " ")
    return _BEFORE_SHAD.sub("", text(kept)).rstrip("་།༎༏༐༑༔ ")


# Words

_TOKEN = regex.compile(rf"{LETTER}+|\p{{Nd}}+(?:[.,]\p{{Nd}}+)*|[[\p{{L}}\p{{M}}]--\p{{Tibetan}}]+", flags=regex.VERSION1)
_AFFIX = regex.compile(r"(?<=.)(?:འི|འོ|འང|འམ)+$")
_CASE = regex.compile(r"(?<=.)[སར]$")
# A syllable is open when its last stack has a vowel or a subjoined letter, or is its only letter.
_OPEN = regex.compile(rf"(?:{LETTER}*[\u0F71-\u0F7D\u0F80\u0F90-\u0FBC]|[\u0F40-\u0F6C])\p{{M}}*")


def _stems(syllable: str) -> Iterator[str]:
    """What this syllable may be the written form of: itself, or a stem and what is written on to it.

    འི འོ འང འམ ས ར join an open syllable; where that ended in a silent འ (བཀའ) they take its place (བཀའི, བཀས).
    """
    yield syllable
    affix = _AFFIX.search(syllable)
    rest = syllable[: affix.start()] if affix else syllable
    if affix:
        yield rest
        yield rest + "འ"
    case = _CASE.search(rest)
    if case:
        bare = rest[: case.start()]
        if _OPEN.fullmatch(bare):
            yield bare
        else:
            yield bare + "འ"


_Index = Mapping[str, Mapping[int, frozenset[tuple[str, ...]]]]


@lru_cache(maxsize=8)
def _index(terms: tuple[str, ...]) -> _Index:
    """First syllable -> number of syllables, most first -> the terms, as tuples of syllables."""
    index: dict[str, dict[int, set[tuple[str, ...]]]] = {}
    for term in terms:
        if parts := tuple(_TOKEN.findall(key(term))):
            index.setdefault(parts[0], {}).setdefault(len(parts), set()).add(parts)
    return {
        first: {n: frozenset(group) for n, group in sorted(sizes.items(), reverse=True)} for first, sizes in index.items()
    }


def words(text: str, terms: Sequence[str] = ()) -> list[Span]:
    """Syllables, punctuation left out, འི འོ འང འམ apart; a term of `terms` stays whole, the longest first.

    Terms match by key. Its last syllable may carry an affix or the case ending ས or ར, which the span leaves
    out and which follows as a word of its own.
    """
    index = _index(tuple(terms))
    tokens = [Span(*m.span()) for m in _TOKEN.finditer(text)]
    keys = [key(text[t.start : t.end]) for t in tokens] if index else []
    found: list[Span] = []
    i = 0
    while i < len(tokens):
        size, end = _term_at(text, tokens, keys, i, index) if index else (0, 0)
        last = tokens[i + max(size, 1) - 1]
        affix = _AFFIX.search(text[last.start : last.end])
        end = end or (last.start + affix.start() if affix and _splits(text, last, affix) else last.end)
        found.append(Span(tokens[i].start, end))
        if end < last.end:
            found.append(Span(end, last.end))
        i += max(size, 1)
    return found


def _splits(text: str, token: Span, affix: regex.Match[str]) -> bool:
    """Whether འི and its like are an affix here; transliterations (ཐའི་ཝན) are left to the glossary."""
    return bool(_OPEN.fullmatch(text[token.start : token.start + affix.start()]))


def _term_at(text: str, tokens: Sequence[Span], keys: Sequence[str], i: int, index: _Index) -> tuple[int, int]:
    """(number of tokens, end of the term in text) of the longest term that begins at token i, else (0, 0)."""
    sizes = {n for first in _stems(keys[i]) for n in index.get(first, ()) if n == 1 or first == keys[i]}
    for n in sorted(sizes, reverse=True):
        gaps = (text[a.end : b.start] for a, b in pairwise(tokens[i : i + n]))
        if i + n > len(tokens) or not all(regex.fullmatch(r"[་\s]*", gap) for gap in gaps):
            continue
        last, head = tokens[i + n - 1], tuple(keys[i : i + n - 1])
        for stem in _stems(keys[i + n - 1]):
            if (*head, stem) in index.get(head[0] if head else stem, {}).get(n, ()):
                return n, last.start + len(_common_start(text[last.start : last.end], stem))
    return 0, 0


def _common_start(written: str, stem: str) -> str:
    """The part of the written syllable that belongs to the stem: all of it, or without affix.

    A silent འ goes with the affix, whose first letter it is (བཀའི is བཀ and འི): a cut after it would leave a
    vowel sign without its letter.
    """
    if key(written) == stem:
        return written
    silent = stem.endswith("འ") and not _AFFIX.fullmatch(written, len(stem))
    return written[: len(stem) - silent]


def units(text: str) -> list[Unit]:
    """Syllables without འི འོ འང འམ, other words and numbers whole."""
    found = []
    for m in _TOKEN.finditer(text):
        affix = _AFFIX.search(m[0])
        end = m.start() + affix.start() if affix and _OPEN.fullmatch(m[0][: affix.start()]) else m.end()
        found.append(Unit(key(text[m.start() : end]), m.start(), end))
    return found


def boundary(text: str, start: int, end: int) -> bool:
    """May text[start:end] stand as a term: whole syllables, but for an affix or case ending after its last."""
    if start >= end or not regex.match(r"[\p{L}\p{N}]", text[start]):
        return False
    if start and _joined(text[start - 1], text[start]):
        return False
    if end == len(text) or not _joined(text[end - 1], text[end]):
        return True
    rest = regex.compile(rf"{LETTER}*").match(text, end)[0]
    syllable = regex.search(rf"{LETTER}+$", text[start:end])
    if not rest or not syllable:
        return False
    if regex.fullmatch(r"(?:འི|འོ|འང|འམ)+", rest):
        return True
    return bool(regex.fullmatch(r"[སར](?:འི|འོ|འང|འམ)*", rest) and _OPEN.fullmatch(syllable[0]))


def shapes(term: str) -> frozenset[str]:
    """A silent འ at the end gives way to an affix: བཀའ, བཀའི."""
    return frozenset({term.removesuffix("འ")} - {term, ""})


def _joined(a: str, b: str) -> bool:
    """Whether these neighbours belong to one syllable, word or number."""
    return any(regex.fullmatch(rf"{kind}{{2}}", a + b) for kind in (LETTER, r"\p{Nd}", r"[[\p{L}\p{M}]--\p{Tibetan}]"))


# Particles, auxiliaries and pronouns: no terms by themselves.
_COMMON = (
    "གི ཀྱི གྱི འི ཡི གིས ཀྱིས གྱིས ཡིས ས ལ ན ནས ལས དང ནི ཀྱང ཡང འང དུ ཏུ སུ རུ ར དེ ཏེ སྟེ ཞིང ཤིང ཅིང འམ སམ བམ ངམ ནམ རམ ལམ དམ གམ གོ ངོ དོ ནོ མོ "
    "འོ རོ ལོ སོ ཏོ ཞིག ཤིག ཅིག ཞེས ཤེས ཅེས ཡིན མིན རེད ཡོད མེད འདུག བྱེད བྱས བྱ བྱུང འདི དེ གང སོགས བཅས རྣམས ཚོ དག ཁོ ང ཁོང འགའ རེ རེར ཐམས་ཅད ཚང་མ "
    "ལྟར ནང ཐོག འོག ཕྱིར ཆེད སྐོར བར མོད ཙམ ཡང་ན འོན་ཀྱང དེ་བཞིན གལ་ཏེ"
)

# Where tsheg and shad stand: Beyer (1992), ch. 2; after ང a tsheg stands before the shad, after other letters none.
SLIPS = (
    BIDI_MARKS,
    Slip(r"(?<![ང༌་])[་༌]+(?=[།༎])", "垂符前多了音节点", "除后加字为 ང 以外，垂符前不写音节点，请删去。"),
    Slip(r"(?<=ང)(?=[།༎])", "ང 与垂符之间缺音节点", "请在 ང 后补一个音节点。"),
    Slip(r"[་༌]{2,}", "连着有两个音节点", "请只留一个。"),
    Slip(rf"(?<={LETTER}{{2}}(?<![ཀགཤ][\u0F71-\u0F7E\u0F80]*)) (?={LETTER})", "两个音节之间是空格，不是音节点", "请改成音节点；如在句末，请补垂符。"),
    Slip(rf"(?<={LETTER})[|/](?=\s|$)", "用竖线或斜线代替了垂符", "请改成垂符 །。"),
)

LANGUAGE = Language(
    code="bo",
    name="藏文",
    autonym="བོད་ཡིག",
    fonts=("Noto Serif Tibetan", "Jomolhari", "Microsoft Himalaya", "Kailasa", "Monlam Uni OuChan2", "serif"),
    text=text,
    key=key,
    sentences=bo_sentences.sentences,
    words=words,
    units=units,
    number=bo_numbers.number,
    number_pattern=bo_numbers.NUMBER,
    patterns=bo_numbers.PATTERNS,
    months={},
    scales={},
    boundary=boundary,
    stems=shapes,
    script=r"\p{Tibetan}",
    joiner=TSHEG,
    graphemes="syllable",
    common=frozenset(map(key, _COMMON.split())),
    polarity=POLARITY,
    spellings=bo_numerals.spellings,
    agree=bo_numerals.agree,
    slips=SLIPS,
    stop=r"[^\p{L}\p{M}]|[ཀགཤ][\u0F71-\u0F7E\u0F80]*",     # after ཀ ག ཤ no shad is written
)
