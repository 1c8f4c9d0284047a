"""A paper to print: questions, an answer sheet, and the key with case numbers."""

from __future__ import annotations

from itertools import groupby

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import Table

from corpora.languages import get
from quiz.exams.drawing import version
from quiz.exams.layout import Block, blocks, instruction, key_text, options_language, where
from quiz.exams.model import LETTERS, NUMERALS, Item, Paper, number, part_label, part_title
from quiz.exchange import typesetting as ts
from quiz.exchange.upright import ONE_COLUMN, height, stand, stands
from quiz.model import ExerciseKind, Mode

NOTICE = (
    "答题前请在试卷和答题纸上写明姓名、单位、座号。",
    "答案一律写在答题纸上，写在试卷上无效；选择题写字母，排序题按次序写序号。",
)
MOST = 4  # further renderings the key lists
_LINES = {ExerciseKind.SENTENCE: 4, ExerciseKind.FORMULA: 3}  # of an answer sheet


def paper_docx(paper: Paper, name: str = "A") -> bytes:
    """The questions of a version, the answer sheet after them."""
    items = version(paper, name)
    document = _headed(paper, f"{name} 卷")
    _notice(document, paper)
    for n, own in groupby(enumerate(items, 1), key=lambda numbered: numbered[1].part):
        placed = list(own)
        _heading(document, part_title(paper.blueprint, n))
        told = document.add_paragraph()
        told.paragraph_format.keep_with_next = True
        ts.write(told, instruction(placed[0][1].question), size=11)
        if all(_is_upright(item) for _, item in placed):
            _upright(document, placed)
        else:
            for place, item in placed:
                _question(document, item, place)
    document.add_page_break()
    _sheet(document, paper, items, name)
    return ts.to_bytes(document)


def key_docx(paper: Paper, names: str = "AB") -> bytes:
    """The answers of each version with points, further accepted renderings, and the judgments the items are from."""
    document = _headed(paper, "答案与评分")
    _line(document, f"术语依据：{paper.glossary}。写法不同而按字形折叠后与答案相同的，同样给分。", 10)
    for name in names:
        _heading(document, f"{name} 卷")
        made = ts.table(document, 1, (1.2, 9.4, 1.2, 5.2))
        ts.fill(made.rows[0], ("题号", "答案", "分值", "出处"), 10, bold=True)
        for place, item in enumerate(version(paper, name), 1):
            _key_row(made, item, place)
    return ts.to_bytes(document)


def _key_row(made: Table, item: Item, place: int) -> None:
    row = ts.unbroken(made.add_row())
    question = item.question
    code = question.exercise.answer_language if question.mode is not Mode.ORDERED else "zh"
    ts.fill(row, (str(place), "", number(item.points), where(question)), 9.5)
    right, *others = [key_text(question), *question.exercise.accepted[:MOST]]
    letter, _, text = right.rpartition("　")
    if stands(get(code)):
        alike = [("也可", [(other, False)]) for other in others]
        stand(row.cells[1], [(letter, [(text, False)]), *alike], code, 9.2)
        return
    answer = ts.aligned(row.cells[1].paragraphs[0], code)
    ts.write(answer, f"{letter}　" if letter else "")
    ts.write(answer, text.replace("\n", " / "), code, 11)
    for other in others:
        ts.write(answer, "　也可：", "zh", 9)
        ts.write(answer, other, code, 10)


def _headed(paper: Paper, sub: str) -> Document:
    b = paper.blueprint
    document = ts.new_document(b.title)
    _centred(document, b.title, 18)
    _centred(
        document,
        f"{get(b.language).name}　{sub}　满分 {number(b.points)} 分　时间 {b.minutes} 分钟",
        11,
        False,
    )
    ts.footer(document, f"{b.title}　{sub}　卷号 {b.seed}")
    return document


def _centred(document: Document, text: str, size: float, bold: bool = True) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(6)
    ts.write(paragraph, text, size=size, bold=bold)


def _notice(document: Document, paper: Paper) -> None:
    _who(document)
    document.add_paragraph()
    parts = len(paper.blueprint.parts)
    scores = ts.table(document, 2, (2.0, *[1.4] * parts, 1.6))
    ts.fill(scores.rows[0], ("题号", *NUMERALS[:parts], "总分"))
    ts.fill(scores.rows[1], ("得分", *[""] * (parts + 1)))
    for row in scores.rows:
        ts.row_height(row, 0.8)
    document.add_paragraph()
    for n, text in enumerate(NOTICE, 1):
        _line(document, f"{n}. {text}", 10)
    _line(document, f"术语依据：{paper.glossary}", 10)


def _who(document: Document) -> None:
    made = ts.table(document, 1, (1.5, 3.2, 1.5, 6.0, 1.5, 2.4))
    ts.fill(made.rows[0], ("姓名", "", "单位", "", "座号", ""), 11)
    ts.row_height(made.rows[0], 0.9)


def _line(document: Document, text: str, size: float) -> None:
    ts.write(document.add_paragraph(), text, size=size)


