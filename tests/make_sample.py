"""Make corpora/sample/files/ and the README beside it from tests/gold/: `python tests/make_sample.py`, with the project installed.

The folder looks like what a court's IT office hands over: several formats and encodings, careless file
names, a scan, an empty file, a note that is no judgment. Running it again changes nothing.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from gold_reader import GoldJudgment, read_all
from sample_formats import (
    Paragraph,
    menksoft,
    one_line,
    page,
    pdf,
    scan,
    text,
    word,
    word_with_insertion,
    word_with_table,
)

from corpora.model import Section

SAMPLE = Path(__file__).parent.parent / "corpora" / "sample" / "files"
LABEL = "示例文本，未经母语审校"
_RUNNING = {Section.COURSE, Section.CLAIMS, Section.DEFENCE, Section.FACTS, Section.EVIDENCE, Section.REASONING,
            Section.BASIS}

Writer = Callable[[str, list[Paragraph]], bytes]


class File(NamedTuple):
    """One file of the sample: where it lies, the number of its gold judgment, its side and its format."""

    path: str
    number: int
    side: str            # "zh" or "other"
    write: Writer
    spaced: bool = False  # 民 事 判 决 书


_GBK = partial(page, charset="gbk")
_GB18030 = partial(text, encoding="gb18030")
_UTF16 = partial(text, encoding="utf-16")
_BOM = partial(text, encoding="utf-8-sig", newline="\r\n")
_CRLF = partial(text, newline="\r\n")

FILES = (
    File("汉藏/草场案/1.docx", 1, "zh", word),
    File("汉藏/草场案/判决书-藏.txt", 1, "other", text),
    File("汉藏/02汉.txt", 2, "zh", _GB18030),
    File("汉藏/02藏.docx", 2, "other", word_with_table),
    File("汉藏/网上下载/文书详情(3).html", 3, "zh", _GBK),
    File("汉藏/网上下载/文书详情(3)藏文.html", 3, "other", page),
    File("汉藏/判决书（终稿）.docx", 4, "zh", word),
    File("汉藏/判决书（终稿）藏文.html", 4, "other", page),
    File("汉藏/导出/5.txt", 5, "zh", one_line),
    File("汉藏/导出/5藏.txt", 5, "other", _BOM),
    File("汉藏/6号案 汉文 修改稿.docx", 6, "zh", word_with_insertion),
    File("汉藏/6号案 藏文.docx", 6, "other", word),
    File("汉藏/7.docx", 7, "zh", word_with_table, spaced=True),
    File("汉藏/7-藏.txt", 7, "other", _UTF16),
    File("汉藏/新建文本文档.txt", 8, "zh", _CRLF),
    File("汉藏/新建文本文档 (2).html", 8, "other", page),
    File("汉藏/9.docx", 9, "zh", word),
    File("汉藏/9.txt", 9, "other", text),
    File("汉蒙/草原/1.docx", 10, "zh", word),
    File("汉蒙/草原/判决书-蒙.txt", 10, "other", text),
    File("汉蒙/(2020)青2802民初317号.html", 11, "zh", page),
    File("汉蒙/(2020)青2802民初317号蒙文.docx", 11, "other", word_with_table),
    File("汉蒙/补正/(2020)青2802民初317号.pdf", 19, "zh", pdf),
    File("汉蒙/补正/(2020)青2802民初317号蒙文.txt", 19, "other", _CRLF),
    File("汉蒙/离婚案.docx", 12, "zh", word, spaced=True),
    File("汉蒙/离婚案 蒙.txt", 12, "other", _UTF16),
    File("汉蒙/刑事/35号.txt", 13, "zh", one_line),
    File("汉蒙/刑事/35号 蒙文 修改稿.docx", 13, "other", word_with_insertion),
    File("汉蒙/执行/执行裁定书.docx", 14, "zh", word, spaced=True),
    File("汉蒙/执行/执行裁定书蒙文.html", 14, "other", page),
    File("汉朝/1023.html", 15, "zh", _GBK),
    File("汉朝/1023조선문.docx", 15, "other", word),
    File("汉朝/劳动争议.txt", 16, "zh", _GB18030),
    File("汉朝/劳动争议-朝.txt", 16, "other", _BOM),
    File("汉维/喀什1.docx", 17, "zh", word_with_table),
    File("汉维/喀什1维文.txt", 17, "other", text),
    File("其他/交通事故.docx", 18, "zh", word),
    File("其他/扫描件.pdf", 18, "zh", scan),
    File("其他/草原案 蒙科立.txt", 10, "other", menksoft),
)
UNREADABLE = (scan, menksoft)
NOTES = {
    "其他/空白.docx": "",
    "其他/readme.txt": "Files copied from the old computer of the registry.\nNo judgment among them is real.\n",
}
README = """# 示例语料 / Sample corpus

这里的判决书和裁定书全部是虚构的，用来试用本软件：没有真实的当事人、案件和法官，译文未经母语审校，不能作为译法依据。
文件格式、编码和文件名故意杂乱：有修订痕迹、表格、一行到底的导出文本、扫描件、旧编码、空文件，导入后可在导入报告里逐一看到处理结果。

The judgments and rulings here are invented, for trying the program. No party, case or judge is real, and no native
reader has checked the translations, so they are no authority for any rendering. Formats, encodings and file names are
untidy on purpose. The files are made from tests/gold by tests/make_sample.py.
"""


def paragraphs(gold: GoldJudgment, side: str, spaced: bool = False) -> list[Paragraph]:
    """A judgment laid out as a court does: running sections a paragraph each, all else a line a sentence.

    The legal basis follows the reasoning in the same paragraph.
    """
    gap = "" if side == "zh" else " "
    out: list[Paragraph] = []
    for section, sentence in gold.sentences(side):
        last = out[-1][0] if out else None
        joins = section in _RUNNING and (last is section or (last is Section.REASONING and section is Section.BASIS))
        if joins:
            out[-1] = (out[-1][0], out[-1][1] + gap + sentence)
        else:
            out.append((section, sentence))
    if spaced:
        out[1] = (out[1][0], " ".join(out[1][1]))
    return out


def content(file: File, gold: GoldJudgment) -> bytes:
    """The bytes of one file of the sample."""
    return file.write(LABEL, paragraphs(gold, file.side, file.spaced))


def gold_by_number() -> dict[int, GoldJudgment]:
    return {int(gold.id.split("-")[0]): gold for gold in read_all()}


def make(folder: Path) -> None:
    """Write the sample anew, its README beside the folder. Files whose gold is not there yet are left out."""
    shutil.rmtree(folder, ignore_errors=True)
    golds = gold_by_number()
    made = {file.path: content(file, golds[file.number]) for file in FILES if file.number in golds}
    notes = {path: words.encode() for path, words in NOTES.items()}
    for path, data in (made | notes).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    (folder.parent / "README.md").write_text(README, encoding="utf-8")


if __name__ == "__main__":
    make(SAMPLE)
