"""Notes that carry a field: `标签：文字`. What a dialect has no data category for is written so, and read back."""

from __future__ import annotations

import regex

from glossary.exchange.fields import FIELDS, NOTES, Fact, Field
from glossary.exchange.text import tidy
from glossary.model import Concept, LanguageSection

_BY_LABEL = {kind: {field.label: field for field in fields} for kind, fields in FIELDS.items()}
_OF_LANGUAGE = regex.compile(r"([A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*)·(.+)")


def note_text(kind: type, field: Field, text: str) -> str:
    """The note of a fact; a free note gets its label only where it would be read as something else."""
    if fact_of(kind, text) == (NOTES[kind], text) and field is NOTES[kind] and not language_fact(kind, text):
        return text
    return f"{field.label}：{text}"


def fact_of(kind: type, line: str) -> Fact:
    """The fact of a note; one without a known label is a free note."""
    label, mark, text = line.partition("：")
    field = _BY_LABEL[kind].get(label)
    return (field, tidy(text)) if field and mark and tidy(text) else (NOTES[kind], line)


def language_note(language: str, field: Field, text: str) -> str:
    """What is said of a language that has no term, and so no section in TBX, as a note of the concept."""
    return f"{language}·{field.label}：{text}"


def language_fact(kind: type, line: str) -> tuple[str, Fact] | None:
    """(language, fact) of such a note, None for others."""
    found = _OF_LANGUAGE.fullmatch(line) if kind is Concept else None
    if not found:
        return None
    label, _, text = found[2].partition("：")
    field = _BY_LABEL[LanguageSection].get(label)
    return (found[1], (field, tidy(text))) if field and tidy(text) else None
