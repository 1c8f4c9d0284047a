"""What the space-separated alphabets share: Uyghur, Kazakh in both scripts, Mongolian in Cyrillic.

They differ in tables (number words, endings, abbreviations), not in method; the tables stay in the
language files. Words inflect by suffixes only, so a term is recognised in its inflected forms by the
ending left over after its stem.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import regex

from corpora.languages import common
from corpora.languages.language import Unit
from corpora.languages.quantities import LETTER, read_digits
from corpora.model import Span

_WORD = regex.compile(
    rf"{LETTER}+(?:[-'\N{{RIGHT SINGLE QUOTATION MARK}}\u02BC\u2010\u2011\u200C\u200D]{LETTER}+)*"
    r"|\p{Nd}+(?:[.,\u066B\u066C]\p{Nd}+)*"
)
_PREFIX = 5  # letters of a stem class: docs and measurements in the aligner's benchmarks


# Text and key

_PRESENTATION = regex.compile(r"[\uFB50-\uFDFF\uFE70-\uFEFE]+")
_UNSEEN = regex.compile(r"[\N{ARABIC TATWEEL}\N{ARABIC LETTER MARK}\u200E\u200F\u202A-\u202E\u2066-\u2069]")
_JOINERS = regex.compile(r"[\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}]")
_HYPHENS = regex.compile(r"[\u2010-\u2015\N{MINUS SIGN}]")
_TWINS = dict(zip("aceopxyihəkmt", "асеорхуіһәкмт", strict=True))  # Latin letters typed for Cyrillic ones
_MIXED = regex.compile(r"(?:\p{Latin}++(?=\p{Cyrillic})|\p{Cyrillic}++(?=\p{Latin}))[\p{Latin}\p{Cyrillic}]++")


def arabic_text(raw: str) -> str:
    """Display form of Arabic-script text: presentation forms folded, tatweel and bidi controls gone.

    NFKC is applied to the presentation-form blocks only; elsewhere it would destroy letters.
    """
    letters = _PRESENTATION.sub(lambda m: unicodedata.normalize("NFKC", m.group()), common.compose(raw))
    return common.compose(_UNSEEN.sub("", letters))


def folded(text: str) -> str:
    """What every key here shares: one case, ASCII digits, one hyphen, one space, no joiners."""
    text = _HYPHENS.sub("-", common.caseless(_JOINERS.sub("", common.digits(text))))
    return " ".join(text.split())


def cyrillic_key(text: str) -> str:
    """Key of Cyrillic text; Latin look-alikes inside a Cyrillic word (i for і, h for һ) count as meant."""
    key = folded(common.compose(text))
    return _MIXED.sub(lambda m: "".join(_TWINS.get(letter, letter) for letter in m.group()), key)


# Sentences

_LINE = regex.compile(r"[^\n\r\v\f\u0085\u2028\u2029]+")
_CLOSERS = r"""["'»”’›)\]）】》」』]*"""
_MARK = regex.compile(rf"(?:(?P<hard>[.!?؟…。！？]+)|[؛;；]){_CLOSERS}")
_ITEM = regex.compile(r"(?<=[:：;؛.]\s{1,3})(?=(?:\d{1,2}[.)]|\(\d{1,2}\)|（\d{1,2}）|[一二三四五六七八九十]+、)\s*\p{L})")
_LAST = regex.compile(r"[\p{L}\p{M}\p{N}]+$")
_GLUED = regex.compile(r"[\p{Arabic}\p{M}]|\p{Lu}")
_CONTINUES = regex.compile(r"\s*[\p{Ll},،:]")
_SPEECH = regex.compile(r"\s*[,،]?\s*[-\u2013\u2014]")
_SOFT_WORDS = 4      # a semicolon closes a sentence only after so many words; shorter is a list
_LONG = 600          # code points; beyond it a line without full stops is cut at weaker marks
_BREAKS = tuple(regex.compile(p) for p in (r"[؛;:：]\s*", r"[،,]\s+", r"\s+"))


def sentences(text: str, abbreviations: frozenset[str] = frozenset(), says: str = "(?!)") -> list[Span]:
    """Sentences of `text`, cut at . ! ? ؟ … and line ends, at ؛ ; after a clause, before numbered items.

    A full stop does not end one between digits, after an initial or an abbreviation, nor before a small
    letter, nor after a quotation before its verb of saying (`says`, for scripts without small letters).
    A line without full stops is cut at weaker marks every 600 characters at most.
    """
    spans: list[Span] = []
    for line in _LINE.finditer(text):
        cuts = [*_cuts(text, line.start(), line.end(), abbreviations, says), line.end()]
        start = line.start()
        first = len(spans)
        for cut in cuts:
            for piece in _bounded(text, start, cut):
                if len(spans) > first and not regex.search(r"[\p{L}\p{N}]", text[piece.start : piece.end]):
                    piece = Span(spans.pop().start, piece.end)
                spans.append(piece)
            start = cut
    return spans


def _cuts(text: str, start: int, end: int, abbreviations: frozenset[str], says: str) -> Iterator[int]:
    places = sorted(
        [(m.end(), m) for m in _MARK.finditer(text, start, end)]
        + [(m.start(), None) for m in _ITEM.finditer(text, start, end)],
        key=lambda place: place[0],
    )
    for place, mark in places:
        if place <= start:
            continue
        if mark is None or _closes(text[start : mark.start()], mark, text[place:end], abbreviations, says):
            yield place
            start = place


def _closes(before: str, mark: regex.Match[str], after: str, abbreviations: frozenset[str], says: str) -> bool:
    """Whether this mark, after `before` in its sentence, ends the sentence."""
    if mark["hard"] is None:
        return len(_WORD.findall(before)) >= _SOFT_WORDS
    if not after.strip():
        return True
    if mark.group() != mark["hard"] and regex.match(rf"\s*(?:{says})", after):
        return False
    if _CONTINUES.match(after) or (mark.group() != "." and _SPEECH.match(after)):
        return False
    if mark["hard"] != ".":
        return True
    last = _LAST.search(before)
    word = last.group() if last else ""
    if not after[0].isspace() and mark.group() == ".":
        return len(word) > 2 and not word.isascii() and bool(_GLUED.match(after))
    listed = word.isdecimal() and before.strip(" (（") == word
    return not (listed or (len(word) == 1 and word.isalpha()) or word.casefold() in abbreviations)


def _bounded(text: str, start: int, end: int) -> Iterator[Span]:
    """text[start:end] without outer blanks, in pieces of at most _LONG where it can be cut."""
    while end - start > _LONG:
        window = (start + _LONG // 3, start + _LONG)
        found = (list(mark.finditer(text, *window)) for mark in _BREAKS)
        cut = next((marks[-1].end() for marks in found if marks), None)
        if cut is None:
            break
        yield from common.trimmed(text, start, cut)
        start = cut
    yield from common.trimmed(text, start, end)


# Words

@dataclass(frozen=True, slots=True)
class Inflection:
    """How words of a language grow: `endings` matches a whole ending, `changes` what the stem does before it."""

    endings: regex.Pattern[str]
    changes: tuple[tuple[str, str], ...] = ()  # (regex ending in $, replacement)

    def stems(self, word: str) -> set[str]:
        return {word} | {regex.sub(old, new, word) for old, new in self.changes}

    def shapes(self, term: str) -> frozenset[str]:
        """What the key of a term may look like before an ending, other than itself."""
        return frozenset(self.stems(term) - {term})

    def splits(self, word: str) -> Iterator[str]:
        """Every stem this word may be an inflected form of, longest first."""
        for n in range(len(word), 0, -1):
            if n == len(word) or self.endings.fullmatch(word[n:].lstrip("-'\N{RIGHT SINGLE QUOTATION MARK}")):
                yield word[:n].rstrip("-'\N{RIGHT SINGLE QUOTATION MARK}")


def endings(*groups: str) -> str:
    """Regex source of a word's ending: a member of each group of suffixes at most once, in this order."""
    parts = ("|".join(sorted(group.split(), key=len, reverse=True)) for group in groups)
    return "".join(f"(?:{part})?" for part in parts)


def words(text: str, terms: Sequence[str], key: Callable[[str], str], inflection: Inflection) -> list[Span]:
    """Words of `text`, punctuation left out; a term of `terms` stays whole, the longest one first.

    A term matches by key. Its last word may carry an ending, and the span then covers the whole inflected
    word: in these languages a term hardly ever stands bare in a sentence, so matching bare forms only
    would lose most of its uses, and half a word is nothing a reader wants marked. A derived word
    (сот "court", соттау "to convict") does not count: only inflectional endings are listed.
    """
    tokens = [Span(*m.span()) for m in _WORD.finditer(text)]
    index = _index(tuple(terms), key, inflection)
    keys = [key(text[t.start : t.end]) for t in tokens] if index else []
    most = max(map(len, index), default=0) + 1
    spans, i = [], 0
    while i < len(tokens):
        sizes = range(min(most, len(tokens) - i), 1, -1)
        n = next((n for n in sizes if _is_term(text, tokens[i : i + n], keys[i : i + n], index, inflection)), 1)
        spans.append(Span(tokens[i].start, tokens[i + n - 1].end))
        i += n
    return spans


@lru_cache(maxsize=8)
def _index(
    terms: tuple[str, ...], key: Callable[[str], str], inflection: Inflection
) -> dict[tuple[str, ...], frozenset[str]]:
    """Terms as {all words but the last: stems of the last}."""
    index: dict[tuple[str, ...], set[str]] = {}
    for term in terms:
        if parts := _WORD.findall(key(term)):
            index.setdefault(tuple(parts[:-1]), set()).update(inflection.stems(parts[-1]))
    return {head: frozenset(stems) for head, stems in index.items()}


def _is_term(
    text: str, tokens: Sequence[Span], keys: Sequence[str],
    index: Mapping[tuple[str, ...], frozenset[str]], inflection: Inflection,
) -> bool:
    """Whether these words, with nothing but blanks or hyphens between them, are a term, inflected or not."""
    stems = index.get(tuple(keys[:-1]))
    if not stems or not any(stem in stems for stem in inflection.splits(keys[-1])):
        return False
    return all(regex.fullmatch(r"[\s-]+", text[a.end : b.start]) for a, b in pairwise(tokens))


def boundary(text: str, start: int, end: int, key: Callable[[str], str], inflection: Inflection) -> bool:
    """May text[start:end] stand as a term: it begins a word, and only an ending is left of its last word."""
    if start >= end or (start and regex.fullmatch(rf"(?:{LETTER}|\p{{N}}){{2}}", text[start - 1 : start + 1])):
        return False
    if not regex.match(rf"{LETTER}|\p{{N}}", text[end - 1]):
        return True
    rest = regex.compile(rf"[-']?{LETTER}*|\p{{N}}*").match(text, end).group().lstrip("-'")
    return not rest or bool(inflection.endings.fullmatch(key(rest)))


def units(text: str, key: Callable[[str], str]) -> list[Unit]:
    """Alignment units: stem classes (the first 5 letters of the key), numbers as plain digits."""
    found = []
    for m in _WORD.finditer(text):
        word = m.group()
        number = read_digits(word) if word[0].isdecimal() else None
        form = f"{number:f}" if number is not None else key(word)[:_PREFIX]
        found.append(Unit(form, m.start(), m.end()))
    return found
