"""Near duplicates told apart by what they do not share, and documents given out one to one."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner import rivals
from aligner.rivals import assign, least_cost, margins, told_apart

SERIES = {"money:100": 1, "article:5": 2, "date:2020-01-02": 1}


def series(*own):
    return SERIES | dict.fromkeys(own, 3)


# Told apart


def test_what_all_rivals_share_weighs_nothing():
    assert told_apart(SERIES, SERIES, [SERIES, SERIES]) is None


def test_an_amount_two_of_the_series_share_decides():
    s, t, sibling = series("money:7"), series("money:7"), series("money:8")
    assert told_apart(s, t, [sibling]) == 1.0
    assert told_apart(s, sibling, [t]) == 0.0


def test_amounts_said_often_weigh_more_than_a_slip():
    s, t, sibling = series("money:7"), series("money:7") | {"integer:9": 1}, series("money:8")
    assert 0.5 < told_apart(s, t, [sibling]) < 1.0


def test_without_rivals_there_is_nothing_to_say():
    assert told_apart(series("money:7"), series("money:7"), []) is None


# Given out

costs = st.integers(1, 5).flatmap(
    lambda rows: st.integers(rows, 6).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(-9, 9), min_size=columns, max_size=columns), min_size=rows, max_size=rows
        )
    )
)


@given(costs)
@settings(max_examples=200)
def test_the_assignment_is_as_good_as_the_best_of_all(rows):
    cost = np.array(rows, float)
    columns = least_cost(cost)
    assert len(set(columns)) == len(rows)
    best = min(sum(cost[i, j] for i, j in enumerate(p)) for p in permutations(range(cost.shape[1]), len(rows)))
    assert sum(cost[i, j] for i, j in enumerate(columns)) == pytest.approx(best)


def test_the_second_best_pair_may_be_right_where_the_best_would_cost_more():
    scores = {(1, 1): 0.9, (1, 2): 0.85, (2, 1): 0.85}
    assert assign(scores) == [(1, 2), (2, 1)]


def test_pairs_without_a_score_are_never_made():
    assert assign({(1, 1): 0.9, (2, 1): 0.8, (3, 4): 0.7}) == [(1, 1), (3, 4)]
    assert assign({}) == []


def test_groups_too_large_are_given_out_greedily(monkeypatch):
    monkeypatch.setattr(rivals, "_LARGEST", 1)
    assert assign({(1, 1): 0.9, (1, 2): 0.85, (2, 1): 0.85}) == [(1, 1)]


# Margins


def test_a_pair_nobody_rivals_keeps_its_score():
    assert margins([(1, 1)], {(1, 1): 0.9}) == {(1, 1): 0.9}


def test_a_rival_left_alone_counts_by_its_distance():
    assert margins([(1, 1)], {(1, 1): 0.9, (1, 2): 0.85})[1, 1] == pytest.approx(0.05)


def test_where_both_have_partners_the_exchange_counts():
    scores = {(1, 1): 0.9, (2, 2): 0.9, (1, 2): 0.8, (2, 1): 0.8}
    assert margins([(1, 1), (2, 2)], scores)[1, 1] == pytest.approx(0.2)


def test_an_exchange_that_leaves_one_without_version_costs_its_whole_score():
    scores = {(1, 1): 0.9, (2, 2): 0.9, (1, 2): 0.85}
    assert margins([(1, 1), (2, 2)], scores)[1, 1] == pytest.approx(0.9)
