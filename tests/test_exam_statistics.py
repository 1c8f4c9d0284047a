"""Item statistics against figures worked out by hand."""

from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quiz.exams.statistics import alpha, analyse, pearson

# Eleven candidates, three items of 1, 1 and 2 points. 27 % of 11 is 3.
#        item 1, 2, 3   total
MARKS = {
    "a": (1, 1, 1.0),  # 4
    "b": (1, 1, 1.0),  # 4
    "c": (1, 0, 1.0),  # 3
    "d": (1, 1, 0.5),  # 3
    "e": (1, 0, 0.5),  # 2
    "f": (0, 1, 0.5),  # 2
    "g": (1, 0, 0.5),  # 2
    "h": (0, 1, 0.0),  # 1
    "i": (0, 0, 0.5),  # 1
    "j": (0, 1, 0.0),  # 1
    "k": (0, 0, 0.0),  # 0
}
SHARES = {name: dict(enumerate(row, 1)) for name, row in MARKS.items()}
POINTS = {1: 1.0, 2: 1.0, 3: 2.0}


def test_difficulty_is_the_mean_share():
    found = {s.item: s for s in analyse(SHARES, POINTS)}
    assert found[1].difficulty == pytest.approx(6 / 11)
    assert found[2].difficulty == pytest.approx(6 / 11)
    assert found[3].difficulty == pytest.approx(5.5 / 11)


def test_discrimination_is_upper_less_lower_27_percent():
    """Upper three: a, b, c. Lower three, equal totals in order of name: i, j, k."""
    found = {s.item: s.discrimination for s in analyse(SHARES, POINTS)}
    assert found[1] == pytest.approx(3 / 3 - 0)
    assert found[2] == pytest.approx(2 / 3 - 1 / 3)
    assert found[3] == pytest.approx(3 / 3 - 0.5 / 3)


def test_the_point_biserial_leaves_the_item_out_of_the_total():
    """Item 1 against the rest (item 2 + 2 * item 3): 3 3 2 2 1 2 1 1 1 1 0.

    For a right-or-wrong item r = (M1 - M0) / s * sqrt(p q), s with n in the denominator:
    M1 = (3+3+2+2+1+1)/6 = 2, M0 = (2+1+1+1+0)/5 = 1, s² = 35/11 - (17/11)².
    """
    s = sqrt(35 / 11 - (17 / 11) ** 2)
    by_hand = (2 - 1) / s * sqrt(6 / 11 * 5 / 11)
    assert by_hand == pytest.approx(0.5590, abs=1e-4)
    assert analyse(SHARES, POINTS)[0].correlation == pytest.approx(by_hand)


def test_alpha_by_hand():
    """Sums of squares about the mean, in points: 30/11, 30/11 and 6 for the items, 65 - 23²/11 for the totals."""
    rows = [
        (1, 1, 2),
        (1, 1, 2),
        (1, 0, 2),
        (1, 1, 1),
        (1, 0, 1),
        (0, 1, 1),
        (1, 0, 1),
        (0, 1, 0),
        (0, 0, 1),
        (0, 1, 0),
        (0, 0, 0),
    ]
    squares = [sum(x * x for x in c) - sum(c) ** 2 / 11 for c in zip(*rows, strict=True)]
    assert squares == pytest.approx([30 / 11, 30 / 11, 6.0])
    whole = 65 - 23**2 / 11  # totals 4 4 3 3 2 2 2 1 1 1 0
    assert alpha(SHARES, POINTS) == pytest.approx(3 / 2 * (1 - sum(squares) / whole))


def test_an_item_all_got_right_tells_nothing():
    found = analyse({"a": {1: 1.0, 2: 1.0}, "b": {1: 1.0, 2: 0.0}}, {1: 1.0, 2: 1.0})
    assert found[0].discrimination == 0 and found[0].correlation is None and found[0].verdict == "太易"


def test_an_item_the_weak_get_right_asks_to_look_at_the_key():
    shares = {
        c: {1: float(n < 3), 2: float(n >= 3), 3: float(n < 3), 4: float(n < 2)}
        for n, c in enumerate("abcdef")
    }
    assert analyse(shares, dict.fromkeys((1, 2, 3, 4), 1.0))[1].verdict == "核对答案"


def test_without_candidates_there_is_nothing_to_say():
    (found,) = analyse({}, {1: 2.0})
    assert (found.candidates, found.difficulty, found.discrimination, found.correlation) == (
        0,
        0.0,
        0.0,
        None,
    )
    assert alpha({}, {1: 2.0}) is None


@given(st.lists(st.tuples(st.floats(-5, 5), st.floats(-5, 5)), min_size=2, max_size=20))
def test_correlation_is_within_bounds_and_symmetric(pairs):
    xs, ys = zip(*pairs, strict=True)
    r = pearson(xs, ys)
    assert r is None or -1 - 1e-9 <= r <= 1 + 1e-9
    assert r == pytest.approx(pearson(ys, xs)) if r is not None else pearson(ys, xs) is None
