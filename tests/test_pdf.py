"""PDF files: lines become paragraphs again, in every script and from the right."""

import pytest
from made_files import pdf_of
from made_readings import BO, KO, MN, refusal

from corpora.model import Outcome
from corpora.readers import pdf, read

WIDE = "被告在约定的期限内没有偿还借款的本金和利息并且经原告多次催要以后仍然拒绝履行自己的"   # a full line


def test_pdf_lines_are_joined_into_paragraphs_and_page_numbers_dropped():
    content = pdf_of(
        [(200, "民事判决书"), (84, WIDE[:36]), WIDE[:37], "义务。", (96, "第二段从这里开始，"), "- 1 -"],
        [(72, WIDE[:37]), "第二页接上页。", "第 2 页 共 2 页"],
    )
    lines = read("1.pdf", content).text.split("\n")
    assert lines[0] == "民事判决书" and lines[1] == WIDE[:36] + WIDE[:37] + "义务。"
    assert lines[2:] == ["第二段从这里开始，", WIDE[:37] + "第二页接上页。"]


@pytest.mark.parametrize("end,joined", [("》", True), ("）", True), ("。", False), ("。”", False), ("；）", False)])
def test_pdf_without_indents_a_full_line_goes_on_unless_a_sentence_ends(end, joined):
    full = pdf.Line("依照《中华人民共和国民法典" + end, 72, 500, 12)
    found = pdf.paragraphs([full, pdf.Line("第五百条", 72, 200, 12)])
    assert found == ([full.text + "第五百条"] if joined else [full.text, "第五百条"])


def test_pdf_the_blank_half_of_a_bracket_is_no_space():
    line = [(72, "适用", 700), (108, "〈民法典〉", 700), (180, "的解释", 700), (240, "第二条", 700)]
    assert read("1.pdf", pdf_of(line)).text == "适用〈民法典〉的解释 第二条"


def test_pdf_spaced_scripts_are_joined_with_a_space():
    line = pdf.Line("본원은 합법적인 대차관계는 법률의", 72, 500, 12)
    assert pdf.paragraphs([line, pdf.Line("보호를 받는다.", 72, 200, 12)]) == ["본원은 합법적인 대차관계는 법률의 보호를 받는다."]


def test_pdf_right_to_left_lines_end_at_the_left():
    first = pdf.Line("مەھكىمىمىز مۇنداق", 72, 500, 12)
    short = pdf.Line("قارايدۇ", 400, 500, 12)
    assert pdf.paragraphs([first, short, pdf.Line("يەنە", 420, 500, 12)]) == ["مەھكىمىمىز مۇنداق قارايدۇ", "يەنە"]


def test_pdf_pieces_on_one_baseline_are_one_line():
    """PDFium tears a line apart where a glyph leaves the band of the one before it."""
    pieces = [(72, "མཚོ་", 700), (120, "སྔོན་", 703), (216, "ཞིང་", 700), (300, "ཆེན།", 702), (72, "ཁྲིམས་ཁང་", 660)]
    assert read("1.pdf", pdf_of(pieces)).text == "མཚོ་སྔོན་ ཞིང་ ཆེན།\nཁྲིམས་ཁང་"


def test_pdf_text_from_the_right_is_put_in_order():
    """A page shows «قانۇن» 12-ماددا … from the right; the file draws it from the left."""
    logical = "مەھكىمە «قانۇن» 577-ماددا 2022-يىلى 新3101民初789号 ھۆكۈم"
    runs = logical.replace("577", "775").replace("2022", "2202").replace("新3101民初789号", "号987初民1013新")
    drawn = runs.translate(str.maketrans("«»", "»«"))[::-1]
    reading = read("1.pdf", pdf_of([drawn]))
    assert reading.text == logical
    assert "词间空格可能有误" in reading.notes[0]


def test_pdf_running_heads_are_dropped():
    pages = [[(200, "某某法院文书"), f"第{n}段的内容在这里。", f"— {n} —"] for n in range(1, 5)]
    assert read("1.pdf", pdf_of(*pages)).text == "\n".join(f"第{n}段的内容在这里。" for n in range(1, 5))


def test_pdf_pages_without_text_are_scans_or_a_note():
    error = refusal("1.pdf", pdf_of([], []))
    assert error.outcome is Outcome.SCAN and error.reason == "扫描件，没有文字层，需要先做 OCR。"
    assert "第 2 页没有文字层" in read("1.pdf", pdf_of(["第一页有字。"], [], ["第三页有字。"])).notes[0]


@pytest.mark.parametrize("text", [BO, MN, KO, "青⻘⺠"])
def test_pdf_text_is_raw_in_every_script(text):
    assert read("1.pdf", pdf_of([text])).text == text
