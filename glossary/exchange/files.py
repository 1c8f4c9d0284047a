"""A file of terms by its extension: read whole or refused, written whole or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from corpora.languages import get
from glossary.exchange.reading import BadFile, Entry, Loss, Problem, Reading
from glossary.model import Concept

READ = (".tbx", ".xml", ".xlsx", ".xlsm", ".csv", ".tsv", ".txt")
WRITTEN = (".tbx", ".xlsx", ".csv", ".txt", ".apkg")
OF_ONE_LANGUAGE = {".txt": "OmegaT 词表", ".apkg": "Anki 牌组"}


def read_terms(path: Path, source: str = "") -> Reading:
    """The terms of a file. `source` is put on every term that names none; a dictionary with a column a language gets
    the file's name where no source is given. Raises BadFile.
    """
    kind = path.suffix.casefold()
    name = source or path.stem
    if kind in (".tbx", ".xml"):
        from glossary.exchange.tbx import read_tbx

        reading = read_tbx(path)
    elif kind in (".xlsx", ".xlsm"):
        from glossary.exchange.xlsx import read_xlsx

        reading = read_xlsx(path, name)
    elif kind in READ:
        from glossary.exchange.delimited import read_csv

        reading = read_csv(path, name)
    else:
        advice = "请在 Excel 里另存为 .xlsx" if kind == ".xls" else f"可以是 {' '.join(READ)}"
        raise BadFile(f"{path.name} 无法读取", [Problem(1, f"不读 {kind or '没有扩展名的'} 文件，{advice}")])
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
    """Write a termbase; with `language` only concepts that have terms in it, in Chinese and that language.

    Returns what the format cannot hold. Raises ValueError for a format that is not written, one that needs a
    language, an unknown language or dialect, and when there is nothing to write.
    """
    kind = path.suffix.casefold()
    if kind not in WRITTEN:
        raise ValueError(f"不写 {kind or '没有扩展名的'} 文件，可以是 {' '.join(WRITTEN)}。")
    if kind in OF_ONE_LANGUAGE and not language:
        raise ValueError(f"{OF_ONE_LANGUAGE[kind]}只装一种语言，请用 --language 指明，例如 --language bo。")
    if language:
        code = get(language).code
        concepts = [_of_language(c, code) for c in concepts if c.terms_in(code)]
    if not concepts:
        raise ValueError("没有可以导出的术语：术语库是空的，或这种语言没有术语。")
    part = path.with_name(f".{path.name}.part")
    try:
        losses = _write(part, kind, concepts, language or "", dialect, style)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return losses


def _of_language(concept: Concept, language: str) -> Concept:
    return replace(
        concept,
        terms=tuple(t for t in concept.terms if t.language in ("zh", language)),
        sections=tuple(s for s in concept.sections if s.language in ("zh", language)),
    )


def _write(
    path: Path, kind: str, concepts: Sequence[Concept], language: str, dialect: str, style: str
) -> list[Loss]:
    if kind == ".apkg":
        from glossary.exchange.anki import write_anki

        return write_anki(concepts, path, language)
    with path.open("wb") as out:
        if kind == ".tbx":
            from glossary.exchange.tbx import write_tbx

            return write_tbx(concepts, out, dialect, style)
        if kind == ".xlsx":
            from glossary.exchange.xlsx import write_xlsx

            return write_xlsx(concepts, out)
        if kind == ".txt":
            from glossary.exchange.omegat import write_omegat

            return write_omegat(concepts, out, language)
        from glossary.exchange.delimited import write_csv

        write_csv(concepts, out)
        return []
