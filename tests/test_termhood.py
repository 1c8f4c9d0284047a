"""Termhood by hand, by an obvious oracle, and on a list of candidates."""

from collections import Counter, defaultdict
from math import isclose, log2

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from corpora.languages import get
from glossary.termhood import c_values, freedom, keyness, neighbours, weight

ZH = get("zh")


def test_c_value_by_hand():
    words = [("人民", "法院"), ("法院",), ("最高", "人民", "法院"), ("院长",)]
    values = c_values(words, np.array([10, 12, 4, 3]))
    # 人民法院: log2(3) (10 - 4); 法院 stands in two longer ones: log2(2) (12 - (10 + 4) / 2); the others in none
    assert np.allclose(values, [log2(3) * 6, 5, 2 * 4, 3])


def test_a_run_that_stands_only_in_one_longer_run_has_no_c_value():
    assert c_values([("时代", "中国"), ("新", "时代", "中国")], np.array([5, 5]))[0] == 0


def slow_c_value(words, counts, n):
    def holds(longer, run):
        return len(longer) > len(run) and any(longer[i : i + len(run)] == run for i in range(len(longer)))

    around = [k for other, k in zip(words, counts, strict=True) if holds(other, words[n])]
    own = counts[n] - (sum(around) / len(around) if around else 0)
    return log2(1 + len(words[n])) * max(0, own)


@given(
    st.dictionaries(
        st.lists(st.sampled_from("甲乙丙"), min_size=1, max_size=4).map(tuple), st.integers(2, 50), min_size=1
    )
)
def test_c_values_are_those_of_the_definition(runs):
    words, counts = list(runs), list(runs.values())
    expected = [slow_c_value(words, counts, n) for n in range(len(words))]
    assert np.allclose(c_values(words, np.array(counts)), expected)


def slow_freedom(neighbours):
    if len(neighbours) < 2:
        return 0.0
    seen = Counter(object() if n < 0 else n for n in neighbours)
    shares = [k / len(neighbours) for k in seen.values()]
    return -sum(p * log2(p) for p in shares) / max(1, log2(len(neighbours)))


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from([-1, ord("新"), ord("旧")])), min_size=1))
def test_freedom_is_the_entropy_of_the_neighbours(places):
    by_run = defaultdict(list)
    for run, neighbour in places:
        by_run[run].append(neighbour)
    found = freedom(np.array([r for r, _ in places]), np.array([n for _, n in places]), 4)
    assert all(isclose(found[run], slow_freedom(by_run[run]), abs_tol=1e-9) for run in range(4))


def test_a_piece_of_a_longer_word_is_not_free():
    texts = ["新时代中国特色，", "在新时代中国特色下", "为新时代中国特色。", "新时代中国特色的"]
    starts = np.array([t.index("时代") for t in texts])
    left, right = neighbours(texts, np.arange(4), starts, starts + 6)
    run = np.zeros(4, int)
    assert freedom(run, left, 1)[0] == 0
    assert freedom(run, right, 1)[0] == 1


def test_the_edge_of_a_text_and_a_mark_are_open():
    left, right = neighbours(["法院，院长"], np.array([0, 0]), np.array([0, 3]), np.array([2, 5]))
    assert left.tolist() == [-1, -1] and right.tolist() == [-1, -1]


def test_words_of_the_court_are_keys_and_words_of_every_day_are_not():
    words = [("被告人",), ("公诉", "机关"), ("天气",)]
    court, prosecutor, weather = keyness(words, np.array([20, 20, 1]), 10_000, ZH.general)
    assert min(court, prosecutor) > 5 > 2 > weather


def test_general_counts_are_of_a_million():
    assert ZH.general("的") > 1000 > ZH.general("被告人") > 0 == ZH.general("龘龘")


def test_own_and_key_runs_come_first():
    assert (
        weight(np.array([1.0]), np.array([3.0]))
        > weight(np.array([1.0]), np.array([0.0]))
        > weight(np.array([0.1]), np.array([0.0]))
        > 0
    )


def test_function_words_begin_and_end_no_term():
    assert ZH.key("要") in ZH.common and not ZH.content("政府要") and ZH.content("纪要")
