"""Beads: what has to be aligned, what a person fixed, and what the machine found.

Numbers of beads are given once: what refers to a bead that is gone (an exercise, an answer, an occurrence)
never comes to mean another sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlite_utils import Database

from aligner.cover import key, keys
from aligner.model import Bead, Status
from aligner.review import without_rejected
from aligner.search_index import index_text
from corpora.languages import get
from corpora.model import Span
from corpora.store import write_tx

Texts = Mapping[Bead, tuple[str, str]]  # display texts of beads with two sides


@dataclass(frozen=True, slots=True)
class Task:
    """A pair of documents whose beads are not up to date; `again` when it had beads before."""

    id: int
    source: int
    target: int
    source_language: str
    target_language: str
    again: bool = False


_TASK = """
    SELECT p.id, p.source, p.target, s.language, t.language,
           EXISTS (SELECT 1 FROM beads b WHERE b.document_pair = p.id)
    FROM document_pairs p
    JOIN documents s ON s.id = p.source JOIN documents t ON t.id = p.target
"""


def unaligned(db: Database) -> list[Task]:
    """Pairs of documents to align, by language pair; doubtful ones and translation memories are not."""
    rows = db.execute(
        f"{_TASK} WHERE NOT p.aligned AND p.status <> 'rejected' AND NOT p.doubtful AND p.method <> 'import'"
        " ORDER BY s.language, t.language, p.id"
    )
    return [Task(*row[:5], again=bool(row[5])) for row in rows]


def task(db: Database, document_pair: int) -> Task:
    """A pair of documents and its languages. Raises KeyError."""
    row = db.execute(f"{_TASK} WHERE p.id = ?", [document_pair]).fetchone()
    if row is None:
        raise KeyError(f"没有编号为 {document_pair} 的配对文书")
    return Task(*row[:5], again=bool(row[5]))


def fixed_beads(db: Database, document_pair: int) -> list[Bead]:
    """Beads a person confirmed, in order."""
    return [b for b in beads_of(db, document_pair) if b.status == Status.CONFIRMED]


def beads_of(db: Database, document_pair: int) -> list[Bead]:
    """All beads of a pair of documents in reading order, rejected ones included."""
    rows = db.execute(
        """
        SELECT s0, s1, t0, t1, score, posterior, method, status, id FROM beads
        WHERE document_pair = ? ORDER BY s0, t0, s1, t1, id
        """,
        [document_pair],
    )
    return [Bead(Span(*r[:2]), Span(*r[2:4]), r[4], r[5], r[6], Status(r[7]), r[8]) for r in rows]


def replace_beads(db: Database, task: Task, beads: Iterable[Bead], texts: Texts) -> int:
    """Put these in place of the machine's beads of a pair of documents; returns how many are new.

    `texts` are the display texts of beads with two sides. Beads there already keep their number and their
    word links; what a person decided stays as it is, and a bead a person rejected comes back as two nulls.
    When people have decided otherwise since the beads were computed nothing is written, and the documents
    wait for the next run.
    """
    with write_tx(db):
        now = beads_of(db, task.id)
        new = without_rejected(beads, (b for b in now if b.status == Status.REJECTED))
        if _said(now) - keys(new) or _said(new) - _said(now):
            return 0
        said = {key(b): b for b in now if b.status == Status.CONFIRMED}
        new = [replace(said.get(key(b), b), source=b.source, target=b.target) for b in new]
        db.execute("UPDATE document_pairs SET aligned = 1 WHERE id = ?", [task.id])
        return write_beads(db, task, [b for b in now if b.status == Status.MACHINE], new, texts)


def _said(beads: Iterable[Bead]) -> set[tuple[Span, Span]]:
    return keys(b for b in beads if b.status == Status.CONFIRMED)


def write_beads(db: Database, task: Task, before: Iterable[Bead], after: Iterable[Bead], texts: Texts) -> int:
    """Change the beads of a pair of documents, inside a transaction; returns how many are new.

    A bead that is there before and after is updated where it stands.
    """
    rows = {key(b): b for b in beads_of(db, task.id)}
    after, made = list(after), 0
    gone = keys(before) - keys(after)
    for bead in after:
        old = rows.get(key(bead))
        if old is None:
            made += 1
        number = _insert(db, task.id, bead) if old is None else _update(db, old, bead)
        if bead in texts and not db.execute("SELECT 1 FROM pair_texts WHERE bead = ?", [number]).fetchone():
            _add_texts(db, number, task, *texts[bead])
    db.conn.executemany("DELETE FROM beads WHERE id = ?", [(rows[k].id,) for k in gone if k in rows])
    return made


def _insert(db: Database, document_pair: int, b: Bead) -> int:
    number = next_number(db)
    db.execute(
        "INSERT INTO beads (id, document_pair, s0, s1, t0, t1, score, posterior, method, status)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [number, document_pair, *b.source, *b.target, b.score, b.posterior, b.method, b.status],
    )
    return number


def next_number(db: Database) -> int:
    """The number of a new bead: none there is or was has it."""
    (number,) = db.execute(
        "SELECT 1 + max(number, (SELECT coalesce(max(id), 0) FROM beads)) FROM last_bead"
    ).fetchone()
    return number


def _update(db: Database, old: Bead, new: Bead) -> int:
    if replace(new, id=old.id) != old:
        db.execute(
            "UPDATE beads SET s0 = ?, s1 = ?, t0 = ?, t1 = ?, score = ?, posterior = ?, method = ?, status = ? WHERE id = ?",
            [*new.source, *new.target, new.score, new.posterior, new.method, new.status, old.id],
        )
    return int(old.id or 0)


def _add_texts(db: Database, bead: int, task: Task, source: str, target: str) -> None:
    db.execute("INSERT INTO pair_texts (bead, source, target) VALUES (?, ?, ?)", [bead, source, target])
    db.execute(
        "INSERT INTO pair_index (rowid, source, target, language) VALUES (?, ?, ?, ?)",
        [bead, index_text(source, get(task.source_language)), index_text(target, get(task.target_language)),
         task.target_language],
    )  # fmt: skip


def lexicon(db: Database, source: str, target: str) -> bytes | None:
    """What earlier sentence alignments of two languages taught; see aligner.lexicon."""
    row = db.execute(
        "SELECT model FROM lexicon WHERE source_language = ? AND target_language = ?", [source, target]
    ).fetchone()
    return row[0] if row else None


def save_lexicon(
    db: Database, source: str, target: str, model: bytes, learnt: Iterable[tuple[int, int]] = ()
) -> None:
    """Keep a lexicon; `learnt` is the last decision it knows of each pair of documents."""
    with write_tx(db):
        db.execute("INSERT OR REPLACE INTO lexicon VALUES (?, ?, ?)", [source, target, model])
        db.conn.executemany(
            "UPDATE document_pairs SET learnt = ? WHERE id = ?", [(last, pair) for pair, last in learnt]
        )
