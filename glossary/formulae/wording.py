"""How judgments in one language say names and shapes of placeables, counted from pairs.

A court writes 拉某 as one syllable and a word for 某, article 253 with or without 款; what has been seen so is written so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import regex

from corpora import placeables
from corpora.cues import cues
from corpora.languages import Language
from corpora.model import Kind, Placeable
from corpora.writing import shape
from glossary.formulae.model import SlotKind
from glossary.formulae.skeletons import Sentence

Known = tuple[str, str, str, int]  # (what, Chinese, the other language, times): how wording is stored
NAMED = (SlotKind.COURT, SlotKind.LAW, SlotKind.NAME, SlotKind.CAUSE)


@dataclass(frozen=True, slots=True)
class Wording:
    """What is known of a language; every tuple begins with what is said most.

    `names` are courts, laws and parties by their Chinese, `surnames` what stands before the word for 某, with what joins the two, `masks` that word
    by its Chinese with # for a number, `shapes` placeables by kind and parts (see `corpora.writing.shape`).
    """

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    surnames: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    masks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shapes: Mapping[tuple[str, frozenset[str]], tuple[str, ...]] = field(default_factory=dict)


def wording(known: Iterable[Known]) -> Wording:
    """The wording that counts make; the same Chinese may be counted in several rows."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for what, zh, other, times in known:
        counts[what, zh][other] += times
    found: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for (what, zh), renderings in counts.items():
        found[what][zh] = tuple(
            r for r, _ in sorted(renderings.items(), key=lambda item: (-item[1], item[0]))
        )
    shapes = {
        (kind, frozenset(parts.split())): v
        for key, v in found["shape"].items()
        for kind, _, parts in [key.partition(" ")]
    }
    return Wording(found["name"], found["surname"], found["mask"], shapes)


def masked(name: str) -> tuple[str, str, str]:
    """(surname, word for 某 with # for its number, number) of a masked person's name, ("", "", "") of any other."""
    at = name.find("某")
    digits = name[at:].lstrip("某")
    if not 0 < at <= 2 or (digits and not digits.isdecimal()):
        return "", "", ""
    return name[:at], name[at : len(name) - len(digits)] + ("#" if digits else ""), digits


_LAST = regex.compile(r"(?:\p{Hangul}|[\p{L}\p{M}\p{N}--\p{Hangul}]+)[\u0F0B \u180E]?$", flags=regex.VERSION1)


_NUMBER = regex.compile(r"\p{Nd}+$")


def name_start(text: str, mask: Placeable) -> int | None:
    """Where the syllable or word begins that stands right before a mask, None where nothing does."""
    match = _LAST.search(text, max(0, mask.start - 40), mask.start)
    return match.start() if match else None


def learnt(source: Sentence, target: str, language: Language) -> list[Known]:
    """What a pair tells of names, where it leaves no doubt which is which."""
    found = placeables.find(target, language)
    return [
        *_whole(source, target),
        *_masked(source, target, [p for p in found if p.kind is Kind.MASK]),
        *_shapes(target, found, language),
    ]


def _whole(source: Sentence, target: str) -> list[Known]:
    """A court or a party that is all of a sentence; laws, when both sides cite as many."""
    slots = [s for s in source.slots if s.kind in NAMED]
    if len(slots) == 1 and source.letters == 0 and len(source.slots) == 1 and slots[0].kind is SlotKind.COURT:
        return [("name", slots[0].value, target.strip(" \n།་"), 1)]
    laws = [s for s in source.slots if s.kind is SlotKind.LAW]
    titles = law_titles(target)
    if laws and len(laws) == len(titles):
        return [("name", s.value, target[a:b], 1) for s, (a, b) in zip(laws, titles, strict=True)]
    return []


def law_titles(text: str) -> list[tuple[int, int]]:
    """Spans between title marks, the outer ones where they nest."""
    found, stack = [], []
    for at, c in enumerate(text):
        if c in "《«":
            stack.append(at + 1)
        elif c in "》»" and stack:
            start = stack.pop()
            if not stack:
                found.append((start, at))
    return found


