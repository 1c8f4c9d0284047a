"""Zip archives, one in another too: file after file, never more than a court's folder can hold.

A small archive may claim to unpack to terabytes, so the sum of what is unpacked, the number of files, the depth and
the ratio are limited, and what a header says of a size is not believed.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

import regex

from corpora.readers.reading import Unreadable

DEPTH = 3  # archives inside archives
ENTRIES = 20_000
TOTAL = 4 * 2**30  # bytes unpacked
LARGEST = 64 * 2**20  # bytes of one file
_RATIO, _RATIO_FROM = 200, 2**20  # how many times smaller than a file of this size its packed form may be
_OFFICE = regex.compile(r"^(?:\[Content_Types\]\.xml$|_rels/|word/|xl/|ppt/|mimetype$|OFD\.xml$)")
_UTF8_NAME, _ENCRYPTED = 0x800, 0x1
_BROKEN = "压缩包已损坏或不完整。请重新复制，或解压后再导入里面的文件。"


@dataclass(slots=True)
class Budget:
    """What may still be unpacked."""

    entries: int = ENTRIES
    total: int = TOTAL


def is_archive(content: bytes) -> bool:
    """Whether these bytes are a zip archive of files, and no docx, spreadsheet or the like."""
    if not content.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return not any(_OFFICE.search(name) for name in package.namelist()[:2000])
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def members(
    name: str, content: bytes, budget: Budget | None = None, depth: int = 1
) -> Iterator[tuple[str, bytes | Unreadable]]:
    """(name below the archive's, bytes) of every file, or the reason why one cannot be had."""
    budget = budget or Budget()
    if depth > DEPTH:
        yield name, Unreadable(f"压缩包套了 {DEPTH} 层以上，没有继续解压。请手工解压后再导入。")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            for info in package.infolist():
                if info.is_dir():
                    continue
                inner = f"{name}/{_name(info)}"
                budget.entries -= 1
                if budget.entries < 0 or budget.total < 0:
                    yield (
                        name,
                        Unreadable("压缩包解压后大得不正常，没有继续读取。请检查来源，手工解压后再导入。"),
                    )
                    return
                data = _data(package, info, budget)
                if isinstance(data, bytes) and is_archive(data):
                    yield from members(inner, data, budget, depth + 1)
                else:
                    yield inner, data
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
        reason = Unreadable(_BROKEN)
        reason.__cause__ = error
        yield name, reason


def _data(package: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes | Unreadable:
    if info.flag_bits & _ENCRYPTED:
        return Unreadable("压缩包有密码。请解压后再导入里面的文件。")
    try:
        with package.open(info) as stream:
            data = stream.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError):
        return Unreadable("压缩包里的这个文件已损坏。请重新复制，或解压后再导入。")
    budget.total -= len(data)
    if len(data) > LARGEST:
        return Unreadable(f"文件太大（上限 {LARGEST >> 20} MB）。请拆分后再导入。")
    if len(data) > max(_RATIO_FROM, _RATIO * info.compress_size):
        return Unreadable("文件解压后大得不正常，没有读取。请检查文件来源。")
    return data


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: Chinese Windows writes GBK where the standard has CP437; no way up, no controls."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("gb18030")
    parts = (regex.sub(r"\p{Cc}", "", part) for part in name.replace("\\", "/").split("/"))
    return "/".join(part for part in parts if part not in ("", ".", "..")) or "无名"
