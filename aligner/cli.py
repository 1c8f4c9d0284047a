"""`shuangyu aligner`: pair documents, align sentences, link words, and look at the result."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from corpora.cli import ChineseErrors, db_option, json_option, show_progress


@click.group(cls=ChineseErrors)
def aligner() -> None:
    """对齐：哪份文书、哪一句、哪个词互为译文。"""


def _done(as_json: bool, text: str, **counts: int) -> None:
    click.echo(json.dumps(counts) if as_json else text)


@aligner.command()
@db_option
@json_option
def update(db: str, as_json: bool) -> None:
    """配对、对齐、连词，一次做完；只处理新增的。"""
    from aligner import build, store

    done = build.update(store.open_workspace(db), show_progress)
    text = f"新配对文书 {done.paired} 对；对齐文书 {done.aligned} 对，得句对 {done.beads} 个；连词 {done.linked} 个句对。"
    _done(as_json, text, **asdict(done))


@aligner.command()
@db_option
@json_option
def pair(db: str, as_json: bool) -> None:
    """给还没有译本的文书配对：先看案号，再看内容。"""
    from aligner import build, store

    paired = build.pair_documents(store.open_workspace(db), show_progress)
    _done(as_json, f"新配对文书 {paired} 对。用 shuangyu aligner pairs 查看依据。", paired=paired)


@aligner.command()
@db_option
@json_option
def align(db: str, as_json: bool) -> None:
    """逐句对齐已配对而未对齐的文书；人工核过的句对不变。"""
    from aligner import build, store

    aligned, beads = build.align_documents(store.open_workspace(db), show_progress)
    _done(as_json, f"对齐文书 {aligned} 对，得句对 {beads} 个。", aligned=aligned, beads=beads)


@aligner.command()
@db_option
@json_option
def link(db: str, as_json: bool) -> None:
    """给还没有词对齐的句对连词。"""
    from aligner import build, store

    linked = build.link_words(store.open_workspace(db), show_progress)
    _done(as_json, f"连词 {linked} 个句对。", linked=linked)


@aligner.command()
@db_option
@json_option
def pairs(db: str, as_json: bool) -> None:
    """列出已配对的文书和配对的依据。"""
    from aligner import store

    found = store.paired_documents(store.open_workspace(db))
    if as_json:
        click.echo(json.dumps([asdict(p) for p in found], ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo(
            "还没有配好对的文书。请先用 shuangyu corpora import 导入，再运行 shuangyu aligner update。"
        )
    for p in found:
        name = p.case_number or p.title or p.name
        click.echo(f"{p.id}\t{name}\t{p.kind or '—'}\t{p.target_language}\t{p.score:.2f}\t{p.evidence}")


@aligner.command()
@click.argument("query")
@click.option("--language", help="只查这种语言的译文，如 bo、mn-Mong。")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="最多列出多少条。")
@db_option
@json_option
def search(query: str, language: str | None, limit: int, db: str, as_json: bool) -> None:
    """检索句对：QUERY 可以是汉文，也可以是任何一种民族文字。"""
    from aligner import store
    from corpora.languages import CODES

    if language and language not in CODES:
        raise click.UsageError(f"不认识的语言代码“{language}”，可用：{'、'.join(CODES)}")
    book = store.open_workspace(db)
    found = store.search(book, query, language, limit)
    if as_json:
        click.echo(json.dumps([asdict(p) for p in found], ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo(f"没有找到“{query}”。可以少输几个字，或换一种文字再查。")
        sys.exit(1)
    for p in found:
        where = " · ".join(x for x in (p.court, p.kind, p.case_number, p.date) if x)
        click.echo(f"{p.source}\n{p.target}\n  〔{p.target_language}〕{where}\n")
    click.echo(f"共 {store.count(book, query, language)} 条，列出 {len(found)} 条。")


@aligner.command()
@click.argument("directories", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def evaluate(directories: tuple[Path, ...], as_json: bool) -> None:
    """用人工对齐的文件评分：DIR 里是成组的 名称.src、名称.tgt、名称.gold。"""
    from aligner import evaluation

    for directory in directories:
        try:
            result = evaluation.evaluate(directory)
        except OSError as error:
            raise click.ClickException(str(error)) from error
        if as_json:
            click.echo(json.dumps(result.as_dict(), ensure_ascii=False))
            continue
        click.echo(result.set)
        for name, s in (("严格", result.strict), ("宽松", result.lax)):
            click.echo(f"  {name}  准确率 {s.precision:.3f}  召回率 {s.recall:.3f}  F1 {s.f1:.3f}")
        click.echo(f"  用时 {result.seconds:.1f} 秒")
