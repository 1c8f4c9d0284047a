"""What exercises are made from: terms with their renderings, and the pairs that are sure to translate each other."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from aligner.model import Pair, Status
from corpora import placeables
from corpora.languages import Language
from corpora.model import Kind, Span
from glossary.model import TermStatus
from glossary.recognition import Hit, find_all, longest, recogniser
from glossary.renderings import Rendering
from quiz.exercises.quality import Quality, quality
from quiz.model import Example, Exercise, ExerciseKind

SURE = 0.9  # posterior from which a machine's pair is believed; what a person confirmed or imported always is
FROM_LEARNERS = "练习中提出"  # source of a term proposed from a contested answer
ATTESTED = 3  # pairs in which a rendering nobody approved must stand before it is asked
OFTEN, OFTEN_SHARE = (
    2,
    0.2,
)  # pairs, and share, from which another rendering in published judgments is no slip
ATTESTED_SHARE = 0.5  # and its share among the renderings of the term


def sure(pair: Pair) -> bool:
    """Whether a pair may be asked from."""
    return pair.posterior >= SURE or pair.status in (Status.CONFIRMED, Status.IMPORTED)


@dataclass(frozen=True, slots=True)
class Item:
    """A Chinese term with its renderings in one language, best first, and what the termbase says of its concept."""

    term: str
    renderings: tuple[Rendering, ...]
    domain: str = ""
    law: str = ""
    note: str = ""
    confusable: tuple[str, ...] = ()

    @property
    def admitted(self) -> tuple[Rendering, ...]:
        """Renderings that count as right: approved ones, and those of the termbase no person has ruled out.

        What a learner proposed when marked wrong counts only once somebody approves it.
        """
        return tuple(r for r in self.renderings if r.status.approved or _sourced(r))

    @property
    def ruled_out(self) -> tuple[Rendering, ...]:
        """Renderings a person said not to use."""
        out = (TermStatus.FORBIDDEN, TermStatus.SUPERSEDED, TermStatus.DEPRECATED)
        return tuple(r for r in self.renderings if r.status in out)


def _sourced(rendering: Rendering) -> bool:
    """Whether a rendering nobody approved stands in the termbase on some source's word."""
    proposed = rendering.term is not None and rendering.status is TermStatus.PROPOSED
    return proposed and rendering.source != FROM_LEARNERS


def counting(item: Item, answer: Rendering) -> tuple[Rendering, ...]:
    """Renderings that count as right beside the answer: admitted ones, and what is `often` said while none is approved."""
    found = (*item.admitted, *(() if answer.status.approved else often(item)))
    return tuple(r for r in found if r.text != answer.text)


def often(item: Item) -> tuple[Rendering, ...]:
    """What published judgments say often enough to be no slip, and nobody has judged."""
    return tuple(
        r for r in item.renderings
        if r.term is None and r.status is TermStatus.PROPOSED and r.count >= OFTEN and r.share >= OFTEN_SHARE
    )  # fmt: skip


def answer_of(item: Item) -> Rendering | None:
    """The rendering to be learnt: the approved one, else one the corpus attests often and uniformly."""
    for rendering in item.renderings:
        if rendering.status.approved:
            return rendering
    attested = [r for r in item.renderings if r.status is TermStatus.PROPOSED]
    best = max(attested, key=lambda r: r.count, default=None)
    return best if best and best.count >= ATTESTED and best.share >= ATTESTED_SHARE else None


class Rejected(NamedTuple):
    """Something that was looked at and not asked; `reason` is Chinese."""

    kind: ExerciseKind
    reason: str


