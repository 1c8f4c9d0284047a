"""A plain stand-in for languages that are none of ours, so that gold in English or Icelandic can be measured."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from corpora.languages.common import caseless, compose, digits
from corpora.languages.language import Language, Unit
from corpora.model import Span

_WORD = regex.compile(r"\p{Han}|[\p{L}\p{M}]+|\p{N}+(?:[.,]\p{N}+)*")


def key(text: str) -> str:
    return " ".join(caseless(digits(compose(text))).split())


def words(text: str, terms: Sequence[str]) -> list[Span]:
    return [Span(*m.span()) for m in _WORD.finditer(text)]


def units(text: str) -> list[Unit]:
    return [Unit(key(m[0])[:5], *m.span()) for m in _WORD.finditer(text)]


GENERIC = Language(
    code="und",
    name="其他文字",
    autonym="",
    fonts=("serif",),
    text=compose,
    key=key,
    sentences=lambda text: [Span(*m.span()) for m in regex.finditer(r"\S[^\n]*", text)],
    words=words,
    units=units,
    number=lambda text: None,
    number_pattern="(?!)",
    patterns=(),
    months={},
    scales={},
    boundary=lambda text, start, end: True,
    joiner=" ",
)
