"""An item of an exam as HTML: what is printed of it on paper, and for trainers its key and where it is from."""

from __future__ import annotations

from html import escape

from corpora.languages import get
from corpora.rendering import cut_runs, render_text
from quiz.exams.layout import Block, blocks, instruction, key_text, options_language, where
from quiz.exams.model import LETTERS, Blueprint, Item, number, part_label
from quiz.model import ExerciseKind, Mode
from quiz.pages.sheet import gap_runs, pieces, stand


def item_html(item: Item, place: int, of: int, blueprint: Blueprint, given: str = "") -> str:
    """The sheet of an item; `given` are the pieces of an order chosen so far, a line each."""
    head = f"第 {place} 题 / 共 {of} 题 · {part_label(blueprint, item.part)} · {number(item.points)} 分"
    ordered = pieces(item.question, given.split("\n")) if item.question.mode is Mode.ORDERED else ""
    return (
        f'<div class="sheet"><div class="quiet">{escape(head)}</div>'
        f'<div class="todo">{escape(instruction(item.question))}</div>{_body(item)}</div>{ordered}'
    )


def _body(item: Item) -> str:
    term = item.kind in (ExerciseKind.RECALL, ExerciseKind.VARIANT)
    shown = "".join(_block(block, term and n == 0) for n, block in enumerate(blocks(item.question)))
    numbered = " numbered" if len(item.question.blanks) > 1 else ""
    return f'<div class="ask{numbered}">{shown}</div>'


def _block(block: Block, large: bool) -> str:
    language = get(block.language)
    if block.blanks:
        html = render_text(block.text, language, gap_runs(block.text, block.blanks, language))
    else:
        marked = [block.marked] if block.marked else []
        html = render_text(block.text, language, cut_runs(block.text, language, terms=marked))
    return f'<div class="{"asked" if large else ""}">{stand(html, language)}</div>'


def preview_html(item: Item, place: int, of: int, blueprint: Blueprint) -> str:
    """The item with its choices, key, source and expected ease, for whoever draws the paper."""
    question = item.question
    language = get(options_language(question))
    options = "".join(
        f'<div class="answer"><span class="key">{LETTERS[n]}</span>{stand(render_text(text, language), language)}</div>'
        for n, text in enumerate(question.options)
    )
    code = "zh" if question.mode is Mode.ORDERED else question.exercise.answer_language
    letter, _, text = key_text(question).rpartition("　")
    key = f"{letter} {stand(render_text(text, get(code)), get(code), 'phrase')}"
    return (
        f"{item_html(item, place, of, blueprint)}"
        f'<div class="options-row">{options if question.mode is Mode.CHOICE else ""}</div>'
        f'<div class="facts"><span class="quiet">答案</span><span>{key}</span></div>'
        f'<div class="quiet">{escape(where(question))} · 预计得分率 {item.ease:.0%}</div>'
    )

