"""Menksoft's code points become Unicode: golden words, every code, a round trip, and an import after consent."""

from pathlib import Path

import pytest
import regex
from gold_reader import read_all
from hypothesis import given
from hypothesis import strategies as st
from made_files import write

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
# The usual glyphs of a letter: alone, first, inside, last. Enough for a text to be written with.
GLYPHS = {
    "ᠠ": "E264 E266 E26C E268", "ᠡ": "E270 E271 E276 E273", "ᠢ": "E279 E27A E27E E27B", "ᠣ": "E283 E284 E289 E285",
    "ᠤ": "E28B E28C E291 E28D", "ᠦ": "E2A0 E2A2 E2AB E2A3", "ᠧ": "E2AD E2AE E2B0 E2AF", "ᠨ": "E2B3 E2B1 E2B7 E2B5",
    "ᠩ": "E2BC E2BC E2BE E2BB", "ᠪ": "E2C1 E2C1 E2C5 E2C3", "ᠬ": "E2CE E2CE E2D8 E2D6", "ᠭ": "E2E4 E2D3 E2EA E2E7",
    "ᠮ": "E2F1 E2F1 E2F4 E2F3", "ᠯ": "E2F7 E2F7 E2FA E2F9", "ᠰ": "E2FD E2FD E301 E2FF", "ᠱ": "E303 E303 E306 E305",
    "ᠲ": "E308 E308 E30B E30A", "ᠴ": "E315 E315 E317 E316", "ᠵ": "E318 E318 E31D E31B", "ᠶ": "E31E E31E E320 E31F",
    "ᠷ": "E322 E322 E327 E325", "ᠸ": "E329 E329 E32C E32A",
}  # fmt: skip


def written(word: str) -> str:
    """A word in Menksoft's code points, the plain way: a glyph by the letter's place."""
    places = [0] if len(word) == 1 else [1, *[2] * (len(word) - 2), 3]
    return "".join(chr(int(GLYPHS[letter].split()[place], 16)) for letter, place in zip(word, places, strict=True))


@pytest.mark.parametrize("word", WORDS)
def test_golden_words(word):
    assert menksoft.to_unicode(WORDS[word]) == word


@given(st.lists(st.text("".join(GLYPHS), min_size=1, max_size=9), min_size=1, max_size=6))
def test_round_trip(words):
    text = " ".join(words)
    assert menksoft.to_unicode(" ".join(map(written, words))) == text


def test_every_code_is_known_and_nothing_else_is_touched():
    for code in range(menksoft.FIRST, menksoft.LAST + 1):
        said = menksoft.to_unicode(chr(code))
        assert said and not regex.search(r"\p{Co}", said), f"{code:X}"
    rest = "判决书 2020 ཀ ᠠᠪ " + chr(menksoft.LAST + 1) + chr(menksoft.FIRST - 1)
    assert menksoft.to_unicode(rest) == rest and not menksoft.is_menksoft(rest)


@given(st.text())
def test_the_result_holds_no_code_of_it(text):
    assert not menksoft.is_menksoft(menksoft.to_unicode(text))


JUDGMENT = next(j for j in read_all() if j.language == "mn-Mong")
PLAIN = regex.sub(r"[\u180B-\u180D]", "", "\n".join(sentence for _, sentence in JUDGMENT.sentences("mn-Mong")))


def as_menksoft(text: str) -> str:
    """Words of known letters as Menksoft's, everything else as it is."""
    return regex.sub(f"[{''.join(GLYPHS)}]+", lambda word: written(word[0]), text)


@pytest.fixture
def folder(tmp_path):
    return write(tmp_path, {"判决 蒙.txt": as_menksoft(PLAIN).encode()})


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
