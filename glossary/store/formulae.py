"""The collection of formulae: what pairs show, which every build writes anew, and what people decided, which none touches.

A decision is kept with the two texts it was made on, so that it finds its formula again however much is learnt meanwhile,
and stands in the collection even when those judgments are gone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sqlite_utils import Database

from corpora.languages import get
from corpora.model import Section, Span
from corpora.store import write_tx
from glossary.formulae.facing import face
from glossary.formulae.finding import CASES, LETTERS, Use
from glossary.formulae.model import Example, Formula, Status, Translation
from glossary.formulae.skeletons import sentence
from glossary.formulae.wording import Known, Wording, parties, wording
from glossary.store.schema import migrations

__all__ = [
    "FormulaDecision",
    "decide_formula",
    "forget_readings",
    "formula_decisions",
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
    "undo_formula",
]

_BATCH = 5_000
_COURT = "{court}"
READING = 2  # of the way skeletons are read; pairs are read anew when it changes


@migrations()
def m005_formulae(db: Database) -> None:
    """Skeletons of pairs, the formulae among them, how names are written, and what people decided."""
    db.executescript("""
        CREATE TABLE formula_pairs (            -- what pairs have been read
            bead INTEGER PRIMARY KEY REFERENCES pair_texts(bead) ON DELETE CASCADE,
            language TEXT NOT NULL, skeleton TEXT NOT NULL,
            letters INTEGER NOT NULL            -- said besides the slots
        ) STRICT;
        CREATE INDEX formula_pairs_skeleton ON formula_pairs(language, skeleton);
        CREATE TABLE formulae (
            id INTEGER PRIMARY KEY,
            language TEXT NOT NULL, skeleton TEXT NOT NULL,
            count INTEGER NOT NULL, cases INTEGER NOT NULL,
            UNIQUE (language, skeleton)
        ) STRICT;
        CREATE TABLE formula_translations (
            id INTEGER PRIMARY KEY,
            formula INTEGER NOT NULL REFERENCES formulae(id) ON DELETE CASCADE,
            skeleton TEXT NOT NULL,
            count INTEGER NOT NULL, cases INTEGER NOT NULL,
            courts TEXT NOT NULL, years TEXT NOT NULL       -- JSON [[name, count], …]
        ) STRICT;
        CREATE INDEX formula_translations_formula ON formula_translations(formula);
        CREATE TABLE formula_examples (
            translation INTEGER NOT NULL REFERENCES formula_translations(id) ON DELETE CASCADE,
            rank INTEGER NOT NULL,
            bead INTEGER NOT NULL REFERENCES beads(id) ON DELETE CASCADE,
            PRIMARY KEY (translation, rank)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX formula_examples_bead ON formula_examples(bead);
        CREATE TABLE formula_wording (          -- see glossary.formulae.wording.Known
            language TEXT NOT NULL, what TEXT NOT NULL, zh TEXT NOT NULL, other TEXT NOT NULL,
            times INTEGER NOT NULL,
            PRIMARY KEY (language, what, zh, other)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE formula_states (           -- what the formulae of a language were made from
            language TEXT PRIMARY KEY, state TEXT NOT NULL
        ) STRICT;
        CREATE TABLE formula_decisions (        -- append-only
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL,
            language TEXT NOT NULL,
            source TEXT NOT NULL,               -- a use of the formula
            target TEXT NOT NULL,               -- its translation, '' for a decision on the whole formula
            status TEXT NOT NULL,
            undoes INTEGER UNIQUE REFERENCES formula_decisions(id)
        ) STRICT;
        CREATE TRIGGER formula_decisions_stay BEFORE UPDATE ON formula_decisions BEGIN
            SELECT RAISE(ABORT, 'decisions are never changed');
        END;
        CREATE TRIGGER formula_decisions_last BEFORE DELETE ON formula_decisions BEGIN
            SELECT RAISE(ABORT, 'decisions are never deleted');
        END
    """)


@migrations()
def m006_formula_names(db: Database) -> None:
    """Wording grows with the pairs that are read; names that documents tell are gathered anew each time."""
    db.executescript("""
        CREATE TABLE formula_names (
            language TEXT NOT NULL, zh TEXT NOT NULL, other TEXT NOT NULL, times INTEGER NOT NULL,
            PRIMARY KEY (language, zh, other)
        ) STRICT, WITHOUT ROWID;
        DELETE FROM formula_pairs;
        DELETE FROM formula_wording;
        DELETE FROM formula_states
    """)


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
    decided = _decided(db, language, known)
    found = [_judged(f, decided.pop(f.skeleton, {})) for f in _machine(db, language)]
    found += [f for skeleton, rows in decided.items() if (f := _kept(skeleton, language, rows))]
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


# What people decided


@dataclass(frozen=True, slots=True)
class FormulaDecision:
    """What a person said; `target` is "" where it was said of the formula as a whole."""

    id: int
    at: str
    who: str
    why: str
    language: str
    source: str
    target: str
    status: Status
    undoes: int | None = None


def decide_formula(
    db: Database,
    formula: Formula,
    translation: Translation | None,
    status: Status,
    who: str,
    at: str,
    why: str = "",
) -> int:
    """Approve or reject a translation, or (None) a formula as a whole; PROPOSED takes that back. Returns the decision's id.

    Raises ValueError without a name.
    """
    if not who.strip():
        raise ValueError("请先填写审定人姓名")
    example = (translation or formula.translations[0]).examples[0]
    with write_tx(db):
        return (
            db.execute(
                "INSERT INTO formula_decisions (at, who, why, language, source, target, status) VALUES (?, ?, ?, ?, ?, ?, ?)",
                [
                    at,
                    who.strip(),
                    why,
                    formula.language,
                    example.source,
                    example.target if translation else "",
                    status,
                ],
            ).lastrowid
            or 0
        )


def formula_decisions(db: Database, language: str | None = None) -> list[FormulaDecision]:
    """All decisions in order, undone ones too."""
    rows = db.execute(
        """
        SELECT id, at, who, why, language, source, target, status, undoes FROM formula_decisions
        WHERE ? IS NULL OR language = ? ORDER BY id
        """,
        [language, language],
    )
    return [FormulaDecision(*row[:7], Status(row[7]), row[8]) for row in rows]


def undo_formula(db: Database, who: str, at: str) -> FormulaDecision | None:
    """Take back this person's last decision that stands; returns it, None when there is none."""
    with write_tx(db):
        last = next((d for d in reversed(_standing(formula_decisions(db))) if d.who == who.strip()), None)
        if last is not None:
            db.execute(
                """
                INSERT INTO formula_decisions (at, who, why, language, source, target, status, undoes)
                VALUES (?, ?, '', ?, ?, ?, ?, ?)
                """,
                [at, who.strip(), last.language, last.source, last.target, Status.PROPOSED, last.id],
            )
    return last


def _standing(rows: Sequence[FormulaDecision]) -> list[FormulaDecision]:
    undone = {d.undoes for d in rows}
    return [d for d in rows if d.undoes is None and d.id not in undone]


def _decided(db: Database, language: str, known: Wording) -> dict[str, dict[str, FormulaDecision]]:
    """Skeleton -> skeleton of the translation, "" for the whole -> the last decision that stands."""
    found: dict[str, dict[str, FormulaDecision]] = defaultdict(dict)
    for d in _standing(formula_decisions(db, language)):
        said = sentence(d.source)
        target = face(said, d.target, get(language), known).skeleton if d.target else ""
        found[said.skeleton][target] = d
    return found


def _judged(formula: Formula, decided: dict[str, FormulaDecision]) -> Formula:
    """A formula with what was said of it; approved translations first, rejected last."""
    ways = [
        replace(t, status=d.status, who=d.who, at=d.at) if (d := decided.get(t.skeleton)) else t
        for t in (*formula.translations, *_gone(formula.translations, decided))
    ]
    order = (Status.APPROVED, Status.PROPOSED, Status.REJECTED)
    ways.sort(key=lambda t: order.index(t.status))
    whole = decided.get("")
    status = whole.status if whole else Status.PROPOSED
    if status is Status.PROPOSED and ways and ways[0].status is Status.APPROVED:
        status, whole = Status.APPROVED, decided[ways[0].skeleton]
    return replace(
        formula,
        translations=tuple(ways),
        status=status,
        who=whole.who if whole else "",
        at=whole.at if whole else "",
    )


def _gone(translations: Sequence[Translation], decided: dict[str, FormulaDecision]) -> list[Translation]:
    """Decided translations no pair shows any more."""
    there = {t.skeleton for t in translations}
    return [
        Translation(skeleton, 0, 0, (), (), (Example(0, d.source, d.target),))
        for skeleton, d in decided.items()
        if skeleton and skeleton not in there and d.status is not Status.PROPOSED
    ]


def _kept(skeleton: str, language: str, decided: dict[str, FormulaDecision]) -> Formula | None:
    """A formula that is there only because people decided on it."""
    formula = _judged(Formula(skeleton, language, 0, 0, ()), decided)
    return formula if formula.translations else None
