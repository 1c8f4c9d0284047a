"""Stems and endings learnt from a workspace's own texts."""

import pytest

from corpora.languages import get
from corpora.subwords import learn_stems, train

PARTICLES = ["은", "는", "이", "가", "을", "를", "의", "에", "과", "와", "도", "에서"]
NOUNS = (
    "법원 증거 사실 원고 피고 판결 계약 권리 의무 책임 청구 소송 대금 로임 리자 손해 배상 변호 심리 집행 신청 기각 조정 합의 "
    "재산 혼인 자녀 부양 차량 보험 물품 토지 초원 목축 주택 은행 회사 로동 기한 금액 법률 조례 규정 결정 통지"
).split()
KO = [f"{noun}{particle}" for noun in NOUNS for particle in PARTICLES]
LINES = [" ".join(KO[i::17]) for i in range(17)] * 3 + [" ".join(NOUNS[::2])]


@pytest.fixture(scope="module")
def stems():
    return learn_stems(LINES)


@pytest.mark.parametrize(("word", "stem"), [("증거를", "증거"), ("법원의", "법원"), ("판결은", "판결")])
def test_an_ending_comes_off(stems, word, stem):
    assert stems.stem(word) == stem


@pytest.mark.parametrize("word", ["증거", "한국어", ""])
def test_a_bare_or_unknown_word_stays(stems, word):
    assert stems.stem(word) == word


def test_a_stem_that_never_stands_alone_is_known_by_its_endings(stems):
    assert NOUNS[1] not in LINES[-1].split() and stems.stem(f"{NOUNS[1]}를") == NOUNS[1]


def test_pieces_give_back_the_word():
    model = train(LINES)
    assert ["".join(p) for p in model.pieces(KO)] == KO


def test_the_same_texts_give_the_same_pieces():
    assert train(LINES).pieces(KO[:40]) == train(LINES).pieces(KO[:40])


def test_a_text_of_many_different_letters_still_gives_a_model():
    syllables = [chr(0xAC00 + 28 * n) for n in range(380)]
    assert train([f"{a}{b}" for a in syllables[:30] for b in syllables]) is not None
    assert train([f"{a}{syllables[0]}" for a in syllables] + [f"{a}{syllables[1]}" for a in syllables]) is not None


def test_too_little_text_gives_no_model():
    assert train(["법원"]) is None and learn_stems([]) is None


def test_languages_that_inflect_say_so():
    assert {c for c in ("zh", "bo", "mn-Mong", "za", "ko", "ug", "kk-Cyrl", "mn-Cyrl") if get(c).inflects} == {
        "ko", "ug", "kk-Cyrl", "mn-Cyrl",
    }  # fmt: skip
