"""Doubtful pairs of documents and what people say of them: signed, logged, taken back, never overwritten by a run."""

import json

import pytest
import regex
from click.testing import CliRunner
from gold_reader import read_all

from aligner import build, store
from aligner.model import DocumentPair, RunnerUp, Status
from corpora import store as corpora_store
from corpora.model import Document, Genre, Segment
from shuangyu import main

AT = "2026-03-02T09:00:00+08:00"
FRAME = {
    "zh": (
        "青海省德令哈市人民法院", "民事判决书", "原告：{}某，男，1975年3月12日出生。", "被告：李某，男，1980年7月5日出生。",
        "判令被告偿还借款{}元，支付利息{}元。", "2019年2月1日，被告向原告借款{}元。", "案件受理费100元。", "二〇二〇年十月十五日",
    ),
    "bo": (
        "མཚོ་སྔོན་ཞིང་ཆེན་གཏེར་ལེན་ཁ་གྲོང་ཁྱེར་མི་དམངས་ཁྲིམས་ཁང་།", "དམངས་དོན་ཁྲིམས་བཅད་ཡི་གེ།", "ཞུ་གཏུག་པ། {}་ཆེ་གེ་མོ། ཕོ། 1975ལོའི་ཟླ་3ཚེས་12ཉིན་སྐྱེས་པ།",
        "གཏུག་ཡུལ། ལི་ཆེ་གེ་མོ། ཕོ། 1980ལོའི་ཟླ་7ཚེས་5ཉིན་སྐྱེས་པ།", "གཏུག་ཡུལ་གྱིས་སྒོར་{}ཕྱིར་འཇལ་བྱེད་པ་དང་། སྐྱེད་འབབ་སྒོར་{}སྤྲོད་དགོས།",
        "2019ལོའི་ཟླ་2ཚེས་1ཉིན། གཏུག་ཡུལ་གྱིས་སྒོར་{}གཡར།", "གྱོད་གཞི་དང་ལེན་འགྲོ་གྲོན་སྒོར་100།", "2020ལོའི་ཟླ་10ཚེས་15ཉིན།",
    ),
}  # fmt: skip


def add(db, code, name, amounts, kind="判决书"):
    filled = iter((name, *amounts))
    lines = ["".join(next(filled) if part == "\0" else part for part in split(line)) for line in FRAME[code]]
    body, segments = "", []
    for line in lines:
        segments.append(Segment(len(body), len(body) + len(line)))
        body += line + "\n"
    key = f"{code}{name}{amounts}"
    made = Document(body, code, Genre.JUDGMENT, kind, segments=tuple(segments), name=f"{key}.txt", sha256=key)
    return corpora_store.add_document(db, made, b"", key)


def split(line):
    parts = line.split("{}")
    return [x for part in parts[:-1] for x in (part, "\0")] + parts[-1:]


ONE, TWO = ("60000", "1200", "60000"), ("45000", "900", "45000")


@pytest.fixture
def db():
    """A Chinese judgment and two Tibetan ones that differ in nothing but a name nobody can read yet."""
    book = store.open_workspace(":memory:")
    add(book, "zh", "扎", ONE)
    add(book, "bo", "བཀྲ", ONE)
    add(book, "bo", "རྡོ", ONE)
    build.pair_documents(book)
    return book


def pairs(db, status=None):
    rows = db.execute("SELECT source, target, status, doubtful FROM document_pairs ORDER BY source, target")
    return [(s, t) for s, t, said, doubtful in rows if status is None or (said, doubtful) == status]


CONFIRMED, REJECTED, DOUBTFUL = (Status.CONFIRMED, 0), (Status.REJECTED, 0), (Status.MACHINE, 1)


def test_a_doubtful_pair_waits_with_its_runner_up(db):
    (waiting,) = store.doubtful_pairs(db)
    assert (waiting.source, waiting.target) == (1, 2) and "另有 1 份相近的文书，请核对" in waiting.evidence
    (rival,) = store.runners_up(db, waiting.id)
    assert (rival.source, rival.target) == (1, 3) and "相同的金额" in rival.evidence
    assert store.paired_documents(db) == [] and store.unaligned(db) == []
    assert store.counts(db).document_pairs == 0


def test_the_least_certain_comes_first(db):
    zh = add(db, "zh", "王", TWO)
    bo = add(db, "bo", "ཝང", TWO)
    made = [
        DocumentPair(1, 2, "content", 0.8, "", doubtful=True, runners_up=(RunnerUp(1, 3, 0.75, ""),)),
        DocumentPair(zh, bo, "content", 0.7, "", doubtful=True, runners_up=(RunnerUp(1, bo, 0.69, ""),)),
    ]
    store.replace_doubtful(db, made)
    assert [p.source for p in store.doubtful_pairs(db)] == [zh, 1]


