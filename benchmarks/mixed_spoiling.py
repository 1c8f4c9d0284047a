"""What happens to the files of a folder: numbers hidden, dates and sentences lost, figures mistyped, lines joined."""

from __future__ import annotations

import random

import regex

from benchmarks.mixed_texts import CASE, Text


def spoilt(rng: random.Random, text: Text, dateless: int) -> dict[str, str]:
    """Body of each language with its number hidden, sentences lost, a figure mistyped, perhaps all on one line."""
    trait = next((t.removeprefix("number ") for t in text.traits if t.startswith("number ")), "whole")
    sides = rng.sample(range(len(text.languages)), len(text.languages))
    hit = set(sides) if trait.endswith("both") else set(sides[:1]) if trait.endswith("side") else set()
    undated = set(sides[:1]) if 100 * rng.random() < dateless else set()
    bodies = {}
    for k, code in enumerate(text.languages):
        lines = [row[k] for row in text.lines]
        if k in undated:
            lines = [line for line in lines[:-4]] + [
                line for line in lines[-4:] if not regex.search(r"20\d\d|二〇", line)
            ]
        if k in hit:
            lines = _hidden(lines, trait.startswith("masked"))
        head, rest = lines[:4], [line for line in lines[4:] if rng.random() > 0.03]
        rest = [_mistyped(rng, line) if rng.random() < 0.02 else line for line in rest]
        bodies[code] = (
            ("" if code == "zh" else " ").join([*head, *rest])
            if rng.random() < 0.04
            else "\n".join([*head, *rest])
        )
    return bodies


def _hidden(lines: list[str], masked: bool) -> list[str]:
    if masked:
        return [CASE.sub(lambda m: f"（{m[1]}）{m[2]}×号{m[4] or ''}", line) for line in lines]
    return [line for line in lines if not CASE.fullmatch(line.strip())]


def _mistyped(rng: random.Random, line: str) -> str:
    digits = [m.start() for m in regex.finditer(r"\d", line)]
    if not digits:
        return line
    at = rng.choice(digits)
    return line[:at] + str(rng.randint(0, 9)) + line[at + 1 :]
