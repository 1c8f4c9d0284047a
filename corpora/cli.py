"""`shuangyu corpora`: import files, list documents, look at one, read the report of the last import."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.model import Document, ImportRow, Outcome

if TYPE_CHECKING:
    from sqlite_utils import Database

    from corpora.examining import Wishes
    from corpora.privacy import Finding

db_option = click.option(
    "--db",
    default="shuangyu.db",
    envvar="SHUANGYU_DB",
    show_default=True,
    metavar="FILE",
    help="工作区文件（也可用环境变量 SHUANGYU_DB 指定）。",
)
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序读取。")


class ChineseErrors(click.Group):
    """Turns the house's own errors, and those of the disk, into a message and exit code 1.

    Anything else is a bug and shows itself.
    """

    def invoke(self, ctx: click.Context):
        from corpora.store import DatabaseError, explained

        try:
            return super().invoke(ctx)
        except ValueError as error:
            raise click.ClickException(str(error)) from error
        except (DatabaseError, OSError) as error:
            message = explained(error)
            if message is None:
                raise
            raise click.ClickException(message) from error


def wishes_options(command: Callable) -> Callable:
    """The options of an import; the command gets one value, `wishes`."""

    @wraps(command)
    def called(*args, mask: bool, convert_legacy: bool, ocr: bool, **options):
        from corpora.examining import Wishes

        return command(*args, wishes=Wishes(mask, convert_legacy, ocr), **options)

    for option in (
        click.option("--ocr", is_flag=True, help="扫描件和图片用本机的 tesseract 识别文字（须已安装），识别的文书都带标记。"),
        click.option("--convert-legacy", is_flag=True, help="蒙科立编码的蒙古文转换成 Unicode 再导入。"),
        click.option("--mask", is_flag=True, help="隐名：当事人姓名按诉讼地位改成“某”，证件、电话、卡号改成×××；原文不进工作区。"),
    ):  # fmt: skip
        called = option(called)
    return called


def check_language(code: str | None) -> None:
    """Raises UsageError for a code that is no language's; None is any."""
    from corpora.languages import get

    try:
        get(code or "zh")
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def done(as_json: bool, text: str, **counts: int) -> None:
    """What a command did: for people, or its counts for a program."""
    click.echo(json.dumps(counts) if as_json else text)


def show_progress(text: str, share: float | None = None) -> None:
    """A bar on a terminal, a line a step elsewhere; to standard error."""
    if not sys.stderr.isatty():
        if share in (None, 1.0):
            click.echo(text, err=True)
    elif share is None:
        click.echo(f"\r\x1b[K{text}", err=True)
    else:
        bar = "█" * round(20 * share)
        click.echo(f"\r\x1b[K{bar:░<20} {share:4.0%} {text}", err=True, nl=share == 1.0)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as aligned columns; a Chinese character is two wide, a combining sign none."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)] if rows else []
    return "\n".join(
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in rows
    )


def _width(text: str) -> int:
    """Columns on a terminal; marks and joiners take none (Tibetan subjoined letters are marks)."""
    return sum(
        0
        if unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


@click.group(cls=ChineseErrors)
def corpora() -> None:
    """文书：导入、列表、查看。"""


@corpora.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path))
@wishes_options
@db_option
@json_option
def add(folders: tuple[Path, ...], wishes: Wishes, db: str, as_json: bool) -> None:
    """导入文件夹或文件（含下级文件夹和 zip）：txt、docx、html、pdf；装有 LibreOffice 时也收 doc、wps、rtf。"""
    from corpora import importing, store

    for folder in folders:
        if not folder.exists():
            raise click.UsageError(f"没有这个文件或文件夹：{folder}。请检查路径。")
    book = store.open_workspace(db)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    warn_of_clock(book, at)
    rows = importing.add_folders(book, folders, at, show_progress, wishes)
    print_report(rows, as_json)
    sys.exit(3 if any(row.outcome.left_out for row in rows) else 0)


def warn_of_clock(book: Database, at: str) -> None:
    """Say on standard error when the clock stands before the last import; nothing is ordered by it."""
    from corpora import health, store

    if said := health.clock(store.last_import(book), at):
        click.echo(f"注意：{said}。", err=True)


