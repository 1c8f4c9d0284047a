"""The collection of formulae: what pairs show, which every build writes anew, with what people said of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlite_utils import Database

from corpora.model import Section, Span
from corpora.store import write_tx
from glossary.formulae.finding import CASES, LETTERS, Use
from glossary.formulae.model import Example, Formula, Translation
from glossary.formulae.wording import Known, Wording, parties, wording
from glossary.store.formula_decisions import decided_on, judged, kept

__all__ = [
    "forget_readings",
    "formula_languages",
    "formula_state",
    "formula_uses",
    "formula_wording",
    "formulae",
    "new_formula_pairs",
    "party_names",
    "recurring_uses",
    "replace_formulae",
    "replace_names",
    "save_read",
]

_BATCH = 5_000
_COURT = "{court}"
READING = 2  # of the way skeletons are read; pairs are read anew when it changes


# Building

_PAIRS = """
    FROM pair_texts x JOIN beads b ON b.id = x.bead JOIN document_pairs p ON p.id = b.document_pair
    JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
    LEFT JOIN segments g ON g.document = p.source AND g.n = b.s0
"""
_KEPT = "b.status <> 'rejected' AND p.status <> 'rejected' AND s.language = 'zh' AND s.genre = 'judgment'"
_EXAMPLE = """
    SELECT x.bead, x.source, x.target, p.id, coalesce(s.court, t.court, ''), coalesce(s.case_number, t.case_number, ''),
           coalesce(s.date, t.date, ''), coalesce(s.kind, t.kind, ''), coalesce(g.section, 'body'), s.parties, x.links
"""


def _example(row: Sequence) -> Example:
    bead, source, target, pair, court, case, day, kind, section, roles, links = row
    place = " · ".join(filter(None, (kind, Section(section).label, day)))
    names = tuple(name for _, name in json.loads(roles) if 2 <= len(name) <= 30)
    spans = tuple((Span(a, b), Span(c, d)) for a, b, c, d, _ in json.loads(links or "[]"))
    return Example(bead, source, target, pair, court, case, day[:4], place, names, spans)


def formula_state(db: Database, language: str) -> tuple[str, str]:
    """(what the pairs of a language and our way of reading them are now, what its formulae were made from)."""
    pairs = db.execute(
        f"SELECT count(*), coalesce(max(b.id), 0), coalesce(sum(b.id), 0) {_PAIRS} WHERE {_KEPT} AND t.language = ?",
        [language],
    ).fetchone()
    before = db.execute("SELECT state FROM formula_states WHERE language = ?", [language]).fetchone()
    return json.dumps([READING, *pairs]), before[0] if before else ""


def forget_readings(db: Database, language: str) -> None:
    """Have all pairs of a language read anew if they were read another way."""
    _, before = formula_state(db, language)
    if before and json.loads(before)[0] != READING:
        with write_tx(db):
            db.execute("DELETE FROM formula_pairs WHERE language = ?", [language])
            db.execute("DELETE FROM formula_wording WHERE language = ?", [language])


def new_formula_pairs(db: Database, language: str) -> list[Example]:
    """Pairs whose skeletons are not known yet, the next batch."""
    rows = db.execute(
        f"""
        {_EXAMPLE} {_PAIRS} WHERE {_KEPT} AND t.language = ?
        AND x.bead NOT IN (SELECT bead FROM formula_pairs) ORDER BY x.bead LIMIT {_BATCH}
        """,
        [language],
    )
    return [_example(row) for row in rows]


def save_read(db: Database, language: str, uses: Iterable[Use], known: Iterable[Known]) -> None:
    """Keep the skeletons of pairs and the wording they show."""
    with write_tx(db):
        db.conn.executemany(
            "INSERT OR REPLACE INTO formula_pairs VALUES (?, ?, ?, ?)",
            [(u.example.bead, language, u.sentence.skeleton, u.sentence.letters) for u in uses],
        )
        db.conn.executemany(
            """
            INSERT INTO formula_wording VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (language, what, zh, other) DO UPDATE SET times = times + excluded.times
            """,
            [(language, *row) for row in known],
        )


def recurring_uses(db: Database, language: str) -> list[Example]:
    """Pairs whose skeleton stands in several cases, and those that name nothing but a court."""
    rows = db.execute(
        f"""
        {_EXAMPLE} {_PAIRS} JOIN formula_pairs f ON f.bead = x.bead WHERE {_KEPT} AND f.language = :language AND f.skeleton IN (
            SELECT f.skeleton {_PAIRS} JOIN formula_pairs f ON f.bead = x.bead
            WHERE {_KEPT} AND f.language = :language AND f.letters >= {LETTERS}
            GROUP BY f.skeleton HAVING count(DISTINCT coalesce(s.case_number, t.case_number, '#' || p.id)) >= {CASES}
            UNION ALL SELECT '{_COURT}'
        ) ORDER BY x.bead
        """,
        {"language": language},
    )
    return [_example(row) for row in rows]


def party_names(db: Database, language: str) -> list[Known]:
    """How the parties of judgments are called in a language."""
    rows = db.execute(
        """
        SELECT s.parties, t.parties FROM document_pairs p JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
        WHERE p.status <> 'rejected' AND s.language = 'zh' AND t.language = ?
        """,
        [language],
    )
    return [known for zh, other in rows for known in parties(json.loads(zh), json.loads(other))]


def replace_formulae(db: Database, language: str, found: Sequence[Formula], state: str) -> None:
    """Write the machine's rows of a language anew."""
    with write_tx(db):
        db.execute("DELETE FROM formulae WHERE language = ?", [language])
        for f in found:
            number = db.execute(
                "INSERT INTO formulae (language, skeleton, count, cases) VALUES (?, ?, ?, ?)",
                [language, f.skeleton, f.count, f.cases],
            ).lastrowid
            for t in f.translations:
                _add_translation(db, number, t)
        db.execute("INSERT OR REPLACE INTO formula_states VALUES (?, ?)", [language, state])


