"""The register of publication: what is published in which language, what lacks a version, how far each court is.

Courts publish under a quota (100 % of criminal and 60 % of civil documents must have a version in the language of
the place), and report on it monthly. A period is the beginning of an ISO date: "" for all, "2026", "2026-11".
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import regex

ORIGINAL = "zh"
EVERY_COURT = ""  # of a target: holds where a court has none of its own
UNKNOWN = "不明"
TRIALS = {"刑": "刑事", "民": "民事", "行": "行政", "赔": "国家赔偿", "执": "执行"}
# The last word of the type counts: 民刑初字 is a criminal case of 民和, 刑附民 stays criminal, 执行字 an enforcement.
_TRIAL = regex.compile(r"([刑民行赔执])(?=(?:附带?民|行|[^刑民行赔执])*号)")


@dataclass(frozen=True, slots=True)
class Entry:
    """A published judgment; `date` is ISO, a year alone or empty, `versions` the languages it is translated into."""

    document: int
    language: str
    court: str
    date: str
    kind: str
    trial: str
    case_number: str
    name: str
    versions: tuple[str, ...] = ()

    @property
    def year(self) -> str:
        return self.date[:4] or UNKNOWN


@dataclass(frozen=True, slots=True)
class Published:
    """How many judgments of one language, court, year and kind are published."""

    language: str
    court: str
    year: str
    kind: str
    documents: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a court is with one kind of trial; `target` is a share, None where there is none."""

    court: str
    trial: str
    originals: int
    translated: int
    target: float | None

    @property
    def share(self) -> float:
        return self.translated / self.originals if self.originals else 1.0

    @property
    def missing(self) -> int:
        """Versions still to be made before the target is reached."""
        return max(0, ceil(round(self.originals * (self.target or 0), 6)) - self.translated)


Targets = Mapping[tuple[str, str], float]  # (court, trial) -> share


def trial(case_number: str | None, cause: str | None = None) -> str:
    """What kind of trial a judgment is of, by its case number, else its cause.

    >>> trial("(2020)青2802民初123号"), trial("(2013)靖刑初字第15号"), trial(None, "盗窃罪")
    ('民事', '刑事', '刑事')
    """
    found = _TRIAL.search(case_number or "")
    if found:
        return TRIALS[found[1]]
    return "刑事" if (cause or "").endswith("罪") else UNKNOWN


def within(entries: Iterable[Entry], period: str) -> list[Entry]:
    """The entries of a period."""
    return [e for e in entries if e.date.startswith(period)]


def published(entries: Iterable[Entry]) -> list[Published]:
    """Counts by language, court, year and kind; the newest year first."""
    counts = Counter((e.language, e.court, e.year, e.kind) for e in entries)
    rows = [Published(*key, n) for key, n in counts.items()]
    return sorted(
        rows,
        key=lambda r: (
            r.year == UNKNOWN,
            -int(r.year) if r.year.isdigit() else 0,
            r.court,
            r.language,
            r.kind,
        ),
    )


def missing(entries: Iterable[Entry], language: str = "") -> list[Entry]:
    """Originals without a version; with a language, in it and of the courts that publish in it. The newest first."""
    found = [e for e in _originals(entries, language) if not _translated(e, language)]
    return sorted(found, key=lambda e: (e.date, e.case_number), reverse=True)


def standings(entries: Iterable[Entry], targets: Targets, language: str = "") -> list[Standing]:
    """Every court with every kind of trial it has originals of; with a language, the courts that publish in it."""
    originals = _originals(entries, language)
    whole = Counter((e.court, e.trial) for e in originals)
    done = Counter((e.court, e.trial) for e in originals if _translated(e, language))
    order = [*TRIALS.values(), UNKNOWN]
    return [
        Standing(court, kind, whole[court, kind], done[court, kind], target(targets, court, kind))
        for court, kind in sorted(whole, key=lambda key: (key[0], order.index(key[1])))
    ]


def target(targets: Targets, court: str, kind: str) -> float | None:
    """The target of a court: its own, else that of all courts."""
    return targets.get((court, kind), targets.get((EVERY_COURT, kind)))


def periods(entries: Iterable[Entry], part: int) -> list[str]:
    """The years (`part` 4) or months (7) in which there is anything, the newest first."""
    return sorted({e.date[:part] for e in entries if len(e.date) >= part}, reverse=True)


@dataclass(frozen=True, slots=True)
class Report:
    """What a court hands in for a month: standings of the month, of its year so far, and of all; lists of the month."""

    month: str
    made: str  # ISO day
    standings: tuple[tuple[str, tuple[Standing, ...]], ...]  # (heading, rows)
    published: tuple[Published, ...]
    missing: tuple[Entry, ...]


def report(entries: Sequence[Entry], targets: Targets, month: str, made: str) -> Report:
    """The monthly report; originals dated after the month are left out. An empty month reports on everything."""
    if not month:
        rows = tuple(standings(entries, targets))
        return Report("", made, (("全部", rows),), tuple(published(entries)), tuple(missing(entries)))
    so_far = [e for e in entries if e.date[:7] <= month]
    parts = (
        ("本月", within(so_far, month)),
        (f"{month[:4]} 年至本月", within(so_far, month[:4])),
        ("累计", so_far),
    )
    return Report(
        month,
        made,
        tuple((heading, tuple(standings(part, targets))) for heading, part in parts),
        tuple(published(within(so_far, month))),
        tuple(missing(so_far)),
    )


def _originals(entries: Iterable[Entry], language: str) -> list[Entry]:
    originals = [e for e in entries if e.language == ORIGINAL]
    courts = {e.court for e in originals if not language or language in e.versions}
    return [e for e in originals if e.court in courts]


def _translated(entry: Entry, language: str) -> bool:
    return language in entry.versions if language else bool(entry.versions)