def _heading(document: Document, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(12)
    paragraph.paragraph_format.space_after = Pt(4)
    ts.write(paragraph, text, size=13, bold=True)


def _is_upright(item: Item) -> bool:
    """Whether an item is a single text that runs down."""
    shown = blocks(item.question)
    return len(shown) == 1 and not item.question.options and stands(get(shown[0].language))


def _upright(document: Document, placed: list[tuple[int, Item]]) -> None:
    """Such items side by side, the short ones many in a row."""
    shown = [(f"{place}.", ts.pieces(blocks(item.question)[0].pieces)) for place, item in placed]
    across = 8 if max(height(parts, ts.WIDTH) for _, parts in shown) <= ONE_COLUMN else 2
    for start in range(0, len(shown), across):
        code = blocks(placed[0][1].question)[0].language
        stand(document, shown[start : start + across], code, ts.WIDTH)
        _line(document, "", 4)


def _question(document: Document, item: Item, place: int) -> None:
    """The texts of an item, its number before the first, its choices after the last."""
    shown = blocks(item.question)
    label = f"{place}."
    for n, block in enumerate(shown, 1):
        if stands(get(block.language)):
            stand(document, [(label, ts.pieces(block.pieces, block.marked))], block.language, ts.WIDTH)
            _line(document, "", 4)  # two tables in a row would be one
        else:
            _paragraph(document, label, block, kept=n < len(shown) or bool(item.question.options))
        label = ""
    if item.question.options:
        _options(document, item, label)


def _paragraph(document: Document, label: str, block: Block, kept: bool) -> None:
    paragraph = ts.aligned(document.add_paragraph(), block.language)
    paragraph.paragraph_format.keep_with_next = kept
    paragraph.paragraph_format.left_indent = Cm(0.8)
    if label:
        paragraph.paragraph_format.first_line_indent = Cm(-0.8)
        paragraph.paragraph_format.space_before = Pt(6)
        ts.write(paragraph, f"{label} ", bold=True)
    size = 10 if block.context else ts.USUAL
    ts.write_pieces(paragraph, ts.pieces(block.pieces, block.marked), block.language, size)


def _options(document: Document, item: Item, label: str) -> None:
    """Choices in a row where they are short or run down; sentences to be ordered one a line."""
    code, options = options_language(item.question), item.question.options
    ordered = item.question.mode is Mode.ORDERED
    names = [f"({n})" for n in range(1, len(options) + 1)] if ordered else list(LETTERS[: len(options)])
    if stands(get(code)):
        if label:
            _line(document, label, 12)
        for row in [[n] for n in range(len(options))] if ordered else [range(len(options))]:
            stand(document, [(names[n], [(options[n], False)]) for n in row], code, ts.WIDTH)
            _line(document, "", 4)
    elif ordered or max(map(len, options)) > 40:
        for n, option in enumerate(options):
            _paragraph(document, f"{label}{names[n]}", Block(code, option), kept=n + 1 < len(options))
            label = ""
    else:
        across = 4 if max(map(len, options)) <= 16 else 2
        made = ts.table(document, -(-len(options) // across), [16.0 / across] * across, ruled=False)
        for n, option in enumerate(options):
            paragraph = ts.aligned(made.rows[n // across].cells[n % across].paragraphs[0], code)
            ts.write(paragraph, f"{names[n]}. ")
            ts.write(paragraph, option, code)


def _sheet(document: Document, paper: Paper, items: tuple[Item, ...], name: str) -> None:
    """A place for every answer: small boxes for letters and numbers, lines for texts, tall boxes for upright ones."""
    _centred(document, f"{paper.blueprint.title}　{name} 卷　答题纸", 15)
    _who(document)
    for n, own in groupby(enumerate(items, 1), key=lambda numbered: numbered[1].part):
        placed = list(own)
        _heading(document, f"{NUMERALS[n]}、{part_label(paper.blueprint, n)}")
        first = placed[0][1].question
        if first.mode in (Mode.CHOICE, Mode.ORDERED):
            _letters(document, [place for place, _ in placed], 10 if first.mode is Mode.CHOICE else 4)
        elif stands(get(first.exercise.answer_language)):
            _boxes(document, placed)
        else:
            for place, item in placed:
                _lines(document, place, item)


def _letters(document: Document, places: list[int], across: int) -> None:
    for start in range(0, len(places), across):
        row = places[start : start + across]
        made = ts.table(document, 2, [16.0 / across] * len(row))
        made.alignment = WD_TABLE_ALIGNMENT.LEFT
        ts.fill(made.rows[0], [str(place) for place in row])
        ts.row_height(made.rows[1], 0.9)
        _line(document, "", 4)


def _boxes(document: Document, placed: list[tuple[int, Item]]) -> None:
    """Boxes to write downwards in, narrow ones side by side."""
    long = placed[0][1].kind in _LINES
    across = 2 if long else 8
    for start in range(0, len(placed), across):
        row = placed[start : start + across]
        made = ts.table(document, 2, [ts.WIDTH / across] * len(row))
        made.alignment = WD_TABLE_ALIGNMENT.LEFT
        ts.fill(made.rows[0], [str(place) for place, _ in row])
        for cell in made.rows[0].cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True
        ts.row_height(made.rows[1], 9.0 if long else 5.5)
        _line(document, "", 4)


def _lines(document: Document, place: int, item: Item) -> None:
    blanks = max(1, len(item.question.blanks)) if item.kind is ExerciseKind.FORMULA else 1
    for n in range(max(_LINES.get(item.kind, 1), blanks)):
        ts.rule(document, f"{place}." if n == 0 else "")
