"""Stems of languages that join endings to words."""

from dataclasses import replace
from functools import partial

import regex

from corpora.languages import alphabetic, get
from corpora.languages.generic import GENERIC
from glossary.trimming import bare, ends_only, stems_of

NOTHING = alphabetic.Inflection(regex.compile("(?!)"))
STRANGER = replace(
    GENERIC,
    words=partial(alphabetic.words, key=GENERIC.key, inflection=NOTHING),
    boundary=partial(alphabetic.boundary, key=GENERIC.key, inflection=NOTHING),
    inflects=True,
)
ROOTS = ("kitap", "bolush", "mehkeme", "sorug", "hokum", "tamga", "jerim", "dolan")
ENDINGS = ("", "ni", "ga", "din", "lar", "larni", "larga", "lardin")


def test_endings_are_learnt_from_where_words_branch():
    stems = stems_of([root + ending for root in ROOTS for ending in ENDINGS], STRANGER, None)
    assert {stems[root + ending] for root in ROOTS for ending in ENDINGS} == set(ROOTS)


def test_a_stem_that_never_stands_bare_is_found():
    verbs = [root + ending for root in ROOTS for ending in ENDINGS if ending]
    stems = stems_of(verbs, STRANGER, None)
    assert sum(stems[word] in ROOTS for word in verbs) > 0.9 * len(verbs)


def test_words_that_only_begin_alike_stay_apart():
    stems = stems_of(["karar", "karara", "kararma", "okul", "okum"], STRANGER, None)
    assert stems["okul"] == "okul" and stems["okum"] == "okum"


def test_josa_are_taken_off_korean():
    assert stems_of(["증거를", "증거에", "증거의", "증거"], get("ko"), None)["증거를"] == "증거"


def test_languages_without_endings_keep_their_words():
    assert stems_of(["fazyen", "fazcanj"], get("za"), None) == {"fazyen": "fazyen", "fazcanj": "fazcanj"}


def test_a_case_ending_on_an_open_syllable_of_tibetan():
    stems = stems_of(["ཀུང", "སི", "སིས", "ཁྲིམས", "གནས"], get("bo"), None)
    assert stems["སིས"] == "སི" and stems["ཁྲིམས"] == "ཁྲིམས" and stems["གནས"] == "གནས"


def test_a_rendering_is_shown_bare():
    assert bare(["хуулийн", "хууль", "хуулиар"], "хууль", get("mn-Cyrl")) == "хууль"
    assert bare(["증거를", "증거를", "증거에"], "증거", get("ko")) == "증거"


def test_the_capital_of_a_sentence_is_not_the_words():
    za = get("za")
    assert bare(["Gyalaeg"] * 3 + ["gyalaeg"], "gyalaeg", za) == "gyalaeg"
    assert bare(["Cungguek"] * 3, "cungguek", za) == "Cungguek"


def test_only_an_ending_may_be_left():
    bo = get("bo")
    assert ends_only("ཁྲིམས་ཁང་གིས", "ཁྲིམས་ཁང", bo)
    assert not ends_only("ཁྲིམས་ཁང་གོང་མ", "ཁྲིམས་ཁང", bo)
    assert not ends_only("ཁྲིམས་ཁང", "ཁྲིམས་ཁང", bo)
