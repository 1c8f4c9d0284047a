"""Concepts as rows: read whole, written whole."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from typing import TypeVar

from sqlite_utils import Database

from corpora.languages import get
from glossary.model import (
    Concept,
    Context,
    Equivalence,
    LanguageSection,
    PartOfSpeech,
    Signature,
    State,
    Term,
    TermStatus,
)

__all__ = ["concept", "concepts", "pending_states", "state", "states", "write_state"]

_T = TypeVar("_T")

_TERM = """
    language, text, status, source, authority, note, document, decided, dialect, jurisdiction, part_of_speech,
    abbreviation_of, forms, contexts, valid_from, valid_to, reason, replacement, id
"""


def concept(db: Database, number: int) -> Concept:
    """A concept with its terms. Raises KeyError."""
    return state(db, number).concept


def concepts(db: Database) -> Iterator[Concept]:
    """All concepts with every field, in order."""
    return (s.concept for s in states(db))


def state(db: Database, number: int) -> State:
    """A concept with the names under its terms. Raises KeyError."""
    for found in states(db, [number]):
        return found
    raise KeyError(f"没有编号为 {number} 的概念")


def pending_states(db: Database) -> list[State]:
    """Concepts with names under a status their term does not have yet: they wait for a second person."""
    rows = db.execute("""
        SELECT DISTINCT t.concept FROM signatures s JOIN terms t ON t.id = s.term
        WHERE s.status <> t.status ORDER BY t.concept
    """)
    return list(states(db, [number for (number,) in rows]))


def states(db: Database, numbers: Sequence[int] | None = None) -> Iterator[State]:
    """Concepts with the names under their terms: all, or those with these ids; in order of id."""
    some = "" if numbers is None else f"IN ({','.join('?' * len(numbers))})"
    arguments = list(numbers or ())
    terms = _grouped(
        db.execute(
            f"SELECT concept, {_TERM} FROM terms {some and 'WHERE concept ' + some} ORDER BY id", arguments
        ),
        _term,
    )
    sections = _grouped(
        db.execute(f"SELECT * FROM sections {some and 'WHERE concept ' + some} ORDER BY language", arguments),
        _section,
    )
    signatures = _grouped(
        db.execute(
            f"""
            SELECT t.concept, s.term, s.status, s.who, s.at FROM signatures s JOIN terms t ON t.id = s.term
            {some and "WHERE t.concept " + some} ORDER BY s.at, s.term, s.who
            """,
            arguments,
        ),
        lambda row: Signature(row[0], TermStatus(row[1]), row[2], row[3]),
    )
    for row in db.execute(
        f"""
        SELECT id, domain, note, definition, definition_source, laws, related, confusable
        FROM concepts {some and "WHERE id " + some} ORDER BY id
        """,
        arguments,
    ).fetchall():
        number = row[0]
        found = _concept(row, tuple(terms[number]), tuple(sections[number]))
        yield State(found, tuple(signatures[number]))


def _grouped(rows: Iterable[tuple], make: Callable[[Sequence], _T]) -> dict[int, list[_T]]:
    """Concept, which stands first in each row -> what is made of the rest."""
    found: dict[int, list[_T]] = defaultdict(list)
    for number, *row in rows:
        found[number].append(make(row))
    return found


def _concept(row: Sequence, terms: tuple[Term, ...], sections: tuple[LanguageSection, ...]) -> Concept:
    laws, related, confusable = (tuple(json.loads(texts)) for texts in row[5:])
    return Concept(
        row[1],
        terms,
        row[2],
        definition=row[3],
        definition_source=row[4],
        laws=laws,
        related=related,
        confusable=confusable,
        sections=sections,
        id=row[0],
    )


def _section(row: Sequence) -> LanguageSection:
    return LanguageSection(*row[:3], Equivalence(row[3]) if row[3] else None, *row[4:])


def _term(row: Sequence) -> Term:
    return Term(
        row[0],
        row[1],
        TermStatus(row[2]),
        *row[3:6],
        document=row[6],
        decided=row[7],
        dialect=row[8],
        jurisdiction=row[9],
        part_of_speech=PartOfSpeech(row[10]) if row[10] else None,
        abbreviation_of=row[11],
        forms=tuple(json.loads(row[12])),
        contexts=tuple(Context(**fields) for fields in json.loads(row[13])),
        valid_from=row[14],
        valid_to=row[15],
        reason=row[16],
        replacement=row[17],
        id=row[18],
    )


def write_state(db: Database, state: State) -> State:
    """Make the rows of a concept say this and nothing else; returns it with the ids of what was new,
    the terms in order of id, as they are read.

    Terms without an id take that of the row with their key. A term comes from another concept only after that
    one was written without it.
    """
    number = _write_concept(db, state.concept)
    there = {
        (language, key): term
        for term, language, key in db.execute(
            "SELECT id, language, key FROM terms WHERE concept = ?", [number]
        )
    }
    db.execute("DELETE FROM terms WHERE concept = ?", [number])
    terms = [
        replace(t, id=there.get((t.language, get(t.language).key(t.text)))) if t.id is None else t
        for t in state.concept.terms
    ]
    terms = sorted((replace(t, id=_write_term(db, number, t)) for t in terms), key=lambda t: t.id or 0)
    _write_sections(db, number, state.concept.sections)
    signatures = [s for s in state.signatures if any(s.term == t.id for t in terms)]
    db.conn.executemany(
        "INSERT INTO signatures VALUES (?, ?, ?, ?)", [[s.term, s.status, s.who, s.at] for s in signatures]
    )
    return State(replace(state.concept, id=number, terms=tuple(terms)), tuple(signatures))


def _write_sections(db: Database, concept: int, sections: Iterable[LanguageSection]) -> None:
    db.execute("DELETE FROM sections WHERE concept = ?", [concept])
    db.conn.executemany(
        "INSERT INTO sections VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            [
                concept,
                s.language,
                s.definition,
                s.definition_source,
                s.equivalence or "",
                s.equivalence_note,
                s.note,
            ]
            for s in sections
        ],
    )


def _write_concept(db: Database, concept: Concept) -> int:
    lists = [json.dumps(x, ensure_ascii=False) for x in (concept.laws, concept.related, concept.confusable)]
    row = db.execute(
        """
        INSERT INTO concepts VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET
            domain = excluded.domain, note = excluded.note, definition = excluded.definition,
            definition_source = excluded.definition_source, laws = excluded.laws, related = excluded.related,
            confusable = excluded.confusable
        RETURNING id
        """,
        [concept.id, concept.domain, concept.note, concept.definition, concept.definition_source, *lists],
    ).fetchone()
    return int(row[0])


def _write_term(db: Database, concept: int, term: Term) -> int:
    fields = [
        term.language, term.text, term.status, term.source, term.authority, term.note, term.document, term.decided,
        term.dialect, term.jurisdiction, term.part_of_speech or "", term.abbreviation_of,
        json.dumps(term.forms, ensure_ascii=False),
        json.dumps([asdict(c) for c in term.contexts], ensure_ascii=False),
        term.valid_from, term.valid_to, term.reason, term.replacement, term.id, concept,
        get(term.language).key(term.text),
    ]  # fmt: skip
    cursor = db.execute(
        f"INSERT INTO terms ({_TERM}, concept, key) VALUES ({','.join('?' * len(fields))})", fields
    )
    return int(cursor.lastrowid or 0)
