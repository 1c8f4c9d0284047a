"""Law references of concepts, and which of them changed under the concept. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex
from rapidfuzz.distance import Indel

from aligner.articles import headings
from corpora import placeables
from corpora.languages import get
from corpora.model import Kind, Span

_TITLE = regex.compile(r"《([^《》]+)》")
_ASIDE = regex.compile(r"[(（〔\[][^()（）〔〕\[\]]*[)）〕\]]")  # （2020年修正）
_STATE = "中华人民共和国"


class Citation(NamedTuple):
    """A law by its short name, and an article of it as `corpora.model.Placeable` writes it (264, 133-1/2)."""

    law: str
    article: str

    @property
    def heading(self) -> str:
        """The article alone, without paragraph and item: 133-1."""
        return self.article.split("/")[0]


@dataclass(frozen=True, slots=True)
class Amended:
    """A concept to look at again: an article it cites reads otherwise than when it was last held against it.

    `now` is None when the article is gone.
    """

    concept: int
    citation: Citation
    then: str
    now: str | None


def law_name(title: str) -> str:
    """The name laws are compared by: folded, without the state's name and remarks in brackets.

    >>> law_name("中华人民共和国刑法（2020年修正）")
    '刑法'
    """
    name = get("zh").key(_ASIDE.sub("", title))
    return "".join(name.split()).removeprefix(_STATE)


def citations(text: str) -> list[Citation]:
    """The articles a text names, each of the title in book quotes before it.

    >>> [tuple(c) for c in citations("《中华人民共和国刑法》第一百三十三条之一、第六十七条第三款")]
    [('刑法', '133-1'), ('刑法', '67/3')]
    """
    titles = list(_TITLE.finditer(text))
    found = []
    for p in placeables.find(text, get("zh")):
        before = [t for t in titles if t.end() <= p.start]
        if p.kind is Kind.ARTICLE and before and not p.value.startswith("/"):
            found.append(Citation(law_name(before[-1].group(1)), p.value))
    return list(dict.fromkeys(found))


def articles(segments: Sequence[str]) -> dict[str, str]:
    """Article (264, 133-1) -> its whole text, of the display texts of a Chinese statute's segments."""
    opened = sorted((n, number) for number, n in headings(segments, get("zh")).items())
    found = {}
    for at, (start, (number, sub)) in enumerate(opened):
        end = opened[at + 1][0] if at + 1 < len(opened) else len(segments)
        found[f"{number}-{sub}" if sub else str(number)] = "".join(segments[start:end])
    return found


def amended(then: Mapping[tuple[int, Citation], str], now: Mapping[str, Mapping[str, str]]) -> list[Amended]:
    """Citations of which the law stands in `now` (law -> article -> text) with another text than `then`.

    Texts are compared by key, so a new print with other spaces or brackets is no amendment. Laws that are not in
    `now` say nothing.
    """
    key = get("zh").key
    return [
        Amended(concept, citation, text, now[citation.law].get(citation.heading))
        for (concept, citation), text in then.items()
        if citation.law in now and key(text) != key(now[citation.law].get(citation.heading, ""))
    ]


def changed_spans(then: str, now: str) -> tuple[list[Span], list[Span]]:
    """Where an article's two texts differ: spans of the old one that went, spans of the new one that came.

    >>> changed_spans("处三年以下有期徒刑", "处五年以下有期徒刑")
    ([Span(start=1, end=2)], [Span(start=1, end=2)])
    """
    codes = [c for c in Indel.opcodes(then, now) if c.tag != "equal"]
    went = [Span(c.src_start, c.src_end) for c in codes if c.src_end > c.src_start]
    return went, [Span(c.dest_start, c.dest_end) for c in codes if c.dest_end > c.dest_start]
