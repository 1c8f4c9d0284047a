"""Texts that are no judgments: statutes by articles, reports and the rest by headings."""

from __future__ import annotations

from collections.abc import Sequence

import regex

from corpora import placeables
from corpora.languages import Language
from corpora.model import Document, Genre, Kind, Section, Segment, Span

_MARKED = regex.compile(r"#{1,6}\s+\S")
_STOP = regex.compile(r"[。；！？.;!?།༎᠃؟…][\"”’』」)）]*\s*$")
_SHORT = 40  # code points of a line that may be a heading
_ENOUGH = 5  # articles that make a text a statute


def outline(body: str, language: Language, spans: Sequence[Span]) -> Document:
    """A document of another genre: its title, and segments with ARTICLE, HEADING or BODY."""
    texts = [language.text(body[s.start : s.end]) for s in spans]
    opens = [_opens_article(text, language) for text in texts]
    statute = sum(opens) >= _ENOUGH and sum(opens) * 15 >= len(texts)
    sections, state = [], Section.BODY
    for number, text in enumerate(texts):
        if statute and opens[number]:
            state = Section.ARTICLE
        heading = _heading(body, spans, number, text)
        sections.append(Section.HEADING if heading else state)
    title = next(
        (t for t, s in zip(texts, sections, strict=True) if s is Section.HEADING), texts[0] if texts else None
    )
    return Document(
        body=body,
        language=language.code,
        genre=Genre.STATUTE if statute else Genre.OTHER,
        title=title and title.lstrip("# ").strip()[:80],
        segments=tuple(Segment(s.start, s.end, section) for s, section in zip(spans, sections, strict=True)),
    )


def _opens_article(text: str, language: Language) -> bool:
    head = text.lstrip("*# \t\u3000")[:60]
    found = placeables.find(head, language)
    return bool(found) and found[0].kind is Kind.ARTICLE and found[0].start == 0 and found[0].value[:1] != "/"


def _heading(body: str, spans: Sequence[Span], number: int, text: str) -> bool:
    """A line of its own that is marked as a heading, or is short and does not end a sentence."""
    span = spans[number]
    alone = (span.start == 0 or "\n" in body[spans[number - 1].end if number else 0 : span.start]) and (
        number + 1 == len(spans) or "\n" in body[span.end : spans[number + 1].start]
    )
    return alone and bool(_MARKED.match(text) or (len(text) <= _SHORT and not _STOP.search(text)))