def replace_names(db: Database, language: str, names: Iterable[Known]) -> None:
    """Write anew how courts and parties are called, as documents tell."""
    with write_tx(db):
        db.execute("DELETE FROM formula_names WHERE language = ?", [language])
        db.conn.executemany(
            """
            INSERT INTO formula_names VALUES (?, ?, ?, ?)
            ON CONFLICT (language, zh, other) DO UPDATE SET times = times + excluded.times
            """,
            [(language, zh, other, times) for _, zh, other, times in names],
        )


def _add_translation(db: Database, formula: int | None, t: Translation) -> None:
    number = db.execute(
        "INSERT INTO formula_translations (formula, skeleton, count, cases, courts, years) VALUES (?, ?, ?, ?, ?, ?)",
        [formula, t.skeleton, t.count, t.cases, _json(t.courts), _json(t.years)],
    ).lastrowid
    db.conn.executemany(
        "INSERT INTO formula_examples VALUES (?, ?, ?)",
        [(number, rank, e.bead) for rank, e in enumerate(t.examples)],
    )


_json = json.JSONEncoder(ensure_ascii=False).encode


# Reading


def formula_languages(db: Database) -> dict[str, int]:
    """Formulae by language, the most first."""
    rows = db.execute("""
        SELECT language, count(*) FROM (
            SELECT language, skeleton FROM formulae UNION SELECT language, source FROM formula_decisions
            WHERE language NOT IN (SELECT language FROM formulae)
        ) GROUP BY 1 ORDER BY 2 DESC, 1
    """)
    return dict(rows.fetchall())


def formula_wording(db: Database, language: str) -> Wording:
    """How judgments of a language say names and shapes."""
    rows = db.execute(
        """
        SELECT what, zh, other, times FROM formula_wording WHERE language = :language
        UNION ALL SELECT 'name', zh, other, times FROM formula_names WHERE language = :language
        """,
        {"language": language},
    )
    return wording(rows.fetchall())


def formulae(db: Database, language: str) -> list[Formula]:
    """The collection of a language with what people said of it, the most used first."""
    known = formula_wording(db, language)
    decided = decided_on(db, language, known)
    found = [judged(f, decided.pop(f.skeleton, {})) for f in _machine(db, language)]
    found += [f for skeleton, rows in decided.items() if (f := kept(skeleton, language, rows))]
    return sorted(found, key=lambda f: (-f.cases, -f.count, f.skeleton))


def _machine(db: Database, language: str) -> list[Formula]:
    examples: dict[int, list[Example]] = defaultdict(list)
    rows = db.execute(
        f"""
        {_EXAMPLE}, e.translation {_PAIRS} JOIN formula_examples e ON e.bead = x.bead
        JOIN formula_translations n ON n.id = e.translation JOIN formulae f ON f.id = n.formula
        WHERE f.language = ? ORDER BY e.translation, e.rank
        """,
        [language],
    )
    for *row, translation in rows:
        examples[translation].append(_example(row))
    ways: dict[int, list[Translation]] = defaultdict(list)
    for number, formula, skeleton, count, cases, courts, years in db.execute(
        """
        SELECT n.id, n.formula, n.skeleton, n.count, n.cases, n.courts, n.years FROM formula_translations n
        JOIN formulae f ON f.id = n.formula WHERE f.language = ? ORDER BY n.id
        """,
        [language],
    ):
        if examples[number]:
            tallies = (tuple(map(tuple, json.loads(block))) for block in (courts, years))
            ways[formula].append(Translation(skeleton, count, cases, *tallies, tuple(examples[number])))
    rows = db.execute("SELECT id, skeleton, count, cases FROM formulae WHERE language = ?", [language])
    return [
        Formula(s, language, count, cases, tuple(ways[n]))
        for n, s, count, cases in rows.fetchall()
        if ways[n]
    ]


def formula_uses(db: Database, formula: Formula, limit: int = 200) -> list[Example]:
    """Uses of a formula with their places, in order of document."""
    rows = db.execute(
        f"""
        {_EXAMPLE} {_PAIRS} JOIN formula_pairs f ON f.bead = x.bead
        WHERE {_KEPT} AND f.language = ? AND f.skeleton = ? ORDER BY x.bead LIMIT ?
        """,
        [formula.language, formula.skeleton, limit],
    )
    return [_example(row) for row in rows]
