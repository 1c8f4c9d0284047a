"""A court's own folder, made from a seed: judgments in two languages as files of every kind, and all that lies between.

The judgments are those of `benchmarks.mixed_collections` (invented, with case numbers masked or missing, several
documents of one case, near duplicates, documents without a counterpart). Here they become files: Word, saved web
pages, PDF with text, text in four encodings, zip archives in zip archives, names that say nothing or say the wrong
thing; and beside them copies of the same file, scans, Menksoft and font-mapped texts, Word's lock files, empty files.
"""

from __future__ import annotations

import io
import random
import zipfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.mixed_collections import collection
from corpora.model import Document, Outcome, Section
from tests.made_files import pdf_of
from tests.sample_formats import (
    Paragraph,
    in_menksoft,
    page,
    text,
    word,
    word_with_insertion,
    word_with_table,
)

COURT = {"bo": 253, "mn-Mong": 114}  # published judgments of the court this began with
WIDTH = 38  # characters a line of a PDF
_NAMES = (
    "判决书",
    "新建文本文档",
    "文书详情",
    "终稿",
    "修改稿",
    "扫描",
    "1",
    "汉",
    "译文",
    "上网版",
    "副本",
    "民初",
)


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in the folder: the true pairs by name as the workspace lists them, and files that cannot be taken."""

    files: int
    pairs: frozenset[tuple[str, str]]
    copies: dict[str, str]  # a file -> the one it is a copy of
    left_out: Counter[Outcome]


def lay_out(place: Path, judgments: dict[str, int] = COURT, seed: int = 1) -> Folder:
    """Write the folder; `judgments` are pairs by language."""
    rng = random.Random(seed)
    documents, truth = _judgments(rng, judgments, seed)
    files: dict[str, bytes] = {}
    names = {document.id: _file(rng, document, files) for document in documents}
    copies = _copies(rng, files)
    left_out = _rubbish(rng, documents, files)
    _pack(files, "打包.zip/译文.zip")
    _pack(files, "打包.zip")
    for name, content in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return Folder(len(files), frozenset((names[s], names[t]) for s, t in truth), copies, left_out)


def _judgments(
    rng: random.Random, wanted: dict[str, int], seed: int
) -> tuple[list[Document], set[tuple[int, int]]]:
    """So many pairs of each language, with the documents without a counterpart that came between them."""
    left, documents, pairs = Counter(wanted), [], set()
    while left.total():
        made = collection(seed := seed + 1, 60)
        of = {d.id: d for d in made.documents}
        shift = 1_000 * seed
        paired = {n for key in made.pairs for n in key}
        taken: set[int] = {n for n, d in of.items() if n not in paired and d.language in ("zh", *wanted)}
        for source, target in made.pairs:
            if left[of[target].language] > 0:
                left[of[target].language] -= 1
                taken |= {source, target}
                pairs.add((source + shift, target + shift))
        documents += [replace(of[n], id=n + shift) for n in sorted(taken)]
    rng.shuffle(documents)
    return documents, pairs


# A judgment as a file

Writer = Callable[[str, list[Paragraph]], bytes]


def _pdf(label: str, paragraphs: list[Paragraph]) -> bytes:
    lines = [
        piece
        for words in (label, *(words for _, words in paragraphs))
        for piece in [words[n : n + WIDTH] for n in range(0, len(words), WIDTH)] or [""]
    ]
    return pdf_of(*(lines[n : n + 34] for n in range(0, len(lines), 34)))


def _encoded(encoding: str, newline: str = "\n") -> Writer:
    return lambda label, paragraphs: text(label, paragraphs, encoding, newline)


_WRITERS: Sequence[tuple[str, Writer, int]] = (
    ("docx", word, 30), ("docx", word_with_table, 6), ("docx", word_with_insertion, 4),
    ("html", page, 14), ("html", lambda *judgment: page(*judgment, charset="gb18030"), 6), ("pdf", _pdf, 8),
    ("txt", _encoded("utf-8"), 14), ("txt", _encoded("utf-8-sig", "\r\n"), 6), ("txt", _encoded("utf-16"), 6),
    ("txt", _encoded("gb18030"), 6),
)  # fmt: skip


def _file(rng: random.Random, document: Document, files: dict[str, bytes]) -> str:
    """Write the document into `files`; returns the name it will have in the workspace."""
    usable = _WRITERS if document.language == "zh" else [w for w in _WRITERS if w[1] is not _pdf]
    suffix, write, _ = rng.choices(usable, [share for _, _, share in usable])[0]
    content = write("", _paragraphs(document))
    folder = rng.choice(
        (
            "",
            "汉文/",
            "译文/",
            f"{rng.randint(2018, 2023)}年/",
            "网上下载/",
            "打包.zip/",
            "打包.zip/译文.zip/",
        )
    )
    stem = rng.choice(
        (*_NAMES, f"（{rng.randint(2018, 2023)}）青28民初{rng.randint(1, 900)}号", f"{rng.randint(1, 400)}")
    )
    name, copy = f"{folder}{stem}.{suffix}", 1
    while name in files:
        copy += 1
        name = f"{folder}{stem} ({copy}).{suffix}"
    files[name] = content
    return name


def _paragraphs(document: Document) -> list[Paragraph]:
    """The lines of the body with the sections they begin in; the first is the heading a web page has."""
    starts = [(segment.start, segment.section) for segment in document.segments]
    paragraphs, at = [], 0
    for line in document.body.split("\n"):
        section = next((s for start, s in reversed(starts) if start <= at + len(line)), Section.BODY)
        paragraphs.append((section if paragraphs else Section.TITLE, line))
        at += len(line) + 1
    return paragraphs


# What lies between the judgments


def _copies(rng: random.Random, files: dict[str, bytes]) -> dict[str, str]:
    """One file in twenty a second time, somewhere else."""
    chosen = rng.sample(sorted(files), len(files) // 20)
    copies = {f"备份/{n}.{name.rpartition('.')[2]}": name for n, name in enumerate(chosen)}
    files |= {copy: files[name] for copy, name in copies.items()}
    return copies


def _rubbish(rng: random.Random, documents: Sequence[Document], files: dict[str, bytes]) -> Counter[Outcome]:
    mongolian = [d for d in documents if d.language == "mn-Mong"]
    for n in range(6):
        files[f"扫描/{n}.pdf"] = pdf_of(())
    for n, document in enumerate(rng.sample(mongolian, min(4, len(mongolian)))):
        files[f"旧电脑/蒙文{n}.txt"] = in_menksoft(document.body).encode()
    for n in range(3):
        files[f"空{n}.txt"] = b""
        files[f"~$判决书{n}.docx"] = b"\x06" * 162
    files["损坏.docx"] = b"PK\x03\x04" + bytes(rng.randrange(256) for _ in range(400))
    files["Thumbs.db"] = b"\xd0\xcf\x11\xe0" + bytes(400)
    files["目录.xls"] = b"\xd0\xcf\x11\xe0" + bytes(800)
    return Counter({Outcome.SCAN: 6, Outcome.LEGACY: min(4, len(mongolian)), Outcome.EMPTY: 3})


def _pack(files: dict[str, bytes], archive: str) -> None:
    """What is said to lie in an archive is put there."""
    inside = {name: files.pop(name) for name in sorted(files) if name.startswith(f"{archive}/")}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in inside.items():
            package.writestr(name.removeprefix(f"{archive}/"), content)
    files[archive] = out.getvalue()
