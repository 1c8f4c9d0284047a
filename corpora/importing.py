"""From files to documents: what is read, what is left out, and why.

One bad file never stops the others and never leaves anything half-written: a document is stored with its
segments and its original in one transaction. Language is recognised from the text alone; names and folders
say nothing reliable. A zip archive is a folder.

Where names are to be withheld, nothing unmasked reaches the workspace: the original of a document is its masked
text, and file names and the report are masked as far as the names are known. Chinese versions are read first,
the others take over their numbers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import regex
from sqlite_utils import Database

from corpora import masking, store
from corpora.examining import FIRST, Examined, Wishes, examine
from corpora.languages import get
from corpora.model import Document, Genre, ImportRow, Outcome
from corpora.progress import Progress, silent
from corpora.readers import Unreadable, archives
from corpora.rights import Right

_STILL_NAMED = "；它早先导入时没有隐名，如含姓名仍在工作区，要隐名请另建工作区重新导入"
_IGNORED = regex.compile(r"(?:^|/)(?:\.|~\$|Thumbs\.db$|desktop\.ini$|__MACOSX(?:/|$))", regex.IGNORECASE)


def add_folder(
    db: Database, folder: Path, at: str, progress: Progress = silent, wishes: Wishes | None = None
) -> list[ImportRow]:
    """Import every file below a folder, or one file; returns the report in the order of names.

    `at` is the time of the run in ISO form. What is there already is not read again.
    """
    return add_folders(db, [folder], at, progress, wishes)


def add_folders(
    db: Database, folders: Sequence[Path], at: str, progress: Progress = silent, wishes: Wishes | None = None
) -> list[ImportRow]:
    """Import several folders or files as one run with one report."""
    store.permit(db, Right.IMPORT, "导入文书")
    files = [
        (f"{folder.name}/{name}" if len(folders) > 1 and folder.is_dir() else name, path)
        for folder in folders
        for name, path in _files(folder)
    ]
    run = _Run(db, store.known_files(db), wishes or Wishes())
    for number, (name, path) in enumerate(files, 1):
        progress(f"读入 {number}/{len(files)}：{name}", number / len(files))
        run.add(name, path)
    if run.waiting:
        for number, (name, path) in enumerate(files, 1):
            progress(f"民族文字文书 {number}/{len(files)}：{name}", number / len(files))
            run.add_waiting(name, path)
    rows = run.report()
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


def contents(name: str, path: Path) -> Iterator[tuple[str, bytes | ImportRow]]:
    """The bytes of a file, of every file in it when it is an archive, or the row that says why there are none."""
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = f"读不了这个文件（{error.strerror}）。请检查权限或重新复制。"
        yield name, ImportRow(name, Outcome.UNREADABLE, reason)
        return
    if not archives.is_archive(content):
        yield name, content
        return
    empty = True
    for inner, found in archives.members(name, content):
        if not _IGNORED.search(inner.removeprefix(name)):
            empty = False
            yield (
                inner,
                ImportRow(inner, found.outcome, found.reason) if isinstance(found, Unreadable) else found,
            )
    if empty:
        yield name, ImportRow(name, Outcome.EMPTY, "压缩包里没有文件。请检查是否打包完整。")


@dataclass(slots=True)
class _Run:
    """One import: what is known, the rows so far, and what waits for the Chinese versions.

    `known` maps hashes of files in the workspace to documents, and learns new ones. `names` are the Chinese names
    replaced so far, by case; they are forgotten with the run.
    """

    db: Database
    known: dict[str, int]
    wishes: Wishes
    rows: dict[str, ImportRow] = field(default_factory=dict)
    waiting: set[str] = field(default_factory=set)
    names: dict[str | None, dict[str, str]] = field(default_factory=dict)

    def add(self, name: str, path: Path) -> None:
        for inner, content in contents(name, path):
            self.rows[inner] = content if isinstance(content, ImportRow) else self._row(inner, content)

    def add_waiting(self, name: str, path: Path) -> None:
        """Those below this name that waited, read once more."""
        if any(inner == name or inner.startswith(f"{name}/") for inner in self.waiting):
            for inner, content in contents(name, path):
                if inner in self.waiting and isinstance(content, bytes):
                    self.waiting.discard(inner)
                    self.rows[inner] = self._row(inner, content, late=True)

    def report(self) -> list[ImportRow]:
        if not self.wishes.mask:
            return list(self.rows.values())
        return [replace(row, path=self._without_names(row.path)) for row in self.rows.values()]

    def _row(self, name: str, content: bytes, late: bool = False) -> ImportRow:
        digest = hashlib.sha256(content).hexdigest()
        if digest in self.known:
            return self._there(name, Outcome.KNOWN, self.known[digest], "同一个文件已在工作区")
        examined = self._examined(name, content)
        if isinstance(examined, ImportRow):
            return examined
        if self.wishes.mask and not late and examined.document.language != FIRST:
            self.waiting.add(name)
            return ImportRow(name, Outcome.UNREADABLE, "导入中断，没有读完。请再导入一次。")
        with store.write_tx(self.db):  # another import may have brought the same text a moment ago
            there = store.by_key(self.db, examined.key)
            if there is None:
                return self._added(name, content, digest, examined)
        return self._there(name, Outcome.DUPLICATE, there, "正文与工作区里的另一份相同")

    def _examined(self, name: str, content: bytes) -> Examined | ImportRow:
        def versions(document: Document):
            case = document.case_number
            return store.versions(self.db, case, document.kind, document.language) if case else []

        return examine(name, content, self.wishes, versions, self.names)

    def _added(self, name: str, content: bytes, digest: str, examined: Examined) -> ImportRow:
        document = replace(examined.document, name=name, sha256=digest)
        if self.wishes.mask:
            if document.language == FIRST:
                self.names.setdefault(document.case_number, {}).update(examined.names)
            document = replace(document, name=self._without_names(name))
            content = document.body.encode()
        self.known[digest] = store.add_document(self.db, document, content, examined.key)
        return _row(name, Outcome.ADDED, "；".join(examined.notes), replace(document, id=self.known[digest]))

    def _there(self, name: str, outcome: Outcome, number: int, reason: str) -> ImportRow:
        document = store.document(self.db, number)
        shown = document.name if self.wishes.mask and outcome is Outcome.KNOWN else name
        open_ = self.wishes.mask and document.genre is Genre.JUDGMENT and not document.masked
        return _row(shown, outcome, f"{reason}：{document.name}{_STILL_NAMED if open_ else ''}", document)

    def _without_names(self, name: str) -> str:
        return masking.apply(
            name, {k: v for names in self.names.values() for k, v in names.items()}, get(FIRST)
        )


def _row(name: str, outcome: Outcome, reason: str, document: Document) -> ImportRow:
    return ImportRow(
        name, outcome, reason, document.id, document.language, document.kind, document.case_number,
        len(document.segments),
    )  # fmt: skip
