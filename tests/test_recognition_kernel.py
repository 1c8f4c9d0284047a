"""The automaton against a search of every place for every pattern."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.recognition_kernel import alike, failures, scan, trie


def automaton(patterns):
    """As `glossary.recognition.recogniser` puts it together, over the symbols 0 to 2."""
    lengths = np.array([len(p) for p in patterns], np.int32)
    at = np.concatenate(([0], np.cumsum(lengths))).astype(np.int64)
    parent, symbol, depth, ends = trie(np.array([c for p in patterns for c in p], np.int32), at)
    children = np.argsort(parent[1:], kind="stable").astype(np.int32) + 1
    row = np.searchsorted(parent[children], np.arange(len(parent) + 1)).astype(np.int32)
    root = np.zeros(3, np.int32)
    root[symbol[children[: row[1]]]] = children[: row[1]]
    order = np.argsort(depth[1:], kind="stable").astype(np.int32) + 1
    fail, shorter = failures(order, parent, symbol, ends, root, row, symbol[children], children)
    return root, row, symbol[children], children, fail, shorter, ends, lengths


@settings(max_examples=200)
@given(
    st.lists(st.lists(st.integers(0, 2), min_size=1, max_size=5).map(tuple), max_size=8, unique=True),
    st.lists(st.integers(-1, 2), max_size=40),
)
def test_every_occurrence_is_found_once(patterns, text):
    patterns = sorted(patterns)
    found = scan(np.array(text, np.int32), *automaton(patterns))
    expected = [
        (i, i + len(p), n)
        for n, p in enumerate(patterns)
        for i in range(len(text) - len(p) + 1)
        if tuple(text[i : i + len(p)]) == p
    ]
    assert sorted(map(tuple, found.tolist())) == sorted(expected)


def test_more_hits_than_room():
    found = scan(np.zeros(3000, np.int32), *automaton([(0,), (0, 0)]))
    assert len(found) == 3000 + 2999


@given(st.lists(st.integers(0, 2), min_size=1, max_size=30), st.data())
def test_spans_are_alike_when_both_their_parts_are(text, data):
    places = st.lists(st.integers(0, len(text)), min_size=3, max_size=3).map(sorted)
    rows = data.draw(st.lists(places, max_size=20))
    columns = np.array(rows, np.int64).reshape(-1, 3).T
    group, first = alike(np.array(text, np.int32), *columns)
    parts = [(tuple(text[start:middle]), tuple(text[middle:end])) for start, middle, end in rows]
    assert group.tolist() == [list(dict.fromkeys(parts)).index(part) for part in parts]
    assert [parts[n] for n in first] == list(dict.fromkeys(parts))
