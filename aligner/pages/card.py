"""A bead among its neighbours as HTML, in both writing modes; every sentence can be picked."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from aligner.explain import Explanation, Place, Text
from aligner.model import Bead, Status
from aligner.store import Neighbour, Surroundings
from corpora.languages import Language
from corpora.model import Span
from corpora.rendering import cut_runs, pill, render_text

_NONE = '<span class="none">（无对应）</span>'


Cut = tuple[int, int]  # (source, target) segment before which a bead would be split


def beads_html(
    found: Surroundings, languages: tuple[Language, Language], why: Explanation, cut: Cut | None = None
) -> str:
    """The neighbours with the bead in question marked, and in it the values and words its explanation names."""
    rows = [
        _row(n, languages, why, cut, "now") if i == found.at else _row(n, languages)
        for i, n in enumerate(found.beads)
    ]
    if languages[1].writing_mode == "vertical-lr":
        left = "".join(
            f'<div class="pair {now}" data-row="{n}">{head}<div data-side="source">{source}</div></div>'
            for n, (now, head, source, _) in enumerate(rows)
        )
        right = "".join(
            f'<div class="sentence {now}" data-row="{n}" data-side="target">{head}{target}</div>'
            for n, (now, head, _, target) in enumerate(rows)
        )
        return f'<div class="bitext beads columns"><div class="side">{left}</div><div class="vertical">{right}</div></div>'
    return '<div class="bitext beads">' + "".join(
        f'<div class="pair {now}" data-row="{n}">{head}<div data-side="source">{source}</div>'
        f'<div data-side="target" dir="{languages[1].direction}">{target}</div></div>'
        for n, (now, head, source, target) in enumerate(rows)
    ) + "</div>"  # fmt: skip


def _row(
    n: Neighbour,
    languages: tuple[Language, Language],
    why: Explanation | None = None,
    cut: Cut | None = None,
    now: str = "",
) -> tuple[str, str, str, str]:
    """(class, number, source, target)."""
    cuts = cut or (-1, -1)
    source = _side(n.sources, n.bead.source, languages[0], _marks(why, 0), cuts[0])
    target = _side(n.targets, n.bead.target, languages[1], _marks(why, 1), cuts[1])
    return now, _number(n.bead, now), source, target


def _number(bead: Bead, now: str) -> str:
    first, last = bead.source.start + 1, bead.source.end
    number = "＋" if last < first else str(first) if last == first else f"{first}–{last}"
    checked = pill("已核", "good") if bead.status == Status.CONFIRMED else ""
    where = "" if now else f' data-bead="{bead.id}" title="改看这一对"'
    return f'<div class="n"{where}>{number}{checked}</div>'


Marks = tuple[
    list[Place], list[Place], list[Place]
]  # words, values both sides have, values this side has alone


def _marks(why: Explanation | None, side: int) -> Marks:
    if why is None:
        return [], [], []
    words = [(w.source_place, w.target_place)[side] for w in why.words]
    places = [((a.sources, a.targets)[side], a.shared) for a in why.anchors]
    shared, alone = (
        [p for found, both in places if both is wanted for p in found] for wanted in (True, False)
    )
    return words, shared, alone


def _side(texts: Sequence[Text], segments: Span, language: Language, marks: Marks, cut: int) -> str:
    pieces = []
    for n, text in enumerate(texts):
        number = segments.start + n
        begins = " cut" if n and number == cut else ""
        pieces.append(
            f'<span class="piece{begins}" data-n="{number}">{_sentence(text.text, n, language, marks)}</span>'
        )
    return "".join(pieces) or _NONE


def _sentence(text: str, n: int, language: Language, marks: Marks) -> str:
    words, shared, alone = (
        [p.span for p in places if p.sentence == n and p.span[0] < p.span[1]] for places in marks
    )
    runs = cut_runs(text, language, terms=words, placeables=[*shared, *alone])
    return render_text(text, language, runs, lit=alone)


def words_html(why: Explanation, languages: tuple[Language, Language]) -> str:
    """The word pairs that speak for a bead, each word in its own writing."""

    def word(text: str, language: Language) -> str:
        html = render_text(text, language)
        return f'<span class="vertical">{html}</span>' if language.writing_mode == "vertical-lr" else html

    return "".join(
        f"<span>{word(w.source, languages[0])}{word(w.target, languages[1])}</span>" for w in why.words
    )


def said_html(lines: Sequence[str], against: Sequence[str]) -> str:
    """Sentences of an explanation; those that speak against the bead are marked."""
    return "".join(
        f"<div{' class=against' if line in against else ''}>{escape(line)}</div>" for line in lines
    )
