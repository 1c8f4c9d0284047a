"""What a terminologist is asked first, and who writes what."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.usage import (
    Place,
    Seen,
    Thresholds,
    entropy,
    foremost,
    numbered,
    queue,
    short_court,
    tally,
    translator,
)


def seen(source, number, together, accepted=None, frequency=20, confidence=0.8):
    return Seen(source, number, together, confidence, frequency, accepted)


APPEAL = [seen("上诉", 1, 10), seen("上诉", 2, 10)]
CLEAR = seen("判决", 3, 19)
RARE = seen("案件", 4, 1, frequency=1)


def test_frequent_and_disputed_terms_come_first_and_rare_ones_not_at_all():
    found = queue([CLEAR, RARE, *APPEAL])
    assert [(m.source_key, m.frequency, m.disagreement) for m in found] == [
        ("上诉", 20, 1.0),
        ("判决", 20, 0.0),
    ]
    assert [m.source_key for m in queue([RARE], (), Thresholds(frequency=1))] == ["案件"]


def test_noise_makes_no_disagreement():
    (matter,) = queue([CLEAR, seen("判决", 5, 19, confidence=0.001)])
    assert matter.disagreement < 0.02 and matter.renderings == (3, 5)


def test_a_rejected_rendering_is_neither_asked_nor_counted():
    (matter,) = queue([APPEAL[0], seen("上诉", 2, 10, accepted=False)])
    assert matter.renderings == matter.open == (1,) and matter.disagreement == 0.0


def test_a_decided_term_comes_again_only_for_a_rendering_many_texts_use():
    decided = seen("上诉", 1, 10, accepted=True)
    assert queue([decided, seen("上诉", 2, 1)], {"上诉"}) == []
    (matter,) = queue([decided, seen("上诉", 2, 5)], {"上诉"})
    assert (matter.renderings, matter.open) == ((1, 2), (2,))
    assert queue([decided]) == [], "all decided, none preferred"


@given(st.lists(st.floats(0, 1e6), max_size=8))
def test_entropy_is_that_of_the_definition(weights):
    total = sum(weights)
    slow = -sum(w / total * math.log2(w / total) for w in weights if w / total > 0) if total else 0.0
    assert entropy(weights) == pytest.approx(slow, abs=1e-6)
    assert 0 <= entropy(weights) <= math.log2(max(len(weights), 1)) + 1e-9


@given(st.lists(st.tuples(st.integers(1, 40), st.floats(0.01, 1)), min_size=1, max_size=12))
def test_the_queue_is_ordered_by_frequency_times_disagreement(terms):
    rows = [
        row
        for n, (k, p) in enumerate(terms)
        for row in (seen(f"词{n}", 2 * n, k, frequency=40), seen(f"词{n}", 2 * n + 1, 20, None, 40, p))
    ]
    by_id = {row.id: row for row in rows}
    found = queue(rows, (), Thresholds(agreed=0.0))
    weights = [m.frequency * entropy(by_id[n].mass for n in m.renderings) for m in found]
    assert len(found) == len(terms) and weights == sorted(weights, reverse=True)


PLACES = [
    Place("གོང་གཏུག", 1, 1, "青海省德令哈市人民法院", "2020", "拉某"),
    Place("གོང་ཞུ", 2, 1, "青海省德令哈市人民法院", "2020", "拉某"),
    Place("གོང་ཞུ", 3, 2, "青海省德令哈市人民法院", "2021", ""),
    Place("གོང་གཏུག", 4, 3, "", "2021", ""),
]


def test_uses_are_counted_by_court_and_year_and_the_unknown_stand_last():
    courts = tally(PLACES, "court")
    assert [(t.group[:6], t.rendering, t.count, round(t.share, 2)) for t in courts] == [
        ("青海省德令哈", "གོང་ཞུ", 2, 0.67), ("青海省德令哈", "གོང་གཏུག", 1, 0.33), ("", "གོང་གཏུག", 1, 1.0),
    ]  # fmt: skip
    assert foremost(courts) == {"青海省德令哈市人民法院": "གོང་ཞུ", "": "གོང་གཏུག"}
    assert [(t.group, t.count) for t in tally(PLACES, "year")] == [
        ("2020", 1),
        ("2020", 1),
        ("2021", 1),
        ("2021", 1),
    ]


@given(
    st.lists(
        st.builds(
            Place,
            st.sampled_from("ཀཁག"),
            st.just(1),
            st.just(1),
            st.sampled_from(["", "甲", "乙"]),
            st.just(""),
            st.just(""),
        )
    )
)
def test_no_use_is_lost(places):
    found = tally(places, "court")
    assert sum(t.count for t in found) == len(places)
    assert {(t.group, t.rendering): t.count for t in found} == Counter((p.court, p.rendering) for p in places)
    shares = Counter()
    for t in found:
        shares[t.group] += t.share
    assert all(share == pytest.approx(1) for share in shares.values())


def test_charts_number_renderings_by_use_and_join_the_rare_ones():
    places = [Place(r, 1, 1, "", "", "") for r in "ཀཀཀཁཁགང"]
    assert numbered(places, 4, "其余") == {"ཀ": "①", "ཁ": "②", "ག": "③", "ང": "④"}
    assert numbered(places, 3, "其余") == {"ཀ": "①", "ཁ": "②", "ག": "其余", "ང": "其余"}


@pytest.mark.parametrize(("signature", "name"), [
    ("审判长　王某某\n书记员　扎某", ""),
    ("审 判 员　王某某\n翻　译　员　卓某\n书 记 员　扎某", "卓某"),
    ("翻译人员：买买某\n书记员：李某", "买买某"),
    ("翻译：巴某·艾某", "巴某·艾某"),
])  # fmt: skip
def test_the_translator_is_read_from_the_signature(signature, name):
    assert translator(signature) == name


@pytest.mark.parametrize(("name", "short"), [
    ("青海省格尔木市人民法院", "格尔木市"),
    ("青海省海西蒙古族藏族自治州中级人民法院", "海西蒙古族藏族自治州中级"),
    ("内蒙古自治区高级人民法院", "内蒙古自治区高级"),
    ("最高人民法院", "最高"),
    ("", ""),
])  # fmt: skip
def test_courts_are_called_as_their_neighbours_call_them(name, short):
    assert short_court(name) == short
