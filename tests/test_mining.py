"""Candidates from hand-linked pairs: what is found, and what never is."""

from dataclasses import replace
from math import isclose, log

from test_subwords import LINES

from aligner.model import Link
from corpora.languages import get
from corpora.model import Span
from corpora.subwords import learn_stems
from glossary.association import log_likelihood
from glossary.confidence import Evidence, confidence
from glossary.mining import mine
from glossary.sides import LinkedPair

ZH, BO = get("zh"), get("bo")


def linked(bead, source, target, *links):
    """A pair whose links are given as (part of the source, part of the target)."""

    def span(text, part):
        return Span(text.index(part), text.index(part) + len(part))

    return LinkedPair.of(
        bead, source, target, tuple(Link(span(source, s), span(target, t), 0.9) for s, t in links)
    )


COURT = ("人民法院", "མི་དམངས་ཁྲིམས་ཁང")
PAIRS = [
    linked(1, "人民法院受理上诉。", "མི་དམངས་ཁྲིམས་ཁང་གིས་གོང་གཏུག་བདག་གཉེར་བྱས།", COURT, ("受理", "བདག་གཉེར"), ("上诉", "གོང་གཏུག")),
    linked(2, "人民法院受理案件。", "མི་དམངས་ཁྲིམས་ཁང་གིས་གྱོད་གཞི་བདག་གཉེར་བྱས།", COURT, ("受理", "བདག་གཉེར"), ("案件", "གྱོད་གཞི")),
    linked(3, "扎某提起上诉。", "བཀྲ་ཆེ་གེ་མོས་གོང་གཏུག་ཞུས།", ("扎某", "བཀྲ་ཆེ་གེ་མོ"), ("上诉", "གོང་གཏུག")),
    linked(4, "扎某向人民法院起诉。", "བཀྲ་ཆེ་གེ་མོས་མི་དམངས་ཁྲིམས་ཁང་ལ་གཏུག་བཤེར་ཞུས།", ("扎某", "བཀྲ་ཆེ་གེ་མོ"), COURT),
    *(linked(n, "天气很好。", "གནམ་གཤིས་ཡག་པོ་འདུག", ("天气", "གནམ་གཤིས")) for n in range(5, 25)),
]  # fmt: skip


def found(**options):
    return {(c.source, c.target): c for c in mine(PAIRS, ZH, BO, **options)}


def test_a_term_of_several_words_and_its_whole_rendering():
    court = found(terms=("人民法院",))["人民法院", "མི་དམངས་ཁྲིམས་ཁང"]
    assert (court.together, court.source_count) == (3, 3)
    assert {o.bead for o in court.occurrences} == {1, 2, 4}
    first = court.occurrences[0]
    assert PAIRS[0].source[first.source.start : first.source.end] == "人民法院"
    assert PAIRS[0].target[first.target.start : first.target.end] == "མི་དམངས་ཁྲིམས་ཁང"


def test_particles_are_no_part_of_a_rendering():
    assert ("上诉", "གོང་གཏུག") in found()
    assert not any(target.endswith("གིས") for _, target in found())


def test_masked_names_are_never_terms():
    assert not any("扎" in source or "某" in source for source, _ in found())


def test_what_a_person_rejected_never_comes_back():
    key = (ZH.key("上诉"), BO.key("གོང་གཏུག"))
    assert ("上诉", "གོང་གཏུག") not in found(rejected=frozenset({key}))


def test_whole_formulae_are_never_terms():
    formula = "本判决为终审判决"
    pairs = [
        linked(n, f"{formula}。", "ཁྲིམས་ཐག་འདི་ནི་མཐའ་མའི་ཁྲིམས་ཐག་ཡིན།", (formula, "ཁྲིམས་ཐག་འདི་ནི་མཐའ་མའི་ཁྲིམས་ཐག"))
        for n in range(10)
    ]
    assert formula not in {c.source for c in mine([*pairs, *PAIRS[4:]], ZH, BO)}


