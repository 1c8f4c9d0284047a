"""One document of a mixed collection in several languages, before it becomes files, and what such documents share."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import regex

from benchmarks.measuring import DATA

FORMS = json.loads(Path(__file__).with_name("mixed_forms.json").read_text(encoding="utf-8"))
NAMES: dict[str, dict[str, str]] = FORMS["names"]
_MASKS: dict[str, str] = FORMS["masks"]
CASE = regex.compile(r"[（(](\d{4})[）)](\p{Han}\d+\p{Han}+)(\d+)号(之[一二三])?")

Lines = list[tuple[str, ...]]  # one sentence in several languages, Chinese first


@dataclass(frozen=True, slots=True)
class Text:
    """One document in several languages, before it is spoilt; `traits` are its conditions."""

    languages: tuple[str, ...]
    lines: Lines
    traits: tuple[str, ...]


def called(name: str, code: str) -> str:
    return _MASKS[code].format(NAMES[name].get(code, name))


def parallel(rng: random.Random, codes: Sequence[str], count: int) -> Lines:
    """Consecutive lines of the test data there are in all these languages, none where there are none."""
    for folder in ("ntrex", "udhr/lines"):
        files = [DATA / folder / f"{code}.txt" for code in codes]
        if all(path.is_file() for path in files) and count:
            rows = list(zip(*(p.read_text(encoding="utf-8").splitlines() for p in files), strict=True))
            at = rng.randrange(len(rows) - count)
            return [row for row in rows[at : at + count] if all(row)]
    return []
