"""Where two versions of a statute must be cut: at every article, whether its number is in digits or words."""

from itertools import pairwise

import pytest

from aligner.articles import cuts, headings
from corpora.judgments import understand
from corpora.languages import get
from corpora.model import Genre

NUMBERS = [(1, 0), (2, 0), (10, 0), (11, 0), (25, 0), (120, 0), (133, 0), (234, 0), (1087, 0)]
WORDS = {
    "zh": "第一条 第二条 第十条 第十一条 第二十五条 第一百二十条 第一百三十三条 第二百三十四条 第一千零八十七条".split(),
    "bo": (
        "དོན་ཚན་དང་པོ། དོན་ཚན་གཉིས་པ། དོན་ཚན་བཅུ་པ། དོན་ཚན་བཅུ་གཅིག་པ། དོན་ཚན་ཉི་ཤུ་རྩ་ལྔ་པ། དོན་ཚན་བརྒྱ་དང་ཉི་ཤུ་པ། "
        "དོན་ཚན་བརྒྱ་དང་སུམ་ཅུ་སོ་གསུམ་པ། དོན་ཚན་ཉིས་བརྒྱ་དང་སུམ་ཅུ་སོ་བཞི་པ། དོན་ཚན་སྟོང་དང་བརྒྱད་ཅུ་གྱ་བདུན་པ།"
    ).split(),
    "ug": [
        f"{n} ماددا" for n in (
            "بىرىنچى", "ئىككىنچى", "ئونىنچى", "ئون بىرىنچى", "يىگىرمە بەشىنچى", "بىر يۈز يىگىرمىنچى", "بىر يۈز ئوتتۇز ئۈچىنچى",
            "ئىككى يۈز ئوتتۇز تۆتىنچى", "مىڭ سەكسەن يەتتىنچى",
        )
    ],
    "kk-Cyrl": [
        f"{n} бап" for n in (
            "Бірінші", "Екінші", "Оныншы", "Он бірінші", "Жиырма бесінші", "Жүз жиырмасыншы", "Жүз отыз үшінші",
            "Екі жүз отыз төртінші", "Мың сексен жетінші",
        )
    ],
    "mn-Cyrl": [
        f"{n} зүйл" for n in (
            "Нэгдүгээр", "Хоёрдугаар", "Аравдугаар", "Арван нэгдүгээр", "Хорин тавдугаар", "Зуун хорьдугаар",
            "Зуун гучин гуравдугаар", "Хоёр зуун гучин дөрөвдүгээр", "Мянга наян долдугаар",
        )
    ],
    "ko": [f"제{n}조" for n in "일 이 십 십일 이십오 백이십 백삼십삼 이백삼십사 천팔십칠".split()],
    "za": [
        f"Diuz {n}" for n in (
            "daih'it", "daihngeih", "cib", "cib'it", "ngeihcib haj", "it bak ngeihcib", "it bak samcib sam", "ngeihbak samcib seiq",
            "itcien lingz betcib caet",
        )
    ],
}  # fmt: skip
DIGITS = {
    "zh": "第{}条", "bo": "དོན་ཚན་{}པ།", "ug": "{}-ماددا", "kk-Arab": "{}-باپ", "kk-Cyrl": "{}-бап", "mn-Cyrl": "{} дүгээр зүйл",
    "mn-Mong": "{} ᠳᠦᠭᠡᠷ ᠵᠦᠢᠯ", "ko": "제{}조", "za": "Diuz daih {}",
}  # fmt: skip


def digits(code):
    return [DIGITS[code].format(number) for number, _ in NUMBERS]


def statute(heads):
    """Each article has a line more than the last one, so that cuts do not fall on the same numbers by chance."""
    return [line for n, head in enumerate(heads) for line in [head, *["—"] * n]]


@pytest.mark.parametrize("code", WORDS)
def test_number_words_are_numbers(code):
    assert list(headings(WORDS[code], get(code))) == NUMBERS


