"""An Anki deck a language. A note keeps its guid as long as its Chinese term and language stay, so that importing the
deck again updates cards and leaves what Anki remembers of them.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

import genanki

from corpora.languages import Language, get
from glossary.exchange.reading import Loss
from glossary.model import Concept, Context, Term, TermStatus

_SHOWN = (TermStatus.PREFERRED, TermStatus.ADMITTED, TermStatus.PROPOSED)
_MODEL = 1_790_260_115  # any number, the same for ever
_FIELDS = ("汉文", "译文", "其他译法", "说明", "例句")
_CSS = """
.card { font-family: sans-serif; font-size: 24px; text-align: center; }
.more { font-size: 16px; color: #555; }
.vertical { writing-mode: vertical-lr; display: inline-block; text-align: start; max-height: 70vh; }
"""
_BACK = '{{FrontSide}}<hr id="answer">%s<div class="more">{{其他译法}}</div><div class="more">{{说明}}</div>{{例句}}'


def write_anki(concepts: Sequence[Concept], path: Path, language: str) -> list[Loss]:
    """Write an apkg: the Chinese term on one side, its best rendering with the others on the other, both ways.

    Raises ValueError when there is nothing to learn in this language.
    """
    to = get(language)
    deck = genanki.Deck(_MODEL + 1 + zlib.crc32(language.encode()) % 1_000_000, f"双语术语::{to.name}")
    for note in _notes(concepts, to):
        deck.add_note(note)
    if not deck.notes:
        raise ValueError(f"没有可以学的{to.name}术语，没有写出 Anki 牌组。")
    genanki.Package(deck).write_to_file(path)
    barred = sum(t.status not in _SHOWN for c in concepts for t in c.terms_in(language))
    return [Loss("不可用的译法", barred, noted=False)] if barred else []


def _notes(concepts: Sequence[Concept], language: Language) -> Iterator[genanki.Note]:
    model = genanki.Model(
        _MODEL,
        "双语术语",
        fields=[{"name": name} for name in _FIELDS],
        templates=[
            {"name": "汉文到译文", "qfmt": "{{汉文}}", "afmt": _BACK % "{{译文}}"},
            {"name": "译文到汉文", "qfmt": "{{译文}}", "afmt": _BACK % "{{汉文}}"},
        ],
        css=css(language),
    )
    seen: Counter[str] = Counter()
    for concept in concepts:
        terms = sorted(
            (t for t in concept.terms_in(language.code) if t.status in _SHOWN),
            key=lambda t: _SHOWN.index(t.status),
        )
        chinese = [t for t in concept.terms_in("zh") if t.status in _SHOWN]
        if terms and chinese:
            key = get("zh").key(chinese[0].text)
            seen[key] += 1
            yield genanki.Note(
                model,
                fields=_fields(concept, chinese, terms, language),
                guid=genanki.guid_for("shuangyu", language.code, key, seen[key]),
                tags=[t.replace(" ", "_") for t in (concept.domain, terms[0].status.label) if t],
            )


def _fields(
    concept: Concept, chinese: Sequence[Term], terms: Sequence[Term], language: Language
) -> list[str]:
    best, *others = terms
    told = [concept.definition, *concept.laws, best.dialect, best.authority, best.source, best.note]
    return [
        run(get("zh"), "；".join(t.text for t in chinese)),
        run(language, best.text),
        "　".join(run(language, t.text) for t in others),
        escape("；".join(text for text in told if text)).replace("\n", "<br>"),
        "".join(_example(context, language) for context in best.contexts[:2]),
    ]


def _example(context: Context, language: Language) -> str:
    where = f'<div class="more">{escape(context.source)}</div>' if context.source else ""
    return f"<p>{run(language, context.text)}<br>{run(get('zh'), context.pair)}{where}</p>"


def css(language: Language) -> str:
    """The style of the cards: the language in its own fonts, with room between the lines, Mongolian running down."""
    fonts = ", ".join(name if name.islower() else f'"{name}"' for name in language.fonts)
    return f'{_CSS}[lang="{language.code}"] {{ font-family: {fonts}; font-size: 1.2em; line-height: 1.9; }}\n'


def run(language: Language, text: str) -> str:
    """A text of a card, with its language, direction and writing mode."""
    vertical = ' class="vertical"' if language.writing_mode == "vertical-lr" else ""
    return f'<span lang="{language.code}" dir="{language.direction}"{vertical}>{escape(text)}</span>'
