"""Alignments as lines `[0, 1]:[2]`, 0-based, an empty list for no counterpart: the form of vecalign's and Bleualign's test sets."""

from __future__ import annotations

from collections.abc import Iterator
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
            path.stem, _lines(path.with_suffix(".src")), _lines(path.with_suffix(".tgt")), read_beads(path)
        )
        for path in files
    ]


def read_terms(path: Path) -> list[tuple[str, str]]:
    """(term, rendering) of every line "term TAB rendering". Raises ValueError at the first line of another form."""
    found = []
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        reason = f"{path.name} 不是 UTF-8 文本（第 {error.start + 1} 个字节）。请另存为 UTF-8 的 txt 或 tsv。"
        raise ValueError(reason) from error
    for number, line in enumerate(text.splitlines(), 1):
        term, _, rendering = (part.strip() for part in line.partition("\t"))
        if line.strip() and not (term and rendering):
            raise ValueError(f"{path.name} 第 {number} 行不是“术语、制表符、译名”的形式：{line[:40]}")
        if line.strip():
            found.append((term, rendering))
    return found


def _lines(path: Path) -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8").rstrip("\n").split("\n"))


def _beads(name: str, text: str) -> Iterator[tuple[Span, Span]]:
    at = [0, 0]
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        match = _BEAD.match(line)
        if match is None:
            raise ValueError(f"{name} 第 {number} 行不是“[0, 1]:[2]”的形式：{line[:40]}")
        spans = []
        for side, listed in enumerate(match.groups()):
            numbers = [int(n) for n in regex.findall(r"\d+", listed)]
            start, end = (numbers[0], numbers[-1] + 1) if numbers else (at[side], at[side])
            at[side] = max(at[side], end)
            spans.append(Span(start, end))
        yield spans[0], spans[1]


def read_beads(path: Path) -> tuple[tuple[Span, Span], ...]:
    """The beads of one file, half-open. Raises ValueError naming the line."""
    return parse_beads(path.read_text(encoding="utf-8"), path.name)


def parse_beads(text: str, name: str) -> tuple[tuple[Span, Span], ...]:
    """The beads of a text; `name` is what its errors call it."""
    return tuple(_beads(name, text))