@pytest.mark.parametrize("code", DIGITS)
def test_words_on_one_side_and_digits_on_the_other(code):
    source, target = statute(WORDS["zh"]), digits(code)
    found = cuts(source, target, (get("zh"), get(code)))
    assert [(source[i], target[j]) for i, j in found] == list(zip(WORDS["zh"], digits(code), strict=True))


@pytest.mark.parametrize(("one", "other"), list(pairwise([*WORDS, "zh"])))
def test_number_words_in_any_two_languages(one, other):
    source, target = statute(WORDS[one]), WORDS[other]
    found = cuts(source, target, (get(one), get(other)))
    assert [(source[i], target[j]) for i, j in found] == list(zip(WORDS[one], WORDS[other], strict=True))


def test_mongolian_number_words():
    heads = ["ᠨᠢᠭᠡᠳᠦᠭᠡᠷ ᠵᠦᠢᠯ", "ᠠᠷᠪᠠᠳᠤᠭᠠᠷ ᠵᠦᠢᠯ", "ᠵᠠᠭᠤ ᠭᠤᠴᠢᠨ ᠳᠥᠷᠪᠡᠳᠦᠭᠡᠷ ᠵᠦᠢᠯ", "ᠬᠣᠶᠠᠷ ᠵᠠᠭᠤᠨ ᠭᠤᠴᠢᠨ ᠳᠥᠷᠪᠡᠳᠦᠭᠡᠷ ᠵᠦᠢᠯ"]
    assert list(headings(heads, get("mn-Mong"))) == [(1, 0), (10, 0), (134, 0), (234, 0)]


def test_inserted_articles_stand_between():
    zh = ["第一百三十三条　在道路上", "第一百三十三条之一　有下列", "第一百三十三条之二　对行驶中", "第一百三十四条　在生产"]
    ko = ["제133조 도로에서", "제133조의1 다음", "제134조 생산에서"]
    assert cuts(zh, ko, (get("zh"), get("ko"))) == [(0, 0), (1, 1), (3, 2)]


def test_citations_at_the_head_of_a_sentence_are_no_articles():
    zh = ["第一条　甲", "第三条规定的情形除外。", "第二条　乙", "第三条　丙", "第一条第二款适用于本条。", "第四条　丁"]
    assert headings(zh, get("zh")) == {(1, 0): 0, (2, 0): 2, (3, 0): 3, (4, 0): 5}


def test_what_cannot_be_told_apart_is_left_out():
    zh = ["第一条　甲", "第二条　乙", "第二条　乙", "第三条　丙", "第四条　丁"]
    assert list(headings(zh, get("zh"))) == [(1, 0), (3, 0), (4, 0)]


def test_an_article_missing_on_one_side_is_no_cut():
    source, target = WORDS["zh"], [head for n, head in enumerate(digits("ug")) if n != 4]
    assert [i for i, _ in cuts(source, target, (get("zh"), get("ug")))] == [0, 1, 2, 3, 5, 6, 7, 8]


def test_a_judgment_that_cites_two_articles_is_not_cut():
    assert not cuts(["第一条 甲", "第二条 乙"], ["제1조 갑", "제2조 을"], (get("zh"), get("ko")))
    assert not cuts([], [], (get("zh"), get("ko")))


@pytest.mark.parametrize("name", ["刑法", "民事诉讼法", "人民陪审员法", "民法典_合同编", "宪法"])
def test_every_article_of_a_real_statute_is_found(data, name):
    body = (data / "zh_statutes" / f"{name}.md").read_text(encoding="utf-8")
    document = understand(body, get("zh"))
    texts = [document.raw(n) for n in range(len(document.segments))]
    printed = [line.split()[0] for line in body.splitlines() if line.startswith("第") and "条" in line.split()[0]]
    found = headings(texts, get("zh"))
    assert document.genre is Genre.STATUTE
    assert [texts[n].lstrip("*# ").split()[0] for n in found.values()] == printed
