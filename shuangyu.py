"""The command line: gathers each package's commands, and the few that belong to the whole workspace."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click
import regex

from aligner.cli import aligner
from corpora.accounts.cli import accounts
from corpora.cli import (
    ChineseErrors,
    corpora,
    db_option,
    json_option,
    show_progress,
    table,
    warn_of_clock,
    wishes_options,
)
from glossary.cli import glossary
from quiz.cli import quiz

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

    from corpora.examining import Wishes

PACKAGES = ("corpora", "aligner", "glossary", "quiz")


@click.group(cls=ChineseErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shuangyu", message="双语 %(version)s")
def main() -> None:
    """双语：从法院的双语裁判文书，到术语、练习和译文核对。"""


for group in (corpora, aligner, glossary, quiz, accounts):
    main.add_command(group)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@wishes_options
@db_option
@json_option
def build(folder: Path, wishes: Wishes, db: str, as_json: bool) -> None:
    """一次走完：导入 FOLDER，配对、对齐、找术语、出题；再次运行只处理新增的。"""
    if not folder.exists():
        raise click.UsageError(f"没有这个文件夹：{folder}。请检查路径。")
    sys.exit(3 if _build(folder, db, as_json, wishes) else 0)


@main.command()
@click.option("--no-serve", is_flag=True, help="只建示例工作区并打印摘要，不打开网页。")
@click.option("--port", default=8501, show_default=True, help="网页端口。")
@db_option
@json_option
def demo(no_serve: bool, port: int, db: str, as_json: bool) -> None:
    """用随软件附带的示例文书（虚构，未经母语审校）建一个工作区，并在本机打开。"""
    from corpora import store

    with as_file(files("corpora") / "sample" / "files") as folder:
        own = store.document_names(store.open_workspace(db)) - {
            p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()
        }
        if own:
            raise click.ClickException(
                f"工作区 {db} 里已有 {len(own)} 份自己的文书，示例不与它们混在一起。请用 --db 另指定一个文件。"
            )
        _build(folder, db, as_json)
    if not no_serve:
        _serve(db, port)


@main.command()
@click.option("--port", default=8501, show_default=True, help="网页端口。")
@click.option("--court", is_flag=True, help="多人使用：先用账号登录，各人按角色操作，操作留痕。")
@db_option
def serve(port: int, court: bool, db: str) -> None:
    """在本机（127.0.0.1）打开网页。"""
    if court:
        from corpora import store

        if not any(not a.disabled for a in store.accounts(store.open_workspace(db))):
            raise click.UsageError("还没有账号。请先运行 shuangyu accounts add 姓名 --role administrator。")
    _serve(db, port, court)


@main.command()
@db_option
def doctor(db: str) -> None:
    """检查这台电脑能否运行、工作区是否完好：Python、SQLite、字体、编码、磁盘、版本、时钟；编译对齐内核。"""
    from aligner import kernels
    from corpora import health

    home = Path(__file__).parent
    checks = [*health.computer(home, PACKAGES), *health.workspace(Path(db), _migrations(), _now())]
    kernels.prepare(show_progress)
    advice = "编译结果存不下来，每次启动要多等十几秒；请检查用户文件夹能否写入"
    checks.append(health.Check("对齐内核", kernels.compiled(), advice))
    for check in checks:
        click.echo(str(check))
    sys.exit(any(check.good is False for check in checks))


@main.command()
@click.option("--month", default="", help="月份，例如 2026-11；不写则是全部年月的台账。")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="写成月报：.docx 或 .xlsx。")
@db_option
@json_option
def register(month: str, out: Path | None, db: str, as_json: bool) -> None:
    """公布台账：各法院、年度、文字公布了多少，哪些汉文原本没有译本，离目标还差多少。"""
    from aligner.register import report
    from aligner.store import register_entries, targets
    from quiz import store
    from quiz.exchange.register import STANDING, register_docx, register_xlsx, standing_row

    if month and not regex.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        raise click.UsageError(f"读不懂月份 {month}。请写成 2026-11。")
    if out and out.suffix.lower() not in (".docx", ".xlsx"):
        raise click.UsageError(f"月报写成 .docx 或 .xlsx，收到 {out.name}。")
    book = store.open_workspace(db)
    made = report(register_entries(book), targets(book), month, datetime.now().date().isoformat())
    if out:
        out.write_bytes((register_docx if out.suffix.lower() == ".docx" else register_xlsx)(made))
    if as_json:
        click.echo(json.dumps(asdict(made), ensure_ascii=False))
        return
    for name, rows in made.standings:
        click.echo(
            f"{name}\n{table([STANDING, *map(standing_row, rows)])}\n"
            if rows
            else f"{name}：没有汉文原本。\n"
        )
    click.echo(f"还没有译本的汉文原本 {len(made.missing)} 件。" + (f"月报已写到 {out}。" if out else ""))


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--keep", default=14, show_default=True, type=click.IntRange(min=1), help="保留最近几份。")
@db_option
def backup(folder: Path, keep: int, db: str) -> None:
    """把工作区备份到 FOLDER（可在使用中进行）：核对无误才算数，只留最近几份。"""
    from corpora import store

    made = store.backup(Path(db), folder, datetime.now(), keep)
    click.echo(f"已备份并核对：{made.path}（{made.size >> 10} KB）")
    if made.removed:
        click.echo(f"删去较早的 {len(made.removed)} 份：{'、'.join(path.name for path in made.removed)}")
    if made.note:
        click.echo(made.note, err=True)


@main.command()
@click.argument("copy", metavar="BACKUP", type=click.Path(path_type=Path))
@db_option
def restore(copy: Path, db: str) -> None:
    """用备份 BACKUP 恢复工作区；现有的工作区改名留在旁边，不删除。"""
    from corpora import store

    aside = store.restore(copy, Path(db), datetime.now())
    click.echo(f"已从 {copy} 恢复到 {db}。" + (f"原来的工作区留作 {aside.name}。" if aside else ""))


def _migrations() -> list[Migrations]:
    return [import_module(f"{name}.store").migrations for name in PACKAGES]


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _build(folder: Path, db: str, as_json: bool, wishes: Wishes | None = None) -> int:
    """Build and print what was done; returns how many files were left out."""
    from corpora import importing
    from quiz import build, store

    book, at = store.open_workspace(db), _now()
    warn_of_clock(book, at)
    rows = importing.add_folder(book, folder, at, show_progress, wishes)
    summary = replace(build.build(book, None, at, show_progress), files=tuple(rows))
    click.echo(
        json.dumps(build.as_dict(summary), ensure_ascii=False) if as_json else build.report(book, summary)
    )
    return sum(row.outcome.left_out for row in summary.files)


def _serve(db: str, port: int, court: bool = False) -> None:
    """Run Streamlit on this machine only, with the settings that lie beside the app or came with the wheel."""
    app = Path(__file__).with_name("streamlit_app.py")
    click.echo(f"打开 http://127.0.0.1:{port} （Ctrl-C 结束）", err=True)
    serving = "from corpora.pages.serving import main; main()"
    command = [sys.executable, "-c", serving, str(app), str(port)]
    beside = app.parent if (app.parent / ".streamlit").is_dir() else Path(sys.prefix) / "share" / "shuangyu"
    try:
        settings = {"SHUANGYU_DB": str(Path(db).resolve()), "SHUANGYU_COURT": str(int(court))}
        code = subprocess.run(command, cwd=beside, env={**os.environ, **settings}).returncode
    except KeyboardInterrupt:
        code = 0
    sys.exit(code)


if __name__ == "__main__":
    main()
