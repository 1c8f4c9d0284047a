"""`shuangyu glossary`: mine candidates, look terms up in both directions, decide on them, publish versions."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime

import click

from corpora.cli import db_option, json_option, show_progress
from glossary.checking.cli import check_command, consistency_command
from glossary.exchange.cli import asked_scope, export_command, import_command, scope_options
from glossary.formulae.cli import formulae_command, reuse_command


@click.group()
def glossary() -> None:
    """术语：从对齐的文书中找候选译法，查询，审定。"""


glossary.add_command(import_command)
glossary.add_command(export_command)
glossary.add_command(check_command)
glossary.add_command(formulae_command)
glossary.add_command(reuse_command)
glossary.add_command(consistency_command)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@glossary.command()
@db_option
@json_option
def mine(db: str, as_json: bool) -> None:
    """找候选术语：只处理有变化的语言对。"""
    from glossary import build, store

    summary = build.update(store.open_workspace(db), _now(), show_progress)
    if as_json:
        click.echo(json.dumps({"seeds": summary.seeds, "mined": summary.mined, "waiting": summary.waiting}))
        return
    click.echo(
        f"新增种子术语 {summary.seeds} 条；重新统计 {len(summary.mined)} 个语言对；待审候选 {summary.waiting} 条。"
    )


@glossary.command()
@click.argument("query")
@scope_options
@db_option
@json_option
def find(query: str, on: str | None, jurisdiction: str, area: str, db: str, as_json: bool) -> None:
    """查术语：QUERY 可以是汉文，也可以是任何一种民族文字。"""
    from glossary import lookup, store

    entries = lookup.find(store.open_workspace(db), query, scope=asked_scope(on, jurisdiction, area))
    if as_json:
        click.echo(json.dumps([lookup.as_dict(e) for e in entries], ensure_ascii=False, indent=1))
        return
    if not entries:
        click.echo(f"没有找到“{query}”。可以换一种写法，或到 shuangyu aligner search 里查原文。")
        sys.exit(1)
    for entry in entries:
        click.echo(f"{entry.term}" + (f"（{entry.domain}）" if entry.domain else ""))
        for language, renderings in entry.renderings.items():
            for r in renderings:
                where = f"{r.count} 处" if r.count else "未见于文书"
                said = "  ".join(x for x in (where, r.scope, r.authority or r.source) if x)
                click.echo(f"  {language:<8} {r.text}  〔{r.status.label}〕 {said}")


@glossary.command()
@click.option("--language", "language", help="只看一种语言，例如 bo。")
@click.option("--limit", default=30, show_default=True, help="最多列出多少条。")
@db_option
@json_option
def candidates(language: str | None, limit: int, db: str, as_json: bool) -> None:
    """列出待审候选，先看常用而译法不一的。"""
    from glossary import store

    book = store.open_workspace(db)
    codes = [language] if language else sorted(store.waiting_counts(book))
    rows = [c for code in codes for c in store.waiting(book, code, limit)]
    if as_json:
        click.echo(
            json.dumps(
                [
                    {
                        "id": c.id,
                        "source": c.source,
                        "target": c.target,
                        "language": c.target_language,
                        "together": c.together,
                        "source_count": c.source_count,
                        "score": round(c.score, 1),
                        "confidence": round(c.confidence, 3),
                    }
                    for c in rows
                ],
                ensure_ascii=False,
                indent=1,
            )
        )
        return
    for c in rows:
        click.echo(
            f"{c.id:>6}  {c.source} → {c.target}  {c.together}/{c.source_count} 处  置信 {c.confidence:.2f}"
        )


def _decide(numbers: tuple[int, ...], accepted: bool, who: str, why: str, db: str) -> None:
    from glossary import store

    book = store.open_workspace(db)
    try:
        store.decide_all(book, numbers, accepted, who, _now(), why=why)
    except KeyError as error:
        raise click.ClickException(
            f"{error.args[0]}。请用 shuangyu glossary candidates 查看编号；没有作任何改动。"
        ) from error
    click.echo(f"已{'核定' if accepted else '驳回'} {len(numbers)} 条，署名 {who}。")


_who = click.option("--by", "who", required=True, help="审定人姓名。")
_why = click.option("--why", default="", help="理由。")


@glossary.command()
@click.argument("numbers", nargs=-1, required=True, type=int)
@_who
@_why
@db_option
def accept(numbers: tuple[int, ...], who: str, why: str, db: str) -> None:
    """核定候选为推荐译法（编号见 candidates）。"""
    _decide(numbers, True, who, why, db)


@glossary.command()
@click.argument("numbers", nargs=-1, required=True, type=int)
@_who
@_why
@db_option
def reject(numbers: tuple[int, ...], who: str, why: str, db: str) -> None:
    """驳回候选；以后重新统计也不再提出。"""
    _decide(numbers, False, who, why, db)


@glossary.command()
@click.argument("name")
@_who
@_why
@db_option
def publish(name: str, who: str, why: str, db: str) -> None:
    """发布术语库的一个版本，例如：publish 2026年春季版 --by 姓名。只收审定过的译法。"""
    from glossary import store

    try:
        version = store.publish(store.open_workspace(db), name, who, _now(), why)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"已发布“{version.name}”：概念 {version.concepts} 个，译法 {version.renderings} 条。")


@glossary.command()
@click.argument("before")
@click.argument("after", required=False)
@db_option
@json_option
def compare(before: str, after: str | None, db: str, as_json: bool) -> None:
    """比较两个版本；不写第二个，就与现在的术语库比较。"""
    from glossary import store

    try:
        changed = store.compare_versions(store.open_workspace(db), before, after)
    except KeyError as error:
        raise click.ClickException(f"{error.args[0]}。请检查名称。") from error
    if as_json:
        rows = [{"concept": c.name} | asdict(d) for c in changed for d in c.differences]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for c in changed:
        click.echo(c.name)
        for d in c.differences:
            click.echo(
                f"  {d.language:<8} {d.label}　{d.term}　{d.before or '（无）'} → {d.after or '（无）'}"
            )
    if not changed:
        click.echo("没有差别。")


@glossary.command()
@_who
@db_option
def undo(who: str, db: str) -> None:
    """撤销本人最后一步：一次审定、一批审定或一次导入，整步恢复。"""
    from glossary import store

    try:
        changes = store.undo(store.open_workspace(db), who, _now())
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"已撤销 {len(changes)} 处改动。" if changes else "没有可以撤销的。")
