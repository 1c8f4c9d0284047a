"""Several people at once on one workspace: nobody's write fails because another's came between reading and writing."""

import threading
from datetime import UTC, datetime

from corpora.store import write_tx
from quiz import store
from quiz.store import cards

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_cards_are_made_though_another_wrote_since_they_were_chosen(sample_copy, monkeypatch):
    db, other = store.open_workspace(sample_copy), store.open_workspace(sample_copy)
    learner, make = store.learner(db, "甲"), cards.cards_for

    def meanwhile(*arguments):
        store.learner(other, "乙")
        return make(*arguments)

    monkeypatch.setattr(cards, "cards_for", meanwhile)
    assert len(store.fresh_cards(db, learner, "bo", NOW, 3)) == 3


def test_a_write_waits_for_others_however_often_they_come(tmp_path):
    path, wrote, stop = tmp_path / "many.db", [], threading.Event()
    store.open_workspace(path).conn.close()

    def busy():
        db = store.open_workspace(path)
        while not stop.is_set():
            with write_tx(db):
                db.execute("UPDATE last_bead SET number = number")
        db.conn.close()

    others = [threading.Thread(target=busy) for _ in range(3)]
    for other in others:
        other.start()
    db = store.open_workspace(path)
    for name in "甲乙丙丁":
        wrote.append(store.learner(db, name))
    stop.set()
    for other in others:
        other.join()
    assert len(set(wrote)) == 4