def print_report(rows: Sequence[ImportRow], as_json: bool) -> None:
    """The rows of an import as a table and a line of counts, or as JSON."""
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return
    head = ("文件", "结果", "语言", "文种", "案号", "句", "说明")
    cells = [
        (r.path, r.outcome.label, _language(r.language), r.kind, r.case_number, r.sentences or None, r.reason)
        for r in rows
    ]
    click.echo(table([head, *map(_printed, cells)]))
    left_out = sum(row.outcome.left_out for row in rows)
    added = sum(row.outcome is Outcome.ADDED for row in rows)
    click.echo(
        f"共 {len(rows)} 份：新导入 {added}，已有或重复 {len(rows) - added - left_out}，未收 {left_out}。"
    )


def _language(code: str | None) -> str | None:
    from corpora.languages import get

    return get(code).name if code else None


def _printed(cells: Sequence[str | int | None]) -> list[str]:
    return ["" if cell is None else str(cell) for cell in cells]


@corpora.command("list")
@db_option
@json_option
def list_(db: str, as_json: bool) -> None:
    """列出工作区的文书。"""
    from corpora import store

    rows = store.listing(store.open_workspace(db))
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1))
        return
    head = ("编号", "语言", "文种", "案号", "法院", "案由", "日期", "句", "文件")
    cells = [
        (r.id, _language(r.language), r.kind, r.case_number, r.court, r.cause, r.date, r.segments, r.name)
        for r in rows
    ]
    click.echo(table([head, *map(_printed, cells)]))


@corpora.command()
@click.argument("number", type=int)
@db_option
@json_option
def show(number: int, db: str, as_json: bool) -> None:
    """查看一份文书：当事人、各部分、逐句。"""
    from corpora import store

    try:
        document = store.document(store.open_workspace(db), number)
    except KeyError as error:
        raise click.ClickException(f"{error.args[0]}。请用 shuangyu corpora list 查看编号。") from error
    if as_json:
        fields = asdict(document) | {"date": document.date.isoformat() if document.date else None}
        click.echo(json.dumps(fields, ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(_described(document)))


def _described(document: Document) -> Iterator[str]:
    """The facts, the parties, then the sentences under the names of their sections."""
    day = document.date.isoformat() if document.date else None
    facts = (document.title, document.case_number, document.cause, day, _language(document.language))
    yield " · ".join(fact for fact in (*facts, document.name, *document.marks) if fact)
    yield from (f"{party.role}：{party.name}" for party in document.parties)
    section = None
    for n, segment in enumerate(document.segments):
        if segment.section is not section:
            section = segment.section
            yield f"【{section.label}】"
        yield f"{n + 1:>4}  {document.raw(n)}"


@corpora.command()
@db_option
@json_option
def report(db: str, as_json: bool) -> None:
    """最近一次导入的报告。"""
    from corpora import store

    print_report(store.last_report(store.open_workspace(db)), as_json)


@corpora.command()
@click.option("--all", "everything", is_flag=True, help="逐处列出内容；不加时只列各文书的处数。")
@db_option
@json_option
def privacy(everything: bool, db: str, as_json: bool) -> None:
    """各文书里没有隐去的姓名、电话、身份证号、银行卡号；查出时退出码为 3。"""
    from corpora import privacy as looking
    from corpora import store
    from corpora.languages import get

    book = store.open_workspace(db)
    found = [(d, f) for d in store.documents(book) for f in looking.findings(d, get(d.language))]
    if as_json:
        rows = [
            {"document": d.id, "name": d.name, "told": f.told, "start": f.start, "end": f.end}
            for d, f in found
        ]
        shown = [
            row | ({"text": f.text} if everything else {}) for row, (_, f) in zip(rows, found, strict=True)
        ]
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    elif everything:
        rows = [(str(d.id), d.name, f.told.label, f.text) for d, f in found]
        click.echo(table([("编号", "文件", "种类", "内容"), *rows]) if rows else "没有查出。")
    else:
        click.echo(_counted(found))
    click.echo(looking.statement(*store.masked_counts(book)), err=True)
    sys.exit(3 if found else 0)


def _counted(found: Sequence[tuple[Document, Finding]]) -> str:
    """Documents with how many of what they tell."""
    from corpora.privacy import Told

    documents = {d.id: d for d, _ in found}
    counts = Counter((d.id, f.told) for d, f in found)
    rows = [(str(n), d.name, *(str(counts[n, told] or "") for told in Told)) for n, d in documents.items()]
    return table([("编号", "文件", *(told.label for told in Told)), *rows]) if rows else "没有查出。"