def _masked(source: Sentence, target: str, masks: Sequence[Placeable]) -> list[Known]:
    """Surnames of persons when both sides hold as many masks, with the same numbers in the same order."""
    persons = [masked(s.value) for s in source.slots if s.kind is SlotKind.NAME]
    alone = sum(s.kind is SlotKind.MASK for s in source.slots)
    if (
        alone
        or not all(surname for surname, _, _ in persons)
        or [n for *_, n in persons] != [m.value[1:] for m in masks]
    ):
        return []
    found: list[Known] = []
    for (surname, zh, number), mask in zip(persons, masks, strict=True):
        start = name_start(target, mask)
        if start is not None:
            said = target[mask.start : mask.end]
            found.append(("surname", surname, target[start : mask.start], 1))
            found.append(("mask", zh, _NUMBER.sub("#", said) if number else said, 1))
    return found


def _shapes(target: str, found: Sequence[Placeable], language: Language) -> list[Known]:
    return [
        ("shape", " ".join([p.kind.value, *sorted(shape(target, p, language))]), target[p.start : p.end], 1)
        for p in found
        if p.kind not in (Kind.CASE, Kind.MASK)
    ]


def parties(zh: Sequence[tuple[str, str]], other: Sequence[tuple[str, str]]) -> list[Known]:
    """Names of the same roles in the same order, when both versions list as many; (Chinese role, name) each."""
    if [role for role, _ in zh] != [role for role, _ in other]:
        return []
    return [("name", a, b, 1) for (_, a), (_, b) in zip(zh, other, strict=True) if a and b]


def courts_named(source: Sentence, target: str, known: Wording, language: Language) -> list[Known]:
    """Courts nobody knows yet: they begin as others of their province do and end in the language's word for a court."""
    found: list[Known] = []
    for slot in source.slots:
        if slot.kind is SlotKind.COURT and slot.value not in known.names:
            said = next(
                filter(
                    None, (_court_like(slot.value, *one, target, language) for one in known.names.items())
                ),
                None,
            )
            found += [("name", slot.value, said, 1)] if said else []
    return found


_PROVINCE = regex.compile(r"\p{Han}{2,}?(?:自治区|省|市)")


def _court_like(
    zh: str, other: str, renderings: tuple[str, ...], target: str, language: Language
) -> str | None:
    """What stands in `target` from the first word of another court's name to the word for a court."""
    here, there = _PROVINCE.match(zh), _PROVINCE.match(other)
    if not here or not there or here[0] != there[0] or not other.endswith("人民法院"):
        return None
    start = next((at for first in _first_words(renderings[0]) if (at := target.rfind(first)) >= 0), -1)
    ends = [
        m.end()
        for word in _court_words(renderings[0], language)
        for m in regex.finditer(regex.escape(word), target)
        if start >= 0
    ]
    end = next((end for end in sorted(ends) if end > start >= 0), None)
    return target[start:end] if end else None


_FIRST = regex.compile(r"(?:[\p{L}\p{M}]+[\u0F0B \u180E]){1,2}")


def _first_words(rendering: str) -> list[str]:
    """What a court's name begins with: the province's, by one word if it is long enough to say it, or by two."""
    match = _FIRST.match(rendering)
    words = regex.findall(r"[\p{L}\p{M}]+[^\p{L}\p{M}]", match[0]) if match else []
    return ["".join(words[:n]) for n in (2, 1) if len(words) >= n and len("".join(words[:n])) > 3]


def _court_words(rendering: str, language: Language) -> list[str]:
    """The end of a court's name that means court, as it is written there."""
    known = cues(language.code)
    keys = {cue.key for cue in known.court if cue.key} if known else set()
    return [rendering[n:] for n in range(len(rendering)) if language.key(rendering[n:]) in keys][-1:]
