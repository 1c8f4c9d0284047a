"""What is remembered of pieces and characters gives the tokens of the whole text."""

import pytest
from gold_reader import read_all
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.search_index import _cut, index_text, indexed_tokens, tokens
from corpora.languages import CODES, get

ODD = (
    " \u00a0\u3000\n\t་།\u0f0c0o○零〇一二十年oO()（），。-‐'’\u200d\u200c\ufeff\u00ad\u180e\u202f\u180bAaİßΣς٣३①½"
    "\u0300\u0308كاءٴىᠠ᠋ᠢ\ue000\uf900\u2ea0\u3099판결Суд"
)


@pytest.mark.parametrize("code", CODES)
def test_sentences_of_judgments(code):
    language = get(code)
    for judgment in read_all():
        for side in {"zh", judgment.language}:
            for _, sentence in judgment.sentences(side):
                assert tokens(sentence, language) == _cut(sentence, language)


@settings(max_examples=300)
@given(st.sampled_from(CODES), st.text(ODD, max_size=14) | st.text(max_size=8))
def test_any_text(code, text):
    language = get(code)
    assert tokens(text, language) == _cut(text, language)
    assert indexed_tokens(index_text(text, language), language) == tokens(text, language)


@pytest.mark.parametrize(("text", "expected"), [
    ("判决书。", ["判", "决", "书"]), ("二o二o年，12 月", ["二", "〇", "二", "〇", "年", "12", "月"]), ("A B", ["ab"]), ("", []),
])  # fmt: skip
def test_chinese(text, expected):
    assert tokens(text, get("zh")) == expected
