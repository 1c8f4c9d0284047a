"""Papers, keys, records, sheets, result forms and decks: what is in the files, opened again."""

import io
import json
import sqlite3
import zipfile
from datetime import UTC, datetime, timedelta, timezone

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from corpora.languages import get
from quiz import outputs, session, store
from quiz.exams import running
from quiz.exams.drawing import version
from quiz.exams.layout import key_text
from quiz.exams.model import Blueprint, Part
from quiz.exchange import typesetting as ts
from quiz.exchange.deck import write_deck
from quiz.exchange.papers import key_docx, paper_docx
from quiz.exchange.record import record_docx, record_xlsx
from quiz.exchange.results import ANSWERS, POINTS, read_form, write_form, write_results
from quiz.exchange.sheets import sheet_docx
from quiz.exchange.upright import HEIGHTS, columns, length, stands
from quiz.model import Direction, ExerciseKind, Mode

CHINA = timezone(timedelta(hours=8))
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=CHINA)
PARTS = (
    Part(ExerciseKind.RECALL, 4, 2),
    Part(ExerciseKind.RECALL, 3, 2, direction=Direction.BACK),
    Part(ExerciseKind.CLOZE, 3, 2, Mode.CHOICE),
    Part(ExerciseKind.ORDER, 1, 5),
    Part(ExerciseKind.SENTENCE, 1, 10),
)


@pytest.fixture(scope="module")
def book(sample_workspace):
    return store.open_workspace(sample_workspace)


def paper_of(book, code, parts=PARTS):
    return running.draw(book, Blueprint("结业考试", code, parts, seed=7))


def opened(content: bytes):
    return docx.Document(io.BytesIO(content))


def text_of(document) -> str:
    """All text, tables in their place, a cell that runs down like any other."""
    return "\n".join(
        "".join(t.text or "" for t in p.iter(qn("w:t"))) for p in document.element.body.iter(qn("w:p"))
    )


@pytest.mark.parametrize("code", ["bo", "mn-Mong", "ug", "ko"])
def test_the_same_paper_is_the_same_bytes(book, code):
    few = (Part(ExerciseKind.RECALL, 2, 2), Part(ExerciseKind.SENTENCE, 1, 10))
    paper = paper_of(book, code, few)
    assert paper_docx(paper) == paper_docx(paper)
    assert key_docx(paper) == key_docx(paper)
    with zipfile.ZipFile(io.BytesIO(paper_docx(paper))) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.testzip() is None


def test_a_paper_asks_and_does_not_answer(book):
    paper = paper_of(book, "bo")
    text = text_of(opened(paper_docx(paper)))
    for part in (
        "姓名",
        "单位",
        "座号",
        "满分 35 分",
        "一、术语互译（汉译藏）",
        "二、术语互译（藏译汉）",
        "答题纸",
        paper.glossary,
    ):
        assert part in text
    for item in paper.items:
        if item.question.mode is Mode.TYPED:
            assert item.question.exercise.answer not in text, item.id
        for option in item.question.options:
            assert option in text


def test_the_key_names_answers_of_both_versions_and_their_judgments(book):
    paper = paper_of(book, "bo")
    document = opened(key_docx(paper))
    for table, name in zip(document.tables, "AB", strict=True):
        rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        for row, item in zip(rows, version(paper, name), strict=True):
            assert key_text(item.question).replace("\n", " / ") in row[1]
            if item.question.example and item.question.example.case_number:
                assert item.question.example.case_number in row[3]


def test_every_script_has_its_font_language_and_direction(book):
    few = (Part(ExerciseKind.SENTENCE, 1, 10),)
    for code, name in (("bo", "Microsoft Himalaya"), ("ug", "Microsoft Uighur"), ("ko", "Malgun Gothic")):
        body = opened(key_docx(paper_of(book, code, few))).element.body
        runs = [r for r in body.iter(qn("w:r")) if r.find(f"{qn('w:rPr')}/{qn('w:lang')}") is not None]
        assert runs
        for run in runs:
            fonts = run.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
            assert {fonts.get(qn(f"w:{slot}")) for slot in ("ascii", "hAnsi", "eastAsia", "cs")} == {name}
            assert run.find(f"{qn('w:rPr')}/{qn('w:lang')}").get(qn("w:bidi")) == code
            assert (run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None) == (get(code).direction == "rtl")


