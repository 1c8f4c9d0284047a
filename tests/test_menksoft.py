"""Menksoft's code points become Unicode: golden words, every code, a round trip, and an import after consent."""

from pathlib import Path

import pytest
import regex
from gold_reader import read_all
from hypothesis import given
from hypothesis import strategies as st
from made_files import write
from sample_formats import GLYPHS, in_menksoft

from corpora import importing, store
from corpora.examining import Wishes
from corpora.languages import get, menksoft
from corpora.model import Origin, Outcome

AT = "2026-03-02T09:00:00+00:00"
ROWS = [
    line.split("\t") for line in
    (Path(__file__).parent / "cases" / "menksoft.tsv").read_text(encoding="utf-8").splitlines() if line[0] != "#"
]  # fmt: skip
WORDS = {word: "".join(chr(int(code, 16)) for code in codes.split()) for codes, word in ROWS}


@pytest.mark.parametrize("word", WORDS)
def test_golden_words(word):
    assert menksoft.to_unicode(WORDS[word]) == word


@given(st.lists(st.text("".join(GLYPHS), min_size=1, max_size=9), min_size=1, max_size=6))
def test_round_trip(words):
    text = " ".join(words)
    assert menksoft.to_unicode(in_menksoft(text)) == text


def test_every_code_is_known_and_nothing_else_is_touched():
    for code in range(menksoft.FIRST, menksoft.LAST + 1):
        said = menksoft.to_unicode(chr(code))
        assert said and not regex.search(r"\p{Co}", said), f"{code:X}"
    rest = "判决书 2020 ཀ ᠠᠪ " + chr(menksoft.LAST + 1) + chr(menksoft.FIRST - 1)
    assert menksoft.to_unicode(rest) == rest and not menksoft.CODES.search(rest)


@given(st.text())
def test_the_result_holds_no_code_of_it(text):
    assert not menksoft.CODES.search(menksoft.to_unicode(text))


JUDGMENT = next(j for j in read_all() if j.language == "mn-Mong")
PLAIN = regex.sub(r"[\u180B-\u180D]", "", "\n".join(sentence for _, sentence in JUDGMENT.sentences("mn-Mong")))


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path, {"判决 蒙.txt": in_menksoft(PLAIN).encode()})


def test_without_consent_it_is_named_and_left_out(folder):
    row, = importing.add_folder(store.open_workspace(":memory:"), folder, AT)
    assert row.outcome is Outcome.LEGACY and "蒙科立" in row.reason and "--convert-legacy" in row.reason


def test_with_consent_it_is_a_judgment_like_any_other(folder):
    db = store.open_workspace(":memory:")
    row, = importing.add_folder(db, folder, AT, wishes=Wishes(convert_legacy=True))
    document = store.document(db, row.document)
    assert (row.outcome, row.language, row.kind) == (Outcome.ADDED, "mn-Mong", JUDGMENT.kind)
    assert get("mn-Mong").key(document.body) == get("mn-Mong").key(PLAIN)
    assert document.origin is Origin.CONVERTED and "核对" in row.reason
