"""Translation memories into the workspace: every unit with a Chinese side becomes a ready pair.

A file is taken wholly or not at all; parts are written in short transactions, and those of a file that
breaks off are taken away again. What cannot be used is counted in the file's row with the line of the first.
"""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from sqlite_utils import Database

from aligner import store
from aligner.exchange import UnreadableTmx, read_tmx
from aligner.exchange.units import Unit, Variant
from corpora import store as corpora_store
from corpora.languages import CODES, get
from corpora.languages.tags import from_tag
from corpora.model import ImportRow, Outcome
from corpora.progress import Progress, silent

SOURCE = "zh"
PART = 10_000     # units of one document


def add_memories(db: Database, files: Sequence[Path], at: str, progress: Progress = silent) -> list[ImportRow]:
    """Import TMX files; returns a row for each. `at` is the time of the run in ISO form.

    The pairs wait to be looked up by likeness until `aligner.memory.update`.
    """
    known = {m.sha256: m.name for m in store.memories(db)}
    there = {_mark(*texts): bead for bead, *texts in store.imported_texts(db)}
    rows = []
    with _uncollected():
        for path in files:
            rows.append(_add(db, path, at, known, there, progress))
    corpora_store.save_report(db, at, rows)
    return rows


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for cycles of garbage: millions of small values come and go here, and none in cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _add(
    db: Database, path: Path, at: str, known: dict[str, str], there: dict[bytes, int], progress: Progress
) -> ImportRow:
    try:
        digest = _digest(path)
        if digest in known:
            return ImportRow(path.name, Outcome.KNOWN, f"同一个文件已在工作区：{known[digest]}")
        store.remove_memory(db, digest)      # parts of an import that was cut short
        try:
            row = _add_units(db, path, digest, at, there, progress)
        except BaseException:
            store.remove_memory(db, digest)
            raise
    except UnreadableTmx as error:
        return ImportRow(path.name, Outcome.UNREADABLE, f"{error}。")
    except OSError as error:
        return ImportRow(path.name, Outcome.UNREADABLE, f"读不了这个文件（{error.strerror}）。请检查权限或重新复制。")
    if row.outcome is Outcome.ADDED:
        known[digest] = path.name
    return row


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(slots=True)
class _Tally:
    """What became of the units of a file: pairs by language; what was left out, by reason, with its first line."""

    pairs: Counter[str] = field(default_factory=Counter)
    left_out: dict[str, tuple[int, int]] = field(default_factory=dict)

    def leave_out(self, reason: str, line: int) -> None:
        count, first = self.left_out.get(reason, (0, line))
        self.left_out[reason] = (count + 1, first)

    def notes(self) -> str:
        taken = [f"{get(code).name} {n} 句对" for code, n in self.pairs.most_common()]
        return "；".join(
            taken + [f"{reason} {n} 条（首见第 {line} 行）" for reason, (n, line) in self.left_out.items()]
        )


def _add_units(
    db: Database, path: Path, digest: str, at: str, there: dict[bytes, int], progress: Progress
) -> ImportRow:
    header, units = read_tmx(path)
    part = _Parts(db, path.name, digest)
    tally, texts_of = part.tally, {code: get(code).text for code in CODES}
    for code, unit in ready(units, tally):
        source, target = unit.variants
        texts = texts_of[SOURCE](source.text), texts_of[code](target.text)
        mark = _mark(code, *texts)
        if mark in there or mark in part.beads:
            tally.leave_out("相同句对已有", unit.line)
            if mark in there:
                part.repeat(there[mark], unit, *texts)
        elif part.add(code, mark, unit, *texts):
            progress(f"翻译记忆 {path.name}：{tally.pairs.total()} 句对")
    part.flush()
    if tally.pairs or part.repeated:
        store.add_memory(db, digest, path.name, at, header)
    if not tally.pairs:
        return _nothing(path, tally)
    there |= part.beads
    language = tally.pairs.most_common(1)[0][0]
    return ImportRow(
        path.name, Outcome.ADDED, tally.notes(), part.document, language, sentences=tally.pairs.total()
    )


