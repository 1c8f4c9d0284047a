"""Saved court pages: the text of the judgment without the site around it."""

from __future__ import annotations

import codecs

import regex
from lxml import etree
from lxml import html as lxml_html

from corpora.model import Outcome
from corpora.readers import plain
from corpora.readers.reading import Reading, Unreadable

_DROPPED = frozenset(
    """
    script style noscript template nav header footer aside form button select option iframe object svg head rt rp
""".split()
)
_BLOCKS = frozenset(
    """
    address article blockquote body br caption center dd div dl dt fieldset figure h1 h2 h3 h4 h5 h6 hr html li main
    ol p pre section table tbody tfoot thead title tr ul
""".split()
)
_HEADINGS = frozenset(("h1", "h2", "h3"))
_MAIN = 0.75  # a child with this share of the parent's text is where the judgment stands
_CHARSET = regex.compile(rb"""(?:charset|encoding)\s*=\s*["']?([\w-]{3,20})""", regex.IGNORECASE)
_HIDDEN = regex.compile(r"display\s*:\s*none", regex.IGNORECASE)


def read(content: bytes) -> Reading:
    """The main text of a page, a block a line. Raises Unreadable."""
    source = _decode(content)
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError as error:
        raise Unreadable("网页里没有文字。请复制正文存为 txt 或 docx。", Outcome.EMPTY) from error
    _prune(root)
    body = root.find("body")
    main, titles = _main(root if body is None else body)
    lines = [line for part in (*titles, main) for line in _lines(part)]
    if not lines:
        raise Unreadable(
            "网页里没有文字：正文可能由脚本加载，保存时没有存下来。请复制正文存为 txt 或 docx。",
            Outcome.EMPTY,
        )
    return Reading("\n".join(lines))


def _decode(content: bytes) -> str:
    """By byte order mark, by the page's own word (GB2312 and GBK are read as GB18030), or by content."""
    declared = _CHARSET.search(content[:2048])
    if declared and not content.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        codec = declared[1].decode("ascii").lower()
        codec = "gb18030" if codec.startswith("gb") else codec
        try:
            return content.decode(codec)
        except (UnicodeDecodeError, LookupError):
            pass  # pages lie about their charset
    return plain.decode(content)[0]


def _prune(root: etree._Element) -> None:
    """Remove what is not text to read."""
    for element in list(root.iter(etree.Element)):
        if element.tag in _DROPPED or _HIDDEN.search(element.get("style", "")):
            element.drop_tree()


def _main(body: etree._Element) -> tuple[etree._Element, list[etree._Element]]:
    """The element that holds most of the text, and the titles passed on the way down to it.

    Court sites put the title beside the container of the text, both deep in the site's own frame.
    """
    main, titles = body, []
    while True:
        total = _weight(main)
        child = max((e for e in main if isinstance(e.tag, str)), key=_weight, default=None)
        if child is None or total == 0 or _weight(child) < _MAIN * total or child.tag not in _BLOCKS:
            return main, titles
        if child.tag in ("p", "h1", "h2", "h3", "tr", "li") and total > _weight(child):
            return main, titles
        titles += [e for e in child.itersiblings(preceding=True) for e in _title_in(e)][::-1]
        main = child


def _title_in(element: etree._Element) -> list[etree._Element]:
    found = [
        e
        for e in element.iter(etree.Element)
        if e.tag in _HEADINGS or "title" in f"{e.get('class', '')} {e.get('id', '')}".lower()
    ]
    return found[:1]


def _weight(element: etree._Element) -> int:
    """Characters of text outside links: menus are links."""
    total = len("".join(element.itertext()).strip())
    return total - sum(len("".join(a.itertext()).strip()) for a in element.iter("a"))


def _lines(element: etree._Element) -> list[str]:
    pieces: list[str] = []
    _walk(element, pieces)
    text = "".join(pieces).replace("\N{NO-BREAK SPACE}", " ")
    lines = (regex.sub(r"[ \t]+", _blank, line).strip(" \t") for line in text.split("\n"))
    return [line for line in lines if line]


def _blank(match: regex.Match[str]) -> str:
    return "\t" if "\t" in match[0] else " "


def _walk(element: etree._Element, pieces: list[str]) -> None:
    """Append text in document order; LF round blocks, TAB between table cells.

    White space of the source is collapsed as a browser does it, U+202F and U+3000 are kept.
    """
    block = element.tag in _BLOCKS
    if block:
        pieces.append("\n")
    if element.text:
        pieces.append(_collapse(element.text))
    for child in element:
        _walk(child, pieces)
        if child.tag in ("td", "th"):
            pieces.append("\t")
        if child.tail:
            pieces.append(_collapse(child.tail))
    if block:
        pieces.append("\n")


def _collapse(text: str) -> str:
    return regex.sub(r"[ \t\r\n\f]+", " ", text)
