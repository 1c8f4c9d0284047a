"""Files become text exactly, or say in Chinese why not."""

import io
import zipfile

import pytest
from gold_reader import read_all
from hypothesis import given
from hypothesis import strategies as st
from made_files import docx_body, docx_of, p, pdf_of

from corpora.model import Outcome
from corpora.readers import Unreadable, pdf, plain, read

ZH = "本院认为，合法的借贷关系受法律保护。被告应当偿还借款本金12000元。\n依照《中华人民共和国民法典》，判决如下："
BO = "ཁྲིམས་ཁང་འདིས་འདོད་པར། ཁྲིམས་མཐུན་གྱི་བུ་ལོན་གཡར་བའི་འབྲེལ་བར་བཅའ་ཁྲིམས་ཀྱི་སྲུང་སྐྱོང་ཐོབ་པ་ཡིན།"
MN = "ᠲᠤᠰ ᠬᠣᠷᠢᠶ᠎ᠠ ᠦᠵᠡᠪᠡᠯ᠂ ᠵᠡᠭᠡᠯᠡᠭᠰᠡᠨ ᠮᠥᠩᠭᠥᠨ\u202fᠦ ᠬᠠᠷᠢᠴᠠᠭ᠎ᠠ᠃"
UG = "مەھكىمىمىز مۇنداق قارايدۇ: قانۇنلۇق قەرز مۇناسىۋىتى قانۇن تەرىپىدىن قوغدىلىدۇ."
KO = "본원은 합법적인 대차관계는 법률의 보호를 받는다고 인정한다."
ENGLISH = "The court holds that the contract is valid."
SAMPLES = (ZH, BO, MN, UG, KO, ENGLISH)
WIDE = "被告在约定的期限内没有偿还借款的本金和利息并且经原告多次催要以后仍然拒绝履行自己的"   # a full line


