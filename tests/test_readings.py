"""Why a bead, and how else it could be read: true to the lexicon, said in Chinese."""

import numpy as np
import pytest

from aligner.explain import Text, explain, explained, gains, open_book, units_of
from aligner.readings import best_cut, runner_up, weigh, window
from aligner.sentences import align
from aligner.sides import prepare
from aligner.wording import anchors, label, lengths, shown
from corpora.languages import get
from corpora.model import Kind, Section

ZH = [
    "被告人扎某犯盗窃罪。",
    "判处有期徒刑三年。",
    "并处罚金5000元。",
    "本院认为，罪名成立。",
    "案发于2020年10月15日。",
]
BO = [
    "ཉེས་ཅན་བཀྲ་ཤིས་ཀྱིས་རྐུ་འཇབ་ཀྱི་ཉེས་པ་བསགས།", "དུས་ཡོད་བཙོན་འཇུག་ལོ་གསུམ་གཅོད་པ།", "ཆད་དངུལ་སྒོར་5000འགེལ་བ།",
    "ཁྲིམས་ཁང་གིས་ཉེས་མིང་གྲུབ་པར་འདོད།", "གྱོད་གཞི་2020ལོའི་ཟླ་10ཚེས་15ཉིན་བྱུང་།",
]  # fmt: skip
LANGUAGES = get("zh"), get("bo")


@pytest.fixture(scope="module")
def book():
    """A lexicon of the five sentences, seen in many orders."""
    orders = [
        [0, 1, 2, 3, 4],
        [3, 0, 4, 2, 1],
        [4, 1, 0, 3, 2],
        [2, 4, 3, 1, 0],
        [1, 3, 2, 0, 4],
        [0, 2, 1, 4, 3],
    ]
    sides = [
        tuple(
            prepare([lines[n] for n in order], language)
            for lines, language in zip((ZH, BO), LANGUAGES, strict=True)
        )
        for order in orders
    ]
    return open_book(align(sides).lexicon)


def texts(lines, *numbers):
    return [Text(lines[n]) for n in numbers]


def test_gains_are_the_lexicon_s_own(book):
    """Slowly, one pair of units after the other."""
    units = units_of(texts(ZH, 1), LANGUAGES[0]), units_of(texts(BO, 1), LANGUAGES[1])
    there, back = gains(book, units)
    lexicon = book.lexicon
    for i, (_, s) in enumerate(units[0]):
        for j, (_, t) in enumerate(units[1]):
            one, other = lexicon.source.index(s.form), lexicon.target.index(t.form)
            row = list(lexicon.columns[lexicon.rows[one] : lexicon.rows[one + 1]])
            q = book.tables[0].q[lexicon.rows[one] + row.index(other)] if other in row else 0.0
            assert there[i, j] == pytest.approx(np.log(q / book.chance[1][other] + book.tables[0].beta[one]))
    assert back.shape == there.shape and explained(there).max() > 0.5


def test_unknown_units_say_nothing(book):
    there, back = gains(book, (units_of([Text("龘龘")], LANGUAGES[0]), units_of(texts(BO, 1), LANGUAGES[1])))
    assert not there.any() and not back.any()


def test_words_that_translate_each_other_speak_for_a_bead(book):
    found = explain(texts(ZH, 1), texts(BO, 1), LANGUAGES, book, 2.0)
    assert found.words and all(w.source in ZH[1] and w.target in BO[1] for w in found.words)
    for w in found.words:
        assert (
            ZH[1][slice(*w.source_place.span)] == w.source and BO[1][slice(*w.target_place.span)] == w.target
        )
    there, _ = gains(book, (units_of(texts(ZH, 1), LANGUAGES[0]), units_of(texts(BO, 1), LANGUAGES[1])))
    assert (explained(there) > 0.0).mean() > 0.5
    wrong = explain(texts(ZH, 1), texts(BO, 3), LANGUAGES, book, 2.0)
    assert sum(w.weight for w in wrong.words) < sum(w.weight for w in found.words)


def test_values_of_both_sides_and_of_one(book):
    found = explain(texts(ZH, 2, 4), [Text(BO[4], Section.FACTS)], LANGUAGES, book, 2.0)
    assert [(a.value, a.shared) for a in found.anchors] == [
        ("date:2020-10-15", True), ("money:5000", False), ("section:facts", False)
    ]  # fmt: skip
    date = found.anchors[0]
    assert ZH[4][slice(*date.sources[0].span)] == "2020年10月15日" and date.sources[0].sentence == 1
    assert anchors(found) == [
        "日期2020年10月15日两边一致",
        "金额5000元只见于汉文",
        "“查明”部分的开头只见于译文",
    ]


