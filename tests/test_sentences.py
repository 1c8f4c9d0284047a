"""Sentence alignment as a whole: documents of invented words, what a person fixed, the sample judgments."""

import random
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
import regex
from gold_reader import read_all

from aligner import store, walk
from aligner.evaluation import score
from aligner.lexicon import Lexicon
from aligner.model import Bead, Status
from aligner.sentences import align
from aligner.shapes import shape
from aligner.sides import Side, prepare
from corpora.languages import get
from corpora.model import Section, Span

# Strict F1 of the beads of all sample judgments, a little below what is measured.
FLOORS = {"bo": 0.98, "mn-Mong": 0.98, "ko": 0.91, "ug": 0.94}


def side(*segments: str) -> Side:
    """Segments of words; a word with # is an anchor."""
    rows = [segment.split() for segment in segments]
    return Side(
        tuple(tuple(w for w in row if "#" not in w) for row in rows),
        tuple(max(1, sum(map(len, row))) for row in rows),
        tuple(frozenset(w for w in row if "#" in w) for row in rows),
        tuple(shape(" ".join(row), 1) for row in rows),
    )


def spans(beads) -> list[tuple[Span, Span]]:
    return [(b.source, b.target) for b in beads]


def invented(sentences: int, seed: int, words: int = 400, anchored: float = 0.0):
    """A document of a made-up language pair with merges and omissions, and its true beads."""
    rng = random.Random(seed)
    left, right, gold = [], [], []
    for n in range(sentences):
        meaning = [int(words * rng.random() ** 2) for _ in range(rng.randint(3, 14))]
        mark = f" #{n}" if rng.random() < anchored else ""
        one, other = " ".join(f"s{w}" for w in meaning) + mark, " ".join(f"target{w}" for w in meaning) + mark
        way, s, t = rng.random(), len(left), len(right)
        if way < 0.04:
            left.append(one)
        elif way < 0.08:
            right.append(other)
        elif way < 0.14 and len(meaning) > 5:
            left.append(one)
            cut = other.index(" ", len(other) // 2) if " " in other[len(other) // 2 :] else len(other) // 2
            right += [other[:cut], other[cut:]]
        else:
            left.append(one)
            right.append(other)
        gold.append((Span(s, len(left)), Span(t, len(right))))
    return (side(*left), side(*right)), gold


def blind(document: tuple[Side, Side]) -> tuple[Side, Side]:
    """The document with nothing to be learnt from lengths."""
    return tuple(replace(one, lengths=(20,) * len(one)) for one in document)


def strict(gold, beads) -> float:
    return score([gold], [spans(beads)])[0].f1


def assert_whole(beads, n: int, m: int) -> None:
    """Every segment of both sides is in one bead, in order."""
    at_s = at_t = 0
    for bead in beads:
        assert (bead.source.start, bead.target.start) == (at_s, at_t)
        at_s, at_t = bead.source.end, bead.target.end
        assert 0 <= bead.posterior <= 1 and bead.score <= 0
    assert (at_s, at_t) == (n, m)


@pytest.mark.parametrize("n, m", [(0, 0), (1, 0), (0, 3), (1, 1), (1, 4), (5, 1), (12, 1)])
def test_documents_of_any_size_are_covered(n, m):
    document = side(*["s1 s2"] * n), side(*["t1 t2"] * m)
    (beads,) = align([document]).beads
    assert_whole(beads, n, m)
    if n == m == 1:
        assert spans(beads) == [(Span(0, 1), Span(0, 1))]


def test_no_documents():
    found = align([])
    assert found.beads == () and found.lexicon.source == ()
    document, _ = invented(30, 1)
    book = align([document]).lexicon
    assert align([], book).lexicon.source == book.source


def test_empty_segments_are_no_trouble():
    (beads,) = align([(side("", "s1 s2", ""), side("t1 t2", ""))]).beads
    assert_whole(beads, 3, 2)


def test_a_document_is_learnt_from_itself():
    document, gold = invented(150, 3)
    (beads,) = align([document]).beads
    assert_whole(beads, *map(len, document))
    assert strict(gold, beads) > 0.9


def test_alignment_is_deterministic():
    documents = [invented(40, seed)[0] for seed in (1, 2)]
    one, other = align(documents), align(documents)
    assert one.beads == other.beads
    assert one.lexicon.to_bytes() == other.lexicon.to_bytes()


def test_long_documents_stay_inside_the_band():
    document, gold = invented(3_000, 5, words=2_000, anchored=0.05)
    (beads,) = align([document]).beads
    assert_whole(beads, *map(len, document))
    assert strict(gold, beads) > 0.9


def test_windows_change_next_to_nothing(monkeypatch):
    """A document walked in many windows, against the same one looked at wholly."""
    document, gold = invented(400, 9, words=500)
    (wholly,) = align([document]).beads
    for name, size in {"WINDOW": 60, "OVERLAP": 25, "FULL": 0}.items():
        monkeypatch.setattr(walk, name, size)
    (parted,) = align([document]).beads
    assert_whole(parted, *map(len, document))
    assert len(set(spans(wholly)) ^ set(spans(parted))) < 0.03 * len(wholly)
    assert strict(gold, parted) > 0.9


def test_anchors_help():
    plain, gold = invented(40, 7, words=100_000)
    anchored, same = invented(40, 7, words=100_000, anchored=1.0)
    helped, alone = align([blind(anchored)]).beads[0], align([blind(plain)]).beads[0]
    assert strict(same, helped) > 0.8 > strict(gold, alone)


def test_method_says_whether_an_anchor_is_shared():
    (beads,) = align([(side("s1 #2020", "s2 s3"), side("t1 #2020", "t2 t3"))]).beads
    assert [b.method for b in beads] == ["anchor", "lexical"]


def test_earlier_documents_help_a_lone_one():
    lone, gold = invented(25, 11, words=600)
    book = align([invented(120, seed, words=600)[0] for seed in range(20, 26)]).lexicon
    alone, helped = align([blind(lone)]).beads[0], align([blind(lone)], book).beads[0]
    assert strict(gold, helped) > 0.9 > strict(gold, alone)


def test_a_lexicon_grows_and_keeps_its_ids():
    first = align([invented(60, 1)[0]]).lexicon
    second = align([invented(60, 2)[0]], Lexicon.from_bytes(first.to_bytes())).lexicon
    assert second.source[: len(first.source)] == first.source
    assert second.source_counts.sum() > first.source_counts.sum()
    assert second.forward_totals.sum() > first.forward_totals.sum()


# What a person fixed


def person(s0: int, s1: int, t0: int, t1: int) -> Bead:
    return Bead(Span(s0, s1), Span(t0, t1), method="person", status=Status.CONFIRMED)


def test_fixed_beads_are_kept_and_the_rest_fits_round_them():
    document, _ = invented(30, 13)
    fixed = [person(4, 6, 3, 4), person(10, 11, 12, 12), person(20, 21, 21, 23)]
    (beads,) = align([document], fixed=[fixed]).beads
    assert set(fixed) <= set(beads)
    assert_whole(beads, *map(len, document))


def test_everything_fixed_leaves_nothing_to_do():
    document = side("s1", "s2"), side("t1", "t2")
    fixed = [person(0, 1, 0, 2), person(1, 2, 2, 2)]
    assert align([document], fixed=[fixed]).beads == (tuple(fixed),)


def test_fixed_beads_teach():
    document = side(*["s1 s2 s3"] * 4), side(*["t1 t2 t3"] * 4)
    known = side("s8 s9", "s8 s7"), side("t8 t9", "t8 t7")
    book = align([document, known], fixed=[[], [person(0, 1, 0, 1), person(1, 2, 1, 2)]]).lexicon
    n = book.source.index("s8")
    assert "t8" in {book.target[t] for t in book.columns[book.rows[n] : book.rows[n + 1]]}


@pytest.mark.parametrize(
    "fixed", [[person(0, 1, 2, 3), person(2, 3, 0, 1)], [person(0, 2, 0, 1), person(1, 3, 1, 2)]]
)
def test_fixed_beads_that_cross_are_refused(fixed):
    document = side("s1", "s2", "s3"), side("t1", "t2", "t3")
    with pytest.raises(ValueError, match="固定的句对互相交叉，请先在对齐审校中改正"):
        align([document], fixed=[fixed])


# What else is known beforehand


def test_cuts_hold_the_halves_apart():
    document = side("s1", "s2", "s3"), side("t1", "t2", "t3")
    (beads,) = align([document], cuts=[[(1, 2)]]).beads
    assert all((b.source.end <= 1 and b.target.end <= 2) or (b.source.start >= 1 and b.target.start >= 2) for b in beads)
    assert_whole(beads, 3, 3)


def test_a_cut_gives_way_to_what_a_person_fixed():
    document = side("s1", "s2", "s3"), side("t1", "t2", "t3")
    (beads,) = align([document], fixed=[[person(0, 2, 0, 2)]], cuts=[[(1, 1), (2, 2)]]).beads
    assert spans(beads) == [(Span(0, 2), Span(0, 2)), (Span(2, 3), Span(2, 3))]


def test_a_glossary_helps_a_lone_document_and_is_not_kept():
    document, gold = invented(25, 11, words=600)
    glossary = [((f"s{n}",), (f"target{n}",)) for n in range(300)]
    alone, helped = align([blind(document)]), align([blind(document)], glossary=glossary)
    assert strict(gold, helped.beads[0]) > 0.9 > strict(gold, alone.beads[0])
    assert helped.lexicon.forward_totals.sum() < 1.2 * alone.lexicon.forward_totals.sum()


def test_sentence_vectors_help():
    document, gold = invented(30, 11, words=100_000)
    rng = np.random.default_rng(1)
    meanings = rng.normal(size=(len(gold), 32))
    vectors = []
    for k, one in enumerate(document):
        rows = np.zeros((len(one), 32))
        for meaning, bead in zip(meanings, gold, strict=True):
            rows[slice(*bead[k])] = meaning
        vectors.append((rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32))
    alone, helped = align([blind(document)]).beads[0], align([blind(document)], vectors=[tuple(vectors)]).beads[0]
    assert strict(gold, helped) > 0.85 > strict(gold, alone)


# Sides


def test_anchors_of_a_side_are_values_and_openings():
    texts = ["原告扎某于2020年10月15日借款50000元。", "本院认为，iPhone一部应当返还。", "驳回。"]
    made = prepare(texts, get("zh"), [Section.FACTS, Section.REASONING, Section.REASONING])
    assert {"date:2020-10-15", "section:facts"} <= made.anchors[0]
    assert {"iphone", "section:reasoning"} <= made.anchors[1]
    assert made.anchors[2] == frozenset()
    assert made.lengths[2] == 3 and made.units[2]


def test_the_same_value_in_two_scripts_is_one_anchor():
    (zh,) = prepare(["借款期限自2020年10月15日起。"], get("zh")).anchors
    (bo,) = prepare(["2020ལོའི་ཟླ་10ཚེས་15ཉིན་ནས་རྩིས།"], get("bo")).anchors
    assert "date:2020-10-15" in zh & bo


# The sample


def bare(text: str) -> str:
    """Letters and signs without blanks: files break and space lines in their own ways."""
    return regex.sub(r"[\s\u200b\u202f\u180e]+", "", text)


def sample_scores(db) -> dict[str, float]:
    """Strict F1 per language: beads of the workspace against gold rows, both as pairs of texts."""
    golds = {(g.case_number, g.kind): g for g in read_all()}
    right, given, wanted = Counter(), Counter(), Counter()
    for document in store.paired_documents(db):
        gold = golds.pop((document.case_number, document.kind))
        rows = Counter((bare("".join(row.zh)), bare("".join(row.other))) for row in gold.rows)
        found = Counter((bare(x.source), bare(x.target)) for x in store.reading(db, document.id))
        found.pop((bare(gold.label),) * 2, None)
        right[gold.language] += (rows & found).total()
        given[gold.language] += found.total()
        wanted[gold.language] += rows.total()
    assert {g.language for g in golds.values()} == {"zh"}, "a judgment of the sample was not paired"
    return {code: 2 * right[code] / (given[code] + wanted[code]) for code in wanted}


def test_beads_of_the_sample_judgments(sample_workspace):
    found = sample_scores(store.open_workspace(sample_workspace))
    assert found.keys() == FLOORS.keys()
    for code, floor in FLOORS.items():
        assert found[code] >= floor, f"{code}: {found}"
