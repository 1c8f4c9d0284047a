"""A checked draft as HTML: text and translation side by side, each finding in the margin at the height of its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from html import escape
from itertools import pairwise

import regex

from corpora import placeables
from corpora.languages import Language, get
from corpora.model import Span
from corpora.rendering import cut_runs, pill, render_text
from glossary.drafts import wording
from glossary.drafts.model import Noted, Verdict
from glossary.drafts.rows import Row

_NONE = {
    "source": '<span class="none">（原文没有）</span>',
    "draft": '<span class="none">（无对应译文）</span>',
}
_QUOTED = regex.compile(r"(?<=“)[^“”]*(?=”)")
_TONES = {Verdict.ACCEPT: "good", Verdict.IGNORE: "quiet", Verdict.ADMIT: "good"}
# Of a vertical passage, in pixels: a line's width, a letter's height, the width there is, what line ends leave empty.
LINE, LETTER, WIDTH, WRAP = 30, 10, 300, 60
LOWEST, TALLEST = 190, 620


def rows_html(
    rows: Sequence[Row], noted: Sequence[Noted], language: Language, first: int, shown: Iterable[int]
) -> str:
    """Rows from number `first` on, with those of their findings that are `shown`."""
    wanted = set(shown)
    vertical = " downwards" if language.writing_mode == "vertical-lr" else ""
    body = "".join(
        _row(n, row, [p.number for p in row.findings if p.number in wanted], noted, language)
        for n, row in enumerate(rows, first)
    )
    return f'<div class="bitext draft{vertical}">{body}</div>'


def _row(n: int, row: Row, findings: Sequence[int], noted: Sequence[Noted], language: Language) -> str:
    marked = [p for p in row.findings if p.number in findings]
    source = _side(row.face.source.text, "zh", tuple(p.source for p in marked), "source")
    target = _side(row.face.draft.text, language.code, tuple(p.draft for p in marked), "draft")
    cards = "".join(card_html(number, noted[number], language) for number in findings)
    return (
        f'<div class="pair" data-row="{n}"><div class="n">{n + 1}</div><div data-side="source">{source}</div>'
        f'<div data-side="draft" dir="{language.direction}">{_box(target, row.face.draft.text, language)}</div>'
        f'<div class="margin">{cards}</div></div>'
    )


@lru_cache(maxsize=1024)
def _side(text: str, code: str, spans: tuple[Span, ...], side: str) -> str:
    """A passage with its findings' spans cut out as runs, overlapping ones in pieces."""
    if not text:
        return _NONE[side]
    language = get(code)
    found = [(p.start, p.end) for p in placeables.find(text, language)]
    return render_text(text, language, cut_runs(text, language, terms=disjoint(spans), placeables=found))


def disjoint(spans: Iterable[Span]) -> list[Span]:
    """What the spans cover, cut wherever one of them begins or ends.

    >>> disjoint([Span(0, 4), Span(2, 6)])
    [Span(start=0, end=2), Span(start=2, end=4), Span(start=4, end=6)]
    """
    spans = [s for s in spans if s.start < s.end]
    edges = sorted({edge for span in spans for edge in span})
    return [Span(a, b) for a, b in pairwise(edges) if any(s.start <= a and b <= s.end for s in spans)]


def _box(html: str, text: str, language: Language) -> str:
    """A vertical passage stands in a box as high as it needs to be no wider than its column."""
    if language.writing_mode != "vertical-lr" or not text:
        return html
    height = min(TALLEST, max(LOWEST, len(text) * LETTER * LINE // WIDTH + WRAP))
    return f'<div class="vertical" style="height:{height}px">{html}</div>'


def marks(rows: Sequence[Row], noted: Sequence[Noted], first: int, shown: Iterable[int]) -> list[list]:
    """For the page's script: [finding, row, side, start, end, harm, answered] of every span to be marked.

    A whole sentence in which something is missing is not marked: what is missing is marked in the other one.
    """
    wanted = set(shown)
    return [
        [p.number, n, side, *span, noted[p.number].finding.harm.value, noted[p.number].answer is not None]
        for n, row in enumerate(rows, first)
        for p in row.findings
        if p.number in wanted
        for side, span, other, text in (
            ("source", p.source, p.draft, row.face.source.text),
            ("draft", p.draft, p.source, row.face.draft.text),
        )
        if span.start < span.end and not (span == (0, len(text)) and other.start < other.end)
    ]


# Findings


def card_html(number: int, noted: Noted, language: Language) -> str:
    """One finding: what kind and how grave, why, what to do, and what was said to it."""
    finding, answer = noted.finding, noted.answer
    harm = finding.harm
    state = ""
    if answer:
        reason = said_html(f"“{answer.rendering}”", language) if answer.rendering else escape(answer.why)
        state = (
            f'<div class="state">{pill(answer.verdict.label, _TONES[answer.verdict])} {reason}'
            f'<span class="quiet">{escape(wording.signature(answer))}</span></div>'
        )
    done = " done" if answer else ""
    return (
        f'<article class="finding {harm.value}{done}" data-f="{number}" tabindex="-1" lang="zh-CN">'
        f'<div class="kind">{escape(finding.kind.label)}<span>{wording.urgency(harm)} · {wording.harm_in_words(harm)}</span></div>'
        f'<div class="said">{said_html(finding.message, language)}</div>'
        f'<div class="todo">{said_html(finding.suggestion, language)}</div>{state}</article>'
    )


def said_html(text: str, language: Language) -> str:
    """A Chinese sentence that quotes the draft: what stands in quotes and is the draft's is in its own script."""
    own = regex.compile(language.script) if language.script else None
    parts, at = [], 0
    for match in _QUOTED.finditer(text):
        if own and own.search(match[0]):
            parts += [escape(text[at : match.start()]), phrase_html(match[0], language)]
            at = match.end()
    return "".join([*parts, escape(text[at:])])


def phrase_html(text: str, language: Language) -> str:
    """A word or phrase in its own script inside a line; a vertical one runs down."""
    html = render_text(text, language)
    return f'<span class="vertical phrase">{html}</span>' if language.writing_mode == "vertical-lr" else html
