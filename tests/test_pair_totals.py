"""Pairs are counted as they come, go and are decided on; counting them all is the oracle."""

import random

from aligner import store
from aligner.model import Status

STATUSES = [Status.MACHINE, Status.CONFIRMED, Status.REJECTED]


def counted(db) -> dict[str, int]:
    return dict(
        db.execute("""
            SELECT t.language, count(*) FROM pair_texts x JOIN beads b ON b.id = x.bead
            JOIN document_pairs p ON p.id = b.document_pair JOIN documents t ON t.id = p.target
            WHERE b.status <> 'rejected' AND p.status <> 'rejected' GROUP BY 1 ORDER BY 2 DESC, 1
        """)
    )


def right(db) -> None:
    assert store.pair_counts(db) == counted(db)
    assert store.counts(db).pairs == sum(counted(db).values())


def test_a_built_workspace(book):
    assert counted(book)
    right(book)


def test_whatever_happens_to_beads(book):
    dice = random.Random(1)
    for number in [n for (n,) in book.execute("SELECT id FROM beads")]:
        act = dice.random()
        if act < 0.3:
            book.execute("UPDATE beads SET status = ? WHERE id = ?", [dice.choice(STATUSES), number])
        elif act < 0.5:
            book.execute("UPDATE beads SET status = ? WHERE id = ?", [Status.REJECTED, number])
            book.execute("DELETE FROM beads WHERE id = ?", [number])
        elif act < 0.6:
            book.execute("UPDATE beads SET status = ? WHERE id = ?", [Status.REJECTED, number])
            book.execute("UPDATE beads SET status = ? WHERE id = ?", [Status.CONFIRMED, number])
        elif act < 0.7:
            book.execute("DELETE FROM beads WHERE id = ?", [number])
    right(book)


def test_documents_leave_and_pairs_are_rejected(book):
    first, second, *_ = (n for (n,) in book.execute("SELECT id FROM document_pairs ORDER BY id"))
    before = sum(counted(book).values())
    book.execute("UPDATE document_pairs SET status = 'rejected' WHERE id = ?", [first])
    right(book)
    book.execute(
        "DELETE FROM documents WHERE id = (SELECT target FROM document_pairs WHERE id = ?)", [second]
    )
    right(book)
    assert sum(counted(book).values()) < before
    book.execute("DELETE FROM documents")
    assert store.pair_counts(book) == {} and store.counts(book).pairs == 0


def test_an_older_workspace_is_counted_when_it_is_opened(sample_copy):
    book = store.open_workspace(sample_copy)
    book.executescript("""
        DROP TRIGGER pair_totals_new; DROP TRIGGER pair_totals_gone; DROP TRIGGER pair_totals_decided;
        DROP TABLE pair_totals; DELETE FROM _sqlite_migrations WHERE name = 'm009_pair_totals';
        UPDATE beads SET status = 'rejected' WHERE id % 7 = 0;
    """)
    book.conn.close()
    right(store.open_workspace(sample_copy))
