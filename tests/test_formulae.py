"""Formulae: what is taken out of a sentence, what recurs, how a known translation is reused, and what people decide."""

import sqlite3

import pytest

from aligner import memory
from corpora.languages import get
from glossary import store
from glossary.formulae import build, finding, matching, reusing
from glossary.formulae.facing import face
from glossary.formulae.model import Example, SlotKind, Status
from glossary.formulae.remembering import remembered
from glossary.formulae.skeletons import sentence
from glossary.formulae.wording import courts_named, learnt, masked, wording

AT = "2026-03-02T09:00:00+00:00"
APPEAL = "如不服本判决，可以在判决书送达之日起{}内，向本院递交上诉状，上诉于{}。"


def skeleton(text, *names):
    return sentence(text, names).skeleton.replace(" ", "")


@pytest.mark.parametrize(("text", "said", "values"), [
    ("原告拉某与被告祁某1买卖合同纠纷一案", "原告{name}与被告{name}{cause}一案", ["拉某", "祁某1", "买卖合同纠纷"]),
    ("被告人王某甲犯盗窃罪，判处有期徒刑三年六个月", "被告人{name}犯{cause}判处有期徒刑{duration}", ["王某甲", "盗窃罪", "P3Y6M"]),
    ("至索某2年满十八周岁时止", "至{name}年满{integer}周岁时止", ["索某2", "18"]),
    ("被告延吉市某餐饮有限公司于本判决生效之日起", "被告{name}于本判决生效之日起", ["延吉市某餐饮有限公司"]),
    ("三、驳回原告的其他诉讼请求。", "{item}驳回原告的其他诉讼请求", ["3"]),
    ("（二）驳回上诉", "{item}驳回上诉", ["2"]),
    ("依照《中华人民共和国民事诉讼法》第二百六十条规定", "依照{law}{article}规定", ["中华人民共和国民事诉讼法", "260"]),
    ("上诉于青海省海西蒙古族藏族自治州中级人民法院", "上诉于{court}", ["青海省海西蒙古族藏族自治州中级人民法院"]),
    ("向格尔木市人民法院申请", "向{court}申请", ["格尔木市人民法院"]),
    ("审判员　×××", "审判员{mask}", ["某"]),
    ("（2020）青2802民初123号", "{case}", ["(2020)青2802民初123号"]),
])  # fmt: skip
def test_what_varies_is_taken_out(text, said, values):
    found = sentence(text)
    assert found.skeleton.replace(" ", "") == said
    assert [s.value for s in found.slots] == values


def test_names_a_document_tells_are_taken_out_unmasked_too():
    assert (
        skeleton("原告扎西与被告才让多杰借款一案", "扎西", "才让多杰") == "原告{name}与被告{name}{cause}一案"
    )


def test_width_and_punctuation_make_no_other_skeleton():
    assert skeleton("案件受理费１００元，由被告负担。") == skeleton("案件受理费100元由被告负担")
    assert skeleton("案件受理费100元，由被告负担。") != skeleton("案件受理费100元，由原告负担。")


def test_masked_names():
    assert masked("祁某1") == ("祁", "某#", "1") and masked("欧阳某某") == ("欧阳", "某某", "")
    assert masked("扎西") == masked("某公司") == masked("延吉市某餐饮有限公司") == ("", "", "")


# A court of four cases in two languages

