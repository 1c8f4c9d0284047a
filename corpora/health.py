"""Whether this computer can run the house, and whether the workspace is whole: what `shuangyu doctor` says."""

from __future__ import annotations

import codecs
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from sqlite_utils.migrations import Migrations

from corpora import store
from corpora.readers import tools

_FONTS = ("noto-naskh-arabic", "noto-sans-mongolian", "noto-sans-sc", "noto-serif-tibetan")
_WOFF2 = b"wOF2"
_LIBRARIES = ("streamlit", "sqlite-utils", "numba", "numpy", "pypdfium2", "lxml", "sentencepiece")
_LEAST_FREE = 2**30  # bytes: indexes, and room for a migration
_SAMPLE = "汉ཀᠠئㄱЖ"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: `good` None is for information only; `advice` says what to do when it is not good."""

    what: str
    good: bool | None
    advice: str = ""

    def __str__(self) -> str:
        mark = {True: "正常", False: "有问题", None: "提示"}[self.good]
        return f"{mark}　{self.what}" + (f"：{self.advice}" if self.good is not True and self.advice else "")


def computer(home: Path, packages: Iterable[str]) -> Iterator[Check]:
    """Python, SQLite, the packages that must be ours, libraries, fonts, encodings, optional programs.

    `home` is the folder the packages lie in.
    """
    python = sys.version.split()[0]
    yield Check(f"Python {python}", sys.version_info >= (3, 11), "需要 3.11 或更新版本")
    found = store.features()
    yield Check(
        f"SQLite {found.version}", not found.missing, f"缺少{'、'.join(found.missing)}，请换用官方 Python"
    )
    for name in packages:
        place = Path(import_module(name).__file__ or "").parent.parent
        yield Check(
            f"软件包 {name}", place == home, f"被 {place} 里的同名软件包占用，请在单独的虚拟环境里安装"
        )
    yield from _libraries()
    yield _fonts(home / "static")
    yield from _encodings()
    yield from _programs()


def _libraries() -> Iterator[Check]:
    said = []
    for name in _LIBRARIES:
        try:
            said.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            yield Check(f"依赖 {name}", False, "没有安装，请重新安装双语")
    yield Check(f"依赖 {'，'.join(said)}", True)


def _fonts(folder: Path) -> Check:
    whole = [
        n
        for n in _FONTS
        if (folder / f"{n}.woff2").is_file() and (folder / f"{n}.woff2").open("rb").read(4) == _WOFF2
    ]
    missing = "、".join(n for n in _FONTS if n not in whole)
    return Check(f"字体 {len(whole)} 种", not missing, f"static 文件夹里缺少或损坏：{missing}，请重新安装")


def _encodings() -> Iterator[Check]:
    for name in ("gb18030", "utf-16"):
        try:
            codecs.lookup(name)
        except LookupError:
            yield Check(f"编码 {name}", False, "这个 Python 不全，请换用官方 Python")
    yield Check(
        f"文件名编码 {sys.getfilesystemencoding()}", sys.getfilesystemencoding() == "utf-8",
        "民族文字的文件名会出错，请设环境变量 PYTHONUTF8=1",
    )  # fmt: skip
    output = sys.stdout.encoding or "ascii"
    try:
        _SAMPLE.encode(output)
        yield Check(f"终端编码 {output}", True)
    except (UnicodeEncodeError, LookupError):
        yield Check(f"终端编码 {output}", None, "显示不了民族文字，请设环境变量 PYTHONUTF8=1；网页不受影响")


def _programs() -> Iterator[Check]:
    if tools.soffice():
        yield Check("LibreOffice 已安装，可读 .doc、.wps、.rtf", True)
    else:
        yield Check("LibreOffice 没有安装", None, "旧版 Word、WPS 文件要先另存为 docx")
    program = tools.tesseract()
    if program:
        said = "、".join(tools.ocr_languages(program)) or "没有可用的语言包"
        yield Check(f"tesseract 已安装，可识别扫描件（{said}）", True)
    else:
        yield Check("tesseract 没有安装", None, "扫描件不能识别文字，只在报告里列出")


def workspace(path: Path, sets: Iterable[Migrations], at: str) -> Iterator[Check]:
    """Disk, integrity, version and clock of a workspace; nothing but the disk when there is none yet."""
    folder = path.resolve().parent
    if not folder.is_dir():
        yield Check(f"工作区文件夹 {folder}", False, "没有这个文件夹，请检查 --db 指定的路径")
        return
    size = path.stat().st_size if path.is_file() else 0
    free, needed = shutil.disk_usage(folder).free, max(_LEAST_FREE, 2 * size)
    yield Check(f"磁盘剩余 {free >> 20} MB", free >= needed, f"至少应有 {needed >> 20} MB，请腾出空间")
    if not path.is_file():
        yield Check(f"工作区 {path} 还没有建立", None, "导入时会建立")
        return
    problems = store.damage(path)
    yield Check(
        f"工作区 {path}（{size >> 20} MB）完整",
        not problems,
        f"{'；'.join(problems)}。请用 shuangyu restore 从备份恢复",
    )
    if not problems:
        yield from _version_and_clock(path, sets, at)


def _version_and_clock(path: Path, sets: Iterable[Migrations], at: str) -> Iterator[Check]:
    waiting, unknown = store.applied(path, sets)
    yield Check("工作区版本", not unknown, "是更新版本建立的，请升级本软件")
    if waiting:
        yield Check(f"工作区是较早版本的，有 {waiting} 步升级", None, "下次打开时自动升级，请先备份")
    yield Check("系统时钟", not (said := clock(store.last_import_of(path), at)), said)


def clock(last: str | None, at: str) -> str:
    """What to say when the clock stands before what was done last; empty when it does not."""
    if last is None or at >= last:
        return ""
    return f"现在是 {at[:10]} {at[11:16]}，早于上次导入的 {last[:10]} {last[11:16]}，时钟可能被调回了，请核对系统日期，以免练习安排出错"
