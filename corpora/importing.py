"""From files to documents: what is read, what is left out, and why.

One bad file never stops the others and never leaves anything half-written: a document and its report row
are stored together. Language is recognised from the text alone; names and folders say nothing reliable.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import regex
from sqlite_utils import Database

from corpora import judgments, legacy, readers, store
from corpora.languages import get
from corpora.languages.recognise import recognise
from corpora.model import ImportRow, Outcome

_IGNORED = regex.compile(r"(?:^|/)(?:\.|~\$|Thumbs\.db$|desktop\.ini$|__MACOSX(?:/|$))", regex.IGNORECASE)
_SHORTEST = 20  # letters a text must have to be worth keeping

Progress = Callable[[str], None]


def add_folder(
    db: Database, folder: Path, at: str, progress: Progress = lambda text: None
) -> list[ImportRow]:
    """Import every file below a folder, or one file; returns the report in the order of names.

    `at` is the time of the run in ISO form. What is there already is not read again.
    """
    files = list(_files(folder))
    known = store.known_files(db)
    rows = []
    for number, (name, path) in enumerate(files, 1):
        progress(f"读入 {number}/{len(files)}：{name}")
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
        return [(0, int(p), "") if p.isdecimal() and p.isascii() else (1, 0, p) for p in parts]

    yield from sorted((item for item in found if not _IGNORED.search(item[0])), key=natural)


def add_file(db: Database, name: str, path: Path, known: dict[str, int]) -> ImportRow:
    """Import one file. `known` maps hashes of files in the workspace to documents, and learns new ones."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return ImportRow(
            name, Outcome.UNREADABLE, f"读不了这个文件（{error.strerror}）。请检查权限或重新复制。"
        )
    digest = hashlib.sha256(content).hexdigest()
    if digest in known:
        return _there(db, name, Outcome.KNOWN, known[digest], "同一个文件已在工作区")
    try:
        reading = readers.read(name, content)
    except readers.Unreadable as error:
        return ImportRow(name, error.outcome, error.reason)
    row = _refused(name, reading) or _store(db, name, reading, content, digest)
    if row.document is not None and row.outcome is Outcome.ADDED:
        known[digest] = row.document
    return row


def _refused(name: str, reading: readers.Reading) -> ImportRow | None:
    """The row of a text that is in a legacy encoding, too short, or in no language of ours."""
    diagnosis = legacy.diagnose(reading.text, reading.fonts)
    if diagnosis:
        return ImportRow(name, Outcome.LEGACY, diagnosis)
    if len(regex.findall(r"\p{L}", reading.text)) < _SHORTEST:
        return ImportRow(
            name, Outcome.EMPTY, f"只有不到 {_SHORTEST} 个字，不成一篇文书。请检查文件是否完整。"
        )
    if recognise(reading.text) is None:
        return ImportRow(
            name, Outcome.UNKNOWN_LANGUAGE,
            "认不出是汉文、藏文、蒙古文、维吾尔文、哈萨克文、朝鲜文或壮文。如是这些文字，请检查编码和字体。",
        )  # fmt: skip
    return None


def _store(db: Database, name: str, reading: readers.Reading, content: bytes, digest: str) -> ImportRow:
    language = get(recognise(reading.text) or "zh")
    key = hashlib.sha256(f"{language.code}\n{language.key(reading.text)}".encode()).hexdigest()
    there = store.by_key(db, key)
    if there is not None:
        return _there(db, name, Outcome.DUPLICATE, there, "正文与工作区里的另一份相同")
    document = replace(judgments.understand(reading.text, language), name=name, sha256=digest)
    number = store.add_document(db, document, content, key)
    return ImportRow(
        name, Outcome.ADDED, "；".join(reading.notes), number, document.language, document.kind,
        document.case_number, len(document.segments),
    )  # fmt: skip


def _there(db: Database, name: str, outcome: Outcome, number: int, reason: str) -> ImportRow:
    document = store.document(db, number)
    return ImportRow(
        name, outcome, f"{reason}：{document.name}", number, document.language, document.kind,
        document.case_number, len(document.segments),
    )  # fmt: skip
