"""`shuangyu glossary import` and `export`, and which terms: the day, the jurisdiction, the dialect area."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.cli import db_option, json_option, show_progress

if TYPE_CHECKING:
    from glossary.scope import Scope


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


def _day(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    from glossary.exchange.fields import day

    try:
        return day(value) if value else value
    except ValueError as error:
        raise click.UsageError(f"--on 后面是“{value}”，应是日期，例如 2021-06-20、2021-06 或 2021。") from error


_on = click.option("--on", "on", callback=_day, help="以哪一天为准：那天已停用、尚未启用的不算；默认今天。")
_jurisdiction = click.option(
    "--jurisdiction", default="", help="只看这个地域的译法，例如 青海；没有注明地域的各地通用。"
)
_area = click.option("--area", default="", help="只看这个方言区的译法，例如 安多；没有注明方言的各区通用。")


def scope_options(command: Callable) -> Callable:
    """The options of whose terms, and of when."""
    return _on(_jurisdiction(_area(command)))


def asked_scope(on: str | None, jurisdiction: str, area: str) -> Scope:
    """What the options ask for; no day asks for today, an empty one for any."""
    from glossary.scope import Scope

    return Scope(_today() if on is None else on, jurisdiction, area)


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--by", "who", default="", help="导入人姓名；只预览时不用写。")
@click.option("--source", default="", help="出处，写在没有注明出处的术语上，例如词典的名称。")
@click.option("--dry-run", is_flag=True, help="只预览：会增加什么、改动什么、与什么矛盾。")
@click.option("--confirm", is_flag=True, help="与术语库矛盾之处以文件为准；不加此项则保持原样。")
@db_option
@json_option
def import_command(
    file: Path, who: str, source: str, dry_run: bool, confirm: bool, db: str, as_json: bool
) -> None:
    """导入术语：TBX、Excel、CSV。人核定过的译法不会被悄悄改动。"""
    from glossary import exchange, import_report, importing, store

    if not file.is_file():
        raise click.UsageError(f"没有这个文件：{file}。请检查路径。")
    if not dry_run and not who.strip():
        raise click.UsageError("导入要署名，请加 --by 姓名；只想看看会改动什么，请加 --dry-run。")
    show_progress(f"读取 {file.name}")
    reading = exchange.read_terms(file, source)
    show_progress(f"与术语库比对：{len(reading.entries)} 条")
    book = store.open_workspace(db)
    plan = importing.plan(store.concepts(book), reading)
    if not dry_run:
        show_progress("写入术语库")
        now = datetime.now(UTC).isoformat(timespec="seconds")
        confirmed = plan.contradict if confirm else ()
        store.put_concepts(book, plan.concepts(confirmed), who, now, f"导入 {file.name}")
    if as_json:
        click.echo(json.dumps(import_report.as_dict(plan), ensure_ascii=False, indent=1))
    else:
        click.echo(import_report.report(plan, done=not dry_run, confirmed=confirm))
    sys.exit(3 if plan.refused else 0)


@click.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", help="只导出汉文与这一种语言，例如 bo。OmegaT 与 Anki 必须指明。")
@click.option(
    "--dialect",
    type=click.Choice(["core", "min", "basic"]),
    default="basic",
    show_default=True,
    help="TBX 的方言。",
)
@click.option(
    "--style", type=click.Choice(["dca", "dct"]), default="dca", show_default=True, help="TBX 的写法。"
)
@click.option(
    "--on", "on", callback=_day, help="只导出这一天有效的译法；OmegaT 与 Anki 默认今天，其他格式默认不限。"
)
@_jurisdiction
@_area
@db_option
def export_command(
    file: Path,
    language: str | None,
    dialect: str,
    style: str,
    on: str | None,
    jurisdiction: str,
    area: str,
    db: str,
) -> None:
    """导出术语，按扩展名：.tbx、.xlsx、.csv、.txt（OmegaT）、.apkg（Anki）。"""
    from glossary import exchange, store
    from glossary.scope import within

    day = on or ("" if file.suffix.casefold() not in exchange.OF_ONE_LANGUAGE else None)
    scope = asked_scope(day, jurisdiction, area)
    concepts = [c for c in (within(c, scope) for c in store.concepts(store.open_workspace(db))) if c]
    try:
        losses = exchange.write_terms(file, concepts, language, f"TBX-{dialect.title()}", style)
    except OSError as error:
        advice = "请检查文件夹是否存在、能否写入，文件是否正被别的程序打开"
        raise click.ClickException(f"写不了 {file}（{error.strerror}）。{advice}。") from error
    click.echo(f"已写出 {file}。")
    for loss in losses:
        click.echo(f"这种格式没有位置：{loss}", err=True)