BO = get("bo")
PAIRS = [
    ("（2020）青2821民初92号", "青海省乌兰县人民法院", "མཚོ་སྔོན་ཞིང་ཆེན་ཝུའུ་ལན་རྫོང་མི་དམངས་ཁྲིམས་ཁང་།"),
    ("（2020）青2821民初92号", "案件受理费2364元，由原告拉某负担197元，被告祁某负担2167元。",
     "གྱོད་གཞི་དང་ལེན་འགྲོ་གྲོན་སྒོར་2364ནི་ཞུ་གཏུག་པ་ལྷ་ཆེ་གེ་མོས་སྒོར་197དང་། གཏུག་ཡུལ་ཆི་ཆེ་གེ་མོས་སྒོར་2167འཁུར་དགོས།"),
    ("（2021）青2822民初78号", "案件受理费300元，由原告卓某负担100元，被告马某负担200元。",
     "གྱོད་གཞི་དང་ལེན་འགྲོ་གྲོན་སྒོར་300ནི་ཞུ་གཏུག་པ་སྒྲོལ་ཆེ་གེ་མོས་སྒོར་100དང་། གཏུག་ཡུལ་མཱ་ཆེ་གེ་མོས་སྒོར་200འཁུར་དགོས།"),
    ("（2020）青2821民初92号", "三、驳回原告的其他诉讼请求。", "གསུམ། ཞུ་གཏུག་པའི་གཏུག་བཤེར་རེ་འདུན་གཞན་དག་ཕྱིར་སློག་བྱས།"),
    ("（2021）青2822民初78号", "二、驳回原告的其他诉讼请求。", "གཉིས། ཞུ་གཏུག་པའི་གཏུག་བཤེར་རེ་འདུན་གཞན་དག་ཕྱིར་སློག་བྱས།"),
    ("（2022）青2823民初5号", "四、驳回原告的其他诉讼请求。", "བཞི། ཞུ་གཏུག་པའི་རེ་འདུན་གཞན་དག་ངོས་ལེན་མི་བྱེད།"),
    ("（2020）青2821民初92号", APPEAL.format("十五日", "青海省海西蒙古族藏族自治州中级人民法院"),
     "གལ་ཏེ་མ་འཐད་ན། ཉིན་བཅོ་ལྔའི་ནང་མཚོ་སྔོན་ཞིང་ཆེན་མཚོ་ནུབ་སོག་རིགས་བོད་རིགས་རང་སྐྱོང་ཁུལ་འབྲིང་རིམ་མི་དམངས་ཁྲིམས་ཁང་ལ་གོང་གཏུག་ཞུ་ཆོག"),
    ("（2023）青2823民初6号", APPEAL.format("十日", "青海省高级人民法院"),
     "གལ་ཏེ་མ་འཐད་ན། ཉིན་བཅུའི་ནང་མཚོ་སྔོན་ཞིང་ཆེན་མཐོ་རིམ་མི་དམངས་ཁྲིམས་ཁང་ལ་གོང་གཏུག་ཞུ་ཆོག"),
    ("（2020）青2821民初92号", "适用普通程序公开审理。", "སྤྱིར་བཏང་གོ་རིམ།"),
    ("（2020）青2821民初92号", "适用普通程序公开审理。", "སྤྱིར་བཏང་གོ་རིམ།"),
]  # fmt: skip


@pytest.fixture(scope="module")
def uses():
    return [
        finding.use(Example(n, zh, bo, 1, "甲法院", case, "2020")) for n, (case, zh, bo) in enumerate(PAIRS)
    ]


@pytest.fixture(scope="module")
def known(uses):
    return wording(finding.known_of(uses, BO))


@pytest.fixture(scope="module")
def formulae(uses, known):
    return finding.formulae(finding.grouped(uses), BO, known)


def test_what_recurs_across_cases_is_a_formula_and_variants_are_kept(formulae):
    assert [(f.cases, f.count) for f in formulae] == [(3, 3), (2, 2), (2, 2)]
    reject, *_ = formulae
    assert [(t.cases, t.courts) for t in reject.translations] == [
        (2, (("甲法院", 2),)),
        (1, (("甲法院", 1),)),
    ]
    assert all("适用普通程序" not in f.source for f in formulae)  # twice in one case only


def test_names_and_courts_are_learnt(known):
    assert known.surnames["拉"] == ("ལྷ་",) and known.masks["某"] == ("ཆེ་གེ་མོ",)
    assert known.names["青海省高级人民法院"] == ("མཚོ་སྔོན་ཞིང་ཆེན་མཐོ་རིམ་མི་དམངས་ཁྲིམས་ཁང",)


