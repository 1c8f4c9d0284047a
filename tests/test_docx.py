"""Word files: every paragraph, table, number, box and note once, and nothing that is not seen."""

import io
import zipfile

import pytest
from made_files import docx_body, docx_of, p
from made_readings import SAMPLES, refusal

from corpora.model import Outcome
from corpora.readers import Unreadable, read


def test_docx_paragraphs_and_tables_in_document_order():
    cell = "<w:tc>{}</w:tc>".format
    table = f"<w:tbl><w:tr>{cell(p('原告') + p('又行'))}{cell(p('扎某'))}</w:tr><w:tr>{cell(p('被告'))}{cell(p('才某某'))}</w:tr></w:tbl>"
    reading = read("1.docx", docx_body(p("民事", "判决书") + table + p("本院认为，")))
    assert reading.text == "民事判决书\n原告 又行\t扎某\n被告\t才某某\n本院认为，"


NUMBERING = """
<w:abstractNum w:abstractNumId="7">
 <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
 <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8"><w:lvl w:ilvl="0"><w:start w:val="9"/>
 <w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="第%1条"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="8"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="9"/></w:num>
"""
STYLES = """<w:style w:styleId="Tiao"><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="Tiao2"><w:basedOn w:val="Tiao"/></w:style>"""


def test_docx_automatic_numbers_are_text():
    def item(text, number=None, level=0, style=None):
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        if number is not None:
            properties += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
        return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    body = (
        p("判决如下：") + item("返还草场；", 1) + item("东界", 1, 1) + item("西界", 1, 1) + item("驳回其他；", 1)
        + item("南界", 1, 1) + item("另一列", 2) + item("接着", 1) + item("点", 4) + item("适用本法。", style="Tiao")
        + item("公布。", style="Tiao2") + item("无号", 0, style="Tiao") + item("没有的列", 55)
    )  # fmt: skip
    assert read("1.docx", docx_body(body, numbering=NUMBERING, styles=STYLES)).text.split("\n") == [
        "判决如下：", "一、返还草场；", "1. 东界", "2. 西界", "二、驳回其他；", "1. 南界", "一、另一列", "三、接着",
        "点", "第九条 适用本法。", "第十条 公布。", "无号", "没有的列",
    ]  # fmt: skip


@pytest.mark.parametrize("format,number,written", [
    ("chineseCounting", 10, "十"), ("chineseCounting", 20, "二十"), ("chineseCounting", 105, "一百零五"),
    ("chineseCounting", 110, "一百一十"), ("chineseCounting", 1260, "一千二百六十"), ("chineseCounting", 1006, "一千零六"),
    ("decimalEnclosedCircle", 3, "③"), ("lowerLetter", 28, "bb"), ("upperRoman", 14, "XIV"), ("decimalFullWidth", 12, "１２"),
    ("decimal", 7, "7"), ("hindiNumbers", 7, "7"),
])  # fmt: skip
def test_docx_number_formats(format, number, written):
    levels = f'<w:lvl w:ilvl="0"><w:start w:val="{number}"/><w:numFmt w:val="{format}"/><w:lvlText w:val="（%1）"/></w:lvl>'
    lists = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    body = '<w:p><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>项</w:t></w:r></w:p>'
    assert read("1.docx", docx_body(body, numbering=lists)).text == f"（{written}）项"


def test_docx_nested_tables_are_read_once():
    inner = f"<w:tbl><w:tr><w:tc>{p('内')}</w:tc></w:tr></w:tbl>"
    outer = f"<w:tbl><w:tr><w:tc>{inner}</w:tc><w:tc>{p('外')}</w:tc></w:tr></w:tbl>"
    assert read("1.docx", docx_body(outer)).text == "内\t外"


def test_docx_keeps_insertions_and_drops_what_is_not_seen():
    run = "<w:r><w:t>{}</w:t></w:r>".format
    body = (
        f"<w:p>{run('判')}<w:ins>{run('决')}</w:ins><w:del><w:r><w:delText>裁</w:delText></w:r></w:del>"
        f"<w:moveFrom>{run('移走')}</w:moveFrom>"
        "<w:ruby><w:rt><w:r><w:t>shu</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>书</w:t></w:r></w:rubyBase></w:ruby>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        "<w:r><w:tab/><w:t>甲</w:t><w:br/><w:t>乙</w:t><w:noBreakHyphen/></w:r></w:p>"
    )
    assert read("1.docx", docx_body(body)).text == "判决书\t甲\n乙\N{NON-BREAKING HYPHEN}"


def test_docx_text_boxes_are_read_once_and_footnotes_follow():
    box = f"<w:txbxContent>{p('框内')}</w:txbxContent>"
    body = (
        "<w:p><w:r><mc:AlternateContent>"
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>框外</w:t></w:r></w:p>"
    )
    notes = f'<w:footnote w:type="separator">{p("线")}</w:footnote><w:footnote>{p("注一")}</w:footnote>'
    assert read("1.docx", docx_body(body, footnotes=notes)).text == "框外\n框内\n注一"


def test_docx_fonts_are_reported():
    run = '<w:p><w:r><w:rPr><w:rFonts w:ascii="TibetBT" w:eastAsia="宋体"/></w:rPr><w:t>字</w:t></w:r></w:p>'
    assert read("1.docx", docx_body(run)).fonts == ("宋体", "TibetBT")


@pytest.mark.parametrize("text", SAMPLES)
def test_docx_is_exact_in_every_script(text):
    assert read("1.docx", docx_of(*text.split("\n"))).text == text


def test_docx_that_is_only_pictures_is_a_scan():
    picture = '<w:p><w:r><w:pict><v:imagedata id="1"/></w:pict></w:r></w:p>'
    error = refusal("1.docx", docx_body(picture))
    assert error.outcome is Outcome.SCAN and "OCR" in error.reason


def test_docx_bombs_are_not_unpacked():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package, package.open("word/document.xml", "w") as part:
        for _ in range(129):
            part.write(b" " * 2**20)
    assert "大得不正常" in refusal("1.docx", stream.getvalue()).reason


def test_docx_with_entities_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document.xml", (
            '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w='
            '"http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>判决&x;</w:t></w:r>'
            "</w:p></w:body></w:document>"
        ))  # fmt: skip
    with pytest.raises(Unreadable, match="DTD"):
        read("1.docx", stream.getvalue())
