"""Which sentences are asked from and what makes one good; what is asked of a sentence or a judgment."""

import pytest
from made_material import given, pair

from aligner.model import Status
from corpora import placeables
from corpora.languages import get
from corpora.model import Section, Span
from quiz.exercises.errors import changed
from quiz.exercises.material import Rejected, find_in, sure, various
from quiz.exercises.quality import quality
from quiz.exercises.sentences import sentences
from quiz.exercises.structure import one_of_each_part
from quiz.model import Example


def test_only_sure_pairs_are_asked_from():
    assert sure(pair("甲", posterior=0.95)) and not sure(pair("甲", posterior=0.7))
    assert sure(pair("甲", posterior=0.2, status=Status.CONFIRMED))
    assert given(pairs=[pair("甲", posterior=0.5), pair("乙", bead=2)]).doubtful == 1


@pytest.mark.parametrize(("better", "worse"), [
    ("双方签订的合同合法有效，依法受法律保护。", "（2020）青2802民初317号，2020年10月15日，12000元，30日。"),
    ("双方签订的合同合法有效，依法受法律保护。", "其上述行为已违反该规定，此予认定。"),
    ("双方签订的合同合法有效，依法受法律保护。", "是。"),
    ("双方签订的合同合法有效，依法受法律保护。", "双方签订的合同合法有效，依法受法律保护。" * 12),
])  # fmt: skip
def test_what_makes_a_sentence_good(better, worse):
    zh = get("zh")
    assert quality(pair(better), zh).value > quality(pair(worse), zh).value


def test_a_sure_pair_and_one_with_terms_are_better():
    zh = get("zh")
    text = "双方签订的合同合法有效，依法受法律保护。"
    assert quality(pair(text), zh).value > quality(pair(text, posterior=0.5), zh).value
    assert quality(pair(text), zh, 3).value > quality(pair(text), zh, 0).value
    assert all(0 <= part <= 1 for _, part in quality(pair(text), zh).reasons)


def test_other_documents_take_their_turn_before_a_second_sentence_of_the_first():
    found = [Example(n, f"句{n}", "", quality=1 - n / 10, document=d) for n, d in enumerate([1, 1, 1, 2])]
    assert [e.bead for e in various(found, 3)] == [0, 3, 1]


def test_terms_are_found_in_many_texts_as_in_each():
    texts = [(5, "原告提起上诉"), (7, "上诉"), (9, ""), (11, "不服判决上"), (12, "诉讼")]
    hits = find_in(texts, get("zh"), {"上诉", "判决"})
    assert {n: [h.span for h in found] for n, found in hits.items()} == {
        5: [Span(4, 6)], 7: [Span(0, 2)], 9: [], 11: [Span(2, 4)], 12: [],
    }  # fmt: skip


def test_every_published_version_of_a_sentence_is_right():
    source = "三、驳回原告的其他诉讼请求，双方各自承担费用。"
    pairs = [
        pair(source, "གསུམ། ཞུ་གཏུག་པའི་རེ་འདུན་གཞན་དག་ཕྱིར་སློག་བྱས།", 1, section=Section.RULING),
        pair(source, "གསུམ། ཞུ་གཏུག་པས་བཏོན་པའི་རེ་འདུན་གཞན་རྣམས་ཕྱིར་སློག་བྱས།", 2, section=Section.RULING),
    ]  # fmt: skip
    made = next(m for m in sentences(given(pairs=pairs)) if not isinstance(m, Rejected))
    (one,) = made.examples
    assert {one.answer, *one.accepted} == {p.target for p in pairs}


def test_a_changed_figure_is_another_value_of_the_same_kind():
    bo = get("bo")
    text = "2024ལོའི་ཟླ་5ཚེས་30ཉིན།"
    (date,) = placeables.find(text, bo)
    other = changed(given(), text, date)
    (new,) = placeables.find(text.replace(text[date.start : date.end], other), bo)
    assert new.kind is date.kind and new.value != date.value


def test_an_order_has_one_sentence_of_each_part():
    sections = [Section.PARTIES, Section.PARTIES, Section.FACTS, Section.REASONING, Section.RULING]
    pairs = [pair(f"句{n}", f"ཚིག{n}", n, section=s, place=n) for n, s in enumerate(sections)]
    assert [p.bead for p in one_of_each_part(pairs)] == [0, 2, 3, 4]
    assert one_of_each_part([pair("甲", "ཀ", 1, section=Section.FACTS), pair("乙", "ཀ", 2, section=Section.RULING)]) == []
