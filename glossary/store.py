"""The tables of terminology: concepts with their terms, candidates with their evidence, and who decided what.

Candidates and occurrences are machine rows: mining replaces them. Concepts, terms and decisions belong to
people: mining reads them and never writes them. `history` is append-only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from sqlite_utils import Database
from sqlite_utils.migrations import Migrations

from aligner import store as aligner_store
from aligner.model import Link
from corpora.languages import Language, get
from corpora.model import Span
from corpora.store import write_tx
from glossary.mining import LinkedPair
from glossary.model import Candidate, Concept, Occurrence, Term, TermStatus

migrations = Migrations("glossary")


@migrations()
def m001_terms(db: Database) -> None:
    """Concept, term, candidate, decision, history."""
    db.executescript("""
        CREATE TABLE concepts (
            id INTEGER PRIMARY KEY,
            domain TEXT NOT NULL,
            note TEXT NOT NULL
        ) STRICT;
        CREATE TABLE terms (
            id INTEGER PRIMARY KEY,
            concept INTEGER NOT NULL REFERENCES concepts(id) ON DELETE CASCADE,
            language TEXT NOT NULL, text TEXT NOT NULL, key TEXT NOT NULL,
            status TEXT NOT NULL, source TEXT NOT NULL, authority TEXT NOT NULL, note TEXT NOT NULL,
            UNIQUE (concept, language, key)
        ) STRICT;
        CREATE INDEX terms_key ON terms(language, key);
        CREATE TABLE candidates (
            id INTEGER PRIMARY KEY,
            source_language TEXT NOT NULL, target_language TEXT NOT NULL,
            source TEXT NOT NULL, target TEXT NOT NULL,
            source_key TEXT NOT NULL, target_key TEXT NOT NULL,
            together INTEGER NOT NULL, source_count INTEGER NOT NULL, target_count INTEGER NOT NULL,
            score REAL NOT NULL, confidence REAL NOT NULL,
            UNIQUE (source_language, target_language, source_key, target_key)
        ) STRICT;
        CREATE TABLE occurrences (
            candidate INTEGER NOT NULL REFERENCES candidates(id) ON DELETE CASCADE,
            bead INTEGER NOT NULL REFERENCES beads(id) ON DELETE CASCADE,
            s0 INTEGER NOT NULL, s1 INTEGER NOT NULL, t0 INTEGER NOT NULL, t1 INTEGER NOT NULL,
            PRIMARY KEY (candidate, bead)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX occurrences_bead ON occurrences(bead);
        CREATE TABLE decisions (                -- a person's word on a candidate; outlives every rebuild
            source_language TEXT NOT NULL, target_language TEXT NOT NULL,
            source_key TEXT NOT NULL, target_key TEXT NOT NULL,
            decision TEXT NOT NULL,             -- accepted, rejected
            who TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (source_language, target_language, source_key, target_key)
        ) STRICT;
        CREATE TABLE history (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL, who TEXT NOT NULL, what TEXT NOT NULL, why TEXT NOT NULL,
            concept INTEGER, before TEXT, after TEXT           -- JSON of the term
        ) STRICT;
        CREATE TABLE mined (                    -- what the candidates were made from
            source_language TEXT NOT NULL, target_language TEXT NOT NULL,
            pairs INTEGER NOT NULL, last_bead INTEGER NOT NULL, decisions INTEGER NOT NULL,
            PRIMARY KEY (source_language, target_language)
        ) STRICT;
    """)


def open_workspace(path: str | Path) -> Database:
    """Open or create the workspace with the tables of corpus, alignment and terms."""
    db = aligner_store.open_workspace(path)
    migrations.apply(db)
    return db


# Terms


def add_term(db: Database, domain: str, zh: str, term: Term, who: str, at: str, why: str = "") -> int:
    """Put a rendering into the concept of its Chinese term, made when there is none; returns the concept.

    A rendering that is there already, by key, keeps what people said of it.
    """
    with write_tx(db):
        concept = concept_of(db, zh)
        if concept is None:
            concept = int(db.execute("INSERT INTO concepts (domain, note) VALUES (?, '')", [domain]).lastrowid or 0)
            _insert_term(db, concept, Term("zh", zh, term.status, term.source, term.authority))
        if _insert_term(db, concept, term):
            _log(db, at, who, "add", why, concept, None, term)
    return concept


def concept_of(db: Database, zh: str) -> int | None:
    """The concept that holds this Chinese term, by key."""
    row = db.execute("SELECT concept FROM terms WHERE language = 'zh' AND key = ? ORDER BY concept", [get("zh").key(zh)]).fetchone()
    return row[0] if row else None


def _insert_term(db: Database, concept: int, term: Term) -> bool:
    cursor = db.execute(
        """
        INSERT OR IGNORE INTO terms (concept, language, text, key, status, source, authority, note)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [concept, term.language, term.text, get(term.language).key(term.text), term.status, term.source,
         term.authority, term.note],
    )
    return cursor.rowcount == 1


