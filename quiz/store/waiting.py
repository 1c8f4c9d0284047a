"""What waits for a person, counted over all languages: drawn on every visit, so counts and never rows."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlite_utils import Database

from aligner import store as aligner_store
from glossary import store as glossary_store
from quiz.waiting import Waiting

__all__ = ["terms_stamp", "waiting_for"]


def waiting_for(db: Database, name: str, now: datetime, terms: int) -> Waiting:
    """What waits for the learner of this name, who need not be known yet, and for whoever reviews.

    `terms` are those to decide on: counting them ranks all candidates, so pages keep the count (see `terms_stamp`).
    """
    drafts = [d for d in glossary_store.drafts(db) if d.open]
    return Waiting(
        due=_due(db, name, now),
        assigned=_assigned(db, name),
        terms=terms,
        beads=aligner_store.waiting_count(db),
        document_pairs=_count(db, "SELECT count(*) FROM document_pairs WHERE doubtful"),
        drafts=len(drafts),
        findings=sum(d.open for d in drafts),
        contests=_contests(db),
    )


def terms_stamp(db: Database) -> tuple[str, ...]:
    """What changes whenever the terms to decide on do: candidates mined anew, a decision, an act in the termbase."""
    mined = db.execute("SELECT * FROM mined ORDER BY 1, 2").fetchall()
    decided = db.execute("SELECT count(*), max(at) FROM decisions").fetchone()
    acted = db.execute("SELECT max(id) FROM history").fetchone()
    return tuple(map(str, (*mined, decided, acted)))


def _due(db: Database, name: str, now: datetime) -> int:
    return _count(
        db,
        """
        SELECT count(*) FROM cards c JOIN learners l ON l.id = c.learner JOIN exercises e ON e.id = c.exercise
        WHERE l.name = ? AND c.due <= ? AND c.standing > 0 AND c.aside = '' AND e.active
        """,
        name,
        now.astimezone(UTC).isoformat(),
    )


def _assigned(db: Database, name: str) -> int:
    """Items of open assignments not answered since they were given."""
    return _count(
        db,
        """
        SELECT count(*) FROM learners l JOIN members m ON m.learner = l.id
        JOIN assignments a ON a."group" = m."group" AND a.withdrawn = '' JOIN assigned i ON i.assignment = a.id
        JOIN exercises e ON e.id = i.exercise AND e.active
        LEFT JOIN cards c ON c.exercise = e.id AND c.learner = l.id
        WHERE l.name = ? AND coalesce(c.aside, '') = ''
          AND NOT EXISTS (SELECT 1 FROM answers r WHERE r.card = c.id AND r.at >= a.at)
        """,
        name,
    )


def _contests(db: Database) -> int:
    """Contested answers nobody has decided on, those about terms left out: they are decided with the term."""
    return _count(
        db,
        """
        SELECT count(*) FROM contests t JOIN answers a ON a.card = t.card AND a.n = t.n
        JOIN cards c ON c.id = t.card JOIN exercises e ON e.id = c.exercise
        WHERE NOT EXISTS (SELECT 1 FROM verdicts v WHERE v.card = t.card AND v.n = t.n)
          AND (e.kind NOT IN ('recall', 'cloze', 'confusable', 'variant') OR e.direction = 'back')
        """,
    )


def _count(db: Database, sql: str, *arguments: str) -> int:
    return db.execute(sql, arguments).fetchone()[0]