def test_a_confirmed_pair_is_aligned_by_the_next_run(db):
    (waiting,) = store.doubtful_pairs(db)
    store.confirm_pair(db, waiting.id, "核对人甲", AT, "姓氏相符")
    assert pairs(db, CONFIRMED) == [(1, 2)]
    assert build.update(db).aligned == 1
    assert pairs(db) == [(1, 2)] and len(store.reading(db, waiting.id)) > 3
    assert build.update(db) == build.Summary(0, 0, 0, 0)


def test_a_rejected_pair_sets_its_documents_free(db):
    (waiting,) = store.doubtful_pairs(db)
    store.reject_pair(db, waiting.id, "核对人甲", AT)
    build.pair_documents(db)
    assert pairs(db, REJECTED) == [(1, 2)]
    assert (1, 3) in pairs(db) and (1, 3) not in pairs(db, REJECTED)


def test_another_is_chosen(db):
    (waiting,) = store.doubtful_pairs(db)
    store.choose_pair(db, waiting.id, 1, 3, "核对人甲", AT)
    assert pairs(db, REJECTED) == [(1, 2)] and pairs(db, CONFIRMED) == [(1, 3)]
    (standing,) = store.paired_documents(db)
    assert (standing.target, standing.method) == (3, "person")


def test_choosing_takes_a_document_from_a_pair_of_the_machine(db):
    zh = add(db, "zh", "王", TWO)
    store.add_pairs(db, [DocumentPair(zh, 3, "content", 0.8, "")])
    (waiting,) = store.doubtful_pairs(db)
    store.choose_pair(db, waiting.id, 1, 3, "核对人甲", AT)
    assert pairs(db, REJECTED) == [(1, 2), (zh, 3)]
    assert set(store.unsketched(db)) == {1, 2, 3, zh}


def test_what_a_person_confirmed_is_not_taken_away(db):
    zh = add(db, "zh", "王", TWO)
    store.add_pairs(db, [DocumentPair(zh, 3, "person", 1.0, "", Status.CONFIRMED)])
    (waiting,) = store.doubtful_pairs(db)
    with pytest.raises(ValueError, match="请先撤销那里的决定"):
        store.choose_pair(db, waiting.id, 1, 3, "核对人甲", AT)
    assert pairs(db, DOUBTFUL) == [(1, 2)]


@pytest.mark.parametrize(("source", "target"), [(1, 2), (4, 3), (1, 1), (1, 4)])
def test_nonsense_cannot_be_chosen(db, source, target):
    add(db, "zh", "王", TWO)
    (waiting,) = store.doubtful_pairs(db)
    with pytest.raises(ValueError, match=r"只能|换成"):
        store.choose_pair(db, waiting.id, source, target, "核对人甲", AT)


@pytest.mark.parametrize("decide", [store.confirm_pair, store.reject_pair])
def test_unsigned_decisions_are_refused(db, decide):
    (waiting,) = store.doubtful_pairs(db)
    with pytest.raises(ValueError, match="署名"):
        decide(db, waiting.id, "  ", AT)
    assert pairs(db, DOUBTFUL) == [(1, 2)] and store.pair_decisions(db) == []


def test_every_decision_is_logged_and_taken_back(db):
    (waiting,) = store.doubtful_pairs(db)
    before = db.execute("SELECT * FROM document_pairs").fetchall()
    for decide in (
        lambda: store.confirm_pair(db, waiting.id, "核对人甲", AT, "看过原件"),
        lambda: store.reject_pair(db, waiting.id, "核对人甲", AT),
        lambda: store.choose_pair(db, waiting.id, 1, 3, "核对人甲", AT),
    ):
        number = decide()
        assert store.last_pair_decision(db, "核对人甲").id == number
        store.undo_pairing(db, number, "核对人乙", AT)
        assert db.execute("SELECT * FROM document_pairs").fetchall() == before
        with pytest.raises(KeyError):
            store.undo_pairing(db, number, "核对人乙", AT)
    log = store.pair_decisions(db)
    assert [d.act.label for d in log] == ["撤销", "换成另一份", "撤销", "不是同一份", "撤销", "确认"]
    assert log[-1].why == "看过原件" and log[-1].undone and store.last_pair_decision(db, "核对人甲") is None


def test_the_log_cannot_be_rewritten(db):
    (waiting,) = store.doubtful_pairs(db)
    store.confirm_pair(db, waiting.id, "核对人甲", AT)
    with pytest.raises(Exception, match="never changed"):
        db.execute("UPDATE pair_decisions SET who = '别人'")


def test_a_rejection_taken_back_after_another_run(db):
    (waiting,) = store.doubtful_pairs(db)
    number = store.reject_pair(db, waiting.id, "核对人甲", AT)
    build.pair_documents(db)
    store.undo_pairing(db, number, "核对人甲", AT)
    assert pairs(db, REJECTED) == [] and pairs(db, DOUBTFUL) == [(1, 2)]
    assert [key for key in pairs(db) if key[0] == 1] == [(1, 2)]


