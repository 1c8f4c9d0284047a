"""Formulae among pairs: skeletons that recur across cases, with the ways they were translated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpora.languages import Language
from corpora.model import INVENTED
from glossary.formulae.alternating import told_apart
from glossary.formulae.facing import Facing, face
from glossary.formulae.model import Example, Formula, Translation
from glossary.formulae.skeletons import Sentence, sentence
from glossary.formulae.wording import Known, Wording, courts_named, learnt, wording

CASES = 2  # in so many a skeleton must stand
LETTERS = 6  # and say so much besides its slots: 审判长某某 is none
EXAMPLES = 5  # kept of a translation


@dataclass(frozen=True, slots=True)
class Use:
    """A pair and its Chinese side understood; `case` is what tells cases apart."""

    example: Example
    sentence: Sentence
    case: str


def use(example: Example) -> Use:
    """A pair as a use of its skeleton. Without a case number a document is a case."""
    return Use(example, sentence(example.source, example.names), example.case_number or f"#{example.pair}")


def recurs(uses: Iterable[Use]) -> bool:
    """Whether these uses of one skeleton make it a formula."""
    uses = list(uses)
    return (
        uses[0].sentence.letters >= LETTERS
        and len({u.case for u in uses}) >= CASES
        and uses[0].example.source != INVENTED
    )


def grouped(uses: Iterable[Use]) -> dict[str, list[Use]]:
    """Uses by skeleton, those that make formulae."""
    groups: dict[str, list[Use]] = defaultdict(list)
    for u in uses:
        groups[u.sentence.skeleton].append(u)
    return {skeleton: found for skeleton, found in groups.items() if recurs(found)}


def known_of(uses: Sequence[Use], language: Language, more: Sequence[Known] = ()) -> list[Known]:
    """The wording pairs show, `more` known besides; courts nobody names alone are found by those that are."""
    first = [*more, *(k for u in uses for k in learnt(u.sentence, u.example.target, language))]
    courts = courts_of(uses, wording(first), language)
    told = told_of(grouped(uses), wording([*first, *courts]), language)
    return [(*row, times) for row, times in _counted([*first, *courts, *told]).items()]


def told_of(groups: Mapping[str, Sequence[Use]], known: Wording, language: Language) -> list[Known]:
    """Names that the uses of formulae tell by their differences."""
    return [
        k
        for uses in groups.values()
        for k in told_apart([face(u.sentence, u.example.target, language, known) for u in uses], language)
    ]


def courts_of(uses: Sequence[Use], known: Wording, language: Language) -> list[Known]:
    return [k for u in uses for k in courts_named(u.sentence, u.example.target, known, language)]


def _counted(known: Iterable[Known]) -> Counter[tuple[str, str, str]]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for what, zh, other, times in known:
        counts[what, zh, other] += times
    return counts


def formulae(groups: Mapping[str, Sequence[Use]], language: Language, known: Wording) -> list[Formula]:
    """The formulae of these groups, the most used first."""
    found = [_formula(skeleton, uses, language, known) for skeleton, uses in groups.items()]
    return sorted(found, key=lambda f: (-f.cases, -f.count, f.skeleton))


def _formula(skeleton: str, uses: Sequence[Use], language: Language, known: Wording) -> Formula:
    ways: dict[str, list[tuple[Use, Facing]]] = defaultdict(list)
    for u in uses:
        facing = face(u.sentence, u.example.target, language, known)
        ways[facing.skeleton].append((u, facing))
    translations = [_translation(way, found) for way, found in ways.items()]
    translations.sort(key=lambda t: (-t.cases, -t.count, t.skeleton))
    return Formula(skeleton, language.code, len(uses), len({u.case for u in uses}), tuple(translations))


def _translation(skeleton: str, found: Sequence[tuple[Use, Facing]]) -> Translation:
    """A way of saying it; examples that show most come first: every slot found, values that differ, then one a case."""
    uses = [u for u, _ in found]
    ranked = sorted(
        found, key=lambda item: (item[1].missing, _repeats(item[0].sentence), item[0].example.bead)
    )
    first = {u.case: u.example for u, _ in reversed(ranked)}
    best = list(
        dict.fromkeys(
            [*(u.example for u, _ in ranked if first[u.case] == u.example), *(u.example for u, _ in ranked)]
        )
    )
    return Translation(
        skeleton,
        len(uses),
        len({u.case for u in uses}),
        _tally(u.example.court for u in uses),
        _tally(u.example.year for u in uses),
        tuple(best[:EXAMPLES]),
    )


def _repeats(source: Sentence) -> int:
    """Slots that cannot be told from another by their value: which is which would be a guess."""
    values = Counter((s.kind, s.value) for s in source.slots)
    return sum(n - 1 for n in values.values())


def _tally(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(v for v in values if v).items(), key=lambda item: (-item[1], item[0])))
