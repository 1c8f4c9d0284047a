"""Files of alignments: gold in the form of vecalign and Bleualign test sets."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import regex

from corpora.model import Span

_BEAD = regex.compile(r"\[([\d, ]*)\]\s*:\s*\[([\d, ]*)\]")


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """One document: its lines on both sides and the true beads, 0-based and half-open."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[tuple[Span, Span], ...]


def read_gold(directory: Path) -> list[GoldDocument]:
    """All NNN.src, NNN.tgt, NNN.gold of a directory. Raises ValueError when there are none."""
    files = sorted(directory.glob("*.gold"))
    if not files:
        raise ValueError(f"“{directory}”里没有 .gold 文件。应有成组的 名称.src、名称.tgt、名称.gold。")
    return [
        GoldDocument(
            path.stem, _lines(path.with_suffix(".src")), _lines(path.with_suffix(".tgt")), tuple(_beads(path))
        )
        for path in files
    ]


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))


def _beads(path: Path):
    at = [0, 0]
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        match = _BEAD.match(line)
        if match is None:
            raise ValueError(f"{path.name} 第 {number} 行不是“[0, 1]:[2]”的形式：{line[:40]}")
        spans = []
        for side, text in enumerate(match.groups()):
            numbers = [int(n) for n in regex.findall(r"\d+", text)]
            start, end = (numbers[0], numbers[-1] + 1) if numbers else (at[side], at[side])
            at[side] = max(at[side], end)
            spans.append(Span(start, end))
        yield tuple(spans)