def refusal(name: str, content: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read(name, content)
    assert str(caught.value) == caught.value.reason
    return caught.value


# txt


@pytest.mark.parametrize("text", SAMPLES)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_encodings_are_told_apart_by_content(text, codec):
    assert read("1.txt", text.encode(codec)).text == text


def test_every_sample_judgment_survives_every_encoding():
    for judgment in read_all():
        text = "\n".join(sentence for _, sentence in judgment.sentences(judgment.language))
        for codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
            assert plain.decode(text.encode(codec)) == (text, codec)


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_give_text_or_a_reason(content):
    try:
        text, codec = plain.decode(content)
    except Unreadable as error:
        assert error.reason
    else:
        assert isinstance(text, str) and codec in ("utf-8", "gb18030", "utf-16-le", "utf-16-be")


@pytest.mark.parametrize("codec", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("padding", ["\x1a", "\0" * 30])
def test_what_old_systems_put_after_the_end_is_no_text(codec, padding):
    assert read("1.txt", (ZH + padding).encode(codec)).text == ZH


@pytest.mark.parametrize("codec", ["utf-32-le", "utf-32-be"])
def test_the_mark_of_utf_32_is_not_taken_for_that_of_utf_16(codec):
    assert read("1.txt", ("\N{ZERO WIDTH NO-BREAK SPACE}" + BO).encode(codec)).text == BO


def test_latin_1_is_never_guessed():
    assert refusal("1.txt", "Déjà vu à l'été, où le français a été déjà jugé".encode("latin-1")).outcome is Outcome.UNREADABLE


def test_a_damaged_text_names_encoding_and_place():
    content = bytearray(ZH.encode("gb18030") * 20)
    content[100:101] = b"\xff\xff"
    error = refusal("1.txt", bytes(content))
    assert "GB18030" in error.reason and "损坏" in error.reason and "101" in error.reason


def test_a_byte_order_mark_that_lies_is_named():
    assert "UTF-16LE" in refusal("1.txt", b"\xff\xfe" + "判决".encode("utf-16-le") + b"\x00").reason


def test_line_ends_become_lf_and_the_encoding_is_noted():
    reading = read("1.txt", "甲判决\r\n乙裁定\r丙".encode("gb18030"))
    assert reading.text == "甲判决\n乙裁定\n丙" and reading.notes == ("文字编码：GB18030",)


# docx


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


# html


PAGE = """<html><head><meta charset="{}"><title>裁判文书</title><style>p {{}}</style></head><body>
<div class="header"><a href="/">首页</a> <a href="/list">裁判文书</a></div><script>var x = "脚本";</script>
<div class="content"><div class="PDF_title">青海省德令哈市人民法院</div><div class="PDF_pox">
<div style="text-align:center">民 事 判 决 书</div><div>原告：扎某，&nbsp;男。</div>
<div>原告扎某与被告才某某草场承包经营权纠纷一案，本院于2020年6月8日立案后，<span>依法适用</span>普通程序，公开开庭进行了审理。本案现已审理终结。</div>
<table><tr><td>受理费</td><td>100元</td></tr></table><div style="display:none">水印</div></div></div>
<div class="footer"><a href="#">联系我们</a></div></body></html>"""


@pytest.mark.parametrize("codec", ["utf-8", "gbk", "gb2312", "utf-16"])
def test_html_gives_the_judgment_without_the_site(codec):
    reading = read("文书.html", PAGE.format(codec).encode("gbk" if codec == "gb2312" else codec))
    assert reading.text.split("\n") == [
        "青海省德令哈市人民法院", "民 事 判 决 书", "原告：扎某， 男。",
        "原告扎某与被告才某某草场承包经营权纠纷一案，本院于2020年6月8日立案后，依法适用普通程序，公开开庭进行了审理。本案现已审理终结。",
        "受理费\t100元",
    ]  # fmt: skip


def test_html_that_lies_about_its_charset_is_read_by_content():
    assert "草场承包" in read("1.htm", PAGE.format("gbk").encode("utf-8")).text
    assert "草场承包" in read("1.htm", PAGE.format("utf-8").encode("gbk")).text


def test_html_is_known_by_its_beginning():
    assert read("文书.txt", "<!DOCTYPE html><html><body><p>甲判决</p><p>乙裁定</p></body></html>".encode()).text == "甲判决\n乙裁定"


def test_html_keeps_narrow_spaces_of_mongolian():
    assert read("1.html", f"<html><body><p>{MN}</p></body></html>".encode()).text == MN


def test_html_without_text_says_that_scripts_load_it():
    error = refusal("1.html", b"<html><body><script>load()</script><div id='app'></div></body></html>")
    assert error.outcome is Outcome.EMPTY and "脚本" in error.reason


# pdf


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


# what cannot be read


def zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(name, "x")
    return stream.getvalue()


@pytest.mark.parametrize("name,content,outcome,words", [
    ("1.txt", b"", Outcome.EMPTY, "0 字节"),
    ("1.txt", b" \r\n\t\n", Outcome.EMPTY, "没有文字"),
    ("1.docx", docx_of("", " "), Outcome.EMPTY, "没有文字"),
    ("1.txt", bytes(range(256)) * 8, Outcome.UNREADABLE, "编码"),
    ("1.docx", docx_of("判决")[:2000], Outcome.UNREADABLE, "损坏"),
    ("1.docx", "其实是文本".encode(), Outcome.UNREADABLE, "损坏"),
    ("1.docx", zipped("a.txt"), Outcome.UNSUPPORTED, "zip"),
    ("1.xlsx", zipped("xl/workbook.xml"), Outcome.UNSUPPORTED, "Excel"),
    ("1.ofd", zipped("OFD.xml"), Outcome.UNSUPPORTED, "OFD"),
    ("1.pdf", b"%PDF-1.4\nbroken", Outcome.UNREADABLE, "损坏"),
    ("1.pdf", b"not a pdf", Outcome.UNREADABLE, "损坏"),
    ("1.pdf", pdf_of(["判决"], encrypted=True), Outcome.UNREADABLE, "密码"),
    ("1.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Outcome.UNSUPPORTED, "另存为 docx"),
    ("1.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Outcome.UNREADABLE, "密码"),
    ("1.rtf", b"{\\rtf1 x}", Outcome.UNSUPPORTED, "RTF"),
    ("1.jpg", b"\xff\xd8\xff\xe0", Outcome.SCAN, "OCR"),
    ("1.rar", b"Rar!\x1a\x07", Outcome.UNSUPPORTED, "解压"),
    ("1.mp3", b"ID3\x03abc", Outcome.UNSUPPORTED, ".mp3"),
])  # fmt: skip
def test_refusals_say_why(name, content, outcome, words):
    error = refusal(name, content)
    assert error.outcome is outcome and words in error.reason
    assert error.reason.endswith("。")


def test_too_large_a_file_is_not_read(monkeypatch):
    monkeypatch.setattr("corpora.readers.LARGEST", 10)
    assert "太大" in refusal("1.txt", b"x" * 11).reason