def set_status(db: Database, term: int, status: TermStatus, who: str, at: str, why: str = "") -> None:
    """A person's decision on a term, dated and signed. A concept has one preferred term a language:
    the one before becomes admitted. Raises KeyError.
    """
    with write_tx(db):
        row = db.execute("SELECT concept FROM terms WHERE id = ?", [term]).fetchone()
        if row is None:
            raise KeyError(f"没有编号为 {term} 的术语")
        terms = {t.id: t for t in _terms(db, row[0])}
        before = terms[term]
        if status is TermStatus.PREFERRED:
            for other in terms.values():
                if other.language == before.language and other.id != term and other.status is TermStatus.PREFERRED:
                    _set(db, row[0], other, TermStatus.ADMITTED, other.authority, who, at, "另一译法成为推荐")
        _set(db, row[0], before, status, who if status is not TermStatus.PROPOSED else "", who, at, why)


def _set(db: Database, concept: int, term: Term, status: TermStatus, authority: str, who: str, at: str, why: str) -> None:
    db.execute("UPDATE terms SET status = ?, authority = ? WHERE id = ?", [status, authority, term.id])
    after = Term(term.language, term.text, status, term.source, authority, term.note, term.id)
    _log(db, at, who, "status", why, concept, term, after)


def _log(db: Database, at: str, who: str, what: str, why: str, concept: int | None, before: Term | None, after: Term | None) -> None:
    db.execute(
        "INSERT INTO history (at, who, what, why, concept, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [at, who, what, why, concept, _json(before), _json(after)],
    )


def _json(term: Term | None) -> str | None:
    return json.dumps(asdict(term), ensure_ascii=False) if term else None


def _terms(db: Database, concept: int) -> tuple[Term, ...]:
    rows = db.execute(
        "SELECT language, text, status, source, authority, note, id FROM terms WHERE concept = ? ORDER BY id", [concept]
    )
    return tuple(Term(r[0], r[1], TermStatus(r[2]), *r[3:]) for r in rows)


