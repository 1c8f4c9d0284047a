"""Spans proposed for runs, against what their weight is defined as."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import phrase_kernel as kernel

LINKS = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), st.floats(0.2, 1.0)), max_size=15)


def proposed(links, joined, edge, first, last):
    """(first, last, weight) of one run over six target words."""
    links = sorted(links)
    s, t, p = (np.array([x[k] for x in links], kind) for k, kind in ((0, np.int32), (1, np.int32), (2, np.float32)))
    out = np.empty(kernel.MOST, np.int32), np.empty(kernel.MOST, np.int16), np.empty(kernel.MOST, np.int16), np.empty(kernel.MOST, np.float32)
    n = kernel.propose(
        np.array([0], np.int32), np.array([first], np.int32), np.array([last], np.int32), np.array([0, 6]),
        np.array([0, len(links)]), s, t, p, np.array(joined), np.array(edge), 10, *out,
    )  # fmt: skip
    return [(int(a), int(z), float(w)) for a, z, w in zip(out[1][:n], out[2][:n], out[3][:n], strict=True)]


def weight(links, first, last, a, z):
    """The share of the run's mass in the span times the share of the span's mass from the run, less for unlinked edges."""
    run = sum(p for s, _, p in links if first <= s <= last)
    span = sum(p for _, t, p in links if a <= t <= z)
    both = sum(p for s, t, p in links if first <= s <= last and a <= t <= z)
    from_run = [sum(p for s, t, p in links if first <= s <= last and t == edge) for edge in (a, z)]
    return both / run * both / span * kernel.UNLINKED ** sum(mass < kernel.LINKED for mass in from_run)


@settings(max_examples=200)
@given(LINKS, st.lists(st.booleans(), min_size=6, max_size=6), st.lists(st.booleans(), min_size=6, max_size=6), st.integers(0, 4), st.integers(0, 2))
def test_spans_are_what_they_are_defined_as(links, joined, edge, first, more):
    last = min(4, first + more)
    found = proposed(links, joined, edge, first, last)
    assert len({(a, z) for a, z, _ in found}) == len(found) <= kernel.MOST
    for a, z, w in found:
        assert edge[a] and edge[z] and all(joined[a:z])
        assert abs(w - weight(links, first, last, a, z)) < 1e-4 and w >= kernel.LEAST - 1e-6


def test_a_stray_link_lowers_a_weight_and_does_not_lose_the_pair():
    links = [(0, 2, 0.9), (1, 3, 0.9), (3, 3, 0.3)]
    best = max(proposed(links, [True] * 6, [True] * 6, 0, 1), key=lambda x: x[2])
    assert best[:2] == (2, 3) and 0.8 < best[2] < 1


def test_an_unlinked_word_between_two_linked_ones_is_taken_in():
    assert any(x[:2] == (1, 3) for x in proposed([(0, 1, 0.9), (1, 3, 0.9)], [True] * 6, [True] * 6, 0, 1))
