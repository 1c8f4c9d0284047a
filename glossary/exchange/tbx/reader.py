"""TBX in, concept by concept: ISO 30042:2019 (v3) in both styles, and the `martif` of 2008 (v2).

Nothing outside the file is ever opened: no DTD, no entities, no network. A v3 file that breaks the standard is refused
with all its problems; v2 files of the trade are read as they come. What our model has no field for becomes a line of
the note, `种类：文字`, so nothing is lost.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from glossary.exchange.reading import BadFile, Entry, Problem, Reading
from glossary.exchange.tbx.categories import TBX, XML_LANG
from glossary.exchange.tbx.entries import concept_of
from glossary.exchange.tbx.structure import check, check_model, entity_problem, name_of

_ENTRIES = {"conceptEntry", "termEntry"}  # of v3, of v2
_MESSAGES = {
    etree.ErrorTypes.ERR_DOCUMENT_EMPTY: "文件是空的，或不是 XML",
    etree.ErrorTypes.ERR_TAG_NAME_MISMATCH: "开始标记与结束标记不配对",
    etree.ErrorTypes.ERR_TAG_NOT_FINISHED: "文件在元素中间断了",
    etree.ErrorTypes.ERR_INVALID_CHAR: "有 XML 不允许的字符",
    etree.ErrorTypes.ERR_INVALID_ENCODING: "文字与声明的编码不符",
    etree.ErrorTypes.ERR_UNDECLARED_ENTITY: "用了没有定义的实体",
    etree.ErrorTypes.ERR_ENTITY_LOOP: "实体循环引用",
}


def read_tbx(path: Path) -> Reading:
    """All entries of a TBX file. Raises BadFile with every problem when it is none or breaks the standard."""
    entries: list[Entry] = []
    refused: list[Problem] = []
    remarks: list[Problem] = []
    problems: list[Problem] = []
    for element in _elements(path, problems):
        line = element.sourceline
        concept, complaints = concept_of(element)
        if concept.terms:
            entries.append(Entry(line, concept))
        else:
            refused.append(Problem(line, "这一条没有术语"))
        remarks += (Problem(line, complaint) for complaint in complaints)
    if problems:
        raise BadFile(f"{path.name} 不是合格的 TBX", sorted(problems, key=lambda p: p.line))
    return Reading(tuple(entries), tuple(refused), tuple(remarks))


def _elements(path: Path, problems: list[Problem]) -> Iterator[etree._Element]:
    """Sound entries, each gone from memory when the next is asked for; problems are added to the list."""
    parsing = etree.iterparse(
        str(path), events=("start", "end"), load_dtd=False, no_network=True, resolve_entities=False
    )
    try:
        yield from _sound(parsing, problems)
    except etree.XMLSyntaxError:
        problems.append(_syntax(parsing.error_log))


def _sound(parsing: etree.iterparse, problems: list[Problem]) -> Iterator[etree._Element]:
    dialect: str | None = None
    style = ""
    for event, element in parsing:
        name, parent = name_of(element), element.getparent()
        if event == "start":
            if parent is None:
                dialect, style = _root(element, name, problems)
        elif name in _ENTRIES:
            found = list(_check_entry(element, dialect, style))
            problems += found
            if not found:
                yield element
            element.clear()
            while element.getprevious() is not None:
                del parent[0]
        elif dialect:
            problems += _check_outside(element, name, parent, dialect, style)


def _root(root: etree._Element, name: str, problems: list[Problem]) -> tuple[str | None, str]:
    """(dialect, style) of v3, (None, "") of v2. Raises BadFile for what is no TBX."""
    if name == "martif":
        return None, ""
    if root.tag != f"{{{TBX}}}tbx":
        reason = f"根元素是 <{name}>，应为 <tbx>（ISO 30042:2019）或 <martif>（2008 年版）"
        raise BadFile("不是 TBX 文件", [Problem(root.sourceline, reason)])
    dialect, style = root.get("type", ""), root.get("style", "")
    if not dialect.startswith("TBX-"):
        problems.append(Problem(root.sourceline, f"<tbx> 的 type 是“{dialect}”，应为 TBX-Basic 这样的方言名"))
    if style not in ("dca", "dct"):
        problems.append(Problem(root.sourceline, f"<tbx> 的 style 是“{style}”，应为 dca 或 dct"))
    return dialect or "TBX-", style


def _check_entry(entry: etree._Element, dialect: str | None, style: str) -> Iterator[Problem]:
    """Entries of v3 by the standard; of v2 only what reading needs."""
    if dialect is not None:
        yield from check(entry, dialect, style)
        return
    for part in entry.iter():
        if isinstance(part, etree._Entity):
            yield entity_problem(part)
        elif part.tag == "langSet" and not part.get(XML_LANG):
            yield Problem(part.sourceline, "<langSet> 没有写 xml:lang")


def _check_outside(
    element: etree._Element, name: str, parent: etree._Element | None, dialect: str, style: str
) -> Iterator[Problem]:
    """The frame around the entries: header, and that the body holds entries and nothing else."""
    if name == "tbxHeader":
        yield from check(element, dialect, style)
    elif name in ("tbx", "text"):
        yield from check_model(element, name)
    elif name == "body" and not len(element):
        yield Problem(element.sourceline, "<body> 里没有 <conceptEntry>")
    elif parent is not None and name_of(parent) == "body":
        yield Problem(element.sourceline, f"<body> 里只能有 <conceptEntry>，不能有 <{name}>")


def _syntax(log: etree._ListErrorLog) -> Problem:
    """What the parser stopped at; no entry in its log means that there was nothing to parse."""
    if not len(log):
        return Problem(1, "文件是空的，或不是 XML")
    error = log[0]
    return Problem(max(error.line, 1), f"{_MESSAGES.get(error.type, 'XML 不完整或有错')}（{error.message}）")
