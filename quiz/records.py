"""What the log of answers says of a learner and of a class: time, items, retention, weak terms, confusions. Pure.

Retention is the share of right answers among those given a day or more after the card's last answer: what was still
known, not what was just shown. It is None where nothing was asked again yet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import TypeVar

from quiz.model import ExerciseKind

GENERAL = "通用"  # the domain of what has none
_K = TypeVar("_K")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer that stands, with what was asked. `elapsed` is days since the card's answer before, None for the first.

    `expected` is the exercise's key, empty where it changes with the sentence; `into` is the language answers are in.
    """

    learner: str
    exercise: int
    kind: ExerciseKind
    language: str
    subject: str
    domain: str
    expected: str
    when: datetime
    given: str
    right: bool
    share: float
    seconds: float
    elapsed: float | None
    choice: bool
    into: str


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers counted together."""

    answers: int
    right: int
    items: int
    seconds: float
    days: int
    asked_again: int
    known_again: int

    @property
    def hours(self) -> float:
        return self.seconds / 3600

    @property
    def share(self) -> float | None:
        return self.right / self.answers if self.answers else None

    @property
    def retention(self) -> float | None:
        return self.known_again / self.asked_again if self.asked_again else None


def tally(answers: Iterable[Answer], zone: tzinfo) -> Tally:
    """`zone` says where a day begins."""
    found = list(answers)
    again = [a for a in found if a.elapsed is not None and a.elapsed >= 1]
    return Tally(
        len(found),
        sum(a.right for a in found),
        len({a.exercise for a in found}),
        sum(a.seconds for a in found),
        len({a.when.astimezone(zone).date() for a in found}),
        len(again),
        sum(a.right for a in again),
    )


def tallies(answers: Iterable[Answer], by: Callable[[Answer], _K], zone: tzinfo) -> dict[_K, Tally]:
    """Tallies by what `by` says of an answer, the most answers first."""
    groups: dict[_K, list[Answer]] = defaultdict(list)
    for answer in answers:
        groups[by(answer)].append(answer)
    return {key: tally(found, zone) for key, found in sorted(groups.items(), key=lambda g: -len(g[1]))}


@dataclass(frozen=True, slots=True)
class Record:
    """A learner's record as it is handed in: what was practised from the first to the last day."""

    learner: str
    until: date  # the day it was made
    whole: Tally
    first: date | None
    last: date | None
    domains: tuple[tuple[str, str, Tally], ...]  # language, domain
    kinds: tuple[tuple[str, ExerciseKind, Tally], ...]  # language, kind
    months: tuple[tuple[str, Tally], ...]  # "2026-03", in order


def record(learner: str, answers: Sequence[Answer], now: datetime) -> Record:
    """The record on the day of `now`, whose time zone says where a day begins."""
    zone = now.tzinfo
    assert zone is not None, "the time carries its zone"
    days = sorted({a.when.astimezone(zone).date() for a in answers})
    domains = tallies(answers, lambda a: (a.language, a.domain or GENERAL), zone)
    kinds = tallies(answers, lambda a: (a.language, a.kind), zone)
    months = tallies(answers, lambda a: f"{a.when.astimezone(zone):%Y-%m}", zone)
    return Record(
        learner,
        now.date(),
        tally(answers, zone),
        days[0] if days else None,
        days[-1] if days else None,
        tuple((*key, t) for key, t in domains.items()),
        tuple((*key, t) for key, t in kinds.items()),
        tuple(sorted(months.items())),
    )


@dataclass(frozen=True, slots=True)
class Weak:
    """A subject a class gets wrong: `learners` of those who met it erred at least once."""

    language: str
    into: str
    subject: str
    kind: ExerciseKind
    answers: int
    wrong: int
    learners: int
    met: int
    expected: str
    instead: tuple[tuple[str, int], ...]  # what was answered instead, with counts, the most frequent first


def weak(answers: Iterable[Answer], key: Callable[[str, str], str], fewest: int = 1) -> list[Weak]:
    """Terms and formulae with wrong answers, the most wrong first (by share, with two right answers assumed).

    `key` folds a text of a language (code, text), so that two spellings of one wrong answer count together; answers
    left empty are wrong but no confusion.
    """
    groups: dict[tuple[str, str, str, ExerciseKind], list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.expected:
            groups[answer.language, answer.into, answer.subject, answer.kind].append(answer)
    found = []
    for (language, into, subject, kind), given in groups.items():
        wrong = [a for a in given if not a.right]
        if len(wrong) >= fewest:
            found.append(
                Weak(
                    language,
                    into,
                    subject,
                    kind,
                    len(given),
                    len(wrong),
                    len({a.learner for a in wrong}),
                    len({a.learner for a in given}),
                    given[-1].expected,
                    _instead(wrong, lambda text, code=into: key(code, text)),
                )
            )
    return sorted(found, key=lambda w: (-w.wrong / (w.answers + 2), -w.wrong, w.subject))


def _instead(wrong: Iterable[Answer], key: Callable[[str], str]) -> tuple[tuple[str, int], ...]:
    counts: Counter[str] = Counter()
    shown: dict[str, str] = {}
    for answer in wrong:
        if folded := key(answer.given):
            counts[folded] += 1
            shown.setdefault(folded, answer.given.strip())
    return tuple((shown[folded], n) for folded, n in counts.most_common())
