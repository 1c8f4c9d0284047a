"""Court codes: which court a case number names."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

from corpora import case_numbers


@cache
def courts() -> dict[str, str]:
    """Code -> name of the courts in courts.csv, a file a court may add its neighbours to."""
    text = files("corpora").joinpath("courts.csv").read_text(encoding="utf-8")
    return {
        row["code"]: row["court"]
        for row in csv.DictReader(line for line in text.splitlines() if line[:1] != "#")
    }


def court_of(case_number: str) -> str | None:
    """The court a canonical case number names, None for one not in the file."""
    parsed = case_numbers.parse(case_number)
    return courts().get(parsed.court) if parsed else None