def test_lengths_are_compared_with_what_is_usual(book):
    assert "偏长" in lengths(explain(texts(ZH, 1), texts(BO, 1, 2, 3), LANGUAGES, book, 1.0))
    assert "偏短" in lengths(explain(texts(ZH, 0, 1, 2, 3), texts(BO, 1), LANGUAGES, book, 3.0))
    even = explain(texts(ZH, 1), texts(BO, 1), LANGUAGES, book, 3.0)
    assert "相称" in lengths(even) and not even.unlike


def test_a_null_is_said_to_hold_its_values(book):
    assert anchors(explain(texts(ZH, 1), [], LANGUAGES, book, 3.0)) == ["含有期限3年"]


def test_without_a_lexicon_no_words_are_named():
    assert explain(texts(ZH, 1), texts(BO, 1), LANGUAGES, None, 3.0).words == ()


@pytest.mark.parametrize(("kind", "value", "wanted"), [
    (Kind.DATE, "2020-10-15", "2020年10月15日"), (Kind.DATE, "2020-10", "2020年10月"), (Kind.DATE, "2020", "2020年"),
    (Kind.DATE, "--10-15", "10月15日"), (Kind.ARTICLE, "133-1/2/3", "第133条之1第2款第3项"),
    (Kind.ARTICLE, "52//3", "第52条第3项"), (Kind.ARTICLE, "264", "第264条"), (Kind.DURATION, "P3Y6M", "3年6个月"),
    (Kind.DURATION, "PT2H", "2小时"), (Kind.DURATION, "P15D", "15日"), (Kind.MONEY, "12000", "12000元"),
    (Kind.PERCENT, "12.5", "12.5%"), (Kind.CASE, "(2020)青2802民初123号", "(2020)青2802民初123号"),
])  # fmt: skip
def test_canonical_values_as_chinese_writes_them(kind, value, wanted):
    assert shown(kind, value) == wanted


# Other readings


def test_the_right_reading_weighs_most(book):
    w = window(texts(ZH, 0, 1, 2), texts(BO, 0, 1, 2), LANGUAGES, book, 3.0)
    right = ((1, 1), (1, 1), (1, 1))
    wrong = [((2, 1), (1, 1), (0, 1)), ((1, 2), (1, 1), (1, 0)), ((3, 3),), ((1, 0), (0, 1), (1, 1), (1, 1))]
    assert all(weigh(w, right) > weigh(w, other) for other in wrong)


def test_a_bead_is_cut_where_the_evidence_says(book):
    w = window(texts(ZH, 0, 1), texts(BO, 0, 1), LANGUAGES, book, 3.0)
    assert best_cut(w, (2, 2)) == (1, 1)
    w = window(texts(ZH, 1), texts(BO, 1, 3), LANGUAGES, book, 3.0)
    assert best_cut(w, (1, 2)) == (1, 1)
    assert best_cut(window(texts(ZH, 1), [], LANGUAGES, book, 3.0), (1, 0)) is None


def test_the_runner_up_is_named(book):
    w = window(texts(ZH, 0, 1, 2), texts(BO, 0, 1, 2), LANGUAGES, book, 3.0)
    said, better = runner_up(w, ((1, 1), (1, 2), (1, 0)), 1)
    assert (said, better > 0) == ("译文末句归下一对", True)
    said, better = runner_up(w, ((1, 0), (1, 2), (1, 1)), 1)
    assert (said, better > 0) == ("译文首句归上一对", True)
    assert runner_up(w, ((1, 1), (1, 1), (1, 1)), 1)[1] < 0
    w = window(texts(ZH, 1), texts(BO, 1, 3), LANGUAGES, book, 3.0)
    assert runner_up(w, ((1, 2),), 0)[0] == "译文末句没有对应"
    assert runner_up(window(texts(ZH, 1), [], LANGUAGES, book, 3.0), ((1, 0),), 0) is None


def test_a_carried_token_is_a_value(book):
    found = explain([Text("iPhone一部。")], [Text("iPhone གཅིག")], LANGUAGES, book, 2.0)
    assert "“iphone”" in [label(a) for a in found.anchors if a.shared]
