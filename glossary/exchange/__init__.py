"""Files of terms: TBX, Excel, CSV both ways; OmegaT's glossary and Anki decks out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from glossary.exchange.reading import BadFile, Entry, Loss, Problem, Reading
from glossary.model import Concept

__all__ = ["READ", "WRITTEN", "BadFile", "Entry", "Loss", "Problem", "Reading", "read_terms", "write_terms"]

READ = (".tbx", ".xml", ".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
WRITTEN = (".tbx", ".xlsx", ".csv", ".txt", ".apkg")
_OF_ONE_LANGUAGE = {".txt": "OmegaT 词表", ".apkg": "Anki 牌组"}


def read_terms(path: Path, source: str = "") -> Reading:
    """The terms of a file, by its extension. `source` is put on every term that names none; a dictionary with a
    column a language gets the file's name where no source is given. Raises BadFile.
    """
    from glossary.exchange import tables, tbx

    kind = path.suffix.casefold()
    if kind not in READ:
        reason = f"不读 {kind or '没有扩展名的'} 文件，可以是 {' '.join(READ)}"
        raise BadFile(
            f"{path.name} 无法读取",
            [Problem(1, reason + ("；请在 Excel 里另存为 .xlsx" if kind == ".xls" else ""))],
        )
    if kind in (".tbx", ".xml"):
        reading = tbx.read_tbx(path)
    elif kind in (".xlsx", ".xlsm"):
        reading = tables.read_xlsx(path, source or path.stem)
    else:
        reading = tables.read_csv(path, source or path.stem)
    return (
        replace(reading, entries=tuple(_sourced(e, source) for e in reading.entries)) if source else reading
    )


def _sourced(entry: Entry, source: str) -> Entry:
    terms = tuple(t if t.source else replace(t, source=source) for t in entry.concept.terms)
    return replace(entry, concept=replace(entry.concept, terms=terms))


def write_terms(
    path: Path,
    concepts: Sequence[Concept],
    language: str | None = None,
    dialect: str = "TBX-Basic",
    style: str = "dca",
) -> list[Loss]:
    """Write a termbase to a file, by its extension; with `language` only concepts that have terms in it.

    Returns what the format cannot hold. The file is there whole or not at all. Raises ValueError for a format that
    is not written, one that needs a language, and when there is nothing to write.
    """
    kind = path.suffix.casefold()
    if kind not in WRITTEN:
        raise ValueError(f"不写 {kind or '没有扩展名的'} 文件，可以是 {' '.join(WRITTEN)}。")
    if kind in _OF_ONE_LANGUAGE and not language:
        raise ValueError(f"{_OF_ONE_LANGUAGE[kind]}只装一种语言，请用 --language 指明，例如 --language bo。")
    chosen = (
        [of_language(c, language) for c in concepts if c.terms_in(language)] if language else list(concepts)
    )
    if not chosen:
        raise ValueError("没有可以导出的术语：术语库是空的，或这种语言没有术语。")
    part = path.with_name(f".{path.name}.part")
    try:
        losses = _write(part, kind, chosen, language or "", dialect, style)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return losses


def of_language(concept: Concept, language: str) -> Concept:
    """The concept in Chinese and one other language."""
    return replace(
        concept,
        terms=tuple(t for t in concept.terms if t.language in ("zh", language)),
        sections=tuple(s for s in concept.sections if s.language in ("zh", language)),
    )


def _write(
    path: Path, kind: str, concepts: Sequence[Concept], language: str, dialect: str, style: str
) -> list[Loss]:
    from glossary.exchange import tables, tbx

    if kind == ".apkg":
        from glossary.exchange.anki import write_anki

        return write_anki(concepts, path, language)
    with path.open("wb") as out:
        if kind == ".tbx":
            return tbx.write_tbx(concepts, out, dialect, style)
        if kind == ".txt":
            from glossary.exchange.omegat import write_omegat

            return write_omegat(concepts, out, language)
        (tables.write_xlsx if kind == ".xlsx" else tables.write_csv)(concepts, out)
    return []
