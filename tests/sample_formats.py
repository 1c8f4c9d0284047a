"""A judgment's paragraphs written as the files a court has: text, Word, saved web page, PDF, scan.

Every writer returns bytes and the same bytes each time, so that making the sample again changes nothing.
"""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from html import escape
from pathlib import Path

import docx
import regex
from docx.document import Document as Word
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from PIL import Image

from corpora.model import Section

Paragraph = tuple[Section, str]

MIDNIGHT = (2021, 1, 1, 0, 0, 0)
_CHROMIUM = ("/usr/bin/chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
             "--force-color-profile=srgb")
_PDF_DATE = regex.compile(rb"/(CreationDate|ModDate) \(D:\d{14}[^)]*\)")
_PAGE = """<!doctype html><html lang="zh"><meta charset="utf-8"><style>
@page {{ size: A4; margin: 25mm }}
body {{ font: 15px/1.9 "Noto Sans CJK SC", sans-serif; margin: {margin} }}
p {{ margin: 0; text-indent: 2em }} .title {{ text-align: center; text-indent: 0; font-size: 20px }}
.signature {{ text-align: right }}
</style>{body}</html>"""


def text(label: str, paragraphs: list[Paragraph], encoding: str = "utf-8", newline: str = "\n") -> bytes:
    """A text file, the label its first line."""
    return newline.join([label, *(words for _, words in paragraphs), ""]).encode(encoding)


def one_line(label: str, paragraphs: list[Paragraph]) -> bytes:
    """The label, then the whole judgment on one line, as in data exported from a case system."""
    return f"{label}\n{''.join(words for _, words in paragraphs)}\n".encode()


def word(label: str, paragraphs: list[Paragraph]) -> bytes:
    """A plain Word document."""
    document = _document(label)
    for section, words in paragraphs:
        _add(document, section, words)
    return _packed(document)


def word_with_table(label: str, paragraphs: list[Paragraph]) -> bytes:
    """A Word document whose parties stand in a table of one column."""
    document = _document(label)
    parties = [words for section, words in paragraphs if section is Section.PARTIES]
    table = None
    for section, words in paragraphs:
        if section is not Section.PARTIES:
            _add(document, section, words)
        elif table is None:
            table = document.add_table(rows=len(parties), cols=1)
            for row, party in zip(table.rows, parties, strict=True):
                row.cells[0].text = party
    return _packed(document)


def word_with_insertion(label: str, paragraphs: list[Paragraph]) -> bytes:
    """A Word document in which one half of every reasoning paragraph is a tracked insertion."""
    document = _document(label)
    for section, words in paragraphs:
        if section is not Section.REASONING:
            _add(document, section, words)
            continue
        half = len(words) // 2
        paragraph = document.add_paragraph(words[:half])
        inserted = OxmlElement("w:ins")
        for name, value in (("id", "1"), ("author", "审核"), ("date", "2021-01-01T00:00:00Z")):
            inserted.set(qn(f"w:{name}"), value)
        inserted.append(paragraph.add_run(words[half:])._r)
        paragraph._p.append(inserted)
    return _packed(document)


def page(label: str, paragraphs: list[Paragraph], charset: str = "utf-8") -> bytes:
    """A saved page of a court's site: navigation, search box, script, counters, footer."""
    title = next(words for section, words in paragraphs if section is Section.TITLE)
    body = "\n".join(f'<div class="{section}">{escape(words)}</div>' for section, words in paragraphs)
    return f"""<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset={charset}">
<title>{escape(title)} - 示例法院文书公开</title>
<style>.nav li {{ float: left }} .title {{ text-align: center }}</style>
<script>var _hits = 0; function printPage() {{ window.print(); }}</script>
</head>
<body>
<div class="top"><ul class="nav"><li><a href="#">首页</a></li><li><a href="#">法院概况</a></li>\
<li><a href="#">文书公开</a></li><li><a href="#">司法公开</a></li></ul>
<form action="#"><input type="text" value=""><select><option>全文</option><option>案号</option></select>\
<button>检索</button></form></div>
<div class="crumbs">当前位置：<a href="#">首页</a> &gt; <a href="#">文书公开</a></div>
<div class="tools"><a href="#">下载</a> <a href="#">打印</a> <a href="#">收藏</a></div>
<div id="content">
<div class="label">{label}</div>
{body}
</div>
<div class="footer"><a href="#">网站地图</a> | <a href="#">联系我们</a></div>
</body>
</html>
""".encode(charset, "xmlcharrefreplace")


def pdf(label: str, paragraphs: list[Paragraph]) -> bytes:
    """A PDF with a text layer, printed by Chromium."""
    return _print(_PAGE.format(margin="0", body=_markup(label, paragraphs)))


