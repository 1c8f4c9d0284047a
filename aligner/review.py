"""What a person may do to the beads of one pair of documents.

The beads of a pair, rejected ones aside, cover both documents wholly, in order, without overlap; every
operation keeps that. An operation becomes a `Change`: the beads it takes away and those it puts in their
place. What a person says becomes `confirmed`, and `rejected` for a bead that was wrong; sentences that
merely lost their partner by it become machine rows of the method REST, for the next run to place anew.

A bead is known by its spans. Where a null stands between the sentences of the other side is nobody's decision
and may move.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from aligner.cover import REST, find, hull, inside, key, keys, live, nulls, order, place, share, two_sided
from aligner.model import Bead, Status
from corpora.model import Span

PERSON = "person"


class Act(StrEnum):
    """The kinds of operations, as the log names them."""

    CONFIRM = "confirm"
    MERGE = "merge"
    SPLIT = "split"
    LINK = "link"
    UNLINK = "unlink"
    ALONE = "no_counterpart"
    UNDO = "undo"

    @property
    def label(self) -> str:
        """As people call it."""
        return _LABELS[self]


_LABELS = {
    Act.CONFIRM: "确认", Act.MERGE: "合并", Act.SPLIT: "拆分", Act.LINK: "连接", Act.UNLINK: "断开",
    Act.ALONE: "无对应", Act.UNDO: "撤销",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Operation:
    """What a person asks for.

    `source` and `target` are the spans of the bead meant; for MERGE those of all beads to merge together,
    for LINK the sentences that belong together. `at` is where SPLIT cuts, as (source, target) segment.
    """

    act: Act
    source: Span
    target: Span
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Beads taken away, and beads put in their place."""

    before: tuple[Bead, ...]
    after: tuple[Bead, ...]


def perform(beads: Sequence[Bead], operation: Operation) -> Change:
    """The change an operation makes to all beads of a pair of documents.

    Raises ValueError, in Chinese, when the beads meant are not there (any more), nothing would change, or the
    operation would cross what a person confirmed.
    """
    change = _perform(beads, operation)
    if change.before == change.after:
        raise ValueError("这一句已经核过，没有可改的。")
    return change


def _perform(beads: Sequence[Bead], o: Operation) -> Change:
    match o.act:
        case Act.CONFIRM:
            return confirm(beads, find(beads, o.source, o.target))
        case Act.MERGE:
            return merge(beads, o.source, o.target)
        case Act.SPLIT if o.at:
            return split(beads, find(beads, o.source, o.target), *o.at)
        case Act.LINK:
            return link(beads, o.source, o.target)
        case Act.UNLINK:
            return unlink(beads, find(beads, o.source, o.target))
        case Act.ALONE:
            return no_counterpart(beads, find(beads, o.source, o.target))
    raise ValueError(f"做不了这个操作：{o.act.label}")


def confirm(beads: Sequence[Bead], bead: Bead) -> Change:
    """The bead is right as it stands; how the machine found it stays on record."""
    said = person(bead.source, bead.target) if bead.method == REST else replace(bead, status=Status.CONFIRMED)
    return Change((bead,), (said,))


def merge(beads: Sequence[Bead], source: Span, target: Span) -> Change:
    """The neighbouring beads that make up these spans become one."""
    run = [b for b in live(beads) if inside(b, source, target)]
    if len(run) < 2 or hull(run) != (source, target):
        raise ValueError("要合并的几句不相邻，或已经改动过。请刷新后再试。")
    return _change(beads, [b for b in live(beads) if b not in run] + [person(source, target)])


def split(beads: Sequence[Bead], bead: Bead, at_source: int, at_target: int) -> Change:
    """The bead becomes two, cut before these segments; a cut at an edge leaves a null."""
    (s0, s1), (t0, t1) = bead.source, bead.target
    one, two = (s0, at_source, t0, at_target), (at_source, s1, at_target, t1)
    if (
        not (s0 <= at_source <= s1 and t0 <= at_target <= t1)
        or (s0, t0) == one[1::2]
        or (s1, t1) == two[0::2]
    ):
        raise ValueError("拆分的位置不在这个句对之内。请在两种文字里各选一处。")
    parts = [person(Span(*p[:2]), Span(*p[2:])) for p in (one, two)]
    return _change(beads, [b for b in live(beads) if b != bead] + parts)