def test_slots_are_found_in_the_translation_whatever_their_order(known):
    found = face(sentence(PAIRS[1][1]), PAIRS[1][2], BO, known)
    assert found.missing == 0
    assert [PAIRS[1][2][slice(*p)] for p in found.places] == [
        "སྒོར་2364",
        "ལྷ་ཆེ་གེ་མོ",
        "སྒོར་197",
        "ཆི་ཆེ་གེ་མོ",
        "སྒོར་2167",
    ]
    ko = get("ko")
    turned = face(sentence("自2021年5月1日起支付600元"), "600원을 2021년 5월 1일부터 지급", ko, wording([]))
    assert [span.start for span in turned.places] == [6, 0]


def reuse(text, formulae, known, language=BO):
    return reusing.reuse(text, matching.index(formulae), language, known)


def test_new_numbers_names_and_courts_are_written_the_other_languages_way(formulae, known):
    (found, *_) = reuse("案件受理费1,250元，由原告卓某负担250元，被告祁某负担1000元。", formulae, known)
    assert found.text == (
        "གྱོད་གཞི་དང་ལེན་འགྲོ་གྲོན་སྒོར་1250ནི་ཞུ་གཏུག་པ་སྒྲོལ་ཆེ་གེ་མོས་སྒོར་250དང་། གཏུག་ཡུལ་ཆི་ཆེ་གེ་མོས་སྒོར་1000འཁུར་དགོས།"
    )
    assert (found.score, found.left, [c.sure for c in found.carried]) == (100, (), [True] * 5)
    text = APPEAL.format("五日", "青海省海西蒙古族藏族自治州中级人民法院")
    (found, *_) = reuse(text, formulae, known)
    assert "ཉིན་ལྔའི་ནང་མཚོ་སྔོན་ཞིང་ཆེན་མཚོ་ནུབ་" in found.text and not found.left
    first, *_ = found.carried
    assert (text[slice(*first.source)], found.text[slice(*first.target)]) == ("五日", "ཉིན་ལྔ")


def test_the_number_of_an_item_and_the_mark_after_it(formulae, known):
    assert reuse("六、驳回原告的其他诉讼请求。", formulae, known)[0].text.startswith("དྲུག ཞུ་གཏུག")
    assert reuse("十五、驳回原告的其他诉讼请求。", formulae, known)[0].text.startswith("བཅོ་ལྔ། ཞུ་གཏུག")


def test_what_cannot_be_carried_over_stays_in_chinese_and_is_said(formulae, known):
    text = "案件受理费50元，由原告才某负担20元，被告祁某负担30元。"
    (found, *_) = reuse(text, formulae, known)
    (left,) = found.left
    assert (text[slice(*left.source)], found.text[slice(*left.target)], left.reason) == (
        "才某",
        "才某",
        reusing.UNKNOWN,
    )
    assert "ལྷ་ཆེ་གེ་མོ" not in found.text and "སྒྲོལ་ཆེ་གེ་མོ" not in found.text  # nobody of another case


def test_a_name_with_a_number_asks_for_a_look_at_its_ending(formulae, known):
    more = wording(
        [
            ("surname", "祁", "ཆི་", 1),
            ("mask", "某#", "ཆེ་གེ་མོ་#", 1),
            ("surname", "拉", "ལྷ་", 1),
            ("mask", "某", "ཆེ་གེ་མོ", 1),
        ]
    )
    (found, *_) = reuse("案件受理费50元，由原告拉某负担20元，被告祁某2负担30元。", formulae, more)
    assert [c.sure for c in found.carried if c.kind is SlotKind.NAME] == [True, False]
    assert "ཆི་ཆེ་གེ་མོ་2" in found.text


def test_a_near_formula_shows_where_it_differs(formulae, known):
    text = "如不服本裁定，可以在裁定书送达之日起十日内，向本院递交上诉状，上诉于青海省高级人民法院。"
    (found, *_) = reuse(text, formulae, known)
    assert 80 < found.score < 100
    assert [text[slice(*e.asked)] for e in found.edits] == ["裁定", "裁定"]
    assert [found.example.source[slice(*e.found)] for e in found.edits] == ["判决", "判决"]
    assert {x.reason for x in found.left} == {reusing.UNTRANSLATED}