def test_a_later_decision_has_to_go_first(db):
    (waiting,) = store.doubtful_pairs(db)
    first = store.confirm_pair(db, waiting.id, "核对人甲", AT)
    store.reject_pair(db, waiting.id, "核对人乙", AT)
    with pytest.raises(ValueError, match="之后还有别的决定"):
        store.undo_pairing(db, first, "核对人甲", AT)


def test_a_new_run_overwrites_no_decision_and_pairs_the_rest(db):
    (waiting,) = store.doubtful_pairs(db)
    store.choose_pair(db, waiting.id, 1, 3, "核对人甲", AT)
    zh = add(db, "zh", "王", ONE)
    build.pair_documents(db)
    assert pairs(db, CONFIRMED) == [(1, 3)] and pairs(db, REJECTED) == [(1, 2)]
    assert (zh, 2) in pairs(db)


def test_doubt_ends_when_the_better_version_comes(db):
    """Two Chinese documents and two Tibetan ones: what distinguishes them is in both."""
    book = store.open_workspace(":memory:")
    add(book, "zh", "扎", ONE)
    add(book, "bo", "བཀྲ", ("61500", "1230", "61500"))
    build.pair_documents(book)
    assert pairs(book, (Status.MACHINE, 0)) == []
    late = add(book, "bo", "བཀྲ", ONE)
    build.pair_documents(book)
    assert pairs(book) == [(1, late)] and store.doubtful_pairs(book) == []


def test_an_amount_exchanged_for_another_is_doubtful():
    book = store.open_workspace(":memory:")
    add(book, "zh", "扎", ONE)
    add(book, "bo", "བཀྲ", ("61500", "1200", "61500"))
    build.pair_documents(book)
    for p in store.doubtful_pairs(book):
        assert "60000" in p.evidence and "61500" in p.evidence
    assert store.paired_documents(book) == []


# On the command line


def run(path, *arguments):
    return CliRunner().invoke(main, ["aligner", *arguments, "--db", str(path)])


def test_doubtful_pairs_are_listed_confirmed_and_taken_apart(tmp_path):
    path = tmp_path / "pairs.db"
    book = store.open_workspace(path)
    for code, name in (("zh", "扎"), ("bo", "བཀྲ"), ("bo", "རྡོ")):
        add(book, code, name, ONE)
    build.pair_documents(book)
    listed = run(path, "pairs", "--doubtful")
    assert listed.exit_code == 0 and "相近：文书 1 与 3" in listed.output
    (waiting,) = json.loads(run(path, "pairs", "--doubtful", "--json").output)
    assert waiting["runners_up"][0]["target"] == 3
    number = str(waiting["id"])
    assert run(path, "confirm", number, "--by", "核对人甲").exit_code == 0
    assert pairs(book, CONFIRMED) == [(1, 2)]
    assert "没有存疑的配对" in run(path, "pairs", "--doubtful").output
    assert run(path, "reject", number, "--by", "核对人乙", "--why", "看错了").exit_code == 0
    assert pairs(book, REJECTED) == [(1, 2)]
    missing = run(path, "confirm", "99", "--by", "核对人甲")
    assert missing.exit_code == 1 and "aligner pairs" in missing.output


# Runs


def test_a_run_cut_short_forgets_no_document(monkeypatch):
    book = store.open_workspace(":memory:")
    add(book, "zh", "扎", ONE)
    add(book, "bo", "བཀྲ", ONE)
    with monkeypatch.context() as patch:
        patch.setattr(store, "replace_doubtful", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            build.update(book)
    assert store.unsketched(book) == [1, 2]
    assert build.update(book).paired == 1


def test_words_the_lexicon_knows_speak_for_a_pair_without_numbers():
    """Judgments with numbers teach the lexicon; parts of them without any figure then find each other."""
    book = store.open_workspace(":memory:")
    gold = [g for g in read_all() if g.language == "bo"][:4]
    for n, g in enumerate(gold):
        for code in ("zh", "bo"):
            put(book, code, [text for _, text in g.sentences(code)], f"{n}.{code}", g.case_number)
    build.update(book)
    bare = []
    for n, g in enumerate(gold[:2]):
        rows = [r for r in g.rows if r.zh and r.other and not regex.search(r"\d|[一二三四五六七八九十]", "".join(r.zh))]
        bare.append([put(book, c, ["".join(r[k]) for r in rows], f"bare{n}.{c}", None) for k, c in ((1, "zh"), (2, "bo"))])
    build.pair_documents(book)
    found = {(p.source, p.target): p.evidence for p in [*store.paired_documents(book), *store.doubtful_pairs(book)]}
    for source, target in bare:
        assert "用词经词库对译后相符" in found[source, target]


def put(db, code, lines, key, case_number):
    body, segments = "", []
    for line in lines:
        segments.append(Segment(len(body), len(body) + len(line)))
        body += line + "\n"
    made = Document(body, code, case_number=case_number, segments=tuple(segments), name=f"{key}.txt", sha256=key)
    return corpora_store.add_document(db, made, b"", key)
