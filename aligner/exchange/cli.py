"""`shuangyu aligner import`, `memories`, `forget`, `export`: translation memories in, pairs out."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from importlib.metadata import version
from itertools import chain
from pathlib import Path

import click

from corpora.cli import check_language, db_option, done, json_option, print_report, show_progress, table


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@db_option
@json_option
def import_(files: tuple[Path, ...], db: str, as_json: bool) -> None:
    """导入翻译记忆（TMX 1.1 至 1.4b），成为现成的句对；内嵌代码、备注原样保留。"""
    from aligner import importing, store

    at = datetime.now(UTC).isoformat(timespec="seconds")
    rows = importing.add_memories(store.open_workspace(db), files, at, show_progress)
    print_report(rows, as_json)
    sys.exit(3 if any(row.outcome.left_out for row in rows) else 0)


@click.command()
@db_option
@json_option
def memories(db: str, as_json: bool) -> None:
    """列出已导入的翻译记忆。"""
    from aligner import store

    found = store.memories(store.open_workspace(db))
    if as_json:
        click.echo(json.dumps([asdict(m) for m in found], ensure_ascii=False, indent=1))
    elif not found:
        click.echo("还没有翻译记忆。用 shuangyu aligner import 文件.tmx 导入。")
    else:
        rows = [(m.name, str(m.units), "、".join(m.languages), m.at, m.sha256[:12]) for m in found]
        click.echo(table([("文件", "句对", "语言", "导入时间", "指纹"), *rows]))


@click.command()
@click.argument("name")
@db_option
@json_option
def forget(name: str, db: str, as_json: bool) -> None:
    """删去一份翻译记忆和它的全部句对；NAME 是文件名，同名时用 memories 列出的指纹。"""
    from aligner import importing, store

    book = store.open_workspace(db)
    found = [m for m in store.memories(book) if m.name == name or m.sha256.startswith(name)]
    if len(found) != 1:
        many = f"有 {len(found)} 份翻译记忆叫“{name}”，请改用指纹" if found else f"没有叫“{name}”的翻译记忆"
        raise click.ClickException(f"{many}。用 shuangyu aligner memories 查看。")
    gone, kept = importing.forget(book, found[0].sha256)
    note = f"；{kept} 个别的记忆也有，留下了" if kept else ""
    done(as_json, f"已删去 {found[0].name}：{gone} 个句对{note}。", removed=gone)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", help="只导出这种语言的译文，如 bo、mn-Mong。")
@click.option("--format", "kind", type=click.Choice(["tmx", "tsv", "links"]), help="默认看扩展名：.tmx、.tsv、.links。")
@click.option("--least", default=0.0, show_default=True, type=click.FloatRange(0, 1), help="机器句对的可信度下限。")
@click.option("--confirmed", is_flag=True, help="只要人工核过的句对。")
@db_option
@json_option
def export(
    file: Path, language: str | None, kind: str | None, least: float, confirmed: bool, db: str, as_json: bool
) -> None:
    """导出句对：TMX 1.4b、TSV，或词对齐的 Pharaoh 格式（FILE.links 和同名的 .src、.tgt）。"""
    from aligner import exporting, store
    from corpora import privacy
    from corpora import store as corpora_store

    kind = kind or file.suffix.lower().lstrip(".")
    if kind not in ("tmx", "tsv", "links"):
        raise click.UsageError(f"看不出“{file.name}”要哪种格式。请用 .tmx、.tsv、.links 作扩展名，或加 --format。")
    if kind == "links" and not language:
        raise click.UsageError("导出词对齐要用 --language 指明一种语言，如 --language bo。")
    check_language(language)
    if not file.parent.is_dir():
        raise click.UsageError(f"没有这个文件夹：{file.parent}。请检查路径。")
    book = store.open_workspace(db)
    pairs = store.outgoing(book, language, least, confirmed)
    first = next(pairs, None)
    if first is None:
        raise click.ClickException("没有符合条件的句对，没有写文件。可放宽 --least，或先运行 shuangyu aligner update。")
    pairs = chain([first], pairs)
    try:
        if kind == "tmx":
            count = exporting.export_tmx(book, file, pairs, datetime.now(UTC), version("shuangyu"))
        elif kind == "tsv":
            count = exporting.export_tsv(file, pairs)
        else:
            count = exporting.export_links(book, file, pairs, language or "")
    except OSError as error:
        raise click.ClickException(f"写不了 {file}（{error.strerror}）。请检查权限和磁盘空间。") from error
    done(as_json, f"已导出 {count} 个句对：{file}", pairs=count)
    click.echo(privacy.statement(*corpora_store.masked_counts(book)), err=True)
