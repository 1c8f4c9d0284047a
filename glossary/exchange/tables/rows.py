"""Rows of a table of terms as concepts, whether a row is a term or a concept with a column a language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import zip_longest

import regex

from corpora.languages import get
from corpora.languages.names import from_name
from corpora.languages.recognise import recognise
from corpora.legacy import diagnose
from glossary.exchange.fields import (
    CONCEPT_NOTE,
    CONTEXT,
    CONTEXT_PAIR,
    CONTEXT_SOURCE,
    DOMAIN,
    FIELDS,
    NOTE,
    NOTES,
    PART_OF_SPEECH,
    SOURCE,
    STATUS,
    Fact,
    build,
)
from glossary.exchange.reading import Entry, Problem, Reading
from glossary.exchange.tables.heads import ANY, LANGUAGE, NUMBER, TERM, Column, Head
from glossary.exchange.text import tidy, tidy_lines
from glossary.model import Concept, LanguageSection, Term, TermStatus

_CONTEXTS = (CONTEXT, CONTEXT_PAIR, CONTEXT_SOURCE)
_PARTS = regex.compile(r"[；;\n]|[①-⑳]")
_FINE_PARTS = regex.compile(r"[；;、/／\n]|[①-⑳]")
_FINE = regex.compile(r"[、/／]")

_SAMPLED = 200  # rows that show an encoding
# A language has one preferred rendering of a concept: of several in a cell that says so, the first.
_PREFERRED = frozenset((STATUS, name) for name in ("推荐", "核定", "首选", "preferred"))
_LESSER = (STATUS, TermStatus.ADMITTED.label)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its number in the file, from 1, and its cells as text."""

    line: int
    cells: Sequence[str]


@dataclass(slots=True)
class _Draft:
    """A concept while its rows go by."""

    line: int
    said: list[Fact] = field(default_factory=list)
    sections: dict[str, list[Fact]] = field(default_factory=dict)
    terms: list[tuple[int, str, str, list[Fact]]] = field(default_factory=list)  # row, language, text, facts

    def place(self, language: str, text: str) -> int | None:
        """The row that has this term already."""
        return next((row for row, *term, _ in self.terms if term == [language, text]), None)


_Cells = Sequence[tuple[Column, str]]
_Drafts = dict[tuple[str, ...], _Draft]


def read_rows(rows: Sequence[Row], head: Head, source: str) -> Reading:
    """The rows below a head as concepts. Terms of a concept a row have `source` where none is said.

    Rows of one concept number are one concept; without numbers, rows of one Chinese term in one domain.
    """
    drafts: _Drafts = {}
    refused: list[Problem] = []
    remarks = list(_damaged(rows, head))
    read = _read_term if head.long else _read_concept
    for row in rows:
        cells = [
            (column, cell)
            for column, cell in zip(head.columns, row.cells, strict=False)
            if column and tidy(cell)
        ]
        if not cells:
            continue
        problem = read(row.line, cells, drafts, remarks)
        if problem:
            refused.append(Problem(row.line, problem))
    entries = []
    for draft in drafts.values():
        concept, more = _concept(draft, "" if head.long else source)
        entries.append(Entry(draft.line, concept))
        remarks += more
    return Reading(tuple(entries), tuple(refused), tuple(remarks))


def _damaged(rows: Sequence[Row], head: Head) -> Iterator[Problem]:
    """Columns that hold nothing of their script because they are in an encoding from before Unicode."""
    for i, column in enumerate(head.columns):
        if column and column.term and column.language != ANY:
            text = "\n".join(row.cells[i] for row in rows[:_SAMPLED] if i < len(row.cells))
            if not _script(column.language).search(text) and (what := diagnose(text)):
                yield Problem(rows[0].line, f"“{column.head}”一列：{what}")


@cache
def _script(language: str) -> regex.Pattern:
    return regex.compile(get(language).script)


def _concept(draft: _Draft, source: str) -> tuple[Concept, list[Problem]]:
    remarks: list[Problem] = []
    terms = []
    for line, language, text, said in draft.terms:
        term, more = build(Term, said, language=language, text=text, source=source)
        terms.append(term)
        remarks += (Problem(line, complaint) for complaint in more)
    sections = []
    for language, said in draft.sections.items():
        section, more = build(LanguageSection, said, language=language)
        sections.append(section)
        remarks += (Problem(draft.line, complaint) for complaint in more)
    concept, more = build(Concept, draft.said, domain="", terms=tuple(terms), sections=tuple(sections))
    return concept, remarks + [Problem(draft.line, complaint) for complaint in more]


def _read_term(line: int, cells: _Cells, drafts: _Drafts, remarks: list[Problem]) -> str:
    """A row that is a term, or says something of a language without one. Returns why it is refused."""
    keys = {column.key: tidy(cell) for column, cell in cells if column.key}
    text = keys.get(TERM, "")
    for key in (NUMBER, LANGUAGE):
        if not keys.get(key):
            return f"没有写{key}"
    language = from_name(keys[LANGUAGE], text) or keys[LANGUAGE]
    said = _facts([(column, cell) for column, cell in cells if not column.key and not column.language])
    of_section = _about(LanguageSection, said)
    if not text and not of_section:
        return "没有写术语"
    draft = drafts.setdefault((keys[NUMBER],), _Draft(line))
    _extend(draft.said, _about(Concept, said))
    if of_section:
        _extend(draft.sections.setdefault(language, []), of_section)
    if text:
        draft.terms.append((line, language, text, _about(Term, said)))
    return ""