def link(beads: Sequence[Bead], source: Span, target: Span) -> Change:
    """These sentences translate each other.

    Beads they belonged to, or that the new one would cross, keep what is left of them on either side.
    """
    if source.start >= source.end or target.start >= target.end:
        raise ValueError("请在两种文字里各选至少一句，再连接。")
    if (source, target) in keys(live(beads)):
        return confirm(beads, find(beads, source, target))
    return _change(beads, place(live(beads), person(source, target)))


def unlink(beads: Sequence[Bead], bead: Bead) -> Change:
    """These sentences do not translate each other: the bead is rejected for good, both sides wait for another."""
    if not two_sided(bead):
        raise ValueError("这一句本来就没有对应，不必断开。")
    return _change(
        beads, [b for b in live(beads) if b != bead] + nulls(bead), {replace(bead, status=Status.REJECTED)}
    )


def no_counterpart(beads: Sequence[Bead], bead: Bead) -> Change:
    """No sentence of the bead has a counterpart."""
    parts = nulls(bead) if two_sided(bead) else [bead]
    said = [replace(b, status=Status.CONFIRMED, method=PERSON, score=0.0, posterior=1.0) for b in parts]
    return _change(beads, [b for b in live(beads) if b != bead] + said)


def revert(beads: Sequence[Bead], change: Change) -> Change:
    """Take a change back.

    Exactly, while everything it put is there. After the machine has aligned the rest anew, what the person
    had said is taken back and the beads of before are put again as far as they fit what people have
    confirmed since. Raises ValueError when they do not fit a confirmed one of before.
    """
    now = {(b.source, b.target, b.status) for b in beads}
    if all((b.source, b.target, b.status) in now for b in change.after):
        gone = keys(change.after)
        return _difference(beads, [b for b in beads if key(b) not in gone] + list(change.before))
    said = keys(b for b in change.after if b.status != Status.MACHINE)
    kept = [_waiting(b) if key(b) in said else b for b in live(beads)]
    for bead in change.before:
        if bead.status != Status.REJECTED:
            kept = _put_back(kept, bead)
    rejected = {b for b in beads if b.status == Status.REJECTED and key(b) not in said}
    rejected |= {b for b in change.before if b.status == Status.REJECTED}
    return _difference(beads, kept + [b for b in rejected if key(b) not in keys(kept)])


def _put_back(beads: list[Bead], bead: Bead) -> list[Bead]:
    if not two_sided(bead) and bead.status == Status.MACHINE:
        return beads
    try:
        return place(beads, _at_home(beads, bead))
    except ValueError:
        if bead.status == Status.CONFIRMED:
            raise
        return beads


def _at_home(beads: Sequence[Bead], bead: Bead) -> Bead:
    """A null where its sentences are now."""
    if two_sided(bead):
        return bead
    here = next(b for b in beads if share(b.source, bead.source) or share(b.target, bead.target))
    if bead.target.start == bead.target.end:
        return replace(bead, target=Span(here.target.start, here.target.start))
    return replace(bead, source=Span(here.source.start, here.source.start))


def person(source: Span, target: Span) -> Bead:
    """A bead a person made."""
    return Bead(source, target, 0.0, 1.0, PERSON, Status.CONFIRMED)


def _waiting(bead: Bead) -> Bead:
    return Bead(bead.source, bead.target, method=REST, id=bead.id)


def _change(beads: Sequence[Bead], cover: Iterable[Bead], rejected: Iterable[Bead] = ()) -> Change:
    """From all beads to a new cover; a rejection ends where a person makes the same bead."""
    cover, rejected = list(cover), set(rejected)
    made = keys(cover) | keys(rejected)
    stay = [b for b in beads if b.status == Status.REJECTED and key(b) not in made]
    return _difference(beads, [*cover, *rejected, *stay])


def _difference(old: Iterable[Bead], new: Iterable[Bead]) -> Change:
    was, now = set(old), set(new)
    return Change(tuple(sorted(was - now, key=order)), tuple(sorted(now - was, key=order)))


def without_rejected(beads: Iterable[Bead], rejected: Iterable[Bead]) -> list[Bead]:
    """What the machine found, with nulls in place of the beads a person rejected."""
    wrong = keys(rejected)
    return [part for b in beads for part in (nulls(b) if key(b) in wrong else [b])]
