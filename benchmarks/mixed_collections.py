"""Mixed collections of bilingual documents whose pairs are known, made from a seed.

Judgments are the invented ones of tests/gold with other names, dates, amounts and sentences, and short
frames round parallel lines of the test data for cases in three languages. What makes real folders hard is
put in on purpose: masked or missing case numbers, several documents of one case, series of near duplicates,
documents without a counterpart, sentences left out, typing errors, whole files on one line. File names say nothing.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from benchmarks.mixed_frames import framed, report, statute
from benchmarks.mixed_rewriting import other_amounts, renamed, rewritten
from benchmarks.mixed_spoiling import spoilt
from benchmarks.mixed_texts import CASE, Text
from corpora.judgments import understand
from corpora.languages import get
from corpora.model import Document

_WHOLE = ("whole", "masked on one side", "masked on both", "missing on one side", "missing on both")


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents with ids, the true pairs (source, target), and under which conditions each pair was made."""

    documents: tuple[Document, ...]
    pairs: dict[tuple[int, int], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Setting:
    """How often (percent) a case has its number whole, masked on one side, on both, missing on one side, on both;
    and how often a document has lost the date at its end."""

    name: str
    numbers: tuple[int, int, int, int, int]
    dateless: int


SETTINGS = (
    Setting("mixed", (45, 15, 10, 15, 15), 10),
    Setting("no whole numbers", (0, 20, 40, 20, 20), 10),
    Setting("no numbers, few dates", (0, 0, 0, 0, 100), 60),
)


def collection(seed: int, cases: int, setting: Setting = SETTINGS[0]) -> Collection:
    """Three to four documents a case, in the order of a shuffled folder."""
    rng = random.Random(seed)
    texts = [text for _ in range(cases) for text in _case(rng, setting)]
    made: list[tuple[int, str, str]] = []
    pairs: dict[tuple[int, str], tuple[str, ...]] = {}
    for n, text in enumerate(texts):
        orphan = rng.choices(("", "zh", "other"), (78, 11, 11))[0] if "statute" not in text.traits else ""
        bodies = spoilt(rng, text, setting.dateless)
        kept = [
            c
            for c in text.languages
            if not (orphan == "zh" and c != "zh") and not (orphan == "other" and c == "zh")
        ]
        made += [(n, code, bodies[code]) for code in kept]
        if not orphan:
            pairs |= {(n, code): text.traits for code in text.languages[1:]}
    rng.shuffle(made)
    ids = {(n, code): number for number, (n, code, _) in enumerate(made, 1)}
    documents = tuple(
        replace(understand(body, get(code)), id=number, name=f"{rng.randrange(10**6)}.txt")
        for number, (_, code, body) in enumerate(made, 1)
    )
    return Collection(
        documents, {(ids[n, "zh"], ids[n, code]): traits for (n, code), traits in pairs.items()}
    )


# One case: one document, or several, or a series of alike ones


def _case(rng: random.Random, setting: Setting) -> list[Text]:
    if rng.random() < 0.03:
        return [statute(rng)]
    if rng.random() < 0.05:
        return [report(rng)]
    numbers = rng.choices(_WHOLE, setting.numbers)[0]
    number = (rng.randint(2018, 2023), rng.randint(1, 4000))
    base = framed(rng) if rng.random() < 0.25 else rewritten(rng)
    kind = rng.choices(("alone", "series", "one case"), (55, 25, 20))[0]
    if kind == "series":
        what = rng.choices(("other amounts", "one other amount", "other names"), (40, 35, 25))[0]
        alike = [base, *(_sibling(rng, base, what) for _ in range(rng.randint(1, 4)))]
        return [
            _numbered(t, (number[0], number[1] + k), numbers, f"series, {what}") for k, t in enumerate(alike)
        ]
    if kind == "one case":
        rulings = [(suffix, _ruling(rng, base)) for suffix in ("", "之一")[: rng.randint(1, 2)]]
        return [_numbered(t, number, numbers, kind, suffix) for suffix, t in (("", base), *rulings)]
    return [_numbered(base, number, numbers)]


def _sibling(rng: random.Random, text: Text, what: str) -> Text:
    if what == "other names":
        return renamed(rng, text)
    return (
        renamed(rng, other_amounts(rng, text))
        if what == "other amounts"
        else other_amounts(rng, text, one=True)
    )


def _numbered(text: Text, number: tuple[int, int], numbers: str, trait: str = "", suffix: str = "") -> Text:
    def own(line: str) -> str:
        return CASE.sub(lambda m: f"（{number[0]}）{m[2]}{number[1]}号{suffix}", line)

    lines = [tuple(own(side) for side in row) for row in text.lines]
    return replace(
        text, lines=lines, traits=tuple(t for t in (*text.traits, f"number {numbers}", trait) if t)
    )


def _ruling(rng: random.Random, text: Text) -> Text:
    """A ruling in the languages of another document."""
    others = text.languages[1:]
    if len(others) == 1 and others[0] in ("bo", "mn-Mong") and rng.random() < 0.5:
        return rewritten(rng, others[0], "裁定书")
    return framed(rng, "裁定书", others)
