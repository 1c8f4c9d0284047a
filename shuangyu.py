"""The command line: gathers each package's commands, and the few that belong to the whole workspace."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from importlib import import_module
from importlib.resources import as_file, files
from pathlib import Path

import click

from aligner.cli import aligner
from corpora.cli import ChineseErrors, corpora, db_option, json_option, show_progress
from glossary.cli import glossary
from quiz.cli import quiz


@click.group(cls=ChineseErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="shuangyu", message="双语 %(version)s")
def main() -> None:
    """双语：从法院的双语裁判文书，到术语、练习和译文核对。"""


for group in (corpora, aligner, glossary, quiz):
    main.add_command(group)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@db_option
@json_option
def build(folder: Path, db: str, as_json: bool) -> None:
    """一次走完：导入 FOLDER，配对、对齐、找术语、出题；再次运行只处理新增的。"""
    if not folder.exists():
        raise click.UsageError(f"没有这个文件夹：{folder}。请检查路径。")
    sys.exit(3 if _build(folder, db, as_json) else 0)


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
@db_option
def serve(port: int, db: str) -> None:
    """在本机（127.0.0.1）打开网页。"""
    _serve(db, port)


@main.command()
def doctor() -> None:
    """检查这台电脑能否运行：Python、SQLite、字体、同名的其他软件包；编译对齐内核。"""
    from aligner import kernels

    home = Path(__file__).parent
    found = [(f"Python {sys.version.split()[0]}", sys.version_info >= (3, 11), "需要 3.11 或更新版本")]
    options = {row[0] for row in sqlite3.connect(":memory:").execute("PRAGMA compile_options")}
    found.append(
        (
            f"SQLite {sqlite3.sqlite_version}",
            "ENABLE_FTS5" in options,
            "缺少全文检索（FTS5），请换用官方 Python",
        )
    )
    for name in ("corpora", "aligner", "glossary", "quiz"):
        place = Path(import_module(name).__file__ or "").parent.parent
        found.append(
            (f"软件包 {name}", place == home, f"被 {place} 里的同名软件包占用，请在单独的虚拟环境里安装")
        )
    fonts = len(list((home / "static").glob("*.woff2")))
    found.append((f"字体 {fonts} 种", fonts >= 4, "static 文件夹里的字体不全，请重新安装"))
    kernels.prepare(show_progress)
    found.append(("对齐内核", kernels.compiled(), "编译结果存不下来，每次启动要多等十几秒；请检查用户文件夹能否写入"))
    for what, good, advice in found:
        click.echo(f"{'正常' if good else '有问题'}　{what}" + ("" if good else f"：{advice}"))
    sys.exit(not all(good for _, good, _ in found))


def _build(folder: Path, db: str, as_json: bool) -> int:
    """Build and print what was done; returns how many files were left out."""
    from quiz import build, store

    book = store.open_workspace(db)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    summary = build.build(book, folder, at, show_progress)
    click.echo(
        json.dumps(build.as_dict(summary), ensure_ascii=False) if as_json else build.report(book, summary)
    )
    return sum(row.outcome.left_out for row in summary.files)


def _serve(db: str, port: int) -> None:
    """Run Streamlit on this machine only, with the settings that lie beside the app or came with the wheel."""
    app = Path(__file__).with_name("streamlit_app.py")
    click.echo(f"打开 http://127.0.0.1:{port} （Ctrl-C 结束）", err=True)
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.port", str(port)]
    beside = app.parent if (app.parent / ".streamlit").is_dir() else Path(sys.prefix) / "share" / "shuangyu"
    try:
        code = subprocess.run(
            command, cwd=beside, env={**os.environ, "SHUANGYU_DB": str(Path(db).resolve())}
        ).returncode
    except KeyboardInterrupt:
        code = 0
    sys.exit(code)


if __name__ == "__main__":
    main()
