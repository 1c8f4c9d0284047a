"""From files to documents: what is read, what is left out, and why.

One bad file never stops the others and never leaves anything half-written: a document is stored with its
segments and its original in one transaction. Language is recognised from the text alone; names and folders
say nothing reliable.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import regex
from sqlite_utils import Database

from corpora import judgments, legacy, readers, store
from corpora.languages import Language, get
from corpora.languages.recognise import recognise
from corpora.model import Document, ImportRow, Outcome
from corpora.progress import Progress, silent

_IGNORED = regex.compile(r"(?:^|/)(?:\.|~\$|Thumbs\.db$|desktop\.ini$|__MACOSX(?:/|$))", regex.IGNORECASE)
_SHORTEST = 20  # letters a text must have to be worth keeping


def add_folder(db: Database, folder: Path, at: str, progress: Progress = silent) -> list[ImportRow]:
    """Import every file below a folder, or one file; returns the report in the order of names.

    `at` is the time of the run in ISO form. What is there already is not read again.
    """
    return add_folders(db, [folder], at, progress)


def add_folders(
    db: Database, folders: Sequence[Path], at: str, progress: Progress = silent
) -> list[ImportRow]:
    """Import several folders or files as one run with one report."""
    files = [
        (f"{folder.name}/{name}" if len(folders) > 1 and folder.is_dir() else name, path)
        for folder in folders for name, path in _files(folder)
    ]
    known = store.known_files(db)
    rows = []
    for number, (name, path) in enumerate(files, 1):
        progress(f"读入 {number}/{len(files)}：{name}", number / len(files))
        rows.append(add_file(db, name, path, known))
    store.save_report(db, at, rows)
    return rows


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """(name relative to the folder, path), 2.docx before 10.docx."""
    if folder.is_file():
        yield folder.name, folder
        return
    found = [(path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file()]

    def natural(item: tuple[str, Path]) -> list[tuple[int, int, str]]:
        parts = regex.findall(r"\d+|\D+", item[0].casefold())
        return [(0, int(p), "") if p.isdecimal() else (1, 0, p) for p in parts]

    yield from sorted((item for item in found if not _IGNORED.search(item[0])), key=natural)


def add_file(db: Database, name: str, path: Path, known: dict[str, int]) -> ImportRow:
    """Import one file. `known` maps hashes of files in the workspace to documents, and learns new ones."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return ImportRow(name, Outcome.UNREADABLE, f"读不了这个文件（{error.strerror}）。请检查权限或重新复制。")
    digest = hashlib.sha256(content).hexdigest()
    if digest in known:
        return _there(db, name, Outcome.KNOWN, known[digest], "同一个文件已在工作区")
    examined = _examined(name, content)
    if isinstance(examined, ImportRow):
        return examined
    there = store.by_key(db, examined.key)
    if there is not None:
        return _there(db, name, Outcome.DUPLICATE, there, "正文与工作区里的另一份相同")
    document = replace(examined.document, name=name, sha256=digest)
    known[digest] = store.add_document(db, document, content, examined.key)
    return _row(name, Outcome.ADDED, "；".join(examined.notes), replace(document, id=known[digest]))


@dataclass(frozen=True, slots=True)
class _Examined:
    """A text worth keeping, the hash of its folded form, and what to tell of its reading."""

    document: Document
    key: str
    notes: tuple[str, ...]


def _examined(name: str, content: bytes) -> _Examined | ImportRow:
    """The document in a file, or the row that says why there is none.

    Whatever goes wrong here concerns this file alone, so even a fault of ours becomes a row.
    """
    try:
        reading = readers.read(name, content)
        code = recognise(reading.text)
        return _refused(name, reading, code) or _understood(reading, get(code or "zh"))
    except readers.Unreadable as error:
        return ImportRow(name, error.outcome, error.reason)
    except Exception as error:
        fault = f"{type(error).__name__}：{error}"
        return ImportRow(name, Outcome.UNREADABLE, f"软件处理这个文件时出错（{fault}）。请把文件交给维护人员。")


def _refused(name: str, reading: readers.Reading, code: str | None) -> ImportRow | None:
    """The row of a text that is in a legacy encoding, too short, or in no language of ours."""
    diagnosis = legacy.diagnose(reading.text, reading.fonts)
    if diagnosis:
        return ImportRow(name, Outcome.LEGACY, diagnosis)
    if len(regex.findall(r"\p{L}", reading.text)) < _SHORTEST:
        return ImportRow(name, Outcome.EMPTY, f"只有不到 {_SHORTEST} 个字，不成一篇文书。请检查文件是否完整。")
    if code is None:
        return ImportRow(
            name, Outcome.UNKNOWN_LANGUAGE,
            "认不出是汉文、藏文、蒙古文、维吾尔文、哈萨克文、朝鲜文或壮文。如是这些文字，请检查编码和字体。",
        )  # fmt: skip
    return None


def _understood(reading: readers.Reading, language: Language) -> _Examined:
    key = hashlib.sha256(f"{language.code}\n{language.key(reading.text)}".encode()).hexdigest()
    return _Examined(judgments.understand(reading.text, language), key, reading.notes)


def _there(db: Database, name: str, outcome: Outcome, number: int, reason: str) -> ImportRow:
    document = store.document(db, number)
    return _row(name, outcome, f"{reason}：{document.name}", document)


def _row(name: str, outcome: Outcome, reason: str, document: Document) -> ImportRow:
    return ImportRow(
        name, outcome, reason, document.id, document.language, document.kind, document.case_number,
        len(document.segments),
    )  # fmt: skip
