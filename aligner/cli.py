"""`shuangyu aligner`: pair documents, align sentences, link words, and look at the result."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click
from sqlite_utils import Database

from aligner.exchange.cli import export, forget, import_, memories
from aligner.model import Pair
from corpora.cli import ChineseErrors, check_language, db_option, done, json_option, show_progress


@click.group(cls=ChineseErrors)
def aligner() -> None:
    """对齐：哪份文书、哪一句、哪个词互为译文。"""


for command in (import_, memories, forget, export):
    aligner.add_command(command)


@aligner.command()
@db_option
@json_option
def update(db: str, as_json: bool) -> None:
    """配对、对齐、连词，一次做完；只处理新增的。"""
    from aligner import build, store

    made = build.update(store.open_workspace(db), show_progress)
    text = f"新配对文书 {made.paired} 对；对齐文书 {made.aligned} 对，得句对 {made.beads} 个；连词 {made.linked} 个句对。"
    done(as_json, text, **asdict(made))


@aligner.command()
@db_option
@json_option
def pair(db: str, as_json: bool) -> None:
    """给还没有译本的文书配对：先看案号，再看内容。"""
    from aligner import build, store

    paired = build.pair_documents(store.open_workspace(db), show_progress)
    done(as_json, f"新配对文书 {paired} 对。用 shuangyu aligner pairs 查看依据。", paired=paired)


@aligner.command()
@db_option
@click.option("--model", type=click.Path(path_type=Path), help="兼用本机文件夹里的 sentence-transformers 句向量模型。")
@json_option
def align(db: str, model: Path | None, as_json: bool) -> None:
    """逐句对齐已配对而未对齐的文书；人工核过的句对不变。"""
    from aligner import build, embedding, store

    embedder = embedding.load(model) if model else None
    aligned, beads = build.align_documents(store.open_workspace(db), show_progress, embedder=embedder)
    done(as_json, f"对齐文书 {aligned} 对，得句对 {beads} 个。", aligned=aligned, beads=beads)


@aligner.command()
@db_option
@json_option
def link(db: str, as_json: bool) -> None:
    """给还没有词对齐的句对连词。"""
    from aligner import build, store

    linked = build.link_words(store.open_workspace(db), show_progress)
    done(as_json, f"连词 {linked} 个句对。", linked=linked)


@aligner.command()
@click.option("--doubtful", is_flag=True, help="只列存疑、等人核对的，最没把握的在前，并列出相近的文书。")
@db_option
@json_option
def pairs(doubtful: bool, db: str, as_json: bool) -> None:
    """列出已配对的文书和配对的依据。"""
    from aligner import store

    book = store.open_workspace(db)
    found = store.doubtful_pairs(book) if doubtful else store.paired_documents(book)
    rivals = {p.id: store.runners_up(book, p.id) for p in found} if doubtful else {}
    if as_json:
        rows = [asdict(p) | {"runners_up": [asdict(r) for r in rivals.get(p.id, ())]} for p in found]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo(
            "没有存疑的配对。" if doubtful
            else "还没有配好对的文书。请先用 shuangyu corpora add 导入，再运行 shuangyu aligner update。"
        )  # fmt: skip
    for p in found:
        name = p.case_number or p.title or p.name
        click.echo(f"{p.id}\t{name}\t{p.kind or '—'}\t{p.target_language}\t{p.score:.2f}\t{p.evidence}")
        for r in rivals.get(p.id, ()):
            click.echo(f"\t相近：文书 {r.source} 与 {r.target}\t{r.score:.2f}\t{r.evidence}")


_by = click.option("--by", "who", required=True, help="核对人姓名。")
_because = click.option("--why", default="", help="理由。")


def _decide(act: str, number: int, who: str, why: str, db: str) -> None:
    from aligner import store

    decisions = {"confirm": store.confirm_pair, "reject": store.reject_pair}
    try:
        decisions[act](store.open_workspace(db), number, who, datetime.now(UTC).isoformat(timespec="seconds"), why)
    except KeyError as error:
        raise click.ClickException(f"{error.args[0]}。请用 shuangyu aligner pairs 查看编号。") from error


@aligner.command()
@click.argument("number", type=int)
@_by
@_because
@db_option
def confirm(number: int, who: str, why: str, db: str) -> None:
    """确认一对存疑的文书是同一份（编号见 pairs --doubtful）；下次 update 时对齐。"""
    _decide("confirm", number, who, why, db)
    click.echo(f"已确认第 {number} 对，署名 {who}。运行 shuangyu aligner update 对齐。")


@aligner.command()
@click.argument("number", type=int)
@_by
@_because
@db_option
def reject(number: int, who: str, why: str, db: str) -> None:
    """一对文书不是同一份；两份都可在下次 update 时另配。"""
    _decide("reject", number, who, why, db)
    click.echo(f"已拆开第 {number} 对，署名 {who}。运行 shuangyu aligner update 另行配对。")


def _where(db: Database, pair: Pair) -> str:
    from aligner import store

    return " · ".join(store.place(db, pair))


@aligner.command()
@click.argument("query")
@click.option("--language", help="只查这种语言的译文，如 bo、mn-Mong。")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1), help="最多列出多少条。")
@db_option
@json_option
def search(query: str, language: str | None, limit: int, db: str, as_json: bool) -> None:
    """检索句对：QUERY 可以是汉文、任何一种民族文字或藏文的威利转写。

    标点、全半角、异形字不计；加引号逐字查，* 代表任意几个字，? 代表一个字，前面加 ~ 容许写错个别字。
    """
    from aligner import store

    check_language(language)
    book = store.open_workspace(db)
    pairs, usage = (answer := store.find(book, query, language, limit)).pairs, answer.usage
    if as_json:
        click.echo(json.dumps([asdict(p) for p in pairs], ensure_ascii=False, indent=1))
        return
    if not pairs:
        click.echo(f"没有找到“{query}”。可以少输几个字，或换一种文字再查。")
        sys.exit(1)
    for p in pairs:
        click.echo(f"{p.source}\n{p.target}\n  〔{p.target_language}〕{_where(book, p)}\n")
    for name, counts in (("法院", usage.courts), ("年份", usage.years)):
        click.echo(f"{name}：" + "，".join(f"{value or '不详'} {n}" for value, n in counts))
    click.echo(f"共 {usage.total} 条{'以上' if usage.capped else ''}，列出 {len(pairs)} 条。")


@aligner.command()
@click.argument("sentence")
@click.option("--language", help="只要这种语言的译文，如 bo、mn-Mong。")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1), help="最多列出多少条。")
@db_option
@json_option
def similar(sentence: str, language: str | None, limit: int, db: str, as_json: bool) -> None:
    """在翻译记忆里找相似的句子：SENTENCE 可以是汉文，也可以是任何一种民族文字。"""
    from aligner import memory, store
    from corpora.languages import get
    from corpora.languages.recognise import recognise

    check_language(language)
    code = recognise(sentence)
    if code is None:
        raise click.UsageError(f"认不出“{sentence}”是哪种文字。请给出一句汉文或民族文字。")
    book = store.open_workspace(db)
    memory.update(book, show_progress)
    found = memory.lookup(book, sentence, get(code), language if code == "zh" else None, limit)
    if as_json:
        click.echo(json.dumps([asdict(m) for m in found], ensure_ascii=False, indent=1))
        return
    if not found:
        click.echo("没有相似的句子。新导入的文书要先运行 shuangyu aligner update。")
        sys.exit(1)
    for m in found:
        same = f"，共 {m.times} 处" if m.times > 1 else ""
        click.echo(f"{m.score:.0f}%{same}\n{m.pair.source}\n{m.pair.target}\n  〔{m.pair.target_language}〕{_where(book, m.pair)}\n")


@aligner.command()
@click.argument("directories", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--lone", is_flag=True, help="每份文书单独对齐，不互相学习。")
@click.option("--glossary", type=click.Path(path_type=Path, exists=True, dir_okay=False), help="对齐时参考的术语表：每行一个术语、制表符、译名。")
@click.option("--peer", metavar="COMMAND", help="改评别的对齐程序：命令里的 {src} {tgt} 换成文件，标准输出每行如“[0, 1]:[2]”。")
@click.option("--beads", type=click.Path(path_type=Path, exists=True, file_okay=False), help="改评别的对齐结果：文件夹里是 名称.beads。")
@json_option
def evaluate(
    directories: tuple[Path, ...], lone: bool, glossary: Path | None, peer: str | None, beads: Path | None, as_json: bool
) -> None:
    """用人工对齐的文件评分：DIR 里是成组的 名称.src、名称.tgt、名称.gold。"""
    from aligner import evaluation, peers

    if ((peer or beads) and (lone or glossary)) or (peer and beads):
        raise click.UsageError("--peer、--beads 评的是别的程序，只能用其中一个，也不与 --lone、--glossary 同用。")
    for directory in directories:
        try:
            if peer:
                result = peers.judge_command(directory, peer)
            elif beads:
                result = peers.judge_files(directory, beads)
            else:
                result = evaluation.evaluate(directory, lone, glossary)
        except OSError as error:
            raise click.ClickException(str(error)) from error
        if as_json:
            click.echo(json.dumps(result.as_dict(), ensure_ascii=False))
            continue
        click.echo(result.set)
        for name, s in (("严格", result.strict), ("宽松", result.lax)):
            click.echo(f"  {name}  准确率 {s.precision:.3f}  召回率 {s.recall:.3f}  F1 {s.f1:.3f}")
        click.echo(f"  用时 {result.seconds:.1f} 秒")
