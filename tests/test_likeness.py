"""What is compared of two documents, and how much each part says."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aligner.likeness import (
    Sketch,
    cosine,
    features,
    number_agrees,
    possible,
    rarities,
    same_number,
    score,
    sketch,
    usual_ratio,
    weigh,
)
from corpora import placeables
from corpora.languages import get
from corpora.model import Document, Genre, Party

VALUES = tuple(f"money:{n}" for n in range(12))


def judgment(number, language="zh", values=VALUES, **more):
    made = Sketch(
        id=number, language=language, genre=Genre.JUDGMENT, kind="判决书", case_number=None, masked=False,
        date=date(2020, 10, 15), roles=("原告", "被告"), values=tuple(values), paragraphs=tuple(range(10, 40)), stem="",
    )  # fmt: skip
    return replace(made, **more)


def weighed(s, t):
    rarity = rarities([s, t])
    return weigh(s, t, features(s, rarity), features(t, rarity), rarity, usual_ratio([s], [t]))


def test_a_sketch_holds_no_text():
    body = "青海省德令哈市人民法院\n原告：扎某\n偿还借款12000元，利息1.5万元。\n二〇二〇年十月十五日"
    document = Document(
        body=body, language="zh", parties=(Party("原告", "扎某"),), court="青海省德令哈市人民法院", name="a/1.txt", id=7,
    )  # fmt: skip
    made = sketch(document, placeables.find(body, get("zh")), ())
    assert made.values == ("money:12000", "money:15000", "date:2020-10-15")
    assert (made.names, made.roles, made.stem, made.paragraphs) == (("扎",), ("原告",), "a/1", (11, 5, 19, 10))


@pytest.mark.parametrize(("one", "other", "agree"), [
    ("(2020)青2802民初123号", "(2020)青2802民初123号", True), ("(2020)青2802民初123号", "(2020)青2802民初124号", False),
    ("(2020)青2802民初×号", "(2020)青2802民初123号", True), ("(2020)青2802民初×号", "(2020)青2802刑初123号", False),
    ("(2020)青2802民初×号之一", "(2020)青2802民初123号", False), (None, "(2020)青2802民初123号", None),
])  # fmt: skip
def test_numbers_agree_where_a_cross_may_be_anything(one, other, agree):
    s, t = (judgment(n, case_number=c, masked="×" in (c or "")) for n, c in enumerate((one, other)))
    assert number_agrees(s, t) is agree and number_agrees(t, s) is agree
    assert same_number(s, t) == (one == other)


def test_kinds_and_genres_rule_out():
    assert not possible(judgment(1), judgment(2, kind="裁定书"))
    assert not possible(judgment(1), judgment(2, genre=Genre.STATUTE, kind=None))
    assert possible(judgment(1), judgment(2, genre=Genre.OTHER, kind=None))


def test_versions_of_one_score_all_there_is():
    assert score(weighed(judgment(1), judgment(2, "bo"))) == pytest.approx(1.0)


def test_less_in_common_scores_less():
    half = judgment(2, "bo", (*VALUES[:6], *(f"money:{n}" for n in range(90, 96))))
    none = judgment(3, "bo", [f"money:{n}" for n in range(80, 92)], date=date(2019, 1, 1))
    scores = [score(weighed(judgment(1), t)) for t in (judgment(4, "bo"), half, none)]
    assert scores == sorted(scores, reverse=True) and scores[2] < 0.6


def test_what_cannot_be_said_does_not_count():
    bare = {"date": None, "roles": (), "values": ()}
    evidence = weighed(judgment(1, **bare), judgment(2, "bo", **bare))
    assert (evidence.values, evidence.date, evidence.roles) == (None, None, None)
    assert score(evidence) > 0.9    # shape alone


def test_an_amount_exchanged_is_seen_and_one_lost_is_not():
    s = judgment(1, values=[*VALUES, "money:700", "money:700"])
    other = judgment(2, "bo", [*VALUES, "money:900", "money:900"])
    assert weighed(s, other).exchanged == ("700", "900")
    assert weighed(s, judgment(3, "bo")).exchanged is None


@given(st.lists(st.sampled_from(VALUES), max_size=12), st.lists(st.sampled_from(VALUES), max_size=12))
def test_cosine_is_that_of_the_textbook(one, other):
    s, t = judgment(1, values=one), judgment(2, "bo", other)
    rarity = rarities([s, t])
    a, b = features(s, rarity), features(t, rarity)
    found = cosine(a, b)
    if not one or not other:
        assert found is None
    else:
        assert found == pytest.approx(sum(a.vector.get(v, 0) * b.vector.get(v, 0) for v in VALUES))
        assert -1e-9 <= found <= 1 + 1e-9 and cosine(a, a) == pytest.approx(1)
