"""Is it TBX? The content models of TBXcoreStructV03.rng and the rules of the dialects, checked without the schemas.

Every check returns problems with their lines, so a person sees all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex
from lxml import etree

from glossary.exchange.reading import Problem
from glossary.exchange.tbx.categories import (
    CATEGORIES,
    CONCEPT,
    DIALECTS,
    LANGUAGE,
    MODULES,
    TBX,
    TERM,
    XML_LANG,
)

_LINKS = "(?:note|ref|xref|DCT)"
_AUX = f"(?:descrip|descripGrp|admin|adminGrp|transacGrp|{_LINKS})"
_MODELS = {
    "tbx": "<tbxHeader><text>",
    "tbxHeader": "<fileDesc><encodingDesc>?<revisionDesc>?",
    "fileDesc": "<titleStmt>?<publicationStmt>?<sourceDesc>+",
    "titleStmt": "<title><note>*",
    "publicationStmt": "<p>+",
    "sourceDesc": "<p>+",
    "encodingDesc": "<p>+",
    "revisionDesc": "<change>+",
    "change": "<p>+",
    "text": "<body><back>?",
    CONCEPT: f"<{_AUX}>*<langSec>+",
    LANGUAGE: f"<{_AUX}>*<termSec>+",
    TERM: f"<term><(?:termNote|termNoteGrp|DCT)>*<{_AUX}>*",
    "termNoteGrp": f"<(?:termNote|DCT)><(?:admin|adminGrp|transacGrp|{_LINKS})>*",
    "descripGrp": f"<(?:descrip|DCT)><(?:descripNote|admin|adminGrp|transacGrp|{_LINKS})>*",
    "adminGrp": f"<(?:admin|DCT)><(?:adminNote|{_LINKS})>*",
    "transacGrp": f"<(?:transac|DCT)><(?:transacNote|date|{_LINKS})>*",
}
_COMPILED = {
    name: regex.compile(model.replace("<", "(?:").replace(">", " )")) for name, model in _MODELS.items()
}
_SAYS_TYPE = frozenset(
    {"admin", "adminNote", "descrip", "descripNote", "ref", "termNote", "transac", "transacNote", "xref"}
)
_DAY = regex.compile(r"-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(Z|[+-]\d\d:\d\d)?")
_URI = regex.compile(r"https?://.+")


def name_of(element: etree._Element) -> str:
    """Local name."""
    return etree.QName(element).localname


def elements(parent: etree._Element) -> list[etree._Element]:
    """Child elements; comments and processing instructions are none."""
    return [child for child in parent if isinstance(child.tag, str)]


def entity_problem(entity: etree._Entity) -> Problem:
    """No entity is ever resolved: it could pull in other files."""
    return Problem(
        entity.sourceline or entity.getparent().sourceline, f"用了实体 {entity.text}，请改成文字本身"
    )


def check(element: etree._Element, dialect: str, style: str) -> Iterator[Problem]:
    """Problems of an element and all below it in a file of this dialect (TBX-Basic …) and style (dca, dct)."""
    for part in element.iter():
        if isinstance(part, etree._Entity):
            yield entity_problem(part)
        elif isinstance(part.tag, str):
            name = name_of(part)
            if etree.QName(part).namespace != TBX:
                yield from _check_tag(part, name, dialect, style)
                continue
            if name in _COMPILED:
                yield from check_model(part, name)
            yield from _check_attributes(part, name)
            if name in _SAYS_TYPE and part.get("type"):
                yield from _check_attribute_style(part, name, dialect, style)


def check_model(element: etree._Element, name: str) -> Iterator[Problem]:
    """Whether the children are those the standard allows here, in their order, and no text between them."""
    children = elements(element)
    tokens = ["DCT " if etree.QName(c).namespace != TBX else f"{name_of(c)} " for c in children]
    model = _COMPILED[name]
    for text, line in [(element.text, element.sourceline), *((c.tail, c.sourceline) for c in element)]:
        if text and text.strip():
            yield Problem(line, f"<{name}> 里不能直接写文字“{text.strip()[:20]}”，文字要放在它的下级元素里")
    if model.fullmatch("".join(tokens)):
        return
    for n in range(1, len(tokens) + 1):
        if not model.fullmatch("".join(tokens[:n]), partial=True):
            child = children[n - 1]
            yield Problem(child.sourceline, f"<{name_of(child)}> 不能出现在 <{name}> 的这个位置")
            return
    yield Problem(element.sourceline, f"<{name}> 里缺少必需的下级元素")


def _check_attributes(element: etree._Element, name: str) -> Iterator[Problem]:
    if name in _SAYS_TYPE and not element.get("type"):
        yield Problem(element.sourceline, f"<{name}> 没有写 type")
    if name == LANGUAGE and not element.get(XML_LANG):
        yield Problem(element.sourceline, "<langSec> 没有写 xml:lang")
    if name == "date" and not _DAY.fullmatch((element.text or "").strip()):
        yield Problem(element.sourceline, f"<date> 里的“{element.text or ''}”不是 2021-06-20 这样的日期")


def _check_attribute_style(element: etree._Element, name: str, dialect: str, style: str) -> Iterator[Problem]:
    kind = element.get("type", "")
    if style == "dct":
        yield Problem(element.sourceline, f'style 是 dct，却用了 <{name} type="{kind}">')
    elif dialect in DIALECTS and not element.xpath("ancestor::*[local-name()='back']"):
        yield from _check_category(element, kind, name, dialect)


def _check_tag(element: etree._Element, name: str, dialect: str, style: str) -> Iterator[Problem]:
    if style != "dct":
        yield Problem(element.sourceline, f"style 是 {style or '空的'}，却用了 <{name}> 这样的 DCT 元素")
    elif dialect in DIALECTS:
        yield from _check_category(element, name, None, dialect)


def _check_category(element: etree._Element, kind: str, name: str | None, dialect: str) -> Iterator[Problem]:
    """A data category of a known dialect; `name` is the DCA element it is in, None in DCT."""
    category = CATEGORIES.get(kind)
    line, space = element.sourceline, etree.QName(element).namespace
    if category is None or category.module not in DIALECTS[dialect]:
        yield Problem(line, f"{dialect} 里没有数据类别“{kind}”")
        return
    if name not in (None, category.element) or (name is None and space != MODULES[category.module]):
        yield Problem(line, f"数据类别“{kind}”应写在 {category.element} 里，命名空间 {category.module}")
    if (level := _level(element)) not in category.levels:
        yield Problem(line, f"数据类别“{kind}”不能出现在 <{level}> 一级")
    value = " ".join("".join(element.itertext()).split())
    if category.values and value not in category.values:
        yield Problem(line, f"“{kind}”的值“{value}”不在可选之列：{'、'.join(sorted(category.values))}")
    if category.element == "xref" and not _URI.fullmatch(element.get("target", "")):
        yield Problem(line, f"“{kind}”的 target 应是 http 地址")


def _level(element: etree._Element) -> str:
    """The section an element stands in, past its group."""
    parent = element.getparent()
    while parent is not None and name_of(parent).endswith("Grp"):
        parent = parent.getparent()
    return name_of(parent) if parent is not None else ""
