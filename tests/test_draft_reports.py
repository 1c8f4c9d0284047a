"""Reports of a checked draft: comments stand where the findings are and nothing else changes; the record fits its page."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from hypothesis import given, settings
from hypothesis import strategies as st
from test_drafts import AT, LATER, WHO, checked, keep, noted, text, wrong

from corpora import readers
from corpora.model import Document, Section, Segment, Span
from glossary import store
from glossary.checking.model import Finding, FindingKind, Harm
from glossary.drafts import wording
from glossary.drafts.model import Checked, Verdict
from glossary.drafts.opening import first_version
from glossary.exchange.draft_comments import write_comments
from glossary.exchange.draft_record import write_record
from glossary.exchange.draft_reports import report
from glossary.exchange.draft_tables import finding_as_dict
from glossary.exchange.plain_docx import typeset

DAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def anchored(content):
    """Comment id -> the text it is anchored to."""
    document, open_, found = docx.Document(io.BytesIO(content)), set(), {}
    for e in document.element.body.iter():
        if e.tag == qn("w:commentRangeStart"):
            open_.add(int(e.get(qn("w:id"))))
        elif e.tag == qn("w:commentRangeEnd"):
            open_.discard(int(e.get(qn("w:id"))))
        elif e.tag == qn("w:t"):
            for n in open_:
                found[n] = found.get(n, "") + (e.text or "")
    return found


def comments(content):
    return list(docx.Document(io.BytesIO(content)).comments)


def version_of(body, findings, language="bo", source="原文。"):
    """A version of any text with any findings."""
    zh = Document(source, "zh", segments=(Segment(0, len(source)),), name="原文.txt", sha256="0" * 64)
    draft = Document(body, language, segments=(Segment(0, len(body)),), name="译文.docx", sha256="1" * 64)
    return first_version(Checked(zh, draft, (), tuple(findings), "术语库版本“甲”"))


def finding(start, end, kind=FindingKind.AMOUNT):
    return Finding(kind, Span(0, 2), Span(start, end), "说明。", "建议。")


# Comments


def test_a_text_becomes_a_docx_with_its_findings_as_comments():
    version = first_version(checked(wrong()))
    out = write_comments(version, wrong().encode(), DAY)
    assert readers.read("x.docx", out).text == wrong()
    found = anchored(out)
    assert [found[c.comment_id] for c in comments(out)] == ["སྒོར་26400", "མི་དམངས་ཤོག་སྒོར་30000"]
    first = comments(out)[0]
    assert (first.author, first.timestamp) == ("双语核对", DAY)
    assert "须改·金额" in first.text and "请把译文改为 24600元" in first.text and "【24600元】" in first.text


def test_ignored_findings_are_left_out_and_accepted_ones_signed(db):
    draft = keep(db, wrong())
    store.answer_finding(db, draft, noted(db, draft, "30000").mark, Verdict.IGNORE, WHO, AT, "原文如此")
    store.answer_finding(db, draft, noted(db, draft, "26400").mark, Verdict.ACCEPT, WHO, AT)
    (only,) = comments(write_comments(store.draft_version(db, draft), wrong().encode(), DAY))
    assert "26400" in only.text and f"已接受（{WHO}，2026-03-02）" in only.text


def formatted():
    """A docx with what courts' files have: numbers of lists, tables, links, tracked changes, several texts in a run."""
    document = docx.Document()
    head = document.add_paragraph()
    for piece, colour in (("མི་དམངས་ཤོག་", "9B2F2A"), ("སྒོར་30", "1D5C68"), ("000 དང་།", "B88A2E")):
        run = head.add_run(piece)
        run.bold, run.font.color.rgb = True, RGBColor.from_string(colour)
    document.add_paragraph("ཨང་དང་པོ།", style="List Number")
    many = document.add_paragraph().add_run("ཀ\tཁ\nག")
    tail = OxmlElement("w:t")
    tail.text = "ང་5000ཅ"
    many._r.append(tail)
    deleted = OxmlElement("w:del")
    deleted.append(OxmlElement("w:r"))
    document.add_paragraph("ཐ").runs[0]._r.addnext(deleted)
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "རེའུ་མིག་", "ཕྱེད་25"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_docx_keeps_its_formatting_and_is_marked_across_runs_and_in_tables():
    content = formatted()
    body = readers.read("x.docx", content).text
    wanted = ["སྒོར་30000", "ཨང་", "5000", "25"]
    spans = [Span(body.index(w), body.index(w) + len(w)) for w in wanted]
    out = write_comments(version_of(body, [finding(*s) for s in spans]), content, DAY)
    assert readers.read("x.docx", out).text == body
    assert [anchored(out)[c.comment_id] for c in comments(out)] == wanted

    def colours(data):
        runs = docx.Document(io.BytesIO(data)).paragraphs[0].runs
        return [(c, r.bold, r.font.color.rgb) for r in runs for c in r.text]

    assert colours(out) == colours(content)


def test_a_place_where_something_is_missing_is_marked_before_it():
    body = readers.read("x.docx", formatted()).text
    at = body.index("དང་།")
    out = write_comments(
        version_of(body, [finding(at, at, FindingKind.OMISSION), finding(0, 0)]), formatted(), DAY
    )
    assert sorted(anchored(out).values()) == ["0", "མ"]


