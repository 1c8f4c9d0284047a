"""TMX 1.1 to 1.4b, unit by unit, so that files of any size are read and written in little memory.

TMX 1.4b specification (LISA OSCAR, 2005); `lang` instead of `xml:lang` is what TMX 1.1 wrote and files
still do. No DTD and no other file is ever loaded; a file that defines entities of its own is refused, since
a few lines of them can unfold to gigabytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html.entities import html5
from pathlib import Path
from typing import TextIO
from xml.sax.saxutils import escape, quoteattr

import regex
from lxml import etree

from aligner.exchange.units import Attributes, Code, Header, Remark, Unit, Variant

_KEPT = 256  # units held in memory at once
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_ILLEGAL = regex.compile(r"[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False}
_REQUIRED = ("creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang", "datatype")


class UnreadableTmx(ValueError):
    """The file is no TMX; the message says at which line and why, in Chinese."""


def read_tmx(path: Path) -> tuple[Header, Iterator[Unit]]:
    """The header, and the units one by one in their order.

    Raises UnreadableTmx, also in the middle of the units; OSError when the file cannot be opened.
    """
    _check_root(path)
    events = _events(path)
    for element in events:
        if _name(element) == "header":
            return _header(element), (_unit(e) for e in events if _name(e) == "tu")
        raise UnreadableTmx(f"第 {element.sourceline} 行的 <tu> 之前没有 <header>，不是完整的 TMX 文件")
    raise UnreadableTmx("没有 <header>，不是完整的 TMX 文件")


def _check_root(path: Path) -> None:
    """Raises UnreadableTmx unless the file begins like TMX and defines no entities."""
    try:
        with path.open("rb") as file:
            _, root = next(iter(etree.iterparse(file, events=("start",), **_SAFE)))
            declared = root.getroottree().docinfo.internalDTD
            entities = list(declared.iterentities()) if declared is not None else []
    except etree.XMLSyntaxError as error:
        raise _broken(error) from error
    except StopIteration:
        raise UnreadableTmx("文件里没有 XML 元素") from None
    if entities:
        raise UnreadableTmx(
            f"文件自己定义了实体“{entities[0].name}”。为防止恶意文件，不读这样的文件；请用原软件重新导出"
        )
    if _name(root) != "tmx":
        raise UnreadableTmx(f"根元素是 <{_name(root)}>，应为 <tmx>。请检查是不是导错了文件")


def _events(path: Path) -> Iterator[etree._Element]:
    """Header and units as they end; they are forgotten a few hundred at a time."""
    with path.open("rb") as file:
        try:
            found = etree.iterparse(
                file, tag=("{*}header", "{*}tu"), remove_comments=True, remove_pis=True, **_SAFE
            )
            for number, (_, element) in enumerate(found):
                yield element
                if number % _KEPT == 0:
                    del element.getparent()[:-1]
        except etree.XMLSyntaxError as error:
            raise _broken(error) from error


def _broken(error: etree.XMLSyntaxError) -> UnreadableTmx:
    return UnreadableTmx(f"第 {error.lineno} 行不是合格的 XML（{error.msg}）。请用原软件重新导出")


def _name(element: etree._Element) -> str:
    """The name without a namespace, "" for what is no element."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    return tag.rpartition("}")[2] if tag[0] == "{" else tag


def _attributes(element: etree._Element) -> Attributes:
    attributes = element.items()
    if element.get(_LANG) is None:
        return tuple(attributes)
    return tuple([(name.replace(_LANG, "xml:lang"), value) for name, value in attributes])


def _header(element: etree._Element) -> Header:
    encodings = tuple(_markup(e) for e in element if _name(e) == "ude")
    return Header(_attributes(element), _remarks(element), encodings)


def _remarks(element: etree._Element) -> tuple[Remark, ...]:
    return tuple([_remark(name, e) for e in element if (name := _name(e)) in ("note", "prop")])


def _remark(name: str, element: etree._Element) -> Remark:
    return Remark(name, "".join(element.itertext()) if len(element) else element.text or "", _attributes(element))


def _unit(element: etree._Element) -> Unit:
    variants, remarks = [], []
    for child in element:
        name = _name(child)
        if name == "tuv":
            variants.append(_variant(child))
        elif name in ("note", "prop"):
            remarks.append(_remark(name, child))
    return Unit(tuple(variants), _attributes(element), tuple(remarks), element.sourceline or 0)


def _variant(element: etree._Element) -> Variant:
    language, text, codes, remarks = element.get(_LANG) or element.get("lang") or "", "", (), []
    for child in element:
        name = _name(child)
        if name == "seg":
            text, codes = _segment(child)
        elif name in ("note", "prop"):
            remarks.append(_remark(name, child))
    more = tuple([a for a in element.items() if a[0] not in (_LANG, "lang")])
    return Variant(language, text, codes, more, tuple(remarks))


def _segment(seg: etree._Element) -> tuple[str, tuple[Code, ...]]:
    """(text without codes, codes)"""
    if not len(seg):
        return seg.text or "", ()
    parts: list[str] = []
    codes: list[Code] = []
    _collect(seg, parts, codes)
    return "".join(parts), tuple(codes)


def _collect(element: etree._Element, parts: list[str], codes: list[Code]) -> None:
    parts.append(element.text or "")
    for child in element:
        at = sum(map(len, parts))
        if child.tag is etree.Entity:
            parts.append(_entity(child))
        elif _name(child) == "hi":
            codes.append(Code(at, _opening(child)))
            _collect(child, parts, codes)
            codes.append(Code(sum(map(len, parts)), "</hi>"))
        else:
            codes.append(Code(at, _markup(child)))
        parts.append(child.tail or "")


def _entity(node: etree._Element) -> str:
    """The character of an entity of HTML, which files use without defining it."""
    found = html5.get(f"{node.name};")
    if found is None:
        raise UnreadableTmx(f"第 {node.sourceline} 行用了没有定义的实体“{node.text}”。请用原软件重新导出")
    return found


def _opening(element: etree._Element) -> str:
    return f"<{_name(element)}{_attribute_text(_attributes(element))}>"


def _markup(element: etree._Element) -> str:
    """The element as text, without its tail and without prefixes."""
    inner = [_text(element.text or "")]
    for child in element:
        inner.append(_text(_entity(child)) if child.tag is etree.Entity else _markup(child))
        inner.append(_text(child.tail or ""))
    return f"{_opening(element)}{''.join(inner)}</{_name(element)}>"


# Writing


def write_tmx(out: TextIO, header: Header, units: Iterable[Unit]) -> int:
    """Write TMX 1.4b, valid against its DTD if the codes are; returns the number of units.

    Characters XML cannot hold are left out. Raises ValueError when a required attribute of the header is
    missing.
    """
    missing = [name for name in _REQUIRED if not header.get(name)]
    if missing:
        raise ValueError(f"TMX 文件头缺少 {'、'.join(missing)}。")
    out.write(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n<tmx version="1.4">\n'
    )
    out.write(f" <header{_attribute_text(header.attributes)}>\n")
    out.writelines(f"  {line}\n" for line in (*map(_remark_text, header.remarks), *header.encodings))
    out.write(" </header>\n <body>\n")
    count = 0
    for count, unit in enumerate(units, 1):  # noqa: B007
        out.write(_unit_text(unit))
    out.write(" </body>\n</tmx>\n")
    return count


def _attribute_text(attributes: Attributes) -> str:
    return "".join(
        f" {name}={quoteattr(_ILLEGAL.sub('', value), {chr(10): '&#10;', chr(13): '&#13;', chr(9): '&#9;'})}"
        for name, value in attributes
    )


def _text(text: str) -> str:
    """Escaped; a carriage return as a reference, since parsers turn a bare one into a line feed."""
    return escape(_ILLEGAL.sub("", text), {"\r": "&#13;"})


def _remark_text(remark: Remark) -> str:
    return f"<{remark.kind}{_attribute_text(remark.attributes)}>{_text(remark.text)}</{remark.kind}>"


def _unit_text(unit: Unit) -> str:
    lines = [f"  <tu{_attribute_text(unit.attributes)}>"]
    lines += [f"   {_remark_text(remark)}" for remark in unit.remarks]
    for variant in unit.variants:
        attributes = (("xml:lang", variant.language), *variant.attributes)
        remarks = "".join(map(_remark_text, variant.remarks))
        lines.append(f"   <tuv{_attribute_text(attributes)}>{remarks}<seg>{_inner(variant)}</seg></tuv>")
    return "\n".join([*lines, "  </tu>\n"])


def _inner(variant: Variant) -> str:
    """The text with its codes put back."""
    parts, at = [], 0
    for code in variant.codes:
        parts += [_text(variant.text[at : code.at]), code.xml]
        at = code.at
    return "".join([*parts, _text(variant.text[at:])])