@dataclass(slots=True)
class _Parts:
    """A file on its way into the workspace, PART units of a language at a time."""

    db: Database
    name: str
    digest: str
    tally: _Tally = field(default_factory=_Tally)
    beads: dict[bytes, int] = field(default_factory=dict)    # mark of a unit -> its bead, 0 until it is written
    repeated: bool = False
    document: int | None = None
    _waiting: dict[str, list[tuple[bytes, tuple[Unit, str, str]]]] = field(default_factory=dict)
    _repeats: list[tuple[int, Unit, str, str]] = field(default_factory=list)

    def add(self, code: str, mark: bytes, *unit: *tuple[Unit, str, str]) -> bool:
        """Take a unit and its two display texts; returns whether a part was full and written."""
        self.beads[mark] = 0
        self._waiting.setdefault(code, []).append((mark, unit))
        self.tally.pairs[code] += 1
        full = len(self._waiting[code]) == PART
        if full:
            self._write(code)
        return full

    def repeat(self, bead: int, *unit: *tuple[Unit, str, str]) -> None:
        """Take a unit whose pair another file brought."""
        self.repeated = True
        self._repeats.append((bead, *unit))
        if len(self._repeats) == PART:
            self._write_repeats()

    def flush(self) -> None:
        for code in list(self._waiting):
            self._write(code)
        self._write_repeats()

    def _write(self, code: str) -> None:
        units, last = self._waiting.pop(code), self.tally.pairs[code]
        name = f"{self.name}（{get(code).name} {last - len(units) + 1}—{last}）"
        document, beads = store.add_part(self.db, store.Part(self.digest, name, SOURCE, code, [u for _, u in units]))
        self.beads.update(zip((mark for mark, _ in units), beads, strict=True))
        self.document = self.document or document

    def _write_repeats(self) -> None:
        store.add_repeats(self.db, self.digest, self._repeats)
        self._repeats = []


def forget(db: Database, sha256: str) -> tuple[int, int]:
    """Take a memory away; (pairs gone, pairs kept since another memory has them too).

    What is kept is imported anew for the first memory that has it, and what people decided on it goes.
    """
    with store.write_tx(db):
        kept = 0
        found = groupby(list(store.repeats(db, sha256)), key=lambda r: (r.sha256, r.name, r.language))
        for (heir, name, code), group in found:
            shared = list(group)
            units = [(r.unit, r.source, r.target) for r in shared]
            title = f"{name}（{get(code).name} {len(units)} 句对，原与 {sha256[:12]} 共有）"
            _, beads = store.add_part(db, store.Part(heir, title, SOURCE, code, units))
            store.move_repeats(db, heir, dict(zip((r.bead for r in shared), beads, strict=True)))
            kept += len(shared)
        gone = store.remove_memory(db, sha256) - kept
    return gone, kept


def _mark(code: str, source: str, target: str) -> bytes:
    return hashlib.blake2b(f"{code}\n{source}\n{target}".encode(), digest_size=12).digest()


def _nothing(path: Path, tally: _Tally) -> ImportRow:
    if not tally.left_out:
        return ImportRow(path.name, Outcome.EMPTY, "文件里没有翻译单元。请检查导出时是否选错了范围。")
    if "相同句对已有" in tally.left_out:
        return ImportRow(path.name, Outcome.DUPLICATE, tally.notes())
    return ImportRow(
        path.name, Outcome.UNKNOWN_LANGUAGE,
        f"没有汉文与本软件所支持文字的句对：{tally.notes()}。请检查文件的语言代码（如 zh-CN、bo-CN）。",
    )  # fmt: skip


def ready(units: Iterator[Unit], tally: _Tally) -> Iterator[tuple[str, Unit]]:
    """(target language, unit of the Chinese variant and one other) for every variant in a language of ours."""
    for unit in units:
        sides = [(from_tag(v.language, v.text), v) for v in unit.variants]
        chinese = next((v for code, v in sides if code == SOURCE and v.text.strip()), None)
        if chinese is None:
            tally.leave_out(f"没有汉文（{_tags(unit.variants)}）", unit.line)
            continue
        others = [(code, v) for code, v in sides if code != SOURCE]
        if not others:
            tally.leave_out("只有汉文", unit.line)
        for code, variant in others:
            if code is None:
                tally.leave_out(f"语言代码 {variant.language or '空缺'}", unit.line)
            elif not variant.text.strip():
                tally.leave_out("译文为空", unit.line)
            else:
                yield code, Unit((chinese, variant), unit.attributes, unit.remarks, unit.line)


def _tags(variants: Sequence[Variant]) -> str:
    return "、".join(dict.fromkeys(v.language or "无代码" for v in variants)) or "空单元"
