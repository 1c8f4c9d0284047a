"""Who stands before the court: from the lines that open with a role, or from the running text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from corpora.cues import Cue, Cues
from corpora.languages import Language
from corpora.model import Party, Section

_SEPARATORS = "：:᠄ །་\t\u180e\u202f\u3000"
_NAME_END = regex.compile(r"[，。、；：:,،.(（\n\t\u3000᠂᠃།]| {2,}")
_FORMER_ROLE = regex.compile(r"^[（(][^）)]{1,20}[)）]")        # 上诉人（原审原告）
_WIDE_BLANK = regex.compile(r"(?<=\S)(?:[\u3000\t]+| {2,})(?=\S)")
_BETWEEN = regex.compile(r"[、和及与]")


def parties(
    texts: Sequence[str], keys: Sequence[str], sections: Sequence[Section], known: Cues, language: Language
) -> tuple[Party, ...]:
    """Parties in order of appearance, none twice."""
    listed = [
        party
        for text, key, section in zip(texts, keys, sections, strict=True) if section is Section.PARTIES
        for party in _line(text, key, known, language)
    ]
    return tuple(dict.fromkeys(listed or _running(texts, sections, known)))


def _line(text: str, key: str, known: Cues, language: Language) -> Iterator[Party]:
    """A sentence that begins with a role; behind a wide blank another one may follow (原告：扎某　被告：才某某)."""
    starts = [
        blank.end() for blank in _WIDE_BLANK.finditer(text)
        if _role(language.key(text[blank.end() :]), known)[1]
    ]
    if not starts:
        yield from _named(text, key, known, language)
        return
    for start, end in pairwise((0, *starts, len(text))):
        yield from _named(text[start:end], language.key(text[start:end]), known, language)


def _role(key: str, known: Cues) -> tuple[str, Cue | None]:
    return next(((role, cue) for role, cue in known.roles if cue.meets(key)), ("", None))


def _named(text: str, key: str, known: Cues, language: Language) -> Iterator[Party]:
    """The role a text begins with, and the name up to the first mark after it."""
    text, key = known.before_role.sub("", text), known.before_role.sub("", key)
    role, cue = _role(key, known)
    if cue is None:
        return
    end = next((n for n in range(1, len(text) + 1) if language.key(text[:n]).startswith(cue.key)), 0)
    rest = _FORMER_ROLE.sub("", text[end:].lstrip(_SEPARATORS)).lstrip(_SEPARATORS)
    name = known.around_name.sub("", _NAME_END.split(rest, maxsplit=1)[0].strip())
    if name:
        yield Party(role, name)


def _running(texts: Sequence[str], sections: Sequence[Section], known: Cues) -> list[Party]:
    """Roles followed by names in the first sentences after the title: 原告张某与被告李某…一案."""
    if not known.name:
        return []
    course = "\n".join(
        [text for text, section in zip(texts, sections, strict=True) if section is Section.COURSE][:4]
    )
    roles = "|".join(role for role, _ in known.roles)
    named = regex.compile(
        rf"(?P<role>{roles})(?:[（(][^）)]{{1,20}}[)）])?(?P<name>{known.name}(?:{_BETWEEN.pattern}{known.name})*)"
    )
    found = [
        (match.start("name"), Party(role or match["role"], name))
        for role, pattern in (*known.named, ("", named))
        for match in pattern.finditer(course)
        for name in _BETWEEN.split(match["name"])
    ]
    return [party for _, party in sorted(found, key=lambda pair: pair[0])]