def test_mongolian_stands_in_turned_cells_column_by_column(book):
    paper = paper_of(book, "mn-Mong")
    body = opened(paper_docx(paper)).element.body
    for run in body.iter(qn("w:r")):
        text = "".join(t.text or "" for t in run.iter(qn("w:t")))
        if any("\u1820" <= c <= "\u1842" for c in text):
            cell = next(a for a in run.iterancestors() if a.tag == qn("w:tc"))
            assert cell.find(f"{qn('w:tcPr')}/{qn('w:textDirection')}").get(qn("w:val")) == "tbRl"
    back = next(i for i in paper.items if i.question.exercise.direction is Direction.BACK)
    whole = "".join(t.text or "" for t in body.iter(qn("w:t")))
    assert back.question.exercise.source in whole, "columns read on from one to the next"


def test_pages_are_numbered(book):
    document = opened(paper_docx(paper_of(book, "bo")))
    fields = [f.get(qn("w:instr")) for f in document.sections[0].footer._element.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]


words = st.text("ᠠᠪᠭᠳᠰ", min_size=1, max_size=12)


@given(st.lists(words, min_size=1, max_size=60).map(" ".join), st.sampled_from(HEIGHTS))
def test_columns_hold_the_text_and_fit(text, room):
    cut = columns([(text, False)], room)
    assert "".join(t for column in cut for t, _ in column) == text
    for column in cut:
        own = "".join(t for t, _ in column)
        assert length(own.rstrip(" ")) <= room + 1e-9 or " " not in own.rstrip(" ")


def test_what_xml_cannot_hold_is_left_out():
    document = ts.new_document("卷")
    ts.write(document.add_paragraph(), "甲\x0b乙")
    assert "甲 乙" in text_of(opened(ts.to_bytes(document)))


def filled(book, code="bo"):
    paper = paper_of(book, code)
    form = openpyxl.load_workbook(io.BytesIO(write_form(5, paper, [("甲", "1", "A"), ("乙", "2", "B")])))
    return paper, form


def saved(form) -> bytes:
    out = io.BytesIO()
    form.save(out)
    return out.getvalue()


def test_a_form_comes_back_with_points_and_answers_of_each_version(book):
    paper, form = filled(book)
    form[POINTS]["D5"], form[POINTS]["E5"] = 2, 0.5
    b = version(paper, "B")
    choice = next(n for n, item in enumerate(b) if item.question.mode is Mode.CHOICE)
    form[ANSWERS].cell(6, 4 + choice, "c")
    form[POINTS].cell(7, 1, "丙")
    one, two, three = read_form(saved(form), 5, paper)
    assert one.shares == {paper.items[0].id: 1.0, paper.items[1].id: 0.25} and one.version == "A"
    assert two.answers == {b[choice].id: b[choice].question.options[2]}
    assert (three.name, three.version, three.shares) == ("丙", "A", {})


def test_a_form_that_cannot_be_read_says_where(book):
    paper, form = filled(book)
    with pytest.raises(ValueError, match="考试 5 的成绩表，不是考试 6 的"):
        read_form(saved(form), 6, paper)
    form[POINTS]["D5"], form[POINTS]["E6"], form[ANSWERS]["C6"], form[POINTS]["D9"] = 99, "好", "Z", 1
    with pytest.raises(ValueError, match=r"得分!D5.*得分!E6.*得分!A9.*作答!C6"):
        read_form(saved(form), 5, paper)
    with pytest.raises(ValueError, match="成绩表"):
        read_form(b"PK", 5, paper)
    with pytest.raises(ValueError, match="没有“得分”"):
        read_form(saved(openpyxl.Workbook()), 5, paper)