@settings(max_examples=25)
@given(
    pieces=st.lists(
        st.tuples(st.text("ཀཁ་། \t\n12", min_size=1, max_size=6), st.booleans()), min_size=1, max_size=8
    ),
    cuts=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=5),
)
def test_whatever_the_runs_are_a_comment_covers_its_span_and_the_text_stays(pieces, cuts):
    document = docx.Document()
    paragraph = document.add_paragraph("ང")
    for piece, bold in pieces:
        paragraph.add_run(piece).bold = bold
    stream = io.BytesIO()
    document.save(stream)
    body = readers.read("x.docx", stream.getvalue()).text
    spans = [Span(min(c), max(c)) for c in cuts if body[min(c) : max(c)].strip()]
    out = write_comments(version_of(body, [finding(*s) for s in spans]), stream.getvalue(), DAY)
    assert readers.read("x.docx", out).text == body
    covered = sorted("".join(x.split()) for x in anchored(out).values())
    assert covered == sorted("".join(body[slice(*s)].split()) for s in spans)


@pytest.mark.parametrize(("code", "sign"), [("mn-Mong", "w:textDirection"), ("ug", "w:bidi")])
def test_a_text_is_set_as_its_language_is_written(code, sign):
    line = {"mn-Mong": "ᠬᠤᠷᠢᠶᠠᠩᠭᠤᠢ", "ug": "قىسقىچە"}[code]
    made = docx.Document(io.BytesIO(typeset(f"{line}\x0b\n{line}", code)))
    assert [p.text for p in made.paragraphs] == [f"{line} ", line]
    assert made.element.body.find(f".//{qn(sign)}") is not None


def test_a_file_that_is_not_what_was_checked_is_set_anew():
    version = version_of("ཀཁག", [finding(1, 2)])
    out = write_comments(version, formatted(), DAY)
    assert readers.read("x.docx", out).text == "ཀཁག" and anchored(out) == {0: "ཁ"}


# Tables


def test_a_workbook_has_a_row_for_each_finding(db):
    draft = keep(db, wrong())
    store.answer_finding(db, draft, noted(db, draft, "30000").mark, Verdict.IGNORE, WHO, AT, "=原文如此")
    book = openpyxl.load_workbook(io.BytesIO(report("核对.xlsx", store.draft_version(db, draft), b"", DAY)))
    head, *rows = book["核对结果"].values
    assert head[:3] == ("序号", "类别", "轻重") and [row[5] for row in rows] == [
        "སྒོར་26400",
        "མི་དམངས་ཤོག་སྒོར་30000",
    ]
    assert [row[8] for row in rows] == ["待处理", "已忽略：=原文如此"] and rows[1][9:] == (WHO, "2026-03-02")
    assert dict(book["说明"].values)["术语依据"] == "术语库（尚未发布版本）"


def test_json_says_what_the_command_line_says_and_who_answered(db):
    draft = keep(db, wrong())
    store.answer_finding(db, draft, noted(db, draft, "30000").mark, Verdict.IGNORE, WHO, AT, "原文如此")
    version = store.draft_version(db, draft)
    said = json.loads(report("核对.JSON", version, b"", DAY))
    bare = [{k: v for k, v in f.items() if k != "answer"} for f in said["findings"]]
    assert bare == [finding_as_dict(f) for f in version.checked.findings]
    assert said["findings"][0]["answer"] is None
    assert said["findings"][1]["answer"] == {
        "verdict": "ignore",
        "why": "原文如此",
        "rendering": "",
        "who": WHO,
        "at": AT,
    }


def test_other_extensions_are_refused_by_name():
    with pytest.raises(ValueError, match=r"不写 \.pdf 报告，可以是 \.docx"):
        report("x.pdf", version_of("ཀ", []), b"", DAY)


# The record


def words(content):
    document = docx.Document(io.BytesIO(content))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_record_names_what_was_checked_found_and_decided(db):
    draft = keep(db, wrong())
    store.answer_finding(db, draft, noted(db, draft, "30000").mark, Verdict.IGNORE, WHO, AT, "原文如此")
    keep(db, wrong().replace("སྒོར་26400ཡིན", "སྒོར་24600ཡིན"), "改稿.txt", LATER)
    record = write_record(store.draft_version(db, draft), date(2026, 3, 4))
    said = words(record)
    for fact in (
        "改稿.txt（第 2 稿）",
        "2026-03-04",
        "尚未发布版本",
        WHO,
        "1 处",
        "金额　已忽略：原文如此",
        "译者",
        "民族语文工作部门",
    ):
        assert fact in said
    counts = docx.Document(io.BytesIO(record)).tables[1]
    assert [c.text for c in counts.rows[1].cells] == ["金额", "影响裁判内容", "1", "0", "0", "1", "0"]


def test_a_record_of_very_much_still_fits_the_page():
    many = [replace(finding(n, n + 1), kind=kind) for n, kind in enumerate(FindingKind) for _ in range(9)]
    version = version_of("ཀ" * 40, many)
    answer = store.answer_log  # any text will do for a reason
    noted_ = tuple(
        replace(n, answer=wording.Answer(n.mark, Verdict.IGNORE, WHO, AT, answer.__doc__ * 3))
        for n in version.noted
    )
    document = docx.Document(io.BytesIO(write_record(replace(version, noted=noted_), date(2026, 3, 4))))
    lines = len(document.paragraphs) + sum(len(t.rows) for t in document.tables)
    assert lines < 60 and "其余 170 处见明细表。" in [p.text for p in document.paragraphs]


def test_counts_and_words():
    version = first_version(checked(wrong()))
    (count,) = wording.counts(version.noted)
    assert (count.kind, count.found, count.open) == (FindingKind.AMOUNT, 2, 2)
    assert "2 处须改" in wording.summary(version)
    assert wording.urgency(Harm.B) == "建议" and wording.answer_in_words(None) == "待处理"
    zh = Document("甲。乙。", "zh", segments=(Segment(0, 2, Section.FACTS), Segment(2, 4, Section.RULING)))
    assert wording.section_of(zh, Span(2, 3)) is Section.RULING
    assert wording.quoted(zh, Span(2, 3)) == "甲。【乙】。" and text("zh")
