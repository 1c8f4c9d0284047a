"""How much two documents speak for being versions of one, language set aside.

Documents are compared through their sketches, which hold no text: case number, date, placeables (as a
multiset weighed by rarity, and in their order), parties in order of role, the profile of paragraph
lengths, the ratio of lengths, translated words where a lexicon is known, and weakly the file name. What
courts, causes and surnames face each other is learnt from pairs (`aligner.correspondences`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

import numpy as np
import regex

from corpora.languages import get
from corpora.model import Document, Genre, Kind, Placeable


@dataclass(frozen=True, slots=True)
class Sketch:
    """What pairing needs of a document.

    `values` are its placeables in order, `paragraphs` the lengths of its paragraphs, `names` the first unit of each
    party's name, in order of `roles`; `court` and `cause` are folded. `units` counts alignment units where content
    is to be compared, else it is empty.
    """

    id: int
    language: str
    genre: Genre
    kind: str | None
    case_number: str | None
    masked: bool
    date: date | None
    roles: tuple[str, ...]
    values: tuple[str, ...]
    paragraphs: tuple[int, ...]
    stem: str
    names: tuple[str, ...] = ()
    court: str | None = None
    cause: str | None = None
    units: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How well two documents agree, each from 0 to 1, None where nothing can be said; weights in _WEIGHTS."""

    values: float | None
    order: float | None
    profile: float | None
    ratio: float
    date: float | None
    roles: float | None
    number: float | None
    stem: float | None
    shared: tuple[str, ...]
    trust: float  # 0 to 1: how many values there are to compare
    lines: float  # 0 to 1: how many paragraphs there are to compare
    content: float | None = None
    court: float | None = None
    cause: float | None = None
    names: float | None = None
    apart: float | None = (
        None  # of what distinguishes the two from their rivals, the share they have in common
    )
    exchanged: tuple[str, str] | None = None  # an amount only the source repeats, one only the target does


def sketch(document: Document, placeables: Iterable[Placeable], marks: Iterable[str]) -> Sketch:
    """The sketch of a stored document; `marks` are the words a file name may say its language with."""
    language = get(document.language)
    found = [p for p in placeables if p.kind is not Kind.MASK]
    paragraphs = [len(line) for line in document.body.splitlines() if line.strip()]
    if len(paragraphs) < 3:
        paragraphs = [s.end - s.start for s in document.segments]
    return Sketch(
        id=document.id or 0,
        language=document.language,
        genre=document.genre,
        kind=document.kind,
        case_number=document.case_number,
        masked=document.case_masked,
        date=document.date,
        roles=tuple(p.role for p in document.parties),
        values=tuple(f"{p.kind}:{p.value}" for p in found),
        paragraphs=tuple(paragraphs),
        stem=stem(document.name, marks),
        names=tuple(name_head(p.name, document.language) for p in document.parties),
        court=language.key(document.court) if document.court else None,
        cause=language.key(document.cause) if document.cause else None,
    )


def name_head(name: str, code: str) -> str:
    """The unit a name begins with, which masking leaves: 扎 of 扎某, བཀྲ of བཀྲ་ཆེ་གེ་མོ."""
    return next((unit.form for unit in get(code).units(name)), "")


def stem(name: str, marks: Iterable[str]) -> str:
    """A file's path without suffix and without the words that say its language: 02藏.docx -> 02."""
    path = PurePosixPath(name.replace("\\", "/"))
    words = "|".join(regex.escape(m) for m in sorted(marks, key=len, reverse=True))
    bare = (
        regex.sub(rf"(?i)(?<![a-z])(?:{words})(?![a-z])|[\s_.（）()-]+", "", path.stem)
        if words
        else path.stem
    )
    folder = "/".join(p for p in path.parent.parts if p not in (".", "/"))
    return f"{folder}/{bare}" if folder else bare


_WEIGHTS = {
    "values": 4.0,
    "order": 2.0,
    "profile": 3.0,
    "ratio": 1.0,
    "date": 2.0,
    "roles": 1.0,
    "number": 2.0,
    "stem": 0.5,
    "content": 3.0,
    "court": 1.0,
    "cause": 1.0,
    "names": 6.0,
    "apart": 4.0,
}


def score(e: Evidence) -> float:
    """Weighted mean of the evidence there is, from 0 to 1."""
    weights = _WEIGHTS | {
        "values": 4.0 * e.trust, "order": 2.0 * e.trust, "profile": 3.0 * e.lines * (1 - 0.5 * e.trust)
    }  # fmt: skip
    told = [(weights[name], value) for name in _WEIGHTS if (value := getattr(e, name)) is not None]
    return sum(w * v for w, v in told) / sum(w for w, _ in told)


def possible(s: Sketch, t: Sketch) -> bool:
    """Nothing rules the pair out: not two kinds, two genres or two case numbers."""
    if s.kind and t.kind and s.kind != t.kind:
        return False
    if Genre.OTHER not in (s.genre, t.genre) and s.genre != t.genre:
        return False
    return number_agrees(s, t) is not False


def same_number(s: Sketch, t: Sketch) -> bool:
    """Both carry the same whole case number."""
    return bool(s.case_number) and s.case_number == t.case_number and not (s.masked or t.masked)


def number_agrees(s: Sketch, t: Sketch) -> bool | None:
    """Whether two case numbers can be one, a × standing for anything; None when one has none."""
    if not s.case_number or not t.case_number:
        return None
    if not (s.masked or t.masked):
        return s.case_number == t.case_number
    return any(
        regex.fullmatch("".join(".+" if c == "×" else regex.escape(c) for c in _once(one)), other) is not None
        for one, other in ((s.case_number, t.case_number), (t.case_number, s.case_number))
    )


