"""Beads that cover two documents wholly, in order, without overlap; and how to put one more among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from aligner.model import Bead, Status
from corpora.model import Span

REST = "rest"  # method of beads that lost their partner to a person's decision: the next run places them anew
_END = 1 << 40


def place(beads: Sequence[Bead], new: Bead) -> list[Bead]:
    """Put a bead among beads that cover two documents; the others keep what is left of them on either side.

    Raises ValueError where the new one would cross a confirmed bead with two sides that it does not touch.
    """
    left: list[Bead] = []
    right: list[Bead] = []
    for bead in beads:
        one = _part(bead, Span(0, new.source.start), Span(0, new.target.start))
        two = _part(bead, Span(new.source.end, _END), Span(new.target.end, _END))
        touched = share(bead.source, new.source) or share(bead.target, new.target)
        crossed = two_sided(bead) and not touched and bead not in (one, two)
        if crossed and bead.status == Status.CONFIRMED:
            raise ValueError(
                f"与已核的第 {bead.source.start + 1} 句交叉：译文的先后与原文不一致。请先撤销那一句的决定。"
            )
        left += [one] if one else []
        right += [two] if two else []
    return chained([*left, new, *right])


def _part(bead: Bead, source: Span, target: Span) -> Bead | None:
    """What of a bead lies inside these spans: the bead itself, a remainder, or None."""
    s, t = _cut(bead.source, source), _cut(bead.target, target)
    if size(s) + size(t) == 0:
        return None
    if size(s) == size(bead.source) and size(t) == size(bead.target):
        return bead
    if two_sided(bead):
        return Bead(s, t, method=REST)
    return replace(bead, source=s, target=t, id=None)


def chained(beads: Iterable[Bead]) -> list[Bead]:
    """Beads in order with every span beginning where the last ended: this moves the empty sides only."""
    i = j = 0
    out = []
    for bead in beads:
        source, target = Span(i, i + size(bead.source)), Span(j, j + size(bead.target))
        moved = (source, target) != (bead.source, bead.target)
        out.append(replace(bead, source=source, target=target) if moved else bead)
        i, j = source.end, target.end
    return out


def live(beads: Iterable[Bead]) -> list[Bead]:
    """The beads that cover the documents, in order."""
    return sorted((b for b in beads if b.status != Status.REJECTED), key=order)


def order(bead: Bead) -> tuple[int, int, int, int]:
    """Reading order; a null comes before the bead it stands in front of."""
    return (bead.source.start, bead.target.start, bead.source.end, bead.target.end)


def covers(beads: Iterable[Bead], sources: int, targets: int) -> bool:
    """Whether the beads cover documents of so many segments, in order and without overlap."""
    found = live(beads)
    return chained(found) == found and hull(found) == (Span(0, sources), Span(0, targets))


def find(beads: Iterable[Bead], source: Span, target: Span) -> Bead:
    """The bead with these spans. Raises ValueError."""
    for bead in beads:
        if key(bead) == _key(source, target) and bead.status != Status.REJECTED:
            return bead
    raise ValueError("这一句已经改动过。请刷新后再试。")


def nulls(bead: Bead) -> list[Bead]:
    """The two sides of a bead apart, for the machine to place again."""
    (s0, s1), (t0, t1) = bead.source, bead.target
    return [
        Bead(Span(s0, s1), Span(t0, t0), method=REST),
        Bead(Span(s1, s1), Span(t0, t1), method=REST),
    ]


def two_sided(bead: Bead) -> bool:
    return bead.source.start < bead.source.end and bead.target.start < bead.target.end


def key(bead: Bead) -> tuple[Span, Span]:
    """What a bead is known by: its spans, wherever an empty one stands."""
    return _key(bead.source, bead.target)


def _key(source: Span, target: Span) -> tuple[Span, Span]:
    return source if size(source) else Span(0, 0), target if size(target) else Span(0, 0)


def keys(beads: Iterable[Bead]) -> set[tuple[Span, Span]]:
    return {key(b) for b in beads}


def hull(beads: Sequence[Bead]) -> tuple[Span, Span]:
    if not beads:
        return Span(0, 0), Span(0, 0)
    first, last = beads[0], beads[-1]
    return Span(first.source.start, last.source.end), Span(first.target.start, last.target.end)


def inside(bead: Bead, source: Span, target: Span) -> bool:
    return (
        source.start <= bead.source.start
        and bead.source.end <= source.end
        and target.start <= bead.target.start
        and bead.target.end <= target.end
    )


def _cut(span: Span, to: Span) -> Span:
    start = max(span.start, to.start)
    return Span(start, max(start, min(span.end, to.end)))


def share(one: Span, other: Span) -> bool:
    return max(one.start, other.start) < min(one.end, other.end)


def size(span: Span) -> int:
    return span.end - span.start
