"""`shuangyu glossary check` and `consistency`: what is wrong with a draft, and what differs among many."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from corpora.cli import db_option, json_option, show_progress
from corpora.model import Document, ImportRow
from glossary.checking.model import Finding, Harm

if TYPE_CHECKING:
    from glossary.checking.consistency import Difference
    from glossary.drafts.model import Upload, Version

FOUND, UNUSABLE = 1, 2


class Unusable(click.ClickException):
    """The files cannot be checked."""

    exit_code = UNUSABLE


_report_option = click.option(
    "--report",
    type=click.Path(path_type=Path, dir_okay=False),
    help="写出报告，按扩展名：.docx、.xlsx、.json。",
)


@click.command("check")
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("draft", type=click.Path(path_type=Path))
@_report_option
@click.option(
    "--record", type=click.Path(path_type=Path, dir_okay=False), help="写出一页核对记录（docx），供签字存档。"
)
@db_option
@json_option
def check_command(
    source: Path, draft: Path, report: Path | None, record: Path | None, db: str, as_json: bool
) -> None:
    """核对译文：SOURCE 是汉文原文，DRAFT 是译文；没有问题退出码为 0，有问题为 1，文件不能用为 2。

    报告的 .docx 是译文本身，问题写成批注。在“译文审校”里忽略过的问题不再列出。
    """
    from glossary.drafts.model import Verdict
    from glossary.exchange.draft_tables import finding_as_dict

    _writable(report)
    uploads = _read(source), _read(draft)
    try:
        version = _checked(*uploads, db)
    except ValueError as error:
        raise Unusable(str(error)) from error
    told = [n.finding for n in version.noted if not (n.answer and n.answer.verdict is Verdict.IGNORE)]
    if as_json:
        click.echo(json.dumps([finding_as_dict(f) for f in told], ensure_ascii=False, indent=1))
    else:
        click.echo(_listed(told, version.checked.source, version.checked.draft))
    if ignored := len(version.noted) - len(told):
        click.echo(f"另有 {ignored} 处在“译文审校”里已忽略。", err=True)
    _write_reports(version, uploads[1].content, report, record)
    sys.exit(FOUND if told else 0)


def _read(path: Path) -> Upload:
    from glossary.drafts.model import Upload

    try:
        return Upload(path.name, path.read_bytes())
    except OSError as error:
        raise Unusable(f"读不了 {path}（{error.strerror}）。请检查路径和权限。") from error


def _checked(source: Upload, draft: Upload, db: str) -> Version:
    """The draft checked with what the workspace knows and with the answers given there; alone where there is none."""
    from glossary import store
    from glossary.drafts.checking import check_uploads
    from glossary.drafts.opening import first_version

    book = store.open_workspace(db) if Path(db).is_file() else None
    checked = check_uploads(book, source, draft)
    number = store.known_draft(book, checked.source, checked.draft) if book else None
    return first_version(checked, store.finding_answers(book, number) if book and number else ())


def _writable(report: Path | None) -> None:
    """Refuse an unknown extension before any work is done."""
    from glossary.exchange.draft_reports import REPORTS

    if report and report.suffix.casefold() not in REPORTS:
        raise click.UsageError(f"不写 {report.suffix or '没有扩展名的'} 报告，可以是 {' '.join(REPORTS)}。")


def _write_reports(version: Version, original: bytes, report: Path | None, record: Path | None) -> None:
    from glossary.exchange import draft_reports
    from glossary.exchange.draft_record import write_record

    now = datetime.now(UTC)
    if report:
        _save(report, draft_reports.report(report.name, version, original, now))
    if record:
        _save(record, write_record(version, now.astimezone().date()))


def _save(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        advice = "请检查文件夹是否存在、能否写入，文件是否正被别的程序打开"
        raise Unusable(f"写不了 {path}（{error.strerror}）。{advice}。") from error
    click.echo(f"已写出 {path}。", err=True)


def _listed(findings: Sequence[Finding], source: Document, draft: Document) -> str:
    """The findings with both texts, and how many of each harm."""
    from glossary.drafts.wording import quoted

    if not findings:
        return "没有发现问题。"
    grave = sum(f.harm is Harm.A for f in findings)
    lines = [
        f"{n:>3}. 〔{f.harm}·{f.kind.label}〕{f.message}{f.suggestion}\n"
        f"     原文 {quoted(source, f.source)}\n     译文 {quoted(draft, f.draft)}"
        for n, f in enumerate(findings, 1)
    ]
    return "\n".join(
        [*lines, f"共 {len(findings)} 处：甲类（影响裁判内容）{grave}，乙类 {len(findings) - grave}。"]
    )


# Many drafts


@click.command("consistency")
@click.argument("folder", type=click.Path(path_type=Path))
@_report_option
@db_option
@json_option
def consistency_command(folder: Path, report: Path | None, db: str, as_json: bool) -> None:
    """多份译稿的用词：FOLDER 里是汉文原文和译文，列出各稿译法不一的术语；没有为 0，有为 1，文件不能用为 2。

    原文和译文自动配对，文件名随意；配不上的会逐一说明。
    """
    from glossary import store
    from glossary.drafts import folder as folders
    from glossary.exchange import consistency_report

    _writable(report)
    if not folder.is_dir():
        raise Unusable(f"没有这个文件夹：{folder}。请检查路径。")
    concepts = list(store.concepts(store.open_workspace(db))) if Path(db).is_file() else []
    gathered = folders.gather(folder, show_progress)
    for row in gathered.refused:
        click.echo(_refusal(row), err=True)
    for name in gathered.alone:
        click.echo(f"没有配上的：{name}", err=True)
    if not gathered.drafts:
        raise Unusable(f"{folder} 里没有配成对的汉文原文和译文。")
    found = folders.differences(gathered.drafts, concepts)
    click.echo(consistency_report.as_json(found) if as_json else _differing(found, len(gathered.drafts)))
    if report:
        _save(report, consistency_report.write(report.name, found))
    sys.exit(FOUND if any(found.values()) else 0)


def _refusal(row: ImportRow) -> str:
    return f"没有读 {row.path}：{row.outcome.label}。{row.reason}"


def _differing(found: dict[str, list[Difference]], drafts: int) -> str:
    """Language by language, term by term: each rendering with how often and in which drafts."""
    from corpora.languages import get

    lines = []
    for code, differences in found.items():
        lines += [f"【{get(code).name}】"] if differences else []
        for d in differences:
            lines.append(d.term)
            for way in d.ways:
                names = dict.fromkeys(name for name, _ in way.places)
                approved = "〔已核定〕" if way.approved else ""
                lines.append(f"  {way.rendering}{approved}  {len(way.places)} 处  {'、'.join(names)}")
    count = sum(map(len, found.values()))
    return "\n".join([*lines, f"译稿 {drafts} 份，译法不一的术语 {count} 个。"])