def test_several_renderings_stay_together_with_their_shares():
    contexts = [("受理", "བདག་གཉེར་བྱས"), ("提起", "ཐོན"), ("撤回", "ཕྱིར་འཐེན")]
    pairs = [
        linked(30 + 10 * n + k, f"{verb}上诉。", f"{rendering}་{other}།", ("上诉", rendering), (verb, other))
        for n, (rendering, times) in enumerate([("གོང་གཏུག", 6), ("བཤེར་ཞུ", 3)])
        for k, (verb, other) in enumerate((contexts * 2)[:times])
    ]
    found = [(c.target, c.together, c.source_count) for c in mine([*pairs, *PAIRS[4:]], ZH, BO) if c.source == "上诉"]
    assert found == [("གོང་གཏུག", 6, 9), ("བཤེར་ཞུ", 3, 9)]


def test_nothing_comes_of_nothing():
    assert mine([], ZH, BO) == []


def test_what_stayed_chinese_is_no_rendering():
    pairs = [
        linked(n, "示例文本，未经审校。", "示例文本，未经审校。", ("示例文本", "示例文本")) for n in range(4)
    ]
    assert mine(pairs, ZH, BO) == []


def test_endings_are_counted_with_the_bare_form():
    pairs = [
        linked(1, "公司偿还借款。", "ཀུང་སིས་གཡར་དངུལ་སླར་འཇལ་བྱས།", ("公司", "ཀུང་སིས")),
        linked(2, "公司提起上诉。", "ཀུང་སིས་གོང་གཏུག་ཞུས།", ("公司", "ཀུང་སིས")),
        linked(3, "起诉公司。", "ཀུང་སི་ལ་གཏུག་བཤེར་བྱས།", ("公司", "ཀུང་སི")),
        *PAIRS[4:],
    ]
    company = [c for c in mine(pairs, ZH, BO) if c.source == "公司"]
    assert [(c.target, c.together) for c in company] == [("ཀུང་སི", 3)]


def test_log_likelihood_by_hand():
    # 2x2 table 10, 0 / 0, 90: 2 * (10 ln(100/10) + 90 ln(100/90))
    assert isclose(log_likelihood(10, 10, 10, 100), 2 * (10 * log(10) + 90 * log(100 / 90)))
    assert log_likelihood(1, 10, 10, 100) == 0


def test_confidence_grows_with_evidence():
    def sure(together, mass, source, target):
        return confidence(Evidence(together, mass, source, target, 1, 0.8, False))

    assert 0 < sure(1, 0.3, 5, 8) < sure(2, 1.5, 5, 4) < sure(5, 4.5, 5, 5) < sure(30, 28, 31, 31) < 1


def test_inflected_forms_of_one_stem_are_one_rendering():
    ko = get("ko")
    pairs = [
        linked(1, "提交证据。", "증거를 제출하였다.", ("证据", "증거를"), ("提交", "제출하였다")),
        linked(2, "根据证据。", "증거에 근거한다.", ("证据", "증거에"), ("根据", "근거한다")),
        linked(3, "审查证据。", "증거의 심사.", ("证据", "증거의"), ("审查", "심사")),
        *[linked(n, "天气很好。", "날씨가 좋다.", ("天气", "날씨가")) for n in range(4, 20)],
    ]
    found = [
        (c.target, c.together) for c in mine(pairs, ZH, ko, stems=learn_stems(LINES)) if c.source == "证据"
    ]
    assert found == [("증거", 3)]
    assert found == [(c.target, c.together) for c in mine(pairs, ZH, ko) if c.source == "证据"], "josa are listed"


def test_a_form_with_letters_after_a_more_frequent_rendering_is_less_sure():
    e = Evidence(2, 2.0, 22, 2, 1, 0.8, False)
    assert confidence(replace(e, ending=True)) < 0.3 < 0.6 < confidence(e)
