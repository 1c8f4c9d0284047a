"""A practice sheet to take along: questions first, the answers with a real sentence each on pages of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

from corpora.languages import get
from quiz.exams.layout import Block, blocks, where
from quiz.exchange import typesetting as ts
from quiz.exchange.upright import stand, stands
from quiz.model import Question


def sheet_docx(title: str, day: date, questions: Sequence[Question]) -> bytes:
    """Terms and gapped sentences to fill in by hand; `title` and the day stand at its head."""
    document = ts.new_document(title)
    _centred(document, f"{title}　{day:%Y-%m-%d}", 16)
    for n, question in enumerate(questions, 1):
        shown = blocks(question)
        for m, block in enumerate(shown):
            _block(document, f"{n}." if m == 0 else "", block)
        if not any(block.blanks for block in shown):
            ts.rule(document, spacing=1.5)
    document.add_page_break()
    _centred(document, "答案", 16)
    for n, question in enumerate(questions, 1):
        code = question.exercise.answer_language
        _block(document, f"{n}.", Block(code, question.exercise.answer))
        if question.example:
            _block(
                document, "", Block("zh", question.example.source, marked=question.example.term, context=True)
            )
            _block(document, "", Block(question.exercise.language, question.example.target, context=True))
        ts.write(document.add_paragraph(), where(question), size=9)
    ts.footer(document, title)
    return ts.to_bytes(document)


def _block(document: Document, label: str, block: Block) -> None:
    parts = ts.pieces(block.pieces, block.marked)
    if stands(get(block.language)):
        stand(document, [(label, parts)], block.language, ts.WIDTH)
        ts.write(document.add_paragraph(), "", size=4)
        return
    paragraph = ts.aligned(document.add_paragraph(), block.language)
    if label:
        paragraph.paragraph_format.space_before = Pt(8)
        ts.write(paragraph, f"{label} ", bold=True)
    ts.write_pieces(paragraph, parts, block.language, 10 if block.context else ts.USUAL)


def _centred(document: Document, text: str, size: float) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    ts.write(paragraph, text, size=size, bold=True)
