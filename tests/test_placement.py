"""A short test finds how much of a domain somebody knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.placement import STEPS, Asked, domains, known, length, levels, next_item

POOL = {"民事": list(range(100)), "刑事": list(range(100, 140)), "少": [900, 901]}


def take(pool, knows):
    asked = []
    while found := next_item(pool, asked):
        domain, exercise = found
        asked.append(Asked(domain, exercise, knows(exercise)))
    return asked


def test_it_is_short_and_asks_every_domain_that_is_large_enough():
    asked = take(POOL, lambda e: True)
    assert len(asked) == length(POOL) == 2 * STEPS
    assert {a.domain for a in asked} == {"民事", "刑事"} == set(domains(POOL))
    assert len({a.exercise for a in asked}) == len(asked)
    assert [a.domain for a in asked[:2]] == ["民事", "刑事"], "in turn"


def test_questions_grow_harder_after_right_answers_and_easier_after_wrong_ones():
    up = [a.exercise for a in take({"民事": POOL["民事"]}, lambda e: True)]
    assert up == sorted(up)
    down = [a.exercise for a in take({"民事": POOL["民事"]}, lambda e: False)]
    assert down == sorted(down, reverse=True)


@given(st.integers(0, 100))
def test_the_level_is_within_an_eighth_of_the_truth_and_never_above(knows):
    found = levels(POOL, take(POOL, lambda e: e < knows))["民事"] * 100
    assert found - 1 <= knows <= found + 100 / 2**STEPS + 2


def test_known_exercises_are_those_learnt_first():
    assert known(POOL, {"民事": 0.25}) == frozenset(range(25))
    assert known(POOL, {}) == frozenset()


def test_an_unfinished_test_says_nothing():
    assert levels(POOL, [Asked("民事", 50, True)]) == {}


def test_nothing_to_ask():
    assert next_item({}, []) is None and length({}) == 0
    with pytest.raises(StopIteration):
        next(iter(domains({"少": [1]})))