def _read_concept(line: int, cells: _Cells, drafts: _Drafts, remarks: list[Problem]) -> str:
    """A row that is a concept with a column a language. Returns why it is refused."""
    chinese = _chinese(cells)
    if not chinese:
        return "没有汉文术语"
    renderings, complaints = _renderings(cells, chinese)
    remarks += (Problem(line, complaint) for complaint in complaints)
    if not renderings:
        return f"“{chinese[0]}”没有译文"
    said = [
        _of_concept(fact) for fact in _facts([(c, cell) for c, cell in cells if not c.language and not c.key])
    ]
    domain = next((text for field, text in said if field is DOMAIN), "")
    draft = drafts.setdefault((get("zh").key(chinese[0]), domain), _Draft(line))
    _extend(draft.said, _about(Concept, said))
    languages: set[str] = set()
    for language, text in [*(("zh", text) for text in chinese), *renderings]:
        own = _facts([(c, cell) for c, cell in cells if c.language == language and c.field])
        _extend(draft.said, _about(Concept, own))
        if of_section := _about(LanguageSection, own):
            _extend(draft.sections.setdefault(language, []), of_section)
        of_term = _about(Term, [*own, *_speaking_of(said, language)])
        if language in languages:
            of_term = [_LESSER if fact in _PREFERRED else fact for fact in of_term]
        languages.add(language)
        if (before := draft.place(language, text)) is None:
            draft.terms.append((line, language, text, of_term))
        elif of_term not in [facts for _, *term, facts in draft.terms if term == [language, text]]:
            draft.terms.append((line, language, text, of_term))
            if language != "zh":
                remarks.append(Problem(line, f"“{text}”在第 {before} 行已经有了，两处合并"))
    return ""


def _chinese(cells: _Cells) -> list[str]:
    """The Chinese terms of a row. 、 parts none: 制造、贩卖毒品罪 is one term."""
    parts = [part for c, cell in cells if c.term and c.language == "zh" for part in _PARTS.split(cell)]
    return list(dict.fromkeys(text for part in parts if (text := tidy(part))))


def _renderings(cells: _Cells, chinese: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """(language, text) of the renderings of a row, and complaints. 、 and / part them unless the Chinese term has
    such signs itself.
    """
    parts = _PARTS if any(_FINE.search(text) for text in chinese) else _FINE_PARTS
    found, complaints = [], []
    for column, cell in cells:
        if not column.term or column.language == "zh":
            continue
        language = _language(column, cells, cell)
        if not language:
            complaints.append(f"“{tidy(cell)}”是哪种语言没有写，或不是本软件的语言，略去")
            continue
        for text in filter(None, map(tidy, parts.split(cell))):
            if _script(language).search(text):
                found.append((language, text))
            else:
                complaints.append(f"{get(language).name}一栏里的“{text}”不是{get(language).name}，略去")
    return list(dict.fromkeys(found)), complaints


def _language(column: Column, cells: _Cells, text: str) -> str:
    """The language of a rendering: that of its column, or the one its row names; empty where that is none of ours."""
    if column.language != ANY:
        return column.language
    return next((from_name(cell, text) or "" for c, cell in cells if c.key == LANGUAGE), "")


def _about(kind: type, said: Sequence[Fact]) -> list[Fact]:
    return [fact for fact in said if fact[0] in FIELDS[kind]]


def _extend(held: list[Fact], said: Sequence[Fact]) -> None:
    """What further rows of a concept say again is said once."""
    before = set(held)
    held += [fact for fact in said if fact not in before]


def _of_concept(fact: Fact) -> Fact:
    """A remark on a row of several languages is one on the concept."""
    return (CONCEPT_NOTE, fact[1]) if fact[0] is NOTE else fact


def _speaking_of(said: Sequence[Fact], language: str) -> Iterator[Fact]:
    """What columns that name no language say of the terms of this one: status and authority of renderings only,
    source and part of speech of all terms, a sentence of the language it is in."""
    here = False
    for told, text in said:
        if told is CONTEXT:
            here = (recognise(text) == "zh") == (language == "zh")
        speaks = here if told in _CONTEXTS else told in (SOURCE, PART_OF_SPEECH) or language != "zh"
        if speaks:
            yield told, text


def _facts(cells: Sequence[tuple[Column, str]]) -> list[Fact]:
    """The facts in the cells; the parts of a context stand line by line beside each other in three columns."""
    found: list[Fact] = []
    contexts: dict[str, list[str]] = {}
    for column, cell in cells:
        if column.other:
            found.append((CONCEPT_NOTE, f"{column.head}：{tidy(cell)}"))
        elif column.field in _CONTEXTS:
            contexts[column.field.part] = [tidy(line) for line in cell.split("\n")]
        elif column.field is not None:
            found += _fact(column, cell)
    columns = [contexts.get(part.part, []) for part in _CONTEXTS]
    for texts in zip_longest(*columns, fillvalue=""):
        found += ((part, text) for part, text in zip(_CONTEXTS, texts, strict=True) if text)
    return found


def _fact(column: Column, cell: str) -> Iterator[Fact]:
    if column.field.many or column.field in NOTES.values():
        yield from ((column.field, line) for line in tidy_lines(cell).splitlines())
    else:
        yield column.field, tidy(cell)