def scan(label: str, paragraphs: list[Paragraph]) -> bytes:
    """A PDF whose only content is the picture of a page."""
    with tempfile.TemporaryDirectory() as folder:
        source, picture = Path(folder, "page.html"), Path(folder, "page.png")
        source.write_text(_PAGE.format(margin="60px", body=_markup(label, paragraphs)), encoding="utf-8")
        _chromium(f"--screenshot={picture}", "--window-size=900,1270", source.as_uri())
        out = io.BytesIO()
        Image.open(picture).convert("1").save(out, "PDF", resolution=110)
    return _dated(out.getvalue())


# The usual Menksoft glyphs of a letter: alone, first, inside, last. Enough for a text to be written with.
GLYPHS = {
    "ᠠ": "E264 E266 E26C E268", "ᠡ": "E270 E271 E276 E273", "ᠢ": "E279 E27A E27E E27B", "ᠣ": "E283 E284 E289 E285",
    "ᠤ": "E28B E28C E291 E28D", "ᠥ": "E293 E295 E29E E296", "ᠦ": "E2A0 E2A2 E2AB E2A3", "ᠧ": "E2AD E2AE E2B0 E2AF",
    "ᠨ": "E2B3 E2B1 E2B7 E2B5", "ᠩ": "E2BC E2BC E2BE E2BB", "ᠪ": "E2C1 E2C1 E2C5 E2C3", "ᠫ": "E2C8 E2C8 E2CB E2CA",
    "ᠬ": "E2CE E2CE E2D8 E2D6", "ᠭ": "E2E4 E2D3 E2EA E2E7", "ᠮ": "E2F1 E2F1 E2F4 E2F3", "ᠯ": "E2F7 E2F7 E2FA E2F9",
    "ᠰ": "E2FD E2FD E301 E2FF", "ᠱ": "E303 E303 E306 E305", "ᠲ": "E308 E308 E30B E30A", "ᠳ": "E30E E30E E314 E311",
    "ᠴ": "E315 E315 E317 E316", "ᠵ": "E318 E318 E31D E31B", "ᠶ": "E31E E31E E320 E31F", "ᠷ": "E322 E322 E327 E325",
    "ᠸ": "E329 E329 E32C E32A", "ᠹ": "E32D E32D E330 E32F", "ᠺ": "E333 E333 E336 E335", "ᠽ": "E342 E342 E344 E343",
    "ᠾ": "E345 E345 E347 E346",
}  # fmt: skip
JOINT = "\ue263"


def in_menksoft(body: str) -> str:
    """Mongolian words as Menksoft writes them, the plain way: a glyph by the letter's place; all else as it is."""
    bare = regex.sub(r"[\u180B-\u180D]", "", body)
    words = regex.sub(f"[{''.join(GLYPHS)}]+", lambda word: _glyphs(word[0]), bare)
    return regex.sub(r"[\u180E\u202F]", JOINT, words)


def _glyphs(word: str) -> str:
    places = [0] if len(word) == 1 else [1, *[2] * (len(word) - 2), 3]
    return "".join(chr(int(GLYPHS[letter].split()[place], 16)) for letter, place in zip(word, places, strict=True))


def menksoft(label: str, paragraphs: list[Paragraph]) -> bytes:
    """Mongolian in the private code points of Menksoft."""
    return text(label, [(section, in_menksoft(words)) for section, words in paragraphs])


def _document(label: str) -> Word:
    document = docx.Document()
    document.core_properties.author = document.core_properties.title = ""
    document.add_paragraph(label)
    return document


def _add(document: Word, section: Section, words: str) -> None:
    paragraph = document.add_paragraph(words)
    paragraph.alignment = {Section.TITLE: 1, Section.SIGNATURE: 2}.get(section)


def _packed(document: Word) -> bytes:
    """The document as a zip file whose members all bear the same time."""
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != "docProps/thumbnail.jpeg":
                target.writestr(zipfile.ZipInfo(name, MIDNIGHT), _without_thumbnail(name, source.read(name)),
                                zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _without_thumbnail(name: str, content: bytes) -> bytes:
    if name != "_rels/.rels":
        return content
    return regex.sub(rb"<Relationship [^>]*thumbnail[^>]*/>", b"", content)


def _markup(label: str, paragraphs: list[Paragraph]) -> str:
    return f"<p>{label}</p>" + "".join(f'<p class="{section}">{escape(words)}</p>' for section, words in paragraphs)


def _print(html: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "page.html"), Path(folder, "page.pdf")
        source.write_text(html, encoding="utf-8")
        _chromium(f"--print-to-pdf={target}", "--no-pdf-header-footer", source.as_uri())
        return _dated(target.read_bytes())


def _chromium(*arguments: str) -> None:
    subprocess.run([*_CHROMIUM, *arguments], check=True, capture_output=True, timeout=120)


def _dated(content: bytes) -> bytes:
    """The dates in a PDF set to one of the same length, so that its offsets stay right."""
    moment = b"20210101000000"
    return _PDF_DATE.sub(lambda m: m[0].replace(m[0][m[0].index(b"D:") + 2 :][:14], moment), content)