@pytest.mark.parametrize("text", ["", "。", "   ", "今天天气很好", "一" * 3000])
def test_nothing_is_near_these(text, formulae, known):
    assert reuse(text, formulae, known) == []


def test_equal_values_that_become_different_are_not_sure(known):
    source, target = "偿还600元，支付利息600元。", "སྒོར་600དང་སྐྱེད་སྒོར་600སྤྲོད་དགོས།"
    found = reusing.pair_filled(sentence("偿还500元，支付利息30元。"), source, target, BO, known)
    assert found.text == "སྒོར་500དང་སྐྱེད་སྒོར་30སྤྲོད་དགོས།" and [c.sure for c in found.carried] == [False, False]
    assert reusing.pair_filled(sentence(source), source, target, BO, known) is None
    assert reusing.pair_filled(sentence("偿还本金500元，支付利息30元。"), source, target, BO, known) is None


def test_a_use_without_anything_new_is_its_own_translation(uses, known):
    for u in uses:
        found = finding.formulae({u.sentence.skeleton: [u]}, BO, known)
        (own,) = reuse(u.example.source, found, known)
        assert (own.text, own.left, own.edits) == (u.example.target, (), ())


def test_courts_are_found_by_others_of_their_province():
    known = wording([("name", "吉林省延吉市人民法院", "길림성 연길시인민법원", 1)])
    found = courts_named(
        sentence("上诉于吉林省延边朝鲜族自治州中级人民法院。"),
        "길림성 연변조선족자치주중급인민법원에 상소할 수 있다.",
        known,
        get("ko"),
    )
    assert found == [("name", "吉林省延边朝鲜族自治州中级人民法院", "길림성 연변조선족자치주중급인민법원", 1)]
    assert learnt(sentence("吉林省延吉市人民法院"), "길림성 연길시인민법원", get("ko"))[0][:3] == (
        "name", "吉林省延吉市人民法院", "길림성 연길시인민법원",
    )  # fmt: skip


def test_what_differs_between_two_uses_tells_how_a_cause_is_called():
    uses = [
        finding.use(Example(n, f"原告拉某与被告祁某{zh}一案，本院立案后，公开开庭进行了审理。", f"ཞུ་གཏུག་པ་ལྷ་ཆེ་གེ་མོ་དང་གཏུག་ཡུལ་ཆི་ཆེ་གེ་མོའི་བར་གྱི་{bo}་རྩོད་གཞི། ཁྲིམས་བཤེར་བྱས།", n, case_number=str(n)))
        for n, (zh, bo) in enumerate([("离婚纠纷", "ཁ་བྲལ"), ("买卖合同纠纷", "ཉོ་ཚོང་གན་རྒྱའི"), ("民间借贷纠纷", "བུ་ལོན་གཡར་བའི")])
    ]  # fmt: skip
    known = wording(finding.known_of(uses, BO))
    assert known.names["离婚纠纷"] == ("ཁ་བྲལ",) and known.names["买卖合同纠纷"] == ("ཉོ་ཚོང་གན་རྒྱའི",)
    (formula,) = finding.formulae(finding.grouped(uses), BO, known)
    text = "原告祁某与被告拉某离婚纠纷一案，本院立案后，公开开庭进行了审理。"
    (found,) = reuse(text, [formula], known)
    assert len(formula.translations) == 1 and not found.left
    assert found.text == "ཞུ་གཏུག་པ་ཆི་ཆེ་གེ་མོ་དང་གཏུག་ཡུལ་ལྷ་ཆེ་གེ་མོའི་བར་གྱི་ཁ་བྲལ་རྩོད་གཞི། ཁྲིམས་བཤེར་བྱས།"


# The collection in a workspace


def test_the_sample_has_formulae_and_a_second_run_changes_nothing(book):
    assert store.formula_languages(book)["bo"] >= 10
    first = store.formulae(book, "bo")
    assert build.update(book) == () and store.formulae(book, "bo") == first
    assert (
        first[0].cases >= 6 and first[0].translations[0].courts and first[0].translations[0].examples[0].pair
    )