def _once(number: str) -> str:
    return regex.sub("×+", "×", number)


@dataclass(frozen=True, slots=True)
class Features:
    """What comparing needs of a sketch again and again: its values counted and as a vector of length 1."""

    counts: Mapping[str, int]
    vector: Mapping[str, float]
    length: int  # code points
    logs: np.ndarray  # of paragraph lengths


def features(sketch: Sketch, rarity: Mapping[str, float]) -> Features:
    """Counts are damped, values weighed by rarity."""
    counts = Counter(sketch.values)
    vector = {v: (1 + math.log(n)) * rarity[v] for v, n in counts.items()}
    norm = math.sqrt(sum(x * x for x in vector.values()))
    return Features(
        counts,
        {v: x / norm for v, x in vector.items()},
        max(1, sum(sketch.paragraphs)),
        np.log1p(np.array(sketch.paragraphs, float)),
    )


def cosine(a: Features, b: Features) -> float | None:
    """Of the values of two documents, None where one has none."""
    if not a.vector or not b.vector:
        return None
    small, large = sorted((a.vector, b.vector), key=len)
    return sum(x * large[v] for v, x in small.items() if v in large)


def weigh(
    s: Sketch, t: Sketch, a: Features, b: Features, rarity: Mapping[str, float], scale: float
) -> Evidence:
    """What the sketches say for the two being versions of one; `scale` is the usual length ratio target / source."""
    shared = tuple(sorted(a.counts.keys() & b.counts.keys(), key=lambda v: (-rarity[v], v)))
    fewest = min(len(s.paragraphs), len(t.paragraphs))
    number = number_agrees(s, t)
    return Evidence(
        values=cosine(a, b),
        order=_in_order(s.values, t.values, a.counts, b.counts) if len(shared) >= 3 else None,
        profile=_profile(a.logs, b.logs) if fewest >= 8 else None,
        ratio=math.exp(-2 * abs(math.log(b.length / a.length / scale))),
        date=float(s.date == t.date) if s.date and t.date else None,
        roles=_roles(s.roles, t.roles) if s.roles and t.roles else None,
        number=None if number is None else float(number),
        stem=1.0 if s.stem and s.stem == t.stem else None,
        shared=shared,
        trust=min(1.0, min(len(a.counts), len(b.counts)) / 10),
        lines=min(1.0, fewest / 20),
        exchanged=_exchanged(a.counts, b.counts),
    )


def _exchanged(a: Mapping[str, int], b: Mapping[str, int]) -> tuple[str, str] | None:
    """The amounts each side says again and again and the other never: versions of one do not differ so."""
    sides = [
        [v for v in one if v.startswith(f"{Kind.MONEY}:") and one[v] > 1 and v not in other]
        for one, other in ((a, b), (b, a))
    ]
    if not all(sides):
        return None
    first, second = (max(side, key=lambda v, c=c: (c[v], v)) for side, c in zip(sides, (a, b), strict=True))
    return first.partition(":")[2], second.partition(":")[2]


def _in_order(
    a: Sequence[str], b: Sequence[str], counts: Mapping[str, int], others: Mapping[str, int]
) -> float:
    """Share of the values standing once on both sides that come in the same order: longest ascending run."""
    places = {v: n for n, v in enumerate(b) if others[v] == 1}
    ranks = [places[v] for v in a if counts[v] == 1 and v in places]
    tails: list[int] = []
    for rank in ranks:
        place = bisect_left(tails, rank)
        tails[place : place + 1] = [rank]
    return len(tails) / len(ranks) if len(ranks) > 2 else 0.5


def _profile(a: np.ndarray, b: np.ndarray) -> float:
    """Correlation of log paragraph lengths, the longer list stretched onto the shorter; 0 when unlike."""
    short, long = sorted((a, b), key=len)
    if len(short) < 0.7 * len(long):
        return 0.0
    places = np.arange(len(short)) * ((len(long) - 1) / (len(short) - 1))
    x, y = short - short.mean(), np.interp(places, np.arange(len(long)), long)
    y = y - y.mean()
    norm = math.sqrt(float(x @ x) * float(y @ y))
    return max(0.0, float(x @ y) / norm) if norm > 1e-9 else 0.5


def _roles(a: Sequence[str], b: Sequence[str]) -> float:
    """Share of parties that stand in the same place with the same role."""
    return sum(x == y for x, y in zip(a, b, strict=False)) / max(len(a), len(b))


def rarities(sketches: Sequence[Sketch]) -> dict[str, float]:
    """log(1 + documents / documents with the value)."""
    counts = Counter(v for s in sketches for v in set(s.values))
    return {v: math.log(1 + len(sketches) / n) for v, n in counts.items()}


def usual_ratio(sources: Sequence[Sketch], targets: Sequence[Sketch]) -> float:
    """Usual length ratio target / source: of documents with the same case number, else of all."""
    numbers = {s.case_number: sum(s.paragraphs) for s in sources if s.case_number and not s.masked}
    ratios = [
        sum(t.paragraphs) / max(1, numbers[t.case_number])
        for t in targets
        if t.case_number in numbers and not t.masked
    ]
    if len(ratios) >= 3:
        return max(0.1, float(np.median(ratios)))
    means = [np.median([sum(x.paragraphs) for x in side] or [1]) for side in (targets, sources)]
    return float(max(1.0, means[0]) / max(1.0, means[1]))
