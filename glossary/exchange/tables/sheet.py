"""A termbase as a table: one row a term, heads in Chinese and English; what is said of a concept on each of its rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossary.exchange.fields import (
    CONTEXT,
    CONTEXT_PAIR,
    CONTEXT_SOURCE,
    FIELDS,
    Field,
    Holder,
    facts,
)
from glossary.exchange.tables.heads import ENGLISH, LANGUAGE, NUMBER, TERM
from glossary.exchange.text import tidy
from glossary.model import Concept, LanguageSection, Term

_COLUMNS: tuple[Field, ...] = (*FIELDS[Term], *FIELDS[LanguageSection], *FIELDS[Concept])
HEAD = tuple(f"{key} {ENGLISH[key]}" for key in (NUMBER, LANGUAGE, TERM)) + tuple(
    f"{field.label} {field.english}" for field in _COLUMNS
)
_CONTEXTS = (CONTEXT, CONTEXT_PAIR, CONTEXT_SOURCE)


def rows_of(concepts: Iterable[Concept]) -> Iterator[tuple[str, ...]]:
    """Rows below the head. A language of which something is said but that has no term gets a row without one."""
    for number, concept in enumerate(concepts, 1):
        whole = _cells(concept)
        languages = dict.fromkeys(t.language for t in concept.terms if tidy(t.text))
        for section in concept.sections:
            if section.language not in languages:
                yield _row(number, section.language, "", whole | _cells(section))
        for language in languages:
            section_cells = _cells(concept.section(language))
            for term in concept.terms_in(language):
                if tidy(term.text):
                    yield _row(number, language, tidy(term.text), whole | section_cells | _cells(term))


def _row(number: int, language: str, term: str, cells: dict[Field, str]) -> tuple[str, ...]:
    return (str(number), language, term, *(cells.get(field, "") for field in _COLUMNS))


def _cells(value: Holder) -> dict[Field, str]:
    """Several values of a field, and the lines of a note, are lines of its cell."""
    found: dict[Field, list[str]] = {}
    for field, text in facts(value):
        if field not in _CONTEXTS:
            found.setdefault(field, []).append(text)
    cells = {field: "\n".join(texts) for field, texts in found.items()}
    if isinstance(value, Term) and value.contexts:
        for field in _CONTEXTS:
            cells[field] = "\n".join(tidy(getattr(context, field.part)) for context in value.contexts)
    return cells
