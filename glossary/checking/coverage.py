"""Omissions, additions and Chinese left standing: is all of the source in the draft, and nothing else?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import regex

from corpora.model import INVENTED, Span
from glossary.checking.model import Face, Finding, FindingKind

SHORTEST = 2  # letters a passage must have to be missed
_LETTER = regex.compile(r"\p{L}")
_CHINESE = regex.compile(r"\p{Han}(?:[\p{Han}、，]*\p{Han})")
_NUMBERED = regex.compile(r"\p{Han}*[（(〔\[［]\s*(?:\d{4}|[×＊*Xx]+)\s*[)）〕\]］][\p{Han}\d×＊*之-]*号?")
_GLOSS = regex.compile(r"[（(][^（()）\n]*[)）]")


def check(faces: Sequence[Face]) -> list[Finding]:
    """漏译、增译"""
    return [finding for _, run in groupby(faces, key=_emptiness) for finding in _whole(list(run))]


def _emptiness(face: Face) -> tuple[bool, bool]:
    return not face.source.text, not face.draft.text


def _whole(run: Sequence[Face]) -> Iterator[Finding]:
    """Consecutive passages that stand on one side alone are one finding."""
    source, draft = (
        Span(side[0].start, side[-1].end)
        for side in ([f.source.span for f in run], [f.draft.span for f in run])
    )
    if not run[0].draft.text and _said("".join(f.source.text for f in run)):
        yield Finding(
            FindingKind.OMISSION, source, draft,
            f"漏译：原文“{_short(''.join(f.source.text for f in run))}”在译文中没有对应的句子。",
            "请在这里补译；如果并入了别的句子，请核对那一句是否译全。",
        )  # fmt: skip
    if not run[0].source.text and _said("".join(f.draft.text for f in run)):
        yield Finding(
            FindingKind.ADDITION, source, draft,
            f"增译：译文“{_short(' '.join(f.draft.text for f in run))}”在原文中没有对应的句子。",
            "请核对是否重复或误贴，没有依据的删去。",
        )  # fmt: skip


def _said(text: str) -> bool:
    return len(_LETTER.findall(text)) >= SHORTEST


def _short(text: str, longest: int = 40) -> str:
    return text if len(text) <= longest else text[:longest] + "…"


# Chinese left standing


def untranslated(faces: Sequence[Face]) -> list[Finding]:
    """译文中遗留的汉字"""
    return [
        _standing(face, start, end)
        for face in faces
        for start, end in _chinese(face.draft.text)
        if face.draft.text[start:end] != INVENTED
    ]


def _chinese(text: str) -> Iterator[tuple[int, int]]:
    """Runs of Chinese characters outside numbers of cases and documents and outside glosses in brackets."""
    kept = bytearray(len(text))
    for match in (*_NUMBERED.finditer(text), *_GLOSS.finditer(text)):
        kept[match.start() : match.end()] = b"\1" * len(match[0])
    return (match.span() for match in _CHINESE.finditer(text) if not any(kept[match.start() : match.end()]))


def _standing(face: Face, start: int, end: int) -> Finding:
    written = face.draft.text[start:end]
    at = face.source.text.find(written)
    source = face.source.at(at, at + len(written)) if at >= 0 else face.source.span
    return Finding(
        FindingKind.UNTRANSLATED, source, face.draft.at(start, end),
        f"译文里有没译的汉字“{_short(written)}”。",
        "请译出；如有意保留，请放在括号里作注。",
    )  # fmt: skip