def test_results_on_paper_are_entered_with_the_examiners_points(sample_copy):
    book = store.open_workspace(sample_copy)
    paper = paper_of(book, "bo")
    number = store.add_exam(book, paper, "教员", NOON)
    exam = store.exam(book, number)
    form = openpyxl.load_workbook(io.BytesIO(write_form(number, paper, [("甲", "1", "A")])))
    form[POINTS]["D5"] = 1
    form[ANSWERS]["D5"] = "写错了"
    form[ANSWERS]["E5"] = paper.items[1].question.exercise.answer
    rows = read_form(saved(form), number, paper)
    assert running.take_results(book, exam, rows, "教员", NOON) == 1
    (found,) = running.results(book, exam)
    assert found.points == 1 + 2 and found.sitting.seat == "1"
    statistics, _ = running.item_statistics(exam, [found])
    kept = openpyxl.load_workbook(
        io.BytesIO(write_results(paper, [("甲", "1", "A", found.points, {1: 1.0})], statistics))
    )
    assert [c.value for c in kept["成绩"][2]][:5] == ["甲", "1", "A", 3, 1]
    assert kept["试题分析"].max_row == len(paper.items) + 1
    running.take_results(book, exam, rows, "教员", NOON)
    assert running.results(book, exam)[0].points == 3, "the same form twice changes nothing"


@pytest.fixture
def practised(sample_copy):
    book = store.open_workspace(sample_copy)
    learner = store.learner(book, "学员")
    for day in range(3):
        now = NOON + timedelta(days=day)
        while question := session.next_question(book, learner, "bo", now)[0]:
            session.answer(book, question, question.exercise.answer, now, 30)
    return book


def test_a_record_adds_up_in_both_formats(practised):
    record = outputs.record(practised, "学员", NOON + timedelta(days=5))
    text = text_of(opened(record_docx(record)))
    for part in (
        "学员",
        "2026-03-02 至 2026-03-04",
        "2026-03-07",
        "保持率",
        "藏文",
        f"共练习 {record.whole.items} 道题",
        "本人签名",
    ):
        assert part in text
    sheets = openpyxl.load_workbook(io.BytesIO(record_xlsx(record)))
    assert sheets.sheetnames == ["总计", "按领域", "按题型", "按月"]
    assert sheets["总计"]["E2"].value == record.whole.items
    answers = [row[3] for row in sheets["按领域"].iter_rows(min_row=2, values_only=True)]
    assert sum(answers) == record.whole.answers
    with pytest.raises(ValueError, match="没有名叫“某人”的学习者"):
        outputs.record(practised, "某人", NOON)


@pytest.mark.parametrize("code", ["bo", "mn-Mong"])
def test_a_sheet_has_questions_and_answers_apart(practised, code):
    questions = outputs.sheet(practised, store.learner(practised, "学员"), code, NOON.astimezone(UTC), 6)
    assert len({q.exercise.subject for q in questions}) == len(questions) == 6
    text = text_of(opened(sheet_docx("随身练习", NOON.date(), questions)))
    first, second = text.split("答案", 1)
    for question in questions:
        assert question.exercise.answer.split(" ")[0] in second
        if question.exercise.kind is ExerciseKind.RECALL:
            assert question.exercise.subject in first


def notes(path, folder):
    with zipfile.ZipFile(path) as package:
        package.extract("collection.anki2", folder)
        media = package.read("media").decode()
    rows = sqlite3.connect(folder / "collection.anki2")
    return (
        rows.execute("SELECT guid, flds FROM notes ORDER BY guid").fetchall(),
        rows.execute("SELECT models FROM col").fetchone()[0],
        media,
    )


@pytest.mark.parametrize("code", ["bo", "mn-Mong"])
def test_a_deck_goes_both_ways_keeps_its_guids_and_brings_its_font(book, tmp_path, code):
    asked = outputs.deck(book, code)
    count = write_deck(asked, code, tmp_path / "one.apkg")
    write_deck([(e, x[:1]) for e, x in reversed(asked)], code, tmp_path / "two.apkg")
    one, models, media = notes(tmp_path / "one.apkg", tmp_path)
    two, _, _ = notes(tmp_path / "two.apkg", tmp_path)
    assert len(one) == count and [guid for guid, _ in one] == [guid for guid, _ in two]
    names = {t["name"] for m in json.loads(models).values() for t in m["tmpls"]}
    assert names == {"汉文到译文", "译文到汉文", "填空"}
    assert "@font-face" in models and ".woff2" in media
    upright = stands(get(code))
    assert all(('class="vertical"' in fields) == upright for _, fields in one)


def test_a_deck_of_nothing_is_refused(tmp_path):
    with pytest.raises(ValueError, match="没有可以写进牌组的"):
        write_deck([], "bo", tmp_path / "deck.apkg")
