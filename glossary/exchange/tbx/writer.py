"""TBX out: ISO 30042:2019 in the dialects Core, Min and Basic, styles DCA and DCT, entry by entry.

A fact goes into the data category the dialect has for it; where it has none, into a note that says its label.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from typing import BinaryIO

from lxml import etree

from corpora.languages import CODES
from corpora.languages.tags import to_tag
from glossary.exchange.fields import (
    CONTEXT,
    CONTEXT_PAIR,
    CONTEXT_SOURCE,
    DEFINITION,
    DEFINITION_SOURCE,
    DIALECT,
    DOMAIN,
    NOTES,
    PART_OF_SPEECH,
    RELATED,
    SECTION_DEFINITION,
    SECTION_DEFINITION_SOURCE,
    SOURCE,
    STATUS,
    Fact,
    Field,
    facts,
)
from glossary.exchange.reading import Loss
from glossary.exchange.tbx.categories import (
    CATEGORIES,
    CONCEPT,
    DIALECTS,
    LANGUAGE,
    MODULES,
    STATUS_VALUES,
    TBX,
    TERM,
    XML_LANG,
)
from glossary.exchange.tbx.notes import language_note, note_text
from glossary.exchange.text import tidy
from glossary.model import Concept, LanguageSection, Term, TermStatus

_NATIVE = {
    PART_OF_SPEECH: "partOfSpeech",
    DIALECT: "geographicalUsage",
    DOMAIN: "subjectField",
    SOURCE: "source",
    RELATED: "crossReference",
    DEFINITION: "definition",
    SECTION_DEFINITION: "definition",
    CONTEXT: "context",
}
_GROUPED = {
    DEFINITION: (DEFINITION_SOURCE,),
    SECTION_DEFINITION: (SECTION_DEFINITION_SOURCE,),
    CONTEXT: (CONTEXT_PAIR, CONTEXT_SOURCE),
}
_TERM_NOTES = (PART_OF_SPEECH, DIALECT)  # <termNote> comes first in a <termSec>


@dataclass(frozen=True, slots=True)
class _Writing:
    """How to write: the dialect's modules, the style, the entries references may point to, what went into notes."""

    modules: frozenset[str]
    style: str
    targets: dict[str, str]
    noted: Counter[str] = dataclass_field(default_factory=Counter)

    def has(self, category: str) -> bool:
        return CATEGORIES[category].module in self.modules


def write_tbx(
    concepts: Sequence[Concept], out: BinaryIO, dialect: str = "TBX-Basic", style: str = "dca"
) -> list[Loss]:
    """Write a termbase; returns what the dialect has no data category for. Concepts without terms are left out.

    Raises ValueError when no concept has a term, for a TBX file may not be empty.
    """
    whole = [concept for concept in concepts if any(tidy(t.text) for t in concept.terms)]
    if not whole:
        raise ValueError("没有可以写进 TBX 的术语：术语库是空的，或所选语言没有术语。")
    targets: dict[str, str] = {}
    for n, concept in enumerate(whole, 1):
        for term in concept.terms_in("zh"):
            targets.setdefault(term.text, f"c{n}")
    writing = _Writing(DIALECTS[dialect], style, targets)
    spaces = {None: TBX} | ({m: MODULES[m] for m in sorted(writing.modules)} if style == "dct" else {})
    declared = "".join(f' xmlns{f":{p}" if p else ""}="{space}"' for p, space in spaces.items())
    out.write(_HEAD.format(dialect=dialect, style=style, declared=declared).encode())
    for n, concept in enumerate(whole, 1):
        entry = etree.Element(f"{{{TBX}}}{CONCEPT}", id=f"c{n}", nsmap=spaces)
        _write_concept(entry, concept, writing)
        etree.indent(entry, "  ", level=3)
        body = etree.tostring(entry, encoding="unicode").partition(">")[
            2
        ]  # its namespaces are declared at the root
        out.write(f'      <{CONCEPT} id="c{n}">{body}\n'.encode())
    out.write(b"    </body>\n  </text>\n</tbx>\n")
    losses = [Loss(label, count, noted=True) for label, count in writing.noted.items()]
    return losses + (
        [Loss("没有术语的概念", len(concepts) - len(whole), False)] if len(whole) < len(concepts) else []
    )


_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tbx type="{dialect}" style="{style}" xml:lang="zh-CN"{declared}>
  <tbxHeader>
    <fileDesc>
      <sourceDesc>
        <p>双语术语库导出</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>
    <body>
"""


def _write_concept(entry: etree._Element, concept: Concept, writing: _Writing) -> None:
    languages = dict.fromkeys(t.language for t in concept.terms if tidy(t.text))
    _say(entry, Concept, facts(concept), writing)
    for section in concept.sections:
        if section.language not in languages:
            for field, text in facts(section):
                _note(entry, language_note(section.language, field, text), field, writing)
    for language in languages:
        section = _sub(entry, LANGUAGE)
        section.set(XML_LANG, to_tag(language) if language in CODES else language)
        _say(section, LanguageSection, facts(concept.section(language)), writing)
        for term in concept.terms_in(language):
            if tidy(term.text):
                _write_term(_sub(section, TERM), term, writing)


def _write_term(section: etree._Element, term: Term, writing: _Writing) -> None:
    _sub(section, "term").text = tidy(term.text)
    said = list(facts(term))
    if term.status is TermStatus.PROPOSED:
        said.remove((STATUS, term.status.label))  # the state of a term that says none
    elif writing.has("administrativeStatus"):
        _category(section, "administrativeStatus", STATUS_VALUES[term.status], writing)
        if term.status is not TermStatus.FORBIDDEN:
            said.remove((STATUS, term.status.label))
    if term.abbreviation_of and writing.has("termType"):
        _category(section, "termType", "abbreviation", writing)
    first = [field for field in _TERM_NOTES if writing.has(_NATIVE[field])]
    _say(section, Term, sorted(said, key=lambda fact: fact[0] not in first), writing)


def _say(parent: etree._Element, kind: type, said: Iterable[Fact], writing: _Writing) -> None:
    """Facts as data categories, grouped with what belongs to them, or as notes."""
    group, members = parent, ()
    for field, text in said:
        category = _NATIVE.get(field)
        if field in members and field is not CONTEXT_PAIR:
            _category(group, "source", text, writing)
        elif field in members:
            _note(group, note_text(kind, field, text), field, writing)
        elif (
            category is None
            or not writing.has(category)
            or (field is RELATED and text not in writing.targets)
        ):
            _note(parent, note_text(kind, field, text), field, writing)
        elif field in _GROUPED:
            group, members = _sub(parent, "descripGrp"), _GROUPED[field]
            _category(group, category, text, writing)
        else:
            element = _category(parent, category, str(field.read(text)), writing)
            if field is RELATED:
                element.set("target", writing.targets[text])


def _category(parent: etree._Element, category: str, text: str, writing: _Writing) -> etree._Element:
    """A data category in the style of the file."""
    entry = CATEGORIES[category]
    if writing.style == "dct":
        element = etree.SubElement(parent, f"{{{MODULES[entry.module]}}}{category}")
    else:
        element = _sub(parent, entry.element)
        element.set("type", category)
    element.text = text
    return element


def _note(parent: etree._Element, text: str, field: Field, writing: _Writing) -> None:
    _sub(parent, "note").text = text
    if field not in NOTES.values():
        writing.noted[field.label] += 1


def _sub(parent: etree._Element, name: str) -> etree._Element:
    return etree.SubElement(parent, f"{{{TBX}}}{name}")
