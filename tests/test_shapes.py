"""What edges of segments say: learnt from beads, silent before."""

import numpy as np
import pytest

from aligner.shapes import MOST, Edges, Shape, learn, shape, unknown
from aligner.steps import STEPS


@pytest.mark.parametrize(
    "text, expected",
    [
        ("原告扎某诉称，被告未还款。", Shape("o", "。", 1)),
        ("（一）借款五万元，", Shape("（", "，", 1)),
        ("“不得上诉。”", Shape("“", "。”", 1)),
        ("2020年10月15日", Shape("0", "o", 1)),
        ("共计 5", Shape("o", "0", 1)),
        (" Хэргийг хэлэлцэв. ", Shape("A", ".", 1)),
        ("сарын", Shape("a", "o", 1)),
        ("ཁྲིམས་ཁང་གིས་བཅད།", Shape("o", "།", 1)),
        ("", Shape("", "o", 1)),
    ],
)
def test_shape(text, expected):
    assert shape(text, 1) == expected


def edges(closes: list[int], sentences: list[int] | None = None) -> Edges:
    opens = np.zeros(len(closes), np.int64)
    return Edges(opens, np.array(closes), np.cumsum([0, *(sentences or [1] * len(closes))]))


def rows(*beads: tuple[int, int, int, int]) -> np.ndarray:
    steps = {tuple(s): n for n, s in enumerate(STEPS.tolist())}
    return np.array([(steps[s1 - s0, t1 - t0], s0, s1, t0, t1) for s0, s1, t0, t1 in beads])


STOP, COMMA = 0, 1


def test_a_comma_is_learnt_to_stand_inside_beads():
    """Source: every second segment ends in a comma and goes with the next."""
    s, t = edges([COMMA, STOP] * 20), edges([STOP] * 20)
    beads = rows(*((2 * n, 2 * n + 2, n, n + 1) for n in range(20)))
    found = learn([(s, t)], [(beads, np.ones(20))], (1, 1), (2, 1))
    assert found.joint_source[COMMA] > 0.4 > 0 > found.joint_source[STOP]
    assert found.closing[COMMA, 0] < -1 < 0 < found.closing[STOP, 0]
    assert found.alone_source[COMMA] < 0


def test_sides_with_as_many_sentences_are_liked():
    s = edges([STOP] * 30, [1, 2, 1] * 10)
    beads = rows(*((n, n + 1, n, n + 1) for n in range(30)))
    found = learn([(s, s)], [(beads, np.ones(30))], (1, 1), (1, 1))
    assert found.sentences[1, 2, 2] > 0 > found.sentences[1, 2, 1]
    assert found.sentences[1, 1, 1] > 0 > found.sentences[1, 1, 2]


def test_no_beads_say_nothing():
    s = edges([STOP, COMMA, STOP])
    found = learn([(s, s)], [(np.zeros((0, 5), np.int64), np.zeros(0))], (1, 1), (2, 2))
    for name in found.__slots__:
        assert getattr(found, name) == pytest.approx(getattr(unknown((1, 1), (2, 2)), name), abs=1e-9)


def test_many_sentences_are_one_kind():
    s = edges([STOP], [50])
    found = learn([(s, s)], [(rows((0, 1, 0, 1)), np.ones(1))], (1, 1), (1, 1))
    assert found.sentences.shape[1:] == (MOST, MOST) and np.isfinite(found.sentences).all()
