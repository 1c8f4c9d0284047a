"""Decisions about beads: signed, kept, taken back; texts, search and what refers to beads stay right."""

import pytest

from aligner import build, store
from aligner.cover import covers, key, live
from aligner.lexicon import Lexicon
from aligner.model import Bead, DocumentPair, Link, Status
from aligner.queue import Filter
from aligner.review import Act, Operation
from aligner.store.beads import beads_of
from corpora import store as corpora_store
from corpora.model import Document, Section, Segment, Span
from glossary import store as glossary_store
from glossary.model import Candidate, Occurrence

ZH = [
    "原告扎某向本院提出诉讼请求。",
    "本院认为，借款合同有效。",
    "应予支持。",
    "判决如下：",
    "被告偿还借款12000元。",
    "案件受理费100元。",
]
BO = [
    "ཞུ་གཏུག་མི་བཀྲ་ཤིས་ཀྱིས་ཁྲིམས་ཁང་ལ་གཏུག་བཤེར་བྱས།", "ཁྲིམས་ཁང་གིས་གན་རྒྱ་ལ་ནུས་པ་ཡོད་པར་འདོད།", "རྒྱབ་སྐྱོར་བྱ་དགོས།",
    "ཐག་གཅོད་གཤམ་གསལ།", "བུ་ལོན་སྒོར་༡༢༠༠༠སྤྲོད་དགོས།", "གྱོད་དོན་འགྲོ་གྲོན་སྒོར་༡༠༠།",
]  # fmt: skip
AT = "2026-03-02T09:00:00+08:00"


def document(language, lines):
    body, segments = "", []
    for line in lines:
        segments.append(Segment(len(body), len(body) + len(line), Section.REASONING))
        body += line + "\n"
    return Document(
        body=body, language=language, segments=tuple(segments), name=f"{language}.txt", sha256=language
    )


def bead(s0, s1, t0, t1, posterior=0.95):
    return Bead(Span(s0, s1), Span(t0, t1), -1.0, posterior)


BEADS = [
    bead(0, 1, 0, 1),
    bead(1, 3, 1, 2, 0.3),
    bead(3, 3, 2, 3, 0.4),
    bead(3, 4, 3, 4),
    bead(4, 5, 4, 5),
    bead(5, 6, 5, 6, 0.8),
]


@pytest.fixture
def db():
    """One document in two languages, wrongly aligned at its second sentence; tables of terms too."""
    book = glossary_store.open_workspace(":memory:")
    for language, lines in (("zh", ZH), ("bo", BO)):
        made = document(language, lines)
        corpora_store.add_document(book, made, b"", made.sha256)
    store.add_pairs(book, [DocumentPair(1, 2, "case_number", 0.9, "案号相同")])
    texts = {
        b: ("".join(ZH[slice(*b.source)]), "་".join(BO[slice(*b.target)]))
        for b in BEADS
        if b.source.end > b.source.start
    }
    store.replace_beads(book, store.unaligned(book)[0], BEADS, texts)
    return book


def rows(db):
    return db.execute(
        "SELECT s0, s1, t0, t1, score, posterior, method, status FROM beads ORDER BY 1, 3, 2, 4"
    ).fetchall()


def decide(db, act, source, target, at=None, who="审校员甲"):
    return store.decide(db, 1, Operation(act, Span(*source), Span(*target), at), who, AT)


def test_a_decision_is_dated_signed_and_read_at_once(db):
    number = decide(db, Act.SPLIT, (1, 3), (1, 2), (2, 2))
    assert [(r.source, r.target) for r in store.reading(db, 1)][1:4] == [
        (ZH[1], BO[1]),
        (ZH[2], ""),
        ("", BO[2]),
    ]
    decide(db, Act.MERGE, (2, 3), (2, 3))
    assert (ZH[2], BO[2]) in [(r.source, r.target) for r in store.reading(db, 1)]
    assert [p.source for p in store.search(db, "支持")] == [ZH[2]]
    assert [p.target for p in store.search(db, "རྒྱབ་སྐྱོར")] == [BO[2]]
    last, first = store.decisions(db, 1)
    assert (first.id, first.who, first.at, first.act, first.undone) == (
        number,
        "审校员甲",
        AT,
        Act.SPLIT,
        False,
    )
    assert last.act == Act.MERGE and store.last_decision(db, "审校员甲") == last
    assert store.last_decision(db, "别人") is None
    assert [t.id for t in store.unaligned(db)] == [1] and store.to_realign(db) == 1


