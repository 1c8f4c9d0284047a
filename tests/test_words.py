"""Word links: they find translations, the same ones every time, and grow from what was linked before."""

import numpy as np
import pytest

from aligner import words
from aligner.words import link_texts
from benchmarks.words import DATA, load, measure
from corpora.languages import get

PAIRS = [
    ("法 院 判 决", "ཁྲིམས་ཁང ཐག་གཅོད"),
    ("法 院 认 为", "ཁྲིམས་ཁང འདོད"),
    ("原 告 认 为", "ཞུ་གཏུག་མི འདོད"),
    ("原 告 判 决", "ཞུ་གཏུག་མི ཐག་གཅོད"),
    ("被 告 法 院", "ཞུ་གཏུག་ཡུལ ཁྲིམས་ཁང"),
]
SPLIT = [(zh.split(), bo.split()) for zh, bo in PAIRS]
SWAPPED = [(("a", "b"), ("B", "A")), (("c", "a"), ("A", "C")), (("b", "c"), ("C", "B")), (("a",), ("A",))] * 3


def forms(pairs, links):
    return [{(s[i], t[j]) for i, j, _ in found} for (s, t), found in zip(pairs, links, strict=True)]


def test_units_that_always_meet_are_linked():
    for (s, _), found in zip(SWAPPED, forms(SWAPPED, words.link(SWAPPED)), strict=True):
        assert found == {(u, u.upper()) for u in s}


def test_posteriors_are_probabilities_and_links_ascend():
    for found in words.link(SPLIT):
        assert [(i, j) for i, j, _ in found] == sorted((i, j) for i, j, _ in found)
        assert all(0 < p <= 1 for *_, p in found)


def test_the_same_every_time():
    assert words.link(SPLIT) == words.link(SPLIT)


def test_uneven_sides_keep_terms_of_several_units():
    """Two characters a word: 法院 stays one term although each character alone would do."""
    found = forms(SPLIT, words.link(SPLIT))
    assert {("法", "ཁྲིམས་ཁང"), ("院", "ཁྲིམས་ཁང")} <= found[0]
    assert {("原", "ཞུ་གཏུག་མི"), ("告", "ཞུ་གཏུག་མི")} <= found[2]


@pytest.mark.parametrize("pairs", [[], [((), ())], [(("a",), ())], [((), ("b",)), (("a",), ("b",))]])
def test_empty_sides(pairs):
    assert [len(found) <= 1 for found in words.link(pairs)] == [True] * len(pairs)


def test_a_prior_knows_what_a_lone_pair_cannot():
    _, model = words.learn(SWAPPED)
    lone = [(("b", "a"), ("A", "B"))]
    assert forms(lone, words.link(lone, model)) == [{("a", "A"), ("b", "B")}]
    assert forms(lone, words.link(lone)) != [{("a", "A"), ("b", "B")}]


def test_a_prior_does_not_hinder_new_units():
    _, model = words.learn(SWAPPED)
    new = [(("a", "x"), ("X", "A"))] * 2
    assert forms(new, words.link(new, model))[0] == {("a", "A"), ("x", "X")}


def test_model_comes_back_from_bytes():
    _, model = words.learn(SPLIT)
    again = words.Model.from_bytes(model.to_bytes())
    assert words.link(SPLIT, again) == words.link(SPLIT, model)


def test_model_adds_up():
    _, once = words.learn(SWAPPED[:4])
    _, twice = words.learn(SWAPPED[4:], once)
    assert twice.counts.sum() > 1.5 * once.counts.sum()


@pytest.mark.skipif(not DATA.exists(), reason=f"no word alignment gold in {DATA}")
@pytest.mark.parametrize("name, most", [("aa-enfr", 0.15), ("aa-roen", 0.34), ("pudpivot-zhko", 0.36)])
def test_error_rates_on_gold(name, most):
    assert measure(load(name)).error <= most




def test_a_side_of_single_units_has_no_jumps_to_learn_from():
    (links,), model = words.learn([(["a", "b", "c"], ["x"])])
    assert links and all(0 < p <= 1 for _, _, p in links)
    assert np.isfinite(model.counts).all() and np.isfinite(model.jumps).all()


def test_known_terms_settle_what_one_pair_leaves_open():
    zh, ug = get("zh"), get("ug")
    texts = [("原告撤诉", "دەۋاگەر قايتۇرۇۋالدى")]
    (links,), _ = link_texts(texts, zh, ug, terms=[("原告", "دەۋاگەر")])
    joined = {(x.source.start, x.target.start) for x in links}
    assert {(0, 0), (1, 0)} <= joined and {(2, 8), (3, 8)} <= joined
    (alone,), _ = link_texts(texts, zh, ug)
    assert {(x.source.start, x.target.start) for x in alone} != joined
