"""Seed terms: renderings that a named source prints. They are proposed, never approved."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from importlib.resources import files

from glossary.model import Term

SIGNED = "种子术语"  # who stands in the history for seeds


def seed_terms() -> Iterator[tuple[str, str, Term]]:
    """(domain, Chinese term, rendering) of seeds.tsv, each with its sources spelled out."""
    sources = {row["code"]: row["source"] for row in _rows("seed_sources.tsv")}
    for row in _rows("seeds.tsv"):
        codes = [code.strip() for code in row["source"].replace("/", ";").split(";")]
        source = "；".join(sources.get(code.split()[0], code) for code in codes)
        yield row["domain"], row["zh"], Term(row["language"], row["rendering"], source=source)


def _rows(name: str) -> list[dict[str, str]]:
    text = files("glossary").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