class Made(NamedTuple):
    """An exercise with its examples, the best first."""

    exercise: Exercise
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Material:
    """The terms and sure pairs of one language beside Chinese. `names` are the parties', in either language.

    `only`, where not empty, are the terms to make exercises of; the others serve as wrong choices.
    """

    source: Language
    target: Language
    items: tuple[Item, ...]
    pairs: tuple[Pair, ...]
    names: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()
    doubtful: int = 0  # pairs left out because their alignment is not sure

    @cached_property
    def answers(self) -> dict[str, Rendering]:
        """Chinese term -> the rendering to be learnt, for the terms that have one and are no names."""
        found = {item.term: answer_of(item) for item in self.items if not self.names_somebody(item.term)}
        return {term: answer for term, answer in found.items() if answer}

    @cached_property
    def item_of(self) -> dict[str, Item]:
        return {item.term: item for item in self.items}

    @cached_property
    def right(self) -> dict[str, frozenset[str]]:
        """Chinese term -> keys of everything attested or admitted for it."""
        return {i.term: frozenset(self.target.key(r.text) for r in i.renderings) for i in self.items}

    @cached_property
    def source_keys(self) -> dict[str, str]:
        """Key of a Chinese term -> the term, for the terms that have an answer."""
        return {self.source.key(term): term for term in self.answers}

    @cached_property
    def columns(self) -> tuple[list[str], list[str]]:
        """Chinese terms with an answer, and the keys of the answers."""
        return list(self.answers), list(self.key_of.values())

    @cached_property
    def one_apart(self) -> dict[str, frozenset[str]]:
        """Chinese term -> terms that differ in one character: another one (罚金, 罚款), one more at the end (被告, 被告人)."""
        alike: dict[str, set[str]] = defaultdict(set)
        for term in self.answers:
            if len(term) > 1:
                for n in range(len(term)):
                    alike[f"{term[:n]}?{term[n + 1 :]}"].add(term)
                alike[f"{term}?"].add(term)
        near: dict[str, set[str]] = defaultdict(set)
        for terms in alike.values():
            for term in terms:
                near[term] |= terms - {term}
        return {term: frozenset(others) for term, others in near.items()}

    def names_somebody(self, text: str) -> bool:
        """Whether a text holds a masked name or a party's."""
        if any(p.kind is Kind.MASK for p in placeables.find(text, self.source)) or "×" in text:
            return True
        return any(name in text for name in self.names) if self.names else False

    @cached_property
    def key_of(self) -> dict[str, str]:
        """Chinese term -> key of its answer."""
        return {term: self.target.key(r.text) for term, r in self.answers.items()}

    @cached_property
    def right_keys(self) -> dict[str, frozenset[str]]:
        """Chinese term -> keys of the renderings that count as right."""
        key = self.target.key
        return {
            term: frozenset((self.key_of[term], *(key(r.text) for r in counting(self.item_of[term], answer))))
            for term, answer in self.answers.items()
        }

    @cached_property
    def terms(self) -> dict[int, list[Hit]]:
        """Bead -> Chinese terms with an answer in the source, the longest; `key` is the term's."""
        found = find_in(((p.bead, p.source) for p in self.distinct), self.source, self.source_keys)
        return {bead: longest(hits) for bead, hits in found.items()}

    @cached_property
    def renderings(self) -> dict[int, list[Hit]]:
        """Bead -> renderings that count as right for some term, in the target, nested ones too."""
        keys = frozenset().union(*self.right_keys.values()) if self.answers else frozenset()
        return find_in(((p.bead, p.target) for p in self.distinct), self.target, keys)

    @cached_property
    def scores(self) -> dict[int, Quality]:
        """Bead -> how good the pair is to learn from."""
        return {p.bead: quality(p, self.source, len(self.terms[p.bead])) for p in self.distinct}

    def score(self, pair: Pair) -> float:
        """How good a pair is to learn from; of pairs that say the same one is judged, and counts for all."""
        return self.scores[self._like[self._said(pair)].bead].value

    @cached_property
    def ranked(self) -> tuple[Pair, ...]:
        """Distinct pairs, the best to learn from first."""
        return tuple(sorted(self.distinct, key=lambda p: (-self.score(p), p.bead)))

    @cached_property
    def distinct(self) -> tuple[Pair, ...]:
        """Pairs that say something no other says, of equals the surest."""
        return tuple(self._like.values())

    @cached_property
    def _like(self) -> dict[tuple[str, str], Pair]:
        kept: dict[tuple[str, str], Pair] = {}
        for pair in self.pairs:
            said = self._said(pair)
            if said not in kept or kept[said].posterior < pair.posterior:
                kept[said] = pair
        return kept

    def _said(self, pair: Pair) -> tuple[str, str]:
        return pair.source, pair.target

    @cached_property
    def documents(self) -> dict[int, list[Pair]]:
        """Pairs by document in the other language, in reading order."""
        found: dict[int, list[Pair]] = defaultdict(list)
        for pair in self.pairs:
            found[pair.target_document].append(pair)
        return {d: sorted(pairs, key=lambda p: p.target_segments) for d, pairs in found.items()}


def material(
    source: Language,
    target: Language,
    items: Iterable[Item],
    pairs: Iterable[Pair],
    names: Iterable[str] = (),
) -> Material:
    """Only sure pairs are kept; how many were left out is remembered."""
    pairs = tuple(pairs)
    kept = tuple(pair for pair in pairs if sure(pair))
    called = frozenset(name for name in names if len(name) > 1)
    return Material(source, target, tuple(items), kept, called, doubtful=len(pairs) - len(kept))


def find_in(
    texts: Iterable[tuple[int, str]], language: Language, keys: Iterable[str]
) -> dict[int, list[Hit]]:
    """Terms (keys) in many texts at once, by the number of the text; all of them, nested ones too.

    One pass over all texts put together: a call a text takes a hundred times as long.
    """
    numbers, bodies = zip(*texts, strict=True) if (texts := list(texts)) else ((), ())
    starts = list(accumulate((len(body) + 1 for body in bodies), initial=0))
    found: dict[int, list[Hit]] = {number: [] for number in numbers}
    for span, key in find_all(recogniser(language, keys), "\n".join(bodies)):
        n = bisect_right(starts, span.start) - 1
        if span.end < starts[n + 1]:
            found[numbers[n]].append(Hit(Span(span.start - starts[n], span.end - starts[n]), key))
    return found


def example(pair: Pair, score: float, **more) -> Example:
    """A pair as a place to ask from."""
    return Example(
        pair.bead, pair.source, pair.target, quality=score, section=pair.section, document=pair.target_document,
        court=pair.court, case_number=pair.case_number, cause=pair.cause, date=pair.date, **more,
    )  # fmt: skip


def various(found: Iterable[Example], most: int) -> tuple[Example, ...]:
    """The best examples with different texts, taking turns among documents so that no judgment fills the list."""
    best: dict[str, Example] = {}
    for one in sorted(found, key=lambda e: (-e.quality, e.bead or 0)):
        best.setdefault(one.source, one)
    turns: dict[int | None, int] = defaultdict(int)
    ranked: list[tuple[int, int, Example]] = []
    for n, one in enumerate(best.values()):
        ranked.append((turns[one.document], n, one))
        turns[one.document] += 1
    return tuple(one for *_, one in sorted(ranked, key=lambda r: r[:2])[:most])


def interleaved(
    kinds: Mapping[ExerciseKind, Sequence[Made]], shares: Mapping[ExerciseKind, float]
) -> Iterator[Made]:
    """Exercises of several kinds in one order of learning: of each kind as often as its share says."""
    places = [
        ((n + 0.5) / shares[kind], number, made)
        for number, (kind, list_) in enumerate(kinds.items())
        for n, made in enumerate(list_)
    ]
    for *_, made in sorted(places, key=lambda p: p[:2]):
        yield made
