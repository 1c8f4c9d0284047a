"""From documents to linked pairs: everything once, nothing twice, a late document alone, people's work kept."""

from itertools import pairwise

import pytest
from gold_reader import read_all

from aligner import build, store
from aligner.build import Summary
from corpora import importing
from corpora import store as corpora_store
from corpora.model import Document, Genre, Segment

GOLD = [g for g in read_all() if g.id[:2] in ("01", "02", "09")]


def add(db, judgment, code):
    body, segments = "", []
    for section, text in judgment.sentences(code):
        segments.append(Segment(len(body), len(body) + len(text), section))
        body += text + "\n"
    made = Document(
        body=body, language=code, genre=Genre(judgment.genre), kind=judgment.kind, case_number=judgment.case_number,
        date=judgment.date, segments=tuple(segments), name=f"{judgment.id}.{code}.txt", sha256=judgment.id + code,
    )  # fmt: skip
    return corpora_store.add_document(db, made, b"", made.sha256)


def filled(judgments):
    db = store.open_workspace(":memory:")
    for judgment in judgments:
        add(db, judgment, "zh")
        add(db, judgment, judgment.language)
    return db


@pytest.fixture(scope="module")
def built():
    db = filled(GOLD)
    said = []
    return db, build.update(db, said.append), said


def rows(db, table, columns="*"):
    return db.execute(f"SELECT {columns} FROM {table} ORDER BY 1").fetchall()


def test_everything_is_done_once(built):
    db, summary, said = built
    assert (summary.paired, summary.aligned) == (3, 3)
    assert summary.beads == len(rows(db, "beads")) > 60
    assert summary.linked == len(rows(db, "pair_texts")) == store.counts(db).pairs
    assert any("配对" in s for s in said) and any("对齐" in s for s in said) and any("词对齐" in s for s in said)


def test_versions_are_paired_by_number_and_kind(built):
    db, _, _ = built
    assert [(p.method, p.kind) for p in store.paired_documents(db)].count(("case_number", "裁定书")) == 1
    for p in store.paired_documents(db):
        source, target = corpora_store.document(db, p.source), corpora_store.document(db, p.target)
        assert source.name.partition(".")[0] == target.name.partition(".")[0]


def test_beads_cover_every_segment_in_order(built):
    db, _, _ = built
    for p in store.paired_documents(db):
        beads = [r.bead for r in store.reading(db, p.id)]
        for one, other in pairwise(beads):
            assert (one.source.end, one.target.end) == (other.source.start, other.target.start)
        sizes = [len(corpora_store.document(db, n).segments) for n in (p.source, p.target)]
        assert [beads[-1].source.end, beads[-1].target.end] == sizes


def test_beads_are_mostly_the_gold_ones(built):
    """Three short judgments with nothing to learn from: well above chance is all that is asked here."""
    db, _, _ = built
    right = total = 0
    for p in store.paired_documents(db):
        name = corpora_store.document(db, p.source).name.partition(".")[0]
        gold = {(row.zh, row.other) for g in GOLD if g.id == name for row in g.rows}
        read = store.reading(db, p.id)
        total += len(read)
        right += sum(any("".join(z) == r.source and " ".join(o) == r.target for z, o in gold) for r in read)
    assert right / total > 0.6


def test_links_lie_inside_their_texts(built):
    db, _, _ = built
    pairs = list(store.pairs(db, "zh", "bo"))
    links = {p.bead: store.links(db, p.bead) for p in pairs}
    assert sum(map(len, links.values())) > 3 * len(pairs)
    for p in pairs:
        for link in links[p.bead]:
            assert p.source[link.source.start : link.source.end].strip()
            assert p.target[link.target.start : link.target.end].strip()
            assert 0 < link.posterior <= 1


def test_a_second_run_writes_nothing(built):
    db, _, _ = built
    before = db.conn.total_changes
    assert build.update(db) == Summary(0, 0, 0, 0)
    assert db.conn.total_changes == before


