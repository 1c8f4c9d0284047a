"""How the draft is written, whatever it says: marks out of place, letters of another alphabet, words written twice, ends."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import regex

from corpora import placeables
from corpora.languages import Language
from corpora.languages.slips import Found, Slip, find
from corpora.model import Document, Span
from glossary.checking.model import Face, Finding, FindingKind

MANY, OFTEN = (
    8,
    0.1,
)  # slips of one kind, and their share of the passages, from which on they are told at once
TWICE = 3  # words that may be repeated together
LETTERS = 4  # of a word written twice: shorter ones are doubled for good reasons
_ENDED = regex.compile(r"[。！？；][”’」』）)]?\s*$")
_BLANK = regex.compile(r"\s+")


def check(faces: Sequence[Face], draft: Document, language: Language) -> list[Finding]:
    """文字规范"""
    facing = [face for face in faces if face.draft.text]
    return [
        *_slips(facing, draft, language),
        *(finding for face in facing for finding in _doubled(face, language)),
        *_unended(facing, language),
    ]


# Slips of the script


def _slips(faces: Sequence[Face], draft: Document, language: Language) -> Iterator[Finding]:
    kinds: dict[Slip, list[Found]] = {}
    for found in find(draft.body, language.slips):
        kinds.setdefault(found.slip, []).append(found)
    starts = [face.draft.span.start for face in faces]
    for slip, places in kinds.items():
        told = places[:1] if len(places) > max(MANY, OFTEN * len(faces)) else places
        times = f"（全文 {len(places)} 处，这是第一处）" if len(places) > len(told) else ""
        for found in told:
            face = faces[max(0, bisect_right(starts, found.span.start) - 1)] if faces else None
            yield Finding(
                FindingKind.SCRIPT, face.source.span if face else Span(0, 0), found.span,
                f"文字规范：“{_around(draft.body, found.span)}”{slip.what}{times}。", slip.instead, slip.slight,
            )  # fmt: skip


def _around(text: str, span: Span, room: int = 8) -> str:
    """The slip among its neighbours, so that what is not seen has a place."""
    start, end = max(0, span.start - room), min(len(text), span.end + room)
    return _BLANK.sub(" ", text[start:end]).strip()


# Words written twice


def _doubled(face: Face, language: Language) -> Iterator[Finding]:
    """The same words twice with nothing but a blank between them; masks and numbers are repeated on purpose."""
    text = face.draft.text
    words = language.words(text, ())
    keys = [language.key(text[slice(*word)]) for word in words]
    kept = [(p.start, p.end) for p in placeables.find(text, language)]
    at = 0
    while at < len(words):
        size = next((n for n in range(TWICE, 0, -1) if _again(keys, at, n, language)), 0)
        start, end = (words[at].start, words[at + 2 * size - 1].end) if size else (0, 0)
        if (
            size
            and not any(a < end and start < b for a, b in kept)
            and _side_by_side(text, words, at, size, language)
        ):
            written = text[start : words[at + size - 1].end]
            yield Finding(
                FindingKind.SCRIPT, face.source.span, face.draft.at(start, end),
                f"文字规范：“{written}”连写了两遍。", "请删去重复的一遍。", slight=True,
            )  # fmt: skip
        at += 2 * size or 1


def _again(keys: Sequence[str], at: int, size: int, language: Language) -> bool:
    first, second = keys[at : at + size], keys[at + size : at + 2 * size]
    long = sum(map(len, first)) >= LETTERS and (size > 1 or language.graphemes == "word")
    return long and first == second and len(set(first)) == size


def _side_by_side(text: str, words: Sequence[Span], at: int, size: int, language: Language) -> bool:
    gap = text[words[at + size - 1].end : words[at + size].start]
    return gap.strip() in ("", language.joiner.strip())


# Ends of sentences


def _unended(faces: Sequence[Face], language: Language) -> Iterator[Finding]:
    """A full stop in the source, none in the draft, in a draft that else has them."""
    ended = [face for face in faces if _ENDED.search(face.source.text)]
    stop = regex.compile(rf"(?:{language.stop})\s*$")
    bare = [face for face in ended if not stop.search(face.draft.text)]
    for face in bare if len(bare) <= len(ended) // 10 else bare[:1]:
        text = face.draft.text.rstrip()
        times = f"（全文 {len(bare)} 处，这是第一处）" if len(bare) > len(ended) // 10 else ""
        yield Finding(
            FindingKind.SCRIPT, face.source.span, face.draft.at(len(text) - 1, len(text)),
            f"文字规范：原文这一句以“{face.source.text.rstrip()[-1]}”结尾，译文句末没有标点{times}。",
            "请补上句末标点。", slight=True,
        )  # fmt: skip
