"""Text as HTML, the same way on every page: escaped, with language, direction and the runs a reader may touch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import Literal, NamedTuple

from corpora.languages import Language
from corpora.model import Span

RunKind = Literal["plain", "word", "term", "placeable", "gap"]


class Run(NamedTuple):
    """A stretch of a text that is drawn, and clicked, as one thing."""

    start: int
    end: int
    kind: RunKind


def cut_runs(
    text: str,
    language: Language,
    terms: Iterable[tuple[int, int]] = (),
    placeables: Iterable[tuple[int, int]] = (),
    words: Iterable[tuple[int, int]] = (),
) -> list[Run]:
    """Cut a text into runs that cover it wholly.

    Where they overlap a term beats a placeable and a placeable beats a word; among terms the one that
    begins first and reaches farthest wins. A Mongolian suffix stays in the run of its word: cut at the
    separator before it, the font shows the separator as a box.
    """
    taken: list[Run] = []
    free = bytearray(len(text))
    for kind, spans in (("term", terms), ("placeable", placeables), ("word", words)):
        for start, end in sorted(spans, key=lambda s: (s[0], -s[1])):
            if start < end and not any(free[start:end]):
                free[start:end] = b"\1" * (end - start)
                taken.append(Run(start, end, kind))
    runs, at = [], 0
    for run in sorted(taken):
        if run.start > at:
            runs.append(Run(at, run.start, "plain"))
        runs.append(run)
        at = run.end
    if at < len(text):
        runs.append(Run(at, len(text), "plain"))
    return _glued(text, language, runs)


def _glued(text: str, language: Language, runs: list[Run]) -> list[Run]:
    """Runs moved apart where a cut would fall next to glue: the part of the word beyond it joins the stronger run."""
    if not language.glue:
        return runs
    edges = [run.start for run in runs[1:]]
    kept = [at for at in edges if text[at] not in language.glue and text[at - 1] not in language.glue]
    if len(kept) == len(edges):
        return runs
    cuts = {0, len(text), *kept}
    for at in set(edges) - set(kept):
        left, right = at, at
        while left and not text[left - 1].isspace():
            left -= 1
        while right < len(text) and not text[right].isspace():
            right += 1
        cuts -= {cut for cut in cuts if left < cut < right}
        cuts |= {left, right}
    places = sorted(cuts)
    return [Run(x, y, _strongest(runs, x, y)) for x, y in pairwise(places)]


_STRENGTH = ("plain", "word", "placeable", "term")


def _strongest(runs: Sequence[Run], start: int, end: int) -> RunKind:
    kinds = (run.kind for run in runs if run.start < end and start < run.end)
    return max(kinds, key=_STRENGTH.index)


def render_text(
    text: str,
    language: Language,
    runs: Sequence[Run] | None = None,
    lit: Sequence[Span | tuple[int, int]] = (),
) -> str:
    """The text as one HTML element.

    Placeables stand in `<bdi>`: a case number inside Uyghur comes out scrambled without it (UAX #9,
    isolates). Runs that meet a span of `lit` are lit.
    """
    parts = []
    for run in runs if runs is not None else [Run(0, len(text), "plain")]:
        body = escape(text[run.start : run.end]).replace("\n", "<br>")
        if run.kind == "plain":
            parts.append(body)
            continue
        classes = run.kind
        if any(run.start < end and start < run.end for start, end in lit):
            classes += " lit"
        tag = "bdi" if run.kind == "placeable" else "span"
        parts.append(f'<{tag} class="{classes}" data-s="{run.start}" data-e="{run.end}">{body}</{tag}>')
    return (
        f'<span class="text" lang="{language.code}" dir="{language.direction}"'
        f' data-mode="{language.writing_mode}">{"".join(parts)}</span>'
    )


def pill(label: str, tone: str = "") -> str:
    """A status as a word in a pill; the colour only repeats it."""
    return f'<span class="pill {escape(tone)}">{escape(label)}</span>'


def pair_head(facts: Iterable[str | None], bead: int | None = None, checked: bool = False) -> str:
    """Where a pair stands, said in the same way on every page.

    `facts` are court, kind, case number, section, date, as far as they are known; `bead` leads to the place in the
    judgment; `checked` says that a person has looked at the alignment.
    """
    way = "" if bead is None else f'<a href="reading?bead={bead}" target="_self">看原文</a>'
    said = " · ".join([*filter(None, [way]), *(escape(fact) for fact in facts if fact)])
    return f"{said} {pill('对齐已核', 'good')}" if checked else said
