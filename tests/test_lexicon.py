"""The lexicon: what it learns, what it refuses to learn, how it is kept and grows."""

import numpy as np
import pytest

from aligner import lexicon as module
from aligner.lexicon import Beads, Lexicon, learn, vocabulary
from aligner.pieces import flatten

PAIRS = [("原告 诉称", "plaintiff claims"), ("原告 借款", "plaintiff loan"), ("被告 借款", "defendant loan"),
         ("被告 辩称", "defendant answers"), ("原告 辩称", "plaintiff answers"), ("被告 诉称", "defendant claims"),
         ("一见", "seen-once")]  # fmt: skip


def taught(pairs=PAIRS, prior: Lexicon | None = None, weight: float = 1.0) -> Lexicon:
    split = [(s.split(), t.split()) for s, t in pairs]
    source, s_ids = vocabulary(prior.source if prior else (), (u for s, _ in split for u in s))
    target, t_ids = vocabulary(prior.target if prior else (), (u for _, t in split for u in t))
    counts = np.zeros(len(source)), np.zeros(len(target))
    if prior:
        counts[0][: len(prior.source)], counts[1][: len(prior.target)] = prior.source_counts, prior.target_counts
    for s, t in split:
        np.add.at(counts[0], [s_ids[u] for u in s], 1)
        np.add.at(counts[1], [t_ids[u] for u in t], 1)
    s, t = flatten([[s_ids[u] for u in s] for s, _ in split]), flatten([[t_ids[u] for u in t] for _, t in split])
    return learn(source, target, *counts, Beads(s.ids, s.at, t.ids, t.at, np.full(len(pairs), weight)), prior)


def chances(book: Lexicon, unit: str) -> dict[str, float]:
    """P(t | unit) without the background's part."""
    n = book.source.index(unit)
    row = slice(book.rows[n], book.rows[n + 1])
    return {book.target[t]: q for t, q in zip(book.columns[row], book.forward().q[row], strict=True) if q > 0}


@pytest.mark.parametrize("unit, meaning", [("原告", "plaintiff"), ("被告", "defendant"), ("借款", "loan")])
def test_translations_are_learnt(unit, meaning):
    found = chances(taught(PAIRS * 3), unit)
    assert max(found, key=found.get) == meaning
    assert found[meaning] > 0.6


def test_both_directions_agree():
    book = taught(PAIRS * 3)
    n = book.target.index("loan")
    row = slice(book.back_rows[n], book.back_rows[n + 1])
    best = book.back_columns[row][book.backward().q[row].argmax()]
    assert book.source[best] == "借款"


def test_pairs_that_met_once_are_not_kept():
    book = taught()
    assert chances(book, "一见") == {}
    assert book.forward().beta[book.source.index("一见")] == 1.0
    assert "一见" not in {book.source[n] for n in range(len(book.source)) if book.rows[n] < book.rows[n + 1]}


def test_two_readings_of_one_place_are_no_second_meeting():
    assert taught([("甲", "a")] * 2, weight=0.5).columns.size == 0
    assert taught([("甲", "a")] * 4, weight=0.5).columns.size == 1


def test_chances_and_background_make_one():
    book = taught(PAIRS * 2)
    for table, rows in ((book.forward(), book.rows), (book.backward(), book.back_rows)):
        sums = np.array([table.q[rows[n] : rows[n + 1]].sum() for n in range(len(rows) - 1)])
        assert sums + table.beta == pytest.approx(np.ones(len(sums)), abs=2e-3)


def test_every_count_is_discounted():
    book = taught(PAIRS * 2)
    owner = np.repeat(np.arange(len(book.source)), np.diff(book.rows))
    expected = np.maximum(book.forward_counts - module.DISCOUNT, 0) / book.forward_totals[owner]
    assert book.forward().q == pytest.approx(expected)


def same(one: Lexicon, other: Lexicon) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name)) and type(getattr(one, name)) is type(getattr(other, name))
        for name in Lexicon.__slots__
    )


@pytest.mark.parametrize("pairs", [PAIRS * 2, [("\N{TIBETAN LETTER KA} \u180e \U0001F600", "x")] * 2, []])
def test_bytes_round_trip(pairs):
    book = taught(pairs)
    assert same(Lexicon.from_bytes(book.to_bytes()), book)


def test_a_prior_lexicon_grows_by_what_is_new():
    old = taught(PAIRS * 2)
    new = taught([("法院 原告", "court plaintiff")] * 3, prior=old)
    assert new.source[: len(old.source)] == old.source and new.target[: len(old.target)] == old.target
    assert new.forward_totals.sum() <= old.forward_totals.sum() + 6 + 1e-6
    for name in ("forward", "backward"):
        totals, before = getattr(new, f"{name}_totals"), getattr(old, f"{name}_totals")
        assert (totals[: len(before)] >= before - 1e-9).all()
    assert chances(new, "借款").keys() == chances(old, "借款").keys()
    assert "court" in chances(new, "法院")


def test_nothing_new_leaves_a_prior_as_it_is():
    old = taught(PAIRS * 2)
    new = taught([], prior=old)
    for name in ("rows", "columns", "forward_counts", "forward_totals", "backward_counts", "backward_totals"):
        assert getattr(new, name) == pytest.approx(getattr(old, name))


def test_what_a_prior_knows_explains_away_the_rest():
    """原告 is known to be plaintiff, so the unknown unit beside it is what the other word means."""
    old = taught([("原告", "plaintiff")] * 5)
    new = taught([("原告 撤诉", "plaintiff withdraws")] * 2, prior=old)
    found = chances(new, "撤诉")
    assert max(found, key=found.get) == "withdraws"


def test_learning_is_deterministic():
    assert same(taught(PAIRS * 2), taught(PAIRS * 2))


def test_vocabulary_keeps_known_ids():
    forms, ids = vocabulary(("甲", "乙"), ["丙", "甲", "丙"])
    assert forms == ("甲", "乙", "丙") and ids == {"甲": 0, "乙": 1, "丙": 2}