def test_a_late_document_costs_only_itself():
    db = filled(GOLD[:2])
    build.update(db)
    tables = ("document_pairs", "beads", "pair_texts", "sketches")
    before = {table: rows(db, table) for table in tables}
    add(db, GOLD[2], "zh")
    add(db, GOLD[2], "bo")
    done = build.update(db)
    assert (done.paired, done.aligned) == (1, 1) and 0 < done.linked < len(before["pair_texts"])
    for table in tables:
        assert rows(db, table)[: len(before[table])] == before[table]


def test_confirmed_and_rejected_rows_survive_a_new_alignment():
    db = filled(GOLD[:1])
    build.update(db)
    (first, second) = db.execute("SELECT bead FROM pair_texts ORDER BY bead LIMIT 2 OFFSET 4").fetchall()
    db.execute("UPDATE beads SET status = 'confirmed', method = 'person' WHERE id = ?", first)
    db.execute("UPDATE beads SET status = 'rejected' WHERE id = ?", second)
    decided = db.execute("SELECT * FROM beads WHERE status <> 'machine'").fetchall()
    db.execute("UPDATE document_pairs SET aligned = 0")
    done = build.update(db)
    assert done.aligned == 1
    assert db.execute("SELECT * FROM beads WHERE status <> 'machine'").fetchall() == decided
    spans = db.execute("SELECT s0, s1, t0, t1 FROM beads").fetchall()
    assert len(spans) == len(set(spans))


def test_a_rejected_pair_of_documents_stays_rejected():
    db = filled(GOLD[:1])
    assert build.pair_documents(db) == 1
    db.execute("UPDATE document_pairs SET status = 'rejected'")
    assert build.pair_documents(db) == 0
    assert build.update(db) == Summary(0, 0, 0, 0)


def test_a_stored_model_links_a_late_pair(monkeypatch):
    monkeypatch.setattr(build, "TOGETHER", 0)
    db = filled(GOLD[:2])
    build.update(db)
    model = store.word_model(db, "zh", "bo")
    add(db, GOLD[2], "zh")
    add(db, GOLD[2], "bo")
    assert build.update(db).linked > 10
    assert not store.unlinked(db) and store.word_model(db, "zh", "bo") != model


def test_an_orphan_stays_alone():
    db = filled(GOLD[:1])
    add(db, GOLD[1], "zh")
    assert build.update(db).paired == 1


def test_an_empty_workspace():
    assert build.update(store.open_workspace(":memory:")) == Summary(0, 0, 0, 0)


ARTICLES = {  # 示例文本，未经母语审校
    "zh": ["第一条　为了保护当事人的合法权益，制定本规定。", "第二条　人民法院应当使用当地通用的语言文字审理案件。", "裁判文书依此制作。",
           "第十条　当事人有权使用本民族语言文字。", "第二百三十四条　本规定由人民法院解释。"],
    "ko": ["제1조 당사자의 합법적권익을 보호하기 위하여 본 규정을 제정한다.", "제2조 인민법원은 당지에서 통용되는 언어문자로 사건을 심리하여야 한다.",
           "제10조 당사자는 본 민족의 언어문자를 사용할 권리가 있다.", "이 권리는 제한받지 아니한다.", "제234조 본 규정은 인민법원이 해석한다."],
}  # fmt: skip


def test_statutes_go_article_by_article(tmp_path):
    for code, lines in ARTICLES.items():
        (tmp_path / f"审判语言规定_{code}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    db = store.open_workspace(":memory:")
    importing.add_folder(db, tmp_path, "2026-01-01T00:00:00")
    build.update(db)
    (paired,) = store.paired_documents(db)
    heads = [(x.source[:3], x.target[:3]) for x in store.reading(db, paired.id)]
    assert {("第一条", "제1조"), ("第二条", "제2조"), ("第十条", "제10"), ("第二百", "제23")} <= set(heads)