def test_every_decision_is_undone_exactly_and_the_log_keeps_both(db):
    was = [rows(db)]
    for act, source, target, at in (
        (Act.CONFIRM, (0, 1), (0, 1), None), (Act.SPLIT, (1, 3), (1, 2), (2, 2)), (Act.MERGE, (2, 3), (2, 3), None),
        (Act.UNLINK, (4, 5), (4, 5), None), (Act.ALONE, (5, 6), (5, 6), None), (Act.LINK, (4, 6), (4, 5), None),
    ):  # fmt: skip
        decide(db, act, source, target, at)
        was.append(rows(db))
    for n in range(6, 0, -1):
        assert rows(db) == was[n]
        store.undo(db, store.last_decision(db, "审校员甲").id, "审校员甲", AT)
        assert rows(db) == was[n - 1]
    log = store.decisions(db)
    assert [d.act for d in log] == [Act.UNDO] * 6 + [
        Act.LINK,
        Act.ALONE,
        Act.UNLINK,
        Act.MERGE,
        Act.SPLIT,
        Act.CONFIRM,
    ]
    assert all(d.undone for d in log[6:]) and log[0].undoes == log[-1].id


def test_only_the_last_standing_decision_is_undone_and_only_once(db):
    first, second = decide(db, Act.CONFIRM, (0, 1), (0, 1)), decide(db, Act.CONFIRM, (3, 4), (3, 4))
    with pytest.raises(ValueError, match="依次撤销"):
        store.undo(db, first, "审校员甲", AT)
    undone = store.undo(db, second, "审校员乙", AT)
    for number in (second, undone, 999):
        with pytest.raises(KeyError, match="已经撤销"):
            store.undo(db, number, "审校员甲", AT)
    store.undo(db, first, "审校员甲", AT)
    assert [d.who for d in store.decisions(db)[:2]] == ["审校员甲", "审校员乙"]


def test_with_every_decision_taken_back_nothing_waits_to_be_aligned_anew(db):
    one = decide(db, Act.CONFIRM, (0, 1), (0, 1))
    two = decide(db, Act.CONFIRM, (3, 4), (3, 4))
    assert store.to_realign(db) == 1
    store.undo(db, two, "审校员甲", AT)
    assert store.to_realign(db) == 1
    store.undo(db, one, "审校员甲", AT)
    assert store.to_realign(db) == 0


def test_an_undo_of_what_the_alignment_knows_waits_for_another(db):
    known = decide(db, Act.CONFIRM, (0, 1), (0, 1))
    build.align_documents(db)
    assert store.to_realign(db) == 0
    store.undo(db, known, "审校员甲", AT)
    assert store.to_realign(db) == 1


def test_nothing_is_decided_unsigned_twice_or_behind_ones_back(db):
    with pytest.raises(ValueError, match="署名"):
        decide(db, Act.CONFIRM, (0, 1), (0, 1), who=" ")
    decide(db, Act.MERGE, (3, 5), (3, 5))
    with pytest.raises(ValueError, match="不相邻"):
        decide(db, Act.MERGE, (3, 5), (3, 5))
    with pytest.raises(ValueError, match="已经改动过"):
        decide(db, Act.CONFIRM, (3, 4), (3, 4))
    assert len(store.decisions(db)) == 1


def test_the_log_is_append_only(db):
    decide(db, Act.CONFIRM, (0, 1), (0, 1))
    with pytest.raises(Exception, match="never changed"):
        db.execute("UPDATE bead_decisions SET who = 'x'")


def test_confirming_keeps_the_row_its_links_and_what_refers_to_it(db):
    (number,) = db.execute("SELECT id FROM beads WHERE s0 = 4").fetchone()
    store.save_links(db, [(number, [Link(Span(0, 2), Span(0, 3), 0.5)])])
    occurrence = Occurrence(number, Span(0, 2), Span(0, 3))
    candidate = Candidate("zh", "bo", "被告", "བུ", 2, 2, 2, 1.0, 0.9, occurrences=(occurrence,))
    glossary_store.replace_candidates(db, "zh", "bo", [candidate], glossary_store.MiningState(1, number, 0))
    made = db.execute("SELECT id FROM candidates").fetchone()[0]
    decide(db, Act.CONFIRM, (4, 5), (4, 5))
    decide(db, Act.UNLINK, (4, 5), (4, 5))
    store.undo(db, store.last_decision(db, "审校员甲").id, "审校员甲", AT)
    assert store.links(db, number) and glossary_store.candidate(db, made).occurrences == (occurrence,)
    decide(db, Act.MERGE, (3, 5), (3, 5))
    assert glossary_store.candidate(db, made).occurrences == ()
    now, before = glossary_store.mining_state(db, "zh", "bo")
    assert now != before, "terms are mined anew"