def test_pairs_read_another_way_are_read_anew(book):
    before = store.formulae(book, "bo")
    book.execute("UPDATE formula_states SET state = '[0, 1, 2, 3]' WHERE language = 'bo'")
    book.execute("UPDATE formula_pairs SET skeleton = 'x' WHERE language = 'bo'")
    assert build.update(book) == ("bo",) and store.formulae(book, "bo") == before


def test_decisions_outlive_a_build_and_are_taken_back(book):
    formula = store.formulae(book, "bo")[0]
    with pytest.raises(ValueError, match="姓名"):
        store.decide_formula(book, formula, formula.translations[0], Status.APPROVED, " ", AT)
    store.decide_formula(book, formula, formula.translations[0], Status.APPROVED, "审定员甲", AT, "常用")
    store.decide_formula(book, store.formulae(book, "bo")[1], None, Status.REJECTED, "审定员乙", AT)
    book.execute("DELETE FROM formula_states")
    assert "bo" in build.update(book)
    one, two = store.formulae(book, "bo")[:2]
    assert (one.status, one.who, one.translations[0].at) == (Status.APPROVED, "审定员甲", AT)
    assert two.status is Status.REJECTED and two not in matching.index([one, two]).formulae
    assert store.undo_formula(book, "审定员甲", AT).why == "常用"
    assert store.undo_formula(book, "审定员甲", AT) is None
    assert store.formulae(book, "bo")[0].status is Status.PROPOSED
    assert [d.undoes for d in store.formula_decisions(book)] == [None, None, 1]
    with pytest.raises(sqlite3.IntegrityError):
        book.execute("UPDATE formula_decisions SET who = '他人'")


def test_an_approved_translation_stays_when_its_judgments_go(book):
    formula = store.formulae(book, "ko")[0]
    store.decide_formula(book, formula, formula.translations[0], Status.APPROVED, "审定员甲", AT)
    book.execute("DELETE FROM documents WHERE language = 'ko'")
    build.update(book)
    (kept,) = store.formulae(book, "ko")
    assert (kept.source, kept.status, kept.translations[0].count) == (formula.source, Status.APPROVED, 0)


def test_a_rejected_translation_is_not_used(book):
    found, known = store.formulae(book, "bo"), store.formula_wording(book, "bo")
    text = found[0].source
    assert reuse(text, found, known)[0].formula.skeleton == found[0].skeleton
    for t in found[0].translations:
        store.decide_formula(book, found[0], t, Status.REJECTED, "审定员甲", AT)
    assert all(r.score < 100 for r in reuse(text, store.formulae(book, "bo"), known))


def test_spans_point_into_the_texts_and_known_sentences_come_back(book):
    for code in store.formula_languages(book):
        found, known, language = store.formulae(book, code), store.formula_wording(book, code), get(code)
        for f in found:
            (r,) = reusing.reuse(f.source, matching.index(found), language, known, limit=1)
            assert all(0 <= c.target.start <= c.target.end <= len(r.text) for c in (*r.carried, *r.left))
            assert language.key(r.text) in {language.key(t.examples[0].target) for t in f.translations}


# With the memory


def test_a_remembered_sentence_that_differs_in_numbers_alone_is_offered_with_the_new_ones(book):
    language, known = get("bo"), store.formula_wording(book, "bo")
    text = "二、被告祁某于本判决生效之日起十五日内支付原告拉某违约金12000元；"
    found = remembered(text, memory.lookup(book, text, get("zh"), "bo"), language, known)
    assert found[0].reuse and found[0].match.score < 100
    assert "ཉིན་བཅོ་ལྔའི་ནང" in found[0].text and "སྒོར་12000" in found[0].text
    changed = "二、被告祁某于本判决生效之日起十日内支付原告拉某租金8600元；"
    (first, *_) = remembered(changed, memory.lookup(book, changed, get("zh"), "bo"), language, known)
    assert first.reuse is None and first.text == first.match.pair.target
