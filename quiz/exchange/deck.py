"""The exercises of a language as an Anki deck: terms both ways, and gaps in real sentences.

A note's guid comes from kind, language, term and direction, so that importing the deck again updates the cards and
Anki keeps what it remembers of them. The font of the script travels with the deck.
"""

from __future__ import annotations

import shutil
import zlib
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

import genanki

from corpora.languages import Language, get
from glossary.exchange.anki import css, run
from quiz.exams.layout import Block
from quiz.model import Direction, Example, Exercise, ExerciseKind

_TERMS, _GAPS = 1_790_261_001, 1_790_261_002  # any numbers, the same for ever
_DECK = 1_790_262_000
_STATIC = Path(__file__).parents[2] / "static"
SENTENCES = 2  # shown with a term

Asked = tuple[Exercise, Sequence[Example]]


def write_deck(exercises: Sequence[Asked], language: str, path: Path) -> int:
    """Write an apkg; returns how many notes it holds. Raises ValueError when there is nothing to learn."""
    to = get(language)
    deck = genanki.Deck(_DECK + zlib.crc32(language.encode()) % 1_000_000, f"双语练习::{to.name}")
    font = _font(to)
    style = css(to) + _face(to, font)
    models = _models(style)
    for note in _notes(exercises, to, models):
        deck.add_note(note)
    if not deck.notes:
        raise ValueError(f"没有可以写进牌组的{to.name}术语或句子。请先出题：shuangyu quiz make。")
    with TemporaryDirectory() as folder:
        media = [shutil.copy(font, Path(folder) / _kept(font))] if font else []
        genanki.Package(deck, media_files=[str(file) for file in media]).write_to_file(path)
    return len(deck.notes)


def _font(language: Language) -> Path | None:
    """The font of a language that comes with the software."""
    found = _STATIC / f"{language.fonts[0].lower().replace(' ', '-')}.woff2"
    return found if found.is_file() else None


def _kept(font: Path) -> str:
    """A name Anki does not clean away: media no field names must begin with an underscore."""
    return f"_{font.name}"


def _face(language: Language, font: Path | None) -> str:
    if font is None:
        return ""
    return f'@font-face {{ font-family: "{language.fonts[0]}"; src: url("{_kept(font)}"); }}\n'


def _models(style: str) -> tuple[genanki.Model, genanki.Model]:
    back = '{{FrontSide}}<hr id="answer">%s<div class="more">{{说明}}</div>{{例句}}'
    terms = genanki.Model(
        _TERMS,
        "双语练习：术语",
        fields=[{"name": name} for name in ("汉文", "译文", "说明", "例句")],
        templates=[
            {"name": "汉文到译文", "qfmt": "{{汉文}}", "afmt": back % "{{译文}}"},
            {"name": "译文到汉文", "qfmt": "{{译文}}", "afmt": back % "{{汉文}}"},
        ],
        css=style,
    )
    gaps = genanki.Model(
        _GAPS,
        "双语练习：填空",
        fields=[{"name": name} for name in ("汉文", "空", "译文", "说明")],
        templates=[
            {
                "name": "填空",
                "qfmt": "{{汉文}}<br>{{空}}",
                "afmt": '{{汉文}}<hr id="answer">{{译文}}<div class="more">{{说明}}</div>',
            }
        ],
        css=style,
    )
    return terms, gaps


def _notes(
    exercises: Sequence[Asked], language: Language, models: tuple[genanki.Model, genanki.Model]
) -> Iterator[genanki.Note]:
    zh = get("zh")
    for exercise, examples in exercises:
        told = "；".join(
            part
            for part in (
                exercise.status.label,
                exercise.authority,
                exercise.note,
                exercise.law,
                *_also(exercise),
            )
            if part
        )
        tags = [tag.replace(" ", "_") for tag in (exercise.domain, exercise.status.label) if tag]
        guid = genanki.guid_for("shuangyu quiz", exercise.kind, exercise.language, exercise.subject)
        if exercise.kind is ExerciseKind.RECALL and exercise.direction is Direction.FORWARD:
            sentences = "".join(
                f"<p>{run(zh, x.source)}<br>{run(language, x.target)}</p>{_place(x)}"
                for x in examples[:SENTENCES]
            )
            fields = [run(zh, exercise.subject), run(language, exercise.answer), escape(told), sentences]
            yield genanki.Note(models[0], fields=fields, guid=guid, tags=tags)
        elif exercise.kind is ExerciseKind.CLOZE and examples:
            best = examples[0]
            gap = Block(language.code, best.target, (best.gap,) if best.gap else ())
            shown = "＿＿＿".join(gap.pieces)
            fields = [
                run(zh, best.source),
                run(language, shown),
                run(language, best.target),
                escape(told) + _place(best),
            ]
            yield genanki.Note(models[1], fields=fields, guid=guid, tags=tags)


def _also(exercise: Exercise) -> tuple[str, ...]:
    return (f"也可：{'、'.join(exercise.accepted)}",) if exercise.accepted else ()


def _place(example: Example) -> str:
    where = " ".join(part for part in (example.court, example.case_number) if part)
    return f'<div class="more">{escape(where)}</div>' if where else ""