def test_merge_and_undo_are_seen_by_mining(db):
    store.save_links(db, [(n, []) for n in store.unlinked(db)["zh", "bo"]])
    was = glossary_store.mining_state(db, "zh", "bo")[0]
    decide(db, Act.MERGE, (3, 5), (3, 5))
    store.undo(db, store.last_decision(db, "审校员甲").id, "审校员甲", AT)
    store.save_links(db, [(n, []) for n in store.unlinked(db)["zh", "bo"]])
    assert glossary_store.mining_state(db, "zh", "bo")[0] != was


# The queue


def test_the_queue_is_least_certain_first_and_filters(db):
    assert [(w.posterior, w.source) for w in store.waiting(db)] == [
        (0.3, (1, 3)),
        (0.4, (3, 3)),
        (0.8, (5, 6)),
    ]
    assert store.waiting_count(db) == 3
    assert [w.posterior for w in store.waiting(db, Filter(0.5, nulls=True))] == [0.4]
    assert store.waiting_count(db, Filter(1.01)) == 6 and store.waiting_count(db, Filter(language="ug")) == 0
    assert len(store.waiting(db, Filter(document_pair=1, method="lexical"), limit=2)) == 2
    found = store.choices(db)
    assert (found.languages, found.courts, found.document_pairs) == ({"bo": 3}, {}, {1: ("zh.txt", 3)})


def test_what_is_decided_leaves_the_queue_and_can_be_looked_at_again(db):
    decide(db, Act.CONFIRM, (1, 3), (1, 2))
    decide(db, Act.UNLINK, (5, 6), (5, 6))
    assert [w.posterior for w in store.waiting(db)] == [0.4], "what lost its partner waits for the next run"
    assert {w.status for w in store.waiting(db, Filter(decided=True))} == {Status.CONFIRMED}


def test_a_bead_among_its_neighbours(db):
    found = store.surroundings(db, 1, Span(3, 4), Span(3, 4), reach=2)
    assert found.at == 2 and len(found.beads) == 5 and found.ratio > 1
    assert [tuple(tuple(x.text for x in side) for side in (n.sources, n.targets)) for n in found.beads][:3] == [
        ((ZH[1], ZH[2]), (BO[1],)), ((), (BO[2],)), ((ZH[3],), (BO[3],))
    ]  # fmt: skip
    assert store.surroundings(db, 1, Span(0, 1), Span(0, 1)).at == 0
    with pytest.raises(ValueError, match="已经改动过"):
        store.surroundings(db, 1, Span(0, 2), Span(0, 2))


# Rebuilding


def test_people_s_beads_survive_a_rebuild_and_the_machine_fills_the_rest(db):
    decide(db, Act.SPLIT, (1, 3), (1, 2), (2, 2))
    decide(db, Act.ALONE, (4, 5), (4, 5))
    decide(db, Act.UNLINK, (5, 6), (5, 6))
    said = store.fixed_beads(db, 1)
    done = build.update(db)
    assert done.aligned == 1 and not store.unaligned(db) and store.to_realign(db) == 0
    kept = store.fixed_beads(db, 1)
    assert [(key(b), b.method, b.posterior, b.id) for b in kept] == [
        (key(b), b.method, b.posterior, b.id) for b in said
    ]
    beads = beads_of(db, 1)
    assert covers(beads, len(ZH), len(BO))
    assert (Span(5, 6), Span(5, 6)) in {(b.source, b.target) for b in beads if b.status == Status.REJECTED}
    assert (Span(5, 6), Span(5, 6)) not in {(b.source, b.target) for b in live(beads)}
    assert not store.unlinked(db), "new pairs are linked"
    before = db.conn.total_changes
    assert build.update(db) == build.Summary(0, 0, 0, 0) and db.conn.total_changes == before


def test_an_undo_after_a_rebuild_gives_back_the_bead(db):
    decide(db, Act.LINK, (0, 1), (1, 2))
    build.update(db)
    store.undo(db, store.last_decision(db, "审校员甲").id, "审校员甲", AT)
    assert not store.fixed_beads(db, 1) and covers(beads_of(db, 1), len(ZH), len(BO))
    assert (Span(0, 1), Span(0, 1)) in {(b.source, b.target) for b in live(beads_of(db, 1))}


def test_what_people_said_is_learnt_once(db):
    build.update(db)
    decide(db, Act.LINK, (1, 2), (1, 2))
    said, last = store.unlearnt(db, 1)
    assert [(b.source, b.target) for b in said] == [((1, 2), (1, 2))]
    build.update(db)
    assert store.unlearnt(db, 1) == ([], last)
    totals = Lexicon.from_bytes(store.lexicon(db, "zh", "bo")).forward_totals.sum()
    db.execute("UPDATE document_pairs SET aligned = 0")
    build.update(db)
    again = Lexicon.from_bytes(store.lexicon(db, "zh", "bo")).forward_totals.sum()
    assert again == pytest.approx(totals), "aligning anew counts no document twice"
