"""Short frames round parallel lines of the test data: judgments in several languages, statutes, reports."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date

from benchmarks.measuring import DATA
from benchmarks.mixed_texts import FORMS, NAMES, Lines, Text, called, parallel


def framed(rng: random.Random, kind: str = "判决书", languages: Sequence[str] = ()) -> Text:
    others = tuple(languages) or tuple(rng.sample(("bo", "ug", "ko", "mn-Mong"), rng.choice((1, 2, 2, 3))))
    codes = ("zh", *others)
    known = [n for n in NAMES if all(c in NAMES[n] for c in others)]
    first, second = rng.sample(known, 2)
    day = date(rng.randint(2018, 2023), rng.randint(1, 12), rng.randint(1, 28))
    slots = {
        "y": day.year, "m": day.month, "d": day.day, "y1": rng.randint(1955, 1995), "m1": rng.randint(1, 12),
        "d1": rng.randint(13, 28), "y2": rng.randint(1955, 1995), "m2": rng.randint(1, 12), "d2": rng.randint(13, 28),
        "n1": 50 * rng.randint(10, 4000), "n2": 50 * rng.randint(10, 900), "n3": 5 * rng.randint(10, 900),
        "a1": rng.randint(100, 900), "a2": rng.randint(100, 900), "m3": rng.randint(1, 12), "d3": rng.randint(13, 28),
    }  # fmt: skip
    lines: Lines = []
    for form in FORMS[kind]:
        if form == "…":
            lines += parallel(rng, codes, rng.randint(3, 14))
            continue
        lines.append(tuple(form[c].format(A=called(first, c), B=called(second, c), **slots) for c in codes))
    return Text(codes, lines, (*others, *(["three languages or more"] if len(others) > 1 else [])))


def statute(rng: random.Random) -> Text:
    """Articles counted from 1 in digits, their text from the declaration of human rights."""
    others = tuple(rng.sample(("bo", "ug", "ko", "mn-Cyrl"), rng.choice((1, 2))))
    codes = ("zh", *others)
    lines: Lines = [tuple(FORMS["statute"][c] for c in codes)]
    for n in range(1, rng.randint(8, 30)):
        body = parallel(rng, codes, 2)
        lines.append(tuple(f"{FORMS['article'][c].format(n)} {body[0][k]}" for k, c in enumerate(codes)))
        lines += body[1:]
    return Text(codes, lines, ("statute", *others))


def report(rng: random.Random) -> Text:
    """A stretch of a government report in Chinese and Zhuang."""
    year = rng.choice((2017, 2018))
    files = [DATA / "zhuang_reports" / f"{year}.{code}.txt" for code in ("zh", "za")]
    rows = list(zip(*(p.read_text(encoding="utf-8").splitlines() for p in files), strict=True))
    at, count = rng.randrange(len(rows) - 60), rng.randint(15, 60)
    return Text(("zh", "za"), rows[at : at + count], ("report", "za"))
