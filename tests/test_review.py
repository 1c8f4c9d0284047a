"""What a person may do to beads: every operation keeps the documents covered, and every one can be taken back."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aligner.cover import REST, chained, covers, find, live, order, two_sided
from aligner.fixed import put_back, take_out
from aligner.model import Bead, Status
from aligner.review import (
    PERSON,
    Act,
    Change,
    Operation,
    confirm,
    link,
    merge,
    no_counterpart,
    perform,
    revert,
    split,
    unlink,
    without_rejected,
)
from aligner.shapes import shape
from aligner.sides import Side
from corpora.model import Span


def bead(s0, s1, t0, t1, **more):
    return Bead(Span(s0, s1), Span(t0, t1), **{"score": -1.0, "posterior": 0.7, **more})


def spans(beads):
    return [(*b.source, *b.target) for b in live(beads)]


def done(beads, change: Change):
    return sorted(set(beads) - set(change.before) | set(change.after), key=order)


BEADS = [
    bead(0, 1, 0, 1),
    bead(1, 3, 1, 2),
    bead(3, 4, 2, 2),
    bead(4, 5, 2, 3),
    bead(5, 5, 3, 4),
    bead(5, 6, 4, 6),
]


def test_confirm_keeps_how_the_bead_was_found():
    (made,) = confirm(BEADS, BEADS[1]).after
    assert made == bead(1, 3, 1, 2, status=Status.CONFIRMED)
    (said,) = confirm([bead(0, 1, 0, 0, method=REST)], bead(0, 1, 0, 0, method=REST)).after
    assert (said.method, said.posterior) == (PERSON, 1.0)


def test_merge_of_neighbours():
    after = done(BEADS, merge(BEADS, Span(3, 5), Span(2, 3)))
    assert spans(after) == [(0, 1, 0, 1), (1, 3, 1, 2), (3, 5, 2, 3), (5, 5, 3, 4), (5, 6, 4, 6)]
    assert find(after, Span(3, 5), Span(2, 3)) == Bead(
        Span(3, 5), Span(2, 3), 0.0, 1.0, PERSON, Status.CONFIRMED
    )
    with pytest.raises(ValueError, match="不相邻"):
        merge(BEADS, Span(0, 2), Span(0, 2))
    with pytest.raises(ValueError, match="不相邻"):
        merge(BEADS, Span(0, 1), Span(0, 1))


def test_two_nulls_merge_into_a_pair():
    apart = [bead(0, 1, 0, 0), bead(1, 1, 0, 1)]
    assert spans(done(apart, merge(apart, Span(0, 1), Span(0, 1)))) == [(0, 1, 0, 1)]


def test_split_in_both_or_at_an_edge():
    last = BEADS[-1]
    assert spans(split(BEADS, BEADS[1], 2, 1).after) == [(1, 2, 1, 1), (2, 3, 1, 2)]
    assert spans(split(BEADS, last, 6, 5).after) == [(5, 6, 4, 5), (6, 6, 5, 6)]
    for at in ((5, 4), (6, 6), (4, 5), (5, 7)):
        with pytest.raises(ValueError, match="拆分的位置"):
            split(BEADS, last, *at)


def test_link_leaves_remainders_and_waiting_nulls():
    after = done(BEADS, link(BEADS, Span(2, 3), Span(2, 3)))
    assert spans(after) == [
        (0, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 3), (3, 4, 3, 3), (4, 5, 3, 3), (5, 5, 3, 4), (5, 6, 4, 6)
    ]  # fmt: skip
    made = {(*b.source, *b.target): b for b in after}
    assert made[1, 2, 1, 2].method == REST and made[1, 2, 1, 2].status == Status.MACHINE
    assert made[2, 3, 2, 3].status == Status.CONFIRMED
    assert made[3, 4, 3, 3].method == "lexical"


def test_link_of_what_is_linked_confirms():
    assert link(BEADS, Span(0, 1), Span(0, 1)) == confirm(BEADS, BEADS[0])
    with pytest.raises(ValueError, match="各选至少一句"):
        link(BEADS, Span(0, 1), Span(0, 0))


def test_link_releases_what_it_crosses_but_not_what_a_person_confirmed():
    beads = [bead(n, n + 1, n, n + 1) for n in range(4)]
    after = done(beads, link(beads, Span(0, 1), Span(2, 3)))
    assert spans(after) == [
        (0, 0, 0, 1),
        (0, 0, 1, 2),
        (0, 1, 2, 3),
        (1, 2, 3, 3),
        (2, 3, 3, 3),
        (3, 4, 3, 4),
    ]
    fixed = [*beads[:1], bead(1, 2, 1, 2, status=Status.CONFIRMED), *beads[2:]]
    with pytest.raises(ValueError, match="与已核的第 2 句交叉"):
        link(fixed, Span(0, 1), Span(2, 3))


def test_a_sentence_without_counterpart_moves_when_a_link_passes_it():
    beads = [bead(0, 1, 0, 0, status=Status.CONFIRMED, method=PERSON), bead(1, 2, 0, 1), bead(2, 3, 1, 2)]
    after = done(beads, link(beads, Span(1, 2), Span(1, 2)))
    assert spans(after) == [(0, 1, 0, 0), (1, 1, 0, 1), (1, 2, 1, 2), (2, 3, 2, 2)]
    assert after[0].status == Status.CONFIRMED


def test_unlink_rejects_for_good_and_both_sides_wait():
    after = done(BEADS, unlink(BEADS, BEADS[1]))
    assert spans(after)[1:3] == [(1, 3, 1, 1), (3, 3, 1, 2)]
    (wrong,) = (b for b in after if b.status == Status.REJECTED)
    assert (wrong.source, wrong.target) == (Span(1, 3), Span(1, 2))
    assert spans(without_rejected(BEADS, [wrong])) == spans(after)
    again = done(after, link(after, Span(1, 3), Span(1, 2)))
    assert not [b for b in again if b.status == Status.REJECTED]
    with pytest.raises(ValueError, match="本来就没有对应"):
        unlink(BEADS, BEADS[2])


def test_no_counterpart_stands():
    for wrong, left in ((BEADS[0], [(0, 1, 0, 0), (1, 1, 0, 1)]), (BEADS[2], [(3, 4, 2, 2)])):
        made = no_counterpart(BEADS, wrong).after
        assert spans(made) == left
        assert {(b.status, b.method) for b in made} == {(Status.CONFIRMED, PERSON)}


def test_a_bead_that_is_gone_is_named():
    for act in (Act.CONFIRM, Act.UNLINK, Act.ALONE):
        with pytest.raises(ValueError, match="已经改动过"):
            perform(BEADS, Operation(act, Span(0, 2), Span(0, 1)))
    with pytest.raises(ValueError, match="做不了"):
        perform(BEADS, Operation(Act.UNDO, Span(0, 1), Span(0, 1)))


# Any sequence of operations

SIZES = st.sampled_from([(1, 1), (1, 0), (0, 1), (2, 1), (1, 2), (2, 2), (3, 1)])
COVERS = st.lists(SIZES, min_size=1, max_size=9).map(
    lambda sizes: chained(bead(0, s, 0, t) for s, t in sizes)
)


@st.composite
def operations(draw, beads):
    act = draw(st.sampled_from([Act.CONFIRM, Act.MERGE, Act.SPLIT, Act.LINK, Act.UNLINK, Act.ALONE]))
    found = live(beads)
    n = draw(st.integers(0, len(found) - 1))
    source, target = found[n].source, found[n].target
    if act == Act.MERGE:
        last = found[min(n + draw(st.integers(1, 2)), len(found) - 1)]
        source, target = Span(source.start, last.source.end), Span(target.start, last.target.end)
    if act == Act.LINK:
        sizes = found[-1].source.end, found[-1].target.end
        starts = [draw(st.integers(0, max(0, size - 1))) for size in sizes]
        source, target = (
            Span(at, min(size, at + draw(st.integers(1, 2)))) for at, size in zip(starts, sizes, strict=True)
        )
    at = draw(st.integers(*source)), draw(st.integers(*target))
    return Operation(act, source, target, at)


@settings(max_examples=300)
@given(st.data())
def test_any_operations_keep_the_cover_and_undo_restores_exactly(data):
    beads = data.draw(COVERS)
    sizes = beads[-1].source.end, beads[-1].target.end
    past = []
    for _ in range(data.draw(st.integers(1, 7))):
        operation = data.draw(operations(beads))
        try:
            change = perform(beads, operation)
        except ValueError as error:
            assert any(c > "一" for c in str(error))
            continue
        past.append((beads, change))
        beads = done(beads, change)
        assert covers(beads, *sizes), operation
        assert len({(b.source, b.target) for b in beads}) == len(beads)
    for before, change in reversed(past):
        assert revert(beads, change) == Change(change.after, change.before)
        beads = done(beads, revert(beads, change))
        assert beads == sorted(before, key=order)


@settings(max_examples=400)
@given(st.data())
def test_undo_after_the_machine_aligned_the_rest_anew(data):
    """Machine rows are scrambled in between: what was confirmed before stands again, the cover holds."""
    beads = data.draw(COVERS)
    sizes = beads[-1].source.end, beads[-1].target.end
    past = []
    for _ in range(data.draw(st.integers(1, 4))):
        try:
            change = perform(beads, data.draw(operations(beads)))
        except ValueError:
            continue
        said = {b for b in beads if b.status == Status.CONFIRMED and two_sided(b)}
        past.append((said, change))
        beads = done(beads, change)
    beads = scrambled(data, beads)
    for said, change in reversed(past):
        beads = done(beads, revert(beads, change))
        assert covers(beads, *sizes)
        assert said == {b for b in beads if b.status == Status.CONFIRMED and two_sided(b)}


def scrambled(data, beads):
    """Machine rows between the confirmed ones drawn anew, as an alignment would replace them."""
    fixed = [b for b in live(beads) if b.status == Status.CONFIRMED]
    out, pool = [], [0, 0]

    def flush():
        while any(pool):
            s, t = data.draw(SIZES)
            s, t = min(s, pool[0]), min(t, pool[1])
            if s or t:
                out.append(bead(0, s, 0, t, method="lexical"))
                pool[0], pool[1] = pool[0] - s, pool[1] - t

    for b in live(beads):
        if b in fixed:
            flush()
            out.append(b)
        else:
            pool[0] += b.source.end - b.source.start
            pool[1] += b.target.end - b.target.start
    flush()
    wrong = [b for b in beads if b.status == Status.REJECTED]
    made = without_rejected(chained(out), wrong)
    return sorted([*made, *wrong], key=order)


# What the aligner is given


def side(n):
    return Side(
        tuple((f"u{i}",) for i in range(n)),
        tuple(range(1, n + 1)),
        tuple(frozenset({str(i)}) for i in range(n)),
        tuple(shape(f"u{i}", 1) for i in range(n)),
    )


def test_a_sentence_without_counterpart_is_taken_out_and_cuts_nothing():
    alone = bead(1, 2, 1, 1, status=Status.CONFIRMED, method=PERSON)
    fixed = [alone, bead(2, 3, 1, 2, status=Status.CONFIRMED)]
    reduced = take_out((side(4), side(3)), fixed)
    assert reduced.sides[0].units == (("u0",), ("u2",), ("u3",)) and reduced.sides[1] == side(3)
    assert spans(reduced.fixed) == [(1, 2, 1, 2)]
    found = [bead(0, 1, 0, 1), *reduced.fixed, bead(2, 3, 2, 3)]
    whole = put_back(reduced, found)
    assert spans(whole) == [(0, 1, 0, 1), (1, 2, 1, 1), (2, 3, 1, 2), (3, 4, 2, 3)]
    assert alone in whole and fixed[1] in whole


def test_a_bead_never_closes_over_a_sentence_taken_out():
    reduced = take_out((side(4), side(1)), [bead(1, 2, 0, 0, status=Status.CONFIRMED, method=PERSON)])
    whole = put_back(reduced, [bead(0, 3, 0, 1)])
    assert spans(whole) == [(0, 1, 0, 0), (1, 2, 0, 0), (2, 4, 0, 1)]
    assert [b.method for b in whole] == [REST, PERSON, "lexical"]


@settings(max_examples=200)
@given(st.data())
def test_taking_out_and_putting_back_is_the_identity(data):
    beads = data.draw(COVERS)
    sizes = beads[-1].source.end, beads[-1].target.end
    fixed = [
        Bead(b.source, b.target, b.score, b.posterior, PERSON, Status.CONFIRMED)
        for b in beads if data.draw(st.booleans())
    ]  # fmt: skip
    reduced = take_out((side(sizes[0]), side(sizes[1])), fixed)
    left, right = ({n: i for i, n in enumerate(numbers)} for numbers in reduced.kept)
    others = [
        b
        for b in beads
        if two_sided(b) or not any(f.source == b.source and f.target == b.target for f in fixed)
    ]
    small = chained(
        Bead(
            Span(0, sum(n in left for n in range(*b.source))),
            Span(0, sum(n in right for n in range(*b.target))),
        )
        for b in others
    )
    assert all(spans([f])[0] in spans(small) for f in reduced.fixed)
    whole = put_back(reduced, small)
    assert covers(whole, *sizes)
    assert sorted(tuple(b.source) for b in whole if b.source[0] < b.source[1]) == sorted(
        tuple(b.source) for b in beads if b.source[0] < b.source[1]
    )
    assert {s for s in spans(beads) if s[0] < s[1] and s[2] < s[3]} == {
        s for s in spans(whole) if s[0] < s[1] and s[2] < s[3]
    }


def test_a_cover_is_whole():
    assert covers(BEADS, 6, 6) and not covers(BEADS, 7, 6) and not covers(BEADS[1:], 6, 6)
    assert not covers([*BEADS, bead(5, 6, 4, 6)], 6, 6)
    assert all(a.source.end == b.source.start for a, b in pairwise(BEADS))
