"""One entry of a TBX file, of any version and style, as a concept."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpora.languages.tags import from_tag
from glossary.exchange.fields import (
    ABBREVIATION_OF,
    CONTEXT,
    CONTEXT_SOURCE,
    DEFINITION,
    DEFINITION_SOURCE,
    DIALECT,
    DOMAIN,
    NOTE,
    NOTES,
    PART_OF_SPEECH,
    RELATED,
    SECTION_DEFINITION,
    SECTION_DEFINITION_SOURCE,
    SOURCE,
    STATUS,
    Fact,
    Field,
    build,
)
from glossary.exchange.tbx.categories import STATUS_VALUES, XML_LANG
from glossary.exchange.tbx.notes import fact_of, language_fact
from glossary.exchange.tbx.structure import elements, name_of
from glossary.exchange.text import tidy
from glossary.model import Concept, LanguageSection, Term, TermStatus

_RELATED = ("crossReference", "relatedConcept", "relatedConceptBroader", "relatedConceptNarrower")
_FIELDS: dict[type, dict[str, Field]] = {
    Concept: {"subjectField": DOMAIN, "definition": DEFINITION} | dict.fromkeys(_RELATED, RELATED),
    LanguageSection: {"definition": SECTION_DEFINITION},
    Term: {
        "administrativeStatus": STATUS, "usageStatus": STATUS, "partOfSpeech": PART_OF_SPEECH, "source": SOURCE,
        "geographicalUsage": DIALECT, "abbreviatedFormFor": ABBREVIATION_OF, "context": CONTEXT,
    },
}  # fmt: skip
_SOURCES = {
    DEFINITION: DEFINITION_SOURCE,
    SECTION_DEFINITION: SECTION_DEFINITION_SOURCE,
    CONTEXT: CONTEXT_SOURCE,
}
_STATUSES = {
    value: status.label for status, value in STATUS_VALUES.items() if status is not TermStatus.FORBIDDEN
}
_STATUSES |= {f"{status}Term": status.label for status in STATUS_VALUES}
_FORBIDDEN = (STATUS, TermStatus.FORBIDDEN.label)
_STRING = etree.XPath("string()")
_SECTIONS = {"langSec", "langSet"}
_TERMS = {"termSec", "tig", "ntig"}


def concept_of(entry: etree._Element) -> tuple[Concept, list[str]]:
    """The concept of a `conceptEntry` or `termEntry`, and complaints about what did not fit our fields."""
    said: list[Fact] = []
    of_language: dict[str, list[Fact]] = {}
    terms: list[Term] = []
    complaints: list[str] = []
    for child in elements(entry):
        if name_of(child) in _SECTIONS:
            _read_section(child, of_language, terms, complaints)
        elif name_of(child) == "note" and (found := language_fact(Concept, _text(child))):
            of_language.setdefault(found[0], []).append(found[1])
        else:
            said += _said(child, Concept)
    sections = []
    for language, facts in of_language.items():
        section, more = build(LanguageSection, facts, language=language)
        sections.append(section)
        complaints += more
    concept, more = build(Concept, said, domain="", terms=tuple(terms), sections=tuple(sections))
    return concept, complaints + more


def _read_section(
    section: etree._Element,
    of_language: dict[str, list[Fact]],
    terms: list[Term],
    complaints: list[str],
) -> None:
    """A file may hold several sections of a language: one a synonym, as some tools write."""
    sample = " ".join(_text(e) for e in section.iter("{*}term"))
    language = from_tag(section.get(XML_LANG, ""), sample) or section.get(XML_LANG, "")
    for part in elements(section):
        if name_of(part) not in _TERMS:
            of_language.setdefault(language, []).extend(_said(part, LanguageSection))
        elif texts := [text for e in part.iter("{*}term") if (text := _text(e))]:
            facts = _settled([fact for child in elements(part) for fact in _said(child, Term)])
            term, more = build(Term, facts, language=language, text=texts[0])
            terms.append(term)
            complaints += more
        else:
            complaints.append(f"{language} 的一个术语是空的，略去")


def _settled(said: list[Fact]) -> list[Fact]:
    """`Forbidden` is written as deprecated and a note, an abbreviation as its type and a note: the note says more."""
    if _FORBIDDEN in said:
        said = [_FORBIDDEN, *(fact for fact in said if fact[0] is not STATUS)]
    if any(field is ABBREVIATION_OF for field, _ in said):
        said = [fact for fact in said if fact != (NOTE, "termType：abbreviation")]
    return said


def _said(element: etree._Element, kind: type) -> Iterator[Fact]:
    """The facts of an element below an entry, a language section or a term section."""
    name = name_of(element)
    if name == "transacGrp":
        yield NOTES[kind], _transaction(element)
    elif name == "termGrp":
        for child in elements(element):
            yield from _said(child, kind)
    elif name.endswith("Grp"):
        first, *rest = elements(element) or [None]
        source = None
        if first is not None:
            for fact in _said(first, kind):
                source = _SOURCES.get(fact[0])
                yield fact
        for child in rest:
            if source and _category(child) in ("source", "sourceIdentifier"):
                yield source, _text(child)
            else:
                yield from _said(child, kind)
    elif name == "note":
        if text := _text(element):
            yield fact_of(kind, text)
    elif name != "term":
        yield from _categorised(_category(element), _text(element), element.get("target", ""), kind)


def _categorised(category: str, text: str, target: str, kind: type) -> Iterator[Fact]:
    """The fact of a data category; one we have no field for is a line of the note."""
    field = _FIELDS[kind].get(category)
    if field is STATUS:
        text = _STATUSES.get(text, text)
    if field is RELATED:
        text = text or target
    if field is not None:
        yield field, text
    elif text or target:
        yield NOTES[kind], f"{category}：{' '.join(filter(None, (text, target)))}"


def _transaction(group: etree._Element) -> str:
    """origination：2010-04-17 …, the whole record in one line."""
    parts = elements(group)
    what = _text(parts[0]) if parts else ""
    return (
        f"{what}：{' '.join(_text(part) for part in sorted(parts[1:], key=lambda p: name_of(p) != 'date'))}"
    )


def _category(element: etree._Element) -> str:
    """The data category: the type in DCA and v2, the name in DCT."""
    return element.get("type") or name_of(element)


def _text(element: etree._Element) -> str:
    """All text, without comments, as one line."""
    return tidy(_STRING(element))
