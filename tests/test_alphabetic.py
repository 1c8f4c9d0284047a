"""What the space-separated alphabets share, and how Kazakh changes script."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpora.languages import get, kk_arab
from corpora.languages.alphabetic import sentences

CODES = ["ug", "kk-Cyrl", "kk-Arab", "mn-Cyrl"]
DATA = Path(__file__).parent.parent.parent / "shared" / "data"
TEXT = st.text(alphabet="سوتھۆكۈمᠰшүҮхСот 12.,!?؟؛;:«»\"-–\n\t×٣\N{ARABIC TATWEEL}\u200F\u0301ﺳ一、)(", max_size=80)


@pytest.mark.parametrize("code", CODES)
@given(text=TEXT)
def test_folding_is_idempotent_and_cutting_loses_nothing(code, text):
    language = get(code)
    shown, key = language.text(text), language.key(text)
    assert language.text(shown) == shown
    assert language.key(key) == key == language.key(shown)
    spans = language.sentences(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    kept = "".join(text[s.start : s.end] for s in spans)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in spans)


@pytest.mark.parametrize(("word", "comma"), [("سوت ", "، "), ("сот ", ", "), ("шүүх ", "; ")])
def test_a_line_without_full_stops_is_never_one_sentence(word, comma):
    text = (word * 30 + comma) * 20
    spans = sentences(text)
    assert len(spans) > 1
    assert max(s.end - s.start for s in spans) <= 600
    assert len(sentences(word * 500)) > 1


def test_a_long_sentence_is_cut_after_a_comma_rather_than_between_words():
    text = "сот " * 100 + "шешті, " + "талап " * 60
    assert text[: sentences(text)[0].end].rstrip().endswith("шешті,")


def test_terms_end_at_punctuation():
    language = get("kk-Cyrl")
    assert len(language.words("талап, қою", ["талап қою"])) == 2
    assert len(language.words("талап қоюға", ["талап қою"])) == 1


def test_terms_are_matched_fast():
    """Thousands of terms of a glossary, thousands of words of a judgment: well under a second."""
    language = get("ug")
    terms = tuple(f"سوت ئاتالغۇ{'ا' * (n % 7)}{n}" for n in range(3000))
    assert len(language.words("سوت ھۆكۈمىنى ئىجرا قىلدى. " * 800, terms)) == 3200


@pytest.mark.skipif(not DATA.is_dir(), reason=f"needs the CLDR names in {DATA}")
def test_kazakh_changes_script_as_cldr_does():
    """Months, weekdays and the names of lands and languages; loans are spelled freely, so not all agree."""
    with (DATA / "cldr_names" / "names.tsv").open(encoding="utf-8") as lines:
        rows = [(row["key"], row["kk"], row["kk-Arab"]) for row in csv.DictReader(lines, delimiter="\t")]
    agree = {key: " ".join(map(kk_arab.arabic, cyrillic.lower().split())) == arabic
             for key, cyrillic, arabic in rows if cyrillic and arabic and not key.startswith("dateformat")}
    assert all(value for key, value in agree.items() if key.startswith("month."))
    assert sum(agree.values()) / len(agree) > .8