def concept(db: Database, number: int) -> Concept:
    """A concept with its terms. Raises KeyError."""
    row = db.execute("SELECT domain, note FROM concepts WHERE id = ?", [number]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {number} 的概念")
    return Concept(domain=row[0], terms=_terms(db, number), note=row[1], id=number)


def concepts(db: Database) -> Iterator[Concept]:
    """All concepts in order."""
    for (number,) in db.execute("SELECT id FROM concepts ORDER BY id").fetchall():
        yield concept(db, number)


def find_concepts(db: Database, query: str, limit: int = 50) -> list[int]:
    """Concepts with a term, in any language, whose key holds the key of the query; the closest first."""
    found: dict[int, int] = {}
    for (code,) in db.execute("SELECT DISTINCT language FROM terms"):
        key = get(code).key(query)
        if not key:
            continue
        for number, length in db.execute(
            "SELECT concept, min(length(key)) FROM terms WHERE language = ? AND instr(key, ?) GROUP BY concept", [code, key]
        ):
            found[number] = min(found.get(number, length), length)
    return sorted(found, key=lambda number: (found[number], number))[:limit]


def term_keys(db: Database, language: Language) -> dict[str, str]:
    """key -> text of all terms in this language that are not forbidden."""
    return dict(db.execute("SELECT key, text FROM terms WHERE language = ? AND status <> 'forbidden'", [language.code]).fetchall())


def history(db: Database, number: int) -> list[tuple[str, str, str, str, Term | None, Term | None]]:
    """(when, who, what, why, before, after) of a concept, oldest first."""
    rows = db.execute("SELECT at, who, what, why, before, after FROM history WHERE concept = ? ORDER BY id", [number])
    return [(*r[:4], _term(r[4]), _term(r[5])) for r in rows]


def _term(text: str | None) -> Term | None:
    if text is None:
        return None
    fields = json.loads(text)
    return Term(**{**fields, "status": TermStatus(fields["status"])})


# Candidates


@dataclass(frozen=True, slots=True)
class MiningState:
    """What decides whether mining has anything new to do."""

    pairs: int
    last_bead: int
    decisions: int


def language_pairs(db: Database) -> list[tuple[str, str]]:
    """Language pairs that have aligned pairs."""
    return db.execute("""
        SELECT DISTINCT s.language, t.language FROM document_pairs p
        JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target ORDER BY 1, 2
    """).fetchall()


_PAIRS = """
    FROM pair_texts x JOIN beads b ON b.id = x.bead JOIN document_pairs p ON p.id = b.document_pair
    JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
    WHERE s.language = ? AND t.language = ? AND b.status <> 'rejected' AND x.links IS NOT NULL
"""


def linked_pairs(db: Database, source: str, target: str) -> list[LinkedPair]:
    """All pairs of two languages that carry word links."""
    rows = db.execute(f"SELECT x.bead, x.source, x.target, x.links {_PAIRS} ORDER BY x.bead", [source, target])
    return [LinkedPair(bead, s, t, tuple(_links(links))) for bead, s, t, links in rows]


def _links(text: str) -> Iterator[Link]:
    for s0, s1, t0, t1, posterior in json.loads(text):
        yield Link(Span(s0, s1), Span(t0, t1), posterior)


def mining_state(db: Database, source: str, target: str) -> tuple[MiningState, MiningState | None]:
    """(now, when candidates were last made)."""
    pairs, last = db.execute(f"SELECT count(*), coalesce(max(x.bead), 0) {_PAIRS}", [source, target]).fetchone()
    (decisions,) = db.execute("SELECT count(*) FROM decisions").fetchone()
    row = db.execute(
        "SELECT pairs, last_bead, decisions FROM mined WHERE source_language = ? AND target_language = ?", [source, target]
    ).fetchone()
    return MiningState(pairs, last, decisions), MiningState(*row) if row else None


def rejected(db: Database, source: str, target: str) -> frozenset[tuple[str, str]]:
    """(source key, target key) a person turned down."""
    return frozenset(db.execute(
        "SELECT source_key, target_key FROM decisions WHERE source_language = ? AND target_language = ? AND decision = 'rejected'",
        [source, target],
    ).fetchall())


def replace_candidates(db: Database, source: str, target: str, candidates: Sequence[Candidate], state: MiningState) -> None:
    """Replace the machine's candidates of a language pair; candidates keep their ids where the pair stays."""
    zh, other = get(source), get(target)
    with write_tx(db):
        db.execute("CREATE TEMP TABLE IF NOT EXISTS kept (id INTEGER PRIMARY KEY)")
        db.execute("DELETE FROM kept")
        for c in candidates:
            (number,) = db.execute(
                """
                INSERT INTO candidates (source_language, target_language, source, target, source_key, target_key,
                                        together, source_count, target_count, score, confidence)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (source_language, target_language, source_key, target_key) DO UPDATE SET
                    source = excluded.source, target = excluded.target, together = excluded.together,
                    source_count = excluded.source_count, target_count = excluded.target_count,
                    score = excluded.score, confidence = excluded.confidence
                RETURNING id
                """,
                [source, target, c.source, c.target, zh.key(c.source), other.key(c.target),
                 c.together, c.source_count, c.target_count, c.score, c.confidence],
            ).fetchone()
            db.execute("INSERT OR IGNORE INTO kept VALUES (?)", [number])
            db.execute("DELETE FROM occurrences WHERE candidate = ?", [number])
            db.conn.executemany(
                "INSERT OR IGNORE INTO occurrences VALUES (?, ?, ?, ?, ?, ?)",
                ((number, o.bead, *o.source, *o.target) for o in c.occurrences),
            )
        db.execute(
            "DELETE FROM candidates WHERE source_language = ? AND target_language = ? AND id NOT IN (SELECT id FROM kept)",
            [source, target],
        )
        db.execute("INSERT OR REPLACE INTO mined VALUES (?, ?, ?, ?, ?)",
                   [source, target, state.pairs, state.last_bead, state.decisions])


_CANDIDATE = """
    SELECT source_language, target_language, source, target, together, source_count, target_count, score, confidence, id
    FROM candidates c
"""
_OPEN = """
    NOT EXISTS (SELECT 1 FROM decisions d WHERE d.source_language = c.source_language AND
                d.target_language = c.target_language AND d.source_key = c.source_key AND d.target_key = c.target_key)
"""


def waiting(db: Database, target: str, limit: int = 200) -> list[Candidate]:
    """Candidates no person has decided on: by frequency and disagreement, the best rendering of a term first.

    Disagreement is one minus the share of a term's most frequent rendering, so a frequent term that
    courts render in several ways comes first.
    """
    rows = db.execute(
        f"""
        WITH heads AS (
            SELECT source_key, max(together) AS top, sum(together) AS seen FROM candidates
            WHERE target_language = ? GROUP BY source_key
        )
        {_CANDIDATE} JOIN heads ON heads.source_key = c.source_key
        WHERE c.target_language = ? AND {_OPEN}
        ORDER BY heads.seen * (1.1 - 1.0 * heads.top / heads.seen) DESC, c.source_key, c.together DESC, c.id LIMIT ?
        """,
        [target, target, limit],
    )
    return [Candidate(*r[:9], id=r[9]) for r in rows]


def waiting_counts(db: Database) -> dict[str, int]:
    """Undecided candidates by target language."""
    return dict(db.execute(f"SELECT target_language, count(*) FROM candidates c WHERE {_OPEN} GROUP BY 1").fetchall())


def candidates_for(db: Database, text: str, language: str, target: str | None = None) -> list[Candidate]:
    """Candidates whose side in this language has the key of the text, most frequent first."""
    side = "source" if language == "zh" else "target"
    arguments = [language, get(language).key(text)]
    more = ""
    if target:
        more, arguments = "AND target_language = ?", [*arguments, target]
    rows = db.execute(
        f"{_CANDIDATE} WHERE {side}_language = ? AND {side}_key = ? {more} ORDER BY together DESC, score DESC", arguments
    )
    return [Candidate(*r[:9], id=r[9]) for r in rows]


def candidates_by_source(db: Database, target: str) -> dict[str, list[Candidate]]:
    """Chinese key -> candidates that nobody rejected, most frequent first."""
    rows = db.execute(
        f"""
        {_CANDIDATE} WHERE target_language = ? AND NOT EXISTS (
            SELECT 1 FROM decisions d WHERE d.source_language = c.source_language AND
                d.target_language = c.target_language AND d.source_key = c.source_key AND
                d.target_key = c.target_key AND d.decision = 'rejected')
        ORDER BY together DESC, score DESC
        """, [target],
    )
    found: dict[str, list[Candidate]] = {}
    for r in rows:
        found.setdefault(get(r[0]).key(r[2]), []).append(Candidate(*r[:9], id=r[9]))
    return found


def candidate(db: Database, number: int) -> Candidate:
    """A candidate with its occurrences. Raises KeyError."""
    row = db.execute(f"{_CANDIDATE} WHERE id = ?", [number]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {number} 的候选术语")
    places = db.execute("SELECT bead, s0, s1, t0, t1 FROM occurrences WHERE candidate = ? ORDER BY bead", [number])
    return Candidate(
        *row[:9], id=row[9],
        occurrences=tuple(Occurrence(bead, Span(s0, s1), Span(t0, t1)) for bead, s0, s1, t0, t1 in places),
    )


def decide(db: Database, number: int, accepted: bool, who: str, at: str, status: TermStatus = TermStatus.PREFERRED, why: str = "") -> int | None:
    """A person accepts a candidate (it becomes a term; returns its concept) or rejects it for good."""
    with write_tx(db):
        c = candidate(db, number)
        zh, other = get(c.source_language), get(c.target_language)
        db.execute(
            "INSERT OR REPLACE INTO decisions VALUES (?, ?, ?, ?, ?, ?, ?)",
            [c.source_language, c.target_language, zh.key(c.source), other.key(c.target),
             "accepted" if accepted else "rejected", who, at],
        )
        rendering = Term(c.target_language, c.target, source=f"工作区文书 {c.together} 处")
        if not accepted:
            _log(db, at, who, "reject", why or f"{c.source} → {c.target}", concept_of(db, c.source), rendering, None)
            return None
        number = add_term(db, "", c.source, rendering, who, at, why)
        key = other.key(c.target)
        (term,) = db.execute(
            "SELECT id FROM terms WHERE concept = ? AND language = ? AND key = ?", [number, other.code, key]
        ).fetchone()
        set_status(db, term, status, who, at, why)
        return number


def undecide(db: Database, number: int, who: str, at: str) -> None:
    """Take a decision on a candidate back: it waits again, and the term it made is proposed again."""
    with write_tx(db):
        c = candidate(db, number)
        zh, other = get(c.source_language), get(c.target_language)
        keys = [c.source_language, c.target_language, zh.key(c.source), other.key(c.target)]
        db.execute(
            "DELETE FROM decisions WHERE source_language = ? AND target_language = ? AND source_key = ? AND target_key = ?",
            keys,
        )
        holder = concept_of(db, c.source)
        row = holder and db.execute(
            "SELECT id FROM terms WHERE concept = ? AND language = ? AND key = ?", [holder, other.code, keys[3]]
        ).fetchone()
        if row:
            set_status(db, row[0], TermStatus.PROPOSED, who, at, "撤销")


def decided(db: Database) -> Iterable[tuple[str, str, str, str, str]]:
    """(target language, source key, target key, decision, who), newest first."""
    return db.execute("SELECT target_language, source_key, target_key, decision, who FROM decisions ORDER BY at DESC").fetchall()
