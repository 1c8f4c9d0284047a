"""Words of one language compared with those of another through a lexicon."""

from collections import Counter

import numpy as np
import pytest

from aligner.content import Content, Translations
from aligner.lexicon import Lexicon
from aligner.likeness import Sketch
from aligner.translations import translations
from corpora.model import Genre

KNOWN = Translations(
    {f"z{n}": [(f"b{n}", 0.8)] for n in range(100)}, {f"b{n}": 1.0 + n % 3 for n in range(100)}
)


def document(number, language, units):
    return Sketch(
        id=number, language=language, genre=Genre.JUDGMENT, kind=None, case_number=None, masked=False, date=None,
        roles=(), values=(), paragraphs=(1,), stem="", units=Counter(units),
    )  # fmt: skip


ZH = [document(n, "zh", [f"z{k}" for k in range(25 * n, 25 * n + 40)]) for n in range(3)]
BO = [document(n + 10, "bo", [f"b{k}" for k in range(25 * n, 25 * n + 40)]) for n in range(3)]


def test_versions_are_alike_and_others_less():
    content = Content(ZH, BO, KNOWN)
    for n in range(3):
        own = content.likeness(ZH[n], BO[n])
        assert own == pytest.approx(1.0)
        assert all(content.likeness(ZH[n], other) < 0.7 for other in BO if other is not BO[n])


def test_without_a_lexicon_or_words_nothing_is_said():
    assert Content(ZH, BO, Translations()).likeness(ZH[0], BO[0]) is None
    few = document(9, "zh", ["z1", "z2"])
    assert Content([few], BO, KNOWN).likeness(few, BO[0]) is None


def test_unknown_words_do_not_count():
    talkative = document(13, "bo", [*BO[0].units, *(f"x{n}" for n in range(500))])
    content = Content(ZH, [*BO[1:], talkative], KNOWN)
    assert content.likeness(ZH[0], talkative) == pytest.approx(1.0)


def test_translations_are_the_likeliest_of_the_lexicon():
    rows, columns = np.array([0, 3, 4, 4]), np.array([0, 1, 2, 2], np.int32)
    counts, totals = np.array([6.0, 2.5, 0.6, 0.55]), np.array([9.0, 9.0, 0.0])
    nothing = np.zeros(0)
    lexicon = Lexicon(
        ("借", "款", "的"), ("བུ", "ལོན", "ན"), totals, totals, rows, columns, nothing, nothing, nothing,
        counts, totals, nothing, nothing,
    )  # fmt: skip
    found = translations(lexicon)
    assert [unit for unit, _ in found.units["借"]] == ["བུ", "ལོན"]
    assert found.units["借"][0][1] > found.units["借"][1][1] >= 0.1
    assert "款" not in found.units and "的" not in found.units


def test_common_units_tell_nothing():
    counts = np.array([1000.0, 2.0])
    nothing = np.zeros(0)
    lexicon = Lexicon(
        (), ("ན", "ལོན"), nothing, counts, np.zeros(1, int), nothing, nothing, nothing, nothing, nothing, nothing,
        nothing, nothing,
    )  # fmt: skip
    assert list(translations(lexicon).rarity) == ["ལོན"]
