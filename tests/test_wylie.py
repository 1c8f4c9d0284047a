"""Extended Wylie: golden words both ways, round trips of any Tibetan, and what is no Wylie."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.languages import get
from corpora.languages.wylie import from_tibetan, to_tibetan

BO = get("bo")
CASES = [
    line.split("\t")
    for line in (Path(__file__).parent / "cases" / "wylie.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("wylie, tibetan", CASES, ids=[wylie for wylie, _ in CASES])
def test_golden(wylie, tibetan):
    assert BO.text(to_tibetan(wylie)) == BO.text(tibetan)
    assert from_tibetan(BO.text(tibetan)) == wylie


@pytest.mark.parametrize("text", ["court", "fapyienq", "Gvangjsih", "判决", "ktm", "xa", "bsgrtubs", "gma", "khrims kk", "q"])
def test_what_is_no_wylie(text):
    assert to_tibetan(text) is None


@given(st.text("ཀཁགངཅཉཏདནཔབམཙཞཟའཡརལསཧཨཊཥྐྒྟྡྱྲླྷྭྵཱིེཻོྀུ༹ཾཿྃ་།༄༡ 1a汉[]\n", max_size=12))
def test_any_tibetan_comes_back(text):
    shown = BO.text(text)
    assert BO.text(to_tibetan(from_tibetan(shown))) == shown


@given(st.text("kgcjtdpbmtzshnyrlwa'iueoMTDN+.-/ _", max_size=12))
def test_wylie_that_is_read_comes_back_as_the_same_tibetan(text):
    tibetan = to_tibetan(text)
    if tibetan is not None:
        assert BO.text(to_tibetan(from_tibetan(BO.text(tibetan)))) == BO.text(tibetan)
